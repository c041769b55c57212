"""A title that is asked for inside another matter, and the one of a complaint: "Homo Deus, same guy, have it?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.volumes import answer_volume, asked_volume
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_as
from actions.subjects.titles.heard_so import SEARCHING, may_ask_of_title, waits_for_words
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, title_before
from actions.subjects.titles.titles_in_talk import title_named, title_of_act
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_questions import ASPECTS, find_title_questions
from language.requests.titles.title_there import asks_of_it, asks_whether_named, orders_it, speaks_of_own
from library.values import Title

__all__ = ["tells_of_asked_title"]

# Read as one of these, a title that is named is asked for; a search and a wish hear titles themselves.
_NAMED_SO = {"nlu_fallback": 1.0, "out_of_scope": 1.0, "hold": 0.75, "loans": 0.7, "borrow": 0.6}
# So unsure each of these must be for the title in talk to be meant.
_IN_TALK_SO = {"borrow": 0.8, "complaint": 0.65, "facilities": 0.65}
_OR_ONLY_SO = {"facilities": 0.9}
# Where all volumes or an edition are asked for.
_COPY_SO = frozenset("search_book recommendation nlu_fallback out_of_scope borrow".split())
_LONGEST, _SHORT = 45, 18
# What was told of one of these is asked about by "is it in?", and no title before it.
_PLACES = frozenset("facilities room_booking print_scan wifi equipment events hours location recommendation".split())


async def tells_of_asked_title(turn: Turn) -> LookStep:
    """Tell of the title that is asked for, whatever the message was read as; of none, where the one in talk is."""
    if turn.is_payload or word_count(turn.text) > _LONGEST or waits_for_words(turn):
        return LookStep.ON
    if await _tells_no_member(turn) or await _tells_volume(turn) or await _tells_of_copy(turn):
        return LookStep.DONE
    title, is_in = await _named(turn)
    if title is None:
        title = await _in_talk(turn)
        if title is None:
            return LookStep.ON
        known = branches_named(turn.text, await directory.branches(turn.store))
        turn.read_as("search_book")
        await tell_where(turn, title, known[0] if len(known) == 1 else None)
        return LookStep.DONE
    copy = find_copy(turn.text)
    known = branches_named(turn.text, await directory.branches(turn.store))
    turn.read_as("search_book")
    if copy is not None and (copy.language not in ("", title.language) or copy.kind not in ("", title.kind)):
        await show_edition(turn, title, copy)
    elif known or is_in:
        await tell_where(turn, title, known[0] if len(known) == 1 else None)
    else:
        await show_title(turn, title)
    return LookStep.DONE


async def _tells_no_member(turn: Turn) -> bool:
    """Tell somebody who is no member whether a book is kept for them: «می‌شه کنار بذارن؟ هنوز عضو نیستم»."""
    said = fold(turn.text).replace("’", "'")
    if turn.intent not in _SET_ASIDE_SO or turn.patron is not None:
        return False
    if _NO_MEMBER.search(said) is None or _ASIDE.search(said) is None or _JOINS.search(said):
        return False
    return await answer_as(
        turn, "hold", fa="غیرعضو می‌تواند کتاب رزرو کند؟", en="Can non-members reserve a book?", alone=True
    )


_SET_ASIDE_SO = frozenset("hold visitor_access nlu_fallback out_of_scope borrow search_book".split())
_JOINS = re.compile(r"\b(?:join|joining|become|sign up|register)\b|عضو (?:می ?|ب)?ش|عضویت|\bozv (?:be|mi)sh")
_NO_MEMBER = re.compile(
    r"\b(?:not|no|isn't|aren't|without being) (?:a |yet |yet a )?member\b|(?<!\w)(?:هنوز )?عضو (?:نیست\w{0,2}|نشد\w{0,3})|\b(?:ozv|ozve) (?:nist\w{0,3}|nashod\w{0,3})"
)
_ASIDE = re.compile(
    r"\b(?:put|set|keep|hold|leave|reserve)\b[^.?!]{0,30}\b(?:aside|for me|for us|it|one|back)\b|کنار (?:ب?ذار|ب?گذار|بزار)|نگه ?(?:ش )?(?:دار|می ?دار)|(?<!\w)رزرو|\b(?:kenar|negah|rezerv)"
)


async def _tells_volume(turn: Turn) -> bool:
    """Show the volume of a series that is wanted, where a wish for something to read was heard."""
    if turn.intent not in _WISHES or _WANTS_VOLUME.search(fold(turn.text)) is None or turn.slot("pending"):
        return False
    asked = await asked_volume(turn)
    if asked is None or not (asked.meant or asked.others):
        return False
    turn.read_as("search_book")
    return await answer_volume(turn)


_WISHES = frozenset("recommendation nlu_fallback out_of_scope borrow children".split())
_WANTS_VOLUME = re.compile(
    r"\b(?:wants?|needs?|looking for|get|find|have|got|is there|is)\b[^.?!,]{0,16}(?:\bthe )?(?:\b(?:second|third|fourth|fifth|next) (?:book|volume|part)\b|\b(?:book|volume|part|number) (?:two|three|four|five|\d)\b)"
    r"|(?<!\w)جلد (?:\d{1,2}|دو|سه|چهار|پنج)م?\w{0,2} [^.؟?!]{0,40}(?:می ?خوا|دار[ین]|هست|موجود|رو بد)|\bjeld\w{0,2} (?:\d|do|se)\w{0,3} [^.?!]{0,40}(?:mikha|dar[ei]|hast|mojud)"
)


async def _tells_of_copy(turn: Turn) -> bool:
    """Tell of the title spoken of, or named, whether it is all the volumes or which edition it is."""
    asked = find_title_questions(turn.text) if turn.intent in _COPY_SO else ()
    if not {"volumes", "edition"} & set(asked):
        return False
    title = await title_named(turn, turn.text) or await spoken_of(turn) or await title_before(turn)
    if title is None:
        return False
    turn.read_as("search_book")
    await tell(turn, title, *(one for one in asked if one in _OF_COPY))
    return True


# What is told beside it; whether it is in is a search's to tell.
_OF_COPY = frozenset({"volumes", "edition", "translator", "publisher", "year", "pages", "author"})


async def _named(turn: Turn) -> tuple[Title | None, bool]:
    """Give the title that is named and asked for, and whether it is asked if it is in; none of one's own."""
    so = turn.confidence < _NAMED_SO.get(turn.intent, 0.0)
    if not so or (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return None, False
    if orders_it(turn.text) or orders_to_hold(turn.text) or speaks_of_own(turn.text):
        return None, False
    found = await name_within(turn, turn.text)
    if found is None or found[1].author or not found[1].titles:
        return None, False
    name, page = fold(found[0]), found[1]
    asked = "" if all(map(is_ordinary, name.split())) else asks_whether_named(turn.text, name)
    if asked == "had" and (unless := _HAD_UNLESS.get(turn.intent)) and unless.search(fold(turn.text)):
        return None, False
    if not asked or (turn.patron is not None and (await own_things(turn)).named):
        return None, False
    own = [one for one in page.titles if one.language == turn.language] or list(page.titles)
    return own[0], asked == "in"


# What shows that it is an order, a loan of one's own or a rule that is meant, as it was read.
_HAD_UNLESS = {
    "hold": re.compile(""),
    "loans": re.compile(
        r"\b(?:i|my|mine|me|returned|listed)\b|(?<!\w)(?:من|دارم|داشتم|دستم|اسمم|حسابم|کارتم|پیشم)(?!\w)"
    ),
    "borrow": re.compile(
        r"\b(?:how|long|many|(?:can|may|could|must) i|rules?|without)\b|(?<!\w)(?:چند|چقدر|تا کی|بدون|می ?(?:شه|شود|تون\w+|توان\w+))(?!\w)"
    ),
}


async def _in_talk(turn: Turn) -> Title | None:
    """Give the title in talk where it is asked if it is there: also that of a complaint, and past a question beside."""
    if word_count(turn.text) > _SHORT or find_copy(turn.text) is not None or orders_to_hold(turn.text):
        return None
    if set(find_title_questions(turn.text)) & set(ASPECTS):
        # More than its place is asked.
        return None
    shelf = turn.intent in _SHELF_SO and _SHELF.search(fold(turn.text))
    if not shelf and not _asks_of_talk(turn):
        return None
    last = turn.thread.last
    if last is None or last.act in _PLACES or len(turn.shown("title")) > 1:
        return None
    if (title := await spoken_of(turn) or await title_before(turn)) is not None:
        return title
    for act in turn.thread.acts():
        if act.act in _PLACES:
            return None
        if (title := await title_of_act(turn, act)) is not None:
            return title
    return None


def _asks_of_talk(turn: Turn) -> bool:
    """Tell whether a message asks for the place of what was spoken of, and may do so by its reading."""
    asked = asks_of_it(turn.text)
    if not asked or orders_it(turn.text) or speaks_of_own(turn.text):
        return False
    if may_ask_of_title(turn) or turn.confidence < _IN_TALK_SO.get(turn.intent, 0.0):
        # Of a complaint it is asked; "somebody has it" may be told.
        if turn.intent in SEARCHING or turn.intent in {"hold", "borrow"}:
            return True
        return asked == "which" and _BRANCH.search(fold(turn.text)) is not None
    return turn.confidence < _OR_ONLY_SO.get(turn.intent, 0.0) and _OR_ONLY.search(fold(turn.text)) is not None


_BRANCH = re.compile(r"\bbranch(?:es)?\b|شعبه|\bshobe")
# «اونجا هم هست یا فقط مرکزی داره».
_OR_ONLY = re.compile(
    r"(?<!\w)هم (?:هست|هستش|داره|دارین|دارید|موجوده) یا (?:فقط|تنها) |\bham (?:hast|dare|mojude) ya faghat\b"
)
# Read as these, a shelf is asked for all the same: «پس رزرو نکن، خودم میام. کدوم قفسه‌ست؟».
_SHELF_SO = frozenset("hold borrow nlu_fallback out_of_scope facilities".split())
_SHELF = re.compile(
    r"\b(?:which|what) shelf\b|(?<!\w)(?:کدوم|کدم|کدام|چه) قفسه\w{0,3}|\bko+du?o?m ghafas\w{0,3}\b|\bcall number\b"
)
