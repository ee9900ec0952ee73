"""The HTML page: what it says, that it is one safe file, and how text is cut."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from detector.render import words
from detector.render.html import to_html
from detector.render.marks import Mark, marks
from detector.render.passages import cut, numbered, plain_lines
from detector.report import Report

HOSTILE = (
    "<script>alert(1)</script>\"' onfocus='alert(2)' ]]> </style> --> <!-- "
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; \u202edrow\u202c \u2066x\u2069 \x1b[31m\x00"
)
LAYERS = {
    "leftovers",
    "disclosure",
    "windows",
    "frames",
    "quotes",
    "opinion",
    "loaded",
    "hedges",
}


class _Page(HTMLParser):
    """Collects elements, and text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.code: list[str] = []
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = ""

    def handle_data(self, data: str) -> None:
        coded = self.inside in ("style", "script")
        (self.code if coded else self.words).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def _hostile(report: Report) -> Report:
    """Put hostile words wherever a report carries words of the article."""
    text = HOSTILE * 40
    facts = replace(
        report.article,
        title=HOSTILE,
        id=HOSTILE,
        source=HOSTILE,
        author=HOSTILE,
        date=HOSTILE,
        url="javascript:alert(3)",
    )
    quote = replace(report.framing.quotes.spans[0], speaker=HOSTILE)
    quotes = replace(report.framing.quotes, spans=(quote,))
    statement = replace(report.disclosure.statements[0], text=HOSTILE)
    return replace(
        report,
        article=facts,
        text=text,
        warnings=(HOSTILE,),
        features={HOSTILE: 1.0},
        disclosure=replace(report.disclosure, statements=(statement,)),
        framing=replace(report.framing, quotes=quotes, verdict=HOSTILE),
    )


def test_the_page_says_what_the_terminal_says(report: Report) -> None:
    text = _Page(to_html(report)).text
    rate = report.ai.false_positive_rate
    assert rate is not None
    assert words.AI_VERDICTS[report.ai.verdict] in text
    assert "Probability 0.31 · reliability medium (short article)" in text
    assert words.false_positives_in_words(rate) in text
    assert words.BOILERPLATE_VERDICTS["heavy"] in text
    assert words.boilerplate_in_words(report.boilerplate) in text
    assert words.disclosure_in_words(report.disclosure) in text
    assert report.framing.verdict in text
    assert "The article is short." in text


def test_the_whole_article_stands_on_the_page_as_it_is(report: Report) -> None:
    page = to_html(report)
    article = page[page.index("<article") : page.index("</article>")]
    shown = "".join(re.sub(r'<span class="margin".*?</span>', "", article).split())
    text = "".join(_Page(shown.replace("<article", "<article ")).words)
    assert "".join(report.text.split()) in text


def test_each_layer_has_a_toggle_with_its_count(report: Report) -> None:
    page = _Page(to_html(report))
    toggles = {
        a["data-layer"]
        for tag, a in page.elements
        if tag == "input" and "data-layer" in a
    }
    assert toggles == LAYERS
    assert "Hedges 2" in page.text


def test_every_mark_points_at_a_note_that_is_there(report: Report) -> None:
    page = _Page(to_html(report))
    ids = {a["id"] for _, a in page.elements if "id" in a}
    described = [a.get("aria-describedby") or "" for _, a in page.elements]
    pointed = {part for refs in described for part in refs.split()}
    assert pointed
    assert pointed <= ids


def test_ids_are_unique(report: Report) -> None:
    ids = [a["id"] for _, a in _Page(to_html(report)).elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_measures_models_and_folded_characters_are_listed(report: Report) -> None:
    text = _Page(to_html(report)).text
    assert "mattr_50 0.8123" in text
    assert "mtld undefined" in text
    assert "boilerplate_de 1 fast" in text
    assert report.article.sha256 in text


def test_nothing_is_requested_from_anywhere(report: Report) -> None:
    page = _Page(to_html(report))
    assert not {tag for tag, _ in page.elements} & {"img", "iframe", "object", "base"}
    loaded = [a[x] for _, a in page.elements for x in ("src", "href") if x in a]
    assert set(loaded) == {"#framing", "data:,"}
    assert not re.search(r"url\(|@import|https?:", to_html(report))


def test_the_policy_admits_the_style_and_the_script_and_no_other(
    report: Report,
) -> None:
    page = _Page(to_html(report))
    (policy,) = (
        a["content"]
        for tag, a in page.elements
        if a.get("http-equiv") == "Content-Security-Policy"
    )
    style, script = page.code
    for kind, content in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)
    assert not [a for _, a in page.elements if "style" in a]


def test_hostile_words_stay_words(report: Report) -> None:
    harmless, hostile = _Page(to_html(report)), _Page(to_html(_hostile(report)))
    kinds = {tag for tag, _ in harmless.elements}
    assert {tag for tag, _ in hostile.elements} <= kinds
    assert hostile.code == harmless.code
    for _, attributes in hostile.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert "javascript:" not in str(attributes.get("href"))
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7 * 7 }} {% raw %} &lt;b&gt;" in hostile.text


def test_control_and_direction_characters_become_signs(report: Report) -> None:
    page = to_html(_hostile(report))
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", page
    )
    assert "\ufffddrow\ufffd" in page


