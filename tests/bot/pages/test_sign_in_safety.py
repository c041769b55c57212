"""Whose chat it is stays right: after a token was copied, a link was sent on, PINs were sprayed, or time has passed."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import insert

from bot.jobs.signing_out import sign_out_on_time
from crm import records
from crm.conversations import identities
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons import pin_failures
from protocol.clock import FixedClock
from tests.support.front import SITE, Front, Opener, Visitor
from tests.support.html import Page, page_of
from tests.support.people import CARD, add_patron
from tests.support.texts import phrase

# Both databases keep links, tokens and counts alike (tests/crm).
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def copy_of(visitor: Visitor) -> Visitor:
    """What somebody has who copied the token out of the browser."""
    return Visitor(visitor.http, visitor.token, dict(visitor.headers))


@pytest.fixture
def clock(front: Front) -> FixedClock:
    """Let the gateway's clock be moved by hand."""
    front.store.clock = FixedClock(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    return front.store.clock


# ---- the token of before a sign-in


async def test_a_token_copied_before_the_sign_in_is_worth_nothing_after_it(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.say("hello")
    thief = copy_of(visitor)
    # The thief may ask for links too.
    await thief.ask_sign_in()
    async with asyncio.timeout(10), thief.stream() as events:
        url = await visitor.ask_sign_in()
        assert (await visitor.give(url, Accept="application/json")).status_code == 200
        heard = [event async for event in events]
    assert not any(body.get("text") == "echo: /signed_in" for _, body in heard)
    for path in ("session", "messages", "events"):
        assert (await thief.get(path)).status_code == 401
    assert (await thief.post("sign-in", {"claim": "x" * 40})).status_code == 401
    assert (await thief.renew()).status_code == 404
    assert (await visitor.get("session")).status_code == 401
    assert (await visitor.renew()).status_code == 200
    assert (await visitor.get("session")).json()["signed_in"] is True
    assert await visitor.texts() == ["hello", "echo: hello", "echo: /signed_in"]
    assert (await thief.renew()).status_code == 404


async def test_at_another_gateway_too(front: Front, gateway: Opener) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    async with gateway() as other:
        thief = Visitor(other.http, visitor.token, dict(visitor.headers))
        assert (await thief.get("session")).status_code == 200
        async with asyncio.timeout(10), thief.stream() as events:
            assert (await anext(events))[0] == "state"
            await visitor.sign_in()
            assert (await thief.get("session")).status_code == 401
            await sign_out_on_time(other.store, other.running.gateway.hub)
            assert [name async for name, _ in events] == ["state"]


@pytest.mark.parametrize("body", [{}, {"claim": "short"}, {"claim": "x" * 200}, {"claim": "س" * 40}, {"claim": 5}])
async def test_without_a_secret_of_its_own_no_page_gets_a_link(front: Front, body: dict[str, object]) -> None:
    visitor = await front.visitor()
    assert (await visitor.post("sign-in", body)).status_code == 422


async def test_the_new_token_is_given_to_the_librarys_own_sites_only(front: Front) -> None:
    for origin in ({}, {"Origin": "https://elsewhere.example"}):
        answer = await front.http.post("/api/chat/session/renew", json={"claims": ["x" * 40]}, headers=origin)
        assert answer.status_code == 403
    answer = await front.http.post("/api/chat/session/renew", json={"claims": []}, headers={"Origin": SITE})
    assert answer.status_code == 422


# ---- a link that was sent on


async def test_a_link_sent_to_somebody_else_does_not_bind_their_card(front: Front) -> None:
    await add_patron(front.store)
    attacker, victim = await front.visitor(), Visitor(front.http)
    url = await attacker.ask_sign_in()
    page = await front.http.get(url)
    assert phrase("page.sign_in.number", "en") in page.text
    # A port that stands in an address may hold its digits by chance.
    assert attacker.number not in re.sub(r":\d+", "", page.text)
    for number in ("", "000", "۱۲"):
        victim.number = number
        answer = await victim.give(url)
        assert answer.status_code == 422
        assert phrase("problem.wrong_number", "en") in answer.text
    assert (await attacker.get("session")).json()["signed_in"] is False
    # The PIN was not even looked at.
    assert await pin_failures.failures_since(front.store, pin_failures.PATRON) == 0
    for _ in range(2):
        await victim.give(url)
    victim.number = attacker.number
    assert (await victim.give(url)).status_code == 429, "five tries are all"


async def test_the_number_may_be_typed_in_persian_digits(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor("fa")
    url = await visitor.ask_sign_in()
    visitor.number = visitor.number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert (await visitor.give(url)).status_code == 200


async def test_the_page_of_a_telegram_chat_shows_whose_it_is_and_the_number_to_compare(front: Front) -> None:
    await add_patron(front.store)
    partner = await identities.identity_for(front.store, "telegram", "4711", display_name="Ali", language="en")
    offer = await front.running.gateway.conversations.sign_in_address(partner)
    page = await front.http.get(offer.url)
    assert "the chat on Telegram of “Ali”" in page.text
    assert phrase("page.sign_in.same_number", "en", number=offer.number) in page_of(page).text
    assert not page_of(page).values("number") and not page_of(page).values("own_device")
    assert (await Visitor(front.http).give(offer.url)).status_code == 200
    signed_in = await identities.identity(front.store, partner.id)
    assert (signed_in.is_signed_in, signed_in.own_device) == (True, True)


# ---- time


async def test_on_a_shared_device_the_patron_is_signed_out_after_half_an_hour(front: Front, clock: FixedClock) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in()
    await visitor.say("my loans")
    async with asyncio.timeout(10), visitor.stream(10**6) as events:
        assert (await anext(events))[1]["signed_in"] is True
        clock.advance(timedelta(minutes=30))
        assert await sign_out_on_time(front.store, front.running.gateway.hub) == 1
        name, state = await anext(events)
        assert (name, state["signed_in"], state["lapsed"]) == ("state", False, True)
        assert state["history_after"] > 0
        # The stream goes on, for whoever sits there now.
        await visitor.say("hello")
        assert (await anext(events))[1]["text"] == "hello"
    assert await visitor.texts() == ["hello", "echo: hello"]


async def test_a_request_that_comes_first_signs_out_too(front: Front, clock: FixedClock) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in()
    await visitor.say("my loans")
    clock.advance(timedelta(hours=13))
    assert await visitor.history() == []
    state = (await visitor.get("session")).json()
    assert (state["signed_in"], state["lapsed"]) == (False, True)
    await visitor.sign_in()
    assert (await visitor.get("session")).json()["lapsed"] is False


async def test_on_an_own_device_a_day_of_silence_is_nothing(front: Front, clock: FixedClock) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in(own_device=True)
    clock.advance(timedelta(days=1))
    assert (await visitor.get("session")).json()["signed_in"] is True


async def test_the_page_after_a_sign_in_says_to_sign_out_on_a_shared_computer(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    shared = await visitor.give(await visitor.ask_sign_in())
    assert phrase("page.signed_in.shared", "en") in shared.text
    assert (await visitor.renew()).status_code == 200
    own = await visitor.give(await visitor.ask_sign_in(), own_device=True)
    assert phrase("page.signed_in.shared", "en") not in own.text


# ---- guessing


async def test_one_address_over_many_cards_gets_nowhere(front: Front) -> None:
    await add_patron(front.store, "20001040", "1405")
    statuses = []
    visitor = await front.visitor()
    for number in range(45):
        # A new chat for each ten cards: that costs nothing.
        visitor = visitor if number % 10 else await front.visitor()
        url = await visitor.ask_sign_in()
        statuses.append((await visitor.give(url, str(20001001 + number), "1405")).status_code)
    assert statuses == [422] * 30 + [429] * 15, "the right one was the 40th"
    assert await pin_failures.failures_since(front.store, pin_failures.PATRON) == 30


async def test_a_browser_that_signed_in_before_is_not_locked_out_by_others(front: Front, gateway: Opener) -> None:
    await add_patron(front.store)
    home = await front.visitor()
    first = await home.give(await home.ask_sign_in())
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "Path=/sign-in" in cookie and CARD not in cookie
    assert (await home.renew()).status_code == 200
    async with httpx.AsyncClient(base_url=front.url, trust_env=False) as elsewhere:
        stranger = Visitor(elsewhere)
        await stranger.begin()
        statuses = [(await stranger.give(await stranger.ask_sign_in(), pin="0000")).status_code for _ in range(6)]
        assert statuses == [422] * 5 + [429]
        assert (await stranger.give(await stranger.ask_sign_in())).status_code == 429, "nor by the right PIN"
    assert (await home.give(await home.ask_sign_in())).status_code == 200


# ---- the page


async def test_the_page_tells_where_to_ask_for_a_pin_or_a_card(front: Front) -> None:
    visitor = await front.visitor()
    url = await visitor.ask_sign_in()
    assert "Forgot your PIN, or no card yet? Ask at the library’s circulation desk." in (await front.http.get(url)).text
    await add_profile(front.store)
    page = page_of(await front.http.get(url))
    assert "Ask the library: 021-5550100, ask@library.example" in page.text
    links = dict(zip(page.texts(".forgot a"), page.attributes(".forgot a", "href"), strict=True))
    assert links == {"021-5550100": "tel:021-5550100", "ask@library.example": "mailto:ask@library.example"}
    persian = (await front.http.get(url.replace("lang=en", "lang=fa"))).text
    assert "رمز را فراموش کرده‌اید، یا هنوز کارت ندارید؟ از کتابخانه بپرسید:" in persian
    assert Page(persian).has("[inputmode=numeric]")
    shown = dict(zip(Page(persian).texts(".forgot a"), Page(persian).attributes(".forgot a", "href"), strict=True))
    assert shown == {"۰۲۱-۵۵۵۰۱۰۰": "tel:021-5550100", "ask@library.example": "mailto:ask@library.example"}
    for part in (phrase("page.sign_in.own_device"), "تا ۳۰ روز", "اگر ۳۰ دقیقه چیزی ننویسید"):
        assert part in persian


async def add_profile(store: Store) -> None:
    row = {"name_fa": "کتابخانه", "name_en": "Library", "phone": "021-5550100", "email": "ask@library.example"}
    await store.transact(lambda connection: connection.execute(insert(table_of(records.LibraryProfile)), row))
