"""Labels that staff put on conversations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_conversation
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import InvalidValue, NotFound
from crm.staff.members import acting
from crm.staff.own_words import own_words

__all__ = ["COLORS", "LabelView", "add_label", "label", "labels", "labels_of", "unlabel"]

COLORS = ("grey", "good", "care", "bad", "info", "accent")
LONGEST = 60

_LABEL = table_of(records.Label)
_LABELLED = table_of(records.InteractionLabel)
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class LabelView:
    """One label; `color` is one of COLORS."""

    code: str
    name_fa: str
    name_en: str
    color: str

    @property
    def lacks(self) -> str | None:
        """Give the language in which it has no name of its own; its letters tell which one it has."""
        if self.name_fa != self.name_en:
            return None
        return "en" if any("\u0600" <= sign <= "\u06ff" for sign in self.name_fa) else "fa"


_COLUMNS = tuple(_LABEL.c[name] for name in LabelView.__dataclass_fields__)


async def labels(store: Store) -> list[LabelView]:
    """List every label, the oldest first."""

    def look(connection: Connection) -> list[LabelView]:
        return [LabelView(**row) for row in connection.execute(select(*_COLUMNS).order_by(_LABEL.c.id)).mappings()]

    return list(await store.recall("labels", look))


async def label(store: Store, conversation: str, code: str, by: Actor) -> None:
    """Put a label on a conversation; once more changes nothing. Raises NotFound."""

    def put(connection: Connection) -> None:
        interaction_id = interaction_id_of(connection, conversation)
        row = {
            "interaction_id": interaction_id,
            "label_id": _id_of(connection, code),
            "staff_id": acting(connection, by),
            "created_at": store.clock.now(),
        }
        if insert_or_skip(connection, _LABELLED, row, on=["interaction_id", "label_id"]):
            _audited(connection, store, by, "conversation.labelled", conversation)

    await store.transact(put)


async def unlabel(store: Store, conversation: str, code: str, by: Actor) -> None:
    """Take a label off a conversation; raises NotFound."""

    def take(connection: Connection) -> None:
        gone = delete(_LABELLED).where(
            _LABELLED.c.interaction_id == interaction_id_of(connection, conversation),
            _LABELLED.c.label_id == _id_of(connection, code),
        )
        if connection.execute(gone).rowcount:
            _audited(connection, store, by, "conversation.unlabelled", conversation)

    await store.transact(take)


async def add_label(store: Store, name_fa: str, name_en: str, color: str, by: Actor) -> str:
    """Make a label, or find the one with the same name; give its code.

    A name may be left out: the other language's is taken, until the label is named in both. Raises InvalidValue.
    """
    persian, english = own_words(name_fa.strip()), own_words(name_en.strip())
    if not persian and not english:
        raise InvalidValue("name", "a name is needed")
    if max(len(persian), len(english)) > LONGEST:
        raise InvalidValue("name", f"at most {LONGEST} characters")
    if color not in COLORS:
        raise InvalidValue("color", f"one of {', '.join(COLORS)}")
    code = _SIGNS.sub("-", (english or persian).casefold()).strip("-_")
    if not code:
        raise InvalidValue("name", "a name needs letters")
    row = {"code": code, "name_fa": persian or english, "name_en": english or persian, "color": color}

    def add(connection: Connection) -> str:
        same = select(_LABEL).where(
            (_LABEL.c.code == code)
            | (func.lower(_LABEL.c.name_en) == row["name_en"].lower())
            | (_LABEL.c.name_fa == row["name_fa"])
        )
        known = connection.execute(same.order_by(_LABEL.c.id)).mappings().all()
        if known:
            first = known[0]
            if len(known) == 1 and persian and english and first["name_fa"] == first["name_en"] in (persian, english):
                # Made in one language, it has a name of its own in the other from now on.
                _name(connection, store, by, first["id"], persian, english)
            return str(first["code"])
        made = connection.execute(insert(_LABEL).returning(_LABEL.c.id), row).scalar_one()
        trail.append(connection, store, by, "label.added", trail.Subject("label", str(made)))
        return code

    return await store.transact(add)


def _name(connection: Connection, store: Store, by: Actor, label_id: int, persian: str, english: str) -> None:
    if persian == english:
        return
    names = {"name_fa": persian, "name_en": english}
    connection.execute(update(_LABEL).where(_LABEL.c.id == label_id).values(**names))
    trail.append(connection, store, by, "label.named", trail.Subject("label", str(label_id)), tuple(names))


def labels_of(connection: Connection, interaction_ids: Sequence[int]) -> dict[int, tuple[LabelView, ...]]:
    """Give the labels of each of some conversations that has any."""
    query = (
        select(_LABELLED.c.interaction_id, *_COLUMNS)
        .join(_LABEL, _LABEL.c.id == _LABELLED.c.label_id)
        .where(_LABELLED.c.interaction_id.in_(interaction_ids))
        .order_by(_LABEL.c.id)
    )
    found: dict[int, tuple[LabelView, ...]] = {}
    for interaction_id, *values in connection.execute(query):
        found[interaction_id] = (*found.get(interaction_id, ()), LabelView(*values))
    return found


def _id_of(connection: Connection, code: str) -> int:
    found = connection.scalar(select(_LABEL.c.id).where(_LABEL.c.code == code))
    if found is None:
        raise NotFound("label", code)
    return int(found)


def _audited(connection: Connection, store: Store, by: Actor, action: str, conversation: str) -> None:
    trail.append(connection, store, by, action, about_conversation(connection, conversation), ("labels",))
