"""Measure what a report costs: ``python -m benchmarks.speed``.

Writes ``speed.json``, and the growth of the cost as ``speed.svg`` and ``speed.png``,
into ``benchmarks/results``. All figures are processor time unless they say otherwise,
on one thread; peers are timed in the same run on the same texts.
"""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.speed_peers import PEERS
from benchmarks.speed_plot import draw_growth
from benchmarks.speed_runs import batches, start_up
from benchmarks.speed_texts import german_articles
from benchmarks.systems.base import Unavailable
from detector import Detector, __version__

_RESULTS = Path(__file__).parent / "results"
_LENGTHS = (50, 100, 200, 400, 800, 1_600, 4_000, 10_000, 20_000, 40_000, 50_000)
_WORDS = 400
_SECONDS = 0.5  # of each measurement, at least
_ROUNDS = 5
_PEER_TEXTS = 50


def seconds_per_text(measure: Callable[[str], object], texts: list[str]) -> float:
    """Return the processor seconds of a text: the least of some rounds.

    The least is what the work costs; more is what the machine did beside it.
    """
    measure(texts[0])  # models load, caches fill
    rounds = []
    for _ in range(_ROUNDS):
        done, begin = 0, time.process_time()
        while done < len(texts) or time.process_time() - begin < _SECONDS / _ROUNDS:
            measure(texts[done % len(texts)])
            done += 1
        rounds.append((time.process_time() - begin) / done)
    return min(rounds)


def latency(measure: Callable[[str], object]) -> dict[int, float]:
    """Return the processor milliseconds of a report by words of its article."""
    return {
        words: 1000 * seconds_per_text(measure, german_articles(_count(words), words))
        for words in _LENGTHS
    }


def growth(milliseconds: Mapping[int, float]) -> float:
    """Return the cost of a word at 40,000 words, as a multiple of that at 400."""
    return (milliseconds[40_000] / 40_000) / (milliseconds[400] / 400)


def stages(detector: Detector) -> dict[str, float]:
    """Return the milliseconds of each step of the road, medians of wall time."""
    timings = [detector.score(text).timing for text in german_articles(100, _WORDS)]
    return {step: statistics.median(t[step] for t in timings) for step in timings[0]}


def peers() -> dict[str, Mapping[str, float | str]]:
    """Return the texts per processor second of each peer, or why there is none."""
    texts = german_articles(_PEER_TEXTS, _WORDS)
    return {name: _peer(make, texts) for name, make in PEERS.items()}


def measure_all(articles: int, repeats: int) -> dict[str, Any]:
    """Measure everything."""
    detector = Detector()

    def full_report(text: str) -> str:
        return detector.score(text).to_json()

    milliseconds = latency(full_report)
    return {
        "lesart": __version__,
        "machine": _machine(),
        "words": _WORDS,
        "start_up": start_up(repeats),
        "articles_per_cpu_second": 1000 / milliseconds[_WORDS],
        "milliseconds_by_words": milliseconds,
        "cost_of_a_word_40000_to_400": growth(milliseconds),
        "milliseconds_by_step": stages(detector),
        "batch_by_processes": batches(articles, _WORDS),
        "peers": peers(),
    }


def main() -> None:
    """Measure, print the figures and write them down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000, help="of a batch")
    parser.add_argument("--repeats", type=int, default=9, help="of a short command")
    parser.add_argument("--out", type=Path, default=_RESULTS)
    options = parser.parse_args()
    found = _rounded(measure_all(options.articles, options.repeats))
    written = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    print(written, end="")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "speed.json").write_text(written, encoding="utf-8")
    draw_growth(found["milliseconds_by_words"], options.out)


def _peer(
    make: Callable[[], Callable[[str], object]], texts: list[str]
) -> dict[str, float | str]:
    try:
        return {"articles_per_cpu_second": 1 / seconds_per_text(make(), texts)}
    except Unavailable as reason:
        return {"skipped": str(reason)}


def _count(words: int) -> int:
    return max(1, min(50, 20_000 // words))


def _machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _rounded(part) for name, part in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
