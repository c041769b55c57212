"""What the fake Koha knows: patrons, copies, loans, holds and debts, with the rules by which it decides.

It is filled from a library file. Its rules are those that Koha's REST interface applies: it renews for anybody's card,
expired, restricted or in debt, as that does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from library import seed
from library.seed.dates import parse_day
from protocol.clock import Clock
from tests.support.koha.contract import blank

Row = dict[str, Any]

ZONE = ZoneInfo("Asia/Tehran")
GONE = {"lost": "lost_status", "withdrawn": "withdrawn"}
DEBITS = {"overdue": "OVERDUE", "lost": "LOST", "damaged": "DAMAGED", "fee": "NEW_CARD"}
STATUS = {"requested": None, "in_transit": "T", "ready": "W"}


@dataclass
class Rule:
    """A circulation rule."""

    loan_days: int
    max_renewals: int
    window: int | None
    most_late: int
    max_holds: int


@dataclass
class State:
    """One Koha's database."""

    clock: Clock
    patrons: dict[int, Row] = field(default_factory=dict)
    passwords: dict[int, str] = field(default_factory=dict)
    libraries: dict[str, Row] = field(default_factory=dict)
    biblios: dict[int, Row] = field(default_factory=dict)
    items: dict[int, Row] = field(default_factory=dict)
    checkouts: dict[int, Row] = field(default_factory=dict)
    returned: dict[int, Row] = field(default_factory=dict)
    holds: dict[int, Row] = field(default_factory=dict)
    old_holds: dict[int, Row] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    rules: dict[tuple[str, str], Rule] = field(default_factory=dict)
    login_attempts: int = 0
    titles: dict[str, int] = field(default_factory=dict)
    _next: int = 5000

    def number(self) -> int:
        """Give a number that nothing else has."""
        self._next += 1
        return self._next

    @property
    def today(self) -> date:
        """The day at the library."""
        return self.clock.now().astimezone(ZONE).date()

    def rule(self, category: str, item_type: str) -> Rule | None:
        """Find the closest rule."""
        for key in ((category, item_type), (category, "*"), ("*", item_type), ("*", "*")):
            if key in self.rules:
                return self.rules[key]
        return None

    def rule_of(self, patron_id: int, item_id: int) -> Rule | None:
        """Find the rule for a patron and a copy."""
        return self.rule(self.patrons[patron_id]["category_id"], self.items[item_id]["item_type_id"])

    def patron_by(self, name: str) -> Row | None:
        """Find a patron by card or user name."""
        wanted = name.casefold()
        return next(
            (
                one
                for one in self.patrons.values()
                if wanted in (one["cardnumber"].casefold(), one["userid"].casefold())
            ),
            None,
        )

    def card(self, number: str) -> Row:
        """Give the patron of a card."""
        found = self.patron_by(number)
        assert found is not None
        return found

    def loan(self, card: str, title: str) -> Row:
        """Give the open loan of a title on a card."""
        patron = self.card(card)["patron_id"]
        return next(
            one
            for one in self.checkouts.values()
            if one["patron_id"] == patron and self.title_of_item(one["item_id"]) == title
        )

    def title_of_item(self, item_id: int) -> str:
        """Give the title of a copy."""
        return str(self.biblios[self.items[item_id]["biblio_id"]]["title"])

    def queue(self, biblio_id: int) -> list[Row]:
        """Give the holds that wait for a title, by their places."""
        waiting = [one for one in self.holds.values() if one["biblio_id"] == biblio_id and one["status"] is None]
        return sorted(waiting, key=lambda one: one["priority"])

    def is_out(self, item_id: int) -> bool:
        """Tell whether a copy is on loan."""
        return any(one["item_id"] == item_id for one in self.checkouts.values())

    def on_shelf(self, biblio_id: int) -> list[Row]:
        """Give the copies of a title that stand on a shelf."""
        held = {one["item_id"] for one in self.holds.values() if one["status"]}
        return [
            one
            for one in self.items.values()
            if one["biblio_id"] == biblio_id
            and not (one["lost_status"] or one["withdrawn"] or self.is_out(one["item_id"]) or one["item_id"] in held)
        ]

    # What Koha decides

    def why_not_renewed(self, checkout: Row) -> str | None:
        """Give the code with which Koha refuses a renewal."""
        item = self.items[checkout["item_id"]]
        rule = self.rule_of(checkout["patron_id"], item["item_id"])
        if rule is None or rule.max_renewals == 0:
            return "too_many"
        others = [one for one in self.queue(item["biblio_id"]) if one["patron_id"] != checkout["patron_id"]]
        if len(others) > len(self.on_shelf(item["biblio_id"])):
            return "on_reserve"
        if checkout["renewals_count"] >= rule.max_renewals:
            return "too_many"
        due = datetime.fromisoformat(checkout["due_date"]).astimezone(ZONE).date()
        if (self.today - due).days > rule.most_late:
            return "overdue"
        if rule.window is not None and self.today < due - timedelta(days=rule.window):
            return "too_soon"
        return None

    def renew(self, checkout: Row) -> None:
        """Renew a loan."""
        rule = self.rule_of(checkout["patron_id"], checkout["item_id"])
        assert rule is not None
        due = datetime.fromisoformat(checkout["due_date"]).astimezone(ZONE).date()
        checkout["due_date"] = moment(max(due, self.today) + timedelta(days=rule.loan_days))
        checkout["renewals_count"] += 1
        checkout["last_renewed_date"] = self.clock.now().isoformat()

    def why_not_held(self, patron_id: int, biblio_id: int) -> str | None:
        """Give the code with which Koha refuses a hold; empty where the title has no copies."""
        copies = [one for one in self.items.values() if one["biblio_id"] == biblio_id]
        copies = [one for one in copies if not (one["lost_status"] or one["withdrawn"])]
        own = [one for one in self.holds.values() if one["patron_id"] == patron_id]
        if not copies:
            return ""
        if any(one["biblio_id"] == biblio_id for one in own):
            return "itemAlreadyOnHold"
        out = {one["item_id"] for one in self.checkouts.values() if one["patron_id"] == patron_id}
        if any(one["item_id"] in out for one in copies):
            return "alreadypossession"
        lent = [one for one in copies if not one["not_for_loan_status"]]
        rules = [rule for one in lent if (rule := self.rule_of(patron_id, one["item_id"]))]
        most = max((rule.max_holds for rule in rules), default=0)
        if most == 0:
            return "notReservable"
        return "tooManyReserves" if len(own) >= most else None

    def place(self, patron_id: int, biblio_id: int, library_id: str) -> Row:
        """Place a hold at the end of the queue."""
        row = {
            **blank("hold"), "hold_id": self.number(), "patron_id": patron_id, "biblio_id": biblio_id,
            "pickup_library_id": library_id, "hold_date": self.today.isoformat(),
            "priority": len(self.queue(biblio_id)) + 1, "timestamp": self.clock.now().isoformat(),
            "cancellation_requested": False,
        }  # fmt: skip
        self.holds[row["hold_id"]] = row
        return row

    def cancel(self, hold_id: int) -> None:
        """Delete a hold."""
        row = self.holds.pop(hold_id)
        self.old_holds[hold_id] = {**row, "cancellation_date": self.today.isoformat(), "priority": 0}
        for place, waiting in enumerate(self.queue(row["biblio_id"]), start=1):
            waiting["priority"] = place

    def balance(self, patron_id: int) -> float:
        """Give what a patron owes."""
        return sum(one["amount_outstanding"] for one in self.lines if one["patron_id"] == patron_id)


