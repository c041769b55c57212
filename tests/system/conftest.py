"""The running system of all tests, for those that kill parts of it too."""

from __future__ import annotations

import pytest

from tests.support.system import System


@pytest.fixture(scope="session")
def fragile(system: System) -> System:
    """A running system whose processes a test may stop and kill, and whose answers it may edit.

    It is the one that others talk with: whoever kills a process waits until another one is there, and whoever edits an
    answer puts it back.
    """
    return system
