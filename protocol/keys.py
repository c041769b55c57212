"""Single-purpose keys derived from the one secret: the holder of one learns nothing of the others."""

from __future__ import annotations

import hashlib
import hmac

__all__ = ["METRICS_PATH", "SECRET_HEADER", "actions_secret", "engine_secret", "store_key"]

# Where engine and action server tell their figures.
METRICS_PATH = "/metrics"
# In it a caller shows what engine and action server ask for.
SECRET_HEADER = "X-Ketabyar-Secret"  # noqa: S105 - the name of a header


def engine_secret(secret: str) -> str:
    """Derive what a caller of the engine must show."""
    return _derived(secret, "ketabyar engine")


def actions_secret(secret: str) -> str:
    """Derive what a caller of the action server must show."""
    return _derived(secret, "ketabyar action server")


def store_key(secret: str) -> bytes:
    """Derive the key of the store's keyed hashes; it must never change, they depend on it."""
    return hashlib.sha256(b"ketabyar store key\0" + secret.encode()).digest()


def _derived(secret: str, purpose: str) -> str:
    # Nothing is derived from nothing: an empty secret opens no door.
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest() if secret else ""
