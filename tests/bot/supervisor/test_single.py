"""One service by itself is watched as under `ketabyar up`, and by one supervisor alone."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from bot.settings import Settings
from bot.start_errors import StartError
from bot.supervisor.alone import alone_in
from bot.supervisor.single import actions_alone
from protocol.home import Home
from protocol.shared_secret import make_secret
from tests.support.databases import begin_store
from tests.support.system import free_ports


async def test_an_action_server_by_itself_has_its_keys_and_its_own_supervisor(tmp_path: Path) -> None:
    begin_store(Home(tmp_path).store_url)
    make_secret(tmp_path)
    settings = Settings(home=tmp_path, actions_port=free_ports(1)[0]).completed()
    said: list[str] = []
    async with actions_alone(settings, said.append):
        first = int((Home(tmp_path).logs / "actions.pid").read_text())
        # It has the keys of its own purposes, and not the secret that they are derived from.
        given = psutil.Process(first).environ()
        assert settings.secret not in given.values()
        assert given["KETABYAR_ACTIONS_SECRET"] == settings.actions_secret
        with pytest.raises(StartError, match="another ketabyar runs"):
            async with actions_alone(settings, said.append):
                pass
        # The engine's unit finds its own place free.
        with alone_in(tmp_path, ("engine",)) as is_free:
            assert is_free
    assert not (Home(tmp_path).logs / "actions.pid").exists()
