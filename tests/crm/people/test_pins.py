"""A card is given a new PIN at the desk: the old one ends with every sign-in, and the PIN is told nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import records
from crm.conversations import patron_guard, signing_in
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue, NotFound, PinChanged, PinThrottled
from crm.patrons import pin_tries
from crm.patrons.cards import hash_pin, pin_given_at, verify_pin
from crm.patrons.pin_tries import Origin
from crm.people.pins import give_pin, made_pin
from crm.people.record import patron_record
from crm.sign_in.passwords import hash_secret
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import add_patron, rows, say, sign_in, visitor

CARD = "20001001"


async def public(store: Store, patron_id: int) -> str:
    (row,) = await rows(store, records.Patron, id=patron_id)
    return str(row.public_id)


async def test_an_imported_patron_signs_in_with_the_pin_that_was_given(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    patron_id = await add_patron(store, CARD)
    whose = await public(store, patron_id)
    before = await patron_record(store, whose)
    assert before is not None and (before.has_pin, before.pin_given_at) == (False, None)
    assert await verify_pin(store, CARD, "4821") is None
    done = await give_pin(store, whose, "۴۸۲۱", seen=None, by=by)
    assert done.chats == ()
    found = await verify_pin(store, CARD, "4821")
    assert found is not None and found.id == patron_id
    after = await patron_record(store, whose)
    assert after is not None and (after.has_pin, after.pin_given_at) == (True, clock.now())
    (event,) = await rows(store, records.AuditEvent, action="patron.pin_given")
    assert (event.actor_ref, event.subject_ref, event.changed_fields) == (
        "sara",
        store.subject_ref(whose),
        ["pin_hash"],
    )
    (row,) = await rows(store, records.Patron, id=patron_id)
    assert row.pin_hash.startswith("$hmac-sha256$argon2id$")
    for table in (records.AuditEvent, records.InteractionEvent):
        assert "4821" not in str(await rows(store, table))


async def test_every_sign_in_of_the_card_ends_and_no_other(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, CARD, pin_hash=hash_pin(store, "1111"))
    other = await add_patron(store, "20001002")
    chats = [await sign_in(store, await visitor(store), mine) for _ in range(2)]
    theirs = await sign_in(store, await visitor(store), other)
    talk = (await say(store, chats[0])).interaction.public_id
    elsewhere = (await say(store, theirs)).interaction.public_id
    open_link = await signing_in.link_issue(store, chats[1].id)
    done = await give_pin(store, await public(store, mine), "482100", seen=None, by=by)
    assert done.chats == tuple(chat.id for chat in chats)
    assert await patron_guard.signed_in_patron(store, talk) is None
    assert await patron_guard.signed_in_patron(store, elsewhere) is not None
    assert await verify_pin(store, CARD, "1111") is None
    link = await signing_in.link_peek(store, open_link.url_token)
    assert link is not None and link.is_used


async def test_who_was_asked_for_the_old_pin_at_that_moment_is_not_signed_in(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    patron_id = await add_patron(store, CARD, pin_hash=hash_pin(store, "1111"))
    link = await signing_in.link_issue(store, (await visitor(store)).id)
    before = await pin_given_at(store, CARD)
    assert await verify_pin(store, CARD, "1111") is not None
    # The clock tells nothing of who came first: the transaction that gives a PIN may last, and a clock may be set back.
    clock.advance(timedelta(seconds=-1))
    await give_pin(store, await public(store, patron_id), "2222", seen=None, by=by)
    with pytest.raises(PinChanged):
        await signing_in.link_redeem(store, link.url_token, patron_id, pin_given_at=before)
    now = await pin_given_at(store, CARD)
    signed = await signing_in.link_redeem(store, link.url_token, patron_id, pin_given_at=now)
    assert signed.patron_id == patron_id


async def test_a_hash_that_is_only_made_anew_signs_in_all_the_same(store: Store) -> None:
    patron_id = await add_patron(store, CARD, pin_hash=hash_secret("1111"))
    link = await signing_in.link_issue(store, (await visitor(store)).id)
    before = await pin_given_at(store, CARD)
    assert await verify_pin(store, CARD, "1111") is not None
    (row,) = await rows(store, records.Patron, id=patron_id)
    assert row.pin_hash.startswith("$hmac-sha256$"), "made anew by the check"
    signed = await signing_in.link_redeem(store, link.url_token, patron_id, pin_given_at=before)
    assert signed.patron_id == patron_id


async def test_a_browser_that_is_known_by_the_old_pin_is_a_stranger_after_the_new_one(store: Store) -> None:
    by = await team(store)
    whose = await public(store, await add_patron(store, CARD, pin_hash=hash_pin(store, "1111")))
    old = pin_tries.mark(store, CARD, "", await pin_given_at(store, CARD))

    async def tried(pin: str, marks: str) -> object:
        origin = Origin("web_chat", 1, "192.0.2.1", marks)
        return await pin_tries.guarded(store, CARD, origin, lambda: verify_pin(store, CARD, pin))

    await give_pin(store, whose, "2222", seen=None, by=by)
    new = pin_tries.mark(store, CARD, old, await pin_given_at(store, CARD))
    for _ in range(pin_tries.CARD_TRIES):
        assert await tried("0000", old) is None
    # The tries of the old browser count as anybody's do; the one that knows the new PIN has its own.
    with pytest.raises(PinThrottled):
        await tried("2222", "")
    with pytest.raises(PinThrottled):
        await tried("2222", old)
    assert await tried("2222", new) is not None


async def test_two_who_give_one_at_once_do_not_both_show_one_that_holds(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    whose = await public(store, await add_patron(store, CARD))
    await give_pin(store, whose, "1111", seen=None, by=by)
    with pytest.raises(Conflict):
        await give_pin(store, whose, "2222", seen=None, by=by)
    assert await verify_pin(store, CARD, "1111") is not None
    given = await patron_record(store, whose)
    clock.advance(timedelta(seconds=1))
    await give_pin(store, whose, "3333", seen=given.pin_given_at if given else None, by=by)
    assert await verify_pin(store, CARD, "3333") is not None


async def test_a_card_that_was_tried_too_often_is_free_with_its_new_pin(store: Store) -> None:
    by = await team(store)
    whose = await public(store, await add_patron(store, CARD, pin_hash=hash_pin(store, "1111")))
    origin = Origin("web_chat", (await visitor(store)).id, "192.0.2.1")

    async def tried(pin: str) -> object:
        return await pin_tries.guarded(store, CARD, origin, lambda: verify_pin(store, CARD, pin))

    for _ in range(pin_tries.CARD_TRIES):
        assert await tried("0000") is None
    with pytest.raises(PinThrottled):
        await tried("1111")
    await give_pin(store, whose, "2222", seen=None, by=by)
    assert await tried("2222") is not None


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "²²²²", "12 34"])
async def test_what_is_no_pin_is_refused(store: Store, pin: str) -> None:
    by = await team(store)
    whose = await public(store, await add_patron(store, CARD))
    with pytest.raises(InvalidValue) as refused:
        await give_pin(store, whose, pin, seen=None, by=by)
    assert refused.value.field == "pin"


async def test_who_has_no_card_or_is_gone_has_no_pin(store: Store) -> None:
    by = await team(store)
    with pytest.raises(InvalidValue) as refused:
        await give_pin(store, await public(store, await add_patron(store)), "4821", seen=None, by=by)
    assert refused.value.field == "card"
    stays = await add_patron(store, CARD)
    merged = await add_patron(store, "20001002", merged_into_id=stays)
    for whose in (await public(store, merged), "nobody"):
        with pytest.raises(NotFound):
            await give_pin(store, whose, "4821", seen=None, by=by)


def test_a_pin_that_is_made_up_has_six_digits() -> None:
    made = {made_pin() for _ in range(200)}
    assert len(made) > 150 and all(len(pin) == 6 and pin.isdigit() and len(set(pin)) > 1 for pin in made)
