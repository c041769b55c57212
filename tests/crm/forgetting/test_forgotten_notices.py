"""What was told to whom about which loan is forgotten; that it was told stays, and it is not told again."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.forgetting.notices import forget_notices
from crm.forgetting.patrons import erase_patron
from crm.notices.planning import plan
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, change, loan, reader, ready_hold, send
from tests.support.store_rows import rows


async def test_old_notices_lead_to_nobody_and_are_not_planned_again(store: Store, clock: FixedClock) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    await send(store)
    await loan(store, patron, 2)
    await plan(store, RULES)
    assert await forget_notices(store, before=clock.now()) == 0
    assert await forget_notices(store, before=clock.now() + timedelta(seconds=1)) == 1
    old, waiting = await rows(store, records.Notice)
    assert (old.patron_id, old.loan_id, old.message_id, old.subscription_id) == (None, None, None, None)
    assert (old.status, waiting.status, waiting.patron_id) == ("sent", "queued", patron)
    assert await plan(store, RULES) == 0


async def test_nothing_of_an_erased_patrons_notices_waits_or_leads_anywhere(store: Store, clock: FixedClock) -> None:
    patron, _ = await reader(store)
    sent = await loan(store, patron, 1)
    await plan(store, RULES)
    await send(store)
    hold = await ready_hold(store, patron)
    await plan(store, RULES)
    await change(store, records.Loan, sent, returned_at=clock.now())
    await change(store, records.Hold, hold, status="filled", closed_at=clock.now())
    await erase_patron(store, patron, by=Actor("staff", "sara"))
    told, waited = await rows(store, records.Notice)
    assert (told.status, waited.status, waited.reason) == ("sent", "cancelled", "closed")
    for one in (told, waited):
        assert {one.patron_id, one.loan_id, one.hold_id, one.case_id, one.subscription_id, one.message_id} == {None}


async def test_a_chat_whose_sign_in_ended_by_itself_goes_with_the_patron_whose_it_was(store: Store) -> None:
    patron, who = await reader(store)
    _, other = await reader(store)
    lapsed = {"patron_id": None, "assurance": 0, "signed_in_until": None, "lapsed_at": store.clock.now()}
    for one in (who, other):
        await change(store, records.ChannelIdentity, one.id, **lapsed)
    receipt = await erase_patron(store, patron, by=Actor("staff", "sara"))
    assert receipt.chats == (who.id,) and receipt.erased["channel_identity"] == 1
    assert [one.id for one in await rows(store, records.ChannelIdentity)] == [other.id]
