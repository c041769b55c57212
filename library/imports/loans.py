"""Loans from a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crm import records
from crm.database.upsert import table_of
from library.embedded.base import end_of_day
from library.imports.circulation import CirculationLine, CirculationTable, external_id, set_statuses
from library.imports.headings import CIRCULATION
from library.imports.lookups import Lookups, others, rows_by
from library.imports.mapping import Mapping as Reading
from library.imports.record import ImportProblem
from library.imports.table_kinds import Read, RowBatch, RowIds
from library.imports.tables import Row, days_in, noon
from library.imports.texts import number_in

__all__ = ["LoanTable"]

_LOAN = table_of(records.Loan)


class LoanTable(CirculationTable):
    """Reads and writes loans."""

    kind = "loans"
    table = _LOAN
    id_column, start_column, end_column = "ils_loan_id", "loaned_at", "returned_at"
    copy_statuses = frozenset({"on_loan"})
    columns = CIRCULATION["loans"]
    needs = ("card", "barcode", "due")

    def read(self, row: Row, mapping: Reading, house: Lookups) -> Read | ImportProblem:
        """Read a row."""
        days = days_in(row, mapping.calendar, "loaned", "due", "returned")
        if isinstance(days, ImportProblem):
            return days
        if not row["barcode"] or days["due"] is None:
            return ImportProblem.of("cell_missing", field="due" if row["barcode"] else "barcode")
        return self.line(row, {**days, "renewals": number_in(row["renewals"]) or 0})

    def lasting(self, item: CirculationLine) -> tuple[Any, ...]:
        """A copy may be lent to the same patron again."""
        return (item.values["loaned"],)

    def apply(self, batch: RowBatch) -> RowIds:
        """Write loans; a copy that somebody else had until now has come back."""
        connection, writing, house, outcome = batch.connection, batch.writing, batch.house, batch.outcome
        now = batch.store.clock.now()
        patrons, copies, stored = self.patrons(batch), self.copies(batch), self.stored(batch)
        item_ids = [row["id"] for row in copies.values()]
        out = rows_by(connection, _LOAN, _LOAN.c.item_id, item_ids, _LOAN.c.returned_at.is_(None))
        latest = _latest(batch, patrons, copies, now)
        ids: RowIds = {}
        added: list[dict[str, Any]] = []
        changed, ended, statuses = [], [], {}
        for read in batch.rows:
            item: CirculationLine = read.item
            patron, copy = patrons.get(item.card), copies.get(item.barcode)
            if patron is None or copy is None:
                code = "unknown_card" if patron is None else "unknown_barcode"
                batch.refuse(read, ImportProblem.of(code, barcode=item.barcode))
                continue
            row = _loan_row(item, read.key, patron, copy, house, now)
            is_out = row["returned_at"] is None
            if is_out and latest[copy["id"]] != read.key:
                batch.refuse(read, ImportProblem.of("copy_lent_twice", barcode=item.barcode))
                continue
            before = stored.get(row["ils_loan_id"])
            open_one = out.get(copy["id"])
            # What came back long ago is not what the same patron has now.
            if is_out and before is None and open_one is not None and open_one["patron_id"] == patron["id"]:
                before = open_one
            is_another = before is None or (open_one is not None and open_one["id"] != before["id"])
            if open_one is not None and is_another and is_out:
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
            if is_out:
                statuses[copy["id"]] = (copy, "on_loan")
            elif copy["status"] == "on_loan" and copy["id"] not in statuses and (open_one is None or not is_another):
                statuses[copy["id"]] = (copy, "available")
        outcome.counts["added"] += len(added)
        outcome.counts["changed"] += len(changed) + len(ended)
        if writing is not None:
            writing.change(_LOAN, [*ended, *changed], patron="patron_id")
            ids |= self.add(writing, added)
            set_statuses(writing, statuses.values())
        return ids


def _latest(
    batch: RowBatch, patrons: Mapping[str, Mapping[str, Any]], copies: Mapping[str, Mapping[str, Any]], now: datetime
) -> dict[int, str]:
    """Give for each copy that is out the key of the row that lent it last; of rows of one moment, the last."""
    found: dict[int, tuple[datetime, str]] = {}
    for read in batch.rows:
        patron, copy = patrons.get(read.item.card), copies.get(read.item.barcode)
        if patron is None or copy is None or read.item.values["returned"]:
            continue
        loaned = _loan_row(read.item, read.key, patron, copy, batch.house, now)["loaned_at"]
        if copy["id"] not in found or loaned >= found[copy["id"]][0]:
            found[copy["id"]] = (loaned, read.key)
    return {copy_id: key for copy_id, (_, key) in found.items()}


def _loan_row(
    item: CirculationLine, key: str, patron: Mapping[str, Any], copy: Mapping[str, Any], house: Lookups, now: datetime
) -> dict[str, Any]:
    due = end_of_day(item.values["due"], house.zone)
    loaned = min(noon(item.values["loaned"]), now, due) if item.values["loaned"] else min(now, due)
    returned = item.values["returned"]
    return {
        "ils_loan_id": external_id(key),
        "patron_id": patron["id"],
        "item_id": copy["id"],
        "branch_id": copy["branch_id"],
        "patron_category": patron["category"],
        "loaned_at": loaned,
        "due_at": due,
        "returned_at": max(loaned, noon(returned)) if returned else None,
        "renewal_count": item.values["renewals"],
        "synced_at": now,
    }
