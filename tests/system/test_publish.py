"""Publishing in the running system: no conversation notices, and whatever goes wrong leaves the old model answering."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from benchmarks.publish import chat_while_publishing, judged, stretches
from bot.models.model_files import file_sha256
from bot.models.notes import EngineNotes, Wanted
from bot.settings import ROOT
from tests.support.model_files import MadeModel, make_model
from tests.support.system import System, make_begun_system, make_system, rows
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]


@pytest.fixture(scope="module")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose model a test may exchange."""
    running = make_begun_system(tmp_path_factory.mktemp("publishing"))
    running.start()
    yield running
    running.stop()


def ketabyar(system: System, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the settings of a system."""
    return subprocess.run(
        [str(ROOT / ".venv" / "bin" / "ketabyar"), *words],
        cwd=ROOT, env={**os.environ, **system.environment},
        capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip


# What this file has made, by the version that the engine tells.
MADE: dict[str, MadeModel] = {}


def start_publishing(system: System, model: MadeModel) -> subprocess.Popen[str]:
    """Publish from the command line, without waiting for it."""
    MADE[model.version] = model
    return subprocess.Popen(
        [str(ROOT / ".venv" / "bin" / "ketabyar"), "models", "publish", str(model.id), "--reason", "for this test"],
        cwd=ROOT, env={**os.environ, **system.environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def publish(system: System, model: MadeModel) -> str:
    """Publish and wait until it is done; gives what was said."""
    said, _ = start_publishing(system, model).communicate(timeout=200)
    return said


def published(system: System) -> MadeModel:
    """Give a published model that answers: an earlier test's, for to start another engine takes long, or a new one."""
    answering = MADE.get(version_that_answers(system))
    if answering is None:
        answering = make_model(system)
        publish(system, answering)
    return answering


def engines_of(system: System) -> list[psutil.Process]:
    """The engine processes of a system."""
    found = []
    for process in psutil.process_iter():
        try:
            if "engine.serve" in process.cmdline() and process.environ().get("KETABYAR_HOME") == str(system.home):
                found.append(process)
        except psutil.Error:
            continue
    return found


def one_engine(system: System) -> bool:
    """Wait until the old engine is gone."""
    return bool(until(lambda: len(engines_of(system)) == 1, 60))


def version_that_answers(system: System, text: str = "hello") -> str:
    """Say something and tell which engine version answered."""
    with system.chat("en") as client:
        assert client.say(text).replies
    [row] = rows(system.store_path, "SELECT engine_version FROM message WHERE sender = 'bot' ORDER BY id DESC LIMIT 1")
    return str(row["engine_version"])


def audited(system: System, action: str) -> list[dict[str, Any]]:
    """The audit events of one kind."""
    return rows(system.store_path, "SELECT * FROM audit_event WHERE action = ? ORDER BY id", action)


def test_no_turn_is_lost_doubled_or_failed_while_patrons_chat(publishing: System) -> None:
    model = make_model(publishing)
    talks = asyncio.run(chat_while_publishing(publishing, model, patrons=12, pause=1.0, before=2.0, after=3.0))
    found = judged(publishing, talks, model)
    assert (found.lost, found.doubled, found.failed, found.back_to_old) == (0, 0, 0, 0), found
    assert found.by_old > 10
    assert found.by_new > 10
    assert stretches(talks)["during"].turns > 10
    assert one_engine(publishing)
    assert version_that_answers(publishing) == model.version


def test_the_store_knows_what_answers_and_the_audit_who_wanted_it(publishing: System) -> None:
    model = make_model(publishing)
    assert "now answers patrons" in publish(publishing, model)
    states = {row["id"]: row["state"] for row in rows(publishing.store_path, "SELECT id, state FROM model_version")}
    assert states[model.id] == "published"
    assert list(states.values()).count("published") == 1
    [asked] = [event for event in audited(publishing, "model.publish_asked") if event["entity_id"] == str(model.id)]
    assert asked["reason"] == "for this test"
    assert [event for event in audited(publishing, "model.published") if event["entity_id"] == str(model.id)]


def test_an_earlier_model_comes_back_within_a_minute(publishing: System) -> None:
    first, second = published(publishing), make_model(publishing)
    publish(publishing, second)
    begun = time.monotonic()
    done = ketabyar(publishing, "models", "rollback", "--reason", "it answered better")
    took = time.monotonic() - begun
    assert done.returncode == 0, done.stderr
    assert version_that_answers(publishing) == first.version
    assert took < 60, f"it took {took:.0f} s"
    [asked] = [event for event in audited(publishing, "model.rollback_asked") if event["entity_id"] == str(first.id)]
    assert asked["reason"] == "it answered better"


def test_a_model_that_does_not_start_keeps_the_old_one_and_says_why(publishing: System, tmp_path: Path) -> None:
    before = version_that_answers(publishing)
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"this is no model")
    said = publish(publishing, make_model(publishing, rubbish))
    assert "was not published" in said
    assert "stopped while starting" in said
    assert version_that_answers(publishing) == before
    assert one_engine(publishing)
    assert "model in use" in ketabyar(publishing, "doctor").stdout


