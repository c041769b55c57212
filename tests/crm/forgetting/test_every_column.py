"""An erasure is tried on every column that may hold a patron's words: each holds some before, and none after."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.kept import ERASED
from crm.forgetting.patrons import erase_patron
from crm.records.patrons import name_key
from crm.trust.consents import record_consent
from protocol.clock import FixedClock
from tests.crm.forgetting.test_no_byte_left import dumped, every_row, in_files
from tests.support.planted import EMAIL, PHONE, Planted, plant, team
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor

CARD, NAME, DIGITS = "20001001", "Zarghamzadehone", "zq9x"
# What is made of words, so that nobody reads them there, and what staff write of a question: looked at apart.
DERIVED = {
    ("question_group", "replay"),
    ("unanswered_question", "answer_ref"),
    ("unanswered_question", "cluster_key"),
    ("unanswered_question", "vector"),
}
COLUMNS = [(rule.table, column) for rule in ERASED for column in rule.columns]


async def furnished(store: Store) -> tuple[int, Planted]:
    """A patron with words in every column that may hold any."""
    by = await team(store)
    values = {"display_name": f"{NAME} name", "ils_patron_id": f"{NAME} ils", "card_last4": DIGITS}
    reasons = {"restriction_reason_en": f"{NAME} owes", "restriction_reason_fa": f"{NAME} بدهکار"}
    mine = await add_patron(store, CARD, **values, **reasons)
    address = {"patron_id": mine, "kind": "email", "value": f"{NAME}{EMAIL}", "value_norm": f"{NAME}{EMAIL}"}
    await add(store, records.ContactPoint, **address)
    planted = await plant(store, by, mine)
    await record_consent(store, mine, "new_titles", "email", "granted", source="chat", by=PATRON)
    # A turn that is under way, with the contact that it was given.
    who = await sign_in(store, await visitor(store), mine)
    turn = await say(store, who, planted.word(), planted.word())
    await _changed(store, records.Journal, "state", "received", contact=planted.word())
    waits = {"interaction_id": turn.interaction.id, "expires_at": store.clock.now()}
    await add(store, records.HeldContact, **waits, contact=planted.word())
    [proposal, *_] = await rows(store, records.ExampleProposal)
    await _changed(store, records.ExampleProposal, "id", proposal.id, reason=planted.word())
    edit = {"kind": "example_added", "language": "en", "intent": "hours", "created_at": store.clock.now()}
    await add(store, records.ContentChange, **edit, text=proposal.text, detail={"was": planted.word()})
    await _imported(store, mine)
    await _renewed_and_held(store, mine, planted)
    await _liked_and_merged(store, mine, planted)
    return mine, planted


async def _liked_and_merged(store: Store, mine: int, planted: Planted) -> None:
    now = store.clock.now()
    liked = {"patron_id": mine, "words": planted.word(), "key": planted.word(), "language": "fa", "created_at": now}
    interest_id = await add(store, records.Interest, **liked)
    term = {"interest_id": interest_id, "kind": "author", "value": planted.word()}
    insert = table_of(records.InterestTerm).insert()
    await store.transact(lambda connection: connection.execute(insert, term))
    other = await add_patron(store, "20009999")
    merge = {"survivor_id": mine, "merged_id": other, "state": "undone", "decided_at": now, "undone_at": now}
    merge_id = await add(store, records.PatronMerge, **merge, reason=planted.word())
    moved = {"merge_id": merge_id, "table_name": "patron", "row_id": mine, "column_name": "category"}
    await add(store, records.PatronMergeRow, **moved, before={"is": planted.word()}, after={"is": planted.word()})


async def _changed(store: Store, record: type[records.Base], column: str, value: Any, **values: Any) -> None:
    table = table_of(record)
    change = update(table).where(table.c[column] == value).values(**values)
    await store.transact(lambda connection: connection.execute(change))


async def _imported(store: Store, mine: int) -> None:
    now = store.clock.now()
    run = {"kind": "patrons", "source": "p.csv", "state": "done", "started_by": "sara", "started_at": now}
    run |= {"seen_at": now, "finished_at": now, "data_as_of": now, "counts": {}, "problems": []}
    run_id = await add(store, records.ImportRun, **run)
    note = {"run_id": run_id, "table_name": "patron", "row_id": mine, "what": "changed", "patron_id": mine}
    told = {"before": {"display_name": f"{NAME} before"}, "after": {"display_name": f"{NAME} after"}}
    await add(store, records.ImportChange, **note, **told)


async def _renewed_and_held(store: Store, mine: int, planted: Planted) -> None:
    now = store.clock.now()
    [talk, *_] = await rows(store, records.Interaction, patron_id=mine)
    loan = {"ils_loan_id": "L1", "patron_id": mine, "loaned_at": now - timedelta(days=9), "due_at": now}
    loan_id = await add(store, records.Loan, **loan, returned_at=now, synced_at=now)
    tried = {"loan_id": loan_id, "interaction_id": talk.id, "idempotency_key": f"x:{planted.word()}:renew"}
    await add(store, records.RenewalAttempt, **tried, result="failed", reason_code="x", requested_at=now)
    title = {"ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    title_id = await add(store, records.TitleRecord, **title)
    hold = {"ils_hold_id": "h", "patron_id": mine, "title_id": title_id, "placed_at": now, "closed_at": now}
    key = {"interaction_id": talk.id, "idempotency_key": f"x:{planted.word()}:hold", "status": "cancelled"}
    await add(store, records.Hold, **hold, **key)
    word = planted.word()
    await _changed(store, records.Interaction, "id", talk.id, subject=word)


async def held(store: Store, table: str, column: str) -> str:
    query = text(f'SELECT "{column}" FROM "{table}"')
    found = await store.look(lambda connection: [row[0] for row in connection.execute(query)])
    return " ".join(str(value) for value in found if value is not None)


async def test_every_column_that_may_hold_words_holds_some_before_and_none_after(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    mine, planted = await furnished(store)
    traced = [word for word in planted.words if word not in planted.by_staff]
    wanted = [*traced, NAME, str(name_key(NAME)), DIGITS, EMAIL, PHONE, store.card_hash(CARD)]
    empty = [
        (table, column)
        for table, column in COLUMNS
        if (table, column) not in DERIVED and not _any(wanted, await held(store, table, column))
    ]
    assert [f"{table}.{column}" for table, column in empty] == [], (
        "a column that may hold words of patrons is not tried: plant some there"
    )
    await erase_patron(store, mine, by=Actor("system", "test"))
    after = dumped(await every_row(store))
    assert [line[:300] for line in after.splitlines() if _any(wanted, line)] == []
    assert [word for word in wanted if word.encode() in in_files(tmp_path)] == []
    [question] = await rows(store, records.UnansweredQuestion)
    assert question.cluster_key.startswith("erased:") and (question.vector, question.answer_ref) == (None, None)


def _any(words: list[str], found: Any) -> bool:
    return any(word in str(found) for word in words)


@pytest.mark.parametrize("column", sorted(DERIVED))
def test_what_is_left_out_is_there(column: tuple[str, str]) -> None:
    assert column in COLUMNS
