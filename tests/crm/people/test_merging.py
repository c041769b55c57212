"""Two records of one patron become one, and two again: nothing is lost, nobody hears of another, the stricter holds."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import PATRON, Actor
from crm.conversations import identities, patron_guard, signing_in
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.forgetting.patrons import erase_patron
from crm.notices.ways import patron_of_chat
from crm.people.contacts import add_contact
from crm.people.duplicates import duplicates, keep_apart
from crm.people.merging import STAYS, Merged, merge_patrons, moving_columns
from crm.people.record import patron_record, survivor
from crm.people.unmerging import merge_view, undo_merge
from crm.trust.consents import may_send, record_consent
from crm.trust.copying import Whose, copy_of
from protocol.clock import FixedClock
from tests.support.planted import plant, team
from tests.support.store_rows import add, add_patron, answer, rows, say, sign_in, visitor

IDENTITY = table_of(records.ChannelIdentity)
# What a merge writes beside the rows that it moves: trail, its own record, and that a row was written.
BESIDE = {"audit_event", "patron_merge", "patron_merge_row", "sign_in_link", "data_link"}
WRITTEN = {"version", "updated_at"}
# A chat that was signed out is signed in again by its patron, and by nobody else.
SIGNED = {"patron_id", "assurance", "linked_at", "signed_in_until", "lapsed_at", "history_after"}


async def every(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Read the whole store, as far as a merge and its undoing must leave it as it was."""

    def look(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for table in records.Base.metadata.sorted_tables:
            if table.name in BESIDE:
                continue
            left_out = WRITTEN if table.name == "patron" else SIGNED if table.name == "channel_identity" else set()
            query = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [
                {name: value for name, value in row.items() if name not in left_out}
                for row in connection.execute(query).mappings()
            ]
        return found

    return await store.look(look)


async def public(store: Store, patron_id: int) -> str:
    (row,) = await rows(store, records.Patron, id=patron_id)
    return str(row.public_id)


async def merge(store: Store, stays: int, goes: int, by: Actor) -> Merged:
    return await merge_patrons(
        store, await public(store, stays), await public(store, goes), by=by, reason="both cards shown"
    )


async def titled(store: Store, number: str) -> int:
    row = {"ils_bib_id": number, "title": "T", "search_norm": "t", "search_squash": "t"}
    return await add(store, records.TitleRecord, **row, added_at=store.clock.now())


async def filled(store: Store, patron_id: int, dice: random.Random) -> None:
    """Give a patron some of everything that points at patrons."""
    now = store.clock.now()
    for number in range(dice.randrange(4)):
        moment = now - timedelta(days=dice.randrange(1, 400))
        name = f"{patron_id}-{number}"
        loan = {"ils_loan_id": f"L{name}", "patron_id": patron_id, "loaned_at": moment, "due_at": now}
        await add(store, records.Loan, **loan, synced_at=now, returned_at=now if dice.random() < 0.5 else None)
        fine = {"ils_fine_id": f"F{name}", "patron_id": patron_id, "kind": "overdue", "amount_minor": 100}
        await add(store, records.Fine, **fine, currency="IRR", assessed_at=moment)
    title = await add(
        store,
        records.TitleRecord,
        ils_bib_id=f"B{patron_id}",
        title="T",
        search_norm="t",
        search_squash="t",
        added_at=now,
    )
    hold = {"ils_hold_id": f"H{patron_id}", "patron_id": patron_id, "title_id": title, "placed_at": now}
    await add(store, records.Hold, **hold)
    for kind in ("email", "phone", "postal"):
        if dice.random() < 0.7:
            point = {"patron_id": patron_id, "kind": kind, "value": f"{kind}{patron_id}", "is_primary": True}
            verified = now if dice.random() < 0.5 else None
            await add(store, records.ContactPoint, **point, value_norm=f"{kind}{patron_id}", verified_at=verified)
    for kind in ("due_soon", "hold_ready", "card_expiring"):
        if dice.random() < 0.6:
            asked = {"patron_id": patron_id, "kind": kind, "channel": dice.choice(("email", "sms"))}
            await add(store, records.Subscription, **asked, asked_at=now)
    for purpose in ("new_titles", "overdue"):
        for action in ("granted", "withdrawn", "refused"):
            if dice.random() < 0.4:
                await record_consent(store, patron_id, purpose, "email", action, source="page", by=PATRON)
    who = await sign_in(store, await visitor(store), patron_id)
    for _ in range(dice.randrange(3)):
        await answer(store, await say(store, who, "سلام"), "سلام")


@pytest.mark.parametrize("seed", range(8))
async def test_a_merge_and_its_undoing_give_back_what_was(store: Store, clock: FixedClock, seed: int) -> None:
    dice = random.Random(seed)
    by = await team(store)
    known: list[dict[str, Any]] = [
        {
            "registered_at": clock.now() - timedelta(days=dice.randrange(1, 900)),
            "last_engaged_at": clock.now() - timedelta(days=dice.randrange(1, 90)),
            "birth_year": dice.choice((None, 1371)),
            "history_opt_in": dice.random() < 0.5,
            "is_restricted": dice.random() < 0.5,
            "restriction_reason_fa": "د",
            "restriction_reason_en": "r",
        }
        for _ in range(2)
    ]
    stays, goes = await add_patron(store, "20001001", **known[0]), await add_patron(store, "20001002", **known[1])
    for patron_id in (stays, goes):
        await filled(store, patron_id, dice)
        clock.advance(timedelta(minutes=dice.randrange(60)))
    before = await every(store)
    permits = await said(store, stays), await said(store, goes)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    assert await every(store) != before
    clock.advance(timedelta(hours=1))
    undone = await undo_merge(store, done.id, by=by)
    assert await every(store) == before
    assert (await said(store, stays), await said(store, goes)) == permits
    assert (undone.changed_since, (await rows(store, records.PatronMerge))[0].state) == (0, "undone")


async def said(store: Store, patron_id: int) -> list[bool]:
    return [bool(await may_send(store, patron_id, purpose, "email")) for purpose in ("new_titles", "overdue")]


async def test_everything_that_can_be_said_and_done_comes_back(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    await plant(store, by, stays)
    await plant(store, by, goes)
    before = await every(store)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    for table, column in moving_columns():
        if table.name != "channel_identity":
            left = await store.look(
                lambda connection, t=table, c=column: connection.scalar(select(t.c.id).where(c == goes).limit(1))
            )
            assert left is None, f"{table.name}.{column.name}"
    clock.advance(timedelta(hours=1))
    await undo_merge(store, done.id, by=by)
    assert await every(store) == before


async def test_every_column_that_points_at_a_patron_moves_or_says_why_not() -> None:
    patron = table_of(records.Patron)
    pointing = {
        table.name
        for table in records.Base.metadata.sorted_tables
        for column in table.columns
        if table is not patron and any(key.column is patron.c.id for key in column.foreign_keys)
    }
    assert {table.name for table, _ in moving_columns()} | set(STAYS) == pointing
    assert all(why for why in STAYS.values())


async def test_what_came_after_stays_and_is_named(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who = await sign_in(store, await visitor(store), goes)
    early = await say(store, who, "earlier")
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    clock.advance(timedelta(hours=1))
    await add_contact(store, stays, key=str(uuid.uuid4()), channel="phone", subject="After", by=by)
    await record_consent(store, stays, "new_titles", "email", "granted", source="page", by=PATRON)
    view = await merge_view(store, done.id)
    assert [entry.source for entry in view.since] == ["consent", "interaction"]
    await undo_merge(store, done.id, by=by)
    (contact,) = await rows(store, records.Interaction, subject="After")
    (talk,) = await rows(store, records.Interaction, public_id=early.interaction.public_id)
    assert (contact.patron_id, talk.patron_id) == (stays, goes)
    assert await may_send(store, stays, "new_titles", "email")
    assert not await may_send(store, goes, "new_titles", "email")
    with pytest.raises(NotFound):
        await undo_merge(store, done.id, by=by)


async def test_a_row_that_changed_since_goes_back_as_it_is_now(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    now = clock.now()
    loan = {"ils_loan_id": "L1", "patron_id": goes, "loaned_at": now, "due_at": now, "synced_at": now}
    loan_id = await add(store, records.Loan, **loan)
    done = await merge(store, stays, goes, by)
    clock.advance(timedelta(hours=1))
    table = table_of(records.Loan)
    renewed = update(table).where(table.c.id == loan_id).values(due_at=clock.now() + timedelta(days=9), renewal_count=1)
    await store.transact(lambda connection: connection.execute(renewed))
    await undo_merge(store, done.id, by=by)
    (row,) = await rows(store, records.Loan)
    assert (row.patron_id, row.renewal_count) == (goes, 1)


async def test_a_chat_that_is_somebody_elses_by_now_is_left_to_them(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes, third = [await add_patron(store, f"2000100{number}") for number in (1, 2, 3)]
    chat = await identities.identity_for(store, "telegram", "77", language="fa")
    for patron_id in (goes, third):
        await say(store, await sign_in(store, chat, patron_id), "سلام")
        clock.advance(timedelta(hours=1))
    clock.advance(timedelta(days=181))
    await identities.identity(store, chat.id)
    await merge(store, stays, goes, by)
    assert await store.look(lambda connection: patron_of_chat(connection, chat.id)) == third


async def test_a_row_that_has_another_ones_number_by_now_is_left_alone(store: Store, clock: FixedClock) -> None:
    """SQLite gives the number of the newest row again once that is deleted."""
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    old = {"kind": "email", "value": "old@example.org", "value_norm": "old@example.org"}
    point_id = await add(store, records.ContactPoint, patron_id=goes, **old)
    done = await merge(store, stays, goes, by)
    (written,) = await rows(store, records.PatronMergeRow, table_name="contact_point")
    assert "old@" not in str(written), "an address is kept in its own row alone"
    table = table_of(records.ContactPoint)
    await store.transact(lambda connection: connection.execute(table.delete()))
    new = {"id": point_id, "kind": "email", "value": "new@example.org", "value_norm": "new@example.org"}
    await add(store, records.ContactPoint, patron_id=stays, **new)
    undone = await undo_merge(store, done.id, by=by)
    assert undone.changed_since == 1
    assert [row.patron_id for row in await rows(store, records.ContactPoint)] == [stays]


async def test_no_chat_hears_of_the_other_record(store: Store) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    mine = await sign_in(store, await visitor(store), stays)
    theirs = await sign_in(store, await visitor(store), goes)
    talk = await say(store, theirs, "سلام")
    done = await merge(store, stays, goes, by)
    assert done.chats == (theirs.id,)
    assert await patron_guard.signed_in_patron(store, talk.interaction.engine_conversation) is None
    assert (await identities.identity(store, theirs.id)).patron_id is None
    assert (await identities.identity(store, mine.id)).patron_id == stays
    # What the chat says next is nobody's, and never the other's.
    again = await say(store, theirs, "و بعد؟")
    (row,) = await rows(store, records.Interaction, public_id=again.interaction.public_id)
    assert row.patron_id is None
    link = await signing_in.link_issue(store, theirs.id)
    with pytest.raises(NotFound):
        await signing_in.link_redeem(store, link.url_token, goes)


async def test_a_chat_whose_sign_in_had_ended_is_nobodys(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    theirs = await identities.identity_for(store, "telegram", "77", language="fa")
    theirs = await sign_in(store, theirs, goes)
    await say(store, theirs, "سلام")
    clock.advance(timedelta(days=181))
    await identities.identity(store, theirs.id)
    assert await store.look(lambda connection: patron_of_chat(connection, theirs.id)) == goes
    await merge(store, stays, goes, by)
    assert await store.look(lambda connection: patron_of_chat(connection, theirs.id)) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "allowed"),
    [
        ("granted", "withdrawn", False),
        ("withdrawn", "granted", False),
        ("granted", "refused", False),
        ("granted", None, True),
        (None, "granted", True),
        (None, "refused", False),
        (None, None, False),
        ("granted", "granted", True),
    ],
)
async def test_the_stricter_of_two_holds_until_something_new_is_said(
    store: Store, clock: FixedClock, mine: str | None, theirs: str | None, allowed: bool
) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    for patron_id, action in ((stays, mine), (goes, theirs)):
        if action is not None:
            await record_consent(store, patron_id, "new_titles", "email", action, source="page", by=PATRON)
    clock.advance(timedelta(hours=1))
    done = await merge(store, stays, goes, by)
    assert bool(await may_send(store, stays, "new_titles", "email")) is allowed
    clock.advance(timedelta(hours=1))
    # Said again by the patron, it counts, also what was said before already.
    assert await record_consent(store, stays, "new_titles", "email", "granted", source="page", by=PATRON)
    assert await may_send(store, stays, "new_titles", "email")
    assert await record_consent(store, stays, "new_titles", "email", "withdrawn", source="page", by=PATRON)
    assert not await may_send(store, stays, "new_titles", "email")
    await undo_merge(store, done.id, by=by)
    assert bool(await may_send(store, goes, "new_titles", "email")) is (theirs == "granted")


async def test_an_objection_to_all_channels_holds_for_each(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    await record_consent(store, stays, "new_titles", "email", "granted", source="page", by=PATRON)
    await record_consent(store, goes, "new_titles", None, "refused", source="page", by=PATRON)
    clock.advance(timedelta(hours=1))
    await merge(store, stays, goes, by)
    assert (await may_send(store, stays, "new_titles", "email")).reason == "refused"


async def test_what_must_not_be_merged_is_refused(store: Store) -> None:
    by = await team(store)
    stays, goes, bare = (
        await add_patron(store, "20001001"),
        await add_patron(store, "20001002"),
        await add_patron(store),
    )
    title = await add(
        store,
        records.TitleRecord,
        ils_bib_id="B1",
        title="T",
        search_norm="t",
        search_squash="t",
        added_at=store.clock.now(),
    )
    for patron_id in (stays, goes):
        hold = {"ils_hold_id": f"H{patron_id}", "patron_id": patron_id, "title_id": title}
        await add(store, records.Hold, **hold, placed_at=store.clock.now())
    for one, other, field in ((stays, stays, "survivor"), (bare, goes, "survivor"), (stays, goes, "holds")):
        with pytest.raises(InvalidValue) as refused:
            await merge(store, one, other, by)
        assert refused.value.field == field
    with pytest.raises(InvalidValue):
        await merge_patrons(store, await public(store, stays), await public(store, bare), by=by, reason=" ")
    with pytest.raises(NotFound):
        await merge_patrons(store, await public(store, stays), str(uuid.uuid4()), by=by, reason="x")
    await merge(store, stays, bare, by)
    with pytest.raises(Conflict):
        await merge(store, goes, bare, by)
    with pytest.raises(Conflict):
        await merge(store, bare, goes, by)


async def test_merges_into_one_are_taken_back_the_last_first(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    moments = [{"registered_at": clock.now() - timedelta(days=days)} for days in (10, 20, 30)]
    first, second, third = [
        await add_patron(store, f"2000100{number}", **more) for number, more in enumerate(moments, 1)
    ]
    before = await every(store)
    one, other = await merge(store, first, second, by), await merge(store, first, third, by)
    with pytest.raises(Conflict):
        await undo_merge(store, one.id, by=by)
    await undo_merge(store, other.id, by=by)
    await undo_merge(store, one.id, by=by)
    assert await every(store) == before


async def test_a_record_that_took_one_in_and_went_into_another(store: Store) -> None:
    by = await team(store)
    first, second, third = [await add_patron(store, f"2000100{number}") for number in (1, 2, 3)]
    await record_consent(store, third, "new_titles", "email", "refused", source="page", by=PATRON)
    inner, outer = await merge(store, second, third, by), await merge(store, first, second, by)
    assert await survivor(store, await public(store, third)) == await public(store, first)
    assert (await may_send(store, first, "new_titles", "email")).reason == "refused"
    with pytest.raises(Conflict):
        await undo_merge(store, inner.id, by=by)
    await undo_merge(store, outer.id, by=by)
    await undo_merge(store, inner.id, by=by)
    assert await survivor(store, await public(store, third)) is None


async def test_copy_and_erasure_are_of_the_whole_patron(store: Store) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002", display_name="Zqothername")
    await record_consent(store, goes, "new_titles", "email", "granted", source="page", by=PATRON)
    done = await merge(store, stays, goes, by)
    copy = await copy_of(store, Whose(patron_id=stays), "en")
    assert [row["display_name"] for row in copy.tables["patron"]] == ["نرگس", "Zqothername"]
    assert len(copy.tables["consent_record"]) == 1
    assert len(copy.tables["patron_merge"]) == 1
    receipt = await erase_patron(store, stays, by=by)
    assert not receipt.already
    for row in await rows(store, records.Patron):
        assert (row.lifecycle, row.display_name, row.card_number_hash, row.name_norm) == ("erased", None, None, None)
    assert await rows(store, records.PatronMerge) == []
    assert await rows(store, records.PatronMergeRow) == []
    with pytest.raises(NotFound):
        await undo_merge(store, done.id, by=by)


async def test_a_card_number_in_the_reason_is_not_kept(store: Store) -> None:
    by = await team(store)
    names = [await public(store, await add_patron(store, f"2000100{number}")) for number in (1, 2)]
    await merge_patrons(store, *names, by=by, reason="the card 20001002 was lost")
    (row,) = await rows(store, records.PatronMerge)
    events = await rows(store, records.AuditEvent, action="patron.merged")
    assert not [text for text in (row.reason, *(event.reason for event in events)) if "20001002" in text]


async def test_both_records_show_who_merged_them(store: Store) -> None:
    by = await team(store)
    stays, goes = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    done = await merge(store, stays, goes, by)
    refs = {store.subject_ref(await public(store, one)) for one in (stays, goes)}
    assert {event.subject_ref for event in await rows(store, records.AuditEvent, action="patron.merged")} == refs
    record = await patron_record(store, await public(store, stays))
    assert record is not None
    assert [(one.merge_id, one.card_last4, one.by) for one in record.joined] == [(done.id, "1002", "Sara")]


async def test_duplicates_are_proposed_by_name_and_year_or_verified_telephone_alone(store: Store) -> None:
    born = {"birth_year": 1371}
    one = await add_patron(store, "20001001", display_name="زهرا حسین‌زاده", **born)
    other = await add_patron(store, "20001002", display_name="زهرا حسين زاده", **born)
    older = await add_patron(store, "20001003", display_name="زهرا حسین‌زاده", birth_year=1340)
    yearless = await add_patron(store, "20001004", display_name="زهرا حسین‌زاده")
    assert [(pair.one.id, pair.other.id, pair.by) for pair in await duplicates(store)] == [(one, other, ("name",))]
    now = store.clock.now()
    for patron_id in (older, yearless):
        mail = {"patron_id": patron_id, "kind": "email", "value": "a@b", "value_norm": "a@b"}
        await add(store, records.ContactPoint, **mail)
        phone = {"patron_id": patron_id, "kind": "phone", "value": "0912", "value_norm": "0912"}
        await add(store, records.ContactPoint, **phone)
    assert len(await duplicates(store, older)) == 0, "an e-mail, or a telephone nobody verified, says nothing"
    point = table_of(records.ContactPoint)
    verified = update(point).where(point.c.patron_id == older, point.c.kind == "phone").values(verified_at=now)
    await store.transact(lambda connection: connection.execute(verified))
    assert [pair.by for pair in await duplicates(store, older)] == [("phone",)]


async def test_a_duplicate_is_found_by_a_number_in_an_old_writing(store: Store) -> None:
    one, other, third = [await add_patron(store, f"2000100{number}") for number in (1, 2, 3)]
    now = store.clock.now()
    for patron_id, norm, at in (
        (one, "+989121112233", now),
        (other, "09121112233", now),
        (third, "0912-1112234", None),
    ):
        phone = {"patron_id": patron_id, "kind": "phone", "value": norm, "value_norm": norm, "verified_at": at}
        await add(store, records.ContactPoint, **phone)
    assert [(pair.one.id, pair.other.id, pair.by) for pair in await duplicates(store)] == [(one, other, ("phone",))]
    assert len(await duplicates(store, one)) == 1 and await duplicates(store, third) == []
    by = await team(store)
    await keep_apart(store, await public(store, one), await public(store, other), by=by)
    assert await duplicates(store) == []


async def test_who_was_said_to_be_two_people_is_not_proposed_again(store: Store) -> None:
    by = await team(store)
    born = {"birth_year": 1371, "display_name": "Ali Kazemi"}
    ids = [await add_patron(store, f"2000100{number}", **born) for number in (1, 2, 3)]
    names = [await public(store, one) for one in ids]
    assert len(await duplicates(store)) == 3
    for _ in range(2):
        await keep_apart(store, names[1], names[0], by=by)
    assert [(pair.one.id, pair.other.id) for pair in await duplicates(store)] == [(ids[1], ids[2]), (ids[0], ids[2])]
    assert len(await rows(store, records.PatronMerge)) == 1
    done = await merge(store, ids[0], ids[2], by)
    assert await duplicates(store) == []
    await undo_merge(store, done.id, by=by)
    assert [(pair.one.id, pair.other.id) for pair in await duplicates(store)] == [(ids[1], ids[2])]
