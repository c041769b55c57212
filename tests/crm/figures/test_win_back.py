"""Win-back against those whom the lot held out, on both databases, worked out by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from crm import records
from crm.database.store import Store
from crm.figures.reading import figures_of, read
from crm.figures.values import Effect
from protocol.clock import FixedClock
from tests.support.given_figures import DAY, DAYS, NOON, event, patron, talk, write
from tests.support.store_rows import add, rows


class Drawn:
    """Patrons, most of them lapsed, who are drawn for campaigns at noon of the Friday."""

    def __init__(self, store: Store) -> None:
        self.store, self.people, self.talks = store, 0, 0

    async def campaign(self, name: str, *, holdout: float = 0.5, drawn_at: datetime = NOON, **more: Any) -> int:
        store = self.store
        if not (segment := await rows(store, records.Segment)):
            row = {"rule": {"join": "all", "groups": []}, "created_at": NOON, "changed_at": NOON}
            await add(store, records.Segment, name="all", **row)
            for who in ("sara", "omid"):
                await add(store, records.StaffUser, username=who, display_name=who, role="manager", created_at=NOON)
            segment = await rows(store, records.Segment)
        [purpose] = await rows(store, records.Purpose, code="library_news")
        sara, omid = await rows(store, records.StaffUser)
        row = {
            "name": name, "purpose_id": purpose.id, "segment_id": segment[0].id, "text_fa": "م", "text_en": "t",
            "channels": ["telegram"], "goal": "engaged", "goal_days": 30, "holdout_rate": holdout, "starts_at": NOON,
            "ends_at": NOON + 300 * DAYS, "state": "running", "drawn_at": drawn_at, "created_by_id": sara.id,
            "created_at": NOON, "changed_at": NOON, "approved_by_id": omid.id, "approved_at": NOON, **more,
        }  # fmt: skip
        return await add(store, records.Campaign, **row)

    async def patrons(self, number: int, state: str = "lapsed", **more: Any) -> list[int]:
        made = list(range(self.people + 1, self.people + number + 1))
        self.people += number
        for who in made:
            await write(self.store, records.Patron, patron(who, **more))
            await event(self.store, who, None, state, NOON - 50 * DAYS, "first_seen")
        return made

    async def drawn(self, campaign: int, arm: str, *patrons: int, **more: Any) -> None:
        for who in patrons:
            await add(self.store, records.CampaignRecipient, campaign_id=campaign, patron_id=who, arm=arm, **more)

    async def came(self, who: int, at: datetime, intent: str | None = None) -> None:
        self.talks += 1
        await write(self.store, records.Interaction, talk(self.talks, patron_id=who, started_at=at, ended_at=at))
        if intent is not None:
            said = {"interaction_id": self.talks, "seq": 1, "sender": "patron", "created_at": at, "intent": intent}
            await add(self.store, records.Message, **said)


async def effect(store: Store) -> Effect:
    value = figures_of(await read(store, DAY, DAY))["win_back_effect"].value
    assert isinstance(value, Effect)
    return value


def sizes(found: Effect) -> tuple[float, float, float, float]:
    return found.treated.numerator, found.treated.denominator, found.others.numerator, found.others.denominator


@pytest.fixture
def given(store: Store) -> Drawn:
    return Drawn(store)


async def test_who_came_by_themselves_is_taken_off(store: Store, clock: FixedClock, given: Drawn) -> None:
    """Four of ten who were told came in time, one of five who were held out did: 40 less 20, from -28.4 to 53.1."""
    campaign = await given.campaign("come back")
    told, held_out = await given.patrons(10), await given.patrons(5)
    await given.drawn(campaign, "told", *told)
    await given.drawn(campaign, "held_out", *held_out)
    for who in told[:3]:
        await given.came(who, NOON + who * DAYS, "search")
    await given.came(told[3], NOON + 30 * DAYS)
    await given.came(told[4], NOON + 31 * DAYS)
    await given.came(told[5], NOON - DAYS)
    await given.came(held_out[0], NOON + DAYS)
    assert sizes(await effect(store)) == (0, 0, 0, 0), "the time to come back is not over"
    clock.advance(40 * DAYS)
    found = await effect(store)
    assert sizes(found) == (4, 10, 1, 5) and found.value == pytest.approx(20.0)
    assert (found.low, found.high) == (pytest.approx(-28.364, abs=0.001), pytest.approx(53.072, abs=0.001))


async def test_only_the_silent_and_only_where_the_lot_decided(store: Store, clock: FixedClock, given: Drawn) -> None:
    campaign = await given.campaign("come back")
    [lapsing] = await given.patrons(1, "lapsing")
    [active] = await given.patrons(1, "active")
    [left_out] = await given.patrons(1)
    await given.drawn(campaign, "told", lapsing, active)
    await given.drawn(campaign, "held_out", left_out)
    # Of one that holds nobody out there is nothing to compare with.
    everybody = await given.campaign("everybody", holdout=0.0)
    await given.drawn(everybody, "told", *(await given.patrons(3)), lapsing)
    # Whoever says stop has not come back.
    await given.came(lapsing, NOON + DAYS, "unsubscribe")
    clock.advance(40 * DAYS)
    assert sizes(await effect(store)) == (0, 1, 0, 1)
    await given.came(lapsing, NOON + 2 * DAYS, "search")
    assert sizes(await effect(store)) == (1, 1, 0, 1)


async def test_each_counts_once_from_when_they_were_drawn(store: Store, clock: FixedClock, given: Drawn) -> None:
    first = await given.campaign("one", trigger="lapsed", drawn_at=NOON - 9 * DAYS)
    again = await given.campaign("two", drawn_at=NOON + timedelta(hours=1))
    [told, held_out, old] = await given.patrons(3)
    await given.drawn(first, "told", told, drawn_at=NOON)
    await given.drawn(first, "held_out", held_out, drawn_at=NOON)
    await given.drawn(first, "told", old)
    await given.drawn(again, "held_out", told)
    await given.came(told, NOON + 30 * DAYS)
    clock.advance(40 * DAYS)
    assert sizes(await effect(store)) == (1, 1, 0, 1), "drawn nine days before is of another day"


async def test_records_made_one_are_one_patron_or_in_neither_group(
    store: Store, clock: FixedClock, given: Drawn
) -> None:
    campaign = await given.campaign("come back")
    [one, two] = await given.patrons(2)
    [other] = await given.patrons(1, merged_into_id=one)
    [both] = await given.patrons(1, merged_into_id=two)
    await given.drawn(campaign, "told", one, other, two)
    await given.drawn(campaign, "held_out", both)
    await given.came(other, NOON + DAYS)
    clock.advance(40 * DAYS)
    assert sizes(await effect(store)) == (1, 1, 0, 0)
