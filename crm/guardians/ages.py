"""The ages of guardianship that the library sets: when it ends by itself, and from when on a child has a say in it.

Only years of birth are kept. A child counts as of an age from the first day of the year in which they come of it:
nobody is looked after a day too long.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue

__all__ = ["MOST", "GuardianAges", "ages_now", "guardian_ages", "put_ages"]

MOST = 25

_RULES = table_of(records.GuardianRules)


@dataclass(frozen=True, slots=True)
class GuardianAges:
    """In years: guardianship ends at `until`; from `say` on the child may limit or refuse it."""

    until: int = 18
    say: int = 12

    def is_over(self, birth_year: int | None, today: date) -> bool:
        """Tell whether somebody is too old for a guardian; nobody knows it of whom no year is kept."""
        return birth_year is not None and today.year - birth_year >= self.until

    def has_say(self, birth_year: int | None, today: date) -> bool:
        """Tell whether a child may limit it themselves; whose year is not known may."""
        return birth_year is None or today.year - birth_year >= self.say


def ages_now(connection: Connection) -> GuardianAges:
    """Give the ages that hold, the shipped ones where the library has set none."""
    row = connection.execute(select(_RULES.c.until_age, _RULES.c.say_age)).first()
    return GuardianAges() if row is None else GuardianAges(row.until_age, row.say_age)


async def guardian_ages(store: Store) -> GuardianAges:
    """Give what `ages_now` gives."""
    return await store.look(ages_now)


async def put_ages(store: Store, ages: GuardianAges, *, by: Actor) -> None:
    """Set the ages; they hold at once, for every link. Raises InvalidValue ("until", "say")."""
    if not 1 <= ages.until <= MOST:
        raise InvalidValue("until", f"between 1 and {MOST}")
    if not 0 <= ages.say <= ages.until:
        raise InvalidValue("say", "between 0 and the age at which it ends")

    def put(connection: Connection) -> None:
        if ages == ages_now(connection):
            return
        change: dict[str, Any] = {"until_age": ages.until, "say_age": ages.say}
        change |= {"changed_at": store.clock.now(), "changed_by_id": by.id}
        upsert(connection, _RULES, {"id": 1, **change}, on=["id"], change=change)
        about = trail.Subject("guardian_rules", "1")
        trail.append(connection, store, by, "guardian_rules.changed", about, ("until_age", "say_age"))

    await store.transact(put)
