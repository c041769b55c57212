"""In which language those are that were just shown: "is it Persian or English?", "which of these are in English?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.lines import language_name, listed
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.title_told import tell
from actions.subjects.titles.spoken_of import author_shown, spoken_of
from language.choices import find_choice
from language.normalise import fold
from language.requests.titles.copies import find_copy
from library.values import SearchPage, Title

__all__ = ["author_of_list", "language_of_shown", "tell_in", "tell_languages"]

_MOST, _THEIRS = 5, 20


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


def language_of_shown(text: str, *, named: bool = False, of_author: bool = False) -> str:
    """Give the language in which those of a list are asked for: "which of these are translated into English?".

    `named`: a title is named beside, and "any of them in English?" may be asked of others. `of_author`: all of them are
    one author's, and "in English?" alone asks for theirs.
    """
    clauses = [part.strip() for part in _CLAUSE.split(fold(text)) if part.strip()]
    patterns = (_WHICH_OF_THESE,) if named else (_WHICH_OF_THESE, _ANY_OF_THESE)
    asked = next((one for part in clauses for each in patterns if (one := each.search(part))), None)
    if asked is None and of_author and not named:
        told = [part for part in clauses if not _FILLER.fullmatch(part)]
        asked = _ALONE.fullmatch(told[0]) if len(told) == 1 else None
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

# Whether there are any: "are any of those in English though?", «هیچ‌کدوم انگلیسی هست؟».
_LANGUAGE = r"(?:persian|farsi|english|french|german|arabic|russian|turkish)"
_END = r"(?: (?:though|too|also|then|as well|at all|please|by any chance|ones?|translations?|editions?|versions?)){0,3}"
_LEAD = r"^(?:(?:ooh|oh|ok|okay|lovely|great|nice|cool|and|but|so|hmm?|well|thanks|thank you|perfect) ){0,3}"
_THOSE = (
    r"(?:these|those|them|theirs|his|hers|(?:his|her|their|these|those) (?:other )?(?:books?|novels?|works?|titles?))"
)
_STATE = r"(?: (?:actually|also|all|perhaps|maybe|available|translated|written|published|come|exist|there)){0,3}"
_ANY_OF_THESE = re.compile(
    rf"{_LEAD}(?:(?:are|is|were|have|has|do|does|did|got)(?: (?:there|you(?: have| got)?))? )?(?:any|either|none) of {_THOSE}{_STATE} (?:in|into|to) {_LANGUAGE}{_END}$"
    rf"|{_LEAD}(?:are|is|were)(?: there)? (?:(?:some|one|all)(?: of)? {_THOSE}|any|these|those|they){_STATE} (?:in|into|to) {_LANGUAGE}{_END}$"
    rf"|{_LEAD}(?:do you have|have you got|got|do you stock) (?:some of |all of )?{_THOSE}{_STATE} (?:in|into|to) {_LANGUAGE}{_END}$"
    r"|^(?:(?:خب|پس|حالا|عالی|ممنون|مرسی|راستی|آیا|و) ){0,3}(?:هیچ ?(?:کدوم|کدام|یک|یکی)(?:ش|شون|شان|اش|اشون)?|(?:از|بین|میون|میان) (?:این ?ها|اینا|اون ?ها|اونا|آن ?ها)|بینشون|بینشان|ازش|ازشون|از آثارش)(?: (?:هم|به|زبان|زبون|ترجمه\w{0,3}|نسخه\w{0,2}|رو|را|چیزی|کتابی|هیچ ?(?:کدوم|کدام))){0,4} (?:فارسی|انگلیسی|عربی|فرانسه|آلمانی)(?:ه|یه|ش|شون|شو)?(?: (?:هم|رو|را|است|هست\w{0,2}|نیست|دارین|دارید|داره|دارن|موجود\w{0,2}|ترجمه|شده\w{0,3})){0,4}$"
    r"|^(?:(?:خب|پس|حالا|راستی|و) ){0,2}(?:فارسی|انگلیسی)(?:شون|شان|اشون|هاشون)(?: (?:هم|رو|را|است|هست\w{0,2}|دارین|دارید|داره|دارن|موجود\w{0,2})){1,4}$"
    r"|^(?:(?:khob|pas|hala|va|rasti) ){0,2}(?:hich ?kod(?:oo|u|o|ou)m(?:esh|eshun|eshoon)?|az (?:ina|inha|una|oona)|beineshoo?n|azash)(?: (?:ham|be|tarjome|chizi)){0,3} (?:farsi|engli[sc]i|english)(?:e|sh|shoon|shun)?(?: (?:hast\w{0,2}|ham|nist|darin|darid|mojood\w?)){0,3}$"
)
# After an author's list this is enough, with nothing else in the message.
_ALONE = re.compile(
    rf"(?:(?:and|or|ok|okay|so|but|what about|how about|any|anything|nothing|is there|are there|do you have|got) ){{0,3}}(?:(?:of )?(?:his|hers|theirs) )?(?:by (?:him|her|them) )?(?:in )?{_LANGUAGE}(?: by (?:him|her|them))?{_END}"
    r"|(?:(?:و|خب|پس|چیزی|کتابی|ازش|به|زبان|زبون|هم) ){0,3}(?:فارسی|انگلیسی)(?:ش|شو|شم|اش|شون)?(?: (?:هم|چی|چطور|ازش|چیزی|هست\w{0,2}|دارین|دارید|داره|موجود\w{0,2})){0,3}"
    r"|(?:(?:va|khob|pas|chizi|azash|be|ham) ){0,3}(?:farsi|englisi|english)(?:sh|shoon|shun)?(?: (?:ham|chi|chizi|azash|hast|hastesh|darin|darid)){0,3}"
)
_FILLER = re.compile(
    r"(?:no|nope|ok|okay|and|so|well|hmm?|oh|ooh|lovely|great|nice|cool|thanks|thank you|perfect|please|نه|خب|باشه|مرسی|ممنون|عالی|لطفا|na|khob|bashe|mersi|lotfan)"
)


def author_of_list(turn: Turn, shown: Sequence[Title]) -> str:
    """Give the author of whom a list is: who was looked for, or who wrote all of several; empty for none."""
    authors = {one.author for one in shown}
    return author_shown(turn) or (shown[0].author if len(authors) == 1 else "")


async def tell_in(turn: Turn, shown: Sequence[Title], language: str) -> None:
    """Tell which of a list there is in a language, with their translators; say where there is none of them."""
    author = author_of_list(turn, shown)
    theirs = await turn.library.search(author=author, limit=_THEIRS) if author else SearchPage()
    others = theirs.titles if len(shown) > 1 or author_shown(turn) else ()
    known = {one.id for one in shown}
    # What somebody has translated is no work of theirs.
    theirs_too = [one for one in others if author not in one.author or author in first_author(one)]
    every = [*shown, *(one for one in theirs_too if one.id not in known)]
    found: dict[str, Title] = {}
    translated = _TRANSLATED.search(fold(turn.text)) is not None
    for title in every:
        for one in (title, *await turn.library.editions(title.id)):
            if one.language == language and not (translated and one.original_language == language):
                found.setdefault(one.id, one)
    if found:
        titles = list(found.values())[:_MOST]
        query = language_name(language)
        kept = turn.recall("searched") if author_shown(turn) else None
        await show_found(turn, titles, "utter_search_several" if len(titles) > 1 else "utter_search", query=query)
        if kept:
            # "No, the other one": these are still of that author's.
            turn.remember(searched={**kept, "last": turn.shown("title"), "seen": [*kept.get("seen", ()), *found]})
    elif author and theirs.total <= len(shown):
        await show_found(turn, shown, "utter_search_no_language", query=author, kind=language_name(language))
    elif len(shown) > 1:
        # Of more titles than were shown nothing is said.
        await show_found(turn, shown, "utter_titles_none_language", language=language_name(language))
    else:
        have = listed(language_name(one) for one in dict.fromkeys(each.language for each in shown))
        await show_found(turn, shown, "utter_edition_only", language=language_name(language), have=have)
