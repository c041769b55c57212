"""What is said by who cannot sign in: without a PIN, an e-mail on file or the number of a card that is lost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.library_info.situations import LOCKED_OUT, situation_of
from actions.subjects.moves.questions import RULES, WHEN_LOST, HouseQuestion
from language.normalise import fold
from language.requests.library_info.whereabouts import asks_of_opening, asks_until_when

__all__ = ["helps_locked_out"]

# So few words go on with it, and so few ask for no more than the hours.
_MOST, _FEW = 16, 6
_WAY = re.compile(
    r"\b(?:no|never|old|wrong|different|don'?t have|didn'?t|without|not)\b[^.?!]{0,20}\b(?:e ?-?mail|phone|mobile)\b|\b(?:another|other|different) way\b|\b(?:e ?-?mail|phone)\b[^.?!]{0,20}\b(?:changed|gone|dead|old|closed|expired|on file)\b"
    r"|\b(?:in person|at (?:the|a|any) (?:desk|branch|counter|library)|straight ?away|at once|right away|on the spot|same day|immediately|how long|while i wait|which branch|any branch|come in)\b"
    r"|(?<!\w)(?:ایمیل|تلفن|شماره|موبایل)\w{0,8}[^.؟?!]{0,20}(?:ندا\w*|ندار\w*|قدیمی\w*|عوض|باز نمی\w*|نیست|یادم)|راه (?:دیگه|دیگری|دیگر)\w*|(?<!\w)(?:حضوری|پای میز|همون ?(?:لحظه|جا|موقع|روز)|همان ?(?:لحظه|جا|روز)|فوری|چقدر طول)(?!\w)"
    r"|\b(?:email|telefon|mobile?|shomare)\w{0,8}\b[^.?!]{0,20}\b(?:nadar\w*|nadad\w*|ghadimi\w*|avaz|baz nemi\w*)|\brahe? ?(?:e )?dige\w*|\bhozo{1,2}ri\b"
)
_PAPERS = re.compile(
    r"\b(?:bring|show|need|take|which|what)\b[^.?!]{0,16}\b(?:id|papers?|documents?|passport|licen[cs]e|identity)\b|\b(?:bring what|what (?:do|should|must) i (?:bring|show|take|need))\b|\b(?:passport|driving licen[cs]e)\b[^.?!]{0,16}\b(?:ok|okay|enough|do|fine|good|too)\b"
    r"|(?<!\w)(?:چی|چه|مدرک\w*|مدارک\w*|کارت ملی|شناسنامه|پاسپورت|گذرنامه)[^.؟?!]{0,20}(?:بیار\w*|همرا\w*|لازم\w*|می ?خوا\w*|کافی\w*|قبول\w*|کفایت\w*)|\b(?:chi|che|madrak\w*|kart melli|shenasname|pasport)\b[^.?!]{0,20}\b(?:biar\w*|lazem\w*|kafi\w*|ghabul\w*|mikh\w*)"
)
# Who has lost a card says so of its number.
_NO_NUMBER = re.compile(
    r"\b(?:no (?:clue|idea)|don'?t (?:know|remember|have)|do not (?:know|remember|have)|forgot\w*|can'?t remember)\b(?:[^.?!]{0,24}\bnumber\b| it\b(?! (?:is|was|at|in|on)\b)| what (?:it|that) (?:is|was)\b)|\b(?:only|just)\b(?: \w+){0,3} (?:passport|id|identity|national|driving)\b"
    r"|(?<!\w)شماره\w{0,8}[^.؟?!]{0,20}(?:بلد نیست\w*|یادم (?:نیست|نیس|نی|رفته?|نمی ?\w+)|نمی ?دون\w*|ندار\w*)|فقط[^.؟?!]{0,14}(?:کد ?ملی|شناسنامه|کارت ملی|پاسپورت|گذرنامه)"
    r"|\bshomar\w{0,8}[^.?!]{0,20}\b(?:balad nist\w*|yadam nist|yadam raft\w*|nemidun\w*|nadar\w*)|\bfaghat[^.?!]{0,14}\b(?:kode? ?melli|shenasname|kart melli|pasport)"
)

# Read as these, or as nothing for sure, it may be asked of the sign-in.
_OF_SIGN_IN = frozenset(
    "account sign_in lost_card website_problem complaint human_help out_of_scope nlu_fallback".split()
)
_SURE = 0.75
# Of these another matter is asked.
_OTHER = re.compile(
    r"\b(?:books?|keep|borrow\w*|loans?|renew\w*|parking|wi-?fi|member(?:ship)?(?! (?:number|card|id)\b| but\b)|join|reserv\w*|fines?|toilets?|print\w*|events?)\b"
    r"|کتاب(?!خ|دار)|(?<!شماره )(?<!کارت )عضویت|عضو (?:بش|شم|شدن)|پارکینگ|امانت|تمدید|رزرو|جریمه|وای ?فای|\b(?:ketab(?!kh|dar)\w*|ozviat|parking|amanat|tamdid|rezerv)\w*"
)


async def helps_locked_out(turn: Turn) -> LookStep:
    """Go on with the help for who cannot sign in; nobody of them is sent to the sign-in."""
    waits = (turn.slot("pending") or {}).get("do")
    if turn.is_payload or turn.patron is not None or waits not in {None, "contact", "block_card"}:
        return LookStep.ON
    if word_count(turn.text) > _MOST or turn.recall("emergency") is not None:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    lost = waits == "block_card" or any(act.act == "lost_card" for act in turn.thread.acts())
    if lost and _NO_NUMBER.search(said):
        return await _tell(turn, WHEN_LOST["card.papers"])
    if situation_of(turn) != LOCKED_OUT:
        return LookStep.ON
    few = word_count(turn.text) <= _FEW
    if (asks_of_opening(turn.text) or (few and asks_until_when(turn.text))) and not _WAY.search(said):
        turn.read_as("hours", keeps_named=True)
        await HANDLERS["hours"].handler(turn)
        return LookStep.DONE
    asked_so = turn.intent in _OF_SIGN_IN or turn.confidence < _SURE
    if asked_so and _OTHER.search(said) is None and (_WAY.search(said) or _PAPERS.search(said)):
        return await _tell(turn, RULES["card.pin"])
    return LookStep.ON


async def _tell(turn: Turn, question: HouseQuestion) -> LookStep:
    if not await question.tell(turn, alone=True):
        return LookStep.ON
    turn.intent = question.topic
    return LookStep.DONE
