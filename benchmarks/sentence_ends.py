"""How many sentence ends are found: sentences joined back to texts and split again.

    python -m benchmarks.sentence_ends --data konjunktiv_ud.jsonl.gz

The data is JSON Lines (plain or gzip) with one sentence in `text`. Sentences are joined
in file order, with one blank, to documents of a fixed number of sentences.
"""

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from features.sentences import sentence_spans

# without one of these at its end a sentence gives no sign that it is over
_END_MARK = re.compile(r"[.!?…][\"'“”‘’»«\u203a\u2039)\]}]*$")


@dataclass
class Counts:
    """Ends that the data has, ends found among them, ends claimed where none is."""

    ends: int = 0
    found: int = 0
    claimed: int = 0
    marked: int = 0
    marked_found: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the ends that are found, 0-1, higher is better."""
        return self.found / self.ends

    @property
    def marked_recall(self) -> float:
        """Like `recall`, of the sentences that end in an end mark."""
        return self.marked_found / self.marked

    @property
    def false_share(self) -> float:
        """Share of the claimed ends that are none, 0-1, lower is better."""
        return (self.claimed - self.found) / self.claimed


def read_sentences(path: Path) -> list[str]:
    """Read the sentences in file order, inner white space made single blanks."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [" ".join(json.loads(line)["text"].split()) for line in lines]


def measure(sentences: Sequence[str], language: str = "de", size: int = 20) -> Counts:
    """Join the sentences to documents of `size`, split them, compare the ends."""
    counts = Counts()
    for first in range(0, len(sentences), size):
        _compare(sentences[first : first + size], language, counts)
    return counts


def _compare(sentences: Sequence[str], language: str, counts: Counts) -> None:
    text = " ".join(sentences)
    # the last sentence of a text ends with it: nothing to find
    ends = dict(zip(_ends(sentences), sentences[:-1], strict=False))
    claimed = {end for _, end in sentence_spans(text, language)[:-1]}
    counts.ends += len(ends)
    counts.claimed += len(claimed)
    counts.found += len(claimed & ends.keys())
    for end, sentence in ends.items():
        marked = bool(_END_MARK.search(sentence))
        counts.marked += marked
        counts.marked_found += marked and end in claimed
    for end in sorted(claimed ^ ends.keys()):
        kind = "missed" if end in ends else "false"
        counts.errors.append(
            f"{kind}\t{text[max(0, end - 60) : end]} | {text[end : end + 40]}"
        )


def _ends(sentences: Sequence[str]) -> Iterator[int]:
    position = -1
    for sentence in sentences:
        position += 1 + len(sentence)
        yield position


def main() -> None:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", choices=("de", "en", "other"), default="de")
    parser.add_argument("--size", type=int, default=20, help="sentences a document")
    parser.add_argument("--errors", action="store_true", help="list each error")
    options = parser.parse_args()
    sentences = read_sentences(options.data)
    began = time.process_time()
    counts = measure(sentences, options.language, options.size)
    seconds = time.process_time() - began
    if options.errors:
        print("\n".join(counts.errors))
    print(f"sentences {len(sentences)}, ends to find {counts.ends}")
    print(f"found {counts.recall:.4f} ({counts.found})")
    print(
        f"found of those with an end mark {counts.marked_recall:.4f} ({counts.marked})"
    )
    print(f"false {counts.false_share:.4f} ({counts.claimed - counts.found})")
    print(f"CPU seconds {seconds:.3f}")


if __name__ == "__main__":
    main()
