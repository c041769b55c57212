"""Patrons from a table: by their card, which is kept as a keyed hash. PINs are not among the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.lifecycle.rule import LifecycleRule
from crm.patrons.telephones import norm_of
from crm.records.patrons import name_key
from language.digits import to_ascii
from library.embedded.base import end_of_day
from library.imports.changes import Writing
from library.imports.headings import PATRONS
from library.imports.lookups import Lookups, others, rows_by, rows_where
from library.imports.mapping import Mapping as Reading
from library.imports.record import ImportProblem
from library.imports.table_kinds import Read, RowBatch, RowIds, TableKind
from library.imports.tables import Row, card_in, days_in, noon
from library.imports.texts import person

__all__ = ["PatronTable"]

SHORTEST_CARD, LONGEST_CARD = 3, 40
LONGEST_NUMBER = 64
_NO = frozenset({"", "0", "no", "n", "false", "خیر", "نه", "آزاد", "فعال"})
# Of whom a birth year is believed.
_OLDEST = 1880

# What a row need not say of a patron.
_UNSAID = (
    "ils_patron_id",
    "category",
    "birth_year",
    "registered_at",
    "expires_at",
    "home_branch_id",
    "restriction_reason_fa",
    "restriction_reason_en",
)

_PATRON = table_of(records.Patron)
_CONTACT = table_of(records.ContactPoint)

# What a system that is asked live is asked by (library/koha/mapping.py, library/sip2/patrons.py): no file makes such a
# number, or takes its place.
_ASKED_LIVE = ("koha:", "sip2:")
# FOLIO's external ID of a patron comes from a file (library/folio/ids.py): only another one takes its place.
_FROM_FILES = "folio:"


@dataclass(frozen=True, slots=True)
class _Patron:
    """What a row says of a patron; the branch is None where the table has no column for it."""

    card: str
    values: Mapping[str, Any]
    branch: str | None
    email: str
    phone: str


class PatronTable(TableKind):
    """Reads and writes patrons."""

    kind = "patrons"
    table = _PATRON
    columns = PATRONS
    needs = ("card",)

    def __init__(self) -> None:
        # The numbers of the other system that were read, and of which card each is.
        self._cards: dict[str, str] = {}

    def read(self, row: Row, mapping: Reading, house: Lookups) -> Read | ImportProblem:
        """Read a row; of what people are called nothing is told in a problem."""
        card = card_in(row["card"])
        if not SHORTEST_CARD <= len(card) <= LONGEST_CARD:
            return ImportProblem.of("card_missing")
        name = row["name"] or " ".join(filter(None, (row["first_name"], row["last_name"])))
        if not name:
            return ImportProblem.of("cell_missing", field="name")
        days = days_in(row, mapping.calendar, "registered", "expires")
        if isinstance(days, ImportProblem):
            return days
        email, phone = row["email"], to_ascii(row["phone"])
        if email and "@" not in email:
            return ImportProblem.of("bad_cell", field="email")
        category = mapping.category(row["category"]) if row["category"] else None
        restricted = row["restricted"].casefold() not in _NO
        reason = row["reason"] or None
        registered = days["registered"]
        called = person(name) if name.count(",") + name.count("،") == 1 else name
        values: dict[str, Any] = {
            "display_name": called,
            "name_norm": name_key(called),
            "card_last4": card[-4:],
        }
        said: dict[str, dict[str, Any]] = {
            "category": {"category": category},
            "birth": {"birth_year": _birth_year(row["birth"])},
            "registered": {"registered_at": registered and noon(registered)},
            "expires": {"expires_at": days["expires"] and end_of_day(days["expires"], house.zone)},
            "restricted": {"is_restricted": restricted},
        }
        # Of what a table has no column for it says nothing: that stays as it is stored.
        for column, its_values in said.items():
            values |= its_values if column in row.cells else {}
        if "restricted" in row.cells and (not restricted or "reason" in row.cells):
            values["restriction_reason_fa"] = values["restriction_reason_en"] = reason if restricted else None
        if row["id"] and not row["id"].casefold().startswith(_ASKED_LIVE):
            if row["id"].startswith(_FROM_FILES) and len(row["id"]) > LONGEST_NUMBER:
                # Cut off, it might be somebody else's.
                return ImportProblem.of("bad_cell", field="id")
            values["ils_patron_id"] = row["id"][:LONGEST_NUMBER]
        if row["language"]:
            values["locale"] = "en" if row["language"].casefold() in ("en", "eng", "english", "انگلیسی") else "fa"
        branch = (mapping.branch(row["branch"]) if row["branch"] else "") if "branch" in row.cells else None
        return Read(row.number, "", _Patron(card, values, branch, email, phone), (values, branch, email, phone))

    def key(self, item: _Patron, store: Store) -> str:
        """Give the keyed name of the card, which stays when the secret is changed."""
        return store.card_name(item.card)

    def apply(self, batch: RowBatch) -> RowIds:
        """Write patrons; give the row of each by its key."""
        writing, house, outcome = batch.writing, batch.house, batch.outcome
        now = batch.store.clock.now()
        # A card that is kept under an earlier key is hashed anew here.
        hashes = {read.key: batch.store.card_hashes(read.item.card) for read in batch.rows}
        names = {one: key for key, each in hashes.items() for one in each}
        found = rows_by(batch.connection, _PATRON, _PATRON.c.card_number_hash, names)
        stored = {names[one]: row for one, row in found.items()}
        numbers = [read.item.values.get("ils_patron_id") for read in batch.rows]
        numbered = rows_by(batch.connection, _PATRON, _PATRON.c.ils_patron_id, numbers)
        ids: RowIds = {}
        added, changed = [], []
        refused = 0
        for read in batch.rows:
            item: _Patron = read.item
            before = stored.get(read.key)
            number = item.values.get("ils_patron_id")
            same = numbered.get(number)
            # A record that was made one with another gave its number to that one, and is written no more.
            written = before if before is not None and before["merged_into_id"] is None else None
            is_anothers = written is not None and same is not None and written["id"] != same["id"]
            if is_anothers or (number and self._cards.setdefault(number, read.key) != read.key):
                batch.refuse(read, ImportProblem.of("patron_id_taken"))
                refused += 1
                continue
            home = house.branch(item.branch) if item.branch else None
            if item.branch and home is None:
                outcome.branches[item.branch] += 1
            category = item.values.get("category")
            if category is not None and not house.has_rules_for(category):
                outcome.categories[category] += 1
            values = {**item.values, "card_number_hash": hashes[read.key][0]}
            if home is not None or item.branch == "":
                values["home_branch_id"] = home
            # Whoever has a new card is known by the number.
            before = before or same
            if before is not None and _stays(before["ils_patron_id"] or "", number or ""):
                values.pop("ils_patron_id", None)
            if before is None:
                added.append(_fresh(values, now))
            elif before["merged_into_id"] is None:
                if before["lifecycle"] == "closed":
                    values["lifecycle"] = "active"
                    # The closing wrote a day of its own.
                    values.setdefault("expires_at", None)
                ids[read.key] = before["id"], before["id"]
                if differing := others(before, values):
                    changed.append((before, {**differing, "updated_at": now, "version": before["version"] + 1}))
        outcome.counts["added"] += len(added)
        outcome.counts["without_pin"] += len(added)
        touched = {before["id"] for before, _ in changed}
        if writing is not None:
            made = writing.add(_PATRON, added, by="card_number_hash", patron="id")
            ids |= {names[one]: (patron, patron) for one, patron in made.items()}
            writing.change(_PATRON, changed, patron="id")
        touched |= self._contacts(batch, ids)
        outcome.counts["changed"] += len(touched)
        outcome.counts["unchanged"] += len(batch.rows) - refused - len(added) - len(touched)
        return ids

    def _contacts(self, batch: RowBatch, ids: RowIds) -> set[int]:
        """Write addresses; give the patrons who were there before and whose address became another."""
        owners = {ids[read.key][0] for read in batch.rows if read.key in ids}
        stored = {
            (row["patron_id"], row["kind"]): row
            for row in rows_where(batch.connection, _CONTACT, _CONTACT.c.patron_id, owners, _CONTACT.c.is_primary)
        }
        known = {row["patron_id"] for row in stored.values()}
        added, changed = [], []
        for read in batch.rows:
            if read.key not in ids:
                continue
            patron = ids[read.key][0]
            for kind, value in (("email", read.item.email), ("phone", read.item.phone)):
                before = stored.get((patron, kind))
                norm = norm_of(kind, value or "")
                # What was kept before in another writing is no other number.
                if not value or (before is not None and norm_of(kind, before["value_norm"]) == norm):
                    continue
                row = {"value": value, "value_norm": norm}
                if before is None:
                    added.append({**row, "patron_id": patron, "kind": kind, "is_primary": True})
                else:
                    changed.append((before, {**row, "verified_at": None, "bounced_at": None}))
        if batch.writing is not None:
            batch.writing.add_many(_CONTACT, added, patron="patron_id")
            batch.writing.change(_CONTACT, changed, patron="patron_id")
        return {before["patron_id"] for before, _ in changed} | {
            row["patron_id"] for row in added if row["patron_id"] in known
        }

    def close(
        self, connection: Connection, writing: Writing | None, rows: Sequence[Mapping[str, Any]], moment: datetime
    ) -> int:
        """End the cards of patrons whom a full file lacks: they expire, and nobody is erased."""
        open_ones = [row for row in rows if row["erased_at"] is None and row["lifecycle"] != "closed"]
        if writing is not None:
            writing.change(
                _PATRON,
                [
                    (
                        row,
                        {
                            "lifecycle": "closed",
                            "expires_at": min(row["expires_at"] or moment, moment),
                            "updated_at": moment,
                            "version": row["version"] + 1,
                        },
                    )
                    for row in open_ones
                ],
                patron="id",
            )
        return len(open_ones)


def _fresh(values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    registered = values.get("registered_at")
    return {
        **dict.fromkeys(_UNSAID),
        "locale": "fa",
        "is_restricted": False,
        **values,
        "public_id": str(uuid4()),
        # The daily run sees to the rest, when it knows what was lent.
        "lifecycle": "active" if registered is None else LifecycleRule().state(registered, None, now),
        "acquired_via": "ils_import",
        "last_engaged_at": None,
        "created_at": now,
        "updated_at": now,
    }


def _stays(before: str, number: str) -> bool:
    """Tell whether the number that a patron has is not for a file to replace."""
    return before.startswith(_ASKED_LIVE) or (before.startswith(_FROM_FILES) and not number.startswith(_FROM_FILES))


def _birth_year(text: str) -> int | None:
    """Give the Gregorian year of a birth; nothing of the day is kept."""
    parts = to_ascii(text).replace("/", "-").replace(".", "-").split("-")
    years = [int(part) for part in parts if len(part) == 4 and part.isdigit()]
    year = years[0] if years else 0
    year += 621 if 1250 <= year < 1500 else 0
    return year if _OLDEST <= year <= datetime.now(UTC).year else None
