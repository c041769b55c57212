"""The latest record of consent decides, silence is no yes, and no record is ever changed or deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import PATRON
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.forgetting.patrons import erase_patron
from crm.trust.consents import consents_of, may_send, record_consent
from crm.trust.purposes import purposes
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import add_patron, rows

CONSENT = table_of(records.ConsentRecord)
PURPOSE = table_of(records.Purpose)
CHAT: dict[str, Any] = {"source": "chat", "by": PATRON}


async def test_nothing_that_needs_consent_is_allowed_before_a_yes(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    known = await purposes(store)
    assert {purpose.lawful_basis for purpose in known} == {"consent", "contract"}
    for purpose in known:
        permit = await may_send(store, mine, purpose.code, "telegram")
        assert bool(permit) is (purpose.lawful_basis != "consent")
        assert permit.reason == ("never_asked" if purpose.lawful_basis == "consent" else "by_default")
        assert all((purpose.name(language), purpose.text(language)) for language in ("fa", "en"))


async def test_the_latest_record_on_the_channel_decides(store: Store, clock: FixedClock) -> None:
    mine, other = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    assert await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    assert await may_send(store, mine, "new_titles", "telegram")
    assert not await may_send(store, mine, "new_titles", "email")
    assert not await may_send(store, mine, "loan_reminder", "telegram")
    assert not await may_send(store, other, "new_titles", "telegram")
    # At the same moment too, the later one counts.
    assert await record_consent(store, mine, "new_titles", "telegram", "withdrawn", **CHAT)
    assert (await may_send(store, mine, "new_titles", "telegram")).reason == "withdrawn"
    clock.advance(timedelta(minutes=1))
    assert await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    assert await may_send(store, mine, "new_titles", "telegram")
    told = [consent.action for consent in await consents_of(store, mine)]
    assert told == ["granted", "withdrawn", "granted"]
    assert (await trail.verify(store)).is_sound


async def test_what_is_so_already_is_not_recorded_again(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    assert await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    assert not await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    assert len(await consents_of(store, mine)) == 1


async def test_a_no_to_everything_is_one_record(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    await record_consent(store, mine, "overdue", None, "refused", **CHAT)
    for code, channel in (("new_titles", "telegram"), ("new_titles", "web_chat"), ("overdue", "email")):
        assert not await may_send(store, mine, code, channel)
    # And a later yes on one channel is for that one.
    await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    assert await may_send(store, mine, "new_titles", "telegram")
    assert not await may_send(store, mine, "new_titles", "web_chat")


async def test_a_no_to_everything_counts_again_after_a_yes_in_between(store: Store) -> None:
    mine = await add_patron(store, "20001001")
    assert await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    assert not await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    assert await record_consent(store, mine, "new_titles", "email", "granted", **CHAT)
    assert await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    assert (await may_send(store, mine, "new_titles", "email")).reason == "withdrawn"
    # A no on one channel does not stand for all of them.
    await record_consent(store, mine, "new_titles", "sms", "granted", **CHAT)
    await record_consent(store, mine, "new_titles", "email", "granted", **CHAT)
    await record_consent(store, mine, "new_titles", "email", "withdrawn", **CHAT)
    assert await record_consent(store, mine, "new_titles", None, "withdrawn", **CHAT)
    assert not await may_send(store, mine, "new_titles", "sms")


async def test_a_yes_ends_with_its_day_and_with_its_text(store: Store, clock: FixedClock) -> None:
    mine, until = await add_patron(store, "20001001"), clock.now() + timedelta(days=30)
    await record_consent(store, mine, "new_titles", "telegram", "granted", expires_at=until, **CHAT)
    await record_consent(store, mine, "loan_reminder", "telegram", "granted", **CHAT)
    assert await may_send(store, mine, "new_titles", "telegram")
    clock.advance(timedelta(days=30))
    assert (await may_send(store, mine, "new_titles", "telegram")).reason == "expired"
    raised = update(PURPOSE).where(PURPOSE.c.code == "loan_reminder").values(text_version=2)
    await store.transact(lambda connection: connection.execute(raised))
    assert (await may_send(store, mine, "loan_reminder", "telegram")).reason == "older_text"
    assert await record_consent(store, mine, "loan_reminder", "telegram", "granted", **CHAT)
    assert await may_send(store, mine, "loan_reminder", "telegram")
    back = update(PURPOSE).where(PURPOSE.c.code == "loan_reminder").values(text_version=1)
    await store.transact(lambda connection: connection.execute(back))


@pytest.mark.parametrize(
    ("purpose", "channel", "action", "more"),
    [
        ("gossip", "email", "granted", {}),
        ("new_titles", "pigeon", "granted", {}),
        ("new_titles", None, "granted", {}),
        ("new_titles", "email", "nodded", {}),
        ("new_titles", "email", "granted", {"source": "hearsay"}),
        ("case_answer", "email", "withdrawn", {}),
    ],
)
async def test_what_makes_no_sense_is_refused_first(
    sqlite_store: Store, purpose: str, channel: str | None, action: str, more: dict[str, Any]
) -> None:
    mine = await add_patron(sqlite_store, "20001001")
    with pytest.raises(InvalidValue):
        await record_consent(sqlite_store, mine, purpose, channel, action, **{**CHAT, **more})


async def test_no_record_is_changed_or_deleted_by_anybody(store: Store, clock: FixedClock) -> None:
    mine = await add_patron(store, "20001001")
    await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
    await record_consent(store, mine, "loan_reminder", None, "refused", **CHAT)
    other = await add_patron(store, "20001002")
    (before, *_) = kept = await rows(store, records.ConsentRecord)
    changes: list[dict[str, Any]] = [
        {"id": 99},
        {"patron_id": other},
        {"subject_ref": "x"},
        {"purpose_id": before.purpose_id + 1},
        {"channel": "email"},
        {"action": "withdrawn"},
        {"source": "paper"},
        {"text_version": 2},
        {"occurred_at": clock.now() - timedelta(1)},
        {"expires_at": clock.now() + timedelta(1)},
        {"patron_id": None, "action": "withdrawn"},
    ]
    assert {name for change in changes for name in change} | {"interaction_id", "recorded_by_id"} == set(
        CONSENT.c.keys()
    )
    this = CONSENT.c.id == before.id
    statements = [*(update(CONSENT).where(this).values(**change) for change in changes), delete(CONSENT).where(this)]
    for statement in statements:
        with pytest.raises(IntegrityError, match="only ever added"):
            await store.transact(lambda connection, statement=statement: connection.execute(statement))
    assert await rows(store, records.ConsentRecord) == kept


async def test_the_proof_outlives_the_patron_and_allows_nothing(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    (patron,) = await rows(store, records.Patron)
    await record_consent(store, mine, "new_titles", "telegram", "granted", source="console", by=by)
    await erase_patron(store, mine, by=by)
    (left,) = await rows(store, records.ConsentRecord)
    assert (left.patron_id, left.subject_ref, left.action) == (None, store.subject_ref(patron.public_id), "granted")
    for code in ("new_titles", "case_answer"):
        assert (await may_send(store, mine, code, "telegram")).reason == "nobody"
    with pytest.raises(NotFound):
        await record_consent(store, mine, "new_titles", "telegram", "granted", **CHAT)
