import gzip
import io
import json

import pytest

from detector.batch.records import Reading
from detector.batch.sources import open_source
from detector.batch.utf16 import as_utf8
from detector.errors import InputError

LINES = [{"id": n, "text": f"Süß 🙂 – Zeile {n}. " * 40} for n in range(300)]
WRITTEN = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES)
MARKED = {
    "utf-16-le": b"\xff\xfe" + WRITTEN.encode("utf-16-le"),
    "utf-16-be": b"\xfe\xff" + WRITTEN.encode("utf-16-be"),
}


def read(path):
    with open_source(str(path), Reading(name="in")) as source:
        return [json.loads(raw.content) for raw in source.raws]


@pytest.mark.parametrize("encoding", MARKED)
def test_json_lines_are_read_as_their_mark_says(tmp_path, encoding):
    path = tmp_path / "in.jsonl"
    path.write_bytes(MARKED[encoding])
    assert read(path) == LINES


def test_compressed_ones_too(tmp_path):
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(MARKED["utf-16-le"]))
    assert read(path) == LINES


def test_a_table_too(tmp_path):
    path = tmp_path / "in.csv"
    path.write_bytes("id;text\n1;Süß\n".encode("utf-16"))
    with open_source(str(path), Reading(name="in")) as source:
        (raw,) = source.raws
    assert "Süß" in str(raw.content)


def test_half_a_character_at_the_end_is_named(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(MARKED["utf-16-le"][:-1])
    with pytest.raises(InputError, match=r"after record 299: begins as UTF-16, but"):
        read(path)


@pytest.mark.parametrize("data", [b"", b"{}\n", b"\xef\xbb\xbf{}\n", b"\xff\xfe\0\0"])
def test_other_streams_stay_as_they_are(data):
    stream = io.BufferedReader(io.BytesIO(data))
    assert as_utf8(stream) is stream
