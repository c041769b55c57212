"""Guardians: set at the desk, limited by an older child, over by themselves; never more than what holds this day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from crm import records
from crm.actor import PATRON, Actor
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.forgetting.patrons import erase_patron
from crm.guardians.acting import allow, note_asked, note_read, remind
from crm.guardians.ages import GuardianAges, guardian_ages, put_ages
from crm.guardians.setting import end_link, end_over, links, set_link
from crm.guardians.standing import Ward, guardians_of, holding_on, holds_today, joined, ward_of, wards_of
from crm.people.merging import merge_patrons
from crm.people.unmerging import undo_merge
from crm.trust.copying import Whose, copy_of
from tests.support.planted import team
from tests.support.store_rows import add_patron, rows, say, sign_in, visitor

TODAY = date(2026, 11, 24)
ALL = {"sees_loans": True, "sees_holds": True, "renews": True}


class Family:
    """A mother, her child of 13, and who sees to them at the desk."""

    def __init__(self, store: Store, mother: int, child: int, by: Actor, names: dict[int, str]) -> None:
        self.store, self.mother, self.child, self.by, self.names = store, mother, child, by, names

    async def link(self, **values: Any) -> int:
        """Link the two, as the desk does."""
        more = {**ALL, "last_day": None, "today": TODAY, "by": self.by, **values}
        return await set_link(self.store, self.names[self.mother], self.names[self.child], **more)

    async def wards(self, today: date = TODAY) -> list[Ward]:
        """Tell whose guardian the mother is."""
        return await wards_of(self.store, self.mother, today)


async def family(store: Store, *, born: int | None = 2013) -> Family:
    mother = await add_patron(store, "1", display_name="Sima Rad", birth_year=1984)
    child = await add_patron(store, "2", display_name="Hasti Rad", birth_year=born)
    names = {row.id: row.public_id for row in await rows(store, records.Patron)}
    return Family(store, mother, child, await team(store), names)


async def noted(store: Store, action: str) -> list[tuple[str, str | None]]:
    """Give who did it and of whom it was noted."""
    return [(one.actor_kind, one.subject_ref) for one in await rows(store, records.AuditEvent, action=action)]


async def both(of: Family) -> set[str]:
    return {of.store.subject_ref(of.names[one]) for one in (of.mother, of.child)}


async def test_nobody_is_a_guardian_until_the_desk_says_so(store: Store) -> None:
    of = await family(store)
    assert await of.wards() == []
    link = await of.link(renews=False)
    [ward] = await of.wards()
    assert (ward.link_id, ward.child_id, ward.first_name) == (link, of.child, "Hasti")
    assert (ward.sees_loans, ward.sees_holds, ward.renews, ward.reminds) == (True, True, False, False)
    assert await wards_of(store, of.child, TODAY) == [], "it has a direction"
    assert await ward_of(store, of.child, link, TODAY) is None
    assert {ref for _, ref in await noted(store, "guardianship.set")} == await both(of), "under both"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sees_loans": False, "sees_holds": False, "renews": False}, "may"),
        ({"sees_loans": False}, "may"),
        ({"last_day": TODAY - timedelta(days=1)}, "last_day"),
    ],
)
async def test_what_cannot_be_is_refused(store: Store, values: dict[str, Any], field: str) -> None:
    of = await family(store)
    with pytest.raises(InvalidValue) as refused:
        await of.link(**values)
    assert refused.value.field == field
    assert await rows(store, records.Guardianship) == []


async def test_who_is_too_old_has_no_guardian_and_who_is_a_child_is_none(store: Store) -> None:
    of = await family(store, born=2008)
    with pytest.raises(InvalidValue, match="child"):
        await of.link()
    with pytest.raises(InvalidValue, match="guardian"):
        young = await add_patron(store, "3", birth_year=2011)
        [row] = await rows(store, records.Patron, id=young)
        baby = await add_patron(store, "4", birth_year=2020)
        [little] = await rows(store, records.Patron, id=baby)
        await set_link(store, row.public_id, little.public_id, **ALL, last_day=None, today=TODAY, by=of.by)
    with pytest.raises(InvalidValue, match="child"):
        await set_link(store, of.names[of.mother], of.names[of.mother], **ALL, last_day=None, today=TODAY, by=of.by)


async def test_without_a_year_of_birth_a_last_day_is_needed(store: Store) -> None:
    of = await family(store, born=None)
    with pytest.raises(InvalidValue, match="last_day"):
        await of.link()
    await of.link(last_day=TODAY)
    assert len(await of.wards()) == 1
    assert await of.wards(TODAY + timedelta(days=1)) == []


async def test_it_is_set_once_and_again_after_an_end(store: Store) -> None:
    of = await family(store)
    link = await of.link()
    with pytest.raises(Conflict):
        await of.link()
    await end_link(store, link, by=of.by)
    await end_link(store, link, by=of.by)
    assert await of.wards() == [] and len(await noted(store, "guardianship.ended")) == 2
    assert await of.link() != link
    assert [one.state for one in await links(store, of.child, TODAY)] == ["running", "ended"]
    with pytest.raises(NotFound):
        await end_link(store, 999, by=of.by)


async def test_it_ends_by_itself_at_the_age_that_the_library_sets(store: Store) -> None:
    of = await family(store)
    link = await of.link()
    last = date(2030, 12, 31)
    assert len(await of.wards(last)) == 1
    assert await of.wards(last + timedelta(days=1)) == [], "from the first day of the year, written down or not"
    assert await end_over(store, last, by=Actor("system", "nightly")) == 0
    assert await end_over(store, last + timedelta(days=1), by=Actor("system", "nightly")) == 1
    assert await end_over(store, last + timedelta(days=1), by=Actor("system", "nightly")) == 0
    [row] = await rows(store, records.Guardianship, id=link)
    assert (row.end_reason, row.ended_by_id) == ("age", None)


async def test_another_age_holds_at_once(store: Store) -> None:
    of = await family(store)
    await of.link()
    assert await guardian_ages(store) == GuardianAges(18, 12)
    await put_ages(store, GuardianAges(13, 10), by=of.by)
    assert await of.wards() == []
    for ages, field in ((GuardianAges(0, 0), "until"), (GuardianAges(26, 0), "until"), (GuardianAges(9, 10), "say")):
        with pytest.raises(InvalidValue) as refused:
            await put_ages(store, ages, by=of.by)
        assert refused.value.field == field
    assert await guardian_ages(store) == GuardianAges(13, 10)
    assert len(await noted(store, "guardian_rules.changed")) == 1


async def test_an_older_child_limits_and_refuses_and_it_outlives_an_end(store: Store) -> None:
    of = await family(store)
    link = await of.link()
    await remind(store, of.mother, link, TODAY, wanted=True)
    await allow(store, of.child, link, "see", TODAY)
    [ward] = await of.wards()
    assert (ward.sees_loans, ward.renews, ward.reminds) == (True, False, True)
    await allow(store, of.child, link, "nothing", TODAY)
    [ward] = await of.wards()
    assert (ward.sees_loans, ward.sees_holds, ward.renews, ward.reminds) == (False, False, False, False)
    await end_link(store, link, by=of.by)
    await of.link()
    [ward] = await of.wards()
    assert not ward.sees_loans, "the desk does not undo what the child has said"
    [mother] = await guardians_of(store, of.child, TODAY)
    assert mother.has_say and mother.child_allows == "nothing"
    await allow(store, of.child, mother.link_id, "all", TODAY)
    [ward] = await of.wards()
    assert ward.renews and not ward.reminds, "reminders are asked for anew"
    with pytest.raises(NotFound):
        await allow(store, of.mother, mother.link_id, "all", TODAY)
    with pytest.raises(InvalidValue):
        await allow(store, of.child, mother.link_id, "everything", TODAY)


async def test_a_younger_child_has_no_say_yet(store: Store) -> None:
    of = await family(store, born=2016)
    link = await of.link()
    with pytest.raises(Conflict):
        await allow(store, of.child, link, "nothing", TODAY)
    [mother] = await guardians_of(store, of.child, TODAY)
    assert not mother.has_say


async def test_a_child_is_told_when_the_message_is_kept_and_not_before(store: Store) -> None:
    of = await family(store)
    link = await of.link()

    async def closes(patron: int, **more: Any) -> datetime | None:
        turn = await say(store, await sign_in(store, await visitor(store), patron))
        told = TurnResult(turn.journal_id, turn.interaction.id, [Reply("…")], guardians_told=[link], **more)
        await close_turn(store, told)
        [mother] = await guardians_of(store, of.child, TODAY)
        return mother.told_at

    assert await closes(of.child, failed="timeout") is None, "an apology tells nobody"
    assert await closes(of.mother) is None, "nor does what is said to somebody else"
    assert await closes(of.child) is not None


async def test_what_is_read_and_done_is_noted_under_both(store: Store) -> None:
    of = await family(store)
    link = await of.link()
    [ward] = await of.wards()
    await note_read(store, ward, ("loans",), turn="c:m1")
    await note_asked(store, of.mother, link, TODAY, turn="c:m2")
    for action, kind in (("guardian.read", "bot"), ("guardian.renewed", "patron")):
        found = await noted(store, action)
        assert {ref for _, ref in found} == await both(of) and {one for one, _ in found} == {kind}
    await allow(store, of.child, link, "see", TODAY)
    with pytest.raises(NotFound):
        await note_asked(store, of.mother, link, TODAY, turn="c:m3")
    with pytest.raises(NotFound):
        await note_asked(store, of.child, link, TODAY, turn="c:m4")


async def test_a_merge_rests_it_and_is_taken_back(store: Store) -> None:
    of = await family(store)
    await of.link()
    other = await add_patron(store, "9", display_name="Sima Rad", birth_year=1984)
    [row] = await rows(store, records.Patron, id=other)
    done = await merge_patrons(store, row.public_id, of.names[of.mother], by=of.by, reason="both cards")
    assert await wards_of(store, other, TODAY) == [] == await of.wards(), "nobody sees by a merge"
    assert [one.state for one in await links(store, other, TODAY)] == ["resting"]
    assert await guardians_of(store, of.child, TODAY) == []
    await undo_merge(store, done.id, by=of.by)
    assert len(await of.wards()) == 1


@pytest.mark.parametrize("who", ["mother", "child"])
async def test_it_goes_with_either_and_is_in_the_copy_of_each(store: Store, who: str) -> None:
    of = await family(store)
    link = await of.link()
    await allow(store, of.child, link, "see", TODAY)
    one = getattr(of, who)
    copy = await copy_of(store, Whose(patron_id=one), "en")
    [row] = copy.tables["guardianship"]
    assert row["role"] == ("guardian" if who == "mother" else "child")
    assert row["child_allows"] == (None if who == "mother" else "see"), "what a child says of it is the child's"
    assert "Hasti" not in str(row) and "Sima" not in str(row)
    await erase_patron(store, one, by=PATRON)
    assert await rows(store, records.Guardianship) == []


async def test_an_erased_patron_is_linked_with_nobody(store: Store) -> None:
    of = await family(store)
    await erase_patron(store, of.mother, by=PATRON)
    with pytest.raises(NotFound):
        await of.link()


async def test_two_desks_at_once_set_it_once(store: Store) -> None:
    of = await family(store)
    await of.link()
    table = table_of(records.Guardianship)
    # As if a second desk had looked before the first one wrote.
    change = update(table).values(last_day=TODAY - timedelta(days=1))
    await store.transact(lambda connection: connection.execute(change))
    await of.link()
    assert [(one.state, one.end_reason) for one in await links(store, of.mother, TODAY)] == [
        ("running", None),
        ("ended", "last_day"),
    ]


async def test_a_query_asks_the_same_as_is_asked_of_one_link(store: Store) -> None:
    table, ages = table_of(records.Guardianship), GuardianAges()
    for number, (born, last) in enumerate(
        (born, last)
        for born in (None, 2007, 2008, 2009, 2020)
        for last in (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    ):
        two = [await add_patron(store, f"{number}{which}", birth_year=born) for which in (1, 2)]
        row = {"guardian_id": two[0], "child_id": two[1], "last_day": last, "made_at": store.clock.now()}
        await store.transact(lambda connection, row=row: connection.execute(insert(table).values(**row)))
    linked = await rows(store, records.Guardianship)
    into = update(table_of(records.Patron)).values(merged_into_id=linked[0].child_id)
    for patron in (linked[-1].child_id, linked[-2].guardian_id):
        of = into.where(table_of(records.Patron).c.id == patron)
        await store.transact(lambda connection, of=of: connection.execute(of))

    def asked(connection: Connection) -> tuple[set[int], set[int]]:
        one_by_one = {row["id"] for row in connection.execute(joined()).mappings() if holds_today(row, ages, TODAY)}
        return one_by_one, set(connection.scalars(select(table.c.id).where(holding_on(ages, TODAY))))

    one_by_one, at_once = await store.look(asked)
    assert one_by_one == at_once and 0 < len(at_once) < len(linked) - 2
