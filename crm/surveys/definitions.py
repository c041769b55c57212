"""Definitions of surveys: their versions, and which one is asked now; a change of wording is a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.staff.members import acting, staff_id_of
from crm.staff.own_words import own_words
from crm.surveys.wordings import RANGES, SHIPPED

__all__ = ["DefinedQuestion", "Version", "add_version", "ensure", "put_asking", "running", "version_of", "versions"]

LONGEST = 300
LONGEST_COOLDOWN = 1000

_SURVEY = table_of(records.Survey)
_QUESTION = table_of(records.SurveyQuestion)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class DefinedQuestion:
    """One question of a version; `text` by language is empty where an answer of the bot's words it."""

    id: int
    code: str
    scale: str
    dimension: str | None
    text: Mapping[str, str]

    @property
    def range(self) -> tuple[int, int]:
        """The least and the most that may be given."""
        return RANGES[self.scale]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a survey; only the newest one that is active is asked."""

    id: int
    code: str
    version: int
    kind: str
    trigger: str
    cooldown_days: int
    sample_rate: float
    is_active: bool
    name: Mapping[str, str]
    made_at: datetime | None
    owner: str | None
    questions: tuple[DefinedQuestion, ...]


async def ensure(store: Store) -> None:
    """Put what ships with the product into the store, where a survey of that code is not there yet."""
    known = await store.look(lambda connection: set(connection.scalars(select(_SURVEY.c.code).distinct())))
    unnamed = await store.look(
        lambda connection: connection.scalar(select(_SURVEY.c.id).where(_SURVEY.c.name_fa.is_(None)))
    )
    if known.issuperset(one.code for one in SHIPPED) and unnamed is None:
        return
    await store.transact(_put_shipped)


async def versions(store: Store) -> list[Version]:
    """Give every version, by survey in the order of the product and then of their making, the newest first."""
    found = await store.look(lambda connection: _read(connection))
    order = {one.code: place for place, one in enumerate(SHIPPED)}
    return sorted(found, key=lambda one: (order.get(one.code, len(order)), one.code, -one.version))


async def add_version(store: Store, code: str, texts: Sequence[tuple[str, str]], *, after: int, by: Actor) -> int:
    """Word a survey anew: a new version with one text in each language for each of its questions; give its number.

    What was asked in the old words stays apart from what is asked from now on. `after` is the version that was seen.
    Raises InvalidValue ("text"), Conflict when somebody was faster, NotFound.
    """
    kept = [tuple(own_words(text.strip()) for text in pair) for pair in texts]
    if any(not text or len(text) > LONGEST for pair in kept for text in pair):
        raise InvalidValue("text", f"a text of at most {LONGEST} characters is needed in both languages")

    def add(connection: Connection) -> int:
        acting(connection, by)
        newest = _newest(connection, code, lock=True)
        if newest.version != after:
            raise Conflict("survey", str(newest.version))
        if len(kept) != len(newest.questions):
            raise InvalidValue("text", "every question needs its text")
        connection.execute(update(_SURVEY).where(_SURVEY.c.code == code).values(is_active=False))
        row = connection.execute(select(_SURVEY).where(_SURVEY.c.id == newest.id)).mappings().one()
        made = {name: row[name] for name in row if name != "id"} | {
            "version": newest.version + 1,
            "is_active": newest.is_active,
            "made_at": store.clock.now(),
        }
        survey_id = connection.execute(insert(_SURVEY).returning(_SURVEY.c.id), made).scalar_one()
        for place, (question, (text_fa, text_en)) in enumerate(zip(newest.questions, kept, strict=True), 1):
            told = {"code": question.code, "scale": question.scale, "dimension": question.dimension}
            words = {"prompt": text_en, "text_fa": text_fa, "text_en": text_en}
            connection.execute(insert(_QUESTION), {"survey_id": survey_id, "position": place, **told, **words})
        trail.append(connection, store, by, "survey.reworded", trail.Subject("survey", code), ("text",))
        return newest.version + 1

    return await store.transact(add)


async def put_asking(
    store: Store,
    code: str,
    *,
    is_active: bool,
    sample_rate: float,
    cooldown_days: int,
    owner: str | None,
    by: Actor,
) -> None:
    """Say whether the newest version of a survey is asked, whom, how seldom, and who takes up what went wrong.

    Raises InvalidValue ("sample_rate", "cooldown_days", "owner"), NotFound.
    """
    if not 0 < sample_rate <= 1:
        raise InvalidValue("sample_rate", "a share above 0 and up to 1 is needed")
    if not 0 <= cooldown_days <= LONGEST_COOLDOWN:
        raise InvalidValue("cooldown_days", f"from 0 to {LONGEST_COOLDOWN} days")

    def put(connection: Connection) -> None:
        acting(connection, by)
        newest = _newest(connection, code, lock=True)
        try:
            owner_id = None if owner is None else staff_id_of(connection, owner)
        except NotFound as error:
            raise InvalidValue("owner", "nobody of this name works here") from error
        values: dict[str, Any] = {
            "is_active": is_active,
            "sample_rate": sample_rate,
            "cooldown_days": cooldown_days,
            "owner_id": owner_id,
        }
        connection.execute(update(_SURVEY).where(_SURVEY.c.id == newest.id).values(**values))
        trail.append(connection, store, by, "survey.changed", trail.Subject("survey", code), tuple(values))

    await store.transact(put)


def running(connection: Connection, code: str) -> Version | None:
    """Give the version of a survey that is asked now; None while it is switched off."""
    newest = _newest(connection, code)
    return newest if newest.is_active else None


def version_of(connection: Connection, survey_id: int) -> Version:
    """Give a version by its id; raises NotFound."""
    found = _read(connection, _SURVEY.c.id == survey_id)
    if not found:
        raise NotFound("survey", survey_id)
    return found[0]


def _newest(connection: Connection, code: str, *, lock: bool = False) -> Version:
    query = select(_SURVEY.c.id).where(_SURVEY.c.code == code).order_by(_SURVEY.c.version.desc()).limit(1)
    found = connection.scalar(query.with_for_update() if lock else query)
    if found is None:
        if code not in {one.code for one in SHIPPED}:
            raise NotFound("survey", code)
        _put_shipped(connection)
        found = connection.execute(query).scalar_one()
    return version_of(connection, int(found))


def _put_shipped(connection: Connection) -> None:
    for one in SHIPPED:
        mine = _SURVEY.c.code == one.code
        names = {"name_fa": one.name_fa, "name_en": one.name_en}
        if connection.scalar(select(_SURVEY.c.id).where(mine).limit(1)) is None:
            row = {
                "code": one.code,
                "version": 1,
                "kind": one.kind,
                "trigger": one.trigger,
                "cooldown_days": one.cooldown_days,
                "sample_rate": one.sample_rate,
                "is_active": one.is_active,
                **names,
            }
            insert_or_skip(connection, _SURVEY, row, on=["code", "version"])
        else:
            # A survey of before it had a name was asked of everybody, every time.
            unnamed = update(_SURVEY).where(mine, _SURVEY.c.name_fa.is_(None))
            connection.execute(unnamed.values(**names, cooldown_days=one.cooldown_days))
        survey_id = connection.scalar(select(_SURVEY.c.id).where(mine, _SURVEY.c.version == 1))
        for place, item in enumerate(one.items, 1):
            question = {
                "survey_id": survey_id,
                "code": item.code,
                "position": place,
                "prompt": item.text_en or one.name_en,
                "scale": item.scale,
                "dimension": item.dimension,
                "text_fa": item.text_fa,
                "text_en": item.text_en,
            }
            insert_or_skip(connection, _QUESTION, question, on=["survey_id", "code"])


def _read(connection: Connection, *conditions: Any) -> list[Version]:
    rows = connection.execute(
        select(_SURVEY, _STAFF.c.username)
        .outerjoin(_STAFF, (_STAFF.c.id == _SURVEY.c.owner_id) & _STAFF.c.is_active)
        .where(*conditions)
        .order_by(_SURVEY.c.id)
    ).mappings()
    surveys = list(rows)
    questions: dict[int, list[DefinedQuestion]] = {}
    asked = select(_QUESTION).where(_QUESTION.c.survey_id.in_([row["id"] for row in surveys]))
    for row in connection.execute(asked.order_by(_QUESTION.c.position, _QUESTION.c.id)).mappings():
        text = {"fa": row["text_fa"], "en": row["text_en"]} if row["text_fa"] and row["text_en"] else {}
        questions.setdefault(row["survey_id"], []).append(
            DefinedQuestion(row["id"], row["code"], row["scale"], row["dimension"], text)
        )
    return [
        Version(
            **{name: row[name] for name in ("id", "code", "version", "kind", "trigger", "cooldown_days")},
            sample_rate=row["sample_rate"],
            is_active=row["is_active"],
            name={"fa": row["name_fa"] or row["code"], "en": row["name_en"] or row["code"]},
            made_at=row["made_at"],
            owner=row["username"],
            questions=tuple(questions.get(row["id"], ())),
        )
        for row in surveys
    ]
