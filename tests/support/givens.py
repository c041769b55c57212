"""The time and the key that every store of a test is given."""

from __future__ import annotations

from datetime import UTC, datetime

# A Tuesday, 10:00 in Tehran.
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
SERVER_KEY = b"a key for tests, of 32 bytes....."
