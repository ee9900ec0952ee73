"""Local Hugging Face models: tiny random ones made here, nothing is fetched."""

import json

import pytest

transformers = pytest.importorskip(
    "transformers", reason="transformers is not installed", exc_type=ImportError
)
torch = pytest.importorskip(
    "torch", reason="torch is not installed", exc_type=ImportError
)

from benchmarks.systems import language_models  # noqa: E402
from benchmarks.systems.base import Unavailable  # noqa: E402

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "der", "rat", "tagt", "heute"]


def tokenizer(folder):
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    made = transformers.BertTokenizer(str(folder / "vocab.txt"))
    made.save_pretrained(folder)


@pytest.fixture
def causal(tmp_path):
    folder = tmp_path / "causal"
    tokenizer(folder)
    torch.manual_seed(1)
    config = transformers.GPT2Config(
        vocab_size=len(WORDS), n_embd=8, n_layer=1, n_head=2, n_positions=512
    )
    transformers.GPT2LMHeadModel(config).save_pretrained(folder)
    return str(folder)


@pytest.fixture
def classifier(tmp_path):
    folder = tmp_path / "classifier"
    tokenizer(folder)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1,
        num_attention_heads=2, intermediate_size=8,
        id2label={0: "Fake", 1: "Real"}, label2id={"Fake": 0, "Real": 1},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("name", ["likelihood", "fast_detect"])
def test_a_causal_model_gives_a_finite_score(causal, name):
    score = getattr(language_models, name)(causal)
    values = score(["der rat tagt heute", "der der der", ""])
    assert len(values) == 3
    assert all(abs(value) < 1e6 for value in values)


def test_a_likelihood_is_a_mean_of_logarithms(causal):
    assert language_models.likelihood(causal)(["der rat tagt heute"])[0] < 0


def test_the_same_model_twice_has_a_score_below_zero(causal):
    score = language_models.binoculars(f"{causal},{causal}")
    assert score(["der rat tagt heute"])[0] < 0


def test_a_classifier_gives_the_share_of_its_machine_label(classifier):
    score = language_models.classifier(str(classifier))
    assert 0 < score(["der rat tagt"])[0] < 1
    config = json.loads((classifier / "config.json").read_text())
    assert config["id2label"]["0"] == "Fake"


def test_a_folder_without_a_model_is_unavailable(tmp_path):
    with pytest.raises(Unavailable, match="no AutoModelForCausalLM"):
        language_models.likelihood(str(tmp_path))
