"""Which model runs after a start, and what is said about it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest

from bot.models import building
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import EngineNotes, Wanted
from bot.settings import Settings
from bot.supervisor import choice
from bot.supervisor.choice import Chosen, choose
from tests.support.small_content import write_content


class World:
    """A state folder, a repository that can change, and trainings that only copy a file."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = Settings(home=folder / "home", secret="x" * 30)
        self.settings.home.mkdir()
        self.root = write_content(folder / "root")
        self.code = "code of today"
        self.trained: list[Path] = []
        self.said: list[str] = []
        self.notes, self.registry = EngineNotes(self.settings.home), ModelRegistry(self.settings.home)
        monkeypatch.setattr(choice, "ROOT", self.root)
        monkeypatch.setattr(building, "ROOT", self.root)
        monkeypatch.setattr(building, "code_hash", lambda: self.code)
        monkeypatch.setattr(building, "ensure", self.ensure)

    async def ensure(self, log: Path, *, content: Path | None = None, **more: object) -> tuple[building.Model, bool]:
        content = content or self.root
        self.trained.append(content)
        return self.model(f"trained-{len(self.trained)}"), True

    def model(self, inputs: str) -> building.Model:
        path = self.settings.home / f"{inputs}.made"
        path.write_text(inputs, encoding="ascii")
        return building.Model(path, inputs, file_sha256(path), 1.0)

    def publish(self, inputs: str, content: Path | None = None) -> Wanted:
        """Publish a model as staff do."""
        made = self.model(inputs)
        file = self.registry.put(made.path, inputs, made.sha256)
        self.registry.keep_content(file, content or self.root)
        return self.notes.want(
            Wanted(0, inputs, made.sha256, file.name, code=self.code, repository=building.content_hash(self.root),
                   by="editor", at="2026-11-24T08:00:00+00:00")
        )  # fmt: skip

    def change(self, root: Path) -> None:
        """Change a content folder by one line."""
        with (root / "data" / "rules.yml").open("a", encoding="utf-8") as rules:
            rules.write("# one line more\n")

    def choose(self) -> Chosen:
        self.said.clear()
        return asyncio.run(choose(self.settings, self.said.append))

    def heard(self, words: str) -> bool:
        return any(words in line for line in self.said)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(tmp_path, monkeypatch)


def test_without_a_publication_the_repositorys_files_are_trained(world: World) -> None:
    chosen = world.choose()
    assert (chosen.origin, chosen.inputs, chosen.serial) == ("files", "trained-1", 0)
    assert world.registry.proved(chosen.file.name, chosen.sha256) == chosen.file


def test_edits_that_were_never_published_do_not_go_live_by_a_restart(world: World) -> None:
    write_content(world.settings.home / "content", greetings=("hey",))
    assert world.choose().origin == "files"
    assert world.trained == [world.root]


def test_what_was_published_runs_again(world: World) -> None:
    asked = world.publish("published")
    chosen = world.choose()
    assert (chosen.inputs, chosen.origin, chosen.serial) == ("published", "console", asked.serial)
    assert world.heard("nothing changed since")
    assert world.trained == []


def test_a_changed_repository_is_trained_and_said_and_the_published_model_stays(world: World) -> None:
    asked = world.publish("published")
    world.change(world.root)
    assert world.choose().origin == "files"
    assert world.heard("the repository's content changed")
    assert world.heard("can be brought back")
    assert world.notes.wanted() is None
    assert world.registry.proved(asked.file, asked.sha256)
    assert world.choose().origin == "files"


def test_where_staff_edit_what_they_published_goes_before_the_repository(world: World) -> None:
    write_content(world.settings.home / "content", greetings=("hey",))
    world.publish("published", world.settings.home / "content")
    world.change(world.root)
    assert world.choose().inputs == "published"
    assert world.heard("HOME/content")


def test_new_code_trains_what_was_published_and_no_later_edit(world: World) -> None:
    edited = write_content(world.settings.home / "content", greetings=("hey",))
    asked = world.publish("published", edited)
    world.change(edited)
    published = building.content_hash(edited)
    world.code = "code of tomorrow"
    seen: list[str] = []
    before = world.ensure

    async def look(log: Path, *, content: Path | None = None, **more: object) -> tuple[building.Model, bool]:
        assert content is not None
        seen.append(building.content_hash(content))
        return await before(log, content=content)

    building.ensure = look  # put back by the world's monkeypatch
    chosen = world.choose()
    assert (chosen.origin, chosen.serial) == ("console", asked.serial)
    assert world.heard("the engine's code changed")
    assert seen
    assert seen[0] != published, "an edit that was not published went live"
    noted = world.notes.wanted()
    assert noted is not None
    assert (noted.code, noted.sha256, noted.by) == ("code of tomorrow", chosen.sha256, "editor")
    assert world.choose().sha256 == chosen.sha256
    assert len(seen) == 1


def test_a_published_file_that_was_changed_is_never_run(world: World) -> None:
    asked = world.publish("published")
    world.registry.path(asked.file).write_bytes(b"something else")
    chosen = world.choose()
    assert world.heard("cannot be used")
    assert chosen.origin == "console"
    assert chosen.inputs == "trained-1"
    asked = world.publish("again")
    for left in world.registry.folder.glob("again*"):
        left.unlink()
    assert world.choose().origin == "files"
    assert world.heard("content was not kept")


def test_without_a_recorded_code_the_model_is_taken_as_it_is(world: World) -> None:
    asked = world.publish("published")
    world.notes.replace_wanted(asked.serial, msgspec.structs.replace(asked, code="", repository=""))
    assert world.choose().inputs == "published"
