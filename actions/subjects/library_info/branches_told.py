"""How many branches there are, by name, and what is known of which is the larger one or the one in the park."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_called import branches_called
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import menu
from actions.facts.lines import listed
from actions.subjects.facts.facts import text_put_so
from actions.subjects.library_info.desks import desk_named
from actions.subjects.library_info.places import tell_places
from crm.library_info import directory
from language.normalise import fold

__all__ = ["tells_branches"]

_MOST, _FEW = 14, 9  # words
_SURELY = 0.9
_READ_SO = frozenset(
    "location hours facilities staff_contact visitor_access chitchat nlu_fallback out_of_scope help fact events".split()
)
_BRANCHES = r"(?:branch(?:es)?|librar(?:y|ies)|locations?|sites?)"
_COUNT = re.compile(
    rf"\bhow many (?:other |different |public )?{_BRANCHES}(?: (?:do (?:you|u)|are there|have you|you|does|there|in)\b|\W*$)|\b(?:what|which) (?:other )?branches (?:do (?:you|u)|are there|have you)\b|\b(?:number|list|names?) of (?:all )?(?:the |your )?branches\b|\b(?:only|just) (?:the )?one branch\b"
    r"|چند ?(?:تا|عدد)? ?(?:شعبه|شعبات|کتابخ[او]نه)\w{0,2}(?: (?:دیگه|دیگر|کلا))?(?: ?(?:دار(?:ید|ین|ه|د|ن)|هست\w*|هستید|وجود|موجود\w*|تو شهر)|\W*$)|(?:چه|کدوم) شعبه ?(?:هایی|هاییا?|ها) (?:دار(?:ید|ین|ه|د)|هست)|(?:شعبه|شعبات|کتابخ[او]نه) ?(?:ها|ا)?(?:تون|ی شما|یتان|تان|ش)? (?:چند|چن) ?تا\w{0,3}|(?:تعداد|اسم|لیست|فهرست) (?:همه ?ی? )?شعبه ?(?:ها|هاتون|هایتان|های شما|ات)?|\bchand ?(?:ta)? ?(?:shobe|shoabe|ketabkhune|ketabkhane)\w*(?: (?:darid|darin|dare|hast\w*)|\W*$)"
)
_SIZE = re.compile(
    r"\b(?:which|what|whats|what's)\b[^.?!]{0,30}\b(?:biggest|largest|bigger|larger|smallest|smaller|tiniest)\b|\b(?:biggest|largest|smallest) (?:branch|library|of (?:them|your branches))\b"
    r"|(?:کدوم|کدام)\w{0,4}(?: \w+){0,5} ?(?:بزرگ|کوچیک|کوچک) ?(?:تر|ترین)\w{0,4}|(?:بزرگ|کوچیک|کوچک) ?ترین (?:شعبه|کتابخ[او]نه)\w*|(?:بزرگ|کوچیک|کوچک) ?ترین\w{0,3} (?:کدوم|کدام)\w*|\bkodu?o?m\w*(?: \w+){0,4} (?:bozorg|kuchik|koochik)\w*"
)
_BY_PARK = re.compile(
    r"\b(?:which|what|nearest|closest)\b[^.?!]{0,30}\b(?:near|nearest|closest|close|next|beside|by|in|inside)\b(?: to)?(?: the| a)? (?:park|garden)\b|\b(?:nearest|closest) (?:to )?the (?:park|garden)\b|(?:کدوم|کدام)\w{0,4}(?: \w+){0,4} (?:پارک|باغ)(?!ین)\w{0,3}(?: \w+){0,3}|(?:پارک|باغ) (?:نزدیک|کنار)\w*(?: \w+){0,2} (?:کدوم|کدام)\w*"
)
_OF_BRANCH = re.compile(rf"\b{_BRANCHES}\b|شعبه|شعبات|کتابخ[او]نه|\bshobe|\bketabkhun")
# What is asked of a thing that is in one of them.
_ELSE = re.compile(
    r"\b(?:books?|copy|copies|titles?|open|closed?|rooms?|groups?|seats?|tables?|parking|events?|collection of|font|size of print|printers?|computers?|fines?|loans?|reserv\w*|nearest to (?:me|us|my))\b|(?<!\w)(?:کتاب(?!خ)\w*|نسخه\w*|باز\w*|تعطیل\w*|اتاق\w*|صندلی\w*|میز\w*|پارکینگ|برنامه\w*|چاپ\w*|رایانه\w*|کامپیوتر\w*|امانت\w*|رزرو\w*|سالن\w*)(?!\w)"
)


async def tells_branches(turn: Turn) -> LookStep:
    """Tell how many branches there are, and what is known of their size or place where that is asked."""
    if turn.is_payload or turn.slot("pending") or turn.recall("emergency") is not None:
        return LookStep.ON
    if word_count(turn.text) > _MOST or (turn.intent not in _READ_SO and turn.confidence >= _SURELY):
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    last = turn.thread.last
    of_them = last is not None and last.act in {"location", "hours"} and word_count(turn.text) <= _FEW
    of_branch = _OF_BRANCH.search(said) is not None or of_them
    if _ELSE.search(said) or not of_branch or turn.intent in {"search_book", "recommendation"}:
        return LookStep.ON
    known = await directory.branches(turn.store)
    if not known:
        return LookStep.ON
    if _BY_PARK.search(said):
        there = branches_called("the branch in the park", known)
        if not there:
            return LookStep.ON
        turn.intent, turn.settled = "location", True
        tell_places(turn, there)
        return LookStep.DONE
    sized = _SIZE.search(said) is not None
    if not sized and not _COUNT.search(said):
        return LookStep.ON
    await _tell(turn, known, sized=sized)
    return LookStep.DONE


async def _tell(turn: Turn, known: list[directory.Branch], *, sized: bool) -> None:
    turn.intent, turn.settled, turn.moves = "location", True, {}
    turn.did("location", topic="branches", result="told")
    main = next((one for one in known if one.is_main), known[0])
    if len(known) == 1:
        turn.say("utter_branches_one", branch=main.name, choices=menu("location"))
        return
    of_children = None
    if desk_named(turn.text) == "children":
        fa, en = "گوشهٔ کودک کجاست؟", "Where is the children's section?"
        of_children = await text_put_so(turn, "facilities", fa=fa, en=en)
    turn.say(
        "utter_branches_size" if sized else "utter_branches",
        count=len(known),
        branches=listed([one.name for one in known]),
        main=main.name,
        children=of_children,
        choices=menu("location", "hours"),
    )
