"""Titles named beside something else: where they are, when they can be had, whether they can be read on the spot."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import listens
from actions.subjects.catalogue.authors_named import author_owning
from actions.subjects.catalogue.found_titles import found, show_found, show_title
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_as
from actions.subjects.moves.title_copies import collect
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.phrases import words_of
from language.requests.titles.ordinary_words import is_ordinary
from library.search.words import CHATTER
from library.values import SearchPage, Title

__all__ = ["read_on_site", "several_and_where", "when_had", "where_named"]

_READ_SO = frozenset(
    "search_book shelf_location location recommendation facilities borrow loan_policy hours out_of_scope"
    " nlu_fallback chitchat visitor_access eresources course_reserves research_help".split()
)
_OWN = frozenset("loans renew hold_status cancel_hold fines".split())
# When a title can be had is asked of the title alone: of a room, a gathering or a place it is another question.
_HAD_SO = (_READ_SO | {"hold", "ill"}) - {"facilities", "location", "visitor_access"}
_LONGEST, _SHORT = 24, 8
_TWO, _PLACES, _FEW = 2, 3, 5

_FLOOR = re.compile(
    r"\b(?:which|what) (?:floor|level|shelf|section)\b|(?<!\w)(?:تو |توی |در )?(?:کدوم|کدام|چه) (?:طبقه|قفسه|ردیف)[\w\u200c]*(?: (?:ست|س|هست|است|هستش|ن)(?!\w))?|طبقه ?(?:ی )?چند\w*|\b(?:tu |too )?ko+du?o?m (?:tabagh|ghafas)\w*|\btabaghe(?:ye)? chand"
)
_WHERE = re.compile(
    r"\bwhere(?:'s| is| are| can| do| would| could| will)\b|(?<!\w)(?:کجا(?:ست|س|ن|ن‌|یه|هست)?|کجاست|کجاس|کجان)(?!\w)|\bkoja(?:st|s|n|hast)?\b"
)
_BOOK = re.compile(
    r"\b(?:book|novel|film|dvd)\b|(?<!\w)(?:کتاب|رمان|فیلم)(?:ه|و|ی)?(?!\w)(?! ?(?:ها|های))|\b(?:ketab|roman|film)e?\b"
)
_TODAY = re.compile(
    r"\b(?:can|could|may) (?:i|we) (?:get|have|borrow|take|pick)\b|(?:میشه|می ?شه|میتونم|میتونیم|می ?توان\w*) (?:\w{2,8} )?(?:گرفت|برد|بگیر\w*|ببر\w*|امانت)|\bmi(?:she|tunam|toonam) (?:\w{2,8} )?(?:gereft|bord|begir\w*|bebar\w*)"
)


@listens
async def where_named(turn: Turn) -> bool:
    """Tell where a book is that is named, by its title or as its author's; or, of a floor alone, the one spoken of."""
    said = fold(turn.text)
    floor = _FLOOR.search(said) is not None
    book = _BOOK.search(said) is not None
    if turn.is_payload or turn.intent not in _READ_SO or word_count(turn.text) > _LONGEST or orders_to_hold(turn.text):
        return False
    if _OTHERWISE.search(said):
        return False
    if not floor and not (book and (_WHERE.search(said) or _TODAY.search(said))):
        return False
    if turn.intent == "search_book" and not floor:
        return False
    title = await title_named(turn, _WHERE.sub(" ", _FLOOR.sub(" ", turn.text)))
    if title is not None:
        await _told(turn, [title], floor=floor)
        return True
    page = await author_owning(turn, turn.text)
    if page is not None:
        await _of_author(turn, page, floor=floor)
        return True
    if not floor or word_count(turn.text) > _SHORT or _HERE.search(said) or not _names_nothing(turn.text):
        return False
    spoken = await spoken_of(turn)
    titles = [spoken] if spoken is not None else await titles_shown(turn)
    if not 0 < len(titles) <= _PLACES:
        return False
    await _told(turn, titles, floor=True)
    return True


async def _of_author(turn: Turn, page: SearchPage, *, floor: bool) -> None:
    if len(page.titles) <= _PLACES:
        await _told(turn, list(page.titles), floor=floor)
    else:
        turn.intent = "search_book"
        await found(turn, page.author, SearchPage(page.titles[:_FEW], page.total, False, page.author))


