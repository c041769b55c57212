"""Sending: what is due goes into the outbox as one message for each patron and channel, if it is still true and wanted.

Consent, subscription, quiet hours and the state of the loan are read again in the very transaction that writes the
message: whoever withdraws, returns or renews a moment before hears nothing. The message, its place in the outbox and
what became of each notice are committed together, so that after any end of a process each is done once or not yet.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.fallbacks import other_way
from crm.notices.judging import ABOUT, Digest, Worded, asked, digest_of, settle, unwanted
from crm.notices.mirroring import is_fresh
from crm.notices.rules import ASKED_ALONE, NoticeRules
from crm.notices.things import Things, things_of
from crm.notices.ways import Way, at_the_web, way_on

__all__ = ["ABOUT", "Digest", "SendingRound", "Worded", "drop_untrue", "send_due"]

PATRONS = 100
BATCH = 500
# One message tells so many things; what is more comes with the next one.
MOST_THINGS = 50

_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)
_SUBSCRIPTION = table_of(records.Subscription)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)


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
    """Put what is due into the outbox; nothing in quiet hours. One transaction a patron.

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
            for patron_id in found:
                told.add(await store.transact(partial(_tell, store, rules, word, patron_id)))
            seen += len(found)
            if len(found) < PATRONS:
                break
            after = found[-1]
    return told


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
        .where(_NOTICE.c.status == "queued", _NOTICE.c.patron_id > after, _NOTICE.c.send_after <= store.clock.now())
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
    patron_id: int,
    connection: Connection,
) -> SendingRound:
    """Tell one patron what is due on each channel, or note why it is kept back."""
    now, told = store.clock.now(), SendingRound()
    patron = connection.execute(select(_PATRON).where(_PATRON.c.id == patron_id)).mappings().one()
    query = (
        asked()
        .where(_NOTICE.c.patron_id == patron_id, _NOTICE.c.status == "queued", _NOTICE.c.send_after <= now)
        .where(is_fresh(now))
        .limit(MOST_THINGS * 4)
        # What another gateway is telling at this moment is left to it.
        .with_for_update(of=_NOTICE, skip_locked=True)
    )
    notices = connection.execute(query).mappings().all()
    things = things_of(connection, notices, rules)
    letters: dict[tuple[str, int, int | None], tuple[Way, list[RowMapping]]] = {}
    ways: dict[tuple[str, int | None], Way] = {}
    allowed: dict[tuple[str, str], bool] = {}
    waiting: dict[datetime, list[int]] = {}
    tomorrow = rules.morning(rules.local_day(now) + timedelta(days=1))
    for notice in notices:
        untrue = things.untrue(notice, now)
        if untrue is not None:
            settle(connection, told.cancelled, "cancelled", untrue, notice, now)
            continue
        if things.is_stale(notice, now):
            # The library system is asked once more before it is told (crm.notices.mirroring).
            continue
        if (until := things.waits(notice, rules, now)) is not None:
            # It is not looked at in every round: others would never have their turn.
            waiting.setdefault(until, []).append(notice["id"])
            continue
        why = unwanted(connection, rules, notice, allowed, now)
        if why is not None and why != "channel_off":
            settle(connection, told.suppressed, "suppressed", why, notice, now)
            continue
        channel, place = notice["channel"], (notice["channel"], notice["identity_id"])
        if why is not None:
            ways[place] = Way(None, why=why)
        elif place not in ways:
            ways[place] = way_on(connection, channel, patron, notice["identity_id"], now)
        way = ways[place]
        if (
            way.identity_id is None
            and (other := other_way(connection, rules, notice, patron, allowed, now)) is not None
        ):
            way, channel = other, notice["fallback"]
        if way.identity_id is None:
            if way.why == "signed_out":
                # They are told when they sign in there again: it is looked at once a day.
                waiting.setdefault(tomorrow, []).append(notice["id"])
            elif way.why is not None:
                settle(connection, told.suppressed, "suppressed", way.why, notice, now)
            continue
        letter = channel, way.identity_id, things.letter(notice)
        letters.setdefault(letter, (way, []))[1].append(notice)
    for until, some in waiting.items():
        connection.execute(update(_NOTICE).where(_NOTICE.c.id.in_(some)).values(send_after=until))
    for (channel, _, _), (way, about) in letters.items():
        # What has a date goes before what is only new.
        about.sort(key=lambda one: one["kind"] in ASKED_ALONE)
        _write(connection, store, rules, word, patron, channel, way, about[:MOST_THINGS], things)
        told.messages += 1
        told.things += len(about[:MOST_THINGS])
    return told


def _write(
    connection: Connection,
    store: Store,
    rules: NoticeRules,
    word: Callable[[Digest], Worded],
    patron: RowMapping,
    channel: str,
    way: Way,
    about: Sequence[RowMapping],
    things: Things,
) -> None:
    now = store.clock.now()
    digest = digest_of(rules, channel, way, about, things)
    worded = word(digest)
    public_id = str(uuid.uuid4())
    interaction = {
        "public_id": public_id,
        "engine_conversation": public_id,
        "patron_id": patron["id"],
        "channel_identity_id": way.identity_id,
        "channel": channel,
        "direction": "outbound",
        "kind": "notice",
        "status": "closed",
        "outcome": "bot_resolved",
        "handled_by": "system",
        "language": digest.language,
        "started_at": now,
        "last_message_at": now,
        "ended_at": now,
        "last_seq": 1,
    }
    made = connection.execute(insert(_INTERACTION).returning(_INTERACTION.c.id), interaction).scalar_one()
    message = {
        "interaction_id": made,
        "seq": 1,
        "sender": "bot",
        "body": worded.text,
        "buttons": worded.buttons or None,
        "custom": {ABOUT: True},
        "language": digest.language,
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    whither = {"identity_id": way.identity_id, "channel": channel, "next_attempt_at": now}
    connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither})
    for via in (None, channel):
        ids = [one["id"] for one in about if via == (None if one["channel"] == channel else channel)]
        done = {"status": "sent", "settled_at": now, "message_id": message_id, "via": via}
        if ids:
            connection.execute(update(_NOTICE).where(_NOTICE.c.id.in_(ids)).values(**done))


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
        .where(_NOTICE.c.status == "queued", _NOTICE.c.id > after, _NOTICE.c.patron_id.is_not(None))
        .order_by(_NOTICE.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    notices = connection.execute(query).mappings().all()
    things = things_of(connection, notices, rules)
    for notice in notices:
        if (untrue := things.untrue(notice, now)) is not None:
            settle(connection, told.cancelled, "cancelled", untrue, notice, now)
    return (notices[-1]["id"] if notices else after), len(notices), told
