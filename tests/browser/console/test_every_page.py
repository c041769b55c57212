"""Every page of the console as the administrator sees it: readable by night, and (with SHOTS) in pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.bot.console.test_figures import rated, talks
from tests.support.axe import axe_in_every_document, violations
from tests.support.console_pages import WANTED, OpenConsole, claim, shot
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (1280, 800), (390, 844))
# What a list leads to, one of each kind.
ALIKE = 3
KIND = re.compile(r"[0-9a-f-]{36}|\d+|K-\d+|utter_\w+")


def addresses(page: Page, look: Callable[[str], None]) -> Iterator[str]:
    """Look at each page of the menu, and at one page of each kind that they lead to; give their addresses.

    Each is opened once, for what stands on it and for what it leads to.
    """
    menu: list[str] = page.locator("nav.side a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    found, kinds, beside = list(dict.fromkeys(menu)), set(), Counter[str]()
    for address in tuple(found):
        look(address)
        yield address
        links: list[str] = page.locator("main a[href^='/console/']").evaluate_all(
            "all => all.map((one) => one.getAttribute('href'))"
        )
        for link in links:
            path = urlsplit(link).path
            # Of the answers, intents and texts of a list two are enough.
            kind = KIND.sub("*", path)
            folder = path.rpartition("/")[0]
            is_file = path.endswith(".csv") or "format=" in link
            if kind not in kinds and path not in found and not is_file and beside[folder] < ALIKE:
                kinds.add(kind)
                beside[folder] += 1
                found.append(path)
    for path in found[len(dict.fromkeys(menu)) :]:
        look(path)
        yield path


def fill(console: Desk, lang: str) -> str:
    """Let there be something on the pages; give a conversation that waits."""
    talks(console, 40)
    rated(console, [5, 4, 2, 1, 5, 3, 4])
    patron = chat(console, lang)
    patron.say("ساعت کاری کتابخانه چند است؟" if lang == "fa" else "when do you close?")
    return ask_for_librarian(console, patron)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_page_can_be_read_by_night(open_console: OpenConsole, console: Desk, lang: str) -> None:
    public_id = fill(console, lang)
    page = open_console("admin", lang, "/console", width=1440, height=900)
    page.emulate_media(color_scheme="dark")
    axe_in_every_document(page)
    wrong = {}

    def look(address: str) -> None:
        page.goto(address)
        page.wait_for_load_state()
        found = violations(page)
        if found:
            wrong[address] = found
        if WANTED:
            name = f"all/{lang}-{KIND.sub('x', address).strip('/').replace('/', '-')}"
            shot(page, f"{name}-night", whole=False)
            page.emulate_media(color_scheme="light")
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                shot(page, f"{name}-{width}", whole=False)
            page.set_viewport_size({"width": 1440, "height": 900})
            page.emulate_media(color_scheme="dark")

    page.goto("/console/inbox")
    claim(page, public_id)
    look(f"/console/inbox/{public_id}")
    page.goto("/console")
    assert len(set(addresses(page, look))) > 40, "as far as pages that only lists lead to"
    assert wrong == {}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_switch_changes_the_colours_where_one_is(open_console: OpenConsole, console: Desk, lang: str) -> None:
    talks(console, 60)
    page = open_console("manager", lang, "/console/figures/all?span=week")
    page.wait_for_function("[...document.querySelectorAll('canvas[data-chart]')].every((c) => Chart.getChart(c))")
    ground = "getComputedStyle(document.body).backgroundColor"
    line = "Object.values(Chart.instances)[0].data.datasets[0].borderColor"
    day = page.evaluate(ground), page.evaluate(line)
    page.locator("#f-from").fill("1405/01/01")
    with page.expect_response("**/console/me/colours"):
        page.get_by_role("button", name=phrase("colours.to_dark", lang)).click()
    night = page.evaluate(ground), page.evaluate(line)
    assert day[0] != night[0] and day[1] != night[1]
    expect(page.locator("#f-from")).to_have_value("1405/01/01")
    page.reload()
    assert page.evaluate(ground) == night[0]
    with page.expect_response("**/console/me/colours"):
        page.get_by_role("button", name=phrase("colours.to_light", lang)).click()
    assert page.evaluate(ground) == day[0]
    # The paper of the report stays paper.
    page.emulate_media(color_scheme="dark")
    page.goto("/console/me")
    page.locator("main select[name=colours]").select_option("")
    page.locator("main form[action$='/colours'] button").click()
    page.goto("/console/figures/report")
    assert page.evaluate(ground) == night[0]
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor") == "rgb(255, 255, 255)"
