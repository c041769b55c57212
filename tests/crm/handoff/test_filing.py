"""What was wanted of a librarian is filed whole and once: in the case of the very matter, or in one of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import records
from crm.cases.file import case_file
from crm.cases.opening import CaseView
from crm.conversations.closing import Reply
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.handoff import expiry, filing, steps
from crm.handoff.topics import topic_of
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.callers import CLERK, LOST, calls, closed_desk, open_desk, told, worded
from tests.support.store_rows import SARA, answer, how_many, rows, say, visitor

PASSWORD = "a long password"
WHERE = "هفته پیش توی تاکسی جا گذاشتم"
HAT = "کلاهم را در سالن مطالعه جا گذاشتم"


async def lost_book(store: Store, clock: FixedClock) -> tuple[CaseView, str]:
    """Let a visitor with a complaint ask for a person about a lost book; give the complaint and the conversation."""
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    complaint = await told(store, who, CLERK)
    conversation = await calls(store, who, clock, case_number=complaint.number)
    await answer(store, await say(store, who, LOST), "…", intent="lost_item")
    await steps.claim(store, conversation, SARA)
    await say(store, who, WHERE)
    return complaint, conversation


async def notes(store: Store, case: CaseView) -> list[str]:
    """Give what stands in the history of a case."""
    return [step.note for step in await rows(store, records.CaseEvent, case_id=case.id) if step.note]


async def test_another_matter_than_an_open_case_gets_its_own_with_all_that_was_said(
    store: Store, clock: FixedClock
) -> None:
    complaint, conversation = await lost_book(store, clock)
    await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    _, opened = await rows(store, records.ServiceCase)
    assert opened.description == f"{LOST}\n{WHERE}"
    assert await notes(store, complaint) == []
    [interaction] = await rows(store, records.Interaction)
    assert interaction.case_id == opened.id


async def test_a_new_case_begins_with_what_was_asked_last_before_a_call_that_named_no_reason(
    store: Store, clock: FixedClock
) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    await answer(store, await say(store, who, "سلام"), "سلام", intent="greet")
    await answer(store, await say(store, who, HAT), "…", intent="lost_item")
    conversation = await calls(store, who, clock)
    await steps.claim(store, conversation, SARA)
    await say(store, who, "ممنون، کی باز می‌شید؟")
    assert (await topic_of(store, (await rows(store, records.Interaction))[0].id)).words == "ممنون، کی باز می‌شید؟"
    await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    [opened] = await rows(store, records.ServiceCase)
    assert opened.description == f"{HAT}\nبا یک آدم حرف بزنم\nممنون، کی باز می‌شید؟"


async def test_what_was_asked_before_a_call_that_says_why_or_was_filed_is_none_of_the_case(
    store: Store, clock: FixedClock
) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    await answer(store, await say(store, who, HAT), "…", intent="lost_item")
    conversation = await calls(store, who, clock, reason=LOST)
    await steps.claim(store, conversation, SARA)
    await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    [opened] = await rows(store, records.ServiceCase)
    assert opened.description == LOST
    await told(store, who, CLERK)
    again = await calls(store, who, clock)
    await steps.claim(store, again, SARA)
    await say(store, who, WHERE)
    await steps.close(store, again, SARA, "case_opened", registered=worded)
    *_, last = await rows(store, records.ServiceCase)
    assert CLERK not in last.description and last.description.endswith(WHERE)


@pytest.mark.parametrize("end", ["expire", "leave"])
async def test_nor_does_it_go_there_when_nobody_comes(store: Store, clock: FixedClock, end: str) -> None:
    complaint, conversation = await lost_book(store, clock)
    if end == "leave":
        await steps.leave_word(store, conversation)
    else:
        clock.advance(timedelta(minutes=31))
        await expiry.expire(store, before=clock.now(), held_before=clock.now(), wording=worded)
    _, opened = await rows(store, records.ServiceCase)
    assert opened.description == f"{LOST}\n{WHERE}" and await notes(store, complaint) == []


async def test_a_librarian_chooses_an_open_case_and_is_named_in_its_history(store: Store, clock: FixedClock) -> None:
    complaint, conversation = await lost_book(store, clock)
    filed = await steps.close(store, conversation, SARA, "case_opened", into=complaint.number, registered=worded)
    assert filed is not None and filed.was_there and filed.case.number == complaint.number
    assert await how_many(store, records.ServiceCase) == 1
    file = await case_file(store, complaint.number)
    assert file is not None
    last = file.steps[-1]
    assert (last.note, str(last.staff)) == (f"{LOST}\n{WHERE}", "سارا")
    assert last.is_passed_on and last.is_patrons


async def test_only_a_case_of_whoever_talks_is_chosen(store: Store, clock: FixedClock) -> None:
    others = await told(store, await visitor(store), "آب‌سردکن خراب است")
    _, conversation = await lost_book(store, clock)
    with pytest.raises(InvalidValue):
        await steps.close(store, conversation, SARA, "case_opened", into=others.number)
    assert await notes(store, others) == []


@pytest.mark.parametrize("reason", [HAT, f"{HAT}، می‌خواهم با کتابدار حرف بزنم"])
async def test_what_has_its_case_already_gets_no_second_number(store: Store, clock: FixedClock, reason: str) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    hat = await told(store, who, HAT, "question", "lost_property")
    conversation = await calls(store, who, clock, reason=reason)
    await steps.claim(store, conversation, SARA)
    await say(store, who, "آبی تیره است")
    interaction = (await rows(store, records.Interaction))[0]
    assert await filing.meant_now(store, interaction.id) == hat.number
    filed = await steps.close(store, conversation, SARA, "case_opened", registered=worded)
    assert filed is not None and filed.was_there and filed.case.number == hat.number
    assert await how_many(store, records.ServiceCase) == 1
    assert "آبی تیره است" in "\n".join(await notes(store, hat))


async def test_a_librarian_may_open_one_of_its_own_all_the_same(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", PASSWORD)
    who = await visitor(store)
    hat = await told(store, who, HAT, "question", "lost_property")
    conversation = await calls(store, who, clock, reason=HAT)
    await steps.claim(store, conversation, SARA)
    filed = await steps.close(store, conversation, SARA, "case_opened", into=filing.NEW)
    assert filed is not None and not filed.was_there and filed.case.number != hat.number
    assert filed.case.description == HAT


async def test_what_was_filed_while_they_waited_is_not_filed_again(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    conversation = await calls(store, who, clock, reason="اسکن یک نامهٔ خطی")
    complaint = await told(store, who, CLERK)
    await answer(store, await say(store, who, "در جعبهٔ نهم است"), "…", intent="nlu_fallback")
    left = await steps.leave_word(store, conversation)
    opened = (await rows(store, records.ServiceCase))[-1]
    assert left.case_number == opened.number != complaint.number
    assert opened.description == "اسکن یک نامهٔ خطی\nدر جعبهٔ نهم است"


@pytest.mark.parametrize("is_open", [True, False])
async def test_a_question_after_a_case_is_not_of_the_case(store: Store, clock: FixedClock, is_open: bool) -> None:
    who = await visitor(store)
    complaint = await told(store, who, CLERK)
    clock.advance(timedelta(minutes=1))
    recorded = await say(store, who, "کاشی‌های صفوی را کجا نگه می‌دارید؟")
    await answer(store, recorded, "…", intent="nlu_fallback", status="fallback")
    opening = open_desk if is_open else closed_desk
    conversation = recorded.interaction.public_id
    await steps.request(store, conversation, case_number=complaint.number, opening=opening)
    if is_open:
        await steps.leave_word(store, conversation)
    _, opened = await rows(store, records.ServiceCase)
    assert opened.description == "کاشی‌های صفوی را کجا نگه می‌دارید؟" and await notes(store, complaint) == []


async def test_what_is_said_to_who_waits_already_is_not_lost(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    conversation = await calls(store, who, clock)
    again = "می‌خواهم با کتابدار دربارهٔ کاشی‌های صفوی حرف بزنم"
    await answer(store, await say(store, who, again), "در راه است", intent="human_help")
    await answer(store, await say(store, who, "کتابدار کو؟"), "در راه است", intent="human_help")
    soon = Reply("در راه است", answer_name="utter_handoff_waiting")
    await answer(store, await say(store, who, "هنوز کسی نیومد"), soon, intent="complaint")
    await steps.leave_word(store, conversation)
    [opened] = await rows(store, records.ServiceCase)
    assert opened.description == again


async def test_what_the_bot_answered_meanwhile_is_no_message_that_is_left(store: Store, clock: FixedClock) -> None:
    who = await visitor(store)
    conversation = await calls(store, who, clock)
    await answer(store, await say(store, who, "do you have wifi?"), "Yes, everywhere.", intent="wifi")
    left = await steps.leave_word(store, conversation)
    assert left.state == "closed"
    assert await rows(store, records.ServiceCase) == []
    # With words of its own it is filed, and so is what was asked.
    told = await steps.leave_word(store, conversation, "please look for a letter")
    [opened] = await rows(store, records.ServiceCase)
    assert (told.state, opened.description) == ("case", "do you have wifi?\nplease look for a letter")
