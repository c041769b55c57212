"""A patron's own cases: how one stands, words for it, taking it back, not accepting its answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.case_lines import case_choices, due_day, line_of, matter_of, state_of
from actions.facts.choices import cancel, choice, no, yes
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.cases.case_filing import add_to_case, hold_on_to
from actions.subjects.cases.cases_named import NAMED
from actions.subjects.library_info.not_here import takes_time
from crm.cases import own, own_steps
from crm.cases.own import OwnCase
from crm.errors import NotFound
from language.case_numbers import find_case_numbers
from language.normalise import fold

__all__ = ["case_add", "case_appeal", "case_status", "case_withdraw", "tell_state"]

SHOWN = 5
_FRESH = timedelta(days=7)
# What only says that something is to be added, taken back or not accepted.
BESIDE = frozenset(
    fold(word)
    for word in (
        "i i'd id would like want wanna need to can could you please add adding append put something more another thing"
        " detail details information info note a an the that my our this it one case complaint request suggestion"
        " report number no about for on in into with of and also tell them have has k hi hello update it's"
        " می خوام میخوام میخواهم میخواستم میشه لطفا اضافه کنم کنید کنی کن بکنم بکنید بنویسید یه یک چیزی چیز نکته توضیح"
        " توضیحی دیگه دیگری هم به رو را از این اون پرونده پروندم شکایت شکایتم درخواست درخواستم پیشنهادم گزارشم شماره"
        " سلام ببخشید بگم کامل تکمیلش تکمیل"
    ).split()
)
FEWEST_WORDS = 1
# A complaint is to be made, and none is asked after: «می‌خواهم شکایتی ثبت کنم».
_ANNOUNCED = re.compile(
    r"(?<!\w)(?:می ?خوا\w+|میخا[مد]|مایلم|قصد دارم|باید)(?: \w+){0,3} (?:شکایت|انتقاد|اعتراض|گلایه|گله)ی?"
    r"(?: \w+){0,2} (?:ب?کنم|کنیم|بنویسم|بدم|بدهم)(?!\w)"
    r"|\b(?:want|like|wish|need|going|have)(?: \w+)? to (?:make|file|lodge|submit|raise|register)"
    r" an?(?: \w+)? (?:complaint|grievance)\b"
)


@handles("case_status")
async def case_status(turn: Turn) -> None:
    """Tell how one of the patron's cases stands, or which there are."""
    if not turn.is_payload and not find_case_numbers(turn.text) and _ANNOUNCED.search(fold(turn.text)):
        turn.intent = "complaint"
        await run(turn)
        return
    case = await _one(turn, whole=True)
    if case is not None:
        tell_state(turn, case)


@handles("case_add")
async def case_add(turn: Turn) -> None:
    """Add what is said to a case, or ask for it; where there is none, what goes on with a topic is that topic's."""
    if await _goes_on_without(turn):
        return
    case = await _one(turn)
    if case is None:
        return
    if turn.is_payload or not _says_more(turn.text):
        hold_on_to(turn, case.number, case.subject, quiet=True)
        ref = turn.await_("add_to_case", "told", number=case.number)
        turn.say(
            "utter_case_ask_words",
            status="clarified",
            number=case.number,
            matter=matter_of(case.subject, case.kind),
            choices=[cancel(ref)],
        )
        return
    await add_to_case(turn, case.number, turn.text, surely=True)


async def _goes_on_without(turn: Turn) -> bool:
    """Offer to pass on what tells more of a topic that was spoken of, where nothing is filed and no case is named."""
    last = turn.thread.last
    # Only what the library's facts told of is a topic; a title and a renewal are none.
    topic = last.topic if last is not None and last.topic == last.act and not last.kind else ""
    if turn.is_payload or not topic or topic in _OF_NO_TOPIC or turn.slot("pending"):
        return False
    if find_case_numbers(turn.text) or _OF_CASES.search(fold(turn.text)) or word_count(turn.text) < _FEWEST_TOLD:
        return False
    if await own.own_cases(turn.store, turn.conversation):
        return False
    return await takes_time(turn, topic)


# Nothing is told to anybody of these.
_OF_NO_TOPIC = frozenset(
    "loans fines hold_status account sign_in my_data greet thanks chitchat case_status case_add".split()
)
_FEWEST_TOLD = 4
_OF_CASES = re.compile(
    r"\b(?:complain\w*|cases?|reports?|reported|registered|filed|tickets?|my (?:message|request|suggestion))\b"
    r"|شکایت|پرونده|گزارش|درخواستم|پیشنهادم|پیامم|ثبت (?:کرد|شد)\w*|\b(?:shekayat|parvande|gozaresh)\w*"
)


