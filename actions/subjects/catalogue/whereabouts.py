"""Where a title is: the branch that was asked about first, and nothing of the record that was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.asked_for import asks_of_no_title
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.values import without_branch
from actions.dialogue.wording import search_words, word_count
from actions.facts.choices import choice
from actions.facts.lines import availability, by_title, is_seen, listed
from actions.facts.shelves import shelf_of, standing
from actions.rasa.registry import follows_up
from actions.subjects.library_info.closed_then import tell_if_closed
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import is_nameable, is_titled
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.ordinals import find_place
from language.requests.speech.yes_and_no import find_word
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from language.requests.titles.title_names import is_said_around, points_back
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_where_it_stands, asks_whether_in
from library.values import BranchAvailability, Title

__all__ = ["tell_where"]

# Read so surely as one of these, it is asked about a place and no title.
_ELSEWHERE = frozenset(
    "hours location renew fines room_booking wifi print_scan complaint card_registration human_help events facilities"
    " visitor_access report_fault lost_property hold_status loans account cancel_hold emergency".split()
)
_SURE, _SURELY = 0.8, 0.9
_LONGEST = 14  # words


@follows_up
async def whether_in(turn: Turn) -> bool:
    """Answer whether a title is in, at the branch that is named first; tell whether that was asked."""
    if turn.is_payload or word_count(turn.text) > _LONGEST:
        return False
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    there = branch is not None and _asks_there(turn)
    if find_title_question(turn.text) is not None and not (there and turn.shown("title")):
        return False
    if find_copy(turn.text, brief=True) is not None or asks_of_no_title(turn):
        return False
    if turn.intent in _ELSEWHERE and turn.confidence >= _SURE and not points_back(turn.text):
        return False
    if turn.intent == "hours" and turn.confidence >= _SURELY:
        # "Is that one open?" asks of a branch.
        return False
    shown = turn.shown("title")
    place = find_place(turn.text, len(shown)) if shown else None
    if not (
        asks_whether_in(turn.text) or there or (branch is not None and place is not None and turn.intent != "hold")
    ):
        return False
    title = await _meant(turn, branch, place)
    if title is None:
        return await _asks_which(turn)
    turn.intent = "search_book"
    await tell_where(turn, title, branch)
    return True


def _asks_there(turn: Turn) -> bool:
    """Tell whether a place at a branch is asked for, or whether something is there: "which shelf at Saadi?"."""
    said = fold(turn.text)
    if turn.intent == "hold" or means_poet(turn.text) or not _AT.search(said) or orders_to_hold(turn.text):
        return False
    return asks_where_it_stands(turn.text) or _EXACTLY.search(said) is not None or _HAVING.search(said) is not None


_AT = re.compile(
    r"\b(?:at|in|inside) (?:the )?\w|\bbranch\b|(?<!\w)(?:در|تو|توی|داخل|شعبه\w*) \w|\b(?:tu|too|tuye|dar|shobe\w*) \w"
)
_EXACTLY = re.compile(r"\bwhere (?:exactly|abouts)\b|\bwhereabouts\b|(?<!\w)(?:کجای|کجاش|دقیقا کجا\w*)(?!\w)")
_HAVING = re.compile(
    r"^(?:and |so |ok )?(?:do|does) (?:you|they) have\b|(?<!\w)(?:دارین|دارید|داری|دارینش|داریدش)\W{0,9}$"
)


async def _meant(turn: Turn, branch: Branch | None, place: int | None) -> Title | None:
    """Give the title that is asked about: by its place, by the name in the message, or the one spoken of."""
    if place is not None:
        return await turn.library.title(turn.shown("title")[place])
    text = await without_branch(turn, fold(turn.text)) if branch is not None else fold(turn.text)
    words = turn.entity("title") or search_words(text)
    page = await turn.library.search(words, limit=3) if words else None
    if page is not None and page.titles and not page.corrected and not page.author:
        named = [
            one
            for one in page.titles
            if (is_titled(one.title, words) or find_named(text, [one.title]).places) and not _only_points(one.title)
        ]
        if named:
            # A search tells of it as a whole.
            return named[0] if len(named) == 1 and branch is not None else None
    ordinary = all(map(is_ordinary, fold(words).split()))
    if branch is None and not ordinary and is_nameable(words, turn.text) and not points_back(turn.text):
        word = find_word(turn.text)
        if word is None or not word.rest:
            return None
    return await spoken_of(turn)


def _only_points(title: str) -> bool:
    """Tell whether a title is a word that points in any sentence: "is it in?" asks for no “It”."""
    return all(is_said_around(word) for word in fold(title).split())


async def _asks_which(turn: Turn) -> bool:
    """Ask which of several titles is meant, where the words point at one and name none."""
    shown = await titles_shown(turn)
    if len(shown) < 2 or not points_back(turn.text) or is_nameable(search_words(turn.text), turn.text):
        return False
    turn.intent = "search_book"
    turn.await_("title_asked", "one", ids=turn.shown("title"), asked=["available"], titles=[one.title for one in shown])
    turn.say("utter_which_one", status="clarified")
    return True


async def tell_where(turn: Turn, title: Title, branch: Branch | None) -> None:
    """Tell where a title stands: first at the branch that was asked about, then elsewhere."""
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    named = by_title(title.title, title.author)
    reserve = (
        [choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")]
        if any(one.for_loan for one in places)
        else []
    )
    here = next((one for one in places if branch is not None and one.branch.code == branch.code), None)
    if branch is None or not is_seen(places):
        turn.say(
            "utter_title_whereabouts",
            title=named,
            availability=availability(places),
            owned=_owned(places),
            **await standing(turn, title, [here] if here is not None else places),
            choices=reserve,
        )
        return
    name = dict(branch.name)
    if here is not None and here.available:
        turn.say(
            "utter_title_at",
            title=named,
            branch=name,
            call_number=nested("utter_part_call_number", call_number=here.call_number) if here.call_number else None,
            shelf=await shelf_of(turn, here),
            choices=reserve,
        )
        await tell_if_closed(turn, here.branch.code)
        return
    elsewhere = [one for one in places if one.available and one.for_loan]
    if elsewhere:
        turn.say("utter_title_not_at", title=named, branch=name,
                 others=listed(one.branch.name for one in elsewhere), choices=reserve)  # fmt: skip
    else:
        turn.say("utter_title_not_in", title=named, branch=name, availability=availability(places), choices=reserve)


def _owned(places: Sequence[BranchAvailability]) -> Fact:
    """Name the branches whose copies they are, where none stands free: "which branch?" is answered all the same."""
    if not is_seen(places) or any(one.available for one in places):
        return None
    names = {one.branch.code: dict(one.branch.name) for one in places}
    return nested("utter_part_copies_of", branches=listed(names.values())) if names else None
