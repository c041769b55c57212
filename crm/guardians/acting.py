"""What guardians do for children and what children make of it, each noted in the trail under both of them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.actor import PATRON
from crm.audit.account_reads import BOT
from crm.database.store import Store
from crm.database.turn_guard import done_already
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.guardians.ages import ages_now
from crm.guardians.setting import note
from crm.guardians.standing import Ward, holds_today, joined
from crm.records.values import CHILD_ALLOWS

__all__ = ["allow", "note_asked", "note_read", "note_told", "remind"]

_LINK = table_of(records.Guardianship)
_INTERACTION = table_of(records.Interaction)


async def note_read(store: Store, ward: Ward, fields: Sequence[str], *, turn: str) -> None:
    """Note that the bot reads of a child's account for their guardian, before it tells anything.

    What is read is read, whoever still waits for the answer: a turn that is over hinders nothing.
    """

    def write(connection: Connection) -> None:
        patrons = (ward.public_id, ward.guardian_public_id)
        request_id = _request(store, turn)
        note(connection, store, BOT, "guardian.read", ward.link_id, patrons, sorted(fields), request_id=request_id)

    with done_already():
        await store.transact(write)


async def note_asked(store: Store, guardian_id: int, link_id: int, today: date, *, turn: str) -> None:
    """Note that a guardian has a child's loans renewed, right before that is done; what comes of it is the loans'.

    Raises NotFound when they may not (any more).
    """

    def write(connection: Connection) -> None:
        row = _held(connection, link_id, today)
        if row is None or row["guardian_id"] != guardian_id or not row["renews"] or row["child_allows"] != "all":
            raise NotFound("guardianship", link_id)
        patrons = (row["child_public"], row["guardian_public"])
        request_id = _request(store, turn)
        note(connection, store, PATRON, "guardian.renewed", link_id, patrons, ("loans",), request_id=request_id)

    await store.transact(write)


async def remind(store: Store, guardian_id: int, link_id: int, today: date, *, wanted: bool) -> None:
    """Let a guardian be reminded of a child's due dates, wherever they are reminded of their own, or not any more.

    Raises NotFound when they may not (any more).
    """

    def write(connection: Connection) -> None:
        row = _held(connection, link_id, today)
        if row is None or row["guardian_id"] != guardian_id:
            raise NotFound("guardianship", link_id)
        if wanted and (not row["sees_loans"] or row["child_allows"] == "nothing"):
            raise NotFound("guardianship", link_id)
        if row["reminds"] == wanted:
            return
        connection.execute(update(_LINK).where(_LINK.c.id == link_id).values(reminds=wanted))
        patrons = (row["child_public"], row["guardian_public"])
        note(connection, store, PATRON, "guardian.reminded" if wanted else "guardian.not_reminded", link_id, patrons)

    await store.transact(write)


async def allow(store: Store, child_id: int, link_id: int, allows: str, today: date) -> None:
    """Let a child who is old enough allow a guardian all of what the desk has set, only to look, or nothing.

    It holds at once, also for what waits to be told. Raises InvalidValue, NotFound, and Conflict ("young") when the
    child has no say yet.
    """
    if allows not in CHILD_ALLOWS:
        raise InvalidValue("allows", f"one of {', '.join(CHILD_ALLOWS)}")

    def write(connection: Connection) -> None:
        row = _held(connection, link_id, today)
        if row is None or row["child_id"] != child_id:
            raise NotFound("guardianship", link_id)
        if not ages_now(connection).has_say(row["birth_year"], today):
            raise Conflict("guardianship", "young")
        now = store.clock.now()
        values = {"child_allows": allows, "child_said_at": now, "child_told_at": row["child_told_at"] or now}
        if allows == "nothing":
            values["reminds"] = False
        connection.execute(update(_LINK).where(_LINK.c.id == link_id).values(**values))
        patrons = (row["child_public"], row["guardian_public"])
        note(connection, store, PATRON, "guardianship.allowed", link_id, patrons, (allows,))

    await store.transact(write)


def note_told(connection: Connection, interaction_id: int, links: Collection[int], now: datetime) -> None:
    """Keep that the patron of a conversation was told of guardians, in the transaction that keeps the message."""
    child = select(_INTERACTION.c.patron_id).where(_INTERACTION.c.id == interaction_id).scalar_subquery()
    mine = (_LINK.c.id.in_(links), _LINK.c.child_id == child, _LINK.c.child_told_at.is_(None))
    connection.execute(update(_LINK).where(*mine).values(child_told_at=now))


def _held(connection: Connection, link_id: int, today: date) -> RowMapping | None:
    """Give a link that holds, locked: what the desk, or the child, changes at this moment comes before or after."""
    query = joined().where(_LINK.c.id == link_id).with_for_update(of=_LINK)
    row = connection.execute(query).mappings().first()
    return row if row is not None and holds_today(row, ages_now(connection), today) else None


def _request(store: Store, turn: str) -> str:
    # The trail is never erased, and what a patron's program calls its messages may be words.
    return store.keys.named(f"turn:{turn}")[:32]
