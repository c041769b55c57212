"""A thousand histories by chance with records made one and taken apart: what is told is allowed, true, and told once.

Patrons agree to reminders of loans, to news of events and of the library, allow mail in place of a chat, withdraw,
leave, borrow, renew, bring back, follow events and block the bot; staff move events and call them off, write a
campaign, and make one record of two and take that back; between any two commits a process may end.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.library_info.closings_and_events import EventValues, delete_event, put_event
from crm.messages import outbox
from crm.notices.fallbacks import chat_blocked
from crm.notices.following import follow_event, reminder_at, unfollow_events
from crm.notices.planning import plan
from crm.notices.rules import PURPOSE_OF
from crm.notices.sending import Digest, Worded, drop_untrue, send_due
from crm.notices.subscriptions import subscribe, unsubscribe
from crm.outreach.running import plan_campaigns, start_due
from crm.people.unmerging import undo_merge
from crm.trust.consents import may_send, record_consent
from protocol.clock import FixedClock
from tests.crm.notices.test_killed import opened
from tests.crm.outreach.test_campaigns import approved, member
from tests.crm.people.test_merging import merge
from tests.support.given_notices import RULES, at_telegram, branch, change, hand_over, loan
from tests.support.givens import NOW
from tests.support.mortal_store import Killed, MortalStore
from tests.support.store_rows import add, add_patron, rows

STORES, READERS, STEPS = 10, 100, 7
BY: dict[str, Any] = {"source": "chat", "by": PATRON}
CHANNELS = ("telegram", "email")
ACTS = (
    "events events news loans loans stop withdraw follow follow follow unfollow borrow borrow renew return block"
    " merge merge undo"
).split()
# What is agreed to and left together, by one of its kinds.
TOGETHER = {"event": ["event"], "campaign": ["campaign"], "overdue": ["due_soon", "overdue"]}
ASKED = {"events": "event", "news": "campaign", "loans": "overdue"}
PURPOSES = sorted({PURPOSE_OF[kind] for kinds in TOGETHER.values() for kind in kinds})


@dataclass
class Record:
    """A patron's record as the test knows it: what was said under it, when, and what it follows since when."""

    id: int
    chat: int
    said: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)
    follows: dict[str, datetime] = field(default_factory=dict)
    heard: set[tuple[Any, ...]] = field(default_factory=set)
    merged_into: Record | None = None
    merged_at: datetime = NOW
    # The running merge by which another went into this one, and how both stood before.
    merge: int | None = None
    before: dict[Any, Any] = field(default_factory=dict)
    touched: bool = False


@dataclass
class Planned:
    """An event as it stands in the calendar, None once it was called off."""

    id: int | None
    begins: datetime
    changed_at: datetime


def tell(digest: Digest) -> Worded:
    """Write every thing on a line, so that it can be read again."""
    lines = []
    for one in digest.items:
        names = (one.names or one.texts or {"en": one.ref})["en"]
        lines.append("|".join((one.kind, one.news, names, str(one.day), str(one.at))))
    return Worded("\n".join(lines))


