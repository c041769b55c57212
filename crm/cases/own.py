"""The cases of whoever talks in a chat: those of the signed-in patron, and those told in this chat before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, bindparam, or_, select, update

from crm import records
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.patrons.sign_in_periods import holds

__all__ = [
    "BY_ITSELF",
    "Asker",
    "OwnCase",
    "asker_of",
    "case_views",
    "is_own",
    "own_case",
    "own_cases",
    "owned_by",
    "take_over",
]

MOST = 20
# In the step of a message: it was not written by anybody, but says that the case was closed.
BY_ITSELF = "closed"

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_MESSAGE = table_of(records.Message)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who talks in a conversation: the chat, and the patron signed in to it, if one is."""

    interaction_id: int
    identity_id: int | None
    patron_id: int | None
    history_after: int


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One case as its patron may hear of it.

    `answer` is the last thing that a librarian wrote to the patron about it, `answered_at` when; `step` is the number
    of the last message of its history, 0 without one.
    """

    id: int
    number: str
    kind: str
    subject: str
    status: str
    resolution: str | None
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    answer: str | None
    answered_at: datetime | None
    step: int

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to come of it."""
        return self.status not in ("answered", "closed")


_ASKER = (
    select(
        _INTERACTION.c.channel_identity_id,
        _INTERACTION.c.patron_id,
        _IDENTITY.c.patron_id.label("owner"),
        _IDENTITY.c.history_after,
        holds(bindparam("now", type_=_IDENTITY.c.signed_in_until.type)).label("holds"),
    )
    .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
    .where(_INTERACTION.c.id == bindparam("interaction"))
)
_PLAIN = ("id", "number", "kind", "subject", "status", "resolution", "opened_at", "due_at", "closed_at")


async def own_cases(store: Store, conversation: str) -> list[OwnCase]:
    """List the cases of whoever talks in a conversation, the latest first; praise, which asks for nothing, is none.

    Raises NotFound for an unknown conversation.
    """

    def look(connection: Connection) -> list[OwnCase]:
        who = asker_of(connection, conversation, store.clock.now())
        return case_views(connection, and_(owned_by(who), _CASE.c.subject != "praise"))

    return await store.look(look)


async def own_case(store: Store, conversation: str, number: str) -> OwnCase | None:
    """Find one of those by its number; None for another's as for one that is not there."""

    def look(connection: Connection) -> OwnCase | None:
        who = asker_of(connection, conversation, store.clock.now())
        return next(iter(case_views(connection, and_(owned_by(who), _CASE.c.number == number))), None)

    return await store.look(look)


def asker_of(connection: Connection, conversation: str, now: datetime) -> Asker:
    """Read who talks in a conversation; raises NotFound."""
    return _asker(connection, interaction_id_of(connection, conversation), now)


def is_own(connection: Connection, number: str, interaction_id: int, now: datetime) -> bool:
    """Tell whether a case belongs to whoever talks in an interaction."""
    mine = select(_CASE.c.id).where(_CASE.c.number == number, owned_by(_asker(connection, interaction_id, now)))
    return connection.scalar(mine) is not None


def take_over(connection: Connection, number: str, who: Asker) -> None:
    """Put a signed-in asker's name to a case that was told in this chat before the sign-in.

    Only with a step that they take in it: whoever signs in here need not be who told it.
    """
    if who.patron_id is not None:
        nobodys = (_CASE.c.number == number) & _CASE.c.patron_id.is_(None)
        connection.execute(update(_CASE).where(nobodys).values(patron_id=who.patron_id))


def owned_by(who: Asker) -> ColumnElement[bool]:
    """Give the condition that a case is an asker's.

    What was told in the chat by nobody known is whose chat it is now, unless others have sat down at it since.
    """
    shown = select(_MESSAGE.c.id).where(
        _MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.id > who.history_after
    )
    here = select(_INTERACTION.c.id).where(
        _INTERACTION.c.channel_identity_id == who.identity_id, shown.correlate(_INTERACTION).exists()
    )
    told_here = and_(_CASE.c.patron_id.is_(None), _CASE.c.interaction_id.in_(here))
    return told_here if who.patron_id is None else or_(_CASE.c.patron_id == who.patron_id, told_here)


def case_views(connection: Connection, condition: ColumnElement[bool]) -> list[OwnCase]:
    """Read cases as their patron may hear of them, the latest first."""
    query = select(*(_CASE.c[name] for name in _PLAIN)).where(condition).order_by(_CASE.c.id.desc()).limit(MOST)
    rows = connection.execute(query).mappings().all()
    said = _messages(connection, [row["id"] for row in rows])
    return [_view(row, said.get(row["id"], ())) for row in rows]


def _asker(connection: Connection, interaction_id: int, now: datetime) -> Asker:
    row = connection.execute(_ASKER, {"interaction": interaction_id, "now": now}).first()
    if row is None:
        raise NotFound("conversation", interaction_id)
    # Both must say so, as for every other thing of a patron's.
    signed_in = bool(row.holds) and row.owner is not None and row.owner == row.patron_id
    return Asker(interaction_id, row.channel_identity_id, row.owner if signed_in else None, row.history_after or 0)


def _messages(connection: Connection, case_ids: Sequence[int]) -> dict[int, list[RowMapping]]:
    found: dict[int, list[RowMapping]] = {}
    if case_ids:
        query = (
            select(*(_EVENT.c[name] for name in ("id", "case_id", "from_value", "note", "occurred_at")))
            .where(_EVENT.c.case_id.in_(case_ids), _EVENT.c.kind == "message")
            .order_by(_EVENT.c.id)
        )
        for row in connection.execute(query).mappings():
            found.setdefault(row["case_id"], []).append(row)
    return found


def _view(row: RowMapping, said: Sequence[RowMapping]) -> OwnCase:
    written = [each for each in said if each["from_value"] != BY_ITSELF]
    return OwnCase(
        **{name: row[name] for name in _PLAIN},
        answer=written[-1]["note"] if written else None,
        answered_at=written[-1]["occurred_at"] if written else None,
        step=said[-1]["id"] if said else 0,
    )
