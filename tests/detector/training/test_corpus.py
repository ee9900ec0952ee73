import gzip
import hashlib

import pytest

from detector.errors import CorpusError
from detector.training.corpus import read_corpus
from detector.training.recipe import CorpusEntry

LINES = b'{"id": 1}\n\n{"id": 2}\n'


def entry(packed, name="a.jsonl.gz"):
    return CorpusEntry(name, hashlib.sha256(packed).hexdigest())


def test_records_come_in_the_order_of_the_file(tmp_path):
    packed = gzip.compress(LINES)
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    assert read_corpus(entry(packed), tmp_path) == [{"id": 1}, {"id": 2}]


def test_a_missing_corpus_says_where_to_name_its_folder(tmp_path):
    with pytest.raises(CorpusError, match=r"a\.jsonl\.gz: cannot be read .*--data"):
        read_corpus(entry(b""), tmp_path)


def test_another_file_is_refused_by_its_digest(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(LINES)
    with pytest.raises(CorpusError, match="expected by the recipe, found"):
        read_corpus(entry(b"other", "a.jsonl"), tmp_path)


def test_a_broken_line_is_named(tmp_path):
    broken = b'{"id": 1}\n{"id": \n'
    (tmp_path / "a.jsonl").write_bytes(broken)
    with pytest.raises(CorpusError, match=r"a\.jsonl, line 2: "):
        read_corpus(entry(broken, "a.jsonl"), tmp_path)


def test_half_a_gzip_file_is_refused(tmp_path):
    packed = gzip.compress(LINES * 100)[:-12]
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    with pytest.raises(CorpusError, match="not a complete gzip file"):
        read_corpus(entry(packed), tmp_path)
