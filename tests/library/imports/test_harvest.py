"""A harvest by OAI-PMH from a repository of another hand: what it brings, and what becomes of one that breaks off."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from library import Library
from library.errors import ImportRefused
from library.imports import last_runs, undo_last
from library.imports.oai import harvesting
from library.imports.oai.access import OaiAccess
from library.imports.oai.harvesting import harvest
from library.imports.oai.state import Harvested, begin_anew, claim, harvested
from tests.support.import_files import BY, book
from tests.support.oai_repository import OaiRepository, oai_repository

TITLE = table_of(records.TitleRecord)
HOLD, PATRON = table_of(records.Hold), table_of(records.Patron)
TABLES = tuple(
    table_of(one) for one in (records.TitleRecord, records.Item, records.ImportedRecord, records.HarvestedRecord)
)


@pytest.fixture
def repository() -> Iterator[OaiRepository]:
    with oai_repository() as running:
        yield running


def books(*numbers: int, mark: str = "") -> list[Any]:
    return [book(str(number), f"کتاب {number}{mark}", (f"b{number}", "main")) for number in numbers]


def access(repository: OaiRepository, **more: Any) -> OaiAccess:
    return OaiAccess(repository.url, **more)


async def run(store: Store, repository: OaiRepository, **options: Any) -> dict[str, int]:
    """Harvest, and give what was counted."""
    more = options.pop("access", {})
    result = await harvest(store, access(repository, **more), by=BY, **options)
    return {name: count for name, count in result.outcome.counts.items() if count}


async def known(store: Store, repository: OaiRepository) -> Harvested:
    found = await harvested(store, access(repository))
    assert found is not None
    return found


async def numbers(store: Store) -> list[str]:
    """Give the numbers of the titles that came from a repository; those of the seed have letters."""
    query = select(records.ImportedRecord.key).order_by(records.ImportedRecord.key)
    return await store.look(lambda connection: list(connection.scalars(query)))


async def everything(store: Store) -> list[Any]:
    return await store.look(
        lambda connection: [sorted(map(str, connection.execute(select(table)).all())) for table in TABLES]
    )


async def refused(store: Store, repository: OaiRepository, **options: Any) -> str:
    with pytest.raises(ImportRefused) as error:
        await run(store, repository, **options)
    return error.value.code


async def test_everything_comes_once_and_then_what_changed(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2, 3, 4, 5, 6, 7))
    assert await run(store, repository) == {"read": 7, "added": 7, "copies_added": 7}
    assert [one["verb"] for one in repository.asked] == ["Identify", "ListRecords", "ListRecords", "ListRecords"]
    assert "from" not in repository.asked[1] and repository.asked[1]["metadataPrefix"] == "marc21"
    (title,) = (await library.search("کتاب ۵")).titles[:1]
    assert title.id == "5"
    # What is asked next is what changed since the repository answered, and nothing has.
    first = await known(store, repository)
    assert first.token is None and first.until is not None
    assert await run(store, repository) == {}
    assert repository.asked[-1]["from"] == first.until
    assert [one.counts["added"] for one in await last_runs(store)] == [7]


async def test_changes_and_deletions_are_carried_over(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2, 3, 4))
    await run(store, repository)
    since = await known(store, repository)
    repository._last = datetime.fromisoformat(str(since.until)).replace(tzinfo=None)
    repository.put(*books(2, mark=" تازه"))
    repository.delete("3", "unheard-of")
    counts = await run(store, repository)
    assert counts == {"read": 3, "changed": 1, "deleted": 1, "copies_deleted": 1, "nothing_to_delete": 1}
    assert await numbers(store) == ["1", "2", "4"]


async def test_a_title_that_is_waited_for_stays_and_is_named(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2))
    await run(store, repository)

    def wait(connection: Any) -> None:
        title = connection.scalar(select(TITLE.c.id).where(TITLE.c.ils_bib_id == "1"))
        patron, now = connection.scalar(select(func.min(PATRON.c.id))), store.clock.now()
        values = {"ils_hold_id": "h-test", "patron_id": patron, "title_id": title, "placed_at": now}
        connection.execute(HOLD.insert().values(**values, idempotency_key="k-test"))

    await store.transact(wait)
    repository.delete("1")
    result = await harvest(store, access(repository), whole=True, by=BY)
    assert result.outcome.counts["kept"] >= 1
    assert "title_in_use" in [found.problem.code for found in result.outcome.problems]
    assert await numbers(store) == ["1", "2"]


async def test_one_identifier_that_goes_takes_no_title_that_another_stands_for(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2))
    repository.put(*books(3), identifier="oai:old:3")
    await run(store, repository)
    # Moved: the same record under another name, in one answer and in two.
    repository._last = datetime.fromisoformat(str((await known(store, repository)).until)).replace(tzinfo=None)
    repository.put(*books(3), identifier="oai:new:3")
    repository.delete("oai:old:3")
    assert (await run(store, repository)).get("deleted") is None
    repository.put(*books(1), identifier="oai:new:1")
    await run(store, repository)
    repository.delete("1")
    assert (await run(store, repository)).get("deleted") is None
    assert await numbers(store) == ["1", "2", "3"]
    repository.delete("oai:new:1")
    assert (await run(store, repository))["deleted"] == 1


async def test_one_that_breaks_off_goes_on_where_it_was_and_is_one_import(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    before = await everything(store)
    repository.put(*books(*range(1, 9)))
    repository.goes_well(3)
    repository.hangs_up()
    assert await refused(store, repository) == "oai_unreachable"
    left = await known(store, repository)
    assert left.token and left.until is None and left.problem and left.problem["code"] == "oai_unreachable"
    assert [(one.state, one.counts["added"]) for one in await last_runs(store)] == [("failed", 6)]
    asked = len(repository.asked)
    assert await run(store, repository) == {"read": 8, "added": 8, "copies_added": 8}
    # Who it is, and the third page alone.
    assert [one.get("resumptionToken") for one in repository.asked[asked:]] == [None, left.token]
    [only] = await last_runs(store)
    assert (only.state, only.counts["added"]) == ("done", 8)
    done = await known(store, repository)
    assert (done.token, done.until, done.problem) == (None, left.began, None)
    await undo_last(store, by=BY)
    assert (await everything(store))[:3] == before[:3]


async def test_a_token_that_is_forgotten_begins_the_harvest_anew(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(*range(1, 6)))
    repository.goes_well(2)
    repository.fails(500)
    assert await refused(store, repository) == "oai_status"
    repository.forgets = True
    # It begins anew, and the repository forgets in the middle of that, too.
    assert await refused(store, repository) == "oai_token"
    assert (await known(store, repository)).token is None
    repository.forgets = False
    assert await run(store, repository) == {
        "read": 5, "added": 2, "unchanged": 3, "copies_added": 2,
    }  # fmt: skip
    assert await numbers(store) == ["1", "2", "3", "4", "5"]


async def test_a_busy_repository_is_asked_again_when_it_says_so(
    store: Store, library: Library, repository: OaiRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def pause(_: object, seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(harvesting._Harvest, "_pause", pause)
    repository.put(*books(1))
    repository.goes_well()
    repository.fails(503, Retry_After="7")
    repository.fails(429)
    assert await run(store, repository) == {"read": 1, "added": 1, "copies_added": 1}
    assert waited == [7.0, 30.0]
    repository.fails(503, Retry_After="86400")
    assert await refused(store, repository) == "oai_busy"


async def test_what_cannot_be_read_is_told_and_keeps_back_nothing_else(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    marc = 'xmlns="http://www.loc.gov/MARC21/slim"'
    repository.put(*books(1))
    repository.put_broken("oai:x:dc", '<dc xmlns="urn:x"><title>no MARC</title></dc>')
    repository.put_broken("oai:x:bare", f"<record {marc}><leader>00000nam a2200000 a 4500</leader></record>")
    repository.put(*books(4))
    result = await harvest(store, access(repository), by=BY)
    assert (result.outcome.counts["added"], result.outcome.counts["broken"]) == (2, 2)
    told = [(found.source.split()[-1], found.number, found.problem.code) for found in result.outcome.problems]
    assert told == [("oai:x:dc", 2, "no_marc"), ("oai:x:bare", 3, "no_id")]
    [kept] = await last_runs(store)
    assert len(kept.problems) == 2


async def test_an_answer_that_is_damaged_is_read_as_far_as_it_goes_and_told(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2, 3, 4))
    repository.goes_well()
    # An entity that no XML knows, in the middle of a title.
    repository.spoils("کتاب 2".encode(), "کتاب &zwnj;2".encode())
    result = await harvest(store, access(repository), by=BY)
    assert [found.problem.code for found in result.outcome.problems] == ["xml", "page_damaged"]
    assert await numbers(store) == ["1", "3", "4"]
    # What is missing may be on the damaged page: nothing is removed.
    repository.lose("4")
    repository.goes_well()
    repository.spoils("کتاب 2".encode(), "کتاب &zwnj;2".encode())
    assert (await run(store, repository, whole=True))["withheld"] == 1
    assert await numbers(store) == ["1", "3", "4"]


async def test_an_answer_that_breaks_off_is_asked_for_again(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(*range(1, 6)))
    repository.goes_well(2)
    repository.cuts(after=b"</header>")
    assert await refused(store, repository) == "oai_damaged"
    assert (await known(store, repository)).token
    assert (await run(store, repository))["added"] == 5


async def test_a_dry_run_counts_the_same_and_writes_nothing(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1, 2, 3, 4))
    before = await everything(store)
    dry = await run(store, repository, dry_run=True)
    assert await everything(store) == before
    assert await harvested(store, access(repository)) is None and await last_runs(store) == []
    assert dry == await run(store, repository)
    repository.lose("4")
    dry = await run(store, repository, whole=True, dry_run=True)
    assert dry["deleted"] == 1 and await numbers(store) == ["1", "2", "3", "4"]
    assert dry == await run(store, repository, whole=True)


async def test_a_whole_harvest_removes_what_is_gone_unless_that_is_too_much(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(*range(1, 13)))
    await run(store, repository)
    repository.lose(*(str(number) for number in range(1, 8)))
    counts = await run(store, repository, whole=True)
    assert (counts["withheld"], counts.get("deleted")) == (7, None)
    assert (await run(store, repository, whole=True, most_missing=1.0))["deleted"] == 7
    assert await numbers(store) == ["10", "11", "12", "8", "9"]


@pytest.mark.parametrize("forgets", [False, True])
async def test_a_whole_harvest_that_breaks_off_removes_what_is_gone_when_it_ends(
    store: Store, library: Library, repository: OaiRepository, forgets: bool
) -> None:
    repository.put(*books(*range(1, 13)))
    await run(store, repository)
    repository.lose("12")
    repository.goes_well(3)
    repository.hangs_up()
    assert await refused(store, repository, whole=True) == "oai_unreachable"
    if forgets:
        repository.forgets = True
        assert await refused(store, repository) == "oai_token"
        repository.forgets = False
    # As the nightly job goes on: it asks for nothing whole.
    assert (await run(store, repository))["deleted"] == 1
    assert "12" not in await numbers(store)
    # And the one after it asks for changes alone.
    await run(store, repository)
    assert "from" in repository.asked[-1]


async def test_what_was_damaged_before_a_break_is_not_missing_after_it(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(*range(1, 13)))
    await run(store, repository)
    repository.lose("12")
    repository.goes_well(1)
    repository.spoils("کتاب 2".encode(), "کتاب &zwnj;2".encode())
    repository.hangs_up()
    assert await refused(store, repository, whole=True) == "oai_unreachable"
    with oai_repository() as other:
        # Another import in between: the part before is an import by itself.
        other.put(*books(50))
        await run(store, other)
    assert (await run(store, repository))["withheld"] == 1
    assert len(await numbers(store)) == 13


async def test_who_begins_at_the_same_moment_and_is_refused_changes_nothing(
    store: Store, library: Library, repository: OaiRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.put(*books(1))
    await run(store, repository)
    first = await known(store, repository)
    repository._last = datetime.fromisoformat(str(first.until)).replace(tzinfo=None)
    repository.put(*books(2, 3))
    since = repository._last.replace(tzinfo=UTC)
    repository.put(*books(4, 5, 6, 7))
    page = harvesting._Harvest._page

    async def late(self: harvesting._Harvest, **asked: Any) -> Any:
        if "since" in asked:
            # Another has begun with all that changed, before the first page of this one is stored.
            await store.transact(lambda connection: begin_anew(connection, first.id, is_whole=False, reaches=True))
        return await page(self, **asked)

    monkeypatch.setattr(harvesting._Harvest, "_page", late)
    repository.goes_well(2)
    repository.hangs_up()
    assert await refused(store, repository, since=since) == "oai_unreachable"
    monkeypatch.undo()
    assert (await known(store, repository)).reaches is False
    await run(store, repository)
    assert (await known(store, repository)).until == first.until
    await run(store, repository)
    assert await numbers(store) == ["1", "2", "3", "4", "5", "6", "7"]


async def test_what_came_from_elsewhere_is_never_missing(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    with oai_repository() as other:
        other.put(*books(50))
        await run(store, other)
    repository.put(*books(1))
    await run(store, repository)
    assert (await run(store, repository, whole=True)).get("deleted") is None
    assert await numbers(store) == ["1", "50"]


async def test_after_an_undo_the_same_changes_are_asked_for_again(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1))
    await run(store, repository)
    first = await known(store, repository)
    repository._last = datetime.fromisoformat(str(first.until)).replace(tzinfo=None)
    repository.put(*books(2))
    await run(store, repository)
    await undo_last(store, by=BY)
    assert (await known(store, repository)).until == first.until
    assert await numbers(store) == ["1"]
    assert (await run(store, repository))["added"] == 1
    assert await numbers(store) == ["1", "2"]


async def test_since_a_day_and_a_set(store: Store, library: Library, repository: OaiRepository) -> None:
    repository.put(*books(1, 2), set_spec="books")
    repository.put(*books(3), set_spec="films")
    since = repository._last.replace(tzinfo=UTC)
    assert (await run(store, repository, since=since))["added"] == 1
    assert repository.asked[-1]["from"] == f"{since:%Y-%m-%dT%H:%M:%SZ}"
    # What came before that was never asked for: it still is.
    assert (await known(store, repository)).until is None
    assert (await run(store, repository, access={"set_spec": "books"}))["added"] == 2
    assert repository.asked[-1]["set"] == "books"


async def test_a_part_that_breaks_off_hides_nothing_that_was_not_asked_for(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1))
    await run(store, repository)
    first = await known(store, repository)
    repository._last = datetime.fromisoformat(str(first.until)).replace(tzinfo=None)
    repository.put(*books(2, 3))
    since = repository._last.replace(tzinfo=UTC)
    repository.put(*books(4, 5, 6, 7))
    # From the third on, and broken off after a page of it.
    repository.goes_well(2)
    repository.hangs_up()
    assert await refused(store, repository, since=since) == "oai_unreachable"
    assert (await run(store, repository))["added"] == 5
    assert (await known(store, repository)).until == first.until
    assert (await run(store, repository))["added"] == 1
    assert await numbers(store) == ["1", "2", "3", "4", "5", "6", "7"]


async def test_days_alone_are_asked_of_a_repository_that_knows_no_hours(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.granularity = "YYYY-MM-DD"
    repository.put(*books(1))
    await run(store, repository)
    until = (await known(store, repository)).until
    await run(store, repository)
    assert until is not None and len(until) == 10 and repository.asked[-1]["from"] == until


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda repository: repository.fails(404), "oai_status"),
        (lambda repository: repository.hangs_up(), "oai_unreachable"),
        (lambda repository: repository.spoils(b"OAI-PMH", b"html"), "oai_none"),
        (lambda repository: repository.faults.append(lambda _: (200, {}, b"")), "oai_none"),
        (lambda repository: repository.faults.append(lambda _: (200, {}, b"<html><p>no")), "oai_none"),
    ],
)
async def test_what_is_no_repository_is_refused_and_noted(
    store: Store, library: Library, repository: OaiRepository, prepare: Any, code: str
) -> None:
    prepare(repository)
    assert await refused(store, repository) == code
    noted = (await known(store, repository)).problem
    assert noted is not None and noted["code"] == code
    assert await last_runs(store) == []


async def test_a_format_that_it_does_not_have_is_told(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    repository.put(*books(1))
    with pytest.raises(ImportRefused, match="cannotDisseminateFormat") as error:
        await run(store, repository, access={"prefix": "marcxml"})
    assert error.value.code == "oai_error"


async def test_of_several_who_would_harvest_today_one_may(
    store: Store, library: Library, repository: OaiRepository
) -> None:
    before = store.clock.now() - timedelta(hours=1)
    asked = [claim(store, access(repository), before) for _ in range(4)]
    assert sorted(await asyncio.gather(*asked)) == [False, False, False, True]
