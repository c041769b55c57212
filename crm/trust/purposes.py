"""Purposes: each use of patrons' data, with its legal ground and the words that patrons are told of it."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue

__all__ = ["Purpose", "all_purposes", "purpose_of", "purposes"]

_PURPOSE = table_of(records.Purpose)


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose; `lawful_basis` is consent, contract, public_task, legitimate_interest or legal_obligation.

    With the basis `consent` nothing is allowed before the patron has said yes. `default_granted` is what holds before
    anybody said anything.
    """

    id: int
    code: str
    lawful_basis: str
    can_opt_out: bool
    default_granted: bool
    name_fa: str
    name_en: str
    text_fa: str
    text_en: str
    text_version: int

    def name(self, language: str) -> str:
        """Give its name in a language."""
        return self.name_fa if language == "fa" else self.name_en

    def text(self, language: str) -> str:
        """Give what patrons are told of it, in a language."""
        return self.text_fa if language == "fa" else self.text_en


async def purposes(store: Store) -> list[Purpose]:
    """Give every purpose."""
    return list(await store.recall("purposes", all_purposes))


def all_purposes(connection: Connection) -> list[Purpose]:
    """Give what `purposes` gives, in the transaction of a connection."""
    return [Purpose(**row) for row in connection.execute(select(_PURPOSE).order_by(_PURPOSE.c.id)).mappings()]


def purpose_of(connection: Connection, code: str) -> Purpose:
    """Give the purpose with a code; raises InvalidValue when there is none."""
    row = connection.execute(select(_PURPOSE).where(_PURPOSE.c.code == code)).mappings().first()
    if row is None:
        raise InvalidValue("purpose", f"there is no purpose {code}")
    return Purpose(**row)
