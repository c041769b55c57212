"""The library's public information: branches, opening hours, services, events."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from crm.errors import NotFound
from crm.library_info.branch_names import match_branch
from crm.library_info.calendar import ClosingDays, DayHours, OpeningCalendar, Span

__all__ = [
    "Branch",
    "DayHours",
    "Emergency",
    "Event",
    "FirstFacts",
    "Profile",
    "branches",
    "calendar_of",
    "events",
    "find_branch",
    "has_titles",
    "has_desk",
    "is_open",
    "next_opening",
    "opening",
    "profile",
    "first_facts",
]

# So many facts are told of a topic at once.
MOST_FIRST = 3

T = TypeVar("T")
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch; texts are {"fa", "en"}, empty where nothing is known."""

    id: int
    code: str
    name: Texts
    address: Texts
    directions: Texts
    phone: str | None
    latitude: float | None
    longitude: float | None
    time_zone: str
    is_main: bool
    shelf_marks: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The branch's time zone."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class FirstFacts:
    """The first facts of one topic, of one branch or (branch_id None) of all."""

    topic: str
    branch_id: int | None
    text: Texts


@dataclass(frozen=True, slots=True)
class Event:
    """One class, workshop, story hour or exhibition; moments are in its branch's zone."""

    id: int
    title: Texts
    description: Texts
    branch: Branch | None
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    registration: Texts


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to call in an emergency where the library is; `guard` is the library's own."""

    ambulance: str = "115"
    fire: str = "125"
    police: str = "110"
    social: str | None = "123"
    guard: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The library as a whole."""

    name: Texts
    phone: str | None
    email: str | None
    website: str | None
    currency: str
    answer_days: int
    is_demo: bool
    emergency: Emergency


async def branches(store: Store) -> list[Branch]:
    """List the branches, the main one first."""
    return list(await _recall(store, "branches", _branches))


async def find_branch(store: Store, text: str) -> Branch | None:
    """Find the branch that a text names, in either language, by full, short or slightly misspelt name."""
    known = await branches(store)
    names = [(branch.code, branch.name["fa"], branch.name["en"], branch.is_main) for branch in known]
    found = match_branch(text, names)
    return None if found is None else known[found]


async def opening(store: Store, branch_id: int | None, day: date, desk: str = "library") -> DayHours:
    """Give the hours of a branch (None: the main one) or of a desk in it on a day.

    Raises NotFound when there is no such branch.
    """
    return (await _calendar(store, branch_id, desk)).day(day)


async def has_desk(store: Store, branch_id: int | None, desk: str) -> bool:
    """Tell whether a desk in a branch (None: the main one) has hours of its own. Raises NotFound."""
    return (await _calendar(store, branch_id, desk)).is_of_desk


async def is_open(store: Store, branch_id: int | None, at: datetime, desk: str = "library") -> bool:
    """Tell whether a branch (None: the main one) is open at a moment."""
    return (await _calendar(store, branch_id, desk)).is_open(at)


async def next_opening(store: Store, branch_id: int | None, at: datetime, desk: str = "library") -> datetime | None:
    """Give the next moment after this one at which a branch (None: the main one) opens, in its own zone."""
    return (await _calendar(store, branch_id, desk)).next_opening(at)


async def first_facts(store: Store, topic: str, branch_id: int | None = None) -> FirstFacts | None:
    """Give the first facts of a topic as one text, of a branch those of its own first."""
    fact, today = records.Fact, store.clock.now().date()
    query = select(fact).where(
        fact.topic == topic,
        or_(fact.branch_id.is_(None), fact.branch_id == branch_id),
        or_(fact.valid_from.is_(None), fact.valid_from <= today),
        or_(fact.valid_until.is_(None), fact.valid_until >= today),
    )
    query = query.order_by(fact.position, fact.id)
    rows = await _recall(store, ("note", topic, branch_id, today), lambda session: session.scalars(query).all())
    first = sorted(rows, key=lambda row: row.branch_id is None)[:MOST_FIRST]
    if not first:
        return None
    texts = _texts("\n".join(row.text_fa for row in first), "\n".join(row.text_en for row in first))
    return FirstFacts(topic, first[0].branch_id, texts)


async def has_titles(store: Store) -> bool:
    """Tell whether the catalogue has any title at all."""
    title = records.TitleRecord
    return await _recall(store, "has_titles", lambda session: session.scalar(select(title.id).limit(1)) is not None)


async def events(store: Store, first: date, last: date, branch_id: int | None = None) -> list[Event]:
    """List events that touch the days from first to last, of one branch or of all, the soonest first."""

    def look(session: Session) -> list[Event]:
        event = records.LibraryEvent
        known = {branch.id: branch for branch in _branches(session)}
        home = next(iter(known.values()), None)
        zone = home.zone if home else ZoneInfo("UTC")
        begin = datetime.combine(first, time.min, zone)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        query = select(event).where(event.starts_at < end, event.ends_at >= begin)
        if branch_id is not None:
            query = query.where(event.branch_id == branch_id)
        rows = session.scalars(query.order_by(event.starts_at, event.id))
        return [_event(row, known.get(row.branch_id or 0), zone) for row in rows]

    return await _look(store, look)


async def profile(store: Store) -> Profile | None:
    """Describe the library; None before one was loaded."""
    row = await _recall(store, "profile", lambda session: session.scalar(select(records.LibraryProfile)))
    if row is None:
        return None
    return Profile(
        name=_texts(row.name_fa, row.name_en),
        phone=row.phone,
        email=row.email,
        website=row.website,
        currency=row.currency,
        answer_days=row.answer_days,
        is_demo=row.is_demo,
        emergency=Emergency(
            ambulance=row.emergency_ambulance,
            fire=row.emergency_fire,
            police=row.emergency_police,
            social=row.emergency_social,
            guard=row.guard_phone,
        ),
    )


# Rows and no records, in statements that are made once: a list of loans or reservations asks for many calendars.
_BRANCH = select(records.Branch.id, records.Branch.time_zone).where(records.Branch.id == bindparam("branch"))
_MAIN = select(records.Branch.id, records.Branch.time_zone).where(records.Branch.is_main)
_HOURS = (
    select(records.BranchHours.desk, records.BranchHours.weekday, records.BranchHours.opens, records.BranchHours.closes)
    .where(
        records.BranchHours.branch_id == bindparam("branch"),
        records.BranchHours.desk.in_(("library", bindparam("desk"))),
    )
    .order_by(records.BranchHours.opens)
)
_CLOSINGS = select(
    *(
        getattr(records.Closing, name)
        for name in ("branch_id", "first_day", "last_day", "opens", "closes", "reason_fa", "reason_en")
    )
).where(or_(records.Closing.branch_id.is_(None), records.Closing.branch_id == bindparam("branch")))


def calendar_of(session: Session, branch_id: int | None, desk: str = "library") -> OpeningCalendar:
    """Read the calendar of a branch (None: the main one); a desk without hours of its own has the house's.

    Raises NotFound when there is no such branch.
    """
    home = session.execute(_MAIN if branch_id is None else _BRANCH, {"branch": branch_id}).first()
    if home is None:
        raise NotFound("branch", branch_id or "main")
    rows = session.execute(_HOURS, {"branch": home.id, "desk": desk}).all()
    own_desk = desk != "library" and any(row.desk == desk for row in rows)
    weekly: dict[int, tuple[Span, ...]] = {}
    for row in rows:
        if row.desk == (desk if own_desk else "library"):
            weekly[row.weekday] = (*weekly.get(row.weekday, ()), (row.opens, row.closes))
    closings = [
        ClosingDays(
            first=row.first_day,
            last=row.last_day,
            reason=_texts(row.reason_fa, row.reason_en),
            hours=None if row.opens is None or row.closes is None else (row.opens, row.closes),
            own=row.branch_id is not None,
        )
        for row in session.execute(_CLOSINGS, {"branch": home.id})
    ]
    return OpeningCalendar(ZoneInfo(home.time_zone), weekly, closings, narrowed=own_desk)


async def _calendar(store: Store, branch_id: int | None, desk: str) -> OpeningCalendar:
    key = ("calendar", branch_id, desk)
    return await _recall(store, key, lambda session: calendar_of(session, branch_id, desk))


async def _recall(store: Store, key: Hashable, work: Callable[[Session], T]) -> T:
    """Read what changes rarely, or take what was read a moment ago."""
    return await store.recall(("directory", key), in_session(work))


async def _look(store: Store, work: Callable[[Session], T]) -> T:
    """Read in one go, whatever the number of queries."""
    return await store.look(in_session(work))


def _branches(session: Session) -> list[Branch]:
    branch = records.Branch
    rows = session.scalars(select(branch).order_by(branch.is_main.desc(), branch.id))
    return [
        Branch(
            id=row.id,
            code=row.code,
            name=_texts(row.name_fa, row.name_en),
            address=_texts(row.address_fa, row.address_en),
            directions=_texts(row.directions_fa, row.directions_en),
            phone=row.phone,
            latitude=row.latitude,
            longitude=row.longitude,
            time_zone=row.time_zone,
            is_main=row.is_main,
            shelf_marks=row.shelf_marks,
        )
        for row in rows
    ]


def _event(row: records.LibraryEvent, branch: Branch | None, zone: ZoneInfo) -> Event:
    local = branch.zone if branch else zone
    return Event(
        id=row.id,
        title=_texts(row.title_fa, row.title_en),
        description=_texts(row.description_fa, row.description_en),
        branch=branch,
        starts_at=row.starts_at.astimezone(local),
        ends_at=row.ends_at.astimezone(local),
        seats=row.seats,
        registration=_texts(row.registration_fa, row.registration_en),
    )


def _texts(fa: str | None, en: str | None) -> Texts:
    return {"fa": fa or en or "", "en": en or fa or ""}