def test_a_file_that_was_changed_after_the_training_is_never_started(publishing: System) -> None:
    before = version_that_answers(publishing)
    model = make_model(publishing)
    place = publishing.home / "models" / model.file
    place.write_bytes(place.read_bytes() + b"x")
    assert "not the file whose SHA-256 was recorded" in publish(publishing, model)
    # Not even when somebody leaves the note to the supervisor himself, with the hash of the changed file.
    notes = EngineNotes(publishing.home)
    current = notes.current()
    assert current is not None
    asked = notes.want(Wanted(0, "forged", file_sha256(place), model.file))

    def refused() -> str | None:
        progress = notes.progress()
        return progress.reason if progress and progress.serial == asked.serial and progress.phase == "failed" else None

    assert "missing or another" in until(refused, 90)
    assert version_that_answers(publishing) == before


def test_of_two_quick_publications_the_second_wins(publishing: System) -> None:
    first, second = make_model(publishing), make_model(publishing)

    def serial() -> int:
        now = EngineNotes(publishing.home).wanted()
        return now.serial if now else 0

    before = serial()
    one = start_publishing(publishing, first)
    until(lambda: serial() > before, 90)
    asked_first = serial()
    # The second is asked for while the first one's engine still starts, however long a command takes to begin.
    until(lambda: len(engines_of(publishing)) == 2, 90)
    starting = max(engines_of(publishing), key=lambda process: process.create_time())
    starting.suspend()
    two = start_publishing(publishing, second)
    until(lambda: serial() > asked_first, 90)
    starting.resume()
    said_one, said_two = one.communicate(timeout=200)[0], two.communicate(timeout=200)[0]
    assert "was superseded" in said_one
    assert "now answers patrons" in said_two
    assert one_engine(publishing)
    assert version_that_answers(publishing) == second.version


def test_a_gateway_that_dies_in_the_middle_finds_the_new_engine(publishing: System) -> None:
    model = make_model(publishing)
    publication = start_publishing(publishing, model)
    until(lambda: len(engines_of(publishing)) == 2, 90)
    old = publishing.pid("gateway")
    publishing.signal("gateway", signal.SIGKILL)
    publishing.wait_restarted("gateway", old)
    assert "now answers patrons" in publication.communicate(timeout=200)[0]
    assert one_engine(publishing)
    assert version_that_answers(publishing) == model.version
    state = f"SELECT 1 FROM model_version WHERE id = {model.id} AND state = 'published'"
    assert until(lambda: rows(publishing.store_path, state), 90)


def test_an_engine_killed_while_another_one_starts_is_replaced_by_it(publishing: System) -> None:
    model = make_model(publishing)
    publication = start_publishing(publishing, model)
    until(lambda: len(engines_of(publishing)) == 2, 90)
    publishing.signal("engine", signal.SIGKILL)
    with publishing.chat("en") as client:
        assert client.say("do you have wifi?").replies
    assert "now answers patrons" in publication.communicate(timeout=200)[0]
    assert one_engine(publishing)
    assert version_that_answers(publishing) == model.version


def test_after_a_restart_the_published_model_answers(publishing: System) -> None:
    model = published(publishing)
    publishing.stop()
    assert engines_of(publishing) == []
    publishing.start()
    assert version_that_answers(publishing) == model.version
    assert "published on" in (publishing.home / "up.log").read_text(encoding="utf-8")


def test_a_supervisor_killed_in_the_middle_leaves_nothing_behind_at_the_next_start(publishing: System) -> None:
    model = make_model(publishing)
    publication = start_publishing(publishing, model)
    until(lambda: len(engines_of(publishing)) == 2, 90)
    assert publishing.supervisor is not None
    publishing.supervisor.kill()
    publishing.supervisor.wait()
    left = engines_of(publishing)
    assert len(left) == 2
    publication.kill()
    publication.communicate()
    publishing.start()
    assert not any(process.is_running() for process in left)
    assert one_engine(publishing)
    # What was asked for is what runs: the wish outlived the one who was to fulfil it.
    assert version_that_answers(publishing) == model.version


def test_a_second_supervisor_on_the_same_folder_is_refused(publishing: System) -> None:
    other = make_system(publishing.home)
    done = ketabyar(other, "up")
    assert done.returncode == 1
    assert "another ketabyar runs in" in done.stderr
    assert httpx.get(f"{publishing.url}/health/ready", timeout=5).status_code == 200


def test_the_list_of_models_tells_which_one_answers(publishing: System) -> None:
    done = ketabyar(publishing, "models", "list", "--json")
    assert done.returncode == 0, done.stderr
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    published = [view for view in listed if view["state"] == "published"]
    current = EngineNotes(publishing.home).current()
    assert current is not None
    assert [view["sha256"] for view in published] == [current.sha256]
