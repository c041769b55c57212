"""Loans, reservations and fines from tables; cards and barcodes say of whom and of what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.digits import to_ascii
from language.normalise import fold, squash
from library.embedded.base import end_of_day
from library.imports.changes import Writing
from library.imports.headings import CIRCULATION
from library.imports.lookups import House, others, rows_by, rows_where
from library.imports.mapping import Mapping as Reading
from library.imports.outcome import Outcome
from library.imports.record import Problem
from library.imports.table_kinds import Read, TableKind
from library.imports.tables import Row, day_in, sum_in
from library.imports.texts import number_in

__all__ = ["FineTable", "HoldTable", "LoanTable"]

NOON = time(12)
_PATRON = table_of(records.Patron)
_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_FINE = table_of(records.Fine)

_HOLD_STATES = {
    "": "requested", "requested": "requested", "pending": "requested", "در صف": "requested", "در انتظار": "requested",
    "w": "ready", "waiting": "ready", "ready": "ready", "آماده": "ready", "آماده تحویل": "ready",
    "t": "in_transit", "in_transit": "in_transit", "transit": "in_transit", "در راه": "in_transit",
}  # fmt: skip
_FINE_KINDS = {
    "overdue": "overdue", "دیرکرد": "overdue", "جریمهدیرکرد": "overdue", "lost": "lost", "گمشده": "lost",
    "گمشدن": "lost", "damaged": "damaged", "خسارت": "damaged", "آسیب": "damaged",
}  # fmt: skip
_ITEM_OF_HOLD = {"ready": "on_hold_shelf", "in_transit": "in_transit"}


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row says: whose card, which copy, and the rest by our fields."""

    id: str
    card: str
    barcode: str
    values: Mapping[str, Any]


class _Circulation(TableKind):
    """Loans, holds and fines: each of a patron."""

    def key(self, item: _Line, store: Store) -> str:
        """Give the number of the other system, else one made of what does not change."""
        parts = (item.id,) if item.id else (store.card_hash(item.card), item.barcode, *map(str, self.lasting(item)))
        return hashlib.sha256("\n".join((self.kind, *parts)).encode()).hexdigest()[:40]

    def lasting(self, item: _Line) -> tuple[Any, ...]:
        """Give what tells two rows of one patron and one copy apart."""
        return ()

    def line(self, row: Row, values: Mapping[str, Any]) -> Read | Problem:
        """Make what was read of a row."""
        card = "".join(sign for sign in to_ascii(row["card"]) if sign.isalnum())
        if not card:
            return Problem.of("card_missing")
        item = _Line(row["id"][:60], card, to_ascii(row["barcode"])[:64], values)
        # Of whom it is goes into the key; the digest is stored beside no name either.
        return Read(row.number, "", item, (item.id, item.barcode, sorted(values.items())))

    def patrons(self, connection: Connection, store: Store, found: Sequence[Read]) -> dict[str, Mapping[str, Any]]:
        """Find the patrons by the cards of rows."""
        hashes = {read.item.card: store.card_hash(read.item.card) for read in found}
        stored = rows_by(connection, _PATRON, _PATRON.c.card_number_hash, hashes.values())
        return {card: stored[one] for card, one in hashes.items() if one in stored}


def _days(row: Row, mapping: Reading, *fields: str) -> dict[str, date | None] | Problem:
    days: dict[str, date | None] = {}
    for field in fields:
        try:
            days[field] = day_in(row[field], mapping.calendar)
        except ValueError:
            return Problem.of("bad_cell", field=field)
    return days


def _noon(day: date) -> datetime:
    return datetime.combine(day, NOON, UTC)


