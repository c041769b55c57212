"""Orders to renew what was spoken of: which is meant, and what is to be left alone."""

from __future__ import annotations

import re

from actions.dialogue.own_hints import with_hints
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.rasa.registry import HANDLERS, move
from actions.subjects.moves.own import in_order, loans_meant, of_own
from actions.subjects.renewals.renewal_checks import check
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import without_brought_back
from language.requests.own.own_names import find_own
from language.requests.own.own_wholes import speaks_of_all
from language.requests.speech.denials import denied_of, denies, orders_longer, without_denied
from language.requests.speech.request import Kind, read_request
from language.requests.speech.sentences import deed_of, sentences
from library.values import Loan

__all__ = ["renew"]

_PARTS = re.compile(r"[^.,،;؛!\n]+[?؟]?")


@move("loan.renew")
async def renew(turn: Turn) -> bool:
    """Have renewed what is meant, and nothing that is refused or brought back; a question is answered only."""
    turn.intent = "renew"
    if turn.patron is None:
        await HANDLERS["renew"].handler(turn)
        return True
    whole = turn.text
    # What comes back is no part of the order, and neither is its name.
    turn.text = without_brought_back(whole)
    own = await with_hints(turn, await own_things(turn), "loan")
    if not own.loans:
        turn.text = whole
        turn.say("utter_renew_nothing")
        return True
    order = in_order(turn, "loan", own.loans)
    if len(turn.shown("loan")) < 2 and len(order) > 1 and find_choice(turn.text) is not None:
        turn.show("loan", [loan.id for loan in order])
    turn.text = _ordered(turn.text)
    meant = _wanted(turn, own)
    if len(meant) == 1 and read_request(turn.text, "renew").kind is not Kind.REFUSAL:
        turn.entities = {"ref": [f"loan:{meant[0].id}"]}
    if not _is_about_renewing(turn):
        # What names no renewing is asked about first.
        await check(turn, meant or own.loans)
    else:
        await HANDLERS["renew"].handler(turn)
    turn.text = whole
    return True


@move("loan.renew_all")
async def renew_all(turn: Turn) -> bool:
    """Have all of them renewed, but what is left out."""
    turn.intent = "renew"
    request = read_request(turn.text, "renew")
    if turn.patron is not None and not _is_about_renewing(turn) and (out := await turn.library.loans(turn.patron_id)):
        await check(turn, out)
        return True
    if turn.patron is not None and not (request.left_out or request.whole or denies(turn.text)):
        turn.entities = {"which": ["all"]}
    await HANDLERS["renew"].handler(turn)
    return True


@of_own("loan.longer")
async def longer(turn: Turn, own: OwnThings) -> bool:
    """Say until when it could be renewed, and that anything beyond is for a librarian to decide."""
    meant = loans_meant(turn, own)
    loan = meant[0] if len(meant) == 1 else own.loan(turn)
    loans = [loan] if loan is not None else list(meant or own.loans)
    if not loans:
        turn.say("utter_loans_none")
        return True
    turn.intent = "renew"
    turn.say("utter_loan_longer", choices=[librarian()])
    await check(turn, loans)
    return True


def _ordered(text: str) -> str:
    """Give the part of a message that orders the renewal, where another part says what becomes of other things."""
    parts = [part.strip() for part in _PARTS.findall(text) if part.strip()]
    speaking = [part for part in parts if any(deed_of(one.words) == "renew" for one in sentences(part))]
    return speaking[0] if len(speaking) == 1 and len(parts) > 1 and find_choice(speaking[0]) is not None else text


def _is_about_renewing(turn: Turn) -> bool:
    """Tell whether the words order it, or answer what was just said of renewing."""
    last = turn.thread.last
    waits = (turn.slot("pending") or {}).get("do") == "renew" or (last is not None and last.act == "renew")
    return waits or orders_longer(turn.text) or any(deed_of(one.words) == "renew" for one in sentences(turn.text))


def _wanted(turn: Turn, own: OwnThings) -> tuple[Loan, ...]:
    """Give the loans that are ordered to be renewed, where that is clear."""
    if denies(turn.text):
        titles, authors = [one.title for one in own.loans], [one.author for one in own.loans]
        out = set(find_own(denied_of(turn.text), titles, authors))
        asked = (turn.slot("pending") or {}).get("args", {}).get("ids") or turn.shown("loan")
        left = [one for place, one in enumerate(own.loans) if place not in out and (not asked or one.id in asked)]
        kept = find_own(without_denied(turn.text), titles, authors)
        if kept:
            return tuple(own.loans[place] for place in kept if place not in out)
        return tuple(left) if out and len(left) == 1 else ()
    meant = loans_meant(turn, own)
    if meant:
        return meant
    if find_choice(turn.text) is not None or speaks_of_all(fold(turn.text), len(own.loans)):
        return ()
    loan = own.loan(turn)
    return (loan,) if loan is not None else ()
