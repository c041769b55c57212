"""What the engine does not import: checked in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
from pathlib import Path
from engine.serve import quiet
quiet()
from engine.lazy import postpone
postpone()
from engine.server import open_agent
from engine.settings import EngineSettings
open_agent(Path(sys.argv[1]), EngineSettings.load())
heavy = [name for name in ("tensorflow", "torch", "jax", "sklearn", "matplotlib", "boto3") if sys.modules.get(name)]
print("HEAVY", heavy)
import rasa.utils.train_utils
from sklearn.model_selection import train_test_split
parts = train_test_split([1, 2, 3, 4], test_size=2)
print("REAL", callable(rasa.utils.train_utils.rank_and_mask), [len(part) for part in parts])
"""


def test_loading_a_model_imports_no_framework_and_what_was_put_off_still_works(model: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, str(model)],
        cwd=ROOT,
        env={"PATH": "", "KETABYAR_HOME": str(tmp_path), "KETABYAR_SECRET": "x", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert "HEAVY []" in result.stdout, result.stdout + result.stderr[-2000:]
    assert "REAL True [2, 2]" in result.stdout, result.stderr[-2000:]


TRAINING = """
import sys
from engine.lazy import postpone, postpone_neural
postpone()
postpone_neural(sys.argv[1])
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS
from rasa.graph_components.validators import default_recipe_validator
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
print("POLICY", DefaultV1Recipe._from_registry("MemoizationPolicy").clazz.__name__)
print("NAMES", [each.__name__ for each in DEFAULT_COMPONENTS][0], "TENSORFLOW", "tensorflow" in sys.modules)
if "DIET" in sys.argv[1]:
    print("REAL", DefaultV1Recipe._from_registry("DIETClassifier").clazz.__module__)
"""


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("policies: [{name: MemoizationPolicy}]", ["NAMES DIETClassifier TENSORFLOW False"]),
        (
            "pipeline: [{name: DIETClassifier}]",
            ["NAMES DIETClassifier TENSORFLOW True", "REAL rasa.nlu.classifiers.diet_classifier"],
        ),
    ],
)
def test_training_imports_tensorflow_only_for_a_pipeline_that_names_it(config: str, expected: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TRAINING, config], cwd=ROOT, capture_output=True, text=True, timeout=150
    )
    for line in ["POLICY MemoizationPolicy", *expected]:
        assert line in result.stdout, result.stdout + result.stderr[-2000:]
