"""Each public format, on a tiny file in its public layout."""

import gzip
import json

import pytest

from benchmarks.loaders import FORMATS, loader
from detector.errors import CorpusError


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        path.write_text("\n".join(map(json.dumps, content)), encoding="utf-8")
    return path


def load(name, path, *fields):
    return [tuple(row.get(f) for f in fields) for row in loader(name)(path)]


def test_hc3_has_several_answers_of_each_side(tmp_path):
    row = {
        "question": "Q",
        "human_answers": ["h one", "h two"],
        "chatgpt_answers": ["a"],
        "source": "finance",
    }
    path = write(tmp_path / "all.jsonl", [row])
    assert load("hc3", path, "text", "label", "domain", "pair") == [
        ("h one", "human", "finance", 0),
        ("h two", "human", "finance", 0),
        ("a", "ai", "finance", 0),
    ]


def test_m4_gives_both_texts_of_a_row(tmp_path):
    row = {
        "prompt": "P",
        "human_text": "h",
        "machine_text": "m",
        "model": "cohere",
        "source": "wikihow",
        "source_ID": 7,
    }
    write(tmp_path / "wikihow_cohere.jsonl", [row])
    assert load("m4", tmp_path, "text", "label", "generator", "pair") == [
        ("h", "human", "human", "wikihow-7"),
        ("m", "ai", "cohere", "wikihow-7"),
    ]


def test_semeval_labels_machine_text_with_one(tmp_path):
    rows = [
        {"text": "a", "label": 0, "model": "human", "source": "arxiv", "id": 1},
        {"text": "b", "label": 1, "model": "davinci", "source": "arxiv", "id": 2},
    ]
    path = write(tmp_path / "dev.jsonl", rows)
    assert load("semeval8", path, "text", "label", "generator") == [
        ("a", "human", "human"),
        ("b", "ai", "davinci"),
    ]


def test_raid_keeps_attack_domain_and_source(tmp_path):
    head = (
        "id,adv_source_id,source_id,model,decoding,repetition_penalty,attack,domain,"
        "title,prompt,generation\n"
    )
    body = 'x1,x1,s1,human,,,none,news,T,,"A, b"\n'
    body += "x2,x2,s1,mpt,greedy,no,homoglyph,news,T,P,C\n"
    path = write(tmp_path / "train.csv", head + body)
    fields = ("id", "text", "label", "attack", "domain", "pair")
    assert load("raid", path, *fields) == [
        ("x1", "A, b", "human", "none", "news", "s1"),
        ("x2", "C", "ai", "homoglyph", "news", "s1"),
    ]


def test_ghostbuster_folders_name_domain_and_generator(tmp_path):
    write(tmp_path / "essay" / "human" / "1.txt", "h")
    write(tmp_path / "essay" / "gpt" / "1.txt", "g")
    write(tmp_path / "essay" / "prompts" / "1.txt", "p")
    write(tmp_path / "reuter" / "human" / "AaronPressman" / "1.txt", "r")
    write(tmp_path / "essay" / "gpt" / "logprobs" / "1-ada.txt", "0.1")
    fields = ("text", "label", "generator", "domain", "pair")
    assert load("ghostbuster", tmp_path, *fields) == [
        ("g", "ai", "gpt", "essay", "essay/1.txt"),
        ("h", "human", "human", "essay", "essay/1.txt"),
        ("r", "human", "human", "reuter", "reuter/AaronPressman/1.txt"),
    ]


def test_mage_labels_human_text_with_one(tmp_path):
    body = "text,label,src\nh,1,cmv_human\na,0,cmv_machine_continuation_gpt-3.5-trubo\n"
    path = write(tmp_path / "test.csv", body)
    assert load("mage", path, "text", "label", "generator", "domain") == [
        ("h", "human", "human", "cmv"),
        ("a", "ai", "continuation_gpt-3.5-trubo", "cmv"),
    ]


def test_detectrl_arrays_are_named_by_their_file(tmp_path):
    rows = [
        {"id": 1, "text": "h", "label": "human", "data_type": "xsum"},
        {
            "id": 2,
            "text": "m",
            "label": "llm",
            "data_type": "xsum",
            "llm_type": "Claude",
        },
    ]
    write(tmp_path / "multi_domains_xsum_test.json", json.dumps(rows))
    assert load("detectrl", tmp_path, "text", "label", "generator", "attack") == [
        ("h", "human", "human", "multi_domains_xsum_test"),
        ("m", "ai", "Claude", "multi_domains_xsum_test"),
    ]


