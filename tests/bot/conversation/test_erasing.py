"""Words planted everywhere are nowhere after an erasure: in no row of any table, and in no byte of any file of HOME."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.content.examples import Example
from bot.content.project import Project
from bot.conversation.erasing import ErasedChat, _take_out, erase_chat_everywhere, erase_everywhere
from bot.engine_client import EngineUnavailable
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.forgetting.open_matters import Unsettled
from crm.forgetting.patrons import taught_by
from crm.forgetting.traces import Taught
from crm.trust.carried import AFTER_ERASURE, CARRIED
from crm.trust.consents import record_consent
from crm.trust.copying import Whose
from crm.trust.links import data_link_issue
from crm.trust.receipts import read_receipt
from engine.event_log import EventLog
from library.embedded.adapter import EmbeddedLibrary
from library.errors import IlsUnavailable
from library.values import FeeAccount, Loan, Money
from protocol.turns import Forgotten
from tests.crm.forgetting.test_no_byte_left import dumped, every_row, in_files, remembered
from tests.support.planted import EMAIL, PHONE, Planted, plant, team
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor

CARD, NAME = "20001001", "Zarghamzadehone"
BY = Actor("system", "test")


class TrackersEngine:
    """An engine's memory without the engine: what it is asked to forget is deleted from its own table."""

    def __init__(self, log: EventLog) -> None:
        self.log = log

    async def forget(self, names: Sequence[str], *, timeout: float) -> Forgotten:
        events = self.log.delete(list(names))
        self.log.tidy()
        return Forgotten(list(names), events)


def house(store: Store) -> EmbeddedLibrary:
    return EmbeddedLibrary(store, store.clock)


async def known(store: Store) -> int:
    values = {"display_name": f"{NAME} name", "birth_year": 1371, "ils_patron_id": f"{NAME} ils"}
    patron_id = await add_patron(store, CARD, restriction_reason_en=f"{NAME} owes", **values)
    address = {"patron_id": patron_id, "kind": "email", "value": f"{NAME}{EMAIL}", "value_norm": f"{NAME}{EMAIL}"}
    await add(store, records.ContactPoint, **address)
    await record_consent(store, patron_id, "new_titles", "email", "granted", source="chat", by=PATRON)
    return patron_id


async def left(store: Store, home: Path, wanted: Sequence[str]) -> list[str]:
    """Give which words are left, and where."""
    tables, files = dumped(await every_row(store)), in_files(home)
    rows_with = [line[:200] for line in tables.splitlines() if any(word in line for word in wanted)]
    return [*rows_with, *(word for word in wanted if word.encode() in files)]


def traced(planted: Planted) -> list[str]:
    """Give what was planted but for what an editor typed into the training content."""
    return [word for word in planted.words if word not in planted.by_staff]


async def test_of_an_erased_patron_no_word_is_left_anywhere(store: Store, tmp_path: Path) -> None:
    by = await team(store)
    mine = await known(store)
    planted = await plant(store, by, mine)
    for identity in await rows(store, records.ChannelIdentity, patron_id=mine):
        await data_link_issue(store, identity.id)
    log = remembered(tmp_path, planted)
    wanted = [*traced(planted), NAME, EMAIL, PHONE]
    assert len(await left(store, tmp_path, wanted)) > len(planted.words), "they were everywhere"
    done = await erase_everywhere(store, TrackersEngine(log), house(store), mine, by=BY)  # type: ignore[arg-type]
    assert await left(store, tmp_path, wanted) == []
    assert done.engine_events == len(planted.conversations) * len(planted.words)
    assert_receipt(store, done)
    (request,) = await rows(store, records.DataRequest)
    assert (request.status, request.outcome["consent_record"], request.outcome["data_link"]) == ("done", 1, 2)
    log.close()


async def test_of_an_erased_chat_no_word_is_left_anywhere(store: Store, tmp_path: Path) -> None:
    planted = await plant(store, await team(store))
    log = remembered(tmp_path, planted)
    engine = TrackersEngine(log)
    chats = [row.id for row in await rows(store, records.ChannelIdentity)]
    assert len(chats) == 2
    for chat in chats:
        assert_receipt(store, await erase_chat_everywhere(store, engine, chat, by=BY))  # type: ignore[arg-type]
    assert await left(store, tmp_path, [*traced(planted), EMAIL, PHONE]) == []
    log.close()


async def test_the_receipt_says_when_the_engine_forgets_later(store: Store) -> None:
    class Away:
        async def forget(self, names: Sequence[str], *, timeout: float) -> Forgotten:
            raise EngineUnavailable("away")

    mine = await known(store)
    await plant(store, await team(store), mine)
    done = await erase_everywhere(store, Away(), house(store), mine, by=BY)  # type: ignore[arg-type]
    assert done.told is not None
    assert done.told.engine is None
    again = await erase_everywhere(store, Away(), house(store), mine, by=BY)  # type: ignore[arg-type]
    assert (again.receipt.already, again.signed) == (True, None)


