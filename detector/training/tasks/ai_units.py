"""The labelled units of the AI tasks: whole texts and excerpts of them.

Byline remains and agency marks stand in human news only and are cut from both
classes; excerpts begin at any sentence, so that neither titles nor openings are a
cue, and short texts are learnt and calibrated as well. Those that set the thresholds
of short texts may be openings (``bands = "openings"``): so people cut an article,
and English openings are taken for AI text more often than the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from detector.training.corpus import Record, read_corpus
from detector.training.recipe import CorpusEntry, Recipe
from features.document import Document, parse
from features.extract import vector
from features.ngrams import Family, rows

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Language = Literal["de", "en"]
_DATELINE = re.compile(
    r"^[A-ZÄÖÜ][\w./, -]{1,45}?(?:\s\([^)]{2,25}\))?\s?[-–—]{1,2}\s(?=[A-ZÄÖÜ\"„“])"
)
_TITLE_END = re.compile(r"\. (?=[A-ZÄÖÜ][\w/ ]{2,30} [-–—] [A-ZÄÖÜ])")
_TITLE_REACH = 160  # characters in which a glued title ends
_AGENCIES = "APA|dpa|AFP|Reuters|REUTERS|AP|red|sid|epd|KNA|ots|rts|dts"
_AGENCY = re.compile(
    rf"\s?\((?:[^()]{{0,20}}\b(?:{_AGENCIES})\b[^()]{{0,30}}"
    r"|[a-z]{2,4}(?:, ?[^()]{0,30})?)\)"
)
# Words of the excerpts of one text: for training, then one for each length band.
TRAINED = (45, 300)
BAND_RANGES = ((42, 79), (80, 149), (150, 299), (300, 380))


@dataclass(frozen=True, eq=False)
class Units:
    """Units of all corpora, several in a row for each text.

    Attributes
    ----------
    ngrams : tuple of csr_matrix
        One matrix a family.
    dense : ndarray of float64, shape (n_units, n_features)
        Named measures of each unit by itself; NaN where undefined.
    text : ndarray of int64, shape (n_units,)
        Which text a unit belongs to.
    words : ndarray of int64, shape (n_units,)
    kind : ndarray of int64, shape (n_units,)
        0 whole, 1 training excerpt, 2 and up an excerpt of that length band less 2.
    targets : ndarray of float64, shape (n_texts, n_outputs)
        1, 0, or NaN where the text says nothing on that output.
    corpus, group, outlet, pair, identity, part, topic : ndarray of str
        One a text.
    weight : ndarray of float64, shape (n_texts, n_outputs)
        Weight of the text's corpus for each output.
    borrowed : ndarray of bool, shape (n_texts,)
        Texts of the other language: they lend their measures, not their n-grams.
    """

    ngrams: tuple[csr_matrix, ...]
    dense: Floats
    text: Integers
    words: Integers
    kind: Integers
    targets: Floats
    corpus: NDArray[np.str_]
    group: NDArray[np.str_]
    outlet: NDArray[np.str_]
    pair: NDArray[np.str_]
    identity: NDArray[np.str_]
    part: NDArray[np.str_]
    topic: NDArray[np.str_]
    weight: Floats
    borrowed: NDArray[np.bool_]


def read_units(recipe: Recipe, data: Path) -> Units:
    """Read, cut and vectorise the texts of a recipe's corpora.

    A text that stands in two corpora (a story and its source) is read once.
    """
    records: list[tuple[CorpusEntry, Record]] = []
    outlets: dict[str, str] = {}
    for entry in recipe.corpora:
        found = read_corpus(entry, data)
        if entry.options.get("outlets"):
            outlets |= {record["id"]: record["source"] for record in found}
        records += [(entry, record) for record in chosen(entry, found, recipe)]
    pairs = {str(r.get("pair")) for e, r in records if not e.options.get("outlets")}
    records = [
        (entry, record)
        for entry, record in records
        if not (entry.options.get("outlets") and record["id"] in pairs)
    ]
    records.sort(key=lambda item: _rank(item[0].path + item[1]["id"], 0))
    return _units(records, outlets, recipe)


def chosen(
    entry: CorpusEntry, records: Sequence[Record], recipe: Recipe
) -> Iterator[Record]:
    """Yield the records of the recipe's language, at most ``most`` of each label."""
    kept: dict[str, int] = {}
    most = entry.options.get("most", {})
    for record in sorted(records, key=lambda r: _rank(r["id"], recipe.seed)):
        label = record.get("label", "human")
        label = label if label in ("ai", "mixed") else "human"
        wanted = recipe.language_of(entry)
        if record.get("lang", wanted) != wanted:
            continue
        if np.all(np.isnan(_targets(entry, record, recipe))):
            continue
        kept[label] = kept.get(label, 0) + 1
        if kept[label] <= most.get(label, kept[label]):
            yield record


