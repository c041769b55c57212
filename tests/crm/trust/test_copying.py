"""The copy carries every row that is the patron's, and nobody else's; no table or column can be forgotten."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Table

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.errors import NotFound
from crm.forgetting.patrons import erase_patron
from crm.records import Base
from crm.trust.carried import AFTER_ERASURE, CARRIED, LEFT_OUT, NOT_PERSONAL, READABLE
from crm.trust.consents import record_consent
from crm.trust.copying import DataCopy, Whose, copy_of, is_left_out
from protocol.clock import FixedClock
from tests.support.planted import EMAIL, Planted, plant, team
from tests.support.store_rows import add, add_patron, answer, rows, say, sign_in, visitor

TABLES = Base.metadata.tables
CARRIED_TABLES = [one.table for one in CARRIED]


def leads_to_patron(table: Table, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether a table points at patrons, by whatever way."""
    targets = {key.column.table for column in table.columns for key in column.foreign_keys}
    return any(
        target.name == "patron" or (target.name not in seen and leads_to_patron(target, seen | {target.name}))
        for target in targets
    )


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_carried_or_says_why_not(name: str) -> None:
    told = CARRIED_TABLES.count(name) + (name in NOT_PERSONAL)
    assert told == 1, f"{name} is named {told} times in crm/trust/carried.py; it must be named once"


def test_what_is_named_is_there() -> None:
    assert {*CARRIED_TABLES, *NOT_PERSONAL} == set(TABLES)
    # A table that leads to a patron is not personal only where others' rows are in it too.
    assert {name for name in NOT_PERSONAL if leads_to_patron(TABLES[name])} == set()
    for one in CARRIED:
        for column in one.by:
            assert column in TABLES[one.table].columns
            for key in TABLES[one.table].columns[column].foreign_keys:
                target = key.column.table.name
                # Of a question that several have asked, none is anybody's alone: this way is a special one.
                alone = (one.table, column) == ("example_proposal", "question_id")
                assert alone or target in CARRIED_TABLES, f"{one.table}.{column} leads to {target}, not carried"


def test_what_an_erasure_leaves_of_each_is_told() -> None:
    assert AFTER_ERASURE.keys() == set(CARRIED_TABLES)
    for one in CARRIED:
        for column in TABLES[one.table].columns:
            rules = {key.ondelete for key in column.foreign_keys if key.column.table.name == "patron"}
            if "CASCADE" in rules and one.table != "channel_identity":
                assert AFTER_ERASURE[one.table] == "deleted", one.table


def test_every_link_to_what_is_carried_is_followed() -> None:
    """A row that hangs on a carried one is found by that link, unless it is told of by another."""
    elsewhere = {
        ("consent_record", "interaction_id"), ("data_request", "case_id"), ("fine", "loan_id"),
        ("hold", "interaction_id"), ("notice", "case_id"), ("notice", "hold_id"), ("notice", "loan_id"),
        ("notice", "message_id"), ("notice", "subscription_id"), ("subscription", "identity_id"),
        ("notice", "match_id"), ("notice", "recipient_id"), ("title_match", "interest_id"),
        ("notice", "guardianship_id"), ("notice", "mirrored_id"), ("notice", "followed_id"),
        ("interaction", "case_id"), ("interaction", "parent_id"),
        ("case_heard", "identity_id"), ("survey_invitation", "identity_id"), ("survey_response", "case_id"),
        ("application", "identity_id"), ("application", "interaction_id"), ("application", "case_id"),
        ("journal", "identity_id"), ("journal", "message_id"), ("message", "in_reply_to_id"), ("outbox", "identity_id"),
        ("patron", "merged_into_id"), ("question_sighting", "message_id"),
    }  # fmt: skip
    missing = {
        (one.table, column.name)
        for one in CARRIED
        for column in TABLES[one.table].columns
        if column.name not in one.by
        for key in column.foreign_keys
        if key.column.table.name in CARRIED_TABLES
    }
    assert missing == elsewhere


@pytest.mark.parametrize("name", CARRIED_TABLES)
def test_every_column_is_carried_or_says_why_not(name: str) -> None:
    silent = {"patron", "staff_user", "import_run", "review_item", "survey_invitation", "survey_response"}
    # Told by themselves: which new title it was, and which campaign.
    silent |= {"title_match", "campaign_recipient"}
    for column in TABLES[name].columns:
        if column.foreign_keys:
            (key,) = column.foreign_keys
            target = key.column.table.name
            assert target in READABLE or target in silent, f"{name}.{column.name}: {target} has no readable column"
    for left in LEFT_OUT:
        table, _, column = left.partition(".")
        assert table.startswith("*") or left == "patron.patron_id" or column in TABLES[table].columns, left


