"""These tests run in the engine's environment too, where the application's conftest is not read."""

from __future__ import annotations

from tests.support import properties  # noqa: F401 - loaded for what it sets
