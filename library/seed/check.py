"""Consistency checks of a library file; every problem names its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from language.calendars import known_zone
from library.seed.dates import parse_day, parse_moment
from library.seed.document import Document
from library.seed.people import Patron

__all__ = ["day_at", "problems"]

# The numbers that are there by themselves are those of this country.
HOME = "Asia/Tehran"


def day_at(document: Document, now: datetime) -> date:
    """Give the day it is at the main branch; where that cannot be told, the day in UTC."""
    zone = next((branch.time_zone for branch in document.branches if branch.main), "UTC")
    try:
        return now.astimezone(known_zone(zone)).date()
    except ValueError:
        return now.date()


def problems(document: Document, today: date) -> list[str]:
    """List what does not fit, in the order of the file."""
    codes = {branch.code for branch in document.branches}
    return [
        *_branches(document),
        *_emergency(document),
        *_repeated("branches", "code", (branch.code for branch in document.branches)),
        *_closings(document, codes, today),
        *_repeated("loan_rules", "rule", (f"{rule.category} and {rule.type}" for rule in document.loan_rules)),
        *_facts(document, codes, today),
        *_events(document, codes, today),
        *_titles(document, codes),
        *_patrons(document, codes, today),
        *_repeated("staff", "username", (person.username for person in document.staff)),
        *_repeated("canned", "code", (one.code for one in document.canned)),
        *_unknown("staff", (person.branch for person in document.staff), codes),
    ]


def _branches(document: Document) -> Iterator[str]:
    mains = sum(branch.main for branch in document.branches)
    if mains != 1:
        yield f"branches: exactly one must be the main one (main: true), not {mains}"
    for place, branch in enumerate(document.branches):
        try:
            known_zone(branch.time_zone)
        except ValueError:
            yield f"branches[{place}].time_zone: no such time zone: {branch.time_zone}"


def _emergency(document: Document) -> Iterator[str]:
    abroad = next((branch.time_zone for branch in document.branches if branch.main and branch.time_zone != HOME), None)
    if abroad is not None and document.library.emergency is None:
        yield (
            "library.emergency: who is to be called in an emergency has to be said where the main branch is not in"
            f" Iran ({abroad}): ambulance, fire, police, and social (null where there is none)"
        )


def _repeated(part: str, what: str, values: Iterable[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for place, value in enumerate(values):
        if value in seen:
            yield f"{part}[{place}]: {what} {value} is already that of {part}[{seen[value]}]"
        seen.setdefault(value, place)


def _unknown(part: str, branches: Iterable[str | None], codes: set[str]) -> Iterator[str]:
    for place, code in enumerate(branches):
        if code is not None and code not in codes:
            yield f"{part}[{place}]: no branch with code {code}"


def _closings(document: Document, codes: set[str], today: date) -> Iterator[str]:
    yield from _unknown("closings", (closing.branch for closing in document.closings), codes)
    for place, closing in enumerate(document.closings):
        if closing.last and parse_day(closing.last, today) < parse_day(closing.first, today):
            yield f"closings[{place}]: ends before it begins"


def _facts(document: Document, codes: set[str], today: date) -> Iterator[str]:
    # One question may have an answer for each audience, and for each time.
    asked = (
        " ".join(
            (
                f"“{fact.question.en}” of {fact.branch or 'all'}",
                *(f"({part})" for part in (fact.audience, fact.since, fact.until) if part),
            )
        )
        for fact in document.facts
    )
    yield from _repeated("facts", "question", asked)
    yield from _unknown("facts", (fact.branch for fact in document.facts), codes)
    for place, fact in enumerate(document.facts):
        if fact.since and fact.until and parse_day(fact.until, today) < parse_day(fact.since, today):
            yield f"facts[{place}]: ends before it begins"


def _events(document: Document, codes: set[str], today: date) -> Iterator[str]:
    yield from _unknown("events", (event.branch for event in document.events), codes)
    zone = ZoneInfo("UTC")
    for place, event in enumerate(document.events):
        if parse_moment(event.ends, today, zone) < parse_moment(event.starts, today, zone):
            yield f"events[{place}]: ends before it begins"


def _titles(document: Document, codes: set[str]) -> Iterator[str]:
    yield from _repeated("titles", "id", (title.id for title in document.titles))
    seen: dict[str, str] = {}
    for place, title in enumerate(document.titles):
        for number, copy in enumerate(title.copies):
            where = f"titles[{place}].copies[{number}]"
            if copy.branch is not None and copy.branch not in codes:
                yield f"{where}: no branch with code {copy.branch}"
            if copy.barcode in seen:
                yield f"{where}: barcode {copy.barcode} is already that of {seen[copy.barcode]}"
            seen.setdefault(copy.barcode, where)


class _Circulation:
    """The copies of a file, and who has them."""

    def __init__(self, document: Document, codes: set[str], today: date) -> None:
        self.codes = codes
        self.today = today
        self.categories = {rule.category for rule in document.loan_rules}
        self.title_of = {copy.barcode: title.id for title in document.titles for copy in title.copies}
        self.titles = {title.id for title in document.titles}
        self.busy: dict[str, str] = {}

    def take(self, barcode: str, where: str) -> Iterator[str]:
        """Give a copy to a loan or a hold, once."""
        if barcode not in self.title_of:
            yield f"{where}: no item with barcode {barcode}"
        elif barcode in self.busy:
            yield f"{where}: the item with barcode {barcode} is already at {self.busy[barcode]}"
        self.busy.setdefault(barcode, where)


def _patrons(document: Document, codes: set[str], today: date) -> Iterator[str]:
    yield from _repeated("patrons", "card", (patron.card for patron in document.patrons))
    yield from _unknown("patrons", (patron.home for patron in document.patrons), codes)
    state = _Circulation(document, codes, today)
    for place, patron in enumerate(document.patrons):
        where = f"patrons[{place}]"
        if patron.category not in state.categories and "*" not in state.categories:
            yield f"{where}: no loan rule for the category {patron.category}"
        if patron.show_at_start and (patron.pin is None or patron.description is None):
            yield f"{where}: a card shown at the start needs a pin and a description"
        yield from _loans(patron, where, state)
        yield from _holds(patron, where, state)
        yield from _fines(patron, where)


def _loans(patron: Patron, where: str, state: _Circulation) -> Iterator[str]:
    for number, loan in enumerate(patron.loans):
        here = f"{where}.loans[{number}]"
        loaned, due = parse_day(loan.loaned, state.today), parse_day(loan.due, state.today)
        if due < loaned:
            yield f"{here}: due before it was lent"
        if loan.returned is None:
            yield from state.take(loan.barcode, here)
        elif loan.barcode not in state.title_of:
            yield f"{here}: no item with barcode {loan.barcode}"
        elif parse_day(loan.returned, state.today) < loaned:
            yield f"{here}: returned before it was lent"


def _holds(patron: Patron, where: str, state: _Circulation) -> Iterator[str]:
    yield from _repeated(f"{where}.holds", "title", (hold.title for hold in patron.holds))
    for number, hold in enumerate(patron.holds):
        here = f"{where}.holds[{number}]"
        if hold.title not in state.titles:
            yield f"{here}: no title with id {hold.title}"
        if hold.pickup not in state.codes:
            yield f"{here}: no branch with code {hold.pickup}"
        if (hold.status == "requested") != (hold.barcode is None):
            yield f"{here}: a hold that is {hold.status} {'needs a' if hold.barcode is None else 'has no'} barcode"
        elif hold.barcode is not None:
            yield from state.take(hold.barcode, here)
            if state.title_of.get(hold.barcode, hold.title) != hold.title:
                yield f"{here}: the item with barcode {hold.barcode} is of another title"
        if (hold.status == "ready") != (hold.ready_until is not None):
            yield f"{here}: ready_until belongs to a ready hold, and to no other"


def _fines(patron: Patron, where: str) -> Iterator[str]:
    lent: Sequence[str] = [loan.barcode for loan in patron.loans]
    for number, fine in enumerate(patron.fines):
        if fine.barcode is not None and fine.barcode not in lent:
            yield f"{where}.fines[{number}]: this patron has no loan of barcode {fine.barcode}"
        if fine.paid > fine.amount:
            yield f"{where}.fines[{number}]: more paid than owed"
