"""Facts about the bot's answers, in the day of their conversation."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from crm import records
from crm.conversations.unanswered import DECLINED
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark
from crm.figures.talks import engaged
from crm.figures.values import rounded

__all__ = ["turns"]

_I = table_of(records.Interaction)
_M = table_of(records.Message)
_F = table_of(records.Feedback)
_S = table_of(records.QuestionSighting)


def turns(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the bot's answers in the engaged conversations of a day."""
    query = (
        select(
            _M.c.created_at, _M.c.answer_status, _M.c.latency_ms, _I.c.public_id, _I.c.channel, _F.c.value,
            _M.c.answer_name, _S.c.message_id,
        )
        .join(_I, _I.c.id == _M.c.interaction_id)
        .outerjoin(_S, _S.c.message_id == _M.c.in_reply_to_id)
        .outerjoin(_F, _F.c.message_id == _M.c.id)
        .where(engaged(day.begin, day.end), _M.c.answer_status.is_not(None))
        .order_by(_M.c.id)
    )  # fmt: skip
    rows = connection.execute(query).all()
    # What the bot declined as nothing for a library is in the list, too, and counts as refused.
    passed = {row.message_id for row in rows if row.answer_name == DECLINED}
    passed -= {row.message_id for row in rows if row.answer_status == "fallback"}
    for created, status, latency, talk, channel, thumb, _, question in rows:
        marks: list[Mark] = [("turn", status)]
        # A question counts as often as it is in the list of unanswered ones, however many answers it got.
        if question is not None and question not in passed:
            passed.add(question)
            marks.append(("missed", ""))
        if latency is not None:
            marks.append(("latency", str(rounded(latency))))
        if thumb is not None:
            marks.append(("thumb", "up" if thumb > 0 else "down"))
        yield FigureFact("answer", created, tuple(marks), talk=talk, channel=channel, detail=status)