def test_an_undecided_page_is_calm_and_gives_the_reason(
    undecided_report: Report,
) -> None:
    text = _Page(to_html(undecided_report)).text
    assert "Undecided 31 words of content; a verdict needs 80." in text
    assert "A rate belongs to a verdict, and there is none." in text
    assert "There is no model of frames for this language." in text
    assert "0 of 0 author sentences unknown" in text
    assert "nan" not in text.split()


def test_the_wording_never_says_that_a_text_is_ai(report: Report) -> None:
    for verdict in ("likely", "unclear", "unlikely"):
        ai = replace(report.ai, verdict=verdict)
        text = _Page(to_html(replace(report, ai=ai))).text
        assert words.AI_VERDICTS[verdict] in text
        assert not re.search(r"\b(?:is|was) (?:written by )?AI\b", text)


def test_the_ai_layer_is_on_at_first_only_when_ai_is_likely(report: Report) -> None:
    def box(of: Report) -> dict[str, str | None]:
        elements = _Page(to_html(of)).elements
        return next(a for _, a in elements if a.get("id") == "layer-windows")

    assert "checked" not in box(report)
    likely = replace(report, ai=replace(report.ai, verdict="likely"))
    assert "checked" in box(likely)


def test_a_report_without_lines_still_shows_its_text(report: Report) -> None:
    bare = replace(report, boilerplate=replace(report.boilerplate, lines=()))
    assert "Die Reederei" in _Page(to_html(bare)).text


class TestCut:
    TEXT = "Eins zwei drei vier"

    def _pieces(self, *spans: tuple[int, int]) -> list[tuple[str, int, int]]:
        marked = [Mark(start=a, end=e, layer="hedges", note="") for a, e in spans]
        (line,) = cut(self.TEXT, tuple(plain_lines(self.TEXT)), numbered(marked))
        return [(p.text, len(p.marks), len(p.opening)) for p in line.pieces]

    def test_overlapping_marks_cut_the_text_at_each_border(self) -> None:
        assert self._pieces((0, 9), (5, 14)) == [
            ("Eins ", 1, 1),
            ("zwei", 2, 1),
            (" drei", 1, 0),
            (" vier", 0, 0),
        ]

    def test_equal_marks_share_a_piece(self) -> None:
        assert self._pieces((5, 9), (5, 9)) == [
            ("Eins ", 0, 0),
            ("zwei", 2, 2),
            (" drei vier", 0, 0),
        ]

    def test_a_mark_beyond_the_text_ends_with_the_line(self) -> None:
        assert self._pieces((15, 400)) == [("Eins zwei drei ", 0, 0), ("vier", 1, 1)]

    def test_an_empty_mark_marks_nothing(self) -> None:
        assert [piece[1] for piece in self._pieces((5, 5))] == [0, 0]

    def test_a_mark_over_two_lines_opens_once(self) -> None:
        text = "Eins\nzwei"
        marked = numbered([Mark(start=0, end=9, layer="frames", note="")])
        lines = list(cut(text, tuple(plain_lines(text)), marked))
        assert [len(line.pieces[0].opening) for line in lines] == [1, 0]
        assert [len(line.pieces[0].marks) for line in lines] == [1, 1]

    def test_marks_of_the_article_do_not_reach_into_leftovers(
        self, report: Report
    ) -> None:
        window = [Mark(start=0, end=len(report.text), layer="windows", note="")]
        lines = list(cut(report.text, report.boilerplate.lines, numbered(window)))
        marked = {line.number for line in lines for p in line.pieces if p.marks}
        assert marked == {1, 5, 7, 8, 9}

    def test_a_hard_wrapped_paragraph_stays_together(self) -> None:
        start = "Die Schleuse an der Oberen Weide bleibt nach dem Bruch am"
        text = f"{start}\nTor bis Mai gesperrt.\nDanach wird geprüft."
        lines = cut(text, tuple(plain_lines(text)), ())
        assert [line.joined for line in lines] == [False, True, False]


def test_opinion_marks_are_as_many_as_the_share_counts(report: Report) -> None:
    (mark,) = marks(report)["opinion"]
    assert report.text[mark.start : mark.end] == "Ein solches Versagen ist beschämend."


def test_an_opinion_in_direct_speech_is_not_the_authors(report: Report) -> None:
    start = report.text.index("„Das ist")
    end = start + len("„Das ist ein Trauerspiel“")
    spoken = replace(
        report.framing.sentences[0], start=start, end=end, opinion=0.99, quoted="direct"
    )
    framing = replace(report.framing, sentences=(spoken, *report.framing.sentences))
    (mark,) = marks(replace(report, framing=framing))["opinion"]
    assert report.text[mark.start : mark.end] == "Ein solches Versagen ist beschämend."


def test_loaded_words_of_others_are_told_apart(report: Report) -> None:
    loaded = {
        report.text[mark.start : mark.end]: mark.style
        for mark in marks(report)["loaded"]
    }
    assert loaded == {"beschämend": "", "Trauerspiel": "theirs"}


@pytest.mark.parametrize("factor", [1, 8])
def test_the_pieces_of_a_long_line_are_linear(factor: int) -> None:
    text = "wohl " * 500 * factor
    marked = [
        Mark(start=i, end=i + 4, layer="hedges", note="")
        for i in range(0, len(text), 5)
    ]
    (line,) = cut(text, tuple(plain_lines(text)), numbered(marked))
    assert len(line.pieces) == 2 * 500 * factor - 1
