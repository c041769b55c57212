"""Moves of a title that its record answers: by whom, how long, about what, for whom, in which languages and forms."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import choice, librarian
from actions.facts.lines import by_title, language_name
from actions.subjects.catalogue.beside_titles import whether_subtitled
from actions.subjects.catalogue.editions import first_author, show_edition, suggests_such
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.translators import named_translator
from actions.subjects.moves.title import of_list, of_title
from actions.subjects.moves.title_wishes import refine, suggest_of_author
from language.normalise import fold
from language.requests.own.own_names import find_own
from language.requests.titles.copies import CopyWish, find_copy
from language.requests.titles.title_questions import find_title_question
from library.values import Title

__all__: list[str] = []

_ORIGINAL = re.compile(
    r"\boriginal(?:ly)?\b|\bmother tongue\b|زبان اصلی|زبون اصلی|متن اصلی|نسخه ?(?:ی )?اصلی|اصلیش|اصل ?(?:کتاب|متن|اثر)|\basli(?:sh)?\b"
)
_PRINTING = re.compile(
    r"\b(?:which|what|newest|latest|first|second|third|\d+(?:st|nd|rd|th)) (?:edition|printing|print run|impression)\b|\b(?:edition|printing)\b"
    r"|چاپ (?:چند|اول|دوم|سوم|جدید|آخر|\d)|ویراست|ویرایش چند|چندمین چاپ|نوبت چاپ|\bchap[e]? chand"
)


def _telling(aspect: str) -> Callable[[Turn, Title], Awaitable[bool]]:
    async def telling(turn: Turn, title: Title) -> bool:
        await tell(turn, title, aspect)
        return True

    return telling


# What the record says and a question of the same name asks is told as it stands there.
for _aspect in ("author", "translator", "publisher", "pages", "series", "about", "ages"):
    of_title(f"title.{_aspect}")(_telling(_aspect))


@of_list("title.author")
async def author_of_all(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell who wrote all that was shown, where it is one author."""
    if len({first_author(one) for one in shown}) != 1:
        return False
    await tell(turn, shown[0], "author")
    turn.show("title", [one.id for one in shown])
    return True


@of_title("title.year")
async def year(turn: Turn, title: Title) -> bool:
    """Tell when it was first published; of which printing a copy is, the catalogue does not say."""
    if _PRINTING.search(fold(turn.text)):
        first = nested("utter_part_first_published", year={"digits": str(title.year)}) if title.year else None
        turn.say("utter_title_printing", title=title.title, year=first, choices=[librarian()])
    else:
        await tell(turn, title, "year")
    return True


@of_title("title.opinion")
async def opinion(turn: Turn, title: Title) -> bool:
    """Say that no opinions are kept of it, and what it is about."""
    reserve = choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}")
    turn.say(
        "utter_title_opinion",
        title=by_title(title.title, title.author),
        summary=title.summary or None,
        choices=[reserve, librarian()],
    )
    return True


@of_title("title.condition")
async def condition(turn: Turn, title: Title) -> bool:
    """Say that the catalogue does not describe the copies; how thick one is, its pages tell."""
    if find_title_question(turn.text) == "pages":
        await tell(turn, title, "pages")
        return True
    turn.say("utter_title_condition", title=title.title, choices=[librarian()])
    return True


@of_title("title.others")
async def others(turn: Turn, title: Title) -> bool:
    """Tell what else there is by its author; of such a kind, where one is named."""
    if (name := turn.entity("author")) and not find_own(name, [title.title], [title.author]):
        return False
    if not await suggest_of_author(turn, first_author(title)):
        await tell(turn, title, "others")
    return True


@of_list("title.others")
async def others_of_one(turn: Turn, shown: Sequence[Title]) -> bool:
    """Tell what else there is by the author of all that was shown."""
    names = {first_author(one) for one in shown}
    if len(names) != 1 or not (name := names.pop()):
        return False
    if await suggest_of_author(turn, name):
        return True
    page = await turn.library.search(author=name, limit=_LOOKED_AT)
    left = [one for one in page.titles if one.id not in {each.id for each in shown}]
    if page.corrected or not left:
        turn.say("utter_title_no_others", author=name)
    else:
        ids = [one.id for one in left[:_SHOWN]]
        seen = [*(one.id for one in shown), *ids]
        turn.remember(searched={"query": name, "author": name, "last": ids, "seen": seen})
        more = nested("utter_part_more", count=len(left) - _SHOWN) if len(left) > _SHOWN else None
        await show_found(turn, left[:_SHOWN], "utter_search_author", author=name, more=more)
    return True


_LOOKED_AT, _SHOWN = 40, 5


@of_title("title.language", "title.translation", "title.kind")
async def edition(turn: Turn, title: Title) -> bool:
    """Tell in which languages and as what there is it; a reservation that is being made takes the one asked for."""
    if _HOW_LONG.search(fold(turn.text)):
        # "How many days may I keep a DVD?" asks for the rule.
        return False
    if await suggests_such(turn) or await whether_subtitled(turn) or await named_translator(turn):
        return True
    copy = find_copy(turn.text, brief=True)
    original = title.original_language
    if _ORIGINAL.search(fold(turn.text)):
        copy = CopyWish(original, "", "") if original else None
        if not original:
            await tell(turn, title, "original")
            return True
    if copy is not None:
        await _such(turn, title, copy)
    elif turn.moves.get("title.language", 0.0) >= max(
        turn.moves.get("title.translation", 0.0), turn.moves.get("title.kind", 0.0)
    ):
        await tell(turn, title, "language")
    else:
        await _all_editions(turn, title)
    return True


@of_list("title.language", "title.translation", "title.kind", "title.ages")
async def such_of_list(turn: Turn, _shown: Sequence[Title]) -> bool:
    """Take a language, a kind or an age that is asked of a list as a wish for such ones."""
    if _HOW_LONG.search(fold(turn.text)):
        return False
    return await refine(turn)


_FEW = 3
_HOW_LONG = re.compile(
    r"\bhow (?:long|many days)\b|(?<!\w)(?:چند|چن) روز(?:ه)?(?!\w)|تا کی (?:می ?شه|میتونم|باید)|\b(?:chand|chan) rooz\w{0,1}\b"
)


async def _such(turn: Turn, title: Title, copy: CopyWish) -> None:
    works = [title, *await turn.library.editions(title.id)]
    found = [one for one in works if copy.language in ("", one.language) and (copy.kind or one.kind) == one.kind]
    if found == [title] and word_count(turn.text) <= _FEW and "?" not in turn.text and "؟" not in turn.text:
        # "English one": it is chosen, and nothing is asked of it.
        await show_title(turn, title)
    elif found == [title] and not copy.kind:
        await tell(turn, title, "language")
    else:
        await show_edition(turn, title, copy)


async def _all_editions(turn: Turn, title: Title) -> None:
    works = [title, *await turn.library.editions(title.id)]
    if len(works) == 1:
        language = language_name(title.language) if title.language else None
        turn.say(
            "utter_title_one_edition",
            title=by_title(title.title, title.author),
            edition=nested("utter_part_in_language", language=language) if language else None,
            choices=[librarian()],
        )
    else:
        await show_found(turn, works, "utter_title_editions", title=title.title)
        turn.point("title", title.id, "search_book")