class LoanTable(_Circulation):
    """Reads and writes loans."""

    kind = "loans"
    table = _LOAN
    columns = CIRCULATION["loans"]
    needs = ("card", "barcode", "due")

    def read(self, row: Row, mapping: Reading, house: House) -> Read | Problem:
        """Read a row."""
        days = _days(row, mapping, "loaned", "due", "returned")
        if isinstance(days, Problem):
            return days
        if not row["barcode"] or days["due"] is None:
            return Problem.of("cell_missing", field="due" if row["barcode"] else "barcode")
        return self.line(row, {**days, "renewals": number_in(row["renewals"]) or 0})

    def lasting(self, item: _Line) -> tuple[Any, ...]:
        """A copy may be lent to the same patron again."""
        return (item.values["loaned"],)

    def apply(
        self,
        connection: Connection,
        store: Store,
        writing: Writing | None,
        found: Sequence[Read],
        house: House,
        source: str,
        outcome: Outcome,
    ) -> dict[str, tuple[int, int | None]]:
        """Write loans; a copy that somebody else had until now has come back."""
        now = store.clock.now()
        patrons = self.patrons(connection, store, found)
        items = rows_by(connection, _ITEM, _ITEM.c.barcode, [read.item.barcode for read in found])
        stored = rows_by(connection, _LOAN, _LOAN.c.ils_loan_id, [f"x-{read.key}" for read in found])
        item_ids = [row["id"] for row in items.values()]
        out = rows_by(connection, _LOAN, _LOAN.c.item_id, item_ids, _LOAN.c.returned_at.is_(None))
        ids: dict[str, tuple[int, int | None]] = {}
        added: list[dict[str, Any]] = []
        changed, ended, statuses = [], [], {}
        for read in found:
            item: _Line = read.item
            patron, copy = patrons.get(item.card), items.get(item.barcode)
            if patron is None or copy is None:
                code = "unknown_card" if patron is None else "unknown_barcode"
                outcome.counts["broken"] += 1
                outcome.tell(source, read.number, Problem.of(code, barcode=item.barcode))
                continue
            row = _loan_row(item, read.key, patron, copy, house, now)
            before = stored.get(row["ils_loan_id"])
            open_one = out.get(copy["id"])
            if before is None and open_one is not None and open_one["patron_id"] == patron["id"]:
                before = open_one
            is_another = before is None or (open_one is not None and open_one["id"] != before["id"])
            if open_one is not None and is_another and row["returned_at"] is None:
                back = max(open_one["loaned_at"], row["loaned_at"])
                ended.append((open_one, {"returned_at": back, "synced_at": now}))
                del out[copy["id"]]
            if before is None:
                added.append(row)
            else:
                ids[read.key] = before["id"], patron["id"]
                differing = others(before, row, ("due_at", "returned_at", "renewal_count", "patron_id"))
                if differing:
                    changed.append((before, {**differing, "synced_at": now}))
                else:
                    outcome.counts["unchanged"] += 1
            if row["returned_at"] is None:
                statuses[copy["id"]] = (copy, "on_loan")
            elif copy["status"] == "on_loan" and copy["id"] not in statuses:
                statuses[copy["id"]] = (copy, "available")
        outcome.counts["added"] += len(added)
        outcome.counts["changed"] += len(changed) + len(ended)
        if writing is not None:
            writing.change(_LOAN, [*ended, *changed], patron="patron_id")
            made = writing.add(_LOAN, added, by="ils_loan_id", patron="patron_id")
            whose = {row["ils_loan_id"]: row["patron_id"] for row in added}
            ids |= {name.removeprefix("x-"): (key, whose[name]) for name, key in made.items()}
            _set_statuses(writing, statuses.values())
        return ids

    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """Take back loans that a full file lacks."""
        open_ones = [row for row in rows if row["returned_at"] is None]
        if writing is not None:
            writing.change(
                _LOAN,
                [(row, {"returned_at": max(row["loaned_at"], moment)}) for row in open_ones],
                patron="patron_id",
            )
            copies = rows_where(connection, _ITEM, _ITEM.c.id, [row["item_id"] for row in open_ones])
            _set_statuses(writing, [(copy, "available") for copy in copies if copy["status"] == "on_loan"])
        return len(open_ones)


