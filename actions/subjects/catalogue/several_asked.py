"""Several titles in one question: their copies, which has more, and whether all are in; each is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import Fact, LookStep, Turn, as_count, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import item
from actions.facts.lines import by_title, is_seen, language_name, listed, titles_listed
from actions.subjects.catalogue.found_titles import FEW, show_found
from actions.subjects.catalogue.title_told import tell
from actions.subjects.moves.title import ask_of
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.spotted_titles import spotted_titles
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ordinals import find_places
from language.requests.titles.copies import find_copy, find_kinds
from language.requests.titles.poets import means_poet
from language.requests.titles.several_asked import (
    counts_another,
    counts_editions_together,
    find_several_question,
    means_both,
    picks_some,
    points_and_names,
)
from library.values import BranchAvailability, Title

__all__ = ["tells_of_several"]

_HEARD_SO = frozenset("search_book recommendation shelf_location borrow nlu_fallback out_of_scope".split())
# Read as these, titles are asked for where several are named, or how many copies there are.
_NAMED_SO = frozenset("visitor_access events hours location loans course_reserves ill affirm".split())
_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals".split())
_LONGEST, _FEWEST, _MOST = 70, 2, 4
_TOPIC = "several"


async def tells_of_several(turn: Turn) -> LookStep:
    """Tell of each of several titles that are named, placed or meant by "both" what is asked of all of them."""
    if turn.is_payload or word_count(turn.text) > _LONGEST or turn.intent not in _HEARD_SO | _NAMED_SO | {"hold"}:
        return LookStep.ON
    asked = find_several_question(turn.text)
    heard = _NAMED_SO | ({"hold"} if asked == "together" else set())
    waits = not turn.leaves_room
    if asked is None or turn.intent not in _HEARD_SO | heard or find_kinds(turn.text) or _orders(turn.text):
        return LookStep.ON
    titles = await _titles(turn, asked)
    if waits and len(await spotted_titles(turn)) < _FEWEST:
        return LookStep.ON
    counted = asked in ("copies", "most")
    if not titles or (len(titles) < _FEWEST and not counted) or len(titles) > _MOST:
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    if not waits:
        turn.set("pending", None)
    listed_before = turn.shown("title")
    if counted:
        await _tell_copies(turn, titles, most=asked == "most" or (len(titles) > 1 and means_both(turn.text)))
    elif asked == "together":
        await _tell_together(turn, titles)
    else:
        await _tell_in(turn, titles, await _branch(turn))
    if len(listed_before) > len(titles) and {one.id for one in titles} <= set(listed_before):
        # "And the first or the third?" goes on with the list of which these are some.
        turn.show("title", listed_before)
    turn.did("search_book", kind="title", things=[one.id for one in titles], topic=_TOPIC, result="told")
    return LookStep.DONE


def _orders(text: str) -> bool:
    return orders_to_hold(text) or orders_to_renew(text) or orders_to_cancel(text)


async def _titles(turn: Turn, asked: str) -> list[Title]:
    """Give the titles that are meant, in the language that is asked for."""
    named = list({one.title.id: one.title for one in await spotted_titles(turn)}.values())
    if len(named) >= _FEWEST:
        if asked == "in" and not _NOW.search(fold(turn.text)) and await _branch(turn) is None:
            # What there is of several is told by the search.
            return []
        return await _in_language(turn, await _works(turn, named))
    counted = asked in ("copies", "most")
    if named:
        spoken = await spoken_of(turn) if points_and_names(turn.text) and counted else None
        if spoken is not None and spoken.id != named[0].id:
            return await _in_language(turn, [spoken, named[0]])
        asks = counted and _asks_for(turn, named[0]) and not counts_another(turn.text, named[0].title)
        return await _in_language(turn, named) if asks else []
    if turn.intent not in _HEARD_SO and not (means_both(turn.text) and _surely_of_titles(turn, asked)):
        return []
    placed = await _placed(turn)
    if placed:
        return placed
    if asked == "in" and (find_copy(turn.text) is not None or picks_some(turn.text)):
        return []
    if means_both(turn.text) and (several := await _several(turn)):
        return several
    spoken = await spoken_of(turn) or await title_before(turn)
    if spoken is None or asked != "copies" or turn.moves.get("title.copies", 1.0) < _BARELY:
        return []
    # "And in Persian, how many copies?" counts those of the other edition.
    return await _in_language(turn, [spoken])


def _asks_for(turn: Turn, title: Title) -> bool:
    """Tell whether copies of one title that a longer message names are asked for; a short one is heard by others."""
    return find_copy(turn.text) is not None or turn.entity("title") not in (title.title, title.title.lower())


def _surely_of_titles(turn: Turn, asked: str) -> bool:
    last = turn.thread.last
    if asked == "together" and last is not None and last.kind == "title":
        return True
    return any(turn.moves.get(name, 0.0) >= _LIKELY for name in ("title.available", "title.where", "title.copies"))


_LIKELY, _BARELY = 0.4, 0.1
_NOW = re.compile(
    r"\b(?:now|right now|rite now|today|at the moment|alan|emruz)\b|(?<!\w)(?:الان|هم ?اکنون|امروز|فعلا)(?!\w)"
)


async def _works(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Give one title for each work: an edition that is named beside another is the same."""
    kept: list[Title] = []
    for title in titles:
        editions = {one.id for one in await turn.library.editions(title.id)}
        if not editions & {one.id for one in kept}:
            kept.append(title)
    return kept


