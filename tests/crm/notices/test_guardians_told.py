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
from crm.messages import outbox
from crm.notices.judging import Digest, Worded
from crm.notices.planning import plan
from crm.notices.sending import send_due
from crm.notices.trying import take
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, change, loan, plainly, reader, send, try_all
from tests.support.planted import team
from tests.support.store_rows import add, add_patron, rows

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


async def erased(store: Store, clock: FixedClock, child: int) -> None:
    [lent] = await rows(store, records.Loan, patron_id=child)
    await change(store, records.Loan, lent.id, returned_at=clock.now())
    await erase_patron(store, child, by=PATRON)


async def test_after_an_erasure_nothing_leads_from_the_guardian_to_the_loan(store: Store, clock: FixedClock) -> None:
    mother, child, _ = await family(store, clock)
    assert await plan(store, RULES) == 1
    await told(store)
    [lent] = await rows(store, records.Loan)
    [said] = await try_all(store)
    assert lent.ils_loan_id in said
    [message] = await rows(store, records.Message, sender="bot")
    tried = {
        "loan_id": lent.id,
        "idempotency_key": "k",
        "result": "failed",
        "reason_code": "busy",
        "requested_at": clock.now(),
    }
    await add(store, records.RenewalAttempt, **tried, interaction_id=message.interaction_id)
    await erased(store, clock, child)
    [notice] = await rows(store, records.Notice)
    assert (notice.patron_id, notice.status, notice.thing) == (mother, "sent", f"erased:{notice.id}")
    assert (notice.loan_id, notice.guardianship_id) == (None, None)
    [message] = await rows(store, records.Message, sender="bot")
    assert (message.body, message.body_redacted) == (None, True)
    [attempt] = await rows(store, records.RenewalAttempt)
    assert attempt.interaction_id is None
    names = [row.ils_loan_id for row in await rows(store, records.Loan)]
    assert not [one for one in await rows(store, records.Notice) for name in names if name in one.thing]


async def test_what_waits_in_the_outbox_is_said_without_an_erased_child(store: Store, clock: FixedClock) -> None:
    mother, child, _ = await family(store, clock)
    await loan(store, mother, 2, "Own")
    assert await plan(store, RULES) == 2
    await told(store)
    await erased(store, clock, child)
    assert [row.body for row in await rows(store, records.Message, sender="bot")] == [], "nobody has seen it"
    [text] = await told(store)
    assert "Hasti" not in text and text.count("\n") == 1, "the head and the own loan"
    assert len(await try_all(store)) == 1


async def test_what_is_under_way_is_never_tried_again_with_an_erased_child(store: Store, clock: FixedClock) -> None:
    mother, child, _ = await family(store, clock)
    await loan(store, mother, 2, "Own")
    assert await plan(store, RULES) == 2
    await told(store)
    [item] = await outbox.due(store, "telegram")
    taken = await take(store, RULES, plainly, item)
    [lent] = await rows(store, records.Loan, patron_id=child)
    assert taken is not None and lent.ils_loan_id in taken.message.text
    await erased(store, clock, child)
    [row] = await rows(store, records.Message, sender="bot")
    assert row.body is None
    await outbox.retry_at(store, taken.id, clock.now(), "busy")
    [again] = await try_all(store)
    assert lent.ils_loan_id not in again and len(again.splitlines()) == 1
    [row] = await rows(store, records.Message, sender="bot")
    assert row.body_redacted is False, "it goes when its conversation goes"


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
