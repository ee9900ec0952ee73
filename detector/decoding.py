"""From bytes to text, in the encodings that newsrooms use.

UTF-8, UTF-16 and Windows-1252 can be told apart by rule: by a byte order mark, by the
zero bytes of Latin letters in UTF-16, and since German text in Windows-1252 is almost
never valid UTF-8. A detection library would add import time and guesses. Line ends
stay as they are. Imports the errors only.
"""

import codecs
import re

from detector.errors import InputError

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DOCUMENTS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x1f\x8b", "a gzip file"),
)
_SAMPLE = 4_096
_ZERO_SHARE = 0.5
_CONTROL_SHARE = 0.02
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file, its byte order mark removed.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name, for the message of a refusal.

    Returns
    -------
    str

    Raises
    ------
    InputError
        If the bytes are no text, or text of an encoding that is not known here.
    """
    for start, kind in _DOCUMENTS:
        if data.startswith(start):
            raise InputError(f"{name}: is {kind}; save it as plain text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data[len(mark) :], name, len(mark))
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _decode_as(wide, data, name, 0)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_single_bytes(data, name, error)


def _decode_as(encoding: str, data: bytes, name: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = offset + error.start
        raise InputError(
            f"{name}: begins as {encoding.upper()}, but byte {place:,} does not fit; "
            "save it as UTF-8"
        ) from None


def _wide_encoding(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its Latin letters."""
    half = len(sample) // 2
    if half == 0:
        return None
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if odd > _ZERO_SHARE and even < odd / 10:
        return "utf-16-le"
    if even > _ZERO_SHARE and odd < even / 10:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE].decode("latin-1")
    controls = len(_CONTROLS.findall(sample))
    if b"\0" in data or controls > _CONTROL_SHARE * len(sample):
        raise InputError(f"{name}: is binary, not text; save it as plain text")


def _decode_single_bytes(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Read Windows-1252, unless the file is rather UTF-8 with damage."""
    read_as_utf8 = data.decode("utf-8", errors="replace")
    bad = read_as_utf8.count("\ufffd")
    ascii_only = read_as_utf8.encode("ascii", errors="ignore")
    good = len(read_as_utf8) - len(ascii_only) - bad
    if good <= bad:
        try:
            return data.decode("windows-1252")
        except UnicodeDecodeError as other:
            error = other
    found = f"0x{data[error.start]:02X} at byte {error.start:,}"
    raise InputError(
        f"{name}: UTF-8, UTF-16 or Windows-1252 expected, found {found}; "
        "save it as UTF-8"
    ) from None
