"""The look of the chat in the console, and in the script that the website gets."""

from __future__ import annotations

import pytest

from crm.actor import Actor
from crm.library_info.chat_look import LookValues, chat_look, put_chat_look
from tests.support.desk import Desk
from tests.support.front import Front
from tests.support.html import Page, page_of
from tests.support.texts import phrase

AT = "/console/places/chat"
CHOSEN = {
    "name_fa": "پرسش از کتابخانه", "name_en": "", "greeting_fa": "", "greeting_en": "Good to see you </script>",
    "accent": "#7A2E3A", "corner": "start", "logo": "",
}  # fmt: skip


def test_what_is_chosen_is_kept_shown_again_and_noted(console: Desk) -> None:
    editor = console.client("editor")
    page = page_of(editor.get(AT))
    assert page.has('script[src="/widget.js"]') and page.has("ketabyar-chat#chat-preview")
    seen = page.attributes('input[name="seen"]', "value")[0]
    assert editor.post(AT, {**CHOSEN, "seen": seen}).status_code == 303
    assert console.run(chat_look(console.store)) == LookValues(
        accent="#7a2e3a", corner="start", name_fa="پرسش از کتابخانه", greeting_en="Good to see you </script>"
    )
    page = page_of(editor.get(AT))
    assert page.attributes('input[name="accent"]', "value") == ["#7a2e3a"]
    assert page.attributes("option[selected]", "value") == ["start"]
    # Who had the form open before is told, and overwrites nothing.
    late = editor.post(AT, {**CHOSEN, "accent": "#000000", "seen": seen})
    assert late.status_code == 409
    assert console.run(chat_look(console.store)).accent == "#7a2e3a"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accent", "red"), ("accent", "#12345"), ("corner", "top"),
        ("logo", "javascript:x"), ("logo", "https://x/ y"), ("logo", "http://library.example/logo.png"),
    ],
)  # fmt: skip
def test_what_is_no_look_is_refused_at_its_field(console: Desk, field: str, value: str) -> None:
    answer = console.client("editor").post(AT, {**CHOSEN, field: value})
    assert answer.status_code == 422
    assert phrase(f"places.bad.{field}") in Page(answer.text).text
    assert console.run(chat_look(console.store)) == LookValues()


def test_the_logo_that_is_kept_may_be_shown_on_its_page_and_on_no_other(console: Desk) -> None:
    editor = console.client("editor")

    def pictures(at: str) -> list[str]:
        policy = editor.get(at).headers["content-security-policy"].split("; ")
        return [each for each in policy if each.startswith("img-src")]

    assert pictures(AT) == ["img-src 'self' data:"]
    logo = "https://library.example:8443/logo.png"
    assert editor.post(AT, {**CHOSEN, "logo": logo}).status_code == 303
    assert pictures(AT) == ["img-src 'self' data: https://library.example:8443"]
    assert pictures("/console/places") == ["img-src 'self' data:"]
    # What was refused is not loaded from, either.
    refused = editor.post(AT, {**CHOSEN, "accent": "red", "logo": "https://elsewhere.example/x.png"})
    assert refused.status_code == 422 and "elsewhere" not in refused.headers["content-security-policy"]


def test_who_may_only_read_changes_nothing(console: Desk) -> None:
    reader = console.client("auditor")
    assert page_of(reader.get(AT)).has("fieldset[disabled] input[name=accent]")
    assert reader.post(AT, CHOSEN).status_code == 403
    assert console.run(chat_look(console.store)) == LookValues()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_website_gets_it_in_the_script(front: Front) -> None:
    plain = await front.http.get("/widget.js")
    assert "const LOOK = {};" in plain.text
    look = LookValues(accent="#7a2e3a", greeting_en="Good </script>")
    await put_chat_look(front.store, look, by=Actor("system", "test"))
    dressed = await front.http.get("/widget.js", headers={"If-None-Match": plain.headers["etag"]})
    assert dressed.status_code == 200
    assert 'const LOOK = {"accent":"#7a2e3a","greeting-en":"Good \\u003c/script>"};' in dressed.text
    await put_chat_look(front.store, LookValues(), by=Actor("system", "test"))
    again = await front.http.get("/widget.js", headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304
