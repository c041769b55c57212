"""Catalogue actions: whether the library has a title, as what and in which language, and where it is."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue import values
from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.references import is_beyond
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import says, search_words, word_count
from actions.facts.choices import item, librarian, menu
from actions.facts.lines import by_title, language_name, listed, titles_listed
from actions.rasa.registry import HANDLERS, PatronReply, follows_up, handles, pending_action
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.catalogue.editions import first_author, show_edition, suggests_such
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.catalogue.volumes import asked_volume, volume_lines
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.library_info.places import note
from actions.subjects.moves.title import suggests_besides
from actions.subjects.moves.title_copies import which_at
from actions.subjects.reading.reading import NEEDED_KINDS, suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.guessed_titles import guess
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.near_titles import near_titles
from actions.subjects.titles.no_titles import answers_without_title, asks_mended_kind, is_made_of_ordinary, is_no_title
from actions.subjects.titles.said_details import says_detail
from actions.subjects.titles.settled_titles import picked_title
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.titles import SHORT, is_nameable, is_titled, look_up, name_in, named_title, without_branch
from actions.subjects.titles.titles_in_talk import title_named
from actions.subjects.titles.unnamed_searches import (
    asked_of_the_house,
    is_quoted,
    no_search,
    of_subject,
    points_nowhere,
    without_copy,
)
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import WishReading, says_of_books
from language.requests.speech.filler import greets, without_filler
from language.requests.titles.copies import find_copy
from language.requests.titles.descriptions import describes_book
from language.requests.titles.in_or_out import asks_which_of_shown, only_asks_in_or_out
from language.requests.titles.names import as_said, find_named
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from language.requests.titles.title_names import points_back
from language.requests.titles.title_questions import volume_of
from library.search.words import CHATTER, words
from library.values import SearchPage, Title

# So many titles can be shown to choose from.
FEW = 5


# Read as these, a message that is a title word for word is one.
UNREAD = frozenset({"out_of_scope", "nlu_fallback", "chitchat", "insult"})
_LONGEST_TITLE = 10
_SHORTEST_TITLE = 3
# Said alone, these name nothing to look for.
_NOTHING = frozenset(words("کتاب کتابی کتابا کتابها کتاب‌ها رمان داستان book books a the novel novels ketab some any"))
_WHERE = ("where", "which shelf", "کجاست", "کجاس", "کجا", "قفسه", "kojast")
_MANY = 40
_SENTENCES = re.compile(r"[.!?؟\n]+")
_MOST_SENTENCES = 5
# "A book about …" names no title where its subject is known.
_BOOKS_ON = re.compile(
    r"\b(?:books?|something|anything|novels?|stories|titles?) (?:\w+ )?(?:about|on|for|with)\b|(?<!\w)(?:کتاب|رمان|داستان|چیز)\w* (?:\w+ )?(?:درباره|در مورد|راجع|درمورد|با موضوع|برای|در زمینه)"
)
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,80})[»”\"]")
_BOOK = re.compile(r"\b(?:books?|ketab\w{0,3})\b|(?<!\w)کتاب(?!خ|دار)")
# What asks for so many things of a book names no title.
_SEVERAL = 2


@handles("search_book")
async def search_book(turn: Turn) -> None:
    """Tell whether the library has what was asked for, and where it is free."""
    if not turn.is_payload and (await _only_reacts(turn) or await suggests_besides(turn)):
        return
    if not turn.is_payload and (await _of_needed_kind(turn) or await _of_authors(turn)):
        return
    if not turn.is_payload and volume_of(turn.text) is not None and await _volume(turn):
        return
    picked = await picked_title(turn)
    branch = await directory.find_branch(turn.store, turn.entity("branch") or "") if turn.entity("branch") else None
    if picked is not None and branch is not None:
        await tell_where(turn, picked, branch)
    elif picked is not None and points_nowhere(turn) and await answer_from_facts(turn):
        return
    elif picked is not None and points_nowhere(turn) and _was_told(turn, picked):
        # So many words that say nothing of it are no reason to tell of it once more.
        await search(turn, None)
    elif picked is not None:
        await _shown_as_asked(turn, picked)
    elif not await _several(turn):
        await search(turn, None)


def _was_told(turn: Turn, title: Title) -> bool:
    """Tell whether the last thing that was told is this title alone."""
    last = turn.thread.last
    return last is not None and last.kind == "title" and last.things == (title.id,)


async def _shown_as_asked(turn: Turn, title: Title) -> None:
    """Show the title that was picked; its edition in the language, or of the kind, that is asked for beside."""
    copy = None if turn.is_payload else find_copy(turn.text)
    other = copy is not None and (copy.language not in ("", title.language) or copy.kind not in ("", title.kind))
    if copy is not None and other and not copy.plural:
        await show_edition(turn, title, copy)
    else:
        await show_title(turn, title)


async def _of_needed_kind(turn: Turn) -> bool:
    """Suggest large print or Braille where such books are asked for at all, whatever is told of one's eyes beside."""
    kinds = set(read_wish(turn.text).wish.kinds) & NEEDED_KINDS
    return bool(kinds) and not is_quoted(turn.text) and await suggests_such(turn)


