"""Drafts of applications: begun after a yes, filled in step by step, gone back in, dropped, sent to the desk."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crm import records
from crm.actor import PATRON
from crm.audit import trail
from crm.cases.opening import CaseView, insert_case
from crm.cases.own import Asker, asker_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.joining.answers import ANSWERED_WITHIN, CODE_TRIES
from crm.joining.prospects import EMPTY, empty, make_prospect
from crm.sign_in.throttle import AttemptLimit, take

__all__ = [
    "SUBJECT",
    "ApplicationDraft",
    "ask_for",
    "begin",
    "covered",
    "draft_of",
    "drop",
    "send",
    "want_code",
]

SUBJECT = "joining"
CODE_SENDS = 3
# Codes to one address in a day, whoever wants them: nobody is to be pestered through us.
TO_AN_ADDRESS = 5
# Applications of one chat in a day, and from one address: at a library's own computers many share one.
OF_A_CHAT = 3
FROM_AN_ADDRESS = 20
DAY = timedelta(days=1)

_APPLICATION = table_of(records.Application)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """What a chat has filled in, without the values: which steps have one, and how its contact stands."""

    id: int
    public_id: str
    awaits: str | None
    has: frozenset[str]
    contact_kind: str | None
    covered: str | None
    is_confirmed: bool
    code_sent: bool
    code_problem: str | None
    tries_left: int
    sends_left: int


async def begin(store: Store, conversation: str, language: str) -> ApplicationDraft:
    """Begin an application after its applicant agreed that what they tell is kept: a prospect and their consent.

    One that was begun a moment ago is gone on with. Raises NotFound, and Conflict: a patron is signed in, one was sent
    in this conversation, or there were too many.
    """

    def start(connection: Connection) -> ApplicationDraft:
        now = store.clock.now()
        who = asker_of(connection, conversation, now)
        _lock(connection, who)
        running = _running(connection, who)
        if running is not None and (running["asked_at"] or running["began_at"]) <= now - ANSWERED_WITHIN:
            # Whoever began it has gone; at a browser that others use, too, somebody else may sit now.
            empty(connection, running, now, status="withdrawn")
            running = None
        if running is not None:
            moved = {"interaction_id": who.interaction_id}
            connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == running["id"]).values(**moved))
            return _view({**running, **moved})
        _refuse(connection, store, who, now)
        channel = connection.scalar(select(_INTERACTION.c.channel).where(_INTERACTION.c.id == who.interaction_id))
        patron_id = make_prospect(connection, store, str(channel), language, who, now)
        row = {
            "public_id": str(uuid.uuid4()),
            "identity_id": who.identity_id,
            "interaction_id": who.interaction_id,
            "patron_id": patron_id,
            "channel": channel,
            "language": language,
            "began_at": now,
        }
        made = connection.execute(insert(_APPLICATION).returning(*_APPLICATION.c), row).mappings().one()
        return _view(made)

    return await store.transact(start)


async def draft_of(store: Store, conversation: str) -> ApplicationDraft | None:
    """Give the draft of whoever talks in a conversation."""

    def look(connection: Connection) -> ApplicationDraft | None:
        now = store.clock.now()
        row = _running(connection, asker_of(connection, conversation, now), lock=False)
        return None if row is None else _view(row)

    return await store.look(look)


async def ask_for(store: Store, conversation: str, step: str | None) -> ApplicationDraft:
    """Note what the applicant is asked for next (None: nothing for now); raises NotFound."""

    def note(connection: Connection) -> ApplicationDraft:
        now = store.clock.now()
        row = _mine(connection, conversation, now)
        values = {"awaits": step, "asked_at": None if step is None else now}
        connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**values))
        return _view({**row, **values})

    return await store.transact(note)


async def want_code(store: Store, conversation: str) -> ApplicationDraft:
    """Have a code sent to the contact that was given, unless too many were sent; raises NotFound."""

    def want(connection: Connection) -> ApplicationDraft:
        now = store.clock.now()
        row = _mine(connection, conversation, now)
        values: dict[str, Any] = {"code_hash": None, "code_sent_at": None, "code_tries": 0, "code_problem": None}
        if row["code_sends"] >= CODE_SENDS or _is_spent(connection, store, "code", row["contact_norm"], TO_AN_ADDRESS):
            values |= {"code_problem": "too_many", "code_wanted_at": None}
        else:
            values |= {"code_wanted_at": now, "code_sends": row["code_sends"] + 1}
        connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**values))
        return _view({**row, **values})

    return await store.transact(want)


async def drop(store: Store, conversation: str) -> bool:
    """Forget the draft of whoever talks, with everything that was told; tell whether there was one."""

    def forget(connection: Connection) -> bool:
        now = store.clock.now()
        row = _running(connection, asker_of(connection, conversation, now))
        if row is None:
            return False
        empty(connection, row, now, status="withdrawn")
        return True

    return await store.transact(forget)


async def send(store: Store, conversation: str, key: str) -> CaseView:
    """Hand a filled-in draft to the desk: a case without anything personal, and the application behind it.

    Raises NotFound, and Conflict while something is missing.
    """

    def hand_in(connection: Connection) -> CaseView:
        now = store.clock.now()
        row = _mine(connection, conversation, now)
        if any(row[name] is None for name in ("name", "birth_year", "contact", "address")):
            raise Conflict("application", "incomplete")
        who = asker_of(connection, conversation, now)
        case = insert_case(
            connection,
            store,
            "question",
            interaction_id=who.interaction_id,
            subject=SUBJECT,
            description=None,
            language=row["language"],
            branch_id=None,
            idempotency_key=key,
        )
        values = {"status": "sent", "awaits": None, "asked_at": None, "sent_at": now, "case_id": case.id}
        values |= {"code_hash": None, "code_wanted_at": None}
        connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**values))
        about = trail.Subject("application", row["public_id"])
        trail.append(connection, store, PATRON, "application.sent", about, EMPTY)
        return case

    return await store.transact(hand_in)


def _is_spent(connection: Connection, store: Store, what: str, whose: str | None, most: int) -> bool:
    """Count one more for an address, under a keyed hash that outlives what is erased; tell whether it is too many."""
    limit = AttemptLimit(store.keys.counted(f"application-{what}:{whose}"), most, window=DAY)
    taken = take(connection, store, [limit])
    return taken.wait is not None or taken.counts[limit.key] > most


def _refuse(connection: Connection, store: Store, who: Asker, now: datetime) -> None:
    if who.patron_id is not None:
        raise Conflict("application", "patron")
    mine = _APPLICATION.c.identity_id == who.identity_id
    # In another conversation of the same browser it may be somebody else.
    here = _APPLICATION.c.interaction_id == who.interaction_id
    waiting = select(_APPLICATION.c.id).where(mine, here, _APPLICATION.c.status == "sent")
    if connection.scalar(waiting.limit(1)) is not None:
        raise Conflict("application", "sent")
    today = select(func.count()).select_from(_APPLICATION).where(mine, _APPLICATION.c.began_at > now - DAY)
    if int(connection.scalar(today) or 0) >= OF_A_CHAT:
        raise Conflict("application", "too_many")
    origin = connection.scalar(select(_IDENTITY.c.origin_hash).where(_IDENTITY.c.id == who.identity_id))
    if origin is not None and _is_spent(connection, store, "origin", origin, FROM_AN_ADDRESS):
        raise Conflict("application", "too_many")


def _mine(connection: Connection, conversation: str, now: datetime) -> RowMapping:
    row = _running(connection, asker_of(connection, conversation, now))
    if row is None:
        raise NotFound("application", conversation)
    return row


def _running(connection: Connection, who: Asker, *, lock: bool = True) -> RowMapping | None:
    query = select(_APPLICATION).where(_APPLICATION.c.identity_id == who.identity_id, _APPLICATION.c.status == "draft")
    return connection.execute(query.with_for_update() if lock else query).mappings().first()


def _lock(connection: Connection, who: Asker) -> None:
    connection.execute(select(_IDENTITY.c.id).where(_IDENTITY.c.id == who.identity_id).with_for_update())


def _view(row: Mapping[str, Any] | RowMapping) -> ApplicationDraft:
    has = frozenset(name for name in ("name", "birth_year", "contact", "address") if row[name] is not None)
    return ApplicationDraft(
        row["id"],
        row["public_id"],
        row["awaits"],
        has,
        row["contact_kind"],
        None if row["contact"] is None else covered(row["contact_kind"], row["contact"]),
        row["confirmed_at"] is not None,
        row["code_sent_at"] is not None,
        row["code_problem"],
        max(0, CODE_TRIES - row["code_tries"]),
        max(0, CODE_SENDS - row["code_sends"]),
    )


def covered(kind: str, value: str) -> str:
    """Cover a contact so far that only its owner knows which one it is."""
    if kind == "email":
        name, at, host = value.partition("@")
        return f"{name[:1]}…{at}{host}"
    return f"{value[:4]}…{value[-2:]}"
