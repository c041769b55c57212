"""Names of members of staff: in one language or in both, and shown in the reader's."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Self

from sqlalchemy import Dialect, FromClause, Label, Text, cast, func, literal_column, type_coerce
from sqlalchemy.types import TypeDecorator

from protocol.values import LANGUAGES

__all__ = ["StaffName", "name_of", "staff_columns"]


class StaffName(str):
    """The name of a member of staff: by itself the one that is always there, with the same in further languages.

    The one by itself is the Persian name where both are there, else the only one; it is shown in every language that
    has none of its own.
    """

    further: Mapping[str, str]

    def __new__(cls, name: str, further: Mapping[str, str] | None = None) -> Self:
        """Make it of a name and what it is in further languages."""
        made = super().__new__(cls, name)
        made.further = dict(further or {})
        return made

    @classmethod
    def of(cls, fa: str, en: str) -> Self:
        """Make it of a name in each language, one of which may be empty."""
        persian, english = fa.strip(), en.strip()
        return cls(persian or english, {"en": english} if persian and english and persian != english else None)

    @classmethod
    def kept(cls, name: str) -> Self:
        """Give a name as it is, or what has no further languages as one."""
        return name if isinstance(name, cls) else cls(name.strip())

    def said(self, language: str) -> str:
        """Give the name in a language, or the one that is there."""
        return self.further.get(language) or str(self)

    @property
    def by_language(self) -> dict[str, str]:
        """Give the names by language; of a single one its letters tell the language."""
        own = "fa" if self.further or any("\u0600" <= sign <= "\u06ff" for sign in self) else "en"
        return dict.fromkeys(LANGUAGES, "") | {own: str(self)} | dict(self.further)

    @property
    def every(self) -> tuple[str, ...]:
        """Give all the names there are."""
        return (str(self), *self.further.values())


class _NameType(TypeDecorator[StaffName]):
    """Reads a name that `name_of` wrote together: the further names as JSON, and the name right behind."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> StaffName | None:
        """Read it."""
        if value is None:
            return None
        further, end = json.JSONDecoder().raw_decode(value)
        return StaffName(value[end:], further)


def name_of(staff: FromClause) -> Label[StaffName]:
    """Give the column of a StaffName of `staff`, the table or an alias; None where an outer join finds nobody."""
    further = func.coalesce(cast(staff.c.further_names, Text), literal_column("'{}'"))
    return type_coerce(further + staff.c.display_name, _NameType()).label("display_name")


def staff_columns(staff: FromClause, names: Iterable[str]) -> tuple[Any, ...]:
    """Give columns of the table of staff, the name as a StaffName."""
    return tuple(name_of(staff) if name == "display_name" else staff.c[name] for name in names)
