"""Base of all records: key, time and JSON types, and names of constraints."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

__all__ = ["Base", "Json", "Key", "UtcDateTime", "count", "flag", "link", "one_of", "where"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC and returned aware; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored; give an aware one")
        value = value.astimezone(UTC)
        # SQLite keeps no zone: what is written there is always UTC.
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn what the database kept into an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only when the key's type is exactly INTEGER.
KEY = BigInteger().with_variant(Integer, "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

Key = Annotated[int, mapped_column(KEY, primary_key=True)]


class Base(DeclarativeBase):
    """The base class with the metadata of every table of the store."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime(), str: Text()}


def link(target: str, on_delete: str, **options: Any) -> MappedColumn[Any]:
    """Make a foreign key column to `table.column` with what happens on delete."""
    foreign = {name: options.pop(name) for name in ("use_alter",) if name in options}
    return mapped_column(ForeignKey(target, ondelete=on_delete, **foreign), **options)


def flag(default: bool) -> MappedColumn[bool]:
    """Make a boolean column with a default."""
    return mapped_column(Boolean, default=default, server_default=text("true" if default else "false"))


def count(default: int = 0) -> MappedColumn[int]:
    """Make an integer column with a default."""
    return mapped_column(Integer, default=default, server_default=text(str(default)))


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """Make the named check that a text column holds one of the values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def where(condition: str) -> dict[str, Any]:
    """Make the options of a partial index for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
