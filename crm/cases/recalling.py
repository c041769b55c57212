"""Librarians' words that wait for a chat that is its patron's no more, taken back: they hear of them elsewhere."""

from sqlalchemy import Connection, select, true, update

from crm import records
from crm.cases.delivery import ABOUT
from crm.database.upsert import table_of

__all__ = ["recall_answers"]

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_HEARD = table_of(records.CaseHeard)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)


def recall_answers(connection: Connection, identity_id: int, *, but_of: int | None = None) -> int:
    """Let what librarians said and nobody has got yet not be sent into a chat; give how many messages.

    Answers to cases stay there as what reached no chat: the patron is told when they sign in to one, or by a letter
    where they asked for such. Words of a conversation stay in it, and librarians see that they did not arrive.
    `but_of`: only what is for other patrons than this one.
    """
    query = (
        select(_OUTBOX.c.id, _MESSAGE.c.custom, _MESSAGE.c.created_at)
        .join(_MESSAGE, _MESSAGE.c.id == _OUTBOX.c.message_id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(
            _OUTBOX.c.identity_id == identity_id,
            _OUTBOX.c.state == "pending",
            _MESSAGE.c.sender == "staff",
            # What somebody was answered who never signed in waits for whoever holds the chat.
            _INTERACTION.c.patron_id.is_not(None),
            true() if but_of is None else _INTERACTION.c.patron_id != but_of,
        )
        .with_for_update(of=_OUTBOX)
    )
    done = 0
    for waiting in connection.execute(query).all():
        number = (waiting.custom or {}).get(ABOUT)
        case_id = connection.scalar(select(_CASE.c.id).where(_CASE.c.number == number)) if number else None
        dropped = update(_OUTBOX).where(_OUTBOX.c.id == waiting.id).values(state="dropped", error="signed out")
        connection.execute(dropped)
        done += 1
        if case_id is None:
            continue
        step = connection.scalar(
            select(_EVENT.c.id)
            .where(
                _EVENT.c.case_id == case_id,
                _EVENT.c.kind == "message",
                # Both were written at one moment, in one transaction.
                _EVENT.c.occurred_at == waiting.created_at,
            )
            .order_by(_EVENT.c.id)
            .limit(1)
        )
        if step is not None:
            connection.execute(update(_EVENT).where(_EVENT.c.id == step).values(to_value=None))
            mine = (_HEARD.c.case_id == case_id, _HEARD.c.identity_id == identity_id, _HEARD.c.upto >= step)
            connection.execute(update(_HEARD).where(*mine).values(upto=step - 1))
    return done
