"""Whom to write to when patrons wait and nobody is there: once in a quiet time, by one of many, never for nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from crm import records
from crm.conversations.tries import mark_try
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.handoff import alarms, steps
from crm.handoff.inbox_mail import InboxAddress, inbox_mail, not_sent, put_inbox_mail, take_due
from crm.staff import sessions
from crm.staff.presence import note_present
from protocol.clock import FixedClock
from tests.crm.handoff.test_queue import asked
from tests.support.store_rows import SARA, rows

DESK = InboxAddress("desk@library.example", "fa", 60)
SARA_ID = 1


async def test_one_letter_in_a_quiet_time_while_somebody_waits_and_nobody_is_there(
    store: Store, clock: FixedClock
) -> None:
    _, conversation = await asked(store)
    assert await take_due(store) is None, "nobody is to be written to"
    await put_inbox_mail(store, DESK, by=SARA)
    token = await sessions.begin_session(store, SARA_ID)
    await note_present(store, SARA_ID)
    assert await take_due(store) is None, "somebody is there"
    await sessions.end_session(store, token)
    clock.advance(timedelta(minutes=4))
    found = [due for due in await asyncio.gather(take_due(store), take_due(store)) if due is not None]
    assert [(due.to, due.waiting, due.alarms) for due in found] == [(DESK, 1, 0)]
    clock.advance(timedelta(minutes=59))
    assert await take_due(store) is None
    clock.advance(timedelta(minutes=2))
    again = await take_due(store)
    assert again is not None
    # What no server took is due again, but not at once: it may have arrived all the same.
    await not_sent(store, again)
    clock.advance(timedelta(minutes=4))
    assert await take_due(store) is None
    clock.advance(timedelta(minutes=1))
    assert await take_due(store) is not None
    clock.advance(timedelta(hours=2))
    await steps.claim(store, conversation, SARA)
    assert await take_due(store) is None, "nobody waits"
    await alarms.ring(store, conversation, "fire", message="m1")
    rung = await take_due(store)
    assert rung is not None and (rung.waiting, rung.alarms) == (0, 1)


async def test_a_clock_that_was_set_back_keeps_no_letter_back(store: Store, clock: FixedClock) -> None:
    await asked(store)
    await put_inbox_mail(store, DESK, by=SARA)
    assert await take_due(store) is not None
    clock.advance(timedelta(hours=-9))
    assert await take_due(store) is not None


async def test_what_staff_try_out_calls_nobody(store: Store) -> None:
    _, conversation = await asked(store)
    await put_inbox_mail(store, DESK, by=SARA)
    await alarms.ring(store, conversation, "fire", message="m1")
    await mark_try(store, conversation, SARA, is_test=True)
    assert await take_due(store) is None
    await mark_try(store, conversation, SARA, is_test=False)
    due = await take_due(store)
    assert due is not None and (due.waiting, due.alarms) == (1, 1)


async def test_the_address_is_one_and_can_be_taken_away(store: Store) -> None:
    await asked(store)
    for wrong, field in (
        (InboxAddress("nobody", "fa", 60), "address"),
        (InboxAddress("a@b.example, c@d.example", "fa", 60), "address"),
        (InboxAddress("a@b.example\nBcc: c@d.example", "fa", 60), "address"),
        (InboxAddress(DESK.address, "fa", 5), "quiet_minutes"),
        (InboxAddress(DESK.address, "de", 60), "language"),
    ):
        with pytest.raises(InvalidValue) as told:
            await put_inbox_mail(store, wrong, by=SARA)
        assert told.value.field == field
    await put_inbox_mail(store, DESK, by=SARA)
    other = InboxAddress("night@library.example", "en", 30)
    await put_inbox_mail(store, other, by=SARA)
    assert await inbox_mail(store) == other
    await put_inbox_mail(store, None, by=SARA)
    await put_inbox_mail(store, None, by=SARA)
    assert await inbox_mail(store) is None
    assert len(await rows(store, records.AuditEvent, action="inbox_mail.changed")) == 3
