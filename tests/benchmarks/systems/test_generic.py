"""Your own system: a function, a pipeline, an endpoint."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import RidgeClassifier
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

from benchmarks.items import Item
from benchmarks.systems.base import Unavailable
from benchmarks.systems.generic import (
    from_callable,
    from_description,
    from_http,
    from_pipeline,
)
from detector.errors import CorpusError
from tests.benchmarks.made import corpus


def count_marks(texts):
    """Count exclamation marks."""
    return [text.count("!") for text in texts]


def breaks(texts):
    """Fail on whatever is given."""
    return [len(texts) / 0]


def bayes():
    """Return an estimator over texts."""
    return make_pipeline(CountVectorizer(), MultinomialNB())


@pytest.fixture
def endpoint():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            texts = json.loads(self.rfile.read(size))["texts"]
            answer = {"scores": [len(text) for text in texts]}
            body = json.dumps(answer if self.path == "/score" else {}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_function_is_asked_in_batches(items):
    sizes = []

    def score(texts):
        sizes.append(len(texts))
        return count_marks(texts)

    said = from_callable("marks", score).predict(corpus(), items)
    assert {answer.prediction for answer in said} == {1}
    assert sizes == [32, 4]


def test_a_function_that_answers_too_little_is_unavailable(items):
    with pytest.raises(Unavailable, match="32 texts given, 0 answers"):
        from_callable("none", lambda _: []).predict(corpus(), items)


def test_a_function_may_be_for_some_tasks_alone():
    system = from_callable("marks", count_marks, ["loaded"])
    assert not system.handles(corpus())
    assert system.handles(corpus(task="loaded"))


@pytest.mark.parametrize("last", [MultinomialNB(), RidgeClassifier()])
def test_a_pipeline_is_trained_in_folds(items, last):
    pipeline = make_pipeline(CountVectorizer(), last)
    said = from_pipeline("mine", pipeline).predict(corpus(), items)
    of_ai = [s.prediction for s, i in zip(said, items, strict=True) if i.target]
    of_people = [s.prediction for s, i in zip(said, items, strict=True) if not i.target]
    assert min(of_ai) > max(of_people)


def test_a_pipeline_needs_two_classes():
    system = from_pipeline("mine", bayes())
    assert not system.handles(corpus(kind="spans"))
    assert not system.handles(corpus(options={"constant": 0.0}))


def test_an_endpoint_is_asked_with_json(items, endpoint):
    said = from_http("mine", f"{endpoint}/score").predict(corpus(), items)
    assert said[0].prediction == len(items[0].text)


def test_an_endpoint_that_answers_something_else_is_unavailable(items, endpoint):
    with pytest.raises(Unavailable, match="'scores'"):
        from_http("mine", f"{endpoint}/other").predict(corpus(), items)


def test_an_endpoint_that_is_not_there_is_unavailable(items):
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:9/"):
        from_http("mine", "http://127.0.0.1:9/").predict(corpus(), items)


def test_an_address_of_another_scheme_is_refused():
    with pytest.raises(CorpusError, match="begins with http"):
        from_http("mine", "file:///etc/passwd")


@pytest.mark.parametrize(
    "description",
    [
        "http://127.0.0.1:9/",
        "callable:tests.benchmarks.systems.test_generic:count_marks",
        "pipeline:tests.benchmarks.systems.test_generic:bayes",
    ],
)
def test_a_command_line_can_describe_a_system(description):
    assert from_description(description).family == "yours"


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("magic:wand", "KIND one of http, callable"),
        ("callable:nowhere:f", "No module named 'nowhere'; module:name expected"),
        ("callable:json:f", "has no attribute 'f'"),
        ("classifier:/no/such/folder", "is no folder of a local model"),
        ("binoculars:one", "OBSERVER,PERFORMER expected"),
    ],
)
def test_a_description_of_nothing_is_refused(description, message):
    with pytest.raises(CorpusError, match=message):
        from_description(description)


def test_a_pipeline_scores_texts_beside_with_every_fit(items):
    beside = [Item("n", "Servus Mensch", "de", 0.0, "o")]
    said, fold_of, scores = from_pipeline("p", bayes()).predict_beside(
        corpus(), items, beside
    )
    assert len(said) == len(fold_of) == len(items)
    assert scores.shape == (3, 1)
    assert (scores < 0.5).all()
