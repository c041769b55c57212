"""In which language those are that were just shown: "is it Persian or English?", "which of these are in English?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.lines import language_name, listed
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.title_told import tell
from actions.subjects.titles.spoken_of import author_shown, spoken_of
from language.choices import find_choice
from language.normalise import fold
from language.requests.titles.copies import find_copy
from library.values import Title

__all__ = ["language_of_shown", "tell_in", "tell_languages"]

_MOST = 5


async def tell_languages(turn: Turn, shown: Sequence[Title]) -> None:
    """Tell in which language the one is that is placed or spoken of, or each of a list."""
    choice = find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None else []
    spoken = await spoken_of(turn)
    meant = [shown[place] for place in places] or ([spoken] if spoken is not None else list(shown))
    for title in meant:
        await tell(turn, title, "language")
    if len(meant) > 1:
        turn.show("title", [one.id for one in shown])


def language_of_shown(text: str) -> str:
    """Give the language in which those of a list are asked for: "which of these are translated into English?"."""
    said = fold(text)
    asked = next((one for part in _CLAUSE.split(said) if (one := _WHICH_OF_THESE.search(part))), None)
    copy = find_copy(_INTO.sub("in", asked[0])) if asked is not None else None
    return copy.language if copy is not None and not copy.kind else ""


_TRANSLATED = re.compile(r"\btranslat|(?<!\w)ترجمه|\btarjom")
_INTO = re.compile(r"\binto\b")
_CLAUSE = re.compile(r"[.,،;؛:!?؟\n]+")
# The language is that in which they are, or can be had, and nothing else of it is asked.
_WHICH_OF_THESE = re.compile(
    r"\b(?:which|how many)(?: ones?)?(?: of (?:these|those|them))?(?: (?:are|is|do|does|can|you|i|there|have|has|got|get|come|exist|been|were|was|the|also|translated|written|available|here|ones?|actually|it|them)){1,6} (?:(?:in|into|to) )?(?:persian|farsi|english|french|german|arabic|russian|turkish)(?: (?:ones?|too|as well|translations?|editions?|versions?)){0,2}\s*$"
    r"|(?<!\w)(?:کدوم|کدام)(?:ا|ش|شون|شان|ها|هاش|هاشون|اش|اشون|یک)?(?: (?:از (?:اینا|این ?ها|اونا|اون ?ها)|به|زبان|زبون|ترجمه\w{0,3}|نسخه\w{0,2}|رو|را|هم)){0,5} (?:فارسی|انگلیسی|عربی|فرانسه|آلمانی)(?:ه|یه|ن|ش|شو)?(?: (?:هم|رو|را|است|هست\w{0,2}|دارین|دارید|داره|دارن|موجود\w{0,2}|ترجمه|شده\w{0,3})){0,4}\s*$"
    r"|\bkodu?o?m(?:esh|ash|eshun|ashun|ashoon|eshoon|a|ha)?(?: az (?:ina|inha|una|oona))?(?: be)? (?:farsi|englisi|english)(?:e|ye|an|ie|sh)?(?: (?:hast\w{0,2}|ham|darin|darid|mojood\w?|tarjome|shode\w?)){0,3}\s*$"
)


async def tell_in(turn: Turn, shown: Sequence[Title], language: str) -> None:
    """Tell which of a list there is in a language, with their translators; say where there is none of them."""
    found: dict[str, Title] = {}
    translated = _TRANSLATED.search(fold(turn.text)) is not None
    for title in shown:
        for one in (title, *await turn.library.editions(title.id)):
            if one.language == language and not (translated and one.original_language == language):
                found.setdefault(one.id, one)
    authors = {one.author for one in shown}
    author = author_shown(turn) or (shown[0].author if len(authors) == 1 else "")
    if found:
        titles = list(found.values())[:_MOST]
        query = language_name(language)
        await show_found(turn, titles, "utter_search_several" if len(titles) > 1 else "utter_search", query=query)
    elif author and (await turn.library.search(author=author, limit=1)).total <= len(shown):
        await show_found(turn, shown, "utter_search_no_language", query=author, kind=language_name(language))
    elif len(shown) > 1:
        # Of more titles than were shown nothing is said.
        await show_found(turn, shown, "utter_titles_none_language", language=language_name(language))
    else:
        have = listed(language_name(one) for one in dict.fromkeys(each.language for each in shown))
        await show_found(turn, shown, "utter_edition_only", language=language_name(language), have=have)
