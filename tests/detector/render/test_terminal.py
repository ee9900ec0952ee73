"""The page in a terminal."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from detector.render.html import to_html
from detector.render.terminal import page
from detector.report import (
    AiLikelihood,
    Boilerplate,
    Disclosure,
    Evidence,
    MetadataStatement,
    Percentile,
    Reach,
    Report,
    Share,
    TextSpan,
    Usage,
)

WIDTHS = (60, 80, 100)


def _printed(
    report: Report, *, width: int = 100, verbose: bool = False, colour: bool = False
) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False)
    console.print(page(report, width=width, verbose=verbose))
    return out.getvalue()


def _line(text: str, start: str) -> str:
    found = [x for x in text.splitlines() if x.strip().startswith(start)]
    assert len(found) == 1, f"{start!r} stands on {len(found)} lines"
    return " ".join(found[0].split())


def test_leftovers_are_listed_by_line_with_kind_and_words(report: Report) -> None:
    text = _printed(report)
    assert _line(text, "3 caption") == (
        "3 caption Eine Fähre liegt am Kai von Lüttersum. Foto: Okka Feddersen"
    )
    assert _line(text, "10 copy of 6").endswith("So reinigt man einen Strand")
    assert "5 of 10 lines, 40 % of the words" in text


def test_the_ai_verdict_stands_with_its_probability_and_rate(report: Report) -> None:
    text = " ".join(_printed(report).split())
    assert "Unclear whether it resembles AI text" in text
    assert "probability 0.31 · reliability medium (short article)" in text
    assert "0.8 % of human articles reach the mark for “resembles AI text”" in text
    assert "speaks for AI “Ein solches Versagen” (skeleton n-grams, +0.80)" in text
    assert "speaks against mattr 50, -0.25" in text
    assert "May resemble text edited with a model (probability 0.72)" in text


def test_the_disclosure_is_quoted_with_its_line(report: Report) -> None:
    assert _line(_printed(report), "line 11") == (
        "line 11 “Der Text wurde möglicherweise mit Hilfe von KI erstellt.” "
        "(AI helped, hedged)"
    )


def test_framing_names_what_stands_out_and_quotes_it(report: Report) -> None:
    text = _printed(report)
    assert _line(text, "frames") == "frames crime and punishment 0.61 · economy 0.48"
    assert _line(text, "loaded") == "loaded 1 of 4 author sentences: “beschämend”"
    assert _line(text, "in quotations") == "in quotations “Trauerspiel”"
    assert _line(text, "most of all").endswith("Versagen ist beschämend.” (0.91)")
    assert _line(text, "hedges") == (
        "hedges 4.3 per 100 words: “vermutlich”, “soll” (hearsay)"
    )
    assert _line(text, "direct") == "direct „Das ist ein Trauerspiel“ (Hauke Janssen)"


def test_a_percentile_is_said_in_words(report: Report) -> None:
    rank = Percentile(0.83, "German news articles", 9000)
    hedging = replace(report.framing.hedging, percentile=rank)
    ranked = replace(report, framing=replace(report.framing, hedging=hedging))
    assert "more hedged than 83 % of German news articles" in _printed(ranked)


def test_repeated_words_are_counted_once(report: Report) -> None:
    hedging = replace(report.framing.hedging, spans=report.framing.hedging.spans * 2)
    twice = replace(report, framing=replace(report.framing, hedging=hedging))
    assert "“vermutlich” (2 times), “soll” (hearsay) (2 times)" in _printed(twice)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_terminal(
    report: Report, width: int, verbose: bool
) -> None:
    text = _printed(report, width=width, verbose=verbose)
    assert max(map(len, text.splitlines())) <= width


def test_without_a_terminal_there_are_no_escape_sequences(report: Report) -> None:
    assert "\x1b" not in _printed(report)
    assert "\x1b[" in _printed(report, colour=True)


def test_no_colour_is_respected(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = _printed(report, colour=True)
    assert "\x1b[1;31m" not in text
    assert "\x1b[31m" not in text


def test_nothing_of_the_article_can_move_the_cursor(report: Report) -> None:
    hostile = "\x1b[2J\x9b2J\u202edenrettuL\a[bold]"
    spans = (TextSpan(0, 5, hostile),)
    usage = Usage(0, 5, hostile, *[Share.from_counts(1, 2)] * 2, counted=True)
    ai: AiLikelihood = replace(
        report.ai, reason=hostile, evidence=(Evidence("words", 1, 1, spans, usage),)
    )
    facts = replace(report.article, title=hostile, id=hostile, author=hostile)
    text = _printed(replace(report, ai=ai, article=facts, warnings=(hostile,)))
    assert not set(text) & {"\x1b", "\x9b", "\u202e", "\a"}
    assert "[bold]" in text  # and rich's markup is text


@pytest.mark.parametrize(
    ("counted", "side"), [(True, "speaks for AI"), (False, "not counted")]
)
def test_evidence_says_how_often_people_and_models_write_so(
    report: Report, counted: bool, side: str
) -> None:
    human, machine = Share.from_counts(4, 1000), Share.from_counts(38, 1000)
    usage = Usage(0, 5, "gilt als", human, machine, counted=counted)
    spans = (TextSpan(0, 5, "Er gilt als klug"),)
    ai = replace(report.ai, evidence=(Evidence("wording", 4, 0.5, spans, usage),))
    told = replace(report, ai=ai)
    rates = "such as “gilt als”: in 38 of 1,000 AI articles, 4 of 1,000 human ones"
    for shown in (_printed(told), to_html(told)):
        assert rates in " ".join(shown.split())
    assert side in _printed(told)


@pytest.mark.parametrize(
    ("counted", "side"), [(True, "speaks for AI"), (False, "not counted")]
)
def test_evidence_says_how_far_out_a_measure_stands(
    report: Report, counted: bool, side: str
) -> None:
    human, machine = Share.from_counts(60, 1000), Share.from_counts(340, 1000)
    reach = Reach("words", "low", human, machine, counted=counted)
    item = Evidence("sentence_length", 12.4, 0.78, reach=reach)
    told = replace(report, ai=replace(report.ai, evidence=(item,)))
    rates = "as low in 340 of 1,000 AI articles, 60 of 1,000 human ones"
    for shown in (_printed(told), to_html(told)):
        flat = " ".join(shown.replace("\u00a0", " ").split())
        assert rates in flat
        assert "12.4 words" in flat
    assert side in _printed(told)


def test_an_undecided_page_gives_the_reason_and_no_number(
    undecided_report: Report,
) -> None:
    text = _printed(undecided_report)
    assert "Undecided" in text
    assert "31 words of content; a verdict needs 80" in text
    assert "No headline" in text
    assert "The page says nothing of AI" in text
    assert "nan" not in text


def test_framing_of_too_little_text_is_unknown_or_none(
    undecided_report: Report,
) -> None:
    text = _printed(undecided_report)
    assert _line(text, "frames") == "frames none stands out"
    assert _line(text, "loaded") == "loaded 0 of 0 author sentences"
    assert _line(text, "hedges") == "hedges none"
    assert _line(text, "quoted") == "quoted unknown"
    assert _line(text, "tone") == "tone unknown"


def test_many_quotations_are_cut_unless_all_are_asked_for(report: Report) -> None:
    quotes = replace(report.framing.quotes, spans=report.framing.quotes.spans * 5)
    long = replace(report, framing=replace(report.framing, quotes=quotes))
    assert "and 2 more (--verbose)" in _printed(long)
    assert "more (--verbose)" not in _printed(long, verbose=True)


def test_a_statement_in_the_metadata_is_shown_with_its_field(report: Report) -> None:
    note = MetadataStatement("meta generator", "Textomat", "generated")
    disclosure = replace(report.disclosure, metadata=(note,))
    text = _printed(replace(report, disclosure=disclosure))
    assert _line(text, "metadata") == (
        "metadata “Textomat” (written with AI, in meta generator)"
    )


def test_the_wording_never_says_that_a_text_is_ai(report: Report) -> None:
    for verdict in ("likely", "unclear", "unlikely"):
        text = _printed(replace(report, ai=replace(report.ai, verdict=verdict)))
        assert "esembles AI text" in text or "esemble AI text" in text
        assert " is AI" not in text


def test_likely_ai_without_a_word_from_the_page_is_said(report: Report) -> None:
    ai = replace(report.ai, verdict="likely")
    silent = replace(report, ai=ai, disclosure=Disclosure(False, (), (), True))
    assert "says nothing of AI, although the text resembles AI" in _printed(silent)


def test_many_leftovers_are_cut_unless_all_are_asked_for(report: Report) -> None:
    lines = tuple(x for x in report.boilerplate.lines if x.label == "boilerplate")
    many: Boilerplate = replace(report.boilerplate, lines=lines * 5)
    long = replace(report, boilerplate=many)
    assert "and 5 more (--verbose)" in _printed(long)
    assert "more (--verbose)" not in _printed(long, verbose=True)


def test_a_clean_article_says_so(report: Report) -> None:
    lines = tuple(x for x in report.boilerplate.lines if x.label == "content")
    clean = replace(report.boilerplate, lines=lines, verdict="clean")
    text = _printed(replace(report, boilerplate=clean))
    assert "No leftovers in 5 lines" in text


def test_verbose_adds_measures_models_and_all_frames(report: Report) -> None:
    text = _printed(report, verbose=True)
    assert _line(text, "mattr_50") == "mattr_50 0.8123"
    assert _line(text, "mtld") == "mtld undefined"
    assert "boilerplate_de 1 (fast), ai_likelihood_de 1 (fast)" in text
    assert _line(text, "0.01") == "0.01 cultural identity"


def test_signs_of_evasion_are_noted(report: Report) -> None:
    normalisation = replace(report.normalisation, evasion=True)
    text = _printed(replace(report, normalisation=normalisation))
    assert "characters that can hide words from a detector" in text
