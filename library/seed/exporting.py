"""A library's own information out of the store, as the file that brings it in again (docs/seed-format.md).

Patrons, and what is on their cards, are left out: of a card number the store has only a keyed hash. So are passwords.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from crm.records.staff_names import StaffName
from language.normalise import fold
from library.errors import SeedError
from library.seed.places import WEEKDAYS

__all__ = ["exported", "written"]

Part = dict[str, Any]

# What keeps a copy from the shelf without anybody’s having it.
GONE = ("in_transit", "lost", "withdrawn")


async def exported(store: Store) -> Part:
    """Give the library as it stands now; raises SeedError where the store has none."""
    return await store.look(in_session(lambda session: _Exported(session).document()))


def written(document: Part) -> str:
    """Write it as YAML, in the order of the format, with letters as they are."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(document, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120)
    return text


class _Exported:
    def __init__(self, session: Session) -> None:
        self._session = session
        rows = session.scalars(select(records.Branch).order_by(records.Branch.is_main.desc(), records.Branch.id))
        self._branches = list(rows)
        self._codes = {branch.id: branch.code for branch in self._branches}
        # Moments are written in the main branch's zone, as they are read.
        self._zone = ZoneInfo(self._branches[0].time_zone if self._branches else "UTC")

    def document(self) -> Part:
        """Give every part that has anything in it."""
        profile = self._session.get(records.LibraryProfile, 1)
        if profile is None or not self._branches:
            raise SeedError(["the store has no library yet, or no branch of it"])
        parts = {
            "library": _profile(profile),
            "fictional": profile.is_demo,
            "branches": [self._branch(branch) for branch in self._branches],
            "closings": [self._closing(row) for row in self._all(records.Closing, records.Closing.first_day)],
            "loan_rules": [_rule(row) for row in self._all(records.LoanRule)],
            "facts": [self._fact(row) for row in self._all(records.Fact, records.Fact.position)],
            "events": [self._event(row) for row in self._all(records.LibraryEvent, records.LibraryEvent.starts_at)],
            "titles": self._titles(),
            "staff": [self._staff(row) for row in self._all(records.StaffUser) if row.is_active and not row.is_demo],
            "canned": [_canned(row) for row in self._all(records.CannedAnswer) if row.is_active],
        }
        return {name: part for name, part in parts.items() if part}

    def _all(self, table: Any, *order: Any) -> Iterable[Any]:
        return self._session.scalars(select(table).order_by(*order, table.id)).all()

    def _branch(self, branch: records.Branch) -> Part:
        hours = records.BranchHours
        query = select(hours).where(hours.branch_id == branch.id).order_by(hours.weekday, hours.opens)
        desks: dict[str, dict[str, list[str]]] = {}
        for row in self._session.scalars(query):
            days = desks.setdefault(row.desk, {})
            days.setdefault(WEEKDAYS[row.weekday], []).append(_span(row.opens, row.closes))
        return _filled(
            code=branch.code,
            name=_both(branch, "name"),
            main=branch.is_main or None,
            address=_both(branch, "address"),
            directions=_both(branch, "directions"),
            phone=branch.phone,
            latitude=branch.latitude,
            longitude=branch.longitude,
            time_zone=branch.time_zone,
            shelf_marks=branch.shelf_marks,
            hours=desks,
        )

    def _closing(self, row: records.Closing) -> Part:
        return _filled(
            first=_day(row.first_day),
            last=_day(row.last_day) if row.last_day != row.first_day else None,
            branch=self._codes.get(row.branch_id or 0),
            hours=_span(row.opens, row.closes) if row.opens and row.closes else None,
            reason=_both(row, "reason"),
        )

    def _fact(self, row: records.Fact) -> Part:
        return _filled(
            topic=row.topic,
            branch=self._codes.get(row.branch_id or 0),
            audience=row.audience,
            question=_both(row, "question"),
            # What nobody has answered yet has no text.
            text=_both(row, "text"),
            also=row.also,
            link=row.link,
            since=_day(row.valid_from),
            until=_day(row.valid_until),
        )

    def _event(self, row: records.LibraryEvent) -> Part:
        return _filled(
            title=_both(row, "title"),
            description=_both(row, "description"),
            branch=self._codes.get(row.branch_id or 0),
            starts=f"{row.starts_at.astimezone(self._zone):%Y-%m-%d %H:%M}",
            ends=f"{row.ends_at.astimezone(self._zone):%Y-%m-%d %H:%M}",
            seats=row.seats,
            registration=_both(row, "registration"),
        )

    def _titles(self) -> list[Part]:
        hold = records.Hold
        held = set(
            self._session.scalars(select(hold.item_id).where(hold.item_id.is_not(None), hold.closed_at.is_(None)))
        )
        copies: dict[int, list[Part]] = {}
        for item in self._all(records.Item):
            copies.setdefault(item.title_id, []).append(
                {"barcode": item.barcode, "branch": self._codes.get(item.branch_id or 0)}
                | _filled(
                    type=item.item_type,
                    call_number=item.call_number,
                    shelf=item.shelf,
                    # Who has it now, or for whom it is set aside, is patrons' business, and left out with them.
                    status=item.status if item.status in GONE and item.id not in held else None,
                )
            )
        return [_title(row, copies.get(row.id, []), self._zone) for row in self._all(records.TitleRecord)]

    def _staff(self, row: records.StaffUser) -> Part:
        return _filled(
            username=row.username, name=_name(row), role=row.role, branch=self._codes.get(row.branch_id or 0)
        )


