"""A PIN by the patron, with a code: it is sent to the library's own contact, works once, and tells nobody of a card."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from crm import records
from crm.audit import trail
from crm.database.upsert import table_of
from crm.patrons import cards
from crm.people import pin_codes
from crm.people.pins import give_pin
from language.digits import to_ascii
from tests.bot.channels.letters.test_mail import Mailbox, mailbox
from tests.support.front import Front, Visitor
from tests.support.html import Page, page_of
from tests.support.people import CARD, PIN, add_patron
from tests.support.store_rows import add, rows
from tests.support.texts import phrase

__all__ = ["mailbox"]

Opener = Callable[..., AbstractAsyncContextManager[Front]]

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
ADDRESS = "sara@example.org"
NEW = "739155"
PATIENCE = 60.0


def by_mail(port: int) -> dict[str, Any]:
    return {
        "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "smtp_user": "library",
        "smtp_password": "the password", "smtp_from": "library@example.org",
    }  # fmt: skip


@pytest.fixture
async def writing(gateway: Opener, mailbox: tuple[Mailbox, int]) -> AsyncIterator[tuple[Front, Mailbox]]:
    """A gateway that can write e-mail, and Sara, whose card has a PIN and an address."""
    box, port = mailbox
    async with gateway(**by_mail(port)) as front:
        patron = await add_patron(front.store)
        await add(
            front.store, records.ContactPoint, patron_id=patron, kind="email", value=ADDRESS, value_norm=ADDRESS,
            is_primary=True,
        )  # fmt: skip
        yield front, box


async def sent(front: Front) -> None:
    """Wait until every letter that was begun has gone."""
    assert front.running.gateway.pin_letters is not None
    await front.running.gateway.pin_letters.done()


async def link_of(visitor: Visitor) -> str:
    """Ask for a link as the widget does; give its address without a language."""
    return (await visitor.ask_sign_in()).partition("?")[0]


async def asked(front: Front, url: str, card: str = CARD, lang: str = "en") -> Page:
    """Ask for a code, and give the page that follows."""
    answer = await front.http.post(f"{url}/pin?lang={lang}", data={"card": card, "channel": "email"})
    assert answer.status_code == 200, answer.text
    await sent(front)
    return page_of(answer)


def code_in(box: Mailbox) -> str:
    """Read the code of the last letter."""
    [code] = re.findall(r"\d{8}", to_ascii(box.mails[-1].get_content()))
    return code


async def typed(front: Front, url: str, page: Page, **form: str) -> Any:
    """Type a code and a PIN into the page that asked for them."""
    kept = {name: page.value(name) for name in ("card", "proof")}
    answer = await front.http.post(f"{url}/pin?lang=en", data={**kept, "pin": NEW, "pin_again": NEW, **form})
    await sent(front)
    return answer


@pytest.mark.parametrize("lang", ["en", "fa"])
async def test_a_code_brings_a_new_pin_and_ends_what_was_signed_in(writing: tuple[Front, Mailbox], lang: str) -> None:
    front, box = writing
    elsewhere = await front.visitor()
    await elsewhere.sign_in()
    visitor = await front.visitor(lang)
    url = await link_of(visitor)
    shown = page_of(await front.http.get(f"{url}?lang={lang}"))
    assert shown.link(phrase("page.pin.link", lang)).startswith(url.partition("/sign-in")[1])
    page = await asked(front, url, lang=lang)
    assert box.recipients == [ADDRESS]
    assert ADDRESS not in page.text
    answer = await typed(front, url, page, code=code_in(box))
    assert answer.status_code == 200, answer.text
    assert phrase("page.pin.done", "en") in page_of(answer).text
    assert NEW not in answer.text
    # The patron is told, and whoever was signed in with the card is not any more.
    assert box.recipients == [ADDRESS, ADDRESS] and NEW not in box.mails[-1].get_content()
    assert box.mails[-1]["Subject"] == phrase("page.pin.told_subject", "en")
    assert (await elsewhere.get("session")).json()["signed_in"] is False
    assert await cards.verify_pin(front.store, CARD, PIN) is None
    assert (await visitor.give(url, pin=NEW)).status_code == 200
    assert (await trail.verify(front.store)).is_sound
    done = [row for row in await rows(front.store, records.AuditEvent) if row.action == "patron.pin_given"]
    assert [row.actor_kind for row in done] == ["patron"]


async def test_an_imported_patron_without_a_pin_gets_the_first_one(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    patron = table_of(records.Patron)
    await front.store.transact(lambda connection: connection.execute(update(patron).values(pin_hash=None)))
    visitor = await front.visitor()
    url = await link_of(visitor)
    page = await asked(front, url)
    persian = "".join(chr(ord(digit) - ord("0") + ord("۰")) for digit in code_in(box))
    assert (await typed(front, url, page, code=persian, pin="۷۳۹۱۵۵")).status_code == 200
    assert (await visitor.give(url, pin=NEW)).status_code == 200


async def test_nobody_learns_whether_there_is_a_card(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    known = await asked(front, url)
    strange = await asked(front, url, "9999999999")
    assert len(box.mails) == 1
    assert [known.text, known.values("code")] == [strange.text, strange.values("code")]
    wrong = await typed(front, url, strange, code=code_in(box))
    other = await typed(front, url, known, code="00000000")
    assert (wrong.status_code, other.status_code) == (422, 422)
    assert page_of(wrong).text == page_of(other).text
    # The code of one card opens no other.
    assert await cards.verify_pin(front.store, CARD, PIN) is not None


async def test_a_code_works_once_and_for_a_quarter_of_an_hour(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    visitor = await front.visitor()
    url = await link_of(visitor)
    page = await asked(front, url)
    code = code_in(box)
    assert (await typed(front, url, page, code=code)).status_code == 200
    again = await typed(front, url, page, code=code, pin="1234", pin_again="1234")
    assert again.status_code == 422
    assert await cards.verify_pin(front.store, CARD, NEW) is not None
    store = front.store
    proof = pin_codes.new_proof(store, CARD)
    assert pin_codes.is_open(store, CARD, proof)
    assert not pin_codes.is_open(store, "123", proof)
    nonce, moment, signature = proof.split(".")
    for forged in ("", "x", proof[:-1], f"{nonce}.{int(moment) + 9}.{signature}", f"{nonce}é.{moment}.{signature}"):
        assert not pin_codes.is_open(store, CARD, forged)
    later = store.clock.now() + pin_codes.HOLDS + timedelta(seconds=1)
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patched:
        patched.setattr(type(store.clock), "now", lambda _self: later)
        assert not pin_codes.is_open(store, CARD, proof)


async def test_a_form_sent_twice_says_twice_that_the_pin_is_set(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    page = await asked(front, url)
    code = code_in(box)
    for _ in range(2):
        answer = await typed(front, url, page, code=code)
        assert answer.status_code == 200
        assert phrase("page.pin.done", "en") in page_of(answer).text
    # The patron is told once.
    assert len(box.mails) == 2


async def test_a_letter_on_its_way_is_sent_before_the_gateway_stops(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    letters = front.running.gateway.pin_letters
    assert letters is not None
    url = await link_of(await front.visitor())
    box.answers = ["451 later"]
    await front.http.post(f"{url}/pin?lang=en", data={"card": CARD, "channel": "email"})
    # What waits for another try has it now.
    await letters.finish(PATIENCE)
    assert len(box.mails) == 1


async def test_what_nobody_takes_holds_no_gateway_up(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    letters = front.running.gateway.pin_letters
    assert letters is not None
    letters.begin(asyncio.Event().wait())  # type: ignore[arg-type]
    await letters.finish(0.01)
    await letters.done()
    assert box.mails == []


async def test_a_code_may_come_later_than_the_link_lasts(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    page = await asked(front, url)
    now = front.store.clock.now()
    times = {"created_at": now - timedelta(minutes=11), "expires_at": now - timedelta(minutes=1)}
    ended = update(table_of(records.SignInLink)).values(times)
    await front.store.transact(lambda connection: connection.execute(ended))
    assert (await front.http.post(f"{url}/pin", data={"card": CARD})).status_code == 410
    answer = await typed(front, url, page, code=code_in(box))
    assert answer.status_code == 200
    # The link is over: the patron signs in from the chat.
    assert phrase("page.pin.to_chat", "en") in page_of(answer).text


async def test_a_pin_of_the_desk_makes_an_open_code_useless(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    page = await asked(front, url)
    [row] = await rows(front.store, records.Patron)
    await give_pin(front.store, row.public_id, "5050", seen=None, by=pin_codes.PATRON)
    assert (await typed(front, url, page, code=code_in(box))).status_code == 422
    assert await cards.verify_pin(front.store, CARD, "5050") is not None


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ({"pin": "12", "pin_again": "12"}, "page.pin.bad"),
        ({"pin": "123456789", "pin_again": "123456789"}, "page.pin.bad"),
        ({"pin": "abcd", "pin_again": "abcd"}, "page.pin.bad"),
        ({"pin_again": "739156"}, "page.pin.differ"),
    ],
)
async def test_a_pin_that_cannot_be_is_told_and_the_code_stays_good(
    writing: tuple[Front, Mailbox], form: dict[str, str], key: str
) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    page = await asked(front, url)
    refused = await typed(front, url, page, code=code_in(box), **form)
    assert refused.status_code == 422
    assert phrase(key, "en", least="4", most="8") in page_of(refused).text
    assert (await typed(front, url, page_of(refused), code=code_in(box))).status_code == 200


async def test_codes_are_asked_for_and_tried_a_few_times_only(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    url = await link_of(await front.visitor())
    pages = [await asked(front, url) for _ in range(pin_codes.CARD_REQUESTS)]
    late = await front.http.post(f"{url}/pin", data={"card": CARD, "channel": "email"})
    assert late.status_code == 429
    # Another chat asks for the same card in vain, too.
    other = await link_of(await front.visitor())
    assert (await front.http.post(f"{other}/pin", data={"card": CARD})).status_code == 429
    assert len(box.mails) == pin_codes.CARD_REQUESTS
    answers = [(await typed(front, url, pages[-1], code=f"{number:08d}")).status_code for number in range(7)]
    assert answers[0] == 422 and answers[-1] in (410, 429)
    assert (await typed(front, other, pages[-1], code=code_in(box))).status_code == 429


async def test_a_patron_without_a_contact_is_sent_nothing(writing: tuple[Front, Mailbox]) -> None:
    front, box = writing
    await add_patron(front.store, card="555", name="Nobody")
    url = await link_of(await front.visitor())
    await asked(front, url, "555")
    assert box.mails == []
    assert (await front.http.post(f"{url}/pin", data={"card": " - "})).status_code == 422


async def test_it_is_not_offered_where_nothing_can_be_sent(front: Front) -> None:
    url = await link_of(await front.visitor())
    assert phrase("page.pin.link", "en") not in page_of(await front.http.get(url)).text
    assert (await front.http.get(f"{url}/pin")).status_code == 404
    assert (await front.http.post(f"{url}/pin", data={"card": CARD})).status_code == 404


async def test_it_is_not_offered_where_another_system_keeps_the_pin(
    gateway: Opener, mailbox: tuple[Mailbox, int]
) -> None:
    sip2 = {"library_system": "sip2", "sip2_host": "127.0.0.1", "sip2_port": 9, "sip2_tls": False}
    async with gateway(**by_mail(mailbox[1]), **sip2) as front:
        assert front.running.gateway.pin_letters is None


async def test_a_link_that_is_over_leads_nowhere(writing: tuple[Front, Mailbox]) -> None:
    front, _ = writing
    visitor: Visitor = await front.visitor()
    url = await link_of(visitor)
    assert (await visitor.give(url)).status_code == 200
    assert (await front.http.get(f"{url}/pin")).status_code == 410
    assert (await front.http.get(f"{url[:-4]}xxxx/pin")).status_code == 404
