"""The secret is changed for another: what was there is found during and after it, and nothing else is believed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import Connection, RowMapping, insert, update

from crm import records
from crm.actor import Actor
from crm.audit import seal, trail
from crm.conversations import identities
from crm.database import shared_files
from crm.database.sealing import sealed
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.patrons import cards, pin_tries
from crm.patrons.sign_in_links import link_issue, link_peek
from crm.people import pin_codes
from crm.secret.carrying import carry_over
from crm.secret.standing import LAST_PROOFS, begun_at, note_begun, secret_standing
from crm.sign_in.devices import known_device, with_device
from crm.staff import members, recovery_codes, second_step, sessions
from crm.trust.links import data_link_issue, data_link_peek
from crm.trust.receipts import ErasureReceipt, read_receipt, sign_receipt
from protocol.clock import FixedClock
from protocol.keys import Secrets
from tests.support.store_rows import add_patron, rows

CARD, PIN, OTHER_CARD = "2000001", "4821", "2000002"
OLD, NEW, NEWER, STRANGE = (f"a secret of the tests, {which}" for which in ("old", "new", "newer", "strange"))
BEFORE = Secrets(OLD)
FIRST_STEP = Secrets(OLD, next=NEW)
SECOND_STEP = Secrets(NEW, previous=OLD)
AFTER = Secrets(NEW)
BY = Actor("system", "test")
EVENT = table_of(records.AuditEvent)
STAFF = table_of(records.StaffUser)


class Processes:
    """Processes on one store, each with secrets of its own."""

    def __init__(self, url: str, clock: FixedClock) -> None:
        self._url, self.clock = url, clock

    @asynccontextmanager
    async def __call__(self, secrets: Secrets) -> AsyncIterator[Store]:
        store = await Store.open(self._url, clock=self.clock, **secrets.store_keys)
        try:
            yield store
        finally:
            await store.close()


@pytest.fixture
def process(database_url: str, clock: FixedClock) -> Processes:
    return Processes(database_url, clock)


async def filled(store: Store) -> dict[str, str]:
    """Make one of everything that hangs on the secret; give what people hold of it."""
    await seal.seal(store)
    await add_patron(store, CARD, pin_hash=cards.hash_pin(store, PIN))
    who, visitor = await identities.create_visitor(store, language="fa", address="192.0.2.1")
    link = await link_issue(store, who.id, claim="the page's own")
    data_link, _ = await data_link_issue(store, who.id)
    sara = (await members.add_staff(store, "sara", "سارا", "librarian", "a long password", by=BY)).id
    session = await sessions.begin_session(store, sara)
    secret = await second_step.begin_totp(store, sara)
    code = pyotp.TOTP(secret).at(store.clock.now())
    codes = await second_step.confirm_totp(store, sara, code, by=BY)
    # What was confirmed ends sessions: one more.
    session = await sessions.begin_session(store, sara)
    return {
        "staff": str(sara),
        "chat": str(who.id),
        "visitor": visitor,
        "link": link.url_token,
        "number": link.number,
        "data_link": data_link,
        "session": session,
        "totp": secret,
        "recovery": codes[0],
        "receipt": sign_receipt(store, ErasureReceipt(1, store.clock.now(), store.subject_ref("p"), {}, None)),
        "subject": store.subject_ref("p"),
    }


async def finds_all(store: Store, held: dict[str, str]) -> None:
    """Prove everything that people hold to a process."""
    assert await seal.is_ours(store)
    for card in (CARD, "۲۰۰۰۰۰۱"):
        found = await cards.patron_by_card(store, card)
        assert found is not None
    visitor = await identities.visitor_by_token(store, held["visitor"])
    assert visitor is not None and str(visitor.id) == held["chat"]
    online = await sessions.session_staff(store, held["session"], is_used=False)
    assert online is not None and online.username == "sara"
    link = await link_peek(store, held["link"])
    assert link is not None and link.number == held["number"], "the same number on the page as in the chat"
    assert await data_link_peek(store, held["data_link"]) is not None
    assert read_receipt(store, held["receipt"]).subject_ref == held["subject"] == store.subject_ref("p")
    assert (await trail.verify(store)).is_sound


async def test_all_that_was_there_is_found_at_each_step_and_after_the_last(process: Processes) -> None:
    async with process(BEFORE) as store:
        held = await filled(store)
    for secrets in (BEFORE, FIRST_STEP, SECOND_STEP):
        async with process(secrets) as store:
            await finds_all(store, held)
    async with process(SECOND_STEP) as store:
        done = await carry_over(store)
        assert done.key and done.two_step == 1 and done.trail is not None and done.trail.is_sound
        await finds_all(store, held)
    async with process(AFTER) as store:
        await finds_all(store, held)
        sara, clock = int(held["staff"]), process.clock
        clock.advance(timedelta(minutes=1))
        assert await second_step.check_totp(store, sara, pyotp.TOTP(held["totp"]).at(clock.now()))
        assert await recovery_codes.use_code(store, sara, held["recovery"])
        assert not await recovery_codes.use_code(store, sara, held["recovery"]), "used up, under whichever key"
        assert await cards.verify_pin(store, CARD, "0000") is None
        assert await cards.verify_pin(store, CARD, PIN) is not None


async def test_what_one_step_makes_the_other_knows(process: Processes) -> None:
    async with process(BEFORE) as store:
        await seal.seal(store)
        sara = (await members.add_staff(store, "sara", "سارا", "librarian", "a long password", by=BY)).id
    # On the way in, some have the old secret and know the new one; on the way out, some know the old one no more.
    steps = ((BEFORE, FIRST_STEP), (FIRST_STEP, SECOND_STEP), (SECOND_STEP, FIRST_STEP), (AFTER, SECOND_STEP))
    for maker, reader in steps:
        if maker is AFTER:
            async with process(SECOND_STEP) as store:
                await carry_over(store)
        async with process(maker) as made, process(reader) as other:
            card = f"30000{len(await rows(made, records.Patron)):02}"
            await add_patron(made, card, pin_hash=cards.hash_pin(made, PIN))
            assert await cards.verify_pin(other, card, PIN) is not None
            assert await cards.verify_pin(other, card, "1111") is None
            assert await cards.verify_pin(made, card, PIN) is not None, "hashed anew by the other, and found by both"
            _, token = await identities.create_visitor(made, language="fa")
            assert await identities.visitor_by_token(other, token) is not None
            assert await sessions.session_staff(other, await sessions.begin_session(made, sara)) is not None
            proof = pin_codes.new_proof(made, card)
            assert pin_codes.is_open(other, card, proof)
            assert await known_device(other, await with_device(made, "", sara), "sara") is not None
            assert pin_tries.is_known(other, card, pin_tries.mark(made, card, ""))
            assert other.subject_ref("p") == made.subject_ref("p")
            assert other.keys.counted("x") == made.keys.counted("x") or maker is AFTER
            assert (await trail.verify(other)).is_sound


async def test_files_of_the_store_are_believed_at_each_step_and_after_the_last(
    process: Processes, tmp_path: Path
) -> None:
    source = tmp_path / "model"
    source.write_bytes(b"an archive")
    async with process(BEFORE) as store:
        await seal.seal(store)
        await shared_files.keep(store, "model", "a", source)
    for secrets in (FIRST_STEP, SECOND_STEP):
        async with process(secrets) as store:
            assert await shared_files.find(store, "model", "a") is not None
    async with process(SECOND_STEP) as store:
        assert (await secret_standing(store)).needs["files"] == 1
        assert (await carry_over(store)).files == 1
        assert (await secret_standing(store)).needs["files"] == 0
    async with process(AFTER) as store:
        assert await shared_files.find(store, "model", "a") is not None


async def test_a_sign_in_hashes_card_and_pin_anew_and_the_count_falls(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
        await add_patron(store, OTHER_CARD)
    async with process(SECOND_STEP) as store:
        before = await secret_standing(store)
        assert before.free_at is None
        assert before.needs == {
            "key": 1,
            "seal": 1,
            "trail": len(await rows(store, records.AuditEvent)),
            "two_step": 1,
            "files": 0,
        }
        await carry_over(store)
        standing = await secret_standing(store)
        assert not any(standing.needs.values())
        assert standing.free_at == process.clock.now() + LAST_PROOFS
        assert standing.found == {"cards": 2, "pins": 1, "chats": 1, "sessions": 1, "recovery_codes": 10}
    async with process(AFTER) as store:
        assert await cards.verify_pin(store, CARD, PIN) is not None
        standing = await secret_standing(store)
        assert (standing.found["cards"], standing.found["pins"]) == (1, 0)
        [mine, _] = await rows(store, records.Patron)
        assert mine.card_number_hash == store.card_hash(CARD) and mine.card_number_hash.startswith(store.keys.mark)
        assert mine.pin_hash.startswith(cards.pin_mark(store))
        assert len(mine.card_number_hash) == 64
        assert await cards.verify_pin(store, CARD, PIN) is not None


async def test_carried_over_twice_is_carried_over_once(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
    async with process(SECOND_STEP) as store:
        await carry_over(store)
        events = len(await rows(store, records.AuditEvent))
        again = await carry_over(store)
        assert (again.key, again.two_step, again.trail) == (False, 0, None)
        assert len(await rows(store, records.AuditEvent)) == events
    # A process that was not started anew writes with the old secret: that is seen, and mended.
    async with process(FIRST_STEP) as late, process(SECOND_STEP) as store:
        await late.transact(lambda connection: trail.append(connection, late, BY, "late", trail.Subject("store")))
        assert (await secret_standing(store)).needs["trail"] == 1
        await carry_over(store)
        assert (await secret_standing(store)).needs["trail"] == 0
    async with process(AFTER) as store:
        assert (await trail.verify(store)).is_sound


async def test_without_being_carried_over_the_new_secret_alone_is_refused(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
    async with process(SECOND_STEP) as store:
        await seal.prove(store)
    async with process(AFTER) as store:
        with pytest.raises(seal.OtherSecret):
            await seal.prove(store)


async def test_what_was_forged_under_neither_is_refused(process: Processes) -> None:
    async with process(BEFORE) as store:
        held = await filled(store)
    async with process(Secrets(STRANGE)) as forger, process(SECOND_STEP) as store:
        proof = pin_codes.new_proof(forger, CARD)
        assert not pin_codes.is_open(store, CARD, proof)
        assert not pin_tries.is_known(store, CARD, pin_tries.mark(forger, CARD, ""))
        assert await known_device(store, await with_device(forger, "", int(held["staff"])), "sara") is None
        with pytest.raises(InvalidValue):
            read_receipt(store, sign_receipt(forger, ErasureReceipt(2, forger.clock.now(), "x", {}, None)))
        await add_patron(forger, "9999999", pin_hash=cards.hash_pin(forger, PIN))
        assert await cards.patron_by_card(store, "9999999") is None
        assert await sessions.session_staff(store, "made up") is None
        await forger.transact(lambda connection: trail.append(connection, forger, BY, "forged", trail.Subject("store")))
        assert not (await trail.verify(store)).is_sound
        done = await carry_over(store)
        assert done.trail is not None and not done.trail.is_sound, "what is broken is not sealed"
        assert not (await trail.verify(store)).is_sound


async def test_who_knows_the_old_secret_proves_nothing_once_it_is_gone(process: Processes) -> None:
    async with process(BEFORE) as store:
        held = await filled(store)
    async with process(SECOND_STEP) as store:
        await carry_over(store)
    async with process(BEFORE) as thief, process(AFTER) as store:
        assert not pin_codes.is_open(store, CARD, pin_codes.new_proof(thief, CARD))
        assert not pin_tries.is_known(store, CARD, pin_tries.mark(thief, CARD, ""))
        assert await known_device(store, await with_device(thief, "", int(held["staff"])), "sara") is None
        [key] = await rows(thief, records.KeptKey)
        assert thief.keys.kept == () and thief.keys.current.hex() not in key.sealed
        [sara] = await rows(thief, records.StaffUser)
        assert len(sara.totp_secret) == 64, "encrypted with a key that follows from the new secret"


async def test_an_event_of_before_cannot_be_rewritten_with_the_old_key(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
        old_text, old_sign = trail._text, store.keys.signed
    async with process(SECOND_STEP) as store:
        await carry_over(store)
    async with process(AFTER) as store:
        assert (await trail.verify(store)).is_sound
        first, second, *_ = await rows(store, records.AuditEvent)
        row = {**second._mapping, "reason": "because"}
        forged = {"reason": "because", "row_hash": old_sign(old_text(row))}
        await store.transact(
            lambda connection: connection.execute(update(EVENT).where(EVENT.c.id == second.id).values(forged))
        )
        report = await trail.verify(store)
        assert report.broken_at is not None and report.broken_at >= first.id
    async with process(SECOND_STEP) as store:
        assert not (await trail.verify(store)).is_sound


async def test_the_secret_is_changed_again_and_back(process: Processes) -> None:
    async with process(BEFORE) as store:
        held = await filled(store)
    for now, before in ((NEW, OLD), (NEWER, NEW), (OLD, NEWER)):
        async with process(Secrets(now, previous=before)) as store:
            await carry_over(store)
            await finds_all(store, held)
        async with process(Secrets(now)) as store:
            await seal.prove(store)
            await finds_all(store, held)
            assert not any((await secret_standing(store)).needs.values())
            card = f"400000{len(await rows(store, records.Patron))}"
            await add_patron(store, card, pin_hash=cards.hash_pin(store, PIN))
    async with process(Secrets(OLD)) as store:
        for card in (CARD, "4000001", "4000002", "4000003"):
            assert await cards.verify_pin(store, card, PIN) is not None
        process.clock.advance(timedelta(minutes=1))
        code = pyotp.TOTP(held["totp"]).at(process.clock.now())
        assert await second_step.check_totp(store, int(held["staff"]), code)


async def test_wrong_tries_are_counted_on_while_the_secret_is_changed(process: Processes) -> None:
    origin = pin_tries.Origin("web_chat", 1, "192.0.2.1")
    async with process(BEFORE) as store:
        await filled(store)
    counts = []
    for secrets in (BEFORE, FIRST_STEP, SECOND_STEP):
        async with process(secrets) as store:
            assert await pin_tries.guarded(store, CARD, origin, lambda: cards.verify_pin(store, CARD, "0000")) is None
            counts.append(sorted(row.failures for row in await rows(store, records.SignInThrottle)))
    assert counts == [[1, 1, 1], [2, 2, 2], [3, 3, 3]]


async def test_when_a_change_began_is_noted_once(process: Processes) -> None:
    for secrets in (BEFORE, FIRST_STEP, AFTER):
        async with process(secrets) as store:
            await note_begun(store)
            assert await begun_at(store) is None
    begun = process.clock.now()
    for _ in range(2):
        async with process(SECOND_STEP) as store:
            await note_begun(store)
            assert await begun_at(store) == begun
        process.clock.advance(timedelta(days=1))


async def note(store: Store, action: str = "late") -> None:
    await store.transact(lambda connection: trail.append(connection, store, BY, action, trail.Subject("store")))


async def test_writers_wait_for_the_end_of_the_trail_only(process: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "PAGE", 2)
    async with process(BEFORE) as store:
        await filled(store)
    seen: list[int] = []
    is_ours = trail.is_ours

    def noted(store: Store, row: RowMapping) -> bool:
        seen.append(row["id"])
        return is_ours(store, row)

    async with process(FIRST_STEP) as late, process(SECOND_STEP) as store:
        walk = await trail.walked(store)
        assert walk.sound == len(await rows(store, records.AuditEvent)) > trail.PAGE
        for _ in range(3):
            await note(late)
        monkeypatch.setattr(trail, "is_ours", noted)
        report = await store.transact(lambda connection: trail.vouch(connection, store, BY, walk))
        assert report is not None and report.is_sound
        *_, first, second, third, _ = [event.id for event in await rows(store, records.AuditEvent)]
        assert seen == [first, second, third]
        assert await trail.still_written_before(store) == 0
    async with process(AFTER) as store:
        assert (await trail.verify(store)).is_sound


async def test_staff_come_before_the_chain_as_in_a_sign_in(process: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    async with process(BEFORE) as store:
        await filled(store)
    order: list[str] = []

    def told(module: object, name: str) -> None:
        work = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: (order.append(name), work(*given))[1])

    told(second_step, "seal_anew")
    told(trail, "_alone")
    async with process(SECOND_STEP) as store:
        await carry_over(store)
    assert order[:2] == ["seal_anew", "_alone"]


async def test_a_store_that_is_made_during_a_change_opens_after_it(process: Processes) -> None:
    async with process(SECOND_STEP) as store:
        await filled(store)
    async with process(AFTER) as store:
        await seal.prove(store)
        assert await cards.verify_pin(store, CARD, PIN) is not None
    async with process(Secrets(NEWER, next=NEW)) as store:
        await seal.seal(store, anew=True)
        assert len(await rows(store, records.KeptKey)) == 1, "a coming key is not one of before"


async def test_what_no_key_reads_stays_as_it_is_and_stops_nothing(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
        omid = (await members.add_staff(store, "omid", "امید", "librarian", "a long password", by=BY)).id
    lost = {"mark": "deadbeef", "sealed": sealed(b"nobody's key at all", "a purpose", b"x" * 32)}
    kept = table_of(records.KeptKey)
    theirs = sealed(b"nobody's key at all", "a purpose", b"x" * 20)

    def lose(connection: Connection) -> None:
        connection.execute(insert(kept).values(is_first=False, kept_at=process.clock.now(), **lost))
        connection.execute(update(STAFF).where(STAFF.c.id == omid).values(totp_secret=theirs))

    async with process(SECOND_STEP) as store:
        await store.transact(lose)
        assert (await secret_standing(store)).needs["two_step"] == 1
        assert (await carry_over(store)).two_step == 1
        standing = await secret_standing(store)
        assert standing.free_at is not None, standing.needs
        [row] = [one for one in await rows(store, records.StaffUser) if one.id == omid]
        assert row.totp_secret == theirs
        assert {one.sealed for one in await rows(store, records.KeptKey) if one.mark == "deadbeef"} == {lost["sealed"]}


async def test_a_broken_trail_is_told_from_what_still_needs_the_secret(process: Processes) -> None:
    async with process(BEFORE) as store:
        await filled(store)
        first, *_ = await rows(store, records.AuditEvent)
        change = update(EVENT).where(EVENT.c.id == first.id).values(reason="because")
        await store.transact(lambda connection: connection.execute(change))
    async with process(SECOND_STEP) as store:
        assert not (await secret_standing(store)).only_broken_trail
        await carry_over(store)
        standing = await secret_standing(store)
        assert standing.only_broken_trail and standing.free_at is None
        assert standing.chain is not None and standing.chain.broken_at == first.id
        assert standing.proofs_over_at == process.clock.now() + LAST_PROOFS
    async with process(AFTER) as store:
        await seal.prove(store)
