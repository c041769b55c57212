"""What a run of tests parses once, whatever process asks: the domain takes a second or two, in each of twenty.

In Python 3.10 too.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.support.made_once import made_once

__all__ = ["parsed_once"]

# Shorter documents are parsed sooner than looked up.
LONG = 50_000
# Understood by every Python that takes part.
PROTOCOL = 5


def parsed_once(parse: Callable[[str], Any], name: str) -> Callable[[str], Any]:
    """Let everybody share what was parsed under this name, each with a copy of its own."""

    @lru_cache(maxsize=512)
    def packed(text: str) -> bytes:
        if len(text) < LONG:
            return pickle.dumps(parse(text), PROTOCOL)

        def make(folder: Path) -> None:
            (folder / "document").write_bytes(pickle.dumps(parse(text), PROTOCOL))

        return (made_once(f"{name}-{sha256(text.encode()).hexdigest()}", make) / "document").read_bytes()

    return lambda text: pickle.loads(packed(text))
