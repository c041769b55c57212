"""A request as acts need it: whether something is ordered, asked or forbidden, of what, and on which condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from language.kept import kept
from language.requests.speech.exceptions import is_whole, part_exceptions
from language.requests.speech.polarity import is_bare_refusal, refuses
from language.requests.speech.quantity import count_of
from language.requests.speech.questions import Ask, Condition, asks_of, condition_of, is_hypothetical, orders
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.speech.vocabulary import COMMANDS, COURTESY, GENERIC, NEGATED_COMMANDS, POINTING

__all__ = ["Kind", "Request", "read_request"]


class Kind(str, Enum):
    """What a message does with a deed."""

    ORDER = "order"
    QUESTION = "question"
    REFUSAL = "refusal"


@dataclass(frozen=True)
class Request:
    """What a message says of a deed.

    kind: ordered, asked about, or forbidden. wanted: the words in which things to act on may be named. left_out: the
    words that name what is to be left alone. whole: all of them, or the rest. count: so many of them, 0 when not said.
    asks: what is asked, also beside an order. condition: on what the order depends.
    """

    kind: Kind = Kind.ORDER
    wanted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    whole: bool = False
    count: int = 0
    asks: frozenset[Ask] = frozenset()
    condition: Condition | None = None


@kept
def read_request(text: str, deed: str) -> Request:
    """Read what a message says of a deed: "renew", "hold" or "cancel".

    A message that says nothing against it is an order: the intent was read before. What is said of another deed
    ("don't cancel it, renew it") counts for that one alone.
    """
    wanted: list[str] = []
    out: list[str] = []
    ordered = refused = False
    refused_last = False
    asks: set[Ask] = set()
    condition: Condition | None = None
    whole = False
    for sentence in sentences(text):
        kept, excepted = part_exceptions(sentence.words)
        if excepted:
            out += [*excepted, ","]
        for words in clauses(kept):
            about = deed_of(words)
            condition = condition or condition_of(words)
            supposed = is_hypothetical(words)
            if not supposed and refuses(words):
                if about == deed or (deed == "hold" and about == "cancel" and not ordered):
                    refused, refused_last = True, True
                    if _names(words):
                        out += [*words, ","]
                        refused_last = not ordered
                continue
            if is_bare_refusal(words):
                refused = refused_last = True
                continue
            if about not in (None, deed, "hold" if deed == "cancel" else None) and orders(words):
                # Of another deed: what it names is not for this one.
                continue
            if supposed:
                asks |= asks_of(words, asked=sentence.asked) or {Ask.WHETHER}
                wanted += [*words, ","]
                whole = whole or is_whole(words)
                continue
            commanded = orders(words)
            asked = asks_of(words, asked=sentence.asked)
            if commanded:
                ordered, refused_last = True, False
            asks |= asked
            whole = whole or is_whole(words)
            wanted += [*words, ","]
    if refused and (refused_last or not ordered):
        kind = Kind.REFUSAL
    elif asks and not ordered:
        kind = Kind.QUESTION
    else:
        kind = Kind.ORDER
    return Request(kind, tuple(wanted), tuple(out), whole, count_of(wanted), frozenset(asks), condition)


def _names(words: Sequence[str]) -> bool:
    """Tell whether a refusal speaks of something in particular, and not of it, them, anything."""
    nothing = GENERIC | POINTING | COURTESY | COMMANDS | NEGATED_COMMANDS | _OF_REFUSALS
    return any(word not in nothing and deed_of((word,)) is None for word in words)


_OF_REFUSALS = frozenset(
    "do don't dont not never want you to i have need please for me at all yet stop let without ever rather"
    " نمیخوام لازم نیست"
    " نیازی نباید که دیگه اصلا فعلا هنوز خودت به را رو no should shouldn't must mustn't nemikham nabayad"
    " lazem nist dige".split()
)
