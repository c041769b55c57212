"""A child is told of a guardian when the message that says it is kept, through the gateway."""

from __future__ import annotations

from typing import Any

from crm import records
from protocol.effects import named_guardians
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front
from tests.support.people import add_patron
from tests.support.store_rows import add, rows


async def test_what_the_engine_tells_of_a_guardian_is_told_once_it_is_kept(front: Front, engine: FakeEngine) -> None:
    child = await add_patron(front.store)
    mother = await add_patron(front.store, "2000000002", "1234", "Sima")
    may = {"sees_loans": True, "sees_holds": True, "renews": False, "made_at": front.store.clock.now()}
    link = await add(front.store, records.Guardianship, child_id=child, guardian_id=mother, **may)
    visitor = await front.visitor()
    await visitor.sign_in()
    tells: list[int] = []

    async def script(_: dict[str, Any]) -> dict[str, Any]:
        return said("As you asked.", intent="loans", message={"custom": named_guardians(tells)})

    engine.script = script
    await visitor.say("hours please")
    [row] = await rows(front.store, records.Guardianship)
    assert row.child_told_at is None
    tells.append(link)
    await visitor.say("my loans?")
    [row] = await rows(front.store, records.Guardianship)
    assert row.child_told_at is not None
