from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_engine import FakeEngine, fake_engine
from tests.support.telegram_gateway import SECRET, Gateway, running
from tests.support.telegram_peer import Telegram, telegram


@pytest.fixture
async def world(request: pytest.FixtureRequest) -> AsyncIterator[Telegram]:
    """A messenger: Telegram, or what a test's `world` parameter says (`on_both`)."""
    async with telegram(getattr(request, "param", "telegram")) as running_world:
        yield running_world


@pytest.fixture
async def engine() -> AsyncIterator[FakeEngine]:
    async with fake_engine(SECRET) as running_engine:
        running_engine.echoes = "پاسخ"
        yield running_engine


@pytest.fixture
def tables(tmp_path: Path, sqlite_file: Path) -> None:
    """A store with its tables in the state folder, where a gateway would make one."""
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")


@pytest.fixture
async def gateway(tmp_path: Path, tables: None, world: Telegram, engine: FakeEngine) -> AsyncIterator[Gateway]:
    async with running(tmp_path, world, engine) as started:
        yield started


@pytest.fixture
def start_gateway(tmp_path: Path, tables: None, world: Telegram, engine: FakeEngine) -> Callable[..., Any]:
    """Start a gateway with other settings, or a second one on the same state."""

    def start(**changes: Any) -> Any:
        return running(tmp_path, world, engine, **changes)

    return start
