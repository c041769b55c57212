"""The whole system in a browser: the demonstration page, the widget, the bot and the library behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.system import System
from tests.support.texts import phrase
from tests.support.widget import Chat

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Fresh = Callable[..., Chat]
PATIENCE = 30_000  # milliseconds; a turn goes through three processes

SAID = {
    "hours": {"fa": "ساعت کار کتابخانهٔ مرکزی فردا", "en": "When is the Central Library open tomorrow?"},
    "loans": {"fa": "چه کتاب‌هایی امانت دارم؟", "en": "What do I have on loan?"},
    "renew_all": {"fa": "همه را تمدید کن", "en": "Renew all of them"},
    "yes": {"fa": "بله", "en": "yes"},
    "search": {"fa": "کتاب سووشون را دارید؟", "en": "Do you have Pride and Prejudice?"},
    "complaint": {"fa": "می‌خواهم شکایت کنم", "en": "I want to make a complaint"},
    "interruption": {"fa": "راستی کتابخانه امروز تا چند باز است؟", "en": "By the way, until when are you open today?"},
    "cancel": {"fa": "ولش کن", "en": "never mind"},
    "human": {"fa": "می‌خواهم با کتابدار حرف بزنم", "en": "I want to talk to a librarian"},
}
PERSIAN = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]")


@pytest.fixture
def fresh(context: BrowserContext, system: System) -> Fresh:
    """Open the demonstration page in a language as somebody new, and the chat on it."""
    context.set_default_timeout(PATIENCE)

    def opened(lang: str) -> Chat:
        page = context.new_page()
        page.goto(f"{system.url}/?lang={lang}")
        chat = Chat(page)
        chat.open()
        return chat

    return opened


def _ask(chat: Chat, text: str) -> list[str]:
    """Say something and return the texts of the answer."""
    before = len(chat.texts("bot"))
    own = len(chat.texts("patron"))
    chat.say(text)
    expect(chat.log.locator(".m.patron[data-id]")).to_have_count(own + 1, timeout=PATIENCE)
    expect(chat.panel.locator(".typing")).to_be_empty(timeout=PATIENCE)
    expect(chat.log.locator(".note")).to_have_count(0, timeout=PATIENCE)
    return chat.texts("bot")[before:]


def _sign_in(chat: Chat, system: System, card: int = 0) -> None:
    """Press the sign-in button, and give card number and PIN on the page inside the widget."""
    chat.log.locator(".signin").last.click()
    frame = chat.page.frame_locator("ketabyar-chat iframe")
    frame.locator("input[name=card]").fill(system.cards[card].number)
    frame.locator("input[name=pin]").fill(system.cards[card].pin)
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_token_copied_before_the_sign_in_is_worth_nothing_after_it(
    context: BrowserContext, system: System, host: str
) -> None:
    """On the server's own page, and on one of another site whose frame the sign-in page is."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"http://{host}:{system.port}/?lang=en")
    chat = Chat(page)
    chat.open()
    _ask(chat, SAID["loans"]["en"])
    token = page.evaluate("JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(':token'))[1])")
    copied = {"Authorization": f"Bearer {token}"}
    session = f"{system.url}/api/chat/session"
    assert page.request.get(session, headers=copied).status == 200
    chat.log.locator(".signin").last.click()
    frame = page.frame_locator("ketabyar-chat iframe")
    # The page has the number from the chat around it, and does not ask for it.
    expect(frame.locator("input[name=number]")).to_be_hidden()
    expect(frame.locator("input[name=number]")).to_have_value(re.compile(r"\d{3}"))
    frame.locator("input[name=card]").fill(system.cards[0].number)
    frame.locator("input[name=pin]").fill(system.cards[0].pin)
    # Chromium throws clicks away that come to another site's frame in the half second after it has appeared.
    page.wait_for_timeout(800)
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)
    expect(chat.state).to_have_text(phrase("widget.signed_in", "en"), timeout=PATIENCE)
    assert page.request.get(session, headers=copied).status == 401
    assert len(_ask(chat, SAID["loans"]["en"])) >= 1
    expect(chat.state).to_have_text(phrase("widget.signed_in", "en"))
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.endsWith('claims'))") == []


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_whole_sign_in_form_is_on_the_screen(
    new_context: Callable[..., BrowserContext], system: System, lang: str, size: tuple[int, int]
) -> None:
    page = new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    _ask(chat, SAID["loans"][lang])
    chat.log.locator(".signin").last.click()
    frame = page.frame_locator("ketabyar-chat iframe")
    expect(frame.locator("input[name=number]")).to_be_hidden()
    expect(frame.locator("button[type=submit]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_hours_are_told_in_the_language_of_the_question(fresh: Fresh, lang: str) -> None:
    chat = fresh(lang)
    answer = "\n".join(_ask(chat, SAID["hours"][lang]))
    assert answer
    if lang == "fa":
        assert re.search("[۰-۹]", answer)
        assert not re.search("[0-9]", answer)
    else:
        assert re.search("[0-9]", answer)
        assert not PERSIAN.search(answer)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_finds_a_book(fresh: Fresh, lang: str) -> None:
    chat = fresh(lang)
    answer = "\n".join(_ask(chat, SAID["search"][lang]))
    assert {"fa": "سووشون", "en": "Pride and Prejudice"}[lang] in answer


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_signs_in_inside_the_widget_and_renews_all(fresh: Fresh, system: System, lang: str) -> None:
    chat = fresh(lang)
    _ask(chat, SAID["loans"][lang])
    expect(chat.log.locator(".signin")).to_be_visible()
    bot_said = len(chat.texts("bot"))
    _sign_in(chat, system)
    expect(chat.state).to_have_text(phrase("widget.signed_in", lang))
    # What was asked before signing in is answered now, without being asked again.
    expect(chat.log.locator(".m.bot[data-id]").nth(bot_said)).to_be_visible(timeout=PATIENCE)
    assert re.search("[0-9۰-۹]", "\n".join(chat.texts("bot")[bot_said:]))
    answer = _ask(chat, SAID["renew_all"][lang])
    if not chat.log.locator(".m.bot").last.get_by_role("button").filter(visible=True).count():
        assert answer
    else:
        answer += _ask(chat, SAID["yes"][lang])
    assert len("\n".join(answer)) > 40
    shown = chat.texts()
    chat.page.reload()
    expect(chat.log.locator(".m[data-id]")).to_have_count(len(shown), timeout=PATIENCE)
    assert chat.texts() == shown


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_wrong_pin_is_refused_on_the_page_and_can_be_corrected(fresh: Fresh, system: System, lang: str) -> None:
    chat = fresh(lang)
    _ask(chat, SAID["loans"][lang])
    chat.log.locator(".signin").last.click()
    frame = chat.page.frame_locator("ketabyar-chat iframe")
    card = system.cards[-1]
    frame.locator("input[name=card]").fill(card.number)
    frame.locator("input[name=pin]").fill("0" if card.pin != "0" else "1")
    frame.locator("button[type=submit]").click()
    expect(frame.get_by_role("alert")).to_be_visible()
    frame.locator("input[name=card]").fill(card.number)
    frame.locator("input[name=pin]").fill(card.pin)
    frame.locator("button[type=submit]").click()
    expect(chat.sign_in_page).to_be_hidden(timeout=PATIENCE)
    everything = "\n".join(chat.texts())
    assert card.number not in everything


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_complaint_can_be_interrupted_and_left(fresh: Fresh, lang: str) -> None:
    chat = fresh(lang)
    assert _ask(chat, SAID["complaint"][lang])
    assert _ask(chat, SAID["interruption"][lang])
    assert _ask(chat, SAID["cancel"][lang])


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_librarian_is_asked_for(fresh: Fresh, lang: str) -> None:
    chat = fresh(lang)
    assert _ask(chat, SAID["human"][lang])
    waiting = {"fa": phrase("widget.waiting_staff"), "en": phrase("widget.waiting_staff", "en")}
    expect(chat.state).to_have_text(waiting[lang])


def test_what_looks_like_a_card_number_is_masked_where_the_patron_sees_it(fresh: Fresh, system: System) -> None:
    chat = fresh("en")
    number = system.cards[0].number
    _ask(chat, f"my card number is {number}")
    assert number not in "\n".join(chat.texts())


def test_a_button_of_an_answer_works(fresh: Fresh) -> None:
    chat = fresh("en")
    _ask(chat, "help")
    button = chat.log.locator(".m.bot[data-id] .choices button:not(.signin)").first
    title = button.inner_text()
    button.click()
    expect(chat.log.locator(".m.patron[data-id] .text").last).to_have_text(title, timeout=PATIENCE)
    expect(button).to_have_attribute("aria-disabled", "true")


def test_an_answer_can_be_judged(fresh: Fresh) -> None:
    chat = fresh("en")
    _ask(chat, "hello")
    chat.button(phrase("widget.good", "en")).last.click()
    expect(chat.log.get_by_text(phrase("widget.rated", "en"))).to_be_visible()


def test_the_connection_breaks_while_talking_and_nothing_is_lost_or_doubled(
    fresh: Fresh, context: BrowserContext
) -> None:
    chat = fresh("en")
    _ask(chat, "hello")
    context.set_offline(True)
    chat.say(SAID["hours"]["en"])
    expect(chat.log.get_by_text(phrase("widget.waiting", "en"))).to_be_visible()
    context.set_offline(False)
    expect(chat.log.locator(".note")).to_have_count(0, timeout=PATIENCE)
    expect(chat.log.locator(".m.patron[data-id]")).to_have_count(2)
    chat.page.reload()
    expect(chat.log.locator(".m.patron[data-id] .text")).to_have_text(["hello", SAID["hours"]["en"]], timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_axe_finds_nothing_on_the_page_the_widget_and_the_sign_in(
    new_context: Callable[..., BrowserContext], system: System, outside: list[str], lang: str, scheme: str
) -> None:
    page: Page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{system.url}/?lang={lang}")
    chat = Chat(page)
    chat.open()
    _ask(chat, SAID["loans"][lang])
    assert chat.violations() == []
    chat.log.locator(".signin").last.click()
    expect(page.frame_locator("ketabyar-chat iframe").locator("input[name=card]")).to_be_visible()
    assert chat.violations() == []
    assert outside == []
