"""Moves of the copies of a title: how many, where, when back, how many wait, and taken home or read there."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.facts.choices import OfferedChoice, choice, librarian, yes
from actions.facts.days import asked_days
from actions.facts.lines import availability, by_title, hold_line, is_seen, listed
from actions.subjects.catalogue.at_branch import is_in
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.lent_or_read_here import asks_lent_or_read_here
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_as
from actions.subjects.library_info.hours_told import day_hours
from actions.subjects.library_info.terms import terms
from actions.subjects.moves.title import of_list, of_title
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.writing import quoted
from library.values import BranchAvailability, Title

__all__: list[str] = []

_DESK = "circulation"
_EACH = 3
_WHERE_IN = re.compile(
    r"\b(?:which (?:branch|one)|available|where|mo[jz]u+d\w*|kodu?o?m\w*|koja\w*)\b|(?<!\w)(?:کدوم\w*|کدام\w*|موجود\w*|کجا\w*)(?!\w)"
)
_WHO = re.compile(
    r"\b(?:who|whom|whose|person|reader|somebody|someone|kie?|daste? (?:ki|kie))\b|(?<!\w)(?:کی|کیه|کیا|چه کسی|کسی|دست کی\w*)(?!\w)"
)
_SHELF = re.compile(
    r"\b(?:shel(?:f|ves)|call number|section|where exactly)\b|قفسه|شماره (?:راهنما|رده)|ردیف|\b(?:ghafase|ghafaseh)\b"
)


@of_title("title.copies")
async def copies(turn: Turn, title: Title) -> bool:
    """Tell how many copies there are, branch by branch."""
    places = await turn.library.availability(title.id)
    count = sum(place.total for place in places)
    if not count:
        await tell_where(turn, title, None)
        return True
    lines = [
        {
            "branch": place.branch.name,
            "copies": as_count(place.total, "copy"),
            "free": nested("utter_part_copies_free", count=place.available) if place.is_seen else None,
        }
        for place in places
        if place.total
    ]
    turn.say(
        "utter_title_copies",
        title=_name(title),
        copies=as_count(count, "copy"),
        places={"list": lines, "line": "utter_line_copies"},
        choices=_reserve(title, places),
    )
    return True


@of_title("title.where", "title.available")
async def whereabouts(turn: Turn, title: Title) -> bool:
    """Tell where it stands and whether it is in, at the branch that is named first."""
    await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    return True


@of_list("title.available", "title.where")
async def which_are_in(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell which of a list are in, at the branch that is named."""
    branch = await directory.find_branch(turn.store, turn.text)
    if branch is None and _SHELF.search(fold(turn.text)):
        # The shelf is asked for: of a few each is told, of more it is asked which.
        if len(shown) > _EACH:
            return False
        for title in shown:
            await tell_where(turn, title, None)
        turn.show("title", [title.id for title in shown])
        return True
    return await which_at(turn, shown, branch)


async def which_at(turn: Turn, shown: Sequence[Title], branch: Branch | None) -> bool:
    """Tell which of some titles are in, at a branch or anywhere."""
    found = []
    for title in shown:
        places = await turn.library.availability(title.id)
        if not is_seen(places):
            await show_found(turn, shown, "utter_titles_not_seen")
            return True
        if is_in(places, [branch.code] if branch is not None else []):
            found.append(title)
    if branch is None:
        await show_found(turn, found or shown, "utter_titles_in" if found else "utter_titles_none_in")
    else:
        answer = "utter_titles_at" if found else "utter_titles_none_at"
        await show_found(turn, found or shown, answer, branch=dict(branch.name))
    return True


@of_title("title.back")
async def back(turn: Turn, title: Title) -> bool:
    """Tell when a copy is due back and how many wait for it; where one is in, that it is."""
    places = await turn.library.availability(title.id)
    if any(place.available for place in places):
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
        return True
    count = await turn.library.waiting(title.id)
    turn.say(
        "utter_title_back",
        title=_name(title),
        availability=availability(places),
        waiting=nested("utter_part_waiting", people=as_count(count, "person")) if count else None,
        choices=_reserve(title, places),
    )
    return True


@of_title("title.queue")
async def queue(turn: Turn, title: Title) -> bool:
    """Tell how many wait for it and which place would be the patron's; or which one is."""
    held = await turn.library.holds(turn.patron_id) if turn.patron is not None else []
    own = next((hold for hold in held if hold.title_id == title.id), None)
    places = await turn.library.availability(title.id)
    if own is not None:
        turn.say("utter_hold_state", title=own.title, state=hold_line(own)["state"], copies=None)
        return True
    count = await turn.library.waiting(title.id)
    if count is None:
        what = nested("utter_aspect_queue")
        turn.say("utter_title_unknown", title=title.title, what=what, choices=[librarian()])
        return True
    turn.say(
        "utter_title_queue" if count else "utter_title_queue_none",
        title=_name(title),
        people=as_count(count, "person"),
        place=count + 1,
        availability=availability(places),
        choices=_reserve(title, places),
    )
    return True


@of_title("title.lendable")
async def lendable(turn: Turn, title: Title) -> bool:
    """Tell whether it may be taken home."""
    places = await turn.library.availability(title.id)
    branch = await directory.find_branch(turn.store, turn.text)
    if not places or branch is not None:
        await tell_where(turn, title, branch)
    elif any(place.for_loan for place in places):
        turn.say(
            "utter_title_lendable",
            title=_name(title),
            availability=availability(places),
            choices=_reserve(title, places),
        )
    else:
        branches = listed(place.branch.name for place in places)
        turn.say("utter_title_reference", title=_name(title), branches=branches)
    return True


