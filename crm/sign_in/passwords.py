"""Hashing of PINs and passwords."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = ["check", "hash_secret", "matches"]

# OWASP's choice for argon2id on a shared server: 19 MiB, two passes, one lane. A PIN of four digits is guarded
# by the count of tries rather than by the time of one; a sign-in must not take a small machine's memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# However many try at once: two at a time, so that the talks of everybody else go on.
_AT_ONCE = ThreadPoolExecutor(2, "argon2")


def hash_secret(secret: str) -> str:
    """Hash a PIN or a password with argon2id; takes tens of milliseconds on purpose."""
    return _HASHER.hash(secret)


def matches(stored: str | None, secret: str) -> bool:
    """Tell whether a hash is the secret's; without a hash it takes as long and the answer is no."""
    if stored is None:
        _HASHER.hash(secret)
        return False
    try:
        return _HASHER.verify(stored, secret)
    except (VerificationError, InvalidHashError):
        return False


async def check(stored: str | None, secret: str) -> bool:
    """Tell whether a hash is the secret's, off the event loop and in a short queue of its own."""
    return await asyncio.get_running_loop().run_in_executor(_AT_ONCE, matches, stored, secret)
