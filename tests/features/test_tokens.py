import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.tokens import (
    LINK,
    NUMBER,
    PUNCTUATION,
    WORD,
    code_points,
    hash_text,
    token_hashes,
    tokenise,
)


def pieces(text):
    tokens = tokenise(text)
    spans = zip(tokens.starts, tokens.ends, tokens.kinds, strict=True)
    return [(text[start:end], int(kind)) for start, end, kind in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KI-Modell", [("KI-Modell", WORD)]),
        ("don't", [("don't", WORD)]),
        ("Belarus’ Heer", [("Belarus", WORD), ("’", PUNCTUATION), ("Heer", WORD)]),
        ("1990er", [("1990er", WORD)]),
        ("52-jährige", [("52-jährige", WORD)]),
        ("G20", [("G20", WORD)]),
        ("3.500 Euro", [("3.500", NUMBER), ("Euro", WORD)]),
        ("20:15", [("20:15", NUMBER)]),
        ("am 3.", [("am", WORD), ("3", NUMBER), (".", PUNCTUATION)]),
        ("Leser:innen", [("Leser:innen", WORD)]),
        ("so...", [("so", WORD), ("...", PUNCTUATION)]),
        ("z. B.", [("z", WORD), (".", 2), ("B", WORD), (".", 2)]),
        ("„ja“", [("„", PUNCTUATION), ("ja", WORD), ("“", PUNCTUATION)]),
        ("siehe www.abc.de.", [("siehe", WORD), ("www.abc.de", LINK), (".", 2)]),
        ("an a.b@c.org!", [("an", WORD), ("a.b@c.org", LINK), ("!", 2)]),
        ("_", [("_", PUNCTUATION)]),
    ],
)
def test_tokens_of(text, expected):
    assert pieces(text) == expected


@given(st.text())
def test_tokens_cover_every_character_that_is_not_blank(text):
    tokens = tokenise(text)
    covered = np.zeros(len(text), bool)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert not covered[start:end].any()
        covered[start:end] = True
    assert all(
        covered[index] or character.isspace() for index, character in enumerate(text)
    )


@given(st.text())
def test_the_texts_of_tokens_are_what_stands_at_their_offsets(text):
    tokens = tokenise(text)
    spans = zip(tokens.starts, tokens.ends, strict=True)
    assert tokens.texts == [text[start:end] for start, end in spans]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_hash_of_a_token_is_the_same_in_any_text(tokens):
    text = "".join(tokens)
    ends = np.cumsum([len(token) for token in tokens], dtype=np.int64)
    starts = ends - np.array([len(token) for token in tokens], np.int64)
    found = token_hashes(code_points(text), starts, ends)
    assert found.tolist() == [hash_text(token) for token in tokens]


def test_different_words_have_different_hashes():
    words = [f"wort{number}" for number in range(20_000)]
    assert len({hash_text(word) for word in words[:2000]}) == 2000


@pytest.mark.parametrize("text", ["." * 200_000, "1." * 100_000, "a_" * 100_000])
def test_hostile_rows_are_cut_in_time(text):
    assert len(tokenise(text).starts) > 0
