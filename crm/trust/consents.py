"""Consent: what patrons said to each purpose on each channel; the latest record decides, and silence is no yes.

Where records of one patron were made one, what was said under either holds, and where they differ the stricter does,
until the patron says something anew. Nothing is copied for that, so that taking a merge back leaves no trace in it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select, true

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.many import among
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.records.values import CHANNELS, CONSENT_ACTIONS, CONSENT_SOURCES
from crm.trust.purposes import Purpose, all_purposes, purpose_of

__all__ = [
    "Consent",
    "Permit",
    "Permits",
    "add_consent",
    "consents_of",
    "is_agreed_to",
    "may_send",
    "permit",
    "permits",
    "record_consent",
    "said_no",
]

_CONSENT = table_of(records.ConsentRecord)
_PURPOSE = table_of(records.Purpose)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)
_MERGE = table_of(records.PatronMerge)


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether a purpose may be followed on a channel, and why.

    `reason` is granted, by_default, never_asked, older_text, refused, withdrawn, expired, or nobody when there is no
    such patron, or not any more.
    """

    granted: bool
    reason: str

    def __bool__(self) -> bool:
        """Tell whether it is allowed."""
        return self.granted


@dataclass(frozen=True, slots=True)
class Consent:
    """One record; without a channel it is about all of them. `by` is the account of who recorded it, if staff did."""

    purpose: str
    channel: str | None
    action: str
    source: str
    text_version: int
    occurred_at: datetime
    expires_at: datetime | None
    by: str | None


async def may_send(store: Store, patron_id: int, purpose: str, channel: str) -> Permit:
    """Tell whether a patron may be sent something for a purpose on a channel now; to be asked when it is sent.

    Raises InvalidValue when there is no such purpose.
    """
    now = store.clock.now()
    return await store.look(lambda connection: permit(connection, patron_id, purpose, channel, now))


def permit(connection: Connection, patron_id: int, purpose: str, channel: str, now: datetime) -> Permit:
    """Tell what `may_send` tells, in the transaction of a connection."""
    return permits(connection, [patron_id], purpose, channel, now)[patron_id]


def permits(
    connection: Connection, patron_ids: Collection[int], purpose: str, channel: str, now: datetime
) -> dict[int, Permit]:
    """Tell of each of some patrons what `permit` tells; a handful of statements for all of them."""
    return Permits(connection, patron_ids, now).to(purpose, channel)


class Permits:
    """What some patrons agreed to, read in one transaction.

    Who of them is there, and which records were made one, is read once; each purpose and channel when it is asked for.
    """

    def __init__(self, connection: Connection, patron_ids: Collection[int], now: datetime) -> None:
        """Begin with nothing read: what is not asked for is not looked up."""
        self._connection, self._now = connection, now
        self._patrons = frozenset(patron_ids)
        self._found: dict[tuple[str, str], dict[int, Permit]] = {}

    def to(self, purpose: str, channel: str) -> dict[int, Permit]:
        """Tell of each patron whether a purpose may be followed on a channel, and why."""
        if (purpose, channel) not in self._found:
            if purpose not in self._purposes:
                raise InvalidValue("purpose", f"there is no purpose {purpose}")
            self._found[purpose, channel] = self._read(self._purposes[purpose], channel)
        return self._found[purpose, channel]

    @cached_property
    def _purposes(self) -> dict[str, Purpose]:
        return {one.code: one for one in all_purposes(self._connection)}

    @cached_property
    def _there(self) -> frozenset[int]:
        query = select(_PATRON.c.id).where(
            among(self._connection, _PATRON.c.id, self._patrons), _PATRON.c.erased_at.is_(None)
        )
        return frozenset(self._connection.scalars(query))

    @cached_property
    def _families(self) -> dict[int, list[tuple[int, datetime]]]:
        return _families(self._connection, self._there)

    def _read(self, what: Purpose, channel: str) -> dict[int, Permit]:
        found = dict.fromkeys(self._patrons, Permit(False, "nobody"))
        by_default = Permit(what.default_granted, "by_default" if what.default_granted else "never_asked")
        if not what.can_opt_out:
            return found | dict.fromkeys(self._there, by_default)
        families = self._families
        everybody = self._there.union(*({other for other, _ in joined} for joined in families.values()))
        latest = _latest_of(self._connection, everybody, what.id, channel)
        for patron_id in self._there:
            joined, own = families.get(patron_id, []), latest.get(patron_id)
            if own is not None and all(own.occurred_at > since for _, since in joined):
                found[patron_id] = _verdict(what, own, self._now)
                continue
            said = [own, *(latest.get(other) for other, _ in joined)]
            verdicts = [_verdict(what, record, self._now) for record in said if record is not None]
            found[patron_id] = next((verdict for verdict in verdicts if not verdict), (*verdicts, by_default)[0])
        return found


