"""Moves: what is asked of the thing that was spoken of, as the reader of moves has read it."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.kinds_spoken_of import OWN, kinds_spoken_of
from actions.dialogue.moves_ruled_out import FEW, FILING, LIKELIER, LIKELY, LISTS, SURE, may_be, names_another
from actions.dialogue.references import find_reference
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES

__all__ = ["DOING", "NONE", "likely_move", "move_on", "surely_moves"]

# Among the kinds of things, the one that is asked about by none.
NONE = "none"
# What files, renews or cancels something is more likely than all else.
_LEAST_TO_DO = 0.6
# At least so likely a few words ask of the thing that was spoken of last ("how long roughly").
_BARELY = 0.15
# So likely are the kinds that were spoken of, or none, or else a message asks about another one.
_ROOM = 0.4
# What is asked of a title by its name, and what a search for the title does not tell.
_NAMED = frozenset(
    "title.pages title.year title.publisher title.translator title.ages title.series title.copies title.queue"
    " title.back title.lendable title.who title.read_here title.condition".split()
)
# And of the title of a loan or a reservation.
_OF_THING = frozenset("title.author title.about title.others title.similar title.buy title.hold".split())
# And so likely is what is asked of a thing that was not spoken of just now.
_UNSPOKEN = 0.6
_CANCELS = frozenset({"cancel", "cancel_hold"})
# So likely is together what would be asked of several kinds of things by the same few words.
_MOST_SAY = 0.6
_OWN_OF = {
    "fines": "fee",
    "account": "card",
    "card_registration": "card",
    "loans": "loan",
    "renew": "loan",
    "hold_status": "hold",
    "cancel_hold": "hold",
}
# What does or files something: said with a yes or no, or heard by what listens for it, that comes first.
DOING = frozenset({"loan.renew", "loan.renew_all", "hold.cancel", "hold.move", "fee.dispute", "fee.waive"})


async def move_on(turn: Turn) -> LookStep:
    """Answer what is asked of the thing that was spoken of; go on where that is not clear."""
    if turn.is_payload or (turn.intent not in _CANCELS and _only_points(turn)):
        return LookStep.ON
    name = likely_move(turn)
    answers = MOVES.get(name) if name is not None else None
    return LookStep.DONE if answers is not None and await answers(turn) else LookStep.ON


def _only_points(turn: Turn) -> bool:
    """Tell whether words only point at another thing ("the second one", «اون یکی هم»): the same is asked of that."""
    reference = find_reference(turn.text)
    if reference is None or reference.kind not in ("other", "place"):
        return False
    return reference.bare or (reference.kind == "other" and word_count(turn.text) <= FEW)


def likely_move(turn: Turn) -> str | None:
    """Give the likeliest move of the kinds of things that were spoken of; None where none is."""
    kinds = kinds_spoken_of(turn)
    shares = _of_few_words(turn, kinds) or _of_spoken(turn, kinds)
    name = max(shares, key=lambda one: shares[one], default="")
    if name and shares[name] >= _least(turn, name) and may_be(turn, name):
        kind = name.partition(".")[0]
        agreed = _agreed(turn, kind) if kind in OWN and shares[name] < LIKELIER else None
        return agreed or name
    return _of_title(turn) or _of_own(turn, [kind for kind in kinds if kind in OWN])


def _of_spoken(turn: Turn, kinds: Sequence[str]) -> dict[str, float]:
    """Give how likely each move of these kinds is where no other kind is asked about; none where another one is."""
    room = sum(turn.move_kinds.get(kind, 0.0) for kind in (*kinds, NONE)) if turn.move_kinds else 1.0
    if room < _ROOM:
        return {}
    return {name: share / room for name, share in turn.moves.items() if name.partition(".")[0] in kinds}


def _of_few_words(turn: Turn, kinds: Sequence[str]) -> dict[str, float]:
    """Give what a few words ask of the thing spoken of last, whichever thing they would be asked of elsewhere."""
    # "What about Dune?" names another title.
    newest = kinds[0] if kinds and kinds[0] != "title" and word_count(turn.text) <= FEW else ""
    of_kind = turn.move_kinds.get(newest, 0.0)
    if of_kind < _BARELY:
        return {}
    return {name: share / of_kind for name, share in turn.moves.items() if name.partition(".")[0] == newest}


def _least(turn: Turn, name: str) -> float:
    """Give how likely a move must be to be taken."""
    if name in DOING | FILING:
        return _LEAST_TO_DO
    return LIKELIER if name.startswith("title.") and names_another(turn) else LIKELY


def _of_title(turn: Turn) -> str | None:
    """Give the move on a title that the words name, or that is on loan or reserved and was just told of."""
    moves = {name: share for name, share in turn.moves.items() if name.startswith("title.")}
    name = max(moves, key=lambda one: moves[one], default="")
    if moves.get(name, 0.0) < _UNSPOKEN or not may_be(turn, name):
        return None
    last = turn.thread.last
    of_thing = last is not None and last.kind in ("loan", "hold") and bool(last.title) and not turn.shown("title")
    if (turn.entity("title") and name in _NAMED) or (of_thing and name in _NAMED | _OF_THING):
        return name
    return None


def _agreed(turn: Turn, kind: str) -> str | None:
    """Give the move of a kind that a bare question ("where?") asks by what it would ask of most other things."""
    if word_count(turn.text) > FEW:
        return None
    shares: dict[str, float] = {}
    for name, share in turn.moves.items():
        asks = name.partition(".")[2]
        shares[asks] = shares.get(asks, 0.0) + share
    asks = max(shares, key=lambda one: shares[one], default="")
    name = f"{kind}.{asks}"
    agreed = name in MOVES and name not in DOING and shares[asks] >= _MOST_SAY
    return name if agreed and may_be(turn, name) else None


def _of_own(turn: Turn, spoken: Sequence[str]) -> str | None:
    """Give the move on the patron's own things that the reading of the message is near.

    From one's loans it is a small step to one's debt, where the message was read as being about that.
    """
    if not spoken:
        return None
    if (name := _agreed(turn, spoken[0])) is not None:
        return name
    if turn.intent in LISTS and turn.confidence >= SURE:
        # "What have I got?" after a reservation asks for the list.
        return None
    kind = _OWN_OF.get(turn.intent)
    near = {
        name: share
        for name, share in turn.moves.items()
        if name.partition(".")[0] == kind and share >= _UNSPOKEN and may_be(turn, name)
    }
    return max(near, key=lambda one: near[one], default=None)


def surely_moves(turn: Turn) -> bool:
    """Tell whether a question about one's own things was read so surely that no look at the words outweighs it."""
    name = None if turn.is_payload else likely_move(turn)
    if name is None or name not in MOVES or name in DOING:
        return False
    return name.partition(".")[0] in OWN and turn.moves.get(name, 0.0) >= LIKELIER