async def _told(turn: Turn, titles: list[Title], *, floor: bool) -> None:
    """Tell where each of the titles stands, and what is on which floor where that is asked."""
    turn.intent = "shelf_location"
    for title in titles:
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    if len(titles) > 1:
        turn.show("title", [title.id for title in titles])
    if floor and "shel" not in fold(turn.text) and "قفسه" not in fold(turn.text):
        central = await directory.find_branch(turn.store, _FLOORS[turn.language])
        places = [place for title in titles for place in await turn.library.availability(title.id)]
        if central is None or all(place.branch.code != central.code for place in places):
            return
        kept = turn.changes.get("shown")
        await answer_as(turn, "shelf_location", fa=_FLOORS["fa"], en=_FLOORS["en"])
        turn.set("shown", kept)


_FLOORS = {"fa": "طبقه‌های کتابخانهٔ مرکزی چه دارند؟", "en": "What is on each floor of the Central Library?"}


# Where the reader stands, not the book.
_HERE = re.compile(
    r"\b(?:am i|are we|i am|we are|i'm|i’m|we're|we’re)\b|(?<!\w)(?:من|ما|هستم|هستیم|طبقه[ \u200c]?(?:ام|ایم))(?!\w)"
)


def _names_nothing(text: str) -> bool:
    """Tell whether words ask for a floor and name nothing that it would be the floor of."""
    left = [word for word in words_of(_FLOOR.sub(" ", fold(text))) if len(word) > 1 and word not in CHATTER]
    return all(is_ordinary(word) or word in _AROUND for word in left)


_AROUND = frozenset(
    "ست هست هستش است بگید بگین بگو لطفا تو توی در کتابخونه ast hast bego begin tu is on it and tell me".split()
)
_WHEN = re.compile(
    r"\bwhen (?:can|could|may|will) (?:i|we)\b(?: \w+)? (?:get|have|borrow|take|pick)\b|(?<!\w)(?:کی|چه وقت|چه موقع|چه روزی) (?:میشه|می ?شه|میتونم|میتونیم|می ?توانم) (?:\w{1,20} ){0,5}(?:گرفت|برد|بگیر\w*|ببر\w*|امانت)"
    r"|\bk(?:e|ey|i) mi(?:she|tunam|toonam) (?:\w{1,20} ){0,5}(?:gereft|bord|begir\w*|bebar\w*)"
)


@listens
async def when_had(turn: Turn) -> bool:
    """Tell when a title that is named can be had; of what is one's own it is asked otherwise."""
    if turn.is_payload or turn.intent not in _HAD_SO or word_count(turn.text) > _LONGEST or orders_to_hold(turn.text):
        return False
    said = fold(turn.text)
    if (
        not _WHEN.search(said)
        or _OTHERWISE.search(said)
        or (turn.patron is not None and (await own_things(turn)).named)
    ):
        return False
    title = await title_named(turn, turn.text)
    if title is None:
        return False
    turn.intent = "search_book"
    turn.point("title", title.id, "search_book")
    return await collect(turn, title)


_ON_SITE = re.compile(
    r"\b(?:consult\w*|on[- ]site|on the spot|in the (?:reading room|library|building)|on the premises|reference only)\b"
    r"|در محل|(?<!\w)(?:همون ?جا|همین ?جا|اون ?جا|داخل کتابخ\w+|تو(?:ی)? (?:سالن|کتابخ\w+))(?!\w)"
)
_READS = re.compile(
    r"\b(?:consult\w*|read|look(?:ed)? (?:at|up)|see|use[d]?|available)\b|دید|بخون|بخوان|مطالعه|خوند|خواند|ببین|استفاده"
)
_CAPITALS = re.compile(
    r"(?<![\w'’])[A-Z][\w'’-]{1,24}(?: (?:(?:of|the|and|in|to|de|van|von) )?[A-Z][\w'’-]{1,24}){1,6}"
)
_AFTER_BOOK = re.compile(
    r"(?<!\w)((?:دانشنامه|لغت ?نامه|فرهنگ|دایره ?المعارف|واژه ?نامه)(?: ?ی)? \w{2,20}(?: \w{2,20})?)"
)


