"""The JSON Schema of the report, generated from its dataclasses.

``schema-1.json`` beside this file is shipped for readers in other languages. A change
of shape raises ``SCHEMA`` in ``report.py``, and with it the name of the file; then
``python -m detector.report.schema`` writes it anew.
"""

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from detector.report.report import SCHEMA, Report
from detector.report.serialise import UNIONS, is_optional, visible_fields
from detector.report.spans import Bounds

SCHEMA_FILE = Path(__file__).with_name(f"schema-{SCHEMA}.json")
_SCALARS = {str: "string", int: "integer", bool: "boolean", float: "number"}
_ATTRIBUTES = re.compile(
    r"^Attributes\n-+\n(.*?)(?:\n\n\S|\Z)", re.MULTILINE | re.DOTALL
)
_ATTRIBUTE = re.compile(r"^(\w[\w, ]*)\n((?: +.*(?:\n|\Z))+)", re.MULTILINE)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``Report.as_dict()``."""
    definitions: dict[str, Any] = {}
    root = _object(Report, definitions)
    root["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Lesart report, version {SCHEMA}",
        **root,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    summary, notes = _documentation(cls)
    properties = {}
    for field in visible_fields(cls):
        shape = _shape(hints[field.name], definitions)
        if is_optional(field):
            shape = _without_null(shape)
        if field.name in notes:
            shape["description"] = notes[field.name]
        properties[field.name] = shape
    return {
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": [f.name for f in visible_fields(cls) if not is_optional(f)],
        "additionalProperties": False,
    }


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        bounds: Bounds = parts[1]
        limits = {"minimum": bounds.minimum, "maximum": bounds.maximum}
        return _shape(parts[0], definitions) | limits
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in UNIONS:
        return _with_null(_shape(parts[0], definitions))
    if origin is tuple:
        return {"type": "array", "items": _shape(parts[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(float, definitions)}
    return _named(hint, definitions)


def _named(hint: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if not is_dataclass(hint):
        scalar = {"type": _SCALARS[hint]}
        return _with_null(scalar) if hint is float else scalar  # NaN is written as null
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _with_null(shape: dict[str, Any]) -> dict[str, Any]:
    if "type" in shape and isinstance(shape["type"], str):
        return shape | {"type": [shape["type"], "null"]}
    return {"anyOf": [shape, {"type": "null"}]}


def _without_null(shape: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in shape:
        first: dict[str, Any] = dict(shape["anyOf"][0])
        return first
    return shape | {"type": shape["type"][0]}


def _documentation(cls: type) -> tuple[str, dict[str, str]]:
    """Split a class docstring into its first line and the notes on its fields."""
    text = inspect.cleandoc(cls.__doc__ or "")
    section = _ATTRIBUTES.search(text)
    notes = {}
    for names, note in _ATTRIBUTE.findall(section.group(1) if section else ""):
        for name in names.split(", "):
            notes[name] = " ".join(note.split())
    return text.partition("\n")[0], notes


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
