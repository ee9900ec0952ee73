"""From a record of a corpus to an ``Item``: which fields hold what.

The options come from ``corpora.toml`` or from the command line: ``text``, ``label``,
``group``, ``language``, ``positive``, ``negative``, ``map``, ``names``, ``slices``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from benchmarks.items import Item, Kind, length_band
from detector.errors import CorpusError
from detector.training.labelled import is_missing, labels_of

Record = Mapping[str, Any]
Options = Mapping[str, Any]
_LABELS: Mapping[str, str] = {"spans": "spans", "page": "reference"}
_TONES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
_QUOTED = {
    "none": [],
    "direct": ["direct"],
    "indirect": ["indirect"],
    "mixed": ["direct", "indirect"],
}


def items_of(records: Iterable[Record], kind: Kind, options: Options) -> Iterator[Item]:
    """Yield an item for each record that says something on the task.

    Raises
    ------
    CorpusError
        If a column that the options name is in no record.
    """
    read = _READERS[kind]
    seen: set[str] = set()
    for number, record in enumerate(records):
        seen.update(record)
        target = read(record, options)
        text = _text(record, kind, options)
        if target is not None and text:
            yield _item(record, number, text, target, options)
    if seen:
        _check_columns(seen, kind, options)


def _check_columns(seen: set[str], kind: Kind, options: Options) -> None:
    wanted = [options.get("group"), *options.get("slices", ())]
    if kind != "lines":
        label = options.get("label", _LABELS.get(kind, "label"))
        wanted += [options.get("text", "text"), label]
    for name in wanted:
        if name is not None and name not in seen:
            known = ", ".join(sorted(seen))
            raise CorpusError(f"no column {name!r}; there are: {known}")


def _item(
    record: Record, number: int, text: str, target: Any, options: Options
) -> Item:
    group = record.get(options.get("group", "group"))
    name = str(record.get("id", number))
    language = record.get("lang") or record.get("language")
    slices = {
        slice_: str(record[slice_])
        for slice_ in options.get("slices", ())
        if not is_missing(record.get(slice_))
    }
    return Item(
        id=name,
        text=text,
        language=str(language or options.get("language") or "en"),
        target=target,
        group=name if is_missing(group) else str(group),
        slices={"length": length_band(text), **slices},
    )


def _text(record: Record, kind: Kind, options: Options) -> str:
    if kind == "lines":
        return "\n".join(" ".join(line["text"].split()) for line in record["lines"])
    return str(record.get(options.get("text", "text")) or "")


def _binary(record: Record, options: Options) -> float | None:
    value = record.get(options.get("label", "label"))
    if is_missing(value):
        return None
    if "constant" in options:
        return float(options["constant"])
    name = str(value)
    positive, negative = options.get("positive", ()), options.get("negative", ())
    if not positive:
        return float(float(value) > options.get("above", 0))
    if name in positive:
        return 1.0
    return 0.0 if not negative or name in negative else None


def _labels(record: Record, options: Options) -> list[str] | None:
    value = record.get(options.get("label", "label"))
    if value is None:
        return None
    found = _QUOTED.get(value) if isinstance(value, str) else None
    names = labels_of(value) if found is None else found
    renamed = options.get("map", {})
    kept = {renamed.get(name, name) for name in names}
    allowed = options.get("names")
    return sorted(kept if allowed is None else kept & set(allowed))


def _tone(record: Record, options: Options) -> float | None:
    value = record.get(options.get("label", "label"))
    if is_missing(value):
        return None
    if isinstance(value, str) and value.lower() in _TONES:
        return _TONES[value.lower()]
    number = float(value)
    return float((number > 0) - (number < 0))


def _spans(record: Record, options: Options) -> list[list[Any]] | None:
    value = record.get(options.get("label", "spans"))
    if value is None:
        return None
    return [[span["start"], span["end"], span.get("type", "")] for span in value]


def _lines(record: Record, options: Options) -> list[int] | None:  # noqa: ARG001
    lines = record.get("lines")
    if not lines or not all(line["text"].split() for line in lines):
        return None
    return [int(line["label"] == "boilerplate") for line in lines]


def _page(record: Record, options: Options) -> Any:
    return record.get(options.get("label", "reference"))


_READERS: Mapping[Kind, Callable[[Record, Options], Any]] = {
    "binary": _binary,
    "labels": _labels,
    "tone": _tone,
    "spans": _spans,
    "lines": _lines,
    "page": _page,
}
