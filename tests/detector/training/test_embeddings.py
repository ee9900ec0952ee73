import numpy as np
import pytest

from detector.errors import CorpusError
from detector.semantic import WIDTH
from detector.training import embeddings
from detector.training.embeddings import Embeddings


class LengthEmbedder:
    def of(self, texts):
        return np.array([[float(len(text))] * WIDTH for text in texts])


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(embeddings, "Embedder", LengthEmbedder)
    return tmp_path / "cache" / "embeddings.npz"


def test_embeddings_are_kept_for_the_next_time(path, monkeypatch):
    first = Embeddings(path).of(["Haus", "Bäume"])
    monkeypatch.delattr(embeddings, "Embedder")
    assert Embeddings(path).of(["Bäume", "Haus"]).tolist() == first[::-1].tolist()


def test_two_processes_keep_what_either_of_them_made(path):
    one, other = Embeddings(path), Embeddings(path)
    one.of(["Haus"])
    other.of(["Bäume"])
    with np.load(path) as archive:
        assert len(archive["k"]) == 2
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kept", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_named_with_what_to_do(path, kept):
    path.parent.mkdir()
    path.write_bytes(kept)
    with pytest.raises(CorpusError, match=r"embeddings\.npz: damaged .* delete it"):
        Embeddings(path)


def test_an_archive_whose_vectors_are_broken_is_damaged(path):
    Embeddings(path).of(["Haus", "Bäume"])
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 255
    path.write_bytes(bytes(whole))
    with pytest.raises(CorpusError, match="damaged"):
        Embeddings(path)
