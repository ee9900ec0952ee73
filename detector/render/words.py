"""What the parts of a report say in plain words.

One place for the wording, so that the terminal, a notebook and a page agree. A score
says that a text resembles AI text, never that it is; a rate says what it was
measured on.
"""

from detector.report import (
    AiLikelihood,
    AiVerdict,
    ArticleFacts,
    Boilerplate,
    Disclosure,
    Evidence,
    FalsePositiveRate,
    FrameName,
    Language,
    MetadataStatement,
    Percentile,
    Reach,
    Share,
    Statement,
    StatementKind,
    Usage,
)

LANGUAGES: dict[Language, str] = {
    "de": "German",
    "en": "English",
    "other": "another language",
}
BOILERPLATE_VERDICTS = {
    "clean": "Clean",
    "some": "Some leftovers of the page",
    "heavy": "Many leftovers of the page",
}
AI_VERDICTS: dict[AiVerdict, str] = {
    "likely": "Resembles AI text",
    "unclear": "Unclear whether it resembles AI text",
    "unlikely": "Does not resemble AI text",
    "undecided": "Undecided",
}
FRAMES: dict[FrameName, str] = {
    "economic": "economy",
    "capacity_resources": "capacity and resources",
    "morality": "morality",
    "fairness_equality": "fairness and equality",
    "legality_constitutionality": "law and constitution",
    "policy_prescription": "policy measures",
    "crime_punishment": "crime and punishment",
    "security_defense": "security and defence",
    "health_safety": "health and safety",
    "quality_of_life": "quality of life",
    "cultural_identity": "cultural identity",
    "public_opinion": "public opinion",
    "political": "politics",
    "external_regulation_reputation": "foreign relations and reputation",
}
MEASURES = {
    "burstiness": "burstiness of sentence lengths",
    "lix": "readability (LIX)",
    "mattr_50": "distinct words in windows of 50 (MATTR)",
    "mtld": "variety of words (MTLD)",
    "sentence_length_deviation": "spread of sentence lengths",
    "yule_k": "recurrence of words (Yule's K)",
}
_BARE_UNITS = ("index", "points", "ratio", "share", "correlation")
STATEMENTS: dict[StatementKind, str] = {
    "generated": "written with AI",
    "assisted": "AI helped",
    "translated": "translated with AI",
    "summarised": "summarised with AI",
    "reviewed": "AI text reviewed by people",
    "none_used": "no AI used",
    "image_only": "AI image only",
    "tool_leftover": "an assistant's own talk",
}


def name_in_words(name: str) -> str:
    """Return the name of a kind, frame or type as words."""
    return name.replace("_", " ")


def per_cent(value: float) -> str:
    """Return a share in per cent, with a decimal where it is small."""
    number = 100 * value
    return f"{number:.0f} %" if number >= 10 or number == 0 else f"{number:.1f} %"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as ``1 line`` or ``1,200 lines``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def facts_in_words(facts: ArticleFacts) -> str:
    """Return language and length of the article."""
    words = counted(facts.words, "word")
    left = facts.words - facts.content_words
    content = f", {facts.content_words:,} without leftovers" if left else ""
    return f"{LANGUAGES[facts.language]} · {words}{content}"


def boilerplate_in_words(boilerplate: Boilerplate) -> str:
    """Return how much of the text is leftovers."""
    lines = boilerplate.lines
    leftovers = sum(line.label == "boilerplate" for line in lines)
    if not leftovers:
        return f"No leftovers in {counted(len(lines), 'line')}"
    share = share_of_words(boilerplate.share)
    return f"{leftovers:,} of {counted(len(lines), 'line')}, {share}"


def ai_in_words(ai: AiLikelihood) -> str:
    """Return the probability and the reliability of an AI verdict, or why none is."""
    if ai.verdict == "undecided":
        return (ai.reason or "no probability for this text").rstrip(".")
    reason = f" ({ai.reason})" if ai.reason else ""
    return f"probability {ai.probability:.2f} · reliability {ai.reliability}{reason}"


