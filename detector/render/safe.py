"""Make characters harmless that could disguise what a reader sees.

An article may carry control characters that move the cursor or recolour a terminal,
and direction marks that show words in another order. They are shown as signs.
"""

import re

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SIGNS = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\x7f": "\u2421",
    "\t": " ",
    "\n": " ",
    "\r": " ",
}


def harmless(text: str) -> str:
    """Return text as one line in which control characters are signs."""
    return _CONTROLS.sub(lambda found: _SIGNS.get(found[0], "\ufffd"), text)


def shortened(text: str, length: int) -> str:
    """Return harmless text of at most ``length`` characters, cut at a word."""
    line = " ".join(harmless(text).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:.") + "…"
