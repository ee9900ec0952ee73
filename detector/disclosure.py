"""What a text itself says about the use of AI: statements, their kind, their span.

A statement is put together like this: a term for AI or for a machine, an act
(written, translated, checked), and the text at hand ("dieser Artikel", "our race
reports"). In a line that is a leftover of the page anyway the last may be missing;
in the article it may not, so that news about AI is none. What stands inside
quotation marks was said by others. An assistant's own talk ("Hier ist der
überarbeitete Text:") is a statement of its own kind. Texts without any such term
cost one look-up. Imports ``features`` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.report import StatementKind
from detector.statement_words import OPENING, Sentence, candidates, read_sentence
from features.document import Document
from features.line_form import Language
from features.quotes import quote_pairs

_NEAR = 3  # tokens between a negation and the term that it denies
_LABEL_WORDS = 12
_BYLINE_WORDS = 6
_SHORT = 9  # tokens of a label such as "Maschinell übersetzt"
_TALK_WORDS = 40
_MOST_VAGUE = 2  # statements that name neither AI nor this text
_PREFIX_WORDS = 4  # "In eigener Sache:" does not belong to the statement
_LATE_NO = frozenset({"nicht", "weder", "nie", "not", "never", "neither"})
_ONLY = frozenset({"nur", "allein", "ausschließlich", "only", "just", "solely"})
_UNUSED = frozenset(
    {"einsatz", "verwendet", "eingesetzt", "genutzt", "benutzt", "beteiligt"}
    | {"mitgewirkt", "used", "involved", "part", "role", "played"}
)
_AFTER_NO = frozenset({",", ";", ":", "."})
_JOINS = frozenset({"und", "and", ",", ";", "dann"})
_INTO = frozenset({"in", "im", "zu", "zum", "zur", "für", "über", "with", "for", "on"})


class Found(NamedTuple):
    """A statement on AI use in a document.

    Attributes
    ----------
    start, end : int
        Offsets into ``document.folded``.
    kind : StatementKind
    hedged : bool
        Whether it only says that this may be so.
    """

    start: int
    end: int
    kind: StatementKind
    hedged: bool


def find_disclosures(
    document: Document, leftover: NDArray[np.bool_] | None = None
) -> list[Found]:
    """Return the statements on AI use that a text makes about itself.

    Parameters
    ----------
    document : Document
    leftover : ndarray of bool, shape (n_lines,), optional
        Lines that are known not to be the article; none by default.

    Returns
    -------
    list of Found
        In order, without overlaps.
    """
    language: Language = "en" if document.language == "en" else "de"
    if leftover is None:
        leftover = np.zeros(len(document.lines), np.bool_)
    found: list[Found] = []
    vague: list[Found] = []
    for number in candidates(document, language, leftover):
        sentence = read_sentence(document, number, language, leftover)
        statements = list(_statements(document, sentence))
        if not statements or _is_quoted(document, sentence):
            continue
        if statements[-1].kind in _CHECKABLE:
            statements += _checked_next(document, number, language, leftover)
        names_it = sentence.names_ai or _names_this_text(sentence)
        (found if names_it or _is_talk(statements) else vague).extend(statements)
    # Page after page of machines that write is an article on them.
    return _without_overlaps(found + (vague if len(vague) <= _MOST_VAGUE else []))


def _is_talk(statements: list[Found]) -> bool:
    return any(statement.kind == "tool_leftover" for statement in statements)


_CHECKABLE = frozenset({"generated", "assisted", "translated", "summarised"})


def _is_quoted(document: Document, sentence: Sentence) -> bool:
    """Tell whether all terms of a sentence stand inside quotation marks."""
    terms = sentence.terms or [0]
    places = [int(document.starts[sentence.first + term]) for term in terms]
    pairs = quote_pairs(document)
    return all(any(p.start <= place < p.end for p in pairs) for place in places)


def _statements(document: Document, sentence: Sentence) -> Iterator[Found]:
    talk = _assistant_talk(sentence)
    if talk is not None:
        yield _span(document, sentence, talk, ("tool_leftover", False))
        return
    if not sentence.terms or not _is_statement(sentence):
        return
    kind = _kind(sentence)
    hedged = sentence.has("hedge")
    first, last = _bounds(sentence)
    split = _review_clause(sentence) if kind in _CHECKABLE else None
    if split is None:
        yield _span(document, sentence, (first, last), (kind, hedged))
    else:
        yield _span(document, sentence, (first, split - 2), (kind, hedged))
        yield _span(document, sentence, (split, last), ("reviewed", hedged))


def _is_statement(sentence: Sentence) -> bool:
    """Tell a statement on this text from a sentence on AI."""
    if _signs(sentence):
        return True
    if not (_acts(sentence) or sentence.has("image") or _is_label(sentence)):
        return False
    if sentence.tokens[-1] == "?":
        return False
    if _helped_me(sentence) or _names_this_text(sentence):
        return True
    if not sentence.names_ai:
        return sentence.leftover and _a_machine_wrote(sentence)
    return sentence.leftover or _is_label(sentence)


def _acts(sentence: Sentence) -> bool:
    names = ("generated", "assisted", "translated", "summarised", "reviewed")
    return any(sentence.has(name) for name in names)


def _a_machine_wrote(sentence: Sentence) -> bool:
    """Tell machines that write from machines of other sorts, in a leftover."""
    objects = sentence.places["object"]
    pointed = any(
        0 < place - pointer <= _NEAR
        for pointer in sentence.places["deictic"]
        for place in objects
    )
    writes = any(map(sentence.has, ("generated", "translated", "summarised")))
    short = sentence.has("machine") and len(sentence.tokens) <= _SHORT
    label = any(
        sentence.places[name][:1] == [0]
        for name in ("generated", "translated", "summarised")
    )
    typed = sentence.has("transcribed")
    return pointed or typed or (writes and (short or label or bool(objects)))


def _signs(sentence: Sentence) -> bool:
    """Tell a byline that names a machine: "Von Textroboter ..."."""
    short = len(sentence.tokens) <= _BYLINE_WORDS + 4
    opens = sentence.tokens[0] in {"von", "by"} and 1 in sentence.places["ai"]
    return short and opens and sentence.opens_line


def _names_this_text(sentence: Sentence) -> bool:
    """Tell whether "this article" or the like is named, and not as a mere place."""
    if sentence.has("pointed") and (sentence.has("translated") and sentence.names_ai):
        return True
    before = [sentence.tokens[max(p - 1, 0)] for p in sentence.places["deictic"]]
    return any(
        0 < place - pointer <= _NEAR and word not in _INTO
        for pointer, word in zip(sentence.places["deictic"], before, strict=True)
        for place in sentence.places["core"]
    )


def _helped_me(sentence: Sentence) -> bool:
    return bool(
        sentence.has("self") and sentence.has("helper") and sentence.places["ai"]
    )


def _is_label(sentence: Sentence) -> bool:
    """Tell a label ("KI-generierter Text") by its shortness and its words."""
    words = [token for token in sentence.tokens if token[:1].isalnum()]
    if not sentence.opens_line or not 0 < len(words) <= _LABEL_WORDS:
        return False
    known = {place for listed in sentence.places.values() for place in listed}
    known.update(sentence.terms)
    share = sum(sentence.tokens[place][:1].isalnum() for place in known) / len(words)
    return share >= 0.6 and (_acts(sentence) or sentence.has("object"))


def _kind(sentence: Sentence) -> StatementKind:
    if _is_denied(sentence):
        return "none_used"
    if _is_on_image(sentence):
        return "image_only"
    if sentence.has("translated"):
        return "translated"
    if sentence.has("summarised"):
        return "summarised"
    made = sentence.has("generated")
    if sentence.has("reviewed") and sentence.has("human") and not made:
        return "assisted" if sentence.has("help") else "reviewed"
    if sentence.has("help") or (sentence.has("assisted") and not made):
        return "assisted"
    return "generated"


def _is_denied(sentence: Sentence) -> bool:
    for no in sentence.places["negation"]:
        for term in sentence.terms:
            between = sentence.tokens[no:term]
            if 0 < term - no <= _NEAR and not _AFTER_NO & set(between):
                return sentence.tokens[no : no + 2] != ["ohne", "zutun"]
    late = [
        place
        for place, token in enumerate(sentence.tokens)
        if token in _LATE_NO and not _ONLY & set(sentence.tokens[place + 1 : place + 3])
    ]
    return bool(late and _UNUSED & set(sentence.tokens))


def _is_on_image(sentence: Sentence) -> bool:
    """Tell whether an image is what was made, not the text that it stands in."""
    images = sentence.places["image"]
    if not images:
        return False
    subjects = [
        place
        for place in sentence.places["object"]
        if not _INTO & set(sentence.tokens[max(place - 2, 0) : place])
    ]
    return not subjects or min(images) < min(subjects)


def _bounds(sentence: Sentence) -> tuple[int, int]:
    """Return first and last token of a statement, without a label before a colon."""
    tokens = sentence.tokens
    first = 0
    if ":" in tokens[: _PREFIX_WORDS + 1]:
        colon = tokens.index(":")
        if all(term > colon for term in sentence.terms) and not sentence.has("image"):
            first = colon + 1
    return first, len(tokens) - 1


def _review_clause(sentence: Sentence) -> int | None:
    """Return the token at which a clause on checking by people begins."""
    checks = [
        place for place in sentence.places["reviewed"] if place > sentence.terms[0]
    ]
    if not checks or not sentence.has("human"):
        return None
    first = checks[0]
    for place in range(first - 1, sentence.terms[0], -1):
        if sentence.tokens[place] in _JOINS:
            return place + 1
    return None


def _checked_next(
    document: Document,
    number: int,
    language: Language,
    leftover: NDArray[np.bool_],
) -> Iterator[Found]:
    """Give the next sentence where it says that people checked the text."""
    if number + 1 >= len(document.sentences_at):
        return
    sentence = read_sentence(document, number + 1, language, leftover)
    same_line = not sentence.opens_line
    if not (same_line or sentence.leftover):
        return
    if sentence.has("reviewed") and sentence.has("human"):
        hedged = sentence.has("hedge")
        yield _span(document, sentence, _bounds(sentence), ("reviewed", hedged))


def _assistant_talk(sentence: Sentence) -> tuple[int, int] | None:
    """Return the tokens of an assistant's own talk left in the text."""
    last = len(sentence.tokens) - 1
    bracket = _placeholder(sentence)
    if bracket is not None:
        return bracket
    if len(sentence.tokens) > _TALK_WORDS or not sentence.opens_line:
        return None
    talks = sentence.places["model_talk"][:1] == [0] or _excuses(sentence)
    return (0, last) if talks or _presents(sentence) or _offers(sentence) else None


