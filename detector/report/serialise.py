"""From report dataclasses to plain dictionaries, fast.

What a field's type says is read once per class; after that a dataclass becomes a
dictionary with one ``zip``, and only its numbers, nested parts and optional fields
are looked at again. Three rules hold for every class:

- a number is rounded to six decimals; NaN and infinity become null;
- a field with the default ``None`` is left out while it is None;
- a field whose metadata says ``hidden`` is never written.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import Field, fields
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

HIDDEN = {"hidden": True}
_DECIMALS = 6
UNIONS = (Union, UnionType)  # ``Literal[...] | None`` is the older one
_PLAIN = (str, int, bool, type(None))


class _Plan(NamedTuple):
    """What to do with the fields of one class."""

    names: tuple[str, ...]
    values: Callable[[object], tuple[object, ...]]
    numbers: tuple[str, ...]
    nested: tuple[str, ...]
    optional: tuple[str, ...]


def to_dict(part: Hashable) -> dict[str, Any]:
    """Return a part of a report as plain dictionaries, lists and scalars."""
    plan = _plan(type(part))
    result: dict[str, Any] = dict(zip(plan.names, plan.values(part), strict=True))
    for name in plan.numbers:
        result[name] = rounded(result[name])
    for name in plan.nested:
        result[name] = _nested(result[name])
    for name in plan.optional:
        if result[name] is None:
            del result[name]
    return result


def visible_fields(cls: type) -> list[Field[Any]]:
    """Return the fields of a report class that are written, in order."""
    return [f for f in fields(cls) if not f.metadata.get("hidden")]


def is_optional(field: Field[Any]) -> bool:
    """Say whether a field is left out of the dictionary while it is None."""
    return field.default is None


def rounded(value: float) -> float | None:
    """Return a number as the report writes it; None for NaN and infinity."""
    # The difference is NaN for NaN and for infinity, and only there.
    return round(value, _DECIMALS) if value - value == 0 else None


def _nested(value: Any) -> Any:
    if isinstance(value, tuple):
        if not value or isinstance(value[0], str):
            return list(value)
        return [to_dict(part) for part in value]
    if isinstance(value, Mapping):
        return {name: rounded(number) for name, number in value.items()}
    return None if value is None else to_dict(value)


@cache
def _plan(cls: type) -> _Plan:
    hints = get_type_hints(cls)
    written = visible_fields(cls)
    names = tuple(field.name for field in written)
    return _Plan(
        names=names,
        values=attrgetter(*names),  # a tuple, as every class has two fields or more
        numbers=tuple(n for n in names if hints[n] is float),
        nested=tuple(n for n in names if not _is_plain(hints[n])),
        optional=tuple(field.name for field in written if is_optional(field)),
    )


def _is_plain(hint: Any) -> bool:
    if get_origin(hint) in UNIONS:
        return all(_is_plain(part) for part in get_args(hint))
    return hint is float or hint in _PLAIN or get_origin(hint) is Literal
