"""The desk's side of applications: the list, one with who it may be already, and the decision, told in the chat."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.cases.delivery import deliver
from crm.cases.work import checked, moved, put_event
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.joining.prospects import empty
from crm.patrons.cards import checked_pin, hash_pin
from crm.patrons.telephones import is_same_number
from crm.records.patrons import name_key
from crm.staff.members import acting
from language.digits import to_ascii
from language.normalise import fold

__all__ = [
    "Applicant",
    "ApplicationRow",
    "Decided",
    "LikelyPatron",
    "accept",
    "application",
    "applications",
    "known",
    "refuse",
    "waiting",
]

LONGEST_CARD, LONGEST_WORDS = 40, 1000

_APPLICATION = table_of(records.Application)
_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)
_CASE = table_of(records.ServiceCase)

Letter = Callable[[str, str, str], str]
"""Write, from language, case number and words (empty where there are none), what the applicant reads."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application of the list, without anything that was told in it."""

    public_id: str
    status: str
    channel: str
    language: str
    is_confirmed: bool
    case_number: str | None
    sent_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class LikelyPatron:
    """A patron whom an applicant may be: by the same contact, or by name and year of birth."""

    public_id: str
    display_name: str | None
    card_last4: str | None
    by_contact: bool


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application as the desk sees it; what was told is gone once it is decided."""

    row: ApplicationRow
    name: str | None
    birth_year: int | None
    contact_kind: str | None
    contact: str | None
    address: str | None
    alike: tuple[LikelyPatron, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: in which chat the applicant was told, None where no chat reaches them."""

    channel: str | None


_COLUMNS = (
    _APPLICATION.c.public_id,
    _APPLICATION.c.status,
    _APPLICATION.c.channel,
    _APPLICATION.c.language,
    _APPLICATION.c.confirmed_at.is_not(None).label("is_confirmed"),
    _CASE.c.number.label("case_number"),
    _APPLICATION.c.sent_at,
    _APPLICATION.c.decided_at,
)
_LIST = select(*_COLUMNS).outerjoin(_CASE, _CASE.c.id == _APPLICATION.c.case_id)


async def applications(
    store: Store, status: str | None = None, *, limit: int = 25, offset: int = 0
) -> tuple[list[ApplicationRow], int]:
    """List what was sent to the desk, the latest first, and how many there are."""
    mine: Any = _APPLICATION.c.sent_at.is_not(None)
    if status is not None:
        mine = and_(mine, _APPLICATION.c.status == status)

    def look(connection: Connection) -> tuple[list[ApplicationRow], int]:
        query = _LIST.where(mine).order_by(_APPLICATION.c.sent_at.desc(), _APPLICATION.c.id.desc())
        rows = connection.execute(query.limit(limit).offset(offset)).mappings()
        found = [ApplicationRow(**row) for row in rows]
        return found, int(connection.scalar(select(func.count()).select_from(_APPLICATION).where(mine)) or 0)

    return await store.look(look)


async def waiting(store: Store) -> int:
    """Count the applications that wait for the desk."""
    query = select(func.count()).select_from(_APPLICATION).where(_APPLICATION.c.status == "sent")
    return await store.look(lambda connection: int(connection.execute(query).scalar_one()))


async def application(store: Store, public_id: str, *, by: Actor) -> Applicant:
    """Show one application to a member of staff, and note that it was shown; raises NotFound."""

    def show(connection: Connection) -> Applicant:
        row = connection.execute(_LIST.where(_APPLICATION.c.public_id == public_id)).mappings().first()
        if row is None or row["sent_at"] is None:
            raise NotFound("application", public_id)
        mine = select(_APPLICATION).where(_APPLICATION.c.public_id == public_id)
        told = connection.execute(mine).mappings().one()
        fields = ("name", "birth_year", "contact", "address") if told["name"] is not None else ()
        trail.append(connection, store, by, "application.read", trail.Subject("application", public_id), fields)
        return Applicant(
            ApplicationRow(**row),
            told["name"],
            told["birth_year"],
            told["contact_kind"],
            told["contact"],
            told["address"],
            _alike(connection, told),
        )

    return await store.transact(show)


