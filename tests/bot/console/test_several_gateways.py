"""Imports and trainings at several gateways on one PostgreSQL store: begun at one, seen and gone on with at another."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.console.imports import uploads
from bot.importing.uploaded import forget_old
from bot.models import training
from crm import records
from crm.actor import Actor
from crm.content import model_versions, model_work
from crm.database import instances, shared_files
from crm.database.instances import Presence
from crm.database.store import Store
from library import seed
from library.imports import ImportResult, Run, last_runs
from library.imports.uploads import KEPT
from protocol.clock import FixedClock
from protocol.home import Home
from tests.support.front import Front, Opener
from tests.support.html import page_of
from tests.support.small_content import write_content
from tests.support.staff_at import StaffAt, staff_at
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

AT, MODELS = "/console/imports", "/console/models"
FILE = b"card,name,category,branch\n70001,Maryam Ahmadi,member,main\n70002,Ali Rezaei,member,main\n,No Card,,\n"
COLUMNS = {"column": ["card", "name", "category", "branch"]}
Two = Callable[[], contextlib.AbstractAsyncContextManager[tuple[Front, Front]]]


@pytest.fixture
def two(gateway: Opener, tmp_path: Path) -> Two:
    """Open two gateways, each with a state folder of its own, over one store with the demonstration's library."""

    @asynccontextmanager
    async def open_two() -> AsyncIterator[tuple[Front, Front]]:
        async with gateway(home=tmp_path / "one") as one, gateway(home=tmp_path / "two") as other:
            if not await seed.has_library(one.store):
                await seed.load(one.store, seed.DEMO_FILE)
            yield one, other

    return open_two


async def uploaded(staff: StaffAt, data: bytes = FILE) -> str:
    """Upload a file of patrons; give the address of its page."""
    made = await staff.post(AT, {"kind": "patrons"}, files={"file": ("members.csv", data, "text/csv")})
    assert made.status_code == 303, made.text[:500]
    return made.headers["location"]


async def settled(staff: StaffAt, at: str) -> str:
    """Wait until the page asks for nothing any more; give it."""

    async def look() -> str:
        text = (await staff.htmx(f"{at}/progress")).text
        return "" if "every 2s" in text else text

    return await eventually(look, 60)


def left_in(front: Front) -> list[str]:
    """Name the files of uploads that lie in the state folder of a gateway."""
    return [path.name for path in Home(front.running.gateway.settings.home).imports.glob("*")]


async def test_a_file_is_uploaded_at_one_gateway_and_tried_and_imported_at_the_other(two: Two) -> None:
    async with two() as (one, other):
        here, there = await staff_at(one), await staff_at(other)
        at = await uploaded(here)
        assert left_in(one) == []
        for staff in (here, there):
            page = page_of(await staff.get(at))
            assert "Maryam Ahmadi" in page.text and page.values("column") == COLUMNS["column"]
        assert (await there.post(at, {**COLUMNS, "branches": "MAIN = main", "do": "try"})).status_code == 303
        for staff in (here, there):
            tried = await settled(staff, at)
            assert occurrences("imports.summary", tried, added=2)
            assert phrase("imports.problem.card_missing") in tried
        # What was chosen at the one stands on the page of the other.
        assert page_of(await here.get(at)).value("branches") == "MAIN = main"
        assert await last_runs(one.store) == []
        assert (await there.post(at, {**COLUMNS, "do": "import"})).status_code == 303
        [run] = await eventually(lambda: done(one.store), 60)
        assert (run.state, run.counts["added"], run.counts["broken"]) == ("done", 2, 1)
        for staff in (here, there):
            assert f"{AT}/runs/{run.id}" in await settled(staff, at)
            assert f"{AT}/runs/{run.id}/report" in (await staff.get(f"{AT}/runs/{run.id}")).text
            report = await staff.get(f"{AT}/runs/{run.id}/report")
            assert report.headers["content-type"].startswith("text/csv")
            text = report.content.decode("utf-8-sig")
            assert (
                len(text.splitlines()) == 2
                and "card_missing" in text
                and phrase("imports.problem.card_missing", "fa") in text
            )
        # What was imported lies nowhere any more.
        assert await shared_files.listed(one.store, "upload") == []
        assert left_in(one) == left_in(other) == []
        assert (await here.post(at, {**COLUMNS, "do": "import"})).headers["location"] == at
        assert len(await last_runs(one.store)) == 1
        assert (await here.get(f"{AT}/runs/{run.id + 1}/report")).status_code == 404


async def done(store: Store) -> list[Run]:
    """List the imports that are over."""
    return [run for run in await last_runs(store) if run.state != "running"]


