"""A backup of a system at work, with an edited answer and a published model, put back and started: the same library."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.content.project import Project
from bot.models.notes import EngineNotes
from tests.support.desk import Client
from tests.support.model_files import make_model
from tests.support.system import System, make_begun_system, make_system, rows
from tests.system.test_publish import ketabyar, publish

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

EDITED = {"text_fa": "سپاس از مهر شما.", "text_en": "So kind of you.", "base": "0", "action": "publish"}
THANKS = "thank you very much"


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[System]:
    """A system in a state folder where nothing was yet."""
    system = make_system(tmp_path / "restored")
    yield system
    system.stop()


def test_a_backup_taken_at_work_is_the_same_library_again(tmp_path: Path, restored: System) -> None:
    system, archive = make_begun_system(tmp_path / "first"), tmp_path / "backup.tar.gz"
    system.start()
    try:
        with Project(system.home).editing() as folder:
            domain = folder / "domain.yml"
            domain.write_text("# edited by staff\n" + domain.read_text(encoding="utf-8"), encoding="utf-8")
        made = make_model(system)
        assert f"model {made.id} now answers patrons" in publish(system, made)
        _edit_answer(system)
        card = system.cards[0]
        with system.chat("en") as client:
            client.sign_in(card.number, card.pin)
            loans = client.say("what do I have on loan?").replies
        assert _thanked(system) == [EDITED["text_en"]]
        taken = ketabyar(system, "backup", str(archive))
        assert taken.returncode == 0, taken.stderr
        models = _models(system)
    finally:
        system.stop()

    put_back = ketabyar(restored, "restore", str(archive))
    assert put_back.returncode == 0, put_back.stderr
    restored.start()
    assert "training the model" not in restored.log("up")
    current = EngineNotes(restored.home).current()
    assert current is not None
    assert (current.sha256, current.origin) == (made.sha256, "console")
    assert _models(restored) == models, "no model's state is another than before"
    assert models[made.id] == "published"
    assert "domain.yml: edited by staff" in _said(restored, "content", "status")
    with restored.chat("en") as client:
        client.sign_in(card.number, card.pin)
        assert client.say("what do I have on loan?").replies == loans
    assert _thanked(restored) == [EDITED["text_en"]]
    found = ketabyar(restored, "doctor")
    assert found.returncode == 0, found.stdout


def _edit_answer(system: System) -> None:
    with httpx.Client(base_url=system.url, trust_env=False, timeout=30, follow_redirects=False) as http:
        client = Client(http)
        assert client.sign_in("editor").status_code == 303
        client.get("/console/me")
        assert client.post("/console/answers/utter_thanks", EDITED).status_code == 303


def _thanked(system: System) -> list[str]:
    with system.chat("en") as client:
        return client.say(THANKS).replies


def _models(system: System) -> dict[int, str]:
    found = rows(system.store_path, "SELECT id, state FROM model_version")
    return {row["id"]: row["state"] for row in found}


def _said(system: System, *words: str) -> str:
    done: subprocess.CompletedProcess[str] = ketabyar(system, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout
