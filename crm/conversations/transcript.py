"""The transcript of a conversation for staff: its head, every turn as the engine read it, its events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, select

from crm import records
from crm.conversations.labels import LabelView, labels_of
from crm.conversations.listing_rows import TalkRow, talk_rows
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.records.staff_names import name_of

__all__ = ["MOST_LINES", "Happening", "TranscriptLine", "Talk", "lines", "other_talks", "talk"]

MOST_LINES = 200

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_STAFF = table_of(records.StaffUser)
_ALARM = table_of(records.Alarm)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)
_BRANCH = table_of(records.Branch)
_CASE = table_of(records.ServiceCase)
_FEEDBACK = table_of(records.Feedback)
_REVIEW = table_of(records.ReviewItem)
_OUTBOX = table_of(records.Outbox)


# The events that say whether somebody is waited for.
WAITS = ("handoff_requested", "handoff_accepted", "returned_to_bot", "handoff_expired")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a conversation, and who caused it; of a transfer ("given"), to whom it was given."""

    kind: str
    occurred_at: datetime
    staff_name: str | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Talk:
    """The head of a conversation; names and `patron_public_id` are for those who may read patrons."""

    id: int
    public_id: str
    channel: str
    language: str
    status: str
    outcome: str | None
    handled_by: str
    kind: str
    primary_intent: str | None
    subject: str | None
    started_at: datetime
    last_message_at: datetime | None
    ended_at: datetime | None
    handoff_requested_at: datetime | None
    first_staff_reply_at: datetime | None
    waiting_since: datetime | None
    last_seq: int
    patron_message_count: int
    lowest_confidence: float | None
    score: int | None
    read_effort: int | None
    is_test: bool
    redacted_at: datetime | None
    patron_id: int | None
    identity_id: int | None
    assigned_to: str | None
    staff_name: str | None
    patron_public_id: str | None
    patron_name: str | None
    chat_name: str | None
    branch_fa: str | None
    branch_en: str | None
    case_number: str | None
    labels: tuple[LabelView, ...] = ()
    happenings: tuple[Happening, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the one who talks, which not every reader is to see."""
        return tuple(name for name in (self.patron_name, self.chat_name) if name)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the patron, and nobody else, has taken back the wish for a librarian, or left a message."""
        last = next((one for one in reversed(self.happenings) if one.kind in WAITS), None)
        return last is not None and last.kind == "returned_to_bot" and last.staff_name is None

    @property
    def is_with_staff(self) -> bool:
        """Tell whether a librarian is waited for or has it."""
        return self.status in ("waiting_staff", "with_staff")


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One message with all that is known of it; `analysis` holds runner_up, entities, actions and failed."""

    id: int
    seq: int
    sender: str
    is_internal: bool
    text: str
    redacted: bool
    payload: str | None
    buttons: list[dict[str, str]] | None
    language: str | None
    created_at: datetime
    intent: str | None
    confidence: float | None
    analysis: dict[str, Any] | None
    answer_status: str | None
    answer_name: str | None
    latency_ms: int | None
    engine_version: str | None
    in_reply_to_id: int | None
    staff_name: str | None
    custom: dict[str, Any] | None
    thumb: int | None
    delivery: str | None
    review_id: int | None
    reviewed_at: datetime | None

    @property
    def runner_up(self) -> str | None:
        """The intent that came second."""
        found = (self.analysis or {}).get("runner_up")
        return str(found) if found else None

    @property
    def entities(self) -> list[dict[str, Any]]:
        """What was found in the words."""
        return [each for each in (self.analysis or {}).get("entities") or () if isinstance(each, dict)]

    @property
    def actions(self) -> list[str]:
        """What the bot did."""
        return [str(each) for each in (self.analysis or {}).get("actions") or ()]

    @property
    def told(self) -> list[str]:
        """Name the facts and passages that it told: "fact:12"."""
        found = (self.custom or {}).get("told")
        return [str(each) for each in found] if isinstance(found, list) else []

    @property
    def is_undelivered(self) -> bool:
        """Tell whether it was for the patron, and will not reach them."""
        return self.delivery in ("dropped", "failed") and not self.is_internal

    @property
    def failed(self) -> str | None:
        """Why there was no answer."""
        found = (self.analysis or {}).get("failed")
        return str(found) if found else None


_OWN = (
    "id", "public_id", "channel", "status", "outcome", "handled_by", "kind", "primary_intent", "subject", "started_at",
    "last_message_at", "ended_at", "handoff_requested_at", "first_staff_reply_at", "waiting_since", "last_seq",
    "patron_message_count", "lowest_confidence", "score", "read_effort", "is_test",
    "redacted_at", "patron_id",
)  # fmt: skip
_HEAD = select(
    *(_INTERACTION.c[name] for name in _OWN),
    _INTERACTION.c.language,
    _INTERACTION.c.channel_identity_id.label("identity_id"),
    _STAFF.c.username.label("assigned_to"),
    name_of(_STAFF).label("staff_name"),
    _PATRON.c.public_id.label("patron_public_id"),
    _PATRON.c.display_name.label("patron_name"),
    _IDENTITY.c.display_name.label("chat_name"),
    _BRANCH.c.name_fa.label("branch_fa"),
    _BRANCH.c.name_en.label("branch_en"),
    _CASE.c.number.label("case_number"),
).select_from(
    _INTERACTION.outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
    .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
    .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
    .outerjoin(_BRANCH, _BRANCH.c.id == _INTERACTION.c.branch_id)
    .outerjoin(_CASE, _CASE.c.id == _INTERACTION.c.case_id)
)
_PLAIN = (
    "id", "seq", "sender", "is_internal", "payload", "buttons", "language", "created_at", "intent", "confidence",
    "analysis", "answer_status", "answer_name", "latency_ms", "engine_version", "in_reply_to_id", "custom",
)  # fmt: skip
_LINES = select(
    *(_MESSAGE.c[name] for name in _PLAIN),
    _MESSAGE.c.body,
    _MESSAGE.c.body_redacted,
    name_of(_STAFF).label("staff_name"),
    _FEEDBACK.c.value.label("thumb"),
    _OUTBOX.c.state.label("delivery"),
    _REVIEW.c.id.label("review_id"),
    _REVIEW.c.done_at.label("reviewed_at"),
).select_from(
    _MESSAGE.outerjoin(_STAFF, _STAFF.c.id == _MESSAGE.c.staff_id)
    .outerjoin(_FEEDBACK, _FEEDBACK.c.message_id == _MESSAGE.c.id)
    .outerjoin(_OUTBOX, _OUTBOX.c.message_id == _MESSAGE.c.id)
    .outerjoin(_REVIEW, _REVIEW.c.message_id == _MESSAGE.c.id)
)


async def talk(store: Store, public_id: str) -> Talk:
    """Give the head of a conversation; raises NotFound."""

    def look(connection: Connection) -> Talk:
        row = connection.execute(_HEAD.where(_INTERACTION.c.public_id == public_id)).mappings().first()
        if row is None:
            raise NotFound("conversation", public_id)
        events = (
            select(_how(), _EVENT.c.occurred_at, name_of(_STAFF), _EVENT.c.seconds)
            .outerjoin(_STAFF, _STAFF.c.id == _EVENT.c.staff_id)
            .where(_EVENT.c.interaction_id == row["id"])
            .order_by(_EVENT.c.id)
        )
        return Talk(
            **{**row, "language": row["language"] or "fa"},
            labels=labels_of(connection, [row["id"]]).get(row["id"], ()),
            happenings=_in_order(
                [Happening(*each) for each in connection.execute(events)], _alarms(connection, row["id"])
            ),
        )

    return await store.look(look)


def _alarms(connection: Connection, interaction_id: int) -> list[Happening]:
    """Give what became of the alarms of a conversation: rung, said to be over, seen by whom."""
    query = (
        select(_ALARM.c.raised_at, _ALARM.c.taken_back_at, _ALARM.c.acknowledged_at, name_of(_STAFF))
        .outerjoin(_STAFF, _STAFF.c.id == _ALARM.c.acknowledged_by)
        .where(_ALARM.c.interaction_id == interaction_id)
        .order_by(_ALARM.c.id)
    )
    found: list[Happening] = []
    for raised_at, taken_back_at, seen_at, seen_by in connection.execute(query):
        found.append(Happening("alarm_rung", raised_at, None, None))
        if taken_back_at is not None:
            found.append(Happening("alarm_over", taken_back_at, None, None))
        if seen_at is not None:
            found.append(Happening("alarm_seen", seen_at, seen_by, None))
    return found


def _in_order(events: list[Happening], alarms: list[Happening]) -> tuple[Happening, ...]:
    """Put alarms among the events by time; events of one moment stay in the order in which they were kept."""
    return tuple(sorted([*events, *alarms], key=lambda each: each.occurred_at)) if alarms else tuple(events)


async def lines(
    store: Store, interaction_id: int, *, after: int = 0, before: int | None = None, internal: bool = True
) -> list[TranscriptLine]:
    """Give messages of a conversation in order, the last 200 of those between two numbers in it.

    What the gateway said to the bot by itself is left out, and internal notes unless they are wanted.
    """
    wanted: list[ColumnElement[bool]] = [
        _MESSAGE.c.interaction_id == interaction_id,
        _MESSAGE.c.seq > after,
        _MESSAGE.c.sender != "system",
    ]
    if before is not None:
        wanted.append(_MESSAGE.c.seq < before)
    if not internal:
        wanted.append(_MESSAGE.c.is_internal.is_(False))
    query = _LINES.where(*wanted).order_by(_MESSAGE.c.seq.desc()).limit(MOST_LINES)
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [_line(dict(row)) for row in reversed(rows)]


async def other_talks(store: Store, of: Talk, limit: int = 10) -> list[TalkRow]:
    """Give the latest other conversations of the same patron, or of the same chat where no patron is known."""
    if of.patron_id is not None:
        same = _INTERACTION.c.patron_id == of.patron_id
    elif of.identity_id is not None:
        same = (_INTERACTION.c.channel_identity_id == of.identity_id) & _INTERACTION.c.patron_id.is_(None)
    else:
        return []
    query = (
        select(_INTERACTION.c.id)
        .where(same, _INTERACTION.c.id != of.id)
        .order_by(_INTERACTION.c.started_at.desc())
        .limit(limit)
    )

    def look(connection: Connection) -> Sequence[TalkRow]:
        return talk_rows(connection, list(connection.scalars(query)))

    return list(await store.look(look))


def _line(row: dict[str, Any]) -> TranscriptLine:
    body, redacted = row.pop("body"), row.pop("body_redacted")
    return TranscriptLine(**row, text=body or "", redacted=redacted)


def _how() -> ColumnElement[str]:
    """Give an event's kind; a conversation that came from a colleague was given, or taken over by who has it now."""
    is_taken = _EVENT.c.kind == "handoff_accepted"
    return case(
        (is_taken & (_EVENT.c.detail == "from " + _STAFF.c.username), "taken_over"),
        (is_taken & _EVENT.c.detail.startswith("from "), "given"),
        else_=_EVENT.c.kind,
    )
