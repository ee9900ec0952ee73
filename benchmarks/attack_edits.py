"""Edits that hide a text from a detector, or that happen to texts on their way.

Pure functions of a text, and of a generator where they draw at random. None changes
what the text says; all but typos, synonyms and cuts leave it looking much the same.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

Language = Literal["de", "en"]
Edit = Callable[[str, np.random.Generator], str]
EXCERPTS = (100, 150, 200)  # words
RATES = (1, 2, 3)  # typos in a hundred

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[A-ZÄÖÜ\"„“»])")
_SHARE = 0.2  # of the letters, words or blanks that an edit changes
_LOOK_ALIKE = str.maketrans("aeopcxyiABEHKMOPCTX", "аеорсхуіАВЕНКМОРСТХ")  # noqa: RUF001
_TRANSLITERATED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_BLANKS = ("  ", "\u00a0", "\u2009", "\t", "\u202f")
_LONG = 6  # letters of a word that an editor hyphenates
_WIDTH = 72
_TOGETHER = 3  # sentences of a paragraph where the text has none
_HEADLINE = 15  # words of the longest opening that is taken for a headline
_KEYS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
# Adverbs, conjunctions and verb forms, each with one that can stand in its place.
_SYNONYMS: Mapping[Language, str] = {
    "de": "aber=jedoch jedoch=allerdings allerdings=freilich auch=ebenfalls "
    "sehr=überaus bereits=schon nur=lediglich lediglich=nur zudem=außerdem "
    "außerdem=zudem deshalb=daher daher=deshalb dennoch=trotzdem trotzdem=dennoch "
    "oft=häufig häufig=oft immer=stets jetzt=nun vielleicht=möglicherweise "
    "möglicherweise=vielleicht fast=beinahe sofort=umgehend zeigt=belegt "
    "erklärte=sagte sagte=erklärte betonte=unterstrich zunächst=anfangs "
    "künftig=fortan derzeit=momentan schnell=rasch deutlich=merklich "
    "obwohl=obgleich wichtig=bedeutsam zahlreiche=etliche erhalten=bekommen "
    "verwenden=benutzen ermöglichen=erlauben rund=etwa etwa=rund",
    "en": "but=yet however=nevertheless because=since although=though many=numerous "
    "numerous=many big=large large=big often=frequently frequently=often "
    "shows=demonstrates said=stated help=assist use=employ start=begin begin=start "
    "important=significant significant=important need=require while=whereas "
    "additionally=moreover moreover=additionally ensure=guarantee crucial=vital "
    "vital=crucial several=various various=several quickly=rapidly roughly=about "
    "nearly=almost almost=nearly later=afterwards officials=authorities get=obtain "
    "buy=purchase show=reveal reveal=show called=termed only=merely perhaps=maybe "
    "enough=sufficient main=chief whole=entire entire=whole",
}


def look_alikes(text: str, generator: np.random.Generator) -> str:
    """Swap a fifth of the letters that have a Cyrillic twin for it."""
    return _letters(text, generator, lambda letter: letter.translate(_LOOK_ALIKE))


def zero_width(text: str, generator: np.random.Generator) -> str:
    """Put a zero-width space behind a fifth of the letters inside words."""
    return _inside_words(text, generator, "\u200b", least=2)


def soft_hyphens(text: str, generator: np.random.Generator) -> str:
    """Put a soft hyphen behind a fifth of the letters inside longer words."""
    return _inside_words(text, generator, "\u00ad", least=_LONG)


def blanks(text: str, generator: np.random.Generator) -> str:
    """Swap a fifth of the blanks for two, for a tab or for special ones."""

    def swapped(match: re.Match[str]) -> str:
        if generator.random() >= _SHARE:
            return match[0]
        return _BLANKS[int(generator.integers(len(_BLANKS)))]

    return re.sub(" ", swapped, text)


def wrapped(text: str) -> str:
    """Break every paragraph at 72 columns, as mail does; blank lines between them."""
    return "\n\n".join(
        textwrap.fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
        if line.strip()
    )


def shuffled(text: str, generator: np.random.Generator) -> str:
    """Shuffle the paragraphs; of a text in one line, every three sentences."""
    parts = [line for line in text.split("\n") if line.strip()]
    if len(parts) > 1:
        return "\n".join(parts[i] for i in generator.permutation(len(parts)))
    found = _SENTENCE_END.split(text)
    runs = [
        " ".join(found[at : at + _TOGETHER]) for at in range(0, len(found), _TOGETHER)
    ]
    return " ".join(runs[i] for i in generator.permutation(len(runs)))


def typos_in_words(text: str, generator: np.random.Generator, rate: float) -> str:
    """Give a share of the words one typing error each."""

    def slipped(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < 2 or generator.random() >= rate:
            return word
        at = int(generator.integers(len(word) - 1))
        return word[:at] + _slip(word[at : at + 2], generator) + word[at + 2 :]

    return _WORD.sub(slipped, text)


def typos_in_letters(text: str, generator: np.random.Generator, rate: float) -> str:
    """Make a typing error at a share of the letters."""
    result, at = [], 0
    drawn = generator.random(len(text))
    while at < len(text):
        pair = text[at : at + 2]
        if drawn[at] < rate and pair.isalpha() and len(pair) == 2:
            result.append(_slip(pair, generator))
            at += 2
        else:
            result.append(text[at])
            at += 1
    return "".join(result)


def synonyms(text: str, language: Language) -> str:
    """Swap every listed word for its synonym, keeping its capital."""
    other = dict(entry.split("=") for entry in _SYNONYMS[language].split())

    def swapped(match: re.Match[str]) -> str:
        word = match[0]
        new = other.get(word.lower(), word)
        return new.capitalize() if word[0].isupper() and new != word else new

    return _WORD.sub(swapped, text)


def transliterated(text: str) -> str:
    """Write umlauts and sharp s in two letters."""
    return text.translate(_TRANSLITERATED)


def guillemets(text: str) -> str:
    """Turn double quotation marks into »guillemets«, in turn opening and closing."""
    opening = [False]

    def turned(_: re.Match[str]) -> str:
        opening[0] = not opening[0]
        return "»" if opening[0] else "«"

    return re.sub('["„“”»«]', turned, text)


def straight_quotes(text: str) -> str:
    """Turn all quotation marks into straight ones."""
    return re.sub("[‚‘’]", "'", re.sub("[„“”»«]", '"', text))


def without_headline(text: str) -> str:
    """Drop the first line or, in one line, a first sentence of up to 15 words."""
    line, found, rest = text.partition("\n")
    if found and rest.strip():
        return rest.lstrip("\n")
    first, *others = _SENTENCE_END.split(line, maxsplit=1)
    return others[0] if others and len(first.split()) <= _HEADLINE else text


def first_words(text: str, count: int) -> str:
    """Return the text up to its n-th word, wherever the sentence ends."""
    found = re.match(rf"\s*(?:\S+\s+){{0,{count - 1}}}\S+", text)
    return found[0] if found else text


def edits(language: Language) -> dict[str, Edit]:
    """Return every edit of a language by its name, plain text first."""
    fixed: dict[str, Callable[[str], str]] = {
        "plain": str,
        "upper case": str.upper,
        "lower case": str.lower,
        "machine line wraps": wrapped,
        "guillemets": guillemets,
        "straight quotes": straight_quotes,
        "synonyms": lambda text: synonyms(text, language),
        "headline dropped": without_headline,
    }
    if language == "de":
        fixed["umlauts as ae, oe, ue"] = transliterated
    fixed |= {
        f"first {n} words": lambda text, n=n: first_words(text, n)  # type: ignore[misc]
        for n in EXCERPTS
    }
    drawn: dict[str, Edit] = {
        "homoglyphs": look_alikes,
        "zero-width characters": zero_width,
        "soft hyphens": soft_hyphens,
        "blanks": blanks,
        "paragraphs shuffled": shuffled,
    }
    for name, slip in (("words", typos_in_words), ("letters", typos_in_letters)):
        drawn |= {
            f"typos in {rate} % of the {name}": _at_rate(slip, rate / 100)
            for rate in RATES
        }
    return {name: _without_draws(edit) for name, edit in fixed.items()} | drawn


def _without_draws(edit: Callable[[str], str]) -> Edit:
    return lambda text, _: edit(text)


def _at_rate(
    slip: Callable[[str, np.random.Generator, float], str], rate: float
) -> Edit:
    return lambda text, generator: slip(text, generator, rate)


def _letters(
    text: str, generator: np.random.Generator, change: Callable[[str], str]
) -> str:
    drawn = generator.random(len(text)) < _SHARE
    return "".join(
        change(letter) if here else letter
        for letter, here in zip(text, drawn.tolist(), strict=True)
    )


def _inside_words(
    text: str, generator: np.random.Generator, mark: str, least: int
) -> str:
    def marked(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < least:
            return word
        drawn = generator.random(len(word) - 1) < _SHARE
        inner = zip(word[:-1], drawn.tolist(), strict=True)
        return "".join(c + mark * here for c, here in inner) + word[-1]

    return _WORD.sub(marked, text)


def _slip(pair: str, generator: np.random.Generator) -> str:
    """Return two letters with an error: swapped, one left out, doubled or beside."""
    kind = int(generator.integers(4))
    beside = _neighbour(pair[0], generator)
    return (pair[1] + pair[0], pair[1], pair[0] + pair, beside + pair[1])[kind]


def _neighbour(letter: str, generator: np.random.Generator) -> str:
    for row in _KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            near = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
            return near[int(generator.integers(len(near)))]
    return letter
