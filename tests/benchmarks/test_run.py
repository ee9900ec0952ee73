"""A run from corpora to results, and what is drawn and written from them."""

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.figures import bars, draw_all, learning_curve, speed
from benchmarks.fill import main as fill
from benchmarks.items import BESIDE, Item
from benchmarks.page import fill_marks, write_outputs
from benchmarks.predictions import Row, Said, read, rounded, rows_of, write
from benchmarks.published import Published, published
from benchmarks.reference import Reference
from benchmarks.run import read_results, run
from benchmarks.settings import Settings
from benchmarks.systems import matrices
from benchmarks.tables import (
    Table,
    cell,
    escaped,
    published_table,
    tables,
    to_latex,
    to_markdown,
)
from detector.cli.app import main
from detector.errors import CorpusError
from tests.benchmarks.made import corpus, records

# In a language without shipped models.
UNREAD = corpus(languages=("xx",))
SHOUT = "callable:tests.benchmarks.systems.test_generic:count_marks"


@pytest.fixture(scope="module", autouse=True)
def _few_reference_texts():
    """Hold AI texts against a few made texts; the news has tests of its own."""
    texts = [
        Item(f"{part}{n}", f"Der Rat tagt zum {n}. Mal.", "de", 0.0, f"o{n % 5}",
             {BESIDE: part})
        for part, count in (("news", 60), ("recent", 3))
        for n in range(count)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        few = Reference(tuple(texts), {})
        patch.setattr("benchmarks.run.read_reference", lambda _: few)
        yield


def settings(data, out, **changes):
    given = {"systems": ("ours", "baselines"), "own": (SHOUT,), "peer_limit": 18}
    given["curves"] = "ours" in changes.get("systems", ("ours",))
    return Settings(data=data, out=out, **{**given, **changes})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with ``data`` and, after the run, ``out``."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "data").mkdir()
    lines = "\n".join(map(json.dumps, records()))
    (folder / "data" / "made.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def outcome(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESART_CACHE", str(folder / "cache"))
        matrices._kept.cache_clear()
        return run([UNREAD], settings(folder / "data", folder / "out"))


def test_every_system_has_a_row_and_predictions(outcome, folder):
    names = [row["system"] for row in outcome.results["rows"]]
    assert "ours, refitted" in names
    assert names[-1].endswith("count_marks")
    files = (folder / "out" / "predictions" / "made.ai").iterdir()
    assert len(list(files)) == len(names)


def test_results_say_what_they_depend_on(outcome):
    facts = outcome.results["run"]
    assert facts["seed"] == 20260101
    assert set(facts["libraries"]) >= {"numpy", "scikit-learn"}
    found = outcome.results["corpora"][0]
    assert (found["n"], found["groups"], found["positives"]) == (36, 9, 18)
    assert len(found["sha256"]) == 64


def test_yours_is_asked_about_a_sample(outcome):
    assert outcome.results["rows"][-1]["n"] == 18
    against = [d for d in outcome.results["differences"] if "count" in d["against"]]
    assert [d["n"] for d in against] == [18]


def test_measures_and_slices_have_intervals(outcome):
    row = next(r for r in outcome.results["rows"] if r["system"] == "TF-IDF words")
    assert row["measures"]["auroc"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 36}
    assert row["slices"] == {}  # each value has fewer than twenty rows


@pytest.mark.usefixtures("outcome")
def test_two_runs_give_the_same_results(folder, tmp_path):
    run([UNREAD], settings(folder / "data", tmp_path))
    first = (folder / "out" / "results.json").read_bytes()
    assert (tmp_path / "results.json").read_bytes() == first


def test_learning_curves_grow_by_groups(outcome):
    points = outcome.results["curves"]["made.ai"]
    assert [point["share"] for point in points] == [0.125, 0.25, 0.5, 1.0]
    assert points[-1]["value"] == 1.0


def test_two_jobs_give_what_one_gives(made, tmp_path):
    found = []
    for jobs in (1, 2):
        given = settings(
            made, tmp_path / str(jobs), systems=("baselines",), own=(), jobs=jobs
        )
        run([corpus(), corpus(name="again")], given)
        found.append((tmp_path / str(jobs) / "results.json").read_bytes())
    assert found[0] == found[1]


def test_a_missing_corpus_is_named_and_the_others_go_on(made, tmp_path):
    given = settings(made, tmp_path / "out", systems=(), own=(SHOUT,))
    told = []
    gone = corpus(name="gone", path="gone.jsonl")
    found = run([gone, corpus()], given, progress=told.append)
    assert [skipped["what"] for skipped in found.results["skipped"]] == ["gone.ai"]
    assert told == ["gone.ai", "made.ai"]


def test_nothing_is_written_where_nothing_can_be_measured(made, tmp_path):
    with pytest.raises(CorpusError, match=r"gone.jsonl is not there"):
        run([corpus(path="gone.jsonl")], settings(made, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_system_that_fails_on_a_corpus_is_skipped_with_its_reason(made, tmp_path):
    own = (SHOUT, "http://127.0.0.1:9/")
    found = run([corpus()], settings(made, tmp_path / "out", systems=(), own=own))
    assert found.results["skipped"][0]["what"] == "http://127.0.0.1:9/ on made.ai"


def test_a_system_that_breaks_is_named_and_the_others_go_on(made, tmp_path):
    broken = "callable:tests.benchmarks.systems.test_generic:breaks"
    found = run([corpus()], settings(made, tmp_path, systems=(), own=(broken, SHOUT)))
    assert len(found.results["rows"]) == 1
    assert found.results["skipped"] == [
        {
            "what": "tests.benchmarks.systems.test_generic:breaks on made.ai",
            "why": "failed: ZeroDivisionError: division by zero",
            "failed": True,
        }
    ]


def test_tables_have_a_row_a_corpus_and_a_column_a_system(outcome):
    first = tables(outcome.results)[0]
    assert first.title == "ai: AUROC"
    assert first.header[:3] == ("corpus", "n", "ours, refitted")
    assert first.rows[0][0] == "made"


def test_what_answered_a_sample_is_marked(outcome):
    first = tables(outcome.results)[0]
    assert first.rows[0][-1].endswith("‡")
    assert first.notes[0].startswith("‡ On a sample")


def learnt(*models, system="ours"):
    return {"corpus": "made.ai", "task": "ai", "kind": "binary", "system": system,
            "models": list(models)}  # fmt: skip


def of_card(language, **measures):
    return {"language": language, "model": f"ai_{language}", "measures": measures}


def test_what_learnt_from_a_corpus_shows_its_card_or_no_figure(outcome):
    measured = {"value": 0.9, "low": 0.85, "high": 0.95, "n": 40}
    entry = learnt(of_card("de", auroc=measured), of_card("en", auroc=measured))
    made = tables({**outcome.results, "held_out": [entry]})
    of = {table.title: table for table in made}
    area, f1 = of["ai: AUROC"], of["ai: F1"]
    assert area.header[2] == f1.header[2] == "ours"
    assert area.rows[0][2] == "de 0.900 (0.85-0.95), en 0.900 (0.85-0.95)†"
    assert "cross-validation of its card" in area.notes[0]
    assert f1.rows[0][2] == "learnt from"
    assert "no such figure" in f1.notes[0]


def test_a_corpus_that_nothing_else_was_asked_about_shows_the_card(outcome):
    rate = {"value": 0.004, "low": 0.0, "high": 0.01, "n": 400}
    entry = learnt(of_card("de", false_positive_rate=rate))
    alone = {**outcome.results, "rows": [], "differences": [], "held_out": [entry]}
    made = tables(alone)
    assert [table.title for table in made] == ["ai: false-positive rate"]
    assert made[0].rows == (("made", "36", "0.004 (0.00-0.01)†"),)


def test_a_shipped_model_is_not_scored_on_what_it_learnt_from(made, tmp_path):
    known = corpus(texts_of=("ai/newsroom.jsonl.gz",))
    found = run([known], settings(made, tmp_path, systems=("ours",), own=())).results
    assert [entry["system"] for entry in found["held_out"]] == ["ours"]
    assert found["held_out"][0]["models"][0]["model"] == "ai_likelihood_de"
    assert [row["system"] for row in found["rows"]] == ["ours, refitted"]


def test_every_row_of_a_table_has_a_cell_a_column(outcome):
    figure = replace(published()[0], corpus="made.ai", measure="auroc")
    compared = published_table(outcome.results, [figure])
    for table in [*tables(outcome.results), compared]:
        assert table.rows, table.title
        assert {len(row) for row in table.rows} == {len(table.header)}, table.title


def test_outputs_hold_tables_figures_and_a_page(outcome, folder):
    written = write_outputs(outcome.results, folder / "out")
    names = {path.name for path in written}
    assert {"index.html", "tables.md", "tables.tex", "roc-made.ai.svg"} <= names
    page = (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "ai: AUROC" in page
    assert "src=" not in page


def test_figures_are_the_same_twice(outcome, folder):
    drawn = [
        {p.name: p.read_bytes() for p in draw_all(outcome.results, folder / "out")}
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]


def test_figures_need_the_predictions(outcome, tmp_path):
    with pytest.raises(CorpusError, match="the predictions are not there; run again"):
        draw_all(outcome.results, tmp_path)


@pytest.mark.usefixtures("outcome")
def test_results_are_read_back(folder, tmp_path):
    assert read_results(folder / "out")["run"]["seed"] == 20260101
    with pytest.raises(CorpusError, match="no results"):
        read_results(tmp_path)


def test_marked_tables_of_a_text_are_filled(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("a\n<!-- benchmark: T -->\nold\n<!-- benchmark: end -->\nb\n")
    made = Table("T", ("x", "y"), (("1", "2"),), ("A note.",))
    assert fill_marks(path, [made]) == ["T"]
    text = path.read_text()
    assert "| 1 | 2 |" in text
    assert "old" not in text
    assert fill_marks(path, [made]) == ["T"]
    assert path.read_text() == text


def test_a_mark_without_a_table_is_refused(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("<!-- benchmark: T -->\n<!-- benchmark: end -->\n")
    with pytest.raises(CorpusError, match="no table 'T'"):
        fill_marks(path, [])


def test_a_table_becomes_markdown_and_latex():
    made = Table("A & B", ("x", "y"), (("1_a", "50 %"),), ("Note.",))
    assert (
        to_markdown(made)
        == "## A & B\n\n| x | y |\n|---|---|\n| 1_a | 50 % |\n\nNote.\n"
    )
    latex = to_latex(made)
    assert r"1\_a & 50 \% \\" in latex
    assert r"\caption{A \& B. Note.}" in latex


def test_what_latex_reads_as_a_command_is_harmless():
    assert escaped("50 % & #1") == r"50 \% \& \#1"


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ({"value": 0.5, "low": 0.4, "high": 0.6}, "0.500 (0.40-0.60)"),
        ({"value": 0.5, "low": None, "high": None}, "0.500"),
        ({"value": float("nan")}, "-"),
        (None, "-"),
    ],
)
def test_a_cell_has_value_and_interval(measure, text):
    assert cell(measure) == text


def test_published_figures_stand_beside_ours_with_all_that_differs(outcome):
    figure = Published(
        corpus="made.ai", measure="auroc", value=0.9, system="S", paper="P (2020)",
        protocol="their split", differs="our folds",
    )  # fmt: skip
    made = published_table(outcome.results, [figure])
    row = made.rows[0]
    assert row[:4] == ("made.ai, AUROC", "S: 0.900", "P (2020)", "their split")
    assert row[4].startswith("ours, refitted: 1.000")
    assert row[5:] == ("36", "our folds")


def test_every_published_figure_names_paper_protocol_and_difference():
    from benchmarks.catalogue import catalogue

    keys = {entry.key for entry in catalogue()}
    for figure in published():
        assert figure.corpus in keys
        assert figure.paper
        assert figure.protocol
        assert figure.differs


@pytest.mark.parametrize(
    "figure",
    [
        bars({"a": {"value": 0.5, "low": 0.4, "high": 0.6, "n": 3}}, "t", "FPR"),
        bars({"a": {"value": 0.5, "low": None, "high": None, "n": 3}}, "t", "FPR"),
        speed([("ours", 2.0, 0.9)], "t", "AUROC"),
        learning_curve(
            [{"share": 1.0, "measure": "f1", "value": 0.9, "low": None, "high": 1.0}],
            "t",
        ),
    ],
)
def test_figures_have_a_title_and_labelled_axes(figure):
    axes = figure.axes[0]
    assert axes.get_title(loc="left") == "t"
    assert axes.get_xlabel()


def test_predictions_come_back_as_they_were(tmp_path, items):
    said = [Said({"a": np.float64(1 / 3)}, True) for _ in items]
    rows = rows_of(items, said)
    write(rows, tmp_path / "p.jsonl")
    assert read(tmp_path / "p.jsonl") == rows
    assert rows[0].prediction == {"a": 0.333333333}


def test_a_file_of_something_else_is_no_predictions(tmp_path):
    (tmp_path / "p.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(CorpusError, match="no predictions"):
        read(tmp_path / "p.jsonl")


def test_whole_numbers_names_and_nothing_stay_as_they_are():
    assert rounded([1, "a", None, True, (0.1 + 0.2,)]) == [1, "a", None, True, [0.3]]


def test_a_row_is_what_is_written():
    assert Row("a", "g", "de", {}, 1.0, 0.5, None).prediction == 0.5


def invoke(*arguments):
    return CliRunner().invoke(main, ["benchmark", *map(str, arguments)])


def test_the_command_measures_a_table_of_your_own(made, tmp_path):
    out = tmp_path / "out"
    done = invoke(
        "--corpus", made / "made.jsonl", "--task", "ai", "--group", "pair",
        "--systems", "baselines", "-o", out,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "open" in done.stdout
    rows = json.loads((out / "results.json").read_text())["rows"]
    assert {row["corpus"] for row in rows} == {"made.ai"}


def test_the_command_ends_with_one_where_a_system_broke(made, tmp_path):
    done = invoke(
        "--corpus", made / "made.jsonl", "--task", "ai", "--systems", "lmscan",
        "--system", SHOUT, "-o", tmp_path / "out",
        "--system", "callable:tests.benchmarks.systems.test_generic:breaks",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say --suite shipped, --suite all or --corpus FILE"),
        (["--corpus", "{made}"], "--corpus needs one --task"),
        (["--corpus", "{made}", "--task", "ai", "--label", "x"], "no column 'x'"),
        (["--corpus", "{made}", "--task", "ai", "--group", "x"], "no column 'x'"),
        (["--corpus", "{made}", "--task", "ai", "--text", "x"], "no column 'x'"),
        (["--corpus", "gone.csv", "--task", "ai"], "cannot be read"),
        (["--suite", "shipped", "--systems", "magic"], "unknown system 'magic'"),
        (["--suite", "shipped", "--only", "magic"], "unknown 'magic'"),
    ],
)
def test_a_wrong_call_ends_with_two_and_writes_nothing(
    made, tmp_path, arguments, message
):
    out = tmp_path / "out"
    given = [part.format(made=made / "made.jsonl") for part in arguments]
    done = invoke(*given, "-o", out)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"text": "a", "label": "ai"}\n', "two classes are needed"),
        (
            '{"text": "a", "label": "ai"}\n{"text": "b", "label": "human"}\n',
            "2 rows, at least 10 needed",
        ),
        ('{"text": "a", "label": ', "line 1"),
        ("", "holds no row"),
    ],
)
def test_a_table_that_cannot_be_used_ends_with_two(tmp_path, content, message):
    path = tmp_path / "mine.jsonl"
    path.write_text(content)
    done = invoke("--corpus", path, "--task", "ai", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_command_fills_a_readme_from_results(outcome, folder, tmp_path, capsys):
    readme = tmp_path / "README.md"
    readme.write_text("<!-- benchmark: ai: AUROC -->\n<!-- benchmark: end -->\n")
    assert fill([str(folder / "out"), str(readme)]) == 0
    name = outcome.results["corpora"][0]["name"]
    assert f"| {name} | 36 |" in readme.read_text()
    assert fill([str(tmp_path), str(readme)]) == 2
    assert "no results" in capsys.readouterr().err
