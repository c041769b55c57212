"""Recovery codes of staff: each replaces the second step once."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, NotFound
from language.digits import to_ascii

__all__ = ["HOW_MANY", "codes_left", "forget_codes", "make_codes", "new_codes", "use_code"]

HOW_MANY = 10
# Without what is easily mistaken for something else on paper; ten of them are 49 bits.
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10

_CODE = table_of(records.StaffRecoveryCode)
_STAFF = table_of(records.StaffUser)


async def new_codes(store: Store, staff_id: int, *, by: Actor) -> Sequence[str]:
    """Make new codes in place of all earlier ones; raises NotFound, or Conflict while the second step is off."""

    def make(connection: Connection) -> Sequence[str]:
        columns = (_STAFF.c.username, _STAFF.c.totp_confirmed_at)
        row = connection.execute(select(*columns).where(_STAFF.c.id == staff_id).with_for_update()).first()
        if row is None:
            raise NotFound("member of staff", staff_id)
        if row.totp_confirmed_at is None:
            raise Conflict("two-step sign-in", "off")
        codes = make_codes(connection, store, staff_id)
        what = trail.Subject("staff_user", row.username)
        trail.append(connection, store, by, "staff.recovery_codes_made", what, ("recovery_codes",))
        return codes

    return await store.transact(make)


def make_codes(connection: Connection, store: Store, staff_id: int) -> Sequence[str]:
    """Make the codes in the transaction of a connection; they are readable in what is given back, and nowhere else."""
    forget_codes(connection, staff_id)
    codes = ["".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    now = store.clock.now()
    rows = [{"staff_id": staff_id, "code_hash": _hashes(store, staff_id, code)[0], "created_at": now} for code in codes]
    connection.execute(insert(_CODE), rows)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def forget_codes(connection: Connection, staff_id: int) -> None:
    """Delete the codes of an account."""
    connection.execute(delete(_CODE).where(_CODE.c.staff_id == staff_id))


async def use_code(store: Store, staff_id: int, typed: str) -> bool:
    """Tell whether a code is one of the account's that was not used yet; it is used up by this."""
    code = "".join(sign for sign in to_ascii(typed).lower() if sign.isalnum())
    if len(code) != LENGTH:
        return False
    now = store.clock.now()
    unused = (
        _CODE.c.staff_id == staff_id,
        _CODE.c.code_hash.in_(_hashes(store, staff_id, code)),
        _CODE.c.used_at.is_(None),
    )

    def use(connection: Connection) -> bool:
        if not connection.execute(update(_CODE).where(*unused).values(used_at=now)).rowcount:
            return False
        username = str(connection.scalar(select(_STAFF.c.username).where(_STAFF.c.id == staff_id)))
        what = trail.Subject("staff_user", username)
        trail.append(connection, store, Actor("staff", username), "staff.recovery_code_used", what)
        return True

    return await store.transact(use)


async def codes_left(store: Store, staff_id: int) -> int:
    """Count the codes of an account that were not used yet."""
    query = select(func.count(_CODE.c.id)).where(_CODE.c.staff_id == staff_id, _CODE.c.used_at.is_(None))
    return await store.look(lambda connection: connection.scalar(query) or 0)


def _hashes(store: Store, staff_id: int, code: str) -> list[str]:
    return store.keys.hashes(f"staff-recovery:{staff_id}:{code}")
