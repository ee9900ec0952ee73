"""The flat row of a report."""

from detector.render.table import Cell, row, table_columns
from detector.report import Report


def _row(report: Report) -> dict[str, Cell]:
    columns = table_columns()
    return dict(zip((c.name for c in columns), row(report, columns), strict=True))


def test_the_names_of_the_columns_are_distinct() -> None:
    names = [column.name for column in table_columns(with_text=True)]
    assert len(names) == len(set(names))


def test_the_row_says_what_the_report_says(report: Report) -> None:
    found = _row(report)
    expected: dict[str, Cell] = {
        "id": "luettersum.txt",
        "source": None,
        "author": "Okka Feddersen",
        "language": "de",
        "words": 77,
        "content_words": 46,
        "boilerplate_share": 0.402597,  # 31 of 77
        "boilerplate_verdict": "heavy",
        "leftover_lines": 5,
        "ai_probability": 0.314159,
        "ai_verdict": "unclear",
        "ai_false_positive_rate": 0.008,
        "ai_false_positive_rate_low": 0.005,
        "ai_false_positive_rate_high": 0.012,
        "ai_false_positive_rate_n": 2140,
        "ai_reason": "short article",
        "assisted_kind": "edited",
        "disclosure": "assisted",
        "undisclosed": False,
        "first_frame": "crime_punishment",
        "frame_economic": 0.48,
        "loaded_share": 0.25,
        "author_sentences": 4,
        "quoted_share": 0.086957,  # 4 of 46
        "hedges_per_100_words": 4.35,
        "tone": -0.31,
        "sources_named": 1,
        "headline_tone": -0.2,
        "evasion": False,
        "warnings": "The article is short.",
    }
    assert {name: found[name] for name in expected} == expected
    assert found["models"] == (
        "boilerplate_de 1 (fast); ai_likelihood_de 1 (fast); assisted_de 1 (fast); "
        "frames_de 1 (fast); loaded_de 1 (fast)"
    )


def test_what_is_undefined_is_none(undecided_report: Report) -> None:
    found = _row(undecided_report)
    undefined = (
        "title",
        "ai_probability",
        "ai_false_positive_rate",
        "ai_false_positive_rate_n",
        "disclosure",
        "undisclosed",
        "first_frame",
        "frame_economic",
        "loaded_share",
        "headline_loaded",
        "tone",
    )
    assert [found[name] for name in undefined] == [None] * len(undefined)


def test_the_text_is_the_last_column_on_request(report: Report) -> None:
    columns = table_columns(with_text=True)
    assert columns[-1].name == "text"
    assert row(report, columns)[-1] == report.text
    assert columns[:-1] == table_columns()


def test_the_kind_of_each_column_fits_what_stands_in_it(report: Report) -> None:
    kinds = {"text": str, "integer": int, "number": float, "boolean": bool}
    for column in table_columns(with_text=True):
        value = column.value(report)
        assert value is None or type(value) is kinds[column.kind], column.name
