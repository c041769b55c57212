"""One patron's whole visit in a real browser, in each language, and what the store keeps of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from language.bidi import plain
from tests.browser.test_system import PATIENCE, _ask, _sign_in
from tests.support.system import System, rows
from tests.support.widget import Chat

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

VISIT = {
    "fa": {
        "hours": ("ساعت کار شعبهٔ سعدی امروز چنده؟", "شعبهٔ سعدی"),
        "search": ("کتابی از صادق هدایت دارین؟", "بوف کور"),
        "hold": "دومی رو رزرو کن",
        "placed": "رزرو شد",
        "loans": ("چی امانت دارم؟", "سمفونی مردگان"),
        "second": ("دومی رو تمدید کن", "سمفونی مردگان"),
        "all": "همه رو تمدید کن",
        "outcome": ("تمدید شد", "نوبت"),
        "complaint": ("می‌خواهم شکایت کنم", "کتابدار شعبه با من خیلی بد حرف زد و هیچ کمکی نکرد"),
        "aside": ("وای‌فای دارین؟", "Narvan-Library"),
        "skip": "نمی‌خواهم بگویم",
        "person": ("می‌خوام با یه کتابدار حرف بزنم", "کتابدار"),
    },
    "en": {
        "hours": ("what are the hours of the Saadi branch today?", "Saadi"),
        "search": ("do you have anything by George Orwell?", "Animal Farm"),
        "hold": "reserve the second one",
        "placed": "reserved",
        "loans": ("what do I have on loan?", "Design Patterns"),
        "second": ("renew the second one", "could not be renewed"),
        "all": "renew all of them",
        "outcome": ("renewed until", "waiting"),
        "complaint": (
            "I want to file a complaint",
            "the librarian at the branch was very unfriendly and no help at all",
        ),
        "aside": ("do you have wifi?", "Narvan-Library"),
        "skip": "skip",
        "person": ("I want to talk to a librarian", "librarian"),
    },
}


def asks(chat: Chat, text: str) -> str:
    return "\n".join(_ask(chat, text))


def press(chat: Chat, place: int) -> str:
    """Press a button of the last answer and return what comes."""
    before = len(chat.texts("bot"))
    chat.log.locator(".m.bot .choices").last.get_by_role("button").nth(place).click()
    expect(chat.log.locator(".m.bot[data-id]").nth(before)).to_be_visible(timeout=PATIENCE)
    expect(chat.panel.locator(".typing")).to_be_empty(timeout=PATIENCE)
    return "\n".join(chat.texts("bot")[before:])


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_whole_visit(context: BrowserContext, system: System, lang: str) -> None:
    words = VISIT[lang]
    system.circulation_as_begun()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    for name in ("hours", "search"):
        question, part = words[name]
        assert part in asks(chat, question), name
    asks(chat, str(words["hold"]))
    before = len(chat.texts("bot"))
    _sign_in(chat, system)
    expect(chat.log.locator(".m.bot[data-id]").nth(before)).to_be_visible(timeout=PATIENCE)
    press(chat, 0)
    assert str(words["placed"]) in press(chat, 0)
    for name in ("loans", "second"):
        question, part = words[name]
        assert part in asks(chat, question), name
    outcome = asks(chat, str(words["all"]))
    assert all(part in outcome for part in words["outcome"]), outcome
    start, grievance = words["complaint"]
    asks(chat, start)
    asks(chat, grievance)
    question, part = words["aside"]
    assert part in asks(chat, question)
    assert "K-" in asks(chat, str(words["skip"]))
    question, part = words["person"]
    assert part in asks(chat, question)
    check_the_record(system, chat)


def check_the_record(system: System, chat: Chat) -> None:
    """One interaction of the signed-in patron, waiting for a librarian, each message in it once."""
    [newest] = rows(system.store_path, "SELECT max(id) AS id FROM channel_identity")
    found = rows(
        system.store_path, "SELECT id, status, patron_id FROM interaction WHERE channel_identity_id = ?", newest["id"]
    )
    assert [row["status"] for row in found] == ["waiting_staff"]
    assert found[0]["patron_id"] is not None

    def of_it(sql: str) -> list[dict[str, Any]]:
        return rows(system.store_path, sql, found[0]["id"])

    kept = of_it("SELECT seq, sender, body FROM message WHERE interaction_id = ? ORDER BY seq")
    assert [row["seq"] for row in kept] == list(range(1, len(kept) + 1))
    said = [plain(row["body"]) for row in kept if row["sender"] == "bot"]
    bubbles = chat.log.locator(".m.bot[data-id] .text").all()
    assert len(said) == len(bubbles)
    for body, bubble in zip(said, bubbles, strict=True):
        # What cards say stands in the record, too, word for word.
        parts = bubble.locator("> div, .thing bdi, .line").all_text_contents() or [bubble.text_content()]
        assert [part for part in map(plain, filter(None, parts)) if part not in body] == []
        assert bubble.locator(".card").count() or parts == [bubble.text_content()]
    # The books that were found, and those on loan.
    assert chat.log.locator(".m.bot[data-id] .card").count() > 5
    assert of_it("SELECT state FROM journal WHERE interaction_id = ? AND state != 'closed'") == []
    # Nothing else is renewed since the circulation was put back.
    tries = rows(system.store_path, "SELECT loan_id FROM renewal_attempt WHERE result = 'succeeded'")
    assert len(tries) == len({row["loan_id"] for row in tries}) == 3
    assert of_it("SELECT kind FROM service_case WHERE interaction_id = ?") == [{"kind": "complaint"}]
