"""What pages look like where there is little room, or much to be seen at once, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Connection, select, update

from crm import records
from crm.cases import opening
from crm.database.upsert import table_of
from tests.browser.console.test_inbox import bind
from tests.support.console_pages import OpenConsole, axe, claim, shot
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.store_rows import say, visitor

pytestmark = pytest.mark.browser

CASE, PATRON = table_of(records.ServiceCase), table_of(records.Patron)
EMERGENCIES = {
    "fa": ("یه نفر تو سالن مطالعه بیهوش شده", "یه نفر چاقو کشیده"),
    "en": ("a man has fainted", "he has a knife"),
}
# How wide the chosen or longest text of a choice is, as the page writes it.
LONGEST = """(one) => {
  const style = getComputedStyle(one), pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return Math.max(...[...one.options].map((each) => pen.measureText(each.textContent).width));
}"""


def box(one: Locator) -> dict[str, float]:
    """Give where an element stands in the window."""
    found = one.bounding_box()
    assert found is not None, "it is on the page"
    return {**found, "bottom": found["y"] + found["height"]}


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    """Give where elements stand, all of one moment, in the order of the page's text."""
    measured = """(selectors) => [...document.querySelectorAll(selectors)].map((one) => {
      const {y, width, bottom} = one.getBoundingClientRect();
      return {y, width, bottom};
    })"""
    return list(page.evaluate(measured, ", ".join(selectors)))


def lines(one: Locator) -> int:
    """Count the lines that a piece of text takes."""
    return int(one.evaluate("(one) => new Set([...one.getClientRects()].map((each) => Math.round(each.top))).size"))


def a_patrons_case(console: Desk, lang: str) -> None:
    """Open a case of a patron with a name of two words."""

    async def work() -> None:
        who = await visitor(console.store, lang)
        words = "طبقهٔ دوم خیلی سروصداست" if lang == "fa" else "The second floor is far too loud in the evening"
        said = await say(console.store, who, words)
        await opening.open_case(
            console.store, "complaint", conversation=said.interaction.public_id, idempotency_key="k",
            subject="complaint", description=words, language=lang,
        )  # fmt: skip

        def theirs(connection: Connection) -> None:
            one = connection.scalar(select(PATRON.c.id).order_by(PATRON.c.id).limit(1))
            connection.execute(update(PATRON).where(PATRON.c.id == one).values(display_name="کامران یوسفی"))
            connection.execute(update(CASE).values(patron_id=one))

        await console.store.transact(theirs)

    console.run(work())


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_case_can_be_read_on_a_telephone(open_console: OpenConsole, console: Desk, lang: str) -> None:
    a_patrons_case(console, lang)
    page = open_console("librarian", lang, "/console/cases", width=390, height=844)
    shot(page, f"layout-cases-{lang}", whole=False)
    cell = page.locator("td.what")
    assert lines(cell.locator(".hint bdi")) == 1, "a name is not broken"
    assert lines(cell.locator(".said")) <= 2


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_button_of_the_filters_stays_where_it_is(open_console: OpenConsole, console: Desk, lang: str) -> None:
    a_patrons_case(console, lang)
    page = open_console("librarian", lang, "/console/cases")
    button = page.locator(".folds > summary")
    before = box(button)
    button.click()
    expect(page.locator("#f-kind")).to_be_visible()
    assert box(button) == before
    assert box(page.locator("#f-kind"))["y"] > before["bottom"]
    shot(page, f"layout-filters-{lang}", whole=False)
    axe(page)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_alarms_stand_one_below_the_other(
    open_console: OpenConsole, console: Desk, lang: str, width: int, height: int
) -> None:
    for words in EMERGENCIES[lang]:
        chat(console, lang).say(words)
    page = open_console("librarian", lang, "/console/inbox", width=width, height=height)
    shot(page, f"layout-alarms-{lang}-{width}", whole=False)
    # Before the list is measured all must stand still: the page's font may come late.
    page.evaluate("() => document.fonts.ready")
    title, first, second, list_below = boxes(page, "#alarms-title", "[role=alert]:has(form)", "nav.tabs")
    assert {first["width"], second["width"]} == {list_below["width"]}
    gaps = (first["y"] - title["bottom"], second["y"] - first["bottom"], list_below["y"] - second["bottom"])
    assert all(0 < gap < 40 for gap in gaps), gaps


def test_the_number_at_the_inbox_says_what_it_counts(open_console: OpenConsole, console: Desk) -> None:
    chat(console, "en").say(EMERGENCIES["en"][0])
    page = open_console("librarian", "en", "/console/cases")
    badge = page.locator(".live-badge")
    expect(badge).to_have_attribute("title", "Alarms: 1")
    ask_for_librarian(console, chat(console, "en"))
    expect(badge).to_have_attribute("title", "Alarms: 1 · Waiting for a librarian: 1")
    expect(badge).to_have_text("2 (Alarms: 1 · Waiting for a librarian: 1)")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_ways_out_of_a_conversation_are_in_view(open_console: OpenConsole, console: Desk, lang: str) -> None:
    patron = chat(console, lang)
    console.run(console.store.transact(bind))
    public_id = ask_for_librarian(console, patron)
    console.run(console.store.transact(bind))
    page = open_console("librarian", lang, "/console/inbox", width=1440, height=900)
    claim(page, public_id)
    aside = box(page.locator(".talk-side"))
    for way in page.locator(".ways summary, .ways form[action$='/to-bot'] button").all():
        assert box(way)["bottom"] < aside["bottom"]
    page.locator(".ways summary").first.click()
    assert box(page.locator("form[action$='/transfer'] button"))["bottom"] < aside["bottom"]
    shot(page, f"layout-desk-{lang}", whole=False)
    # One at a time: what is opened is in view, too.
    page.locator(".ways summary").last.click()
    expect(page.locator("select[name=to]")).to_be_hidden()
    assert box(page.locator("form[action$='/close'] button"))["bottom"] < aside["bottom"]
    axe(page)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_place_of_the_chat_is_written_out(open_console: OpenConsole, lang: str) -> None:
    page = open_console("admin", lang, "/console/places/chat", width=1280)
    choice = page.locator("select[name=corner]")
    shot(page, f"layout-chat-{lang}", whole=False)
    # Beside the text there are the arrow and the padding.
    assert choice.evaluate("(one) => one.clientWidth") > choice.evaluate(LONGEST) + 40


def written_wide(page: Page, text: str) -> float:
    """Measure a text as the page writes it in its lines."""
    return float(page.evaluate(
        """(text) => {
          const one = document.createElement("span");
          one.textContent = text;
          document.querySelector("main").append(one);
          const width = one.getBoundingClientRect().width;
          one.remove();
          return width;
        }""",
        text,
    ))  # fmt: skip


def test_persian_digits_stand_together(open_console: OpenConsole) -> None:
    page = open_console("librarian", "fa", "/console/cases")
    page.evaluate("document.fonts.ready.then(() => true)")
    # A one is narrow: given the width of an eight it stands apart from its neighbours.
    assert written_wide(page, "۱۱۱۱") < 0.7 * written_wide(page, "۸۸۸۸")
