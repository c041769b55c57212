"""Titles that speak in the first person: "where is My Name Is Red?" asks of a book, and of nothing of one's own."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import without_branch
from actions.subjects.titles.titles import SHORT, is_titled, without_collecting
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.sentences import deed_of, sentences
from language.requests.titles.whether_in import asks_where_it_stands, asks_whether_in
from library.values import SearchPage, Title

__all__ = ["asks_of_such_title"]

# What a title in the first person is misread as.
_MISREAD = frozenset("hold_status loans account my_data card_registration bot_challenge cancel_hold chitchat".split())
_SELF = re.compile(r"\b(?:i|me|my|mine|myself|we|our|us)\b|(?<!\w)(?:من|ما|خودم|مرا|منو)(?!\w)|(?<!\w)\w{3,}م(?!\w)")
_OWN = re.compile(r"\b(?:my|mine|our|ours)\b|(?<!\w)(?:مال من|خودم|کتابم|رزروم|امانتم|نوبتم)(?!\w)")
_ASKS = re.compile(
    r"\bwhere\b|\b(?:do|does) (?:you|they|the library)\b|\b(?:have|got) (?:you|u)\b|\b(?:is|are)\b.{0,40}\b(?:in|available|there|free|out)\b"
    r"|\b(?:who|which|how many)\b|(?<!\w)(?:کجا\w*|دارین|دارید|داری|دارن|هست|موجوده?|کدوم)(?!\w)|\b(?:koja\w*|darin|darid|mojude?)\b"
)


async def asks_of_such_title(turn: Turn) -> LookStep:
    """Read a message again that was taken for one about the patron's own things by the words of a title."""
    if turn.is_payload or turn.intent not in _MISREAD:
        return LookStep.ON
    title = await _title(turn)
    name = fold(SHORT.split(title.title)[0]).strip() if title is not None else ""
    rest = fold(turn.text).replace(name, " ")
    has = await _asks_if_bought(turn, title, rest)
    if title is None or (_SELF.search(name) is None and not has):
        return LookStep.ON
    if _OWN.search(rest) or (not has and turn.patron is not None and (await own_things(turn)).named):
        return LookStep.ON
    branch = {"branch": turn.entities["branch"]} if turn.entities.get("branch") else {}
    reserves = any(deed_of(sentence.words) == "hold" for sentence in sentences(rest))
    if orders_to_hold(turn.text) or reserves:
        turn.intent, turn.entities = "hold", {"title": [title.title], **branch}
    elif _ASKS.search(rest) or asks_whether_in(rest) or asks_where_it_stands(rest):
        turn.intent, turn.entities = "search_book", {"ref": [f"title:{title.id}"], **branch}
    else:
        return LookStep.ON
    turn.confidence, turn.moves = 1.0, {}
    return LookStep.RUN


async def _asks_if_bought(turn: Turn, title: Title | None, rest: str) -> bool:
    """Tell whether it is asked if the library has a title that they have not reserved, misread as their reservation."""
    if title is None or turn.intent != "hold_status" or turn.confidence >= _HARDLY:
        return False
    if _HAVING_IT.search(rest) is None or _DEALT_WITH.search(rest):
        return False
    if turn.patron is None:
        return True
    return not any(is_titled(one.title, title.title) for one in await turn.library.holds(turn.patron_id))


_HARDLY = 0.6
# What happens to a loan or a reservation of one's own.
_DEALT_WITH = re.compile(
    r"\b(?:for me|ready|wait\w*|when|reserv\w+|holds?|held|queue|line|mail\w*|e-?mail\w*|text\w*|sms|messag\w+|notic\w+|notif\w+|first|return\w*|(?:gave|give|brought|bring|put|sent) .{0,20}(?:back|in)|drop ?box|cancel\w*|renew\w*|due|at home|on loan)\b"
    r"|(?<!\w)(?:رزرو\w*|نوبت\w*|صف|آماده\w*|منتظر\w*|پیامک|ایمیل|پس (?:دادم|آوردم|بیارم)|برگردوند\w*|تحویل|لغو|تمدید|امانت\w*|کی)(?!\w)"
)
_HAVING_IT = re.compile(
    r"\b(?:do you (?:still |finally |actually )?have (?:it|that|that one|this|a copy)|have you (?:now )?(?:got|bought) (?:it|that one|a copy))(?: (?:now|yet|at all|by now))?(?=[,.?!]| yes\b|$)|(?<!\w)(?:الان |بالاخره )?(?:دارینش|داریدش|دارینش یا نه|خریدینش|خریدیدش)(?!\w)"
)


async def _title(turn: Turn) -> Title | None:
    """Give the title whose very name stands in the words, or is all that is left of them without what asks."""
    named = await title_named(turn, turn.text)
    if named is not None:
        return named
    said = without_collecting(await without_branch(turn, fold(turn.text)))
    left = " ".join(_AROUND.sub(" ", said).split())
    page = await turn.library.search(left, limit=_LOOKED_AT, exactly=True) if left else SearchPage()
    same = [] if page.corrected else [title for title in page.titles if is_titled(title.title, left)]
    return next((title for title in same if title.language == turn.language), same[0] if same else None)


_LOOKED_AT = 3
# What stands around such a title in a question or an order.
_AROUND = re.compile(
    r"^\W*(?:please|hi|hello|so|and|ok)\b|\b(?:where(?:'s)?(?: is| are| can i find| do i find)?|do you have|have you got|can (?:i|you) (?:get|have|reserve|hold|borrow)|i(?:'d| would) like to (?:reserve|borrow|read)|(?:please )?(?:reserve|hold|find)|at|in|please|for me)\b"
    r"|(?<!\w)(?:کجاست|کجاس|کجا هست|رو|را|دارین|دارید|داری|هست|موجوده|رزرو (?:کن|کنید|کنین|میخوام)|لطفا|برام)(?!\w)|[?؟.!,،]"
)
