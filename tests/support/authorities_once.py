"""The authorities of the world read once: every HTTP client that names none of its own reads them all, which takes
longer than most of what a test asks by it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import certifi
import pytest


@contextmanager
def authorities_read_once() -> Iterator[None]:
    """Give every client of this process that trusts the usual authorities, and nothing else, the same context."""
    make = ssl.create_default_context
    usual = cache(lambda: make(cafile=certifi.where()))

    def context(*given: Any, **options: Any) -> ssl.SSLContext:
        return usual() if not given and options == {"cafile": certifi.where()} else make(*given, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", context)
        yield
