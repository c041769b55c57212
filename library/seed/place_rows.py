"""Rows of the library itself out of a library file: branches, hours, closings, rules, facts, events, canned answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.knowledge.ways_to_ask import in_order
from library.seed.dates import parse_moment, parse_span
from library.seed.document import Document
from library.seed.places import WEEKDAYS, Emergency, spans_of
from library.seed.row_keys import RowKeys

__all__ = ["PlaceRows", "canned_rows"]

Row = dict[str, Any]


class PlaceRows:
    """The rows of what the library is and tells."""

    def __init__(self, document: Document, keys: RowKeys) -> None:
        self._document = document
        self._keys = keys

    def profile(self) -> Row:
        """Give the row of the library as a whole."""
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

    def branches(self) -> list[Row]:
        """Give the rows of its branches."""
        return [
            {
                "id": self._keys.branch_ids[branch.code],
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

    def hours(self) -> list[Row]:
        """Give the rows of their weekly hours."""
        rows = []
        for branch in self._document.branches:
            for desk, days in branch.hours.items():
                for weekday, written in days.items():
                    for span in spans_of(written):
                        opens, closes = parse_span(span)
                        rows.append(
                            {
                                "branch_id": self._keys.branch_ids[branch.code],
                                "desk": desk,
                                "weekday": WEEKDAYS.index(weekday),
                                "opens": opens,
                                "closes": closes,
                            }
                        )
        return rows

    def closings(self) -> list[Row]:
        """Give the rows of days closed, or with hours of their own."""
        rows = []
        for closing in self._document.closings:
            opens, closes = parse_span(closing.hours) if closing.hours else (None, None)
            rows.append(
                {
                    "branch_id": self._keys.branch_id(closing.branch),
                    "first_day": self._keys.day(closing.first),
                    "last_day": self._keys.day(closing.last or closing.first),
                    "opens": opens,
                    "closes": closes,
                    "reason_fa": closing.reason.fa,
                    "reason_en": closing.reason.en,
                }
            )
        return rows

    def rules(self) -> list[Row]:
        """Give the rows of the loan rules."""
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

    def facts(self) -> list[Row]:
        """Give the rows of the facts."""
        return [
            {
                "topic": fact.topic,
                "branch_id": self._keys.branch_id(fact.branch),
                "audience": fact.audience,
                "question_fa": fact.question.fa,
                "question_en": fact.question.en,
                "text_fa": fact.text.fa if fact.text else "",
                "text_en": fact.text.en if fact.text else "",
                "also": in_order(fact.also, (fact.question.fa, fact.question.en)),
                "link": fact.link,
                "valid_from": self._keys.day(fact.since) if fact.since else None,
                "valid_until": self._keys.day(fact.until) if fact.until else None,
                # In the order of the file.
                "position": place,
            }
            for place, fact in enumerate(self._document.facts, 1)
        ]

    def events(self) -> list[Row]:
        """Give the rows of the events."""
        return [
            {
                "title_fa": event.title.fa,
                "title_en": event.title.en,
                "description_fa": event.description and event.description.fa,
                "description_en": event.description and event.description.en,
                "branch_id": self._keys.branch_id(event.branch),
                "starts_at": parse_moment(event.starts, self._keys.today, self._keys.zone),
                "ends_at": parse_moment(event.ends, self._keys.today, self._keys.zone),
                "seats": event.seats,
                "registration_fa": event.registration and event.registration.fa,
                "registration_en": event.registration and event.registration.en,
            }
            for event in self._document.events
        ]


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
