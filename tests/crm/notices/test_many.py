"""Many patrons at once: as many statements for all of them as for a few, and to each what is theirs."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.interests.news import find_new, plan_new
from crm.messages import outbox
from crm.notices import sending
from crm.notices.planning import plan
from crm.notices.sending import Digest, Worded, send_due
from crm.notices.subscriptions import unsubscribe
from crm.trust.consents import permit, permits, record_consent
from protocol.clock import FixedClock
from tests.support.given_interests import follower, title
from tests.support.given_notices import RULES, change, loan, plainly, reader, send
from tests.support.statements import statements
from tests.support.store_rows import rows

FEW, MANY = 2, 9


async def told(store: Store) -> dict[int, str]:
    """What each chat is told."""
    return {one.identity_id: one.message.text for one in await outbox.due(store, "telegram", limit=99)}


async def test_more_patrons_take_no_more_statements_to_be_told(store: Store) -> None:
    taken = []
    for number in (FEW, MANY):
        for _ in range(number):
            patron, _ = await reader(store)
            await loan(store, patron, 1)
        await plan(store, RULES)
        with statements() as sent:
            assert (await send(store)).messages == number
        taken.append(len(sent))
    assert taken[0] == taken[1]


async def test_more_matches_take_no_more_statements_to_be_planned(store: Store) -> None:
    for _ in range(MANY):
        await follower(store)
    taken = []
    for number in (FEW, MANY):
        for _ in range(number):
            await title(store)
        with statements() as sent:
            assert await find_new(store) == MANY * number
        with statements() as planned:
            assert await plan_new(store, RULES) == MANY * number
        taken.append((len(sent), len(planned)))
        assert await plan_new(store, RULES) == 0
    assert taken[0] == taken[1]


async def test_in_one_transaction_each_is_told_what_is_theirs(store: Store) -> None:
    people = [await reader(store) for _ in range(6)]
    loans = [await loan(store, patron, 1) for patron, _ in people]
    await plan(store, RULES)
    (hears, chat), (no, _), (left, _), (_, _), (_, blocked), (also, other) = people
    await record_consent(store, no, "loan_reminder", None, "withdrawn", source="chat", by=PATRON)
    await unsubscribe(store, left, by=PATRON, source="chat")
    await change(store, records.Loan, loans[3], returned_at=store.clock.now())
    await change(store, records.ChannelIdentity, blocked.id, blocked_at=store.clock.now())
    done = await send(store)
    assert set(await told(store)) == {chat.id, other.id}
    fates = {one.patron_id: (one.status, one.reason) for one in await rows(store, records.Notice)}
    assert fates[hears] == fates[also] == ("sent", None)
    assert fates[no] == ("suppressed", "no_consent")
    assert fates[people[3][0]] == ("cancelled", "returned")
    assert fates[people[4][0]] == ("suppressed", "blocked")
    assert left not in fates or fates[left] == ("suppressed", "unsubscribed")
    assert done.messages == 2 and done.suppressed.get("no_consent") == done.suppressed.get("blocked") == 1
    talks = {one.id: one.patron_id for one in await rows(store, records.Interaction, kind="notice")}
    messages = {one.id: one.interaction_id for one in await rows(store, records.Message)}
    for notice in await rows(store, records.Notice, status="sent"):
        assert talks[messages[notice.message_id]] == notice.patron_id


async def test_what_fails_for_one_is_told_to_those_before(store: Store) -> None:
    people = [await reader(store) for _ in range(3)]
    for (patron, _), name in zip(people, ("کلیدر", "سووشون", "بوف کور"), strict=True):
        await loan(store, patron, 1, name)
    await plan(store, RULES)

    def word(digest: Digest) -> Worded:
        if any(one.title == "سووشون" for one in digest.items):
            raise ValueError("no words for it")
        return plainly(digest)

    with pytest.raises(ValueError, match="no words"):
        await send_due(store, RULES, word)
    assert set(await told(store)) == {people[0][1].id}
    assert (await send(store)).messages == 2
    assert set(await told(store)) == {who.id for _, who in people}


async def test_of_each_patron_so_many_things_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_THINGS", 2)
    people = [await reader(store) for _ in range(2)]
    for patron, _ in people:
        for _ in range(9):
            await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send(store)).things == 4
    assert (await send(store)).things == 4


async def test_what_waits_is_found_by_the_index_of_what_waits(sqlite_store: Store) -> None:
    def look(connection: Connection) -> str:
        now = sqlite_store.clock.now()
        plans = []
        for query in (sending._due(connection, list(range(50)), now), sending._waiting(sqlite_store, 0)):
            said = query.compile(connection, compile_kwargs={"literal_binds": True})
            plans += connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}").all()
        return "\n".join(str(row[3]) for row in plans)

    found = await sqlite_store.look(look)
    assert found.count("ix_notice_queue") == 2
    assert "ix_notice_settled" not in found and "SCAN notice" not in found


async def test_what_many_agreed_to_is_what_each_did(store: Store, clock: FixedClock) -> None:
    people = [(await reader(store))[0] for _ in range(4)]
    how: dict[str, Any] = {"source": "chat", "by": PATRON}
    await record_consent(store, people[1], "loan_reminder", None, "withdrawn", **how)
    await record_consent(store, people[2], "loan_reminder", "telegram", "refused", **how)

    def look(connection: Connection) -> None:
        now = clock.now()
        for purpose, channel in (("loan_reminder", "telegram"), ("loan_reminder", "email"), ("new_titles", "telegram")):
            asked = [*people, 987_654]
            found = permits(connection, asked, purpose, channel, now)
            assert found == {one: permit(connection, one, purpose, channel, now) for one in asked}
        reminders = permits(connection, people, "loan_reminder", "telegram", now)
        assert [bool(reminders[one]) for one in people] == [True, False, False, True]

    await store.look(look)
