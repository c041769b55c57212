"""`ketabyar init` without a terminal, in a folder that is not there yet, and the library that it leaves behind."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pytest

from bot.cli.client import ChatClient
from bot.settings import ROOT
from protocol.home import Home
from tests.support.behind_proxy import SITE, BehindProxy
from tests.support.desk import Client
from tests.support.html import Page
from tests.support.system import make_system, rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PASSWORD = "یک گذرواژهٔ بلند ۱۲"


def test_an_empty_folder_becomes_a_library_that_answers(tmp_path: Path) -> None:
    system = make_system(tmp_path / "new")
    # Everything that init writes down is left to its file: the address, and that this is no demonstration.
    for name in ("KETABYAR_NOW", "KETABYAR_ENVIRONMENT", "KETABYAR_PUBLIC_URL"):
        system.environment.pop(name, None)
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    command = [
        str(ROOT / ".venv" / "bin" / "ketabyar"), "init", "--yes", "--language", "en",
        "--name-fa", "کتابخانهٔ نو", "--name-en", "New Library", "--phone", "021-1",
        "--branch", "main=شعبهٔ مرکزی=Central Branch", "--branch", "park=شعبهٔ پارک=Park Branch",
        "--admin", "sara", "--admin-password-file", str(secret), "--address", SITE, "--site", "https://www.library.example",
    ]  # fmt: skip
    made = subprocess.run(
        command, env=system.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert PASSWORD not in made.stdout + made.stderr
    assert f"{SITE}/console" in made.stdout
    kept = Home(system.home).settings
    assert kept.stat().st_mode & 0o777 == 0o600
    try:
        system.start()
        told = (system.home / "up.log").read_text(encoding="utf-8")
        assert "New Library" in told and "2 branches" in told and "demo" not in told.lower()
        with ChatClient(system.url, "en", SITE) as chat:
            said = " ".join(chat.say("where is the Park branch?").replies)
            assert "{" not in said and "Park Branch" in said
        client = Client(
            httpx.Client(base_url=SITE, transport=BehindProxy(system.port), headers={"Origin": SITE}, timeout=30)
        )
        assert client.sign_in("sara", PASSWORD).status_code == 303
        steps = Page(client.get("/console/setup").text)
        done = set(steps.attributes("li.step", "data-step")) - set(steps.attributes("li.step:not(.past)", "data-step"))
        assert done >= {"library", "branches", "channels"}
        assert rows(system.store_path, "SELECT role FROM staff_user") == [{"role": "admin"}]
    finally:
        system.stop()
