"""`ketabyar chat`'s client at a gateway in production, which takes pages of its public address only."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.chat import chat
from bot.cli.client import ChatClient, ChatError
from protocol.settings_file import TAKEN, put_settings
from tests.support.front import Opener
from tests.support.people import CARD, PIN, add_patron

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PRODUCTION = {
    "environment": "production",
    "public_url": "https://mehr.example",
    "sites": ("https://www.mehr.example",),
}


def _talk(url: str, origin: str | None) -> list[str]:
    with ChatClient(url, "en", origin) as client:
        return [*client.sign_in(CARD, PIN), *client.say("when do you open?").replies]


async def test_it_talks_and_signs_in_by_the_public_address_of_the_settings(gateway: Opener) -> None:
    async with gateway(**PRODUCTION) as front:
        await add_patron(front.store)
        replies = await asyncio.to_thread(_talk, front.url, "https://mehr.example")
        assert any("when do you open?" in reply for reply in replies), replies


@pytest.mark.parametrize("origin", [None, "https://other.example"])
async def test_where_the_gateway_takes_no_such_page_it_says_what_to_set(gateway: Opener, origin: str | None) -> None:
    async with gateway(**PRODUCTION) as front:
        with pytest.raises(ChatError, match="KETABYAR_PUBLIC_URL") as refused:
            await asyncio.to_thread(_talk, front.url, origin)
        assert (origin or front.url) in str(refused.value)
        # Where it is the address that was named, another one is: no setting was wrong.
        assert ("Name that one: --url" in str(refused.value)) is (origin is None)


@pytest.mark.parametrize("origin", ["https://mehr.example"])
async def test_a_gateway_in_production_is_talked_to_by_its_own_port(
    gateway: Opener, origin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "script.txt"
    script.write_text("when do you open?\n", encoding="utf-8")
    # As `ketabyar init` leaves it: nothing is in the environment.
    put_settings(tmp_path, {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": origin})
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.delenv("KETABYAR_PUBLIC_URL", raising=False)
    for variable in ("KETABYAR_ENVIRONMENT", TAKEN):
        monkeypatch.delenv(variable, raising=False)
    async with gateway(**PRODUCTION) as front:
        words = ["--lang", "en", "--script", str(script), "--url", front.url]
        said = await asyncio.to_thread(CliRunner().invoke, chat, words)
        assert said.exit_code == 0, said.output
        assert "> when do you open?" in said.output