def _profile(row: records.LibraryProfile) -> Part:
    emergency = _filled(
        ambulance=row.emergency_ambulance,
        fire=row.emergency_fire,
        police=row.emergency_police,
        guard=row.guard_phone,
    )
    # None is another thing than what stands there when it is left out.
    emergency["social"] = row.emergency_social
    return _filled(
        name=_both(row, "name"),
        phone=row.phone,
        email=row.email,
        website=row.website,
        currency=row.currency,
        answer_days=row.answer_days,
        emergency=emergency,
    )


def _rule(row: records.LoanRule) -> Part:
    return _filled(
        category=row.patron_category,
        type=row.item_type,
        loan_days=row.loan_days,
        max_loans=row.max_loans,
        max_renewals=row.max_renewals,
        renew_window_days=row.renew_window_days,
        max_overdue_days_to_renew=row.max_overdue_days_to_renew,
        fine_per_day=row.fine_per_day_minor,
        max_fines_to_renew=row.max_fines_minor_to_renew,
        renewable=row.is_renewable,
        hold_shelf_days=row.hold_shelf_days,
        max_holds=row.max_holds,
    )


def _title(row: records.TitleRecord, copies: list[Part], zone: ZoneInfo) -> Part:
    told = fold(" ".join(filter(None, (row.title, row.authors, row.subjects, row.series)))).split()
    # Other names of it are kept only as words to be found by.
    also = [word for word in dict.fromkeys(row.search_norm.split()) if word not in told]
    return {"id": row.ils_bib_id, "title": row.title, "language": row.language} | _filled(
        author=row.authors,
        kind=row.kind,
        year=row.year,
        publisher=row.publisher,
        subjects=row.subjects,
        also=[" ".join(also)] if also else None,
        work=row.work,
        isbn=row.isbn.split() if row.isbn else None,
        call_number=row.call_number,
        audience=row.audience,
        age=_ages(row.age_from, row.age_to),
        form=row.form,
        genres=row.genres.split() if row.genres else None,
        original_language=row.original_language,
        pages=row.pages,
        series=row.series,
        series_number=row.series_number,
        summary=row.summary,
        added=_day(row.added_at.astimezone(zone).date()) if row.added_at else None,
        copies=copies,
    )


def _ages(first: int | None, last: int | None) -> list[int]:
    """Give ages from and to; only to an age is from the first year on."""
    return [] if first is None and last is None else [first or 0, *(() if last is None else (last,))]


def _canned(row: records.CannedAnswer) -> Part:
    return {"code": row.code, "title": _both(row, "title"), "text": _both(row, "text")}


def _name(row: records.StaffUser) -> str | Part:
    """Give the name of a member of staff: in both languages, or the one that is there."""
    name = StaffName(row.display_name, row.further_names)
    return dict(name.by_language) if name.further else row.display_name


def _both(row: Any, name: str) -> dict[str, str] | None:
    """Give a text in the languages in which it is there."""
    return _filled(fa=getattr(row, f"{name}_fa"), en=getattr(row, f"{name}_en")) or None


def _filled(**values: Any) -> Part:
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _span(opens: time, closes: time) -> str:
    return f"{opens:%H:%M}-{closes:%H:%M}"
