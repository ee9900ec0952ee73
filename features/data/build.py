"""Learn what words tell about sentence ends, from news.

    python -m features.data.build --data PATH

PATH is a folder with `fang_covid.jsonl.gz`, `web_de.jsonl.gz` (German) and
`article_bias.jsonl.gz` (English): JSON Lines with `id` and `text`. Writes
`features/data/{de,en}/sentence_ends.json` (elsewhere with `--out`), the same bytes each
time. Abbreviations come from nltk's Punkt trainer [1]_; the other tables are counts.
Only ordinary words are kept: no names, no phrases.

References
----------
.. [1] Kiss & Strunk (2006), Unsupervised multilingual sentence boundary detection,
   Computational Linguistics 32(4), 485-525.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

_CORPORA = {
    "de": ("fang_covid.jsonl.gz", "web_de.jsonl.gz"),
    "en": ("article_bias.jsonl.gz",),
}
# every third article: the tables hardly change with more, and Punkt takes minutes
_STRIDE = 3
# a word has to occur in so many articles to be kept, so that no article is recognisable
_ABBREVIATION_ARTICLES = 3
_OPENER_ARTICLES = 8
_ORDINAL_ARTICLES = 3
# largest share of an abbreviation's occurrences that lack the full stop
_WITHOUT_STOP = 0.1
# smallest share of small letters inside sentences: adverbs pass, nouns and names do not
_SMALL_SHARE = 0.97

_STOPPED = re.compile(
    r"(?<![\w.&/@-])((?:[^\W\d_]{1,6}\.)*[^\W\d_]{1,6})\.(?=[\s,;:)])"
)
_BARE = re.compile(r"(?<![\w.&/@-])[^\W\d_]{2,6}(?![\w.@-])")
_ROMAN = re.compile(r"[ivxlcdm]+$")
_OPENING = re.compile(r"[a-zäöüß]{4}[.!?][\"“”»«]? [\"„“»«]?([A-ZÄÖÜ][a-zäöüß]+)\b")
_INSIDE = re.compile(r"(?<=[a-zäöüß,] )([A-Za-zÄÖÜäöüß][a-zäöüß]+)\b")
_ORDINAL = re.compile(
    r"\b(?:d(?:er|ie|as|em|en|es)|[Aa]m|[Ii]m|zu[mr]|beim|vom) \d{1,3}\. "
    r"([A-ZÄÖÜ][a-zäöüß]{2,})\b"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the learned tables of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args(arguments)
    for language, names in _CORPORA.items():
        texts = _read(options.data / name for name in names)
        target = options.out / language / "sentence_ends.json"
        content = json.dumps(_learn(texts, language), ensure_ascii=False, indent=0)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content + "\n", encoding="utf-8", newline="\n")
        print(f"{target}: learned from {len(texts)} articles")


def _read(paths: Iterable[Path]) -> list[str]:
    records: list[dict[str, str]] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            records.extend(json.loads(line) for line in lines)
    records.sort(key=lambda record: str(record["id"]))
    return [record["text"] for record in records[::_STRIDE]]


def _learn(texts: Sequence[str], language: str) -> dict[str, object]:
    names = ", ".join(name.split(".", 1)[0] for name in _CORPORA[language])
    return {
        "source": f"learned by features/data/build.py from {names} with nltk's Punkt",
        "licence": "Apache-2.0",
        "abbreviations": _abbreviations(texts),
        "openers": _openers(texts),
        "ordinal_nouns": _ordinal_nouns(texts) if language == "de" else [],
    }


def _abbreviations(texts: Sequence[str]) -> list[str]:
    """Return what Punkt takes for abbreviations and many articles write with a stop."""
    trainer = PunktTrainer()
    trainer.train("\n\n".join(texts), finalize=False)
    types = trainer.get_params().abbrev_types
    stopped = _articles_with(_STOPPED, texts)
    bare = _articles_with(_BARE, texts)
    return sorted(
        word
        for word, count in stopped.items()
        if count >= _ABBREVIATION_ARTICLES
        and word.lower() in types
        and len(word) > 1
        and bare[word] <= _WITHOUT_STOP * count
        and not _ROMAN.match(word.lower())
    )


def _openers(texts: Sequence[str]) -> list[str]:
    """Return the words that open sentences often and are written small inside them."""
    opening = _articles_with(_OPENING, texts)
    inside = _articles_with(_INSIDE, texts)
    return sorted(
        word.lower()
        for word, count in opening.items()
        if count >= _OPENER_ARTICLES
        and inside[word.lower()] >= _SMALL_SHARE * (inside[word.lower()] + inside[word])
        and inside[word.lower()] > 0
    )


def _ordinal_nouns(texts: Sequence[str]) -> list[str]:
    """Return the nouns that numbers with a full stop count: "im 19. Jahrhundert"."""
    inside = _articles_with(_INSIDE, texts)
    return sorted(
        word
        for word, count in _articles_with(_ORDINAL, texts).items()
        if count >= _ORDINAL_ARTICLES and inside[word] > inside[word.lower()]
    )


def _articles_with(pattern: re.Pattern[str], texts: Iterable[str]) -> Counter[str]:
    """Count the articles in which each match of the pattern occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(pattern.findall(text)))
    return counts


if __name__ == "__main__":
    main()
