"""Places among human news."""

import gzip
import json

import numpy as np
import pytest

from detector import Detector
from detector.framing import score_framing
from detector.percentiles import FILE, MEASURES, percentile
from detector.training.reference import main
from features.document import parse

CONTENT = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_place_is_the_share_of_articles_below(language, measure):
    hundredths = CONTENT[language]["hundredths"][measure]
    assert len(hundredths) == 101
    assert hundredths == sorted(hundredths)
    assert percentile(measure, language, hundredths[0]).value == 0.0
    assert percentile(measure, language, hundredths[-1] + 1).value == 1.0
    middle = percentile(measure, language, hundredths[50] + 1e-4)
    assert 0.5 <= middle.value <= 1.0
    assert middle.n == CONTENT[language]["n"] >= 1_000


def test_what_has_no_place():
    assert percentile("tone", "de", float("nan")) is None
    assert percentile("tone", "other", 0.5) is None
    short = Detector().score("Der Hafen bleibt gesperrt.").framing
    assert short.hedging.percentile is None
    unknown = score_framing(parse("Le port reste fermé. " * 40), None)
    assert unknown.hedging.percentile is None


def test_many_hedges_stand_higher_than_none():
    plain = "Die Stadt baut am Markt ein neues Haus mit Platz für zehn Familien. " * 8
    hedged = (
        "Die Stadt baut vermutlich am Markt ein Haus, das wohl möglicherweise reicht. "
    )
    low = Detector().score(plain).framing.hedging.percentile.value
    high = Detector().score(hedged * 8).framing.hedging.percentile.value
    assert low < 0.2 < 0.9 < high


def test_the_command_writes_what_it_measures(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    text = "Die Stadt baut am Markt ein neues Haus. Das ist ein Skandal. " * 20
    for name in ("gnad", "fang_covid", "article_bias"):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(3):
                lines.write(json.dumps({"id": number, "text": text}) + "\n")
            lines.write(json.dumps({"id": 9, "text": "Zu kurz."}) + "\n")
    out = tmp_path / "out.json"
    main(["--data", str(tmp_path), "--articles", "4", "--out", str(out)])
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["de"]["n"], written["en"]["n"]) == (4, 3)
    assert np.ptp(written["de"]["hundredths"]["hedging"]) == 0.0
