"""Running systems that hold the library of the conversations, one for each moment a conversation starts at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.dialogue_library import SECRET, load_library
from tests.support.system import NOW, System, Systems, make_system


@pytest.fixture(scope="session")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    """Give the running system of a moment, started when it is first asked for; one runs at a time."""
    running: dict[str, System] = {}

    def at(moment: str | None) -> System:
        moment = moment or NOW
        if moment not in running:
            for other in running.values():
                other.stop()
            running.clear()
            home = tmp_path_factory.mktemp("dialogue")
            load_library(home, moment)
            running[moment] = make_system(home, {"KETABYAR_SECRET": SECRET, "KETABYAR_NOW": moment})
            running[moment].start()
        return running[moment]

    yield at
    for system in running.values():
        system.stop()
