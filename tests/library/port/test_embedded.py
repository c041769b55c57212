"""The embedded adapter keeps the port's contract, on both databases."""

from __future__ import annotations

import pytest

from library import Library
from tests.library.port.port_contract import LibraryContract


class TestEmbedded(LibraryContract):
    """The store's own circulation tables behind the port."""

    @pytest.fixture
    def library(self, embedded: Library) -> Library:
        return embedded
