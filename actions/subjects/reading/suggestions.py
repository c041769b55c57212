"""Suggestions that meet a wish, each with its reason; what is said where nothing does, and more of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, choice, item, librarian, menu
from actions.facts.lines import language_name, listed, title_line
from actions.facts.wishes import untold_named, why_told, wish_named, wish_part
from actions.subjects.catalogue.at_branch import is_in, place_heard, place_of, tell_there
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.reading.known_already import known_already
from actions.subjects.reading.met_otherwise import length_of, met_otherwise
from actions.subjects.reading.on_subjects import on_each, on_words
from language.normalise import fold
from language.requests.reading.reader import is_to_write_with
from language.requests.reading.reading_words import NARROW
from language.requests.reading.studies import read_study, study_subjects
from language.requests.reading.troubles import OF_TROUBLES
from language.requests.reading.wish import ReadingWish
from library.values import Capability, Suggestion, Suggestions, Title

__all__ = ["FEW", "MORE", "branch_kept", "more_of", "of_suggestions", "show_those", "suggest", "title_buttons"]

FEW = 5
# So many are looked at for those that are in.
_LOOKED_AT = 60
# So many titles that were shown are not shown again.
_REMEMBERED = 20
# And so many that are known already.
_KNOWN = 40
MORE = "reading:more"


async def more_of(turn: Turn) -> bool:
    """Suggest others for the wish of the last suggestions; False where there were none."""
    kept = turn.recall("reading")
    if not kept:
        return False
    await suggest(turn, ReadingWish.unpacked(kept["wish"]), besides=kept["shown"], at=branch_kept(kept))
    return True


async def show_those(turn: Turn, wish: ReadingWish, titles: Sequence[Title]) -> None:
    """Show those of the titles shown before that are as is asked now."""
    turn.show("title", [title.id for title in titles])
    lines = {"list": [await _line(turn, Suggestion(title)) for title in titles], "line": "utter_line_reading"}
    turn.say("utter_reading", titles=lines, wish=wish_named(wish), choices=title_buttons(list(titles)))


def of_suggestions(turn: Turn) -> bool:
    """Tell whether what was told last, whatever was said in between, are titles that were suggested."""
    shown, kept, last = turn.shown("title"), turn.recall("reading") or {}, turn.thread.last
    if not kept or last is None or not set(shown) <= set(kept.get("last", ())):
        return False
    if not shown:
        return not kept.get("last") and last.act == "recommendation"
    return last.kind == "title" and set(last.things) <= set(kept["last"])


def branch_kept(kept: dict[str, Any]) -> str:
    """Give the code of the branch at which the last suggestions were to be in; empty where at none."""
    return str(kept.get("at") or "")


async def suggest(
    turn: Turn,
    wish: ReadingWish,
    *,
    hints: Sequence[str] = (),
    besides: Sequence[str] = (),
    at: str = "",
    free: bool = False,
) -> None:
    """Show what meets a wish, each title with its reason; or say what is not there, and what was left out for it.

    `at` names branches by their codes, with a bar between them; a branch that the message names goes before it.
    """
    place = await place_heard(turn)
    at = "|".join(sorted(place.codes)) if place is not None else at
    on_shelf = Capability.ON_SHELF in turn.library.capabilities()
    if not on_shelf:
        # Nobody can keep to what cannot be seen: each line says so.
        at, free = "", False
    studied = not turn.is_payload and _is_studied(turn.text, wish)
    shortest = "easy" in wish.untold and not (wish.ages or wish.most_pages) and wish.audience in ("", "adults")
    limit = _LOOKED_AT if at or free or wish.not_by or shortest else FEW
    seen = bool(besides)
    passed = list(besides)[-_REMEMBERED:]
    known = () if turn.is_payload else await known_already(turn)
    says_more = bool(known)
    known = tuple(dict.fromkeys((*(turn.recall("reading") or {}).get("known", ()), *known)))
    # What was read already is no suggestion, whenever it was told.
    besides = before_now = (*besides, *known)
    for name in wish.not_by:
        # What somebody wrote who is not wanted stands in nothing's way.
        theirs = await turn.library.search(author=name, limit=_LOOKED_AT, exactly=True)
        surely = bool(theirs.author) and not theirs.corrected
        besides = (*besides, *(one.id for one in theirs.titles if surely or _is_by(one, wish.not_by)))
    paper = not (turn.is_payload or wish.author) and read_study(turn.text) is not None
    # For a paper it is read in any language, and no stories.
    tongue, limit = ("", _LOOKED_AT) if paper else (turn.language, limit)
    looked = replace(wish, without=(*wish.without, *_UNSTUDIED, "children")) if paper else wish
    answer = await turn.library.suggest(looked, hints=hints, limit=limit, besides=besides, language=tongue)
    if paper:
        told = answer.relaxed != "without"
        papers = [one for one in answer.found if told and one.title.form not in _UNSTUDIED]
        answer = replace(answer, found=tuple(papers[:FEW]), total=len(papers))
    missed: tuple[str, ...] = ()
    dropped = ""
    subjects = study_subjects(turn.text) if paper else ()
    each = None
    if len(subjects) > 1 and (not answer.found or answer.relaxed):
        each = await on_each(turn, looked, subjects, besides, most=FEW)
    if each is not None:
        (answer, missed), studied = each, False

    async def ask(one: ReadingWish, words: Sequence[str] = hints) -> Suggestions:
        return await turn.library.suggest(one, hints=words, limit=limit, besides=besides, language=tongue)

    if not answer.found or answer.relaxed:
        wish, answer = await met_otherwise(turn.text, wish, answer, ask, paper=paper)
    if wish.author and not wish.kinds and (not answer.found or answer.relaxed == "author"):
        # A director has made no books.
        films = await turn.library.suggest(replace(wish, kinds=("dvd",)), hints=hints, limit=limit, besides=besides)
        if films.found and films.relaxed != "author":
            wish, answer = replace(wish, kinds=("dvd",)), films
    if shortest:
        # Nobody has written down how hard it is: what is short, or for the young, comes first.
        answer = replace(
            answer, found=tuple(sorted(answer.found, key=length_of))[: _LOOKED_AT if at or free or wish.not_by else FEW]
        )
    if wish.not_by:
        others = [one for one in answer.found if not _is_by(one.title, wish.not_by)]
        answer = replace(answer, found=tuple(others if at or free else others[:FEW]), total=len(others))
    if studied and answer.relaxed and not wish.topics:
        # On less than what was asked, stories are nothing that a thesis is written with.
        on_it = tuple(one for one in answer.found if one.title.form not in _UNSTUDIED)
        answer = replace(answer, found=on_it, total=len(on_it))
    standing: list[Suggestion] = []
    if at or free:
        standing = [one for one in answer.found if await _stands(turn, one.title, at)]
    elsewhere = await place_of(turn, at) if answer.found and not (standing or seen) else None
    if elsewhere is not None:
        # That none is in there is said, and each line tells where it is.
        at, free, answer = "", False, replace(answer, found=answer.found[:FEW])
    elif at and not answer.found:
        # What there is nowhere is not missed there alone.
        at = ""
    elif at or free:
        answer = replace(answer, found=tuple(standing[:FEW]), total=len(standing))
    missing = () if at or free else _unmet(wish, hints, answer, latin=turn.language == "en")
    if missing:
        # "Woodworking" names less than crafts: what is suggested in its place is said to be no such book.
        of_kind = [
            one for one in answer.found if OF_TROUBLES not in wish.genres or _OF_MIND.intersection(one.title.genres)
        ]
        wish, answer = replace(wish, topics=missing), replace(answer, found=tuple(of_kind[:_RELAXED]), relaxed="topics")
    named = wish.topics
    if looked.genres and not wish.like:
        # Behind an "and" the next subject may stand: "on programming, about testing and refactoring".
        named = tuple(dict.fromkeys((*named, *(word for word in hints if word not in NARROW))))
    if answer.relaxed == "topics" and len(named) > 1 and each is None and not at and not free:
        # Not on all of the words: those on some of them come first.
        some = looked.lacking("topics")
        near = await turn.library.suggest(some, hints=wish.topics, limit=limit, besides=besides, language=tongue)
        if studied or paper:
            near = replace(near, found=tuple(one for one in near.found if _is_on_half(one, wish)))
        if not near.relaxed and any(reason.part == "topics" for one in near.found for reason in one.why):
            answer, studied = replace(near, relaxed="topics", found=near.found[:_RELAXED]), False
        elif not near.relaxed or not near.found:
            alone = await on_words(ask, looked, named, most=_RELAXED)
            if alone is not None:
                answer, missed, dropped = alone
                wish, studied = replace(wish, topics=named), False
    if studied and answer.relaxed == "topics":
        # What is on none of it helps nobody with a paper: that there is nothing is the answer.
        answer, turn.settled = replace(answer, found=(), total=0), True
    titles = [one.title for one in answer.found]
    ids = [title.id for title in titles]
    shown = [*before_now, *ids][-_REMEMBERED:]
    pages = [title.pages for title in titles if title.pages]
    kept = wish.lacking("like").lacking("author") if answer.unknown else wish
    on = tuple(
        dict.fromkeys(
            word for one in answer.found for reason in one.why if reason.part == "topics" for word in reason.values
        )
    )
    met = next(iter(on), "")
    if missing:
        # That there is none of it has been said: what is asked further is asked of what was shown.
        kept = kept.lacking("topics")
    elif met in NARROW and not wish.topics and not answer.relaxed:
        # "Loves cats": what those shown are about is wished for in what follows, too, by whichever of its names.
        kept = replace(kept, topics=(met,))
    before = turn.recall("reading") or {}
    same = bool(ids) and not seen and before.get("last") == ids and before.get("wish") != kept.packed()
    goes_on = {"at": at, "known": known[-_KNOWN:], "passed": passed}
    turn.remember(reading={"wish": kept.packed(), "shown": shown, "last": ids, "pages": pages, **goes_on})
    turn.show("title", ids)
    # Words that none of what was found is about are no subject of it.
    wanted = wish_named(_as_met(wish, titles), *await _places(turn, at, free=free)) or (
        nested("utter_wish_about", words=listed(on or hints)) if hints and (met or not titles) else None
    )
    if not titles:
        if not await catalogue_is_missing(turn):
            _none(turn, wanted, answer, seen=seen)
        return
    asked_before = ReadingWish.unpacked(before.get("wish") or {}).untold
    # Who tells of a book besides that it was read is shown again what is left.
    narrower = same and (wish.untold != asked_before or not wish.untold) and not (says_more and wish.untold)
    if narrower and answer.total > len(titles) and not answer.relaxed:
        # The very same list says nothing: the others of the same wish are as good, and those shown none passed over.
        await suggest(turn, wish, hints=hints, besides=ids, at=at, free=free)
        turn.remember(reading={**turn.recall("reading"), "passed": passed})
        return
    if narrower and _say_no_narrower(turn, wish, wanted, answer, ReadingWish.unpacked(before.get("wish") or {})):
        return
    if wish.untold:
        # What nobody has looked for is said before what was found.
        turn.say("utter_reading_untold", what=untold_named(wish))
    foreign = {title.language for title in titles if title.language} - {turn.language}
    spoken = turn.language in {title.language for title in titles}
    if len(foreign) == 1 and not spoken and not (wish.language or wish.origin or "dvd" in wish.kinds):
        turn.say("utter_reading_foreign", language=language_name(foreign.pop()))
    not_there = elsewhere if on_shelf else place
    if not_there is not None:
        tell_there(turn, not_there, (), of=len(titles))
    lines = {"list": [await _line(turn, one) for one in answer.found], "line": "utter_line_reading"}
    more = (
        [choice("utter_button_other_titles", "recommendation", ref=MORE)]
        if answer.total > len(titles) and not answer.relaxed
        else []
    )
    choices = [*title_buttons(titles), *more]
    if answer.relaxed:
        left = wish_part(replace(wish, topics=missed or wish.topics), answer.relaxed)
        if dropped:
            left = listed([*([left] if missed else []), wish_part(wish, dropped)])
        turn.say("utter_reading_relaxed", titles=lines, wish=wanted, without=left, choices=choices)
    elif wanted:
        turn.say("utter_reading", titles=lines, wish=wanted, choices=choices)
    else:
        turn.say("utter_recommend", titles=lines, choices=choices)


def _as_met(wish: ReadingWish, titles: Sequence[Title]) -> ReadingWish:
    """Name of the kinds of book that help with a trouble those that were found."""
    met = "|".join(one for one in OF_TROUBLES.split("|") if any(one in title.genres for title in titles))
    return replace(wish, genres=tuple(met or one if one == OF_TROUBLES else one for one in wish.genres))


def _is_studied(text: str, wish: ReadingWish) -> bool:
    """Tell whether an adult wishes for something on a subject to write a paper with, and for no form of it."""
    wished = bool(wish.genres or wish.topics) and not (wish.forms or wish.kinds or wish.ages or wish.like)
    return wished and wish.audience != "children" and is_to_write_with(fold(text))


def _is_on_half(one: Suggestion, wish: ReadingWish) -> bool:
    """Tell whether a title that a paper may be written with is on half of the subjects."""
    on = sum(len(reason.values) for reason in one.why if reason.part == "topics")
    return one.title.form not in _UNSTUDIED and on * 2 >= len(wish.topics)


def _unmet(wish: ReadingWish, hints: Sequence[str], answer: Suggestions, *, latin: bool) -> tuple[str, ...]:
    """Give the word that names one craft, sport or programming language of which none of what was found is."""
    narrow = [word for word in hints if word in NARROW]
    if wish.topics or not narrow or not answer.found or not _COARSE.intersection(wish.genres):
        return ()
    told = any(reason.part == "topics" for one in answer.found for reason in one.why)
    return () if told or answer.relaxed else (_in_letters(narrow, latin=latin),)


def _in_letters(words: Sequence[str], *, latin: bool) -> str:
    return next((word for word in words if word.isascii() is latin), words[0])


# No paper is written with these.
_UNSTUDIED = frozenset({"novel", "stories", "poetry", "picture", "graphic"})
_COARSE = frozenset({"cooking", "crafts", "programming", "sport", "gardening", "computing", "animals", OF_TROUBLES})
# Where nothing is on a trouble itself, these are of its kind; what is on health is on any of it.
_OF_MIND = frozenset({"psychology", "self_help"})
# So many are told in the place of what there is not.
_RELAXED = 3


def _say_no_narrower(turn: Turn, wish: ReadingWish, wanted: Fact, answer: Suggestions, before: ReadingWish) -> bool:
    """Say that a wish is not met any closer than by the titles shown already, in place of the very same list."""
    if wish.untold:
        turn.say("utter_reading_untold", what=untold_named(wish), choices=[librarian()])
    elif answer.relaxed and wanted:
        part = answer.relaxed.split()[0]
        if getattr(wish, part) == getattr(before, part):
            # Those shown before lack what they lacked then, and are as is asked now.
            return False
        turn.say("utter_reading_none", wish=wanted, choices=[*menu("suggest_purchase"), librarian()])
    elif answer.total <= len(answer.found) and wanted:
        turn.say("utter_reading_no_more", wish=wanted, choices=[*menu("suggest_purchase"), librarian()])
    else:
        return False
    return True


def _is_by(title: Title, names: Sequence[str]) -> bool:
    """Tell whether a title is by somebody of these names, all words of one standing in the author's."""
    said = _WORD.findall(fold(title.author))
    wanted = [_WORD.findall(name) for name in names]
    return any(words and all(word in said for word in words) for words in wanted)


