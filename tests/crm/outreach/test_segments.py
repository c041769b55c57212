"""A segment holds exactly whom its rule fits, and never again somebody who was taken out by hand."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import EditConflict, InvalidValue, NotFound
from crm.forgetting.patrons import erase_patron
from crm.outreach import segments as outreach_segments
from crm.outreach.reached import reached_by
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.segments import (
    delete_segment,
    members,
    preview,
    put_back,
    put_segment,
    refresh,
    refresh_all,
    segment,
    segments,
    take_out,
)
from crm.people.merging import merge_patrons
from crm.trust.consents import permit, record_consent
from protocol.clock import FixedClock
from tests.support.given_notices import TEHRAN, change
from tests.support.given_outreach import fits, people, some_rule
from tests.support.planted import team
from tests.support.store_rows import SARA, add, add_patron, rows

STUDENTS = SegmentRule((RuleGroup((RuleCondition("category", ("student",)),)),))
RULES = 120


@pytest.fixture
async def sara(store: Store) -> Actor:
    made = await add(
        store, records.StaffUser, username="sara", display_name="Sara", role="manager", created_at=store.clock.now()
    )
    return Actor.staff(made, "sara")


async def inside(store: Store, key: int) -> set[int]:
    return {one.patron_id for one in await rows(store, records.SegmentMember, segment_id=key, status="in")}


async def test_whatever_the_rule_says_the_members_are_those_whom_it_fits(store: Store, sara: Actor) -> None:
    known, dice = await people(store, 40, seed=7), random.Random(11)
    gone = known.pop()
    await erase_patron(store, gone.id, by=SARA)
    sizes, now = set(), store.clock.now()
    key = await put_segment(store, "all kinds", STUDENTS, TEHRAN, by=sara)
    for number in range(RULES):
        rule = some_rule(dice)
        assert SegmentRule.unpacked(rule.packed()) == rule
        meant = {one.id for one in known if fits(rule, one, now)}
        await put_segment(store, "all kinds", rule, TEHRAN, by=sara, segment_id=key)
        assert await inside(store, key) == meant, f"rule {number}: {rule}"
        assert (await preview(store, rule, TEHRAN)).fits == len(meant)
        sizes.add(len(meant))
    assert len(sizes) > 15, "rules that fit nobody or everybody prove little"


async def test_followed_in_parts_the_members_are_the_same(
    store: Store, sara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outreach_segments, "AT_ONCE", 3)
    known, dice, now = await people(store, 13, seed=3), random.Random(5), store.clock.now()
    key = await put_segment(store, "in parts", STUDENTS, TEHRAN, by=sara)
    for _ in range(20):
        rule = some_rule(dice)
        packed = {"rule": rule.packed(), "refreshed_at": None}
        # Kept without being followed, as if patrons had changed since.
        await change(store, records.Segment, key, **packed)
        assert await refresh_all(store, TEHRAN) == 1
        assert await inside(store, key) == {one.id for one in known if fits(rule, one, now)}
        assert (await segment(store, key)).refreshed_at == now


async def test_by_hand_a_list_is_as_the_rule_says(store: Store, sara: Actor) -> None:
    student, teacher = [await add_patron(store, category=one) for one in ("student", "teacher")]
    young = await add_patron(store, category="student", birth_year=2014)
    rule = SegmentRule(
        (
            RuleGroup((RuleCondition("category", ("student",)),)),
            RuleGroup((RuleCondition("age", most=17), RuleCondition("lifecycle", ("lapsed",))), "any", negated=True),
        )
    )
    key = await put_segment(store, "grown students", rule, TEHRAN, by=sara)
    assert await inside(store, key) == {student}
    assert {teacher, young} & await inside(store, key) == set()
    everybody = SegmentRule((RuleGroup((RuleCondition("category", ("nobody",), negated=True),)),))
    assert (await preview(store, everybody, TEHRAN)).fits == 3


async def test_who_was_taken_out_by_hand_stays_out(store: Store, sara: Actor) -> None:
    first, second = [await add_patron(store) for _ in range(2)]
    key = await put_segment(store, "students", STUDENTS, TEHRAN, by=sara)
    [public_id] = [one.public_id for one in await rows(store, records.Patron, id=first)]
    await take_out(store, key, public_id, by=sara)
    assert await inside(store, key) == {second}
    await refresh(store, key, TEHRAN, by=sara)
    await refresh_all(store, TEHRAN)
    await change(store, records.Patron, first, category="teacher")
    await refresh_all(store, TEHRAN)
    await change(store, records.Patron, first, category="student")
    await put_segment(store, "students", STUDENTS, TEHRAN, by=sara, segment_id=key)
    await put_segment(store, "pupils", SegmentRule(STUDENTS.groups, "any"), TEHRAN, by=sara, segment_id=key)
    assert await inside(store, key) == {second}
    [kept] = await segments(store)
    assert (kept.members, kept.taken_out, kept.rule_version) == (1, 1, 2)
    found, total = await members(store, key, status="opted_out")
    assert ([one.patron_id for one in found], total) == ([first], 1)
    await put_back(store, key, public_id, TEHRAN, by=sara)
    assert await inside(store, key) == {first, second}


async def test_put_back_is_no_way_in_for_whom_the_rule_does_not_fit(store: Store, sara: Actor) -> None:
    patron = await add_patron(store)
    key = await put_segment(store, "students", STUDENTS, TEHRAN, by=sara)
    [public_id] = [one.public_id for one in await rows(store, records.Patron, id=patron)]
    await take_out(store, key, public_id, by=sara)
    await change(store, records.Patron, patron, category="teacher")
    await put_back(store, key, public_id, TEHRAN, by=sara)
    assert await inside(store, key) == set()


async def test_nobody_overwrites_anothers_rule(store: Store, sara: Actor) -> None:
    key = await put_segment(store, "students", STUDENTS, TEHRAN, by=sara)
    seen = (await segment(store, key)).seen
    teachers = SegmentRule((RuleGroup((RuleCondition("category", ("teacher",)),)),))
    await put_segment(store, "students", teachers, TEHRAN, by=sara, segment_id=key, seen=seen)
    with pytest.raises(EditConflict):
        await put_segment(store, "pupils", STUDENTS, TEHRAN, by=sara, segment_id=key, seen=seen)
    with pytest.raises(InvalidValue):
        await put_segment(store, "students", STUDENTS, TEHRAN, by=sara)
    await delete_segment(store, key, by=sara)
    with pytest.raises(NotFound):
        await segment(store, key)


@pytest.mark.parametrize(
    "condition",
    [
        RuleCondition("shoe size", ("42",)),
        RuleCondition("category"),
        RuleCondition("lifecycle", ("erased",)),
        RuleCondition("age"),
        RuleCondition("age", least=30, most=20),
        RuleCondition("loans", least=1),
        RuleCondition("seen", days=0),
        RuleCondition("channel", ("pigeon",)),
        RuleCondition("interest", ("sorcery",)),
    ],
)
def test_a_rule_that_means_nothing_is_refused(condition: RuleCondition) -> None:
    with pytest.raises(InvalidValue):
        SegmentRule((RuleGroup((condition,)),)).checked()


def test_a_rule_without_a_condition_is_none() -> None:
    for rule in (SegmentRule(()), SegmentRule((RuleGroup(()),))):
        with pytest.raises(InvalidValue):
            rule.checked()


@pytest.mark.parametrize("seed", range(4))
async def test_who_is_reached_is_what_permit_says_also_of_records_made_one(
    store: Store, clock: FixedClock, seed: int
) -> None:
    """Every patron of a chain of merges, with anything said before and after them, compared with `permit`."""
    dice, by = random.Random(seed), await team(store)
    for number in range(12):
        group = [await add_patron(store, f"3000{number}00{one}", category="teacher") for one in range(3)]
        for step in range(3):
            for one in group:
                if dice.random() < 0.4:
                    action, channel = dice.choice(
                        (("granted", "email"), ("refused", "email"), ("withdrawn", None), ("granted", "email"))
                    )
                    how: dict[str, Any] = {"source": "page", "by": PATRON}
                    await record_consent(store, one, "library_news", channel, action, **how)
                clock.advance(timedelta(minutes=1))
            if step < 2 and dice.random() < 0.8:
                names = [(await rows(store, records.Patron, id=one))[0].public_id for one in (group[-2], group[-1])]
                await merge_patrons(store, *names, by=by, reason="one person")
                group.pop()
                clock.advance(timedelta(minutes=1))
        for one in group:
            asked = {"kind": "campaign", "channel": "email", "asked_at": clock.now()}
            await add(store, records.Subscription, patron_id=one, **asked)
    patron = table_of(records.Patron)

    def look(connection: Connection) -> tuple[set[int], set[int]]:
        there = select(patron.c.id).where(patron.c.merged_into_id.is_(None), patron.c.category == "teacher")
        reached = connection.scalars(there.where(reached_by(connection, ["email"], clock.now()))).all()
        allowed = [
            one
            for one in connection.scalars(there).all()
            if permit(connection, one, "library_news", "email", clock.now())
        ]
        return set(reached), set(allowed)

    reached, allowed = await store.look(look)
    assert reached == allowed
    assert allowed
