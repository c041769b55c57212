"""What is asked of the library beside one's own account: a limit, closed days, how one pays, who else may collect.

An answer from the account tells sums and days, and no fact is looked for beside it. These few questions are put beside
them every day, in words that say plainly what they ask.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import NamedTuple

from actions.dialogue.heard import Heard
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.facts.finding import entries_told
from actions.rasa.registry import rescues
from actions.subjects.fines import debt_portions
from actions.subjects.moves.questions import RULES, HouseQuestion
from language.normalise import fold
from language.requests.deeds.late_supposed import OF_CLOSED_DAYS

__all__ = ["tell_asked_beside"]

_FEES = frozenset(
    "utter_late_terms utter_fines utter_fines_none utter_fines_supposed utter_debt_line utter_debt_lines utter_debt_total".split()
)
# Of a reservation that waits, or of the day until which it does.
_WAITING = frozenset(
    "utter_hold_kept_until utter_hold_no_longer utter_hold_has_come utter_hold_in_time utter_hold_too_late utter_holds_ready".split()
)
_MOST = re.compile(
    r"\b(?:maximum|max|ceiling|upper limit|capped|cap|(?:a|any|no) limit|most (?:i|it|you|we|a fine|the fine) (?:can|could|may|will|would))\b"
    r"|(?<!\w)(?:سقف\w*|حداکثر\w*|تا کجا بالا)(?!\w)|\b(?:saghf\w*|hadd?e?aksar\w*)\b"
)
# "The maximum that I may borrow" is another one.
_OF_LOANS = re.compile(
    r"\b(?:borrow|books?|loans?|renew\w*|reserv\w*|owe|debt)\b|امانت|کتاب|تمدید|رزرو|بدهی|\b(?:amanat|ketab|tamdid|rezerv|bedehi)"
)
_PAYS = re.compile(
    r"\b(?:pay|paying|settle)\b[^.?!]{0,40}\b(?:by|with|in) (?:(?:a|my|bank|credit|debit) ){0,2}(?:card|cash|visa)\b"
    r"|\b(?:how|where) (?:can|do|could|should|may|must) i (?:pay|settle)\b|\bpay\b[^.?!]{0,24}\b(?:online|on the website|by phone)\b|\bpay my (?:fine|fee|fees|fines|debt)\b"
    r"|(?:با کارت|نقد\w*|آنلاین|اینترنتی|از سایت|چطور|چجوری|چگونه|کجا|چه ?طوری)[^.؟?!]{0,24}(?:بد(?:م|هم|یم|هیم)|بپرداز\w*|پرداخت|تسویه)"
    r"|(?:بد(?:م|هم|یم|هیم)|بپرداز\w*|پرداخت|تسویه)[^.؟?!]{0,24}(?:با کارت|نقد\w*|آنلاین|اینترنتی|از سایت)"
    r"|\b(?:ba kart|naghd\w*|online|chetori?|chejoori|koja)\b[^.?!]{0,24}\b(?:bedam|pardakht|bepardaz\w*)\b"
)
_OTHER_PAYMENTS = re.compile(
    r"\b(?:member\w*|card renewal|renew my card|print\w*|cop(?:y|ies)|room|replacement|new card)\b|عضویت|پرینت|چاپ|کپی|المثنی|\b(?:ozviat|ozviyat|print|chap|kopi)"
)
_SOMEBODY = (
    r"(?:sister|brother|wife|husband|son|daughter|friend|mother|father|mum|mom|dad|flatmate|roommate|colleague|neighbou?r|cousin|somebody|someone|anybody|anyone)",
    r"(?:خواهر|برادر|همسر|خانم|شوهر|زن|پسر|دختر|دوست|رفیق|مادر|پدر|مامان|بابا|همکار|همسایه|هم ?اتاقی|هم ?خونه ?ای)(?:م|ام|مون|مان|ش)?",
    r"(?:khahar|baradar|hamsar|khanoo?m|shohar|pesar|dokhtar|doost|dust|rafigh|madar|pedar|maman|baba|hamkar)\w{0,3}",
)
_SOMEBODY_COLLECTS = re.compile(
    rf"\b{_SOMEBODY[0]}\b[^.?!]{{0,30}}\b(?:collect|pick|fetch|get|take|come)\b"
    rf"|(?<!\w)(?:{_SOMEBODY[1]}|کس دیگه\w*|کس دیگر\w*|یکی دیگه|یه نفر دیگه|کسی)(?!\w)[^.؟?!]{{0,34}}(?:بگیر\w*|تحویل|ببر\w*|بردار\w*|بیا(?:د|ید|ن))(?!\w)"
    rf"|\b(?:{_SOMEBODY[2]}|kasi|yeki dige)\b[^.?!]{{0,30}}\b(?:begir\w*|bebar\w*|bardar\w*|biad|biyad|tahvil)\b"
)
_CANNOT_COME = re.compile(
    r"\b(?:can'?t|cannot|can not|won'?t be able to|unable to)\b[^.?!]{0,20}\b(?:come|collect|get|pick|leave|go out|make it)\b"
    r"|(?:ن(?:می ?تون|می ?توان|می ?رس|تون)\w*)[^.؟?!]{0,16}(?:بیا\w*|بیر?ون|بگیر\w*|بیام)|بیرون ن(?:رم|روم|یام|یایم)|\bnemitoo?nam\b[^.?!]{0,16}\b(?:biam|biyam|begiram)\b"
)
_WHAT_TO_DO = re.compile(
    r"\bwhat (?:can|should|shall|do|must|could) i\b|\bwhat now\b|\bany(?:thing| way)\b[^.?!]{0,20}\b(?:do|can)\b|چ(?:ی|ه) ?کار|چه ?کنم|چی میشه کرد|چه باید|\bchi ?kar\b|\bche konam\b"
)
_PAYS_PART = re.compile(
    r"\bif i (?:only |just )?(?:pay|settle)\b[^.?!]{0,30}\b(?:only|just|one|first|smaller|late one|that)\b|\bif i (?:only|just) (?:pay|settle)\b|\bpay(?:ing)? (?:only|just)\b"
    r"|(?<!\w)(?:اگه|اگر)? ?(?:فقط|تنها)? ?(?:همون|همان|همین|اون|آن)(?:و| ?یکی| ?یه ?دونه| ?را| ?رو){0,2}[^.؟?!]{0,16}(?:بد(?:م|هم)|بپرداز\w*|پرداخت کنم)"
    r"|\b(?:age|agar) faghat\b[^.?!]{0,24}\b(?:bedam|pardakht)\b"
)
_OPENS = re.compile(
    r"\b(?:can|could|may|will|am|is|does|do)\b[^.?!]{0,40}\b(?:borrow|renew|reserve|take|unblock\w*|block\w*|open\w*|work\w*|allowed|use)\b"
    r"|(?:باز ?می ?ش\w*|باز میشه|فعال|رفع|درست) ?(?:می ?ش\w*)?|(?:بگیرم|ببرم|رزرو کنم|تمدید کنم)|\b(?:baz mishe|begiram|bebaram)\b"
)


_LOST_ONE = HouseQuestion(
    "lost_item", "اگر کتاب کتابخانه گم شود چه کنم؟", "What if I lose a library book?", "lose|lost|گم"
)
_FEE_OF_LOST = re.compile(
    r"\b(?:fee|fine|late fee|charge)s?\b[^.?!]{0,24}\b(?:the|that) (?:lost|missing) (?:one|book)\b|\b(?:the|that) (?:lost|missing) (?:one|book)\b[^.?!]{0,30}\b(?:fee|fine|charg\w+|cost\w*|go(?:es|ing)? (?:on|up)|add\w*|grow\w*|climb\w*)\b"
    r"|(?<!\w)(?:جریمه|دیرکرد)\w{0,3}(?!\w)[^.؟?!]{0,16}(?<!\w)گم ?شده|(?<!\w)گم ?شده\w{0,2}(?!\w)[^.؟?!]{0,30}(?<!\w)(?:جریمه|دیرکرد|بالا می ?ره|می ?ره بالا|اضافه)"
    r"|\b(?:jarime|dirkard)\w{0,3}\b[^.?!]{0,16}\bgom ?shode"
)
_DATES = frozenset({"utter_loans_due", "utter_loan_due"})
_HANDS_IN = re.compile(
    r"\b(?:who|whom)\b[^.?!]{0,16}\b(?:hand|give|return|bring|take)\b[^.?!]{0,12}\b(?:it|them|this|to)\b|\bwhere (?:do|can|should|must|shall) i (?:hand|give|return|bring|drop|take)\b"
    r"|(?<!\w)(?:به کی|به کجا|کجا|کدوم (?:شعبه|میز)|به کدوم (?:شعبه|میز))(?!\w)[^.؟?!]{0,16}(?<!\w)(?:تحویل\w{0,2}|پس\w{0,2}) (?:بد(?:م|هم|یم)|باید)"
    r"|\b(?:be ki|koja)\b[^.?!]{0,16}\b(?:tahvil|pas)\w{0,2} bed\w{1,3}\b"
)


class _Beside(NamedTuple):
    """A question of the library: beside which answers it is heard, what asks it, and what there asks another thing."""

    question: HouseQuestion
    names: frozenset[str]
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    apart: bool = False


_CLOSED = HouseQuestion(
    "fines", "روزهای تعطیل هم جریمه دارد؟", "Do closed days count for the late fee?", "closed|holiday|تعطیل"
)
_QUESTIONS = (
    _Beside(RULES["fee.most"], _FEES, _MOST, _OF_LOANS, apart=True),
    _Beside(_CLOSED, _FEES, OF_CLOSED_DAYS),
    _Beside(RULES["fee.how"], _FEES | _WAITING, _PAYS, _OTHER_PAYMENTS),
    _Beside(RULES["hold.by_other"], _WAITING, _SOMEBODY_COLLECTS),
    _Beside(RULES["loan.where"], _DATES, _HANDS_IN),
    _Beside(_LOST_ONE, _FEES, _FEE_OF_LOST),
)
# A limit may be asked for in the same breath as what a book costs a day, or how many may be borrowed.
_SEGMENT = re.compile(r"[.!؟?;؛,،\n]+|\b(?:and|also)\b|(?<!\w)(?:و|همچنین)(?!\w)|\b(?:va|ham)\b")
_OF_MONEY = re.compile(
    r"\b(?:pay\w*|fine|fee|rials?|tomans?|settle)\b|پول|بدهی|جریمه|پرداخت|بپرداز|ریال|تومن|تومان|هزینه|\b(?:pool|jarime|bedehi|pardakht|toman|rial)"
)
_MAY_BE_OF_A_PART = _FEES | frozenset(
    "utter_fact utter_fact_near utter_facts utter_facts_near utter_blocks_debt utter_loans_one utter_loans".split()
)


@rescues
async def tell_asked_beside(turn: Turn, heard: Heard) -> None:
    """Tell the fact that is asked for beside what the account says; leave the answer where none is."""
    said = {name for name, _ in turn.answers}
    if heard.is_payload or not said or turn.recall("emergency"):
        return
    text = fold(heard.text)
    if await _of_a_part(turn, heard, text):
        return
    told = {entry.ref for _, facts in turn.answers for entry in await entries_told(turn, facts)}
    for one in _QUESTIONS:
        if said & one.names and _asks(one, text):
            await _tell(turn, one.question, told)
    if said & _WAITING and _CANNOT_COME.search(text) and _WHAT_TO_DO.search(text):
        await _tell(turn, RULES["hold.by_other"], told)


def _asks(one: _Beside, text: str) -> bool:
    parts = _SEGMENT.split(text) if one.apart else [text]
    return any(one.asked.search(part) and not (one.unless and one.unless.search(part)) for part in parts)


async def _tell(turn: Turn, question: HouseQuestion, told: set[str]) -> None:
    """Say the fact that answers a question, unless it has been said; what was done and spoken of stays."""
    answers, acts, intent = len(turn.answers), len(turn.acts), turn.intent
    if await question.tell(turn, alone=True):
        refs = {entry.ref for _, facts in turn.answers[answers:] for entry in await entries_told(turn, facts)}
        if refs & told:
            del turn.answers[answers:]
        told |= refs
    del turn.acts[acts:]
    turn.intent = intent


async def _of_a_part(turn: Turn, heard: Heard, text: str) -> bool:
    """Say what paying one part of the debt opens, where that was asked and another thing was told of it."""
    if turn.patron is None or turn.answers[0][0] not in _MAY_BE_OF_A_PART:
        return False
    if not (_PAYS_PART.search(text) and _OPENS.search(text)):
        return False
    own = await own_things(turn)
    # «اونو بدم» gives a book back, too.
    if own.kinds[:1] != ("fee",) and not _OF_MONEY.search(text):
        return False
    if (await turn.library.fees(turn.patron_id)).balance.minor <= 0:
        return False
    heard.restore(turn)
    return await debt_portions.part(turn, own)
