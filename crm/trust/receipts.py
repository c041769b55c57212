"""Signed receipts of erasures: which stores were erased and how much in each, provable without any name."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer

from crm.database.store import Store
from crm.errors import InvalidValue

__all__ = ["ErasureReceipt", "read_receipt", "sign_receipt"]


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What a receipt says: the request's number, when, whose under a keyed hash, and rows by store.

    `engine` is how many events the engine forgot; None while it could not be reached: it forgets later. `examples` is
    how many sentences of theirs were taken out of the training content, and `examples_left` how many could not be.
    """

    request: int
    at: datetime
    subject_ref: str
    stores: Mapping[str, int]
    engine: int | None
    examples: int = 0
    examples_left: int = 0


def sign_receipt(store: Store, receipt: ErasureReceipt) -> str:
    """Make the text of a receipt: letters, digits, `-`, `_` and `.`, and signed with the installation's secret."""
    told = {
        "request": receipt.request,
        "at": receipt.at.isoformat(),
        "subject": receipt.subject_ref,
        "stores": dict(receipt.stores),
        "engine": receipt.engine,
        "examples": [receipt.examples, receipt.examples_left],
    }
    return str(_serializer(store).dumps(told))


def read_receipt(store: Store, text: str) -> ErasureReceipt:
    """Read a receipt; raises InvalidValue when it was changed, or is another installation's."""
    try:
        told = _serializer(store).loads("".join(text.split()))
        return ErasureReceipt(
            int(told["request"]),
            datetime.fromisoformat(told["at"]),
            str(told["subject"]),
            {str(name): int(count) for name, count in told["stores"].items()},
            None if told["engine"] is None else int(told["engine"]),
            # Receipts of before say nothing of examples: none were taken out.
            *(int(count) for count in told.get("examples", (0, 0))),
        )
    except (BadData, KeyError, TypeError, ValueError) as error:
        raise InvalidValue("receipt", "it is not a receipt of this installation, or it was changed") from error


def _serializer(store: Store) -> URLSafeSerializer:
    signing = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    # A receipt is good for ever. What it says is held against the store by who reads it.
    return URLSafeSerializer(store.keys.for_ever, salt="erasure-receipt", signer_kwargs=signing)
