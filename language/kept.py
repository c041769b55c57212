"""Readings that are kept for a while: many look at one message, each with the same questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

__all__ = ["kept"]

# So many of the latest are kept of each reader: those of the messages that are answered now, and little more.
LATEST = 128

Reader = TypeVar("Reader", bound=Callable[..., object])


def kept(read: Reader) -> Reader:
    """Keep the latest readings of a function of texts that looks at nothing else; its results cannot be changed."""
    return cast("Reader", lru_cache(maxsize=LATEST)(read))
