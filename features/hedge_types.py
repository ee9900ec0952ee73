"""The names of the hedge types, and a hedge as the rules return it.

Imports nothing of ours.
"""

from typing import Literal, NamedTuple, get_args

HedgeType = Literal[
    "epistemic_adverb",
    "epistemic_verb",
    "hearsay_sollen",
    "konjunktiv_reported",
    "attribution",
    "approximator",
    "vague_source",
    "conditional",
]
HEDGE_TYPES: tuple[HedgeType, ...] = get_args(HedgeType)


class Found(NamedTuple):
    """First and last token within a sentence, and the type."""

    first: int
    last: int
    type: HedgeType
