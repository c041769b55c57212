"""A book that is needed and out, told without its title: it is asked which; and whether one can be read in the house.

Whether a copy is free is told to everybody: nobody signs in for it. Who is afraid of an exam hears a word on that.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, PatronReply
from actions.subjects.catalogue.lent_or_read_here import asks_lent_or_read_here, points_at_another_thing
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_as
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.titles_in_talk import title_in_talk, title_named
from language.normalise import fold
from library.values import SearchPage

__all__ = ["asks_to_read_here", "hears_of_wanted", "needs_what_is_out"]

_WANTED_EN = r"i(?:'m| am| was)? (?:really |badly |desperately |urgently |just |so )?(?:need\w*|want\w*|look\w* for|have to read|must read|supposed to read)(?: (?!is\b|are\b|was\b|has\b|have\b|i\b)\w+){0,5}"
_GONE_EN = r"(?:is|are|was|were|has been|have been|'s|'re)(?: (?!not\b)\w+){0,2}? (?:out|taken|gone|checked out|on loan|borrowed|unavailable|lent out|not (?:there|in|available))(?! of\b)"
_OUT = re.compile(
    rf"\b(?:the|a|that) (?:\w+ ){{0,2}}(?:book|textbook|title|novel)s? (?:that )?{_WANTED_EN} {_GONE_EN}\b"
    rf"|\b(?:my|the|our) (?:course ?book|text ?book|set book|course text)s?(?: (?:for|of) (?:\w+ ){{1,5}}?)? ?{_GONE_EN}\b"
    rf"|\b(?:somebody|someone|another (?:reader|student|member|patron|person)|they) (?:else )?(?:has |have |'s )?(?:took|taken|has|got|borrowed|checked out|grabbed) (?:the|that) (?:\w+ ){{0,2}}(?:book|textbook|title|novel) (?:that )?{_WANTED_EN}"
    r"|(?<!\w)کتاب(?:ی|ایی|های|هایی|ا|م|مو|و)?(?: درسی\w*| کنکور\w*)?(?: رو| را)?(?: که)?(?: \w+){0,4}? (?:مورد نیازم?|لازم|میخوا\w+|میخواست\w*|نیاز|احتیاج|دنبالش\w*|باید بخون\w+)(?: دارم| داشتم)?(?:(?<!لازم)(?<!نیاز)(?<!احتیاج) (?:نیست|نیستش|نبود)|(?: \w+){0,6}? (?:امانته|امانت رفته|امانت هست|امانت داده\w*|بردن\w*|برده(?:ن|اند)?|گرفتن(?!م)\w*|قرض گرفته\w*|تموم شده|دست (?:یکی|کسی|یه نفر|یک نفر|یه \w+|نفر|بقیه|دیگر\w*)\w*))(?!\w)"
    r"|(?<!\w)کتاب(?:ای|های|هایی?)? ?درسی(?:م|مو|مون|ها\w*)?(?: رو| را)?(?: (?:نیست|نیستش)|(?: \w+){0,3}? (?:امانته|امانت رفته|بردن\w*|برده(?:ن|اند)?|گرفتن(?!م)\w*|دست (?:یکی|کسی|یه نفر|یک نفر|نفر|بقیه|دیگر\w*)\w*))(?!\w)"
    r"|\bketab(?:i|e|a|aye|am)?(?: darsi\w*)?(?: ro)?(?: ke)?(?: \w+){0,2} (?:lazem|mikham|mikhastam|niaz|ehtiaj|darsim?)(?: daram)?(?:(?<!lazem)(?<!niaz)(?<!ehtiaj) nist|(?: \w+){0,5}? (?:bordan\w*|borde\w*|gereftan\w*|amanate|amanat rafte|daste? (?:yeki|kasi|ye nafar|baghie)))\b"
)
# Whose own loan it is, or what is ordered, has an answer of its own.
_ORDERED = re.compile(
    r"\b(?:renew\w*|extend|cancel|reserve\w*|my (?:loan|reservation|hold)s?|i have at home|overdue|return\w*|ready|desk|buy|purchase|order)\b|خرید|بخر|(?<!\w)یاد(?:م|ش)?(?!\w)|تمدید|لغو|رزرو|برگردون|پس ب|تحویل|\b(?:tamdid|laghv|rezerv|bekhar|yadam)"
)
_WORRIED = re.compile(
    r"\b(?:stress\w*|panic\w*|anxi\w+|nervous|exams?|finals?|test|desperate\w*|crazy|worr\w+|freak\w*|due tomorrow|deadline|fail)\b|استرس|امتحان|کنکور|نگران|دیو(?:و)?نه|دیوانه|اضطراب|بدبخت|میفت\w+|\b(?:e?stress?|emtehan|negaran|divoone|divune|konkur)\b"
)
_HERE = r"(?:in the (?:library|building|house|reading room|branch)|on ?-?site|on the premises|(?:right )?(?:there|here)\b|without (?:taking|borrowing|checking)|for (?:library|in-house|reference) use|for use in)"
_READ_HERE = re.compile(
    rf"\b(?:read|look at|look into|use|consult|study|leaf through|see|sit with)\b[^.?!]{{0,40}}\b{_HERE}"
    r"|\b(?:copy|one|it) (?:\w+ ){0,3}for (?:library use|reference|use in)\b|\breference(?:-only| only)? copy\b"
    r"|(?:همون ?جا|همین ?جا|همان ?جا|تو(?:ی)? (?:خود )?(?:کتابخونه|کتابخانه|سالن|محل|شعبه)|در (?:خود )?(?:کتابخانه|سالن|محل)|بدون (?:امانت|بردن|اینکه ببرم))(?: \w+){0,3} (?:بخون\w*|بخوان\w*|خوند\w*|خواند\w*|مطالعه|نگاه\w*|ورق\w*|استفاده)"
    r"|\b(?:hamoo?nja|haminja|too?ye? (?:khode )?ketabkhoo?ne|too?ye? salon)(?: \w+){0,3} (?:bekhoo?n\w*|khoo?nd\w*|motale\w*)\b"
)
_OF_IT = re.compile(
    r"\b(?:copy|copies|one|it|that|this|them|book)\b|نسخه|(?<!\w)(?:یکی\w*|اون\w*|این\w*)(?!\w)|(?:بخون\w*|خوند\w*|بخوان\w*)ش(?!\w)|کتاب|بخونم|\b(?:noskhe\w*|yeki|bekhunam\w*|bekhoonam\w*)\b"
)
_MOST_WORDS = 30


def needs_what_is_out(text: str) -> bool:
    """Tell whether a text says that a book that is needed, and not named, is out."""
    said = fold(text).replace("’", "'")
    asks_how_long = _HOW_LONG.search(said) is not None
    return _OUT.search(said) is not None and _ORDERED.search(said) is None and not asks_how_long


def asks_to_read_here(text: str) -> bool:
    """Tell whether a text asks to read a copy in the house."""
    said = fold(text).replace("’", "'")
    return _READ_HERE.search(said) is not None and _OF_IT.search(said) is not None


# «چند روز امانته؟» asks for the terms, and tells of nothing that is out.
_HOW_LONG = re.compile(
    r"(?<!\w)(?:چند (?:روز|هفته|وقت)|چقدر|چه مدت|تا کی)(?!\w)|\bhow long\b|\bchand (?:ruz|rooz|hafte)\b"
)


async def hears_of_wanted(turn: Turn) -> bool:
    """Ask which book it is that is out, or tell what of a title can be read in the house; tell whether it was that."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or word_count(turn.text) > _MOST_WORDS or pending.get("do") not in _WAITS:
        return False
    asked = pending.get("do") == "search"
    if await _is_title_alone(turn, asked=asked):
        turn.read_as("search_book")
        if not (asked and await run_pending(turn, PatronReply("words", text=turn.text))):
            await HANDLERS["search_book"].handler(turn)
        return True
    if needs_what_is_out(turn.text) and not (turn.intent in _OF_NONE and turn.confidence >= _SURE):
        last = turn.thread.last
        if (last is not None and last.kind == "title") or await title_named(turn, turn.text) is not None:
            return False
        turn.intent, turn.confidence, turn.entities = "search_book", 1.0, {}
        turn.await_("search", "words")
        worried = _WORRIED.search(fold(turn.text)) is not None
        turn.say("utter_out_which", status="clarified", feeling=nested("utter_part_exam_worry") if worried else None)
        return True
    return await _reads_here(turn)


