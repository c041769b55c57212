"""The title that is to be acted on: by a button, by its place in the list, by its name; or it is asked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.beyond_list import say_beyond
from actions.dialogue.choosing import choice_of
from actions.dialogue.references import is_beyond, pointed
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import search_words
from actions.facts.choices import item
from actions.facts.lines import title_line, titles_listed
from actions.subjects.catalogue.volumes import asked_volume
from actions.subjects.titles.named_in_persian import is_named_in_persian, persian_one
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.near_titles import near_titles
from actions.subjects.titles.spoken_of import spoken_of, title_asked_with, title_before, titles_shown
from actions.subjects.titles.standing_titles import standing_titles
from actions.subjects.titles.titles import (
    found_titles,
    is_nameable,
    is_searchable,
    is_titled,
    look_up,
    name_in,
    without_branch,
)
from actions.subjects.titles.titles_in_talk import title_in_talk
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.reserving_several import read_order
from language.requests.speech.ordinals import find_place
from language.requests.speech.vocabulary import POINTING
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from language.requests.titles.title_names import points_back
from library.values import Title

__all__ = ["in_own_language", "names_known_title", "names_title", "picked_title", "settled_titles", "show_titles"]

# So many titles are acted on at once.
_MOST = 5


async def picked_title(turn: Turn) -> Title | None:
    """Give the title meant by a button or by its place in the list that was just shown."""
    ref = turn.entity("ref")
    if ref and ref.startswith("title:"):
        return await turn.library.title(ref.partition(":")[2])
    shown = turn.shown("title")
    if not shown or turn.entity("isbn") or await _entity_names(turn):
        return None
    choice = choice_of(turn)
    places = choice.resolve(len(shown)) if choice else []
    if len(places) == 1:
        return await turn.library.title(shown[places[0]])
    if not turn.is_payload and choice is None and (place := find_place(turn.text, len(shown))) is not None:
        return await turn.library.title(shown[place])
    if turn.is_payload or await names_title(turn) or is_beyond(turn, "title"):
        return None
    if (named := await _left_name(turn)) is not None and named.id not in shown:
        return named
    # «همینو رزرو کن» right after one title, "the other one" after two.
    talked_of = turn.focus("title") if turn.intent == "hold" else None
    kept = turn.recall("spoken") or {}
    if talked_of is None and kept.get("ids") == shown:
        # Beside the author's other titles it is still the one that was asked about.
        talked_of = str(kept["title"])
    thing = pointed(turn, "title") or talked_of or (None if len(shown) > 1 else shown[0])
    return await turn.library.title(thing) if thing is not None else None


async def _left_name(turn: Turn) -> Title | None:
    """Give the title whose very name is all that an order says beside its words of ordering, or the only one in it."""
    left = name_in(search_words(without_branch(turn)))
    if len(left) < _SHORTEST_NAME:
        return None
    if find_copy(turn.text) is not None:
        return await _named_whole(turn)
    page = await turn.library.search(left, limit=_LOOKED_AT)
    same = [] if page.corrected else [one for one in page.titles if is_titled(one.title, left)]
    own = next((one for one in same if one.language == turn.language), same[0] if same else None)
    return own if own is not None else await _named_whole(turn)


_SHORTEST_NAME, _LOOKED_AT = 4, 5


async def in_own_language(turn: Turn, title: Title) -> Title:
    """Give the edition in the patron's own language of a title whose name says no other: "1984", "keimiagar"."""
    if turn.is_payload or title.language == turn.language:
        return title
    editions = await turn.library.editions(title.id)
    own = next((one for one in editions if one.language == turn.language and one.kind == title.kind), title)
    alike = not any(letter.isalpha() for letter in title.title)
    return own if alike or is_named_in_persian(turn, title, own) else title


async def names_title(turn: Turn) -> bool:
    """Tell whether words name something: a title of the catalogue among whatever else, or what may be one."""
    words = search_words(without_branch(turn))
    if not set(fold(words).split()) - POINTING:
        return False
    if is_nameable(words, turn.text):
        return not await _is_branch(turn, words)
    page = await turn.library.search(words, limit=1)
    return bool(page.titles) and not page.corrected and bool(find_named(turn.text, [page.titles[0].title]).places)


