"""What may be asked of the line model, and what is refused in one line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector, InputError
from detector.line_options import AS_SHIPPED, LineOptions, line_options
from detector.report import LEFTOVER_KINDS

TEXT = """Hafen von Lüttersum bleibt gesperrt
Von Uta Behrends, Lüttersum
Der Hafen bleibt bis Freitag gesperrt, weil ein Bagger auf Grund gelaufen ist.
Die Reederei sucht nach einem Schlepper, der ihn vor der nächsten Flut wegzieht.
Anzeige
"""


@pytest.mark.parametrize(
    "keep", ["byline,caption", " caption , byline ,", ["byline", "caption"]]
)
def test_kinds_come_as_a_list_or_with_commas_between(keep: str | list[str]) -> None:
    assert line_options(keep) == LineOptions(frozenset({"byline", "caption"}))


def test_nothing_asked_is_as_shipped() -> None:
    assert line_options() == line_options("") == AS_SHIPPED


@pytest.mark.parametrize("kind", ["headline", "content", "Byline", "werbung"])
def test_what_is_no_kind_of_leftover_is_refused_with_those_that_are(kind: str) -> None:
    with pytest.raises(InputError) as refused:
        line_options(kind)
    message = str(refused.value)
    assert message.startswith(
        f'keep: "{kind}" is no kind of leftover; known: related_link'
    )
    assert all(name in message for name in LEFTOVER_KINDS)
    assert "\n" not in message


@given(st.floats(allow_nan=True))
def test_a_threshold_is_a_number_from_0_to_1(threshold: float) -> None:
    if 0 <= threshold <= 1:
        assert (
            line_options((), threshold).limits(np.array([0.5, 0.9])).tolist()
            == [threshold] * 2
        )
    else:
        with pytest.raises(InputError, match="a number from 0 to 1 expected"):
            line_options((), threshold)


def test_a_detector_keeps_what_it_was_asked_to_and_says_so() -> None:
    report = Detector(keep="byline").score(TEXT)
    second = report.boilerplate.lines[1]
    assert (second.label, second.kind) == ("content", "byline")
    assert report.boilerplate.lines[-1].label == "boilerplate"
    assert report.warnings == ("As asked, kept in the article: byline.",)


def test_a_detector_with_threshold_0_has_an_article_of_no_words() -> None:
    report = Detector(threshold=0).score(TEXT)
    assert report.article.content_words <= 5  # a headline may come back
    assert report.ai.verdict == "undecided"
    assert report.warnings == ("As asked, lines count as leftovers from 0 on.",)
