"""Web pages: the article in them, what they say of it, and pages that hold none."""

import subprocess
import sys
from pathlib import Path

import pytest

from detector import Article, Detector
from detector import page as module
from detector.article import article_from_record, read_article
from detector.errors import InputError
from detector.page import decode_page, read_page

PARAGRAPHS = (
    "Die Sternwarte von Lüttenau öffnet nach drei Jahren Umbau wieder für Besucher. "
    "Am Freitagabend sollen die ersten Gruppen durch das neue Teleskop blicken.",
    "Der Umbau kostete 2,4 Millionen Euro, gut ein Drittel mehr als geplant. Schuld "
    "seien die Preise für Kupfer, sagte die Leiterin der Sternwarte, Maren Ohlsen.",
    "Der Trägerverein sucht noch Ehrenamtliche, die an den Wochenenden durch die "
    "Ausstellung führen. Vorkenntnisse seien nicht nötig, heißt es im Aufruf.",
)


def written_page(
    *paragraphs: str, head: str = "", lang: str = "de", body: str = ""
) -> str:
    text = "".join(f"<p>{p}</p>" for p in paragraphs or PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Sternwarte öffnet wieder | '
        f"Lüttenauer Bote</title>{head}</head><body><nav><a href='/'>Start</a> "
        f"<a href='/sport'>Sport</a></nav><main><h1>Sternwarte öffnet wieder</h1>"
        f"<article>{text}</article></main>{body}<footer><a href='/i'>Impressum</a> "
        "<a href='/d'>Datenschutz</a></footer></body></html>"
    )


FACTS = (
    '<link rel="canonical" href="https://bote.example/sternwarte">'
    '<meta property="og:site_name" content="Lüttenauer Bote">'
    '<meta name="author" content="Jette Brandt">'
    '<meta property="article:published_time" content="2026-05-07T09:30:00+02:00">'
)


def test_the_text_of_a_page_is_its_article_without_menu_and_headline() -> None:
    found = read_page(written_page(head=FACTS), "a.html")
    assert found.text == "\n".join(PARAGRAPHS)
    assert (found.title, found.author) == ("Sternwarte öffnet wieder", "Jette Brandt")
    assert (found.site, found.date) == ("Lüttenauer Bote", "2026-05-07")
    assert found.url == "https://bote.example/sternwarte"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (
            "Sternwarte öffnet wieder | Lüttenauer Bote online",
            "Sternwarte öffnet wieder",
        ),
        ("Sterne | Planeten", "Sterne | Planeten"),
        ("Lüttenauer Bote", "Lüttenauer Bote"),
    ],
)
def test_a_headline_goes_without_the_site_behind_it(title: str, headline: str) -> None:
    page = written_page(head=f'{FACTS}<meta property="og:title" content="{title}">')
    assert read_page(page, "a.html").title == headline


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset='iso-8859-1'>Grüße", "Grüße"),  # says Latin-1, is UTF-8
        (b"<meta charset='utf-8'>Gr\xfc\xdfe", "Grüße"),  # says UTF-8, is not
        (b"<meta charset=ISO-8859-1>Gr\xfc\xdfe \x84ja\x93", "Grüße „ja“"),
        (b'<meta content="text/html; charset=windows-1250">\xbe\x9a', "ľš"),
        (b"<meta charset='klingon'>Gr\xfc\xdfe", "Grüße"),
        ("\ufeffGrüße", "Grüße"),
        ("Grüße".encode("utf-16"), "Grüße"),
    ],
)
def test_bytes_are_decoded_as_they_are(data: str | bytes, text: str) -> None:
    given = data.encode() if isinstance(data, str) else data
    assert decode_page(given, "a.html").endswith(text)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", "no HTML that can be read"),
        ("<html></html>", "no (article found|HTML)"),
        ("<html><body><script>load()</script></body></html>", "no article found"),
        ("<html><body><div id='root'></div></body></html>", "scripts may load it"),
        (b"\x00\x01\x02" * 50, "is binary"),
        (b"%PDF-1.7", "is a PDF document"),
    ],
)
def test_a_page_without_an_article_is_refused(html: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=rf"^seite\.html: .*{message}"):
        read_page(html, "seite.html")


def test_broken_html_is_read_as_browsers_read_it() -> None:
    broken = written_page().replace("</p>", "").replace("</article></main>", "<b><i>")
    assert read_page(broken, "a.html").text.split("\n")[0] == PARAGRAPHS[0]


def test_deep_nesting_is_no_trap() -> None:
    deep = written_page().replace("<main>", "<div>" * 200)
    assert PARAGRAPHS[1] in read_page(deep, "a.html").text


def test_a_large_page_of_scripts_is_read() -> None:
    page = written_page(body=f"<script>{'x=1;' * 1_000_000}</script>")
    assert read_page(page, "a.html").text == "\n".join(PARAGRAPHS)


def test_too_large_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZE_LIMIT", 500)
    with pytest.raises(
        InputError, match=r"a\.html: a page of at most 0.0005 MB expected"
    ):
        read_page(written_page(), "a.html")


def test_too_many_elements_are_refused() -> None:
    page = written_page(body="<p>a" * 50_000)
    with pytest.raises(InputError, match="at most 40,000 elements expected, found 50,"):
        read_page(page, "a.html")


def test_an_article_takes_from_its_page_what_is_not_given() -> None:
    article = Article(html=written_page(head=FACTS), author="Redaktion", id="7")
    assert article.text == "\n".join(PARAGRAPHS)
    assert (article.author, article.site) == ("Redaktion", "Lüttenauer Bote")


def test_a_text_that_is_given_wins_over_the_page() -> None:
    assert Article(text="Ein Satz.", html=written_page()).text == "Ein Satz."


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt"])
def test_a_file_is_a_page_by_its_name_or_its_begin(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(written_page(), encoding="utf-8")
    article = read_article(path)
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.title == "Sternwarte öffnet wieder"


def test_a_record_may_hold_a_page() -> None:
    article = article_from_record({"id": 1, "html": written_page()}, "line 1")
    assert article.text == "\n".join(PARAGRAPHS)
    with pytest.raises(InputError, match=r"^line 2: b: no article found"):
        article_from_record({"id": "b", "html": "<html><p></p></html>"}, "line 2")


def test_a_report_on_a_page_carries_the_text_that_its_offsets_point_into() -> None:
    leftover = "Lesen Sie auch: Sturm über der Ostsee"
    paragraphs = (PARAGRAPHS[0], leftover, *PARAGRAPHS[1:])
    report = Detector().score(Article(html=written_page(*paragraphs, head=FACTS)))
    said = report.as_dict()
    text = said["article"]["text"]
    cut = [line for line in said["boilerplate"]["lines"] if line["kind"] != "content"]
    assert [text[line["start"] : line["end"]] for line in cut] == [leftover]
    assert said["article"]["title"] == "Sternwarte öffnet wieder"
    assert said["article"]["date"] == "2026-05-07"


def test_metadata_that_admit_ai_count_as_disclosure() -> None:
    admits = '<meta name="ai-disclosure" content="ai-assisted">'
    report = Detector().score(Article(html=written_page(head=admits)))
    (note,) = report.disclosure.metadata
    assert (note.name, note.value, note.kind) == (
        "ai-disclosure",
        "ai-assisted",
        "assisted",
    )
    assert report.disclosure.found
    assert report.disclosure.undisclosed is False


def test_a_text_imports_no_reader_of_pages() -> None:
    code = (
        "import sys; from detector import Article, Detector;"
        "Detector().score(Article(text='Der Hafen bleibt gesperrt.'));"
        "print([m for m in ('trafilatura', 'lxml') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
