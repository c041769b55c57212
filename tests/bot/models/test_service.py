"""The store kept in step with what the supervisor says, and what staff are told of a publication meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.models.publishing import outcome
from bot.models.service import ModelService
from bot.settings import Settings
from crm.content import model_versions
from crm.content.model_versions import ITSELF
from crm.database.store import Store
from tests.support.model_files import age
from tests.support.waiting import eventually


@pytest.fixture
def notes(home: Path) -> EngineNotes:
    return EngineNotes(home)


def now(ago: float = 0) -> str:
    return (datetime.now(UTC) - timedelta(seconds=ago)).isoformat(timespec="seconds")


def wish(name: str = "a", ago: float = 0) -> Wanted:
    return Wanted(0, name, f"sha-{name}", f"{name}.tar.gz", by="editor", reason="because", at=now(ago))


def current(wanted: Wanted) -> Current:
    return Current(
        "http://127.0.0.1:1", wanted.inputs, wanted.sha256, wanted.file, now(), "console", 1.0, wanted.serial
    )


async def test_the_store_follows_what_the_supervisor_says(
    settings: Settings, sqlite_store: Store, notes: EngineNotes
) -> None:
    first, second = notes.want(wish("a")), notes.want(wish("b"))

    async def follows(wanted: Wanted) -> bool:
        view = await model_versions.running(sqlite_store)
        return view is not None and view.sha256 == wanted.sha256

    async with ModelService(settings, sqlite_store):
        for wanted in (first, second):
            notes.tell_current(current(wanted))
            await eventually(lambda wanted=wanted: follows(wanted))
    states = [(view.inputs, view.state) for view in await model_versions.list_models(sqlite_store)]
    assert states == [("b", "published"), ("a", "retired")]


async def test_how_a_publication_goes_is_told_from_the_notes(
    settings: Settings, sqlite_store: Store, notes: EngineNotes
) -> None:
    works = ModelService(settings, sqlite_store)
    assert works.going_on() is None

    def phase() -> str | None:
        going = works.going_on()
        return None if going is None else going[1].phase

    asked = notes.want(wish())
    assert phase() == "starting"
    notes.replace_wanted(asked.serial, msgspec.structs.replace(asked, at=now(ago=60)))
    assert phase() == "waiting", "nobody has taken the wish up for a minute"
    for said in ("starting", "draining"):
        notes.tell_progress(PublishingProgress(said, asked.serial))
        assert phase() == said
    notes.tell_progress(PublishingProgress("failed", asked.serial, "it does not start"))
    assert phase() is None
    newer = notes.want(wish("b"))
    assert phase() == "starting"
    notes.tell_current(current(newer))
    assert phase() is None


async def test_a_publication_goes_on_until_the_store_says_which_model_answers(
    settings: Settings, sqlite_store: Store, notes: EngineNotes
) -> None:
    async with ModelService(settings, sqlite_store) as works:
        wanted = notes.want(wish("a"))
        notes.tell_current(current(wanted))
        assert works.going_on() is not None
        await eventually(lambda: works.going_on() is None)
        view = await model_versions.running(sqlite_store)
        assert view is not None and view.sha256 == wanted.sha256


async def test_who_waits_for_a_publication_hears_how_it_ended(
    home: Path, sqlite_store: Store, notes: EngineNotes
) -> None:
    first = notes.want(wish("a"))
    assert (await outcome(sqlite_store, home, first, seconds=0.3)).state == "waiting"
    notes.tell_progress(PublishingProgress("failed", first.serial, "it does not start"))
    found = await outcome(sqlite_store, home, first, seconds=5)
    assert (found.state, found.reason) == ("failed", "it does not start")
    second, third = notes.want(wish("b")), notes.want(wish("c"))
    assert (await outcome(sqlite_store, home, second, seconds=5)).state == "superseded"
    notes.tell_current(current(third))
    assert (await outcome(sqlite_store, home, third, seconds=5)).state == "published"


async def test_old_models_go_and_those_that_the_notes_name_stay(
    settings: Settings, sqlite_store: Store, notes: EngineNotes, home: Path
) -> None:
    works = ModelService(settings, sqlite_store)
    folder = home / "models"
    folder.mkdir()
    for number in range(8):
        model_id = await model_versions.begin_training(sqlite_store, ITSELF, inputs=f"{number}")
        await model_versions.trained(sqlite_store, model_id, sha256=f"sha-{number}", file=f"{number}.tar.gz", seconds=1)
        for suffix in (".tar.gz", ".tar.gz.sha256", ".content.tgz"):
            (folder / f"{number}{suffix}").write_text("x", encoding="ascii")
        age(folder / f"{number}.tar.gz")
    notes.want(wish("0"))
    await works.trainer.clear_out()
    assert sorted(path.name for path in folder.glob("*.tar.gz")) == [
        f"{number}.tar.gz" for number in (0, 3, 4, 5, 6, 7)
    ]
    assert not (folder / "1.content.tgz").exists()
    gone = {view.inputs for view in await model_versions.list_models(sqlite_store) if not view.is_there}
    assert gone == {"1", "2"}