async def _placed(turn: Turn) -> list[Title]:
    """Give the titles of the list that are named by their places, where they are several but not all."""
    shown = await titles_shown(turn)
    if len(shown) < _FEWEST:
        return []
    choice = find_choice(turn.text)
    places = list(choice.resolve(len(shown))) if choice is not None and choice.kind in ("indexes", "last") else []
    places = places if len(places) >= _FEWEST else list(find_places(turn.text, len(shown)))
    return [shown[place] for place in places] if len(places) >= _FEWEST else []


async def _several(turn: Turn) -> list[Title]:
    """Give the titles that "both" means: told of together, shown in a short list, or the last two told of alone."""
    acts = list(turn.thread.acts())
    if acts and acts[0].topic == _TOPIC:
        found = [await turn.library.title(one) for one in acts[0].things]
        return [one for one in found if one is not None]
    shown = await titles_shown(turn)
    if len(shown) >= _FEWEST and turn.focus("title") is None:
        works = await _works(turn, shown)
        return works if _FEWEST <= len(works) <= _MOST else []
    single = [act.things[0] for act in acts if act.act in _OF_TITLES and len(act.things) == 1]
    found = [await turn.library.title(one) for one in list(dict.fromkeys(single))[:_FEWEST]]
    titles = [one for one in reversed(found) if one is not None]
    return titles if len(titles) >= _FEWEST else []


