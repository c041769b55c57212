"""What nobody has to sign in for: who has no card, a few words after hours or events, a rule that everybody is told."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.repeating import DATED, TOPICS, act_again
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import find_facts
from actions.rasa.registry import HANDLERS, listens
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_as, answer_from_facts
from crm.knowledge.searching import SURE, shares
from language.normalise import fold
from language.requests.speech.bare_questions import find_aspect

__all__ = ["fears_charge", "told_to_everybody"]

_NO_CARD = re.compile(
    r"\b(?:(?:i|we) (?:do ?n'?t|do not|have ?n'?t|have not) (?:think (?:i|we) )?(?:even |actually |yet )?(?:have|got|own|hold)(?: got)? (?:a |any |one of your |your )?(?:library |membership )?(?:card|membership|account)s?"
    r"|(?:i|we) (?:have|'ve got|'ve) no (?:library |membership )?(?:card|membership|account)|(?:i'm|i am|we're|we are) not (?:yet )?(?:a )?(?:members?|registered)|(?:not|never) (?:a )?member yet|without (?:a|any) (?:card|membership|account)|(?:i|we) (?:never|haven't) (?:joined|signed up|registered))\b"
    r"|(?:عضو|مشترک) (?:اینجا |این ?جا |کتابخون\w+ |کتابخان\w+ )?(?:نیستم|نیستیم|نشدم|نشده ?ام)|(?:کارت|عضویت|حساب)\w* (?:عضویت |کتابخون\w+ |کتابخان\w+ )?(?:هنوز )?(?:ندارم|نداریم|نگرفتم|نگرفته ?ام)|\b(?:ozv (?:nistam|nashodam)|kart (?:nadaram|nagereftam))\b"
)
# Who has one and has not got it at hand has something else to be told.
_AT_HAND = re.compile(
    r"\b(?:with me|on me|at home|lost|forgot\w*|left|stolen|anymore|any more|any longer)\b|(?<!\w)(?:همرا\w*|پیشم|خونه|خانه|گم\w*|جا گذاشت\w*|یادم رفت|دزد\w*|دیگه)(?!\w)|\b(?:hamra\w*|gom)\b"
)
_JOIN = {"fa": "برای عضویت چه مدارکی لازم است؟", "en": "What do I need to join?"}
# What is read as this wants an account; another question is answered for itself.
_WANTING = frozenset("account hold hold_status cancel_hold loans renew fines subscribe sign_in nlu_fallback".split())
# Asked in so few words behind something that everybody is told, it is asked of that.
_FEW = 4
_OF_RECORD = re.compile(
    r"\b(?:my|mine|i|owe|due|overdue|loans?|renew\w*|reserv\w*|holds?|fines?|borrow\w*|account|return\w*)\b"
    r"|(?:ا?مانت|رزرو|تمدید|جریم|بدهی|موعد|مهلت|سررسید|حساب|برگردون|برگردان|پس ب)\w*|(?<!\w)(?:من|خودم|\w+هام)(?!\w)|\b(?:amanat|rezerv|tamdid|jarime|bedehi|mohlat)\w*"
)
_HOW = re.compile(
    r"\b(?:till|until|from|when|what time|how (?:long|late|early|much|many|far)|where|which|open|close\w*)\b|(?<!\w)(?:تا کی|از کی|کی|کجا\w*|چند\w*|چقد\w*|چه ساعت\w*|تا چند)(?!\w)|\b(?:ta key|ta chand|az key|key|koja\w*|chand\w*|cheghad\w*)\b"
)
_KEEPING = re.compile(
    r"\bhow long (?:can|may|do) (?:one|you|people|we|somebody|someone|members?) (?:keep|have|borrow|hold)\b|\bhow long (?:is|are) (?:it|they|a book|books|a loan|loans|the loans?)(?: \w+){0,2} (?:for|lent|kept|out)\b|\bhow long (?:can|may) (?:it|they|a book|books) be (?:kept|borrowed)\b"
    r"|(?:تا کی|چند روز\w*|چقد\w*|چند وقت|چه مدت)(?: \w+){0,2} (?:می ?شه|می ?شود|میتونیم|میشه) (?:\w+ ){0,2}(?:نگه\w* ?داشت|نگهش داشت|امانت گرفت|پیش خود\w* داشت|داشت\w*)"
    r"|\b(?:ta key|chand ruz|cheghad)(?: \w+){0,2} mishe (?:\w+ ){0,2}negah\w* ?dasht"
)
_ELSEWHERE = re.compile(
    r"\binter ?-?library\b|\b(?:from|through|at) (?:another|other|a different) librar(?:y|ies)\b|بین ?کتابخانه ?ای|از (?:یه |یک )?(?:کتابخانه|کتابخونه)\w* (?:ی |های )?(?:دیگه|دیگر)\w*"
)
_COSTS = re.compile(r"\b(?:cost|costs|price|charge|fee|how much|how long|take|takes)\b|هزینه|قیمت|چقد\w*|چند|طول|پول")
_WAS_SO = {"fa": "کتاب از پیش خراب بود؛ باید پول بدهم؟", "en": "The book was damaged before I had it; must I pay?"}
_FEARS = re.compile(
    r"\b(?:hope|afraid|worr\w+|surely|do i get|will i get|won't|will|not going to|am i|don't want to|shouldn't|should|have to|must)\b[^.?!]{0,40}\b(?:charged?|pay|fined|blamed?|billed)\b|(?:جریمه|خسارت|پول)\w*[^.؟?!]{0,24}(?:نگیر\w*|می ?گیر\w+|نخوا\w*|میخوا\w*|نمی ?نویس\w*|گردن من|پای من|ازم)|(?:گردن|پای) من (?:ن?می ?)?(?:افته|نیفته|ننویس\w*|ننداز\w*|حساب|نوشته)"
)
_DAMAGE = re.compile(
    r"damag|torn|tear|broke|ruin|wet|missing|page|stain|scribbl|scratch|skipp|خراب|پاره|خیس|کنده|خط ?خط|خش|kharab|pare"
)
_CLUB = re.compile(r"\b(?:book )?(?:club|circle|reading group)s?\b|باشگاه|حلقه|جمع ?خوانی|دورهمی|گروه کتاب")
_THERE_IS = re.compile(
    r"\b(?:already|is there|are there|have one|do you have|run one)\b|(?<!\w)(?:دارید|دارین|هست|هستش|darid|darin|hast)(?!\w)"
)


@listens
async def without_card(turn: Turn) -> bool:
    """Tell who says that they have no card how one joins, where what they want needs one; False for anything else."""
    if turn.is_payload or turn.patron is not None or turn.slot("pending") or turn.intent not in _WANTING:
        return False
    return await _no_card(turn) or await _asks_of_club(turn)


async def _asks_of_club(turn: Turn) -> bool:
    """Tell what is on where it is asked whether there is a club to join: nobody subscribes to anything by that."""
    said = fold(turn.text)
    if turn.intent != "subscribe" or _CLUB.search(f"{_told(turn)} {said}") is None or _THERE_IS.search(said) is None:
        return False
    turn.intent = "events"
    await HANDLERS["events"].handler(turn)
    return True


def _told(turn: Turn) -> str:
    """Give the words of the cases told in this conversation."""
    return " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])


async def told_to_everybody(turn: Turn) -> bool:
    """Answer what needs no sign-in though it was read so: by how one joins, what was told of, or the rule; else False."""
    if turn.is_payload or turn.patron is not None or not turn.text.strip():
        return False
    said = fold(turn.text).replace("’", "'")
    if await _no_card(turn) or await _of_what_was_told(turn, said):
        return True
    if _ELSEWHERE.search(said) and _COSTS.search(said):
        if not await answer_from_facts(turn, "ill"):
            return False
        turn.intent = "ill"
        return True
    if _KEEPING.search(said):
        turn.intent = "loan_policy"
        await HANDLERS["loan_policy"].handler(turn)
        return True
    return await fears_charge(turn)


async def fears_charge(turn: Turn) -> bool:
    """Answer who fears to be charged for a damage that was there before; False for anything else."""
    said = fold(turn.text).replace("’", "'")
    if _FEARS.search(said) is None or _DAMAGE.search(f"{_told(turn)} {said}") is None:
        return False
    return await answer_as(turn, "lost_item", **_WAS_SO, about="before|پیش|قبل", alone=True)


async def _no_card(turn: Turn) -> bool:
    said = fold(turn.text).replace("’", "'")
    if _NO_CARD.search(said) is None or _AT_HAND.search(said) is not None:
        return False
    if await _known_without_card(turn):
        return True
    whole, turn.intent, turn.entities = turn.text, "card_registration", {}
    # How one joins is asked in the library's own words: these here may be about a title.
    turn.text = _JOIN[turn.language]
    await HANDLERS["card_registration"].handler(turn)
    turn.text = whole
    return True


async def _known_without_card(turn: Turn) -> bool:
    """Tell what is known of just this without a card ("can I reserve it without one?"); False where nothing surely is."""
    found = await find_facts(turn, turn.text, None)
    if not found or found[0].entry.is_open or found[0].score < SURE or not shares(found[0].entry, turn.text):
        return False
    turn.intent = found[0].entry.topic or turn.intent
    turn.did(turn.intent, topic=turn.intent, result="told")
    await tell_found(turn, found)
    return True


async def _of_what_was_told(turn: Turn, said: str) -> bool:
    """Answer a few words ("till when") of the hours, the events or the topic that was told of just before."""
    last = turn.thread.last
    if last is None or word_count(turn.text) > _FEW or _OF_RECORD.search(said):
        return False
    if last.act not in TOPICS - {"fines"} | DATED or not (_HOW.search(said) or find_aspect(turn.text)):
        return False
    if last.act in DATED:
        step = await act_again(turn, last)
        if step is not LookStep.RUN:
            return step is LookStep.DONE
    else:
        turn.intent, turn.confidence, turn.prior = last.act, 1.0, last
    entry = HANDLERS[turn.intent]
    await entry.handler(turn)
    return True
