"""Loading of a library file: read, checked, and stored in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select, text

from crm.actor import Actor
from crm.audit import trail
from crm.database.alone import LOADING, alone
from crm.database.store import Store
from crm.knowledge.changes import changed
from crm.library_info.titles import titles_changed
from crm.patrons.cards import hash_pin
from crm.records import Base, Branch, LibraryProfile, Patron
from crm.sign_in.passwords import hash_secret
from library.errors import SeedError
from library.seed.check import day_at, problems
from library.seed.document import Document
from library.seed.rows import Rows
from protocol import plain_yaml

__all__ = [
    "DEMO_FILE",
    "SeedReport",
    "ShownCard",
    "cards_shown_at_start",
    "document_of",
    "has_library",
    "has_patrons",
    "hashed",
    "load",
    "read",
]

DEMO_FILE = Path(__file__).resolve().parents[2] / "deploy" / "demo" / "library.yml"

# Far more than a library has, and what a bomb of repetitions is beyond.
MOST_VALUES = 20_000_000

# What is added to what is there, and the column by which it is known.
OF_STAFF = {"staff_user": "username", "canned_answer": "code"}

# What is emptied before another library is loaded, what refers to others first.
EMPTIED = (
    # What was brought in is gone: nothing counts as known to an import or a harvest.
    "harvested_record",
    "harvest",
    "import_change",
    "imported_record",
    "fine",
    "renewal_attempt",
    "hold_attempt",
    "hold",
    "loan",
    "item",
    "title_record",
    "contact_point",
    "patron",
    "library_event",
    "fact",
    "loan_rule",
    "closing",
    "branch_hours",
    "branch",
    "library_profile",
)


@dataclass(frozen=True, slots=True)
class SeedReport:
    """The number of rows loaded into each table."""

    rows: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        branches, titles, copies = self._count("branch"), self._count("title_record"), self._count("item", "copy")
        more = [self._count(*names) for names in (("patron",), ("loan",), ("hold",), ("fine",))]
        more += [self._count("fact"), self._count("library_event", "event"), self._count("staff_user", "staff account")]
        return f"Loaded {branches}, {titles} ({copies}), {', '.join(more)}."

    def _count(self, table: str, name: str = "") -> str:
        rows = self.rows.get(table, 0)
        one = name or table.removesuffix("_record")
        many = {"copy": "copies", "branch": "branches"}.get(one, f"{one}s")
        return f"{rows} {one if rows == 1 else many}"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card of the demo library for a newcomer to try."""

    number: str
    pin: str
    name: str
    description_fa: str
    description_en: str


def read(path: Path, *, catalogue: bool = True) -> Document:
    """Read a library file, or all of it but titles and facts; raises SeedError naming each place that is wrong.

    These are nearly all of a file and of the time to read it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError([f"{path.name} cannot be read: {error}"]) from error
    return document_of(text if catalogue else _without(text, "titles", "facts"), path.name)


def document_of(text: str, name: str) -> Document:
    """Read the text of a library file; raises SeedError naming each place that is wrong."""
    try:
        raw = parsed(text)
        if _size(raw, {}) > MOST_VALUES:
            raise ValueError("what is repeated in it (&, *) would be too much")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SeedError([f"{name} is not YAML: {' '.join(str(error).split())}"]) from error
    if raw is None:
        raise SeedError([f"{name} is empty; docs/seed-format.md shows what a library file holds"])
    if not isinstance(raw, dict):
        raise SeedError([f"{name} must hold keys such as `branches:`; docs/seed-format.md shows them"])
    try:
        return Document.model_validate(raw)
    except ValidationError as error:
        raise SeedError([f"{_place(problem['loc'])}: {_said(problem)}" for problem in error.errors()]) from error


def parsed(text: str) -> Any:
    """Read the YAML of a library file; raises yaml.YAMLError or ValueError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - built on the safe loader


def _size(value: Any, known: dict[int, int]) -> int:
    """Count the values of a document as one who reads it meets them: what is repeated, each time."""
    if not isinstance(value, (dict, list)):
        return 1
    if id(value) not in known:
        # One that holds itself is met without end.
        known[id(value)] = MOST_VALUES + 1
        parts = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_size(part, known) for part in parts)
    return known[id(value)]


def _without(text: str, *parts: str) -> str:
    """Leave out parts of a file: each from the line that begins it to the next line that begins a part."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if line[:1].isalpha():
            inside = line.partition(":")[0] in parts
        if not inside:
            kept.append(line)
    return "".join(kept)


def cards_shown_at_start(path: Path = DEMO_FILE) -> list[ShownCard]:
    """List the cards that the demo library offers to a newcomer, in the file's order."""
    return list(_shown(path, path.stat().st_mtime_ns)) if path.is_file() else []


async def has_library(store: Store) -> bool:
    """Tell whether the store holds a library."""
    query = select(Branch.id).limit(1)
    return await store.look(lambda connection: connection.scalar(query) is not None)


async def has_patrons(store: Store) -> bool:
    """Tell whether the store holds anybody's record."""
    return await store.look(_has_patrons)


def _has_patrons(connection: Connection) -> bool:
    return connection.scalar(select(Patron.id).limit(1)) is not None


def _has_library(connection: Connection) -> bool:
    return any(connection.scalar(select(one.id).limit(1)) is not None for one in (Branch, LibraryProfile))


