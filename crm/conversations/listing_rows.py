"""Rows of the list of conversations: read for one page, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from crm import records
from crm.conversations.first_words import first_words
from crm.conversations.labels import LabelView, labels_of
from crm.database.upsert import table_of
from crm.messages.sent import Sent, sent_in
from crm.records.staff_names import name_of

__all__ = ["FoundText", "TalkHit", "TalkRow", "talk_rows"]

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_BRANCH = table_of(records.Branch)
_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)
_CASE = table_of(records.ServiceCase)


@dataclass(frozen=True, slots=True)
class TalkHit:
    """A conversation in which words were found, and the messages that hold them, the newest first."""

    interaction_id: int
    message_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundText:
    """A message that holds the words."""

    message_id: int
    sender: str
    is_internal: bool
    text: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One conversation of a list, or another contact (`kind`); the names are for those who may read patrons.

    `sent` is what the library wrote, in a contact that it began.
    """

    id: int
    public_id: str
    kind: str
    subject: str | None
    channel: str
    language: str | None
    status: str
    outcome: str | None
    handled_by: str
    primary_intent: str | None
    started_at: datetime
    last_message_at: datetime | None
    ended_at: datetime | None
    patron_message_count: int
    lowest_confidence: float | None
    fallback_count: int
    score: int | None
    thumb: int | None
    read_effort: int | None
    redacted_at: datetime | None
    branch_fa: str | None
    branch_en: str | None
    staff_name: str | None
    patron_name: str | None
    chat_name: str | None
    first_text: str | None
    case_number: str | None
    case_subject: str | None
    sent: Sent | None = None
    labels: tuple[LabelView, ...] = ()
    hits: tuple[FoundText, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the one who talks, which not every reader is to see."""
        return tuple(name for name in (self.patron_name, self.chat_name) if name)


_OWN = (
    "id", "public_id", "kind", "subject", "channel", "language", "status", "outcome", "handled_by", "primary_intent",
    "started_at", "last_message_at", "ended_at", "patron_message_count", "lowest_confidence", "fallback_count",
    "score", "thumb", "read_effort", "redacted_at",
)  # fmt: skip
_ROWS = select(
    *(_INTERACTION.c[name] for name in _OWN),
    _BRANCH.c.name_fa.label("branch_fa"),
    _BRANCH.c.name_en.label("branch_en"),
    name_of(_STAFF).label("staff_name"),
    _PATRON.c.display_name.label("patron_name"),
    _IDENTITY.c.display_name.label("chat_name"),
    first_words(_INTERACTION).label("first_text"),
    _CASE.c.number.label("case_number"),
    _CASE.c.subject.label("case_subject"),
).select_from(
    _INTERACTION.outerjoin(_BRANCH, _BRANCH.c.id == _INTERACTION.c.branch_id)
    .outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
    .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
    .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
    .outerjoin(_CASE, _CASE.c.id == _INTERACTION.c.case_id)
)


def talk_rows(connection: Connection, ids: Sequence[int], hits: Mapping[int, TalkHit] | None = None) -> list[TalkRow]:
    """Read conversations in the order of their ids, with their labels, and the messages that were found in them."""
    if not ids:
        return []
    found = {row["id"]: row for row in connection.execute(_ROWS.where(_INTERACTION.c.id.in_(ids))).mappings()}
    labels = labels_of(connection, ids)
    texts = _texts(connection, hits or {})
    sent = sent_in(connection, [each for each, row in found.items() if row["kind"] == "notice"])
    return [
        TalkRow(**found[each], sent=sent.get(each), labels=labels.get(each, ()), hits=texts.get(each, ()))
        for each in ids
        if each in found
    ]


def _texts(connection: Connection, hits: Mapping[int, TalkHit]) -> dict[int, tuple[FoundText, ...]]:
    wanted = [message_id for hit in hits.values() for message_id in hit.message_ids]
    if not wanted:
        return {}
    query = select(
        _MESSAGE.c.id, _MESSAGE.c.interaction_id, _MESSAGE.c.sender, _MESSAGE.c.is_internal, _MESSAGE.c.body
    ).where(_MESSAGE.c.id.in_(wanted))
    texts: dict[int, list[FoundText]] = {}
    for row in sorted(connection.execute(query), key=lambda row: -row.id):
        found = FoundText(row.id, row.sender, row.is_internal, row.body or "")
        texts.setdefault(row.interaction_id, []).append(found)
    return {interaction_id: tuple(found) for interaction_id, found in texts.items()}