def is_agreed_to(connection: Connection, patron_id: int, purpose: str) -> bool:
    """Tell whether a yes to a purpose stands under a record, on whichever channel."""
    what = purpose_of(connection, purpose)
    last = [connection.execute(_latest(patron_id, what.id, channel)).first() for channel in CHANNELS]
    return any(record is not None and record.action == "granted" for record in last)


def said_no(connection: Connection, patron_id: int, purpose: str) -> bool:
    """Tell whether the last word to a purpose under a record, or one that was made one with it, is a no."""
    what = purpose_of(connection, purpose)
    ids = [patron_id, *(other for other, _ in _joined(connection, patron_id))]
    last = [connection.execute(_latest(one, what.id, None)).first() for one in ids]
    return any(record is not None and record.action != "granted" for record in last)


def _verdict(what: Purpose, latest: Row[Any], now: datetime) -> Permit:
    """Tell what the latest record of one name comes to."""
    if latest.action != "granted":
        return Permit(False, str(latest.action))
    if latest.expires_at is not None and latest.expires_at <= now:
        return Permit(False, "expired")
    if what.lawful_basis == "consent" and latest.text_version < what.text_version:
        return Permit(False, "older_text")
    return Permit(True, "granted")


def _joined(connection: Connection, patron_id: int) -> list[tuple[int, datetime]]:
    """Give the records that were made one with a patron's, those made one with these too, and since when."""
    return _families(connection, [patron_id]).get(patron_id, [])


def _families(connection: Connection, patron_ids: Collection[int]) -> dict[int, list[tuple[int, datetime]]]:
    """Give what `_joined` gives, of each patron with whose record others were made one."""
    found: dict[int, list[tuple[int, datetime]]] = {}
    # Whose family each record of the last look belongs to: one may be in several that are asked for.
    into = {patron_id: {patron_id} for patron_id in patron_ids}
    while into:
        query = (
            select(_MERGE.c.survivor_id, _MERGE.c.merged_id, _MERGE.c.decided_at)
            .where(among(connection, _MERGE.c.survivor_id, into), _MERGE.c.state == "merged")
            .order_by(_MERGE.c.id)
        )
        further: dict[int, set[int]] = {}
        for row in connection.execute(query).all():
            for root in into[row.survivor_id]:
                found.setdefault(root, []).append((row.merged_id, row.decided_at))
                further.setdefault(row.merged_id, set()).add(root)
        into = further
    return found


async def record_consent(
    store: Store,
    patron_id: int,
    purpose: str,
    channel: str | None,
    action: str,
    *,
    source: str,
    by: Actor,
    interaction_id: int | None = None,
    expires_at: datetime | None = None,
) -> bool:
    """Record what a patron said to a purpose on a channel, None for all; tell whether that was anything new.

    `action` is granted, refused, withdrawn or expired; `source` is chat, page, console, paper or import. The text
    version is the purpose's. What is already so is not recorded again. Raises InvalidValue, and NotFound when there is
    no such patron, or not any more.
    """
    return await store.transact(
        lambda connection: add_consent(
            connection,
            store,
            patron_id,
            purpose,
            channel,
            action,
            source=source,
            by=by,
            interaction_id=interaction_id,
            expires_at=expires_at,
        )
    )


