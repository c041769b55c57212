"""Two-step sign-in: six digits that change every half minute (RFC 6238)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import Connection, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.sealing import sealed, unsealed
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.staff.recovery_codes import forget_codes, make_codes
from crm.staff.sessions import end_sessions
from language.digits import to_ascii

__all__ = [
    "begin_totp",
    "check_totp",
    "confirm_totp",
    "pending_secret",
    "remove_totp",
    "seal_anew",
    "sealed_before",
    "totp_address",
]

DIGITS = 6
# A phone's clock may be half a minute off.
DRIFT = 1
SECRET_BYTES = 20
SEED_LENGTH = 32

_STAFF = table_of(records.StaffUser)


def totp_address(secret: str, username: str, issuer: str) -> str:
    """Give the otpauth address that an authenticator app takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


async def begin_totp(store: Store, staff_id: int) -> str:
    """Make a new secret, not in force before a code of it was entered; give it in base 32.

    Raises NotFound, or Conflict when the second step is on already.
    """
    seed = _made(store, staff_id)
    change = (
        update(_STAFF)
        .where(_STAFF.c.id == staff_id, _STAFF.c.totp_confirmed_at.is_(None))
        .values(totp_secret=seed, totp_last_step=None)
    )

    def begin(connection: Connection) -> None:
        if not connection.execute(change).rowcount:
            _row(connection, staff_id)
            raise Conflict("two-step sign-in", "on")

    await store.transact(begin)
    return _secret(store, staff_id, seed)


async def pending_secret(store: Store, staff_id: int) -> str | None:
    """Give the secret, in base 32, that waits for its first code; None when there is none."""
    query = select(_STAFF.c.totp_secret).where(_STAFF.c.id == staff_id, _STAFF.c.totp_confirmed_at.is_(None))
    seed = await store.look(lambda connection: connection.scalar(query))
    return None if seed is None else _secret(store, staff_id, seed)


async def confirm_totp(
    store: Store, staff_id: int, code: str, *, by: Actor, keep_session: int | None = None
) -> Sequence[str]:
    """Put the waiting secret in force by a right code of it; give the recovery codes, to be shown once.

    Every session but `keep_session` ends: none of them has passed the second step.
    Raises InvalidValue("code"), Conflict or NotFound.
    """
    now = store.clock.now()

    def confirm(connection: Connection) -> Sequence[str]:
        row = _row(connection, staff_id)
        if row.totp_secret is None or row.totp_confirmed_at is not None:
            raise Conflict("two-step sign-in", "on" if row.totp_confirmed_at else "not begun")
        if not _use(connection, store, staff_id, row.totp_secret, code, now):
            raise InvalidValue("code", "wrong or used before")
        connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(totp_confirmed_at=now))
        what = trail.Subject("staff_user", row.username)
        trail.append(connection, store, by, "staff.totp_on", what, ("totp_confirmed_at", "recovery_codes"))
        end_sessions(connection, staff_id, now, but=keep_session)
        return make_codes(connection, store, staff_id)

    return await store.transact(confirm)


async def check_totp(store: Store, staff_id: int, code: str) -> bool:
    """Tell whether a code is right now; each is taken once."""
    now = store.clock.now()

    def check(connection: Connection) -> bool:
        row = _row(connection, staff_id)
        if row.totp_secret is None or row.totp_confirmed_at is None:
            return False
        return _use(connection, store, staff_id, row.totp_secret, code, now)

    return await store.transact(check)


async def remove_totp(store: Store, staff_id: int, *, by: Actor) -> None:
    """Switch the second step off: by its owner, or by an administrator for somebody without their phone."""

    def remove(connection: Connection) -> None:
        row = _row(connection, staff_id)
        nothing = {"totp_secret": None, "totp_confirmed_at": None, "totp_last_step": None}
        connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(**nothing))
        forget_codes(connection, staff_id)
        what = trail.Subject("staff_user", row.username)
        trail.append(connection, store, by, "staff.totp_off", what, ("totp_confirmed_at",))

    await store.transact(remove)


