"""What the store keeps encrypted: AES-256-GCM, anew each time, for one purpose, and nothing once it was changed."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pyotp
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from crm import records
from crm.actor import Actor
from crm.database.key_ring import KeyRing
from crm.database.sealing import sealed, unsealed
from crm.database.store import Store
from crm.staff import members, second_step
from tests.support.store_rows import rows

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PLAIN = b"the seed of a second step"
PURPOSE = "two-step 1"
BY = Actor("system", "test")


def test_it_is_aes_of_256_bits_in_gcm_with_a_nonce_and_a_tag_of_full_length() -> None:
    raw = base64.urlsafe_b64decode(sealed(KEY, PURPOSE, PLAIN))
    nonce, ciphertext, tag = raw[:12], raw[12:-16], raw[-16:]
    assert len(ciphertext) == len(PLAIN)
    # By the parts of another layer of the package, and not by what sealed it.
    key = hmac.new(KEY, b"ketabyar sealing", hashlib.sha256).digest()
    assert len(key) == 32
    reader = Cipher(algorithms.AES(key), modes.GCM(nonce, tag)).decryptor()
    reader.authenticate_additional_data(PURPOSE.encode())
    assert reader.update(ciphertext) + reader.finalize() == PLAIN


def test_the_same_is_never_sealed_alike() -> None:
    texts = [sealed(KEY, PURPOSE, PLAIN) for _ in range(200)]
    assert len({base64.urlsafe_b64decode(text)[:12] for text in texts}) == len(set(texts)) == 200
    assert {unsealed([KEY], PURPOSE, text) for text in texts} == {PLAIN}


def test_what_was_changed_in_any_bit_or_cut_is_nothing() -> None:
    raw = base64.urlsafe_b64decode(sealed(KEY, PURPOSE, PLAIN))
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        assert unsealed([KEY], PURPOSE, base64.urlsafe_b64encode(changed).decode()) is None
    for length in range(len(raw)):
        assert unsealed([KEY], PURPOSE, base64.urlsafe_b64encode(raw[:length]).decode()) is None


@pytest.mark.parametrize("text", ["", "no base64!", "é", "AAAA", "A" * 400])
def test_what_nobody_sealed_is_nothing(text: str) -> None:
    assert unsealed([KEY], PURPOSE, text) is None


def test_another_key_and_another_purpose_read_nothing() -> None:
    text = sealed(KEY, PURPOSE, PLAIN)
    assert unsealed([OTHER], PURPOSE, text) is None
    # The sealed text of one member of staff is none in the row of another.
    assert unsealed([KEY], "two-step 2", text) is None
    assert unsealed([], PURPOSE, text) is None
    assert unsealed([OTHER, KEY], PURPOSE, text) == PLAIN


async def test_after_a_change_of_the_secret_that_of_a_second_step_is_encrypted(store: Store) -> None:
    person = await members.add_staff(store, "sara", "سارا", "admin", "a long password")
    # Of a key that is not the store's first; under that one there is a seed, which is no secret without the key.
    before = store.keys.current
    store.keys = KeyRing.of(KEY, b"", b"", kept=[before], first=before)
    secret = await second_step.begin_totp(store, person.id)
    [row] = await rows(store, records.StaffUser)
    raw = base64.urlsafe_b64decode(row.totp_secret)
    assert base64.b32decode(secret) not in raw and secret not in row.totp_secret
    now = store.clock.now()
    await second_step.confirm_totp(store, person.id, pyotp.TOTP(secret).at(now, counter_offset=-1), by=BY)
    # Who has the rows and another secret gets no code taken.
    store.keys = KeyRing.of(OTHER, b"", b"", kept=[before], first=before)
    assert not await second_step.check_totp(store, person.id, pyotp.TOTP(secret).at(now))
    store.keys = KeyRing.of(KEY, b"", b"", kept=[before], first=before)
    assert await second_step.check_totp(store, person.id, pyotp.TOTP(secret).at(now))
