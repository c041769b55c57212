"""Applications: filled in after a yes, proved by a code, decided at the desk, erased when refused or old."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import PATRON
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.forgetting.applications import forget_applications
from crm.forgetting.patrons import erase_chat, erase_patron
from crm.joining import answers, desk, drafts
from crm.joining.codes import CodeLetter, NotSent, send_codes
from crm.patrons.cards import verify_pin
from crm.people.finding import find_patrons
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, add, add_patron, rows, say, sign_in, visitor

TOLD = {
    "name": "سارا احمدی",
    "birth_year": "1991",
    "contact": "phone:09123456789",
    "address": "خیابان سعدی پلاک ۵",
}
ACCEPT: dict[str, Any] = {"card": "3000400050", "pin": "4821", "category": "student", "expires_at": None}


def letter(language: str, number: str, words: str) -> str:
    return f"{language} {number} {words}".strip()


async def staff(store: Store) -> None:
    row = {"username": "sara", "display_name": "Sara", "role": "librarian", "created_at": store.clock.now()}
    await add(store, records.StaffUser, **row)


async def begun(store: Store) -> tuple[Identity, str]:
    who = await visitor(store)
    conversation = (await say(store, who)).interaction.engine_conversation
    await drafts.begin(store, conversation, "fa")
    return who, conversation


async def fill(store: Store, who: Identity, conversation: str, **told: str) -> None:
    for step, value in {**TOLD, **told}.items():
        await drafts.ask_for(store, conversation, step)
        await answers.hold_answer(store, who.id, step, value)


async def sent(store: Store, **told: str) -> tuple[Identity, str, str]:
    who, conversation = await begun(store)
    await fill(store, who, conversation, **told)
    case = await drafts.send(store, conversation, f"key:{who.id}")
    application = (await rows(store, records.Application))[-1]
    return who, case.number, application.public_id


async def test_only_after_a_yes_there_is_a_prospect_without_a_name_and_their_consent(store: Store) -> None:
    _, conversation = await begun(store)
    [prospect] = await rows(store, records.Patron)
    assert (prospect.lifecycle, prospect.acquired_via, prospect.display_name) == ("prospect", "web_chat", None)
    assert prospect.registered_at is None
    [consent] = await rows(store, records.ConsentRecord)
    assert (consent.patron_id, consent.action, consent.channel) == (prospect.id, "granted", "web_chat")
    again = await drafts.begin(store, conversation, "fa")
    assert again.has == frozenset() and len(await rows(store, records.Patron)) == 1
    with pytest.raises(Conflict):
        await drafts.send(store, conversation, "early")


async def test_only_what_is_asked_for_is_kept_and_a_later_answer_replaces_it(store: Store) -> None:
    who, conversation = await begun(store)
    await answers.hold_answer(store, who.id, "name", "too early")
    await drafts.ask_for(store, conversation, "name")
    assert await answers.awaited(store, who.id) == "name"
    await answers.hold_answer(store, who.id, "address", "Not Asked Street 5")
    for name in ("Sara A", "Sara Ahmadi"):
        await answers.hold_answer(store, who.id, "name", name)
    [row] = await rows(store, records.Application)
    assert (row.name, row.address) == ("Sara Ahmadi", None)


async def test_what_somebody_left_at_a_browser_nobody_else_goes_on_with(store: Store, clock: FixedClock) -> None:
    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await end(store)
    soon = (await say(store, who)).interaction.engine_conversation
    assert len((await drafts.begin(store, soon, "fa")).has) == 4
    await end(store)
    clock.advance(timedelta(minutes=31))
    later = (await say(store, who)).interaction.engine_conversation
    assert (await drafts.begin(store, later, "fa")).has == frozenset()
    first, second = await rows(store, records.Application)
    assert (first.status, first.name, second.status) == ("withdrawn", None, "draft")
    assert [one.lifecycle for one in await rows(store, records.Patron)] == ["erased", "prospect"]


async def end(store: Store) -> None:
    """End every conversation, so that the next message begins a new one."""
    table = table_of(records.Interaction)
    ended = update(table).values(status="closed", outcome="abandoned", ended_at=store.clock.now())
    await store.transact(lambda connection: connection.execute(ended))


async def test_what_is_asked_for_is_awaited_for_half_an_hour_and_in_its_conversation(
    store: Store, clock: FixedClock
) -> None:
    who, conversation = await begun(store)
    await drafts.ask_for(store, conversation, "name")
    clock.advance(timedelta(minutes=31))
    assert await answers.awaited(store, who.id) is None
    await drafts.ask_for(store, conversation, "name")
    await end(store)
    assert await answers.awaited(store, who.id) is None


async def test_a_code_proves_the_contact_once_and_within_its_time(store: Store, clock: FixedClock) -> None:
    letters: list[CodeLetter] = []

    async def deliver(code: CodeLetter) -> None:
        letters.append(code)

    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await drafts.want_code(store, conversation)
    assert [await send_codes(store, deliver) for _ in range(2)] == [1, 0]
    [made] = letters
    assert (made.channel, made.address, len(made.code)) == ("sms", "09123456789", 6)
    [row] = await rows(store, records.Application)
    assert made.code not in str(row.code_hash)
    await drafts.ask_for(store, conversation, "code")
    wrong = "000000" if made.code != "000000" else "111111"
    for _ in range(answers.CODE_TRIES - 1):
        await answers.hold_answer(store, who.id, "code", wrong)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and not draft.is_confirmed and draft.tries_left == 1
    await answers.hold_answer(store, who.id, "code", made.code)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and draft.is_confirmed
    await drafts.ask_for(store, conversation, "contact")
    await answers.hold_answer(store, who.id, "contact", "email:a@example.org")
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and not draft.is_confirmed, "another contact is to be proved anew"
    await drafts.want_code(store, conversation)
    await send_codes(store, deliver)
    clock.advance(timedelta(minutes=16))
    await drafts.ask_for(store, conversation, "code")
    await answers.hold_answer(store, who.id, "code", letters[-1].code)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and not draft.is_confirmed and draft.code_problem == "expired"


async def test_a_code_that_cannot_be_sent_is_noted_and_nobody_is_pestered_with_many(store: Store) -> None:
    async def refused(_: CodeLetter) -> None:
        raise NotSent("the address was refused (550)", for_good=True)

    who, conversation = await begun(store)
    await fill(store, who, conversation)
    for _ in range(drafts.CODE_SENDS):
        await drafts.want_code(store, conversation)
    draft = await drafts.want_code(store, conversation)
    assert draft.code_problem == "too_many"
    other, there = await begun(store)
    await fill(store, other, there)
    await drafts.want_code(store, there)
    assert await send_codes(store, refused) == 0
    draft = await drafts.draft_of(store, there)
    assert draft is not None and draft.code_problem == "the address was refused (550)" and not draft.code_sent


async def test_codes_to_an_address_are_counted_beyond_what_is_erased(store: Store, clock: FixedClock) -> None:
    wanted = []
    for _ in range(3):
        who, conversation = await begun(store)
        await fill(store, who, conversation)
        wanted += [(await drafts.want_code(store, conversation)).code_problem for _ in range(2)]
        await drafts.drop(store, conversation)
    assert wanted == [None] * drafts.TO_AN_ADDRESS + ["too_many"]
    clock.advance(timedelta(days=1, minutes=20))
    who, conversation = await begun(store)
    await fill(store, who, conversation)
    assert (await drafts.want_code(store, conversation)).code_problem is None


async def test_a_code_that_is_not_taken_now_is_tried_again_a_little_later(store: Store, clock: FixedClock) -> None:
    tried: list[str] = []

    async def busy(letter: CodeLetter) -> None:
        tried.append(letter.code)
        raise NotSent("421", for_good=False)

    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await drafts.want_code(store, conversation)
    for _ in range(3):
        await send_codes(store, busy)
    assert len(tried) == 1
    clock.advance(timedelta(seconds=21))
    await send_codes(store, busy)
    assert len(tried) == 2
    clock.advance(timedelta(minutes=6))
    for _ in range(2):
        await send_codes(store, busy)
        clock.advance(timedelta(minutes=1))
    assert len(tried) == 3, "given up"


async def test_a_code_that_arrived_though_nobody_said_so_is_right(store: Store, clock: FixedClock) -> None:
    tried: list[CodeLetter] = []

    async def unanswered(letter: CodeLetter) -> None:
        tried.append(letter)
        raise NotSent("ReadTimeout", for_good=False)

    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await drafts.want_code(store, conversation)
    await drafts.ask_for(store, conversation, "code")
    for _ in range(20):
        await send_codes(store, unanswered)
        clock.advance(timedelta(seconds=20))
        # Whatever is typed lengthens nothing.
        await answers.hold_answer(store, who.id, "code", "000000" if tried[0].code != "000000" else "111111")
    assert len(tried) == 3 and len({(one.name, one.code) for one in tried}) == 1
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and draft.tries_left == 0, "no try is given back"
    await drafts.want_code(store, conversation)
    await send_codes(store, unanswered)
    assert tried[-1].code != tried[0].code and tried[-1].name != tried[0].name
    await answers.hold_answer(store, who.id, "code", tried[-1].code)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and draft.is_confirmed


async def test_the_case_has_nothing_personal_and_the_desk_sees_who_it_may_be(store: Store) -> None:
    await staff(store)
    known = await add_patron(store, display_name="سارا احمدی", birth_year=1991)
    other = await add_patron(store, display_name="Omid")
    point = {"kind": "phone", "value": "0912 345 6789", "value_norm": "09123456789"}
    await add(store, records.ContactPoint, patron_id=other, **point)
    await add_patron(store, display_name="سارا احمدی", birth_year=1950)
    _, number, public_id = await sent(store)
    [case] = await rows(store, records.ServiceCase)
    assert (case.number, case.subject, case.description, case.contact) == (number, "joining", None, None)
    shown = await desk.application(store, public_id, by=SARA)
    assert (shown.name, shown.birth_year, shown.contact) == ("سارا احمدی", 1991, "09123456789")
    people = {row.public_id: row.id for row in await rows(store, records.Patron)}
    assert {(people[one.public_id], one.by_contact) for one in shown.alike} == {(known, False), (other, True)}
    assert await desk.waiting(store) == 1


async def test_who_is_accepted_is_a_patron_who_was_won_by_chat_and_is_told_there(store: Store) -> None:
    await staff(store)
    await add_patron(store, card="1000200030")
    who, number, public_id = await sent(store)
    for odd in ({"card": "1000200030"}, {"card": ""}, {"pin": "12"}, {"pin": "abcd"}):
        with pytest.raises(InvalidValue):
            await desk.accept(store, public_id, **{**ACCEPT, **odd}, is_seen=True, by=SARA, letter=letter)
    with pytest.raises(InvalidValue):
        await desk.accept(store, public_id, **ACCEPT, is_seen=False, by=SARA, letter=letter)
    done = await desk.accept(store, public_id, **ACCEPT, is_seen=True, by=SARA, letter=letter)
    assert done.channel == "web_chat"
    patron = await verify_pin(store, "3000400050", "4821")
    assert patron is not None and (patron.display_name, patron.lifecycle) == ("سارا احمدی", "new")
    row = next(one for one in await rows(store, records.Patron) if one.id == patron.id)
    assert (row.acquired_via, row.birth_year, row.registered_at) == ("web_chat", 1991, store.clock.now())
    points = {one.kind: one.verified_at for one in await rows(store, records.ContactPoint)}
    assert points == {"phone": None, "postal": None}
    message = (await rows(store, records.Message))[-1]
    [placed] = await rows(store, records.Outbox)
    assert message.body == f"fa {number}" and placed.identity_id == who.id
    [application] = await rows(store, records.Application)
    assert (application.status, application.name, application.address) == ("accepted", None, None)
    [case] = await rows(store, records.ServiceCase)
    assert (case.status, case.resolution) == ("closed", "fixed")
    with pytest.raises(Conflict):
        await desk.refuse(store, public_id, "no", by=SARA, letter=letter)
    await erase_patron(store, patron.id, by=SARA)
    assert await rows(store, records.Application) == [] and await rows(store, records.ContactPoint) == []


@pytest.mark.parametrize("how", ["refuse", "known"])
async def test_who_is_not_accepted_is_told_and_leaves_nothing(store: Store, how: str) -> None:
    await staff(store)
    _, number, public_id = await sent(store)
    decide = getattr(desk, how)
    with pytest.raises(InvalidValue):
        await decide(store, public_id, " ", by=SARA, letter=letter)
    await decide(store, public_id, "لطفاً به میز امانت بیایید", by=SARA, letter=letter)
    [application] = await rows(store, records.Application)
    told = (
        application.name,
        application.birth_year,
        application.contact,
        application.contact_norm,
        application.address,
    )
    assert told == (None,) * 5 and application.patron_id is None
    [prospect] = await rows(store, records.Patron)
    assert prospect.lifecycle == "erased" and prospect.erased_at is not None
    assert [one.patron_id for one in await rows(store, records.ConsentRecord)] == [None]
    assert (await rows(store, records.Message))[-1].body == f"fa {number} لطفاً به میز امانت بیایید"
    shown = await desk.application(store, public_id, by=SARA)
    assert shown.name is None and shown.alike == ()


async def test_what_is_dropped_or_old_is_erased(store: Store, clock: FixedClock) -> None:
    who, conversation = await begun(store)
    await fill(store, who, conversation)
    assert await drafts.drop(store, conversation) and not await drafts.drop(store, conversation)
    other, there = await begun(store)
    await fill(store, other, there)
    await sent(store)
    clock.advance(timedelta(days=2))
    now = store.clock.now()
    assert await forget_applications(store, before=now - timedelta(days=180)) == 1
    assert [one.name for one in await rows(store, records.Application)][:2] == [None, None]
    assert await forget_applications(store, before=now) == 1
    assert {one.name for one in await rows(store, records.Application)} == {None}
    assert {one.lifecycle for one in await rows(store, records.Patron)} == {"erased"}
    assert await forget_applications(store, before=now) == 0


async def test_a_chat_that_is_erased_takes_its_application_and_later_its_prospect(
    store: Store, clock: FixedClock
) -> None:
    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await erase_chat(store, who.id, by=PATRON)
    assert await rows(store, records.Application) == []
    clock.advance(timedelta(days=2))
    assert await forget_applications(store, before=store.clock.now() - timedelta(days=180)) == 1
    assert [one.lifecycle for one in await rows(store, records.Patron)] == ["erased"]


async def test_patrons_and_those_who_wait_begin_none_and_nobody_many(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    conversation = (await say(store, who)).interaction.engine_conversation
    with pytest.raises(Conflict):
        await drafts.begin(store, conversation, "fa")
    waits, _, _ = await sent(store)
    again = (await say(store, waits)).interaction.engine_conversation
    with pytest.raises(Conflict):
        await drafts.begin(store, again, "fa")
    await end(store)
    other = (await say(store, waits)).interaction.engine_conversation
    assert (await drafts.begin(store, other, "fa")).has == frozenset(), "another visitor of the same browser"
    _, there = await begun(store)
    for _ in range(drafts.OF_A_CHAT - 1):
        await drafts.drop(store, there)
        await drafts.begin(store, there, "fa")
    await drafts.drop(store, there)
    with pytest.raises(Conflict):
        await drafts.begin(store, there, "fa")
    with pytest.raises(NotFound):
        await drafts.ask_for(store, there, "name")


async def test_a_code_that_fails_in_another_way_is_sent_again_and_keeps_none_waiting(
    store: Store, clock: FixedClock
) -> None:
    tried: list[CodeLetter] = []

    async def broken(letter: CodeLetter) -> None:
        tried.append(letter)
        if len(tried) == 1:
            raise OSError("no route")

    for _ in range(2):
        who, conversation = await begun(store)
        await fill(store, who, conversation)
        await drafts.want_code(store, conversation)
    # One that fails in whatever way keeps none of the others waiting.
    assert await send_codes(store, broken) == 1
    first, second = await rows(store, records.Application)
    # Whether it left is not known: it stays right, and is sent once more.
    assert first.code_problem == "failed" and first.code_hash is not None and first.code_wanted_at is not None
    assert second.code_sent_at is not None and second.code_wanted_at is None
    clock.advance(timedelta(seconds=21))
    assert await send_codes(store, broken) == 1


async def test_a_code_whose_sender_ended_is_sent_again(store: Store, clock: FixedClock) -> None:
    class Killed(BaseException):
        pass

    letters: list[CodeLetter] = []

    async def killed(_: CodeLetter) -> None:
        raise Killed

    async def deliver(letter: CodeLetter) -> None:
        letters.append(letter)

    who, conversation = await begun(store)
    await fill(store, who, conversation)
    await drafts.want_code(store, conversation)
    with pytest.raises(Killed):
        await send_codes(store, killed)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and not draft.code_sent
    assert await send_codes(store, deliver) == 0, "another process may be sending it at this moment"
    clock.advance(timedelta(minutes=3))
    assert await send_codes(store, deliver) == 1
    await drafts.ask_for(store, conversation, "code")
    await answers.hold_answer(store, who.id, "code", letters[0].code)
    draft = await drafts.draft_of(store, conversation)
    assert draft is not None and draft.is_confirmed


async def test_who_was_won_in_the_chat_is_found_by_name(store: Store) -> None:
    await staff(store)
    await sent(store)
    (application,) = await rows(store, records.Application)
    await desk.accept(store, application.public_id, **ACCEPT, is_seen=True, by=SARA, letter=letter)
    found = await find_patrons(store, TOLD["name"])
    assert [one.name for one in found.hits] == [TOLD["name"]]


@pytest.mark.parametrize("written", ["+989121234567", "0912-123-4567", "0098 912 123 4567", "09121234567"])
async def test_a_number_is_somebodys_however_it_is_written(store: Store, written: str) -> None:
    await staff(store)
    theirs = await add_patron(store, display_name="Omid")
    point = {"kind": "phone", "value": written, "value_norm": written, "verified_at": store.clock.now()}
    await add(store, records.ContactPoint, patron_id=theirs, **point)
    other = await add_patron(store, display_name="Lia")
    near = {**point, "value": "02121234567", "value_norm": "02121234567"}
    await add(store, records.ContactPoint, patron_id=other, **near)
    who, conversation = await begun(store)
    await fill(store, who, conversation, contact="phone:09121234567")
    await drafts.send(store, conversation, "key")
    [row] = await rows(store, records.Application)
    shown = await desk.application(store, row.public_id, by=SARA)
    people = {one.public_id: one.id for one in await rows(store, records.Patron)}
    assert {(people[one.public_id], one.by_contact) for one in shown.alike} == {(theirs, True)}
    await store.transact(
        lambda connection: connection.execute(
            update(table_of(records.Application)).values(confirmed_at=store.clock.now())
        )
    )
    await desk.accept(store, row.public_id, **ACCEPT, is_seen=True, by=SARA, letter=letter)
    mine = [one for one in await rows(store, records.ContactPoint, kind="phone") if one.patron_id == row.patron_id]
    assert [one.verified_at for one in mine] == [None]
