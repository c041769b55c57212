"""Alarms: emergencies that patrons told of, rung until a member of staff has seen them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, case, func, or_, select, text, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_conversation
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue, NotFound
from crm.records.staff_names import name_of
from crm.records.values import ALARM_KINDS
from crm.staff.members import acting

__all__ = ["AlarmView", "acknowledge", "add", "alarms", "conversation_of", "ring", "ringing", "take_back"]

# So long those that somebody has seen stay in sight of the colleagues.
SEEN_FOR = timedelta(hours=12)
MOST = 50

_ALARM = table_of(records.Alarm)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
_MESSAGE = table_of(records.Message)
_STAFF = table_of(records.StaffUser)
_RINGS = _ALARM.c.acknowledged_at.is_(None)


@dataclass(frozen=True, slots=True)
class AlarmView:
    """One alarm as staff see it; `said` are the patron's words, masked: what told of it, and the last told since."""

    id: int
    public_id: str
    status: str
    kind: str
    raised_at: datetime
    last_at: datetime
    taken_back_at: datetime | None
    acknowledged_at: datetime | None
    seen_by: str | None
    channel: str
    language: str
    patron_name: str | None
    chat_name: str | None
    said: str

    @property
    def may_be_taken(self) -> bool:
        """Whether a librarian may come into the conversation: the bot has it, or nobody who is waited for."""
        return self.status in ("open", "waiting_staff")

    @property
    def rings(self) -> bool:
        """Whether nobody has seen it yet."""
        return self.acknowledged_at is None


async def ring(store: Store, conversation: str, kind: str, *, message: str) -> None:
    """Ring the alarm of a conversation; told of again while it rings, it is the same, of the kind told last.

    `conversation` is its public id or the engine's name for it, `message` the channel's id of the one that tells of it:
    the same message rings once. Raises InvalidValue, NotFound.
    """
    if kind not in ALARM_KINDS:
        raise InvalidValue("kind", f"an alarm is one of {', '.join(ALARM_KINDS)}")
    now = store.clock.now()

    def raise_it(connection: Connection) -> None:
        interaction_id = interaction_id_of(connection, conversation)
        rung = select(_ALARM.c.id).where(_ALARM.c.interaction_id == interaction_id, _ALARM.c.last_message == message)
        if connection.scalar(rung) is not None:
            return
        row = {
            "interaction_id": interaction_id,
            "kind": kind,
            "raised_at": now,
            "last_at": now,
            "last_message": message,
        }
        change = {
            "kind": kind,
            # Of two clocks that differ by a little, the later one counts.
            "last_at": case((_ALARM.c.last_at > now, _ALARM.c.last_at), else_=now),
            "last_message": message,
            "taken_back_at": None,
        }
        upsert(
            connection,
            _ALARM,
            row,
            on=["interaction_id"],
            change=change,
            where=text("acknowledged_at IS NULL"),
        )

    await store.transact(raise_it)


async def add(store: Store, conversation: str, *, message: str) -> bool:
    """Put a further message to the alarm of a conversation that was rung last, seen or not; tells whether there is one.

    `message` is the channel's id; its words are shown with the alarm from now on. Raises NotFound.
    """
    now = store.clock.now()

    def put(connection: Connection) -> bool:
        interaction_id = interaction_id_of(connection, conversation)
        last = select(func.max(_ALARM.c.id)).where(_ALARM.c.interaction_id == interaction_id).scalar_subquery()
        # Of two clocks that differ by a little, the later one counts.
        later = case((_ALARM.c.last_at > now, _ALARM.c.last_at), else_=now)
        done = connection.execute(update(_ALARM).where(_ALARM.c.id == last).values(last_at=later, last_message=message))
        return done.rowcount > 0

    return await store.transact(put)


async def take_back(store: Store, conversation: str) -> None:
    """Note that the patron says it was no emergency, or is over; it rings on until somebody has seen it."""

    def note(connection: Connection) -> None:
        interaction_id = interaction_id_of(connection, conversation)
        # One that was seen already is over, too.
        last = select(func.max(_ALARM.c.id)).where(_ALARM.c.interaction_id == interaction_id).scalar_subquery()
        connection.execute(update(_ALARM).where(_ALARM.c.id == last).values(taken_back_at=store.clock.now()))

    await store.transact(note)


