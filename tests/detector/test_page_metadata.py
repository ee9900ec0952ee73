"""What the metadata of a page state on AI use."""

import json

import pytest
from trafilatura import load_html

from detector.page_metadata import metadata_statements

CODES = "http://cv.iptc.org/newscodes/digitalsourcetype"


def _found(head: str, body: str = "<p>Ein Satz.</p>") -> list[tuple[str, str]]:
    tree = load_html(f"<html><head>{head}</head><body>{body}</body></html>")
    return [(note.name, note.kind) for note in metadata_statements(tree)]


def _json(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("trainedAlgorithmicMedia", "generated"),
        ("compositeWithTrainedAlgorithmicMedia", "assisted"),
        ("compositeSynthetic", "assisted"),
    ],
)
def test_codes_of_the_iptc_in_json(code: str, kind: str) -> None:
    for value in (code, f"{CODES}/{code}", f"https://schema.org/{code}DigitalSource"):
        article = {"@type": "NewsArticle", "digitalSourceType": value}
        assert _found(_json({"@graph": [article]})) == [("digitalSourceType", kind)]


def test_a_code_of_a_camera_says_nothing() -> None:
    assert not _found(_json({"digitalSourceType": f"{CODES}/digitalCapture"}))


@pytest.mark.parametrize(
    "content",
    [
        {"@type": "ImageObject", "digitalSourceType": "trainedAlgorithmicMedia"},
        {"image": {"digitalSourceType": "trainedAlgorithmicMedia"}},
        {"image": [{"creator": {"name": "DALL-E 3, OpenAI"}}]},
    ],
)
def test_a_picture_made_by_ai_is_no_statement_on_the_text(content: object) -> None:
    assert [kind for _, kind in _found(_json(content))] == ["image_only"]


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("ai-disclosure", "none", "none_used"),
        ("ai-disclosure", "ai-generated", "generated"),
        ("ai-generated", "true", "generated"),
        ("ai-generated", "false", "none_used"),
        ("content-ai-usage", "translation", "translated"),
        ("ai-content-declaration", "translated", "translated"),
        ("generator", "ChatGPT 5", "generated"),
        ("author", "DeepL Write", "translated"),
        ("generator", "WordPress 6.7", None),
        ("author", "Claude 4.5 Sonnet", "generated"),
        ("author", "Claudia Gemini-Otto", None),
        ("robots", "noai", None),
        ("tdm-reservation", "1", None),
        ("main-content", "generated", None),
    ],
)
def test_tags_named_for_ai_use(name: str, value: str, kind: str | None) -> None:
    found = _found(f'<meta name="{name}" content="{value}">')
    assert found == ([(name, kind)] if kind else [])


def test_authors_in_json() -> None:
    assert _found(_json({"author": {"@type": "Person", "name": "Anna Claude"}})) == []
    tool = {"@type": "SoftwareApplication", "name": "ChatGPT"}
    assert _found(_json({"author": [tool]})) == [("author", "generated")]


def test_microdata() -> None:
    link = f'<link itemprop="digitalSourceType" href="{CODES}/trainedAlgorithmicMedia">'
    article = f'<div itemscope itemtype="https://schema.org/Article">{link}</div>'
    picture = f'<div itemscope itemtype="https://schema.org/ImageObject">{link}</div>'
    assert [kind for _, kind in _found("", article)] == ["generated"]
    assert [kind for _, kind in _found("", picture)] == ["image_only"]


def test_broken_and_bottomless_json_say_nothing() -> None:
    broken = '<script type="application/ld+json">{"author": </script>'
    deep = '<script type="application/json">' + "[" * 3_000 + "</script>"
    nested: object = {"author": "ChatGPT"}
    for _ in range(60):
        nested = [nested]
    assert not _found(broken + deep + _json(nested))


def test_a_statement_made_twice_counts_once() -> None:
    tag = '<meta name="ai-generated" content="true">'
    assert len(_found(tag + tag)) == 1