def _use(connection: Connection, store: Store, staff_id: int, seed: str, code: str, now: datetime) -> bool:
    digits = to_ascii("".join(code.split()))
    if len(digits) != DIGITS or not digits.isdecimal():
        return False
    try:
        step = pyotp.TOTP(_secret(store, staff_id, seed)).verify_and_get_timecode(
            digits, for_time=now, valid_window=DRIFT
        )
    except OTPVerificationError:
        return False
    # One statement decides: a code that was used, here or a moment ago, is used up.
    unused = or_(_STAFF.c.totp_last_step.is_(None), _STAFF.c.totp_last_step < step)
    change = update(_STAFF).where(_STAFF.c.id == staff_id, unused).values(totp_last_step=step)
    return bool(connection.execute(change).rowcount)


def seal_anew(connection: Connection, store: Store) -> int:
    """Encrypt every secret with the present key that is not yet; give how many that were.

    What none of our keys reads stays as it is: a backup of its key may come back.
    """
    query = select(_STAFF.c.id, _STAFF.c.totp_secret).where(_STAFF.c.totp_secret.is_not(None))
    rows = connection.execute(query.order_by(_STAFF.c.id).with_for_update()).all()
    older = [row for row in rows if _is_before(store, row.id, row.totp_secret)]
    for row in older:
        secret = base64.b32decode(_secret(store, row.id, row.totp_secret))
        # Unless it was begun anew meanwhile, by a process that did not wait for this one.
        same = (_STAFF.c.id == row.id) & (_STAFF.c.totp_secret == row.totp_secret)
        connection.execute(update(_STAFF).where(same).values(totp_secret=_sealed(store, row.id, secret)))
    return len(older)


def sealed_before(connection: Connection, store: Store) -> int:
    """Count the secrets that are encrypted with another of our keys than the present one."""
    query = select(_STAFF.c.id, _STAFF.c.totp_secret).where(_STAFF.c.totp_secret.is_not(None))
    rows = connection.execute(query).all()
    return sum(_is_before(store, row.id, row.totp_secret) for row in rows)


def _is_before(store: Store, staff_id: int, kept: str) -> bool:
    if len(kept) == SEED_LENGTH:
        return not store.keys.is_first
    if unsealed([store.keys.current], _purpose(staff_id), kept) is not None:
        return False
    return unsealed(store.keys.known, _purpose(staff_id), kept) is not None


def _made(store: Store, staff_id: int) -> str:
    # With the key that a store began with it is a seed, from which the secret follows.
    if store.keys.is_first:
        return secrets.token_hex(SEED_LENGTH // 2)
    return _sealed(store, staff_id, secrets.token_bytes(SECRET_BYTES))


def _secret(store: Store, staff_id: int, kept: str) -> str:
    # What stands in the table is not the secret: who reads a copy of it can make no codes without the server's key.
    if len(kept) == SEED_LENGTH:
        secret = hmac.new(store.keys.first, f"staff-totp:{kept}".encode(), hashlib.sha256).digest()[:SECRET_BYTES]
    else:
        # Of a key that is none of ours no code is right.
        secret = unsealed(store.keys.known, _purpose(staff_id), kept) or secrets.token_bytes(SECRET_BYTES)
    return base64.b32encode(secret).decode()


def _sealed(store: Store, staff_id: int, secret: bytes) -> str:
    return sealed(store.keys.current, _purpose(staff_id), secret)


def _purpose(staff_id: int) -> str:
    return f"two-step sign-in of {staff_id}"


def _row(connection: Connection, staff_id: int) -> Any:
    columns = (_STAFF.c.username, _STAFF.c.totp_secret, _STAFF.c.totp_confirmed_at)
    found = connection.execute(select(*columns).where(_STAFF.c.id == staff_id).with_for_update()).first()
    if found is None:
        raise NotFound("member of staff", staff_id)
    return found