async def test_an_import_whose_gateway_dies_broke_off_for_all_and_goes_on_elsewhere(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = asyncio.Event()

    async def hangs(*_: object, **__: object) -> ImportResult:
        hung.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with two() as (one, other):
        here, there = await staff_at(one), await staff_at(other)
        at = await uploaded(there)
        with monkeypatch.context() as patched:
            patched.setattr(uploads, "import_table", hangs)
            assert (await there.post(at, {**COLUMNS, "do": "try"})).status_code == 303
            async with asyncio.timeout(30):
                await hung.wait()
        shown = (await here.get(at)).text
        assert "every 2s" in shown and phrase("imports.going") in shown
        # Nobody begins it a second time.
        await here.post(at, {**COLUMNS, "do": "import"})
        assert await last_runs(one.store) == []
        # It ends as with its process: nobody tells the store how.
        [task] = [task for task in asyncio.all_tasks() if task.get_name().startswith("import ")]
        task.cancel()
        await asyncio.wait({task})
        assert "every 2s" in (await here.get(at)).text, "it may hang for a moment"
        await instances.dismiss(one.store, other.store.holder or "")
        shown = (await here.get(at)).text
        assert "every 2s" not in shown and phrase("imports.broke_off") in shown
        assert "Maryam Ahmadi" in shown, "it can be begun anew"
        assert (await here.post(at, {**COLUMNS, "do": "import"})).status_code == 303
        await settled(here, at)
        [run] = await last_runs(one.store)
        assert (run.state, run.counts["added"]) == ("done", 2)


async def test_what_nobody_imports_goes_within_a_day_at_whichever_gateway(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two() as (one, other):
        at = await uploaded(await staff_at(one))
        assert len(await shared_files.listed(one.store, "upload")) == 1
        home = other.running.gateway.settings.home
        assert await forget_old(other.store, home) == 0
        monkeypatch.setattr(other.store, "clock", FixedClock(other.store.clock.now() + KEPT, frozen=True))
        assert await forget_old(other.store, home) == 1
        assert await shared_files.listed(one.store, "upload") == []
        assert await rows(one.store, records.ImportUpload) == []
        assert (await (await staff_at(one)).get(at)).status_code == 404


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_training_is_seen_and_cancelled_at_another_gateway(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    content = write_content(tmp_path / "content")
    monkeypatch.setattr(training, "content_folder", lambda _: content)
    async with two() as (one, other):
        here, there = await staff_at(one, "editor"), await staff_at(other, "editor")
        place = (await here.post(f"{MODELS}/train")).headers["location"]
        model_id = int(place.rpartition("/")[2])

        async def is_checked() -> str:
            text = (await there.htmx(f"{MODELS}/progress")).text
            return text if phrase("models.step.checking") in text else ""

        shown = await eventually(is_checked, 120, every=0.1)
        assert occurrences("models.at_work", shown)
        assert f"{place}/cancel" in shown
        for staff in (here, there):
            assert "Started validating" in (await staff.get(f"{place}/log")).text
        stopped = await there.post(f"{place}/cancel")
        assert stopped.status_code == 303

        async def over() -> bool:
            return (await there.htmx(f"{MODELS}/progress")).headers.get("hx-refresh") == "true"

        await eventually(over, 30)
        view = await model_versions.model(one.store, model_id)
        assert (view.state, view.note) == ("failed", "cancelled")
        [event] = [one for one in await rows(one.store, records.AuditEvent) if one.action == "model.training_failed"]
        assert event.actor_ref == "editor"
        # Its log is read wherever one asks.
        for staff in (here, there):
            assert "Started validating" in (await staff.get(f"{place}/log")).text
        assert (await there.post(f"{place}/cancel")).status_code == 409


async def test_a_training_whose_gateway_died_is_broken_off_as_soon_as_somebody_looks(two: Two) -> None:
    async with two() as (one, _):
        editor, store = await staff_at(one, "editor"), one.store
        gone = Presence(store, "gateway", name="one that dies")
        await gone.beat()
        mine, store.holder = store.holder, gone.name
        model_id = await model_versions.begin_training(store, Actor("system", "models"), inputs="of one that dies")
        await model_work.begin(store, model_id, "training", step="starting", total=3)
        said = ["Starting to train component 'Reader'"]
        await model_work.tell(store, model_id, "training", step="learning", component="Reader", total=3, lines=said)
        store.holder = mine
        shown = (await editor.htmx(f"{MODELS}/progress")).text
        assert phrase("models.step.learning") in shown and said[0] in page_of(await editor.get(MODELS)).text
        await instances.dismiss(store, gone.name)
        assert (await editor.htmx(f"{MODELS}/progress")).headers.get("hx-refresh") == "true"
        view = await model_versions.model(store, model_id)
        assert (view.state, view.note) == ("failed", "broken_off")
        # What was known of its log is kept.
        assert said[0] in (await editor.get(f"{MODELS}/{model_id}/log")).text
