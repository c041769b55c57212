"""Drafts of applications: begun after a yes, filled in step by step, gone back in, dropped, sent to the desk."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    true,
    update,
)

from crm import records
from crm.actor import PATRON
from crm.audit import trail
from crm.cases.opening import CaseView, insert_case
from crm.cases.own import Asker, asker_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from crm.joining.beginning import is_beginning, unanswered
from crm.patrons.telephones import norm_of
from crm.sign_in.throttle import AttemptLimit, take
from crm.trust.consents import add_consent

__all__ = [
    "CODE_TRIES",
    "STEPS",
    "SUBJECT",
    "ApplicationDraft",
    "ask_for",
    "awaited",
    "begin",
    "code_hashes",
    "covered",
    "draft_of",
    "drop",
    "empty",
    "end_prospect",
    "hold_answer",
    "send",
    "want_code",
]

PURPOSE = "joining"
SUBJECT = "joining"
# In this order, and back; a code only where one can be sent.
STEPS = ("name", "birth_year", "contact", "code", "address", "review")
# An answer is taken for so long after its question; then it is something else that is said.
ANSWERED_WITHIN = timedelta(minutes=30)
CODE_VALID = timedelta(minutes=15)
CODE_TRIES = 5
CODE_SENDS = 3
# Codes to one address in a day, whoever wants them: nobody is to be pestered through us.
TO_AN_ADDRESS = 5
# Applications of one chat in a day, and from one address: at a library's own computers many share one.
OF_A_CHAT = 3
FROM_AN_ADDRESS = 20
DAY = timedelta(days=1)
EMPTY = ("name", "birth_year", "contact", "contact_norm", "address")

_APPLICATION = table_of(records.Application)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_CONSENT = table_of(records.ConsentRecord)
_SUBSCRIPTION = table_of(records.Subscription)


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
        patron_id = _prospect(connection, store, str(channel), language, who, now)
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


async def hold_answer(store: Store, identity_id: int, step: str, value: str) -> None:
    """Keep what an applicant typed at the step that waits for it; of a code, whether it was right."""
    await store.transact(lambda connection: _hold(connection, store, identity_id, step, value))


def _hold(connection: Connection, store: Store, identity_id: int, step: str, value: str) -> None:
    now = store.clock.now()
    row = (
        connection.execute(
            select(_APPLICATION)
            .where(_APPLICATION.c.identity_id == identity_id, _APPLICATION.c.status == "draft")
            .with_for_update()
        )
        .mappings()
        .first()
    )
    if row is None or row["awaits"] != step:
        return
    # It goes on to be waited for until the bot has gone on: what is typed once more is covered, too.
    values: dict[str, Any] = {"asked_at": now}
    if step == "contact":
        kind, _, contact = value.partition(":")
        values |= {"contact_kind": kind, "contact": contact, "contact_norm": norm_of(kind, contact)}
        if values["contact_norm"] != row["contact_norm"]:
            values |= {"confirmed_at": None, "code_hash": None, "code_wanted_at": None, "code_sent_at": None}
            values |= {"code_tries": 0, "code_problem": None}
    elif step == "code":
        values |= _checked(store, row, value, now)
    elif step == "birth_year":
        values["birth_year"] = int(value)
    else:
        values[step] = value
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**values))


# Looked at with every message: made once.
_DRAFT = (
    select(_APPLICATION.c.awaits, _APPLICATION.c.asked_at)
    .join(_INTERACTION, _INTERACTION.c.id == _APPLICATION.c.interaction_id)
    .where(
        _APPLICATION.c.identity_id == bindparam("identity"),
        # The literal lets the partial index serve it.
        _APPLICATION.c.status == literal_column("'draft'"),
        or_(_INTERACTION.c.status == "open", _INTERACTION.c.status == "waiting_staff"),
    )
    .subquery("draft")
)
# One row in any case: the draft, where there is one, and whether a message of the chat is still to be answered.
_AWAITED = select(
    _DRAFT.c.awaits, _DRAFT.c.asked_at, unanswered(bindparam("identity")).label("unanswered")
).select_from(select(literal(1).label("one")).subquery("here").outerjoin(_DRAFT, true()))


async def awaited(store: Store, identity_id: int) -> str | None:
    """Give what a chat is asked for in its running application; None when its time is over, or a librarian is there.

    Whoever has just said yes to one is asked for the name, although the question is still on its way.
    """
    now = store.clock.now()

    def look(connection: Connection) -> str | None:
        row = connection.execute(_AWAITED, {"identity": identity_id}).first()
        if row is None or row.awaits is None or row.asked_at is None:
            begins = (row is None or row.unanswered) and is_beginning(connection, identity_id)
            return STEPS[0] if begins else None
        return str(row.awaits) if row.asked_at > now - ANSWERED_WITHIN else None

    return await store.glance(look)


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


def empty(connection: Connection, row: Mapping[str, Any] | RowMapping, now: datetime, **values: Any) -> None:
    """Erase what was told in an application, and end the prospect behind it; its counts stay."""
    nothing: dict[str, Any] = dict.fromkeys(EMPTY)
    gone = {"awaits": None, "asked_at": None, "code_hash": None, "code_wanted_at": None, "contact_kind": None}
    changes = {**nothing, **gone, "emptied_at": now, "patron_id": None, **values}
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**changes))
    if row["patron_id"] is not None:
        end_prospect(connection, row["patron_id"], now)


def end_prospect(connection: Connection, patron_id: int, now: datetime) -> None:
    """Make a prospect who did not become a patron a row that names nobody; what they agreed to stays, as evidence."""
    connection.execute(update(_CONSENT).where(_CONSENT.c.patron_id == patron_id).values(patron_id=None))
    connection.execute(delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.patron_id == patron_id))
    mine = (_PATRON.c.id == patron_id) & (_PATRON.c.lifecycle == "prospect")
    connection.execute(update(_PATRON).where(mine).values(lifecycle="erased", erased_at=now, updated_at=now))


def _prospect(connection: Connection, store: Store, channel: str, language: str, who: Asker, now: datetime) -> int:
    """Make a prospect, who has no name yet, and keep what they agreed to."""
    row = {
        "public_id": str(uuid.uuid4()),
        "locale": language,
        "lifecycle": "prospect",
        "acquired_via": channel,
        "created_at": now,
        "updated_at": now,
    }
    patron_id = int(connection.execute(insert(_PATRON).returning(_PATRON.c.id), row).scalar_one())
    add_consent(
        connection,
        store,
        patron_id,
        PURPOSE,
        channel,
        "granted",
        source="chat",
        by=PATRON,
        interaction_id=who.interaction_id,
    )
    return patron_id


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


def _checked(store: Store, row: RowMapping, code: str, now: datetime) -> dict[str, Any]:
    """Give what a typed code changes: the contact is confirmed, or a try is spent."""
    is_valid = row["code_sent_at"] is not None and row["code_sent_at"] > now - CODE_VALID
    right = row["code_hash"] is not None and row["code_hash"] in code_hashes(store, row["public_id"], code)
    if is_valid and right and row["code_tries"] < CODE_TRIES:
        return {"confirmed_at": now, "code_hash": None, "code_wanted_at": None, "code_problem": None}
    return {"code_tries": row["code_tries"] + 1, "code_problem": "wrong" if is_valid else "expired"}


def code_hashes(store: Store, public_id: str, code: str) -> list[str]:
    """Give the keyed hashes under which a code may be kept; a new one is kept under the first."""
    return store.keys.hashes(f"application:{public_id}:{code}")


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
