"""How often the product calls human texts ``likely`` AI, by groups of texts.

    python -m benchmarks.fairness --data PATH [--language de] [-o FILE.md]

Outlets, topics, lengths, agency copy, learners, translations, web pages, recent
news: the share of each group with its Wilson interval. Every text is scored as it
stands in the corpus, on the product's road, by a model that saw neither its outlet
nor its story (``benchmarks.unseen``). Of an outlet at most 400 texts are drawn, so that
no two papers decide; one that is known by a few articles only counts with the others
alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.attack_edits import first_words
from benchmarks.unseen import Language, Unseen, rank, tables_of
from detector.experts import BANDS, band_name
from detector.training import metrics
from detector.training.corpus import Record, parse_records, read_bytes

NEWS = "news"
EXCERPTS = (60, 100, 200)  # words
# What human texts there are: group and file. Human rows only.
SOURCES: dict[Language, tuple[tuple[str, str], ...]] = {
    "de": (
        (NEWS, "news/gnad"),
        (NEWS, "news/fang_covid"),
        ("recent news of many houses", "news/fundus_news"),
        ("web pages", "news/web_de"),
        ("human translations", "ai/wmt_de"),
    ),
    "en": (
        (NEWS, "news/article_bias"),
        ("recent news of many houses", "news/fundus_news"),
        ("essays of US pupils, learners among them", "ai/outfox"),
        ("essays of a forum for learners", "ai/essays_herbold"),
    ),
}
UNCOVERED: dict[Language, str] = {
    "de": "No corpus here holds simple German, learners' German, or German written "
    "by people of other first languages; nothing is known of their rate.",
    "en": "No corpus here holds simple English or news written by people of other "
    "first languages; nothing is known of their rate.",
}
LEAST = 100  # texts of an outlet or topic that stands for itself
MOST = 400  # texts drawn of an outlet
_AGENCIES = "dpa|AFP|Reuters|APA|AP|epd|KNA|sid|dts|ots|rtr"
_BESIDE = "mit|with|red|Tsp|ZEIT ONLINE"  # what stands before them in a credit
_AGENCY = re.compile(
    rf"\((?i:(?:(?:{_BESIDE}|{_AGENCIES})[\s/,;]+)*(?:{_AGENCIES}))"
    r"(?!/Getty|/Shutterstock| [Pp]hoto)(?:[\s/,;][^()]{0,25})?\)"
)


@dataclass(frozen=True)
class Called:
    """A human text and what the product said.

    Attributes
    ----------
    group, outlet, topic, length : str
        Outlet and topic of news; empty where the corpus has none.
    agency : bool
        Whether the text names a press agency as its source.
    likely : bool
    """

    group: str
    outlet: str
    topic: str
    length: str
    agency: bool
    likely: bool


def names_agency(text: str) -> bool:
    """Tell whether a text names a press agency as source: ``(dpa)``, ``(Reuters)``.

    Credits of pictures, which begin with the name of a person, do not count.
    """
    return _AGENCY.search(text) is not None


def humans(records: Sequence[Record], language: Language) -> list[Record]:
    """Return the human texts of a language."""
    return [
        record
        for record in records
        if record.get("label") not in ("ai", "mixed")
        and record.get("lang", language) == language
    ]


def drawn(records: Iterable[Record], most: int = MOST) -> list[Record]:
    """Return at most so many texts of each outlet, whatever the order of the file."""
    taken: Counter[str] = Counter()
    found = []
    for record in sorted(records, key=lambda record: rank(str(record.get("id")))):
        outlet = str(record.get("source", ""))
        taken[outlet] += 1
        if not outlet or taken[outlet] <= most:
            found.append(record)
    return found


def called(record: Record, group: str, models: Unseen) -> Called:
    """Score a human text by a model that did not see it."""
    text, news = record["text"], group == NEWS
    return Called(
        group=group,
        outlet=str(record.get("source", "")) if news else "",
        topic=str(record.get("category") or record.get("topic") or "") if news else "",
        length=_length(len(text.split())),
        agency=news and names_agency(text),
        likely=_is_likely(record, text, models),
    )


def excerpt_called(record: Record, count: int, models: Unseen) -> Called:
    """Score the first words of a human text."""
    text = first_words(record["text"], count)
    likely = _is_likely(record, text, models)
    return Called(f"{NEWS}, first {count} words", "", "", "", False, likely)


def _is_likely(record: Record, text: str, models: Unseen) -> bool:
    names = [record.get(name) for name in ("source", "pair", "id")]
    found = models.score(text, *(str(name) for name in names if name))
    return found.verdict == "likely"


def table(texts: Sequence[Called]) -> Iterator[str]:
    """Yield the groups and their shares as Markdown."""
    yield "| human texts | called likely | 95 % interval | n |"
    yield "|---|---|---|---|"
    for group in dict.fromkeys(one.group for one in texts):
        yield _row(group, [one for one in texts if one.group == group])
    news = [one for one in texts if one.group == NEWS]
    agency = [one for one in news if one.agency]
    yield _row("news that names a press agency", agency)
    for title, name in (("outlet", "outlet"), ("topic", "topic")):
        yield from _parts(news, title, name)
    for length in dict.fromkeys(map(_length, (0, *BANDS))):
        yield _row(
            f"whole texts of {length}", [one for one in texts if one.length == length]
        )


def _parts(texts: Sequence[Called], title: str, name: str) -> Iterator[str]:
    """Yield a row for each larger outlet or topic, and one for the others."""
    counts = Counter(getattr(one, name) for one in texts)
    large = {value for value, n in counts.items() if n >= LEAST and value}
    for value in sorted(large):
        own = [one for one in texts if getattr(one, name) == value]
        yield _row(f"{title} {value}", own)
    rest = {value for value in counts if value} - large
    if rest:
        others = [one for one in texts if getattr(one, name) in rest]
        yield _row(f"{len(rest)} {title}s of fewer than {LEAST} texts", others)


def _row(name: str, texts: Sequence[Called]) -> str:
    if not texts:
        return f"| {name} | - | - | 0 |"
    found = metrics.wilson(sum(one.likely for one in texts), len(texts))
    return (
        f"| {name} | {found['value']:.4f} | {found['low']:.4f}-{found['high']:.4f} "
        f"| {len(texts)} |"
    )


def _length(words: int) -> str:
    if words < BANDS[0]:
        return f"fewer than {BANDS[0]} words"
    band = sum(words >= least for least in BANDS) - 1
    return band_name(band)


def measured(language: Language, models: Unseen, data: Path) -> Iterator[str]:
    """Yield the section of a language."""
    texts = []
    for group, name in SOURCES[language]:
        path = data / f"{name}.jsonl.gz"
        for record in drawn(humans(parse_records(read_bytes(path), path), language)):
            texts.append(called(record, group, models))
            if group == NEWS:
                texts += [excerpt_called(record, count, models) for count in EXCERPTS]
    yield f"## {language}\n"
    yield from table(texts)
    yield f"\n{UNCOVERED[language]}\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or write them to a file; 2 where a corpus is missing."""
    return tables_of(
        "fairness", "Human texts called likely AI, by group", measured, arguments
    )


if __name__ == "__main__":
    sys.exit(main())
