"""The drawing of how the cost of a report grows with the length of the article."""

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

_OURS, _EVEN = "#0072b2", "#767676"


def draw_growth(milliseconds: Mapping[int, float], folder: Path) -> None:
    """Draw processor time by words, as SVG and PNG.

    Parameters
    ----------
    milliseconds : mapping of int to float
        Processor milliseconds of a report by words of its article.
    folder : Path
        Where ``speed.svg`` and ``speed.png`` go.
    """
    words, times = list(milliseconds), list(milliseconds.values())
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = figure.add_subplot()
    at = 400 if 400 in milliseconds else words[0]
    even = [milliseconds[at] * word / at for word in words]
    axes.plot(words, even, color=_EVEN, linestyle="--", label="even with length")
    axes.plot(words, times, color=_OURS, marker="o", label="full report")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="words of the article",
        ylabel="processor time of a report (ms)",
        title="Cost grows with length",
    )
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    for name in ("speed.svg", "speed.png"):
        figure.savefig(folder / name, dpi=150, metadata=_metadata(name))


def _metadata(name: str) -> dict[str, None]:
    """Leave the date out, so that the same figures give the same file."""
    return {"Date": None} if name.endswith(".svg") else {}
