"""A title that is picked in talk about titles by what it is about, and the others beside those that are not meant."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.found_titles import FEW, found, show_found, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.spoken_of import titles_shown
from actions.subjects.titles.told_titles import left_out, of_titles, theirs_of, told_among
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.copies import find_copy
from language.requests.titles.picks import find_pick
from language.requests.titles.poets import means_poet
from language.requests.titles.title_questions import find_title_questions
from language.requests.titles.whether_in import asks_where_it_stands, asks_whether_in
from library.values import SearchPage, Title

__all__ = ["picks_title"]

# Read surely as another intent than these, a message is about something else than titles.
_READ_SO = frozenset(
    "search_book recommendation shelf_location new_arrivals out_of_scope nlu_fallback chitchat hold change_language"
    " hold_status borrow research_help eresources".split()
)
# However unsurely read as one of these, it is no wish for a title.
_NEVER = frozenset("complaint deny loans renew cancel_hold lost_item events hours thanks goodbye".split())
# Read as one of these, another title is asked for where the author is not named as well.
_FOR_OTHERS = frozenset("search_book recommendation nlu_fallback".split())
_UNSURE = 0.6
_LONGEST, _MANY = 45, 40


async def picks_title(turn: Turn) -> LookStep:
    """Show the title that is told by what it is about, or the author's others beside those that are not meant.

    It is looked for among the titles shown last, then among the author's others.
    """
    if turn.is_payload or not turn.leaves_room or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if turn.intent in _NEVER or (turn.intent not in _READ_SO and turn.confidence >= _UNSURE):
        return LookStep.ON
    if (guessed := await _agreed(turn)) is not None:
        return await _take(turn, guessed, surely=True)
    if (thinnest := await _by_size(turn)) is not None:
        return await _take(turn, thinnest, surely=True)
    pick = find_pick(turn.text)
    if pick is None or orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    shown = await titles_shown(turn)
    if pick.other and not pick.told and not pick.out and not _of_a_list(turn, shown):
        return LookStep.ON
    others = (pick.others or pick.other) and (turn.intent in _FOR_OTHERS or bool(pick.by))
    if not pick.told and not others:
        return LookStep.ON
    author, theirs = await theirs_of(turn, pick, shown)
    if not theirs and not (shown and pick.told and of_titles(turn)):
        return LookStep.ON
    out, said = await left_out(turn, pick, author, [*shown, *theirs])
    for pool in (shown, theirs):
        left = [one for one in pool if one.id not in out]
        title, surely = await told_among(turn, pick, left)
        if title is not None:
            return await _take(turn, title, surely=surely, told=pick.told)
    left = _as_asked(turn, [one for one in theirs if one.id not in out])
    if orders_to_hold(turn.text) or not (said and left and others):
        return LookStep.ON
    _settle(turn)
    if len(left) == 1:
        await show_title(turn, left[0])
    else:
        await found(turn, author, SearchPage(tuple(left[:FEW]), len(left), False, author))
    turn.remember(not_meant={"author": author, "ids": sorted(out)[:_MANY], "last": turn.shown("title")})
    return LookStep.DONE


def _of_a_list(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell whether the one title shown was taken from an author's list, or guessed: then there is another one.

    Of two that are shown "the other one" is one of these, and another translation is no other work.
    """
    if len(shown) != 1 or find_copy(turn.text, brief=True) is not None:
        return False
    kept, guessed = turn.recall("searched") or {}, turn.recall("guessed") or {}
    listed = bool(kept.get("author")) and shown[0].id in kept.get("seen", ())
    return listed or guessed.get("title") == shown[0].id


async def _agreed(turn: Turn) -> Title | None:
    """Give the title that was guessed where it is said to be the one, and asked whether it is in."""
    kept = turn.recall("guessed") or {}
    if not kept or turn.shown("title") != [kept["title"]] or _AGREES.match(fold(turn.text)) is None:
        return None
    asks = asks_whether_in(turn.text) or asks_where_it_stands(turn.text) or _IS_IN.search(fold(turn.text))
    return await turn.library.title(str(kept["title"])) if asks else None


_AGREES = re.compile(
    r"(?:yes|yeah|yep|yup|oh yes|exactly|right)\b|(?:آره|اره|بله|خودشه|همونه|همینه|دقیقا|همون)(?!\w)|(?:are|areh|bale|khodeshe|hamune?)\b"
)
_IS_IN = re.compile(r"\bis it (?:in|available|there|free)\b|(?<!\w)(?:موجوده?|تو قفسه)(?!\w)")