async def names_known_title(turn: Turn) -> bool:
    """Tell whether words name a title that the catalogue has; "somebody to fetch a volume" is read as one, and none."""
    words = search_words(without_branch(turn))
    page = await turn.library.search(words, limit=1) if words else None
    return bool(page and page.titles) and bool(find_named(turn.text, [page.titles[0].title]).places if page else ())


async def settled_titles(turn: Turn, action: str) -> list[Title]:
    """Settle the titles to act on; asks, and gives none, when none or too many fit.

    Of several names each is settled; a name that fits nothing is said.
    """
    title = await picked_title(turn)
    if title is not None:
        return [title]
    if (both := await _shown_together(turn)) is not None:
        return both
    volume = None if turn.is_payload else await asked_volume(turn)
    if volume is not None and volume.meant:
        if len(volume.meant) > 1:
            await show_titles(turn, action, volume.meant)
        return list(volume.meant) if len(volume.meant) == 1 else []
    if not turn.entity("title") and is_beyond(turn, "title"):
        shown = await titles_shown(turn)
        say_beyond(turn, "title", shown, len(shown))
        return []
    if not turn.is_payload and (named := await _left_name(turn)) is not None:
        # What is named outright wins over what was spoken of: "reserve 1984 then".
        return [named]
    if not turn.is_payload and not await names_title(turn):
        shown = await titles_shown(turn)
        if (spoken := await spoken_of(turn)) is not None and (shown or points_back(turn.text)):
            return [spoken]
        if len(shown) > 1:
            # «رزروش کن» after two: which of them?
            await show_titles(turn, action, shown)
            return []
    listed = None if turn.is_payload else await several_titles(turn)
    if listed is not None:
        titles, missing = listed
        if missing:
            turn.say("utter_hold_none_of", status="answered", titles=titles_listed(missing))
        return titles
    # «دومی» without a list names nothing that could be searched for.
    titles = [] if find_choice(turn.text) and not turn.entity("title") else await found_titles(turn)
    titles = await persian_one(turn, titles) if len(titles) > 1 else titles
    words = turn.entity("title") or search_words(without_branch(turn))
    own = bool(words) and (not is_nameable(words, turn.text) or await _is_branch(turn, words))
    if len(titles) == 1 and not (own and not _named_in(turn.text, titles[0])):
        return titles
    if titles and not own:
        await show_titles(turn, action, titles)
        return []
    unnamed = own or find_choice(turn.text) is not None or not is_searchable(words)
    back = unnamed and not turn.is_payload and _THE_THING.search(fold(turn.text)) is not None
    if back and (before := await title_before(turn)) is not None:
        return [before]
    if unnamed and not turn.is_payload and points_back(turn.text) and (asked := await _asked_before(turn)):
        # "May I take it, too?", "then reserve it": named in what was asked right before.
        return [asked]
    if unnamed and not turn.is_payload and points_back(turn.text) and (told := await _named_in_talk(turn)) is not None:
        return [told]
    if not turn.is_payload and (near := (await near_titles(turn, turn.text))[1].titles):
        # «برادران کارامازف رو رزرو کن»: a slip of the hand is no reason to ask which book.
        spoken_in = [one for one in near if one.language == turn.language] or list(near)
        if len(spoken_in) == 1:
            return spoken_in
        await show_titles(turn, action, spoken_in)
        return []
    turn.await_(f"{action}_title", "words", **_branch_of(turn))
    if not own and not find_choice(turn.text) and is_searchable(words):
        copy = find_copy(turn.text)
        if copy is not None and copy.kind == "dvd" and (await look_up(turn))[1].titles:
            turn.say("utter_hold_no_kind", status="clarified", query=words, kind=nested("utter_part_kind_dvd"))
        else:
            turn.say("utter_hold_not_found", status="clarified", query=words)
    else:
        turn.say("utter_hold_what", status="clarified")
    return []


async def _asked_before(turn: Turn) -> Title | None:
    """Give the title named in what was asked right before, or in the turns before it: a sign-in may stand between."""
    return await title_asked_with(turn) or await title_in_talk(turn)