# Read surely as one of these, the library has no such book: it is no copy that comes back.
_OF_NONE, _SURE = frozenset({"ill", "suggest_purchase", "research_help", "eresources"}), 0.75
_WAITS = (None, "contact", "file", "search")
# A bare title is read as one of these where a patron has it, or waits for it.
_OF_OWN = frozenset({"hold_status", "loans", "renew", "fines", "account"})


async def _is_title_alone(turn: Turn, *, asked: bool) -> bool:
    """Tell whether a message is a title word for word: asked for, or by somebody unknown who asked for nothing else."""
    if not asked and (turn.patron is not None or turn.intent not in _OF_OWN or turn.slot("resume")):
        return False
    said = turn.text.strip(_AROUND)
    page = await turn.library.search(said, limit=_LOOKED_AT) if said else SearchPage()
    return any(is_titled(title.title, said) for title in page.titles)


_AROUND = " .!,«»\"'“”"
_LOOKED_AT = 20


_OF_TITLES = frozenset({"search_book", "shelf_location", "recommendation", "hold"})


async def _reads_here(turn: Turn) -> bool:
    if not asks_to_read_here(turn.text) or asks_lent_or_read_here(turn.text) or not turn.thread.acts():
        return False
    named = await title_named(turn, turn.text)
    title = named or await title_in_talk(turn)
    last = turn.thread.last
    of_it = last is not None and last.act in _OF_TITLES and not points_at_another_thing(turn.text)
    if title is None or (named is None and not of_it):
        return False
    out = not any(place.available for place in await turn.library.availability(title.id))
    # A textbook of which all are lent stands in the reading room; any other one is read where it stands.
    told = out and await answer_as(turn, "course_reserves", **_TEXTBOOK, about="reading room|سالن", alone=True)
    if not told:
        await answer_as(turn, "visitor_access", **_COME_IN, about="read|مطالعه", alone=True)
    turn.intent, turn.confidence = "search_book", 1.0
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    await tell_where(turn, title, None)
    return True


_TEXTBOOK = {"fa": "اگر همهٔ نسخه‌های کتاب درسی امانت باشد چه کنم؟", "en": "What if all copies of a textbook are out?"}
_COME_IN = {"fa": "بدون عضویت می‌شود وارد شد و مطالعه کرد؟", "en": "May I come in and read without being a member?"}
