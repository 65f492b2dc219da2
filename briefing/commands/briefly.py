"""``briefing brief``: the whole analysis as a pure pipe, documents in, stories out, no store."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.analysis import Manner
from briefing.analysis import brief as analyse
from briefing.commands.context import Context
from briefing.digest import json, text
from briefing.documents import Document, groups_of, read
from briefing.edition import view_of
from briefing.errors import InputError, UsageError
from briefing.summaries.size import METHODS, Sentences, Words
from briefing.text import clean


def brief(context: Context) -> int:
    """Read the documents, analyse them in the order given, print stories."""
    arguments = context.arguments
    manner = _manner(context)
    documents: list[Document] = []
    seen: set[str] = set()
    for name in arguments.document:
        for document in _read(name, context):
            if document.article.id in seen:
                raise InputError(
                    f"{name}: article {document.article.id} was given before",
                    "give each document once, and each row its own id",
                )
            seen.add(document.article.id)
            documents.append(document)
    groups = groups_of(documents, ", ".join(arguments.document)) if arguments.grouped else None
    found = analyse([document.article for document in documents], manner, groups=groups)
    now = context.now()
    views = [view_of(story, now, only_shown=not arguments.all_questions) for story in found]
    if arguments.json:
        context.out(json.dump(json.document(views, now)))
        return 0
    columns = text.columns_of(sys.stdout)
    for number, view in enumerate(views):
        if number:
            context.out("\n")
        for line in text.story(view, now, columns=columns, zone=context.zone):
            context.out(text.paint(line, colour=text.colours(sys.stdout)) + "\n")
    return 0


def _manner(context: Context) -> Manner:
    arguments, config = context.arguments, context.config
    skipped = {part.strip() for part in arguments.skip.split(",") if part.strip()}
    if unknown := skipped - {"summary", "questions"}:
        raise UsageError(
            f"--skip: unknown part {sorted(unknown)[0]!r}", "give summary, questions or both"
        )
    method = arguments.summarizer or config.summarizer
    if method not in METHODS:
        raise UsageError(f"--summarizer: unknown {method!r}", f"one of {', '.join(METHODS)}")
    size: Sentences | Words = Sentences(arguments.sentences or config.sentences)
    if arguments.words:
        size = Words(arguments.words)
    return Manner(
        size=size,
        summarizer=method,
        themes=config.themes,
        most_shown=config.max_questions,
        summary="summary" not in skipped,
        questions="questions" not in skipped,
    )


def _read(name: str, context: Context) -> Sequence[Document]:
    if name == "-":
        return list(read(sys.stdin.buffer.read(), "standard input", context.now()))
    if name.startswith(("http://", "https://")):
        return list(_fetched(name, context))
    path = Path(name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", "check the path, or use - for input") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder", "name the files in it") from None
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror or error})") from None
    return list(read(data, clean.title(path.stem), context.now()))


def _fetched(address: str, context: Context) -> Sequence[Document]:
    from briefing.fetch.client import Client
    from briefing.fetch.types import Request
    from briefing.refresh import limits_of

    url = clean.link(address)
    if not url:
        raise UsageError(f"{clean.title(clean.mask(address))} is not a web address")

    async def get() -> bytes:
        async with Client(limits_of(context.config), typed=(url,)) as client:
            return (await client.get(Request(url))).body

    return list(read(asyncio.run(get()), clean.mask(url), context.now(), url))
