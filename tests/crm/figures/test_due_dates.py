"""The effect of reminders: due dates that were kept by who was reminded and who was not, against a store by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from crm import records
from crm.database.store import Store
from crm.figures.behind import behind, parts_of
from crm.figures.reading import figures_of, read
from crm.figures.rollup import roll_up
from crm.figures.values import Effect, FigureShare
from crm.outreach.effects import difference
from crm.outreach.effects import share as bounded
from tests.support.given_figures import DAY, DAYS, HOUR, NOON, patron, share, write
from tests.support.store_rows import add

# The end of the Friday in Tehran.
DUE = NOON + 11 * HOUR + timedelta(minutes=59)
TOLD = DUE - 2 * DAYS - 14 * HOUR


class Books:
    """Loans that were due on the Friday."""

    def __init__(self, store: Store) -> None:
        self.store, self.count = store, 0

    async def loan(self, back: datetime | None, *, told: datetime | None = None, **more: Any) -> int:
        """A loan brought back at a moment, or still out; `told` is when its patron was reminded."""
        self.count += 1
        name = f"L{self.count}"
        row = {"ils_loan_id": name, "loaned_at": DUE - 14 * DAYS, "due_at": DUE, "synced_at": NOON, "returned_at": back}
        loan_id = await add(self.store, records.Loan, **{**row, **more})
        if told is not None:
            await self.notice(loan_id, f"loan:{name}", told)
        return loan_id

    async def notice(self, loan_id: int, thing: str, at: datetime, state: str = "sent", **more: Any) -> None:
        """A reminder that was sent, with what became of its message."""
        talk = {"public_id": thing, "engine_conversation": thing, "channel": "telegram", "kind": "notice"}
        talk |= {
            "direction": "outbound",
            "started_at": at,
            "status": "closed",
            "ended_at": at,
            "outcome": "bot_resolved",
        }
        talk_id = await add(self.store, records.Interaction, **talk, handled_by="system")
        said = {"interaction_id": talk_id, "seq": 1, "sender": "bot", "created_at": at}
        message_id = await add(self.store, records.Message, **said)
        who = {"public_id": thing, "channel": "telegram", "external_id": thing, "created_at": at, "last_seen_at": at}
        sent = {"message_id": message_id, "identity_id": await add(self.store, records.ChannelIdentity, **who)}
        sent |= {
            "channel": "telegram",
            "next_attempt_at": at,
            "state": state,
            "sent_at": at if state == "sent" else None,
        }
        await add(self.store, records.Outbox, **sent)
        row = {"kind": "due_soon", "channel": "telegram", "thing": thing, "due_at": DUE, "status": "sent"}
        row |= {"loan_id": loan_id, "planned_at": at, "send_after": at, "settled_at": at, "message_id": message_id}
        await add(self.store, records.Notice, **{**row, **more})


async def effect(store: Store) -> Effect:
    value = figures_of(await read(store, DAY, DAY))["reminder_effect"].value
    assert isinstance(value, Effect)
    return value


async def test_the_difference_is_the_one_worked_out_by_hand(store: Store) -> None:
    books = Books(store)
    for number in range(10):
        await books.loan(DUE - HOUR if number < 8 else None, told=TOLD)
    for number in range(20):
        await books.loan(DUE - HOUR if number < 9 else DUE + DAYS)
    assert await share(store, "reminded_kept") == (8, 10)
    assert await share(store, "unreminded_kept") == (9, 20)
    found = await effect(store)
    assert found.value == pytest.approx(35.0)
    bounds = difference(bounded(8, 10), bounded(9, 20))
    assert bounds is not None and found.low is not None and found.high is not None
    assert (found.low, found.high) == (pytest.approx(100 * bounds.low), pytest.approx(100 * bounds.high))
    assert found.low < 35 < found.high
    counted = await read(store, DAY, DAY)
    for part, number in (("counted", 10), ("whole", 30)):
        rows = await behind(store, parts_of("reminder_effect", part, counted.counts), DAY, DAY)  # type: ignore[arg-type]
        assert len(rows) == number and {fact.detail for fact in rows} == {"kept", "missed"}
        assert not [fact for fact in rows if fact.talk or fact.case], "nobody is named"
    await roll_up(store)
    assert figures_of(await read(store, DAY, DAY))["reminder_effect"].value == found, "and so it is kept"


async def test_a_renewal_keeps_the_due_date_that_it_moved(store: Store) -> None:
    await write(store, records.Patron, patron(1))
    books = Books(store)
    later = {"due_at": DUE + 14 * DAYS}
    for number, at in enumerate((DUE - HOUR, DUE + HOUR, DUE - 5 * DAYS)):
        loan_id = await books.loan(None, **later)
        if number == 0:
            await books.notice(loan_id, f"loan:L{books.count}", TOLD)
        tried = {"loan_id": loan_id, "idempotency_key": f"k{number}", "result": "succeeded", "requested_at": at}
        moved = {"completed_at": at, "old_due_at": DUE, "new_due_at": DUE + 14 * DAYS}
        await add(store, records.RenewalAttempt, **tried, **moved)
    # Of before it was kept which due date a renewal moved: it counts nowhere.
    unknown = {"loan_id": await books.loan(None, **later), "idempotency_key": "k9", "result": "succeeded"}
    await add(store, records.RenewalAttempt, **unknown, requested_at=NOON, new_due_at=DUE + 14 * DAYS)
    assert await share(store, "reminded_kept") == (1, 1)
    assert await share(store, "unreminded_kept") == (0, 1), "too late; and whoever renews a week early is not compared"


async def test_only_what_was_still_out_then_is_compared(store: Store) -> None:
    books = Books(store)
    await books.loan(DUE - 5 * DAYS)
    await books.loan(DUE - 5 * DAYS, told=DUE - 7 * DAYS)
    await books.loan(DUE - HOUR, loaned_at=DUE - DAYS)
    await books.loan(DUE - 2 * DAYS)
    # A system elsewhere never says what came back.
    await books.loan(None, anonymised_at=NOON)
    assert await share(store, "reminded_kept") == (0, 0)
    assert await share(store, "unreminded_kept") == (1, 1)


async def test_only_a_message_that_arrived_has_reminded_anybody(store: Store) -> None:
    books = Books(store)
    for number, state in enumerate(("failed", "pending", "dropped")):
        await books.notice(await books.loan(DUE - HOUR), f"loan:L{number + 1}", TOLD, state)
    await books.notice(await books.loan(DUE - HOUR), "loan:L4", DUE + HOUR)
    assert await share(store, "reminded_kept") == (0, 0)
    assert await share(store, "unreminded_kept") == (4, 4)


async def test_a_guardian_who_was_reminded_counts(store: Store) -> None:
    await write(store, records.Patron, patron(1), patron(2))
    link = {"guardian_id": 1, "child_id": 2, "made_at": NOON, "last_day": DAY}
    link_id = await add(store, records.Guardianship, **link)
    books = Books(store)
    await books.notice(await books.loan(DUE - HOUR), "ward:1:L1", TOLD, guardianship_id=link_id)
    assert await share(store, "reminded_kept") == (1, 1)


async def test_few_are_hidden_and_none_is_no_data(store: Store) -> None:
    assert not (await effect(store)).has_data and (await effect(store)).value is None
    books = Books(store)
    for _ in range(6):
        await books.loan(DUE - HOUR, told=TOLD)
    assert not (await effect(store)).has_data
    await books.loan(DUE - HOUR)
    found = await effect(store)
    assert found.has_data and found.is_hidden and found.value is None
    assert found.treated == FigureShare(6, 6)


async def test_a_due_date_that_has_not_come_is_not_counted(store: Store) -> None:
    today = store.clock.now()
    await Books(store).loan(None, due_at=today + HOUR)
    counted = await read(store, today.date(), today.date())
    assert not [mark for mark in counted.counts if mark[0] == "due"]
