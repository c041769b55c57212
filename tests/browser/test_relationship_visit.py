"""A patron's relationship in a real browser, in each language.

Joining with a code by mail, reminders and events agreed to, told by mail where the page is left, everything that is
kept looked at, and erased. One system for all of it, which sends by a real mail server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from urllib.parse import SplitResult, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from language.bidi import plain
from language.digits import to_ascii
from tests.browser.test_system import PATIENCE
from tests.browser.test_whole_visit import asks, press
from tests.support.axe import violations
from tests.support.console_pages import shot
from tests.support.mailbox import Mailbox, give_address, mail_server, words_of
from tests.support.system import System, make_begun_system, move_event, rows
from tests.support.texts import phrase
from tests.support.waiting import until_in
from tests.support.widget import Chat

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

# Notices and codes are looked for by jobs of the gateway.
MINUTE = 90.0
# Of patrons who have nothing out, and whom no other test asks for: they are erased here.
VISIT = {
    "fa": {
        "card": "20001031",
        "remind": "سررسید کتاب‌هام رو خبر بده",
        "agreed": "روشن شد",
        "events": "چه برنامه‌هایی در پیش دارید؟",
        "follow": "اولی رو یادم بنداز",
        "followed": "یادآوری می‌کنم",
        "data": "همهٔ اطلاعاتم رو پاک کنید",
    },
    "en": {
        "card": "20001033",
        "remind": "remind me before my books are due",
        "agreed": "switched on",
        "events": "what events are coming up?",
        "follow": "remind me of the first one",
        "followed": "I will remind you",
        "data": "delete everything you have about me",
    },
}
RUNNING = (
    "SELECT s.kind FROM subscription s JOIN patron p ON p.id = s.patron_id"
    " WHERE p.card_last4 = ? AND s.ended_at IS NULL ORDER BY s.kind"
)


# A telephone's chat is no page that a patron leaves: here the notice goes another way, as was agreed.
AWAY = {
    "fa": {
        "card": "20001035",
        "asked": "ایمیل",
        "out": "از حسابم خارج شو",
        "moved": "عوض شد",
    },
    "en": {
        "card": "20001037",
        "asked": "e-mail",
        "out": "sign me out",
        "moved": "was moved",
    },
}
JOINS = {
    "fa": {
        "wish": "می‌خوام عضو کتابخونه بشم",
        "here": "همین‌جا میشه ثبت‌نام کنم؟",
        "answers": ("مینا کریمی", "۱۳۷۷", "mina-fa@example.org"),
        "address": "تهران، خیابان سعدی، پلاک ۵",
        "yes": "بله",
    },
    "en": {
        "wish": "I want to become a member",
        "here": "can I apply here in the chat?",
        "answers": ("Mina Karimi", "1998", "mina-en@example.org"),
        "address": "5 Saadi Street, Tehran",
        "yes": "yes",
    },
}


@pytest.fixture(scope="module")
def mails() -> Iterator[tuple[Mailbox, dict[str, str]]]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, mails: tuple[Mailbox, dict[str, str]]) -> Iterator[System]:
    running = make_begun_system(tmp_path_factory.mktemp("relationship"), mails[1])
    running.start()
    yield running
    running.stop()


def opened(page: Page, system: System, lang: str) -> Chat:
    """The library's page in a language, with its chat open."""
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    return chat


def sign_in(chat: Chat, system: System, number: str) -> str:
    """Sign in inside the widget, and give what the bot says then."""
    known, before = system.card(number), len(chat.texts("bot"))
    chat.log.locator(".signin").last.click()
    frame = chat.page.frame_locator("ketabyar-chat iframe")
    frame.locator("input[name=card]").fill(known.number)
    frame.locator("input[name=pin]").fill(known.pin)
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)
    expect(chat.log.locator(".m.bot[data-id]").nth(before)).to_be_visible(timeout=PATIENCE)
    expect(chat.log.locator(".m.bot .choices").last).to_be_visible(timeout=PATIENCE)
    return "\n".join(chat.texts("bot")[before:])


def data_page(page: Page) -> Frame:
    """The page of one's own data over the chat, once it is there."""

    def there() -> list[Frame]:
        return [one for one in page.frames if "/my-data/" in one.url]

    until_in(page, there)
    return there()[0]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_reminders_are_agreed_to_and_everything_is_seen_and_erased(
    context: BrowserContext, system: System, lang: str
) -> None:
    words = VISIT[lang]
    last4 = words["card"][-4:]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    chat = opened(page, system, lang)
    asks(chat, words["remind"])
    asked = sign_in(chat, system, words["card"])
    assert ("۲۱:۰۰" if lang == "fa" else "21:00") in plain(asked)
    assert rows(system.store_path, RUNNING, last4) == [], "nothing without a yes"
    assert words["agreed"] in press(chat, 0)
    assert [row["kind"] for row in rows(system.store_path, RUNNING, last4)] == ["due_soon", "overdue"]

    asks(chat, words["events"])
    asks(chat, words["follow"])
    assert words["followed"] in press(chat, 0)
    assert [row["kind"] for row in rows(system.store_path, RUNNING, last4)] == ["due_soon", "event", "overdue"]

    asks(chat, words["data"])
    chat.button(phrase("widget.my_data", lang)).last.click()
    expect(chat.sign_in_page).to_be_visible()
    frame = data_page(page)
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.title", lang))
    expect(frame.locator("main")).to_contain_text(words["remind"])
    expect(frame.locator("main")).to_contain_text(phrase("my_data.value.web_chat", lang))
    expect(frame.locator("main")).to_contain_text(phrase("my_data.table.followed_event", lang))
    assert violations(frame) == []
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, f"visit-my-data-{lang}", whole=False)
    # The browser itself asks for the tick first.
    frame.locator("button.danger").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.title", lang))
    frame.locator("[name=sure]").check()
    frame.locator("button.danger").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(phrase("my_data.erased_title", lang), timeout=PATIENCE)
    expect(frame.locator(".proof")).to_have_text(re.compile(r"\S{40}"))
    assert violations(frame) == []
    shot(page, f"visit-erased-{lang}", whole=False)
    check_what_is_left(system, last4, words["remind"])
    # What the chat says next begins with nobody.
    page.reload()
    chat.open()
    expect(chat.log.locator(".m[data-id]")).to_have_count(0)


