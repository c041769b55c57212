"""An answer edited in the running system: the next patron reads the new text within seconds, without training."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from protocol.home import Home
from tests.bot.console.conftest import TOKEN, Client
from tests.support.system import System, make_system

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

PAGE = "/console/answers/utter_thanks"
SECONDS = 5.0


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose answers a test may edit."""
    running = make_system(tmp_path_factory.mktemp("answering"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def editor(answering: System) -> Iterator[Client]:
    """The demo editor, signed in."""
    with httpx.Client(base_url=answering.url, trust_env=False, timeout=30, follow_redirects=False) as http:
        client = Client(http)
        assert client.sign_in("editor").status_code == 303
        client.get("/console/me")
        assert TOKEN.search(client.get("/console/me").text)
        yield client


def said(system: System) -> str:
    """What a new visitor is answered to his thanks."""
    with system.chat("en") as chat:
        return "\n".join(chat.say("thank you very much").replies)


def within(seconds: float, look: Callable[[], bool]) -> float:
    """Wait until something is so; give how long it took."""
    start = time.monotonic()
    while not look():
        assert time.monotonic() - start < seconds
        time.sleep(0.1)
    return time.monotonic() - start


def test_an_edit_is_said_within_seconds_and_taken_back_as_fast(answering: System, editor: Client) -> None:
    before = said(answering)
    form = {"text_fa": "سپاس از مهر شما.", "text_en": "So kind of you.", "base": "0", "action": "publish"}
    assert editor.post(PAGE, form).status_code == 303
    within(SECONDS, lambda: "So kind of you." in said(answering))
    # A file that cannot be used harms nothing: the last good answers stay.
    path = Home(answering.home).published_answers
    good = path.read_text("utf-8")
    path.write_text('{"responses": {"utter_thanks": ', encoding="utf-8")
    time.sleep(1.5)
    assert "So kind of you." in said(answering)
    path.write_text(json.dumps(json.loads(good)), encoding="utf-8")
    assert editor.post(f"{PAGE}/withdraw").status_code == 303
    within(SECONDS, lambda: said(answering) == before)
