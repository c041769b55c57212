"""Holds from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of
from language.normalise import fold
from library.embedded.base import end_of_day
from library.imports.circulation import CirculationLine, CirculationTable, external_id, set_statuses
from library.imports.headings import CIRCULATION
from library.imports.lookups import Lookups, others, rows_by, rows_where
from library.imports.mapping import Mapping as Reading
from library.imports.record import ImportProblem
from library.imports.table_kinds import Read, RowBatch, RowIds
from library.imports.tables import Row, days_in, noon
from library.imports.texts import number_in

__all__ = ["HoldTable"]

_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)

_HOLD_STATUSES = {
    "": "requested", "requested": "requested", "pending": "requested", "در صف": "requested", "در انتظار": "requested",
    "w": "ready", "waiting": "ready", "ready": "ready", "آماده": "ready", "آماده تحویل": "ready",
    "t": "in_transit", "in_transit": "in_transit", "transit": "in_transit", "در راه": "in_transit",
}  # fmt: skip
_COPY_STATUSES = {"ready": "on_hold_shelf", "in_transit": "in_transit"}


class HoldTable(CirculationTable):
    """Reads and writes holds."""

    kind = "holds"
    table = _HOLD
    id_column, start_column, end_column = "ils_hold_id", "placed_at", "closed_at"
    copy_statuses = frozenset(_COPY_STATUSES.values())
    columns = CIRCULATION["holds"]
    needs = ("card",)

    def read(self, row: Row, mapping: Reading, house: Lookups) -> Read | ImportProblem:
        """Read a row."""
        days = days_in(row, mapping.calendar, "placed", "ready_until")
        if isinstance(days, ImportProblem):
            return days
        status = _HOLD_STATUSES.get(fold(row["status"]))
        if status is None:
            return ImportProblem.of("bad_cell", field="status")
        if not row["title"] and not row["barcode"]:
            return ImportProblem.of("cell_missing", field="title")
        pickup = mapping.branch(row["pickup"]) if row["pickup"] else ""
        values = {**days, "status": status, "title": row["title"], "pickup": pickup}
        return self.line(row, {**values, "position": number_in(row["position"])})

    def lasting(self, item: CirculationLine) -> tuple[Any, ...]:
        """A patron has one open hold of a title."""
        return (item.values["title"], item.values["placed"])

    def apply(self, batch: RowBatch) -> RowIds:
        """Write holds; one that the patron has already is brought up to date."""
        connection, writing, house, outcome = batch.connection, batch.writing, batch.house, batch.outcome
        now = batch.store.clock.now()
        patrons, copies, stored = self.patrons(batch), self.copies(batch), self.stored(batch)
        titles = rows_by(connection, _TITLE, _TITLE.c.ils_bib_id, [read.item.values["title"] for read in batch.rows])
        patron_ids = [row["id"] for row in patrons.values()]
        open_ones = {
            (row["patron_id"], row["title_id"]): row
            for row in rows_where(connection, _HOLD, _HOLD.c.patron_id, patron_ids, _HOLD.c.closed_at.is_(None))
        }
        ids: RowIds = {}
        added: dict[tuple[int, int], dict[str, Any]] = {}
        changed, statuses = [], {}
        for read in batch.rows:
            item: CirculationLine = read.item
            patron, copy = patrons.get(item.card), copies.get(item.barcode)
            title = titles.get(item.values["title"])
            title_id = title["id"] if title is not None else copy["title_id"] if copy is not None else None
            if patron is None or title_id is None:
                code = "unknown_card" if patron is None else "unknown_title"
                batch.refuse(read, ImportProblem.of(code, title=item.values["title"] or item.barcode))
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
                batch.refuse(read, ImportProblem.of("row_repeated"), "repeated")
            else:
                added[patron["id"], title_id] = row
            if copy is not None and row["status"] in _COPY_STATUSES:
                statuses[copy["id"]] = (copy, _COPY_STATUSES[row["status"]])
        outcome.counts["added"] += len(added)
        outcome.counts["changed"] += len(changed)
        if writing is not None:
            ids |= self.add(writing, list(added.values()))
            writing.change(_HOLD, changed, patron="patron_id")
            set_statuses(writing, statuses.values())
        return ids

    def endings(
        self, connection: Connection, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> list[dict[str, Any]]:
        """Close holds: filled where the patron has the title, else cancelled."""
        query = (
            select(_LOAN.c.patron_id, _ITEM.c.title_id)
            .join(_ITEM, _ITEM.c.id == _LOAN.c.item_id)
            .where(_LOAN.c.patron_id.in_([row["patron_id"] for row in rows]), _LOAN.c.returned_at.is_(None))
        )
        lent = {(row.patron_id, row.title_id) for row in connection.execute(query)}
        statuses = ["filled" if (row["patron_id"], row["title_id"]) in lent else "cancelled" for row in rows]
        return [
            {**ending, "status": status, "queue_position": None}
            for ending, status in zip(super().endings(connection, rows, moment), statuses, strict=True)
        ]


def _hold_row(
    item: CirculationLine,
    key: str,
    patron_id: int,
    title_id: int,
    copy: Mapping[str, Any] | None,
    pickup: int | None,
    house: Lookups,
    now: datetime,
) -> dict[str, Any]:
    status, until = item.values["status"], item.values["ready_until"]
    waits = status == "requested"
    return {
        "ils_hold_id": external_id(key),
        "patron_id": patron_id,
        "title_id": title_id,
        "item_id": None if waits or copy is None else copy["id"],
        "pickup_branch_id": pickup,
        "status": status,
        "queue_position": (item.values["position"] or None) if waits else None,
        "placed_at": min(noon(item.values["placed"]), now) if item.values["placed"] else now,
        "ready_at": now if status == "ready" else None,
        "ready_until": end_of_day(until, house.zone) if until and status == "ready" else None,
        "closed_at": None,
    }
