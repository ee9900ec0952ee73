"""The road of one article: ``Detector`` loads the models once and scores texts.

Article -> document -> leftovers set apart -> content -> AI likelihood, disclosure,
framing -> report. No step looks back. Imports one module a task and ``features``.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from detector.ai_likelihood import AiModels, score_ai
from detector.article import Article
from detector.boilerplate import LineModels, LineScores, load_line_models
from detector.disclosure import Found
from detector.framing import Framers, score_framing
from detector.framing_models import FramingModels
from detector.leftovers import line_report, line_scores
from detector.line_options import LineOptions, line_options
from detector.report import (
    AiLikelihood,
    ArticleFacts,
    Disclosure,
    Folding,
    MetadataStatement,
    Normalisation,
    Report,
    Statement,
)
from detector.semantic import Embedder, SemanticFraming
from detector.store import MODELS
from features.document import Document, parse
from features.extract import as_dict
from features.line_form import Language
from features.normalise import is_evasive

# Statements that admit the use of AI for the text itself; see ``Disclosure``.
_ON_THE_TEXT = frozenset(
    ("generated", "assisted", "translated", "summarised", "reviewed")
)


class _Models(NamedTuple):
    """Everything that scores one language."""

    lines: LineModels
    ai: AiModels
    framing: Framers


class Detector:
    """Scores articles; immutable, shared freely between threads.

    The models of a language are read when its first article comes, once.

    Parameters
    ----------
    models : Path or str
        Folder of the model folders; the shipped ones by default.
    keep : str or iterable of str
        Kinds of leftovers that stay in the article, such as ``("byline", "caption")``.
    threshold : float, optional
        Probability from which a line is a leftover, 0 to 1; the model's own by default.
    semantic : bool
        Judge framing with sentence embeddings too: better, and some 50 milliseconds a
        sentence. Needs the extra ``semantic``.

    Raises
    ------
    InputError
        If ``keep`` names no kind of leftover, or the threshold is out of range.
    ModelError
        If the extra is not installed.

    Examples
    --------
    >>> from detector import Detector
    >>> report = Detector().score("Der Hafen bleibt gesperrt. Das sagte die Leiterin.")
    >>> report.ai.verdict
    'undecided'
    """

    def __init__(
        self,
        models: Path | str = MODELS,
        *,
        keep: str | Iterable[str] = (),
        threshold: float | None = None,
        semantic: bool = False,
    ) -> None:
        self._folder = Path(models)
        self._embedder = Embedder() if semantic else None
        self._options = line_options(keep, threshold)
        self._loaded: dict[Language, _Models] = {}
        self._lock = Lock()

    def score(self, article: Article | str, *, features: bool = False) -> Report:
        """Score one article.

        Parameters
        ----------
        article : Article or str
            A text alone is an article without title and name.
        features : bool
            Add all named measures of the content.

        Returns
        -------
        Report

        Raises
        ------
        ModelError
            If a model folder is missing or damaged.
        """
        given = Article(text=article) if isinstance(article, str) else article
        clock = _Clock()
        document = parse(given.text, language=given.language)
        models = self._models(document.language)
        clock.stop("parse")
        line_models = models.lines if models else None
        lines = line_scores(document, line_models, self._options)
        content = document.keep(lines.content)
        clock.stop("boilerplate")
        ai = score_ai(content, models.ai if models else None)
        clock.stop("ai")
        disclosure = _disclosure(document, lines.statements, given.metadata, ai)
        title = given.title or _headline(document, lines)
        framing = score_framing(content, models.framing if models else None, title)
        clock.stop("framing")
        return Report(
            article=_facts(given, document, content, title),
            normalisation=_normalisation(document),
            boilerplate=line_report(document, lines, line_models),
            ai=ai,
            disclosure=disclosure,
            framing=framing,
            features=as_dict(content) if features else None,
            warnings=_warnings(document, self._options),
            timing=clock.milliseconds,
            text=given.text,
        )

    def _models(self, language: str) -> _Models | None:
        if language not in ("de", "en"):
            return None
        known: Language = "en" if language == "en" else "de"
        with self._lock:
            if known not in self._loaded:
                self._loaded[known] = _Models(
                    lines=load_line_models(known, self._folder),
                    ai=AiModels.load(known, self._folder),
                    framing=self._framing(known),
                )
            return self._loaded[known]

    def _framing(self, language: Language) -> Framers:
        if self._embedder is None:
            return FramingModels.load(language, self._folder)
        return SemanticFraming.load(language, self._embedder, self._folder)


class _Clock:
    """Milliseconds between stops."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}
        self._begin = self._last = time.perf_counter()

    def stop(self, step: str) -> None:
        """Note what the step took, and the total so far."""
        now = time.perf_counter()
        self.milliseconds[step] = 1000 * (now - self._last)
        self.milliseconds["total"] = 1000 * (now - self._begin)
        self._last = now


def _headline(document: Document, lines: LineScores) -> str | None:
    return None if lines.headline is None else document.line_texts[lines.headline]


def _facts(
    given: Article, document: Document, content: Document, title: str | None
) -> ArticleFacts:
    return ArticleFacts(
        id=given.id,
        title=title,
        language=document.language,
        words=int(document.words_before[-1]),
        characters=len(given.text),
        content_words=int(content.words_before[-1]),
        sha256=hashlib.sha256(given.text.encode()).hexdigest(),
        url=given.url,
        source=given.source,
        site=given.site,
        author=given.author,
        date=given.date,
        text=None if given.html is None else given.text,
    )


def _normalisation(document: Document) -> Normalisation:
    folds = document.form.folds
    return Normalisation(
        folded=tuple(Folding(fold.start, fold.end, fold.what) for fold in folds),
        evasion=is_evasive(folds),
    )


def _disclosure(
    document: Document,
    found: tuple[Found, ...],
    metadata: tuple[MetadataStatement, ...],
    ai: AiLikelihood,
) -> Disclosure:
    statements = tuple(_statement(document, one) for one in found)
    kinds = {one.kind for one in statements} | {one.kind for one in metadata}
    return Disclosure(
        found=bool(statements or metadata),
        statements=statements,
        metadata=metadata,
        undisclosed=_undisclosed(ai, admits=not kinds.isdisjoint(_ON_THE_TEXT)),
    )


def _statement(document: Document, found: Found) -> Statement:
    start, end = document.original(found.start, found.end)
    return Statement(
        start=start,
        end=end,
        text=document.text[start:end],
        kind=found.kind,
        hedged=found.hedged,
    )


def _undisclosed(ai: AiLikelihood, *, admits: bool) -> bool | None:
    """Return whether AI is likely and the page does not admit it; None if open."""
    if admits or ai.verdict == "unlikely":
        return False
    return True if ai.verdict == "likely" else None


def _warnings(document: Document, options: LineOptions) -> tuple[str, ...]:
    asked = options.in_words()
    said = [asked] if asked else []
    if document.language == "other":
        said.append(
            "The language is neither German nor English: nothing is set apart and "
            "no score is given."
        )
    if is_evasive(document.form.folds):
        said.append(
            "Hidden characters or look-alike letters inside words were folded; "
            "they look like an attempt to evade a machine."
        )
    return tuple(said)
