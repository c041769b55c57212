"""How the patron of a case is to be reached, its copies, and another matter beside it."""

from __future__ import annotations

from actions.dialogue.moves_ruled_out import LIKELIER
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.subjects.cases.case_contact import TOKENS, read_contact, take_contact
from actions.subjects.cases.case_filing import KINDS, add_to_case, ask_second, file_matter
from actions.subjects.cases.complaint import is_told
from actions.subjects.moves.case_meant import of_case
from crm.cases import contact as contacts
from crm.cases.own import OwnCase
from language.requests.cases.filed import announces_only
from language.requests.cases.filing import find_filing
from language.requests.speech.sentences import only_asks

__all__ = ["contact"]

# What says no more than a contact has hardly more words; what does is kept with the case.
_BESIDE_CONTACT, _SAYS_WHEN = 5, 4


@of_case("case.contact")
async def contact(turn: Turn, case: OwnCase) -> bool:
    """Put a contact into the case, or ask for it; what else was said of it ("after six") is added to the case."""
    if not case.is_open:
        return False
    found = read_contact(turn.text) if TOKENS.search(turn.text) or word_count(turn.text) > 2 else None
    if found is not None:
        taken = await take_contact(turn, case.number, found)
        if taken and word_count(TOKENS.sub(" ", turn.text)) >= _BESIDE_CONTACT:
            await add_to_case(turn, case.number, turn.text, quietly=True)
        return taken
    if word_count(turn.text) >= _SAYS_WHEN and not only_asks(turn.text):
        await add_to_case(turn, case.number, turn.text, quietly=True)
    await _ask(turn, case.number)
    return True


async def _ask(turn: Turn, number: str) -> None:
    on_file = None if turn.patron is None else await contacts.contact_on_file(turn.store, turn.patron.id)
    if on_file is not None:
        ref = turn.await_("contact", "yes", number=number, covered=on_file.covered)
        choices = [yes(ref, "utter_button_use_contact"), no(ref)]
        turn.say("utter_case_ask_own_contact", number=number, contact=on_file.covered, choices=choices)
        return
    ref = turn.await_("contact", "contact", number=number)
    turn.say("utter_case_ask_contact", number=number, choices=[no(ref, "utter_button_skip")])


@of_case("case.copy")
async def copy(turn: Turn, case: OwnCase) -> bool:
    """Say that no copies are sent from here, and put the wish into the case for whoever decides."""
    if not case.is_open or not await add_to_case(turn, case.number, turn.text, quietly=True):
        return False
    turn.say("utter_case_copied", number=case.number)
    return True


@of_case("case.second")
async def second(turn: Turn, case: OwnCase) -> bool:
    """File another matter by itself, or ask what it is."""
    if only_asks(turn.text) and is_told(turn.text):
        return False
    if find_filing(turn.text) is not None:
        # "So log it, both things": it is there already, and what is said beside it goes with it.
        return case.is_open and await add_to_case(turn, case.number, turn.text)
    matter = next((name for name in (turn.intent, *(one for one, _ in turn.ranking)) if name in _MATTERS), None)
    if is_told(turn.text) and turn.intent not in _MATTERS and turn.moves.get("case.second", 0.0) < LIKELIER:
        return False
    matter = matter or (case.subject if case.subject in _MATTERS else "complaint")
    turn.intent = matter
    # What is told now is none of the matter before.
    turn.remember(case={**(turn.recall("case") or {}), "number": case.number, "quiet": True})
    if is_told(turn.text):
        await file_matter(turn, matter, turn.text, anew=True)
        return True
    if not announces_only(turn.text):
        # What it is stands in the words: it is kept, and may be said to be a matter of its own.
        turn.intent = "case_add"
        return case.is_open and await add_to_case(turn, case.number, turn.text, matter=matter)
    ask_second(turn, matter)
    return True


_MATTERS = frozenset(KINDS) - {"question", "librarian", "suggest_purchase"}
