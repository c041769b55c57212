"""You said, we did: ideas and complaints closed as done, with words that reach everybody who asked for the change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.cases.answers import LONGEST_ANSWER
from crm.cases.delivery import deliver
from crm.cases.work import MOVES, checked, locked_case, moved, put_case, put_event
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue
from crm.staff.members import acting

__all__ = ["KINDS", "ToldBack", "OpenWish", "close_as_done", "open_wishes"]

KINDS = ("suggestion", "complaint", "purchase_request")
MOST = 200

_CASE = table_of(records.ServiceCase)

Letter = Callable[[str, str, str], str]
"""Write, from language, case number and what was done, what the patron reads."""


@dataclass(frozen=True, slots=True)
class OpenWish:
    """One open idea or complaint; `version` is the case's as it was seen."""

    number: str
    version: int
    kind: str
    subject: str
    description: str | None
    status: str
    language: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class ToldBack:
    """What became of the chosen cases: told in a chat now, kept until they come back, closed with nobody to tell.

    `left` are those that somebody changed meanwhile: they are as they were.
    """

    told: int = 0
    kept: int = 0
    untold: int = 0
    left: tuple[str, ...] = ()


async def open_wishes(store: Store, words: str = "") -> list[OpenWish]:
    """List ideas, wishes to buy and complaints that are open, the latest first; with `words` those that have them."""
    query = (
        select(*(_CASE.c[name] for name in OpenWish.__dataclass_fields__))
        .where(_CASE.c.kind.in_(KINDS), _CASE.c.status != "closed", _CASE.c.subject != "")
        .order_by(_CASE.c.id.desc())
    )
    for word in words.split():
        query = query.where(_CASE.c.description.icontains(word, autoescape=True))
    rows = await store.look(lambda connection: connection.execute(query.limit(MOST)).mappings().all())
    return [OpenWish(**row) for row in rows]


async def close_as_done(
    store: Store, seen: Mapping[str, int], words: Mapping[str, str], *, by: Actor, letter: Letter
) -> ToldBack:
    """Close cases as done and tell each of their patrons, in their language, what was done.

    `seen` are the chosen cases' numbers with the versions that they were seen in; each is closed in a transaction of
    its own. `words` by language; who speaks the other one reads those that are there. Raises InvalidValue ("words",
    "cases").
    """
    texts = {language: checked(text, "words", needed=False, longest=LONGEST_ANSWER) for language, text in words.items()}
    said = {language: text for language, text in texts.items() if text}
    if not said:
        raise InvalidValue("words", "what was done has to be said")
    if not seen:
        raise InvalidValue("cases", "no case is chosen")
    told = kept = untold = 0
    left: list[str] = []
    for number, version in seen.items():
        try:
            went = await store.transact(partial(_close, store, number, version, said, by, letter))
        except (Conflict, InvalidValue):
            left.append(number)
            continue
        told += went == "told"
        kept += went == "kept"
        untold += went == "untold"
    return ToldBack(told, kept, untold, tuple(left))


def _close(
    store: Store,
    number: str,
    version: int,
    said: Mapping[str, str],
    by: Actor,
    letter: Letter,
    connection: Connection,
) -> str:
    now = store.clock.now()
    staff_id = acting(connection, by)
    row = locked_case(connection, number, version)
    if row["kind"] not in KINDS or "closed" not in MOVES[row["status"]]:
        raise InvalidValue("status", f"a case that is {row['status']} cannot be closed")

    def words(language: str) -> str:
        return said.get(language) or next(iter(said.values()))

    put_event(connection, row["id"], "status", now, staff_id, row["status"], "closed")
    sent = deliver(
        connection,
        row,
        lambda language: letter(language, number, words(language)),
        now,
        staff_id,
        note=words(row["language"]),
    )
    put_case(connection, store, row, {**moved(connection, row, "closed", now), "resolution": "fixed"}, by, "case.done")
    if sent is not None:
        return "told"
    return "kept" if row["patron_id"] is not None else "untold"
