"""Sending: what is due goes into the outbox as one message for each patron and channel, if it is still true and wanted.

Consent, subscription, quiet hours and the state of the loan are read again in the very transaction that writes the
message: whoever withdraws, returns or renews a moment before hears nothing. The message, its place in the outbox and
what became of each notice are committed together, so that after any end of a process each is done once or not yet.
A transaction tells a few patrons, with as many statements for all of them as for one, and is over in a moment: others
write meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select, update

from crm import records
from crm.database.many import among
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.fallbacks import other_way
from crm.notices.judging import ABOUT, Agreed, Digest, Verdicts, Worded, asked, unwanted
from crm.notices.letters import Letter, write
from crm.notices.mirror import is_fresh
from crm.notices.queue import IS_QUEUED
from crm.notices.rules import ASKED_ALONE, NoticeRules
from crm.notices.things_read import things_of
from crm.notices.ways import Way, at_the_web, ways_on

__all__ = ["ABOUT", "Digest", "SendingRound", "Worded", "drop_untrue", "send_due"]

PATRONS = 100
# Patrons who are told in one transaction: the more, the fewer statements for each, and the longer others wait to write.
AT_ONCE = 25
BATCH = 500
# One message tells so many things; what is more comes with the next one.
MOST_THINGS = 50

_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)
_SUBSCRIPTION = table_of(records.Subscription)


@dataclass(slots=True)
class SendingRound:
    """What a round of sending did: messages written, and notices that were kept back, by reason."""

    messages: int = 0
    things: int = 0
    suppressed: dict[str, int] = field(default_factory=dict)
    cancelled: dict[str, int] = field(default_factory=dict)

    def add(self, other: "SendingRound") -> None:
        """Add what another part of the round did."""
        self.messages += other.messages
        self.things += other.things
        for mine, theirs in ((self.suppressed, other.suppressed), (self.cancelled, other.cancelled)):
            for reason, count in theirs.items():
                mine[reason] = mine.get(reason, 0) + count


async def send_due(
    store: Store,
    rules: NoticeRules,
    word: Callable[[Digest], Worded],
    *,
    most: int = 2000,
) -> SendingRound:
    """Put what is due into the outbox; nothing in quiet hours. One transaction for AT_ONCE patrons.

    For `most` patrons at most outside of the web page, as many there, and as many who are not there and allowed
    another way.
    """
    told = SendingRound()
    now = store.clock.now()
    if rules.is_quiet(now):
        return told
    for candidates in (_waiting, _at_the_web, _away_from_the_web):
        seen = after = 0
        while seen < most:
            found = await store.look(partial(_ids, query=candidates(store, after)))
            for begin in range(0, len(found), AT_ONCE):
                await _tell_some(store, rules, word, found[begin : begin + AT_ONCE], told)
            seen += len(found)
            if len(found) < PATRONS:
                break
            after = found[-1]
    return told


async def _tell_some(
    store: Store, rules: NoticeRules, word: Callable[[Digest], Worded], patron_ids: Sequence[int], told: SendingRound
) -> None:
    try:
        told.add(await store.transact(partial(_tell, store, rules, word, patron_ids)))
    except Exception:
        if len(patron_ids) == 1:
            raise
        # Whatever it is that fails for one of them, those before are told.
        for patron_id in patron_ids:
            told.add(await store.transact(partial(_tell, store, rules, word, [patron_id])))


def _ids(connection: Connection, query: Select[Any]) -> list[int]:
    return list(connection.scalars(query))


def _waiting(store: Store, after: int) -> Select[Any]:
    """Give the patrons who are to hear something outside of the web page."""
    return _queued(store, after).where(_NOTICE.c.channel != "web_chat")


def _at_the_web(store: Store, after: int) -> Select[Any]:
    """Give the patrons who are to hear something on the web page, and are signed in there now."""
    here = _NOTICE.c.patron_id.in_(at_the_web(store.clock.now()))
    return _queued(store, after).where(_NOTICE.c.channel == "web_chat", here)


def _away_from_the_web(store: Store, after: int) -> Select[Any]:
    """Give the patrons who are not signed in on the web page now, and allowed to be told elsewhere then."""
    here = _NOTICE.c.patron_id.in_(at_the_web(store.clock.now()))
    elsewhere = select(_SUBSCRIPTION.c.id).where(
        _SUBSCRIPTION.c.fallback.is_not(None), _SUBSCRIPTION.c.ended_at.is_(None)
    )
    return _queued(store, after).where(_NOTICE.c.channel == "web_chat", ~here, _NOTICE.c.subscription_id.in_(elsewhere))


def _queued(store: Store, after: int) -> Select[Any]:
    return (
        select(_NOTICE.c.patron_id)
        .where(IS_QUEUED, _NOTICE.c.patron_id > after, _NOTICE.c.send_after <= store.clock.now())
        # Who waits for the library system to be asked once more takes nobody's turn.
        .where(is_fresh(store.clock.now()))
        .distinct()
        .order_by(_NOTICE.c.patron_id)
        .limit(PATRONS)
    )


def _tell(
    store: Store,
    rules: NoticeRules,
    word: Callable[[Digest], Worded],
    patron_ids: Sequence[int],
    connection: Connection,
) -> SendingRound:
    """Tell some patrons what is due on each channel, or note why it is kept back."""
    now = store.clock.now()
    # Patrons before what is theirs, as a reading, an erasure and a merge lock them.
    whom = select(_PATRON).where(among(connection, _PATRON.c.id, patron_ids)).order_by(_PATRON.c.id)
    locked = connection.execute(whom.with_for_update(read=True, key_share=True)).mappings()
    patrons = {row["id"]: row for row in locked}
    notices = connection.execute(_due(connection, patron_ids, now)).mappings().all()
    things, agreed = things_of(connection, notices, rules), Agreed(connection, notices, now)
    verdicts, waiting = Verdicts(), _Waiting()
    tomorrow = rules.morning(rules.local_day(now) + timedelta(days=1))
    left: list[tuple[RowMapping, str | None]] = []
    for notice in notices:
        if (untrue := things.untrue(notice, now)) is not None:
            verdicts.note("cancelled", untrue, notice)
        elif things.is_stale(notice, now):
            # The library system is asked once more before it is told (crm.notices.mirror_turns).
            continue
        elif (until := things.waits(notice, rules, now)) is not None:
            # It is not looked at in every round: others would never have their turn.
            waiting.note(until, notice)
        elif (why := unwanted(rules, notice, agreed)) is not None and why != "channel_off":
            verdicts.note("suppressed", why, notice)
        else:
            left.append((notice, why))
    ways = _ways(connection, patrons, [notice for notice, why in left if why is None], now)
    letters: dict[tuple[int, str, int, int | None], Letter] = {}
    for notice, why in left:
        channel, patron = notice["channel"], patrons[notice["patron_id"]]
        way = Way(None, why=why) if why is not None else ways[channel][patron["id"], notice["identity_id"]]
        if way.identity_id is None and (other := other_way(connection, rules, notice, patron, agreed, now)) is not None:
            way, channel = other, notice["fallback"]
        if way.identity_id is not None:
            place = patron["id"], channel, way.identity_id, things.letter(notice)
            letters.setdefault(place, Letter(patron["id"], channel, way)).about.append(notice)
        elif way.why == "signed_out":
            # They are told when they sign in there again: it is looked at once a day.
            waiting.note(tomorrow, notice)
        elif way.why is not None:
            verdicts.note("suppressed", way.why, notice)
    verdicts.settle(connection, now)
    waiting.write(connection)
    for letter in letters.values():
        # What has a date goes before what is only new.
        letter.about.sort(key=lambda one: one["kind"] in ASKED_ALONE)
        del letter.about[MOST_THINGS:]
    write(connection, rules, word, list(letters.values()), things, now)
    return SendingRound(
        len(letters),
        sum(len(letter.about) for letter in letters.values()),
        verdicts.count("suppressed"),
        verdicts.count("cancelled"),
    )


@dataclass(slots=True)
class _Waiting:
    """Notices that are looked at again at a later moment."""

    ids: dict[datetime, list[int]] = field(default_factory=dict)

    def note(self, until: datetime, notice: RowMapping) -> None:
        self.ids.setdefault(until, []).append(notice["id"])

    def write(self, connection: Connection) -> None:
        for until, ids in self.ids.items():
            connection.execute(update(_NOTICE).where(among(connection, _NOTICE.c.id, ids)).values(send_after=until))


def _due(connection: Connection, patron_ids: Sequence[int], now: datetime) -> Select[Any]:
    """Give the query of what some patrons are to be told now, of each so many things; it is locked."""
    is_due = (
        among(connection, _NOTICE.c.patron_id, patron_ids),
        IS_QUEUED,
        _NOTICE.c.send_after <= now,
        is_fresh(now),
    )
    place = func.row_number().over(
        partition_by=_NOTICE.c.patron_id, order_by=(_NOTICE.c.channel, _NOTICE.c.due_at, _NOTICE.c.id)
    )
    counted = select(_NOTICE.c.id, place.label("place")).where(*is_due).subquery()
    first = select(counted.c.id).where(counted.c.place <= MOST_THINGS * 4)
    # What another gateway is telling at this moment is left to it; what it has told is not due any more.
    return asked().where(_NOTICE.c.id.in_(first), *is_due).with_for_update(of=_NOTICE, skip_locked=True)


def _ways(
    connection: Connection, patrons: Mapping[int, RowMapping], notices: Sequence[RowMapping], now: datetime
) -> dict[str, dict[tuple[int, int | None], Way]]:
    """Find the ways on which some notices go, by channel, and there by patron and the chat where it was asked for."""
    places: dict[str, set[tuple[int, int | None]]] = {}
    for notice in notices:
        places.setdefault(notice["channel"], set()).add((notice["patron_id"], notice["identity_id"]))
    return {
        channel: ways_on(
            connection, channel, [(patrons[patron_id], identity_id) for patron_id, identity_id in some], now
        )
        for channel, some in places.items()
    }


async def drop_untrue(store: Store, rules: NoticeRules) -> SendingRound:
    """Cancel what waits and is true no more, as for a web page that nobody opened; in batches, every night."""
    told, after = SendingRound(), 0
    while True:
        last, found, part = await store.transact(partial(_drop, store, rules, after))
        told.add(part)
        if found < BATCH:
            return told
        after = last


def _drop(store: Store, rules: NoticeRules, after: int, connection: Connection) -> tuple[int, int, SendingRound]:
    told, now = SendingRound(), store.clock.now()
    query = (
        select(_NOTICE)
        .where(IS_QUEUED, _NOTICE.c.id > after, _NOTICE.c.patron_id.is_not(None))
        .order_by(_NOTICE.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    notices = connection.execute(query).mappings().all()
    things, verdicts = things_of(connection, notices, rules), Verdicts()
    for notice in notices:
        if (untrue := things.untrue(notice, now)) is not None:
            verdicts.note("cancelled", untrue, notice)
    verdicts.settle(connection, now)
    told.cancelled = verdicts.count("cancelled")
    return (notices[-1]["id"] if notices else after), len(notices), told