async def _of_authors(turn: Turn) -> bool:
    """Suggest of either where two authors are named side by side, and no title: "films by Kiarostami or Farhadi"."""
    if is_quoted(turn.text) or turn.entity("isbn") or turn.entity("ref"):
        return False
    reading = await hear_wish(turn)
    if "|" not in reading.wish.author:
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, WishReading(reading.wish))
    return True


async def _only_reacts(turn: Turn) -> bool:
    """Take off what only greets, thanks or reacts; where nothing is left it names no title, and is answered as such."""
    rest = without_filler(turn.text)
    said = turn.entity("title") or ""
    if said and not without_filler(said):
        turn.entities = {name: values for name, values in turn.entities.items() if name != "title"}
    if rest or turn.entities:
        turn.text = rest or turn.text
        return False
    page = await turn.library.search(turn.text, limit=1)
    if page.titles and not page.corrected and is_titled(page.titles[0].title, turn.text):
        return False
    turn.intent = "greet" if greets(turn.text) else "thanks"
    await HANDLERS[turn.intent].handler(turn)
    return True


async def _several(turn: Turn) -> bool:
    """Answer for each of several names, also for those that fit nothing; false when there is one, or a wish."""
    reading = None if turn.is_payload or turn.entity("isbn") else read_wish(turn.text)
    if reading is None or (reading.wish and (not reading.rest or "language" in reading.wish.genres)):
        return False
    if set(reading.wish.kinds) & NEEDED_KINDS or (reading.wish.topics and not is_quoted(turn.text)):
        # Large print is what is asked for, or a subject, whatever else is told beside.
        return False
    listed = await several_titles(turn, loosely=True)
    if listed is None:
        return False
    titles, missing = listed
    titles = _said_whole(turn.text, titles)
    missing = [name for name in missing if _is_named_to_look_for(turn.text, name)]
    if not missing and len(titles) < 2:
        return False
    if len(titles) == 1:
        await _shown_as_asked(turn, titles[0])
    elif asks_which_of_shown(turn.text):
        # "Dune, Emma and Dracula: which of them are at Saadi?"
        branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
        await which_at(turn, titles, branch)
    else:
        await show_found(turn, titles, "utter_search_several")
    if missing:
        turn.say("utter_hold_none_of", titles=titles_listed(missing), choices=menu("suggest_purchase"))
    return True


def _said_whole(text: str, titles: list[Title]) -> list[Title]:
    """Keep the titles that are named whole, where the others are only their author's: "Marufi. Symphony of the Dead"."""
    whole = [one for one in titles if _is_said_whole(text, one)]
    authors = {one.author for one in whole}
    return whole if whole and all(one.author in authors for one in titles) else titles


def _is_said_whole(text: str, title: Title) -> bool:
    """Tell whether a text says a title whole; one of a single word beside the whole name of its author."""
    name = SHORT.split(title.title)[0]
    return says(text, name) and (word_count(name) > 1 or says(text, first_author(title)))


