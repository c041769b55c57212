"""A picked turn as it is reviewed: what was said, what was made of it, and what stood around it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound

__all__ = ["ReviewTurn", "SurroundingMessage", "turn"]

AROUND = 2

_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class SurroundingMessage:
    """One message before or after the turn, or an answer to it."""

    seq: int
    sender: str
    text: str | None
    language: str | None
    created_at: datetime
    intent: str | None
    buttons: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ReviewTurn:
    """A turn to be reviewed: what was said, what was made of it, and what stood around it.

    `ranking` has the likeliest readings and their probabilities; `names` are to be covered for some readers.
    """

    id: int
    message_id: int
    reason: str
    needs: int
    created_at: datetime
    done_at: datetime | None
    conversation: str
    text: str | None
    language: str | None
    said_at: datetime
    intent: str | None
    confidence: float | None
    runner_up: str | None
    ranking: list[tuple[str, float]]
    entities: list[dict[str, Any]]
    names: tuple[str, ...]
    before: list[SurroundingMessage]
    after: list[SurroundingMessage]
    mine: bool


async def turn(store: Store, item_id: int, staff_id: int) -> ReviewTurn:
    """Give a picked turn with two turns before and after it; raises NotFound."""
    query = (
        select(
            *(_ITEM.c[name] for name in ("id", "message_id", "reason", "needs", "created_at", "done_at")),
            _INTERACTION.c.public_id,
            _MESSAGE.c.interaction_id,
            _MESSAGE.c.seq,
            _MESSAGE.c.body,
            _MESSAGE.c.language,
            _MESSAGE.c.created_at.label("said_at"),
            _MESSAGE.c.intent,
            _MESSAGE.c.confidence,
            _MESSAGE.c.analysis,
            _PATRON.c.display_name.label("patron_name"),
            _IDENTITY.c.display_name.label("chat_name"),
            _VERDICT.c.id.label("mine"),
        )
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
        .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
        .outerjoin(_VERDICT, and_(_VERDICT.c.item_id == _ITEM.c.id, _VERDICT.c.staff_id == staff_id))
        .where(_ITEM.c.id == item_id)
    )

    def look(connection: Connection) -> ReviewTurn:
        row = connection.execute(query).first()
        if row is None:
            raise NotFound("review item", item_id)
        analysis = row.analysis or {}
        return ReviewTurn(
            id=row.id,
            message_id=row.message_id,
            reason=row.reason,
            needs=row.needs,
            created_at=row.created_at,
            done_at=row.done_at,
            conversation=row.public_id,
            text=row.body,
            language=row.language,
            said_at=row.said_at,
            intent=row.intent,
            confidence=row.confidence,
            runner_up=analysis.get("runner_up"),
            ranking=[(str(name), float(sure)) for name, sure in analysis.get("ranking") or ()],
            entities=[one for one in analysis.get("entities") or () if isinstance(one, dict)],
            names=tuple(name for name in (row.patron_name, row.chat_name) if name),
            before=_around(connection, row.interaction_id, row.seq, before=True),
            after=_around(connection, row.interaction_id, row.seq, before=False),
            mine=row.mine is not None,
        )

    return await store.look(look)


def _around(connection: Connection, interaction_id: int, seq: int, *, before: bool) -> list[SurroundingMessage]:
    """Give what was said in the two turns before a message, or in answer to it and in the two turns after."""
    patron = _MESSAGE.alias("patron")
    turns = select(patron.c.seq).where(patron.c.interaction_id == interaction_id, patron.c.sender == "patron")
    if before:
        bounds = list(connection.scalars(turns.where(patron.c.seq < seq).order_by(patron.c.seq.desc()).limit(AROUND)))
        span = and_(_MESSAGE.c.seq < seq, _MESSAGE.c.seq >= (bounds[-1] if bounds else 0))
    else:
        bounds = list(connection.scalars(turns.where(patron.c.seq > seq).order_by(patron.c.seq).limit(AROUND + 1)))
        last = bounds[AROUND] if len(bounds) > AROUND else None
        span = _MESSAGE.c.seq > seq if last is None else and_(_MESSAGE.c.seq > seq, _MESSAGE.c.seq < last)
    rows = connection.execute(
        select(
            _MESSAGE.c.seq, _MESSAGE.c.sender, _MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.created_at,
            _MESSAGE.c.intent, _MESSAGE.c.buttons,
        )
        .where(_MESSAGE.c.interaction_id == interaction_id, _MESSAGE.c.is_internal.is_(False), span)
        .order_by(_MESSAGE.c.seq)
        .limit(40)
    )  # fmt: skip
    return [SurroundingMessage(*row[:6], buttons=row.buttons or []) for row in rows]
