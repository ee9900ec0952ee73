import json
import textwrap
from pathlib import Path

import numpy as np
import pytest

from detector.boilerplate import load_line_models, score_lines, second_pass, settle
from detector.line_limits import line_limits
from detector.line_options import LineOptions
from features.document import parse
from features.lines import line_features

ARTICLES = Path(__file__).parent.parent / "articles"
LEAD = (
    "Die Fähre nach Lüttersum fällt bis Ostern aus, weil der Motor einen Schaden hat."
)
BYLINE = "Von Uta Behrends, Lüttersum"
BODY = "Der Motor der Fähre soll nach Ostern in einer Werft in Kiel getauscht werden."
MORE = (
    "Die Reederei rechnet nach eigenen Angaben mit Kosten von rund 80.000 Euro dafür."
)


def _settled(lines, probabilities, limit=0.8):
    document = parse("\n".join(lines), language="de")
    measures = line_features(document, "de")
    limits = np.full(len(probabilities), limit)
    return settle(document, measures, np.array(probabilities), limits)


def _articles():
    for name in ("leftovers_de.json", "leftovers_en.json"):
        yield from json.loads((ARTICLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models():
    return {"de": load_line_models("de"), "en": load_line_models("en")}


def test_the_upper_copy_of_a_lead_is_the_duplicate_if_the_text_goes_on_below():
    settled = _settled([LEAD, "Beliebt", LEAD, BODY, MORE], [0.1, 0.9, 0.2, 0.1, 0.1])
    assert settled.leftover.tolist() == [True, True, False, False, False]
    assert settled.duplicate_of.tolist() == [2, -1, -1, -1, -1]


def test_a_sentence_needs_more_certainty_than_a_short_line():
    lines = [LEAD, "Mehr zum Thema", "Alles über Fähren, die an der Küste fahren", BODY]
    measures = line_features(parse("\n".join(lines), language="de"), "de")
    limits = line_limits(measures.values, {"sentence": 0.9, "leftover": 0.7})
    assert limits.tolist() == [0.9, 0.7, 0.7, 0.9]


def test_a_copy_below_the_article_is_the_duplicate():
    settled = _settled([LEAD, BODY, MORE, LEAD], [0.1, 0.1, 0.1, 0.1])
    assert settled.duplicate_of.tolist() == [-1, -1, -1, 0]


def test_of_a_line_and_its_cut_beginning_the_cut_one_goes():
    cut = "Die Fähre nach Lüttersum fällt bis Ostern aus, weil …"
    settled = _settled([LEAD, BODY, cut], [0.1, 0.1, 0.1])
    assert settled.duplicate_of.tolist() == [-1, -1, 0]


def test_a_short_line_may_be_repeated_in_a_text():
    lines = [LEAD, "Und das Meer geht weiter.", BODY, "Und das Meer geht weiter.", MORE]
    settled = _settled(lines, [0.1] * 5)
    assert not settled.leftover.any()


def test_copies_of_leftovers_are_no_duplicates():
    settled = _settled(["Lesen Sie auch", LEAD, "Lesen Sie auch"], [0.9, 0.1, 0.9])
    assert settled.duplicate_of.tolist() == [-1, -1, -1]


def test_a_line_that_is_a_statement_on_ai_is_a_leftover_at_the_limit():
    settled = _settled([LEAD, "Dieser Text wurde mit KI geschrieben."], [0.1, 0.3])
    assert settled.leftover.tolist() == [False, True]
    assert settled.probabilities.tolist() == [0.1, 0.8]
    assert settled.states == {1: "disclosure"}


def test_a_statement_inside_a_paragraph_leaves_it_in_the_article():
    settled = _settled([LEAD + " Dieser Text wurde mit KI geschrieben. " + BODY], [0.1])
    assert not settled.leftover.any()
    assert len(settled.statements) == 1


def test_the_first_line_above_the_text_is_the_headline():
    settled = _settled(["Fähre fällt aus", LEAD, BODY], [0.1, 0.1, 0.1])
    assert settled.headline == 0


def test_a_headline_that_shares_its_words_with_the_text_is_brought_back():
    settled = _settled(["Fähre nach Lüttersum fällt aus", LEAD, BODY], [0.9, 0.1, 0.1])
    assert not settled.leftover[0]
    assert settled.headline == 0


def test_a_headline_of_another_story_is_not_brought_back():
    settled = _settled(
        ["Königin tauft einen jungen Dackel", LEAD, BODY], [0.9, 0.1, 0.1]
    )
    assert settled.leftover[0]


def test_a_date_line_is_not_brought_back_as_headline():
    dated = "Fähre nach Lüttersum, Montag, 12. März 2026"
    settled = _settled([dated, LEAD, BODY], [0.9, 0.1, 0.1])
    assert settled.leftover[0]


def test_a_kept_date_line_does_not_stand_for_the_headline():
    lines = ["Fähre nach Lüttersum fällt aus", "Lüttersum am Montag, 12. März 2026"]
    settled = _settled([*lines, LEAD, BODY], [0.9, 0.1, 0.1, 0.1])
    assert not settled.leftover[0]


def test_a_headline_that_names_a_day_is_brought_back():
    line = "Fähre nach Lüttersum fällt bis zum 12. April wieder aus"
    assert not _settled([line, LEAD, BODY], [0.9, 0.1, 0.1]).leftover[0]


def test_a_paragraph_is_no_headline():
    assert _settled([LEAD, BODY], [0.1, 0.1]).headline is None


def test_the_second_pass_reads_three_lines_up_and_down():
    values = second_pass(np.zeros((2, 1)), np.array([5.0, 7.0]))
    assert values.tolist() == [[0, 0, 0, 0, 5, 7, 0, 0], [0, 0, 0, 5, 7, 0, 0, 0]]


def test_a_text_without_lines_has_no_scores(models):
    scores = score_lines(parse("", language="de"), models["de"])
    assert scores.content.shape == (0,)
    assert scores.kinds == ()


def test_scores_have_one_entry_a_line(models):
    document = parse("\n\n".join([LEAD, BODY, "Anzeige", MORE]), language="de")
    scores = score_lines(document, models["de"])
    assert len(scores.kinds) == len(scores.probabilities) == len(scores.content) == 4
    assert ((scores.probabilities >= 0) & (scores.probabilities <= 1)).all()


def test_a_lower_threshold_never_keeps_more(models):
    document = parse("\n".join([LEAD, BODY, "Mehr zum Thema", MORE]), language="de")
    low, high = (
        score_lines(document, models["de"], LineOptions(threshold=t))
        for t in (0.3, 0.9)
    )
    assert not (low.content & ~high.content).any()


def test_the_ends_of_the_threshold_cut_everything_and_only_what_rules_find(models):
    document = parse("\n".join([LEAD, BODY, "Mehr zum Thema", MORE]), language="de")
    everything = score_lines(document, models["de"], LineOptions(threshold=0.0))
    nothing = score_lines(document, models["de"], LineOptions(threshold=1.0))
    assert not everything.content[[1, 2, 3]].any()
    assert nothing.content.all()


def test_a_kind_that_is_kept_is_content_and_still_named(models):
    document = parse("\n".join([BYLINE, LEAD, BODY, MORE, "Anzeige"]), language="de")
    plain = score_lines(document, models["de"])
    keeping = score_lines(document, models["de"], LineOptions(frozenset({"byline"})))
    assert np.flatnonzero(keeping.content != plain.content).tolist() == [0]
    assert keeping.content[0]
    assert keeping.kinds == plain.kinds
    assert keeping.kinds[0] == "byline"


def test_no_heading_of_a_written_article_is_cut(models):
    for article in _articles():
        document, scores = _scored(article, models)
        cut = {document.line_texts[line] for line in np.flatnonzero(~scores.content)}
        assert not cut & set(article["headings"])


def test_most_leftovers_of_written_articles_are_found_and_little_else(models):
    found = wanted = wrong = content = 0
    for article in _articles():
        document, scores = _scored(article, models)
        cut = set(document.line_numbers[~scores.content].tolist())
        leftovers = {leftover["line"] for leftover in article["leftovers"]}
        found += len(cut & leftovers)
        wanted += len(leftovers)
        wrong += len(cut - leftovers)
        content += len(document.lines) - len(leftovers)
    assert found >= 0.75 * wanted
    assert wrong <= 0.06 * content


def _scored(article, models):
    language = "de" if "-de-" in article["id"] else "en"
    document = parse(article["text"], language=language)
    return document, score_lines(document, models[language])


PARAGRAPH = (
    "Die Leiterin des Museums hat am Dienstag die Pläne für den Umbau vorgestellt. "
    "Demnach soll das Haus am Fluss im Herbst schließen und erst nach zwei Jahren "
    "wieder öffnen. Besucher können die Sammlung so lange im alten Rathaus sehen, "
    "wo der Eintritt frei bleibt. Der Stadtrat stimmte dem Vorhaben mit großer "
    "Mehrheit zu, nur die Kosten nannten einige Mitglieder zu hoch."
)


def test_the_lines_of_a_wrapped_paragraph_are_judged_as_one(models):
    text = textwrap.fill(PARAGRAPH, 72) + "\n\n" + textwrap.fill(PARAGRAPH[::-1], 72)
    scores = score_lines(parse(text, language="de"), models["de"])
    first = len(textwrap.wrap(PARAGRAPH, 72))
    assert first > 4
    assert scores.content[:first].all()
    for part in (slice(0, first), slice(first, None)):
        assert len(set(scores.probabilities[part].tolist())) == 1
        assert len(set(scores.kinds[part])) == 1


def test_a_wrapped_copy_points_at_the_first_line_of_the_paragraph(models):
    wrapped = textwrap.fill(PARAGRAPH, 72)
    scores = score_lines(parse(f"{wrapped}\n\n{wrapped}", language="de"), models["de"])
    half = len(scores.content) // 2
    copies = scores.duplicate_of >= 0
    assert copies.tolist() in (
        [True] * half + [False] * half,
        [False] * half + [True] * half,
    )
    assert set(scores.duplicate_of[copies].tolist()) == {half if copies[0] else 0}
