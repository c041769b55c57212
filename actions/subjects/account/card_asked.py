"""Questions about a patron's own card: whether it has expired, how it is renewed, and what can be done then."""

from __future__ import annotations

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Fact, Turn, as_count, as_date, nested
from actions.subjects.facts.facts import answer_as
from library.values import Loan

__all__ = ["after", "card", "expired"]

# How the library is asked what it says of renewing a card.
_RENEWAL = {"fa": "کارت را چگونه تمدید کنم؟", "en": "How do I renew my card?"}


async def expired(turn: Turn, _own: OwnThings) -> bool:
    """Say when the card has expired, and how it is renewed; False where it has not."""
    state = await turn.library.account(turn.patron_id)
    if state is None or state.patron.expires is None or not state.expired:
        # The state of the card says until when it is valid.
        return False
    turn.intent = "account"
    turn.did("account", result="told")
    turn.say("utter_card_expired", date=as_date(state.patron.expires))
    await _how(turn)
    return True


async def card(turn: Turn, _own: OwnThings | None = None) -> bool:
    """Say how a card is renewed, as the library tells it."""
    turn.intent = "account"
    turn.did("account", topic="renewal", result="told")
    return await _how(turn)


async def after(turn: Turn, own: OwnThings) -> bool:
    """Say that nothing is renewed while the card has expired, and what else stands against it afterwards."""
    state = await turn.library.account(turn.patron_id)
    if state is None or not state.expired:
        return False
    loan = own.loan(turn)
    loans = [loan] if loan is not None else list(own.loans)
    turn.intent = "account"
    turn.did("account", kind="loan", things=[one.id for one in loans], result="told")
    turn.say(
        "utter_after_card",
        date=as_date(state.patron.expires),
        loans={"list": [_line(one) for one in loans], "line": "utter_line_plain"} if loans else None,
    )
    return True


def _line(loan: Loan) -> dict[str, Fact]:
    if loan.waiting:
        state = nested("utter_part_after_waited", waiting=as_count(loan.waiting, "person"))
    elif loan.max_renewals is not None and loan.renewals_left == 0:
        state = nested("utter_part_after_limit", limit=as_count(loan.max_renewals, "renewal"))
    else:
        state = nested("utter_part_after_free")
    return {"line": nested("utter_part_after", title=loan.title, state=state, due=as_date(loan.due_date))}


async def _how(turn: Turn) -> bool:
    return await answer_as(turn, "card_registration", fa=_RENEWAL["fa"], en=_RENEWAL["en"], alone=True)
