"""What edge-patron does when it is asked: a view of the fake library system, in FOLIO's names and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.support.folio import contract
from tests.support.folio.names import named
from tests.support.koha.state import Row, State

__all__ = ["HANDLERS", "Refused"]

Answer = tuple[int, Any]
STATUS = {None: "Open - Not yet filled", "T": "Open - In transit", "W": "Open - Awaiting pickup"}
REASONS = {"OVERDUE": "Overdue fine", "LOST": "Lost item fee", "DAMAGED": "Damaged item", "NEW_CARD": "Membership"}
# mod-circulation's own sentences; the one of lateness is a library's, of its automated patron blocks.
RENEWAL_WORDS = {
    "on_reserve": "Items with this loan policy cannot be renewed when there is an active, pending hold request",
    "too_many": "loan at maximum renewal number",
    "too_soon": "renewal would not change the due date",
    "overdue": "You have things that have been overdue for too long: please see the desk",
}
HOLD_WORDS = {
    "": "Page requests are not allowed for this patron and item combination",
    "itemAlreadyOnHold": "This requester already has an open request for this instance",
    "alreadypossession": "This requester already has a loan for one of the instance's items",
    "notReservable": "Hold requests are not allowed for this patron and item combination",
    "tooManyReserves": "You have reached the number of requests that the library allows",
}


class Refused(Exception):
    """An answer with an error."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        self.body = {"code": status, "errorMessage": words}


def account(state: State, patron: Row, _path: Mapping[str, str], query: Mapping[str, str], _body: Any) -> Answer:
    """Tell of an account: counts always, lists where they are asked for."""
    number = patron["patron_id"]
    loans = [one for one in state.checkouts.values() if one["patron_id"] == number]
    holds = [one for one in state.holds.values() if one["patron_id"] == number]
    lines = [one for one in state.lines if one["patron_id"] == number and one["amount_outstanding"] > 0]
    return 200, {
        "id": named("user", number),
        "totalCharges": _sum(sum(one["amount_outstanding"] for one in lines)),
        "totalChargesCount": len(lines),
        "totalLoans": len(loans),
        "totalHolds": len(holds),
        "charges": [_charge(state, one) for one in lines] if query.get("includeCharges") == "true" else [],
        "holds": [hold_of(state, one) for one in holds] if query.get("includeHolds") == "true" else [],
        "loans": [loan_of(state, one) for one in loans] if query.get("includeLoans") == "true" else [],
    }


def points(state: State, patron: Row, path: Mapping[str, str], _query: Mapping[str, str], _body: Any) -> Answer:
    """List the service points where a title may be collected; none where no request is allowed."""
    biblio = _biblio(state, path["instance"])
    if biblio is None:
        raise Refused(422, "Instance does not exist")
    if state.why_not_held(patron["patron_id"], biblio) in ("", "notReservable"):
        return 200, {"allowedServicePoints": None}
    found = [{"id": named("point", code), "name": row["name"]} for code, row in state.libraries.items()]
    return 200, {"allowedServicePoints": found}


def renew(state: State, patron: Row, path: Mapping[str, str], _query: Mapping[str, str], _body: Any) -> Answer:
    """Renew a loan by its copy."""
    item = next((one for one in state.items if named("item", one) == path["item"]), None)
    if item is None:
        raise Refused(404, "No item with ID exists")
    own = (one for one in state.checkouts.values() if one["item_id"] == item)
    loan = next((one for one in own if one["patron_id"] == patron["patron_id"]), None)
    if loan is None:
        raise Refused(422, "Cannot renew item checked out to different user")
    if code := state.why_not_renewed(loan):
        raise Refused(422, RENEWAL_WORDS[code])
    state.renew(loan)
    return 201, loan_of(state, loan)


def place(state: State, patron: Row, path: Mapping[str, str], _query: Mapping[str, str], body: Any) -> Answer:
    """Request a title."""
    biblio = _biblio(state, path["instance"])
    if biblio is None:
        raise Refused(404, "Instance does not exist")
    code = next((code for code in state.libraries if named("point", code) == body["pickupLocationId"]), None)
    if code is None:
        raise Refused(422, "Pickup service point does not exist")
    no = state.why_not_held(patron["patron_id"], biblio)
    if no is not None:
        raise Refused(422, HOLD_WORDS[no])
    return 201, hold_of(state, state.place(patron["patron_id"], biblio, code))


def cancel(state: State, _patron: Row, path: Mapping[str, str], _query: Mapping[str, str], body: Any) -> Answer:
    """Cancel a request, whosever it is, and ready or not: mod-patron asks no more."""
    found = next((one for one in state.holds if named("hold", one) == path["hold"]), None)
    if found is None or body["holdId"] != path["hold"]:
        raise Refused(404, "Request not found")
    row = state.holds[found]
    state.cancel(found)
    return 201, {**hold_of(state, row), "status": "Closed - Cancelled", "queuePosition": 0,
                 "cancellationReasonId": body["cancellationReasonId"], "canceledByUserId": body["canceledByUserId"],
                 "canceledDate": body.get("canceledDate", _moment(state.clock.now()))}  # fmt: skip


def loan_of(state: State, row: Row) -> dict[str, Any]:
    """Describe a loan."""
    due = datetime.fromisoformat(row["due_date"])
    return {
        "id": named("loan", row["checkout_id"]),
        "item": _item(state, state.items[row["item_id"]]["biblio_id"], row["item_id"]),
        "loanDate": _moment(datetime.fromisoformat(row["checkout_date"])),
        "dueDate": _moment(due),
        "overdue": due < state.clock.now(),
    }


def hold_of(state: State, row: Row) -> dict[str, Any]:
    """Describe a request."""
    placed = datetime.fromisoformat(row["hold_date"])
    return {
        "requestId": named("hold", row["hold_id"]),
        "item": _item(state, row["biblio_id"], row["item_id"]),
        "requestDate": _moment(placed.replace(hour=9, tzinfo=UTC)),
        "status": STATUS[row["status"]],
        "pickupLocationId": named("point", row["pickup_library_id"]),
        "queuePosition": row["priority"] or 1,
    }


def _charge(state: State, row: Row) -> dict[str, Any]:
    about = {}
    if row["item_id"] is not None:
        about = {"item": _item(state, state.items[row["item_id"]]["biblio_id"], row["item_id"])}
    return {
        **about,
        "chargeAmount": _sum(row["amount_outstanding"]),
        "accrualDate": _moment(datetime.fromisoformat(row["date"])),
        "state": "Outstanding",
        "reason": REASONS[row["debit_type"]],
        "feeFineId": named("charge", row["account_line_id"]),
    }


def _item(state: State, biblio: int, item: int | None) -> dict[str, Any]:
    record = state.biblios[biblio]
    found = {"instanceId": named("instance", biblio), "title": record["title"], "author": record["author"] or ""}
    return {**found, "itemId": named("item", item)} if item is not None else found


def _biblio(state: State, instance: str) -> int | None:
    return next((one for one in state.biblios if named("instance", one) == instance), None)


def _sum(amount: float) -> dict[str, Any]:
    return {"amount": amount, "isoCurrencyCode": "USD"}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


HANDLERS: Mapping[str, Callable[[State, Row, Mapping[str, str], Mapping[str, str], Any], Answer]] = {
    contract.ACCOUNT: account,
    contract.POINTS: points,
    contract.RENEWAL: renew,
    contract.PLACE: place,
    contract.CANCEL: cancel,
}
