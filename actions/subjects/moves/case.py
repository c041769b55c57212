"""What is asked of a case that was told or spoken of: when and how it is answered, who reads it, its number."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day
from actions.facts.choices import OfferedChoice, librarian
from actions.rasa.registry import HANDLERS
from actions.subjects.cases.beside_case import asks_beside
from actions.subjects.cases.case_filing import add_to_case, tell_no_name
from actions.subjects.cases.case_readings import TELLINGS
from actions.subjects.cases.cases_kept import tell_state
from actions.subjects.cases.taken_up_again import ask_to_add, is_of_case
from actions.subjects.facts.facts import answer_as
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.moves.case_meant import of_case
from crm.cases.own import OwnCase
from crm.library_info import directory
from language.normalise import fold
from language.requests.cases.case_questions import (
    asks_a_name,
    asks_for_keeping,
    asks_of_number_on_file,
    wants_a_name_on_it,
)
from language.requests.speech.sentences import only_asks, sentences

__all__ = ["add"]

# From so many words on an outburst says something that is worth reading.
_SAYS_SOMETHING = 5
_LIKELY = 0.6
# What asks for the number of a case, by whatever name.
_NUMBER = re.compile(r"\b(?:number|no|code|reference|ref|id)\b|#|شمار|(?<!\w)کد(?!ا|و)|\b(?:shomar|kod\b|code)\w*")


@of_case("case.add")
async def add(turn: Turn, case: OwnCase) -> bool:
    """Add what is told to the case; a question is never swallowed by it."""
    if only_asks(turn.text) or asks_unmarked(turn.text) or len(asks_beside(turn)) == len(sentences(turn.text)):
        return False
    likely = turn.moves.get("case.add", 1.0) >= _LIKELY or turn.intent in TELLINGS
    if (
        not likely
        and int((turn.recall("case") or {}).get("age", 0))
        and not await is_of_case(turn, case.number, turn.text)
    ):
        # Some turns later, and read so unsurely, it may be said of anything: one short question loses nothing.
        ask_to_add(turn, case.number, case.subject, turn.text, case.kind)
        return True
    turn.intent = "case_add"
    return await add_to_case(turn, case.number, turn.text)


@of_case("case.status")
async def status(turn: Turn, case: OwnCase) -> bool:
    """Tell how the case stands."""
    tell_state(turn, case)
    return True


@of_case("case.when")
async def when(turn: Turn, case: OwnCase) -> bool:
    """Tell by which day it is answered; how long found things are kept is another question."""
    if asks_for_keeping(turn.text):
        fa, en = "چیزهای پیداشده تا کی نگه داشته می‌شود؟", "How long are found things kept?"
        return await answer_as(turn, "lost_property", fa=fa, en=en)
    if not _tells_due(turn, case):
        tell_state(turn, case)
        return True
    turn.say("utter_case_asked_when", number=case.number, due=due_day(case.due_at, turn.services.zone))
    return True


@of_case("case.how")
async def how(turn: Turn, case: OwnCase) -> bool:
    """Tell how the patron hears of the answer."""
    if not _tells_due(turn, case):
        tell_state(turn, case)
        return True
    turn.say("utter_case_asked_way", number=case.number, due=due_day(case.due_at, turn.services.zone))
    return True


@of_case("case.who")
async def who(turn: Turn, case: OwnCase) -> bool:
    """Tell who reads it and decides."""
    if not _tells_due(turn, case):
        return False
    turn.say("utter_case_asked_who", number=case.number, due=due_day(case.due_at, turn.services.zone))
    return True


@of_case("case.number")
async def number(turn: Turn, case: OwnCase) -> bool:
    """Tell its number, or how it stands where no number is asked for; the patron's own telephone on file is none."""
    if asks_of_number_on_file(turn.text) or _means_telephone(turn):
        return False
    if not _NUMBER.search(fold(turn.text)):
        # «پیگیری شکایتم» asks how it stands; its number is told with that.
        tell_state(turn, case)
        return True
    turn.say("utter_case_asked_number", number=case.number)
    return True


def _means_telephone(turn: Turn) -> bool:
    """Tell whether a number to ring is meant, and not that of the case: "is there a number I can just ring?"."""
    return turn.moves.get("place.phone", 0.0) > turn.moves.get("case.number", 0.0)


@of_case("case.anonymous")
async def anonymous(turn: Turn, case: OwnCase) -> bool:
    """Tell whether the staff see whose it is."""
    if asks_a_name(turn.text):
        return await tell_no_name(turn, case)
    if wants_a_name_on_it(turn.text):
        return False
    turn.say("utter_case_asked_name" if turn.patron is None else "utter_case_named", number=case.number)
    return True


@of_case("case.withdraw")
async def withdraw(turn: Turn, case: OwnCase) -> bool:
    """Ask whether it is to be taken back."""
    turn.intent, turn.entities = "case_withdraw", {"ref": [f"case:{case.number}"]}
    await HANDLERS["case_withdraw"].handler(turn)
    return True


@of_case("case.head")
async def head(turn: Turn, case: OwnCase) -> bool:
    """Tell who is in charge and how they are seen; where that is not known, that a librarian can be asked."""
    if asks_a_name(turn.text):
        return await tell_no_name(turn, case)
    fa, en = "چگونه مدیر کتابخانه را ببینم؟", "How can I see the director?"
    if not await answer_as(turn, "staff_contact", fa=fa, en=en):
        turn.say("utter_head_unknown", status="fallback", number=case.number, choices=[librarian()])
    return True


@of_case("case.angry")
async def angry(turn: Turn, case: OwnCase) -> bool:
    """Say what can be done at once, and keep what was said with the case."""
    return not asks_beside(turn) and await _tell_at_once(turn, case)


@of_case("case.somebody")
async def somebody(turn: Turn, case: OwnCase) -> bool:
    """Say the same to who wants somebody to come: nobody can be sent from here."""
    return await _tell_at_once(turn, case)


async def _tell_at_once(turn: Turn, case: OwnCase) -> bool:
    if not case.is_open:
        return False
    if word_count(turn.text) >= _SAYS_SOMETHING and not only_asks(turn.text):
        await add_to_case(turn, case.number, turn.text, quietly=True)
    branch = await directory.find_branch(turn.store, turn.text)
    profile = await directory.profile(turn.store)
    phone = branch.phone if branch is not None and branch.phone else profile.phone if profile else None
    turn.offer("human_help")
    choices: list[OfferedChoice] = [librarian()]
    turn.say(
        "utter_case_urgent",
        number=case.number,
        due=due_day(case.due_at, turn.services.zone),
        phone={"answer": "utter_part_call_us", "phone": {"digits": phone}} if phone else None,
        choices=choices,
    )
    return True


def _tells_due(turn: Turn, case: OwnCase) -> bool:
    """Tell whether a day can still be named by which it is answered."""
    return case.is_open and case.due_at is not None and case.due_at > turn.store.clock.now()
