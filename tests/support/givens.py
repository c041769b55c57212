"""The time, the key and the small library that stores of tests are given."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

# A Tuesday, 10:00 in Tehran.
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
SERVER_KEY = b"a key for tests, of 32 bytes....."
SMALL_LIBRARY = Path(__file__).resolve().parents[1] / "library" / "port" / "small.yml"
