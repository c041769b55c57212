"""A thousand histories by chance: whoever may be told is told once, and nobody else, whatever happens in between.

In each a patron agrees, withdraws and leaves, signs in and out, borrows, renews and returns, while planners and senders
work, fail and are ended between any two commits, by day and by night.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity, identity_for
from crm.conversations.signing_in import unlink
from crm.database.store import Store
from crm.messages import outbox
from crm.notices.planning import plan
from crm.notices.rules import PURPOSE_OF
from crm.notices.sending import SendingRound, drop_untrue
from crm.notices.subscriptions import subscribe, unsubscribe
from crm.trust.consents import record_consent
from protocol.clock import FixedClock
from tests.crm.notices.test_killed import opened
from tests.support.given_notices import RULES, change, hand_over, loan, plainly, send
from tests.support.givens import NOW
from tests.support.mortal_store import Killed, MortalStore
from tests.support.store_rows import add, add_patron, rows, say, sign_in

STORES, READERS, STEPS = 10, 100, 12
BY: dict[str, Any] = {"source": "chat", "by": PATRON}
CHANNELS = ("telegram", "email")
KINDS = ("due_soon", "overdue")
ACTS = "ask ask ask stop withdraw borrow borrow renew return sign_out sign_in other".split()


@dataclass
class Reader:
    """A patron as the test knows them: every loan, and what they said last, by purpose and channel."""

    patron: int
    chat: Identity
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    loans: dict[str, int] = field(default_factory=dict)
    is_signed_in: bool = True


@dataclass
class Said:
    """One line that arrived: what, of which loan with which date, where, and in whose chat."""

    at: datetime
    channel: str
    external_id: str
    kind: str
    ref: str
    day: str
    patron: int | None


class House:
    """One store with its readers, the clock, and everything that arrived."""

    def __init__(self, store: MortalStore, clock: FixedClock, chance: random.Random) -> None:
        self.store, self.clock, self.chance = store, clock, chance
        self.readers: list[Reader] = []
        self.heard: list[Said] = []
        self.names: set[tuple[str, int]] = set()
        self.fails = 0.25

    async def act(self, reader: Reader) -> None:
        """Let one reader do one thing."""
        what = self.chance.choice(ACTS)
        kind, channel = self.chance.choice(KINDS), self.chance.choice(CHANNELS)
        store = self.store
        if what == "ask":
            more = {"identity_id": reader.chat.id} if channel == "telegram" else {}
            await store.transact(
                lambda connection: subscribe(connection, store, reader.patron, [kind], channel, **BY, **more)
            )
            reader.asked.add((kind, channel))
            reader.said[PURPOSE_OF[kind], channel] = "granted"
        elif what == "stop":
            await unsubscribe(store, reader.patron, channels=[channel], kinds=[kind], **BY)
            if (kind, channel) in reader.asked:
                reader.said[PURPOSE_OF[kind], channel] = "withdrawn"
            reader.asked.discard((kind, channel))
        elif what == "withdraw":
            await record_consent(store, reader.patron, PURPOSE_OF[kind], channel, "withdrawn", **BY)
            reader.said[PURPOSE_OF[kind], channel] = "withdrawn"
        elif what == "borrow":
            key = await loan(store, reader.patron, self.chance.choice((-3, 1, 2, 4)))
            [row] = await rows(store, records.Loan, id=key)
            reader.loans[row.ils_loan_id] = key
        elif what in ("renew", "return") and reader.loans:
            key = self.chance.choice(list(reader.loans.values()))
            [row] = await rows(store, records.Loan, id=key)
            if what == "return":
                await change(store, records.Loan, key, returned_at=self.clock.now())
            else:
                await change(store, records.Loan, key, due_at=row.due_at + timedelta(days=3))
        elif what == "sign_out" and reader.is_signed_in:
            await unlink(store, reader.chat.id)
            reader.is_signed_in = False
        elif what in ("sign_in", "other"):
            # Now and then somebody else sits there before the patron comes back.
            if what == "other":
                await sign_in(store, reader.chat, self.chance.choice(self.readers).patron)
                await say(store, reader.chat)
            await sign_in(store, reader.chat, reader.patron)
            await say(store, reader.chat)
            reader.is_signed_in = True

    async def work(self) -> bool:
        """Plan and send as the gateway does, and tell if there was anything to do.

        What is handed over may fail and is tried again.
        """
        dropped = await drop_untrue(self.store, RULES)
        planned = await plan(self.store, RULES)
        sent = await send(self.store)
        tried = await hand_over(self.store, CHANNELS, plainly, self.hear, lambda: self.chance.random() < self.fails)
        return bool(planned or tried) or (dropped, sent) != (SendingRound(), SendingRound())

    async def hear(self, item: outbox.OutboxItem) -> None:
        [talk] = await rows(self.store, records.Interaction, id=item.message.interaction_id)
        # A process that ended before it had noted what it handed over does so again, under a name that is known.
        is_known = (item.conversation, item.message.seq) in self.names
        self.names.add((item.conversation, item.message.seq))
        for line in item.message.text.splitlines():
            kind, day, ref = line.split()
            said = Said(self.clock.now(), item.channel, item.external_id, kind, ref, day, talk.patron_id)
            await self.check(said, item)
            if not is_known:
                self.heard.append(said)

    async def check(self, said: Said, item: outbox.OutboxItem) -> None:
        """At the moment of hearing: consent, quiet hours, truth, and whose chat it is."""
        [reader] = [one for one in self.readers if one.patron == said.patron]
        assert not RULES.is_quiet(said.at), "in quiet hours"
        assert (said.kind, said.channel) in reader.asked, "nobody asked, or they left"
        latest = reader.said.get((PURPOSE_OF[said.kind], said.channel))
        assert latest == "granted", "without a latest yes"
        [row] = await rows(self.store, records.Loan, ils_loan_id=said.ref)
        assert row.returned_at is None and row.patron_id == reader.patron, "brought back"
        assert said.day == str(RULES.local_day(row.due_at)), "renewed"
        if said.channel == "telegram":
            assert item.identity_id == reader.chat.id and reader.is_signed_in, "somebody else's chat"

    async def settle(self) -> None:
        """Let two days pass by without anybody doing anything, so that all that waits can go out."""
        self.fails = 0.0
        for _ in range(10):
            self.clock.advance(timedelta(hours=5))
            # Of each chat and address one message at a time; where a round finds nothing to do, neither does the next.
            for _ in range(3):
                if not await self.work():
                    break

    def twice(self) -> list[Said]:
        """Give what was told again: of an overdue loan each of its reminders is told once."""
        told: set[tuple[Any, ...]] = set()
        again = []
        for one in self.heard:
            late = (RULES.local_day(one.at) - date.fromisoformat(one.day)).days
            step = sum(late >= days for days in RULES.overdue_days) if one.kind == "overdue" else 0
            what = (one.patron, one.channel, one.kind, one.ref, one.day, step)
            if what in told:
                again.append(one)
            told.add(what)
        return again

    async def owed(self) -> list[str]:
        """Name what somebody asked for, may be told, and was not."""
        missing = []
        heard = {(one.patron, one.channel, one.kind, one.ref, one.day) for one in self.heard}
        for reader in self.readers:
            for kind, channel in reader.asked:
                if reader.said.get((PURPOSE_OF[kind], channel)) != "granted":
                    continue
                if channel == "telegram" and not reader.is_signed_in:
                    continue
                for ref, key in reader.loans.items():
                    [row] = await rows(self.store, records.Loan, id=key)
                    late = (self.clock.now() - row.due_at).days
                    falls = kind == "overdue" and 2 <= late <= 4
                    day = str(RULES.local_day(row.due_at))
                    if row.returned_at is None and falls and (reader.patron, channel, kind, ref, day) not in heard:
                        missing.append(f"{reader.patron} {channel} {kind} {ref} {day}")
        return missing


async def reader_of(store: Store, place: int) -> tuple[int, Identity]:
    """A patron with an address, and a chat of their own that they are signed in to."""
    patron = await add_patron(store)
    chat = await identity_for(store, "telegram", f"{place}", language="fa")
    await sign_in(store, chat, patron)
    await say(store, chat)
    address = {"value": f"{place}@example.org", "value_norm": f"{place}@example.org"}
    await add(store, records.ContactPoint, patron_id=patron, kind="email", is_primary=True, **address)
    return patron, chat


@dataclass
class Begun:
    """A store in which every reader is signed in to their chat, to be copied, and who they are."""

    file: Path
    readers: list[tuple[int, Identity]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def begun(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Begun:
    path = tmp_path_factory.mktemp("begun") / "house.sqlite3"
    shutil.copy(sqlite_file, path)
    store = await opened(path, FixedClock(NOW, frozen=True))
    readers = [await reader_of(store, place) for place in range(READERS)]
    await store.close()
    return Begun(path, readers)


@pytest.mark.parametrize("number", range(STORES))
async def test_by_chance(number: int, tmp_path: Path, begun: Begun, clock: FixedClock) -> None:
    path = tmp_path / "house.sqlite3"
    shutil.copy(begun.file, path)
    chance = random.Random(number)
    house = House(await opened(path, clock), clock, chance)
    house.readers = [Reader(patron, chat) for patron, chat in begun.readers]
    for _ in range(STEPS):
        for reader in house.readers:
            if chance.random() < 0.5:
                await house.act(reader)
        clock.advance(timedelta(hours=chance.choice((1, 3, 6, 11))))
        store = house.store
        if chance.random() < 0.5:
            store.ends_at, store.after_commit = store.commits + chance.randint(1, 30), chance.random() < 0.5
        try:
            await house.work()
        except Killed:
            await store.close()
            house.store = await opened(path, clock)
            await outbox.recover(house.store)
        house.store.ends_at = 0
    await house.settle()
    assert await house.owed() == [], "left out"
    assert house.twice() == []
    assert len(house.heard) > READERS / 4
    await house.store.close()


def test_they_are_a_thousand() -> None:
    assert STORES * READERS == 1000


def test_a_store_that_is_not_ended_is_the_real_one() -> None:
    assert issubclass(MortalStore, Store)
