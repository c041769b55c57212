"""Titles named beside one that was read: the one that is wanted, and others by the author of what is known."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import menu
from actions.facts.lines import titles_listed
from actions.subjects.cases.purchases.purchase_wishes import offer_to_register
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.reading.subject_wishes import wishes_a_subject
from actions.subjects.titles.heard_so import may_ask_of_title, waits_for_words
from actions.subjects.titles.others_of_author import tell_others
from actions.subjects.titles.spoken_of import editions_of
from actions.subjects.titles.spotted_titles import spotted_authors, spotted_titles
from actions.subjects.titles.titles import is_titled
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.reading import read_wish
from language.requests.titles.leaning import asks_to_buy_unless_there
from language.requests.titles.others_asked import find_others_asked
from language.requests.titles.wanted_instead import (
    find_wanted,
    known_parts,
    points_at_author,
    title_and_author,
    wishes_others_than,
)
from language.writing import quoted
from library.search.words import words
from library.values import Title

__all__ = ["tells_others_than_known", "wants_the_one_named"]

_LONGEST, _MANY = 60, 40
_MAY_WANT = frozenset("search_book suggest_purchase recommendation borrow deny nlu_fallback out_of_scope".split())
# That the library buy it, in whatever words.
_BUYS = re.compile(
    r"\b(?:can|could|will|would|do|please)(?: \w{2,8}){0,2} (?:buy|order|purchase|acquire)(?: \w{2,4})? (?:it|one|that|them)\b|(?<!\w)(?:می ?|ب)خر(?:ید|ین|ند|ن)\w{0,3}(?!\w)|(?<!\w)(?:تهیه|سفارش)(?!\w)|\b(?:mi|be)khar(?:id|in)\w{0,3}\b"
)
# To be got for somebody may be no more than to be looked for.
_GETS = re.compile(r"\b(?:can|could|will|would|do|please)(?: \w{2,8}){0,2} get(?: \w{2,4})? (?:it|one|that|them)\b")


async def wants_the_one_named(turn: Turn) -> LookStep:
    """Look for the title that is wanted beside one that was read, and offer to buy that one where it is not there."""
    if turn.is_payload or turn.intent not in _MAY_WANT or word_count(turn.text) > _LONGEST or waits_for_words(turn):
        return LookStep.ON
    buys = asks_to_buy_unless_there(turn.said) or _BUYS.search(fold(turn.said)) is not None
    if (
        orders_to_cancel(turn.text)
        or orders_to_renew(turn.text)
        or not (buys or _GETS.search(fold(turn.said)) or known_parts(turn.text))
    ):
        return LookStep.ON
    name = find_wanted(turn.text)
    if not name:
        return LookStep.ON
    title = await _named(turn, name)
    if title is None and quoted(name, turn.language) not in turn.text and not (buys and await _is_missing(turn, name)):
        # What has no quotation marks may be a description, or be there by another name.
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    if title is not None:
        await show_title(turn, title)
        return LookStep.DONE
    turn.show("title", [])
    # A part of the same message may ask whether it can be bought.
    turn.remember(missed={"name": name, "at": turn.first_id})
    turn.say("utter_hold_none_of", titles=titles_listed([name]), choices=[] if buys else menu("suggest_purchase"))
    if buys:
        offer_to_register(turn, name, f"{turn.said}\n{quoted(name, turn.language)}")
    return LookStep.DONE


async def _named(turn: Turn, name: str) -> Title | None:
    """Give the title that a name is, in the patron's language first."""
    wanted, author = title_and_author(name)
    page = await turn.library.search(wanted, limit=_MANY, exactly=True)
    theirs = set(words(author))
    called = [
        one
        for one in page.titles
        if not page.corrected
        and (is_titled(one.title, name) or (is_titled(one.title, wanted) and theirs <= set(words(one.author))))
    ]
    return next((one for one in called if one.language == turn.language), called[0] if called else None)


async def _is_missing(turn: Turn, name: str) -> bool:
    """Tell whether what is called by a name is surely not there: a subject that is wished for is none, nor what is found."""
    if wishes_a_subject(turn.text):
        return False
    return not (await turn.library.search(title_and_author(name)[0], limit=1)).titles


async def tells_others_than_known(turn: Turn) -> LookStep:
    """Tell what else there is by an author, without what is told as read: "I've read Emma; another one by Austen?"."""
    if turn.is_payload or word_count(turn.text) > _LONGEST or not may_ask_of_title(turn):
        return LookStep.ON
    if not wishes_others_than(turn.text) or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    parts = known_parts(turn.text)
    known = [one.title for part in parts for one in await spotted_titles(turn, part)]
    author = await _whose(turn, known) if known else ""
    if not author or _wishes_more(turn.text, parts, author):
        return LookStep.ON
    page = await turn.library.search(author=author, limit=_MANY)
    if not page.titles or page.corrected:
        return LookStep.ON
    out = {key for title in known for key in await editions_of(turn, title)}
    others = sorted((one for one in page.titles if one.id not in out), key=lambda one: one.language != turn.language)
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    await tell_others(turn, page.author or author, others, known[0], out=out, free=False)
    return LookStep.DONE


def _wishes_more(text: str, known: Sequence[str], author: str) -> bool:
    """Tell whether it is said what the others are to be like: that is a wish for something to read."""
    for part in known:
        text = text.replace(part, " ")
    wish = read_wish(text).wish.lacking("author").lacking("like").lacking("not_by")
    by = set(words(author))
    return bool(wish.lacking("topics").packed()) or not set(wish.topics) <= by


async def _whose(turn: Turn, known: Sequence[Title]) -> str:
    """Give the author of what is known, where they are named beside or pointed at; empty where neither is."""
    theirs = {first_author(one) for one in known}
    if len(theirs) != 1:
        return ""
    author = theirs.pop()
    asked = find_others_asked(turn.text)
    if (asked is not None and not asked.names) or points_at_author(turn.text):
        return author
    named = [one for books in (await spotted_authors(turn)).values() for one in books]
    return author if any(first_author(one) == author for one in named) else ""