async def accept(
    store: Store,
    public_id: str,
    *,
    card: str,
    pin: str,
    category: str | None,
    expires_at: datetime | None,
    is_seen: bool,
    by: Actor,
    letter: Letter,
) -> Decided:
    """Make the applicant a patron with a card and a PIN, won in the channel that they came by, and tell them.

    The contact counts as theirs when it was confirmed by a code, or the desk has seen to it (`is_seen`). Raises
    InvalidValue ("card", "pin", "contact" where it is not confirmed, "expires_at"), Conflict when it is decided.
    """
    number = to_ascii(card).strip()
    if not number or len(number) > LONGEST_CARD or not any(sign.isdigit() for sign in number):
        raise InvalidValue("card", "a card number is needed")
    secret = checked_pin(pin)
    if expires_at is not None and expires_at <= store.clock.now():
        raise InvalidValue("expires_at", "a day to come is needed")
    pin_hash = await asyncio.to_thread(hash_pin, store, secret)

    def take(connection: Connection) -> Decided:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = _undecided(connection, public_id)
        if row["confirmed_at"] is None and not is_seen:
            raise InvalidValue("contact", "nobody has confirmed the contact")
        taken = select(_PATRON.c.id).where(
            _PATRON.c.card_number_hash.in_(store.card_hashes(number)), _PATRON.c.erased_at.is_(None)
        )
        if connection.scalar(taken) is not None:
            raise InvalidValue("card", "somebody has this card")
        values = {
            "display_name": row["name"],
            "name_norm": name_key(row["name"]),
            "birth_year": row["birth_year"],
            "card_number_hash": store.card_hash(number),
            "card_last4": number[-4:],
            "pin_hash": pin_hash,
            "category": category,
            "locale": row["language"],
            "lifecycle": "new",
            "acquired_via": row["channel"],
            "registered_at": now,
            "expires_at": expires_at,
            "updated_at": now,
        }
        changed = update(_PATRON).where(_PATRON.c.id == row["patron_id"], _PATRON.c.lifecycle == "prospect")
        if not connection.execute(changed.values(**values)).rowcount:
            raise Conflict("application", "no prospect")
        _keep_contacts(connection, row)
        public = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
        about = trail.Subject("application", public_id, public)
        trail.append(connection, store, by, "application.accepted", about, tuple(values))
        emptied: dict[str, Any] = dict.fromkeys(("name", "birth_year", "contact", "contact_norm", "address"))
        decision = {"status": "accepted", "decided_at": now, "decided_by_id": staff_id, "emptied_at": now}
        mine = update(_APPLICATION).where(_APPLICATION.c.id == row["id"])
        connection.execute(mine.values(**emptied, **decision, contact_kind=None))
        return _tell(connection, row, "fixed", "", letter, staff_id, now)

    return await store.transact(take)


async def refuse(store: Store, public_id: str, words: str, *, by: Actor, letter: Letter) -> Decided:
    """Refuse an application with words that its applicant reads; what they told is erased at once.

    Raises InvalidValue ("words"), Conflict when it is decided, NotFound.
    """
    said = str(checked(words, "words", longest=LONGEST_WORDS))
    return await _end(store, public_id, "refused", "declined", said, by, letter, "application.refused")


async def known(store: Store, public_id: str, words: str, *, by: Actor, letter: Letter) -> Decided:
    """Close an application of somebody who is a patron already: nobody new was won.

    What they told is erased at once; they read only the words of the desk. Raises as `refuse` does.
    """
    said = str(checked(words, "words", longest=LONGEST_WORDS))
    return await _end(store, public_id, "known", "explained", said, by, letter, "application.known")


