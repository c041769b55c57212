"""Notes, model files and logs: what one process writes and another one reads."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.content.folder import content_folder
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry, file_sha256
from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.models.progress import components_of, log_tail, reason_of, step_of
from tests.support.model_files import age
from tests.support.small_content import write_content


def wanted(name: str = "a") -> Wanted:
    return Wanted(0, name, "sha", f"{name}.tar.gz")


def test_every_publication_gets_the_next_serial_whoever_asks(tmp_path: Path) -> None:
    notes = EngineNotes(tmp_path)
    notes.tell_progress(PublishingProgress("failed", 7, "it did not start"))
    asked: list[int] = []
    threads = [
        threading.Thread(target=lambda: asked.append(EngineNotes(tmp_path).want(wanted()).serial)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(asked) == list(range(8, 16))
    assert list((tmp_path / "engines").glob("*.part")) == []


def test_a_newer_wish_is_never_overwritten(tmp_path: Path) -> None:
    notes = EngineNotes(tmp_path)
    first, second = notes.want(wanted("a")), notes.want(wanted("b"))
    assert not notes.replace_wanted(first.serial, None)
    assert notes.wanted() == second
    assert notes.replace_wanted(second.serial, None)
    assert notes.wanted() is None


def test_what_is_no_note_is_as_good_as_none(tmp_path: Path) -> None:
    notes = EngineNotes(tmp_path)
    assert (notes.wanted(), notes.current(), notes.progress()) == (None, None, None)
    notes.folder.mkdir()
    for text in ("", "{", "[]", '{"url": 3}'):
        notes.current_path.write_text(text, encoding="utf-8")
        assert notes.current() is None
    notes.tell_current(Current(None, "i", "s", "f", "now"))
    assert notes.current() == Current(None, "i", "s", "f", "now")


def test_only_the_recorded_bytes_are_proved(tmp_path: Path) -> None:
    registry = ModelRegistry(tmp_path)
    source = tmp_path / "model"
    source.write_bytes(b"a model")
    sha256 = file_sha256(source)
    kept = registry.put(source, "inputs", sha256)
    assert kept.name == f"inputs-{sha256[:12]}.tar.gz"
    assert registry.proved(kept.name, sha256) == kept
    for name, hash_, why in (
        (kept.name, None, "no SHA-256"), (kept.name, "0" * 64, "not the file"), ("gone.tar.gz", sha256, "is gone"),
        ("../secret", sha256, "no name"), ("", sha256, "no name"),
    ):  # fmt: skip
        with pytest.raises(ModelFileRefused, match=why):
            registry.proved(name, hash_)
    kept.with_name(kept.name + ".sha256").unlink()
    with pytest.raises(ModelFileRefused, match="missing or another"):
        registry.proved(kept.name, sha256)


def test_the_content_comes_back_as_it_was_and_nothing_else(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content")
    (content / "data" / "secret.md").write_text("no content", encoding="utf-8")
    registry = ModelRegistry(tmp_path)
    source = tmp_path / "model"
    source.write_bytes(b"a model")
    kept = registry.put(source, "inputs", file_sha256(source))
    back = tmp_path / "back"
    assert not registry.content(kept.name, back)
    registry.keep_content(kept, content)
    assert registry.content(kept.name, back)
    assert building.content_hash(back) == building.content_hash(content)
    assert not (back / "data" / "secret.md").exists()
    assert registry.remove_but([]) == [], "no row may name it yet"
    age(kept)
    assert registry.remove_but([kept.name]) == []
    assert registry.remove_but([]) == [kept.name]
    assert list(registry.folder.iterdir()) == []


def test_the_content_of_staff_goes_before_the_repositorys(tmp_path: Path) -> None:
    assert content_folder(tmp_path) == building.ROOT
    write_content(tmp_path / "content")
    assert content_folder(tmp_path) == tmp_path / "content"
    mine = building.inputs_hash(content=tmp_path / "content")
    assert mine != building.inputs_hash()
    assert building.inputs_hash(content=building.ROOT) == building.inputs_hash()
    with (tmp_path / "content" / "domain.yml").open("a", encoding="utf-8") as domain:
        domain.write("\n# more\n")
    assert building.inputs_hash(content=tmp_path / "content") != mine


LINES = [
    "2026-11-25 02:37:55 INFO     rasa.cli.train  - Started validating domain and training data...",
    "2026-11-25 02:39:41 INFO     rasa.engine.training.hooks  - Starting to train component 'Classifier'.",
    "2026-11-25 02:42:25 INFO     rasa.engine.training.hooks  - Finished training component 'Classifier'.",
    "2026-11-25 02:42:25 INFO     rasa.engine.training.hooks  - Restored component 'RulePolicy' from cache.",
    "Your Rasa model is trained and saved at 'x.tar.gz'.",
]


def test_the_steps_of_a_training_are_read_from_its_log(tmp_path: Path) -> None:
    seen = [step_of(LINES[:count], 2) for count in range(6)]
    assert [step.name for step in seen] == ["starting", "checking", "learning", "learning", "learning", "packing"]
    assert [step.component for step in seen] == [None, None, "Classifier", None, None, None]
    assert [step.done for step in seen] == [0, 0, 0, 1, 2, 2]
    shares = [step.share for step in seen]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1
    assert components_of(write_content(tmp_path / "content")) == 2


def test_a_log_is_shown_without_colours_and_a_failure_with_the_line_that_says_why(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        "\x1b[93m/place/of/a/warning.py:3: UserWarning: nothing\x1b[0m\n  import this\n\n"
        "2026-11-25 02:37:55 ERROR    rasa.shared  - Failed to read '/place/of/somebody/data/nlu.yml'.\n"
        "  more of it\n",
        encoding="utf-8",
    )
    assert log_tail(log, 1) == ["  more of it"]
    assert log_tail(log)[0].startswith("/place")
    assert reason_of(log_tail(log)) == "Failed to read 'nlu.yml'."
    assert log_tail(tmp_path / "none") == []
    assert reason_of([]) == "it said nothing"
