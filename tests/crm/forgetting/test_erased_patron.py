"""A patron who asks for it is erased everywhere; others, and what is counted, stay."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from crm import records
from crm.actor import PATRON as PATRON_ACTOR
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import identities, signing_in
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.forgetting.open_matters import Unsettled, unsettled
from crm.forgetting.patrons import erase_chat, erase_patron
from crm.patrons import cards
from crm.trust.carried import CARRIED
from protocol.clock import FixedClock
from tests.crm.forgetting.test_no_byte_left import dumped, every_row, in_files
from tests.support.planted import EMAIL, plant, team
from tests.support.store_rows import add, add_patron, rows

CARD, NAME = "20001001", "Zarghamzadehone"
BY = Actor("system", "test")
PATRON = table_of(records.Patron)


async def patron(store: Store, card: str = CARD, **more: Any) -> int:
    values = {"display_name": f"{NAME} {card}", "pin_hash": cards.hash_pin(store, "1405"), "birth_year": 1371, **more}
    patron_id = await add_patron(store, card, **values)
    address = {"patron_id": patron_id, "kind": "email", "value": f"{card}{EMAIL}", "value_norm": f"{card}{EMAIL}"}
    await add(store, records.ContactPoint, **address)
    return patron_id


async def borrowed(store: Store, patron_id: int, number: str, **more: Any) -> None:
    now = store.clock.now()
    loan = {"ils_loan_id": number, "patron_id": patron_id, "loaned_at": now, "due_at": now, "synced_at": now}
    await add(store, records.Loan, **loan, **more)


async def test_everything_that_names_them_or_that_they_said_is_gone(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    by = await team(store)
    mine, other = await patron(store), await patron(store, "20001002")
    theirs = await plant(store, by, other)
    planted = await plant(store, by, mine)
    await borrowed(store, mine, "L1", returned_at=clock.now())
    before = dumped(await every_row(store))
    receipt = await erase_patron(store, mine, by=BY)
    assert set(planted.conversations) <= set(receipt.conversations)
    assert receipt.erased.keys() >= {
        "message", "service_case", "saved_test", "example_proposal", "question_sighting", "comment", "contact_point",
        "channel_identity", "sign_in_link", "loan", "interaction", "feedback", "survey_response",
    }  # fmt: skip
    after = dumped(await every_row(store))
    traced = [word for word in planted.words if word not in planted.by_staff]
    gone = [*traced, f"{NAME} {CARD}", f"{CARD}{EMAIL}", store.card_hash(CARD)]
    assert [line[:400] for line in after.splitlines() if any(word in line for word in gone)] == []
    assert [word for word in gone if word.encode() in in_files(tmp_path)] == []
    # Nobody else has lost anything.
    assert f"{NAME} 20001002" in after
    assert [word for word in theirs.words if word in before and word not in after] == []
    (left,) = await rows(store, records.Patron, id=mine)
    assert (left.lifecycle, left.erased_at, left.category) == ("erased", clock.now(), "student")
    for table in records.Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is PATRON.c.id for key in column.foreign_keys) and table is not PATRON:
                query = select(column).where(column == mine)
                assert await store.look(lambda c, q=query: c.scalar(q)) is None, f"{table.name}.{column.name}"
    # What is left of the request is counts of all stores, and who it was under a keyed hash.
    (request,) = await rows(store, records.DataRequest)
    assert (request.kind, request.status, request.patron_id) == ("erase", "done", None)
    assert request.subject_ref == receipt.subject_ref == store.subject_ref(left.public_id)
    assert receipt.stores.keys() == {one.table for one in CARRIED}
    assert request.outcome == receipt.stores
    assert receipt.stores["message"] > 0
    assert receipt.stores["patron"] == receipt.stores["loan"] == 1
    (event,) = await rows(store, records.AuditEvent, action="patron.erased")
    assert event.subject_ref == store.subject_ref(left.public_id)
    assert (await trail.verify(store)).is_sound


async def test_the_card_signs_in_no_more_and_a_second_time_changes_nothing(store: Store, clock: FixedClock) -> None:
    mine = await patron(store)
    assert await cards.verify_pin(store, CARD, "1405") is not None
    await erase_patron(store, mine, by=BY)
    assert await cards.verify_pin(store, CARD, "1405") is None
    assert await cards.patron_by_card(store, CARD) is None
    before = dumped(await every_row(store))
    clock.advance(timedelta(days=1))
    again = await erase_patron(store, mine, by=BY)
    assert again.already
    assert not again.erased
    assert dumped(await every_row(store)) == before
    with pytest.raises(NotFound):
        await erase_patron(store, 99_999, by=BY)


@pytest.mark.parametrize("what", ["loans", "holds", "fines"])
async def test_what_is_open_has_to_be_settled_first(sqlite_store: Store, clock: FixedClock, what: str) -> None:
    store, now = sqlite_store, clock.now()
    mine = await patron(store)
    if what == "loans":
        await borrowed(store, mine, "L1")
    elif what == "holds":
        title = {"ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
        title_id = await add(store, records.TitleRecord, **title)
        await add(store, records.Hold, ils_hold_id="h", patron_id=mine, title_id=title_id, placed_at=now)
    else:
        fine = {"kind": "overdue", "amount_minor": 5, "currency": "IRR", "assessed_at": now}
        await add(store, records.Fine, ils_fine_id="f", patron_id=mine, **fine)
    with pytest.raises(Unsettled) as refused:
        await erase_patron(store, mine, by=BY)
    assert {name: getattr(refused.value, name) for name in ("loans", "holds", "fines")} == {
        **dict.fromkeys(("loans", "holds", "fines"), 0),
        what: 1,
    }
    hindrance = await unsettled(store, mine)
    assert hindrance is not None
    assert (hindrance.held, hindrance.owed) == (
        ("t",) if what == "holds" else (),
        ((5, "IRR"),) if what == "fines" else (),
    )
    (request,) = await rows(store, records.DataRequest)
    assert (request.status, request.refusal_reason, request.patron_id) == ("refused", "unsettled", mine)
    assert await cards.patron_by_card(store, CARD) is not None, "nothing was erased"
    table = {"loans": records.Loan, "holds": records.Hold, "fines": records.Fine}[what]
    values = {"returned_at": now} if what == "loans" else {"closed_at": now}
    await store.transact(lambda connection: connection.execute(update(table_of(table)).values(**values)))
    assert not (await erase_patron(store, mine, by=BY)).already


async def test_what_others_have_asked_too_is_theirs_from_now_on(sqlite_store: Store) -> None:
    store, by = sqlite_store, await team(sqlite_store)
    mine = await patron(store)
    await plant(store, by, mine)
    (question,) = await rows(store, records.UnansweredQuestion)
    # Somebody else writes the same, otherwise.
    first = await rows(store, records.QuestionSighting)
    values = {"question_id": question.id, "wording": question.sample_redacted.upper(), "seen_at": store.clock.now()}
    await add(store, records.QuestionSighting, **values)
    await erase_patron(store, mine, by=BY)
    (left,) = await rows(store, records.UnansweredQuestion)
    assert left.sample_redacted == first[0].wording.upper()
    assert left.occurrences == question.occurrences
    assert question.sample_redacted not in dumped(await every_row(store)), "the group is called otherwise, too"


async def test_a_chat_of_an_erased_patron_begins_anew(store: Store) -> None:
    mine = await patron(store)
    who = await identities.identity_for(store, "telegram", "4711", display_name=NAME, language="en")
    link = await signing_in.link_issue(store, who.id)
    await signing_in.link_redeem(store, link.url_token, mine)
    receipt = await erase_patron(store, mine, by=BY)
    assert receipt.chats == (who.id,)
    fresh = await identities.identity_for(store, "telegram", "4711", display_name="Sara", language="en")
    assert fresh.patron_id is None
    assert fresh.id != who.id or fresh.public_id != who.public_id


async def test_a_chat_that_is_nobodys_is_erased_as_well(store: Store, tmp_path: Path) -> None:
    by = await team(store)
    theirs = await plant(store, by, await patron(store))
    planted = await plant(store, by)
    before = dumped(await every_row(store))
    chats = [row.id for row in await rows(store, records.ChannelIdentity, patron_id=None)]
    receipts = [await erase_chat(store, chat, by=PATRON_ACTOR) for chat in chats]
    assert set(planted.conversations) <= {name for receipt in receipts for name in receipt.conversations}
    assert [receipt.chats for receipt in receipts] == [(chat,) for chat in chats]
    after = dumped(await every_row(store))
    traced = [word for word in planted.words if word not in planted.by_staff]
    assert [line[:400] for line in after.splitlines() if any(word in line for word in traced)] == []
    assert [word for word in traced if word.encode() in in_files(tmp_path)] == []
    assert [word for word in theirs.words if word in before and word not in after] == []
    assert {row.status for row in await rows(store, records.ServiceCase, number=planted.case)} == {"closed"}
    assert {row.status for row in await rows(store, records.ServiceCase, number=theirs.case)} == {"appealed"}
    requests = await rows(store, records.DataRequest)
    assert [(one.kind, one.status) for one in requests] == [("erase", "done")] * len(chats)
    (signed_in, *_) = await rows(store, records.ChannelIdentity)
    with pytest.raises(NotFound):
        await erase_chat(store, signed_in.id, by=PATRON_ACTOR)
    assert (await trail.verify(store)).is_sound


async def test_an_open_loan_is_named_by_its_title(sqlite_store: Store) -> None:
    mine = await patron(sqlite_store)
    title = {"ils_bib_id": "b", "title": "بوف کور", "search_norm": "t", "search_squash": "t"}
    title_id = await add(sqlite_store, records.TitleRecord, **title)
    item_id = await add(sqlite_store, records.Item, title_id=title_id, barcode="x1")
    await borrowed(sqlite_store, mine, "L1", item_id=item_id)
    hindrance = await unsettled(sqlite_store, mine)
    assert hindrance is not None
    assert (hindrance.loans, hindrance.lent) == (1, ("بوف کور",))