async def _named_whole(turn: Turn) -> Title | None:
    """Give the one title whose whole name stands in an order, whatever else shares words with it: "The Little Prince".

    Where it may be in either language, the edition of which a copy is in, the patron's own language first.
    """
    wanted = " . ".join(read_order(turn.text, surely=True).wanted)
    standing = await standing_titles(turn, wanted) if wanted and turn.intent == "hold" else []
    if len(standing) != 1:
        return None
    title = standing[0].title
    copy = find_copy(fold(turn.text).replace(fold(title.title), " "))
    if _EITHER.search(fold(turn.text)) is None:
        return title if copy is None or copy.language in ("", title.language) else None
    editions = [one for one in (title, *await turn.library.editions(title.id)) if one.kind == title.kind]
    editions.sort(key=lambda one: one.language != turn.language)
    for one in editions:
        if any(place.available and place.for_loan for place in await turn.library.availability(one.id)):
            return one
    return editions[0]


# In which language makes no difference.
_EITHER = re.compile(
    r"\b(?:persian|farsi)\b.{0,12}\b(?:or|and)\b.{0,12}\benglish\b|\benglish\b.{0,12}\b(?:or|and)\b.{0,12}\b(?:persian|farsi)\b|\b(?:either|any|whichever) language\b"
    r"|فارسی.{0,12}(?<!\w)یا(?!\w).{0,12}(?:انگلیسی|english)|(?:انگلیسی|english).{0,12}(?<!\w)یا(?!\w).{0,12}فارسی|\bfarsi\b.{0,12}\bya\b.{0,12}\benglisi"
)


# What is spoken of by its kind alone was told of before.
_THE_THING = re.compile(
    r"\b(?:the|that|this) (?:film|movie|book|novel|dvd|audiobook)\b"
    r"|(?<!\w)(?:همون|همین|اون|این)? ?(?:فیلمه|کتابه|رمانه|فیلم رو|کتاب رو|فیلمو|کتابو)(?!\w)"
)


async def _named_in_talk(turn: Turn) -> Title | None:
    """Give the one title that a message before named, whatever was answered; None where the newest names several."""
    for act in list(turn.thread.acts())[:_FEW_ACTS]:
        standing = await standing_titles(turn, act.words) if act.words else []
        if standing:
            return standing[0].title if len(standing) == 1 else None
    return None


_FEW_ACTS = 4


def _named_in(text: str, title: Title) -> bool:
    return bool(find_named(text, [title.title]).places)


async def _entity_names(turn: Turn) -> bool:
    """Tell whether a title or an author was cut out of the words that may be one; "mentioned" is none."""
    said = turn.entity("title") or turn.entity("author")
    placed = bool(said) and find_place(said or "", len(turn.shown("title"))) is not None
    if not said or turn.is_payload or (is_nameable(said, turn.text) and not placed):
        return bool(said)
    page = await turn.library.search(said, limit=1)
    if placed:
        # "The Second Sex" is a title; «avalio mikham» takes the first of the list.
        return bool(page.titles) and not page.corrected
    return bool(page.titles) and not page.corrected and bool(find_named(said, [page.titles[0].title]).places)


async def _is_branch(turn: Turn, words: str) -> bool:
    """Tell whether words name nothing but a branch: «مرکزی لطفا» is no author."""
    if len(words.split()) > 3:
        return False
    return await directory.find_branch(turn.store, words) is not None


def _branch_of(turn: Turn) -> dict[str, str]:
    branch = turn.entity("branch")
    return {"branch": branch} if branch else {}


async def _shown_together(turn: Turn) -> list[Title] | None:
    """Give the titles of the list just shown that are meant together: "reserve both", «هر دو رو رزرو کن»."""
    shown = turn.shown("title")
    choice = choice_of(turn)
    places = choice.resolve(len(shown)) if choice and shown and not turn.entity("title") else []
    if len(places) < 2 or len(places) > _MOST:
        return None
    found = [await turn.library.title(shown[place]) for place in places]
    return [title for title in found if title is not None]


async def show_titles(turn: Turn, action: str, titles: Sequence[Title]) -> None:
    """Show the titles that fit and ask which one is meant."""
    ids = [title.id for title in titles]
    turn.show("title", ids)
    turn.await_(f"{action}_title", "one", ids=ids, titles=[title.title for title in titles], **_branch_of(turn))
    lines = [title_line(title, await turn.library.availability(title.id)) for title in titles]
    branch = turn.entity("branch")
    where = {"branch": branch} if branch else {}
    turn.say(
        "utter_hold_which",
        status="clarified",
        titles={"list": lines, "line": "utter_line_title"},
        choices=[item("hold", "title", title, **where) for title in titles],
    )
