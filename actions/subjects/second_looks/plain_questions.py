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


# A way in without steps; steps alone, of a course or a title, are none.
_WAY_IN = (
    r"(?:\b(?:lifts?|elevators?(?! pitch)|ramps?|step-?free|wheel ?chairs?|walking frame|crutches)\b|\b(?:can't|cannot|can not|unable to|not able to|struggles? with|trouble with) (?:(?:climb|manage|use|do|walk|go|get|up|on|the|any|many|these|those) ){0,3}(?:stairs|steps)\b"
    r"|آسانسور|(?<!\w)(?:رمپ|شیب ?راه|ویلچر)\w{0,4}(?!\w)|(?<!\w)با واکر(?!\w)|(?<!\w)پله\w{0,3}(?: (?:رو|را|ها رو|ها را))? (?:نمی ?تو[ان]\w{1,5}|براش سخت\w{0,2})|\b(?:asansor|vilcher)\b)"
)
_IS_THERE = (
    r"(?:\b(?:which|where(?:'s)?|is there|are there|do you|does|can (?:i|we|he|she|my \w{2,12}) (?:get|come|go))\b|\b(?:branch\w{0,2}|library|building|it|one|saadi|central) (?:has|have)\b"
    r"|(?<!\w)(?:کدوم|کدام|دار(?:ه|ید|ین|د|ن)|هست|میشه|می ?شود)(?!\w)|\b(?:dar(?:id|in|e)|kod[uo]+m|hast)\b)"
)
# In one sentence; which is easiest, beside it.
_STEPS = re.compile(
    rf"{_WAY_IN}[^.?!؟]{{0,120}}{_IS_THERE}|{_IS_THERE}[^.?!؟]{{0,120}}{_WAY_IN}|{_WAY_IN}.{{0,200}}(?:\b(?:easiest|accessible)\b|راحت ?تر)",
    re.DOTALL,
)
_LIFT_ELSE = re.compile(
    r"\b(?:toilets?|restroom|washroom|broken|stuck|working|out of order|repair\w*|desks?|lend|borrow|donat\w{1,3}|give away|sell|(?:wheel ?chair|lift|ramp) (?:basketball|sports?|music|racing)|books?|novel|called|titled|author|written by|film|(?:give|gave|offer\w*|need) (?:\w{2,6} )?a lift|lift (?:the|my|a|your|it)|weights?)\b"
    r"|[\"“«‘]|(?<!\w)'|دستشویی|توالت|سرویس|خراب|گیر کرد|کار نمی|میز\b|(?<!\w)(?:کتابی?|رمانی?|نوشته|نویسنده)(?!\w)|\b(?:dastshu\w*|kharab)\b"
)
_ARTICLE = re.compile(r"\barticles?\b|(?<!\w)مقاله\w{0,5}(?!\w)|\bmaghale\w*")
# From where this library has none.
_GOT = re.compile(
    r"\b(?:get|got|obtain|order|have)\b[^.?!]{0,20}\b(?:through you|from (?:another|other|a different) librar(?:y|ies))\b|\b(?:you|the library) (?:don't|do not|doesn't|does not) (?:have|own|hold|keep)\b"
    r"|(?<!\w)از طریق شما(?!\w)|(?<!\w)از (?:یه |یک )?(?:کتابخانه|کتابخونه)[ \u200c]?(?:های|ها|ی)? ?(?:دیگه|دیگر)"
)
_ARTICLE_ELSE = re.compile(
    r"\b(?:print\w*|save|saving|help\w*|thesis|cit(?:e|ing|ation)\w*|publish\w*|appointment|from home|writing|write my|passwords?|wi-?fi|databases?|cards?|colou?r|log ?in|read in)\b|پرینت|چاپ|ذخیره|پایان ?نامه|ارجاع|کمک|از خانه|از خونه|بنویس|منتشر|رمز|وای[ \u200c]?فای|دانلود|پایگاه|کارت"
)
# Until what was proposed is decided.
_DECIDED = r"(?:decid\w{1,3}|decision|approv\w{1,3}|suggestions?|proposals?|looked at|considered)"
_HOW_LONG = re.compile(
    rf"\bhow (?:long|soon)\b[^.?!]{{0,60}}\b{_DECIDED}\b|\bwhen (?:is|are|will|do|does)\b[^.?!]{{0,30}}\b{_DECIDED}\b"
    r"|(?:چقدر? طول|چند (?:روز|هفته|وقت) (?:طول|زمان))[^.؟?!]{0,40}(?:بررسی|تصمیم|تایید|تصویب|پیشنهاد|\bapprove\b)|(?:بررسی|تصمیم|تایید|تصویب|پیشنهاد)[^.؟?!]{0,30}(?:چقدر? طول|چند (?:روز|هفته|وقت) (?:طول|زمان))"
    r"|(?<!\w)کی (?:بررسی|تصمیم|تایید)|\bche?ghad\w{0,2} (?:tool|tul)\b[^.?!]{0,40}\b(?:barres\w{1,2}|tasmim|tayid|approve)\b"
)
_OF_A_LOAN = re.compile(
    r"\b(?:borrow\w*|lend\w*|lent|loan\w*|keep|reserv\w*|queue|renew\w*|arriv\w*|from another|cards?|member\w*|complain\w*|application|room|visit|shel(?:f|ves))\b|امانت|رزرو|نوبت|تمدید|نگه|بین ?کتابخانه|کارت|عضو|شکایت|اتاق|بازدید|قفسه"
)
# Somebody's that is not issued yet: forgotten at home, or another's rights, it is none.
_NO_STUDENT_CARD = re.compile(
    r"\b(?:no|hasn't|haven't|doesn't|don't|didn't|not)\b(?: (?:an?|his|her|their|my|got|get|have|received?|any|valid|the|yet)){0,4} student (?:id )?cards? yet\b|\bstudent (?:id )?card (?:isn't|hasn't|is not|has not) (?:\w{2,8} ){0,3}yet\b"
    r"|\b(?:roommate|flatmate|friend|wife|husband|brother|sister|cousin) (?:has no|has not got a|hasn't got a|doesn't have a|does not have a|without a) student (?:id )?card\b"
    r"|(?<!\w)هنوز (?:کارت دانشجویی|student card)\w{0,3} (?:ندار|نگرفت|نیومد|نیامد|صادر نشد|ندادن)\w{0,3}|(?<!\w)(?:کارت دانشجویی\w{0,3}|student card)(?: (?:رو|را|هم|خودش)){0,2} هنوز (?:ندار|نگرفت|نیومد|نیامد|صادر نشد|ندادن)\w{0,3}"
    r"|(?<!\w)(?:دوست\w{0,2}|هم ?اتاقی\w{0,2}|همسر\w{0,2}|برادر\w{0,2}|خواهر\w{0,2}) (?:کارت دانشجویی|student card) ندار(?:ه|د)(?!\w)"
)
_CARD_ELSE = re.compile(
    r"\b(?:today|with me|tomorrow|bring|discount|lost|renew\w*|expired|teacher|professor|staff)\b|(?<!\w)(?:استاد\w{0,2}|معلم\w{0,2}|کارمند\w{0,2}|همراه\w{0,2}|تخفیف|فردا|امروز|گم|تمدید)(?!\w)"
)
_LICENCE = re.compile(
    r"\b(?:driving|driver'?s?) licen[cs]e\b|(?<!\w)گواهینامه(?:ی|م|مو|ام)?(?!\w)(?! (?:پایان|دوره|شرکت|کارگاه))|\bgavahi ?name\w{0,3}\b"
)
_CARD = re.compile(
    r"\b(?:cards?|join|member\w*|identity|id|enough|do|instead|only)\b|(?<!\w)(?:کارت|عضو|شناسنامه|فقط|کافی|قبول)|\b(?:kart|ozv|shenasname|faghat|kafi)\w*"
)
_LICENCE_ELSE = re.compile(
    r"\b(?:test|exam|books?|theory|learn\w*|deposit|laptops?|tablets?|lend|borrow\w*|new card|lost|replac\w*|stolen)\b|آزمون|امتحان|آیین ?نامه|کتاب(?!خ)|قبول شد|لپ ?تاپ|ودیعه|امانت|گم|المثنی|دوباره"
)

# Told in the place of what only may be meant, or beside a fact that leaves it out.
LATER_QUESTIONS = (
    PlainQuestion(
        (HouseQuestion("facilities", "با ویلچر می‌شود وارد شد؟", "Can I come in with a wheelchair?", "lift|آسانسور"),),
        (_STEPS,),
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
        _CARD_ELSE,
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
        about="card_registration",
    ),
)  # fmt: skip
