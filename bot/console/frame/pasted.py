"""Lines that were pasted into one field of a form."""

from __future__ import annotations

import re

__all__ = ["lines_of"]


def lines_of(text: str) -> list[str]:
    """Give the lines of what was pasted, without empty ones, numbers and bullets."""
    plain = (re.sub(r"^\s*(?:[-*•–]|\(?[0-9۰-۹]{1,3}[.)-])\s+", "", line).strip() for line in text.splitlines())
    return [line for line in plain if line]