def test_babe_finds_the_listed_words_in_the_sentence(tmp_path):
    head = "text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words\n"
    body = "A vile and vile-ish plan;;Fox News;tax;right;Biased;Opinion;\"['vile']\"\n"
    path = write(tmp_path / "final_labels_SG2.csv", head + body)
    assert load("babe", path, "label", "outlet", "spans") == [
        (
            "Biased",
            "Fox News",
            [
                {"start": 2, "end": 6, "type": ""},
                {"start": 11, "end": 15, "type": ""},
            ],
        )
    ]


def test_mbic_has_its_own_column_names(tmp_path):
    head = (
        "sentence,news_link,outlet,topic,type,Label_bias,Label_opinion,biased_words4\n"
    )
    path = write(
        tmp_path / "labeled_dataset.csv",
        head + "A plan,,CNN,tax,left,Non-biased,Factual,[]\n",
    )
    assert load("mbic", path, "text", "label", "outlet", "spans") == [
        ("A plan", "Non-biased", "CNN", [])
    ]


def test_checkthat_is_separated_by_tabs(tmp_path):
    head = "sentence_id\tsentence\tlabel\tsolved_conflict\n"
    path = write(tmp_path / "train_de.tsv", head + 'id-1\tEr sagt "ja".\tSUBJ\tFalse\n')
    assert load("checkthat", path, "id", "label") == [("id-1", "SUBJ")]


def test_gvfc_codes_become_names_and_irrelevant_rows_go(tmp_path):
    head = "ID,news_title,Q1 Relevant,Q2 Focus,Q3 Theme1,Q3 Theme2\n"
    body = "1,One,1,1,3,99\n2,Two,0,1,3,99\n3,Three,1,1,9,1\n"
    path = write(tmp_path / "GVFC_headlines_and_annotations.csv", head + body)
    assert load("gvfc", path, "text", "labels") == [
        ("One", ["politics"]),
        ("Three", ["economic-consequences", "gun-rights"]),
    ]


def test_gvfc_folds_have_nine_columns_and_no_header(tmp_path):
    marks = "\t".join(["0.0", "1.0", "0.0", "0.0", "0.0", "0.0", "1.0", "0.0", "0.0"])
    path = write(tmp_path / "german" / "dev.tsv", f"7\t Eine Zeile\ta\t{marks}\n")
    assert load("gvfc", path, "text", "lang", "labels") == [
        ("Eine Zeile", "de", ["gun-control", "public-opinion"])
    ]


def test_newsmtsc_in_its_first_form_has_targets(tmp_path):
    row = {
        "primary_gid": "g1",
        "sentence_normalized": "A met B.",
        "targets": [
            {"Input.gid": "t1", "from": 0, "to": 1, "mention": "A", "polarity": 2.0},
            {"Input.gid": "t2", "from": 6, "to": 7, "mention": "B", "polarity": 6.0},
        ],
    }
    path = write(tmp_path / "train.jsonl", [row])
    assert load("newsmtsc", path, "text", "target", "label", "sentence") == [
        ("A met B.", "A", -1.0, "g1"),
        ("A met B.", "B", 1.0, "g1"),
    ]


def test_newsmtsc_in_its_flat_form_has_one_target(tmp_path):
    row = {"mention": "A", "polarity": -1, "from": 0, "to": 1, "sentence": "A met B."}
    path = write(tmp_path / "test.jsonl", [row])
    assert load("newsmtsc", path, "text", "label") == [("A met B.", -1.0)]


def test_sb10k_has_no_header_and_unknown_labels_go(tmp_path):
    body = "1\tpositive\t0.9\tx\tToll!\n2\tunknown\t0\tx\tHm\n"
    path = write(tmp_path / "corpus.tsv", body)
    assert load("sb10k", path, "id", "text", "label") == [("1", "Toll!", 1)]


