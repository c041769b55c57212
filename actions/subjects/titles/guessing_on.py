"""What is said to titles that were guessed: yes to one of them, or no, and the next ones come without them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.guesses import FITS_AGAIN, find_guesses, guessed, offer, say_none
from actions.subjects.titles.spoken_of import titles_shown
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.half_remembered import details
from language.requests.titles.names import find_named
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in
from library.values import Title

__all__ = ["hears_of_guesses"]

_LONGEST, _LONGEST_NO, _LONGEST_YES, _LONGEST_NAME = 30, 90, 14, 8
# Read as these, a message is of something else whatever its first word is.
_ELSEWHERE = frozenset("emergency complaint human_help renew cancel_hold loans fines sign_in goodbye".split())
_YES = re.compile(
    r"^\W*(?:(?:oh|ah|wow|hey|well|great|perfect) )*(?:yes|yeah|yep|yup|exactly|right|correct|bingo|brilliant|that'?s (?:it|the one|right|exactly it|the book)|that is (?:it|the one)|(?:that|this) one|it is|it's (?:that|this) one|i think (?:that'?s|it'?s|so)|found it)\b"
    r"|^\W*(?:وای |آخ |آهان |عالی )*(?:آره|اره|آری|بله|بلی|خودشه|خودش(?:ه| است)|همونه|همینه|همین است|همان است|دقیقا|درسته|همین بود|همون بود|آفرین)(?!\w)"
    r"|^\W*(?:vay |ahan )*(?:are|areh|bale|khodeshe|hamune|hamoone|hamine|daghighan|doroste)\b"
)
# The name of one of them is all that is said: "ah, Momo!".
_AH = re.compile(
    r"^\W*(?:(?:ah+a?|oh+|o+h|right|of course|hm+|wow|ha+)\b|(?:آها\w?|آهان|آخ|وای|ای|عه|اِ)(?!\w)|(?:ahan?|vay|akh|eh)\b)"
)
# What is asked beside the yes, that the title's own answer tells.
_ONLY_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|exactly|right|correct|bingo|brilliant|thanks?|thank you|so much|great|perfect|wow|oh|ah|that'?s|that is|it'?s|this|that|it|is|the|one|i think|so|book|do|you|have|got|have you|in|available|there|now|please|and|can i|get|borrow|a copy|copy|at the|library|ok|okay|cool|amazing|found|mean|meant|what|was|looking|for|after|any)\b"
    r"|(?<!\w)(?:آره|اره|آری|بله|بلی|خودشه|خودش|است|همونه|همینه|همین|همان|همون|بود|دقیقا|درسته|آفرین|مرسی|ممنون|ممنونم|عالی|وای|آخ|آهان|که|رو|را|الان|این|کتاب|کتابه|دارین|دارید|دارینش|داریدش|داریش|موجوده|موجود|هست|هستش|هستش؟|توی|تو|کتابخونه|کتابخانه|و|میشه|گرفتش|ببرمش|بگیرمش|خودشو|می ?خواستم|می ?گفتم|منظورم)(?!\w)"
    r"|\b(?:are|areh|bale|khodeshe|hamune|hamoone|hamine|daghighan|doroste|mersi|mamnun|darid|darin|dari|darinesh|mojude|mojoode|hast|ketabe)\b"
)
_NO = re.compile(
    r"^\W*(?:(?:hm+|oh|ah|well|sorry|actually|thanks but|unfortunately) )*(?:no+|nope|nah|none|neither|not (?:that|this|it|these|those|the|any|quite|really)|that'?s not|that isn'?t|it'?s not|it isn'?t|it is not|isn'?t it|wrong|don'?t think so|i don'?t think (?:so|that'?s|it'?s))\b"
    r"|^\W*(?:ای بابا |آخ |ببخشید )*(?:نه|نچ|نخیر|خیر|هیچ ?کدوم\w{0,4}|هیچ ?کدام\w{0,4}|هیچ ?یک|(?:این|اون|اینا|این ?ها|اینها|هیچی)(?: هم| یکی)? (?:نیست\w{0,3}|نبود\w{0,3}|نه)|اشتباهه?|غلطه?|نیست|نبود)(?!\w)"
    r"|^\W*(?:na|nah|naa|nakheyr|hichkodum\w{0,3}|hichkodoom\w{0,3}|in (?:nist|nabud|nabood)|nist)\b"
)
_NEXT = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|then|please) )*(?:(?:the )?next(?: (?:one|ones|guess|guesses|try))?|(?:any )?(?:other|more|another) (?:guess(?:es)?|ideas?|ones?|one|try|suggestions?)|guess again|try again|what else(?: could it be| is there)?|something else)(?: please| then)?\W*$"
    r"|^\W*(?:(?:خب|پس|حالا) )*(?:بعدی(?: چیه| چی)?|حدس (?:دیگه|بعدی|دیگر)\w{0,2}|دوباره حدس بز\w{1,3}|دیگه چی|یکی دیگه|چیز دیگه ?ای نیست)\W*$|^\W*(?:badi|dige chi|yeki dige)\W*$"
)
# Nothing is looked for any more.
_LEAVES = re.compile(
    r"\b(?:never ?mind|forget it|doesn'?t matter|leave it|no thanks?|no thank you|that'?s all|stop|bye)\b|(?<!\w)(?:بیخیال|بی ?خیال|ولش|مهم نیست|نمی ?خواد|نمی ?خوام|لازم نیست|خداحافظ|همین بود مرسی)(?!\w)|\b(?:bikhial|velesh|mohem nist|nemikhad|nemikham)\b"
)
_OTHER = re.compile(
    r"\bthe (?:other|second|remaining)(?: one)?\b|(?<!\w)(?:اون|آن) ?یکی(?!\w)|(?<!\w)دیگری|\bun ?yeki\b|\boon ?yeki\b"
)


async def hears_of_guesses(turn: Turn) -> LookStep:
    """Take a yes to what was guessed as the title that is meant, and go on without it where it is not."""
    ids = guessed(turn) if not turn.is_payload and not turn.slot("pending") else []
    longest = _LONGEST_NO if turn.describes else _LONGEST
    if not ids or (turn.intent in _ELSEWHERE and not turn.describes) or word_count(turn.text) > longest:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or orders_to_cancel(turn.text):
        return LookStep.ON
    if _NO.search(said) or _NEXT.search(said):
        return LookStep.ON if _LEAVES.search(said) else await _without(turn, said)
    if turn.describes:
        # Another one is told of.
        return LookStep.ON
    if _YES.search(said) and word_count(turn.text) <= _LONGEST_YES:
        return await _is_it(turn, said)
    if _AH.search(said) and word_count(turn.text) <= _LONGEST_NAME and (title := await _named(turn)) is not None:
        return await _take(turn, title)
    if _YES.search(said):
        await _point(turn)
    return LookStep.ON


async def _is_it(turn: Turn, said: str) -> LookStep:
    """Show the title that is said to be the one; of several that is the likeliest, unless one is named."""
    title = await _named(turn)
    if title is None and find_choice(turn.text) is not None:
        # Which of them it is others hear.
        return LookStep.ON
    if title is None and (title := await _point(turn)) is None:
        return LookStep.ON
    if any(letter.isalnum() for letter in _ONLY_YES.sub(" ", said)) and _asks(turn):
        # What else is asked of it, too.
        return LookStep.ON
    if asks_whether_in(turn.text) or _IS_IN.search(said):
        turn.intent, turn.settled = "search_book", True
        turn.point("title", title.id, "search_book")
        await tell_where(turn, title, None)
        return LookStep.DONE
    return await _take(turn, title)


async def _named(turn: Turn) -> Title | None:
    """Give the one of those guessed that is named."""
    shown = await titles_shown(turn)
    named = [shown[place] for place in find_named(turn.text, [one.title for one in shown]).places]
    return named[0] if len(named) == 1 else None


async def _point(turn: Turn) -> Title | None:
    """Make the likeliest of those guessed the one that is spoken of, and give it."""
    title = await turn.library.title(guessed(turn)[0])
    if title is not None:
        turn.point("title", title.id, "search_book")
    return title


def _asks(turn: Turn) -> bool:
    """Tell whether something is asked of the title beside the yes."""
    asked = any(share >= _ASKED for name, share in turn.moves.items() if name.startswith("title."))
    return asked or bool(set("?؟") & set(turn.text)) or find_title_question(turn.text) is not None


# So likely something is asked of a title.
_ASKED = 0.4
_IS_IN = re.compile(r"\b(?:is|are) (?:it|they) (?:in|available|there)\b|(?<!\w)(?:الان هست|موجوده?)(?!\w)")


async def _take(turn: Turn, title: Title) -> LookStep:
    turn.intent, turn.settled = "search_book", True
    await show_title(turn, title)
    return LookStep.DONE


async def _without(turn: Turn, said: str) -> LookStep:
    """Offer what else it may be; "the other one" of two is the one that was not denied."""
    kept = turn.recall("guessed") or {}
    shown = await titles_shown(turn)
    named = [shown[place] for place in find_named(turn.text, [one.title for one in shown]).places]
    left = [one for one in shown if one not in named] if named else []
    if len(left) == 1 and _OTHER.search(said):
        return await _take(turn, left[0])
    out = [*kept.get("out", ()), *(one.id for one in (named or shown))]
    more = details(turn.text, [one.title for one in named])
    told = ", ".join(part for part in (str(kept["told"]), more) if part)
    titles = await find_guesses(turn, told, FITS_AGAIN, out=out) if more or not left else left
    turn.intent, turn.settled = "search_book", True
    if titles:
        await offer(turn, titles, told, out=out)
    else:
        say_none(turn, told, more=True)
    return LookStep.DONE