@of_title("title.read_here")
async def read_here(turn: Turn, title: Title) -> bool:
    """Tell what the library says of reading there, and where it stands; whether it is lent, where that is asked, too."""
    if asks_lent_or_read_here(turn.text):
        return await lendable(turn, title)
    told = await answer_as(turn, "visitor_access", fa=_READ_HERE["fa"], en=_READ_HERE["en"])
    await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    if not told:
        turn.say("utter_title_read_here", choices=[librarian()])
    return True


@of_title("title.days")
async def days(turn: Turn, title: Title) -> bool:
    """Tell how long it may be kept, and how often renewed."""
    places = await turn.library.availability(title.id)
    if places and not any(place.for_loan for place in places):
        return await lendable(turn, title)
    await terms(turn, "dvd" if title.kind == "dvd" else None)
    return True


@of_list("title.days")
async def days_of_all(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell how long such things may be kept, where all of them are of one kind."""
    kinds = {title.kind == "dvd" for title in shown}
    if len(kinds) == 1:
        await terms(turn, "dvd" if kinds.pop() else None)
    return not kinds


@of_list("title.lendable")
async def all_lendable(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell that all of a list are lent, where they are."""
    places = [await turn.library.availability(title.id) for title in shown]
    if not all(any(place.for_loan for place in each) for each in places):
        return False
    turn.say("utter_titles_lendable")
    return True


@of_list("title.read_here")
async def all_read_here(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell what the library says of reading there; whether they are lent, where that is asked, too."""
    if asks_lent_or_read_here(turn.text):
        return await all_lendable(turn, shown)
    return await answer_as(turn, "visitor_access", fa=_READ_HERE["fa"], en=_READ_HERE["en"])


_READ_HERE = {
    "fa": "بدون عضویت می‌شود وارد شد و مطالعه کرد؟",
    "en": "May I come in and read without being a member?",
}


@of_title("title.collect")
async def collect(turn: Turn, title: Title) -> bool:
    """Tell where it could be fetched now, and the desk's hours on the day that is named; or when it is back."""
    places = await turn.library.availability(title.id)
    free = [place for place in places if place.available and place.for_loan]
    if not free:
        return await back(turn, title)
    named = await directory.find_branch(turn.store, turn.text)
    if named is not None and named.code not in {place.branch.code for place in free}:
        await tell_where(turn, title, named)
        return True
    asked = await asked_days(turn)
    day = asked.first or turn.today
    code = named.code if named is not None else free[0].branch.code
    turn.say(
        "utter_title_collect",
        title=_name(title),
        branches=listed(place.branch.name for place in free),
        branch=next(place.branch.name for place in free if place.branch.code == code),
        day=as_date(day),
        hours=await _hours(turn, code, day),
        choices=_reserve(title, places),
    )
    return True


@of_title("title.who")
async def who(turn: Turn, title: Title) -> bool:
    """Say that nobody is told who has it, and when it is due back; "which one is in?" asks for nobody."""
    if _WHERE_IN.search(said := fold(turn.text)) and not _WHO.search(said):
        return await whereabouts(turn, title)
    places = await turn.library.availability(title.id)
    turn.say("utter_title_who", title=_name(title), availability=availability(places), choices=_reserve(title, places))
    return True


_WHEN_HAD = re.compile(
    r"\bwhen (?:can|could|may|will|would|is|do)\b|(?<!\w)(?:از )?(?:کی|چه وقت|چه موقع|چه زمانی|چه روزی)(?!\w)|\bk(?:e|ey) (?:mish|mitun|mitoon|mitav)\w*"
)
_NOT_THERE = re.compile(
    r"\b(?:miss\w*|gone|lost|find|found|nowhere|vanish\w*|disappear\w*|(?:not|n't|isnt|wasnt) (?:on|in|at|there|where|here)\b)"
    r"|پیدا|گم ?شد|نبود\w*|نیست\w*|نیس(?!\w)|ندیدم|جاش|\b(?:peyda|peida|nabo+d\w*|nabud\w*|nist\w*|nis|gom)\b"
)


@of_title("title.missing")
async def missing(turn: Turn, title: Title) -> bool:
    """Tell what can be done where it is not in its place, and offer to pass it on to the librarians.

    Who asks when it can be had says nothing of the kind, and is told that.
    """
    if _WHEN_HAD.search(said := fold(turn.text)) and not _NOT_THERE.search(said):
        return await collect(turn, title)
    await answer_as(
        turn,
        "borrow",
        fa="کتاب باید در قفسه باشد ولی نیست؛ چه کنم؟",
        en="The book should be on the shelf and is not; what can I do?",
    )
    in_quotes = quoted(title.title, turn.language)
    ref = turn.await_("file", "yes", matter="question", text=f"{in_quotes}: {turn.text}")
    places = await turn.library.availability(title.id)
    turn.say(
        "utter_title_missing",
        status="clarified",
        title=title.title,
        choices=[yes(ref, "utter_button_pass_on"), *_reserve(title, places)],
    )
    return True


def _name(title: Title) -> Fact:
    return by_title(title.title, title.author)


def _reserve(title: Title, places: Sequence[BranchAvailability]) -> list[OfferedChoice]:
    lent = any(place.for_loan for place in places)
    return [choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")] if lent else []


async def _hours(turn: Turn, code: str, day: date) -> Fact:
    branch = next((one for one in await directory.branches(turn.store) if one.code == code), None)
    return day_hours(await directory.opening(turn.store, branch.id, day, _DESK)) if branch is not None else None
