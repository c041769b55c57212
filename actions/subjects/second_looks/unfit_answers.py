"""Answers that do not fit what was said: they are held back, and the thing that was spoken of is asked of instead.

A search for words that name nothing, "which one?" where nothing points at a list, the catalogue's word on a book that
the patron has at home, and the very same answer to something else. Only what told something is held back, never what
did or filed anything; where nothing fits better, it is said after all.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

from actions.dialogue.choosing import request_of
from actions.dialogue.describing import described
from actions.dialogue.heard import Answered, Heard
from actions.dialogue.keeping import fingerprint
from actions.dialogue.moving import likely_move
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.references import find_reference
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import find_facts
from actions.rasa.registry import HANDLERS, MOVES, rescues
from actions.subjects.account.account import tell_locked_out
from actions.subjects.cases.told_trouble import files_trouble
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_as, answer_clearly, answer_from_facts, tell_found
from actions.subjects.loans.loans_asked import until
from actions.subjects.moves.title import ask_of
from actions.subjects.own.own_questions import asks_of_record
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.suggestions import more_of
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.second_looks.asked_in_general import speaks_of_own
from actions.subjects.second_looks.needless_walls import past_wall, without_card_elsewhere
from actions.subjects.second_looks.unfit_words import (
    ACTS_BACK,
    ANOTHER,
    ANY_WALL,
    ASIDE,
    ASKED_TITLE,
    ASKED_WHICH,
    ASKED_WISH,
    ASKING,
    CANNOT_SIGN_IN,
    CONFIRMS,
    DEEDS,
    EXCLAIMS,
    FEW,
    FEW_ASKED,
    FEWEST,
    FILED,
    FRESH,
    HOURS,
    HOW,
    JOINING,
    LATE,
    LONGER,
    LOWER,
    MORE_LIKE,
    MOST_OF_A_REMARK,
    MOST_WORDS,
    NO_MAIL,
    NOTHING_KNOWN,
    OF_ANOTHER,
    OF_COPIES,
    OF_LATE,
    OF_LENDING,
    OF_NAME,
    OF_OWN,
    OF_PLACES,
    OF_PRIVACY,
    OF_RULES,
    OF_TITLES,
    READINGS,
    REGISTERED,
    RULES,
    SEARCHED,
    SENTENCES,
    SHORT,
    SHOWN,
    SUMS,
    SURELY,
    TELLING,
    TIME,
    VAGUE,
    WALLS,
    WHICH_BRANCH,
    WISHES,
    WONDERS,
)
from actions.subjects.titles.no_titles import is_no_title
from actions.subjects.titles.titles_in_talk import title_in_talk, title_named, title_of_words
from crm.knowledge.searching import SURE, shares
from language.normalise import fold, squash
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.deeds.pleas import compares_readers
from language.requests.library_info.whereabouts import asks_of_opening, speaks_of_opening
from language.requests.own.own_matters import find_pointer
from language.requests.reading.reading import WishReading, read_wish, wishes_another
from language.requests.speech.corrections import find_correction
from language.requests.speech.phrases import words_of
from language.requests.speech.statements import states_only
from language.requests.titles.copies import find_copy
from language.requests.titles.copy_questions import find_copy_question
from language.requests.titles.title_names import points_back
from language.requests.titles.title_questions import find_title_question

__all__ = ["fit"]


@rescues
async def fit(turn: Turn, heard: Heard) -> None:
    """Put a better answer in the place of one that does not fit; leave it where there is none."""
    if heard.is_payload or not heard.text.strip() or not turn.answers or turn.recall("emergency"):
        return
    names = [name for name, _ in turn.answers]
    if names and set(names) <= FILED:
        await _asked_beside(turn, heard)
        return
    for held_back, look in _LOOKS:
        if not set(names) <= held_back:
            continue
        said = Answered(turn)
        if await look(turn, heard):
            return
        said.restore(turn)
    if _told_before(turn, heard):
        said = Answered(turn)
        if await _pleads_or_remarks(turn, heard):
            return
        said.restore(turn)
        heard.restore(turn)
        if not (await answer_clearly(turn) and not _told_before(turn, heard)):
            said.restore(turn)


async def _asked_beside(turn: Turn, heard: Heard) -> None:
    """Tell what a sentence beside what was filed asks of the library: "he shouted at my son. Where is the director?"."""
    parts = [part.strip() for part in SENTENCES.findall(heard.text) if part.strip()]
    asked = [part for part in parts if part.endswith(("?", "؟"))]
    if len(parts) < 2 or len(asked) != 1 or asked[0] == parts[0] or word_count(asked[0]) < FEW_ASKED:
        return
    if asks_of_opening(asked[0]):
        kept = turn.text, turn.intent, turn.confidence, dict(turn.entities)
        turn.text, turn.intent, turn.confidence = asked[0], "hours", 1.0
        await HANDLERS["hours"].handler(turn)
        turn.text, turn.intent, turn.confidence, turn.entities = kept
        return
    found = [one for one in await find_facts(turn, asked[0], None, alone=True) if not one.entry.is_open]
    if not found or found[0].score < SURE or not shares(found[0].entry, asked[0]):
        return
    intent, entities = turn.intent, dict(turn.entities)
    await tell_found(turn, found)
    turn.intent, turn.entities = intent, entities


async def _title_of_talk(turn: Turn, heard: Heard) -> bool:
    """Reserve the title that the message names, or that was spoken of, where it was asked which."""
    query = str(turn.answers[-1][1].get("query") or "")
    if query and not is_no_title(heard.text, query) and not await title_named(turn, heard.text):
        return False
    if find_reference(heard.text) is not None and find_reference(heard.text).kind in ("other", "place"):  # type: ignore[union-attr]
        return False
    heard.restore(turn)
    title = await title_named(turn, heard.text) or await title_in_talk(turn)
    if title is None or turn.slot("pending"):
        return False
    turn.intent, turn.confidence = "hold", 1.0
    turn.entities = {name: values for name, values in heard.entities.items() if name == "branch"}
    turn.entities["ref"] = [f"title:{title.id}"]
    await HANDLERS["hold"].handler(turn)
    return bool(turn.answers)


async def _asks_of_house(turn: Turn, heard: Heard) -> bool:
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


async def _another_wish(turn: Turn, heard: Heard) -> bool:
    """Suggest more of what was suggested last, where another is wished for and nothing new is understood of it."""
    if not (wishes_another(heard.text) or ANOTHER.search(fold(heard.text))):
        return False
    heard.restore(turn)
    turn.intent = "recommendation"
    return await more_of(turn)


async def _no_search(turn: Turn, heard: Heard) -> bool:
    """Answer words of a question that were looked for as a title from what the library tells."""
    query = str(turn.answers[-1][1].get("query") or "")
    if query and not is_no_title(heard.text, query):
        return False
    heard.restore(turn)
    if turn.slot("pending"):
        return False
    return await answer_from_facts(turn, None, least=SURE)


async def _of_own_loan(turn: Turn, heard: Heard) -> bool:
    """Tell of the loan what is asked of a title that the patron has at home."""
    text = heard.text
    if turn.patron is None or find_copy(text) is not None or find_copy_question(text) or orders_to_hold(text):
        return False
    if find_title_question(text) is not None:
        return False
    heard.restore(turn)
    if not may_name_own(turn):
        return False
    own = await own_things(turn)
    if len(own.named_loans) != 1 or own.named_holds:
        return False
    last = turn.thread.last
    if orders_to_renew(text):
        turn.intent, turn.confidence = "renew", 1.0
        turn.entities = {"ref": [f"loan:{own.named_loans[0].id}"]}
        await HANDLERS["renew"].handler(turn)
        return True
    if LONGER.search(fold(text)) or (last is not None and last.act == "renew"):
        # Nothing is renewed by a name alone: it is told whether it can be, and asked.
        turn.intent = "renew"
        await check(turn, own.named_loans, request_of(turn, "renew"))
        return True
    if not (asks_of_record(text) or TIME.search(fold(text))):
        return False
    return await until(turn, own)


async def _which_branch(turn: Turn, heard: Heard) -> bool:
    """Tell where the title is that was spoken of, where a few words ask which branch has it."""
    if word_count(heard.text) > FEW or WHICH_BRANCH.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    acts = [act for _, act in zip(range(ACTS_BACK), turn.thread.acts(), strict=False)]
    if not any(act.kind == "title" or act.act in OF_TITLES for act in acts):
        return False
    title = await title_in_talk(turn)
    if title is None or (acts and acts[0].kind == "title" and _is_same_message(turn)):
        return False
    turn.intent, turn.confidence = "search_book", 1.0
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    await tell_where(turn, title, None)
    return True


def _is_same_message(turn: Turn) -> bool:
    """Tell whether the title was told of in answer to another part of the very message."""
    turns = Thread.of(turn.slots.get("thread")).turns
    return bool(turns) and turns[-1].get("message") == turn.first_id and bool(turns[-1].get("acts"))


async def _no_wall(turn: Turn, heard: Heard) -> bool:
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


async def _of_event_or_room(turn: Turn, heard: Heard) -> bool:
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


async def _asks_how(turn: Turn, heard: Heard) -> bool:
    """Answer how what is suggested is used, and is no wish for more: "is there an app for them?"."""
    said = fold(heard.text).replace("’", "'")
    if HOW.search(said) is None or WISHES.search(said) is not None:
        return False
    heard.restore(turn)
    return not turn.slot("pending") and await answer_from_facts(turn, None, least=SURELY)


async def _more_like_it(turn: Turn, heard: Heard) -> bool:
    """Suggest what is like the title that is spoken of, where more of its kind is asked for and it was shown again."""
    title_id = (turn.slot("shown") or {}).get("at")
    if title_id is None or MORE_LIKE.search(fold(heard.text)) is None:
        return False
    title = await turn.library.title(str(title_id))
    heard.restore(turn)
    if title is None or await title_named(turn, heard.text) is not None:
        return False
    wish = read_wish(heard.text).wish
    await suggest_for(turn, WishReading(replace(wish, like=title.title, author="", topics=())))
    turn.intent = "recommendation"
    return bool(turn.answers)


async def _asks_aside(turn: Turn, heard: Heard) -> bool:
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


async def _name_wins(turn: Turn, heard: Heard) -> bool:
    """Tell of the title that the message names outright, where another one was told of."""
    told = json.dumps([facts for _, facts in turn.answers], ensure_ascii=False, default=str)
    said = (heard.entities.get("title") or [""])[0]
    title = await title_of_words(turn, said) if said else None
    if title is None or squash(title.title.split(":")[0]) in squash(told) or find_correction(heard.text) is not None:
        return False
    if turn.patron is not None:
        own = await own_things(turn)
        if own.named:
            return False
    heard.restore(turn)
    name = likely_move(turn)
    turn.set("shown", {"kind": "title", "ids": [title.id], "at": title.id, "act": "search_book"})
    turn.intent, turn.confidence = "search_book", 1.0
    if name is not None and name.startswith("title.") and await ask_of(turn, title, name):
        return True
    await show_title(turn, title)
    return True


async def _remarks(turn: Turn, heard: Heard) -> bool:
    """Take note of an exclamation on what was told, and ask nothing back: "for two books? that's a lot"."""
    said = fold(heard.text).replace("’", "'")
    if EXCLAIMS.search(said) is None or ASKING.search(said) or word_count(heard.text) > MOST_OF_A_REMARK:
        return False
    if {name for name, _ in turn.answers} & RULES and not states_only(heard.text):
        # A rule may well be what was asked for.
        return False
    last = turn.thread.last
    if last is None or last.result not in ("told", "done", "refused"):
        return False
    heard.restore(turn)
    if last.act == "fines" and turn.patron is not None and await MOVES["fee.waive"](turn):
        return True
    turn.intent = "chitchat"
    turn.say("utter_remark_heard")
    return True


async def _confirms(turn: Turn, heard: Heard) -> bool:
    """Show the title that was guessed or told of last, where words only say that it is the one: «خودشه»."""
    if CONFIRMS.match(fold(heard.text).replace("’", "'").strip(" .!،,")) is None:
        return False
    heard.restore(turn)
    shown = turn.shown("title")
    title = await title_in_talk(turn) or (await turn.library.title(shown[0]) if shown else None)
    if title is None or turn.slot("pending"):
        return False
    turn.intent, turn.confidence = "search_book", 1.0
    await show_title(turn, title)
    return True


async def _is_registered(turn: Turn, heard: Heard) -> bool:
    """Tell of the case that was told before, where words ask whether it is registered: "how do I know it was filed?"."""
    case = turn.recall("case") or {}
    if not case or int(case.get("age", 0)) > FRESH or REGISTERED.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    turn.intent = "case_status"
    await HANDLERS["case_status"].handler(turn)
    return bool(turn.answers)


async def _pleads_or_remarks(turn: Turn, heard: Heard) -> bool:
    """Hear that a debt is too much, or is to be lowered, where its sum would be told again."""
    said = fold(heard.text).replace("’", "'")
    if turn.patron is None or not any(
        name.removeprefix("utter_").startswith(("fines", "debt")) for name, _ in turn.answers
    ):
        return await _remarks(turn, heard)
    if not (EXCLAIMS.search(said) or LOWER.search(said)):
        return False
    heard.restore(turn)
    return await MOVES["fee.waive"](turn)


async def _pleads(turn: Turn, heard: Heard) -> bool:
    """Hear that a debt is to be lowered, where its sum was told: «میشه کمش کنین؟»."""
    if turn.patron is None or LOWER.search(fold(heard.text)) is None or compares_readers(heard.text):
        return False
    heard.restore(turn)
    return await MOVES["fee.waive"](turn)


async def _described_loan(turn: Turn, heard: Heard) -> bool:
    """Say until when the one loan may be kept that words describe, where a rule or a number was told."""
    if turn.patron is None or TIME.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    own = await own_things(turn)
    found = own.named_loans or described(turn, "loan", own.loans)
    return len(found) == 1 and await until(turn, replace(own, named_loans=tuple(found)))


def _told_before(turn: Turn, heard: Heard) -> bool:
    """Tell whether the very answers of the turn before were given again to words that say something else."""
    if not 2 <= word_count(heard.text) <= MOST_WORDS:
        return False
    before = Thread.of(turn.slots.get("thread")).before(turn.message_id)
    if not before.turns or not all(
        name.removeprefix("utter_").startswith(TELLING)
        and facts.get("status") == "answered"
        and before.times_said(fingerprint(name, facts))
        for name, facts in turn.answers
    ):
        return False
    said = {word for act in before.acts() for word in words_of(act.words)}
    new = [word for word in words_of(heard.text) if word not in said and len(word) > SHORT]
    folded = fold(heard.text).replace("’", "'")
    return len(new) > 1 or EXCLAIMS.search(folded) is not None or LOWER.search(folded) is not None


_Look = Callable[[Turn, Heard], Awaitable[bool]]


async def _of_told_subject(turn: Turn, heard: Heard) -> bool:
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


_LOOKS: tuple[tuple[frozenset[str], _Look], ...] = (
    (NOTHING_KNOWN, files_trouble),
    (ASKED_TITLE, _title_of_talk),
    (ASKED_WHICH, _asks_of_house),
    (ASKED_WISH, _another_wish),
    (SEARCHED | ASKED_TITLE | VAGUE, _is_registered),
    (VAGUE | SEARCHED | ASKED_WHICH, _confirms),
    (VAGUE | SEARCHED | RULES, _remarks),
    (OF_ANOTHER, _name_wins),
    (SEARCHED, _no_search),
    (SHOWN, _of_own_loan),
    (OF_PLACES, _which_branch),
    (READINGS, _asks_how),
    (SUMS, _pleads),
    (OF_RULES, _described_loan),
    (SHOWN, _more_like_it),
    (ASIDE, _asks_aside),
    (WALLS, _no_wall),
    (HOURS, _of_event_or_room),
    (ANY_WALL, past_wall),
    (LATE, _of_told_subject),
)
