"""The wheel: what is in it, and that it scores an article from anywhere."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import detector

pytest.importorskip("hatchling", reason="hatchling builds the wheel")

ROOT = Path(__file__).parent.parent
PACKAGES = ("detector", "features", "trained_models", "benchmarks")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT))
    (built,) = folder.glob("lesart-*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*command, *arguments], check=True, cwd=ROOT)


def test_the_wheel_carries_every_file_of_the_packages(names: set[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - names == set()


@pytest.mark.parametrize("suffix", [".npz", "model.json", "CARD.md", "recipe.toml"])
def test_the_wheel_carries_the_models(names: set[str], suffix: str) -> None:
    assert [n for n in names if n.startswith("trained_models/") and n.endswith(suffix)]


@pytest.mark.parametrize(
    "name",
    [
        "detector/py.typed",
        "features/py.typed",
        "detector/report/schema-1.json",
        "benchmarks/examples/portal_article.txt",
        f"lesart-{detector.__version__}.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_carries(names: set[str], name: str) -> None:
    assert name in names


def test_the_wheel_holds_nothing_but_the_packages(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert tops == {*PACKAGES, f"lesart-{detector.__version__}.dist-info"}


def test_an_installed_wheel_scores_an_article_from_an_empty_directory(
    wheel: Path, tmp_path: Path, article_text: str
) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    _pip("install", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    program = (
        "import sys, detector\n"
        "from detector.cli.app import main\n"
        "print(detector.__file__, file=sys.stderr)\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "score", "-", "--format", "json"],
        input=article_text,
        capture_output=True,
        encoding="utf-8",
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
    )
    assert Path(done.stderr.strip()).is_relative_to(site)
    assert json.loads(done.stdout)["article"]["language"] == "de"
    assert list(empty.iterdir()) == []