def check_what_is_left(system: System, last4: str, words: str) -> None:
    """No patron with that card, no subscription, no words; the request and that it was done."""
    assert rows(system.store_path, "SELECT id FROM patron WHERE card_last4 = ?", last4) == []
    assert rows(system.store_path, RUNNING, last4) == []
    assert rows(system.store_path, "SELECT id FROM message WHERE body = ?", words) == []
    [request] = rows(system.store_path, "SELECT kind, status FROM data_request ORDER BY id DESC LIMIT 1")
    assert request == {"kind": "erase", "status": "done"}


OF_CARD = "(SELECT id FROM patron WHERE card_last4 = ?)"
WAYS = f"SELECT channel, fallback FROM subscription WHERE ended_at IS NULL AND patron_id = {OF_CARD}"
HERE = f"SELECT id FROM channel_identity WHERE channel = 'web_chat' AND patron_id = {OF_CARD}"


def follow_and_leave(page: Page, system: System, lang: str, address: str) -> None:
    """Follow an event, agree to mail where the page does not reach, and sign out."""
    words, chat = AWAY[lang], opened(page, system, lang)
    give_address(system, words["card"], address)
    asks(chat, VISIT[lang]["events"])
    asks(chat, VISIT[lang]["follow"])
    asked = sign_in(chat, system, words["card"])
    assert words["asked"] in asked and "@example.org" in asked and address not in asked
    # The second button agrees to both ways.
    assert VISIT[lang]["followed"] in press(chat, 1)
    assert rows(system.store_path, WAYS, words["card"][-4:]) == [{"channel": "web_chat", "fallback": "email"}]
    # What was said goes from the page with them.
    chat.say(words["out"])
    until_in(page, lambda: not rows(system.store_path, HERE, words["card"][-4:]))


def test_who_left_the_page_is_told_by_mail_as_they_agreed(
    new_context: Callable[..., BrowserContext], system: System, mails: tuple[Mailbox, dict[str, str]]
) -> None:
    pages = {}
    for lang in AWAY:
        context = new_context()
        context.set_default_timeout(PATIENCE)
        pages[lang] = context.new_page()
        follow_and_leave(pages[lang], system, lang, f"reader-{lang}@example.org")
    [event] = rows(system.store_path, "SELECT DISTINCT event_id FROM followed_event WHERE ended_at IS NULL")
    move_event(system, event["event_id"], timedelta(days=1))
    try:
        for lang, page in pages.items():
            arrived = partial(mails[0].to, f"reader-{lang}@example.org")
            until_in(page, arrived, seconds=MINUTE)
            [mail] = arrived()
            assert mail["Subject"] == phrase("notice.mail.subject", lang) and AWAY[lang]["moved"] in words_of(mail)
            stop_by_link(page, system, lang, urlsplit(mail["List-Unsubscribe"].strip("<>")))
            assert "email" not in {row["fallback"] for row in rows(system.store_path, WAYS, AWAY[lang]["card"][-4:])}
    finally:
        move_event(system, event["event_id"], timedelta(days=-1))


def stop_by_link(page: Page, system: System, lang: str, link: SplitResult) -> None:
    """Open the link of a letter and press the button there."""
    page.goto(f"{system.url}{link.path}?{link.query}")
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("notice.page.title", lang))
    assert violations(page.main_frame) == []
    shot(page, f"visit-stop-{lang}", whole=False)
    page.get_by_role("button").first.click()
    expect(page.get_by_role("button")).to_have_count(0)
    assert violations(page.main_frame) == []
    shot(page, f"visit-stopped-{lang}", whole=False)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_somebody_joins_and_proves_the_address_by_a_code(
    context: BrowserContext, system: System, mails: tuple[Mailbox, dict[str, str]], lang: str
) -> None:
    words, box = JOINS[lang], mails[0]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    chat = opened(page, system, lang)
    asks(chat, words["wish"])
    asks(chat, words["here"])
    asks(chat, words["yes"])
    for answer in words["answers"]:
        asks(chat, answer)
    arrived = partial(box.to, words["answers"][2])
    until_in(page, arrived, seconds=MINUTE)
    [mail] = arrived()
    code = re.search(r"\b\d{6}\b", to_ascii(words_of(mail)))
    assert code is not None, words_of(mail)
    asks(chat, code[0])
    review = asks(chat, words["address"])
    assert words["answers"][2] not in review, "what was told is shown covered"
    assert violations(page.main_frame) == []
    shot(page, f"visit-joining-{lang}", whole=False)
    asks(chat, words["yes"])
    sent = "SELECT status, confirmed_at IS NOT NULL AS is_proven FROM application WHERE name = ?"
    assert rows(system.store_path, sent, words["answers"][0]) == [{"status": "sent", "is_proven": 1}]
