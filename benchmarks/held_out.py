"""What the cards of our models say of a corpus that they learnt from.

A shipped model is no test of the texts it was fitted on. Its training measured it in
cross-validation, each text scored by a fit without its group (outlet, site, story);
these figures stand in ``model.json`` and take the place of the shipped model's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.catalogue import Corpus
from detector.errors import ModelError
from detector.store import MODELS, load
from detector.training.recipe import read_recipe

_MODEL_OF = {"ai": "ai_likelihood"}
Facts = Mapping[str, Any]


def model_folders(corpus: Corpus, folder: Path, *, research: bool) -> dict[str, Path]:
    """Return the model of a corpus's task in each of its languages."""
    name = _MODEL_OF.get(corpus.task, corpus.task)
    found = {}
    for language in corpus.languages:
        endings = ("_research", "") if research else ("",)
        there = [folder / f"{name}_{language}{ending}" for ending in endings]
        there = [path for path in there if (path / "model.json").is_file()]
        if there:
            found[language] = there[0]
    return found


def learnt_from(corpus: Corpus, folder: Path = MODELS, *, research: bool) -> list[str]:
    """Return the languages whose model learnt from a corpus, or from its texts."""
    paths = {corpus.path, *corpus.texts_of}
    found = []
    for language, model in model_folders(corpus, folder, research=research).items():
        listed = load(model).facts.get("corpora")
        entries = listed if isinstance(listed, list) else []
        if any(entry["path"] in paths for entry in entries):
            found.append(language)
    return found


def held_out(
    corpus: Corpus, folder: Path = MODELS, *, research: bool = False
) -> list[dict[str, Any]] | None:
    """Return the cross-validated measures of a corpus, or None where it is new.

    Returns
    -------
    list of dict, or None
        One for each model that learnt from the corpus: ``language``, ``model`` and
        ``measures``, named as the benchmark names them, each with ``value``, ``low``,
        ``high`` and ``n`` (None where the card does not say).
    """
    folders = model_folders(corpus, folder, research=research)
    learnt = learnt_from(corpus, folder, research=research)
    return [
        {
            "language": language,
            "model": folders[language].name,
            "measures": _measures(corpus, folders[language]),
        }
        for language in learnt
    ] or None


def outlets(model: Path) -> dict[str, dict[str, Any]]:
    """Return the false-positive rate of an AI model on each outlet it had not seen."""
    if not (model / "model.json").is_file():
        return {}
    called = load(model).facts.get("human_texts_called_likely", {})
    return {
        name.removeprefix("outlet "): value
        for name, value in called.items()
        if name.startswith("outlet ")
    }


def _measures(corpus: Corpus, model: Path) -> dict[str, Any]:
    read = _READ.get(corpus.task)
    if read is None or corpus.kind == "page":
        return {}
    facts = load(model).facts
    found = {name: _measure(value) for name, value in read(corpus, facts, model)}
    return {name: value for name, value in found.items() if value is not None}


def _ai(corpus: Corpus, facts: Facts, _: Path) -> Iterator[tuple[str, Any]]:
    yield "auroc", facts.get("auroc_by_corpus", {}).get(corpus.name)
    called = facts.get("human_texts_called_likely", {}).get(corpus.name)
    yield "false_positive_rate", called


def _lines(corpus: Corpus, facts: Facts, _: Path) -> Iterator[tuple[str, Any]]:
    name = corpus.options.get("card", corpus.name)
    yield "auroc", facts.get("metrics", {}).get(name, {}).get("auroc")
    yield "f1", facts.get("at_threshold", {}).get(name, {}).get("f1")


def _sentences(corpus: Corpus, facts: Facts, model: Path) -> Iterator[tuple[str, Any]]:
    if _is_all_that_is_measured(corpus, model):
        measured = facts["metrics"][corpus.task]
        for name in ("auroc", "tpr_at_1_percent_fpr"):
            yield name, measured[name]
        yield "f1", facts["summary"].get("micro_f1")  # one output: F1 at its threshold


def _passages(corpus: Corpus, facts: Facts, model: Path) -> Iterator[tuple[str, Any]]:
    if _is_all_that_is_measured(corpus, model):
        yield "micro_f1", facts["summary"].get("micro_f1")


def _tone(corpus: Corpus, facts: Facts, model: Path) -> Iterator[tuple[str, Any]]:
    if _is_all_that_is_measured(corpus, model):
        yield "macro_f1", facts["summary"].get("macro_f1")
        for side in ("negative", "positive"):
            yield f"auroc_{side}", facts["metrics"][side]["auroc"]


def _is_all_that_is_measured(corpus: Corpus, model: Path) -> bool:
    """Tell whether the card's figures are of this corpus and no other."""
    try:
        entries = read_recipe(model).corpora
    except ModelError:
        return False
    measured = [
        entry.path
        for entry in entries
        if "role" not in entry.options and entry.options.get("measured", True)
    ]
    return measured == [corpus.path]


def _measure(value: Any) -> dict[str, Any] | None:
    if isinstance(value, Mapping):
        return {name: value.get(name) for name in ("value", "low", "high", "n")}
    if isinstance(value, float):
        return {"value": value, "low": None, "high": None, "n": None}
    return None


_READ: Mapping[str, Callable[[Corpus, Facts, Path], Iterator[tuple[str, Any]]]] = {
    "ai": _ai,
    "assisted": _ai,
    "boilerplate": _lines,
    "loaded": _sentences,
    "opinion": _sentences,
    "frames": _passages,
    "tone": _tone,
}
