"""Open turns: messages in the journal whose answer is due, each at one gateway, and taken up after a restart."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, exists, or_, select, update

from crm import records
from crm.conversations.interactions import INTERACTION_COLUMNS, InteractionView, interaction_view
from crm.database.instances import is_left
from crm.database.sealed_contacts import opened
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from crm.patrons.sign_in_periods import VERIFIED, is_over

__all__ = ["OpenTurn", "claim_turn", "journal_query", "open_turn", "pending_turns", "turn_attempted"]

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_JOURNAL = table_of(records.Journal)
_open_journal = _JOURNAL.alias("open_journal")


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A message in the journal whose answer is due, whether it came now or was left by a process that ended.

    `duplicate`: it was in the journal before, and nothing was done; its turn may be closed by now. `is_behind`: another
    gateway is at, or left, an earlier message of the chat. `is_left`: nobody who is there is at it.
    """

    journal_id: int
    channel: str
    channel_message_id: str
    identity_id: int
    kind: str
    payload: str | None = field(repr=False)
    language: str
    contact: str | None = field(repr=False)
    received_at: datetime
    attempts: int
    is_signed_in: bool
    interaction: InteractionView
    message: MessageView = field(repr=False)
    trace: str | None = None
    duplicate: bool = False
    is_behind: bool = False
    is_left: bool = True

    @property
    def text(self) -> str:
        """The masked words, or the title of the button that was pressed."""
        return self.message.text


async def pending_turns(store: Store) -> list[OpenTurn]:
    """List the messages whose turn was never closed, the oldest first: what a restart has to take up.

    Where others share the store, without those that another one who is there is at.
    """
    left = is_left(_JOURNAL, store)
    query = journal_query().add_columns(left.label("is_left")).where(_JOURNAL.c.state == "received")
    if store.holder is not None:
        query = query.where(or_(left, _JOURNAL.c.holder == store.holder))
    query = query.order_by(_JOURNAL.c.id)
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    now = store.clock.now()
    return [replace(open_turn(row, store, now), is_left=bool(row["is_left"])) for row in rows]


async def claim_turn(store: Store, journal_id: int) -> Literal["mine", "closed", "waits"]:
    """Take the turn of a message where several gateways share the store: one at a time in each chat, in their order.

    It waits while a gateway that is there is at it, or an earlier message of the chat is open, whoever is at that.
    """
    earlier = exists(
        select(_open_journal.c.id).where(
            _open_journal.c.identity_id == _JOURNAL.c.identity_id,
            _open_journal.c.state == "received",
            _open_journal.c.id < _JOURNAL.c.id,
        )
    )
    mine = or_(is_left(_JOURNAL, store), _JOURNAL.c.holder == store.holder)
    take = (
        update(_JOURNAL)
        .where(_JOURNAL.c.id == journal_id, _JOURNAL.c.state == "received", mine, ~earlier)
        .values(holder=store.holder)
        .returning(_JOURNAL.c.id)
    )
    is_open = select(_JOURNAL.c.id).where(_JOURNAL.c.id == journal_id, _JOURNAL.c.state == "received")

    def work(connection: Connection) -> Literal["mine", "closed", "waits"]:
        if connection.scalar(take) is not None:
            return "mine"
        return "waits" if connection.scalar(is_open) is not None else "closed"

    return await store.transact(work, aside=True)


async def turn_attempted(store: Store, journal_id: int) -> int:
    """Count another attempt at a turn; give how many there were now: a turn that never ends must be given up."""
    change = (
        update(_JOURNAL)
        .where(_JOURNAL.c.id == journal_id)
        .values(attempts=_JOURNAL.c.attempts + 1)
        .returning(_JOURNAL.c.attempts)
    )
    return int(await store.transact(lambda connection: connection.scalar(change)) or 0)


def open_turn(row: RowMapping, store: Store, now: datetime) -> OpenTurn:
    """Give the open turn of a row of `journal_query`."""
    return OpenTurn(
        journal_id=row["journal_id"],
        channel=row["channel"],
        channel_message_id=row["channel_message_id"],
        identity_id=row["identity_id"],
        kind=row["kind"],
        payload=row["payload"],
        language=row["language"] or row["i_language"],
        contact=opened(store, row["i_id"], row["contact"]),
        received_at=row["received_at"],
        attempts=row["attempts"],
        is_signed_in=row["assurance"] == VERIFIED and not is_over(row, now),
        interaction=interaction_view(row, prefix="i_"),
        message=message_view(row),
        trace=row["trace"],
    )


def journal_query() -> Any:
    """Give the query of messages in the journal with what their turns need."""
    return (
        select(
            _JOURNAL.c.id.label("journal_id"),
            _JOURNAL.c.channel,
            _JOURNAL.c.channel_message_id,
            _JOURNAL.c.identity_id,
            _JOURNAL.c.kind,
            _JOURNAL.c.trace,
            _JOURNAL.c.contact,
            _JOURNAL.c.received_at,
            _JOURNAL.c.attempts,
            _IDENTITY.c.assurance,
            _IDENTITY.c.signed_in_until,
            *MESSAGE_COLUMNS,
            _MESSAGE.c.payload,
            *(_INTERACTION.c[name].label(f"i_{name}") for name in INTERACTION_COLUMNS),
        )
        .join(_MESSAGE, _JOURNAL.c.message_id == _MESSAGE.c.id)
        .join(_INTERACTION, _JOURNAL.c.interaction_id == _INTERACTION.c.id)
        .join(_IDENTITY, _JOURNAL.c.identity_id == _IDENTITY.c.id)
    )