class Town:
    """One store with its records, its events, the clock, and what arrived."""

    def __init__(self, store: Store, clock: FixedClock, chance: random.Random, by: Actor) -> None:
        self.store, self.clock, self.chance, self.by = store, clock, chance, by
        self.records: list[Record] = []
        self.events: dict[str, Planned] = {}
        self.names: set[tuple[str, int]] = set()
        # Of loans, whoever's they are at that moment.
        self.reminded: set[tuple[Any, ...]] = set()
        self.branch = 0
        # What was heard last: its place in the outbox, and what was noted of it.
        self.last: tuple[int, list[tuple[set[tuple[Any, ...]], tuple[Any, ...]]]] = (0, [])
        self.fails, self.changes = 0.2, 0

    def group(self, record: Record) -> Iterator[Record]:
        """Give a record with those that were made one with it."""
        yield record
        yield from (one for one in self.records if one.merged_into is record)

    def may(self, record: Record, purpose: str, channel: str) -> bool:
        """Tell what the patron agreed to: their own word since the records are one, else the stricter of both."""
        own = record.said.get((purpose, channel))
        joined = [one for one in self.group(record) if one is not record]
        if own is not None and all(own[1] > one.merged_at for one in joined):
            return own[0] == "granted"
        words = [word[0] for one in (record, *joined) if (word := one.said.get((purpose, channel))) is not None]
        return bool(words) and all(word == "granted" for word in words)

    async def act(self, place: int) -> None:
        """Let something happen to one record, or to the pair that it is of."""
        record, other = self.records[place], self.records[place ^ 1]
        what = self.chance.choice(ACTS)
        if what == "merge":
            await self.make_one(record, other)
        elif what == "undo":
            await self.take_apart(record)
        elif record.merged_into is None:
            await self.patron_does(record, what)

    async def patron_does(self, record: Record, what: str) -> None:
        """Let a patron say or do something."""
        store = self.store
        channel = self.chance.choice(CHANNELS)
        kind = self.chance.choice(("event", "event", "campaign", "overdue"))
        record.touched = True
        if what in ("borrow", "renew", "return"):
            await self.lends(record, what)
        elif what in ASKED:
            kind = ASKED[what]
            more: dict[str, Any] = {"identity_id": record.chat} if channel == "telegram" else {}
            if channel == "telegram" and self.chance.random() < 0.6:
                more["fallback"] = "email"
            await store.transact(
                lambda connection: subscribe(connection, store, record.id, TOGETHER[kind], channel, **BY, **more)
            )
            for way in {channel, more.get("fallback", channel)}:
                self.note(record, kind, way, "granted")
        elif what == "stop":
            needed = await self.ways(record, kind)
            await unsubscribe(store, record.id, channels=[channel], kinds=TOGETHER[kind], **BY)
            for way in needed - await self.ways(record, kind):
                self.note(record, kind, way, "withdrawn")
            if kind == "event" and not await self.ways(record, kind) and needed:
                for one in self.group(record):
                    one.follows.clear()
        elif what == "withdraw":
            await record_consent(store, record.id, PURPOSE_OF[kind], channel, "withdrawn", **BY)
            record.said[PURPOSE_OF[kind], channel] = "withdrawn", self.clock.now()
        elif what == "follow":
            await self.follow(record)
        elif what == "unfollow":
            await store.transact(lambda connection: unfollow_events(connection, store, record.id, by=PATRON))
            for one in self.group(record):
                one.follows.clear()
        elif what == "block":
            await chat_blocked(store, record.chat)

    def note(self, record: Record, kind: str, channel: str, word: str) -> None:
        """Remember what was said to a kind, and to what goes together with it."""
        for one in TOGETHER[kind]:
            record.said[PURPOSE_OF[one], channel] = word, self.clock.now()

    async def lends(self, record: Record, what: str) -> None:
        """Let a patron borrow something, or renew or bring back what they have."""
        if what == "borrow":
            self.branch = self.branch or await branch(self.store)
            await loan(self.store, record.id, self.chance.choice((-3, -1, 0, 1, 2, 4)), branch_id=self.branch)
            return
        out = [one for one in await rows(self.store, records.Loan, patron_id=record.id) if one.returned_at is None]
        if not out:
            return
        one = self.chance.choice(out)
        if what == "return":
            await change(self.store, records.Loan, one.id, returned_at=self.clock.now())
        else:
            await change(self.store, records.Loan, one.id, due_at=one.due_at + timedelta(days=3))

    async def ways(self, record: Record, kind: str) -> set[str]:
        """Give every channel by which something of a kind comes to a record."""
        found = await rows(self.store, records.Subscription, patron_id=record.id, kind=kind)
        return {way for one in found if one.ended_at is None for way in (one.channel, one.fallback) if way}

    async def follow(self, record: Record) -> None:
        coming = [name for name, one in self.events.items() if one.id and one.begins > self.clock.now()]
        if not coming:
            return
        name = self.chance.choice(coming)
        event_id = self.events[name].id or 0
        store = self.store
        await store.transact(lambda connection: follow_event(connection, store, record.id, event_id, by=PATRON))
        record.follows.setdefault(name, self.clock.now())

    async def make_one(self, stays: Record, goes: Record) -> None:
        """Make one record of two that are none yet."""
        if any(one.merged_into or one.merge for one in (stays, goes)):
            return
        stays.before = await self.standing(stays, goes)
        done = await merge(self.store, stays.id, goes.id, self.by)
        stays.merge, stays.touched = done.id, False
        goes.merged_into, goes.merged_at = stays, self.clock.now()

    async def take_apart(self, stays: Record) -> None:
        """Take a merge back: what each had is theirs again, and what each had agreed to."""
        if stays.merge is None:
            return
        await undo_merge(self.store, stays.merge, by=self.by)
        [goes] = [one for one in self.records if one.merged_into is stays]
        goes.merged_into, stays.merge = None, None
        now = await self.standing(stays, goes)
        for key, was in stays.before.items():
            if key[0] == "row":
                assert key not in now or now[key] == was, f"{key} was {was} and is {now[key]}"
            elif key[1] is goes.id or not stays.touched:
                assert now[key] == was, f"{key} was {was} and is {now[key]}"

    async def standing(self, *pair: Record) -> dict[Any, Any]:
        """Give whose each row of two records is, and what each agreed to."""
        found: dict[Any, Any] = {}
        for record in pair:
            for table in (records.FollowedEvent, records.Subscription, records.Loan):
                for row in await rows(self.store, table, patron_id=record.id):
                    found["row", table.__tablename__, row.id] = record.id
            for purpose in PURPOSES:
                for channel in CHANNELS:
                    allowed = await may_send(self.store, record.id, purpose, channel)
                    found["may", record.id, purpose, channel] = bool(allowed)
        return found

    async def staff_do(self) -> None:
        """Let staff add, move or call off an event."""
        now = self.clock.now()
        coming = [name for name, one in self.events.items() if one.id and one.begins > now]
        what = self.chance.choice(("add", "move", "move", "call off"))
        # No moment comes twice.
        begins = now + timedelta(
            hours=self.chance.randint(20, 140), minutes=len(self.names) % 60, seconds=len(self.events)
        )
        if what == "add" or len(coming) < 3:
            name = f"E{len(self.events)}"
            self.events[name] = Planned(await put_event(self.store, self.values(name, begins), by=self.by), begins, now)
            return
        name = self.chance.choice(coming)
        event = self.events[name]
        if what == "move":
            await put_event(self.store, self.values(name, begins), by=self.by, event_id=event.id)
            event.begins = begins
        else:
            await delete_event(self.store, event.id or 0, by=self.by)
            event.id = None
        event.changed_at = now

    @staticmethod
    def values(name: str, begins: datetime) -> EventValues:
        """Make the values of an event."""
        kept: dict[str, Any] = dict.fromkeys(EventValues.__dataclass_fields__)
        kept |= {"title_fa": name, "title_en": name, "starts_at": begins, "ends_at": begins + timedelta(hours=1)}
        return EventValues(**kept)

    async def work(self) -> None:
        """Plan and send as the gateway does; what is handed over may fail and is tried again."""
        await drop_untrue(self.store, RULES)
        await plan(self.store, RULES)
        await start_due(self.store, RULES, dice=self.chance)
        await plan_campaigns(self.store, RULES)
        await send_due(self.store, RULES, tell)
        await hand_over(self.store, CHANNELS, tell, self.hear, lambda: self.chance.random() < self.fails)

    async def hear(self, item: outbox.OutboxItem) -> None:
        """Look at what arrives: allowed, by day, to whom it is for, true, and not told before."""
        [talk] = await rows(self.store, records.Interaction, id=item.message.interaction_id)
        [record] = [one for one in self.records if one.id == talk.patron_id]
        is_known = (item.conversation, item.message.seq) in self.names
        self.names.add((item.conversation, item.message.seq))
        now = self.clock.now()
        assert not RULES.is_quiet(now), "in quiet hours"
        assert record.merged_into is None, "to a record that is no more"
        for line in item.message.text.splitlines():
            kind, news, name, day, at = line.split("|")
            assert self.may(record, PURPOSE_OF[kind], item.channel), f"without a latest yes: {line}"
            if kind == "event":
                self.is_true(record, news, name, f"{day} {at}")
            elif kind in TOGETHER["overdue"]:
                await self.is_lent(record, name, day)
            if is_known:
                continue
            if kind in TOGETHER["overdue"]:
                late = (RULES.local_day(now) - date.fromisoformat(day)).days
                step = sum(late >= days for days in RULES.overdue_days) if kind == "overdue" else 0
                reminder = (item.channel, kind, name, day, step)
                assert reminder not in self.reminded, f"twice: {line}"
                self.noted(item, self.reminded, reminder)
                continue
            key = (item.channel, *line.split("|"))
            for one in self.group(record):
                # Who follows it anew, under another record, asked for it after the other was told.
                assert key not in one.heard or (one is not record and self.asked_later(record, name)), f"twice: {line}"
            self.noted(item, record.heard, key)

    def noted(self, item: outbox.OutboxItem, where: set[tuple[Any, ...]], key: tuple[Any, ...]) -> None:
        """Remember what arrived, and that this was the last."""
        where.add(key)
        self.last = item.id, [*(self.last[1] if self.last[0] == item.id else ()), (where, key)]

    async def ended(self) -> None:
        """Forget what a process handed to Telegram right before it ended: nothing tells it whether that arrived.

        A mail has a name by which it is known when it comes again.
        """
        of, heard = self.last
        [item] = await rows(self.store, records.Outbox, id=of) or [None]
        if item is not None and item.state != "sent" and item.channel == "telegram":
            for where, key in heard:
                where.discard(key)

    def asked_later(self, record: Record, name: str) -> bool:
        """Tell whether a record follows something since later than those that were made one with it."""
        mine = record.follows.get(name)
        others = [one.follows.get(name) for one in self.group(record) if one is not record]
        return mine is not None and all(one is None or mine >= one for one in others)

    def is_true(self, record: Record, news: str, name: str, told: str) -> None:
        """Look whether what is told of an event is so, and whether they follow it."""
        event = self.events[name]
        begins = event.begins.astimezone(RULES.zone)
        assert any(name in one.follows for one in self.group(record)), "nobody follows it"
        assert told == f"{begins.date()} {begins.time()}", "another time"
        assert event.begins > self.clock.now(), "it has begun"
        assert (event.id is None) == (news == "called_off"), "called off, or not"

    async def is_lent(self, record: Record, ref: str, day: str) -> None:
        """Look whether what is told of a loan is so, and whether it is theirs."""
        [lent] = await rows(self.store, records.Loan, ils_loan_id=ref)
        assert lent.returned_at is None and lent.patron_id == record.id, "brought back, or another's"
        assert day == str(RULES.local_day(lent.due_at)), "renewed"

    async def settle(self) -> None:
        """Let a day pass by without anybody doing anything, so that all that waits can go out."""
        self.fails = 0.0
        for _ in range(6):
            self.clock.advance(timedelta(hours=4))
            await self.work()

    async def owed(self, since: datetime) -> list[str]:
        """Name what somebody may be told by mail, whose time came since a moment, and was not."""
        missing, now = [], self.clock.now()
        for record in self.records:
            if record.merged_into:
                continue
            if await self.by_mail(record, "event"):
                for name, followed_at in record.follows.items():
                    event = self.events[name]
                    moment = reminder_at(RULES, event.begins, followed_at)
                    if event.id is None or moment is None or not since < moment <= now - timedelta(hours=5):
                        continue
                    told = any(one[0] == "email" and one[1] == "event" and one[3] == name for one in record.heard)
                    if event.begins > now and not told:
                        missing.append(f"{record.id} {name} {moment}")
            if await self.by_mail(record, "overdue"):
                missing += await self.not_reminded(record, since, now - timedelta(hours=5))
        return missing

    async def by_mail(self, record: Record, kind: str) -> bool:
        """Tell whether a record is told of a kind by mail first, and agreed to that."""
        subscribed = await rows(self.store, records.Subscription, patron_id=record.id, kind=kind, channel="email")
        return any(one.ended_at is None for one in subscribed) and self.may(record, PURPOSE_OF[kind], "email")

    async def not_reminded(self, record: Record, since: datetime, until: datetime) -> list[str]:
        """Name the overdue loans of a record of which one reminder was due between two moments and did not come."""
        missing = []
        for lent in await rows(self.store, records.Loan, patron_id=record.id):
            day = RULES.local_day(lent.due_at)
            for step, days in enumerate(sorted(RULES.overdue_days), start=1):
                falls = since < RULES.morning(day + timedelta(days=days)) <= until
                told = ("email", "overdue", lent.ils_loan_id, str(day), step) in self.reminded
                if lent.returned_at is None and falls and not told:
                    missing.append(f"{record.id} {lent.ils_loan_id} {day} {days}")
        return missing


