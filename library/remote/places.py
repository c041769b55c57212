"""What library systems elsewhere call our branches, where that is not a branch's own code."""

from __future__ import annotations

__all__ = ["places_of"]


def places_of(text: str) -> dict[str, str]:
    """Read `main=MPL,saadi=SDI`; raises ValueError for anything else."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        code, is_pair, name = (piece.strip() for piece in part.partition("="))
        if not (code and is_pair and name):
            raise ValueError(f"{part!r} is not written BRANCH=PLACE")
        found[code.casefold()] = name
    return found
