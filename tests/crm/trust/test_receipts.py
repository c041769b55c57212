"""A receipt is read back as it was made, by this installation alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.database.store import Store
from crm.errors import InvalidValue
from crm.trust.receipts import ErasureReceipt, read_receipt, sign_receipt
from protocol.clock import FixedClock

RECEIPT = ErasureReceipt(7, datetime(2026, 11, 24, 8, tzinfo=UTC), "a" * 64, {"message": 3, "loan": 0}, None)


async def test_a_receipt_is_read_back(sqlite_store: Store) -> None:
    text = sign_receipt(sqlite_store, RECEIPT)
    assert read_receipt(sqlite_store, text) == RECEIPT
    # As it comes out of a letter, with breaks in it.
    assert read_receipt(sqlite_store, f"  {text[:30]}\n{text[30:]}\n") == RECEIPT


async def test_a_changed_receipt_is_none(sqlite_store: Store) -> None:
    text = sign_receipt(sqlite_store, RECEIPT)
    other = sign_receipt(sqlite_store, ErasureReceipt(8, RECEIPT.at, RECEIPT.subject_ref, {"message": 4}, 2))
    mixed = f"{other.rpartition('.')[0]}.{text.rpartition('.')[2]}"
    for wrong in ("", "x", text[:-2], text.swapcase(), mixed):
        with pytest.raises(InvalidValue):
            read_receipt(sqlite_store, wrong)


async def test_another_installations_receipt_is_none(sqlite_store: Store, sqlite_file: Path, clock: FixedClock) -> None:
    other = await Store.open(f"sqlite:///{sqlite_file}", clock=clock, server_key=b"another secret key")
    try:
        with pytest.raises(InvalidValue):
            read_receipt(other, sign_receipt(sqlite_store, RECEIPT))
    finally:
        await other.close()
