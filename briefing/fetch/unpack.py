"""Undo a content encoding, one layer, never further than asked for.

zlib is told how much it may give at a time, so a bomb of a few bytes costs no more memory
than an honest body.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 256 * 1024
"""Most bytes that are unpacked in one go."""
_GZIP_MAGIC = b"\x1f\x8b"
_PLAIN_STARTS = (b"<", b"{", b"[", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")


class Damaged(Exception):
    """The packed data are no such data."""


class CutShort(Exception):
    """The packed data end too early."""


class UnknownPacking(Exception):
    """An encoding that was not asked for; its name is the argument."""


class Unpacker:
    """Turns the pieces of a body off the wire into plain ones.

    Reads gzip and deflate (in its zlib form and the bare one that some servers send). A
    body that says nothing but starts like gzip is unpacked, and one that says gzip but
    starts like plain text is taken as it is: both are met in the wild.

    Args:
        encoding: the Content-Encoding header, "" when there is none.

    Raises:
        UnknownPacking: for any other encoding and for more than one layer.
    """

    def __init__(self, encoding: str) -> None:
        layers = [name.strip().lower() for name in encoding.split(",")]
        layers = [name.removeprefix("x-") for name in layers if name not in ("", "identity")]
        if len(layers) > 1 or (layers and layers[0] not in ("gzip", "deflate")):
            raise UnknownPacking(encoding)
        self._named = layers[0] if layers else ""
        self._start: bytes | None = b""
        self._zlib: zlib._Decompress | None = None
        self._gzip = False

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Plain pieces of at most 256 kB each; the caller may stop at any of them.

        Raises:
            Damaged: the data are not what they are said to be.
        """
        if self._start is not None:
            chunk = self._start + chunk
            if len(chunk) < 2:
                self._start = chunk
                return
            self._start = None
            self._begin(chunk)
        if self._zlib is None:
            if chunk:
                yield chunk
            return
        while chunk:
            try:
                plain = self._zlib.decompress(chunk, _STEP)
            except zlib.error as error:
                raise Damaged from error
            if plain:
                yield plain
            chunk = self._zlib.unconsumed_tail
            if self._zlib.eof:
                chunk = self._zlib.unused_data
                # gzip files may be several, one after the other; other rests are padding
                if not (self._gzip and chunk.startswith(_GZIP_MAGIC)):
                    return
                self._zlib = zlib.decompressobj(wbits=31)

    def finish(self) -> bytes:
        """What was too short to begin with.

        Raises:
            CutShort: the packed data have no end.
        """
        if self._zlib is not None and not self._zlib.eof:
            raise CutShort
        return self._start or b""

    def _begin(self, first: bytes) -> None:
        if first.startswith(_GZIP_MAGIC):
            self._gzip = True
            self._zlib = zlib.decompressobj(wbits=31)
        elif self._named == "deflate":
            zlib_form = first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
            self._zlib = zlib.decompressobj(wbits=15 if zlib_form else -15)
        elif self._named == "gzip" and not first.lstrip().startswith(_PLAIN_STARTS):
            raise Damaged