def moment(day: date) -> str:
    """Give the end of a day as Koha writes it."""
    return datetime.combine(day, time(23, 59), ZONE).isoformat()


def filled(path: Path, clock: Clock) -> State:
    """Fill a Koha from a library file: branches by their codes in capitals, titles by numbers."""
    document = seed.read(path)
    state = State(clock)

    def day(text: str | date) -> date:
        return parse_day(text, state.today)

    for branch in document.branches:
        code = branch.code.upper()[:10]
        state.libraries[code] = {
            **blank("library"), "library_id": code, "name": branch.name.en, "pickup_location": True, "public": True,
        }  # fmt: skip
    for rule in document.loan_rules:
        most = rule.max_renewals if rule.renewable else 0
        state.rules[rule.category, rule.type] = Rule(
            rule.loan_days, most, rule.renew_window_days, rule.max_overdue_days_to_renew, rule.max_holds
        )
    barcodes: dict[str, int] = {}
    for title in document.titles:
        biblio_id = 100 + len(state.titles)
        state.titles[title.id] = biblio_id
        state.biblios[biblio_id] = {"biblio_id": biblio_id, "title": title.title, "author": title.author or None}
        for copy in title.copies:
            item_id = state.number()
            barcodes[copy.barcode] = item_id
            refused = int(not _lends(document, copy.type))
            state.items[item_id] = {
                **blank("item"), "item_id": item_id, "biblio_id": biblio_id, "external_id": copy.barcode,
                "home_library_id": copy.branch.upper()[:10], "holding_library_id": copy.branch.upper()[:10],
                "item_type_id": copy.type, "effective_item_type_id": copy.type, "callnumber": copy.call_number,
                "location": copy.shelf, "not_for_loan_status": refused, "effective_not_for_loan_status": refused,
                "timestamp": clock.now().isoformat(), "return_claims": [],
            }  # fmt: skip
            if copy.status in GONE:
                state.items[item_id][GONE[copy.status]] = 1
    for patron in document.patrons:
        _add_patron(state, patron, barcodes, day)
    return state


