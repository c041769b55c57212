"""Ways to notice what is out of scope, compared at one price: the in-scope texts that production declines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.nlu.ablation import Remembered
from benchmarks.nlu.component import Reader, production_options
from benchmarks.nlu.ours import FOLDS
from benchmarks.nlu.sets import Example, folds, own, twins
from engine.evaluation.rows import DECLINED, OUT_OF_SCOPE, read_file
from engine.nlu.decision import Ranking, Thresholds
from engine.nlu.dense import centred
from engine.nlu.features import Floats
from engine.nlu.texts import readable, shortened
from engine.nlu.vectors import open_vectors

_WHOLE = {"ranking_length": 1000}
PRODUCTION = "the class, and doubt, as in production"


def refusing(files: Sequence[Path], say: Callable[[str], None]) -> dict[str, Any]:
    """Compare the ways on a fifth of our data left out, and on the files taken together.

    Needs sentence vectors; raises RuntimeError where there are none.
    """
    options = production_options() | _WHOLE
    source = open_vectors(options["vectors"])
    if source is None:
        raise RuntimeError("there are no sentence vectors on this machine, so there is no distance to compare")
    vectors = Remembered(source)
    examples = own()
    groups = twins(examples, vectors.encode([shortened(readable(each.text)) for each in examples]))
    fold = folds(examples, groups, FOLDS)
    seen, left = (
        [each for each, at in zip(examples, fold, strict=True) if (at != 0) == used] for used in (True, False)
    )
    measured = [Example(row["text"], row["right"][0], row["lang"]) for file in files for row in read_file(file)]
    results: dict[str, Any] = {}
    for name, trained, asked in (("a fifth of data/nlu", seen, left), ("the files", examples, measured)):
        if asked:
            results[name] = _compared(trained, asked, options, vectors)
            declined = results[name]["declined"]
            say(f"{name}: {declined:.1%} of in-scope texts declined; of those out of scope are noticed by")
            for way, share in results[name]["noticed"].items():
                say(f"  {way:<46}{share:7.1%}")
    return results


def _compared(
    trained: Sequence[Example], asked: Sequence[Example], options: dict[str, Any], vectors: Remembered
) -> dict[str, Any]:
    whole = Reader(trained, options, vectors)
    rankings = whole.rankings([each.text for each in asked])
    without = Reader([each for each in trained if each.intent != OUT_OF_SCOPE], options, vectors)
    unaware = without.rankings([each.text for each in asked])
    outside = np.asarray([each.intent == OUT_OF_SCOPE for each in asked])
    thresholds = Thresholds(**{name: float(options[name]) for name in ("accept", "doubt", "out_of_scope")})
    declined = np.asarray([thresholds.decide(ranking)[0] in DECLINED for ranking in rankings])
    price = float(declined[~outside].mean())
    strange = {
        "the class alone": np.asarray([dict(ranking).get(OUT_OF_SCOPE, 0.0) for ranking in rankings]),
        "a threshold on the first probability, no class": np.asarray([1 - _first(ranking) for ranking in unaware]),
        "distance to the nearest three texts, no class": _distances(without, asked, vectors),
    }
    noticed = {PRODUCTION: float(declined[outside].mean())}
    noticed |= {way: noticed_at(values, outside, price) for way, values in strange.items()}
    return {"declined": price, "noticed": noticed}


def noticed_at(strange: npt.NDArray[np.float64], outside: npt.NDArray[np.bool_], price: float) -> float:
    """The share of out-of-scope texts stranger than all in-scope texts but the share `price` of them."""
    limit = float(np.quantile(strange[~outside], 1 - price))
    return float((strange[outside] > limit).mean())


def _first(ranking: Ranking) -> float:
    return ranking[0][1] if ranking else 0.0


def _distances(reader: Reader, asked: Sequence[Example], vectors: Remembered) -> npt.NDArray[np.float64]:
    model = reader.component.model
    assert model is not None and model.near is not None
    raw: Floats = vectors.encode([shortened(readable(each.text)) for each in asked])
    return np.asarray([1 - float(model.near.scores(row).max()) for row in centred(raw, model.centre)])
