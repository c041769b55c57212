"""After lending terms or late fees: the same asked of others ("kids same?") or of another kind of item ("dvd?").

It is a question about the rules, so nobody needs to sign in for it, and no title is looked for.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.library_info.terms import KINDS, late_terms, terms
from crm.knowledge.asking_parts import asked_beside
from language.normalise import fold

__all__ = ["asks_of_others", "category_named"]

_CATEGORIES = {
    "child": re.compile(
        r"\b(?:kids?|child(?:ren)?|children's|juniors?|bache\w*|koodak\w*|kudak\w*)\b|(?<!\w)(?:بچه|کودک|خردسال|نوجوان)\w*"
    ),
    "student": re.compile(r"\b(?:students?|undergraduates?|daneshju\w*)\b|(?<!\w)دانشجو\w*"),
    "member": re.compile(
        r"\b(?:adults?|grown[- ]?ups?|ordinary members?|normal members?|bozorgsal\w*)\b"
        r"|(?<!\w)(?:بزرگسال\w*|بزرگ ?ترها|(?:عضو|اعضای) (?:عادی|معمولی))"
    ),
}
_FILMS = re.compile(r"\b(?:dvds?|films?|movies?|discs?|film|dividi)\b|(?<!\w)(?:دی ?وی ?دی|فیلم|لوح)\w*")
# Beside whom or what is meant a question like this has no more than these.
_FILLING = frozenset(
    "and what about for same is it the a an also how with of or do does pay get too as well so are they their them"
    " many much long at once apply applies rule rules in that case then to different by can may borrow take keep have"
    " limit fee fine late your my our hmm ok okay thanks"
    " چی چطور هم همینه برای واسه همین همون همینطوره چیه چنده چقدر چقدره ها رو و پس یا اونا اونها را چند چندتا تا"
    " روز کتاب میشه است هست همینطور فرق داره دارن داره دارند میکنه سقف جریمه دیرکرد مال خب باشه یکیه همینقدره چجوریه"
    " همینقدر همونقدر همونقدره قدره قدر طوره طور جوره جور میگیرن میگیرین میگیرید"
    " chi chetor ham hamine baraye vase ham hamin chande cheghadr va pas ya ro ke mishe farq dare".split()
)
_MOST = 9
# What the rules were told by: an act with its topic, or a fact of one of these topics.
_RULES = frozenset({"loan_policy", "fines", "borrow"})


_OWN_CHILD = re.compile(
    r"\bmy (?:son|daughter|kids?|child(?:ren)?)(?:'s)?\b|(?<!\w)(?:دختر|پسر|بچه)(?:م|مون|مان|هام|هامون)(?!\w)|\b(?:dokhtar|pesar|bache)(?:am|amun|ham)\b"
)


async def asks_of_others(turn: Turn) -> bool:
    """Tell the terms, or the late fee, for whom or what is named right after the rules were told; False otherwise."""
    last = turn.thread.last
    # "The same for kids? The book is my daughter's": what is told beside the question is its reason.
    asked = asked_beside(turn.text) or turn.text
    if turn.is_payload or last is None or last.act not in _RULES or word_count(asked) > _MOST:
        return False
    if last.act == "fines" and turn.patron is not None and not last.topic:
        # The patron's own debt was told.
        return False
    said = " ".join(re.sub(r"[^\w' ]+", " ", _OWN_CHILD.sub(" child ", fold(asked))).split())
    category = category_named(said)
    kind = _kind(said)
    if (category is None and kind is None) or _says_more(said):
        return False
    of_fees = last.act == "fines" and not re.search(r"\bhow (?:many|long)\b|چند ?تا|چند روز", said)
    turn.intent = "fines" if of_fees else "loan_policy"
    kind = kind or (last.topic if last.topic in (*KINDS, "dvd") else "book")
    if of_fees:
        return await late_terms(turn, None, kind=kind, category=category)
    await terms(turn, kind, category=category)
    return True


def category_named(said: str) -> str | None:
    """Name the kind of reader that a folded text speaks of: children, students, adults; None for none."""
    return next((name for name, words in _CATEGORIES.items() if words.search(said)), None)


def _kind(said: str) -> str | None:
    if _FILMS.search(said):
        return "dvd"
    words = set(said.split())
    named = (name for name in ("textbook", "reference") if any(one in said for one in KINDS[name] if len(one) > 5))
    return next(named, None) or ("book" if words & {"books", "novels", "کتابها"} else None)


def _says_more(said: str) -> bool:
    """Tell whether words say more than whom or what is meant."""
    left = said
    for pattern in (*_CATEGORIES.values(), _FILMS):
        left = pattern.sub(" ", left)
    for names in (KINDS["textbook"], KINDS["reference"]):
        for name in sorted(names, key=len, reverse=True):
            left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", left)
    return any(word not in _FILLING and word not in ("book", "books", "novels") for word in left.split())
