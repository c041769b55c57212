"""What was told to whom about which loan is forgotten; that it was told stays, and it is not told again."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.database.store import Store
from crm.forgetting.notices import forget_notices
from crm.notices.planning import plan
from protocol.clock import FixedClock
from tests.crm.notices.givens import RULES, loan, reader, send
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
