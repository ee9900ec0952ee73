"""Runs that are cut off at any byte, and go on."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from detector.batch.encode import Encoding
from detector.batch.output import Files, Paths, is_complete, name_rejected
from detector.batch.records import Raw, Reading
from detector.batch.resume import go_on
from detector.batch.work import Outcome, Task, Worker, chunks
from detector.errors import InputError
from tests.detector.batch.stub import scorer

TEXTS = ("reject", "Eins.", "break", "Zwei.", "Drei.", "reject", "Vier.", "reject")
READING = Reading(name="x.jsonl")


def _raws(texts: tuple[str, ...] = TEXTS) -> Iterator[Raw]:
    for number, text in enumerate(texts, 1):
        # The ids repeat on purpose: positions alone tell records apart.
        yield Raw(number, json.dumps({"id": "same", "text": text}).encode())


def _encoding(name: str) -> Encoding:
    form = "csv" if ".csv" in name else "parquet" if ".parquet" in name else "jsonl"
    return Encoding(form=form, compressed=name.endswith(".gz"))


def _outcomes(files: Files, encoding: Encoding) -> Iterator[Outcome]:
    task = Task(reading=READING, encoding=encoding, scorer=scorer)
    raws = go_on(_raws(), READING, files.progress)
    first = files.progress.records
    return map(Worker(task), chunks(raws, first, at_most=3))


def _run(path: Path, *, resume: bool = False, stop_after: int | None = None) -> None:
    encoding = _encoding(path.name)
    files = Files(path, encoding, unit="line", resume=resume)
    for outcome in islice(_outcomes(files, encoding), stop_after):
        files.write(outcome)
    if stop_after is None:
        files.finish()
    else:
        files.leave()


def _contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def _moments(path: Path) -> Iterator[dict[str, bytes]]:
    """Yield what lies on the disk after each byte that a run writes."""
    encoding = _encoding(path.name)
    files = Files(path, encoding, unit="line")
    before = _contents(path)
    for outcome in _outcomes(files, encoding):
        files.write(outcome)
        after = _contents(path)
        state = dict(before)
        for name in sorted(after, key=lambda name: "rejected" not in name):
            old = before.get(name, b"")
            for end in range(len(old), len(after[name]) + 1):
                state[name] = after[name][:end]
                yield dict(state)
        before = after
    files.leave()


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.csv", "out.csv.gz"])
def test_a_run_that_is_killed_at_any_byte_goes_on_to_the_same_end(
    tmp_path: Path, name: str
) -> None:
    whole, cut = tmp_path / "whole" / name, tmp_path / "cut" / name
    killed = tmp_path / "killed" / name
    for path in (whole, cut, killed):
        path.parent.mkdir()
    _run(whole)
    expected = _contents(whole)
    assert set(expected) == {name, "out.rejected.jsonl"}
    moments = list(_moments(killed))
    for moment in moments[:: max(1, len(moments) // 80)] + moments[-2:]:
        for file in cut.parent.iterdir():
            file.unlink()
        for file, content in moment.items():
            (cut.parent / file).write_bytes(content)
        _run(cut, resume=True)
        found = _contents(cut)
        assert _plain(found) == _plain(expected)


def _plain(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Unpack, as the members of gzip end at other places in a run that went on."""
    return {
        name: gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in contents.items()
    }


def test_a_run_that_ends_early_leaves_a_valid_output(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    _run(path, stop_after=1)
    assert sorted(_contents(path)) == ["out.jsonl.part", "out.rejected.jsonl.part"]
    (line,) = (tmp_path / "out.jsonl.part").read_text().splitlines()
    assert json.loads(line)["article"]["id"] == "same"


def test_the_rejected_are_named_with_their_line_and_the_reason(tmp_path: Path) -> None:
    _run(tmp_path / "out.jsonl")
    lines = (tmp_path / "out.rejected.jsonl").read_text().splitlines()
    assert json.loads(lines[0]) == {
        "line": 1,
        "record": 1,
        "reason": "same: not this one",
    }
    assert [json.loads(line)["line"] for line in lines] == [1, 3, 6, 8]


def test_the_rejected_of_an_older_run_do_not_stay(tmp_path: Path) -> None:
    old = tmp_path / "out.rejected.jsonl"
    old.write_text("{}\n")
    files = Files(tmp_path / "out.jsonl", Encoding(), unit="line")
    files.write(Outcome(b"{}\n", 1, []))
    assert old.exists()
    files.finish()
    assert not old.exists()


def test_without_resume_a_run_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    _run(path, stop_after=2)
    files = Files(path, Encoding(), unit="line")
    assert files.progress.records == 0
    assert files.leave() is None
    assert list(tmp_path.iterdir()) == []


def _earlier(path: Path, texts: tuple[str, ...]) -> None:
    """Go on with other texts where a run over ``TEXTS`` had ended."""
    _run(path, stop_after=2)
    files = Files(path, _encoding(path.name), unit="line", resume=True)
    try:
        go_on(_raws(texts), READING, files.progress)
    finally:
        files.leave()


def test_another_input_is_refused(tmp_path: Path) -> None:
    texts = (*TEXTS[:4], "Anderes.", *TEXTS[5:])
    with pytest.raises(InputError, match=r"line 5: is not what the earlier run"):
        _earlier(tmp_path / "out.jsonl", texts)


def test_a_shorter_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has 2 records, and the earlier .* read 6"):
        _earlier(tmp_path / "out.csv", TEXTS[:2])


def test_a_record_that_has_become_unreadable_is_refused(tmp_path: Path) -> None:
    texts = (*TEXTS[:4], " ", *TEXTS[5:])
    with pytest.raises(InputError, match=r"is empty.*the earlier run could read it"):
        _earlier(tmp_path / "out.jsonl", texts)


@pytest.mark.parametrize(
    ("written", "name", "with_text"),
    [
        (b"no json\n", "out.jsonl", False),
        (b"[1]\n", "out.jsonl", False),
        (b"id;text\n", "out.csv", False),
        (b'{"schema": 1, "article": {}}\n', "out.jsonl", True),
    ],
)
def test_an_output_of_other_options_is_refused(
    tmp_path: Path, written: bytes, name: str, with_text: bool
) -> None:
    Path(tmp_path / f"{name}.part").write_bytes(written)
    encoding = Encoding(form=_encoding(name).form, with_text=with_text)
    with pytest.raises(InputError, match=f"{name}.part: was written with other opt"):
        Files(tmp_path / name, encoding, unit="line", resume=True)


def test_a_complete_output_is_told_from_one_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert not is_complete(Paths(path))
    _run(path)
    assert is_complete(Paths(path))
    _run(path, stop_after=1)
    assert not is_complete(Paths(path))


def test_the_last_name_is_given_after_a_kill_between_two_names(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    _run(path)
    paths = Paths(path)
    paths.rejected.replace(paths.rejected_part)
    assert is_complete(paths)
    assert name_rejected(paths)
    assert paths.rejected.exists()
    assert not name_rejected(paths)


@pytest.mark.parametrize(
    ("name", "rejected"),
    [
        ("out.jsonl", "out.rejected.jsonl"),
        ("out.jsonl.gz", "out.rejected.jsonl"),
        ("out.parquet", "out.rejected.jsonl"),
        ("reports", "reports.rejected.jsonl"),
        (".csv", ".csv.rejected.jsonl"),
    ],
)
def test_the_rejected_stand_beside_the_output(name: str, rejected: str) -> None:
    assert Paths(Path(name)).rejected == Path(rejected)
