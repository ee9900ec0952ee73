"""Colours and type of the figures: quiet, and safe for colour-blind readers.

The colours are those of Okabe and Ito. Imports nothing of ours.
"""

from typing import Any

INK, SOFT, RULE = "#23252b", "#5d6067", "#dfdbd1"
BLUE, LIGHT = "#0072b2", "#8fbfdd"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
MARKERS = ("o", "s", "^", "D", "v", "P")
WIDTH = 6.6  # inches
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": RULE,
    "axes.titlelocation": "left",
    "axes.titlesize": 11.5,
    "axes.titlepad": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "date.converter": "concise",
    "svg.hashsalt": "lesart",
    "svg.fonttype": "none",
}