def without_marks(text: str) -> str:
    """Cut datelines and agency marks, which only human news has."""
    text = _DATELINE.sub("", text, count=1)
    title = _TITLE_END.search(text[:_TITLE_REACH])
    if title:
        body = _DATELINE.sub("", text[title.end() :], count=1)
        text = text[: title.end()] + body
    return _AGENCY.sub("", text)


def excerpt(
    document: Document,
    limits: tuple[int, int],
    generator: np.random.Generator,
    *,
    opening: bool = False,
) -> tuple[int, int] | None:
    """Return the offsets of a run of whole sentences of about a wanted length.

    From any sentence on, or from the first. None where the text is shorter than the
    lower limit.
    """
    ends = np.cumsum(document.sentence_lengths)
    wanted = round(float(np.exp(generator.uniform(*np.log(limits)))))
    if not len(ends) or ends[-1] < limits[0]:
        return None
    begins = ends - document.sentence_lengths
    latest = int(np.searchsorted(begins, ends[-1] - wanted, side="right")) - 1
    drawn = int(generator.integers(0, max(latest, 0) + 1))
    first = 0 if opening else drawn
    last = int(np.searchsorted(ends, begins[first] + wanted))
    last = min(last, len(ends) - 1)
    sentences = document.sentences_at
    return int(sentences.starts[first]), int(sentences.ends[last])


def _targets(entry: CorpusEntry, record: Mapping[str, Any], recipe: Recipe) -> Floats:
    """Return what a record says on each output of the recipe."""
    outputs = recipe.options["outputs"]
    label = record.get("label", "human")
    human = label not in ("ai", "mixed")
    result = np.full(len(outputs), np.nan)
    for index, output in enumerate(outputs):
        if human and output in entry.options.get("negatives", ()):
            result[index] = 0.0
        for rule in entry.options.get("positives", ()):
            wanted = {key: rule[key] for key in rule if key != "output"}
            if rule["output"] == output and all(
                record.get(key) == value for key, value in wanted.items()
            ):
                result[index] = 1.0
    return result


class _Names(NamedTuple):
    """Names of each text, see ``Units``."""

    corpus: NDArray[np.str_]
    group: NDArray[np.str_]
    outlet: NDArray[np.str_]
    pair: NDArray[np.str_]
    identity: NDArray[np.str_]
    part: NDArray[np.str_]
    topic: NDArray[np.str_]


@dataclass(frozen=True)
class _Counted:
    """Units as they are read, one text after the other."""

    pieces: list[list[tuple[Integers, Floats]]]
    dense: list[Floats] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)

    def add(
        self,
        number: int,
        document: Document,
        places: list[tuple[int, int, int]],
        recipe: Recipe,
    ) -> None:
        """Count the units of a text; a text of another language has no n-grams."""
        starts = np.array([place[1] for place in places], np.int64)
        ends = np.array([place[2] for place in places], np.int64)
        self.kind.extend(place[0] for place in places)
        self.text.extend([number] * len(places))
        token = np.searchsorted(document.starts, np.stack([starts, ends]))
        before = document.words_before
        self.words.extend((before[token[1]] - before[token[0]]).tolist())
        self.dense.extend(
            vector(
                parse(document.folded[a:b], language=document.language), recipe.dense
            )
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        )
        counted = (starts, ends if document.language == recipe.language else starts)
        for piece, family in zip(self.pieces, recipe.families, strict=True):
            piece.extend(_rows(document, family, counted, recipe))


