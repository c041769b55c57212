"""A gateway that is started again says that the one before it is gone, where that is so."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from bot.sharing.membership import Membership
from crm import records
from crm.database.instances import Presence
from crm.database.store import Store
from tests.support.store_rows import how_many, rows

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def joined_over(store: Store, note: Path, pid: int, born: float, host: str) -> int:
    """Join where a note of another gateway lies; give how many are there then."""
    before = Presence(store, "gateway")
    await before.beat()
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"name": before.name, "pid": pid, "born": born, "host": host}), encoding="ascii")
    async with Membership(store, note).joined():
        there = await how_many(store, records.Instance)
        told = json.loads(note.read_text(encoding="ascii"))
        assert (told["name"], told["pid"]) == (store.holder, psutil.Process().pid)
    await before.leave()
    assert await rows(store, records.Instance) == []
    return there


async def test_who_has_ended_here_is_waited_for_no_more(store: Store, tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    born = psutil.Process(ended.pid).create_time()
    ended.wait()
    note, here = tmp_path / "engines" / "gateway.json", socket.gethostname()
    assert await joined_over(store, note, ended.pid, born, here) == 1
    own = psutil.Process()
    assert await joined_over(store, note, own.pid, own.create_time(), here) == 2, "it lives"
    assert await joined_over(store, note, own.pid, own.create_time() - 60.0, here) == 1, "its number is another's now"
    assert await joined_over(store, note, ended.pid, born, "elsewhere") == 2, "nobody here can tell"
