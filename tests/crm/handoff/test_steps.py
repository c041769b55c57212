"""From the bot to a librarian and back, once each."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import PATRON, Actor
from crm.cases.opening import open_case
from crm.conversations.identities import Identity
from crm.conversations.interactions import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound, TakenBySomebody
from crm.handoff import expiry, queue, steps
from crm.handoff.steps import Handoff
from crm.messages import outbox
from crm.messages.views import messages_after
from crm.staff import accounts, members, sessions
from crm.staff.presence import note_present
from protocol.clock import FixedClock
from tests.support.callers import closed_desk, open_desk, worded
from tests.support.givens import NOW
from tests.support.statements import execute
from tests.support.store_rows import OMID, SARA, add, answer, how_many, rows, say, visitor

PASSWORD = "a long password"
CASE = table_of(records.ServiceCase)


async def asked(store: Store, reason: str | None = "مقاله") -> tuple[Identity, str, Handoff]:
    who = await visitor(store)
    recorded = await say(store, who, "می‌خواهم با کتابدار صحبت کنم")
    await answer(store, recorded, "صبر کنید", intent="human_help")
    conversation = recorded.interaction.public_id
    return who, conversation, await steps.request(store, conversation, reason=reason, opening=open_desk)


async def test_in_opening_hours_the_conversation_is_queued(store: Store, clock: FixedClock) -> None:
    _, conversation, made = await asked(store)
    assert made == Handoff("queued", None, clock.now() + timedelta(minutes=10))
    [row] = await queue.queue(store)
    assert (row.public_id, row.status, row.channel, row.language) == (conversation, "waiting_staff", "web_chat", "fa")
    assert (row.waiting_since, row.subject, row.primary_intent) == (clock.now(), "مقاله", "human_help")
    assert row.last_text == "می‌خواهم با کتابدار صحبت کنم"
    [interaction] = await rows(store, records.Interaction)
    assert interaction.handoff_requested_at == clock.now()
    assert await how_many(store, records.ServiceCase) == 0


async def test_asking_again_is_not_asking_twice(store: Store, clock: FixedClock) -> None:
    _, conversation, made = await asked(store)
    clock.advance(timedelta(minutes=2))
    assert await steps.request(store, conversation, reason="باز هم", opening=open_desk) == made
    events = [event.kind for event in await rows(store, records.InteractionEvent)]
    assert events.count("handoff_requested") == 1


async def test_out_of_hours_a_case_is_opened_once_and_the_bot_stays(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    conversation = recorded.interaction.engine_conversation
    made = await steps.request(store, conversation, reason="مقاله", opening=closed_desk)
    assert (made.state, made.case_number) == ("case", "K-000001")
    assert made.opens_at == NOW + timedelta(hours=20)
    assert await steps.request(store, conversation, reason="مقاله", opening=closed_desk) == made
    [case] = await rows(store, records.ServiceCase)
    assert (case.kind, case.description, case.language) == ("question", "مقاله", "fa")
    assert made.expected_at == case.due_at, "what is told is what is due"
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.case_id, interaction.waiting_since) == ("open", case.id, None)
    assert await queue.queue(store) == []


async def test_the_hours_of_the_librarians_decide(store: Store, clock: FixedClock) -> None:
    """NOW is a Tuesday, 10:00 in Tehran: weekday 3 when Saturday is 0."""
    from datetime import time

    branch = await add(store, records.Branch, code="main", name_fa="مرکزی", name_en="Main", is_main=True)
    await add(store, records.BranchHours, branch_id=branch, weekday=3, opens=time(8), closes=time(20))
    recorded = await say(store, await visitor(store))
    assert (await steps.request(store, recorded.interaction.public_id, reason=None)).state == "queued"
    await add(
        store,
        records.Closing,
        branch_id=branch,
        first_day=NOW.date(),
        last_day=NOW.date(),
        reason_fa="تعطیل",
        reason_en="Closed",
    )
    recorded = await say(store, await visitor(store))
    assert (await steps.request(store, recorded.interaction.public_id, reason=None)).state == "closed"
    # The librarians who answer in the chat may be there while the house is closed to the public.
    clock.advance(timedelta(days=1, hours=12))
    for weekday in range(7):
        night = {"weekday": weekday, "opens": time(20), "closes": time(23)}
        await add(store, records.BranchHours, branch_id=branch, desk="librarian", **night)
    recorded = await say(store, await visitor(store))
    assert (await steps.request(store, recorded.interaction.public_id, reason=None)).state == "queued"


async def test_a_library_without_branches_opens_a_case(sqlite_store: Store) -> None:
    recorded = await say(sqlite_store, await visitor(sqlite_store))
    made = await steps.request(sqlite_store, recorded.interaction.public_id, reason="مقاله")
    assert (made.state, made.case_number) == ("case", "K-000001")
    assert made.expected_at is not None


async def test_of_two_librarians_one_gets_the_conversation(store: Store) -> None:
    for name in ("sara", "omid"):
        await members.add_staff(store, name, name, "librarian", PASSWORD)
    _, conversation, _ = await asked(store)
    ended = await asyncio.gather(
        *(steps.claim(store, conversation, name) for name in (SARA, OMID)), return_exceptions=True
    )
    assert {type(end) for end in ended} == {InteractionView, TakenBySomebody}
    winner, loser = (SARA, OMID) if isinstance(ended[1], Conflict) else (OMID, SARA)
    assert (await steps.claim(store, conversation, winner)).status == "with_staff"
    with pytest.raises(Conflict):
        await steps.reply(store, conversation, loser, "سلام")
    [row] = await queue.queue(store)
    assert (row.status, row.assigned_to) == ("with_staff", winner.name)
    events = [event.kind for event in await rows(store, records.InteractionEvent)]
    assert events.count("handoff_accepted") == 1


async def test_a_librarians_answer_reaches_the_chat_and_the_outbox(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    clock.advance(timedelta(minutes=3))
    message = await steps.reply(store, conversation, SARA, "سلام، بفرمایید")
    assert (message.sender, message.text, message.seq) == ("staff", "سلام، بفرمایید", 3)
    assert (await messages_after(store, who.id, 0))[-1] == message
    [item] = await outbox.due(store, "web_chat")
    assert item.message == message
    [interaction] = await rows(store, records.Interaction)
    assert interaction.first_staff_reply_at == clock.now()
    assert (interaction.waiting_since, interaction.handled_by) == (None, "both")
    first = (await rows(store, records.InteractionEvent, kind="first_staff_reply"))[0]
    assert first.seconds == 180
    clock.advance(timedelta(minutes=1))
    await steps.reply(store, conversation, SARA, "باز هم")
    assert len(await rows(store, records.InteractionEvent, kind="first_staff_reply")) == 1


async def test_a_patron_goes_back_to_the_bot(store: Store) -> None:
    _, conversation, _ = await asked(store)
    assert (await steps.to_bot(store, conversation, PATRON)).status == "open"
    assert await queue.queue(store) == []
    assert (await steps.to_bot(store, conversation, PATRON)).status == "open"
    events = [event.kind for event in await rows(store, records.InteractionEvent)]
    assert events.count("returned_to_bot") == 1


async def test_a_librarian_ends_the_conversation(store: Store) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    _, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    await steps.close(store, conversation, SARA, "staff_resolved")
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.outcome) == ("closed", "staff_resolved")
    for again in (
        steps.close(store, conversation, SARA, "abandoned"),
        steps.reply(store, conversation, SARA, "سلام"),
        steps.to_bot(store, conversation, SARA),
        steps.request(store, conversation, reason=None, opening=open_desk),
    ):
        with pytest.raises(Conflict):
            await again


async def test_unknown_conversations_and_staff_are_refused(store: Store) -> None:
    _, conversation, _ = await asked(store)
    with pytest.raises(NotFound):
        await steps.request(store, "nothing", reason=None, opening=open_desk)
    with pytest.raises(NotFound):
        await steps.claim(store, conversation, Actor.staff(99, "nobody"))


async def test_nobody_came_gives_one_case_and_one_message_however_often_it_is_run(
    store: Store, clock: FixedClock
) -> None:
    who, conversation, _ = await asked(store)
    clock.advance(timedelta(minutes=5))
    assert await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded) == []
    clock.advance(timedelta(minutes=6))
    before = clock.now() - timedelta(minutes=10)
    both = await asyncio.gather(*(expiry.expire(store, before=before, wording=worded) for _ in range(3)))
    [expired] = [one for run in both for one in run]
    assert (expired.case_number, expired.interaction.public_id, expired.interaction.status) == (
        "K-000001",
        conversation,
        "open",
    )
    assert "K-000001" in expired.message.text
    assert expired.message.sender == "bot"
    assert await expiry.expire(store, before=before, wording=worded) == []
    assert await how_many(store, records.ServiceCase) == 1
    assert (await messages_after(store, who.id, 0))[-1] == expired.message
    assert [item.message for item in await outbox.due(store, "web_chat")] == [expired.message]
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.waiting_since, interaction.assigned_staff_id) == ("open", None, None)


async def test_the_word_of_the_bot_is_as_the_caller_says_it_in_the_patrons_language(
    store: Store, clock: FixedClock
) -> None:
    who = await visitor(store, "en")
    recorded = await say(store, who)
    await steps.request(store, recorded.interaction.public_id, reason=None, opening=open_desk)
    clock.advance(timedelta(minutes=11))
    [expired] = await expiry.expire(store, before=clock.now(), wording=worded)
    assert expired.message.text == "en K-000001"
    await steps.request(store, recorded.interaction.public_id, reason=None, opening=open_desk)
    clock.advance(timedelta(minutes=11))
    [expired] = await expiry.expire(store, before=clock.now(), wording=worded)
    assert expired.message.text == "en K-000001", "one conversation leads to one such case"


async def test_who_waits_is_told_once_that_nobody_has_come_yet(store: Store, clock: FixedClock) -> None:
    who, conversation, _ = await asked(store)

    def slow(language: str, since: datetime) -> tuple[str, list[dict[str, str]]]:
        return f"{language} {since.minute}", [{"title": "wait", "payload": "/wait"}]

    async def tell() -> int:
        return await expiry.tell_those_who_wait(store, before=clock.now() - timedelta(minutes=3), wording=slow)

    assert await tell() == 0
    clock.advance(timedelta(minutes=4))
    assert [await tell(), await tell()] == [1, 0]
    [said] = [one for one in await messages_after(store, who.id, 0) if one.buttons]
    assert said.text == f"fa {NOW.minute}"
    waits = await steps.waiting(store, conversation)
    assert waits is not None and waits.is_told and waits.since == NOW
    await steps.to_bot(store, conversation, PATRON)
    assert await steps.waiting(store, conversation) is None
    assert (await rows(store, records.InteractionEvent))[-1].detail == "withdrawn"


async def test_a_message_left_is_one_case_with_all_that_was_asked(store: Store, clock: FixedClock) -> None:
    who, conversation, _ = await asked(store, reason="a scan of a letter")
    clock.advance(timedelta(minutes=1))
    await answer(store, await say(store, who, "it is in box nine"), "...", intent="nlu_fallback")
    left = await steps.leave_word(store, conversation)
    [case] = await rows(store, records.ServiceCase)
    assert (left.state, left.case_number, left.expected_at) == ("case", case.number, case.due_at)
    assert case.description == "a scan of a letter\nit is in box nine"
    assert await steps.waiting(store, conversation) is None


async def test_a_librarian_who_comes_is_named_to_the_patron(store: Store) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA, wording=lambda language, name: f"{language} {name}")
    assert (await messages_after(store, who.id, 0))[-1].text == "fa سارا"


async def test_a_librarian_who_falls_silent_is_not_waited_for_for_ever(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    await steps.reply(store, conversation, SARA, "سلام، بفرمایید")
    clock.advance(timedelta(minutes=11))
    assert await expiry.expire(store, before=clock.now(), wording=worded) == [], (
        "now the librarian waits for the patron"
    )
    recorded = await say(store, who, "این مقاله را می‌خواهم")
    assert recorded.interaction.status == "with_staff"
    clock.advance(timedelta(minutes=11))
    [expired] = await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded)
    assert expired.interaction.public_id == conversation


async def test_a_clock_that_was_set_back_lets_nobody_wait_for_hours(store: Store, clock: FixedClock) -> None:
    await asked(store)
    clock.advance(timedelta(hours=-2))
    assert await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded) == []
    clock.advance(timedelta(minutes=11))
    [expired] = await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded)
    assert expired.case_number == "K-000001"


async def test_who_was_blocked_in_between_is_refused(sqlite_store: Store) -> None:
    store = sqlite_store
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    _, conversation, _ = await asked(store)
    by = await members.actor_named(store, "sara")
    await accounts.set_active(store, made.id, False, by=Actor("system", "test"))
    with pytest.raises(NotFound):
        await steps.claim(store, conversation, by)
    with pytest.raises(NotFound):
        await members.actor_named(store, "sara")


async def test_nobody_is_taken_from_a_librarian_who_is_there(store: Store, clock: FixedClock) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    token = await sessions.begin_session(store, made.id)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    await say(store, who, "این مقاله را می‌خواهم")
    for _ in range(30):
        clock.advance(timedelta(minutes=1))
        await sessions.session_staff(store, token)
        await note_present(store, made.id)
        assert await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded) == []
    clock.advance(timedelta(minutes=4))
    [expired] = await expiry.expire(store, before=clock.now() - timedelta(minutes=10), wording=worded)
    assert expired.interaction.public_id == conversation, "their page has not been heard of for four minutes"


async def test_nobody_waits_for_ever_for_a_librarian_who_is_there(store: Store, clock: FixedClock) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    token = await sessions.begin_session(store, made.id)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    await say(store, who, "این مقاله را می‌خواهم")
    taken = []
    for minute in range(1, 40):
        clock.advance(timedelta(minutes=1))
        await sessions.session_staff(store, token)
        await note_present(store, made.id)
        now, span = clock.now(), timedelta(minutes=10)
        held_before = now - expiry.HELD_TIMES * span
        if await expiry.expire(store, before=now - span, held_before=held_before, wording=worded):
            taken.append(minute)
    assert taken == [31]


@pytest.mark.parametrize("signs_out", [False, True])
async def test_an_open_page_before_an_empty_chair_is_nobody(store: Store, clock: FixedClock, signs_out: bool) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    token = await sessions.begin_session(store, made.id)
    if signs_out:
        await sessions.end_session(store, token)
    for _ in range(30):
        await note_present(store, made.id)
        clock.advance(timedelta(minutes=1))
    [row] = await rows(store, records.StaffUser)
    if signs_out:
        assert row.present_at is None
    else:
        assert clock.now() - timedelta(minutes=17) < row.present_at < clock.now() - timedelta(minutes=14)


async def test_whoever_is_given_a_conversation_has_time_to_come(store: Store, clock: FixedClock) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    await members.add_staff(store, "omid", "امید", "librarian", PASSWORD)
    token = await sessions.begin_session(store, made.id)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    await say(store, who, "این مقاله را می‌خواهم")
    clock.advance(timedelta(minutes=29))
    await sessions.session_staff(store, token)
    await note_present(store, made.id)
    await queue.transfer(store, conversation, SARA, "omid")

    async def taken() -> bool:
        now, span = clock.now(), timedelta(minutes=10)
        held_before = now - expiry.HELD_TIMES * span
        return bool(await expiry.expire(store, before=now - span, held_before=held_before, wording=worded))

    clock.advance(timedelta(seconds=10))
    assert not await taken()
    clock.advance(timedelta(minutes=9))
    assert not await taken()
    clock.advance(timedelta(minutes=1))
    assert await taken()


async def test_who_is_there_is_noted_once_a_minute(store: Store, clock: FixedClock) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    await sessions.begin_session(store, made.id)
    await note_present(store, made.id)
    first = clock.now()
    clock.advance(timedelta(seconds=30))
    await note_present(store, made.id)
    [row] = await rows(store, records.StaffUser)
    assert row.present_at == first
    clock.advance(timedelta(seconds=30))
    await note_present(store, made.id)
    [row] = await rows(store, records.StaffUser)
    assert row.present_at == clock.now()


async def test_what_was_asked_becomes_the_case_that_is_chosen_as_its_end(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    clock.advance(timedelta(minutes=1))
    await say(store, who, "این مقاله را می‌خواهم")
    filed = await steps.close(
        store, conversation, SARA, "case_opened", wording=lambda language: "ended", registered=worded
    )
    assert filed is not None and not filed.was_there
    assert filed.case.number == "K-000001" and "این مقاله را می‌خواهم" in (filed.case.description or "")
    assert (await messages_after(store, who.id, 0))[-1].text == "fa K-000001"
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.outcome) == ("closed", "case_opened")
    with pytest.raises(Conflict):
        await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    assert await how_many(store, records.ServiceCase) == 1


async def test_another_end_opens_no_case(store: Store) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    _, conversation, _ = await asked(store)
    await steps.claim(store, conversation, SARA)
    opened = await steps.close(store, conversation, SARA, "staff_resolved", wording=lambda language: "ended")
    assert opened is None and await how_many(store, records.ServiceCase) == 0


async def settle(store: Store, number: str, status: str, clock: FixedClock) -> None:
    """Let staff settle a case, and a week go by."""
    values: dict[str, object] = {"status": status}
    if status in ("answered", "closed"):
        values |= {"answered_at": clock.now(), "resolution": "explained"}
    if status == "closed":
        values |= {"closed_at": clock.now()}
    await execute(store, update(CASE).where(CASE.c.number == number).values(values))
    clock.advance(timedelta(days=7))


async def steps_of(store: Store, number: str) -> list[tuple[str, str | None]]:
    [case] = await rows(store, records.ServiceCase, number=number)
    return [(event.kind, event.note) for event in await rows(store, records.CaseEvent, case_id=case.id)]


@pytest.mark.parametrize("status", ["answered", "closed", "waiting_patron", "new"])
@pytest.mark.parametrize("end", ["close", "expire", "leave", "away"])
async def test_what_is_asked_after_a_case_was_settled_takes_it_up_again(
    store: Store, clock: FixedClock, status: str, end: str
) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    _, conversation, _ = await asked(store)
    clock.advance(timedelta(minutes=11))
    [expired] = await expiry.expire(store, before=clock.now(), wording=worded)
    await settle(store, expired.case_number, status, clock)
    opening = closed_desk if end == "away" else open_desk
    made = await steps.request(store, conversation, reason="کتاب دیگری گم شده", opening=opening)
    told = made.expected_at
    if end == "close":
        await steps.claim(store, conversation, SARA)
        filed = await steps.close(store, conversation, SARA, "case_opened", registered=worded)
        assert filed is not None and filed.was_there
        told = filed.case.due_at
        acts = await rows(store, records.AuditEvent, actor_ref="sara")
        action = "case.appealed" if status in ("answered", "closed") else "case.noted"
        assert action in [act.action for act in acts]
    elif end == "expire":
        clock.advance(timedelta(minutes=11))
        [expired] = await expiry.expire(store, before=clock.now(), wording=lambda *said: str(said[2]))
        told = datetime.fromisoformat(expired.message.text)
    elif end == "leave":
        told = (await steps.leave_word(store, conversation)).expected_at
    [case] = await rows(store, records.ServiceCase)
    assert case.due_at == told and told is not None and told > clock.now()
    expected = {"new": "new", "waiting_patron": "investigating"}.get(status, "appealed")
    assert case.status == expected and case.resolution is None
    notes = [note for _, note in await steps_of(store, case.number) if note]
    assert notes == ["کتاب دیگری گم شده"]


@pytest.mark.parametrize("end", ["close", "expire", "leave", "away"])
async def test_what_somebody_called_about_a_case_of_theirs_is_added_to_it(
    store: Store, clock: FixedClock, end: str
) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    recorded = await say(store, who, "شکایت دارم")
    conversation = recorded.interaction.public_id
    told = await open_case(
        store, "complaint", conversation=conversation, subject="staff", description="شکایت دارم", language="fa",
        idempotency_key="told",
    )  # fmt: skip
    opening = closed_desk if end == "away" else open_desk
    made = await steps.request(store, conversation, reason="با کتابدار", case_number=told.number, opening=opening)
    number = made.case_number
    clock.advance(timedelta(minutes=11))
    await say(store, who, "خیلی فوری است")
    if end == "close":
        await steps.claim(store, conversation, SARA)
        filed = await steps.close(store, conversation, SARA, "case_opened", registered=worded)
        number = None if filed is None else filed.case.number
    elif end == "expire":
        [expired] = await expiry.expire(store, before=clock.now(), wording=worded)
        number = expired.case_number
    elif end == "leave":
        number = (await steps.leave_word(store, conversation)).case_number
    assert number == told.number and await how_many(store, records.ServiceCase) == 1
    [note] = [note for _, note in await steps_of(store, told.number) if note]
    assert note == ("با کتابدار" if end == "away" else "با کتابدار\nخیلی فوری است")
    [interaction] = await rows(store, records.Interaction)
    assert interaction.case_id == told.id


async def test_the_number_of_a_case_of_somebody_else_opens_ones_own(store: Store, clock: FixedClock) -> None:
    other = (await say(store, await visitor(store), "شکایت دارم")).interaction.public_id
    told = await open_case(
        store, "complaint", conversation=other, subject="staff", description="شکایت دارم", language="fa",
        idempotency_key="told",
    )  # fmt: skip
    _, conversation, _ = await asked(store, reason=f"{told.number}: این را ببینید")
    left = await steps.leave_word(store, conversation)
    assert left.case_number not in (None, told.number)
    assert [kind for kind, _ in await steps_of(store, told.number)] == ["status"]


async def test_a_case_says_who_made_it_and_what_was_said_last(store: Store, clock: FixedClock) -> None:
    made = await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who, conversation, _ = await asked(store)
    clock.advance(timedelta(minutes=1))
    await say(store, who, "سخن نخستین")
    await steps.claim(store, conversation, SARA)
    await steps.to_bot(store, conversation, SARA)
    clock.advance(timedelta(minutes=1))
    await steps.request(store, conversation, reason="کار دیگر", opening=open_desk)
    clock.advance(timedelta(minutes=1))
    await say(store, who, "الف" * 1500)
    await say(store, who, "ب" * 1500)
    await steps.claim(store, conversation, SARA)
    filed = await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    assert filed is not None and filed.case.description is not None
    opened = filed.case
    assert "سخن نخستین" not in opened.description and opened.description.startswith("کار دیگر\n")
    assert opened.description.endswith("ب" * 1500)
    [begun] = await rows(store, records.CaseEvent)
    assert begun.staff_id == made.id
    [act] = await rows(store, records.AuditEvent, action="case.opened")
    assert (act.actor_ref, act.entity_id) == ("sara", opened.number)