def _is_named_to_look_for(text: str, name: str) -> bool:
    """Tell whether words that found nothing were surely meant for a title, and are no part of what else is said."""
    if any(f"{mark}{name}" in text for mark in '«“"') or (name[:1].isupper() and name.istitle()):
        return True
    if all(is_ordinary(word) for word in words(name)):
        # "Unrelated, do you have …": a word of the language, and no name.
        return False
    return len([one for one in _SENTENCES.split(text) if one.strip()]) == 1 and not read_wish(name).wish


@pending_action("search")
async def search_words_given(turn: Turn, _args: object, reply: PatronReply) -> None:
    """Search for the words that were asked for."""
    await search(turn, search_words(reply.text) or reply.text)


@follows_up
async def bare_title(turn: Turn) -> bool:
    """Take a message that is a title, or an author's whole name, as a search, though it was read as nothing."""
    if turn.is_payload or turn.intent not in UNREAD or not 0 < word_count(turn.text) <= _LONGEST_TITLE:
        return False
    text = search_words(turn.text)
    wanted = "".join(words(text))
    if len(wanted) < _SHORTEST_TITLE or set(words(text)) <= _NOTHING:
        return False
    page = await turn.library.search(text, limit=FEW)
    if page.corrected or not page.titles:
        return False
    same = [title for title in page.titles if wanted in _runs(title.title)]
    if not same and not (page.author and len(words(text)) > 1):
        return False
    if says(turn.text, *_WHERE):
        turn.entities["title"] = [text]
        await shelf_location(turn)
    elif len(same) == 1:
        await show_title(turn, same[0])
    else:
        await found(turn, text, page)
    return True


def _runs(title: str) -> set[str]:
    return {"".join(words(title)), "".join(words(SHORT.split(title)[0]))}


async def search(turn: Turn, said: str | None) -> None:
    """Search and show up to five titles with their availability."""
    if set(words(said if said is not None else turn.text)) <= _NOTHING:
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
    if not turn.is_payload and (await _volume(turn) or await _of_copy(turn) or await _wished(turn)):
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
    elif unfound and (await asks_mended_kind(turn) or await guess(turn, said or turn.text)):
        return
    elif unfound and query and not turn.is_payload and await _names_nothing(turn, turn.entity("title") or query):
        if not await answers_without_title(turn):
            await _without_name(turn)
    elif not query or (not turn.is_payload and _only_described(turn, query, page)):
        await _without_name(turn)
    elif unfound and not turn.is_payload and (await no_search(turn, page) or await of_subject(turn)):
        return
    elif not page.titles:
        turn.show("title", [])
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


async def _whole_of_theirs(turn: Turn, page: SearchPage) -> Title | None:
    """Give the one title of an author that is named whole beside them: "Toni Morrison, Beloved"."""
    if turn.is_payload or not page.author or page.corrected or word_count(turn.text) <= word_count(page.author):
        return None
    if _BESIDES.search(fold(turn.text)):
        return None
    every = await turn.library.search(author=page.author, limit=_MANY)
    whole = [one for one in every.titles if _is_said_whole(turn.text, one)]
    own = [one for one in whole if one.language == turn.language] or whole
    return own[0] if len(own) == 1 else None


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
    if not describes_book(turn.text) or page.author:
        return False
    return not any(is_titled(title.title, turn.entity("title") or query) for title in page.titles)


async def _without_name(turn: Turn) -> None:
    """Go on with the title that is spoken of, where words name none; or ask for one."""
    back = not turn.is_payload and (points_back(turn.text) or find_choice(turn.text) is not None)
    title = (await spoken_of(turn) or await title_before(turn)) if back else None
    if title is not None:
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    elif turn.is_payload or not (
        await _nearly_named(turn)
        or await asked_of_the_house(turn)
        or await answers_without_title(turn)
        or await of_subject(turn)
    ):
        _ask_what(turn)


async def _nearly_named(turn: Turn) -> bool:
    """Show the titles that words name with a slip in them; false where they name none, or only describe."""
    if describes_book(turn.text):
        return False
    name, page = await near_titles(turn, turn.text)
    if len(page.titles) == 1:
        await show_title(turn, page.titles[0], corrected=page.corrected, query=name)
    elif page.titles:
        await found(turn, name, page)
    return bool(page.titles)


