"""A library's first day: production from an empty folder, with nothing but the console's pages and files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.client import ChatClient, ChatError
from tests.support.behind_proxy import SITE
from tests.support.new_library import CARD, IN_PRODUCTION, PIN, administrator, brought_in, set_up
from tests.support.system import System, make_system, rows

# A folder with records as libraries exported them (docs/import.md), which are not shipped.
SAMPLES = os.environ.get("MARC_SAMPLES", "")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def new_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system in production whose folder was empty."""
    system = make_system(tmp_path_factory.mktemp("first-day"), IN_PRODUCTION)
    del system.environment["KETABYAR_NOW"]
    system.start()
    yield system
    system.stop()


def test_from_an_empty_folder_to_the_first_renewal(new_library: System) -> None:
    assert "no library yet" in (new_library.home / "up.log").read_text(encoding="utf-8")
    with ChatClient(new_library.url, "en", SITE) as before:
        assert "this library" in " ".join(before.say("hello").replies)
        said = " ".join(before.say("when are you open?").replies)
        assert "closed" not in said and "opening hours" in said.lower()
    client = administrator(new_library)
    set_up(client)
    if SAMPLES:
        brought_in(client, "catalogue", "jazz_1k.mrc", (Path(SAMPLES) / "jazz_1k.mrc").read_bytes())
    due = datetime.now().astimezone() + timedelta(days=3)
    with ChatClient(new_library.url, "en", SITE) as chat:
        assert "12:00" in " ".join(chat.say("when is the Park branch open today?").replies)
        assert "Blind Owl" in " ".join(chat.say("do you have The Blind Owl?").replies)
        if SAMPLES:
            assert "Friendly fire" in " ".join(chat.say("do you have Friendly Fire?").replies)
        assert chat.say("what do I have on loan?").sign_in
        with pytest.raises(ChatError):
            chat.sign_in(CARD, "000000")
        assert "The Blind Owl" in "\n".join(chat.sign_in(CARD, PIN))
        said = "\n".join(chat.say("renew The Blind Owl").replies)
        assert "The Blind Owl" in said
    [loan] = rows(new_library.store_path, "SELECT due_at, renewal_count FROM loan")
    assert loan["renewal_count"] == 1 and loan["due_at"][:10] > due.strftime("%Y-%m-%d")