def _lends(document: Any, item_type: str) -> bool:
    limits = [rule.max_loans for rule in document.loan_rules if rule.type == item_type]
    return any(limits) if limits else True


def _add_patron(state: State, patron: Any, barcodes: dict[str, int], day: Any) -> None:
    number = 10 + len(state.patrons)
    now = state.clock.now().isoformat()
    first, _, last = patron.name.partition(" ")
    state.patrons[number] = {
        **blank("patron"), "patron_id": number, "cardnumber": patron.card, "userid": f"u{patron.card}",
        "firstname": first if last else None, "surname": last or first,
        "library_id": (patron.home or "main").upper()[:10], "category_id": patron.category,
        "expiry_date": day(patron.expires).isoformat() if patron.expires else None,
        "date_enrolled": day(patron.registered).isoformat() if patron.registered else None,
        "restricted": patron.restricted is not None, "email": patron.email, "phone": patron.phone,
        "lang": "en" if patron.language == "en" else "default", "login_attempts": 0, "updated_on": now,
        "extended_attributes": [],
    }  # fmt: skip
    if patron.pin:
        state.passwords[number] = patron.pin
    loans = {}
    for loan in patron.loans:
        row = {
            **blank("checkout"), "checkout_id": state.number(), "patron_id": number, "item_id": barcodes[loan.barcode],
            "library_id": state.items[barcodes[loan.barcode]]["home_library_id"],
            "checkout_date": moment(day(loan.loaned)), "due_date": moment(day(loan.due)),
            "renewals_count": loan.renewals, "timestamp": now,
        }  # fmt: skip
        loans[loan.barcode] = row
        if loan.returned:
            state.returned[row["checkout_id"]] = {**row, "checkin_date": moment(day(loan.returned))}
        else:
            state.checkouts[row["checkout_id"]] = row
            state.items[row["item_id"]]["checked_out_date"] = day(loan.due).isoformat()
    for hold in patron.holds:
        row = state.place(number, state.titles[hold.title], hold.pickup.upper()[:10])
        row["hold_date"] = day(hold.placed).isoformat()
        if hold.status != "requested":
            row |= {"status": STATUS[hold.status], "item_id": barcodes[hold.barcode], "priority": 0}
        if hold.ready_until:
            row["expiration_date"] = day(hold.ready_until).isoformat()
    for fine in patron.fines:
        loan = loans.get(fine.barcode)
        state.lines.append(
            {
                **blank("account_line"), "account_line_id": state.number(), "patron_id": number,
                "amount": float(fine.amount), "amount_outstanding": float(fine.amount - fine.paid),
                "debit_type": DEBITS[fine.kind], "date": moment(day(fine.assessed)), "timestamp": now,
                "checkout_id": loan and loan["checkout_id"], "item_id": loan and loan["item_id"],
            }
        )  # fmt: skip
