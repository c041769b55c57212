"""Editing of loan rules: what is lent to whom, for how long, and on which terms."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound, Refusals
from crm.library_info.branches import note

__all__ = ["ANY", "LEAST", "MOST", "RuleRow", "RuleValues", "delete_rule", "put_rule", "rule", "rules"]

ANY = "*"
LONGEST_NAME = 32
# A number that somebody mistyped is told, and none that a library might want is refused.
MOST = {
    "loan_days": 3_650,
    "max_loans": 1_000,
    "max_renewals": 1_000,
    "renew_window_days": 3_650,
    "max_overdue_days_to_renew": 3_650,
    "fine_per_day_minor": 10**12,
    "max_fines_minor_to_renew": 10**12,
    "hold_shelf_days": 365,
    "max_holds": 1_000,
}
LEAST = {"loan_days": 1, "hold_shelf_days": 1}

_RULE: Table = table_of(records.LoanRule)


@dataclass(frozen=True, slots=True)
class RuleValues:
    """The terms for a category of patron and a type of copy; `*` is any. Money in minor units.

    Without `renew_window_days` a loan may be renewed at any time.
    """

    patron_category: str
    item_type: str
    loan_days: int
    max_loans: int
    max_renewals: int
    renew_window_days: int | None
    max_overdue_days_to_renew: int
    fine_per_day_minor: int
    max_fines_minor_to_renew: int
    is_renewable: bool
    hold_shelf_days: int
    max_holds: int


@dataclass(frozen=True, slots=True)
class RuleRow(RuleValues):
    """The same with its number, and the currency of its sums."""

    id: int = 0
    currency: str = "IRR"


_NAMES = tuple(field.name for field in fields(RuleRow))


async def rules(store: Store) -> list[RuleRow]:
    """Give every rule, by category and type, `*` last in each."""
    query = select(_RULE)
    found = await store.look(lambda connection: [_row(row) for row in connection.execute(query).mappings()])
    return sorted(found, key=lambda one: (one.patron_category == ANY, one.patron_category, one.item_type == ANY,
                                          one.item_type))  # fmt: skip


async def rule(store: Store, rule_id: int) -> RuleRow:
    """Give one rule; raises NotFound."""
    query = select(_RULE).where(_RULE.c.id == rule_id)
    found = await store.look(lambda connection: connection.execute(query).mappings().first())
    if found is None:
        raise NotFound("loan_rule", rule_id)
    return _row(found)


async def put_rule(
    store: Store, values: RuleValues, *, by: Actor, rule_id: int | None = None, seen: str | None = None
) -> int:
    """Add a rule, or change one; give its id. A new one has the library's currency.

    `seen`: what it was decided upon (crm.audit.edit_conflicts). Raises InvalidValue, NotFound, EditConflict.
    """
    _check(values)
    row = asdict(values)

    def put(connection: Connection) -> int:
        same = select(_RULE.c.id).where(
            _RULE.c.patron_category == values.patron_category, _RULE.c.item_type == values.item_type
        )
        twin = connection.scalar(same)
        if twin is not None and twin != rule_id:
            raise InvalidValue("item_type", "twin")
        if rule_id is None:
            currency = connection.scalar(select(records.LibraryProfile.currency)) or "IRR"
            made = insert(_RULE).values(**row, currency=currency).returning(_RULE.c.id)
            key = int(connection.execute(made).scalar_one())
            note(connection, store, by, "loan_rule.added", "loan_rule", key, row)
            return key
        before = connection.execute(select(_RULE).where(_RULE.c.id == rule_id).with_for_update()).mappings().first()
        if before is None:
            raise NotFound("loan_rule", rule_id)
        told = {name: before[name] for name in row}
        guard_seen(connection, seen, told, trail.Subject("loan_rule", str(rule_id)), "loan_rule.changed")
        changed = [name for name, value in row.items() if before[name] != value]
        if changed:
            connection.execute(update(_RULE).where(_RULE.c.id == rule_id).values(**row))
            note(connection, store, by, "loan_rule.changed", "loan_rule", rule_id, changed)
        return rule_id

    return await store.transact(put)


async def delete_rule(store: Store, rule_id: int, *, by: Actor) -> None:
    """Delete a rule; raises NotFound. What is lent by it goes on by the next wider rule."""

    def remove(connection: Connection) -> None:
        if not connection.execute(delete(_RULE).where(_RULE.c.id == rule_id)).rowcount:
            raise NotFound("loan_rule", rule_id)
        note(connection, store, by, "loan_rule.deleted", "loan_rule", rule_id, ("id",))

    await store.transact(remove)


def _check(values: RuleValues) -> None:
    refusals = Refusals()
    for name in ("patron_category", "item_type"):
        text = getattr(values, name)
        if not text or len(text) > LONGEST_NAME or text != text.strip():
            refusals.note(name, f"between 1 and {LONGEST_NAME} letters")
    for name, most in MOST.items():
        number, least = getattr(values, name), LEAST.get(name, 0)
        if number is not None and not least <= number <= most:
            refusals.note(name, f"between {least} and {most}")
    refusals.refuse()


def _row(row: Any) -> RuleRow:
    return RuleRow(**{name: row[name] for name in _NAMES})
