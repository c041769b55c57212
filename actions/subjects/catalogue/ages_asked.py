"""Whether a title suits a reader of an age: "or is that too old for him?", «برای دختر ۹ ساله مناسبه؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import says, search_words, word_count
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from language.choices import find_choice
from language.normalise import fold
from library.values import Title

__all__ = ["asks_for_which_age"]

_WHOM = r"(?:him|her|them|it's for|that age|his age|her age|their age|(?:a |an |my |our )?(?:[\w'-]{1,14} ){0,3}?(?:son|daughter|niece|nephew|grand\w{3,9}|kid|child|children|boy|girl|year[ -]olds?|yr olds?|teen\w{0,6}|toddler|\d{1,2}))"
_AGE = re.compile(
    rf"\b(?:too|rather|a bit|bit) (?:old|young|childish|babyish|grown[ -]?up|mature|advanced|hard|difficult|early|much|complicated) for {_WHOM}\b"
    rf"|\b(?:suitable|appropriate|ok|okay|right|good|fine|right age|old enough|young enough) for {_WHOM}\b(?! to (?!read)| (?:weeks?|days?|hours?|months?|people|persons|pages|minutes)\b|(?: \w{1, 12}){0, 2} card\b)|\b(?:is|are|isn't|aren't|would) (?:he|she|they) (?:too (?:old|young)|(?:not )?old enough|ready) for\b|\bwould (?:it|that|this) suit {_WHOM}\b"
    r"|(?<!\w)(?:(?:برا|برای|واسه) )?(?:سن\w{0,3}|بچه|کودک|پسر|دختر|نوه|خواهرزاده|برادرزاده|براش|واسش|این سن)\w{0,4}(?: \w{1,8}){0,4} (?:مناسبه|مناسب(?: هست| است| نیست)?|زوده|زود (?:نیست|نیس|هست)|سنگینه|سنگین نیست|سخت نیست|سخته|بچگانه ?(?:س|ست|نیست|است)|بچه ?گونه ?(?:س|ست|نیست))(?!\w)|(?<!\w)(?:زوده|زود نیست|زود نیس|مناسبه|مناسب هست) (?:براش|واسش|برای (?:سنش|او|اون|بچه\w{0,4}|پسر\w{0,4}|دختر\w{0,4}))"
    r"|\b(?:barash|vasash|baraye (?:senesh|bache\w{0,3}|pesar\w{0,3}|dokhtar\w{0,3}))(?: \w{1,8}){0,4} (?:monaseb\w{0,3}|zood\w{0,2}|zude|zud nist|zood nist|sakhte|sangine)\b"
)
_OF_A_TITLE = re.compile(
    r"\b(?:it|that|this|that one|this one)\b|(?<!\w)(?:این|اون|همین|اولی|دومی|سومی)\w{0,3}(?!\w)|\b(?:in|oon|un|avali|dovomi)\b"
)
# What is said to be no fit on purpose: "something that isn't too old for him" wishes for one.
_WISHES = re.compile(
    r"\b(?:something|anything|recommend|suggest|looking for|a (?:book|novel|story)|books|which)\b|(?<!\w)(?:کتابی|چیزی|معرفی|پیشنهاد|دنبال|چی|چه کتاب\w{0,3}|کتاب (?:مناسب|چی))(?!\w)(?! براش)|\b(?:moarefi|pishnahad|chizi|ketabi)\b"
)
_HAVE = re.compile(r"\b(?:do you have|have you got|got)\b|(?<!\w)(?:دارید|دارین)(?!\w)|\b(?:darid|darin)\b")
_READ_SO = frozenset("search_book recommendation nlu_fallback out_of_scope chitchat children".split())


async def asks_for_which_age(turn: Turn) -> LookStep:
    """Tell for which ages a title is that is named, placed or spoken of, where somebody asks whether it fits a reader."""
    said = fold(turn.text).replace("’", "'")
    found = _AGE.search(said)
    if turn.is_payload or turn.slot("pending") or found is None or turn.intent not in _READ_SO:
        return LookStep.ON
    rest = f"{said[: found.start()]} {said[found.end() :]}"
    asked = _ASKING.sub("", _CLAUSE.split(said[: found.start()])[-1].strip()).strip()
    named = (
        await title_named(turn, turn.text)
        or await title_of_words(turn, rest)
        or (await title_of_words(turn, asked) if asked else None)
        or await _first_of_series(turn, rest)
    )
    if named is None and _WISHES.search(rest):
        return LookStep.ON
    title = named or await _pointed_at(turn, rest)
    if title is None:
        return LookStep.ON
    turn.read_as("search_book", keeps_named=True)
    if named is not None and _HAVE.search(said):
        await show_title(turn, title)
    await tell(turn, title, "ages")
    return LookStep.DONE


# What stands around the title that is asked about: "is Persepolis suitable for him?".
_ASKING = re.compile(r"^(?:and |so |but )?(?:is|are|was|would|will|isn't|wouldn't|do you think) | (?:be|is|are)$")


async def _first_of_series(turn: Turn, rest: str) -> Title | None:
    """Give the first volume of the series that words name: "is Harry Potter too old for her?"."""
    names = [one for one in (search_words(rest), turn.entity("title") or "") if word_count(one) >= _FEWEST]
    pages = [(name, await turn.library.search(name, limit=_LOOKED_AT)) for name in dict.fromkeys(names)]
    found = [(name, page.titles) for name, page in pages if not page.corrected and not page.author]
    named = [one for name, titles in found for one in titles if one.series and says(one.series, name)]
    own = [one for one in named if one.language == turn.language] or named
    return min(own, key=lambda one: one.series_number or _LOOKED_AT, default=None)


_LOOKED_AT, _FEWEST = 20, 2
_CLAUSE = re.compile(r"[.،,!؟?:]| - ")


async def _pointed_at(turn: Turn, rest: str) -> Title | None:
    shown, choice = await titles_shown(turn), find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None else []
    if len(places) == 1:
        return shown[places[0]]
    # «برای دختر ۱۲ ساله مناسبه؟» names nothing, and leans on what was told.
    leans = not rest.strip(" .,،!؟?") or _OF_A_TITLE.search(fold(turn.text)) is not None
    return await spoken_of(turn) if leans else None