def _excuses(sentence: Sentence) -> bool:
    """Tell an assistant that says what it lacks: "I don't have access to ..."."""
    if sentence.places["excuse"][:1] != [0]:
        return False
    return sentence.leftover or sentence.has("request")


def _presents(sentence: Sentence) -> bool:
    """Tell an assistant that hands over a text: "Hier ist die gekürzte Fassung:"."""
    presents = sentence.places["presents"]
    if not (presents and presents[0] <= OPENING and sentence.has("draft")):
        return False
    if sentence.places["interjection"][:1] == [0] and sentence.tokens[-1] in ":!":
        return True
    announced = sentence.tokens[-1] == ":"
    return announced and (sentence.leftover or sentence.has("rework"))


def _offers(sentence: Sentence) -> bool:
    """Tell an assistant that offers more: "Soll ich den Ton anpassen?"."""
    if sentence.places["offer"][:1] != [0] or not sentence.has("wish"):
        return False
    speaks = {"ich", "i", "me"} & set(sentence.tokens)
    return sentence.leftover or (bool(speaks) and sentence.at_edge)


def _placeholder(sentence: Sentence) -> tuple[int, int] | None:
    tokens = sentence.tokens
    if "[" not in tokens or "]" not in tokens:
        return None
    first, last = tokens.index("["), tokens.index("]")
    inside = any(first < place < last for place in sentence.places["placeholder"])
    return (first, last) if inside and sentence.leftover else None


def _span(
    document: Document,
    sentence: Sentence,
    tokens: tuple[int, int],
    says: tuple[StatementKind, bool],
) -> Found:
    """Return the statement from one token of a sentence to another, both included."""
    first, last = sentence.first + tokens[0], sentence.first + tokens[1]
    return Found(int(document.starts[first]), int(document.ends[last]), *says)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for statement in sorted(set(found)):
        if not kept or statement.start >= kept[-1].end:
            kept.append(statement)
    return kept
