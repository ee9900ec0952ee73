"""What may import what, what a command loads, and how long things may be."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import detector

ROOT = Path(__file__).parent.parent
PACKAGES = ("features", "detector", "benchmarks")
HEAVY = {"sklearn", "scipy", "nltk", "joblib", "matplotlib", "pandas", "trafilatura"}
RENDER = ("detector.report", "detector.render")
# For each layer what it may import of ours. The longest prefix that fits counts.
LAYERS = {
    "features": ("features",),
    "detector": ("detector", "features"),
    "detector.errors": (),
    "detector.report": (
        "detector.report",
        "detector.render.html",
        "detector.render.notebook",
    ),
    "detector.render": RENDER,
    "detector.render.comparison": (*RENDER, "detector.compare"),
    "detector.render.comparison_page": (*RENDER, "detector.compare"),
    "detector.render.comparison_html": (
        *RENDER,
        "detector.compare",
        "detector.shared_text",
    ),
    **dict.fromkeys(
        ("detector.render.plots", "detector.render.plot_time"),
        (*RENDER, "detector.corpus_report", "detector.distribution"),
    ),
    "detector.render.corpus_html": (*RENDER, "detector.corpus_report"),
    "detector.cli": ("detector", "features", "benchmarks"),
    "detector.training": ("detector", "features"),
    "benchmarks": ("benchmarks", "detector", "features"),
}
HEAVY_MAY = (
    "detector/page.py",
    "detector/training/",
    "detector/render/plot",
    "benchmarks/",
    "features/data/build.py",
)
SLOW_SIDE = ("detector.training", "detector.cli")
MAY_IMPORT_THE_SLOW_SIDE = (*SLOW_SIDE, "benchmarks")
MODULE_LIMIT = 400
FUNCTION_LIMIT = 40


def _modules() -> list[Path]:
    return [
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


def _tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imports(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def _inside(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == p or name.startswith(p + ".") for p in prefixes)


def _wrong_imports(path: Path) -> list[str]:
    name = _name(path)
    layer = max((x for x in LAYERS if _inside(name, (x,))), key=len)
    allowed = LAYERS[layer]
    ours = [x for x in _imports(ast.walk(_tree(path))) if _inside(x, PACKAGES)]
    wrong = [x for x in ours if x != "detector" and not _inside(x, allowed)]
    if not _inside(name, MAY_IMPORT_THE_SLOW_SIDE):
        wrong += [x for x in ours if _inside(x, SLOW_SIDE)]
    return wrong


@pytest.mark.parametrize("path", _modules(), ids=str)
def test_imports_go_one_way(path: Path) -> None:
    assert _wrong_imports(path) == []


@pytest.mark.parametrize("path", _modules(), ids=str)
def test_heavy_libraries_stay_on_the_slow_side(path: Path) -> None:
    if path.as_posix().startswith(HEAVY_MAY):
        return
    found = {x.partition(".")[0] for x in _imports(ast.walk(_tree(path)))}
    assert found & HEAVY == set()


def test_nothing_imports_the_trained_models() -> None:
    for path in _modules():
        found = list(_imports(ast.walk(_tree(path))))
        assert not [x for x in found if _inside(x, ("trained_models",))], path


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring."""
    first = node.body[0]
    documented = ast.get_docstring(node) is not None
    skipped = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - skipped


@pytest.mark.parametrize("path", _modules(), ids=str)
def test_modules_and_functions_stay_short(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
    assert lines <= MODULE_LIMIT
    functions = [
        node
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [f.name for f in functions if _length(f) > FUNCTION_LIMIT] == []


def _loaded_by(*arguments: str, given: str = "Ein Satz. Noch ein Satz.") -> set[str]:
    """Return the top-level modules a fresh interpreter loads for a command."""
    program = (
        "import json, sys\n"
        "from detector.cli.app import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_scoring_for_a_reader_loads_rich_and_nothing_heavy() -> None:
    loaded = _loaded_by("score", "-")
    assert loaded & HEAVY == set()
    assert {"numpy", "rich", "click"} <= loaded


def test_scoring_for_a_program_does_not_load_rich() -> None:
    loaded = _loaded_by("score", "-", "--format", "json")
    assert loaded & (HEAVY | {"rich"}) == set()


def test_a_batch_loads_nothing_heavy() -> None:
    loaded = _loaded_by("batch", "-", given='{"id": "a", "text": "Ein Satz."}\n')
    assert loaded & (HEAVY | {"rich"}) == set()


def test_the_version_loads_neither_numpy_nor_a_command() -> None:
    loaded = _loaded_by("--version")
    assert loaded & {"numpy", "rich", "detector.cli.score", "detector.report"} == set()


def test_importing_detector_loads_nothing_else_of_ours() -> None:
    program = "import sys, detector; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    ours = [x for x in done.stdout.split() if _inside(x, PACKAGES)]
    assert ours == ["detector"]


def test_the_public_names_are_sorted_and_there() -> None:
    assert list(detector.__all__) == sorted(detector.__all__)
    for name in detector.__all__:
        assert getattr(detector, name).__name__ == name
    assert set(detector.__all__) <= set(dir(detector))


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Detektor'"):
        detector.Detektor  # noqa: B018


def test_the_changelog_begins_with_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", text, flags=re.MULTILINE)
    assert versions[0] == detector.__version__