_WORD = re.compile(r"[^\W_]+")


async def _stands(turn: Turn, title: Title, at: str) -> bool:
    return is_in(await turn.library.availability(title.id), at.split("|") if at else ())


async def _places(turn: Turn, at: str, *, free: bool) -> list[Fact]:
    """Name where what is wanted shall be in."""
    place = await place_of(turn, at)
    if place is not None:
        return [nested("utter_wish_at", branch=place.name)]
    return [nested("utter_wish_free")] if free else []


def _none(turn: Turn, wanted: Fact, answer: Suggestions, *, seen: bool) -> None:
    choices: list[OfferedChoice] = [*menu("suggest_purchase"), librarian()]
    if answer.unknown:
        turn.say("utter_reading_unknown", name=answer.unknown, choices=choices)
    elif seen:
        turn.say("utter_reading_no_more", wish=wanted, choices=choices)
    elif wanted:
        turn.say("utter_reading_none", wish=wanted, choices=choices)
    else:
        turn.say("utter_recommend_none")


def title_buttons(titles: list[Title]) -> list[OfferedChoice]:
    """Make a button for each title."""
    return [item("search_book", "title", title) for title in titles]


async def _line(turn: Turn, one: Suggestion) -> dict[str, Fact]:
    why = [why_told(reason, one.title) for reason in one.why]
    places = await turn.library.availability(one.title.id)
    return {
        **title_line(one.title, places, acts=True),
        "summary": one.title.summary or None,
        "why": nested("utter_part_why", why=listed(one for one in why if one)) if any(why) else None,
    }
