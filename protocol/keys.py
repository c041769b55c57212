"""Single-purpose keys derived from the one secret: the holder of one learns nothing of the others."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict

__all__ = [
    "METRICS_PATH",
    "SECRET_HEADER",
    "Secrets",
    "StoreKeys",
    "actions_secret",
    "engine_secret",
    "is_shown",
    "store_key",
]

# Where engine and action server tell their figures.
METRICS_PATH = "/metrics"
# In it a caller shows what engine and action server ask for.
SECRET_HEADER = "X-Ketabyar-Secret"  # noqa: S105 - the name of a header


class StoreKeys(TypedDict):
    """The keys with which a store is opened, by the names of crm.database.store.Store.open; empty for none."""

    server_key: bytes
    next_key: bytes
    previous_key: bytes


@dataclass(frozen=True)
class Secrets:
    """The secret of an installation and, while it is changed, the one that comes next or the one before.

    What is made, is made with the present one; whoever shows what follows from any of them is let in.
    """

    present: str = field(repr=False)
    next: str = field(default="", repr=False)
    previous: str = field(default="", repr=False)

    @property
    def accepted(self) -> tuple[str, ...]:
        """All of them, the present one first, each once."""
        return tuple(dict.fromkeys(one for one in (self.present, self.next, self.previous) if one))

    @property
    def store_keys(self) -> StoreKeys:
        """The keys of the store."""
        return StoreKeys(
            server_key=store_key(self.present),
            next_key=store_key(self.next) if self.next else b"",
            previous_key=store_key(self.previous) if self.previous else b"",
        )


def is_shown(shown: str, accepted: Iterable[str]) -> bool:
    """Tell whether a caller has shown one of the keys that are accepted; an empty one opens nothing."""
    given = shown.encode("utf-8", "surrogateescape")
    return any(bool(one) and hmac.compare_digest(given, one.encode()) for one in accepted)


def engine_secret(secret: str) -> str:
    """Derive what a caller of the engine must show."""
    return _derived(secret, "ketabyar engine")


def actions_secret(secret: str) -> str:
    """Derive what a caller of the action server must show."""
    return _derived(secret, "ketabyar action server")


def store_key(secret: str) -> bytes:
    """Derive the key of the store's keyed hashes: how it is derived must never change, they depend on it."""
    return hashlib.sha256(b"ketabyar store key\0" + secret.encode()).digest()


def _derived(secret: str, purpose: str) -> str:
    # Nothing is derived from nothing: an empty secret opens no door.
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest() if secret else ""
