"""Framing models made by hand: a word list with weights for each model."""

import numpy as np

from detector.framing_models import FramingModels
from detector.model import Dense, Model
from detector.training.tasks.framing_gold import FRAMES, TONES
from features.document import parse
from features.ngrams import Family, rows

FAMILY = Family("word", 1, 1, 12)
NO_DENSE = Dense((), np.empty(0), np.empty(0), np.empty(0), np.empty((0, 1)))


def framing_models(**words):
    """Return models in which ``words`` gives (output, weight) to single words."""
    return FramingModels(
        loaded=_model("loaded", ("loaded",), words),
        opinion=_model("opinion", ("opinion",), words),
        tone=_model("tone", TONES, words),
        frames=_model("frames", FRAMES, words),
    )


def _model(task, outputs, words):
    table = np.zeros((1 << FAMILY.bits, len(outputs)), np.float32)
    for word, weights in words.items():
        for output, weight in weights.items():
            if output in outputs:
                table[_place(word), outputs.index(output)] += weight
    zeros = np.zeros(len(outputs))
    return Model(
        task=task,
        language="de",
        version="0.1",
        licence="open",
        outputs=outputs,
        link="softmax" if task == "tone" else "logistic",
        dense=NO_DENSE,
        families=(FAMILY,),
        tables=(table,),
        intercept=zeros - (2.0 if task != "tone" else 0.0),
        slope=zeros + 1.0,
        offset=zeros,
        thresholds=dict.fromkeys(outputs, 0.5),
        parameters={"word": [1.0, 0.0, 0.0]},
    )


def _place(word):
    document = parse(word, language="de")
    one = np.zeros(1, np.int64), np.array([len(word)])
    return int(rows(document, FAMILY, *one, language="de").column[0])
