"""An answer edited in the running system: the next turn says the new text, without training."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.support.desk import Client
from tests.support.html import page_of
from tests.support.system import System

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

PAGE = "/console/answers/utter_thanks"


@pytest.fixture
def editor(fragile: System) -> Iterator[Client]:
    """The demo editor, signed in."""
    with httpx.Client(base_url=fragile.url, trust_env=False, timeout=30, follow_redirects=False) as http:
        client = Client(http)
        assert client.sign_in("editor").status_code == 303
        assert page_of(client.get("/console/me")).token == client.csrf != ""
        yield client


def said(system: System) -> str:
    """What a new visitor is answered to his thanks."""
    with system.chat("en") as chat:
        return "\n".join(chat.say("thank you very much").replies)


def test_an_edit_is_said_in_the_next_turn_and_taken_back_as_fast(fragile: System, editor: Client) -> None:
    before = said(fragile)
    form = {"text_fa": "سپاس از مهر شما.", "text_en": "So kind of you.", "base": "0", "action": "publish"}
    assert editor.post(PAGE, form).status_code == 303
    assert "So kind of you." in said(fragile)
    assert editor.post(f"{PAGE}/withdraw").status_code == 303
    assert said(fragile) == before
