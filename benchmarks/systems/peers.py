"""Other people's tools behind one small function each, imported only when run.

Install what is to be compared: ``pip install 'lesart[peers]'``. A tool that cannot be
imported is skipped, and the results say why.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks.html_text import visible_lines
from benchmarks.items import Item
from benchmarks.predictions import Said
from benchmarks.systems.base import Each, Unavailable

Say = Callable[[Item], Said]
# From the root to the modules of an installation.
_PLACE = re.compile(rf"(?:{re.escape(sys.prefix)}|\S*[/\\]site-packages)[/\\]")


def imported(module: str) -> Any:
    """Import a module; Unavailable says why where that fails."""
    try:
        return import_module(module)
    except Exception as error:
        # A broken wheel may raise anything, and it must not end the run. Where it is
        # installed is nobody's business: results are published.
        reason = _PLACE.sub("", _one_line(error))
        raise Unavailable(f"{module} cannot be imported: {reason}") from None


def is_it_slop() -> Say:
    """AI probability of is-it-slop (n-grams, ONNX; English)."""
    predict = imported("is_it_slop").is_this_slop
    return lambda item: Said(float(predict(item.text).ai_probability))


def lmscan() -> Say:
    """AI probability of lmscan (hand-weighted features; needs nothing else)."""
    scan = imported("lmscan").scan
    return lambda item: Said(float(scan(item.text).ai_probability))


def k_uncanny() -> Say:
    """Score of k-uncanny in its default mode (compression and burstiness)."""
    compression = imported("uncanny.analyzers.compression").CompressionAnalyzer()
    burstiness = imported("uncanny.analyzers.burstiness").BurstinessAnalyzer()
    combine = imported("uncanny.ensemble").combine

    def say(item: Item) -> Said:
        found = [analyzer.analyze(item.text) for analyzer in (compression, burstiness)]
        return Said(float(combine(found).score))

    return say


def vader() -> Say:
    """Compound score of VADER (English word list)."""
    analyzer = imported("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    return lambda item: Said(float(analyzer.polarity_scores(item.text)["compound"]))


def textblob_de() -> Say:
    """Polarity of textblob-de (German word list).

    With the one of its two tokenisers that needs no data of NLTK to be downloaded; it
    is also the one that its word list was made with.
    """
    blob = imported("textblob_de").TextBlobDE
    tokenizer = imported("textblob_de.tokenizers").PatternTokenizer()
    return lambda item: Said(
        float(blob(item.text, tokenizer=tokenizer).sentiment.polarity)
    )


def trafilatura() -> Say:
    """Text by trafilatura, default settings, without comments."""
    extract = imported("trafilatura").extract
    return lambda item: Said(extract(item.text, include_comments=False) or "")


def justext() -> Say:
    """Paragraphs that jusText keeps, with the stop words of the page's language."""
    module = imported("justext")
    lists = {"de": "German", "en": "English"}

    def say(item: Item) -> Said:
        stop_words = module.get_stoplist(lists.get(item.language, "English"))
        paragraphs = module.justext(item.text.encode(), stop_words)
        return Said("\n".join(p.text for p in paragraphs if not p.is_boilerplate))

    return say


def readability() -> Say:
    """Visible lines of what readability-lxml keeps."""
    document = imported("readability").Document
    return lambda item: Said("\n".join(visible_lines(document(item.text).summary())))


def newspaper4k() -> Say:
    """Text by newspaper4k, the page given."""
    _without_network()
    article = imported("newspaper").Article

    def say(item: Item) -> Said:
        found = article(
            url="https://example.org/", language=item.language, fetch_images=False
        )
        found.download(input_html=item.text)
        found.parse()
        return Said(found.text)

    return say


def _without_network() -> None:
    """Let newspaper4k's helper use the list of domains it ships, not fetch another."""
    helper = imported("tldextract.tldextract")
    helper.TLD_EXTRACTOR = helper.TLDExtract(suffix_list_urls=(), cache_dir=None)


def resiliparse() -> Say:
    """Text by Resiliparse, main content alone."""
    extract = imported("resiliparse.extract.html2text").extract_plain_text
    return lambda item: Said(extract(item.text, main_content=True))


# Name of the distribution, what it answers, and how to ask it.
PEERS: Mapping[str, tuple[tuple[str, ...], Callable[[], Say]]] = {
    "is-it-slop": (("ai",), is_it_slop),
    "lmscan": (("ai",), lmscan),
    "k-uncanny": (("ai",), k_uncanny),
    "vaderSentiment": (("tone",), vader),
    "textblob-de": (("tone",), textblob_de),
    "trafilatura": (("page",), trafilatura),
    "justext": (("page",), justext),
    "readability-lxml": (("page",), readability),
    "newspaper4k": (("page",), newspaper4k),
    "resiliparse": (("page",), resiliparse),
}


def peer(name: str) -> Each:
    """Return a peer; Unavailable where it cannot be imported."""
    tasks, make = PEERS[name]
    try:
        number = version(name)
    except PackageNotFoundError:
        raise Unavailable(f"{name} is not installed") from None
    say = _guarded(name, make())
    return Each(name, "peer", tasks, say, protocol=f"as installed, {number}")


def _guarded(name: str, say: Say) -> Say:
    def guarded(item: Item) -> Said:
        try:
            return say(item)
        except Unavailable:
            raise
        except Exception as error:
            # Whatever goes wrong inside somebody's tool must not end the run.
            raise Unavailable(f"{name} failed: {_one_line(error)}") from None

    return guarded


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
