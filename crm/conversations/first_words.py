"""The words by which a conversation is known in a list: the first that say what it is about, not the greeting."""

from typing import Any

from sqlalchemy import FromClause, Select, case, select

from crm import records
from crm.conversations.closing import WITHOUT_SUBJECT
from crm.database.upsert import table_of

__all__ = ["first_words"]

_MESSAGE = table_of(records.Message)
# Who asks for a librarian says before or behind it what for.
_ASKS_FOR_SOMEBODY = "human_help"


def first_words(interaction: FromClause) -> Any:
    """Make the scalar query of a conversation's first meaningful words, else of its first words of the patron."""
    query: Select[Any] = (
        select(_MESSAGE.c.body)
        .where(_MESSAGE.c.interaction_id == interaction.c.id, _MESSAGE.c.sender == "patron")
        .order_by(
            case((_MESSAGE.c.intent.in_(WITHOUT_SUBJECT), 2), (_MESSAGE.c.intent == _ASKS_FOR_SOMEBODY, 1), else_=0),
            _MESSAGE.c.seq,
        )
        .limit(1)
        .correlate(interaction)
    )
    return query.scalar_subquery()
