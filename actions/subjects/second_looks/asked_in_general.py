"""Questions that were read as being of a patron's own and are not: nobody has to sign in for what is told to everybody."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Answered, Heard
from actions.dialogue.sign_in import ask_sign_in, goes_on_with_one
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import find_facts
from actions.rasa.registry import HANDLERS, rescues
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.own.own_questions import asks_of_record
from actions.subjects.titles.settled_titles import names_known_title
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, shares
from language.normalise import fold
from language.requests.cases.case_questions import asks_of_case
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.lateness import asks_sum, own_debt
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from protocol.intents import traits_of

__all__ = ["asked_in_general", "speaks_of_own"]

# Told of as of everybody, though a patron's own things have these names, too.
_OF_CASES = frozenset(
    "complaint suggestion report_fault website_problem lost_property suggest_purchase librarian question case_status case_add".split()
)
_ACTS_BACK = 2
_MOST_WORDS = 30
# Who says so speaks of what is theirs, and of nothing that everybody is told.
_OWN = re.compile(
    r"\bmy (?!name\b|wife\b|husband\b|son\b|daughter\b|mother\b|father\b|friend\w*\b|sister\b|brother\b|kids?\b|child\w*\b|laptop\b|phone\b|bag\b|wallet\b|coat\b|car\b|bike\b|dog\b)\w+|\b(?:mine|(?:do|did|have|am) i (?:owe|got|have|had)|i (?:owe|have|borrowed|reserved|ordered))\b"
    r"|رزروم|رزروهام|امانتم|امانتام|امانتی ?ها|کتابم|کتابام|کارتم|جریم(?:م|ه ?م|ه ?ام)|بدهیم|حسابم|عضویتم|(?:رزرو|امانت|تمدید) کرد(?:م|ه ?ام)|گرفت(?:م|ه ?ام)|برد(?:م|ه ?ام)"
    r"|\b(?:rezervam|amanatam|ketabam|kartam|jarimam|bedehim|hesabam|rezerv kard(?:am|e budam))\b"
)
_DEEDS = frozenset({"renew", "hold", "cancel_hold"})
_HOW = re.compile(
    r"\b(?:how|when|what|which|where|why|is there|are there|does it|do they|allowed|possible)\b|(?<!\w)(?:چطور\w*|چجور\w*|چگونه|چند\w*|چقد\w*|کی|کجا\w*|کدوم\w*|چرا|مجاز|ممکن)(?!\w)|\b(?:chetor\w*|chejuri|chand\w*|cheghad\w*|koja|key)\b"
)
# What is asked is asked of something; an order needs its patron.
_ASKS = re.compile(
    r"[?؟]|^\W*(?:(?:oh|and|also|but|so|ok|okay|then|sorry|please)\W+)*(?:is|are|can|could|may|do|does|will|would|how|what|when|where|which|who|why|must|should|kids?|for)\b"
    r"|(?<!\w)(?:آیا|چطور\w*|چجور\w*|چگونه|کجا|چند\w*|چقد\w*|کی|کدوم|کدام|میشه|می ?شود|باید|چی|داره|دارد|هست)(?!\w)|\b(?:chetor\w*|cheghad\w*|chand\w*|koja|key|mishe|bayad|dare|hast)\b"
)


async def asked_in_general(turn: Turn) -> bool:
    """Answer a question that is asked of what was told, or of the library, and of nothing of the patron's own.

    False where it may be of one's own: then one has to sign in for it.
    """
    if turn.is_payload or not turn.text.strip() or word_count(turn.text) > _MOST_WORDS:
        return False
    said = fold(turn.text).replace("’", "'")
    if not _ASKS.search(said) or await _names_title(turn):
        return False
    if _OWN.search(said):
        return await _rule_beside_own(turn, said)
    if turn.intent in _DEEDS and not _HOW.search(said):
        # "Can I renew?" wants it done; how often, or how, is told to everybody.
        return False
    spoken = _spoken_of(turn)
    if await _by_fact(turn, spoken):
        return True
    if spoken not in _OF_CASES or asks_of_case(turn.text) is None:
        return False
    turn.intent = "case_status"
    await HANDLERS["case_status"].handler(turn)
    return True


@rescues
async def tell_rule_past_wall(turn: Turn, heard: Heard) -> None:
    """Tell what everybody is told in the place of a sign-in that was asked for it: "can I pay in instalments?"."""
    if heard.is_payload or turn.patron is not None or [name for name, _ in turn.answers] != ["utter_sign_in"]:
        return
    if turn.begun is not None or (turn.slots.get("pending") or {}).get("awaits") or goes_on_with_one(turn):
        return
    if heard.intent in _DEEDS and (
        orders_to_renew(heard.text) or orders_to_hold(heard.text) or orders_to_cancel(heard.text)
    ):
        # What was ordered is gone on with after the sign-in.
        return
    if (
        heard.intent in _STATES
        or asks_sum(heard.text)
        or (own_debt(heard.text) and not _PAYS_OR_IF.search(fold(heard.text)))
    ):
        # What is owed stands in the record.
        return
    answered = Answered(turn)
    heard.restore(turn)
    if await asked_in_general(turn):
        return
    answered.restore(turn)


# These ask for no rule.
_STATES = frozenset({"loans", "sign_in", "my_data", "case_status", "subscribe", "unsubscribe", "interests"})
_PAYS = re.compile(
    r"\b(?:how|where|can|could|may|do) (?:can |do |could |should |to )?(?:i |we |you )?(?:pay|take|accept|have to pay)\b|instal+ments?|\b(?:in cash|online|by card)\b|(?<!\w)(?:قسط\w*|نقد\w*|اینترنتی|کارتخوان|(?:چطور\w*|چجور\w*|کجا) (?:\w+ ){0,3}(?:بد|پرداخت|بپرداز)\w*)"
)


_PAYS_OR_IF = re.compile(
    rf"{_PAYS.pattern}|\b(?:if|when|while|though|although) i (?:still )?owe\b|(?<!\w)(?:اگه|اگر|وقتی|با) (?:\w+ )?بده(?:ی|کار)"
)


# «be told when it's ready» is read as a title, and is none unless the catalogue has just that.
_NO_NAME = re.compile(
    r"\b(?:it's|it is|i|my|me|you|your|be told|will|how long)\b|(?<!\w)(?:چنده|چند|چقدر|کی|کجا)(?!\w)"
)


async def _names_title(turn: Turn) -> bool:
    """Tell whether a message names a title that there is."""
    named = fold(turn.entity("title") or "").replace("’", "'")
    if not named or not _NO_NAME.search(named):
        return bool(named) and await names_known_title(turn)
    page = await turn.library.search(named, limit=1)
    return bool(page.titles) and fold(page.titles[0].title) == named


# What is asked of one's own thing and holds of everybody's: how one hears of it, what comes if one does not come.
_OF_RULE = re.compile(
    r"\b(?:how (?:will|do|would|can|should|long|many|often)|what (?:happens?|if|do i|should i|must i|else)|(?:if|when) i (?:don't|do not|can't|cannot|am not)|will (?:you|i|somebody|someone) (?:be )?(?:tell|told|notif\w+|call\w*|e-?mail\w*|text\w*|know|hear)|(?:if|when|while|although) (?:i|one|you|somebody|he|she) (?:still )?owes?|(?:can|could|may) (?:i|we|you) (?:still )?(?:pay|borrow)|(?:can|could|may) i get (?:an? |any )?(?:texts?|sms|e-?mails?|messages?|reminders?)|instal+ments?|in cash|(?:is|are) (?:a |the )?(?:new |replacement )?(?:\w+ )?free|(?:can|may|could) (?:my|someone|somebody|another|i (?:bring|send|give)))\b"
    r"|(?<!\w)(?:از کجا|چطور\w*|چجور\w*|چگونه|چه جور\w*|چی ?میشه|چی میشود|چه میشود|اگه|اگر|خبر\w*|پیامک\w*|چند روز|چقدر (?:نگه|وقت)|قسطی|نقدی?|سقف|پولیه?|رایگانه?|به ?جا[یم]\w*)(?!\w)|\b(?:chetor\w*|chejuri|age|az koja|khabar\w*|payamak)\b"
)
# So sure the rule has to be to be told beside the sign-in.
_SURELY_RULE = 0.5


async def _rule_beside_own(turn: Turn, said: str) -> bool:
    """Tell the rule that a question about one's own thing asks for, with the sign-in for how it stands; else False."""
    if turn.intent in _DEEDS or not _OF_RULE.search(said):
        return False
    if asks_of_record(turn.text) and not _PAYS.search(said):
        return False
    whole = turn.intent, dict(turn.entities)
    found = await find_facts(turn, turn.text, None)
    best = found[0] if found else None
    if best is None or best.entry.is_open or best.score < _SURELY_RULE or not shares(best.entry, turn.text):
        return False
    turn.did(best.entry.topic or turn.intent, topic=best.entry.topic or "", result="told")
    await tell_found(turn, found)
    turn.intent, turn.entities = whole
    ask_sign_in(turn, answer="utter_sign_in_own")
    return True


def speaks_of_own(text: str) -> bool:
    """Tell whether a text speaks of what is the patron's own: "my loans", «رزروم»."""
    return _OWN.search(fold(text).replace("’", "'")) is not None


async def _by_fact(turn: Turn, spoken: str | None) -> bool:
    found = await find_facts(turn, turn.text, spoken)
    if not found or found[0].entry.is_open:
        return False
    best = found[0]
    of_topic = spoken is not None and (best.leans or best.entry.topic == spoken)
    fits = best.score >= (SURE_OF_TOPIC if of_topic else SURE) and (of_topic or shares(best.entry, turn.text))
    if not fits:
        return False
    turn.intent = best.entry.topic or turn.intent
    turn.did(turn.intent, topic=best.entry.topic or "", result="told")
    await tell_found(turn, found)
    return True


def _spoken_of(turn: Turn) -> str | None:
    """Name the topic that was told of in the last turns, where it is one that everybody is told of."""
    for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False):
        if act.act in _OF_CASES:
            return act.act
        if traits_of(act.act).note_then is not None:
            return act.act
    return None
