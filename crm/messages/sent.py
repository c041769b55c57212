"""What the library wrote by itself: of each such contact what it was, a question, an answer to a case, or a notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["Sent", "sent_in"]

_MESSAGE = table_of(records.Message)
_NOTICE = table_of(records.Notice)
# What the sender put beside the words (crm.cases.delivery, crm.surveys.asking, crm.notices.judging).
MARKS = {"survey": "survey", "case": "answer", "notices": "notice"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written first in a contact: survey, answer, notice (of `kinds`), or message where nothing tells."""

    what: str = "message"
    text: str = ""
    kinds: tuple[str, ...] = ()


def sent_in(connection: Connection, interaction_ids: Sequence[int]) -> dict[int, Sent]:
    """Tell what was written first in each of these contacts; one without any message is not among them."""
    if not interaction_ids:
        return {}
    query = select(_MESSAGE.c.id, _MESSAGE.c.interaction_id, _MESSAGE.c.body, _MESSAGE.c.custom).where(
        _MESSAGE.c.interaction_id.in_(interaction_ids), _MESSAGE.c.seq == 1, _MESSAGE.c.is_internal.is_(False)
    )
    first = connection.execute(query).all()
    told = select(_NOTICE.c.message_id, _NOTICE.c.kind).where(_NOTICE.c.message_id.in_([row.id for row in first]))
    kinds: dict[int, list[str]] = {}
    for message_id, kind in connection.execute(told.distinct().order_by(_NOTICE.c.kind)):
        kinds.setdefault(message_id, []).append(kind)
    found = {}
    for row in first:
        marked = next((what for mark, what in MARKS.items() if mark in (row.custom or {})), "message")
        of = tuple(kinds.get(row.id, ()))
        found[row.interaction_id] = Sent("notice" if of else marked, row.body or "", of)
    return found
