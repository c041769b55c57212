"""A real training of a small content, its test beside the model that runs, and everything that stops one."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from bot.content.project import Project
from bot.models import building as files
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes
from bot.models.publishing import ReasonNeeded, publish, why_reason
from bot.models.service import ModelService, settle
from bot.models.testing import Examiner, ModelTestFailed, taught_texts
from bot.models.training import NothingChanged, Trainer
from bot.settings import ROOT, Settings
from crm import records
from crm.actor import Actor
from crm.content import model_versions
from crm.content.model_versions import ModelView
from crm.database.store import Store
from crm.errors import Conflict
from language.normalise import fold
from tests.support.small_content import write_content
from tests.support.store_rows import add, rows, say, visitor
from tests.support.waiting import eventually

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

EDITOR = Actor("staff", "editor", None)


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """The store; to a training it does not matter which database it is."""
    return sqlite_store


@pytest.fixture(autouse=True)
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep trainings of other runs out; and let the user have no home, which no training needs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", "/proc/nothing")


@pytest.fixture
async def trainer(settings: Settings, store: Store, home: Path) -> AsyncIterator[Trainer]:
    made = Trainer(settings, store, Examiner(store, root=home / "content"))
    yield made
    await made.stop()


# A model of the small content as it is written, for tests to which it does not matter who trained it.
_made: list[files.Model] = []


def in_the_project() -> set[str]:
    """Name what lies in the project's folder, but for what other runs of tests may put there meanwhile."""
    return {path.name for path in ROOT.iterdir()} - {".pytest_cache", ".hypothesis"}