def _ask_what(turn: Turn) -> None:
    turn.await_("search", "words")
    turn.say("utter_search_what", status="clarified")


async def _wished(turn: Turn) -> bool:
    """Suggest for a search that asks for several things of a book and names none ("dinosaur books for kids")."""
    reading = await hear_wish(turn)
    wish = reading.wish
    parts = wish.lacking("genres").lacking("untold").lacking("without")
    asked = len(parts.packed()) + len(wish.genres) + bool(wish.without)
    asked = asked if says_of_books(wish) or wish.ages or wish.audience else 0
    needed = bool(set(wish.kinds) & NEEDED_KINDS) and not reading.rest
    about = bool(wish.genres or wish.topics) and _BOOKS_ON.search(fold(turn.text)) is not None
    # "Network security books": of crafts and computing one kind is named.
    about = about or (bool(reading.narrow) and _BOOK.search(fold(turn.text)) is not None)
    about = about or ("easy" in wish.untold and bool(wish.language))
    if (asked < _SEVERAL and not needed and not about) or turn.entity("isbn") or _names_in_quotes(turn.text):
        return False
    page = await turn.library.search(search_words(turn.text), limit=1)
    likened = bool(wish.like) and (bool(page.author) or _LIKENED.search(turn.text) is not None)
    if page.titles and not page.corrected and not likened:
        # "I've read all of Christie, and now?" names whom it shall be like.
        name = SHORT.split(page.titles[0].title)[0]
        sized = bool(page.author and wish.author and (wish.most_pages or wish.least_pages))
        if not sized and (_is_named(search_words(turn.text), page) or (word_count(name) > 1 and says(turn.text, name))):
            return False
    if not (wish.genres or wish.forms) and await title_named(turn, turn.text) is not None:
        # "Dune, the book": what it is to be is said beside its name.
        return False
    await suggest_for(turn, reading)
    return True


def _names_in_quotes(text: str) -> bool:
    """Tell whether several words stand in quotation marks, and not what it shall be like: a name is asked for."""
    return any(word_count(found[1]) > 1 for found in _QUOTED.finditer(_LIKENED.sub(" ", text)))


_QUOTED = re.compile(r"[«“]([^«»“”]{4,80})[»”]")
_LIKENED = re.compile(
    r"(?:(?<!'d )(?<!’d )(?<!would )(?<!\bi )(?<!\bwe )\blike|\bsimilar to|\bin the (?:style|vein|spirit) of|(?<!\w)(?:مثل|شبیه|مانند|عین|به سبک|به سبکِ|در مایه‌های|تو مایه‌های))\s*[«“][^«»“”]{2,80}[»”]",
    re.IGNORECASE,
)


async def _volume(turn: Turn) -> bool:
    """Answer which volume of a series there is; false when no series is meant."""
    asked = await asked_volume(turn)
    if asked is None:
        return False
    if len(asked.meant) == 1:
        await show_title(turn, asked.meant[0])
    elif asked.meant:
        await show_found(turn, asked.meant[:FEW], "utter_search", more=None, query=asked.words)
    elif asked.others:
        # This volume there is, but not in the language that was asked for.
        have = listed(language_name(one) for one in dict.fromkeys(other.language for other in asked.others))
        await show_found(
            turn, asked.others[:FEW], "utter_edition_only", language=language_name(asked.language), have=have
        )
        if len(asked.others) == 1:
            turn.point("title", asked.others[0].id, "search_book")
    else:
        turn.show("title", [title.id for title in asked.series])
        turn.say(
            "utter_search_no_volume",
            number=asked.number,
            series=asked.series[0].series,
            titles=await volume_lines(turn, list(asked.series)),
            choices=[item("search_book", "title", title) for title in asked.series[:FEW]],
        )
    return True


