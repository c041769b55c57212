"""Erasure on request of one patron, or of one chat that is nobody's: what names them and what they said; counts stay.

A patron's row stays without anything that names anybody, so that figures of the past stay true. What the engine
remembers of the conversations is the caller's to let it forget; records of another library system are that system's.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, false, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations.outcomes import close_interaction
from crm.database.store import QUICKLY_WRITTEN, Store
from crm.database.upsert import table_of
from crm.errors import NotFound, StoreBusy
from crm.forgetting.guardians import forget_as_child
from crm.forgetting.notices import forget_notices_of
from crm.forgetting.open_matters import Unsettled, open_matters
from crm.forgetting.traces import Taught, erase_traces, said_in, taught_in
from crm.lifecycle.ending import note_erased
from crm.notices.mirror import forget_mirrored
from crm.notices.ways import patron_of_chat
from crm.patrons import pin_tries
from crm.patrons.merged import joined_with
from crm.records.patrons import PERSONAL
from crm.trust.copying import Whose, held
from crm.trust.requests import note_request

__all__ = ["Receipt", "erase_chat", "erase_patron", "note_refusal", "said_by", "taught_by"]

_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_LOAN = table_of(records.Loan)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased where; `conversations` are the engine's names of those it must forget too.

    `already` when there was nothing to erase any more; `chats` are the ids of the chat partners that are gone.
    `stores` are all tables in which there could be something of theirs, with the rows that were; `request` is the
    number of the request that this was, `subject_ref` whose under a keyed hash, `at` when.
    """

    already: bool = False
    erased: Mapping[str, int] = field(default_factory=dict)
    conversations: tuple[str, ...] = ()
    chats: tuple[int, ...] = ()
    stores: Mapping[str, int] = field(default_factory=dict)
    request: int = 0
    subject_ref: str = ""
    at: datetime | None = None


async def erase_patron(store: Store, patron_id: int, *, by: Actor, because: str | None = None) -> Receipt:
    """Erase a patron; done again, it changes nothing. `because` is the reason that staff give.

    Raises NotFound, and Unsettled, which is noted as a request that was refused.
    """
    try:
        receipt = await store.transact(lambda connection: _erase(connection, store, patron_id, by, because))
    except Unsettled:
        await note_refusal(store, patron_id, by=by, because=because)
        raise
    await _tidied(store, receipt)
    return receipt


async def note_refusal(store: Store, patron_id: int, *, by: Actor, because: str | None = None) -> None:
    """Note that a patron was not erased, because something is open."""
    await store.transact(lambda connection: _note_refusal(connection, store, patron_id, by, because))


async def erase_chat(store: Store, identity_id: int, *, by: Actor) -> Receipt:
    """Erase a chat to which nobody is signed in; what patrons said there while they were stays theirs.

    Raises NotFound when there is none such: a patron's chat goes with the patron.
    """
    receipt = await store.transact(lambda connection: _erase_chat(connection, store, identity_id, by))
    await _tidied(store, receipt)
    return receipt


async def taught_by(store: Store, whose: Whose) -> list[Taught]:
    """Give the examples in the training content that were somebody's words; to be asked before they are erased.

    Known is it as long as the proposals are kept (crm.forgetting.learning.erase_proposals); older ones are found by
    what `said_by` gives.
    """
    return await store.look(lambda connection: taught_in(connection, _talks_of(connection, whose)))


async def said_by(store: Store, whose: Whose) -> set[str]:
    """Give what somebody wrote, as far as the words are still there; to be asked before they are erased."""
    return await store.look(lambda connection: said_in(connection, _talks_of(connection, whose)))


def _talks_of(connection: Connection, whose: Whose) -> list[int]:
    if whose.patron_id is not None:
        # Records that were made one with this go with it.
        ids = [whose.patron_id, *joined_with(connection, whose.patron_id)]
        mine = or_(false(), *(_said_by(one, _chats(connection, one)[0]) for one in ids))
    else:
        mine = (_INTERACTION.c.channel_identity_id == whose.identity_id) & _INTERACTION.c.patron_id.is_(None)
    return list(connection.scalars(select(_INTERACTION.c.id).where(mine)))


async def _tidied(store: Store, receipt: Receipt) -> None:
    if not receipt.already:
        # It is erased all the same: the daily round does it else.
        with suppress(StoreBusy):
            await store.tidy(anew=await store.size() <= QUICKLY_WRITTEN)


