"""Particles are counted in both languages, wherever they stand."""

import math

import pytest

from features.document import parse
from features.particles import particles_per_100_words


def test_rate_by_hand() -> None:
    document = parse("Das ist ja schon gut, Aber eben nicht sehr.", language="de")
    assert particles_per_100_words(document) == pytest.approx(100 * 4 / 9)


def test_english_rate_by_hand() -> None:
    document = parse("It just works, but only in Bonn.", language="en")
    assert particles_per_100_words(document) == pytest.approx(100 * 3 / 7)


def test_plain_agency_wording_has_none() -> None:
    document = parse("Der Rat hat am Montag getagt.", language="de")
    assert particles_per_100_words(document) == 0.0


@pytest.mark.parametrize(("text", "language"), [("", "de"), ("Il pleut.", "other")])
def test_undefined_without_words_or_list(text: str, language: str) -> None:
    assert math.isnan(particles_per_100_words(parse(text, language=language)))