@pending_action("add_to_case")
async def words_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Add the words that were asked for."""
    if not await add_to_case(turn, str(args["number"]), reply.text, surely=True):
        turn.say("utter_case_not_yours")


@handles("case_withdraw")
async def case_withdraw(turn: Turn) -> None:
    """Ask whether a case is really to be taken back."""
    case = await _one(turn)
    if case is None:
        return
    if case.status == "closed":
        tell_state(turn, case)
        return
    hold_on_to(turn, case.number, case.subject, quiet=True)
    ref = turn.await_("withdraw_case", "yes", number=case.number, matter=case.subject)
    turn.say(
        "utter_case_ask_withdraw",
        status="clarified",
        number=case.number,
        matter=matter_of(case.subject, case.kind),
        choices=[yes(ref, "utter_button_withdraw_case"), no(ref, "utter_button_leave_it")],
    )


@pending_action("withdraw_case")
async def withdrawal_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Take a case back."""
    number = str(args["number"])
    try:
        async with doing(turn, "case"):
            step = await own_steps.withdraw(turn.store, number, conversation=turn.conversation)
    except NotFound:
        turn.say("utter_case_not_yours")
        return
    turn.remember(case=None, told=None)
    turn.say("utter_case_withdrawn", number=number, matter=matter_of(step.case.subject, step.case.kind))


@handles("case_appeal")
async def case_appeal(turn: Turn) -> None:
    """Take a case up again whose answer is not accepted; where there is none yet, add what is said."""
    case = await _one(turn, answered=True)
    if case is None:
        return
    if turn.is_payload:
        hold_on_to(turn, case.number, case.subject, quiet=True)
        ref = turn.await_("appeal_case", "told", number=case.number)
        turn.say("utter_case_ask_appeal", status="clarified", number=case.number, choices=[cancel(ref)])
        return
    await add_to_case(turn, case.number, turn.text, surely=True)


@pending_action("appeal_case")
async def appeal_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Take a case up again for the reason that was asked for."""
    await words_given(turn, args, reply)


def tell_state(turn: Turn, case: OwnCase) -> None:
    """Say how one case stands, and what was answered."""
    hold_on_to(turn, case.number, case.subject, quiet=True, settled=not case.is_open)
    zone = turn.services.zone
    words = case.answer if case.status in ("answered", "waiting_patron", "closed") else None
    turn.say(
        "utter_case_state",
        number=case.number,
        matter=matter_of(case.subject, case.kind),
        opened=due_day(case.opened_at, zone),
        state=state_of(turn, case),
        said={"answer": "utter_part_case_words", "words": words} if words else None,
        choices=case_choices(case),
    )


async def _one(turn: Turn, *, whole: bool = False, answered: bool = False) -> OwnCase | None:
    """Give the case that is meant: by its number, by what it is about, or the one there is; else it is said or asked.

    `whole`: several are listed as they stand, which is an answer. `answered`: of several the one with an answer.
    """
    ref = turn.entity("ref") or ""
    numbers = [ref.removeprefix("case:")] if ref.startswith("case:") else find_case_numbers(turn.text)
    if numbers:
        found = [await own.own_case(turn.store, turn.conversation, number) for number in numbers[:SHOWN]]
        mine = [case for case in found if case is not None]
        if not mine:
            _say_none(turn, "utter_case_not_yours")
            return None
        return _chosen(turn, mine, whole)
    cases = await own.own_cases(turn.store, turn.conversation)
    if not cases:
        _say_none(turn, "utter_case_none")
        return None
    named = [name for name, words in NAMED.items() if says(turn.text, *words)]
    about = [case for case in cases if case.subject in named or _kind_named(case, named)]
    if named and about:
        cases = about
    last = (turn.recall("case") or {}).get("number")
    if answered and (settled := [case for case in cases if not case.is_open]):
        cases = settled
    if last and not whole and (the := [case for case in cases if case.number == last]):
        return the[0]
    # What is settled long ago is not what is asked after, while something is open.
    return _chosen(turn, [case for case in cases if case.is_open or (whole and _is_fresh(turn, case))] or cases, whole)


def _is_fresh(turn: Turn, case: OwnCase) -> bool:
    """Tell whether a case was settled a short while ago, and not by its patron: who asks may well mean that one."""
    moments = [moment for moment in (case.answered_at, case.closed_at) if moment is not None]
    by_patron = case.status == "closed" and case.resolution == "withdrawn"
    return bool(moments) and not by_patron and turn.store.clock.now() - max(moments) <= _FRESH


def _chosen(turn: Turn, cases: list[OwnCase], whole: bool) -> OwnCase | None:
    if len(cases) == 1:
        return cases[0]
    shown = cases[:SHOWN]
    turn.say(
        "utter_case_list" if whole else "utter_case_which",
        status="answered" if whole else "clarified",
        lines=[line_of(turn, case) for case in shown],
        choices=[
            choice({"fa": case.number, "en": case.number}, turn.intent, ref=f"case:{case.number}") for case in shown
        ],
    )
    return None


def _say_none(turn: Turn, answer: str) -> None:
    """Say that there is no such case here; who is not signed in may have it on their card."""
    if turn.patron is not None:
        turn.say(answer)
        return
    request = {"intent": turn.intent, "entities": turn.entities, "text": turn.text, "message": turn.message_id}
    turn.set("resume", request)
    turn.say(f"{answer}_signed_out", custom={"sign_in": True})


def _kind_named(case: OwnCase, named: list[str]) -> bool:
    return (case.kind == "complaint" and "complaint" in named) or (
        case.kind == "purchase_request" and "suggest_purchase" in named
    )


def _says_more(text: str) -> bool:
    """Tell whether a wish to add something says already what."""
    left = [word for word in re.findall(r"\w+", fold(text)) if word not in BESIDE and not word.isdigit()]
    return len(left) >= FEWEST_WORDS
