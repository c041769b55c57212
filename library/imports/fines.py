"""Fines from a table."""

from __future__ import annotations

from typing import Any

from crm import records
from crm.database.upsert import table_of
from language.normalise import squash
from library.imports.circulation import CirculationLine, CirculationTable, external_id
from library.imports.headings import CIRCULATION
from library.imports.lookups import Lookups, others, rows_where
from library.imports.mapping import Mapping as Reading
from library.imports.record import ImportProblem
from library.imports.table_kinds import Read, RowBatch, RowIds
from library.imports.tables import Row, days_in, noon, sum_in

__all__ = ["FineTable"]

_LOAN = table_of(records.Loan)
_FINE = table_of(records.Fine)

_FINE_KINDS = {
    "overdue": "overdue", "دیرکرد": "overdue", "جریمهدیرکرد": "overdue", "lost": "lost", "گمشده": "lost",
    "گمشدن": "lost", "damaged": "damaged", "خسارت": "damaged", "آسیب": "damaged",
}  # fmt: skip


class FineTable(CirculationTable):
    """Reads and writes fines."""

    kind = "fines"
    table = _FINE
    id_column, start_column, end_column = "ils_fine_id", "assessed_at", "closed_at"
    columns = CIRCULATION["fines"]
    needs = ("card",)

    def read(self, row: Row, mapping: Reading, house: Lookups) -> Read | ImportProblem:
        """Read a row: what was charged and paid, or only what is still owed."""
        days = days_in(row, mapping.calendar, "assessed")
        if isinstance(days, ImportProblem):
            return days
        try:
            amount, paid, left = (sum_in(row[name], mapping.money) for name in ("amount", "paid", "outstanding"))
        except ValueError:
            return ImportProblem.of("bad_cell", field="amount")
        if row["outstanding"]:
            amount = max(amount, left)
            paid = amount - left
        if amount <= 0 or not 0 <= paid <= amount:
            return ImportProblem.of("bad_cell", field="amount")
        kind = _FINE_KINDS.get(squash(row["kind"]), "fee" if row["kind"] else "overdue")
        return self.line(row, {**days, "amount": amount, "paid": paid, "kind": kind})

    def lasting(self, item: CirculationLine) -> tuple[Any, ...]:
        """The same may be charged twice, on other days."""
        return (item.values["assessed"], item.values["kind"])

    def apply(self, batch: RowBatch) -> RowIds:
        """Write fines."""
        connection, writing, house, outcome = batch.connection, batch.writing, batch.house, batch.outcome
        now = batch.store.clock.now()
        patrons, copies, stored = self.patrons(batch), self.copies(batch), self.stored(batch)
        loans: dict[tuple[int | None, int | None], int] = {}
        lent = rows_where(connection, _LOAN, _LOAN.c.item_id, [row["id"] for row in copies.values()])
        for row in sorted(lent, key=lambda one: one["loaned_at"]):
            loans[row["patron_id"], row["item_id"]] = row["id"]
        ids: RowIds = {}
        added, changed = [], []
        for read in batch.rows:
            item: CirculationLine = read.item
            patron, copy = patrons.get(item.card), copies.get(item.barcode)
            if patron is None:
                batch.refuse(read, ImportProblem.of("unknown_card"))
                continue
            assessed, values = item.values["assessed"], item.values
            is_paid = values["paid"] == values["amount"]
            row = {
                "ils_fine_id": external_id(read.key),
                "patron_id": patron["id"],
                "loan_id": loans.get((patron["id"], copy["id"])) if copy is not None else None,
                "kind": values["kind"],
                "amount_minor": values["amount"],
                "paid_minor": values["paid"],
                "currency": house.currency,
                "assessed_at": min(noon(assessed), now) if assessed else now,
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
            ids |= self.add(writing, added)
            writing.change(_FINE, changed, patron="patron_id")
        return ids
