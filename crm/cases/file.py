"""One case with everything that is known of it: history, patron, conversation, channel to the patron."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from crm import records
from crm.cases.contact_ways import ways_named
from crm.cases.listing import OWING
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.sign_in_periods import holds
from crm.records.staff_names import name_of
from crm.records.values import CHATS

__all__ = ["PATRONS_WORDS", "REACHED_BY", "CaseFile", "CaseStep", "case_file", "way_to_patron"]

# In the step of a note: a member of staff put down what the patron had said to them.
PATRONS_WORDS = "patron"
# The channels on which the library can write first, and has a sender.
REACHED_BY = CHATS

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_STAFF = table_of(records.StaffUser)
_BRANCH = table_of(records.Branch)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case's history; `staff` is the name of who did it, None for the system or the patron."""

    kind: str
    from_value: str | None
    to_value: str | None
    note: str | None
    staff: str | None
    occurred_at: datetime

    @property
    def is_patrons(self) -> bool:
        """Tell whether these are words of the patron's own, said after the case was told."""
        return self.note is not None and (self.is_passed_on or (self.staff is None and self.kind in ("note", "reopen")))

    @property
    def is_passed_on(self) -> bool:
        """Tell whether a member of staff put down here what the patron had said to them."""
        return self.kind == "note" and self.from_value == PATRONS_WORDS


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case for those who work on it; how to reach its patron is only told to be there.

    `reached_by` is the channel on which an answer reaches the patron, in `reached_in`; None where there is none.
    `asked_by` are the kinds of the other ways that they want to be reached by (crm.cases.contact_ways).
    """

    id: int
    number: str
    kind: str
    status: str
    priority: str
    subject: str
    description: str | None
    language: str
    resolution: str | None
    opened_at: datetime
    ack_due_at: datetime | None
    acknowledged_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    reopen_count: int
    version: int
    has_contact: bool
    asked_by: tuple[str, ...]
    assignee: str | None
    assignee_name: str | None
    branch: dict[str, str] | None
    patron_public_id: str | None
    patron_name: str | None
    conversation: str | None
    conversation_channel: str | None
    reached_by: str | None
    reached_in: str | None
    has_patron: bool
    steps: tuple[CaseStep, ...]

    @property
    def is_reopened_by_patron(self) -> bool:
        """Tell whether the case is open again because its patron, in a chat, did not accept the answer."""
        last = next((step for step in reversed(self.steps) if step.kind == "reopen"), None)
        return self.owes and last is not None and last.staff is None

    @property
    def owes(self) -> bool:
        """Tell whether the library owes the next step."""
        return self.status in OWING

    def is_breached(self, now: datetime) -> bool:
        """Tell whether a time that was promised has passed."""
        late = self.due_at is not None and self.due_at <= now
        unseen = self.status == "new" and self.ack_due_at is not None and self.ack_due_at <= now
        return self.owes and (late or unseen)


_PLAIN = (
    "id", "number", "kind", "status", "priority", "subject", "description", "language", "resolution", "opened_at",
    "ack_due_at", "acknowledged_at", "due_at", "answered_at", "closed_at", "reopen_count", "version",
)  # fmt: skip
_FILE = (
    select(
        *(_CASE.c[name] for name in _PLAIN),
        _CASE.c.contact,
        _CASE.c.patron_id,
        _CASE.c.interaction_id,
        _STAFF.c.username.label("assignee"),
        name_of(_STAFF).label("assignee_name"),
        _BRANCH.c.name_fa,
        _BRANCH.c.name_en,
        _PATRON.c.public_id.label("patron_public_id"),
        _PATRON.c.display_name.label("patron_name"),
        _INTERACTION.c.public_id.label("conversation"),
        _INTERACTION.c.channel.label("conversation_channel"),
    )
    .select_from(_CASE)
    .outerjoin(_STAFF, _CASE.c.assignee_id == _STAFF.c.id)
    .outerjoin(_BRANCH, _CASE.c.branch_id == _BRANCH.c.id)
    .outerjoin(_PATRON, _CASE.c.patron_id == _PATRON.c.id)
    .outerjoin(_INTERACTION, _CASE.c.interaction_id == _INTERACTION.c.id)
)


async def case_file(store: Store, number: str) -> CaseFile | None:
    """Find a case by its number, with its history from the first step on."""

    def look(connection: Connection) -> CaseFile | None:
        row = connection.execute(_FILE.where(_CASE.c.number == number)).mappings().first()
        if row is None:
            return None
        steps = connection.execute(
            select(
                *(_EVENT.c[name] for name in ("kind", "from_value", "to_value", "note", "occurred_at")),
                name_of(_STAFF).label("staff"),
            )
            .outerjoin(_STAFF, _EVENT.c.staff_id == _STAFF.c.id)
            .where(_EVENT.c.case_id == row["id"])
            .order_by(_EVENT.c.id)
        ).mappings()
        way = way_to_patron(connection, row["patron_id"], row["interaction_id"], now=store.clock.now())
        named = ("assignee", "assignee_name", "patron_public_id", "patron_name")
        return CaseFile(
            **{name: row[name] for name in (*_PLAIN, *named, "conversation", "conversation_channel")},
            branch=None if row["name_fa"] is None else {"fa": row["name_fa"], "en": row["name_en"]},
            has_contact=row["contact"] is not None,
            asked_by=ways_named(row["contact"]),
            has_patron=row["patron_id"] is not None,
            reached_by=None if way is None else way["channel"],
            reached_in=None if way is None else way["language"],
            steps=tuple(CaseStep(**step) for step in steps),
        )

    return await store.look(look)


def way_to_patron(
    connection: Connection, patron_id: int | None, interaction_id: int | None, *, now: datetime, lock: bool = False
) -> RowMapping | None:
    """Find the chat in which an answer reaches the patron of a case: id, channel and language; None without one.

    Of a patron it is the chat that they are signed in to and were seen in last. Of a case that names no patron it is
    the chat that opened it, as long as nobody else has sat down at it since.
    """
    columns = (_IDENTITY.c.id, _IDENTITY.c.channel, _IDENTITY.c.language)
    query: Any
    if patron_id is not None:
        query = (
            select(*columns)
            .where(_IDENTITY.c.patron_id == patron_id, holds(now))
            .order_by(_IDENTITY.c.last_seen_at.desc(), _IDENTITY.c.id.desc())
        )
    elif interaction_id is not None:
        message = table_of(records.Message)
        newest = (
            select(message.c.id)
            .where(message.c.interaction_id == _INTERACTION.c.id)
            .order_by(message.c.seq.desc())
            .limit(1)
            .correlate(_INTERACTION)
            .scalar_subquery()
        )
        query = (
            select(*columns)
            .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
            .where(_INTERACTION.c.id == interaction_id, newest > _IDENTITY.c.history_after)
        )
    else:
        return None
    query = query.where(_IDENTITY.c.channel.in_(REACHED_BY), _IDENTITY.c.blocked_at.is_(None)).limit(1)
    if lock:
        query = query.with_for_update(of=_IDENTITY)
    found: RowMapping | None = connection.execute(query).mappings().first()
    return found
