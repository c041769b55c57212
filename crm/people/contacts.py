"""Contacts at the desk and by telephone that staff write down: with whom, about what, in few words, and how it ended.

Each is an interaction of its own, of the kinds that figures count as contacts that only staff had (crm.figures):
kind `visit` or `call`, inbound, handled by staff, without a case. What was said is a note in it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.cases.work import DESK_CHANNELS
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.messages import search
from crm.staff.own_words import own_words

__all__ = ["CHANNELS", "OUTCOMES", "Contact", "add_contact", "change_contact", "contact", "erase_contact"]

CHANNELS = {channel: kind for channel, kind in DESK_CHANNELS.items() if channel in ("in_person", "phone")}
# Settled, not known, and not a matter of the library's.
OUTCOMES = ("staff_resolved", "no_answer", "out_of_scope")
LONGEST_SUBJECT = 200
LONGEST = 4000

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that was written down; `patron` is the public id of whom it was with."""

    public_id: str
    channel: str
    subject: str
    words: str
    outcome: str
    patron: str | None


async def add_contact(
    store: Store,
    patron_id: int,
    *,
    key: str,
    channel: str,
    subject: str,
    words: str = "",
    outcome: str = "staff_resolved",
    by: Actor,
) -> bool:
    """Write a contact down; `key` becomes its public id. False when it was already: the form came twice.

    Raises InvalidValue (channel, subject, words, outcome), NotFound when there is no such patron, or not any more.
    """
    _checked(channel, subject, words, outcome)
    subject, words = own_words(subject.strip()), own_words(words.strip())
    return await store.transact(
        lambda connection: _put(connection, store, patron_id, key, channel, subject, words, outcome, by)
    )


async def contact(store: Store, public_id: str) -> Contact:
    """Give a contact that staff wrote down; raises NotFound for any other interaction."""

    def look(connection: Connection) -> Contact:
        row = _locked(connection, public_id, lock=False)
        patron = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
        return Contact(
            public_id, row["channel"], row["subject"] or "", _words(connection, row["id"]), row["outcome"], patron
        )

    return await store.look(look)


async def change_contact(
    store: Store, public_id: str, *, channel: str, subject: str, words: str, outcome: str, by: Actor
) -> None:
    """Write a contact anew. Raises InvalidValue, NotFound, and Conflict when its words have been erased meanwhile."""
    _checked(channel, subject, words, outcome)
    subject, words = own_words(subject.strip()), own_words(words.strip())

    def change(connection: Connection) -> None:
        row = _locked(connection, public_id)
        if row["redacted_at"] is not None:
            raise Conflict("contact", "erased")
        values = {"channel": channel, "kind": CHANNELS[channel], "subject": subject, "outcome": outcome}
        connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == row["id"]).values(**values))
        if words != _words(connection, row["id"]):
            # A new note in place of the old one: the index of words takes up only what is new.
            search.forget(connection, [row["id"]])
            connection.execute(delete(_MESSAGE).where(_MESSAGE.c.interaction_id == row["id"]))
            search.number_anew(connection)
            _say(connection, store, row["id"], words, by)
        _audited(connection, store, by, "contact.changed", row, ("channel", "subject", "words", "outcome"))

    await store.transact(change)


async def erase_contact(store: Store, public_id: str, *, by: Actor) -> None:
    """Take a contact out, as one that was written down wrongly; it counts no more. Raises NotFound."""

    def erase(connection: Connection) -> None:
        row = _locked(connection, public_id)
        search.forget(connection, [row["id"]])
        connection.execute(delete(_INTERACTION).where(_INTERACTION.c.id == row["id"]))
        search.number_anew(connection)
        _audited(connection, store, by, "contact.erased", row, ())

    await store.transact(erase)


def _put(
    connection: Connection,
    store: Store,
    patron_id: int,
    key: str,
    channel: str,
    subject: str,
    words: str,
    outcome: str,
    by: Actor,
) -> bool:
    whose = select(_PATRON.c.public_id, _PATRON.c.locale).where(
        _PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None)
    )
    # Locked, so that nothing is written down of a patron who is erased, or made one with another, meanwhile.
    patron = connection.execute(whose.with_for_update()).first()
    if patron is None:
        raise NotFound("patron", patron_id)
    now = store.clock.now()
    row: dict[str, Any] = {
        "public_id": key,
        "engine_conversation": key,
        "patron_id": patron_id,
        "branch_id": connection.scalar(select(_STAFF.c.branch_id).where(_STAFF.c.id == by.id)),
        "channel": channel,
        "direction": "inbound",
        "kind": CHANNELS[channel],
        "status": "closed",
        "outcome": outcome,
        "handled_by": "staff",
        "assigned_staff_id": by.id,
        "subject": subject,
        "language": patron.locale,
        "started_at": now,
        "ended_at": now,
    }
    if not insert_or_skip(connection, _INTERACTION, row, on=["public_id"]):
        return False
    made = connection.execute(select(_INTERACTION).where(_INTERACTION.c.public_id == key)).mappings().one()
    _say(connection, store, made["id"], words, by)
    _audited(connection, store, by, "contact.added", made, ("channel", "subject", "words", "outcome"))
    return True


def _say(connection: Connection, store: Store, interaction_id: int, words: str, by: Actor) -> None:
    if not words:
        return
    grown = update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(last_seq=_INTERACTION.c.last_seq + 1)
    seq = connection.execute(grown.returning(_INTERACTION.c.last_seq)).scalar_one()
    note = {"sender": "staff", "staff_id": by.id, "is_internal": True, "created_at": store.clock.now()}
    connection.execute(insert(_MESSAGE), {"interaction_id": interaction_id, "seq": seq, "body": words, **note})


def _words(connection: Connection, interaction_id: int) -> str:
    query = select(_MESSAGE.c.body).where(_MESSAGE.c.interaction_id == interaction_id, _MESSAGE.c.is_internal)
    return connection.scalar(query.order_by(_MESSAGE.c.seq.desc()).limit(1)) or ""


def _locked(connection: Connection, public_id: str, *, lock: bool = True) -> RowMapping:
    """Read a contact that staff wrote down, and nothing else; raises NotFound."""
    query = select(_INTERACTION).where(
        _INTERACTION.c.public_id == public_id,
        _INTERACTION.c.kind.in_(CHANNELS.values()),
        _INTERACTION.c.handled_by == "staff",
        _INTERACTION.c.direction == "inbound",
        _INTERACTION.c.channel_identity_id.is_(None),
        _INTERACTION.c.case_id.is_(None),
    )
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound("contact", public_id)
    return row


def _checked(channel: str, subject: str, words: str, outcome: str) -> None:
    if channel not in CHANNELS:
        raise InvalidValue("channel", f"one of {', '.join(CHANNELS)} is needed")
    if not 0 < len(subject.strip()) <= LONGEST_SUBJECT:
        raise InvalidValue("subject", f"a text of at most {LONGEST_SUBJECT} signs is needed")
    if len(words) > LONGEST:
        raise InvalidValue("words", f"at most {LONGEST} signs")
    if outcome not in OUTCOMES:
        raise InvalidValue("outcome", f"one of {', '.join(OUTCOMES)} is needed")


def _audited(
    connection: Connection, store: Store, by: Actor, action: str, row: RowMapping, fields: tuple[str, ...]
) -> None:
    patron = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
    trail.append(connection, store, by, action, trail.Subject("interaction", row["public_id"], patron), fields)
