"""Changes of tables that Alembic cannot make on SQLite: what a column may hold, and a key that goes."""

import re

import sqlalchemy as sa
from alembic import op

__all__ = ["allow", "drop_link", "on_sqlite"]


def on_sqlite() -> bool:
    """Tell whether it is SQLite whose tables are changed."""
    return op.get_bind().dialect.name == "sqlite"


def allow(
    table: str, column: str, values: tuple[str, ...], *, no_more: bool = False, behind: str | None = None
) -> None:
    """Let a column hold some values more (or no more) than it could: what else it may hold is read from the store.

    They come last, or directly behind another value. Raises RuntimeError where SQLite has no such check.
    """
    name = f"ck_{table}_{column}"
    bind = op.get_bind()
    if not on_sqlite():
        query = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
        kept = _listed(str(bind.scalar(query, {"name": name})), values, behind, no_more=no_more)
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, f"{column} IN ({kept})")
        return
    # A check is a part of the table's definition there: it is changed in that, as SQLite's own manual has it.
    check = re.compile(rf"(CONSTRAINT {name} CHECK \({column} IN \()([^)]*)(\)\))")
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    made = str(bind.scalar(query, {"name": table}))
    if check.search(made) is None:
        raise RuntimeError(f"the check {name} was not found")
    _define(table, check.sub(lambda one: f"{one[1]}{_listed(one[2], values, behind, no_more=no_more)}{one[3]}", made))


def drop_link(column: str) -> None:
    """Drop a column of `notice` that is a foreign key.

    SQLite drops no such column; nothing points at notices, so their table is made anew without it.
    """
    if not on_sqlite():
        op.drop_column("notice", column)
        return
    bind = op.get_bind()
    made = str(bind.scalar(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'notice'")))
    indexes = list(
        bind.scalars(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'notice' AND sql <> ''")
        )
    )
    plain = re.sub(
        rf",\s*{column} INTEGER CONSTRAINT fk_notice_{column}_\w+ REFERENCES \w+ \(id\) ON DELETE SET NULL", "", made
    )
    rest = ", ".join(row[1] for row in bind.exec_driver_sql("PRAGMA table_info(notice)") if row[1] != column)
    bind.exec_driver_sql(f"CREATE TEMP TABLE notice_kept AS SELECT {rest} FROM notice")  # noqa: S608
    bind.exec_driver_sql("DROP TABLE notice")
    bind.exec_driver_sql(plain)
    bind.exec_driver_sql(f"INSERT INTO notice ({rest}) SELECT {rest} FROM notice_kept")  # noqa: S608
    bind.exec_driver_sql("DROP TABLE notice_kept")
    for index in indexes:
        bind.exec_driver_sql(index)


def _define(table: str, definition: str) -> None:
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    bind.exec_driver_sql("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (definition, table))
    bind.exec_driver_sql(f"PRAGMA schema_version={int(version or 0) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")


def _listed(before: str, values: tuple[str, ...], behind: str | None, *, no_more: bool) -> str:
    had = [one for one in re.findall(r"'([^']*)'", before) if one not in values]
    at = len(had) if behind is None else had.index(behind) + 1
    kept = had if no_more else [*had[:at], *values, *had[at:]]
    return ", ".join(f"'{one}'" for one in kept)
