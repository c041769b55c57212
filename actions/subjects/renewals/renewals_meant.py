"""Which loans an order to renew means beside those it names: "them", "it as well", "the second and the fourth"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.choosing import Pick, choice_of
from actions.dialogue.restricting import restricts
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.subjects.titles.titles import is_nameable
from language.choices import find_choice
from language.normalise import fold
from language.numerals import number_of
from language.requests.own.own_names import may_be_name
from language.requests.speech.denials import denies
from language.requests.speech.exceptions import is_whole
from language.requests.speech.ordinals import find_places
from language.requests.speech.others import find_others
from language.requests.speech.phrases import words_of
from language.requests.speech.request import Request
from language.requests.speech.selecting import only_part
from language.requests.speech.sentences import deed_of
from language.requests.speech.vocabulary import COURTESY, POINTING
from language.requests.titles.title_names import may_be_title
from library.values import Loan

__all__ = [
    "is_name",
    "it_too",
    "known_names",
    "last_told",
    "names_in_catalogue",
    "placed_in_list",
    "restricts_unread",
    "them_told",
    "those_told",
    "widen",
]

_SEVERAL = re.compile(
    r"\b(?:books|loans|items|them|all|both|everything)\b|کتابا|کتابها|کتابهام|امانتا|امانتها|همه|ketaba|hame"
)


def is_name(words: str, count: int) -> bool:
    """Tell whether words that fit no loan may name one, and are no place in a list."""
    return may_be_name(words) and find_choice(words) is None and not find_places(words, count)


def restricts_unread(turn: Turn, out: Sequence[Loan], meant: Pick[Loan]) -> bool:
    """Tell whether the message says which of the loans are meant, and that is not understood."""
    read = (meant.things and not meant.everything) or meant.left
    if turn.is_payload or read or len(out) <= 1:
        return False
    return restricts(turn.text) or _only_some(turn.text)


def _only_some(text: str) -> bool:
    """Tell whether an order is of few words behind "only" that may be a name: "just extend the Dostoyevskys"."""
    first = re.split(r"[.,،;؛!?؟]", only_part(text))[0]
    words = [word for word in words_of(first) if word not in COURTESY | _ARTICLES and not deed_of((word,))]
    begins = words_of(first)[:1]
    if begins and begins[0].isascii() and not deed_of(begins):
        # "I just wanted to extend my items" narrows nothing.
        return False
    if not 0 < len(words) <= _FEW_BEHIND or is_whole(words) or words[0] in POINTING:
        return False
    return deed_of(words_of(first)) == "renew" and may_be_name(" ".join(words))


_FEW_BEHIND, _ARTICLES = 4, frozenset(("the", "my"))


def widen(turn: Turn, out: Sequence[Loan]) -> None:
    """Let places beyond the one loan just told of count among all, by due date: "renew the first and the second"."""
    choice, shown = choice_of(turn), turn.shown("loan")
    if choice is None or choice.kind != "indexes" or len(shown) != 1 or max(choice.indexes) < _SECOND:
        return
    if max(choice.indexes) <= len(out):
        turn.show("loan", [loan.id for loan in sorted(out, key=lambda one: one.due_date)])


_SECOND = 2


def last_told(turn: Turn, out: Sequence[Loan]) -> Loan | None:
    """Give the one loan that was just spoken of, where words name none: "can you give me a week more?"."""
    last = turn.thread.last
    if (
        turn.is_payload
        or last is None
        or last.kind != "loan"
        or len(last.things) != 1
        or _SEVERAL.search(fold(turn.text))
    ):
        return None
    return next((loan for loan in out if loan.id == last.things[0]), None)


def known_names(turn: Turn, meant: Pick[Loan]) -> Pick[Loan]:
    """Keep of the names that fit no loan those that may be titles: everyday words of a request name nothing."""
    if not (meant.unknown or meant.others) or turn.is_payload:
        return meant
    quoted = any(mark in turn.text for mark in '«»“”"')
    names = [name for name in (meant.unknown, *meant.others) if name and (quoted or may_be_name(name))]
    return replace(
        meant,
        unknown=meant.unknown if meant.unknown in names or meant.left_unknown else "",
        others=tuple(name for name in meant.others if name in names),
    )


async def names_in_catalogue(turn: Turn, meant: Pick[Loan], request: Request) -> Pick[Loan]:
    """Keep of the names that fit no loan only what is quoted or a title of the catalogue: else it is a part of the order.

    "Extend it as far as it goes" names no book that is not among the loans.
    """
    quoted = any(mark in turn.text for mark in '«»“”"')
    if turn.is_payload or quoted or not meant.unknown or meant.left_unknown or meant.things:
        return meant
    if request.whole and fold(meant.unknown).split()[0] in _ALL_OF:
        # "All of tehm" is all of them.
        return replace(meant, unknown="")
    if not may_be_title(meant.unknown):
        # «دستم امانته»: what says something of oneself is a title only where there is just this one.
        page = await turn.library.search(meant.unknown, limit=1, exactly=True)
        known = page.titles and not page.corrected and says(page.titles[0].title, meant.unknown)
        return meant if known else replace(meant, unknown="")
    if turn.entity("title") and is_nameable(turn.entity("title") or "", turn.text):
        return meant
    page = await turn.library.search(meant.unknown, limit=1)
    return meant if page.titles and not page.corrected else replace(meant, unknown="")


_ALL_OF = frozenset("all every everything both each همه هر تمام تمامی کل hame tamame".split())


def them_told(turn: Turn, out: Sequence[Loan]) -> tuple[Loan, ...]:
    """Give the loans that were just told of where "just renew them" means these, and no fewer: "those two" may be others."""
    last, said = turn.thread.last, _THEM.search(fold(turn.text))
    if said is None or last is None or last.kind != "loan":
        return ()
    listed = set(turn.shown("loan"))
    # Of those that were told of, the ones in the list: it may be narrower than what was said of all of them.
    told = [wanted for wanted in last.things if wanted in listed] or last.things
    shown = tuple(loan for wanted in told for loan in out if loan.id == wanted)
    if len(shown) < _SECOND:
        return ()
    counted = said["many"] or said["chand"] or _LATIN_COUNTS.get(said["latin"] or "")
    return shown if counted is None or number_of(counted) == len(shown) else ()


_LEAVES_OUT = re.compile(
    r"\b(?:except|apart from|other than|besides|save|without|but not|not the|but leave|leave)\b|(?<!\w)(?:بجز|به جز|جز|غیر از|الا|مگر|ولی|نه)(?!\w)|\b(?:joz|bejoz|gheyr az|vali|na)\b"
)


def those_told(turn: Turn, meant: Pick[Loan], out: Sequence[Loan]) -> Pick[Loan]:
    """Keep "those", and "those, but not Emma", to the loans that were just told of, where these are fewer than all."""
    them = () if turn.is_payload or (meant.things and not meant.everything) else them_told(turn, out)
    if not them or len(them) == len(out) or meant.left_unknown:
        return meant
    if not meant.left and _LEAVES_OUT.search(fold(turn.text)):
        # What is left out was not understood: never more than was spoken of.
        return Pick(of=1)
    left = {loan.id for loan in meant.left}
    return replace(
        meant, things=tuple(loan for loan in them if loan.id not in left), everything=False, unknown="", others=()
    )


_LATIN_COUNTS = {"do": "2", "se": "3", "chahar": "4", **{digit: digit for digit in "23456789"}}


def placed_in_list(turn: Turn, out: Sequence[Loan]) -> tuple[Loan, ...]:
    """Give the loans whose places in the list just shown are said within a sentence: "longer for the second and the fourth"."""
    last = turn.thread.last
    told = turn.shown("loan") or (last.things if last is not None and last.kind == "loan" else ())
    order = [loan for wanted in told for loan in out if loan.id == wanted]
    return tuple(order[place] for place in find_places(turn.text, len(order))) if len(order) > 1 else ()


def it_too(turn: Turn, out: Sequence[Loan]) -> Loan | None:
    """Give the loan spoken of a moment ago where it is ordered beside one that is named: "extend it, and Emma as well"."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind != "loan" or len(last.things) != 1 or last.result == "done":
        return None
    if denies(turn.text) or _NO_MORE.search(fold(turn.text)) or find_others(turn.text) is not None:
        # «اون یکی رو هم» is not the one that was spoken of, and «این رو خوندم و بوف کور رو تمدید کن» orders one.
        return None
    found = _IT_AND.search(fold(turn.text))
    return next((loan for loan in out if loan.id == last.things[0]), None) if found is not None else None