def _loan_row(
    item: _Line, key: str, patron: Mapping[str, Any], copy: Mapping[str, Any], house: House, now: datetime
) -> dict[str, Any]:
    due = end_of_day(item.values["due"], house.zone)
    loaned = min(_noon(item.values["loaned"]), now, due) if item.values["loaned"] else min(now, due)
    returned = item.values["returned"]
    return {
        "ils_loan_id": f"x-{key}",
        "patron_id": patron["id"],
        "item_id": copy["id"],
        "branch_id": copy["branch_id"],
        "patron_category": patron["category"],
        "loaned_at": loaned,
        "due_at": due,
        "returned_at": max(loaned, _noon(returned)) if returned else None,
        "renewal_count": item.values["renewals"],
        "synced_at": now,
    }


class HoldTable(_Circulation):
    """Reads and writes reservations."""

    kind = "holds"
    table = _HOLD
    columns = CIRCULATION["holds"]
    needs = ("card",)

    def read(self, row: Row, mapping: Reading, house: House) -> Read | Problem:
        """Read a row."""
        days = _days(row, mapping, "placed", "ready_until")
        if isinstance(days, Problem):
            return days
        status = _HOLD_STATES.get(fold(row["status"]))
        if status is None:
            return Problem.of("bad_cell", field="status")
        if not row["title"] and not row["barcode"]:
            return Problem.of("cell_missing", field="title")
        pickup = mapping.branch(row["pickup"]) if row["pickup"] else ""
        values = {**days, "status": status, "title": row["title"], "pickup": pickup}
        return self.line(row, {**values, "position": number_in(row["position"])})

    def lasting(self, item: _Line) -> tuple[Any, ...]:
        """A patron has one open reservation of a title."""
        return (item.values["title"], item.values["placed"])

    def apply(
        self,
        connection: Connection,
        store: Store,
        writing: Writing | None,
        found: Sequence[Read],
        house: House,
        source: str,
        outcome: Outcome,
    ) -> dict[str, tuple[int, int | None]]:
        """Write reservations; one that the patron has already is brought up to date."""
        now = store.clock.now()
        patrons = self.patrons(connection, store, found)
        items = rows_by(connection, _ITEM, _ITEM.c.barcode, [read.item.barcode for read in found])
        titles = rows_by(connection, _TITLE, _TITLE.c.ils_bib_id, [read.item.values["title"] for read in found])
        patron_ids = [row["id"] for row in patrons.values()]
        stored = rows_by(connection, _HOLD, _HOLD.c.ils_hold_id, [f"x-{read.key}" for read in found])
        open_ones = {
            (row["patron_id"], row["title_id"]): row
            for row in rows_where(connection, _HOLD, _HOLD.c.patron_id, patron_ids, _HOLD.c.closed_at.is_(None))
        }
        ids: dict[str, tuple[int, int | None]] = {}
        added: dict[tuple[int, int], dict[str, Any]] = {}
        changed, statuses = [], {}
        for read in found:
            item: _Line = read.item
            patron, copy = patrons.get(item.card), items.get(item.barcode)
            title = titles.get(item.values["title"])
            title_id = title["id"] if title is not None else copy["title_id"] if copy is not None else None
            if patron is None or title_id is None:
                outcome.counts["broken"] += 1
                code = "unknown_card" if patron is None else "unknown_title"
                outcome.tell(source, read.number, Problem.of(code, title=item.values["title"] or item.barcode))
                continue
            pickup = house.branch(item.values["pickup"])
            if pickup is None and item.values["pickup"]:
                outcome.branches[item.values["pickup"]] += 1
            row = _hold_row(item, read.key, patron["id"], title_id, copy, pickup, house, now)
            before = stored.get(row["ils_hold_id"]) or open_ones.get((patron["id"], title_id))
            if before is not None:
                ids[read.key] = before["id"], patron["id"]
                names = ("status", "queue_position", "item_id", "pickup_branch_id", "ready_until", "closed_at")
                if differing := others(before, row, names):
                    if row["status"] == "ready" and before["ready_at"] is None:
                        differing["ready_at"] = now
                    changed.append((before, differing))
                else:
                    outcome.counts["unchanged"] += 1
            elif (patron["id"], title_id) in added:
                outcome.counts["repeated"] += 1
                outcome.tell(source, read.number, Problem.of("row_repeated"))
            else:
                added[patron["id"], title_id] = row
            if copy is not None and row["status"] in _ITEM_OF_HOLD:
                statuses[copy["id"]] = (copy, _ITEM_OF_HOLD[row["status"]])
        outcome.counts["added"] += len(added)
        outcome.counts["changed"] += len(changed)
        if writing is not None:
            made = writing.add(_HOLD, list(added.values()), by="ils_hold_id", patron="patron_id")
            whose = {row["ils_hold_id"]: row["patron_id"] for row in added.values()}
            ids |= {name.removeprefix("x-"): (key, whose[name]) for name, key in made.items()}
            writing.change(_HOLD, changed, patron="patron_id")
            _set_statuses(writing, statuses.values())
        return ids

    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """Close reservations that a full file lacks: filled where the patron has the title, else cancelled."""
        open_ones = [row for row in rows if row["closed_at"] is None]
        query = (
            select(_LOAN.c.patron_id, _ITEM.c.title_id)
            .join(_ITEM, _ITEM.c.id == _LOAN.c.item_id)
            .where(_LOAN.c.patron_id.in_([row["patron_id"] for row in open_ones]), _LOAN.c.returned_at.is_(None))
        )
        lent = {(row.patron_id, row.title_id) for row in connection.execute(query)}
        if writing is not None:
            writing.change(
                _HOLD,
                [
                    (
                        row,
                        {
                            "status": "filled" if (row["patron_id"], row["title_id"]) in lent else "cancelled",
                            "closed_at": max(row["placed_at"], moment),
                            "queue_position": None,
                        },
                    )
                    for row in open_ones
                ],
                patron="patron_id",
            )
            copies = rows_where(connection, _ITEM, _ITEM.c.id, [row["item_id"] for row in open_ones])
            _set_statuses(writing, [(copy, "available") for copy in copies if copy["status"] in _ITEM_OF_HOLD.values()])
        return len(open_ones)


