"""The search of the catalogue by the words of a message: what is found is shown, what names nothing is asked about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.references import is_beyond
from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words, word_count
from actions.facts.choices import librarian, menu
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.catalogue.found_titles import FEW, found, nearly_named, show_title
from actions.subjects.catalogue.searched_copies import looks_for_copy
from actions.subjects.catalogue.searched_wishes import suggests_as_wished
from actions.subjects.catalogue.searched_words import NOTHING, is_said_whole
from actions.subjects.catalogue.volumes import answer_volume
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.titles.guessed_titles import guess
from actions.subjects.titles.left_names import answers_by_what_is_left, names_nothing_at_all
from actions.subjects.titles.no_titles import answers_without_title, asks_mended_kind, is_made_of_ordinary, is_no_title
from actions.subjects.titles.said_details import says_detail
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.titles import is_titled, look_up
from actions.subjects.titles.unnamed_searches import asked_of_the_house, no_search, of_subject, without_copy
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.titles.in_or_out import only_asks_in_or_out
from language.requests.titles.title_names import points_back
from library.search.words import words
from library.values import SearchPage, Title

__all__ = ["search"]

_MANY = 40


@pending_action("search")
async def search_words_given(turn: Turn, _args: object, reply: PatronReply) -> None:
    """Search for the words that were asked for."""
    await search(turn, search_words(reply.text) or reply.text)


async def search(turn: Turn, said: str | None) -> None:
    """Search and show up to five titles with their availability."""
    if set(words(said if said is not None else turn.text)) <= NOTHING:
        _ask_what(turn)
        return
    if not turn.is_payload and only_asks_in_or_out(said or turn.text):
        # «موجوده یا امانته؟» names nothing: it is asked of what was just told, or of what?
        title = await spoken_of(turn)
        if title is None:
            _ask_what(turn)
        else:
            await tell_where(turn, title, None)
        return
    if not turn.is_payload and (
        await answer_volume(turn) or await looks_for_copy(turn) or await suggests_as_wished(turn)
    ):
        return
    query, page = await look_up(turn, said)
    unfound = not page.titles or page.corrected
    if unfound and is_beyond(turn, "title"):
        # "Can you find me the third one?" of two.
        shown = await titles_shown(turn)
        say_beyond(turn, "title", shown, len(shown))
    elif unfound and not turn.is_payload and (turn.thread.last is not None) and says_detail(turn):
        # "Academic, not General" says which of those just looked for; no record tells it.
        title = await spoken_of(turn)
        if title is not None:
            turn.point("title", title.id, "search_book")
        say_unknown(turn)
    elif unfound and _asks_of_told(turn):
        if not await answer_clearly(turn):
            say_unknown(turn)
    elif (
        (unfound and await asks_mended_kind(turn))
        or (unfound and said is None and await answers_by_what_is_left(turn, turn.entity("title") or query, page))
        or (unfound and await guess(turn, said or turn.text))
    ):
        return
    elif unfound and query and not turn.is_payload and await _names_nothing(turn, turn.entity("title") or query):
        if not await answers_without_title(turn):
            await _without_name(turn)
    elif not query or (not turn.is_payload and _only_described(turn, query, page)):
        await _without_name(turn)
    elif unfound and not turn.is_payload and (await no_search(turn, page) or await of_subject(turn)):
        return
    elif not page.titles and not turn.is_payload and await names_nothing_at_all(turn, query):
        await _without_name(turn)
    elif not page.titles:
        turn.show("title", [])
        turn.remember(missed=None)
        if await catalogue_is_missing(turn):
            return
        turn.say(
            "utter_search_none",
            query=without_copy(turn.text, query),
            choices=[*menu("suggest_purchase"), librarian()],
        )
    elif (whole := await _whole_of_theirs(turn, page)) is not None:
        await show_title(turn, whole)
    elif (theirs := await _of_given_name(turn, query, page)) is not None:
        await found(turn, query, theirs)
    elif len(page.titles) == 1:
        await show_title(turn, page.titles[0], corrected=page.corrected, query=query)
    else:
        await found(turn, query, page)


def _asks_of_told(turn: Turn) -> bool:
    """Tell whether it is asked what belongs to a thing just told that was no title: "does that include novels?"."""
    last = turn.thread.last
    told = last is not None and last.kind != "title" and not turn.shown("title") and not turn.is_payload
    return told and _INCLUDES.match(fold(turn.text)) is not None


_INCLUDES = re.compile(
    r"(?:(?:and|so|ok|okay|but) ){0,2}(?:do|does|would) (?:that|this|it|these|those|they) (?:also )?(?:include|cover|mean|contain)\b"
)


async def _whole_of_theirs(turn: Turn, page: SearchPage) -> Title | None:
    """Give the one title of an author that is named whole beside them: "Toni Morrison, Beloved"."""
    if turn.is_payload or not page.author or page.corrected or word_count(turn.text) <= word_count(page.author):
        return None
    if _BESIDES.search(fold(turn.text)):
        return None
    every = await turn.library.search(author=page.author, limit=_MANY)
    whole = [one for one in every.titles if is_said_whole(turn.text, one)]
    own = [one for one in whole if one.language == turn.language] or whole or await _under_another_name(turn, page)
    return own[0] if len(own) == 1 else None


async def _under_another_name(turn: Turn, page: SearchPage) -> list[Title]:
    """Give the title of an author that is named as it is called in another language: "Dowlatabadi's Missing Soluch"."""
    for name in _NAME.findall(_OWNERS.sub("", turn.text))[:_FEW_NAMES]:
        found_so = await turn.library.search(name, limit=FEW, exactly=True)
        known = {one.id for one in page.titles}
        theirs = [one for one in found_so.titles if page.author in one.author or one.id in known]
        if theirs and not (found_so.corrected or found_so.author) and len({one.author for one in theirs}) == 1:
            return [one for one in theirs if one.language == turn.language] or theirs
    return []


_OWNERS = re.compile(r"\b(?:[A-Z][\w-]{1,20} ){0,2}[A-Z][\w-]{1,20}['’]s ")
_NAME = re.compile(r"(?:[A-Z][\w'’-]{1,20})(?: (?:(?:of|the|and|in|to|a) ){0,2}[A-Z][\w'’-]{1,20}){1,6}")
_FEW_NAMES = 3


# "I read Animal Farm, what else is there by Orwell?" names it for the others.
_BESIDES = re.compile(
    r"\b(?:else|others?|another|not|but|except|besides|apart|already|(?:i|i've|i have|we) (?:read|loved|liked|finished|enjoyed)|like)\b|(?<!\w)(?:دیگه\w{0,3}|دیگر\w{0,3}|غیر|جز|به ?جز|خوند\w{1,4}|خوانده?\w{0,3}|نه|ولی|اما|مثل|بقیه)(?!\w)|\b(?:dige|gheyr|joz|khoond\w{1,4}|khund\w{1,4}|baghie|mesle?)\b"
)


async def _of_given_name(turn: Turn, query: str, page: SearchPage) -> SearchPage | None:
    """Add the author whose name a single word is to the titles that only have that word in them: «سهراب»."""
    if turn.is_payload or page.author or page.corrected or word_count(query) != 1:
        return None
    if any(is_titled(title.title, query) for title in page.titles):
        return None
    by_them = await turn.library.search(author=query, limit=FEW)
    if not by_them.titles or not by_them.author or by_them.corrected:
        return None
    every = tuple({one.id: one for one in (*by_them.titles, *page.titles)}.values())
    return SearchPage(every[:FEW], max(len(every), by_them.total))


async def _names_nothing(turn: Turn, query: str) -> bool:
    """Tell whether what was looked for names no title: ordinary words, of whatever length where a title is spoken of."""
    if is_no_title(turn.text, query):
        return True
    return is_made_of_ordinary(turn.text, query) and await spoken_of(turn) is not None


def _only_described(turn: Turn, query: str, page: SearchPage) -> bool:
    """Tell whether a book was described and not named: what some word of it finds is none of that."""
    if not turn.describes or page.author:
        return False
    return not any(is_titled(title.title, turn.entity("title") or query) for title in page.titles)


async def _without_name(turn: Turn) -> None:
    """Go on with the title that is spoken of, where words name none; or ask for one."""
    back = not turn.is_payload and (points_back(turn.text) or find_choice(turn.text) is not None)
    title = (await spoken_of(turn) or await title_before(turn)) if back else None
    if title is not None:
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    elif turn.is_payload or not (
        await nearly_named(turn)
        or await asked_of_the_house(turn)
        or await answers_without_title(turn)
        or await of_subject(turn)
    ):
        _ask_what(turn)


def _ask_what(turn: Turn) -> None:
    turn.await_("search", "words")
    turn.say("utter_search_what", status="clarified")
