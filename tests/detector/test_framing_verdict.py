import pytest

from detector.framing_verdict import verdict
from detector.report import Share

NONE, HALF = Share.from_counts(0, 10), Share.from_counts(5, 10)
FEW = Share.from_counts(1, 10)


def words(used=(), loaded=NONE, opinion=NONE, hedging=0.0, quoted=0.0):
    return verdict(used, loaded, opinion, hedging=hedging, quoted=quoted)


def test_two_frames_are_named_at_most():
    found = words(["economic", "political", "morality"])
    assert found.startswith(
        "Presented as a matter of the economy and of party politics"
    )
    assert "morality" not in found


def test_without_a_frame_none_stands_out():
    assert words().startswith("No frame stands out; ")


@pytest.mark.parametrize(
    ("loaded", "opinion", "expected"),
    [
        (NONE, NONE, "neutral, without opinion"),
        (FEW, FEW, "loaded in places, with some opinion"),
        (HALF, HALF, "mostly loaded, mostly opinion"),
    ],
)
def test_shares_become_words(loaded, opinion, expected):
    assert f"the author's own words are {expected}." in words(
        loaded=loaded, opinion=opinion
    )


def test_hedging_and_quotation_are_named_where_there_is_much():
    found = words(hedging=3.2, quoted=0.6)
    assert found.endswith("; much is hedged; most of it is quoted.")


def test_an_article_of_quotations_has_no_wording_of_its_own():
    empty = Share.from_counts(0, 0)
    assert "hardly any words are the author's own" in words(loaded=empty, opinion=empty)


def test_unknown_rates_are_not_named():
    nan = float("nan")
    assert words(hedging=nan, quoted=nan) == words()
