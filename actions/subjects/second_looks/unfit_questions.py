"""Questions that got a list, a search, a sign-in or small talk: they are answered from what the library tells."""

from __future__ import annotations

from actions.dialogue.heard import Heard
from actions.dialogue.references import find_reference
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.account.account import tell_locked_out
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.own.own_questions import asks_of_record
from actions.subjects.second_looks.asked_in_general import speaks_of_own
from actions.subjects.second_looks.needless_walls import without_card_elsewhere
from actions.subjects.second_looks.unfit_words import (
    CANNOT_SIGN_IN,
    DEEDS,
    FEWEST,
    FRESH,
    JOINING,
    NO_MAIL,
    OF_COPIES,
    OF_LATE,
    OF_LENDING,
    OF_NAME,
    OF_OWN,
    OF_PRIVACY,
    REGISTERED,
    SURELY,
    WONDERS,
)
from actions.subjects.titles.no_titles import is_no_title
from actions.subjects.titles.titles_in_talk import title_named
from crm.knowledge.searching import SURE
from language.normalise import fold
from language.requests.library_info.whereabouts import asks_of_opening, speaks_of_opening
from language.requests.own.own_matters import find_pointer
from language.requests.reading.reading import read_wish
from language.requests.speech.statements import states_only
from language.requests.titles.title_names import points_back
from language.requests.titles.title_questions import find_title_question

__all__ = [
    "asks_aside",
    "asks_of_library",
    "is_registered",
    "no_search",
    "no_wall",
    "of_event_or_room",
    "of_told_subject",
]


async def asks_of_library(turn: Turn, heard: Heard) -> bool:
    """Answer what points at no thing of a list by the title that it names, or by what the library tells of it."""
    heard.restore(turn)
    if (title := await title_named(turn, heard.text)) is not None and title.id not in turn.shown("title"):
        turn.intent, turn.confidence = "search_book", 1.0
        await show_title(turn, title)
        return True
    reference = find_reference(heard.text)
    if reference is not None and (reference.bare or reference.kind in ("place", "other")):
        return False
    if find_title_question(heard.text) is not None or OF_COPIES.search(fold(heard.text)):
        # "How many copies?" is asked of the list, whatever is told of copying.
        return False
    wish = read_wish(heard.text).wish
    if (wish.genres or wish.forms or wish.topics) and not points_back(heard.text) and not turn.slot("pending"):
        # "Any manga? That may get him started": what else there is, and none of the list.
        turn.intent, turn.confidence = "recommendation", 1.0
        await HANDLERS["recommendation"].handler(turn)
        return bool(turn.answers)
    return await answer_from_facts(turn, None, least=SURE)


async def no_search(turn: Turn, heard: Heard) -> bool:
    """Answer words of a question that were looked for as a title from what the library tells."""
    query = str(turn.answers[-1][1].get("query") or "")
    if query and not is_no_title(heard.text, query):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    return await answer_from_facts(turn, None, least=SURE)


async def no_wall(turn: Turn, heard: Heard) -> bool:
    """Answer from what the library tells where a sign-in was asked for though nothing of one's own is spoken of.

    Who has forgotten what one signs in with is not sent there, and whether a name is needed may be asked of a case.
    """
    said = fold(heard.text).replace("’", "'")
    locked = CANNOT_SIGN_IN.search(without_card_elsewhere(said))
    if locked and not (NO_MAIL.search(said) and JOINING.search(said)):
        heard.restore(turn)
        if not await answer_from_facts(turn, None, least=SURELY):
            turn.intent = "account"
            await tell_locked_out(turn)
        return True
    case = turn.recall("case") or {}
    if case and not case.get("quiet") and int(case.get("age", 0)) <= FRESH and OF_NAME.search(said):
        heard.restore(turn)
        return await MOVES["case.anonymous"](turn)
    if heard.intent in DEEDS or heard.entities.get("title") or OF_OWN.search(fold(heard.text).replace("’", "'")):
        return False
    if speaks_of_own(heard.text) or asks_of_record(heard.text) or find_pointer(heard.text) is not None:
        return False
    heard.restore(turn)
    return await answer_from_facts(turn, None, least=SURE)


async def of_event_or_room(turn: Turn, heard: Heard) -> bool:
    """Answer of the room or the event that was spoken of what was taken for a question for the hours."""
    if asks_of_opening(heard.text) or speaks_of_opening(heard.text):
        return False
    heard.restore(turn)
    last = turn.thread.last
    if last is None or (last.act not in ("room_booking", "events") and last.kind != "event"):
        return False
    turn.intent = "room_booking" if last.act == "room_booking" else "events"
    turn.prior = last
    await HANDLERS[turn.intent].handler(turn)
    return bool(turn.answers)


async def asks_aside(turn: Turn, heard: Heard) -> bool:
    """Answer a question that got no more than small talk, or the library's word on privacy, from what it tells."""
    said = fold(heard.text).replace("’", "'")
    if word_count(heard.text) < FEWEST or (states_only(heard.text) and not WONDERS.search(said)):
        return False
    if any(name == "utter_privacy" for name, _ in turn.answers) and OF_PRIVACY.search(said):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    if await answer_from_facts(turn, None, least=SURE):
        return True
    # On a second guess nothing is done with what is the patron's own.
    social = {
        heard.intent,
        "renew",
        "hold",
        "privacy",
        "praise",
        "chitchat",
        "thanks",
        "greet",
        "affirm",
        "deny",
        "goodbye",
    }
    turn.intent, turn.confidence = next_reading(turn, lambda name: name not in social, least=0.1)
    if turn.intent == "nlu_fallback":
        return False
    entry = HANDLERS[turn.intent]
    if entry.needs_patron and turn.patron is None:
        return False
    await entry.handler(turn)
    return bool(turn.answers)


async def is_registered(turn: Turn, heard: Heard) -> bool:
    """Tell of the case that was told last, where words ask whether it is registered: "how do I know it was filed?"."""
    case = turn.recall("case") or {}
    if not case or int(case.get("age", 0)) > FRESH or REGISTERED.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    turn.intent = "case_status"
    await HANDLERS["case_status"].handler(turn)
    return bool(turn.answers)


async def of_told_subject(turn: Turn, heard: Heard) -> bool:
    """Answer of the subject that was told of what was taken for a question for the fines, and names none of them."""
    last = turn.thread.last
    if last is None or last.act in OF_LENDING or OF_LATE.search(fold(heard.text).replace("’", "'")):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    topic = last.topic or last.act
    if topic == "card_registration" and turn.moves.get("card.cost", 0.0) >= SURELY:
        fa, en = "عضویت یک سال چند است؟", "What does a year's membership cost?"
        return await answer_as(turn, topic, fa=fa, en=en, alone=True)
    return await answer_from_facts(turn, topic)