async def _in_language(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Give titles in the language that is asked for, where there are such editions; each as it is else."""
    copy = find_copy(turn.text)
    if copy is None or not copy.language or counts_editions_together(turn.text):
        return list(titles)
    found = []
    for title in titles:
        editions = [one for one in await turn.library.editions(title.id) if one.kind == title.kind]
        other = next((one for one in editions if one.language == copy.language), None)
        found.append(other if other is not None and title.language != copy.language else title)
    return found


async def _branch(turn: Turn) -> Branch | None:
    if means_poet(turn.text):
        return None
    named = branches_named(turn.text, await directory.branches(turn.store))
    return named[0] if len(named) == 1 else None


async def _tell_copies(turn: Turn, titles: Sequence[Title], *, most: bool) -> None:
    """Tell how many copies there are of each edition, and of which title the most."""
    lines: list[dict[str, Fact]] = []
    counts: dict[str, int] = {}
    wished = find_copy(turn.text)
    language = wished.language if wished is not None and not counts_editions_together(turn.text) else ""
    for title in titles:
        editions = [title, *await turn.library.editions(title.id)]
        printed = [one for one in editions if one.kind == title.kind and one.language in (language or one.language,)]
        for one in printed or [title]:
            places = await turn.library.availability(one.id)
            total = sum(place.total for place in places)
            counts[title.id] = counts.get(title.id, 0) + total
            lines.append(_copies_line(one, places, total))
    if len(titles) == 1:
        await _tell_printing(turn, titles[0])
        if len(lines) == 1:
            await ask_of(turn, titles[0], "title.copies")
            return
    order = sorted(titles, key=lambda one: -counts[one.id])
    compared: Fact = None
    if most and len(titles) > 1:
        even = counts[order[0].id] == counts[order[1].id]
        compared = nested("utter_part_copies_even") if even else nested("utter_part_copies_most", title=order[0].title)
    total = sum(counts.values()) if len(lines) > len(titles) == 1 else 0
    turn.show("title", [one.id for one in titles])
    if len(titles) == 1:
        turn.point("title", titles[0].id, "search_book")
    turn.say(
        "utter_copies_told",
        lines={"list": lines, "line": "utter_line_copies_of"},
        compared=compared,
        total=nested("utter_part_copies_total", copies=as_count(total, "copy")) if total else None,
        choices=[item("search_book", "title", one) for one in titles[:FEW]],
    )


async def _tell_printing(turn: Turn, title: Title) -> None:
    """Say that the catalogue tells no printing, where copies of a certain one are asked for."""
    if _PRINTING.search(fold(turn.text)) is not None:
        await tell(turn, title, "edition")


_PRINTING = re.compile(r"\b(?:edition|printing|impression)s?\b|(?<!\w)(?:چاپ|ویراست)\w{0,3}(?!\w)|\bchap\w{0,2}\b")


def _copies_line(title: Title, places: Sequence[BranchAvailability], total: int) -> dict[str, Fact]:
    seen = is_seen(places)
    return {
        "title": by_title(title.title, title.author),
        "language": nested("utter_part_in_language", language=language_name(title.language))
        if title.language
        else None,
        "copies": as_count(total, "copy"),
        "free": nested("utter_part_copies_free", count=sum(place.available for place in places)) if seen else None,
        "branches": listed(
            nested("utter_part_copies_at", branch=place.branch.name, count=place.total)
            for place in places
            if place.total
        ),
        "ref": f"title:{title.id}",
    }


async def _tell_together(turn: Turn, titles: Sequence[Title]) -> None:
    """Tell which branches have all of the titles now, and where each is."""
    places = [await turn.library.availability(one.id) for one in titles]
    if not all(map(is_seen, places)):
        await show_found(turn, titles, "utter_titles_not_seen")
        return
    here = [{one.branch.code: dict(one.branch.name) for one in each if one.available} for each in places]
    branch = await _branch(turn)
    common = [name for code, name in here[0].items() if all(code in each for each in here)]
    if branch is not None and branch.code not in set.intersection(*(set(each) for each in here)):
        await _tell_in(turn, titles, branch)
    elif common:
        await show_found(turn, titles, "utter_titles_together", branches=listed(common))
    else:
        await show_found(turn, titles, "utter_titles_apart")


async def _tell_in(turn: Turn, titles: Sequence[Title], branch: Branch | None) -> None:
    """Tell of each title whether it is in, at a branch or anywhere; all are shown with where they are."""
    places = {one.id: await turn.library.availability(one.id) for one in titles}
    if not all(map(is_seen, places.values())):
        await show_found(turn, titles, "utter_titles_not_seen")
        return
    found = [
        one
        for one in titles
        if any(each.available and (branch is None or each.branch.code == branch.code) for each in places[one.id])
    ]
    out = [one for one in titles if one not in found]
    at = nested("utter_part_at_branch", branch=dict(branch.name)) if branch is not None else None
    kind = "all" if not out else "some" if found else "none"
    await show_found(
        turn,
        titles,
        f"utter_several_in_{kind}",
        at=at,
        found=titles_listed(one.title for one in found),
        out=titles_listed(one.title for one in out),
    )