async def _end(
    store: Store, public_id: str, status: str, resolution: str, words: str, by: Actor, letter: Letter, action: str
) -> Decided:
    def end(connection: Connection) -> Decided:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = _undecided(connection, public_id)
        empty(connection, row, now, status=status, decided_at=now, decided_by_id=staff_id)
        trail.append(connection, store, by, action, trail.Subject("application", public_id), ("status",))
        return _tell(connection, row, resolution, words, letter, staff_id, now)

    return await store.transact(end)


def _undecided(connection: Connection, public_id: str) -> RowMapping:
    query = select(_APPLICATION).where(_APPLICATION.c.public_id == public_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("application", public_id)
    if row["status"] != "sent":
        raise Conflict("application", row["status"])
    return row


def _tell(
    connection: Connection,
    row: RowMapping,
    resolution: str,
    words: str,
    letter: Letter,
    staff_id: int,
    now: datetime,
) -> Decided:
    """Close the case of an application, and tell its applicant in the chat where they began it."""
    query = select(_CASE).where(_CASE.c.id == row["case_id"]).with_for_update()
    case = connection.execute(query).mappings().first()
    if case is None:
        return Decided(None)
    sent = deliver(
        connection,
        case,
        lambda language: letter(language, case["number"], words),
        now,
        staff_id,
        note=letter(case["language"], case["number"], words),
    )
    if case["status"] != "closed":
        put_event(connection, case["id"], "status", now, staff_id, case["status"], "closed")
        ended = {**moved(connection, case, "closed", now), "resolution": resolution, "version": case["version"] + 1}
        connection.execute(update(_CASE).where(_CASE.c.id == case["id"]).values(**ended))
    return Decided(None if sent is None else sent.channel)


def _keep_contacts(connection: Connection, row: RowMapping) -> None:
    """Keep contact and address with the new patron; one that is somebody else's, too, is nobody's alone."""
    taken = select(_POINT.c.id).where(
        _is_theirs(row),
        _POINT.c.verified_at.is_not(None),
    )
    is_free = connection.scalar(taken.limit(1)) is None
    contact = {
        "patron_id": row["patron_id"],
        "kind": row["contact_kind"],
        "value": row["contact"],
        "value_norm": row["contact_norm"],
        "is_primary": True,
        # A code proves it; that the desk has seen somebody proves their name.
        "verified_at": row["confirmed_at"] if is_free else None,
    }
    postal = {"kind": "postal", "value": row["address"], "value_norm": fold(row["address"]), "verified_at": None}
    connection.execute(insert(_POINT), [contact, {**contact, **postal}])


def _is_theirs(row: RowMapping) -> ColumnElement[bool]:
    """Tell whether a kept contact is the one of an application; a number may be written in several ways."""
    value = _POINT.c.value_norm
    is_same = (
        is_same_number(value, row["contact_norm"]) if row["contact_kind"] == "phone" else value == row["contact_norm"]
    )
    return and_(_POINT.c.kind == row["contact_kind"], is_same)


def _alike(connection: Connection, told: RowMapping) -> tuple[LikelyPatron, ...]:
    """Find whom an applicant may be already."""
    if told["name"] is None or told["status"] != "sent":
        return ()
    by_contact = (
        select(_POINT.c.id)
        .where(
            _POINT.c.patron_id == _PATRON.c.id,
            _is_theirs(told),
        )
        .exists()
    )
    query = select(
        _PATRON.c.public_id, _PATRON.c.display_name, _PATRON.c.card_last4, by_contact.label("by_contact")
    ).where(
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.lifecycle != "prospect",
        or_(by_contact, _PATRON.c.birth_year == told["birth_year"]),
    )
    name = fold(told["name"])
    return tuple(
        LikelyPatron(**row)
        for row in connection.execute(query).mappings()
        if row["by_contact"] or fold(row["display_name"] or "") == name
    )