def words_in(copy: DataCopy) -> str:
    return json.dumps(copy.document(), ensure_ascii=False)


def told(copy: DataCopy, planted: Planted) -> set[str]:
    text = words_in(copy)
    return {word for word in planted.words if word in text}


async def test_the_copy_has_all_of_ones_own_words_and_none_of_anybody_elses(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001", display_name="Zargham One", pin_hash="pin", birth_year=1371)
    other = await add_patron(store, "20001002", display_name="Zargham Two")
    theirs = await plant(store, by, other)
    planted = await plant(store, by, mine)
    nobodys = await plant(store, by)
    for patron_id, card in ((mine, "1"), (other, "2")):
        address = {"patron_id": patron_id, "kind": "email", "value": f"{card}{EMAIL}", "value_norm": f"{card}{EMAIL}"}
        await add(store, records.ContactPoint, **address)
        began = {"to_state": "new", "reason": "registered", "occurred_at": clock.now()}
        await add(store, records.LifecycleEvent, patron_id=patron_id, **began)
        await record_consent(store, patron_id, "new_titles", "email", "granted", source="chat", by=PATRON)
    copy = await copy_of(store, Whose(patron_id=mine), "en")
    text = words_in(copy)
    # What staff note about a question that several may have asked, what stands only in the content or in a model's
    # report, what a turn throws away when it ends, is nobody's or gone.
    for word in set(planted.words) - set(planted.by_staff) - told(copy, planted):
        dumped = [
            (table, name)
            for table in TABLES
            for row in await rows(store, records_of(table))
            for name, value in row._mapping.items()
            if word in str(value)
        ]
        assert {table for table, _ in dumped} <= {"question_group", "model_version", "outbox"}, (word, dumped)
    assert {word for word in [*theirs.words, *nobodys.words] if word in text} == set()
    assert "Zargham One" in text
    assert f"1{EMAIL}" in text
    assert "Zargham Two" not in text
    assert f"2{EMAIL}" not in text
    (patron,) = copy.tables["patron"]
    assert (patron["birth_year"], patron["card_last4"]) == (1371, "1001")
    assert not [name for rows_ in copy.tables.values() for row in rows_ for name in row if name.endswith("_hash")]
    (consent,) = copy.tables["consent_record"]
    assert (consent["purpose"], consent["channel"], consent["action"]) == (
        "News of titles you are interested in",
        "email",
        "granted",
    )
    assert {row["action"] for row in copy.tables["audit_event"]} >= {"identity.linked", "consent.granted"}
    assert [row["to_state"] for row in copy.tables["lifecycle_event"]] == ["new"]
    filled = {name for name, found in copy.tables.items() if found}
    assert set(CARRIED_TABLES) - filled <= {
        "patron_merge",
        "patron_merge_row",
        "application",
        "notice",
        "subscription",
        "loan",
        "renewal_attempt",
        "hold",
        "hold_attempt",
        "seen_conversation",
        # tests/crm/conversations/test_held_contact.py looks at this.
        "held_contact",
        "fine",
        "interaction_label",
        "data_request",
        "data_link",
        "case_heard",
        "imported_record",
        "import_change",
        # tests/crm/notices, tests/crm/interests and tests/crm/outreach look at these.
        "followed_event",
        "interest",
        "interest_term",
        "title_match",
        "segment_member",
        "campaign_recipient",
        # tests/crm/guardians looks at this.
        "guardianship",
        # tests/bot/jobs/test_mirroring.py looks at these.
        "mirrored",
        "mirror_read",
    }


async def test_which_member_of_staff_it_was_is_not_told(store: Store, clock: FixedClock) -> None:
    patron = await add_patron(store, "20001001")
    who = await sign_in(store, await visitor(store), patron)
    said = await say(store, who)
    case = {"number": "K-000009", "patron_id": patron, "kind": "question", "subject": "x", "opened_at": clock.now()}
    case_id = await add(store, records.ServiceCase, **case)
    step = {"case_id": case_id, "occurred_at": clock.now()}
    await add(store, records.CaseEvent, **step, kind="assign", from_value="sara.k", to_value="reza.m")
    await add(store, records.CaseEvent, **step, kind="status", from_value="new", to_value="in_progress")
    talk = {"interaction_id": said.interaction.id, "occurred_at": clock.now()}
    await add(store, records.InteractionEvent, **talk, kind="handoff_accepted", detail="from sara.k")
    copy = await copy_of(store, Whose(patron_id=patron), "en")
    assert "sara.k" not in words_in(copy) and "reza.m" not in words_in(copy)
    steps = [(row["kind"], row["from_value"], row["to_value"]) for row in copy.tables["case_event"]]
    assert steps == [("assign", None, None), ("status", "new", "in_progress")]


async def test_what_somebody_elses_chat_heard_of_a_case_of_theirs_is_not_told(store: Store, clock: FixedClock) -> None:
    mine, other = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who = await sign_in(store, await visitor(store), mine)
    for patron, number in ((mine, "K-000001"), (other, "K-000002")):
        case = {"number": number, "patron_id": patron, "kind": "question", "subject": "x", "opened_at": clock.now()}
        case_id = await add(store, records.ServiceCase, **case)
        await add(store, records.CaseHeard, case_id=case_id, identity_id=who.id)
    copy = await copy_of(store, Whose(patron_id=mine), "en")
    assert [row["case"] for row in copy.tables["case_heard"]] == ["K-000001"]


def records_of(table: str) -> type[Base]:
    (found,) = [one.class_ for one in Base.registry.mappers if one.class_.__tablename__ == table]
    return found


async def test_loans_and_their_renewals_are_told_with_their_titles(store: Store, clock: FixedClock) -> None:
    mine, now = await add_patron(store, "20001001"), clock.now()
    title = {"ils_bib_id": "b", "title": "بوف کور", "search_norm": "t", "search_squash": "t"}
    title_id = await add(store, records.TitleRecord, **title)
    item_id = await add(store, records.Item, title_id=title_id, barcode="x1")
    loan = {"ils_loan_id": "L1", "patron_id": mine, "item_id": item_id, "loaned_at": now, "synced_at": now}
    loan_id = await add(store, records.Loan, due_at=now + timedelta(days=14), **loan)
    renewal = {"loan_id": loan_id, "idempotency_key": "k", "result": "refused", "reason_code": "limit"}
    await add(store, records.RenewalAttempt, requested_at=now, **renewal)
    await add(store, records.Hold, ils_hold_id="h", patron_id=mine, title_id=title_id, placed_at=now)
    copy = await copy_of(store, Whose(patron_id=mine), "fa")
    (lent,), (renewed,), (held,) = (copy.tables[name] for name in ("loan", "renewal_attempt", "hold"))
    assert (lent["item_title"], lent["item"], held["title"]) == ("بوف کور", "x1", "بوف کور")
    assert (renewed["result"], renewed["reason_code"], renewed["loan"]) == ("refused", "limit", "L1")


async def test_the_copy_of_a_chat_that_nobody_is_signed_in_to(store: Store) -> None:
    by = await team(store)
    nobodys = await plant(store, by)
    mine = await plant(store, by, await add_patron(store, "20001001"))
    (who, *_) = await rows(store, records.ChannelIdentity, patron_id=None, channel="web_chat")
    copy = await copy_of(store, Whose(identity_id=who.id), "en")
    assert told(copy, nobodys)
    assert not told(copy, mine)
    assert copy.tables["patron"] == []
    (theirs, *_) = [row for row in await rows(store, records.ChannelIdentity) if row.patron_id is not None]
    with pytest.raises(NotFound):
        await copy_of(store, Whose(identity_id=theirs.id), "en")


async def test_what_an_earlier_patron_said_at_the_same_browser_is_not_told(store: Store) -> None:
    first, second = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who = await visitor(store)
    recorded = await say(store, who, "the first one speaks")
    await answer(store, recorded, "yes")
    who = await sign_in(store, who, first)
    who = await sign_in(store, who, second)
    recorded = await say(store, who, "the second one speaks")
    await answer(store, recorded, "yes")
    told_first, told_second = [words_in(await copy_of(store, Whose(patron_id=one), "en")) for one in (first, second)]
    assert "the first one speaks" in told_first
    assert "the second one speaks" in told_second
    assert "the first one speaks" not in told_second
    assert "the second one speaks" not in told_first


async def test_what_is_hidden_at_one_browser_leaves_the_copy_of_another_chat_whole(store: Store) -> None:
    shared = await visitor(store)
    await answer(store, await say(store, shared, "the first one speaks"), "yes")
    for card in ("20001001", "20001002"):
        shared = await sign_in(store, shared, await add_patron(store, card))
    await answer(store, await say(store, await visitor(store), "somebody else speaks"), "yes")
    [nobodys] = await rows(store, records.ChannelIdentity, patron_id=None)
    assert "somebody else speaks" in words_in(await copy_of(store, Whose(identity_id=nobodys.id), "en"))


async def test_of_an_erased_patron_there_is_no_copy(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    await erase_patron(store, mine, by=PATRON)
    with pytest.raises(NotFound):
        await copy_of(store, Whose(patron_id=mine), "en")


def test_hashes_are_never_carried() -> None:
    for table in CARRIED_TABLES:
        for column in TABLES[table].columns:
            assert is_left_out(table, column.name) or not column.name.endswith("_hash")
