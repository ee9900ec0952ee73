"""Neutralising what an article could do to a screen."""

import pytest

from detector.render.safe import harmless, shortened


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mrot", "␛[31mrot"),
        ("a\u202eb", "a\ufffdb"),
        ("a\x9bb", "a\ufffdb"),
        ("zwei\nZeilen\r\n", "zwei Zeilen  "),
        ("halb\ud83d", "halb\ufffd"),
        ("Grüße – „gut“", "Grüße – „gut“"),
    ],
)
def test_control_and_direction_characters_become_signs(given: str, shown: str) -> None:
    assert harmless(given) == shown


def test_a_long_line_is_cut_at_a_word() -> None:
    assert shortened("Der Hafen bleibt, vorerst, gesperrt", 20) == "Der Hafen bleibt…"


def test_a_long_word_is_cut_inside() -> None:
    assert shortened("Donaudampfschifffahrt", 10) == "Donaudamp…"


def test_a_short_line_stays() -> None:
    assert shortened("  Kurz  und gut ", 20) == "Kurz und gut"
