"""Facts: the answer to one question each, listed and edited by staff; the bot uses every change at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound, Refusals
from crm.knowledge.changes import changed
from crm.knowledge.ways_to_ask import in_order
from crm.library_info.branches import branch_known, fits, needed, note
from language.normalise import fold
from language.rule_values import is_well_formed
from protocol.alphabet import by_alphabet

__all__ = [
    "AUDIENCES",
    "LONGEST_LINK",
    "LONGEST_QUESTION",
    "LONGEST_TEXT",
    "FactRow",
    "FactValues",
    "add_fact",
    "change_fact",
    "checked",
    "delete_fact",
    "fact_row",
    "facts",
    "topics",
]

# Whom a fact may be for; an audience's name is a text of the console.
AUDIENCES = ("adult", "student", "child", "senior", "guest", "foreigner", "disabled", "researcher")
LONGEST_QUESTION = 160
# A question's worth: what is longer is two facts, or a document.
LONGEST_TEXT = 600
# Words by which it is found in the first line, other ways to ask for it below, one a line.
LONGEST_ALSO = 40_000
LONGEST_LINK = 300
MOST_POSITION = 9999
TOPIC = re.compile(r"[a-z][a-z0-9_]{1,63}")

_FACT = table_of(records.Fact)


@dataclass(frozen=True, slots=True)
class FactValues:
    """The editable values of a fact; without a branch or an audience it is for all."""

    topic: str
    question_fa: str
    question_en: str
    text_fa: str
    text_en: str
    branch_id: int | None = None
    audience: str | None = None
    also: str | None = None
    link: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class FactRow(FactValues):
    """A fact as it is kept."""

    id: int = 0

    def is_valid(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def is_open(self) -> bool:
        """Tell whether it is a question that is not answered yet."""
        return not self.text_fa

    @property
    def values(self) -> FactValues:
        """What of it can be edited; the ways to ask for it in their order."""
        also = in_order(self.also, (self.question_fa, self.question_en))
        return FactValues(**{name: getattr(self, name) for name in FactValues.__dataclass_fields__} | {"also": also})


_COLUMNS = tuple(_FACT.c[name] for name in ("id", *FactValues.__dataclass_fields__))
_SORTS = {"topic": _FACT.c.topic, "until": _FACT.c.valid_until}


async def facts(
    store: Store,
    *,
    topic: str | None = None,
    branch_id: int | None = None,
    everywhere: bool = False,
    valid_on: date | None = None,
    over_on: date | None = None,
    open_only: bool = False,
    q: str = "",
    sort: str = "topic",
    descending: bool = False,
    limit: int = 50,
    offset: int = 0,
    language: str = "fa",
    topic_names: Mapping[str, str] | None = None,
) -> tuple[list[FactRow], int]:
    """Give facts in order of topic and position, and how many there are.

    By question they stand in order of the questions in a language, by topic in that of `topic_names`.

    `branch_id` leaves those of one branch, `everywhere` those for all; `valid_on` those that hold on a day, `over_on`
    those that do not, `open_only` the questions without an answer. Of `q` every word must stand in one of the texts.
    """
    conditions: list[ColumnElement[bool]] = []
    if topic is not None:
        conditions.append(_FACT.c.topic == topic)
    if everywhere:
        conditions.append(_FACT.c.branch_id.is_(None))
    elif branch_id is not None:
        conditions.append(_FACT.c.branch_id == branch_id)
    if valid_on is not None:
        conditions += [
            or_(_FACT.c.valid_from.is_(None), _FACT.c.valid_from <= valid_on),
            or_(_FACT.c.valid_until.is_(None), _FACT.c.valid_until >= valid_on),
        ]
    if over_on is not None:
        conditions.append(or_(_FACT.c.valid_from > over_on, _FACT.c.valid_until < over_on))
    if open_only:
        conditions.append(_FACT.c.text_fa == "")
    order = _SORTS.get(sort, _FACT.c.topic)
    query = select(*_COLUMNS).where(*conditions)
    query = query.order_by(order.desc() if descending else order.asc(), _FACT.c.position, _FACT.c.id)
    count = select(func.count(_FACT.c.id)).where(*conditions)

    def look(connection: Connection) -> tuple[list[FactRow], int]:
        named = sort == "question" or (topic_names is not None and sort == "topic")
        if not q and not named:
            page = connection.execute(query.limit(limit).offset(offset)).mappings()
            return [FactRow(**row) for row in page], connection.scalar(count) or 0
        # Here: neither database knows that «ك» is «ک», nor the order of an alphabet. Facts are some hundreds.
        words = fold(q).split()
        found = [row for row in map(_row, connection.execute(query).mappings()) if _holds(row, words)]
        if sort == "question":
            found.sort(key=lambda row: by_alphabet(getattr(row, f"question_{language}")), reverse=descending)
        elif named:
            known = topic_names or {}
            found.sort(key=lambda row: by_alphabet(known.get(row.topic, row.topic)), reverse=descending)
        return found[offset : offset + limit], len(found)

    return await store.look(look)


def _row(row: Any) -> FactRow:
    return FactRow(**row)


def _holds(row: FactRow, words: Sequence[str]) -> bool:
    text = fold(" ".join((row.topic, row.question_fa, row.question_en, row.text_fa, row.text_en, row.also or "")))
    return all(word in text for word in words)


async def topics(store: Store) -> Sequence[str]:
    """Give the topics of which something is told, by name."""
    query = select(_FACT.c.topic).distinct().order_by(_FACT.c.topic)
    return await store.look(lambda connection: list(connection.scalars(query)))


async def fact_row(store: Store, fact_id: int) -> FactRow:
    """Give one fact; raises NotFound."""
    query = select(*_COLUMNS).where(_FACT.c.id == fact_id)
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        raise NotFound("fact", fact_id)
    return FactRow(**row)


async def add_fact(store: Store, values: FactValues, *, by: Actor) -> int:
    """Add a fact and give its id; raises InvalidValue."""
    row = checked(values)

    def add(connection: Connection) -> int:
        branch_known(connection, values.branch_id)
        made = int(connection.execute(insert(_FACT).returning(_FACT.c.id), row).scalar_one())
        changed(connection)
        note(connection, store, by, "fact.added", "fact", made, tuple(row))
        return made

    return await store.transact(add)


async def change_fact(store: Store, fact_id: int, values: FactValues, *, by: Actor, seen: str | None = None) -> None:
    """Change a fact; `seen` marks the values that it was decided upon (crm.audit.edit_conflicts).

    Raises InvalidValue, NotFound, EditConflict.
    """
    row = checked(values)

    def change(connection: Connection) -> None:
        branch_known(connection, values.branch_id)
        query = select(*_COLUMNS).where(_FACT.c.id == fact_id).with_for_update()
        before = connection.execute(query).mappings().first()
        if before is None:
            raise NotFound("fact", fact_id)
        told = asdict(FactRow(**before).values)
        guard_seen(connection, seen, told, trail.Subject("fact", str(fact_id)), "fact.changed")
        fields = tuple(name for name, value in row.items() if told[name] != value)
        if fields:
            connection.execute(update(_FACT).where(_FACT.c.id == fact_id).values(**row))
            changed(connection)
            note(connection, store, by, "fact.changed", "fact", fact_id, fields)

    await store.transact(change)


async def delete_fact(store: Store, fact_id: int, *, by: Actor) -> None:
    """Delete a fact; raises NotFound."""

    def remove(connection: Connection) -> None:
        if not connection.execute(delete(_FACT).where(_FACT.c.id == fact_id)).rowcount:
            raise NotFound("fact", fact_id)
        changed(connection)
        note(connection, store, by, "fact.deleted", "fact", fact_id, ("topic",))

    await store.transact(remove)


def checked(values: FactValues) -> dict[str, Any]:
    """Give a fact as its row is written; raises InvalidValue for what is none."""
    refusals = Refusals()
    if TOPIC.fullmatch(values.topic) is None:
        refusals.note("topic", "small Latin letters, digits and underscores are needed")
    for field in ("question_fa", "question_en"):
        refusals.check(needed, field, getattr(values, field), LONGEST_QUESTION)
    for field in ("text_fa", "text_en") if values.text_fa or values.text_en else ():
        # Without either it is a question that is not answered yet.
        refusals.check(needed, field, getattr(values, field), LONGEST_TEXT)
        if not is_well_formed(getattr(values, field) or ""):
            refusals.note(field, "rule_value")
    refusals.check(fits, "also", values.also, LONGEST_ALSO)
    refusals.check(fits, "link", values.link, LONGEST_LINK)
    if values.link and not values.link.startswith(("https://", "http://")):
        refusals.note("link", "it begins with https://")
    if values.audience is not None and values.audience not in AUDIENCES:
        refusals.note("audience", "there is no such audience")
    if values.valid_from and values.valid_until and values.valid_until < values.valid_from:
        refusals.note("valid_until", "it ends before it begins")
    if not 0 <= values.position <= MOST_POSITION:
        refusals.note("position", f"between 0 and {MOST_POSITION}")
    refusals.refuse()
    row = asdict(values)
    kept = {name: value.strip() or None if isinstance(value, str) else value for name, value in row.items()}
    # Where there are no words, their line is empty and yet a line.
    kept["also"] = in_order(values.also, (values.question_fa.strip(), values.question_en.strip()))
    return kept | {name: kept[name] or "" for name in ("text_fa", "text_en")}
