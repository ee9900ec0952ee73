"""Pages put together from clean articles and the leftovers of labelled pages.

Labelled pages are few, and in most of them the leftovers stand above and below.
What a person copies has them anywhere: a cue with nothing behind it before a plain
paragraph, a headline of another story between two sentences, the lead twice. Here
articles that have section headings get such leftovers at random places, each page
with those of one labelled page, so that a page belongs to the house of its
leftovers when sites are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from detector.training.corpus import Record
from detector.training.leftovers import leftover_run, place_kinds
from detector.training.structures import topics, with_structures
from features.document import parse
from features.line_form import Language
from features.wordlists import sections

Line = dict[str, Any]

_PARAGRAPH = 12  # words
_HEADING = 10  # words
_LONGEST = 26  # lines of an article that are used
_SHORTEST = 6
_RUN = 4  # longest run of leftovers taken over
_TEXT_END = re.compile(r"[.!?…][“”\"»«)]*$")
_HEADING_END = re.compile(r"[^.!,;:…)]$")
_ADDRESS = re.compile(r"\b(sie|ihnen|ihre|ihr|ihrem|thema|redaktion|artikel|themen)\b")
_CREDIT = re.compile(r"(?i)^(von|by|foto|photo|quelle|source|bild)\b|\(|https?:|\|")


@dataclass(frozen=True)
class Pool:
    """What pages are put together from.

    Attributes
    ----------
    articles : list of (str, list of str)
        Headline and lines of clean articles.
    hosts : list of Record
        Labelled pages whose leftovers are used.
    cues : dict of str to list of str
        Lines that announce something, by kind.
    """

    articles: list[tuple[str, list[str]]]
    hosts: list[Record]
    cues: dict[str, list[str]]


def compose(
    articles: Sequence[Record],
    hosts: Sequence[Record],
    *,
    language: Language,
    pages: int,
    seed: int,
) -> list[Record]:
    """Return labelled pages; the same arguments give the same pages.

    Parameters
    ----------
    articles : sequence of Record
        With ``text`` and ``header`` or ``title``.
    hosts : sequence of Record
        Labelled pages of the variant ``span``, or without variants.
    language : {"de", "en"}
    pages : int
    seed : int
    """
    cues = {
        kind: [_as_written(phrase) for phrase in listed]
        for kind, listed in sections(language, "line_cues").items()
        if kind in {"related_link", "newsletter", "ad", "comment", "subscription"}
    }
    pool = Pool(_clean_articles(articles), list(hosts), cues)
    return [
        _page(pool, np.random.default_rng([seed, number]), language)
        for number in range(pages)
    ]


def _as_written(phrase: str) -> str:
    """Return a phrase of the lists with its capitals and without loose commas."""
    text = _ADDRESS.sub(lambda match: match[0].capitalize(), phrase)
    return (text[0].upper() + text[1:]).replace(" ,", ",").replace(" :", ":")


def _clean_articles(records: Sequence[Record]) -> list[tuple[str, list[str]]]:
    """Keep running text and section headings of articles that have both."""
    split = [[line.strip() for line in r["text"].split("\n")] for r in records]
    split = [[line for line in lines if line] for lines in split]
    seen = Counter(line for lines in split for line in set(lines))
    found = []
    for record, lines in zip(records, split, strict=True):
        kept = _clean_lines([x for x in lines if seen[x] == 1])
        title = record.get("header") or record.get("title") or ""
        if len(kept) >= _SHORTEST and title:
            found.append((title.strip(), kept))
    return found


def _clean_lines(lines: list[str]) -> list[str]:
    text = [
        len(line.split()) >= _PARAGRAPH and bool(_TEXT_END.search(line))
        for line in lines
    ]
    kept = []
    for number, line in enumerate(lines):
        between = 0 < number < len(lines) - 1 and text[number - 1] and text[number + 1]
        heading = (
            between
            and len(line.split()) <= _HEADING
            and _HEADING_END.search(line)
            and not _CREDIT.search(line)
        )
        if text[number] or heading:
            kept.append(line)
    return kept


def _page(pool: Pool, rng: Generator, language: Language) -> Record:
    title, article = pool.articles[int(rng.integers(len(pool.articles)))]
    host = pool.hosts[int(rng.integers(len(pool.hosts)))]
    body = _body(article, rng, language)
    page = [*_headline(title, rng), *body]
    if rng.random() < 0.6:
        page = _with_runs(page, host, rng)
    if rng.random() < 0.7:
        page = _with_written(page, pool, rng, language)
    else:
        page = _with_links(page, pool, rng)
    page = _with_copy(page, body[0]["text"], rng)
    taken: Record = {key: host[key] for key in ("id", "url", "site") if key in host}
    text = "\n".join(line["text"] for line in page)
    return {**taken, "lang": language, "text": text, "lines": page}


def _headline(title: str, rng: Generator) -> list[Line]:
    if rng.random() < 0.35:
        return []
    return [_line(title, None, "headline")]


def _line(text: str, leftover: str | None, kind: str | None = None) -> Line:
    label = "boilerplate" if leftover else "content"
    return {"text": text, "label": label, "kind": leftover or kind}


def _body(article: list[str], rng: Generator, language: Language) -> list[Line]:
    """Return a stretch of an article; long paragraphs may become several lines."""
    first = 0 if rng.random() < 0.6 else int(rng.integers(max(len(article) // 2, 1)))
    broken = rng.random() < 0.6
    lines: list[str] = []
    for text in article[first:]:
        lines += _parts(text, rng, language) if broken else [text]
    size = int(rng.integers(_SHORTEST, _LONGEST))
    structured = with_structures(lines[:size], rng, language)
    return [_line(text, None) for text in structured]


def _parts(text: str, rng: Generator, language: Language) -> list[str]:
    """Cut a paragraph into lines of one to three sentences."""
    document = parse(text, language=language)
    bounds = [span.start for span in document.sentences]
    parts, first = [], 0
    while first < len(bounds):
        last = min(first + int(rng.integers(1, 4)), len(bounds))
        end = bounds[last] if last < len(bounds) else len(document.folded)
        parts.append(document.folded[bounds[first] : end].strip())
        first = last
    return parts


def _with_runs(page: list[Line], host: Record, rng: Generator) -> list[Line]:
    """Put the leftovers of a labelled page where they stood, or anywhere inside."""
    runs = _runs(host["lines"])
    inner = [run for place, run in runs if place == "inside"]
    rng.shuffle(inner)
    for run in inner[: int(rng.integers(0, 5))]:
        at = int(rng.integers(0, len(page) + 1))
        page = page[:at] + run + page[at:]
    for place, run in runs:
        if place == "top" and rng.random() < 0.6:
            page = run[-int(rng.integers(1, _RUN + 1)) :] + page
        if place == "bottom" and rng.random() < 0.6:
            page = page + run[: int(rng.integers(1, _RUN + 1))]
    return page


def _runs(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Return the runs of leftovers of a page that do not repeat its own text."""
    runs: list[tuple[str, list[Line]]] = []
    run: list[Line] = []
    seen_content = False
    for line in lines:
        if line["label"] == "boilerplate":
            run.append(line)
            continue
        if run:
            runs.append(("inside" if seen_content else "top", run))
        run, seen_content = [], True
    if run:
        runs.append(("bottom", run))
    own = [(p, [x for x in r if x["kind"] != "duplicate"]) for p, r in runs]
    return [(p, r if p != "inside" else r[:_RUN]) for p, r in own if r]