_NO_MORE = re.compile(
    r"\b(?:finished|read it|done with|don'?t|do not|not|bring it back|return it)\b|خوند\w{1,3}|تموم(?:ش)? کرد|نمی ?خوا|بی ?خیال|نکن|لازم ندار|پس (?:می ?د|می ?ار|می ?آر)|\b(?:khoo?ndam|nemikh\w{1,3}|bikhial|nakon)\b"
)
_IT_AND = re.compile(
    r"\b(?:renew|extend|prolong|keep) (?:it|that|this)(?: one)?\b[^?]{0,30}\b(?:and|also|plus|as well|too)\b"
    r"|(?<!\w)(?:تمدیدش (?:کن\w*|بکن\w*|لطفا)|(?:این|اون|همین|همون|آن)(?:و| رو| را| یکی رو| یکی را)(?: تمدید کن\w*)?)[^؟?]{0,20}(?<!\w)(?:و|هم|همچنین|همینطور|به علاوه)(?!\w)"
    r"|\b(?:tamdidesh kon\w*|(?:in|un|oon|hamin|hamoon)o)\b[^?]{0,20}\b(?:va|ham)\b"
)
_THEM = re.compile(
    r"\b(?:renew|extend|prolong) (?:only |just )?(?:them|those|these)\b(?: (?P<many>two|three|four|five|six|[2-9])\b)?"
    r"|(?<!\w)(?:این|اون|آن|همین|همون|همان) ?(?P<chand>دو|سه|چهار|پنج|[2-9]) ?تا(?: رو| را)?(?: برام| برای من)? ?(?:تمدید|renew)|(?<!\w)(?:اینا|اونا|اینها|آنها|اینارو|اونارو|همینا|همونا|همینها|همان ?ها|همانها|همینارو|همونارو)(?: رو| را)?(?: برام| برای من)? ?(?:تمدید|renew)|تمدیدشون\b|\btamdideshun|tamdideshoon"
    r"|\b(?:hamoon|hamun|hamin|oon|un|in) ?(?P<latin>do|se|chahar|[2-9]) ?ta(?: ro)? (?:tamdid|renew)|\b(?:hamuna|hamoona|hamina|oona|una|inaro|unaro|oonaro|hamunaro|hamoonaro)(?: ro)? (?:tamdid|renew)"
)
