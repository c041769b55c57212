"""Questions that are added before anybody has answered them: the bot says of each that it does not know."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.knowledge.changes import changed
from crm.knowledge.facts import FactValues, checked
from crm.library_info.branches import note
from language.normalise import fold

__all__ = ["add_open_questions", "is_among", "questions_of"]

_FACT = table_of(records.Fact)


def is_among(question_fa: str, question_en: str, there: set[str]) -> bool:
    """Tell whether a question is there in either language (`questions_of`), however it is typed."""
    return fold(question_fa) in there or fold(question_en) in there


async def questions_of(store: Store) -> set[str]:
    """Give the questions of all facts in both languages, folded."""
    return await store.look(_there)


async def add_open_questions(store: Store, wanted: Sequence[FactValues], *, by: Actor) -> int:
    """Add questions without an answer, all or none, and give how many were new. Raises InvalidValue.

    A question that is there already, in either language, is left as it is.
    """
    rows = [checked(one) for one in wanted]

    def put(connection: Connection) -> int:
        # Counted first: whoever adds at the same moment waits here, and then sees what was added.
        changed(connection)
        there, added = _there(connection), 0
        for row in rows:
            if is_among(row["question_fa"], row["question_en"], there):
                continue
            made = int(connection.execute(insert(_FACT).returning(_FACT.c.id), row).scalar_one())
            note(connection, store, by, "fact.added", "fact", made, tuple(row))
            there |= {fold(row["question_fa"]), fold(row["question_en"])}
            added += 1
        return added

    return await store.transact(put)


def _there(connection: Connection) -> set[str]:
    rows = connection.execute(select(_FACT.c.question_fa, _FACT.c.question_en))
    return {fold(text) for row in rows for text in row}