def _with_links(page: list[Line], pool: Pool, rng: Generator) -> list[Line]:
    """Add cues, with or without the headline of another story behind them."""
    if rng.random() < 0.3:
        return page
    kind = str(rng.choice(list(pool.cues))) if rng.random() < 0.4 else "related_link"
    cue = str(rng.choice(pool.cues[kind])) + str(rng.choice(["", "", ":"]))
    followed = rng.random() < 0.35 and kind == "related_link"
    silent = rng.random() < 0.2
    for _ in range(int(rng.integers(1, 6))):
        at = _gap(page, rng)
        title = pool.articles[int(rng.integers(len(pool.articles)))][0]
        added = [] if silent else [_line(cue, kind)]
        if followed and not silent and rng.random() < 0.5:
            added = [_line(f"{cue.rstrip(':')}: {title}", kind)]
        elif followed or silent:
            added.append(_line(title, "teaser" if silent else "related_link"))
        page = page[:at] + added + page[at:]
    return page


def _gap(page: list[Line], rng: Generator) -> int:
    """Return a place between two lines; often the one below a heading."""
    headings = [
        number + 1
        for number, line in enumerate(page)
        if line["label"] == "content" and len(line["text"].split()) <= _HEADING
    ]
    if headings and rng.random() < 0.4:
        return headings[int(rng.integers(len(headings)))]
    return int(rng.integers(1, len(page) + 1))


def _with_written(
    page: list[Line], pool: Pool, rng: Generator, language: Language
) -> list[Line]:
    """Add leftovers that were written for practice, where pages have them."""
    text = " ".join(line["text"] for line in page)
    titles = [pool.articles[int(rng.integers(len(pool.articles)))][0] for _ in range(5)]
    words = {"t": topics(text, language) or text.split(), "h": titles}
    for place, most in (("top", 4), ("inside", 5), ("bottom", 6)):
        for _ in range(int(rng.integers(0, most))):
            kinds = place_kinds(place)
            kind = kinds[int(rng.integers(len(kinds)))]
            run = leftover_run(kind, words, rng, language)
            ends = {"top": int(rng.integers(0, 2)), "bottom": len(page)}
            at = min(ends.get(place, _gap(page, rng)), len(page))
            page = [*page[:at], *(_line(x, kind) for x in run), *page[at:]]
    return page


def _changed(lead: str, rng: Generator) -> str:
    """Return a lead whole, without one of its words, or cut short."""
    words = lead.split()
    draw = rng.random()
    if len(words) < 2 * _PARAGRAPH // 3 or draw < 0.6:
        return lead
    if draw < 0.8:
        gone = int(rng.integers(1, len(words)))
        return " ".join(words[:gone] + words[gone + 1 :])
    return " ".join(words[: int(rng.integers(6, len(words)))]) + " …"


def _with_copy(page: list[Line], lead: str, rng: Generator) -> list[Line]:
    """Put a copy of the lead above the running text, sometimes below it."""
    if rng.random() > 0.25:
        return page
    copy = _line(_changed(lead, rng), "duplicate")
    if rng.random() < 0.8:
        return [copy, *page]
    at = int(rng.integers(len(page) // 2, len(page) + 1))
    return [*page[:at], copy, *page[at:]]