async def _by_size(turn: Turn) -> Title | None:
    """Give the thinnest or the thickest of those shown where it is ordered: "the thinnest of them, put it on hold"."""
    said = fold(turn.text)
    found = _BY_SIZE.search(said) if orders_to_hold(turn.text) and of_titles(turn) else None
    if found is None or not set(_WORD.findall(_AT.sub(" ", said[: found.start()] + said[found.end() :]))) <= _ORDERING:
        return None
    shown = await titles_shown(turn)
    sized = [one for one in shown if one.pages]
    if len(sized) < max(_SEVERAL, len(turn.shown("title"))):
        return None
    best = (max if found["most"] else min)(one.pages or 0 for one in sized)
    fitting = [one for one in sized if one.pages == best]
    return fitting[0] if len(fitting) == 1 else None


_SEVERAL = 2
_BY_SIZE = re.compile(
    r"\bthe (?:(?:thinn|short|slimm|small)est|(?P<most>(?:thick|long|fatt|bigg)est))(?: (?:one|book))?(?: of (?:them|these|those|the (?:two|three|four|five)))?(?!\w)"
    r"|(?<!\w)(?:نازک|کوتاه|کم ?حجم)(?:‌| )?ترین(?:شون|شان|ش| کتاب| یکی)(?!\w)|(?<!\w)(?:اون|اونی)? ?(?:که )?از همه(?:شون)? (?:نازک|کوتاه)\s?تره?(?: است)?(?!\w)|\b(?:nazok|kootah|kutah)\s?tarin(?:eshun|eshoon|esh)\b"
)
# Where it is to be collected; and beside that, nothing but the order is said.
_AT, _WORD = re.compile(r"\b(?:at|from|to) [a-z-]+(?: (?:branch|library))?\W*$"), re.compile(r"[^\W\d_]+")
_ORDERING = frozenset(
    "put hold on reserve order place keep book it that for me please can could you i want would like to ok okay then just and a fine yes will ll d take so"
    " رو را برام برایم برای من رزرو کن کنید کنین لطفا نگه دار دارید دارین همون اون خب باشه پس و بذار بذارید میخوام"
    " ro ra baram reserv rezerv kon konid lotfan negah dar darid hamun oon khob bashe pas va".split()
)


def _as_asked(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Keep those in the language that is asked for, where there are any; a work once, in the language spoken first."""
    copy = find_copy(turn.text)
    wanted = [one for one in titles if copy is not None and copy.language == one.language] or titles
    if _SHORT.search(fold(turn.text)):
        return sorted(wanted, key=lambda one: one.pages or _NO_END)
    return sorted(wanted, key=lambda one: one.language != turn.language)


_SHORT = re.compile(
    r"\b(?:small|short|thin|slim|little)(?:er)?\b|(?<!\w)(?:کوتاه|نازک|کوچیک|کوچک|کم ?حجم)\w{0,4}(?!\w)|\b(?:kootah|kutah|nazok|koochik)\w{0,3}\b"
)
_NO_END = 100_000


async def _take(turn: Turn, title: Title, *, surely: bool, told: str = "") -> LookStep:
    """Answer what is asked of the title that was told; where nothing is, ask whether it is the one."""
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    # "The one where they take a farm" asks for no place.
    beside = _CUE.sub(" ", fold(turn.text).replace("’", "'").replace(told, " ") if told else fold(turn.text))
    placed = asks_where_it_stands(beside) or asks_whether_in(beside)
    asked = [one for one in find_title_questions(beside) if one != "others"]
    orders = orders_to_hold(turn.text)
    said = {"branch": turn.entities["branch"]} if turn.entities.get("branch") else {}
    _settle(turn)
    if orders:
        turn.intent, turn.entities = "hold", {"ref": [f"title:{title.id}"], **said}
        return LookStep.RUN
    if branch is not None or ((placed or _IS_IN.search(beside)) and not asked):
        await tell_where(turn, title, branch)
    elif asked:
        await tell(turn, title, *asked)
    elif surely:
        await show_title(turn, title)
    else:
        await show_found(turn, [title], "utter_title_guess")
        turn.point("title", title.id, "search_book")
        turn.remember(guessed={"title": title.id})
    return LookStep.DONE


_CUE = re.compile(r"\b(?:one|book|novel|story),? (?:where|in which|with|about|whose)(?= )")


def _settle(turn: Turn) -> None:
    turn.read_as("search_book")
    turn.set("pending", None)
