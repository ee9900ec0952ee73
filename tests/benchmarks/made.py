"""A corpus made by hand, for tests of systems and runs."""

from benchmarks.catalogue import Corpus


def corpus(**changes):
    fields = {
        "name": "made",
        "task": "ai",
        "kind": "binary",
        "path": "made.jsonl",
        "format": "table",
        "version": "1",
        "sha256": None,
        "languages": ("de",),
        "licence": "CC BY 4.0",
        "citation": "nobody",
        "source": "here",
        "suite": "all",
        "group": "pair",
        "options": {
            "label": "label",
            "positive": ["ai"],
            "negative": ["human"],
            "language": "de",
            "slices": ["generator"],
        },
    }
    return Corpus(**{**fields, **changes})


def records(n=36):
    return [
        {
            "id": str(number),
            "text": f"{'Hallo Maschine' if number % 2 else 'Servus Mensch'} {number}!",
            "label": "ai" if number % 2 else "human",
            "pair": f"p{number // 2 % 9}",
            "generator": "gpt" if number % 2 else "human",
        }
        for number in range(n)
    ]