async def load(
    store: Store,
    source: Path | Document,
    *,
    replace: bool = False,
    spare_patrons: bool = False,
    demo: bool = True,
    by: Actor | None = None,
) -> SeedReport:
    """Load a library file, all of it or nothing.

    Staff accounts whose password stands in the file are loaded only with `demo`. Raises SeedError when the file
    is wrong or made up and `demo` does not hold, or when the store holds a library already and `replace` does not ask
    to empty it first: what a demonstration brought goes then too, accounts and canned answers among it. With
    `spare_patrons` it is not emptied where it holds patrons, and ImportRefused is raised while an import is under way.
    `by` is who is noted in the audit trail, if somebody is.
    """
    document = source if isinstance(source, Document) else await asyncio.to_thread(read, source)
    if document.fictional and not demo:
        raise SeedError(
            ["this library is made up (fictional: true), and its cards and passwords are known to everybody"]
        )
    # Only of a file in which all fits can rows be made.
    found = await asyncio.to_thread(problems, document, day_at(document, store.clock.now()))
    if found:
        raise SeedError(found)
    rows = Rows(document, store, demo=demo)
    pins = {patron.card: patron.pin for patron in document.patrons if patron.pin}
    passwords = {person.username: person.password for person in document.staff if person.password and demo}
    pin_hashes, password_hashes = await asyncio.gather(
        asyncio.to_thread(hashed, pins, partial(hash_pin, store)), asyncio.to_thread(hashed, passwords)
    )
    tables = await asyncio.to_thread(rows.tables, pin_hashes, password_hashes)

    def work(connection: Connection) -> SeedReport:
        alone(connection, LOADING)
        if spare_patrons:
            _still(connection, store)
        if _has_library(connection):
            if not replace:
                raise SeedError(
                    ["the store already holds a library; with --replace it is emptied first, patrons and loans too"]
                )
            if spare_patrons and _has_patrons(connection):
                raise SeedError(["the store holds patrons, who would be lost"])
            _empty(connection)
            _dismiss(connection, store)
        changed(connection)
        titles_changed(connection)
        report = _insert(connection, tables)
        if by is not None:
            what = trail.Subject("library_profile", None)
            trail.append(connection, store, by, "library.loaded", what, [name for name in tables if tables[name]])
        return report

    return await store.transact(work)


def _still(connection: Connection, store: Store) -> None:
    """See that nobody brings patrons or titles in meanwhile; raises ImportRefused."""
    from library.imports.runs import refuse_while_running

    if connection.dialect.name == "postgresql":
        # Who comes between our look and our emptying would be gone unseen.
        connection.execute(text("LOCK TABLE patron IN SHARE ROW EXCLUSIVE MODE"))
    refuse_while_running(connection, store.clock.now())


def _insert(connection: Connection, tables: Mapping[str, list[dict[str, Any]]]) -> SeedReport:
    counts = {}
    for name, rows in tables.items():
        table = Base.metadata.tables[name]
        if name in OF_STAFF:
            # What staff keep themselves is never overwritten.
            key = OF_STAFF[name]
            known = set(connection.scalars(select(table.c[key])))
            rows = [row for row in rows if row[key] not in known]
        if rows:
            connection.execute(insert(table), rows)
        counts[name] = len(rows)
        if connection.dialect.name == "postgresql" and rows and "id" in rows[0] and name != "library_profile":
            # Keys were given by us: the next one the database gives must come after them.
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
                {"name": name, "last": rows[-1]["id"]},
            )
    return SeedReport(counts)


def _empty(connection: Connection) -> None:
    for name in EMPTIED:
        connection.execute(delete(Base.metadata.tables[name]))


def _dismiss(connection: Connection, store: Store) -> None:
    """Take away the staff and canned answers that a demonstration brought."""
    tables = Base.metadata.tables
    connection.execute(delete(tables["canned_answer"]).where(tables["canned_answer"].c.is_demo.is_(True)))
    staff = tables["staff_user"]
    gone = connection.execute(
        delete(staff).where(staff.c.is_demo.is_(True)).returning(staff.c.id, staff.c.username)
    ).all()
    for _, username in sorted(gone):
        what = trail.Subject("staff_user", username)
        trail.append(connection, store, Actor("system", "seed"), "staff.removed", what, ())


def hashed(secrets: Mapping[str, str], hash_one: Callable[[str], str] = hash_secret) -> dict[str, str]:
    """Hash secrets, several at once; slow on purpose."""
    # argon2 lets go of the interpreter's lock while it works.
    with ThreadPoolExecutor(4) as threads:
        return dict(zip(secrets, threads.map(hash_one, secrets.values()), strict=True))


@cache
def _shown(path: Path, _changed: int) -> tuple[ShownCard, ...]:
    return tuple(
        ShownCard(patron.card, patron.pin or "", patron.name, patron.description.fa, patron.description.en)
        for patron in read(path, catalogue=False).patrons
        if patron.show_at_start and patron.description
    )


class _Loader(plain_yaml.Loader):  # type: ignore[misc]
    """A YAML loader of plain values, which leaves `+5d`, 08:00 and 1405-09-10 as texts."""


# YAML 1.1 makes numbers of times (8:00 is 480) and dates of what may be a Jalali day.
_Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def _place(steps: tuple[int | str, ...]) -> str:
    """Write a place as patrons[3].loans[0].due; what pydantic adds for unions is left out."""
    kept = [step for step in steps if step not in ("str", "date", "list[str]", "[key]")]
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in kept).lstrip(".") or "the file"


def _said(problem: Any) -> str:
    if problem["type"] == "extra_forbidden":
        return "unknown key"
    if problem["type"] == "missing":
        return "missing"
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "string_type":
        message = f"must be a text; put {problem['input']!r} in quotes"
    return message