async def test_what_the_receipt_says_of_each_table_is_so(store: Store, tmp_path: Path) -> None:
    by = await team(store)
    mine = await known(store)
    await plant(store, by, mine)
    before = await every_row(store)
    log = EventLog(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    done = await erase_everywhere(store, TrackersEngine(log), house(store), mine, by=BY)  # type: ignore[arg-type]
    after = await every_row(store)
    for one in CARRIED:
        count = done.receipt.stores[one.table]
        was, now = (len(tables[one.table]) for tables in (before, after))
        if one.table not in ("audit_event", "data_request", "case_event"):
            # All rows were this patron's: there is nobody else.
            assert was == count, one.table
            # That a conversation ended with it is noted once more.
            assert now == 0 if AFTER_ERASURE[one.table] == "deleted" else now in (was, was + 1), one.table
    log.close()


async def test_what_another_library_system_has_open_is_in_the_way(sqlite_store: Store) -> None:
    store = sqlite_store

    class Elsewhere(EmbeddedLibrary):
        async def fees(self, patron_id: int) -> FeeAccount:
            return FeeAccount(Money(700, "IRR"), None)

    class Gone(EmbeddedLibrary):
        async def loans(self, patron_id: int) -> list[Loan]:
            raise IlsUnavailable("away")

    mine = await known(store)
    with pytest.raises(Unsettled) as refused:
        await erase_everywhere(store, None, Elsewhere(store, store.clock), mine, by=BY)  # type: ignore[arg-type]
    assert refused.value.owed == ((700, "IRR"),)
    (request,) = await rows(store, records.DataRequest)
    assert (request.status, request.refusal_reason) == ("refused", "unsettled")
    with pytest.raises(IlsUnavailable):
        await erase_everywhere(store, None, Gone(store, store.clock), mine, by=BY)  # type: ignore[arg-type]
    (left,) = await rows(store, records.Patron, id=mine)
    assert left.erased_at is None


def assert_receipt(store: Store, done: ErasedChat) -> None:
    assert done.signed is not None
    receipt = read_receipt(store, done.signed)
    assert receipt == done.told
    assert receipt.stores.keys() == {one.table for one in CARRIED}
    assert receipt.stores["message"] > 0
    assert NAME not in done.signed


async def test_an_accepted_example_of_theirs_is_taken_out_of_the_content(store: Store, tmp_path: Path) -> None:
    by = await team(store)
    mine = await known(store)
    await plant(store, by, mine)
    [taught] = await taught_by(store, Whose(patron_id=mine))
    content = Project(tmp_path / "state")
    content.add_examples(taught.language, taught.intent, [taught.text, "an example of somebody else entirely"])
    log = remembered(tmp_path, Planted(mine))
    engine = TrackersEngine(log)
    done = await erase_everywhere(store, engine, house(store), mine, by=BY, content=content)  # type: ignore[arg-type]
    assert done.told is not None and (done.told.examples, done.told.examples_left) == (1, 0)
    texts = {one.text for one in content.examples()}
    assert taught.text not in texts and "an example of somebody else entirely" in texts
    assert taught.text.encode() not in b"".join(
        file.read_bytes() for file in (tmp_path / "state").rglob("*") if file.is_file()
    )
    assert done.signed is not None and read_receipt(store, done.signed).examples == 1
    log.close()


async def test_an_accepted_example_that_outlived_its_proposal_is_found_by_its_words(
    store: Store, tmp_path: Path
) -> None:
    mine = await known(store)
    who = await sign_in(store, await visitor(store, "en"), mine)
    await say(store, who, "where is the Zargham shelf, please?")
    await say(store, who, "opening hours")
    content = Project(tmp_path / "state")
    shipped = next(one for one in content.examples() if one.language == "en" and len(one.text.split()) > 3)
    await say(store, who, shipped.text)
    # Accepted long ago; the proposal is deleted. And what staff wrote themselves.
    content.add_examples("en", "hours", ["Where is the zargham shelf please", "an example of somebody else entirely"])
    log = remembered(tmp_path, Planted(mine))
    engine = TrackersEngine(log)
    done = await erase_everywhere(store, engine, house(store), mine, by=BY, content=content)  # type: ignore[arg-type]
    assert done.told is not None and (done.told.examples, done.told.examples_left) == (1, 0)
    texts = {one.text for one in content.examples()}
    assert "Where is the zargham shelf please" not in texts and "an example of somebody else entirely" in texts
    assert shipped.text in texts, "what came with the product is nobody's words"
    log.close()


def test_what_another_process_takes_out_at_the_same_moment_is_not_counted_as_left(tmp_path: Path) -> None:
    texts = ["Where is the Zargham shelf please", "an example of somebody else entirely"]
    other = Project(tmp_path / "state")
    other.add_examples("en", "hours", texts)

    class Late(Project):
        @contextlib.contextmanager
        def editing(self) -> Iterator[Path]:
            # It was there when this one looked.
            other.remove_examples("en", "hours", texts[:1])
            with super().editing() as folder:
                yield folder

    assert _take_out(Late(tmp_path / "state"), [Taught("en", "hours", texts[0])], ()) == (0, 0)
    assert texts[1] in {one.text for one in other.examples()}


def test_what_stands_in_the_content_is_read_while_nobody_edits_it(tmp_path: Path) -> None:
    text = "Where is the Zargham shelf please"
    Project(tmp_path / "state").add_examples("en", "hours", [text])

    class Watched(Project):
        def examples(self) -> list[Example]:
            with (self.overlay / ".lock").open("w") as handle, pytest.raises(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return super().examples()

    content = Watched(tmp_path / "state")
    assert _take_out(content, [Taught("en", "hours", text)], ()) == (1, 0)
    assert _take_out(content, [Taught("en", "hours", text)], ()) == (0, 0)


def test_where_staff_edited_nothing_an_erasure_writes_nothing_into_the_content(tmp_path: Path) -> None:
    assert _take_out(Project(tmp_path / "state"), [Taught("en", "hours", "taught by nobody")], ()) == (0, 0)
    assert not (tmp_path / "state").exists()
