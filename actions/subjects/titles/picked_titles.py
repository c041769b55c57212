"""A title that is picked in talk about titles by what it is about, and the others beside those that are not meant."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import search_words, word_count
from actions.subjects.catalogue.authors_named import named_author
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.found_titles import FEW, found, show_found, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles import name_in
from actions.subjects.titles.titles_in_talk import title_in_talk
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from language.requests.titles.picks import Pick, find_pick
from language.requests.titles.poets import means_poet
from language.requests.titles.title_questions import find_title_questions
from language.requests.titles.whether_in import asks_where_it_stands, asks_whether_in
from language.stems import stems
from library.values import SearchPage, Title

__all__ = ["picks_title"]

# Read surely as another intent than these, a message is about something else than titles.
_READ_SO = frozenset(
    "search_book recommendation shelf_location new_arrivals out_of_scope nlu_fallback chitchat hold change_language"
    " hold_status borrow research_help deny eresources".split()
)
_UNSURE = 0.6
_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals hold".split())
_LONGEST, _MANY, _LOOKED_AT = 45, 40, 5


async def picks_title(turn: Turn) -> LookStep:
    """Show the title that is told by what it is about, or the author's others beside those that are not meant.

    It is looked for among the titles shown last, then among the author's others, then in the whole catalogue.
    """
    waits = (turn.slot("pending") or {}).get("awaits")
    if turn.is_payload or waits not in {None, "words", "one"} or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if turn.intent not in _READ_SO and turn.confidence >= _UNSURE:
        return LookStep.ON
    if (guessed := await _agreed(turn)) is not None:
        return await _take(turn, guessed, surely=True)
    if (thinnest := await _by_size(turn)) is not None:
        return await _take(turn, thinnest, surely=True)
    pick = find_pick(turn.text)
    if pick is None or orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    shown = await titles_shown(turn)
    if pick.other and not pick.told and not pick.out and (len(shown) != 1 or find_copy(turn.text, brief=True)):
        # "The other one" of two that are shown, or another translation of the one: no other work is meant.
        return LookStep.ON
    author, theirs = await _theirs(turn, pick, shown)
    if not theirs and not (shown and pick.told and _of_titles(turn)):
        return LookStep.ON
    out, said = await _left_out(turn, pick, author, [*shown, *theirs])
    for pool in (shown, theirs):
        left = [one for one in pool if one.id not in out]
        title, surely = await _told(turn, pick, left)
        if title is not None:
            return await _take(turn, title, surely=surely)
    if orders_to_hold(turn.text):
        return LookStep.ON
    left = _as_asked(turn, [one for one in theirs if one.id not in out])
    if said and left and (pick.others or pick.told):
        _settle(turn)
        turn.remember(not_meant={"author": author, "ids": sorted(out)[:_MANY]})
        if len(left) == 1:
            await show_title(turn, left[0])
        else:
            await found(turn, author, SearchPage(tuple(left[:FEW]), len(left), False, author))
        return LookStep.DONE
    # Of an author's books one was told: another's is guessed only where much of it fits.
    of_theirs = len(theirs) > 1 and (pick.others or len(shown) > 1)
    others = of_theirs and pick.others
    step = LookStep.ON if others else await _guessed(turn, pick, out, loosely=not of_theirs)
    if step is LookStep.ON and of_theirs and pick.told and left:
        _settle(turn)
        await found(turn, author, SearchPage(tuple(left[:FEW]), len(left), False, author))
        return LookStep.DONE
    return step


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
    found = _BY_SIZE.search(fold(turn.text)) if orders_to_hold(turn.text) and _of_titles(turn) else None
    sized = [one for one in await titles_shown(turn) if one.pages] if found is not None else []
    if found is None or len(sized) < len(turn.shown("title")) or len(sized) < _SEVERAL:
        return None
    best = (max if found["most"] else min)(one.pages or 0 for one in sized)
    fitting = [one for one in sized if one.pages == best]
    return fitting[0] if len(fitting) == 1 else None


_SEVERAL = 2
_BY_SIZE = re.compile(
    r"\b(?:(?:thinn|short|slimm|small)est|(?P<most>(?:thick|long|fatt|bigg)est))\b|(?<!\w)(?:نازک|کوتاه|کم ?حجم)(?:‌?ترین| ترین|ترین)\w{0,4}(?!\w)|(?<!\w)از همه(?:شون)? (?:نازک|کوتاه)\s?تره?(?!\w)|\b(?:nazok|kootah|kutah)\s?tarin\w{0,4}\b"
)


def _of_titles(turn: Turn) -> bool:
    last = turn.thread.last
    return last is not None and (last.act in _OF_TITLES or last.kind == "title")


async def _theirs(turn: Turn, pick: Pick, shown: Sequence[Title]) -> tuple[str, list[Title]]:
    """Give the author whom the message names, or who was spoken of, and all that there is of them."""
    page = await named_author(turn, turn.text)
    author = page.author if page is not None else await _named_beside(turn, pick) if pick.others and pick.out else ""
    if not author and _of_titles(turn):
        kept = turn.recall("searched") or {}
        authors = {first_author(one) for one in shown}
        if kept.get("author") and kept.get("last") == turn.shown("title"):
            author = str(kept["author"])
        elif len(shown) > 1 and len(authors) > 1:
            author = await _same_author(turn, shown)
        else:
            title = shown[0] if shown else await title_in_talk(turn)
            author = first_author(title) if title is not None else ""
    if not author:
        return "", []
    page = await turn.library.search(author=author, limit=_MANY)
    return (page.author or author, list(page.titles)) if page.titles and not page.corrected else ("", [])


async def _named_beside(turn: Turn, pick: Pick) -> str:
    """Give the author named beside what is not meant: of two, the one whose it is."""
    authors: list[str] = []
    for clause in pick.rest[:_LOOKED_AT]:
        within = await name_within(turn, clause)
        if within is not None and within[1].author and within[1].author not in authors:
            authors.append(within[1].author)
    for author in authors if len(authors) > 1 else ():
        page = await turn.library.search(author=author, limit=_MANY)
        if find_named(" ".join(pick.out), [one.title for one in page.titles]).places:
            return author
    return authors[0] if authors else ""


async def _same_author(turn: Turn, shown: Sequence[Title]) -> str:
    """Give the author of titles that are one author's, written in two scripts; empty where they are several's."""
    page = await turn.library.search(author=first_author(shown[0]), limit=_MANY)
    ids = {one.id for one in page.titles}
    return first_author(shown[0]) if all(one.id in ids for one in shown) else ""


async def _left_out(turn: Turn, pick: Pick, author: str, titles: Sequence[Title]) -> tuple[set[str], bool]:
    """Give the ids of the titles that are had, were read or are not wanted, and whether the message tells of any.

    What was left out of an author's before stays out, and "the other one" is none that was looked at.
    """
    kept = turn.recall("not_meant") or {}
    before = set(kept["ids"]) if author and kept.get("author") == author else set[str]()
    named: list[Title] = []
    described = False
    for said in pick.out:
        named += [titles[place] for place in find_named(said, [one.title for one in titles]).places]
        words = {word for word in stems(said) if word not in _SMALL}
        named += [one for one in titles if words and words <= set(stems(one.title))]
        if (one := await _named_among(turn, said, titles)) is not None:
            named.append(one)
        if titles and (told := find_pick(f"{said}?")) is not None and told.told:
            described = True
            named += (await _described(turn, told.told, titles))[:1]
    if pick.other and not pick.told and (focus := await spoken_of(turn)) is not None:
        named.append(focus)
    out = {one.id for one in named}
    for one in {one.id: one for one in named}.values():
        out |= {each.id for each in await turn.library.editions(one.id)}
    return out | before, bool(named) or described


_SMALL = frozenset("the a an one ones that this it of both at home already".split())


async def _told(turn: Turn, pick: Pick, titles: Sequence[Title]) -> tuple[Title | None, bool]:
    """Give the one of some titles that words name or describe, and whether they name it."""
    if not titles:
        return None, False
    for clause in pick.rest if pick.out else ():
        named = await _named_among(turn, clause, titles)
        if named is not None:
            return named, True
    if not pick.told:
        return None, False
    words = {word for word in stems(_OF_NAME.sub(" ", pick.told)) if len(word) > 1 and word not in _SMALL | _AROUND}
    whole = [one for one in titles if words and words <= set(stems(one.title))]
    if len(whole) == 1:
        return whole[0], not _OF_NAME.search(pick.told)
    called = [one for one in titles if words & set(stems(one.title))] if _OF_NAME.search(pick.told) else []
    fitting = _one_work(turn, called) or _one_work(turn, await _described(turn, pick.told, titles))
    return fitting, False


# «اسمش یه چیزی با خرمالو بود» tells a word of the name; what stands around it tells nothing.
_OF_NAME = re.compile(
    r"\b(?:something (?:with|like)|names?|titles?|called)\b|(?<!\w)(?:اسمش|اسم|نامش|عنوانش)(?!\w)|\b(?:esmesh|esme?)\b"
)
_AROUND = frozenset(stems("with like has had is was یه یک چیز چیزی با داشت بود تو توش هست ye chizi ba dasht bood bud"))


def _one_work(turn: Turn, titles: Sequence[Title]) -> Title | None:
    """Give the only one of some titles, or of the editions of one the one in the language that is spoken."""
    if len(titles) == 1:
        return titles[0]
    own = [one for one in titles if one.language == turn.language]
    return (
        own[0] if len(own) == 1 and len({one.author for one in titles if one.language == turn.language}) == 1 else None
    )


async def _described(turn: Turn, told: str, titles: Sequence[Title]) -> list[Title]:
    ids = {one.id for one in titles}
    # «سگه» is «سگ است».
    spoken = [word.removesuffix("ه") for word in told.split() if word.endswith("ه") and len(word) > len("که")]
    words = " ".join((told, *spoken))
    found_ones = await turn.library.described(words, language=turn.language, loosely=True, among=ids)
    return [
        one if one.id in ids else next((each for each in await turn.library.editions(one.id) if each.id in ids), one)
        for one in found_ones
    ]


async def _named_among(turn: Turn, clause: str, titles: Sequence[Title]) -> Title | None:
    """Give the one of some titles that a clause names: «oon yeki chi, adat mikonim?»."""
    ids = {one.id for one in titles}
    for name in dict.fromkeys((clause, search_words(clause), name_in(clause))):
        if len(name) < _SHORTEST:
            continue
        page = await turn.library.search(name, limit=_LOOKED_AT)
        named = [one for one in page.titles if one.id in ids]
        if len(named) == 1 and not page.author and page.total <= _LOOKED_AT:
            return named[0]
    return None


_SHORTEST = 4


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


async def _take(turn: Turn, title: Title, *, surely: bool) -> LookStep:
    """Answer what is asked of the title that was told; where nothing is, ask whether it is the one."""
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    placed = asks_where_it_stands(turn.text) or asks_whether_in(turn.text)
    asked = [one for one in find_title_questions(turn.text) if one != "others"]
    orders = orders_to_hold(turn.text)
    said = {"branch": turn.entities["branch"]} if turn.entities.get("branch") else {}
    _settle(turn)
    if orders:
        turn.intent, turn.entities = "hold", {"ref": [f"title:{title.id}"], **said}
        return LookStep.RUN
    if branch is not None or ((placed or _IS_IN.search(fold(turn.text))) and not asked):
        await tell_where(turn, title, branch)
    elif asked:
        await tell(turn, title, *asked)
    elif surely:
        await show_title(turn, title)
    else:
        await _ask_whether(turn, [title])
    return LookStep.DONE


async def _ask_whether(turn: Turn, titles: Sequence[Title]) -> None:
    await show_found(turn, titles, "utter_title_guess")
    if len(titles) == 1:
        turn.point("title", titles[0].id, "search_book")
        turn.remember(guessed={"title": titles[0].id})


async def _guessed(turn: Turn, pick: Pick, out: Collection[str], *, loosely: bool) -> LookStep:
    """Ask whether a title of the whole catalogue is meant that a description fits."""
    if not pick.told or not _of_titles(turn):
        return LookStep.ON
    fitting = await turn.library.described(pick.told, language=turn.language, loosely=loosely)
    fitting = [one for one in fitting if one.id not in out]
    if not fitting:
        return LookStep.ON
    _settle(turn)
    await _ask_whether(turn, fitting)
    return LookStep.DONE


def _settle(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities, turn.moves = "search_book", 1.0, {}, {}
    turn.set("pending", None)
