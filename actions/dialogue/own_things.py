"""A patron's own things as a message speaks of them: what kind is talked of, and which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.dialogue.describing import Named, described
from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.references import pointed
from actions.dialogue.thread import Act, Thread
from actions.dialogue.turn import Turn
from language.choices import find_choice
from language.normalise import fold
from language.requests.own.own_names import may_be_name
from language.requests.own.own_wholes import speaks_of_each
from library.values import Hold, Loan

__all__ = ["OwnThings", "may_name_own", "own_things"]

_PARTED = re.compile("['’-]")
_QUOTES = re.compile('[«»“”"]')
# Endings that a title may have in speech: «کلیدرشو».
_SPOKEN_ENDINGS = ("شو", "یو", "مو")

# What the acts are about.
_KINDS = {
    "loans": "loan", "renew": "loan", "hold_status": "hold", "hold": "hold", "cancel_hold": "hold", "fines": "fee",
    "account": "card",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnThings:
    """A patron's loans and reservations, those a message names, and the kinds talked of, the newest first."""

    loans: tuple[Loan, ...] = ()
    holds: tuple[Hold, ...] = ()
    named_loans: tuple[Loan, ...] = ()
    named_holds: tuple[Hold, ...] = ()
    kinds: tuple[str, ...] = field(default=())

    @property
    def named(self) -> bool:
        """Tell whether a thing of the patron's own is named."""
        return bool(self.named_loans or self.named_holds)

    def loan(self, turn: Turn, among: Sequence[Loan] | None = None) -> Loan | None:
        """Give the one loan that is meant: named, described, pointed at, or the only one of them."""
        return _meant(turn, "loan", self.named_loans, self.loans, self.loans if among is None else among)

    def hold(self, turn: Turn, among: Sequence[Hold] | None = None) -> Hold | None:
        """Give the one reservation that is meant: named, described, pointed at, or the only one of them."""
        return _meant(turn, "hold", self.named_holds, self.holds, self.holds if among is None else among)


def may_name_own(turn: Turn) -> bool:
    """Tell whether the words may name a title at all, before anything is read of the account to find out which.

    For looks that only ask whether one is named: everyday words name none, unless quoted or read as a title.
    """
    if turn.entity("title") or _QUOTES.search(turn.text):
        return True
    said = fold(turn.text)
    # A word that is joined may be a name where its whole is none: "gatsby's", "half-renewed".
    apart = _PARTED.sub(" ", said)
    return may_be_name(said) or may_be_name(apart) or any(word.endswith(_SPOKEN_ENDINGS) for word in apart.split())


async def own_things(turn: Turn) -> OwnThings:
    """Look what the signed-in patron has, and what of it the turn speaks of."""
    loans, holds = tuple(await turn.library.loans(turn.patron_id)), tuple(await turn.library.holds(turn.patron_id))
    both: list[Loan | Hold] = [*loans, *holds]
    titles, authors = [one.title for one in both], [one.author for one in both]
    places = own_named(turn.text, titles, authors) if both else ()
    named_loans = tuple(both[place] for place in places if place < len(loans))
    named_holds = tuple(both[place] for place in places if place >= len(loans))
    kinds = [
        *(["loan"] if named_loans else []),
        *(["hold"] if named_holds else []),
        *(kind for act in turn.thread.acts() if (kind := _kind_of(act))),
    ]  # fmt: skip
    return OwnThings(
        loans, holds,
        tuple(one for one in named_loans if isinstance(one, Loan)),
        tuple(one for one in named_holds if isinstance(one, Hold)),
        tuple(dict.fromkeys(kinds)),
    )  # fmt: skip


def _kind_of(act: Act) -> str | None:
    return act.kind if act.kind in ("loan", "hold") and act.act != "fines" else _KINDS.get(act.act)


def _told_last(turn: Turn, kind: str) -> str | None:
    """Give the one thing of a kind that the last turn told of: it is spoken of now, whatever was before it."""
    told = list(Thread(turn.thread.turns[-1:]).acts(kind=kind))
    return told[0].things[0] if told and len(told[0].things) == 1 else None


def _meant[T: Named](turn: Turn, kind: str, named: Sequence[T], things: Sequence[T], among: Sequence[T]) -> T | None:
    if named:
        return named[0] if len(named) == 1 else None
    if not turn.is_payload and speaks_of_each(fold(turn.text), len(things), kind):
        # "I have reserved two books, which number am I?" asks of neither more than of the other.
        return None
    found = described(turn, kind, things)
    if len(found) == 1:
        return found[0]
    if others_meant(turn, kind, things) == ():
        # Which other one is meant cannot be told: never the one that was spoken of.
        return None
    place = None if turn.is_payload else find_choice(turn.text)
    order = [one for wanted in turn.shown(kind) for one in things if one.id == wanted]
    if place is not None and order and len(places := place.resolve(len(order))) == 1:
        return order[places[0]]
    at = pointed(turn, kind) or _told_last(turn, kind) or turn.focus(kind)
    if at is None:
        last = next((act for act in turn.thread.acts() if act.kind == kind and len(act.things) == 1), None)
        at = last.things[0] if last is not None else None
    thing = next((one for one in among if one.id == at), None)
    return thing or (among[0] if len(among) == 1 else None)
