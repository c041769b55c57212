"""What small linear models share: the column in which a sign stands, by its sum, and what a logit is as a share."""

from __future__ import annotations

import math
from zlib import crc32

__all__ = ["COLUMNS", "column_of", "share_of"]

# A sign stands in the column that its sum leads to: some share one.
COLUMNS = 1 << 18
# Farther out a share is as good as 0 or 1.
_MOST = 30.0


def column_of(sign: str) -> int:
    """Give the column of a sign."""
    return crc32(sign.encode()) % COLUMNS


def share_of(logit: float) -> float:
    """Give how likely something is, from 0 to 1, of its logit."""
    return 1.0 / (1.0 + math.exp(-max(-_MOST, min(_MOST, logit))))
