"""Magazines and newspapers, and their old numbers: no titles of the catalogue; what the library tells of them is told.

Which of them it has is in no record here, so what is told stands with its question, and a librarian is offered.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Heard
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.finding import entries_told, find_facts
from actions.rasa.registry import listens, rescues
from actions.subjects.facts.fact_parts import entry_parts, remember_told
from actions.subjects.facts.fact_told import tell_with_questions
from actions.subjects.facts.unknown_facts import say_unknown, say_untold
from actions.subjects.titles.titles_in_talk import title_named
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.searching import SURE_OF_TOPIC
from language.normalise import fold
from language.requests.speech.phrases import words_of
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["asks_for_periodical", "asks_which", "tells_of_periodicals"]

_PERIODICAL = re.compile(
    r"\b(?:magaz?ine?s?|periodicals?|(?<!bullet )(?<!gratitude )(?<!dream )(?<!my )journals?|newspapers?|news ?papers?|weeklies|dailies)\b|(?<!\w)(?:مجله|مجلات|نشریه|نشریات|روزنامه(?! ?نگار)|هفته ?نامه|ماهنامه|فصلنامه|گاهنامه)(?:‌?(?:ها|های|هاى|ای|ی|هه|اى)\w*)?(?!\w)|\b(?:majal+e|(?:ro+zname|ruzname)(?! ?negar)|nashrie|mahname)\w*"
)
# What is said of the numbers of a periodical and of little else.
_ISSUE = re.compile(
    r"\b(?:(?:back|old|past) (?:is+ues|is+ue|num?b[eu]+r?s|nubm\w+s)|back num?b[eu]+r|(?:latest|current|recent|newest|last) is+ues?|(?:latest|newest) (?:num?b[eu]+r?s?|nubm\w+))\b(?! (?:with|about|at|regarding)\b)|\bis+ues? (?:of|from)\b|شماره ?‌?(?:های|ها) ?(?:قدیمی|قبلی|گذشته|جدید|آخر)(?:ش|شون)?(?!\w)|(?:آخرین|جدیدترین) شماره|(?<!\w)شماره(?: ?ی)? (?:جدید|تازه|آخر|اخیر) (?!کتابخ|شعبه|تلفن|موبایل|همراه|تماس|کارت|عضو|من(?!\w)|ما(?!\w)|شما|خودم|رو(?!\w)|را(?!\w)|پشتیبان|کتابدار)\w{2,20}[^.؟?!]{0,20}(?<!\w)(?:دارید|دارین|داری|هست|اومده?|آمده|رسیده?)(?!\w)|\bshomare\w* (?:ghadimi|akhar)"
)
_NEWS = re.compile(r"news ?papers?|dailies|روزنامه|\b(?:ro+zname|ruzname)")
_OLD = re.compile(
    r"\b(?:old|older|back|past|previous|archiv\w*|1[0-9]{3}s?|20[0-2][0-9]|[2-9]0s|(?:nineteen|twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)\b|قدیمی|قدیم|آرشیو|گذشته|دهه|دوره|(?<!\w)سال(?:های|‌های)? ?[0-9۰-۹]{2,4}|[0-9۰-۹]{4}|\b(?:ghadim\w*|arshiv|sale [0-9]{2,4})"
)
_LENT = re.compile(
    r"\b(?:borrow\w*|lend|lent|loan|take (?:it|them|one) home|tak\w* (?:it|them) home|home)\b|امانت|خونه|خانه|ببر\w*|\b(?:amanat|bebar\w*|khune)\b"
)
# One's own number, a telephone's, or trouble with something is no number of a periodical.
_OF_OTHERS = re.compile(
    r"\b(?:my|your|phone|telephone|mobile|card|contact)\b[^.?!]{0,16}\bnumbers?\b|\bis+ues? with\b|شماره ?(?:ی )?(?:تلفن|موبایل|همراه|کارت|تماس)|شماره\w* (?:\w+م|جدیدم|قدیمیم) "
)
# Given, bought or written, they are asked of something else; and a book is none.
_ELSE = re.compile(
    r"\b(?:donat\w+|gifts?|give (?:you|away)|suggest\w*|buy|order|subscrib\w*|articles?|publish\w*|cit(?:e|ing|ation)\w*|impact|novels?|books?|authors?|biograph\w+|pritn|print\w*|photocop\w*|scan\w*)\b"
    r"|اهدا|هدیه|پیشنهاد|بخرید|خرید|مقاله|چاپ کن|ارجاع|رمان|کتاب(?!خ)\w*|اسکن|کپی|رونوشت|پرینت|عضویت"
)
_READ_SO = frozenset(
    "search_book recommendation new_arrivals shelf_location course_reserves nlu_fallback out_of_scope chitchat facilities"
    " eresources loan_policy borrow print_scan".split()
)
# Surely read as of these, facts answer as they stand.
_OF_FACTS = frozenset("facilities eresources loan_policy borrow print_scan".split())
_SURE, _FEW = 0.75, 4
_ABOUT = "magazin|newspaper|periodical|مجله|روزنامه|نشریه"
_HAVE = ("facilities", "روزنامه و مجله دارید؟", "Do you have newspapers and magazines?")
_LEND = ("facilities", "می‌شود مجله را امانت گرفت؟", "Can I borrow magazines?")
_ARCHIVE = ("eresources", "آرشیو روزنامه از چه سالی است؟", "How far back does the newspaper archive go?")


def asks_for_periodical(text: str) -> bool:
    """Tell whether a text looks for a magazine or a newspaper, or for numbers of one."""
    said = fold(text)
    issue = _ISSUE.search(said) is not None and _OF_OTHERS.search(said) is None
    return (_PERIODICAL.search(said) is not None or issue) and _ELSE.search(said) is None


@listens
async def tells_of_periodicals(turn: Turn) -> bool:
    """Tell what there is of periodicals where one is looked for as if it were a book; False where nothing is told."""
    if turn.is_payload or turn.intent not in _READ_SO or not asks_for_periodical(turn.text):
        return False
    if turn.intent in _OF_FACTS and (turn.confidence >= _SURE and _ISSUE.search(fold(turn.text)) is None):
        return False
    title = await title_named(turn, turn.text)
    if title is not None and (_PERIODICAL.search(fold(title.title)) or _ISSUE.search(fold(title.title))):
        return False
    found = [
        entry
        for each in _asked(turn.text, lending=_of_lending(turn))
        if (entry := await _told(turn, *each)) is not None
    ]
    if not found:
        return False
    turn.intent = "facilities"
    await tell_with_questions(turn, found)
    if _names_one(turn.text):
        # Whether that one is among them stands in no record.
        say_unknown(turn)
    return True


@rescues
async def says_which_is_unknown(turn: Turn, heard: Heard) -> None:
    """Say with what is told of periodicals that nothing tells which they are, where one or a language is named."""
    if heard.is_payload or not turn.answers or turn.answers[0][0] not in _TOLD or turn.slot("pending"):
        return
    told = [entry for _, said in turn.answers for entry in await entries_told(turn, said)]
    if not any(each[2] in (entry.title.get("en") for entry in told) for each in (_HAVE, _ARCHIVE)):
        return
    if not asks_for_periodical(heard.text) or not asks_which(heard.text):
        return
    meant = next((one for one in told if one.title.get("en") == _HAVE[2]), told[0])
    others = [one for one in told if one != meant]
    turn.answers.clear()
    if others:
        await tell_with_questions(turn, others)
    remember_told(turn, meant)
    say_untold(turn, meant, await entry_parts(turn, meant), "titles", [])


_TOLD = frozenset({"utter_fact", "utter_fact_asked", "utter_facts"})
# In which languages they are stands in no record either; where they are, and when, is asked of the house.
_PAPERS = r"(?:news ?papers?|magazines?|periodicals?|dailies|weeklies)"
_OF_LANGUAGE = re.compile(
    rf"\b(?:english|foreign|arabic|turkish|french|german|kurdish)(?:[- ]language)? {_PAPERS}\b|\b{_PAPERS} in (?:english|arabic|turkish|french|german|kurdish)\b"
    rf"|\b(?:which|what) {_PAPERS}\b[^.?!]{{0,24}} exactly\b"
    r"|(?<!\w)(?:روزنامه|مجله|نشریه)(?:[ \u200c]?(?:های|ها|ی|ای))? (?:به )?(?:زبان )?(?:انگلیسی|خارجی|لاتین|عربی|ترکی|کردی)(?!\w)"
)
_EXAMPLE = re.compile(
    rf"\b{_PAPERS}\b[^.?!]{{0,24}}\b(?:for example|e\.g\.|such as|like),? (?:the |The )?[A-Z]\w{{2,20}}"
)
_HOUSE_ASKED = re.compile(
    r"\b(?:where|when|how|borrow|read them)\b|(?<!\w)(?:کجا\w{0,3}|کدوم طبقه|کدام طبقه|چطور|چقدر|امانت)(?!\w)"
)


def asks_which(text: str) -> bool:
    """Tell whether a text asks which periodicals there are: one by name, or those of a language."""
    if _HOUSE_ASKED.search(fold(text)):
        return _names_one(text)
    return _names_one(text) or _EXAMPLE.search(text) is not None or _OF_LANGUAGE.search(fold(text)) is not None


def _names_one(text: str) -> bool:
    """Tell whether one periodical is named, and not only what kind it shall be of: «مجلهٔ بخارا», "Time magazine"."""
    for found in _NAMED.finditer(text):
        said = words_of(fold(next(filter(None, found.groups()))))
        if said and not any(is_ordinary(word) or word in _KINDS for word in said):
            return True
    return False


_NAMED = re.compile(
    r"(?<!\w)(?:مجله|نشریه|روزنامه|هفته[ ‌]?نامه|ماهنامه|فصلنامه)(?:ٔ|‌ی| ی)? ([^\W\d_]{2,20})"
    r"|\b(?:[Mm]ajal+e|[Rr]o+zname|[Rr]uzname)(?:ye|y)? ([a-z]{3,20})\b"
    r"|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:magazine|newspaper|journal)\b"
    r"|\b(?:issues?|numbers?|copies) (?:of|from) (?:the |The )?([A-Z][a-z]+)\b"
)
# Of what kind it is, for whom, and how old.
_KINDS = frozenset(
    "کودک کودکان نوجوان بچه ورزشی علمی ادبی خارجی داخلی قدیمی جدید تازه خانوادگی هنری سینمایی فارسی انگلیسی عربی محلی"
    " هفتگی ماهانه روزانه امروز دیروز فردا چی چیا چه هم رو را یا و تون تان ها دارید دارین داری هست میشه صبح عصر زنان جدول مد آشپزی"
    " kudak koodak varzeshi elmi adabi khareji ghadimi jadid ham chi darid darin ro emrooz emruz the your old any english persian iranian"
    " local daily weekly monthly foreign sports science children women academic scientific popular back latest do have are is can".split()
)


def _of_lending(turn: Turn) -> bool:
    """Tell whether the terms of lending were told just before: a periodical that is only named asks for its own."""
    last = turn.thread.last
    return (
        last is not None
        and last.act in {"loan_policy", "borrow"}
        and word_count(turn.text) <= _FEW
        and not _HAVES.search(fold(turn.text))
    )


# Whether there are any is asked of the house, whatever was told before.
_HAVES = re.compile(r"\b(?:have|got|there|get)\b|دارید|دارین|دارن|هست|\b(?:darid|darin|hast)\b")


def _asked(text: str, *, lending: bool = False) -> list[tuple[str, str, str]]:
    """Give the questions of the house that a text asks: what there is, of old ones, and whether they are lent."""
    said = fold(text)
    if _OLD.search(said):
        news = _NEWS.search(said) is not None
        return [_ARCHIVE] if news else [_HAVE, _LEND]
    return [_LEND] if lending or _LENT.search(said) else [_HAVE]


async def _told(turn: Turn, topic: str, fa: str, en: str) -> KnowledgeEntry | None:
    found = await find_facts(turn, fa if turn.language == "fa" else en, topic, alone=True)
    for one in found:
        texts = (*one.entry.title.values(), *one.entry.text.values())
        if one.score >= SURE_OF_TOPIC and one.entry.topic == topic and not one.entry.is_open:
            return one.entry if any(re.search(_ABOUT, fold(text)) for text in texts) else None
    return None
