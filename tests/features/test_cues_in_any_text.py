"""Whatever the text: no exception, and spans that lie in it and in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.attribution import attributions
from features.document import parse
from features.evaluative import loaded_spans
from features.hedging import hedges
from features.quotation import quotations, sentence_attributed, sentence_quotation
from features.sentiment import polar_spans, sentence_polarity

PIECES = [
    *(
        "soll",
        "sei",
        "so",
        "laut",
        "hieß",
        "es",
        "dass",
        "nach",
        "Angaben",
        "aus",
        "Sicht",
    ),
    *(
        "sagte",
        "teilte",
        "mit",
        "zufolge",
        "er",
        "Weber",
        "wohl",
        "rund",
        "20",
        "haben",
    ),
    *(
        ",",
        ".",
        ":",
        "?",
        "„",
        "“",
        '"',
        "»",
        "«",
        "‚",
        "‘",
        "’",
        "'",
        "–",
        "(",
        ")",
        "\n\n",
    ),
    *(
        "said",
        "could",
        "some",
        "experts",
        "according to",
        "not",
        "gut",
        "skandalös",
        "…",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


@pytest.mark.parametrize("language", ["de", "en", "other"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_spans_lie_in_the_text_and_in_order(language: str, text: str) -> None:
    document = parse(text, language=language)
    for find in (hedges, quotations, attributions, loaded_spans, polar_spans):
        spans = [(found.start, found.end) for found in find(document)]
        assert all(0 <= start < end <= len(document.folded) for start, end in spans)
        assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@pytest.mark.parametrize("language", ["de", "en", "other"])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_every_sentence_gets_its_labels(language: str, text: str) -> None:
    document = parse(text, language=language)
    count = len(document.sentences)
    for label in (sentence_quotation, sentence_attributed, sentence_polarity):
        assert len(label(document)) == count
