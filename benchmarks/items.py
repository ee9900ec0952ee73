"""``Item``: one labelled text of a corpus, whatever it came from.

A task has a kind, and the kind says what a target and a prediction look like:

========  =====================================  ==================================
kind      target                                 prediction
========  =====================================  ==================================
binary    0.0 or 1.0                             probability or score, higher = 1
labels    list of names                          mapping of name to probability
tone      -1.0, 0.0 or 1.0                       number in [-1, 1]
spans     list of [start, end, type]             list of [start, end, type]
lines     per line 1 (leftover) or 0             per line the probability of 1
page      reference text, or with/without lists  extracted text
========  =====================================  ==================================

All of them can be written as JSON. Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["binary", "labels", "tone", "spans", "lines", "page"]
TASKS: Mapping[str, Kind] = {
    "ai": "binary",
    "assisted": "binary",
    "boilerplate": "lines",
    "loaded": "binary",
    "opinion": "binary",
    "frames": "labels",
    "tone": "tone",
    "hedges": "spans",
    "quotation": "labels",
}
# Slice that marks human texts that stand beside a corpus; see ``reference``.
BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled text.

    Attributes
    ----------
    id : str
    text : str
        For pages the HTML; for lines one line each, none of them blank.
    language : str
        ``"de"`` or ``"en"``.
    target : object
        What is true of it; see the table above.
    group : str
        What is never split and is drawn as a whole: outlet, site, story.
    slices : mapping of str to str
        Further names, for tables by slice.
    """

    id: str
    text: str
    language: str
    target: Any
    group: str
    slices: Mapping[str, str] = field(default_factory=dict)


def length_band(text: str) -> str:
    """Return the length of a text as a slice: words, in four bands."""
    words = len(text.split())
    for limit, name in ((80, "under 80"), (160, "80-159"), (320, "160-319")):
        if words < limit:
            return f"{name} words"
    return "320 words or more"
