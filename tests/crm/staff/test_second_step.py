"""The second step of the staff's sign-in: codes as the standard has them, each taken once."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac

import pyotp
import pytest

from crm.actor import Actor
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.staff import members, second_step

BY = Actor("system", "test")


def standard_code(secret: bytes, moment: int) -> str:
    """Make the code that an app shows, straight from RFC 4226 and RFC 6238 and without the package in use."""
    digest = hmac.new(secret, (moment // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


async def test_codes_are_those_of_the_standard(store: Store) -> None:
    # RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    secret = b"12345678901234567890"
    known = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"}
    assert {moment: standard_code(secret, moment) for moment in known} == known
    person = await members.add_staff(store, "sara", "سارا", "admin", "a long password")
    ours, now = base64.b32decode(await second_step.begin_totp(store, person.id)), int(store.clock.now().timestamp())
    with pytest.raises(InvalidValue):
        await second_step.confirm_totp(store, person.id, standard_code(ours, now - 60), by=BY)
    await second_step.confirm_totp(store, person.id, standard_code(ours, now - 30), by=BY)
    assert not await second_step.check_totp(store, person.id, standard_code(ours, now + 60))
    assert await second_step.check_totp(store, person.id, standard_code(ours, now + 30))


def test_the_address_of_an_app_names_the_library_and_the_account() -> None:
    address = second_step.totp_address("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "sara.k", "Ketab Yar")
    assert address == ("otpauth://totp/Ketab%20Yar:sara.k?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Ketab%20Yar")


async def test_a_code_is_taken_once_on_both_databases(store: Store) -> None:
    person = await members.add_staff(store, "sara", "سارا", "admin", "a long password")
    app, now = pyotp.TOTP(await second_step.begin_totp(store, person.id)), store.clock.now()
    before, code = app.at(now, counter_offset=-1), app.at(now)
    await second_step.confirm_totp(store, person.id, before, by=BY)
    taken = await asyncio.gather(*(second_step.check_totp(store, person.id, code) for _ in range(6)))
    assert sorted(taken) == [False] * 5 + [True]
    assert not await second_step.check_totp(store, person.id, before)