async def settle_in(store: Store, count: int) -> tuple[list[tuple[int, int]], Actor]:
    """Fill a store with records, each with a chat and an address, and let a campaign be written."""
    sara, omid = await member(store, "sara"), await member(store, "omid")
    found = []
    for place in range(count):
        patron = await add_patron(store, category="student")
        who = await at_telegram(store, patron, f"{place}")
        address = {"value": f"{place}@example.org", "value_norm": f"{place}@example.org"}
        await add(store, records.ContactPoint, patron_id=patron, kind="email", is_primary=True, **address)
        found.append((patron, who.id))
    await approved(
        store, sara, omid, starts_at=NOW + timedelta(hours=20), ends_at=NOW + timedelta(days=9),
        channels=("email", "telegram"), hours_from=time(0), hours_until=time(23, 59),
    )  # fmt: skip
    return found, omid


async def played(town: Town, *, kills: bool, path: Path | None = None) -> None:
    """Play a store's histories, and look at the end whether anybody was left out."""
    store, clock, chance = town.store, town.clock, town.chance
    for _ in range(STEPS):
        for _ in range(3):
            await town.staff_do()
        for place in range(len(town.records)):
            if chance.random() < 0.6:
                await town.act(place)
        clock.advance(timedelta(hours=chance.choice((1, 3, 6, 11))))
        if kills and isinstance(store, MortalStore) and path is not None and chance.random() < 0.5:
            store.ends_at, store.after_commit = store.commits + chance.randint(1, 30), chance.random() < 0.5
        try:
            await town.work()
        except Killed:
            await store.close()
            assert path is not None
            town.store = store = await opened(path, clock)
            await town.ended()
            await outbox.recover(store)
        if isinstance(store, MortalStore):
            store.ends_at = 0
    since = clock.now()
    await town.settle()
    assert await town.owed(since) == [], "left out"


