"""Titles of question groups after the wordings they were named after are erased."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, null, or_, select, update

from crm import records
from crm.database.upsert import table_of

__all__ = ["erase_old_groups", "retitle"]

LONGEST = 120

_GROUP = table_of(records.QuestionGroup)
_QUESTION = table_of(records.UnansweredQuestion)


def retitle(connection: Connection, group_id: int, erased: Collection[str]) -> None:
    """Call a group by a wording that is left when its title was one of the erased ones; without one, by nothing.

    With the last wording goes what staff have noted at the group, too.
    """
    left = connection.scalar(
        select(_QUESTION.c.sample_redacted)
        .where(_QUESTION.c.group_id == group_id, _QUESTION.c.sample_redacted != "")
        .order_by(_QUESTION.c.last_seen_at.desc(), _QUESTION.c.id.desc())
        .limit(1)
    )
    mine = update(_GROUP).where(_GROUP.c.id == group_id)
    if left is None:
        connection.execute(mine.values(title="", note=null(), replay=null()))
        return
    title = connection.scalar(select(_GROUP.c.title).where(_GROUP.c.id == group_id))
    if title and any(_is_cut_from(title, words) for words in erased):
        connection.execute(mine.values(title=left[:LONGEST]))


def erase_old_groups(connection: Connection, before: datetime) -> None:
    """Erase title and note of groups without a wording that were worked at last before a moment."""
    worded = select(_QUESTION.c.id).where(_QUESTION.c.group_id == _GROUP.c.id, _QUESTION.c.sample_redacted != "")
    connection.execute(
        update(_GROUP)
        .where(
            _GROUP.c.updated_at < before,
            or_(_GROUP.c.title != "", _GROUP.c.note.is_not(None)),
            ~worded.exists(),
        )
        .values(title="", note=null(), replay=null())
    )


def _is_cut_from(title: str, words: str) -> bool:
    plain = " ".join(words.split())
    return bool(title) and (words.startswith(title) or plain.startswith(title))