def _units(
    records: Sequence[tuple[CorpusEntry, Record]],
    outlets: Mapping[str, str],
    recipe: Recipe,
) -> Units:
    generator = np.random.default_rng(recipe.seed)
    counted = _Counted([[] for _ in recipe.families])
    for number, (entry, record) in enumerate(records):
        language = recipe.language_of(entry)
        document = parse(without_marks(record["text"]), language=language)
        places = _places(document, entry, generator)
        counted.add(number, document, places, recipe)
    tables = zip(counted.pieces, recipe.families, strict=True)
    own = [recipe.language_of(entry) == recipe.language for entry, _ in records]
    names = _names(records, outlets, recipe)
    return Units(
        ngrams=tuple(_matrix(piece, family) for piece, family in tables),
        dense=np.array(counted.dense).reshape(len(counted.text), len(recipe.dense)),
        text=np.array(counted.text, np.int64),
        words=np.array(counted.words, np.int64),
        kind=np.array(counted.kind, np.int64),
        targets=np.array(
            [_targets(entry, record, recipe) for entry, record in records]
        ),
        weight=np.array([_weights(entry, recipe) for entry, _ in records]),
        borrowed=~np.array(own),
        corpus=names.corpus,
        group=names.group,
        outlet=names.outlet,
        pair=names.pair,
        identity=names.identity,
        part=names.part,
        topic=names.topic,
    )


def _weights(entry: CorpusEntry, recipe: Recipe) -> list[float]:
    own = entry.options.get("weights", {})
    return [entry.weight * own.get(name, 1.0) for name in recipe.options["outputs"]]


def _names(
    records: Sequence[tuple[CorpusEntry, Record]],
    outlets: Mapping[str, str],
    recipe: Recipe,
) -> _Names:
    """Return the columns of names."""
    rows: list[tuple[str, ...]] = []
    for entry, record in records:
        pair = str(record.get("pair") or record["id"])
        outlet = outlets.get(pair) or outlets.get(record["id"]) or ""
        language = recipe.language_of(entry)
        corpus = Path(entry.path).name.split(".")[0]
        rows.append(
            (
                corpus if language == recipe.language else f"{corpus}_{language}",
                outlet or pair,
                outlet,
                pair,
                record["id"],
                str(record.get("mode") or record.get("attack") or ""),
                str(record.get("category") or ""),
            )
        )
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return _Names(*columns)


def _places(
    document: Document, entry: CorpusEntry, generator: np.random.Generator
) -> list[tuple[int, int, int]]:
    """Return kind, start and end of each unit of a text."""
    if not len(document.sentences_at):
        return []
    sentences = document.sentences_at
    whole = (int(sentences.starts[0]), int(sentences.ends[-1]))
    if "crop" in entry.options:
        low, high = entry.options["crop"]
        whole = excerpt(document, (low, high), generator) or whole
    found = [(0, *whole)]
    bands = entry.options.get("bands")
    wanted = [TRAINED, *(BAND_RANGES if bands else ())]
    for kind, limits in enumerate(wanted, 1):
        opening = bands == "openings" and kind > 1
        place = excerpt(document, limits, generator, opening=opening)
        if place and place != whole:
            found.append((kind, *place))
    return found


def _rows(
    document: Document,
    family: Family,
    places: tuple[Integers, Integers],
    recipe: Recipe,
) -> list[tuple[Integers, Floats]]:
    counted = rows(document, family, *places, language=recipe.language)
    bounds = np.searchsorted(counted.row, np.arange(len(places[0]) + 1))
    return [
        (counted.column[a:b].astype(np.int32), counted.value[a:b].astype(np.float32))
        for a, b in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]


def _matrix(pieces: list[tuple[Integers, Floats]], family: Family) -> csr_matrix:
    sizes = np.cumsum([0, *(len(column) for column, _ in pieces)])
    columns = np.concatenate([column for column, _ in pieces])
    values = np.concatenate([value for _, value in pieces])
    return csr_matrix((values, columns, sizes), shape=(len(pieces), 1 << family.bits))


def _rank(name: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()