async def _of_copy(turn: Turn) -> bool:
    """Look for a title as the kind of copy, or in the language, that is asked for; false when none is."""
    copy = find_copy(turn.text)
    if copy is None:
        return False
    name = search_words(copy.rest)
    whole = await turn.library.search(search_words(turn.text), limit=1)
    if whole.titles and not whole.corrected and not whole.author and _is_named(search_words(turn.text), whole):
        # The word belongs to the title: "The English Patient".
        return False
    page = await turn.library.search(name, limit=_MANY) if telling_words(name) else SearchPage()
    less = name_in(name)
    if telling_words(less) and less != name and (page.corrected or not page.titles):
        # What asks around it in Latin letters is no part of a name: "farhadi chi darin".
        found_less = await turn.library.search(less, limit=_MANY)
        if found_less.titles and not found_less.corrected:
            name, page = less, found_less
    if (title := await _named_in(turn, name, page)) is not None:
        await show_edition(turn, title, copy)
        return True
    known = bool(page.titles) and not page.corrected
    named = known and _is_named(name, page)
    title = await title_named(turn, turn.text) if not named and not copy.plural else None
    if title is not None and (not known or any(one.id == title.id for one in page.titles)):
        # "Is there a film version of Emma at your place": more is said than its name.
        await show_edition(turn, title, copy)
        return True
    if not known and (not copy.plural or word_count(name) <= _SHORT_QUERY) and await _nearly_named(turn):
        return True
    reading = await hear_wish(turn)
    wish = reading.wish
    about = bool(wish.topics) and _ABOUT.search(fold(turn.text)) is not None
    wished = bool(wish.genres or wish.ages or wish.audience or copy.plural or about)
    if copy.kind and not named and (wished or not known):
        if not wished and not wish.topics and is_nameable(name, turn.text):
            # A name that the catalogue has in no form is no wish for any film.
            return False
        await suggest_for(turn, WishReading(wish, reading.rest if telling_words(name) else ()))
        return True
    if not known:
        return False
    meant = [title for title in page.titles if copy.kind in ("", title.kind) and copy.language in ("", title.language)]
    if len(meant) == 1:
        await show_title(turn, meant[0])
    elif meant:
        await found(turn, name, SearchPage(tuple(meant[:FEW]), len(meant), page.corrected, page.author))
    elif any(
        copy.language in ("", one.language) and copy.kind in ("", one.kind) for one in await _editions(turn, page)
    ):
        # Spelt so, only the other edition was found.
        await show_edition(turn, page.titles[0], copy)
    else:
        lacks = nested(f"utter_kind_{copy.kind}") if copy.kind else language_name(copy.language)
        await show_found(
            turn,
            page.titles[:FEW],
            "utter_search_no_kind" if copy.kind else "utter_search_no_language",
            query=as_said(turn.text, name)
            if word_count(name) <= _SHORT_QUERY
            else (page.author or page.titles[0].title),
            kind=lacks,
        )
    return True


# More words than these say more than a name.
_SHORT_QUERY = 4
_ABOUT = re.compile(r"\babout\b|(?<!\w)(?:درباره|در مورد|راجع به)(?!\w)")


async def _editions(turn: Turn, page: SearchPage) -> list[Title]:
    """Give the other editions of what a search found, where it found one title."""
    return await turn.library.editions(page.titles[0].id) if len(page.titles) == 1 else []


async def _named_in(turn: Turn, name: str, page: SearchPage) -> Title | None:
    """Give the title whose edition is asked for: named by all the words, or within a letter of several sentences."""
    if page.author:
        return None
    if page.titles and not page.corrected and is_titled(page.titles[0].title, name):
        return page.titles[0]
    for part in (turn.entity("title") or "", *_SENTENCES.split(turn.text)[:_MOST_SENTENCES]):
        words_of_it = search_words(part)
        if word_count(words_of_it) < 2 or (part == turn.text and page.titles and not page.corrected):
            continue
        found_there = await turn.library.search(words_of_it, limit=1)
        if found_there.titles and not found_there.corrected and not found_there.author:
            title = found_there.titles[0]
            short = SHORT.split(title.title)[0]
            if word_count(short) > 1 and find_named(part, [short]).places:
                return title
    return None


def _is_named(name: str, page: SearchPage) -> bool:
    """Tell whether words are the very name of the first title found, or of an author."""
    return bool(page.author) or "".join(words(name)) in _runs(page.titles[0].title)


def telling_words(text: str) -> bool:
    """Tell whether words name something that could be looked for."""
    return bool(set(words(text)) - _NOTHING - CHATTER)