def test_fang_covid_is_a_file_an_article(tmp_path):
    row = {"header": "T", "article": "Text", "source": "zeit.de", "label": "real"}
    write(tmp_path / "articles" / "12.json", json.dumps(row))
    assert load("fang_covid", tmp_path, "id", "text", "source") == [
        ("fang-12", "Text", "zeit.de")
    ]


def test_article_bias_takes_the_original_content(tmp_path):
    row = {"ID": "a", "content": "c", "content_original": "C.", "bias_text": "left",
           "source": "Vox", "topic": "tax", "title": "T"}  # fmt: skip
    write(tmp_path / "data" / "jsons" / "a.json", json.dumps(row))
    assert load("article_bias", tmp_path, "text", "label", "source") == [
        ("C.", "left", "Vox")
    ]


def test_extraction_benchmark_joins_truth_and_page(tmp_path):
    truth = {"p1": {"articleBody": "Body", "url": "http://www.a.com/x"}}
    write(tmp_path / "ground-truth.json", json.dumps(truth))
    write(tmp_path / "html" / "p1.html.gz", gzip.compress(b"<p>Body</p>"))
    fields = ("id", "text", "reference", "site")
    assert load("extraction_benchmark", tmp_path, *fields) == [
        ("p1", "<p>Body</p>", "Body", "www.a.com")
    ]


def test_trafilatura_has_segments_and_pages_that_are_there(tmp_path):
    truth = {
        "https://www.a.de/x": {"file": "a.html", "with": ["w"], "without": ["o"]},
        "https://b.com/y": {"file": "gone.html", "with": ["w"], "without": []},
    }
    write(tmp_path / "evaldata.json", json.dumps(truth))
    write(tmp_path / "cache" / "a.html", "<p>w</p>")
    assert load("trafilatura", tmp_path, "id", "lang", "reference", "site") == [
        ("a.html", "de", {"with": ["w"], "without": ["o"]}, "a.de")
    ]


def test_fundus_takes_the_newest_page_and_expected_output(tmp_path):
    body = {"summary": ["S"], "sections": [{"headline": ["H"], "paragraphs": ["P"]}]}
    expected = {"V1": {"body": None}, "V1_1": {"body": body}}
    write(tmp_path / "de" / "Blatt.json", json.dumps(expected))
    write(tmp_path / "de" / "Blatt_2023_01_01.html.gz", gzip.compress(b"old"))
    write(tmp_path / "de" / "Blatt_2025_01_01.html.gz", gzip.compress(b"new"))
    assert load("fundus", tmp_path, "text", "lang", "reference", "site") == [
        ("new", "de", "S\nH\nP", "Blatt")
    ]


def test_pairs_have_paragraphs_or_segments(tmp_path):
    rows = [
        {"id": "a", "title": "T", "paragraphs": ["P"], "file": "a.html.gz"},
        {"id": "b", "with": ["w"], "without": [], "file": "a.html.gz"},
    ]
    lines = "\n".join(map(json.dumps, rows)).encode()
    write(tmp_path / "pairs.jsonl.gz", gzip.compress(lines))
    write(tmp_path / "a.html.gz", gzip.compress(b"<p>P</p>"))
    assert load("pairs", tmp_path, "id", "reference") == [
        ("a", "T\nP"),
        ("b", {"with": ["w"], "without": []}),
    ]


def test_a_format_nobody_knows_is_refused():
    with pytest.raises(CorpusError, match="unknown format 'x'; known: table, article"):
        loader("x")


@pytest.mark.parametrize(
    ("name", "file", "content", "message"),
    [
        ("hc3", "a.jsonl", '{"question": "Q"}', "no column 'human_answers'"),
        ("hc3", "a.jsonl", '{"question": ', "line 1"),
        ("raid", "a.csv", "id,text\n1,a\n", "no column 'generation'"),
        ("checkthat", "a.tsv", "id\ttext\n1\ta\n", "no column 'sentence_id'"),
        ("detectrl", "a.json", "[1", "a.json: "),
    ],
)
def test_a_file_of_another_form_is_refused_in_one_line(
    tmp_path, name, file, content, message
):
    path = write(tmp_path / file, content)
    with pytest.raises(CorpusError, match=message) as caught:
        list(FORMATS[name](path))
    assert "\n" not in str(caught.value)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no file"):
        list(FORMATS["m4"](tmp_path))
