"""The try-out in the set-up: the library answers as it is, and each answer says where it comes from."""

from __future__ import annotations

import os
from typing import Any

import pytest

from crm import records
from protocol.settings_file import TAKEN, put_settings
from tests.support.desk import Desk
from tests.support.fake_engine import said
from tests.support.html import Page, page_of
from tests.support.store_rows import rows
from tests.support.texts import phrase

AT = "/console/setup"
FORM = 'form[action="/console/setup/try"] input'


def answering(console: Desk, intent: str, **more: Any) -> None:
    """Let the engine answer everything with one intent."""

    async def script(_request: dict[str, Any]) -> dict[str, Any]:
        return said("یک پاسخ", intent=intent, **more)

    console.engine.script = script


def hidden(page: Page) -> dict[str, str]:
    """Give what the page's form carries."""
    fields = page.fields(FORM)
    return {name: fields[name] for name in ("chat", "key")}


def test_examples_are_of_what_is_set_up(console: Desk) -> None:
    page = page_of(console.client("editor").get(AT))
    asked = page.attributes("button[name=example]", "value")
    assert phrase("setup.example.contact") in asked and phrase("setup.example.rules") in asked
    assert len(asked) == 6
    assert not any("{" in one for one in asked)


@pytest.mark.parametrize(
    ("intent", "custom", "leads_to"),
    [
        ("hours", None, "/console/places"),
        ("loan_policy", None, "/console/places/rules"),
        ("wifi", {"told": ["fact:1"]}, "/console/places/told/fact:1"),
        ("hours", {"told": ["fact:1"]}, "/console/places/told/fact:1"),
    ],
)
def test_an_answer_says_where_it_comes_from(
    console: Desk, intent: str, custom: dict[str, Any] | None, leads_to: str
) -> None:
    answering(console, intent, message={"custom": custom} if custom else {})
    editor = console.client("editor")
    page = page_of(editor.post(f"{AT}/try", {**hidden(page_of(editor.get(AT))), "words": "یک پرسش"}))
    links = [link for line in page.all("[data-sources] a") if (link := line.attributes.get("href"))]
    assert links[0] == leads_to
    assert "/console/answers/utter_test" in links
    assert "یک پاسخ" in page.all("li.turn.bot .bubble")[0].text()


def test_a_try_goes_on_in_one_conversation_and_counts_nowhere(console: Desk) -> None:
    buttons = [{"title": "بله", "payload": "/affirm"}, {"title": "نه", "payload": "/deny"}]
    answering(console, "hours", message={"buttons": buttons})
    editor = console.client("editor")
    first = hidden(page_of(editor.get(AT)))
    page = page_of(editor.post(f"{AT}/try", {**first, "example": "ساعت؟"}))
    # The same form sent again is the same message.
    again = {**first, "chat": hidden(page)["chat"], "example": "ساعت؟"}
    assert len(page_of(editor.post(f"{AT}/try", again)).all("li.turn")) == 2
    pressed = page.attributes("button[name=pressed]", "value")
    assert len(pressed) == 2
    # In the order of what was said, which may be in another language than the page.
    assert page.attributes(".offered", "dir") == page.attributes("li.turn.bot .bubble", "dir") == ["rtl"]
    page = page_of(editor.post(f"{AT}/try", {**hidden(page), "pressed": pressed[1]}))
    assert [one.text().strip() for one in page.all("li.turn.patron .bubble")] == ["ساعت؟", "نه"]
    assert console.engine.requests[-1]["text"] == "/deny"
    [mine] = [row for row in console.run(rows(console.store, records.Interaction)) if row.is_test]
    assert mine.channel == "web_chat"


@pytest.mark.parametrize(
    "sent", [{"words": ""}, {"pressed": "1.0"}, {"pressed": "99999999.7"}, {"chat": "x" * 43, "pressed": "5.x"}]
)
def test_what_says_nothing_is_not_asked(console: Desk, sent: dict[str, str]) -> None:
    before = len(console.engine.requests)
    page = console.client("editor").post(f"{AT}/try", sent)
    assert page.status_code == 200
    assert len(console.engine.requests) == before
    assert Page(page.text).all("li.turn") == []


def test_who_may_not_set_up_may_not_try(console: Desk) -> None:
    assert console.client("librarian").post(f"{AT}/try", {"words": "x"}).status_code == 403


@pytest.fixture
def handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment as `ketabyar up` leaves it: the library system is from the file, the sites are its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KETABYAR_")}
    given = {"KETABYAR_LIBRARY_SYSTEM": "embedded", "KETABYAR_SITES": "https://a.example"}
    monkeypatch.setattr(os, "environ", {**kept, **given, TAKEN: "KETABYAR_LIBRARY_SYSTEM"})


@pytest.mark.usefixtures("handed_on")
def test_what_is_set_on_the_machine_is_told_with_its_command(console: Desk) -> None:
    kept = {"KETABYAR_LIBRARY_SYSTEM": "embedded", "KETABYAR_SITES": "https://b.example"}
    home = console.parts.settings.home
    put_settings(home, kept)
    editor = console.client("editor")

    def told(part: str) -> str:
        return " ".join(Page(editor.get(AT).text).all(f'[data-part="{part}"]')[0].text().split())

    assert phrase("setup.origin.file") in told("system") and "ketabyar init --only system" in told("system")
    assert phrase("setup.waits") not in told("system")
    # The environment wins: what the file says of it changes nothing at the next start.
    assert phrase("setup.origin.environment") in told("sites") and phrase("setup.waits") not in told("sites")
    assert phrase("setup.origin.nowhere") in told("messengers")
    put_settings(home, {"KETABYAR_LIBRARY_SYSTEM": "koha", "KETABYAR_BALE_TOKEN": "456:secret"})
    assert phrase("setup.waits") in told("system") and phrase("setup.waits") in told("messengers")
    assert "456:secret" not in editor.get(AT).text
    # A file of its own that the environment names wins, too.
    os.environ["KETABYAR_BALE_TOKEN_FILE"] = str(home / "token")
    assert phrase("setup.origin.environment") in told("messengers") and phrase("setup.waits") not in told("messengers")
    (home / "settings.env").write_text("what is this\n", encoding="utf-8")
    assert phrase("setup.file_damaged") in " ".join(editor.get(AT).text.split())