async def acknowledge(store: Store, alarm_id: int, by: Actor) -> None:
    """Note who of the staff has seen an alarm, and when; the first who did stays. Raises NotFound."""

    def see(connection: Connection) -> None:
        staff_id = acting(connection, by)
        seen = connection.execute(
            update(_ALARM)
            .where(_ALARM.c.id == alarm_id, _RINGS)
            .values(acknowledged_at=store.clock.now(), acknowledged_by=staff_id)
            .returning(_ALARM.c.interaction_id)
        ).first()
        if seen is None:
            if connection.scalar(select(_ALARM.c.id).where(_ALARM.c.id == alarm_id)) is None:
                raise NotFound("alarm", alarm_id)
            return
        public_id = connection.scalar(select(_INTERACTION.c.public_id).where(_INTERACTION.c.id == seen.interaction_id))
        what = about_conversation(connection, str(public_id))
        trail.append(connection, store, by, "alarm.acknowledged", what, ("acknowledged_at",))

    await store.transact(see)


async def conversation_of(store: Store, alarm_id: int) -> str:
    """Give the public id of the conversation in which an alarm was told. Raises NotFound."""
    query = (
        select(_INTERACTION.c.public_id)
        .join(_ALARM, _ALARM.c.interaction_id == _INTERACTION.c.id)
        .where(_ALARM.c.id == alarm_id)
    )
    found = await store.look(lambda connection: connection.scalar(query))
    if found is None:
        raise NotFound("alarm", alarm_id)
    return str(found)


async def ringing(store: Store) -> list[int]:
    """Give the alarms that nobody has seen yet, the oldest first."""
    query = select(_ALARM.c.id).where(_RINGS).order_by(_ALARM.c.raised_at, _ALARM.c.id)
    return await store.look(lambda connection: list(connection.scalars(query)))


async def alarms(store: Store) -> list[AlarmView]:
    """List what rings, the latest first, then what somebody has seen a short while ago."""

    def words(until: ColumnElement[datetime]) -> ScalarSelect[Any]:
        return (
            select(_MESSAGE.c.body)
            .where(
                _MESSAGE.c.interaction_id == _ALARM.c.interaction_id,
                _MESSAGE.c.sender == "patron",
                _MESSAGE.c.created_at <= until,
            )
            .order_by(_MESSAGE.c.seq.desc())
            .limit(1)
            .correlate(_ALARM)
            .scalar_subquery()
        )

    query = (
        select(
            *(_ALARM.c[name] for name in ("id", "kind", "raised_at", "last_at", "taken_back_at")),
            _ALARM.c.acknowledged_at,
            _INTERACTION.c.public_id,
            _INTERACTION.c.status,
            _INTERACTION.c.channel,
            func.coalesce(_INTERACTION.c.language, "fa").label("language"),
            name_of(_STAFF).label("seen_by"),
            _PATRON.c.display_name.label("patron_name"),
            _IDENTITY.c.display_name.label("chat_name"),
            func.coalesce(words(_ALARM.c.raised_at), "").label("first"),
            func.coalesce(words(_ALARM.c.last_at), "").label("last"),
        )
        .join(_INTERACTION, _INTERACTION.c.id == _ALARM.c.interaction_id)
        .outerjoin(_STAFF, _STAFF.c.id == _ALARM.c.acknowledged_by)
        .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
        .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
        .where(or_(_RINGS, _ALARM.c.acknowledged_at > store.clock.now() - SEEN_FOR))
        .order_by(_ALARM.c.acknowledged_at.is_not(None), _ALARM.c.last_at.desc(), _ALARM.c.id.desc())
        .limit(MOST)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [_view(dict(row)) for row in rows]


def _view(row: dict[str, Any]) -> AlarmView:
    first, last = row.pop("first"), row.pop("last")
    # Where it was told that somebody fainted, and then where: staff need both.
    return AlarmView(**row, said=" … ".join(dict.fromkeys(words for words in (first, last) if words)))
