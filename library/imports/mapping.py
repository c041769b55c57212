"""How a library's own codes and columns are to be read: a mapping file in YAML or JSON (docs/import.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from language.normalise import fold
from library.errors import ImportRefused
from protocol import plain_yaml

__all__ = ["DEFAULT_HOLDINGS", "Holdings", "Mapping", "read_mapping"]

Text = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, str) else str(value))]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Holdings(_Part):
    """In which field, and under which codes, copies are described."""

    field: str = Field(pattern=r"^[0-9A-Za-z]{3}$")
    barcode: Code
    branch: Code
    other_branch: Code | None = None
    call_number: Code | None = None
    type: Code | None = None
    shelf: Code | None = None
    status: Code | None = None
    added: Code | None = None
    # Codes that hold anything but 0 where a copy is withdrawn, lost, out, or not for loan.
    withdrawn: Code | None = None
    lost: Code | None = None
    on_loan: Code | None = None
    not_for_loan: Code | None = None


#: As Koha, Evergreen and SirsiDynix write them; UNIMARC's own is 995.
DEFAULT_HOLDINGS = (
    Holdings(
        field="952", barcode="p", branch="b", other_branch="a", call_number="o", type="y", shelf="c", added="d",
        withdrawn="0", lost="1", on_loan="q", not_for_loan="7",
    ),
    Holdings(field="852", barcode="p", branch="b", other_branch="a", call_number="j", shelf="c", type="g", status="s"),
    Holdings(field="949", barcode="i", branch="m", call_number="a", type="t", shelf="l"),
    Holdings(field="995", barcode="f", branch="b", other_branch="a", call_number="k", type="r", status="o"),
)  # fmt: skip


class Mapping(_Part):
    """All of a mapping file; what is left out is as it usually is."""

    format: Literal["marc21", "unimarc"] | None = None
    encoding: str | None = None
    # Where a record's number stands: `001` (with its 003 before it), or a field and code such as `999c`.
    id: list[str] = ["001", "035a"]
    holdings: list[Holdings] | None = None
    # From the file's codes to ours.
    branches: dict[Text, str] = {}
    types: dict[Text, str] = {}
    statuses: dict[Text, Literal["available", "on_loan", "in_transit", "lost", "withdrawn"]] = {}
    kinds: dict[Text, str] = {}
    categories: dict[Text, str] = {}
    default_branch: str | None = None
    # Tables: from our field to the heading of their column.
    columns: dict[str, str] = {}
    # Whether columns that are not named are known by their headings.
    guess: bool = True
    # XML: the element that is a row, alone or with those around it: `member`, `export/members/member`.
    rows: str | None = Field(default=None, min_length=1, max_length=1000)
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    calendar: Literal["jalali", "gregorian"] | None = None
    # A sum is given in this many of the library's minor units: 10 for tomans where it reckons in rials.
    money: int = Field(default=1, ge=1, le=1000)

    def branch(self, code: str) -> str:
        """Give our code of a branch."""
        return _known(self.branches, code) or code

    def item_type(self, code: str) -> str:
        """Give our type of an item; an unknown one is kept in lower case."""
        return _known(self.types, code) or code.casefold()[:32]

    def category(self, code: str) -> str:
        """Give our category of a patron; an unknown one is kept in lower case."""
        return _known(self.categories, code) or code.casefold()[:32]


def read_mapping(path: Path | None) -> Mapping:
    """Read a mapping file; raises ImportRefused naming each place that is wrong."""
    if path is None:
        return Mapping()
    try:
        raw = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=plain_yaml.Loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise ImportRefused("mapping_unread", file=path.name, why=" ".join(str(error).split())) from error
    return parsed_mapping(raw, path.name)


def parsed_mapping(raw: Any, name: str) -> Mapping:
    """Check what a mapping file holds; raises ImportRefused."""
    if raw is None:
        return Mapping()
    try:
        return Mapping.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or name
        raise ImportRefused("mapping_wrong", file=name, place=place, why=first["msg"]) from error


def _known(table: dict[str, str], code: str) -> str | None:
    if code in table:
        return table[code]
    wanted = fold(code)
    return next((ours for theirs, ours in table.items() if fold(theirs) == wanted), None)
