"""The page on ``lesart batch``."""

import re
from pathlib import Path

from detector.render.table import table_columns

PAGE = Path(__file__).parents[3] / "docs" / "batch.md"


def test_every_column_is_explained() -> None:
    rows = re.findall(r"^\| (`.+?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    for end in ("_low", "_high", "_n"):  # explained beside the rate itself
        named.add(f"ai_false_positive_rate{end}")
    columns = {column.name for column in table_columns(with_text=True)}
    assert {name for name in columns if not name.startswith("frame_")} <= named
