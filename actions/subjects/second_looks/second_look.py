"""A second look before a weak answer: what was not understood may go on with what was just told, filed or asked.

An answer that tells nothing is kept back until it is known that nothing better fits: a detail of the case that was just
told, more of the topic that was spoken of, a remark that wants no answer, or questions that the library does answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.dialogue.heard import Answered, Heard
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.repeating import TOPICS
from actions.dialogue.sureness import SURELY_OUTSIDE
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import SHORT, find_facts
from actions.rasa.registry import HANDLERS, rescues
from actions.subjects.cases.case_details import may_be_detail
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.facts.near_facts import offer_nearest, tell_near_of
from actions.subjects.loans.loan_days import until_asked
from actions.subjects.second_looks.asked_in_general import speaks_of_own
from actions.subjects.titles.settled_titles import names_known_title
from crm.knowledge.searching import is_of, of_topic, shares
from crm.knowledge.telling_words import telling
from language.dates import find_dates
from language.requests.reading.reading import read_wish
from language.requests.speech.bare_questions import named_words
from language.requests.speech.statements import is_courtesy, states_only

__all__ = ["look_again"]

# What was answered so has told nothing; and these may stand where a remark was made.
_UNKNOWN = frozenset({"utter_fact_unknown", "utter_clarify", "utter_clarify_again", "utter_not_understood"})
_OUTSIDE = frozenset({"utter_out_of_scope"})
_SEARCHED = frozenset({"utter_search_what", "utter_search_none", "utter_search_similar"})
_IDLE = frozenset({"utter_nothing_pending", "utter_nothing_to_cancel"})
# Said to who asks for what is their own, and to who was only read so.
_SIGN_IN = frozenset({"utter_sign_in"})
_WEAK = _UNKNOWN | _OUTSIDE | _SEARCHED | _IDLE | _SIGN_IN
# Said to who adds something to a case of theirs; who has none said it of what was spoken of.
_CASELESS = frozenset({"utter_case_none", "utter_case_none_signed_out"})
_DEEDS = frozenset({"renew", "hold", "cancel_hold", "sign_in", "my_data", "subscribe", "unsubscribe"})
# How near a fact of the topic that was spoken of has to be to be told, and how near those that are only offered.
_NEAR, _OFFERED = 0.2, 0.08
# So many words are a remark.
_REMARK = 12
_MOST_OFFERED, _SEVERAL = 3, 2
# A wish for something to read has so many parts; and so sure a reading is no wish.
_PARTS, _SURE = 2, 0.9


@rescues
async def look_again(turn: Turn, heard: Heard) -> None:
    """Put a better answer in the place of one that tells nothing; leave it where there is none."""
    names = {name for name, _ in turn.answers}
    weak_here = _WEAK | _CASELESS if turn.intent == "case_add" and turn.confidence < _SURE else _WEAK
    if turn.is_payload or not names or not names <= weak_here or turn.recall("emergency"):
        return
    if (turn.slots.get("pending") or {}).get("awaits"):
        return
    answered = Answered(turn)
    for look in _LOOKS:
        heard.restore(turn)
        if await look(turn, names):
            return
    answered.restore(turn)


async def _detail(turn: Turn, names: set[str]) -> bool:
    """Add what only tells something to the case that was told right before; what was looked for is no part of it."""
    last = turn.recall("case") or {}
    if names & (_SEARCHED | _SIGN_IN) or not last or not may_be_detail(turn, last):
        return False
    turn.intent = "case_add"
    return await add_to_case(turn, str(last["number"]), turn.text)


async def _of_topic(turn: Turn, names: set[str]) -> bool:
    """Tell the nearest fact of the topic that was spoken of, as one that may be the answer."""
    topic = _topic(turn)
    if topic is None or states_only(turn.text) or (names & _OUTSIDE and turn.confidence >= SURELY_OUTSIDE):
        return False
    if names & _SIGN_IN and (turn.intent in _DEEDS or speaks_of_own(turn.text)):
        return False
    if word_count(turn.text) > SHORT and not is_of(turn.text, await of_topic(turn.store, topic, turn.today)):
        return False
    found = [one for one in await find_facts(turn, turn.text, topic) if one.entry.topic == topic]
    found = [one for one in found if not one.entry.is_open and one.score >= _NEAR]
    bare = not telling(named_words(turn.text))
    near = next((one for one in found if bare or shares(one.entry, turn.text)), None)
    if near is None:
        return False
    turn.intent = topic
    await tell_near_of(turn, near)
    return True


async def _named(turn: Turn, names: set[str]) -> bool:
    """Take what names a loan of the patron's or a title of the catalogue as asking for that: "and The Hobbit?"."""
    if not names <= _UNKNOWN | _OUTSIDE or word_count(turn.text) > SHORT or states_only(turn.text):
        return False
    if turn.patron is not None and may_name_own(turn):
        own = await own_things(turn)
        if len(own.named_loans) == 1 and not own.named_holds:
            return await until_asked(turn, own)
    if not await names_known_title(turn):
        return False
    turn.intent, turn.confidence = "search_book", 1.0
    await HANDLERS["search_book"].handler(turn)
    return not {name for name, _ in turn.answers} & _WEAK


