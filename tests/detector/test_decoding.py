"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.decoding import decode
from detector.errors import InputError

TEXT = "Grüße aus Köln – „alles gut“, sagte er.\r\nZweite Zeile: 5 €."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("windows-1252"),
    ],
    ids=["utf8", "utf8bom", "utf16", "16be-bom", "16le", "16be", "32le", "1252"],
)
def test_every_known_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@given(st.text().filter(lambda text: "\0" not in text and text.isprintable()))
def test_printable_text_in_utf8_comes_back(text: str) -> None:
    assert decode(b"Wort " + text.encode(), "a.txt") == "Wort " + text


@given(st.binary())
def test_any_bytes_give_text_or_one_clear_line(data: bytes) -> None:
    message = "a.txt: "
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except InputError as error:
        message = str(error)
    assert message.startswith("a.txt: ")
    assert message.isprintable()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "a.txt: is a PDF document; save it as plain text"),
        (b"{\\rtf1 Text}", "is an RTF document"),
        (b"PK\x03\x04....", "is a Word, OpenDocument or ZIP file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary, not text"),
        (b"\x01\x02\x03\x04 ab", "is binary, not text"),
        (b"Text \x81 mit \xe4", "found 0x81 at byte 5; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "begins as UTF-16-LE, but byte 4 does not fit"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, "a.txt")


def test_damaged_utf8_is_not_read_as_windows_1252() -> None:
    # 21 characters, four of them two bytes long, stand before the damage.
    data = "Grüße, Häfen, Brücken".encode() + b"\xfc und"
    with pytest.raises(InputError, match="found 0xFC at byte 25; save it as UTF-8"):
        decode(data, "a.txt")