@dataclass
class Filled:
    """A store in which everybody is there and nobody has said anything, to be copied."""

    file: Path
    records: list[tuple[int, int]]
    by: Actor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def filled(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Filled:
    path = tmp_path_factory.mktemp("filled") / "town.sqlite3"
    shutil.copy(sqlite_file, path)
    store = await opened(path, FixedClock(NOW, frozen=True))
    found, by = await settle_in(store, READERS)
    await store.close()
    return Filled(path, found, by)


@pytest.mark.parametrize("number", range(STORES))
async def test_by_chance(number: int, tmp_path: Path, filled: Filled, clock: FixedClock) -> None:
    path = tmp_path / "town.sqlite3"
    shutil.copy(filled.file, path)
    town = Town(await opened(path, clock), clock, random.Random(number), filled.by)
    town.records = [Record(patron, chat) for patron, chat in filled.records]
    await played(town, kills=True, path=path)
    heard = {line[1] for one in town.records for line in one.heard}
    assert heard == {"event", "campaign"} and sum(len(one.heard) for one in town.records) > READERS / 8
    assert len(town.reminded) > READERS / 20
    await town.store.close()


async def test_by_chance_on_either_database(store: Store, clock: FixedClock) -> None:
    found, by = await settle_in(store, 16)
    town = Town(store, clock, random.Random(99), by)
    town.records = [Record(patron, chat) for patron, chat in found]
    await played(town, kills=False)


def test_they_are_a_thousand() -> None:
    assert STORES * READERS == 1000