async def test_a_training_writes_nowhere_but_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither into the project's folder, which may be read-only, nor into the user's home."""
    content, folder = write_content(tmp_path / "content"), tmp_path / "made"
    folder.mkdir()
    user = tmp_path / "user"
    user.mkdir()
    monkeypatch.setenv("HOME", str(user))
    before = in_the_project()
    made = await files.train("small", folder, tmp_path / "logs" / "train.log", content=content)
    assert made.path.is_file()
    assert in_the_project() == before
    assert list(user.iterdir()) == []
    assert {path.name for path in folder.iterdir()} == {"small.tar.gz", "small.json"}
    _made.append(made)


def put_into_the_cache(made: files.Model, inputs: str) -> None:
    """Keep a model as if an earlier training of the same inputs had left it."""
    folder = files.cache_folder()
    folder.mkdir(parents=True)
    shutil.copy(made.path, folder / f"{inputs}.tar.gz")
    (folder / f"{inputs}.json").write_text(json.dumps({"sha256": made.sha256, "seconds": made.seconds}), "utf-8")


async def answer_with(store: Store, settings: Settings, view: ModelView) -> None:
    """Let a model answer patrons, as the supervisor would say."""
    assert view.file
    assert view.sha256
    notes = EngineNotes(settings.home)
    notes.tell_current(Current("http://127.0.0.1:1", view.inputs, view.sha256, view.file, "now", "console", 1.0, 1))
    await settle(store, notes)


async def train(trainer: Trainer, store: Store) -> ModelView:
    """Train and test the present content."""
    model_id = await trainer.start(EDITOR)
    await trainer.wait()
    return await model_versions.model(store, model_id)


async def test_a_candidate_is_trained_tested_and_set_beside_the_running_model(
    trainer: Trainer, store: Store, settings: Settings, home: Path
) -> None:
    seen: set[str] = set()
    model_id = await trainer.start(EDITOR)
    looks_on = Trainer(settings, store, Examiner(store))

    async def is_over() -> bool:
        work = await looks_on.at_work()
        if work is not None:
            assert work.model_id == model_id
            seen.add(work.step)
        return work is None

    await eventually(is_over, 500)
    # So few examples are learned from between two looks, or not.
    assert {"starting", "checking", "testing"} <= seen
    first = await model_versions.model(store, model_id)
    assert first.state == "tested", first.note
    assert first.report is not None
    assert first.report["verdict"] == "alone"
    assert first.report["candidate"]["sets"]["held_out"]["all"]["rows"] == 6
    assert first.report["candidate"]["stories"] == {"total": 1, "failed": []}
    assert why_reason(first, None) is None
    assert first.file
    assert ModelRegistry(home).proved(first.file, first.sha256)

    examiner, model = Examiner(store, root=home / "content"), ModelRegistry(home).path(first.file)
    read = await examiner.read(model, ["hello there", "سلام دوستان"])
    assert [(each.text, each.intent) for each in read] == [("hello there", "greet"), ("سلام دوستان", "greet")]
    assert all(each.confidence > 0.3 for each in read)
    # When one of two cannot be read, the other is not read to its end, and nothing of the test is left.
    (home / "broken.tar.gz").write_bytes(b"no model")
    with pytest.raises(ModelTestFailed, match="broke off"):
        await examiner.report(home / "broken.tar.gz", model, home / "content", log=home / "test.log")
    assert not [child for child in psutil.Process().children() if "engine.examine" in " ".join(child.cmdline())]
    assert "broken" in (home / "test.log").read_text(encoding="utf-8")

    with pytest.raises(NothingChanged) as same:
        await trainer.start(EDITOR)
    assert same.value.model_id == first.id

    # The next one is taught that a greeting is about the opening hours, and is found out.
    await answer_with(store, settings, first)
    nlu = home / "content" / "data" / "nlu.yml"
    wrong = "".join(f"    - {text}\n" for text in ("hello", "hello there", "hi there", "سلام دوستان", "سلام"))
    told = nlu.read_text(encoding="utf-8").replace("    - سلام\n", "").replace("    - hello\n    - hi there\n", "")
    nlu.write_text(told.replace("intent: hours\n  examples: |\n", f"intent: hours\n  examples: |\n{wrong}"), "utf-8")
    identity = await visitor(store)
    recorded = await say(store, identity, "سلام و درود")
    item = await add(store, records.ReviewItem, message_id=recorded.message.id, reason="random", weight=1.0, needs=1,
                     created_at=store.clock.now())  # fmt: skip
    await add(store, records.ReviewVerdict, item_id=item, staff_id=None, is_right=True, intent="greet",
              created_at=store.clock.now())  # fmt: skip
    await add(store, records.SavedTest, name="a saved greeting", language="en", created_at=store.clock.now(),
              story="stories:\n- story: a saved greeting\n  steps:\n  - user: |\n      hello\n    intent: greet\n"
                    "  - action: utter_greet\n")  # fmt: skip
    second = await train(trainer, store)
    assert second.state == "tested", second.note
    report = second.report
    assert report is not None
    assert report["against"] == {"id": first.id, "sha256": first.sha256}
    assert report["verdict"] == "worse"
    assert report["broken"] == ["a greeting", "a saved greeting"]
    assert "سلام و درود" not in str(report), "a patron's words stand in the report"
    assert report["candidate"]["sets"]["reviewed"]["all"]["rows"] == 1
    assert report["candidate"]["sets"]["taught"]["all"]["rows"] == 2
    assert [failure["steps"][0]["got"] for failure in report["candidate"]["stories"]["failed"]] == ["hours", "hours"]

    running = await model_versions.running(store)
    assert why_reason(second, running) == "worse"
    with pytest.raises(ReasonNeeded, match="worse"):
        await publish(store, home, second.id, EDITOR)
    asked = await publish(store, home, second.id, EDITOR, reason="we try it out")
    assert (asked.sha256, asked.by, asked.reason) == (second.sha256, "editor", "we try it out")
    assert EngineNotes(home).wanted() == asked
    audited = [(event.action, event.actor_ref, event.reason) for event in await rows(store, records.AuditEvent)]
    assert ("model.publish_asked", "editor", "we try it out") in audited
    with pytest.raises(Conflict):
        await publish(store, home, first.id, EDITOR)

    # Once another one answers, what was found against the one before says nothing any more.
    await answer_with(store, settings, second)
    first = await model_versions.model(store, first.id)
    assert first.state == "retired"
    assert why_reason(first, second) == "earlier"
    ModelRegistry(home).path(first.file or "").write_bytes(b"changed")
    with pytest.raises(ModelFileRefused):
        await publish(store, home, first.id, EDITOR, reason="take it back")


async def test_a_content_that_cannot_be_read_fails_with_the_reason(trainer: Trainer, store: Store, home: Path) -> None:
    (home / "content" / "data" / "nlu.yml").write_text('version: "3.1"\nnlu:\n- intent: [greet\n', encoding="utf-8")
    view = await train(trainer, store)
    assert view.state == "failed"
    assert view.note
    assert "nlu.yml" in view.note
    assert str(home) not in view.note
    assert view.file is None
    assert list((home / "training").glob("model-*")) == []
    assert await model_versions.begin_training(store, EDITOR, inputs="the next one may begin")


async def test_a_training_is_cancelled_at_once_and_leaves_nothing(
    trainer: Trainer, store: Store, settings: Settings, home: Path
) -> None:
    model_id = await trainer.start(EDITOR)
    with pytest.raises(Conflict):
        await trainer.start(EDITOR)
    other = Trainer(settings, store, Examiner(store))
    with pytest.raises(Conflict):
        await other.start(EDITOR)
    pid_file = home / "training" / "pid"
    pid = int(await eventually(lambda: pid_file.is_file() and pid_file.read_text(encoding="ascii")))
    with pytest.raises(Conflict):
        await trainer.cancel(model_id + 1, EDITOR)
    begun = time.monotonic()
    await trainer.cancel(model_id, EDITOR)
    assert time.monotonic() - begun < 10
    assert not psutil.pid_exists(pid)
    view = await model_versions.model(store, model_id)
    assert (view.state, view.note) == ("failed", "cancelled")
    assert list((home / "training").glob("model-*")) == []


async def test_the_content_is_copied_between_two_edits_and_never_in_the_middle_of_one(
    trainer: Trainer, store: Store, home: Path
) -> None:
    with Project(home).editing() as folder:
        domain = (folder / "domain.yml").read_text(encoding="utf-8")
        (folder / "domain.yml").write_text("half", encoding="utf-8")
        starting = asyncio.create_task(trainer.start(EDITOR))
        # Nothing tells that it waits for the edit; it would have copied by now.
        await asyncio.sleep(0.5)
        assert not starting.done()
        (folder / "domain.yml").write_text(domain, encoding="utf-8")
    await starting
    [copy] = (home / "training").glob("model-*/content/domain.yml")
    assert copy.read_text(encoding="utf-8") == domain


async def test_a_training_gives_way_to_the_chat(trainer: Trainer, home: Path) -> None:
    await trainer.start(EDITOR)
    pid_file = home / "training" / "pid"
    pid = int(await eventually(lambda: pid_file.is_file() and pid_file.read_text(encoding="ascii")))
    await eventually(lambda: psutil.Process(pid).nice() >= 10)


async def test_what_a_dead_gateway_was_training_is_taken_over(
    settings: Settings, store: Store, home: Path, tmp_path: Path
) -> None:
    process = await asyncio.create_subprocess_exec("sleep", "60", "engine.train")
    (home / "training").mkdir()
    (home / "training" / "pid").write_text(str(process.pid), encoding="ascii")
    model_id = await model_versions.begin_training(store, EDITOR, inputs="of a gateway that died")
    async with ModelService(settings, store):

        async def failed() -> ModelView | None:
            found = await model_versions.model(store, model_id)
            return found if found.state == "failed" else None

        view = await eventually(failed)
    assert view is not None
    assert (view.state, view.note) == ("failed", "broken_off")
    await asyncio.wait_for(process.wait(), 10)


async def test_nothing_to_test_with_is_said_and_the_model_can_still_be_published_with_a_reason(
    trainer: Trainer, store: Store, home: Path
) -> None:
    shutil.rmtree(home / "content" / "data" / "held_out")
    for made in _made:
        put_into_the_cache(made, files.inputs_hash(content=home / "content"))
    view = await train(trainer, store)
    assert view.state == "trained"
    assert view.note
    assert "nothing to test with" in view.note
    assert why_reason(view, None) == "untested"
    with pytest.raises(ReasonNeeded, match="untested"):
        await publish(store, home, view.id, EDITOR, reason="  ")


async def test_taught_examples_are_known_however_they_are_marked(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c")
    more = '- intent: place\n  examples: |\n    - where is [Saadi](branch)\n    - [مرکزی]{"entity": "branch"} کجاست\n'
    with (content / "data" / "nlu.yml").open("a", encoding="utf-8") as nlu:
        nlu.write(more)
    taught = taught_texts(content)
    assert {fold("where is Saadi"), fold("مرکزی کجاست"), fold("good morning")} <= taught
    assert "" not in taught
