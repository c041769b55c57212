"""Rows of patrons out of a library file, with what is on their cards: loans, holds and fines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from crm.database.store import Store
from crm.lifecycle.rule import LifecycleRule
from crm.patrons.telephones import norm_of
from crm.records.patrons import name_key
from library.embedded.base import end_of_day
from library.seed.document import Document
from library.seed.people import Fine, Hold, Loan, Patron
from library.seed.row_keys import RowKeys

__all__ = ["PatronRows"]

Row = dict[str, Any]

HOLD_STATUS_OF_ITEM = {"ready": "on_hold_shelf", "in_transit": "in_transit"}


class PatronRows:
    """The rows of patrons, and those that come of them; `status` is that of the items which they have."""

    def __init__(self, document: Document, store: Store, keys: RowKeys, pin_hashes: Mapping[str, str]) -> None:
        self._document = document
        self._store = store
        self._keys = keys
        self.status: dict[str, str] = {}
        self.loans: list[Row] = []
        self.holds: list[Row] = []
        self.fines: list[Row] = []
        self.contacts: list[Row] = []
        self.patrons = [self._patron(key, patron, pin_hashes) for key, patron in enumerate(document.patrons, 1)]
        self._number_queues()

    def _patron(self, key: int, patron: Patron, pin_hashes: Mapping[str, str]) -> Row:
        loan_ids = {loan.barcode: self._loan(key, patron, loan) for loan in patron.loans}
        for hold in patron.holds:
            self._hold(key, hold)
        for fine in patron.fines:
            self._fine(key, fine, loan_ids)
        for kind, value in (("email", patron.email), ("phone", patron.phone)):
            if value:
                self.contacts.append(
                    {
                        "patron_id": key,
                        "kind": kind,
                        "value": value,
                        "value_norm": norm_of(kind, value),
                        "is_primary": True,
                    }
                )
        registered = self._keys.at(patron.registered) if patron.registered else self._keys.now
        used = [
            *(self._keys.at(loan.loaned) for loan in patron.loans),
            *(self._keys.at(hold.placed) for hold in patron.holds),
        ]
        engaged = max(used, default=None)
        return {
            "id": key,
            "public_id": str(uuid4()),
            "ils_patron_id": f"P{key:05}",
            "card_number_hash": self._store.card_hash(patron.card),
            "card_last4": patron.card[-4:],
            "pin_hash": pin_hashes.get(patron.card),
            "display_name": patron.name,
            "name_norm": name_key(patron.name),
            "locale": patron.language,
            "category": patron.category,
            "home_branch_id": self._keys.branch_id(patron.home),
            "birth_year": patron.birth_year,
            "lifecycle": LifecycleRule().state(registered, engaged, self._keys.now),
            "acquired_via": "ils_import",
            "is_demo": self._document.fictional,
            "is_restricted": patron.restricted is not None,
            "restriction_reason_fa": patron.restricted and patron.restricted.fa,
            "restriction_reason_en": patron.restricted and patron.restricted.en,
            "registered_at": registered,
            "expires_at": end_of_day(self._keys.day(patron.expires), self._keys.zone) if patron.expires else None,
            "last_engaged_at": engaged,
            "created_at": self._keys.now,
            "updated_at": self._keys.now,
        }

    def _loan(self, patron_key: int, patron: Patron, loan: Loan) -> int:
        key = len(self.loans) + 1
        if loan.returned is None:
            self.status[loan.barcode] = "on_loan"
        self.loans.append(
            {
                "id": key,
                "ils_loan_id": f"L{key:06}",
                "patron_id": patron_key,
                "item_id": self._keys.item_ids[loan.barcode],
                "branch_id": self._keys.branch_id(self._keys.branch_of_item[loan.barcode]),
                "patron_category": patron.category,
                "loaned_at": self._keys.at(loan.loaned),
                "due_at": end_of_day(self._keys.day(loan.due), self._keys.zone),
                "returned_at": self._keys.at(loan.returned) if loan.returned else None,
                "renewal_count": loan.renewals,
                "synced_at": self._keys.now,
            }
        )
        return key

    def _hold(self, patron_key: int, hold: Hold) -> None:
        key = len(self.holds) + 1
        if hold.barcode is not None:
            self.status[hold.barcode] = HOLD_STATUS_OF_ITEM[hold.status]
        self.holds.append(
            {
                "id": key,
                "ils_hold_id": f"H{key:06}",
                "patron_id": patron_key,
                "title_id": self._keys.title_ids[hold.title],
                "item_id": self._keys.item_ids[hold.barcode] if hold.barcode else None,
                "pickup_branch_id": self._keys.branch_ids[hold.pickup],
                "status": hold.status,
                "queue_position": None,
                "placed_at": self._keys.at(hold.placed),
                "ready_at": self._keys.now if hold.status == "ready" else None,
                "ready_until": end_of_day(self._keys.day(hold.ready_until), self._keys.zone)
                if hold.ready_until
                else None,
            }
        )

    def _number_queues(self) -> None:
        """Write the places in the queues, by when the holds were placed."""
        lengths: dict[int, int] = {}
        for hold in sorted(self.holds, key=lambda row: (row["placed_at"], row["id"])):
            if hold["status"] == "requested":
                lengths[hold["title_id"]] = lengths.get(hold["title_id"], 0) + 1
                hold["queue_position"] = lengths[hold["title_id"]]

    def _fine(self, patron_key: int, fine: Fine, loan_ids: Mapping[str, int]) -> None:
        key = len(self.fines) + 1
        self.fines.append(
            {
                "id": key,
                "ils_fine_id": f"F{key:06}",
                "patron_id": patron_key,
                "loan_id": loan_ids[fine.barcode] if fine.barcode else None,
                "kind": fine.kind,
                "amount_minor": fine.amount,
                "paid_minor": fine.paid,
                "currency": self._document.library.currency,
                "assessed_at": self._keys.at(fine.assessed),
                "closed_at": self._keys.at(fine.assessed) if fine.paid == fine.amount else None,
            }
        )
