"""The verdict on framing: one plain sentence, without probabilities and rates.

Imports the report only.
"""

from __future__ import annotations

from collections.abc import Sequence

from detector.report import Share

_NAMES = {
    "economic": "the economy",
    "capacity_resources": "capacity and resources",
    "morality": "morality",
    "fairness_equality": "fairness and equality",
    "legality_constitutionality": "law and the courts",
    "policy_prescription": "policy measures",
    "crime_punishment": "crime and punishment",
    "security_defense": "security and defence",
    "health_safety": "health and safety",
    "quality_of_life": "quality of life",
    "cultural_identity": "culture and identity",
    "public_opinion": "public opinion",
    "political": "party politics",
    "external_regulation_reputation": "relations with other states",
}
_NAMED = 2
# Shares of the author's sentences, and hedges per 100 words, in plain words.
_WORDING = ((0.5, "mostly loaded"), (0.2, "often loaded"), (0.05, "loaded in places"))
_STANCE = (
    (0.5, "mostly opinion"),
    (0.2, "with much opinion"),
    (0.05, "with some opinion"),
)
_HEDGED = ((3.0, "much is hedged"), (1.5, "some of it is hedged"))
_QUOTED = ((0.5, "most of it is quoted"), (0.2, "much of it is quoted"))


def verdict(
    used: Sequence[str] | None,
    loaded: Share,
    opinion: Share,
    *,
    hedging: float,
    quoted: float,
) -> str:
    """Return the verdict.

    Parameters
    ----------
    used : sequence of str or None
        Frames that the article uses, strongest first; None without models.
    loaded, opinion : Share
        Of the author's sentences.
    hedging : float
        Hedges per 100 words.
    quoted : float
        Share of words inside quotations.
    """
    if used is None:
        return "No framing models for this language; quotations and hedges are listed."
    rest = _in_words(hedging, _HEDGED), _in_words(quoted, _QUOTED)
    parts = _frames(used[:_NAMED]), _author(loaded, opinion), *rest
    return "; ".join(part for part in parts if part) + "."


def _frames(used: Sequence[str]) -> str:
    if not used:
        return "No frame stands out"
    return "Presented as a matter of " + " and of ".join(_NAMES[name] for name in used)


def _author(loaded: Share, opinion: Share) -> str:
    if not loaded.of:
        return "hardly any words are the author's own"
    wording = _in_words(loaded.value, _WORDING) or "neutral"
    stance = _in_words(opinion.value, _STANCE) or "without opinion"
    return f"the author's own words are {wording}, {stance}"


def _in_words(value: float, scale: Sequence[tuple[float, str]]) -> str:
    return next((words for limit, words in scale if value >= limit), "")
