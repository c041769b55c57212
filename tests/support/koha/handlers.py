"""The operations of the fake Koha."""

from __future__ import annotations

from typing import Any

from tests.support.koha.app import CLIENT_ID, CLIENT_SECRET, Answer, Asked, FakeKoha, NoSuch, Refusal
from tests.support.koha.state import Row

__all__ = ["HANDLERS"]

FLOW = "cancellation-request-flow"
FOUND = {"W": "hold_waiting", "T": "hold_in_transit", "P": "hold_in_processing"}
EMBEDDED = {"issuer", "item", "library", "patron", "biblio", "pickup_library"}


def _without_embeds(row: Row, keep: set[str]) -> Row:
    return {name: value for name, value in row.items() if name not in EMBEDDED - keep}


def _patron(koha: FakeKoha, asked: Asked) -> Row:
    row = koha.state.patrons.get(asked.path["patron_id"])
    if row is None:
        raise NoSuch("Patron")
    return row


def token(koha: FakeKoha, asked: Asked) -> Answer:
    form = asked.body
    if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
        raise Refusal(403, "wrong client id")
    return 200, {"access_token": koha.new_token(), "token_type": "Bearer", "expires_in": int(koha.token_seconds)}


def validation(koha: FakeKoha, asked: Asked) -> Answer:
    state = koha.state
    row = state.patron_by(asked.body.get("identifier") or asked.body.get("userid") or "")
    most = state.login_attempts
    locked = row is not None and (row["login_attempts"] < 0 or (most and row["login_attempts"] >= most))
    if row is None or locked or state.passwords.get(row["patron_id"]) != asked.body["password"]:
        if row is not None and not locked:
            row["login_attempts"] += 1
        raise Refusal(400, "Validation failed")
    row["login_attempts"] = 0
    return 201, {name: row[name] for name in ("cardnumber", "patron_id", "userid")}


def patrons(koha: FakeKoha, asked: Asked) -> Answer:
    names = {name: asked.query[name] for name in ("cardnumber", "userid") if name in asked.query}
    exact, meets = asked.query.get("_match") == "exact", asked.filter()
    found = [
        row
        for row in koha.state.patrons.values()
        if meets(row) and all(row[name] == said if exact else said in row[name] for name, said in names.items())
    ]
    return 200, asked.ordered(found)


def patron(koha: FakeKoha, asked: Asked) -> Answer:
    return 200, _patron(koha, asked)


def account(koha: FakeKoha, asked: Asked) -> Answer:
    row = _patron(koha, asked)
    lines = [one for one in koha.state.lines if one["patron_id"] == row["patron_id"]]
    debts = [one for one in lines if one["amount_outstanding"] > 0]
    credits = [one for one in lines if one["amount_outstanding"] < 0]
    return 200, {
        "balance": koha.state.balance(row["patron_id"]),
        "outstanding_debits": {"total": sum(one["amount_outstanding"] for one in debts), "lines": debts},
        "outstanding_credits": {"total": sum(one["amount_outstanding"] for one in credits), "lines": credits},
    }


def _checkout(koha: FakeKoha, row: Row, asked: Asked) -> Row:
    told = _without_embeds(row, set())
    if "item" in asked.embed or "item.biblio" in asked.embed:
        item = dict(koha.state.items.get(row["item_id"]) or {})
        if "item.biblio" in asked.embed and item:
            item["biblio"] = koha.state.biblios[item["biblio_id"]]
        told["item"] = item or None
    return told


def checkouts(koha: FakeKoha, asked: Asked) -> Answer:
    meets = asked.filter()
    where = koha.state.returned if asked.query.get("checked_in") == "true" else koha.state.checkouts
    return 200, asked.ordered([_without_embeds(one, set()) for one in where.values() if meets(one)])


def patron_checkouts(koha: FakeKoha, asked: Asked) -> Answer:
    row = _patron(koha, asked)
    out = [one for one in koha.state.checkouts.values() if one["patron_id"] == row["patron_id"]]
    return 200, [_checkout(koha, one, asked) for one in out]


def _any_checkout(koha: FakeKoha, asked: Asked) -> Row:
    number = asked.path["checkout_id"]
    row = koha.state.checkouts.get(number) or koha.state.returned.get(number)
    if row is None:
        raise NoSuch("Checkout")
    return row


def checkout(koha: FakeKoha, asked: Asked) -> Answer:
    return 200, _checkout(koha, _any_checkout(koha, asked), asked)


def _open_checkout(koha: FakeKoha, asked: Asked) -> Row:
    row = koha.state.checkouts.get(asked.path["checkout_id"])
    if row is None:
        raise NoSuch("Checkout")
    return row


def allows_renewal(koha: FakeKoha, asked: Asked) -> Answer:
    row = _open_checkout(koha, asked)
    rule = koha.state.rule_of(row["patron_id"], row["item_id"])
    code = koha.state.why_not_renewed(row)
    return 200, {
        "allows_renewal": code is None,
        "max_renewals": rule.max_renewals if rule else 0,
        "current_renewals": row["renewals_count"],
        "unseen_renewals": 0,
        "error": code,
    }


def renewal(koha: FakeKoha, asked: Asked) -> Answer:
    row = _open_checkout(koha, asked)
    code = koha.state.why_not_renewed(row)
    if code is not None:
        raise Refusal(403, f"Renewal not authorized ({code})")
    koha.state.renew(row)
    return 201, _without_embeds(row, set())


