"""Handoff to a librarian: the wish for a person, the call, and the way back to the bot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, as_datetime, nested
from actions.dialogue.wording import says
from actions.facts.case_lines import due_day, matter_of
from actions.facts.choices import librarian, menu, no, yes
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.service.librarian_wished import wishes_librarian
from actions.subjects.service.messages_left import SURE, ask_word, leave_word, say_case
from actions.subjects.service.person_wanted import FEWEST_WORDS, ORDERS_PERSON, PERSON, asks_to_talk, matter_words
from actions.subjects.service.wait_told import minutes_left, minutes_until, say_waiting, waiting_choices
from crm.actor import PATRON
from crm.handoff import steps
from language.case_numbers import find_case_numbers
from language.normalise import fold
from language.requests.cases.filed import names_filed
from language.requests.own.belonging import belongs_to
from protocol.effects import STATUS

__all__ = ["back_to_bot", "human_help", "to_bot"]

# What only points at what was told.
_POINTING = frozenset(
    fold(word)
    for word in (
        "about this that these it matter issue problem thing all same above regarding concerning one"
        " درباره درمورد مورد راجع این اون آن همین همون موضوع مسئله مساله مشکل مشکلم قضیه بهش darbare in un hamin mozoo"
    ).split()
)


@handles("human_help")
async def human_help(turn: Turn) -> None:
    """Call a librarian while their desk is open, else take a message; ask first where it may be no such wish."""
    before: dict[str, Any] = turn.slot("pending") or {}
    ref = turn.entity("ref")
    if turn.recall("waiting") and (waits := await steps.waiting(turn.store, turn.conversation)):
        if ref == "word":
            await leave_word(turn)
        elif not await _takes_down(turn, waits.since):
            say_waiting(turn, waits.since, waits.is_told)
        return
    orders = turn.is_payload or ORDERS_PERSON.search(fold(turn.text)) is not None or wishes_librarian(turn.text)
    of_more = len(matter_words(turn.text)) > FEWEST_WORDS and not asks_to_talk(turn.text)
    if not orders and of_more and await answer_clearly(turn, beside=[librarian()]):
        # "Can somebody help me with my CV?": the library tells who does.
        return
    if not orders and not (turn.confidence >= SURE and says(turn.text, *PERSON)):
        ref = turn.await_("call_librarian", "yes", text=turn.text)
        choices = [yes(ref, "utter_button_librarian"), no(ref)]
        turn.say("utter_handoff_ask_whether", status="clarified", choices=choices)
        return
    if before.get("do") not in {"tell", "add_to_case"}:
        turn.set("pending", None)
    await _call(turn, "" if turn.is_payload else turn.text)


async def _takes_down(turn: Turn, since: datetime) -> bool:
    """Keep what one who waits tells and does not ask: in the case that waits for a contact, else for whoever comes."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    told = [word for word in matter_words(turn.said) if word not in _OF_WAITING]
    asks = bool({"?", "؟"} & set(turn.said)) or asks_unmarked(turn.said)
    if turn.is_payload or asks or len(told) < _FEWEST_TOLD or wishes_librarian(turn.said):
        return False
    number = str((pending.get("args") or {}).get("number") or "") if pending.get("do") == "contact" else ""
    if not (number and await add_to_case(turn, number, turn.said)):
        turn.remember(wait_told=turn.first_id)
        turn.say("utter_handoff_waiting_noted", minutes=minutes_left(turn, since), choices=waiting_choices())
    turn.settled = True
    return True


_FEWEST_TOLD = 4
# What is said of the wait itself tells nothing.
_OF_WAITING = frozenset(
    fold(word)
    for word in (
        "still waiting wait waited nobody no body came come coming here there answer answers answering yet why where"
        " long how much more minutes minute ok okay well please so and but hello"
        " هنوز منتظرم منتظر صبر کسی هیچکس هیچکی نیومد نیامد نیومده نمیاد جواب نمیده چرا کجا چقدر دقیقه خب پس ولی"
        " که و باشه الو بابا ای وای hanooz hanuz montazeram kasi nayoomad chera khob pas"
    ).split()
)


@pending_action("call_librarian")
async def call_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Call a librarian after the yes."""
    await _call(turn, str(args.get("text") or ""))


@handles("back_to_bot")
async def back_to_bot(turn: Turn) -> None:
    """Go on with the bot; nobody need come any more, and where somebody was waited for that is said."""
    waits = await steps.waiting(turn.store, turn.conversation)
    await to_bot(turn)
    turn.say("utter_back_to_bot" if waits is None else "utter_handoff_withdrawn", choices=menu("help"))


async def to_bot(turn: Turn) -> None:
    """Give the conversation back to the bot."""
    turn.effects.add(STATUS)
    turn.remember(waiting=None)
    async with doing(turn, "other"):
        await steps.to_bot(turn.store, turn.conversation, PATRON)


async def _call(turn: Turn, text: str) -> None:
    turn.effects.add(STATUS)
    told: dict[str, Any] = turn.recall("case") or {}
    matter = text if len(matter_words(text)) >= FEWEST_WORDS else None
    about = bool(told) and not told.get("quiet") and (matter is None or _is_of_case(turn, told, matter))
    number = str(told["number"]) if about else None
    async with doing(turn, "other"):
        outcome = await steps.request(
            turn.store,
            turn.conversation,
            reason=matter,
            case_number=number,
            answer_within=turn.services.handoff_time,
        )
    if outcome.state == "queued":
        turn.remember(waiting=True)
        part = (
            nested("utter_part_case_stays", number=number, matter=matter_of(str(told.get("matter"))))
            if number
            else None
        )
        minutes = minutes_until(turn, outcome.expected_at)
        # Nobody is said to be called who is not there: whoever comes sees it.
        called = nested("utter_part_librarian_called" if outcome.is_anybody_there else "utter_part_no_librarian_there")
        turn.say("utter_handoff_queued", called=called, minutes=minutes, case=part, choices=waiting_choices())
    elif outcome.state == "closed":
        ask_word(turn, outcome.opens_at)
    elif number is not None and outcome.case_number == number:
        turn.say(
            "utter_handoff_case_there",
            number=number,
            matter=matter_of(str(told.get("matter"))),
            due=due_day(outcome.expected_at, turn.services.zone),
            opens=as_datetime(outcome.opens_at, turn.services.zone),
        )
    else:
        await say_case(turn, outcome, text)


def _is_of_case(turn: Turn, told: dict[str, Any], text: str) -> bool:
    """Tell whether a wish for a person says nothing of its own, or what belongs to the case that was just told."""
    if find_case_numbers(text) or names_filed(text) or not set(matter_words(text)) - _POINTING:
        return True
    words = [str(one["words"]) for one in turn.recall("told") or [] if one["number"] == told["number"]]
    return belongs_to(" ".join(matter_words(text)), " ".join(words), str(told.get("matter")))
