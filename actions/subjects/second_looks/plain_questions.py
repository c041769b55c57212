"""What a text asks of the house by its words, whatever story stands before it: as its facts put it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.subjects.moves.questions import HouseQuestion

__all__ = ["FACTS", "LATER_QUESTIONS", "WEAK", "PlainQuestion"]

_NEAR = frozenset("utter_fact_near utter_facts_near utter_fact_unknown utter_facts_perhaps utter_note_missing".split())
_NOTHING = frozenset(
    "utter_out_of_scope utter_clarify utter_clarify_again utter_not_understood utter_search_what utter_search_none"
    " utter_search_similar utter_search_one_similar utter_title_guess utter_title_unfound utter_reading_none"
    " utter_reading_what utter_reading_unknown".split()
)
WEAK = _NEAR | _NOTHING
FACTS = frozenset({"utter_fact", "utter_facts", "utter_fact_asked"})


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """What a text asks by its words: all of `words`, none of `but`; in whose place it is told, and beside what.

    `about`: only while this is spoken of, or named in the text.
    """

    questions: tuple[HouseQuestion, ...]
    words: tuple[re.Pattern[str], ...]
    but: re.Pattern[str] | None = None
    over: frozenset[str] = WEAK
    beside: frozenset[str] = frozenset()
    about: str = ""

    def is_in(self, said: str) -> bool:
        """Tell whether a folded text asks it."""
        return all(words.search(said) for words in self.words) and not (self.but and self.but.search(said))


_STEPS = re.compile(
    r"\b(?:lifts?|elevators?|ramps?|step-?free|stairs?|steps|wheel ?chair\w*|walking frame|walker|crutches)\b|آسانسور|(?<!\w)(?:رمپ|شیب ?راه|ویلچر|واکر|پله)\w{0,4}(?!\w)|\b(?:asansor|ramp|vilcher|pelle?)\b"
)
_IS_THERE = re.compile(
    r"\b(?:which|where|has|have|is there|are there|do you|does|with an?|easiest|accessible)\b|(?<!\w)(?:کدوم|کدام|دار(?:ه|ید|ین|د|ن)|هست|راحت ?تر\w*|میشه|می ?شود)(?!\w)|\b(?:dar(?:id|in|e)|kod[uo]+m|hast)\b"
)
_LIFT_ELSE = re.compile(
    r"\b(?:toilets?|restroom|washroom|broken|stuck|working|out of order|repair\w*|desks?|lend|borrow)\b|دستشویی|توالت|سرویس|خراب|گیر کرد|کار نمی|میز\b|\b(?:dastshu\w*|kharab)\b"
)
_ARTICLE = re.compile(r"\barticles?\b|(?<!\w)مقاله\w{0,5}(?!\w)|\bmaghale\w*")
_GOT = re.compile(
    r"\b(?:get|got|obtain|order|through you|a copy|look (?:it |one )?up|track down)\b|(?<!\w)(?:تهیه|بگیرم|گرفت|از طریق شما|سفارش|پیدا|لازم دارم|نیاز دارم)(?!\w)|\b(?:begiram|tahie|peyda)\b"
)
_ARTICLE_ELSE = re.compile(
    r"\b(?:print\w*|save|saving|help\w*|thesis|cit(?:e|ing|ation)\w*|publish\w*|appointment|from home|writing|write my)\b|پرینت|چاپ|ذخیره|پایان ?نامه|ارجاع|کمک|از خانه|از خونه|بنویس|منتشر"
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|soon)\b[^.?!]{0,40}\b(?:takes?|taking|until|till|before|hear|decid\w*|approv\w*|answer\w*)\b|\bwhen (?:is|are|will|do|does)\b[^.?!]{0,30}\b(?:decid\w*|approv\w*|looked at)\b|چقدر? طول|چند (?:روز|هفته|وقت) (?:طول|زمان)|کی (?:بررسی|تصمیم|تایید)|\bche?ghad\w{0,2} (?:tool|tul)"
)
_OF_A_LOAN = re.compile(
    r"\b(?:borrow\w*|lend\w*|lent|loan\w*|keep|reserv\w*|queue|renew\w*|arriv\w*|from another)\b|امانت|رزرو|نوبت|تمدید|نگه|بین ?کتابخانه"
)
_NO_STUDENT_CARD = re.compile(
    r"\b(?:no|without|hasn't|haven't|doesn't|don't|didn't|not)\b(?: (?:an?|his|her|their|my|yet|got|get|have|received|any|valid|the)){0,4} student (?:id )?cards?\b|\bstudent (?:id )?card (?:yet|isn't|hasn't|is not)\b"
    r"|(?<!\w)(?:کارت دانشجویی\w{0,3}|student card)(?: (?:هنوز|رو|را|هم|خودش)){0,2} (?:ندار|نگرفت|نیومد|نیامد|صادر نشد|ندادن)\w*"
)
_LICENCE = re.compile(
    r"\b(?:driving|driver'?s?) licen[cs]e\b|(?<!\w)گواهینامه(?:ی|م|مو|ام)?(?!\w)(?! (?:پایان|دوره|شرکت|کارگاه))|\bgavahi ?name\w{0,3}\b"
)
_CARD = re.compile(
    r"\b(?:cards?|join|member\w*|identity|id|enough|do|instead|only)\b|(?<!\w)(?:کارت|عضو|شناسنامه|فقط|کافی|قبول)|\b(?:kart|ozv|shenasname|faghat|kafi)\w*"
)
_LICENCE_ELSE = re.compile(r"\b(?:test|exam|books?|theory|learn\w*)\b|آزمون|امتحان|آیین ?نامه|کتاب(?!خ)|قبول شد")

# Told in the place of what only may be meant, or beside a fact that leaves it out.
LATER_QUESTIONS = (
    PlainQuestion(
        (HouseQuestion("facilities", "با ویلچر می‌شود وارد شد؟", "Can I come in with a wheelchair?", "lift|آسانسور"),),
        (_STEPS, _IS_THERE),
        _LIFT_ELSE,
        # What is looked for in the catalogue may be called so.
        over=_NEAR | {"utter_out_of_scope", "utter_clarify", "utter_clarify_again", "utter_not_understood"},
    ),
    PlainQuestion(
        (HouseQuestion(
            "ill", "کتابی را که ندارید چگونه بگیرم؟", "How do I get a book that you do not own?", "article|مقاله"
        ),),
        (_ARTICLE, _GOT),
        _ARTICLE_ELSE,
        beside=FACTS,
    ),
    PlainQuestion(
        (HouseQuestion(
            "suggest_purchase", "پیشنهادها چه زمانی بررسی می‌شوند؟", "When are suggestions looked at?", "month|week|ماه|هفته"
        ),),
        (_HOW_LONG,),
        _OF_A_LOAN,
        over=WEAK | {"utter_fact", "utter_fact_untold"},
        about="suggest_purchase",
    ),
    PlainQuestion(
        (
            HouseQuestion(
                "card_registration", "برای عضویت چه مدارکی لازم است؟", "What do I need to join?", "identity|ملی|شناسایی"
            ),
            HouseQuestion(
                "card_registration", "عضویت سالانه چند است؟", "What does a year's membership cost?", "rial|ریال"
            ),
        ),
        (_NO_STUDENT_CARD,),
        over=WEAK | {"utter_facts"},
        about="card_registration",
    ),
    PlainQuestion(
        (
            HouseQuestion(
                "card_registration",
                "کارت ملی ندارم یا هنوز صادر نشده؛ می‌توانم عضو شوم؟",
                "My national identity card is missing or not issued yet; can I join?",
                "licence|گواهینامه",
            ),
        ),
        (_LICENCE, _CARD),
        _LICENCE_ELSE,
        beside=FACTS,
    ),
)  # fmt: skip
