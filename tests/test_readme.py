"""The README begins with two commands; ``.ci/run`` runs them as they stand."""

import re
from pathlib import Path

from benchmarks.model_table import filled

ROOT = Path(__file__).parent.parent


def _commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def test_the_first_two_commands_install_score_and_test() -> None:
    score, test = _commands()[:2]
    assert score.endswith("lesart score benchmarks/examples/portal_article.txt\n")
    assert test.endswith("-m pytest -n auto --dist loadfile\n")
    assert score.count("\n") == test.count("\n") == 1


def test_every_file_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert links


def test_the_table_of_the_models_is_that_of_their_folders() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert filled(text) == text, "run python -m benchmarks.model_table README.md"
