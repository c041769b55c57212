"""Patrons with loans and reservations, who asked to be told."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity, identity_for
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages import outbox
from crm.notices.rules import NoticeRules
from crm.notices.sending import Digest, SendingRound, Worded, send_due
from crm.notices.subscriptions import subscribe
from crm.notices.trying import take
from tests.support.store_rows import add, add_patron, say, sign_in

TEHRAN = ZoneInfo("Asia/Tehran")
RULES = NoticeRules(TEHRAN, channels=frozenset({"telegram", "web_chat", "email", "sms"}))
_numbers = itertools.count(1)


def due_in(store: Store, days: int) -> datetime:
    """The end of the library's day some days from now."""
    day = store.clock.now().astimezone(TEHRAN).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59, 59), TEHRAN).astimezone(UTC)


async def loan(store: Store, patron: int, days: int, title: str = "بوف کور", **values: Any) -> int:
    number, now = next(_numbers), store.clock.now()
    title_id = await add(
        store, records.TitleRecord, ils_bib_id=f"b{number}", title=title, search_norm=title, search_squash=title
    )
    branch_id = values.pop("branch_id", None) or await branch(store)
    item_id = await add(store, records.Item, title_id=title_id, barcode=f"9{number}", branch_id=branch_id)
    row = {"ils_loan_id": f"L{number}", "patron_id": patron, "item_id": item_id, "branch_id": branch_id}
    row |= {"loaned_at": now - timedelta(days=60), "due_at": due_in(store, days), "synced_at": now}
    return await add(store, records.Loan, **(row | values))


async def branch(store: Store) -> int:
    number = next(_numbers)
    return await add(store, records.Branch, code=f"main{number}", name_fa="سعدی", name_en="Saadi")


async def ready_hold(store: Store, patron: int, days: int = 3) -> int:
    number, now = next(_numbers), store.clock.now()
    title_id = await add(
        store, records.TitleRecord, ils_bib_id=f"h{number}", title="کلیدر", search_norm="", search_squash=""
    )
    times = {"placed_at": now - timedelta(days=9), "ready_at": now, "ready_until": due_in(store, days)}
    place = {"pickup_branch_id": await branch(store)}
    return await add(
        store, records.Hold, ils_hold_id=f"H{number}", patron_id=patron, title_id=title_id, status="ready", **times,
        **place,
    )  # fmt: skip


async def at_telegram(store: Store, patron: int, number: str | None = None) -> Identity:
    """A Telegram chat that a patron is signed in to, and has written in."""
    who = await identity_for(store, "telegram", number or f"{next(_numbers)}", language="fa")
    who = await sign_in(store, who, patron)
    await say(store, who)
    return who


async def wants(store: Store, patron: int, channel: str = "telegram", *kinds: str, **more: Any) -> None:
    """Subscribe a patron."""
    kinds = kinds or ("due_soon", "overdue", "hold_ready", "card_expiring")
    await store.transact(
        lambda connection: subscribe(connection, store, patron, kinds, channel, source="chat", by=PATRON, **more)
    )


async def reader(store: Store, **more: Any) -> tuple[int, Identity]:
    """A patron on Telegram who wants everything."""
    patron = await add_patron(store)
    who = await at_telegram(store, patron)
    await wants(store, patron, identity_id=who.id, **more)
    return patron, who


async def change(store: Store, record: type[records.Base], key: int, **values: Any) -> None:
    table = table_of(record)
    await store.transact(lambda connection: connection.execute(update(table).where(table.c.id == key).values(**values)))


def plainly(digest: Digest) -> Worded:
    """Every thing on a line: kind, day and title."""
    return Worded(
        "\n".join(f"{one.kind} {one.day} {one.title if digest.names_titles else one.ref}" for one in digest.items)
    )


async def send(store: Store, rules: NoticeRules = RULES) -> SendingRound:
    return await send_due(store, rules, plainly)


async def try_all(store: Store, channel: str = "telegram", rules: NoticeRules = RULES) -> list[str]:
    """Take everything that is due on a channel, as a sender does, and note it as sent; give what was said."""
    said = []
    for item in await outbox.due(store, channel, limit=500):
        taken = await take(store, rules, plainly, item)
        if taken is not None:
            said.append(taken.message.text)
            await outbox.sent(store, taken.id)
    return said


async def hand_over(
    store: Store,
    channels: Iterable[str],
    wording: Callable[[Digest], Worded],
    hear: Callable[[outbox.OutboxItem], Awaitable[None]],
    away: Callable[[], bool],
) -> int:
    """Hand over what lies in the outbox, as the gateway does; what meets nobody, because one is `away`, waits.

    Give how many messages lay there.
    """
    tried = 0
    for channel in channels:
        for item in await outbox.due(store, channel, limit=500):
            tried += 1
            taken = await take(store, RULES, wording, item)
            if taken is None:
                continue
            if away():
                await outbox.retry_at(store, taken.id, store.clock.now() + timedelta(minutes=30), "away")
                continue
            await hear(taken)
            await outbox.sent(store, taken.id)
    return tried
