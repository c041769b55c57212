"""Signing in: on a page of its own, once, by the patron's own wish, and then the talk goes on."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

import pytest

from crm import records
from crm.conversations import identities, signing_in
from crm.people.pins import give_pin
from library.errors import CardLocked
from protocol.effects import BINDING, named_effects
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import SITE, Front, Visitor
from tests.support.html import page_of
from tests.support.people import CARD, PIN, add_patron
from tests.support.planted import team
from tests.support.store_rows import rows
from tests.support.texts import phrase

# What the actions say that bind a chat to a card, or undo it.
BOUND = {"custom": named_effects([BINDING])}
# Both databases keep links alike (tests/crm); here it is the page that is tried.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_after_the_right_pin_the_talk_goes_on_by_itself(front: Front, engine: FakeEngine) -> None:
    patron_id = await add_patron(front.store)

    async def script(request: dict[str, Any]) -> dict[str, Any]:
        if request["text"] == "/signed_in":
            return said("These are your loans.", intent="signed_in", message=BOUND)
        return said("Please sign in.", intent="loans", message={"custom": {"sign_in": True}})

    engine.script = script
    visitor = await front.visitor()
    answer = await visitor.say("what do I have on loan?")
    assert answer["messages"][0]["sign_in"] is True
    url = await visitor.ask_sign_in()
    async with asyncio.timeout(10), visitor.stream(answer["messages"][-1]["id"]) as events:
        assert (await anext(events))[1]["signed_in"] is False
        page = await visitor.give(url)
        assert page.status_code == 200
        assert phrase("page.signed_in.title", "en") in page.text
        # The stream says so and ends: what comes now is for the new token alone.
        heard = [event async for event in events]
        assert [(name, body.get("signed_in")) for name, body in heard] == [("state", True)]
    assert (await visitor.renew()).status_code == 200
    async with asyncio.timeout(10), visitor.stream(answer["messages"][-1]["id"]) as events:
        while (await anext(events))[1].get("text") != "These are your loans.":
            pass
    asked = engine.requests[-1]
    assert (asked["text"], asked["payload"], asked["signed_in"]) == ("/signed_in", True, True)
    assert (await visitor.get("session")).json()["signed_in"] is True
    identity = await identities.identity(front.store, await front.identity_id(visitor))
    assert identity.patron_id == patron_id
    # The gateway's own word to the bot is nothing that the patron said.
    assert [message["sender"] for message in await visitor.history()] == ["patron", "bot", "bot"]


async def test_a_program_gets_the_continuation_before_the_answer(front: Front, engine: FakeEngine) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    answer = await visitor.give(await visitor.ask_sign_in(), Accept="application/json")
    assert answer.status_code == 200
    assert answer.json() == {"signed_in": True}
    assert (await visitor.renew()).status_code == 200
    assert await visitor.texts() == ["echo: /signed_in"]
    wrong = await visitor.give(await visitor.ask_sign_in(), pin="0000", Accept="application/json")
    assert wrong.status_code == 422
    assert wrong.json()["error"] == "wrong_card_or_pin"
    assert set(wrong.json()["message"]) == {"fa", "en"}


async def test_looking_at_the_page_does_not_use_the_link_up(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.say("hello there")
    url = await visitor.ask_sign_in()
    for _ in range(3):
        page = await front.http.get(url)
        assert page.status_code == 200
    assert phrase("page.chat.web_chat", "en") in page.text
    assert phrase("page.sign_in.caution", "en") in page.text
    assert (await visitor.give(url)).status_code == 200
    again = await visitor.give(url)
    assert again.status_code == 410
    assert phrase("problem.link_used", "en") in again.text
    assert (await front.http.get(url)).status_code == 410


async def test_the_page_speaks_both_languages(front: Front) -> None:
    visitor = await front.visitor("fa")
    url = await visitor.ask_sign_in()
    persian = await front.http.get(url)
    assert page_of(persian).has("html[lang=fa][dir=rtl]")
    assert phrase("page.sign_in.card") in persian.text
    english = await front.http.get(url.replace("lang=fa", "lang=en"))
    assert page_of(english).has("html[lang=en][dir=ltr]")
    assert phrase("page.sign_in.card", "en") in english.text


async def test_a_wrong_pin_is_told_in_the_patrons_language_and_counted(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor("fa")
    url = await visitor.ask_sign_in()
    page = await visitor.give(url, pin="0000")
    assert page.status_code == 422
    assert phrase("problem.wrong_card_or_pin") in " ".join(page_of(page).texts("[role=alert]"))
    assert "0000" not in page.text
    assert CARD not in page.text
    for _ in range(3):
        await visitor.give(url, card="1", pin="0000")
    spent = await visitor.give(url, card="1", pin="0000")
    assert spent.status_code == 429
    assert (await visitor.give(url)).status_code == 429
    assert not (await visitor.get("session")).json()["signed_in"]


async def test_too_many_tries_for_one_card_are_told_with_the_wait(front: Front) -> None:
    await add_patron(front.store)
    visitor = await front.visitor("fa")
    statuses = []
    for _ in range(6):
        page = await visitor.give(await visitor.ask_sign_in(), pin="0000")
        statuses.append(page.status_code)
    assert statuses[-1] == 429
    assert "۱۵ دقیقهٔ دیگر" in page.text
    # Even the right PIN has to wait now.
    assert (await visitor.give(await visitor.ask_sign_in())).status_code == 429
    english = await visitor.give((await visitor.ask_sign_in()).replace("lang=fa", "lang=en"))
    assert "Please try again in about 15 min" in english.text


async def test_a_card_that_the_library_system_has_locked_is_told(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    async def locked(card: str, pin: str) -> None:
        raise CardLocked("not asked", nothing_done=True)

    monkeypatch.setattr(front.running.gateway.library, "authenticate", locked)
    visitor = await front.visitor("fa")
    page = await visitor.give(await visitor.ask_sign_in())
    assert page.status_code == 403 and phrase("problem.card_locked") in page.text
    # Nobody has learnt whether the PIN was right: no try was spent.
    for _ in range(8):
        assert (await visitor.give(await visitor.ask_sign_in())).status_code == 403


async def test_an_unknown_link_is_told(front: Front) -> None:
    page = await front.http.get("/sign-in/unknown-token?lang=en")
    assert page.status_code == 404
    assert phrase("problem.link_unknown", "en") in page.text
    assert (await Visitor(front.http).give("/sign-in/unknown-token?lang=en")).status_code == 404


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_link_of_nobody_is_told_in_the_language_of_the_browser(front: Front, language: str) -> None:
    spoken = {"Accept-Language": f"{language}-XX,{language};q=0.9"}
    for address in ("/sign-in/unknown", "/my-data/unknown", "/notices/stop/unknown", "/reports/stop/unknown"):
        page = await front.http.get(address, headers=spoken)
        assert page.status_code in (404, 410)
        assert page_of(page).attributes("html", "lang") == [language]
        # Who asks for a language gets it.
        other = "en" if language == "fa" else "fa"
        page = await front.http.get(f"{address}?lang={other}", headers=spoken)
        assert page_of(page).attributes("html", "lang") == [other]


async def test_the_page_is_sealed(front: Front) -> None:
    page = await front.http.get(await (await front.visitor()).ask_sign_in())
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"frame-ancestors 'self' {' '.join(sorted(front.running.gateway.settings.allowed_origins))}" in policy
    assert SITE in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page_of(page).from_elsewhere() == []


async def test_tokens_cards_and_pins_are_not_logged(front: Front, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await add_patron(front.store)
    visitor = await front.visitor()
    url = await visitor.ask_sign_in()
    await front.http.get(url)
    await visitor.give(url, pin="97316")
    await visitor.give(url)
    # The test's own HTTP client logs addresses; what counts is what the gateway logs.
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("http"))
    link = urlsplit(url).path.removeprefix("/sign-in/")
    assert "/sign-in/… 200" in ours
    for secret in (link, visitor.token, CARD, "97316", PIN, "lang="):
        assert secret not in ours


async def test_signing_out_in_the_chat_shows_at_once(front: Front, engine: FakeEngine) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in()
    identity_id = await front.identity_id(visitor)

    async def signs_out(_: dict[str, Any]) -> dict[str, Any]:
        await signing_in.unlink(front.store, identity_id)
        return said("You are signed out.", intent="sign_out", message=BOUND)

    engine.script = signs_out
    assert (await visitor.say("sign out"))["state"]["signed_in"] is False
    engine.script = engine.echo
    await visitor.say("my loans")
    assert engine.requests[-1]["signed_in"] is False


async def test_the_next_at_the_same_browser_reads_nothing_of_who_signed_out(front: Front, engine: FakeEngine) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in()
    identity_id = await front.identity_id(visitor)
    await visitor.say("my private loans")

    async def signs_out(_: dict[str, Any]) -> dict[str, Any]:
        await signing_in.unlink(front.store, identity_id)
        return said("You are signed out.", intent="sign_out", message=BOUND)

    engine.script = signs_out
    out = await visitor.say("sign out")
    assert out["state"]["history_after"] == out["message"]["id"]
    assert await visitor.texts() == ["You are signed out."]
    assert (await visitor.get("session")).json()["history_after"] == out["message"]["id"]
    async with asyncio.timeout(10), visitor.stream(0) as events:
        heard = [await anext(events) for _ in range(2)]
    assert [body.get("text") for name, body in heard if name == "message"] == ["You are signed out."]
    engine.script = engine.echo
    await visitor.say("hello")
    assert engine.requests[-1]["conversation"] != engine.requests[-2]["conversation"]
    assert await visitor.texts() == ["You are signed out.", "hello", "echo: hello"]


async def test_the_word_after_a_sign_in_is_no_message_of_the_patrons(front: Front, engine: FakeEngine) -> None:
    await add_patron(front.store)
    visitor = await front.visitor()
    await visitor.sign_in()
    assert [message["sender"] for message in await visitor.history()] == ["bot"]


async def test_the_old_pin_signs_nobody_in_while_the_desk_gives_a_new_one(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    patron_id = await add_patron(front.store)
    (row,) = await rows(front.store, records.Patron, id=patron_id)
    by, check = await team(front.store), front.running.gateway.library.authenticate

    async def slowly(card: str, pin: str) -> object:
        found = await check(card, pin)
        await give_pin(front.store, row.public_id, "482100", seen=None, by=by)
        return found

    visitor = await front.visitor()
    url = await visitor.ask_sign_in()
    with monkeypatch.context() as patched:
        patched.setattr(front.running.gateway.library, "authenticate", slowly)
        refused = await visitor.give(url)
    assert refused.status_code == 422
    assert phrase("problem.wrong_card_or_pin", "en") in " ".join(page_of(refused).texts("[role=alert]"))
    assert not (await visitor.get("session")).json()["signed_in"]
    assert (await visitor.give(url, pin="482100")).status_code == 200
