"""Local Hugging Face models as AI detectors; nothing is fetched.

A sequence classifier, and three zero-shot scores from causal models. All of them are
higher for text that looks generated.

References
----------
Bao et al. (2024), Fast-DetectGPT, ICLR. Hans et al. (2024), Binoculars, ICML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.systems.base import Unavailable
from benchmarks.systems.peers import imported
from detector.errors import CorpusError

Score = Callable[[list[str]], list[float]]
_LONGEST = 512


def classifier(folder: str) -> Score:
    """Return the probability of the last label of a sequence classifier.

    A label whose name says machine (``ai``, ``fake``, ``generated``, ``LABEL_1`` is
    not such a name) takes its place.
    """
    torch, tokenizer, model = _loaded(folder, "AutoModelForSequenceClassification")
    output = _machine_label(model.config.id2label)

    def score(texts: list[str]) -> list[float]:
        with torch.no_grad():
            return [
                float(model(**_encoded(tokenizer, text)).logits.softmax(-1)[0, output])
                for text in texts
            ]

    return score


def likelihood(folder: str) -> Score:
    """Return the mean log-likelihood per token under a causal model."""
    torch, tokenizer, model = _loaded(folder, "AutoModelForCausalLM")

    def score_one(text: str) -> float:
        logits, labels = _next_tokens(torch, tokenizer, model, text)
        return float(_gathered(logits.log_softmax(-1), labels).mean())

    return _each(torch, score_one)


def fast_detect(folder: str) -> Score:
    """Return the conditional probability curvature of Fast-DetectGPT.

    The analytic form, with one model for sampling and scoring.
    """
    torch, tokenizer, model = _loaded(folder, "AutoModelForCausalLM")

    def score_one(text: str) -> float:
        logits, labels = _next_tokens(torch, tokenizer, model, text)
        logs = logits.log_softmax(-1)
        shares = logs.exp()
        mean = (shares * logs).sum(-1)
        variance = (shares * logs.square()).sum(-1) - mean.square()
        gap = _gathered(logs, labels).sum() - mean.sum()
        return float(gap / variance.sum().clamp(min=1e-9).sqrt())

    return _each(torch, score_one)


def binoculars(folders: str) -> Score:
    """Return the negative ratio of perplexity to cross-perplexity of two models.

    ``folders`` names observer and performer, joined by a comma; they share a
    tokeniser.
    """
    observer_folder, comma, performer_folder = folders.partition(",")
    if not comma:
        raise CorpusError(f"{folders}: OBSERVER,PERFORMER expected")
    torch, tokenizer, observer = _loaded(observer_folder, "AutoModelForCausalLM")
    _, _, performer = _loaded(performer_folder, "AutoModelForCausalLM")

    def score_one(text: str) -> float:
        watched, labels = _next_tokens(torch, tokenizer, observer, text)
        performed, _ = _next_tokens(torch, tokenizer, performer, text)
        logs = performed.log_softmax(-1)
        perplexity = -_gathered(logs, labels).mean()
        crossed = -(watched.softmax(-1) * logs).sum(-1).mean()
        return float(-perplexity / crossed.clamp(min=1e-9))

    return _each(torch, score_one)


def _each(torch: Any, score_one: Callable[[str], float]) -> Score:
    def score(texts: list[str]) -> list[float]:
        with torch.no_grad():
            return [score_one(text) for text in texts]

    return score


def _loaded(folder: str, kind: str) -> tuple[Any, Any, Any]:
    if not Path(folder).is_dir():
        raise CorpusError(f"{folder}: is no folder of a local model")
    torch, transformers = imported("torch"), imported("transformers")
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            folder, local_files_only=True
        )
        model = getattr(transformers, kind).from_pretrained(
            folder, local_files_only=True
        )
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise Unavailable(f"{folder}: no {kind} ({reason})") from None
    return torch, tokenizer, model.eval()


def _encoded(tokenizer: Any, text: str) -> Any:
    return tokenizer(text, return_tensors="pt", truncation=True, max_length=_LONGEST)


def _next_tokens(torch: Any, tokenizer: Any, model: Any, text: str) -> tuple[Any, Any]:
    encoded = _encoded(tokenizer, text)
    tokens = encoded["input_ids"][0]
    if len(tokens) < 2:
        tokens = torch.cat([tokens, tokens.new_zeros(2 - len(tokens))])
    logits = model(input_ids=tokens[None]).logits[0, :-1].double()
    return logits, tokens[1:]


def _gathered(logs: Any, labels: Any) -> Any:
    return logs.gather(-1, labels[:, None]).squeeze(-1)


def _machine_label(names: Mapping[int, str]) -> int:
    for number, name in names.items():
        if name.lower() in {"ai", "machine", "fake", "generated", "chatgpt", "llm"}:
            return int(number)
    return len(names) - 1


MAKERS: Mapping[str, Callable[[str], Score]] = {
    "classifier": classifier,
    "likelihood": likelihood,
    "fast-detect": fast_detect,
    "binoculars": binoculars,
}
