"""The guard on an action's writes: the turn of the patron's message must still be open.

An action works inside `asked_by`. From there on every writing transaction of the store begins with a look at the
message's row in the journal: while the turn is open the row notes that something was begun, and stays locked until the
transaction ends; once the turn is closed (the patron has got an answer or an apology) the transaction is refused. So
what a patron was told had failed is never done afterwards, and who closes a turn sees what was begun in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, or_, select, update

from crm import records
from crm.database.upsert import table_of
from crm.errors import TurnClosed

__all__ = ["AskingMessage", "asked_by", "begin", "done_already", "still_asked", "was_given_up"]

_JOURNAL = table_of(records.Journal)
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class AskingMessage:
    """A patron's message, by the engine's name of its conversation and its channel message id, and what it asks for."""

    conversation: str
    message_id: str
    deed: str = "other"


_BY: ContextVar[AskingMessage | None] = ContextVar("asked_by", default=None)
_IN_CONVERSATION = _JOURNAL.c.interaction_id.in_(
    select(_INTERACTION.c.id).where(
        or_(
            _INTERACTION.c.engine_conversation == bindparam("conversation"),
            _INTERACTION.c.public_id == bindparam("conversation"),
        )
    )
)
# Taken as one row, and locked: a closing gateway waits for us, or we find the row closed.
_BEGIN = (
    update(_JOURNAL)
    .where(_JOURNAL.c.channel_message_id == bindparam("message"), _JOURNAL.c.state == "received", _IN_CONVERSATION)
    # What was begun first, and can be looked for, is what the patron is told of.
    .values(deed=func.coalesce(func.nullif(_JOURNAL.c.deed, "other"), bindparam("begun")))
)


@contextmanager
def asked_by(asked: AskingMessage) -> Iterator[None]:
    """Write for a message's sake: every transaction inside, in this task, asks whether its turn is open."""
    token = _BY.set(asked)
    try:
        yield
    finally:
        _BY.reset(token)


@contextmanager
def done_already() -> Iterator[None]:
    """Write down inside what another system has done for a message's sake: that stays true, whoever waits for it."""
    token = _BY.set(None)
    try:
        yield
    finally:
        _BY.reset(token)


def still_asked() -> AskingMessage | None:
    """Give for whose sake this task writes; None outside of any turn, where nobody needs to be asked."""
    return _BY.get()


def begin(connection: Connection, asked: AskingMessage) -> None:
    """Note in the transaction that something is begun for a message; raises TurnClosed when its turn is over."""
    wanted = {"message": asked.message_id, "conversation": asked.conversation, "begun": asked.deed}
    if not connection.execute(_BEGIN, wanted).rowcount:
        raise TurnClosed


def was_given_up(connection: Connection, conversation: str, ending: str) -> bool:
    """Tell whether a message whose id ends so got an apology: what was asked back then, the patron has never seen."""
    given_up = select(_JOURNAL.c.id).where(
        _JOURNAL.c.state == "failed",
        _JOURNAL.c.channel_message_id.endswith(ending, autoescape=True),
        _IN_CONVERSATION,
    )
    return connection.scalar(given_up.limit(1), {"conversation": conversation}) is not None
