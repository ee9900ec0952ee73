"""Streams of UTF-16 read as UTF-8, where a byte order mark says that they are.

Spreadsheets and Windows tools export so; the readers of records know UTF-8 alone.
Imports the standard library only.
"""

import codecs
import io
from typing import BinaryIO, cast

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = codecs.BOM_UTF32_LE  # begins with the mark of UTF-16
_PART = 1 << 16  # bytes read at a time


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return a stream of the same text in UTF-8; itself, if it has no such mark."""
    peek = getattr(stream, "peek", None)
    start: bytes = peek(len(_WIDER))[: len(_WIDER)] if peek else b""
    if not start.startswith(_MARKS) or start == _WIDER:
        return stream
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream), _PART))


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = b" "
        while not self._ready and part:
            part = self._stream.read(_PART)
            self._ready = memoryview(self._decoded(part).encode())
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _decoded(self, part: bytes) -> str:
        try:
            return self._decoder.decode(part, final=not part)
        except UnicodeDecodeError as error:
            raise OSError(f"begins as UTF-16, but {error.reason}") from None