def false_positives_in_words(rate: FalsePositiveRate) -> str:
    """Return how often human articles are called AI at the threshold."""
    low, high = f"{100 * rate.low:.1f}", per_cent(rate.high)
    return (
        f"{per_cent(rate.value)} of human articles reach the mark for “resembles AI "
        f"text” (95 % interval {low}–{high}; {rate.n:,} articles: {rate.on})"
    )


def assisted_in_words(ai: AiLikelihood) -> str | None:
    """Return likeness to translated or edited text, where there is something to say."""
    assisted = ai.assisted
    if assisted.verdict not in ("likely", "unclear"):
        return None
    kind = {"translated": "translated by", "edited": "edited with"}.get(
        assisted.kind or "", "translated by or edited with"
    )
    start = "Resembles" if assisted.verdict == "likely" else "May resemble"
    return f"{start} text {kind} a model (probability {assisted.probability:.2f})"


def disclosure_in_words(disclosure: Disclosure) -> str:
    """Return whether the page says anything about AI."""
    if disclosure.found:
        return "The page speaks of AI use"
    if disclosure.undisclosed:
        return "The page says nothing of AI, although the text resembles AI text"
    return "The page says nothing of AI"


def statement_in_words(statement: Statement) -> str:
    """Return what a statement on AI use amounts to."""
    hedged = ", hedged" if statement.hedged else ""
    return STATEMENTS[statement.kind] + hedged


def metadata_in_words(note: MetadataStatement) -> str:
    """Return what a statement in the metadata amounts to, and where it stands."""
    return f"{STATEMENTS[note.kind]}, in {note.name}"


def code(note: MetadataStatement) -> str:
    """Return what the metadata say; of an address of a code, the code alone."""
    return note.value.rstrip("/").rpartition("/")[2]


def share_in_words(share: Share, whole: str) -> str:
    """Return a share with its basis, such as ``3 of 32 author sentences``."""
    return f"{share.count:,} of {counted(share.of, whole)}"


def share_of_words(share: Share) -> str:
    """Return a share of words in per cent."""
    return f"{per_cent(share.value)} of the words" if share.of else "unknown"


def percentile_in_words(percentile: Percentile | None, more: str) -> str:
    """Return a rank such as ``more hedged than 83 % of articles``; empty if unknown."""
    if percentile is None or percentile.value != percentile.value:
        return ""
    share = min(round(100 * percentile.value), 99)  # of all but a few
    return f"{more} than {share} % of {percentile.corpus}"


def tone_in_words(mean: float) -> str:
    """Return a mean tone as a word with its number."""
    if mean != mean:
        return "unknown"
    word = "neutral" if abs(mean) < 0.15 else "negative" if mean < 0 else "positive"
    return f"{word} ({mean:+.2f})"


def usage_in_words(usage: Usage) -> str:
    """Say how many articles of either side use a construction.

    A skeleton stands for many wordings, so its words are an example.
    """
    rates = (
        f"such as “{' '.join(usage.text.split())}”: in {_of_1000(usage.ai)} AI "
        f"articles, {_of_1000(usage.human)} human ones"
    )
    return rates if usage.counted else f"{rates}; people write so about as often"


def measure_in_words(name: str) -> str:
    """Return the name of a measure as words."""
    return MEASURES.get(name) or name_in_words(name)


def value_in_words(item: Evidence) -> str:
    """Return the value of a measure with its unit, such as ``12.4 words``."""
    unit = item.reach.unit if item.reach else "index"
    if unit == "share":
        return per_cent(item.value)
    number = f"{item.value:,.0f}" if abs(item.value) >= 100 else f"{item.value:.3g}"
    return number if unit in _BARE_UNITS else f"{number} {unit}"


def reach_in_words(reach: Reach) -> str:
    """Say how many articles of either side stand as far out on a measure."""
    rates = (
        f"as {reach.side} in {_of_1000(reach.ai)} AI articles, "
        f"{_of_1000(reach.human)} human ones"
    )
    return rates if reach.counted else f"{rates}; people write so about as often"


def _of_1000(share: Share) -> str:
    return f"{1000 * share.value:.0f} of 1,000"
