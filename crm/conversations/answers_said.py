"""When answers are said: how often lately, and what patrons had asked before them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.values import ANSWER_STATUSES

__all__ = ["DAYS", "AnswerSaid", "answers_said"]

DAYS = 30

_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_ASKED = _MESSAGE.alias("asked")


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """How often an answer was said in the last DAYS days; `intents` are what it was said to, most often first."""

    times: int
    intents: tuple[str, ...]


async def answers_said(store: Store) -> Mapping[str, AnswerSaid]:
    """Give for each answer that was said lately how often, and to which intents; tries of staff do not count."""
    since = store.clock.now() - timedelta(days=DAYS)
    number = func.count()
    query = (
        select(_MESSAGE.c.answer_name, _ASKED.c.intent, number)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .outerjoin(_ASKED, _ASKED.c.id == _MESSAGE.c.in_reply_to_id)
        .where(
            _MESSAGE.c.sender == "bot",
            _MESSAGE.c.answer_name.is_not(None),
            # By the index of what was said to questions: the messages of years are not gone through.
            _MESSAGE.c.answer_status.in_(ANSWER_STATUSES),
            _MESSAGE.c.created_at >= since,
            _INTERACTION.c.is_test.is_(False),
        )
        .group_by(_MESSAGE.c.answer_name, _ASKED.c.intent)
        .order_by(number.desc(), _ASKED.c.intent)
    )

    def look(connection: Connection) -> Mapping[str, AnswerSaid]:
        found: dict[str, AnswerSaid] = {}
        for name, intent, times in connection.execute(query):
            known = found.get(name, AnswerSaid(0, ()))
            found[name] = AnswerSaid(known.times + times, (*known.intents, intent) if intent else known.intents)
        return found

    return await store.look(look)
