"""Canned answers: texts that librarians send again and again, with variables to be filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound, Refusals
from crm.staff.members import acting
from crm.staff.own_words import own_words

__all__ = ["VARIABLES", "CannedView", "canned", "canned_list", "filled", "save_canned", "unknown_variables"]

VARIABLES = ("patron", "library", "hours_today", "staff")
LONGEST_TEXT = 2000
LONGEST_TITLE = 100

_CANNED = table_of(records.CannedAnswer)
_CODE = re.compile(r"[\w-]{1,40}")
_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class CannedView:
    """One canned answer in both languages."""

    code: str
    title_fa: str
    title_en: str
    text_fa: str
    text_en: str
    is_active: bool
    updated_at: datetime

    def text(self, language: str) -> str:
        """Give the text in a language."""
        return self.text_fa if language == "fa" else self.text_en

    def title(self, language: str) -> str:
        """Give the title in a language."""
        return self.title_fa if language == "fa" else self.title_en


_COLUMNS = tuple(_CANNED.c[name] for name in CannedView.__dataclass_fields__)


async def canned_list(store: Store, *, active: bool | None = None, q: str = "") -> list[CannedView]:
    """List canned answers by code: those in use, those that are not, or (None) all."""

    def look(connection: Connection) -> list[CannedView]:
        return [CannedView(**row) for row in connection.execute(select(*_COLUMNS).order_by(_CANNED.c.code)).mappings()]

    known = await store.recall("canned answers", look)
    words = q.casefold().split()
    return [
        each
        for each in known
        if (active is None or each.is_active is active)
        and all(
            word in f"{each.code} {each.title_fa} {each.title_en} {each.text_fa} {each.text_en}".casefold()
            for word in words
        )
    ]


async def canned(store: Store, code: str) -> CannedView:
    """Give one; raises NotFound."""
    for each in await canned_list(store):
        if each.code == code:
            return each
    raise NotFound("canned answer", code)


async def save_canned(store: Store, values: Mapping[str, Any], *, by: Actor, old_code: str | None = None) -> None:
    """Keep a new canned answer, or (`old_code`) a changed one.

    `values` are code, title_fa, title_en, text_fa, text_en and is_active. Raises InvalidValue with the fields, Conflict
    when another one has the code, NotFound.
    """
    row = {
        name: own_words(str(values[name]).strip()) for name in ("code", "title_fa", "title_en", "text_fa", "text_en")
    }
    row["code"] = row["code"].removeprefix("/").casefold()
    refusals = Refusals()
    if not _CODE.fullmatch(row["code"]):
        refusals.note("code", "code")
    for name in ("title_fa", "title_en", "text_fa", "text_en"):
        if not row[name]:
            refusals.note(name, "empty")
        if len(row[name]) > (LONGEST_TITLE if name.startswith("title") else LONGEST_TEXT):
            refusals.note(name, "long")
    for name in ("text_fa", "text_en"):
        if unknown_variables(row[name]):
            refusals.note(name, "variable")
    refusals.refuse()
    kept: dict[str, Any] = {**row, "is_active": bool(values["is_active"]), "updated_at": store.clock.now()}

    def save(connection: Connection) -> None:
        staff_id = acting(connection, by)
        holder = connection.scalar(select(_CANNED.c.code).where(_CANNED.c.code == row["code"]))
        if holder is not None and holder != old_code:
            raise Conflict("canned answer", "there")
        if old_code is None:
            connection.execute(insert(_CANNED), {**kept, "created_by_id": staff_id})
        elif not connection.execute(update(_CANNED).where(_CANNED.c.code == old_code).values(**kept)).rowcount:
            raise NotFound("canned answer", old_code)
        action = "canned.added" if old_code is None else "canned.changed"
        number = connection.scalar(select(_CANNED.c.id).where(_CANNED.c.code == row["code"]))
        what = trail.Subject("canned_answer", str(number))
        trail.append(connection, store, by, action, what, tuple(kept))

    await store.transact(save)


def unknown_variables(text: str) -> list[str]:
    """Give what stands in braces and is no variable."""
    return [name for name in _VARIABLE.findall(text) if name not in VARIABLES]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put the values of variables into a text, once; what is unknown stays as it is."""
    return _VARIABLE.sub(lambda found: values.get(found.group(1), found.group(0)), text)
