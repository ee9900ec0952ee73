"""What of a run goes into ``benchmarks/results``: tables, their numbers, few figures.

Small on purpose: predictions, slices and most figures stay in the folder of the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks.figures import STYLE, bars
from benchmarks.held_out import outlets
from benchmarks.measures import HEADLINE
from benchmarks.tables import measure_tables, name_of, to_markdown
from detector.store import MODELS, plain

RESULTS = Path(__file__).resolve().parent / "results"
# Figures of the run that are worth a place in the repository.
_FIGURES = (
    "roc-newsroom.ai",
    "roc-wild_tech.ai",
    "reliability-newsroom.ai",
    "reliability-news_sentences_de.loaded",
)
_NAMES = {"de": "German", "en": "English"}


def publish(
    results: Mapping[str, Any],
    run: Path,
    target: Path = RESULTS,
    models: Path = MODELS,
) -> list[Path]:
    """Write tables and figures of a run for the repository; return what was written.

    Parameters
    ----------
    results : mapping
    run : Path
        Folder of the run, with its figures.
    target : Path
    models : Path
        Models whose cards tell the false positives by outlet.
    """
    target.mkdir(parents=True, exist_ok=True)
    files = {
        "tables.md": page(results, "Benchmark tables", "benchmarks.reproduce"),
        "tables.json": json.dumps(plain(headlines(results)), indent=0) + "\n",
    }
    for name in _FIGURES:
        path = run / "figures" / f"{name}.svg"
        if path.is_file():
            files[path.name] = path.read_text(encoding="utf-8")
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return [*(target / name for name in files), *_outlet_figures(target, models)]


def page(results: Mapping[str, Any], title: str, command: str) -> str:
    """Return the tables of a run as a Markdown page.

    Parameters
    ----------
    results : mapping
    title : str
    command : str
        Module that writes the page again.
    """
    head = (
        f"# {title}\n\n"
        f"Lesart {results['run']['lesart']}, seed {results['run']['seed']}; how it is "
        "measured: [docs/benchmarks.md](../../docs/benchmarks.md). Rewritten by "
        f"`python -m {command}`.\n\n"
    )
    skipped = [f"- {entry['what']}: {entry['why']}\n" for entry in _absent(results)]
    rest = "\n## Not measured\n\n" + "".join(skipped) if skipped else ""
    tables = measure_tables(results)
    return head + "\n".join(to_markdown(table) for table in tables) + rest


def headlines(results: Mapping[str, Any]) -> dict[str, Any]:
    """Return the results without slices and without what the tables do not show."""
    rows = [
        {
            **{name: row[name] for name in ("corpus", "system", "protocol", "n")},
            "measures": {
                name: row["measures"][name]
                for name in HEADLINE[row["kind"]]
                if name in row["measures"]
            },
        }
        for row in results["rows"]
    ]
    corpora = [
        {name: c[name] for name in ("key", "version", "sha256", "n", "groups")}
        for c in results["corpora"]
    ]
    kept = {name: results[name] for name in ("run", "held_out", "differences")}
    return {**kept, "corpora": corpora, "rows": rows}


def _absent(results: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what could not be measured, public editions that are not there aside."""
    for entry in results["skipped"]:
        if not entry["what"].startswith("public_"):
            yield entry


def _outlet_figures(target: Path, models: Path) -> Iterator[Path]:
    for language, name in _NAMES.items():
        values = outlets(models / f"ai_likelihood_{language}")
        if values:
            title = f"{name} human news called likely AI, outlet left out (share, n)"
            with mpl.rc_context(STYLE):
                figure = bars(values, title, name_of("false_positive_rate"))
                path = target / f"outlets-{language}.svg"
                figure.savefig(path, metadata={"Date": None})
            yield path