async def _wished(turn: Turn, names: set[str]) -> bool:
    """Take what says of what kind it is to be as a wish for something to read: "a novel, in Persian, nothing heavy"."""
    # Who is asked what they look for has named no title: a single part of a wish says it, a subject above all.
    is_search = names <= {"utter_search_what"}
    if not is_search and (not names <= _UNKNOWN | _OUTSIDE or turn.confidence >= _SURE):
        return False
    wish = read_wish(turn.text).wish
    parts = sum(map(bool, (wish.genres, wish.forms, wish.language, wish.ages, wish.audience, wish.like)))
    if not (wish.topics or wish.genres if is_search else parts >= _PARTS):
        return False
    turn.intent, turn.confidence = "recommendation", 1.0
    await HANDLERS["recommendation"].handler(turn)
    return True


async def _remark(turn: Turn, names: set[str]) -> bool:
    """Take note of a remark on what was told: it asks for nothing, names nothing to be looked for, and gets no menu."""
    if turn.thread.last is None or not states_only(turn.text) or turn.entities:
        return False
    if not 2 <= word_count(turn.text) <= _REMARK or is_courtesy(turn.text) or find_dates(turn.text, turn.today):
        return False
    if names & (_SEARCHED | _SIGN_IN) or (names & _OUTSIDE and turn.confidence >= SURELY_OUTSIDE):
        return False
    turn.say("utter_remark_heard")
    return True


async def _nearest(turn: Turn, names: set[str]) -> bool:
    """Ask which of the nearest questions is meant, with the offer to pass the patron's own on."""
    if states_only(turn.text) or not names <= _UNKNOWN:
        return False
    found = [
        one
        for one in await find_facts(turn, turn.text, _topic(turn))
        if not one.entry.is_open and one.score >= _OFFERED and shares(one.entry, turn.text)
    ]
    if len(found) < _SEVERAL:
        # A single one that is not near is no question to be asked back.
        return False
    return await offer_nearest(turn, [one.entry for one in found[:_MOST_OFFERED]])


def _topic(turn: Turn) -> str | None:
    """Name the topic that was told of last, if the library tells of it."""
    last, told = turn.thread.last, turn.recall("fact") or {}
    turns = turn.thread.turns
    if told.get("topic") and turns and turns[-1].get("message") == told.get("at"):
        return str(told["topic"])
    return last.act if last is not None and last.act in TOPICS else None


_Look = Callable[[Turn, set[str]], Awaitable[bool]]
_LOOKS: tuple[_Look, ...] = (_detail, _named, _of_topic, _wished, _remark, _nearest)
