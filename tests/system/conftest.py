"""A system of its own for tests that kill parts of it, and a look into its store from outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.system import System, make_begun_system


@pytest.fixture(scope="package")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose processes a test may stop and kill, and whose answers it may edit and put back."""
    running = make_begun_system(tmp_path_factory.mktemp("fragile"))
    running.start()
    yield running
    running.stop()
