"""Questions about a list of titles as a whole, or about whom one is for: "which of these are at Saadi?", "too old for him?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import says, search_words, word_count
from actions.subjects.found_titles import show_found, show_title
from actions.subjects.moves.title_copies import which_are_in
from actions.subjects.spoken_of import spoken_of, titles_shown
from actions.subjects.title_told import tell
from actions.subjects.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.copies import find_copy
from language.requests.ordering import orders_to_hold, orders_to_renew
from language.requests.poets import means_poet
from library.values import Title

__all__ = ["asks_for_one_author", "asks_for_which_age", "asks_which_of_shown"]

# "Which of these are in Bagh-Ferdows?", «از اینا کدومش تو باغ‌فردوس هست؟»; of a branch itself it asks nothing.
_WHICH = re.compile(
    r"\b(?:which|any|some|either|one|none|how many|what) (?:ones? )?of (?:these|those|them|the (?:books|ones|titles|list))\b|\bwhich ones?\b|\b(?:are|is|have|do) (?:any|either|some)(?: of)? (?:these|those|them)\b"
    r"|(?<!\w)(?:کدوم|کدام)(?:ا|ش|شون|شان|ها|هاش|هاشون|اش|اشون|یکی|یکیش|یک)\w{0,2}(?!\w)(?! (?:شعبه|کتابخ))|(?<!\w)از (?:بین )?(?:این|اون|آن) ?(?:ا|ها|هایی|کتابا|کتاب ?ها|رمان ?ها)(?!\w)|(?<!\w)(?:بین|میون|توی?) (?:اینا|این ?ها|اونا)(?!\w)"
    r"|\b(?:kodu?o?m(?:esh|ash|eshun|eshoon|ashun|a|ha|ashoon|yeki))\b|\b(?:az|bein[e]?) (?:ina|inha|in ketaba|oona|una)\b"
)
_ASKS = re.compile(
    r"[?؟]|\b(?:which|any|what|how many)\b|(?<!\w)(?:کدوم|کدام|دارین|دارید|داره|هست|هستش|موجود\w{0,3})|\b(?:kodu?o?m\w{0,6}|darid|darin|hast|mojud\w{0,2})\b"
)
_MOST_WORDS, _FEWEST = 16, 2
# Read as these, something else is asked: when they come back, what they cost.
_NOT_OF_THEM = frozenset(
    "renew cancel_hold hold_status loans fines complaint emergency human_help events room_booking".split()
)


async def asks_which_of_shown(turn: Turn) -> LookStep:
    """Tell which of the list shown are at a branch, or there as an audiobook; leave whatever else is asked of it."""
    said = fold(turn.text)
    asks = _WHICH.search(said) is not None and _ASKS.search(said) is not None
    if turn.is_payload or turn.slot("pending") or not asks or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if turn.intent in _NOT_OF_THEM or orders_to_hold(turn.text) or orders_to_renew(turn.text) or find_choice(turn.text):
        return LookStep.ON
    shown = await titles_shown(turn)
    if len(shown) < _FEWEST:
        return LookStep.ON
    copy = find_copy(turn.text)
    if copy is not None and copy.kind:
        if copy.kind == "dvd" or copy.language or await title_named(turn, turn.text) is not None:
            return LookStep.ON
        turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
        await _tell_of_kind(turn, shown, copy.kind)
        return LookStep.DONE
    if means_poet(turn.text) or await directory.find_branch(turn.store, turn.text) is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
    await which_are_in(turn, shown)
    return LookStep.DONE


async def asks_for_one_author(turn: Turn) -> LookStep:
    """Show those of a list that are by the author who is named of it: "Sohrab. Which branch has them?"."""
    name = [word for word in fold(_CLAUSE.split(turn.text.strip())[0]).split() if len(word) >= _SHORTEST]
    if turn.is_payload or turn.slot("pending") or turn.intent not in _OF_A_LIST or not 0 < len(name) <= _FEWEST:
        return LookStep.ON
    shown = await titles_shown(turn)
    theirs = [one for one in shown if set(name) <= set(fold(one.author.split("؛")[0]).split())]
    if not theirs or len(theirs) == len(shown):
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
    await show_found(turn, theirs, "utter_search_author", author=theirs[0].author.split("؛")[0].strip(), more=None)
    return LookStep.DONE


_CLAUSE = re.compile(r"[.،,!؟?:]| - ")
_OF_A_LIST = frozenset("search_book recommendation nlu_fallback shelf_location out_of_scope".split())
_SHORTEST = 3


async def _tell_of_kind(turn: Turn, shown: list[Title], kind: str) -> None:
    """Tell which of a list there is as one kind: each edition of that kind, in the language of the one shown first."""
    found: list[Title] = []
    for title in shown:
        editions = [one for one in (title, *await turn.library.editions(title.id)) if one.kind == kind]
        own = [one for one in editions if one.language == title.language] or editions
        found += [one for one in own[:1] if one.id not in {each.id for each in found}]
    answer = "utter_titles_of_kind" if found else "utter_titles_none_of_kind"
    await show_found(turn, found or shown, answer, kind=nested(f"utter_kind_{kind}"))


_WHOM = r"(?:him|her|them|it's for|that age|his age|her age|their age|(?:a |an |my |our )?(?:[\w'-]{1,14} ){0,3}?(?:son|daughter|niece|nephew|grand\w{3,9}|kid|child|children|boy|girl|year[ -]olds?|yr olds?|teen\w{0,6}|toddler|\d{1,2}))"
_AGE = re.compile(
    rf"\b(?:too|rather|a bit|bit) (?:old|young|childish|babyish|grown[ -]?up|mature|advanced|hard|difficult|early|much|complicated) for {_WHOM}\b"
    rf"|\b(?:suitable|appropriate|ok|okay|right|good|fine|right age|old enough|young enough) for {_WHOM}\b|\b(?:is|are|isn't|aren't|would) (?:he|she|they) (?:too (?:old|young)|(?:not )?old enough|ready) for\b|\bwould (?:it|that|this) suit {_WHOM}\b"
    r"|(?<!\w)(?:(?:برا|برای|واسه) )?(?:سن\w{0,3}|بچه|کودک|پسر|دختر|نوه|خواهرزاده|برادرزاده|ش|براش|واسش|او|اون|این سن)\w{0,4}(?: \w{1,8}){0,4} (?:مناسبه|مناسب(?: هست| است| نیست)?|زوده|زود (?:نیست|نیس|هست)|سنگینه|سنگین نیست|سخت نیست|سخته|بچگانه ?(?:س|ست|نیست|است)|بچه ?گونه ?(?:س|ست|نیست))(?!\w)|(?<!\w)(?:زوده|زود نیست|زود نیس|مناسبه|مناسب هست) (?:براش|واسش|برای (?:سنش|او|اون|بچه\w{0,4}|پسر\w{0,4}|دختر\w{0,4}))"
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
_READ_SO = frozenset(
    "search_book recommendation nlu_fallback out_of_scope events card_registration chitchat loan_policy shelf_location children facilities".split()
)


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
    title = named or await _pointed_at(turn)
    if title is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
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


_LOOKED_AT = 20


async def _pointed_at(turn: Turn) -> Title | None:
    shown, choice = await titles_shown(turn), find_choice(turn.text)
    places = choice.resolve(len(shown)) if choice is not None else []
    if len(places) == 1:
        return shown[places[0]]
    return await spoken_of(turn) if _OF_A_TITLE.search(fold(turn.text)) else None
