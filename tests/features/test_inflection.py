"""Forms made by rule are the forms of the grammar books."""

import pytest

from features.inflection import (
    adjective_forms,
    english_forms,
    finite_forms,
    konjunktiv_1,
    participle,
)


def test_adjectives_take_five_endings() -> None:
    assert list(adjective_forms(["laut"])) == [
        *("laut", "laute", "lauten", "lauter", "lautem", "lautes")
    ]


def test_adjectives_in_abel_lose_their_e() -> None:
    assert "miserables" in set(adjective_forms(["miserabel"]))


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("sagen", ("sagen", "sagt", "sagte", "sagten")),
        ("antworten", ("antworten", "antwortet", "antwortete", "antworteten")),
        ("rechnen", ("rechnen", "rechnet", "rechnete", "rechneten")),
    ],
)
def test_weak_verbs_take_te_and_a_link_behind_dentals(
    infinitive: str, forms: tuple[str, ...]
) -> None:
    assert finite_forms(infinitive) == forms


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("sagen", "gesagt"),
        ("betonen", "betont"),
        ("kritisieren", "kritisiert"),
        ("antworten", "geantwortet"),
    ],
)
def test_participles_take_ge_unless_prefixed_or_foreign(
    infinitive: str, expected: str
) -> None:
    assert participle(infinitive) == expected


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("geben", ("gebe",)),
        ("tun", ("tue",)),
        ("handeln", ("handele", "handle")),
        ("ändern", ("ändere", "ändre")),
    ],
)
def test_konjunktiv_1_ends_in_e(infinitive: str, expected: tuple[str, ...]) -> None:
    assert konjunktiv_1(infinitive) == expected


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("claim", ("claim", "claims", "claiming", "claimed")),
        ("deny", ("deny", "denies", "denying", "denied")),
        ("describe", ("describe", "describes", "describing", "described")),
        ("slam", ("slam", "slams", "slamming", "slammed")),
        ("stress", ("stress", "stresses", "stressing", "stressed")),
    ],
)
def test_english_verbs_follow_the_spelling_rules(
    infinitive: str, forms: tuple[str, ...]
) -> None:
    assert english_forms(infinitive) == forms


def test_irregular_past_forms_replace_the_rule() -> None:
    assert english_forms("say", ["said"]) == ("say", "says", "saying", "said")
