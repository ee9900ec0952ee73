"""Statements on AI use in the metadata of a page, which readers do not see.

Read are the IPTC term ``digitalSourceType`` (schema.org in JSON-LD, microdata, RDFa or
``meta``; the actions of a C2PA manifest in JSON use the same term), ``meta`` tags named
for AI use, and generators and authors that are AI tools. Imports the report.

References
----------
IPTC (2024), NewsCodes: digital source type. C2PA (2025), Technical specification 2.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detector.report import MetadataStatement, StatementKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TERM = "digitalsourcetype"
_SOURCES: Mapping[str, StatementKind] = {
    "trainedalgorithmicmedia": "generated",
    "algorithmicmedia": "generated",
    "compositewithtrainedalgorithmicmedia": "assisted",
    "compositesynthetic": "assisted",
    "algorithmicallyenhanced": "assisted",
}
# Types of schema.org that are pictures or sound, and fields that hold them.
_MEDIA_TYPES = re.compile(r"(?:Image|Video|Audio|Media|3DModel)Object$")
_MEDIA_FIELDS = {"image", "thumbnail", "logo", "video", "audio", "primaryimageofpage"}
_MAKER_FIELDS = {"author", "creator", "contributor", "generator"}
_TRANSLATORS = re.compile(r"\b(?:deepl|google translate|machine translation)\b", re.I)
_TOOLS = re.compile(
    r"\b(?:chat-?gpt|gpt-?\d\w*|openai|anthropic|neuroflash|writesonic|copy\.ai|rytr|"
    r"llama-?\d|deepseek|(?:large )?language model|sprachmodell|k[iü]nstliche "
    r"intelligenz|artificial intelligence|(?:ai|ki)[- ]gener(?:ated|iert)\w*)\b"
    # Tools with the names of people and things: nothing else may stand beside them.
    r"|^(?:google |microsoft |github )?(?:claude|gemini|copilot|jasper|mistral|grok|"
    r"perplexity)(?:[- ](?:ai|pro|flash|opus|sonnet|haiku|large|[\d.]+))*$",
    re.I,
)
# "ai-disclosure", "ai:generated", "ai-content-declaration", "content-ai-use"
_AI_NAME = re.compile(
    r"(?:^|[-_.:])(?:ai|genai|ki)[-_.:]?"
    r"(?:disclosure|generated|assisted|content|declaration|use|usage|provenance)",
    re.I,
)
_SAID: tuple[tuple[re.Pattern[str], StatementKind], ...] = (
    (re.compile(r"\b(?:none|no|false|0|human(?:-only)?|keine?)\b", re.I), "none_used"),
    (re.compile(r"translat|übersetz", re.I), "translated"),
    (re.compile(r"summar|zusammengefasst", re.I), "summarised"),
    (re.compile(r"assist|edit|partial|unterstützt|mixed", re.I), "assisted"),
    (re.compile(r"generat|autonom|full|true|yes|\b1\b|generiert", re.I), "generated"),
)
_DEEPEST = 40


def metadata_statements(tree: HtmlElement) -> tuple[MetadataStatement, ...]:
    """Return what the metadata of a page state on AI use, each statement once.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.

    Returns
    -------
    tuple of MetadataStatement
        In the order of the page. What describes a picture, a film or a recording is
        of kind ``image_only``.
    """
    found = (*_tags(tree), *_properties(tree), *_scripts(tree))
    return tuple(dict.fromkeys(found))


def _tags(tree: HtmlElement) -> Iterator[MetadataStatement]:
    for tag in tree.iter("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
        value = " ".join((tag.get("content") or "").split())
        kind = _of_tag(name.lower(), value) if value else None
        if kind:
            on_image = any(field in name.lower() for field in ("image", "video"))
            yield MetadataStatement(name, value, "image_only" if on_image else kind)


def _of_tag(name: str, value: str) -> StatementKind | None:
    if _AI_NAME.search(name):
        return next((kind for said, kind in _SAID if said.search(value)), None)
    return _of_field(name, value)


def _properties(tree: HtmlElement) -> Iterator[MetadataStatement]:
    """Yield what microdata and RDFa say outside of ``meta``."""
    for element in tree.iter("link", "a", "span"):
        name = element.get("itemprop") or element.get("property") or ""
        if name.lower().endswith(_TERM):
            value = element.get("href") or element.text_content()
            kind = _source_type(value)
            if kind:
                on_media = any(
                    _MEDIA_TYPES.search(above.get("itemtype") or "")
                    for above in element.iterancestors()
                    if above.get("itemtype")
                )
                kind = "image_only" if on_media else kind
                yield MetadataStatement(name, " ".join(value.split()), kind)


def _scripts(tree: HtmlElement) -> Iterator[MetadataStatement]:
    for script in tree.iter("script"):
        if "json" in (script.get("type") or "").lower() and script.text:
            try:
                content = json.loads(script.text)
            except (ValueError, RecursionError):
                continue  # a broken block of the page says nothing
            for field, value, on_media in _strings(content, "", on_media=False):
                kind = _of_field(field.lower(), value)
                if kind:
                    kind = "image_only" if on_media else kind
                    yield MetadataStatement(field, value, kind)


def _strings(
    value: object, field: str, *, on_media: bool, depth: int = 0
) -> Iterator[tuple[str, str, bool]]:
    """Yield each string of JSON with its field, and whether it describes a picture."""
    if isinstance(value, str):
        yield field, value, on_media
    elif depth < _DEEPEST and isinstance(value, list):
        for one in value:
            yield from _strings(one, field, on_media=on_media, depth=depth + 1)
    elif depth < _DEEPEST and isinstance(value, dict):
        on_media = on_media or field.lower() in _MEDIA_FIELDS or _is_media(value)
        for key, one in value.items():
            made_by = field.lower() in _MAKER_FIELDS and key == "name"
            below = field if made_by else key
            yield from _strings(one, below, on_media=on_media, depth=depth + 1)


def _is_media(value: Mapping[str, object]) -> bool:
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(n, str) and _MEDIA_TYPES.search(n) for n in names)


def _of_field(field: str, value: str) -> StatementKind | None:
    if field.endswith(_TERM):
        return _source_type(value)
    return _maker(value) if field in _MAKER_FIELDS else None


def _source_type(value: str) -> StatementKind | None:
    """Return what a code of the IPTC says; the last part of its address counts."""
    code = re.split(r"[/#:]", value.strip().rstrip("/"))[-1]
    return _SOURCES.get(code.lower().removesuffix("digitalsource"))


def _maker(value: str) -> StatementKind | None:
    if _TRANSLATORS.search(value):
        return "translated"
    return "generated" if _TOOLS.search(value.strip()) else None
