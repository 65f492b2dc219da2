"""What a parsing process does with one request: a document in, a feed or a refusal out."""

from __future__ import annotations

from briefing.errors import ParseError
from briefing.parse import read, wire
from briefing.text.clean import mask, title


def answer(payload: bytes) -> bytes:
    """Read the document of a request; a MemoryError is the caller's business."""
    body, content_type, charset, url = wire.read_request(payload)
    try:
        return wire.answer(read.parse(body, content_type, charset, url))
    except ParseError as error:
        return wire.refusal(error)
    except MemoryError:
        raise
    except Exception as error:
        # One document that a parser stumbles over must not stop the others.
        name = title(mask(url)) or "the document"
        return wire.refusal(
            ParseError(f"{name} cannot be read ({type(error).__name__})", "please report it")
        )
