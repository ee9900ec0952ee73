"""Results as tables: a small form that becomes Markdown, LaTeX or HTML.

A table per task with a corpus a row and a system a column; tables by slice; and the
comparison with published figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.items import TASKS
from benchmarks.measures import HEADLINE
from benchmarks.published import Published, published

CARD = "†"
LEARNT = "learnt from"
SAMPLED = "‡"
_SPECIAL = {
    "&": r"\&",
    "%": r"\%",
    "_": r"\_",
    "#": r"\#",
    CARD: r"$^\dagger$",
    SAMPLED: r"$^\ddagger$",
}
_NOTES = {
    CARD: "The shipped model learnt from this corpus and is not scored on it. Instead: "
    "the cross-validation of its card, over all texts of the corpus, each scored by a "
    "fit without its outlet, site or story.",
    LEARNT: "stands where the shipped model learnt from the corpus and its card has no "
    "such figure for it alone; see the refitted column.",
    SAMPLED: "On a sample of the items; the differences are taken on the same sample.",
}
_NAMES = {
    "auroc": "AUROC",
    "auroc_negative": "AUROC, negative",
    "auroc_positive": "AUROC, positive",
    "average_precision": "average precision",
    "best_f1": "F1 at the best threshold",
    "brier": "Brier score",
    "calibration_error": "ECE",
    "f1": "F1",
    "false_positive_rate": "false-positive rate",
    "macro_f1": "macro F1",
    "micro_f1": "micro F1",
    "overlap_f1": "F1, overlap",
    "token_f1": "F1 of words",
    "recent_news_above": "share of recent news above the threshold of reference news",
    "tpr_at_1_percent_fpr": "TPR at 1 % FPR, the corpus's own negatives",
    "tpr_at_1_percent_reference_fpr": "TPR at 1 % FPR, reference news",
    "tpr_at_5_percent_fpr": "TPR at 5 % FPR, the corpus's own negatives",
    "tpr_at_5_percent_reference_fpr": "TPR at 5 % FPR, reference news",
    "untyped_f1": "F1 without type",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and notes.

    Attributes
    ----------
    title : str
    header : tuple of str
    rows : tuple of tuple of str
    notes : tuple of str
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def tables(results: Mapping[str, Any]) -> list[Table]:
    """Return every table of a run: those of measures, differences and slices."""
    made = measure_tables(results)
    return [*made, *_difference_tables(results), *_slice_tables(results)]


def measure_tables(results: Mapping[str, Any]) -> list[Table]:
    """Return a table for each task and headline measure, and that of the papers."""
    made = [table for task in TASKS for table in _of_task(results, task)]
    compared = published_table(results, published())
    return [*made, compared] if compared.rows else made


def to_markdown(table: Table, level: int = 2) -> str:
    """Return a table as Markdown under a heading of a level."""
    head = "| " + " | ".join(table.header) + " |"
    rule = "|---" * len(table.header) + "|"
    rows = ["| " + " | ".join(row) + " |" for row in table.rows]
    notes = [f"\n{note}" for note in table.notes]
    return (
        "\n".join([f"{'#' * level} {table.title}\n", head, rule, *rows, *notes]) + "\n"
    )


def to_latex(table: Table) -> str:
    """Return a table as LaTeX (package booktabs)."""
    columns = "l" + "r" * (len(table.header) - 1)
    lines = [
        r"\begin{table}",
        rf"\caption{{{escaped(' '.join([table.title + '.', *table.notes]))}}}",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        " & ".join(map(escaped, table.header)) + r" \\",
        r"\midrule",
        *(" & ".join(map(escaped, row)) + r" \\" for row in table.rows),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text with what LaTeX would read as a command made harmless."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def cell(measure: Mapping[str, Any] | None) -> str:
    """Return a measure with its interval: ``0.91 (0.88-0.93)``; - where undefined."""
    if measure is None or _is_undefined(measure.get("value")):
        return "-"
    if _is_undefined(measure.get("low")):
        return f"{measure['value']:.3f}"
    return f"{measure['value']:.3f} ({measure['low']:.2f}-{measure['high']:.2f})"


def published_table(results: Mapping[str, Any], figures: Sequence[Published]) -> Table:
    """Return our figures beside published ones, with paper, protocol and difference."""
    rows = []
    for figure in figures:
        for row in results["rows"]:
            ours = row["family"] == "ours" and row["corpus"] == figure.corpus
            if ours and figure.measure in row["measures"]:
                rows.append(
                    (
                        f"{figure.corpus}, {name_of(figure.measure)}",
                        f"{figure.system}: {figure.value:.3f}",
                        figure.paper,
                        figure.protocol,
                        f"{row['system']}: {cell(row['measures'][figure.measure])}",
                        f"{row['n']:,}",
                        figure.differs,
                    )
                )
    header = ("what", "published", "paper", "its protocol", "ours", "n", "differs")
    note = (
        "n: items of the sample here, whole groups; the last column says in what else "
        "ours differs. Models that learnt from a corpus are not compared on it."
    )
    return Table("Beside published figures", header, tuple(rows), (note,))


def name_of(measure: str) -> str:
    """Return the name of a measure as readers know it."""
    return _NAMES.get(measure, measure.replace("_", " "))


def _of_task(results: Mapping[str, Any], task: str) -> Iterator[Table]:
    corpora = [corpus for corpus in results["corpora"] if corpus["task"] == task]
    for kind in dict.fromkeys(corpus["kind"] for corpus in corpora):
        of_kind = [corpus for corpus in corpora if corpus["kind"] == kind]
        for measure in HEADLINE[kind]:
            table = _measure_table(
                results, of_kind, f"{task}: {name_of(measure)}", measure
            )
            if table.rows:
                yield table


def _measure_table(
    results: Mapping[str, Any],
    corpora: Sequence[Mapping[str, Any]],
    title: str,
    measure: str,
) -> Table:
    sizes = {corpus["key"]: corpus["n"] for corpus in corpora}
    cells: dict[str, dict[str, str]] = {key: {} for key in sizes}
    for entry in results["held_out"]:
        if entry["corpus"] in cells:
            own = _of_card(entry["models"], measure)
            cells[entry["corpus"]][entry["system"]] = own
    for row in results["rows"]:
        if row["corpus"] in cells and measure in row["measures"]:
            sampled = SAMPLED * (row["n"] != sizes[row["corpus"]])
            text = cell(row["measures"][measure]) + sampled
            cells[row["corpus"]][row["system"]] = text
    kept = [c for c in corpora if set(cells[c["key"]].values()) - {LEARNT}]
    names = _systems(results, [cells[corpus["key"]] for corpus in kept])
    rows = [
        (
            corpus["name"],
            f"{corpus['n']:,}",
            *(cells[corpus["key"]].get(name, "-") for name in names),
        )
        for corpus in kept
    ]
    return Table(title, ("corpus", "n", *names), tuple(rows), _notes(rows))


def _systems(
    results: Mapping[str, Any], cells: Sequence[Mapping[str, str]]
) -> list[str]:
    """Return the systems with a cell: ours as shipped first, then as they were run."""
    shipped = [entry["system"] for entry in results["held_out"]]
    order = dict.fromkeys([*shipped, *(row["system"] for row in results["rows"])])
    return [name for name in order if any(name in row for row in cells)]


def _of_card(models: Sequence[Mapping[str, Any]], measure: str) -> str:
    """Return the figures of cards, with the language where there are several."""
    known = [
        (model["language"], cell(model["measures"].get(measure))) for model in models
    ]
    texts = [
        text if len(models) == 1 else f"{language} {text}"
        for language, text in known
        if text != "-"
    ]
    return ", ".join(texts) + CARD if texts else LEARNT


def _notes(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    text = "".join(part for row in rows for part in row)
    return tuple(f"{mark} {note}" for mark, note in _NOTES.items() if mark in text)


def _difference_tables(results: Mapping[str, Any]) -> Iterator[Table]:
    for own in dict.fromkeys(row["system"] for row in results["differences"]):
        rows = [
            (
                row["corpus"],
                name_of(row["measure"]),
                row["against"],
                f"{row['n']:,}",
                f"{row['value']:+.3f} ({row['low']:+.2f} to {row['high']:+.2f})",
                f"{row['p']:.3f}",
            )
            for row in results["differences"]
            if row["system"] == own and not _is_undefined(row["low"])
        ]
        header = ("corpus", "measure", "against", "n", "difference", "p")
        note = "Paired bootstrap over groups; p is two-sided and not corrected."
        yield Table(f"Differences: {own}", header, tuple(rows), (note,))


def _slice_tables(results: Mapping[str, Any]) -> Iterator[Table]:
    for row in results["rows"]:
        if row["family"] != "ours":
            continue
        for name, values in row["slices"].items():
            measures = list(dict.fromkeys(m for v in values.values() for m in v))
            body = [
                (
                    value,
                    f"{next(iter(found.values()))['n']:,}",
                    *(cell(found.get(measure)) for measure in measures),
                )
                for value, found in values.items()
                if found
            ]
            title = f"{row['corpus']}, {row['system']}, by {name}"
            header = (name, "n", *(name_of(measure) for measure in measures))
            yield Table(title, header, tuple(body))


def _is_undefined(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