def add_consent(
    connection: Connection,
    store: Store,
    patron_id: int,
    purpose: str,
    channel: str | None,
    action: str,
    *,
    source: str,
    by: Actor,
    interaction_id: int | None = None,
    expires_at: datetime | None = None,
) -> bool:
    """Do what `record_consent` does, in the transaction of a connection."""
    what, now = purpose_of(connection, purpose), store.clock.now()
    _refuse_odd(what, channel, action, source, expires_at, now)
    # Locked, so that of two acts at once the second sees the first.
    one = select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    public_id = connection.scalar(one.with_for_update())
    if public_id is None:
        raise NotFound("patron", patron_id)
    latest = connection.execute(_latest(patron_id, what.id, channel)).first()
    said = (action, what.text_version, expires_at)
    # A no on one channel is no no to all of them.
    speaks_for = latest is not None and (channel is not None or latest.channel is None)
    # What was said before records were made one may have been overruled by that: it is said anew.
    overruled = latest is not None and any(latest.occurred_at <= since for _, since in _joined(connection, patron_id))
    same = latest is not None and (latest.action, latest.text_version, latest.expires_at) == said
    if same and speaks_for and not overruled:
        return False
    row = {
        "patron_id": patron_id,
        "subject_ref": store.subject_ref(public_id),
        "purpose_id": what.id,
        "channel": channel,
        "action": action,
        "source": source,
        "text_version": what.text_version,
        "interaction_id": interaction_id,
        "recorded_by_id": by.id,
        "occurred_at": now,
        "expires_at": expires_at,
    }
    connection.execute(insert(_CONSENT), row)
    about = trail.Subject("consent", what.code, public_id)
    trail.append(connection, store, by, f"consent.{action}", about, [channel or "all"])
    return True


async def consents_of(store: Store, patron_id: int) -> list[Consent]:
    """Give every record of a patron, the latest first, those of records that were made one with theirs among them."""
    query = (
        select(_CONSENT, _PURPOSE.c.code, _STAFF.c.username)
        .join(_PURPOSE, _PURPOSE.c.id == _CONSENT.c.purpose_id)
        .outerjoin(_STAFF, _STAFF.c.id == _CONSENT.c.recorded_by_id)
        .order_by(_CONSENT.c.occurred_at.desc(), _CONSENT.c.id.desc())
    )

    def look(connection: Connection) -> list[Consent]:
        ids = [patron_id, *(other for other, _ in _joined(connection, patron_id))]
        return [
            Consent(
                row.code,
                row.channel,
                row.action,
                row.source,
                row.text_version,
                row.occurred_at,
                row.expires_at,
                row.username,
            )
            for row in connection.execute(query.where(_CONSENT.c.patron_id.in_(ids)))
        ]

    return await store.look(look)


_SAID = (_CONSENT.c.action, _CONSENT.c.text_version, _CONSENT.c.expires_at, _CONSENT.c.channel, _CONSENT.c.occurred_at)


def _latest(
    patron_id: int, purpose_id: int, channel: str | None
) -> Select[tuple[str, int, datetime | None, str | None, datetime]]:
    """The latest record on a channel, its own or one for all channels; for all channels, the latest on any."""
    return (
        select(*_SAID)
        .where(_CONSENT.c.patron_id == patron_id, _CONSENT.c.purpose_id == purpose_id, _speaks_for(channel))
        .order_by(_CONSENT.c.occurred_at.desc(), _CONSENT.c.id.desc())
        .limit(1)
    )


def _latest_of(
    connection: Connection, patron_ids: Collection[int], purpose_id: int, channel: str | None
) -> dict[int, Any]:
    """Give what `_latest` finds, of each of some patrons who said anything."""
    query = (
        select(_CONSENT.c.patron_id, *_SAID)
        .where(
            among(connection, _CONSENT.c.patron_id, patron_ids),
            _CONSENT.c.purpose_id == purpose_id,
            _speaks_for(channel),
        )
        .order_by(_CONSENT.c.occurred_at, _CONSENT.c.id)
    )
    return {row.patron_id: row for row in connection.execute(query)}


def _speaks_for(channel: str | None) -> ColumnElement[bool]:
    return true() if channel is None else or_(_CONSENT.c.channel == channel, _CONSENT.c.channel.is_(None))


def _refuse_odd(
    what: Purpose, channel: str | None, action: str, source: str, expires_at: datetime | None, now: datetime
) -> None:
    if channel is not None and channel not in CHANNELS:
        raise InvalidValue("channel", "no such channel")
    if action not in CONSENT_ACTIONS:
        raise InvalidValue("action", "no such act")
    if source not in CONSENT_SOURCES:
        raise InvalidValue("source", "no such source")
    if action == "granted" and channel is None:
        raise InvalidValue("channel", "a yes is for one channel")
    if action != "granted" and not what.can_opt_out:
        raise InvalidValue("purpose", "this cannot be opted out of")
    if expires_at is not None and (action != "granted" or expires_at <= now):
        raise InvalidValue("expires_at", "only a yes ends, and later")
