"""Campaigns with a trigger, on both databases: told to each who comes into a state, once, while they are in it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.notices.wording import word
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.notices import forget_notices
from crm.lifecycle import daily
from crm.lifecycle.engagement import engaged
from crm.lifecycle.rule import LifecycleRule
from crm.notices.sending import send_due
from crm.outreach.campaigns import CampaignValues, approve, campaign, put_campaign, stop
from crm.outreach.report import report
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.running import finish_over, measure, plan_campaigns, start_due
from crm.outreach.segments import put_segment, take_out
from crm.people.merging import merge_patrons
from crm.trust.consents import record_consent
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, TEHRAN
from tests.support.given_outreach import news_reader
from tests.support.store_rows import add, add_patron, rows

DAYS = timedelta(days=1)
RULE = LifecycleRule()
STUDENTS = SegmentRule((RuleGroup((RuleCondition("category", ("student",)),)),))


async def begun(store: Store, trigger: str = "lapsing", holdout: float = 0.0, **more: Any) -> int:
    """A campaign that was approved, and has begun."""
    now = store.clock.now()
    staff = {"role": "manager", "created_at": now}
    sara, omid = [
        Actor.staff(await add(store, records.StaffUser, username=who, display_name=who, **staff), who)
        for who in ("sara", "omid")
    ]
    segment = await put_segment(store, "students", STUDENTS, TEHRAN, by=sara)
    values = CampaignValues(
        name="come back", segment_id=segment, text_fa="دلمان تنگ شده", text_en="We miss you", channels=("telegram",),
        goal="engaged", goal_days=14, holdout_rate=holdout, starts_at=now, ends_at=now + 60 * DAYS, trigger=trigger,
        **more,
    )  # fmt: skip
    key = await put_campaign(store, values, by=sara)
    await approve(store, key, by=omid, seen=(await campaign(store, key)).seen)
    assert await start_due(store, RULES) == 1
    return key


async def silent(store: Store, days: int, **more: Any) -> int:
    """A patron on Telegram who agreed to news, and used the library last some days ago."""
    patron, _ = await news_reader(store)
    now = store.clock.now()
    await change(store, patron, registered_at=now - 900 * DAYS, last_engaged_at=now - days * DAYS, **more)
    # What they said as they agreed is no use of this story.
    table = table_of(records.Interaction)
    await store.transact(
        lambda connection: (
            connection.execute(update(table).where(table.c.patron_id == patron).values(is_test=True)) and None
        )
    )
    return patron


async def change(store: Store, patron: int, **values: Any) -> None:
    table = table_of(records.Patron)
    await store.transact(
        lambda connection: connection.execute(update(table).where(table.c.id == patron).values(**values)) and None
    )


async def night(store: Store, clock: FixedClock, *, dice: random.Random | None = None) -> int:
    """A day later: states come about, and what is due is told; give how many messages."""
    clock.advance(DAYS)
    await daily.run(store, RULE, TEHRAN)
    return await told(store, dice=dice)


async def told(store: Store, *, dice: random.Random | None = None) -> int:
    await start_due(store, RULES, dice=dice)
    await plan_campaigns(store, RULES)
    made = await send_due(store, RULES, word)
    await measure(store)
    await finish_over(store)
    return made.messages


async def heard(store: Store) -> list[int]:
    return sorted(one.patron_id for one in await rows(store, records.Notice, kind="campaign", status="sent"))


async def test_on_the_181st_day_they_are_told_once(store: Store, clock: FixedClock) -> None:
    before = await silent(store, 300)
    patron = await silent(store, 178)
    await daily.run(store, RULE, TEHRAN)
    clock.advance(timedelta(minutes=5))
    key = await begun(store)
    assert await told(store) == 0, "whoever was silent before does not become it"
    assert await night(store, clock) == 0, "on the 180th day"
    assert await night(store, clock) == 1 and await heard(store) == [patron]
    for _ in range(3):
        assert await night(store, clock) == 0
    # They come back, and lapse again: they were told once.
    await store.transact(lambda connection: engaged(connection, patron, clock.now()))
    clock.advance(40 * DAYS)
    assert await night(store, clock) == 0
    assert before not in await heard(store)
    [row] = await rows(store, records.CampaignRecipient, campaign_id=key)
    assert (row.patron_id, row.arm) == (patron, "told") and row.drawn_at is not None


async def test_who_did_not_agree_is_not_told(store: Store, clock: FixedClock) -> None:
    yes, no = await silent(store, 180), await silent(store, 180)
    stranger = await add_patron(store)
    now = clock.now()
    await change(store, stranger, registered_at=now - 900 * DAYS, last_engaged_at=now - 180 * DAYS)
    await daily.run(store, RULE, TEHRAN)
    key = await begun(store)
    await record_consent(store, no, "library_news", "telegram", "withdrawn", source="chat", by=PATRON)
    assert await night(store, clock) == 1 and await heard(store) == [yes]
    assert [one.patron_id for one in await rows(store, records.CampaignRecipient, campaign_id=key)] == [yes]


async def test_who_is_back_before_it_is_told_hears_nothing(store: Store, clock: FixedClock) -> None:
    patron = await silent(store, 180)
    await daily.run(store, RULE, TEHRAN)
    await begun(store)
    clock.advance(DAYS)
    await daily.run(store, RULE, TEHRAN)
    await start_due(store, RULES)
    assert await plan_campaigns(store, RULES) == 1
    await store.transact(lambda connection: engaged(connection, patron, clock.now()))
    assert await told(store) == 0
    [notice] = await rows(store, records.Notice, kind="campaign")
    assert (notice.status, notice.reason) == ("cancelled", "state_changed")


async def test_each_is_held_out_by_a_lot_of_their_own_and_for_good(store: Store, clock: FixedClock) -> None:
    patrons = {await silent(store, 180) for _ in range(20)}
    await daily.run(store, RULE, TEHRAN)
    key = await begun(store, holdout=0.5)
    sent = await night(store, clock, dice=random.Random(3))
    arms = {one.patron_id: one.arm for one in await rows(store, records.CampaignRecipient, campaign_id=key)}
    assert arms.keys() == patrons and set(arms.values()) == {"told", "held_out"}
    assert sent == sum(arm == "told" for arm in arms.values())
    assert await night(store, clock) == 0
    assert {who for who, arm in arms.items() if arm == "told"} == set(await heard(store))


async def test_one_alone_may_be_held_out(store: Store, clock: FixedClock) -> None:
    """Of one a tenth is nobody: by a share of those who come together nobody would ever be held out."""
    await silent(store, 180)
    await daily.run(store, RULE, TEHRAN)
    await begun(store, holdout=0.1)

    class Unlucky(random.Random):
        def random(self) -> float:
            return 0.05

    assert await night(store, clock, dice=Unlucky()) == 0
    assert [one.arm for one in await rows(store, records.CampaignRecipient)] == ["held_out"]


async def test_only_members_of_the_segment_are_told(store: Store, clock: FixedClock) -> None:
    member, other, out = await silent(store, 180), await silent(store, 180), await silent(store, 180)
    await change(store, other, category="teacher")
    await daily.run(store, RULE, TEHRAN)
    await begun(store)
    [row] = await rows(store, records.Patron, id=out)
    await take_out(store, 1, row.public_id, by=Actor.staff(1, "sara"))
    assert await night(store, clock) == 1 and await heard(store) == [member]


@pytest.mark.parametrize("how", ["stopped", "another rule"])
async def test_a_stop_ends_it_and_so_does_another_rule(store: Store, clock: FixedClock, how: str) -> None:
    await silent(store, 180)
    await daily.run(store, RULE, TEHRAN)
    key = await begun(store)
    if how == "stopped":
        await stop(store, key, by=Actor.staff(1, "sara"))
    else:
        anybody = SegmentRule((RuleGroup((RuleCondition("category", ("nobody",), negated=True),)),))
        await put_segment(store, "students", anybody, TEHRAN, by=Actor.staff(1, "sara"), segment_id=1)
    assert await night(store, clock) == 0 and await heard(store) == []
    assert (await campaign(store, key)).state == "stopped"


async def test_who_joins_is_welcomed_and_who_was_taken_over_is_not(store: Store, clock: FixedClock) -> None:
    await begun(store, "new")
    clock.advance(DAYS)
    joined, _ = await news_reader(store, lifecycle="new")
    await change(store, joined, registered_at=clock.now() - timedelta(hours=1))
    old, _ = await news_reader(store)
    await change(store, old, registered_at=clock.now() - 400 * DAYS)
    await daily.run(store, RULE, TEHRAN)
    assert await told(store) == 1 and await heard(store) == [joined]
    assert await night(store, clock) == 0


async def test_what_is_weeks_ago_is_no_occasion(store: Store, clock: FixedClock) -> None:
    patron = await silent(store, 180)
    await daily.run(store, RULE, TEHRAN)
    await begun(store)
    clock.advance(9 * DAYS)
    # Nobody looked for nine days.
    await daily.run(store, RULE, TEHRAN)
    assert await told(store) == 0 and patron not in await heard(store)


async def test_records_made_one_are_drawn_once(store: Store, clock: FixedClock) -> None:
    one, other = await silent(store, 180), await silent(store, 175)
    await daily.run(store, RULE, TEHRAN)
    key = await begun(store)
    assert await night(store, clock) == 1 and await heard(store) == [one]
    ids = {row.id: row.public_id for row in await rows(store, records.Patron)}
    await merge_patrons(store, ids[other], ids[one], by=Actor.staff(1, "sara"), reason="one person")
    for _ in range(8):
        assert await night(store, clock) == 0
    assert len(await rows(store, records.CampaignRecipient, campaign_id=key)) == 1
    # Nobody else is taken for either of them.
    later = await silent(store, 179)
    assert await night(store, clock) == 0, "they are seen for the first time"
    assert await night(store, clock) == 1 and later in await heard(store)


async def test_each_has_the_days_of_the_goal_from_when_they_were_drawn(store: Store, clock: FixedClock) -> None:
    early, late = await silent(store, 180), await silent(store, 160)
    await daily.run(store, RULE, TEHRAN)
    key = await begun(store)
    days_until: dict[int, datetime] = {}
    for _ in range(22):
        await night(store, clock)
        for who in await heard(store):
            days_until.setdefault(who, clock.now() + 14 * DAYS)
    assert set(days_until) == {early, late}
    # Thirteen days after the second was told both have written; the first is a week too late.
    clock.advance(12 * DAYS)
    for who in (early, late):
        row = {"public_id": f"t{who}", "engine_conversation": f"t{who}", "channel": "telegram", "patron_id": who}
        at = clock.now()
        talk = await add(
            store, records.Interaction, kind="conversation", direction="inbound", status="closed", ended_at=at,
            outcome="bot_resolved", handled_by="bot", started_at=at, patron_message_count=1, **row,
        )  # fmt: skip
        said = {"interaction_id": talk, "seq": 1, "sender": "patron", "created_at": at, "intent": "search"}
        await add(store, records.Message, **said)
    clock.advance(timedelta(minutes=5))
    await measure(store)
    met = {one.patron_id: one.goal_met_at is not None for one in await rows(store, records.CampaignRecipient)}
    assert met == {early: False, late: True}
    found = await report(store, key)
    assert found is not None and found.told is not None and (found.told.met, found.told.of) == (1, 2)
    # It is over when the last who could be drawn has had their days, and forgets whom it was for only then.
    clock.advance(60 * DAYS)
    await finish_over(store)
    assert (await campaign(store, key)).state == "done"
    await forget_notices(store, before=clock.now())
    assert [one.patron_id for one in await rows(store, records.CampaignRecipient)] == [early, late]
    clock.advance(30 * DAYS)
    await forget_notices(store, before=clock.now())
    assert [one.patron_id for one in await rows(store, records.CampaignRecipient)] == [None, None]