def _hold(koha: FakeKoha, row: Row, asked: Asked) -> Row:
    told = _without_embeds(row, set())
    if "cancellation_requested" not in asked.embed:
        told.pop("cancellation_requested", None)
    return told


def patron_holds(koha: FakeKoha, asked: Asked) -> Answer:
    row = _patron(koha, asked)
    where = koha.state.old_holds if asked.query.get("old") == "true" else koha.state.holds
    return 200, [_hold(koha, one, asked) for one in where.values() if one["patron_id"] == row["patron_id"]]


def holds(koha: FakeKoha, asked: Asked) -> Answer:
    meets = asked.filter()
    return 200, asked.ordered([_hold(koha, one, asked) for one in koha.state.holds.values() if meets(one)])


def place(koha: FakeKoha, asked: Asked) -> Answer:
    state, wish = koha.state, asked.body
    if wish["patron_id"] not in state.patrons:
        raise Refusal(400, "patron_id not found")
    if wish["pickup_library_id"] not in state.libraries:
        raise Refusal(400, "The supplied pickup location is not valid")
    code = state.why_not_held(wish["patron_id"], wish["biblio_id"])
    if code is not None:
        raise Refusal(403, f"Hold cannot be placed. Reason: {code}")
    return 201, _hold(koha, state.place(wish["patron_id"], wish["biblio_id"], wish["pickup_library_id"]), asked)


def _open_hold(koha: FakeKoha, asked: Asked) -> Row:
    row = koha.state.holds.get(asked.path["hold_id"])
    if row is None:
        raise NoSuch("Hold")
    return row


def cancel(koha: FakeKoha, asked: Asked) -> Answer:
    row = _open_hold(koha, asked)
    if FLOW in asked.overrides and row["status"] == "W":
        row["cancellation_requested"] = True
        return 202, None
    koha.state.cancel(row["hold_id"])
    return 204, None


def move(koha: FakeKoha, asked: Asked) -> Answer:
    row = _open_hold(koha, asked)
    if row["status"] in FOUND:
        raise Refusal(409, "The hold is found", FOUND[row["status"]])
    if asked.body["pickup_library_id"] not in koha.state.libraries:
        raise Refusal(400, "The supplied pickup location is not valid")
    row["pickup_library_id"] = asked.body["pickup_library_id"]
    return 200, {"pickup_library_id": row["pickup_library_id"]}


def _places(koha: FakeKoha) -> list[dict[str, Any]]:
    return [{**row, "needs_override": False} for row in koha.state.libraries.values()]


def hold_places(koha: FakeKoha, asked: Asked) -> Answer:
    _open_hold(koha, asked)
    return 200, _places(koha)


def biblio_places(koha: FakeKoha, asked: Asked) -> Answer:
    _biblio(koha, asked)
    rows = [one for one in koha.state.items.values() if one["biblio_id"] == asked.path["biblio_id"]]
    return 200, _places(koha) if any(not one["not_for_loan_status"] for one in rows) else []


def items(koha: FakeKoha, asked: Asked) -> Answer:
    meets = asked.filter()
    found = []
    for row in koha.state.items.values():
        if meets(row):
            told = _without_embeds(row, set())
            if "biblio" in asked.embed:
                told["biblio"] = koha.state.biblios[row["biblio_id"]]
            if "+strings" in asked.embed:
                told["_strings"] = {"location": {"str": row["location"], "type": "av"}} if row["location"] else {}
            found.append(told)
    return 200, found


def _biblio(koha: FakeKoha, asked: Asked) -> Row:
    row = koha.state.biblios.get(asked.path["biblio_id"])
    if row is None:
        raise NoSuch("Bibliographic record")
    return row


def biblio(koha: FakeKoha, asked: Asked) -> Answer:
    return 200, _biblio(koha, asked)


def biblio_checkouts(koha: FakeKoha, asked: Asked) -> Answer:
    _biblio(koha, asked)
    state, number = koha.state, asked.path["biblio_id"]
    out = [one for one in state.checkouts.values() if state.items[one["item_id"]]["biblio_id"] == number]
    return 200, [_without_embeds(one, set()) for one in out]


def libraries(koha: FakeKoha, asked: Asked) -> Answer:
    return 200, list(koha.state.libraries.values())


HANDLERS = {
    "POST /oauth/token": token,
    "POST /auth/password/validation": validation,
    "GET /patrons": patrons,
    "GET /patrons/{patron_id}": patron,
    "GET /patrons/{patron_id}/account": account,
    "GET /patrons/{patron_id}/checkouts": patron_checkouts,
    "GET /patrons/{patron_id}/holds": patron_holds,
    "GET /checkouts": checkouts,
    "GET /checkouts/{checkout_id}": checkout,
    "GET /checkouts/{checkout_id}/allows_renewal": allows_renewal,
    "POST /checkouts/{checkout_id}/renewal": renewal,
    "GET /holds": holds,
    "POST /holds": place,
    "DELETE /holds/{hold_id}": cancel,
    "PUT /holds/{hold_id}/pickup_location": move,
    "GET /holds/{hold_id}/pickup_locations": hold_places,
    "GET /items": items,
    "GET /biblios/{biblio_id}": biblio,
    "GET /biblios/{biblio_id}/checkouts": biblio_checkouts,
    "GET /biblios/{biblio_id}/pickup_locations": biblio_places,
    "GET /libraries": libraries,
}
