"""Conversion of a library file to rows of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from crm.database.store import Store
from crm.lifecycle.rule import LifecycleRule
from crm.patrons.telephones import norm_of
from crm.records.patrons import name_key
from crm.staff.members import name_values
from language.isbn import canonical
from language.normalise import fold, squash
from library.embedded.base import end_of_day
from library.seed.dates import parse_day, parse_moment, parse_span
from library.seed.document import WEEKDAYS, Day, Document, Emergency, Fine, Hold, Loan, Patron, Staff, spans_of

__all__ = ["Rows", "canned_rows", "staff_row"]

Row = dict[str, Any]

# When things happened on a day of which only the date is written.
DESK_TIME = time(10, 30)
HOLD_STATUS_OF_ITEM = {"ready": "on_hold_shelf", "in_transit": "in_transit"}


class Rows:
    """The rows of every table, with keys counted from 1, because the store is empty."""

    def __init__(self, document: Document, store: Store, *, demo: bool) -> None:
        self._document = document
        self._store = store
        self._demo = demo
        self._now = store.clock.now()
        main = next(branch for branch in document.branches if branch.main)
        self._zone = ZoneInfo(main.time_zone)
        self.today = self._now.astimezone(self._zone).date()
        self._branch_ids = {branch.code: key for key, branch in enumerate(document.branches, 1)}
        self._title_ids = {title.id: key for key, title in enumerate(document.titles, 1)}
        copies = [(title, copy) for title in document.titles for copy in title.copies]
        self._item_ids = {copy.barcode: key for key, (_, copy) in enumerate(copies, 1)}
        self._branch_of_item = {copy.barcode: copy.branch for _, copy in copies}
        self._status: dict[str, str] = {}
        self._loans: list[Row] = []
        self._holds: list[Row] = []
        self._fines: list[Row] = []
        self._contacts: list[Row] = []

    def tables(self, pin_hashes: Mapping[str, str], password_hashes: Mapping[str, str]) -> dict[str, list[Row]]:
        """Give the rows by table, in an order in which they can be inserted."""
        patrons = [self._patron(key, patron, pin_hashes) for key, patron in enumerate(self._document.patrons, 1)]
        self._number_queues()
        return {
            "library_profile": [self._profile()],
            "branch": self._branches(),
            "branch_hours": self._hours(),
            "closing": self._closings(),
            "loan_rule": self._rules(),
            "fact": self._facts(),
            "library_event": self._events(),
            "title_record": self._titles(),
            "item": self._items(),
            "patron": patrons,
            "contact_point": self._contacts,
            "loan": self._loans,
            "hold": self._holds,
            "fine": self._fines,
            "staff_user": self._staff(password_hashes),
            "canned_answer": canned_rows(self._document, self._now),
        }

    def _branch_id(self, code: str | None) -> int | None:
        return None if code is None else self._branch_ids[code]

    def _day(self, written: Day) -> date:
        return parse_day(written, self.today)

    def _at(self, written: Day) -> datetime:
        moment = datetime.combine(self._day(written), DESK_TIME, self._zone).astimezone(UTC)
        # What was written as done is never in the future, however early it is today.
        return min(moment, self._now) if self._day(written) <= self.today else moment

    def _profile(self) -> Row:
        profile = self._document.library
        emergency = profile.emergency or Emergency()
        return {
            "id": 1,
            "name_fa": profile.name.fa,
            "name_en": profile.name.en,
            "phone": profile.phone,
            "email": profile.email,
            "website": profile.website,
            "currency": profile.currency,
            "answer_days": profile.answer_days,
            "emergency_ambulance": emergency.ambulance,
            "emergency_fire": emergency.fire,
            "emergency_police": emergency.police,
            "emergency_social": emergency.social,
            "guard_phone": emergency.guard,
            "is_demo": self._document.fictional,
        }

    def _branches(self) -> list[Row]:
        return [
            {
                "id": self._branch_ids[branch.code],
                "code": branch.code,
                "name_fa": branch.name.fa,
                "name_en": branch.name.en,
                "address_fa": branch.address and branch.address.fa,
                "address_en": branch.address and branch.address.en,
                "directions_fa": branch.directions and branch.directions.fa,
                "directions_en": branch.directions and branch.directions.en,
                "phone": branch.phone,
                "latitude": branch.latitude,
                "longitude": branch.longitude,
                "time_zone": branch.time_zone,
                "shelf_marks": branch.shelf_marks,
                "is_main": branch.main,
            }
            for branch in self._document.branches
        ]

    def _hours(self) -> list[Row]:
        rows = []
        for branch in self._document.branches:
            for desk, days in branch.hours.items():
                for weekday, written in days.items():
                    for span in spans_of(written):
                        opens, closes = parse_span(span)
                        rows.append(
                            {
                                "branch_id": self._branch_ids[branch.code],
                                "desk": desk,
                                "weekday": WEEKDAYS.index(weekday),
                                "opens": opens,
                                "closes": closes,
                            }
                        )
        return rows

    def _closings(self) -> list[Row]:
        rows = []
        for closing in self._document.closings:
            opens, closes = parse_span(closing.hours) if closing.hours else (None, None)
            rows.append(
                {
                    "branch_id": self._branch_id(closing.branch),
                    "first_day": self._day(closing.first),
                    "last_day": self._day(closing.last or closing.first),
                    "opens": opens,
                    "closes": closes,
                    "reason_fa": closing.reason.fa,
                    "reason_en": closing.reason.en,
                }
            )
        return rows

    def _rules(self) -> list[Row]:
        return [
            {
                "patron_category": rule.category,
                "item_type": rule.type,
                "loan_days": rule.loan_days,
                "max_loans": rule.max_loans,
                "max_renewals": rule.max_renewals,
                "renew_window_days": rule.renew_window_days,
                "max_overdue_days_to_renew": rule.max_overdue_days_to_renew,
                "fine_per_day_minor": rule.fine_per_day,
                "currency": self._document.library.currency,
                "max_fines_minor_to_renew": rule.max_fines_to_renew,
                "is_renewable": rule.renewable,
                "hold_shelf_days": rule.hold_shelf_days,
                "max_holds": rule.max_holds,
            }
            for rule in self._document.loan_rules
        ]

    def _facts(self) -> list[Row]:
        return [
            {
                "topic": fact.topic,
                "branch_id": self._branch_id(fact.branch),
                "audience": fact.audience,
                "question_fa": fact.question.fa,
                "question_en": fact.question.en,
                "text_fa": fact.text.fa if fact.text else "",
                "text_en": fact.text.en if fact.text else "",
                "also": fact.also,
                "link": fact.link,
                "valid_from": self._day(fact.since) if fact.since else None,
                "valid_until": self._day(fact.until) if fact.until else None,
                # In the order of the file.
                "position": place,
            }
            for place, fact in enumerate(self._document.facts, 1)
        ]

    def _events(self) -> list[Row]:
        return [
            {
                "title_fa": event.title.fa,
                "title_en": event.title.en,
                "description_fa": event.description and event.description.fa,
                "description_en": event.description and event.description.en,
                "branch_id": self._branch_id(event.branch),
                "starts_at": parse_moment(event.starts, self.today, self._zone),
                "ends_at": parse_moment(event.ends, self.today, self._zone),
                "seats": event.seats,
                "registration_fa": event.registration and event.registration.fa,
                "registration_en": event.registration and event.registration.en,
            }
            for event in self._document.events
        ]

    def _titles(self) -> list[Row]:
        rows = []
        for title in self._document.titles:
            searched = " ".join(filter(None, (title.title, title.author, title.subjects, title.series, *title.also)))
            rows.append(
                {
                    "id": self._title_ids[title.id],
                    "ils_bib_id": title.id,
                    "title": title.title,
                    "authors": title.author or None,
                    "language": title.language,
                    "subjects": title.subjects or None,
                    "isbn": " ".join(filter(None, map(canonical, title.isbn))) or None,
                    "publisher": title.publisher,
                    "year": title.year,
                    "kind": title.kind,
                    "audience": title.audience,
                    "age_from": title.age[0] if title.age else None,
                    "age_to": title.age[1] if title.age and len(title.age) > 1 else None,
                    "form": title.form,
                    "genres": " ".join(title.genres) or None,
                    "original_language": title.original_language,
                    "work": title.work and fold(title.work),
                    "pages": title.pages,
                    "series": title.series,
                    "series_number": title.series_number,
                    "summary": title.summary,
                    "call_number": title.call_number,
                    "added_at": self._at(title.added) if title.added else None,
                    "search_norm": fold(searched),
                    "search_squash": squash(searched),
                }
            )
        return rows

    def _items(self) -> list[Row]:
        return [
            {
                "id": self._item_ids[copy.barcode],
                "title_id": self._title_ids[title.id],
                "barcode": copy.barcode,
                "branch_id": self._branch_id(copy.branch),
                "status": self._status.get(copy.barcode, copy.status),
                "item_type": copy.type,
                "call_number": copy.call_number,
                "shelf": copy.shelf,
            }
            for title in self._document.titles
            for copy in title.copies
        ]

    def _patron(self, key: int, patron: Patron, pin_hashes: Mapping[str, str]) -> Row:
        loan_ids = {loan.barcode: self._loan(key, patron, loan) for loan in patron.loans}
        for hold in patron.holds:
            self._hold(key, hold)
        for fine in patron.fines:
            self._fine(key, fine, loan_ids)
        for kind, value in (("email", patron.email), ("phone", patron.phone)):
            if value:
                self._contacts.append(
                    {
                        "patron_id": key,
                        "kind": kind,
                        "value": value,
                        "value_norm": norm_of(kind, value),
                        "is_primary": True,
                    }
                )
        registered = self._at(patron.registered) if patron.registered else self._now
        used = [*(self._at(loan.loaned) for loan in patron.loans), *(self._at(hold.placed) for hold in patron.holds)]
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
            "home_branch_id": self._branch_id(patron.home),
            "birth_year": patron.birth_year,
            "lifecycle": LifecycleRule().state(registered, engaged, self._now),
            "acquired_via": "ils_import",
            "is_demo": self._document.fictional,
            "is_restricted": patron.restricted is not None,
            "restriction_reason_fa": patron.restricted and patron.restricted.fa,
            "restriction_reason_en": patron.restricted and patron.restricted.en,
            "registered_at": registered,
            "expires_at": end_of_day(self._day(patron.expires), self._zone) if patron.expires else None,
            "last_engaged_at": engaged,
            "created_at": self._now,
            "updated_at": self._now,
        }

    def _loan(self, patron_key: int, patron: Patron, loan: Loan) -> int:
        key = len(self._loans) + 1
        if loan.returned is None:
            self._status[loan.barcode] = "on_loan"
        self._loans.append(
            {
                "id": key,
                "ils_loan_id": f"L{key:06}",
                "patron_id": patron_key,
                "item_id": self._item_ids[loan.barcode],
                "branch_id": self._branch_id(self._branch_of_item[loan.barcode]),
                "patron_category": patron.category,
                "loaned_at": self._at(loan.loaned),
                "due_at": end_of_day(self._day(loan.due), self._zone),
                "returned_at": self._at(loan.returned) if loan.returned else None,
                "renewal_count": loan.renewals,
                "synced_at": self._now,
            }
        )
        return key

    def _hold(self, patron_key: int, hold: Hold) -> None:
        key = len(self._holds) + 1
        if hold.barcode is not None:
            self._status[hold.barcode] = HOLD_STATUS_OF_ITEM[hold.status]
        self._holds.append(
            {
                "id": key,
                "ils_hold_id": f"H{key:06}",
                "patron_id": patron_key,
                "title_id": self._title_ids[hold.title],
                "item_id": self._item_ids[hold.barcode] if hold.barcode else None,
                "pickup_branch_id": self._branch_ids[hold.pickup],
                "status": hold.status,
                "queue_position": None,
                "placed_at": self._at(hold.placed),
                "ready_at": self._now if hold.status == "ready" else None,
                "ready_until": end_of_day(self._day(hold.ready_until), self._zone) if hold.ready_until else None,
            }
        )

    def _number_queues(self) -> None:
        """Write the places in the queues, by when the holds were placed."""
        lengths: dict[int, int] = {}
        for hold in sorted(self._holds, key=lambda row: (row["placed_at"], row["id"])):
            if hold["status"] == "requested":
                lengths[hold["title_id"]] = lengths.get(hold["title_id"], 0) + 1
                hold["queue_position"] = lengths[hold["title_id"]]

    def _fine(self, patron_key: int, fine: Fine, loan_ids: Mapping[str, int]) -> None:
        key = len(self._fines) + 1
        self._fines.append(
            {
                "id": key,
                "ils_fine_id": f"F{key:06}",
                "patron_id": patron_key,
                "loan_id": loan_ids[fine.barcode] if fine.barcode else None,
                "kind": fine.kind,
                "amount_minor": fine.amount,
                "paid_minor": fine.paid,
                "currency": self._document.library.currency,
                "assessed_at": self._at(fine.assessed),
                "closed_at": self._at(fine.assessed) if fine.paid == fine.amount else None,
            }
        )

    def _staff(self, password_hashes: Mapping[str, str]) -> list[Row]:
        return [
            staff_row(person, password_hashes, self._branch_ids, self._now)
            for person in self._document.staff
            if self._demo or person.password is None
        ]


def staff_row(person: Staff, password_hashes: Mapping[str, str], branch_ids: Mapping[str, int], now: datetime) -> Row:
    """Give the row of one account."""
    return {
        "username": person.username,
        **name_values(person.full_name),
        "role": person.role,
        "password_hash": password_hashes.get(person.username),
        "is_active": True,
        # A password that stands in a file is known to whoever has the file.
        "is_demo": person.password is not None,
        "branch_id": branch_ids.get(person.branch) if person.branch else None,
        "created_at": now,
    }


def canned_rows(document: Document, now: datetime) -> list[Row]:
    """Give the rows of the canned answers."""
    return [
        {
            "code": one.code,
            "title_fa": one.title.fa,
            "title_en": one.title.en,
            "text_fa": one.text.fa,
            "text_en": one.text.en,
            "is_active": True,
            "is_demo": document.fictional,
            "updated_at": now,
        }
        for one in document.canned
    ]
