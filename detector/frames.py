"""Frames of an article: which it uses, and the passages that show it.

Imports the framing models and the report.
"""

from __future__ import annotations

import numpy as np

from detector.framing_models import (
    of_article,
    passage_decisions,
    passages,
    strongest_passages,
)
from detector.model import Floats, Model
from detector.report import Frame, Span, Tier
from features.document import Document

_EVEN = 0.5


def article_frames(
    document: Document, model: Model, sentences: Floats, tier: Tier
) -> tuple[Frame, ...]:
    """Return all 14 frames, the most probable first.

    Parameters
    ----------
    document : Document
    model : Model
        Gives its thresholds and its calibration.
    sentences : ndarray of float64, shape (n_sentences, 14)
        Its decisions without the intercept, as in ``SentenceNumbers``.
    tier : {"fast", "semantic"}
        Of the model.

    Returns
    -------
    tuple of Frame
        Empty for a document without sentences. A frame is used where its probability
        reaches its threshold and one half: where nearly every labelled text uses a
        frame, its threshold lies where the words still speak against it.
    """
    if not len(document.sentences):
        return ()
    spans = passages(len(document.sentences))
    probabilities = model.probability(passage_decisions(model, sentences, spans))
    article = of_article(probabilities)
    limits = [model.thresholds.get(name, _EVEN) for name in model.outputs]
    used = article >= np.maximum(limits, _EVEN)
    bounds, original = document.sentences, document.original
    places = [
        Span(*original(bounds[first].start, bounds[last - 1].end))
        for first, last in spans.tolist()
    ]
    shown = strongest_passages(probabilities, limits)
    return tuple(
        Frame(
            name=model.outputs[output],
            probability=float(article[output]),
            used=bool(used[output]),
            evidence=tuple(places[passage] for passage in shown[output]),
            model=model.name,
            tier=tier,
        )
        for output in np.argsort(-article, kind="stable").tolist()
    )
