"""Guardians are reminded of children's loans where they asked for it, and only while they may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.notices.wording import word
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.forgetting.patrons import erase_patron
from crm.guardians.acting import allow, remind
from crm.guardians.setting import end_link, set_link
from crm.notices.judging import Digest, Worded
from crm.notices.planning import plan
from crm.notices.sending import send_due
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, change, loan, reader, send
from tests.support.planted import team
from tests.support.store_rows import add_patron, rows

TODAY = date(2026, 11, 24)
NAMED = {"display_name": "Hasti Rad", "birth_year": 2013}


async def family(store: Store, clock: FixedClock, *, reminds: bool = True) -> tuple[int, int, int]:
    """A guardian on Telegram who wants reminders, the child, and their link; the loan of the child is due soon."""
    mother, _ = await reader(store)
    child = await add_patron(store, **NAMED)
    names = {row.id: row.public_id for row in await rows(store, records.Patron)}
    may = {"sees_loans": True, "sees_holds": True, "renews": True}
    link = await set_link(
        store, names[mother], names[child], **may, last_day=None, today=TODAY, by=await team(store)
    )  # fmt: skip
    if reminds:
        await remind(store, mother, link, TODAY, wanted=True)
    await loan(store, child, 2, "Momo")
    return mother, child, link


async def told(store: Store, rules: Any = RULES) -> list[str]:
    said: list[str] = []

    def worded(digest: Digest) -> Worded:
        done = word(digest)
        said.append(done.text)
        return done

    await send_due(store, rules, worded)
    return said


async def test_only_who_asked_for_it_is_told_and_once(store: Store, clock: FixedClock) -> None:
    mother, _, _ = await family(store, clock, reminds=False)
    assert await plan(store, RULES) == 0
    [link] = await rows(store, records.Guardianship)
    await remind(store, mother, link.id, TODAY, wanted=True)
    assert [await plan(store, RULES), await plan(store, RULES)] == [1, 0]
    [notice] = await rows(store, records.Notice)
    assert (notice.patron_id, notice.guardianship_id) == (mother, link.id)
    [text] = await told(store)
    assert "Hasti" in text and "Momo" not in text and "Rad" not in text
    assert await told(store) == []


async def test_a_child_who_is_reminded_too_is_told_by_themselves(store: Store, clock: FixedClock) -> None:
    mother, _, _ = await family(store, clock)
    await loan(store, mother, 2)
    assert await plan(store, RULES) == 2
    [text] = await told(store)
    assert text.count("\n") == 2, "one message tells both: the head, the own loan, the child's"


@pytest.mark.parametrize("how", ["ended", "refused", "stopped", "returned", "another", "too old"])
async def test_what_may_not_be_seen_any_more_is_not_told(store: Store, clock: FixedClock, how: str) -> None:
    mother, child, link = await family(store, clock)
    assert await plan(store, RULES) == 1
    [lent] = await rows(store, records.Loan)
    if how == "ended":
        [by] = await rows(store, records.StaffUser)
        await change(store, records.Guardianship, link, ended_at=clock.now(), end_reason="staff", ended_by_id=by.id)
    elif how == "refused":
        await allow(store, child, link, "nothing", TODAY)
    elif how == "stopped":
        await remind(store, mother, link, TODAY, wanted=False)
    elif how == "returned":
        await change(store, records.Loan, lent.id, returned_at=clock.now())
    elif how == "another":
        await change(store, records.Loan, lent.id, patron_id=await add_patron(store))
    else:
        await change(store, records.Patron, child, birth_year=2008)
    assert await told(store) == []
    [notice] = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("cancelled", "returned" if how == "returned" else "closed")


async def test_an_end_at_the_desk_is_the_end_of_the_reminders(store: Store, clock: FixedClock) -> None:
    _, _, link = await family(store, clock)
    [by] = await rows(store, records.StaffUser)
    await end_link(store, link, by=Actor("staff", "sara", by.id))
    [row] = await rows(store, records.Guardianship)
    assert row.reminds is False
    assert await plan(store, RULES) == 0


@pytest.mark.parametrize("who", ["mother", "child"])
async def test_an_erasure_takes_back_what_waits(store: Store, clock: FixedClock, who: str) -> None:
    mother, child, _ = await family(store, clock)
    assert await plan(store, RULES) == 1
    [lent] = await rows(store, records.Loan)
    await change(store, records.Loan, lent.id, returned_at=clock.now())
    await erase_patron(store, mother if who == "mother" else child, by=PATRON)
    [notice] = await rows(store, records.Notice)
    assert notice.status != "queued" and (notice.guardianship_id, notice.loan_id) == (None, None)
    assert (await send(store)).messages == 0


async def test_without_the_own_subscription_nothing_is_told(store: Store, clock: FixedClock) -> None:
    mother = await add_patron(store)
    child = await add_patron(store, **NAMED)
    names = {row.id: row.public_id for row in await rows(store, records.Patron)}
    may = {"sees_loans": True, "sees_holds": False, "renews": False}
    link = await set_link(
        store, names[mother], names[child], **may, last_day=None, today=TODAY, by=await team(store)
    )  # fmt: skip
    await remind(store, mother, link, TODAY, wanted=True)
    await loan(store, child, 2)
    assert await plan(store, RULES) == 0