def _erase(connection: Connection, store: Store, patron_id: int, by: Actor, because: str | None) -> Receipt:
    now = store.clock.now()
    row = connection.execute(select(_PATRON).where(_PATRON.c.id == patron_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFound("patron", patron_id)
    if row["erased_at"] is not None:
        return Receipt(already=True)
    hindrance = open_matters(connection, patron_id)
    if hindrance is not None:
        raise hindrance
    stores = held(connection, store, Whose(patron_id=patron_id))
    # Records that were made one with this are the same patron's, and go with it.
    joined = list(connection.scalars(select(_PATRON.c.id).where(_PATRON.c.merged_into_id == patron_id)))
    chats, lapsed = _chats(connection, patron_id)
    mine = _said_by(patron_id, chats)
    conversations, erased = _talks(connection, patron_id, mine, now)
    forget_notices_of(connection, patron_id, now)
    forget_as_child(connection, patron_id, now)
    forget_mirrored(connection, [patron_id])
    note_erased(connection, patron_id, now)
    erased |= _unlinked(connection, patron_id, now)
    erased["channel_identity"] += connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id.in_(lapsed))).rowcount
    if row["card_number_hash"] is not None:
        pin_tries.forget_card(connection, store, row["card_number_hash"])
    nothing: dict[str, Any] = dict.fromkeys(PERSONAL)
    connection.execute(
        update(_PATRON)
        .where(_PATRON.c.id == patron_id)
        .values(
            **nothing,
            name_norm=None,
            lifecycle="erased",
            erased_at=now,
            updated_at=now,
            home_branch_id=None,
            history_opt_in=False,
            is_restricted=False,
            version=_PATRON.c.version + 1,
        )
    )
    done = {name: count for name, count in erased.items() if count}
    about = trail.Subject("patron", None, row["public_id"])
    trail.append(connection, store, by, "patron.erased", about, sorted(done), reason=because)
    ref = store.subject_ref(row["public_id"])
    request = note_request(
        connection, store, kind="erase", status="done", by=by, ref=ref, public_id=row["public_id"], outcome=stores
    )
    for other in joined:
        theirs = _erase(connection, store, other, by, because)
        done = {name: done.get(name, 0) + theirs.erased.get(name, 0) for name in {**done, **theirs.erased}}
        conversations += theirs.conversations
        chats += theirs.chats
    return Receipt(False, done, conversations, tuple(chats), stores, request, ref, now)


def _chats(connection: Connection, patron_id: int) -> tuple[list[int], list[int]]:
    """Find the chats that are a patron's, and which of them are although the sign-in there ended by itself."""
    chats = list(connection.scalars(select(_IDENTITY.c.id).where(_IDENTITY.c.patron_id == patron_id)))
    lapsed = _lapsed_chats(connection, patron_id)
    return chats + lapsed, lapsed


def _said_by(patron_id: int, chats: Sequence[int]) -> ColumnElement[bool]:
    """Tell which conversations are a patron's: also what was said at their chats before anybody signed in there.

    It is theirs, or nobody's.
    """
    return or_(
        _INTERACTION.c.patron_id == patron_id,
        _INTERACTION.c.channel_identity_id.in_(chats) & _INTERACTION.c.patron_id.is_(None),
    )


def _lapsed_chats(connection: Connection, patron_id: int) -> list[int]:
    """Find the chats that are still a patron's although the sign-in there ended by itself; a browser is anybody's."""
    query = (
        select(_IDENTITY.c.id)
        .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
        .where(
            _INTERACTION.c.patron_id == patron_id,
            _IDENTITY.c.patron_id.is_(None),
            _IDENTITY.c.lapsed_at.is_not(None),
            _IDENTITY.c.channel != "web_chat",
        )
        .distinct()
    )
    found = list(connection.scalars(query))
    return [one for one in found if patron_of_chat(connection, one) == patron_id]


def _erase_chat(connection: Connection, store: Store, identity_id: int, by: Actor) -> Receipt:
    now = store.clock.now()
    chat = _IDENTITY.c.id == identity_id, _IDENTITY.c.patron_id.is_(None)
    public_id = connection.scalar(select(_IDENTITY.c.public_id).where(*chat).with_for_update())
    if public_id is None:
        raise NotFound("chat", identity_id)
    stores = held(connection, store, Whose(identity_id=identity_id))
    mine = (_INTERACTION.c.channel_identity_id == identity_id) & _INTERACTION.c.patron_id.is_(None)
    conversations, erased = _talks(connection, None, mine, now)
    connection.execute(delete(_IDENTITY).where(_IDENTITY.c.id == identity_id))
    done = {name: count for name, count in {**erased, "channel_identity": 1}.items() if count}
    ref = store.chat_ref(public_id)
    request = note_request(connection, store, kind="erase", status="done", by=by, ref=ref, outcome=stores)
    return Receipt(False, done, conversations, (identity_id,), stores, request, ref, now)


def _talks(
    connection: Connection, patron_id: int | None, mine: ColumnElement[bool], now: datetime
) -> tuple[tuple[str, ...], dict[str, int]]:
    """Close and erase conversations with all that was made of them; give the engine's names of them, and how much."""
    columns = (_INTERACTION.c.id, _INTERACTION.c.engine_conversation, _INTERACTION.c.status)
    talks = connection.execute(select(*columns).where(mine)).all()
    for talk in talks:
        if talk.status != "closed":
            close_interaction(connection, talk.id, now)
    erased = erase_traces(connection, patron_id, [talk.id for talk in talks], now)
    return tuple(talk.engine_conversation for talk in talks), erased


def _note_refusal(connection: Connection, store: Store, patron_id: int, by: Actor, because: str | None) -> None:
    public_id = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id))
    if public_id is None:
        return
    note_request(
        connection,
        store,
        kind="erase",
        status="refused",
        by=by,
        ref=store.subject_ref(public_id),
        patron_id=patron_id,
        public_id=public_id,
        reason="unsettled",
        because=because,
    )


def _unlinked(connection: Connection, patron_id: int, now: datetime) -> dict[str, int]:
    """Take the patron out of every table that points at one: the schema says which rows go with them.

    Found in the schema, so that no table that comes later can be forgotten.
    """
    done: dict[str, int] = {}
    for table in reversed(records.Base.metadata.sorted_tables):
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column is not _PATRON.c.id or table is _PATRON:
                    continue
                mine = column == patron_id
                if key.ondelete == "CASCADE":
                    count = connection.execute(delete(table).where(mine)).rowcount
                else:
                    values: dict[str, Any] = {column.name: None}
                    if table is _LOAN:
                        values["anonymised_at"] = now
                    count = connection.execute(update(table).where(mine).values(**values)).rowcount
                done[table.name] = done.get(table.name, 0) + int(count)
    return done
