"""Wishes for something to read that stand by themselves, whatever was read or told before: for another reader, like somebody."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.reading.examples_named import names_example
from actions.subjects.reading.suggestions import more_of
from actions.subjects.reading.wish_readers import names_another_child
from actions.subjects.reading.wish_words import means_same_subject, persian_of
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.reader import FOR_WORK
from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study
from language.requests.reading.troubles import asks_against_trouble, asks_for_help_in_books
from language.requests.reading.wish import ReadingWish
from language.requests.titles.title_questions import find_title_question

__all__ = ["wishes_to_read"]

# What is wished for behind these may lean on them.
_OF_TITLES = frozenset({"recommendation", "new_arrivals", "search_book", "shelf_location", "events", "interests"})
_SURE = 0.75
_READ_SO = frozenset("recommendation search_book out_of_scope nlu_fallback chitchat children".split())
# What a wish for a book may be read as that stands beside another matter.
_READ_BESIDE = frozenset(
    "facilities room_booking nlu_fallback out_of_scope chitchat help eresources research_help shelf_location children".split()
)
_ON_SUBJECT = frozenset({"recommendation", "search_book", "nlu_fallback"})
_FOR_ONESELF = re.compile(
    r"^(?:(?:ok|okay|great|thanks|and|now|also|oh|then)[ ,.!]{1,3}){0,3}(?:something |anything |a \w{3,12} )?for (?:me|myself)\b(?=\W{0,3}$|[,:.?!]| (?:something|anything|some|any|a|an|too|please)\b)|(?<!\w)(?:و |حالا |خب ){0,2}(?:برای|واسه|برا) (?:خودم|خودمم)(?!\w)(?! ?(?:نمی|نه|نیست))|\b(?:baraye|vase|bara) khodam{1,2}\b"
)
_KIN = r"(?:mother|mum|mom|father|dad|wife|husband|sister|brother|friend|boss|teacher|colleague|girlfriend|boyfriend|partner|daughter|son|niece|nephew|grand\w{3,9}|aunt|uncle|neighbou?r|someone|somebody|birthday|wedding|christmas|him|her)"
_KIN_FA = r"(?:مادر|مامان|پدر|بابا|همسر|خانم|شوهر|زن|دوست|خواهر|برادر|داداش|دختر|پسر|نوه|بچه|خاله|عمه|عمو|دایی|مادربزرگ|پدربزرگ|معلم|استاد|همکار|یکی|کسی|تولد)\w{0,4}"
_GIFT = re.compile(
    rf"\b(?:as |for )?(?:a )?(?:gift|present|birthday)\b[^.?!]{{0,25}}\bfor (?:my |our |an? )?(?:\w{{3,10}} )?{_KIN}\b|\bgive (?:it |one |this )?(?:to )?(?:my |our )?{_KIN} (?:as|for)\b"
    rf"|(?<!\w)(?:هدیه|کادو)(?!\w)[^.؟?!]{{0,20}}(?:برای|برا|واسه|به) {_KIN_FA}(?!\w)|(?<!\w)(?:برای|برا|واسه|به) {_KIN_FA}(?!\w)[^.؟?!]{{0,30}}(?:هدیه|کادو)"
    rf"|(?<!\w)(?:کتابی|یه کتاب|یک کتاب|رمانی) (?:به|برای|واسه) (?:ایشان|ایشون|او|اون|{_KIN_FA}) (?:هدیه|کادو) (?:دهم|دهیم|بدهم|بدم|بدیم|کنم|کنیم|ببرم|بگیرم)(?!\w)"
    r"|\b(?:baraye|vase) \w{3,12}\b[^.?!]{0,25}\b(?:hediye|hadiye|kado)\b|\b(?:hediye|hadiye|kado)\b[^.?!]{0,15}\b(?:baraye|vase) \w{3,12}"
)
_BOOK = re.compile(
    r"\b(?:books?|novels?|poe(?:try|ms?)|stories|ketab\w{0,3}|roman|sher)\b|(?<!\w)(?:کتاب|رمان|شعر|داستان)"
)
# What is given to the library is no gift to read.
_DONATES = re.compile(
    r"\b(?:donat\w{0,5}|give (?:you|away|to (?:you|the library))|my (?:old|used) books|accept|take (?:them|my|books|old))\b|اهدا|کتابخانه|کتابخونه|(?<!\w)(?:بدم به شما|بهتون|رسید|جریمه\w{0,3}|قبول|می ?گیرید|می ?گیرین|تحویل)(?!\w)|\b(?:ehda|ghabool|migirin)\b"
)
# For a thesis or a paper something to read is asked for, and no advice on writing it.
_SOURCES = re.compile(
    r"\b(?:sources?|books?|literature|material|anything on|something on|what (?:have|do|can) you (?:have|got|offer|for)|what have you|(?:what|which|any|some|point (?:me|us) to) (?:works|titles|references)|(?:works|titles|references|criticism) (?:on|about))\b|(?<!\w)(?:منبع\w{0,3}|منابع\w{0,3}|کتاب|کتابی|کتاب ?هایی|آثار|آثاری|مطلب|رفرنس\w{0,4})(?!خ|دار)(?!\w)|\b(?:manba\w{0,3}|ketab\w{0,2})\b"
)
# A person, or how it is done, is asked for.
_ADVICE = re.compile(
    r"\b(?:librarian|help(?:s|ed)? me|appointment|how (?:do|can|should|to)|where|databases?|cit(?:e|ing|ations?)|articles?|journals?)\b|کمک|کتابدار|چطور|چجور|چگونه|کجا|پایگاه|ارجاع|رفرنس|\b(?:komak|chetor|chejuri|koja)\w{0,3}\b"
)
_LIKENS = re.compile(
    r"(?:^|\b(?:ketab\w{0,3}|film\w{0,2}|roman\w{0,2}|chizi?|yeki|nevisande\w{0,2}|mikham|dastan\w{0,2}) (?:\w{2,10} ){0,3})(?:mesle?|shabihe?(?: be)?) |(?:^|(?<!\w)(?:کتاب|کتابی|فیلم|فیلمی|رمان|رمانی|چیز|چیزی|یکی|نویسنده\w{0,3}|داستان\w{0,2}|میخوام) (?:\w{2,10} ){0,3})(?:مثل|شبیه|شبیه به|در سبک|به سبک) "
    r"|\b(?:something|anything|books?|films?|movies?|novels?|someone|anyone|writers?|authors?) (?:\w{3,10} ){0,2}(?:like|similar to) "
)
_SAME_AS = re.compile(
    r"(?<!\w)(?:مثل|شبیه) (?:همیشه|قبل|بقیه|من|ما|شما|اینکه|آدم|همه|دفعه|پارسال|الان|هم)(?!\w)|\b(?:mesle?) (?:hamishe|ghabl|baghie|man|ma|hame|in|alan)\b"
)


async def wishes_to_read(turn: Turn) -> LookStep:
    """Take a wish for something to read that says of itself what it shall be as no more of what was told before."""
    if turn.is_payload or turn.slot("pending") or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    wish = read_wish(await persian_of(turn)).wish
    if await _is_wish_anew(turn, wish):
        if turn.recall("reading"):
            # For somebody else, or of another kind, and none of those before.
            turn.remember(reading=None)
        turn.read_as("recommendation")
        return LookStep.RUN
    last = turn.thread.last
    if turn.recall("reading") and turn.intent in _ON_SUBJECT and means_same_subject(turn.text):
        turn.read_as("recommendation")
        # Where nothing else is said of them, others of the same.
        return LookStep.DONE if not wish and await more_of(turn) else LookStep.RUN
    if turn.intent != "recommendation" or turn.confidence < _SURE:
        return LookStep.ON
    if names_example(turn.text) and not wish.author:
        # "Good humour, Aziz Nesin for example": who is named may be an author (subjects/authors_named.py).
        return LookStep.ON
    if last is None or (last.act in _OF_TITLES and not (wish.kinds and wish.genres and not wish.author)):
        return LookStep.ON
    independent = wish.genres or wish.forms or wish.kinds or wish.audience or wish.ages or wish.like or wish.topics
    return LookStep.RUN if independent else LookStep.ON


async def _is_wish_anew(turn: Turn, wish: ReadingWish) -> bool:
    said = fold(turn.text).replace("’", "'")
    kind = bool(wish.genres or wish.forms or wish.topics)
    if turn.intent in _READ_SO and (names_another_child(turn.text) or (kind and _FOR_ONESELF.search(said))):
        # "And her brother is nine", "and for me, something on cooking?"
        return True
    if turn.intent == "chitchat" and _BIDS.search(said):
        # "Do you ever get bored? Anyway, give me something to read."
        return True
    if turn.intent == "donation":
        return kind and _GIFT.search(said) is not None and _BOOK.search(said) is not None and not _DONATES.search(said)
    if turn.intent in ("search_book", "recommendation") and (wish.forms == ("nonfiction",) and wish.topics):
        # What was written about an author's novels, and none of them.
        return not turn.recall("reading")
    if turn.intent in _READ_BESIDE and asks_for_help_in_books(said):
        # Told beside another matter: the reading room, an examination.
        return kind or bool(read_wish(turn.text).wish.genres)
    if _may_be_against_trouble(turn) and asks_against_trouble(said) and read_wish(turn.text).wish.genres:
        return True
    if turn.confidence < _UNLIKELY.get(turn.intent, 0.0) and _OF_STOCK.search(said) and not _OF_HOUSE.search(said):
        return bool(wish.genres or wish.forms)
    if turn.intent in ("out_of_scope", "nlu_fallback") and turn.confidence < _HARDLY and wish.like:
        # "She likes Zoya Pirzad. What could I bring her?"
        return _TO_GIVE.search(said) is not None and await _is_known(turn, wish)
    if turn.intent in _OF_RESEARCH:
        works = FOR_WORK.search(said) is not None and _SOURCES.search(said) is not None
        advice = _ADVICE.search(_WORKS.sub(" ", said)) is not None
        return (kind or read_study(turn.text) is not None) and works and not advice
    if turn.intent != "search_book" or not wish.like or not _LIKENS.search(said) or _SAME_AS.search(said):
        return False
    if find_title_question(turn.text) is not None or word_count(turn.text) > _MOST_WORDS:
        return False
    return await _is_known(turn, wish)


_BIDS = re.compile(
    r"\b(?:give|find|get|recommend|suggest|pick|lend)(?: me| us)? (?:something|anything|sth|a (?:\w{3,10} )?(?:book|novel|story))\b[^.?!]{0,30}\b(?:to read|read|for tonight|for the night)\b"
    r"|(?:یه|یک) ?(?:چیز|کتاب|رمان|داستان)\w{0,3} (?:\w{2,8} ){0,2}?(?:بده|بدین|بدید|بگو|بگین|معرفی کن\w{0,2}|پیشنهاد (?:کن|بده|بدین))(?: (?:که )?بخونم)?(?!\w)"
    r"|\bye (?:chiz|ketab|roman|dastan)\w{0,2} (?:\w{2,8} ){0,2}?(?:bede|begu|bedin|moarefi kon|pishnahad (?:kon|bede))\b"
)


async def _is_known(turn: Turn, wish: ReadingWish) -> bool:
    """Tell whether what something shall be like is a name that is known; of another it is said that it is not found."""
    like = ReadingWish(like=read_wish(turn.text).wish.like or wish.like, kinds=wish.kinds)
    return not (await turn.library.suggest(like, limit=1, language=turn.language)).unknown


_MOST_WORDS = 50
_OF_RESEARCH = frozenset({"research_help", "citation_help", "out_of_scope", "nlu_fallback"})
# "Which references have you got?" asks for books, and for no help with them.
_WORKS = re.compile(
    r"(?<!\w)(?:چه|چی) (?:رفرنس|منبع)\w{0,5} (?:دارین|دارید|داری|هست)(?!\w)|(?<!\w)رفرنس ?(?:ی|هایی) (?:دارین|دارید|داری|هست)(?!\w)|\bpoint (?:me|us) to (?:any |some )?(?:works|books|titles|sources)\b|\bnot? (?:articles?|journals?)\b"
)
_TO_GIVE = re.compile(
    r"\bwhat (?:could|can|should|shall|would) (?:i|we|you) (?:bring|give|get|take|read to|suggest|recommend)\b|(?<!\w)چی (?:براش|واسش|بهش) (?:ببرم|بدم|بگیرم|بخونم)(?!\w)"
)
# Read less surely than so, a message that asks for what is in to read may be one.
_UNLIKELY = {"facilities": 0.85, "nlu_fallback": 0.85, "out_of_scope": 0.85, "chitchat": 0.85, "events": 0.5}
_OF_STOCK = re.compile(
    r"\bwhat(?: else)? (?:have you(?: got)?|do you have|you(?: have)? got) in(?: today| now)? (?:that's|that is|that are)\b"
    r"|\bis there one (?:that's|that is|which is) (?:an? (?:\w{3,10} )?)?(?:story|novel|book of poems)(?= ?(?:$|[.?!,;)]))"
)
_OF_HOUSE = re.compile(
    r"\b(?:groups?|circles?|talks?|telling|children|kids|weekends?|week|month|tonight|list|waiting|sent|branch(?:es)?|ramp|lift|upstairs|floor|sections?|rooms?|seats?|class(?:es)?|courses?|workshops?|events?|club|evenings?|festival|print\w{0,3}|scan\w{0,4}|copy|photocop\w{1,3}|wi-?fi|computers?|borrow|return|renew|reserve|hold|fines?|card|open|close[sd]?|lost|damaged|donate|sell|buy)\b"
)
# Read as none of another matter, or as nothing surely.
_NOTHING_ELSE = {"chitchat": 1.1, "out_of_scope": 1.1, "nlu_fallback": 1.1, "facilities": 0.6, "recommendation": 1.1}
_HARDLY = 0.35


def _may_be_against_trouble(turn: Turn) -> bool:
    if turn.entities.get("title"):
        return False
    most = _NOTHING_ELSE.get(turn.intent, _SURE if turn.intent == "search_book" else _HARDLY)
    return turn.confidence < most
