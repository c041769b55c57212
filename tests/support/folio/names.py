"""FOLIO's names of what the fake library system knows by numbers: UUIDs, the same in every run."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

__all__ = ["named"]


def named(kind: str, number: object) -> str:
    """Give the UUID of a thing: `named("hold", 5001)`."""
    return str(uuid5(NAMESPACE_URL, f"{kind}:{number}"))