async def found(turn: Turn, query: str, page: SearchPage) -> None:
    """Show what a search found, an author's titles as such."""
    answer = "utter_search_similar" if page.corrected else "utter_search_author" if page.author else "utter_search"
    rest = page.total - len(page.titles)
    ids = [title.id for title in page.titles]
    turn.remember(searched={"query": query, "author": page.author, "last": ids, "seen": ids})
    quoted = _QUOTED.search(turn.text) if page.author and not turn.is_payload else None
    if quoted and not await _is_there(turn, quoted[1]):
        # Of the author of a title that is not there: that it is not is said first.
        turn.say("utter_hold_none_of", titles=titles_listed([quoted[1]]), choices=menu("suggest_purchase"))
    await show_found(
        turn,
        page.titles,
        answer,
        count=page.total,
        query=query,
        author=page.author or None,
        more=nested("utter_part_more", count=rest) if rest > 0 else None,
    )


def shelved(query: str, page: SearchPage) -> Title | None:
    """Give the one title that a search for a place is about: the only one, or the one of that very name."""
    if page.corrected or not page.titles:
        return None
    top = page.titles[0]
    return top if page.total == 1 or says(query, SHORT.split(top.title)[0]) else None


# A part of the house that is named: «بخش کودک» names no title with that word in it; "in which section is Dune?" does.
_SECTION = re.compile(
    r"(?<!\w)(?<!کدوم )(?<!کدام )(?<!چه )(?:بخش|قسمت|سالن|گوشه) \w"
    r"|(?<!which )(?<!what )\b(?:sections?|area|corner|department)\b|(?<!kodum )\b(?:bakhsh|ghesmat|qesmat)e? \w"
)


async def _is_there(turn: Turn, quoted: str) -> bool:
    """Tell whether what is quoted is a title, or an author, that there is; the author who was read is one."""
    if says(turn.entity("author") or "", quoted) or (await turn.library.search(quoted, limit=1)).titles:
        return True
    return bool((await turn.library.search(author=quoted, limit=1)).titles)


# What asks for the place, and is no part of a name.
_PLACE = re.compile(
    r"\b(?:shelf|shelves|number|call|mark|where|which|is|the|of|on)\b|(?<!\w)(?:شماره|قفسه|ردیف|راهنما|جای|کدوم|کدام|کجا\w{0,3}|تو|توی|در)(?!\w)"
)


@handles("shelf_location")
async def shelf_location(turn: Turn) -> None:
    """Tell where a title stands, branch by branch; the library's own note for everything else."""
    title = await picked_title(turn)
    if title is None and _SECTION.search(fold(turn.text)) is not None:
        await note(turn, "shelf_location")
        return
    if title is None and (turn.entity("title") or turn.entity("author") or turn.entity("isbn")):
        query, page = await look_up(turn)
        title = shelved(query, page)
        # A word of many titles is rather a section («تاریخ»); a few, or an author's, can be shown.
        if title is None and page.titles and not page.corrected and (page.author or page.total <= FEW):
            await found(turn, query, page)
            return
    elif title is None:
        place = _PLACE.sub(" ", await values.without_branch(turn, fold(without_branch(turn))))
        title = await named_title(turn) or await title_named(turn, place)
    branch = None if turn.is_payload else await directory.find_branch(turn.store, turn.text)
    places = await turn.library.availability(title.id) if title else []
    shelves = [place for place in places if place.call_number or place.shelf]
    if title is not None and branch is not None and not means_poet(turn.text):
        there = [place for place in shelves if place.branch.code == branch.code]
        if not there or any(place.available for place in there):
            await tell_where(turn, title, branch)
            return
        # It is out, and has its place all the same.
        shelves = there
    if title is None or not shelves:
        await note(turn, "shelf_location")
        return
    turn.point("title", title.id, "shelf_location")
    turn.say(
        "utter_shelf",
        title=by_title(title.title, title.author),
        places={
            "list": [
                {"branch": place.branch.name, "call_number": place.call_number, "shelf": place.shelf or None}
                for place in shelves
            ],
            "line": "utter_line_shelf",
        },
    )
