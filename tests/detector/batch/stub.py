"""A scorer that other processes can look up: it says the same of every article."""

import hashlib
import os
import time
from dataclasses import replace

from detector.article import Article
from detector.batch.work import Scorer
from detector.errors import InputError, ModelError
from detector.report import Report
from tests.conftest import build_report

PAUSE = float(os.environ.get("STUB_PAUSE", "0"))


def scorer() -> Scorer:
    whole = build_report()
    small = replace(
        whole,
        boilerplate=replace(whole.boilerplate, lines=()),
        ai=replace(whole.ai, windows=(), evidence=()),
        framing=replace(whole.framing, frames=(), sentences=()),
        features=None,
    )
    return lambda article: _report_on(article, small)


def _report_on(article: Article, like: Report) -> Report:
    time.sleep(PAUSE)
    if article.text == "reject":
        raise InputError(f"{article.id}: not this one")
    if article.text == "break":
        raise ZeroDivisionError("division by zero")
    if article.text == "model":
        raise ModelError("no model here")
    if article.text == "die":
        os._exit(3)
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    facts = replace(
        like.article,
        id=article.id,
        title=article.title,
        source=article.source,
        date=article.date,
        sha256=digest,
    )
    return replace(like, article=facts, text=article.text)
