"""The systems of a run: ours, baselines, peers, and your own.

Which of them are asked for is said by family or by name; what cannot run is skipped
with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.html_text import visible_lines
from benchmarks.predictions import Said
from benchmarks.systems.base import Each, System, Unavailable
from benchmarks.systems.descriptives import NAME, textdescriptives
from benchmarks.systems.generic import from_description
from benchmarks.systems.learned import baselines, own_refitted
from benchmarks.systems.ours import Ours
from benchmarks.systems.peers import PEERS, peer
from detector.errors import CorpusError

FAMILIES = ("ours", "baselines", "peers")


def systems(
    asked: Sequence[str], own: Sequence[str] = ()
) -> tuple[list[System], dict[str, str]]:
    """Return the systems that can run, and why others cannot.

    Parameters
    ----------
    asked : sequence of str
        Families (ours, baselines, peers) or names of peers.
    own : sequence of str
        Descriptions of your own; see ``generic.from_description``.
    """
    peers = [*PEERS, NAME]
    for name in asked:
        if name not in FAMILIES and name not in peers:
            known = ", ".join([*FAMILIES, *peers])
            raise CorpusError(f"unknown system {name!r}; known: {known}")
    made: list[System] = []
    if "ours" in asked:
        made += [Ours(), Ours(name="ours, research", research=True), own_refitted()]
    if "baselines" in asked:
        made += [*baselines(), page_text()]
    skipped: dict[str, str] = {}
    makers: dict[str, Callable[[], System]] = {
        **{name: _peer_maker(name) for name in peers if _is_asked(name, asked)},
        **{text: _own_maker(text) for text in own},
    }
    for name, make in makers.items():
        system = _or_reason(make)
        if isinstance(system, str):
            skipped[name] = system
        else:
            made.append(system)
    return made, skipped


def page_text() -> Each:
    """Return the baseline of extractors: all visible lines of a page."""
    return Each(
        "all visible text",
        "baseline",
        ("page",),
        lambda item: Said("\n".join(visible_lines(item.text))),
        protocol="no choice",
    )


def _or_reason(make: Callable[[], System]) -> System | str:
    try:
        return make()
    except Unavailable as reason:
        return str(reason)


def _is_asked(name: str, asked: Sequence[str]) -> bool:
    return name in asked or "peers" in asked


def _peer_maker(name: str) -> Callable[[], System]:
    return textdescriptives if name == NAME else lambda: peer(name)


def _own_maker(description: str) -> Callable[[], System]:
    return lambda: from_description(description)