def _hold_row(
    item: _Line,
    key: str,
    patron_id: int,
    title_id: int,
    copy: Mapping[str, Any] | None,
    pickup: int | None,
    house: House,
    now: datetime,
) -> dict[str, Any]:
    status, until = item.values["status"], item.values["ready_until"]
    waits = status == "requested"
    return {
        "ils_hold_id": f"x-{key}",
        "patron_id": patron_id,
        "title_id": title_id,
        "item_id": None if waits or copy is None else copy["id"],
        "pickup_branch_id": pickup,
        "status": status,
        "queue_position": (item.values["position"] or None) if waits else None,
        "placed_at": min(_noon(item.values["placed"]), now) if item.values["placed"] else now,
        "ready_at": now if status == "ready" else None,
        "ready_until": end_of_day(until, house.zone) if until and status == "ready" else None,
        "closed_at": None,
    }


class FineTable(_Circulation):
    """Reads and writes fines."""

    kind = "fines"
    table = _FINE
    columns = CIRCULATION["fines"]
    needs = ("card",)

    def read(self, row: Row, mapping: Reading, house: House) -> Read | Problem:
        """Read a row: what was charged and paid, or only what is still owed."""
        days = _days(row, mapping, "assessed")
        if isinstance(days, Problem):
            return days
        try:
            amount, paid, left = (sum_in(row[name], mapping.money) for name in ("amount", "paid", "outstanding"))
        except ValueError:
            return Problem.of("bad_cell", field="amount")
        if row["outstanding"]:
            amount = max(amount, left)
            paid = amount - left
        if amount <= 0 or not 0 <= paid <= amount:
            return Problem.of("bad_cell", field="amount")
        kind = _FINE_KINDS.get(squash(row["kind"]), "fee" if row["kind"] else "overdue")
        return self.line(row, {**days, "amount": amount, "paid": paid, "kind": kind})

    def lasting(self, item: _Line) -> tuple[Any, ...]:
        """The same may be charged twice, on other days."""
        return (item.values["assessed"], item.values["kind"])

    def apply(
        self,
        connection: Connection,
        store: Store,
        writing: Writing | None,
        found: Sequence[Read],
        house: House,
        source: str,
        outcome: Outcome,
    ) -> dict[str, tuple[int, int | None]]:
        """Write fines."""
        now = store.clock.now()
        patrons = self.patrons(connection, store, found)
        stored = rows_by(connection, _FINE, _FINE.c.ils_fine_id, [f"x-{read.key}" for read in found])
        items = rows_by(connection, _ITEM, _ITEM.c.barcode, [read.item.barcode for read in found])
        loans: dict[tuple[int | None, int | None], int] = {}
        lent = rows_where(connection, _LOAN, _LOAN.c.item_id, [row["id"] for row in items.values()])
        for row in sorted(lent, key=lambda one: one["loaned_at"]):
            loans[row["patron_id"], row["item_id"]] = row["id"]
        ids: dict[str, tuple[int, int | None]] = {}
        added, changed = [], []
        for read in found:
            item: _Line = read.item
            patron, copy = patrons.get(item.card), items.get(item.barcode)
            if patron is None:
                outcome.counts["broken"] += 1
                outcome.tell(source, read.number, Problem.of("unknown_card"))
                continue
            assessed, values = item.values["assessed"], item.values
            is_paid = values["paid"] == values["amount"]
            row = {
                "ils_fine_id": f"x-{read.key}",
                "patron_id": patron["id"],
                "loan_id": loans.get((patron["id"], copy["id"])) if copy is not None else None,
                "kind": values["kind"],
                "amount_minor": values["amount"],
                "paid_minor": values["paid"],
                "currency": house.currency,
                "assessed_at": min(_noon(assessed), now) if assessed else now,
                "closed_at": now if is_paid else None,
            }
            before = stored.get(row["ils_fine_id"])
            if before is None:
                added.append(row)
                continue
            ids[read.key] = before["id"], patron["id"]
            names = ["kind", "amount_minor", "paid_minor", "loan_id"]
            if (before["closed_at"] is None) != (row["closed_at"] is None):
                names.append("closed_at")
            if differing := others(before, row, names):
                if before["waived_minor"]:
                    differing["waived_minor"] = min(before["waived_minor"], values["amount"] - values["paid"])
                changed.append((before, differing))
            else:
                outcome.counts["unchanged"] += 1
        outcome.counts["added"] += len(added)
        outcome.counts["changed"] += len(changed)
        if writing is not None:
            made = writing.add(_FINE, added, by="ils_fine_id", patron="patron_id")
            whose = {row["ils_fine_id"]: row["patron_id"] for row in added}
            ids |= {name.removeprefix("x-"): (key, whose[name]) for name, key in made.items()}
            writing.change(_FINE, changed, patron="patron_id")
        return ids

    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """Close fines that a full file lacks: they are owed no more."""
        open_ones = [row for row in rows if row["closed_at"] is None]
        if writing is not None:
            writing.change(
                _FINE, [(row, {"closed_at": max(row["assessed_at"], moment)}) for row in open_ones], patron="patron_id"
            )
        return len(open_ones)


def _set_statuses(writing: Writing, wanted: Any) -> None:
    writing.change(_ITEM, [(copy, {"status": status}) for copy, status in wanted if copy["status"] != status])