@listens
async def read_on_site(turn: Turn) -> bool:
    """Show a title that is asked for to be read on the spot: how its copies are lent stands with it."""
    said = fold(turn.text)
    if turn.is_payload or turn.intent not in _READ_SO or word_count(turn.text) > _LONGEST:
        return False
    if not (_ON_SITE.search(said) and _READS.search(said)):
        return False
    title = await title_named(turn, turn.text) or await _as_catalogued(turn)
    if title is None:
        return False
    turn.intent = "search_book"
    await show_title(turn, title)
    return True


async def _as_catalogued(turn: Turn) -> Title | None:
    """Give the only title that the catalogue has under a name of several words, however it is spelt there."""
    names = [*_CAPITALS.findall(turn.text)[:_PLACES], *_AFTER_BOOK.findall(fold(turn.text))[:_PLACES]]
    for name in names:
        words = name.split()
        for said in dict.fromkeys((name, " ".join(words[:_TWO]))):
            page = await turn.library.search(said, limit=_FEW)
            if page.total == 1 and not page.corrected and not page.author:
                return page.titles[0]
    return None


_AND_WHERE = re.compile(
    r"[,،;.?؟]{0,2}\s{0,2}(?:\b(?:and|also) |(?<!\w)(?:و|بعد) ?)?(?:\b(?:where|(?:on |in |at )?which (?:branch|shelf|floor|library))\b|(?<!\w)(?:کجا\w{0,4}|(?:تو |توی |در )?(?:کدوم|کدام) (?:شعبه|قفسه|طبقه)\w{0,4})|\b(?:koja\w{0,4}|kodu?o?m (?:shobe|tabaghe|ghafase)))(?P<more>[^.?!؟\n]{0,40})[.?!؟]{0,3}$"
)
# All that may be said behind it of the titles; anything else is another question: "and where can I park?"
_OF_THEM = frozenset(
    "are is s re can could do does would will i we you they it them those these both all find see get take have has at in on"
    " please exactly stand kept located shelved ست هست هستن هستند هستش است اند ان ن س ه پیدا پیداشون پیداش کنم کنیم میشه میتونم میتونیم"
    " بگیرم بگیرمشون ببینم باید دارید دارین داریدشون موجوده موجودن قرار دارن دارند رو را hast hastan hastand st darid darin"
    " mishe peyda peydashun konam bayad begiram".split()
)
_HAVING = re.compile(
    r"\b(?:(?:you|u|the library) (?:also |still |guys )?(?:have|own|stock|carry|got)|have (?:you|u)|got|darid|darin|dari)\b|\b(?:are|is) \S.{2,60} in\b"
    r"|(?<!\w)(?:دارید|دارین|داری|دارن|موجوده?|هست|هستن)(?!\w)"
)
_OTHERWISE = re.compile(
    r"\b(?:return\w*|renew\w*|bring \w{0,12} ?back|give \w{0,12} ?back|hand in|drop|box)\b|پس (?:بد|ب|می)|تحویل|تمدید|برگردون|\btahvil|\bpas bed\w*|\btamdid"
)


def _before_where(text: str) -> str | None:
    """Give what stands before a question where it is; None where none ends the text, or it asks for something else."""
    tail = _AND_WHERE.search(text)
    if tail is None or any(word not in _OF_THEM for word in words_of(fold(tail["more"]))):
        return None
    return text[: tail.start()]


@listens
async def several_and_where(turn: Turn) -> bool:
    """Tell of several titles that are named whether there are, and where, whatever the message was read as."""
    if turn.is_payload or turn.slot("pending") or turn.intent in _OWN or word_count(turn.text) > _LONGEST:
        return False
    named = _before_where(turn.text.rstrip())
    if not named or not _HAVING.search(fold(named)) or _OTHERWISE.search(fold(turn.text)):
        return False
    whole, entities = turn.text, turn.entities
    turn.text, turn.entities = named, {}
    listed = await several_titles(turn)
    turn.text = whole
    if listed is None or len(listed[0]) < _TWO or listed[1]:
        turn.entities = entities
        return False
    turn.intent = "search_book"
    titles = listed[0]
    await show_found(turn, titles, "utter_search_several")
    for title in titles[:_PLACES]:
        await tell_where(turn, title, None)
    turn.show("title", [title.id for title in titles])
    return True
