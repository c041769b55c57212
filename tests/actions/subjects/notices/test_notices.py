"""Reminders asked for in the chat: nothing without a yes, true words on what comes where, and stopped at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.dialogue.turn import Services
from actions.subjects.notices.notice_wishes import NoticeWish, read_wish
from crm import records
from crm.database.upsert import table_of
from crm.notices.rules import ELSEWHERE, NoticeRules
from crm.notices.subscriptions import Subscribed, subscriptions
from crm.trust.consents import may_send
from library import Library
from library.values import Capability
from tests.support.store_rows import add, rows
from tests.support.talk import Begin, Talk

ASKED = {"en": "remind me two days before my books are due", "fa": "سررسید کتاب‌هام رو خبر بده"}
CARD = "20000001"


async def patron_of(talk: Talk, services: Services) -> int:
    [who] = await rows(services.store, records.ChannelIdentity, id=talk.identity_id)
    return int(who.patron_id)


async def has(talk: Talk, services: Services) -> list[tuple[str, str, int | None]]:
    found: list[Subscribed] = await subscriptions(services.store, await patron_of(talk, services))
    return [(one.kind, one.channel, one.days_before) for one in found]


async def to_telegram(talk: Talk, services: Services) -> None:
    """Make the chat one of Telegram."""
    for record, key in ((records.ChannelIdentity, talk.identity_id), (records.Interaction, None)):
        table = table_of(record)
        change = update(table).values(channel="telegram")
        if key is not None:
            change = change.where(table.c.id == key)
        await services.store.transact(lambda connection, change=change: connection.execute(change))


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_a_yes_switches_on_what_was_said_and_nothing_else(
    begin: Begin, services: Services, language: str
) -> None:
    talk = await begin(language, card=CARD)
    asked = await talk.says("subscribe", ASKED[language])
    assert asked.names == ["utter_notices_ask"] and asked.statuses == ["clarified"]
    assert ("9:00" in asked.text and "21:00" in asked.text) if language == "en" else "۲۱:۰۰" in asked.text
    assert await has(talk, services) == [], "nothing without a yes"
    done = await talk.presses(asked.buttons[0]["payload"])
    assert done.names == ["utter_notices_on"]
    days = 2 if language == "en" else None
    assert await has(talk, services) == [("due_soon", "web_chat", days), ("overdue", "web_chat", None)]
    patron = await patron_of(talk, services)
    assert await may_send(services.store, patron, "loan_reminder", "web_chat")
    assert not await may_send(services.store, patron, "loan_reminder", "telegram")
    again = await talk.says("subscribe", ASKED[language])
    assert again.names == ["utter_notices_already"]


async def test_a_no_leaves_everything_off(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    asked = await talk.says("subscribe", "turn on reminders")
    await talk.presses(asked.buttons[1]["payload"])
    assert await has(talk, services) == []


async def test_it_says_of_the_page_and_of_telegram_what_is_true_there(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    assert "nowhere else" in (await talk.says("subscribe", "notify me")).text
    await to_telegram(talk, services)
    asked = await talk.says("subscribe", "notify me")
    assert "on Telegram" in asked.text
    await talk.says("affirm", "yes please")
    assert {channel for _, channel, _ in await has(talk, services)} == {"telegram"}
    [one, *_] = await rows(services.store, records.Subscription)
    assert one.identity_id == talk.identity_id


async def test_who_is_not_signed_in_is_asked_to_and_then_asked_for_consent(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    assert (await talk.says("subscribe", ASKED["en"])).names == ["utter_sign_in"]
    await talk.sign_in(CARD)
    assert "utter_notices_ask" in (await talk.presses("/signed_in")).names
    assert await has(talk, services) == []


@pytest.mark.parametrize(
    "text",
    ["let me know about your workshops", "میشه هروقت کارگاه گذاشتین من خبردار شم؟"],
)
async def test_what_nobody_sends_is_not_promised(begin: Begin, services: Services, text: str) -> None:
    said = await (await begin("en", card=CARD)).says("subscribe", text)
    assert said.names == ["utter_subscribe"] and said.statuses == ["refused"]


@pytest.mark.parametrize(("language", "text"), [("en", "sign me up to the newsletter"), ("fa", "خبرنامه‌تونو می‌خوام")])
async def test_news_of_the_library_is_agreed_to_by_itself(
    begin: Begin, services: Services, language: str, text: str
) -> None:
    talk = await begin(language, card=CARD)
    asked = await talk.says("subscribe", text)
    assert asked.names == ["utter_news_ask"] and asked.statuses == ["clarified"]
    assert ("how often you borrowed, not what" if language == "en" else "نه این که چه گرفته‌اید") in asked.text
    assert await has(talk, services) == []
    await talk.presses(asked.buttons[0]["payload"])
    assert await has(talk, services) == [("campaign", "web_chat", None)]
    await talk.says("subscribe", "turn on reminders")
    await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert len(await has(talk, services)) == 5
    # The button under it stops it alone, and so do its words.
    said = await talk.presses('/unsubscribe{"ref": "campaign"}')
    assert said.names == ["utter_unsubscribed", "utter_notices_still_on"] and len(await has(talk, services)) == 4
    assert not await may_send(services.store, await patron_of(talk, services), "library_news", "web_chat")
    assert (await talk.says("unsubscribe", "stop the newsletter")).names == ["utter_unsubscribe"]
    assert len(await has(talk, services)) == 4


async def test_what_another_system_keeps_is_not_promised(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    talk.services = replace(services, notices=NoticeRules(services.zone, kinds=ELSEWHERE))
    said = await talk.says("subscribe", "remind me two days before my books are due")
    assert said.names == ["utter_notices_elsewhere"] and said.statuses == ["refused"]
    said = await talk.says("subscribe", "tell me before my card runs out")
    assert said.names == ["utter_notices_ask"] and "card" in said.text and "loan" not in said.text


async def test_mail_needs_a_sender_and_an_address(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.says("subscribe", "email me before my books are due")
    assert said.names == ["utter_notices_not_by_email", "utter_notices_ask"]
    talk.services = replace(services, notices=NoticeRules(services.zone, channels=frozenset({"web_chat", "email"})))
    said = await talk.says("subscribe", "email me before my books are due")
    assert said.names == ["utter_notices_no_email", "utter_notices_ask"]
    point = {"patron_id": await patron_of(talk, services), "kind": "email", "is_primary": True}
    await add(
        services.store, records.ContactPoint, **point, value="narges@example.org", value_norm="narges@example.org"
    )
    said = await talk.says("subscribe", "email me before my books are due")
    assert said.names == ["utter_notices_ask"] and "@example.org" in said.text and "narges@" not in said.text
    await talk.says("affirm", "yes")
    assert {channel for _, channel, _ in await has(talk, services)} == {"email"}


@pytest.mark.parametrize(("language", "text"), [("en", "stop the reminders"), ("fa", "یادآوری نمی‌خوام")])
async def test_leaving_works_at_once_and_without_asking_back(
    begin: Begin, services: Services, language: str, text: str
) -> None:
    talk = await begin(language, card=CARD)
    await talk.says("subscribe", "turn on reminders")
    await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert len(await has(talk, services)) == 4
    said = await talk.says("unsubscribe", text)
    assert said.names == ["utter_unsubscribed"] and await has(talk, services) == []
    assert not await may_send(services.store, await patron_of(talk, services), "loan_reminder", "web_chat")
    assert (await talk.says("unsubscribe", text)).names == ["utter_unsubscribe"]


async def test_only_one_kind_can_be_left(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("subscribe", "turn on reminders")
    await talk.says("affirm", "yes")
    said = await talk.says("unsubscribe", "don't tell me about ready holds anymore, i check myself")
    assert said.names == ["utter_unsubscribed", "utter_notices_still_on"]
    assert [kind for kind, _, _ in await has(talk, services)] == ["card_expiring", "due_soon", "overdue"]


async def test_in_a_chat_that_is_signed_out_by_time_what_comes_into_it_can_be_stopped(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en", card=CARD)
    await to_telegram(talk, services)
    await talk.says("subscribe", "turn on reminders")
    await talk.says("affirm", "yes")
    patron = await patron_of(talk, services)
    lapsed = update(table_of(records.ChannelIdentity)).values(
        patron_id=None, assurance=0, signed_in_until=None, lapsed_at=services.store.clock.now()
    )
    await services.store.transact(lambda connection: connection.execute(lapsed))
    said = await talk.presses("/unsubscribe")
    assert said.names == ["utter_unsubscribed"]
    assert await subscriptions(services.store, patron) == []


async def test_who_is_a_stranger_here_is_told_that_only_askers_are_written_to(begin: Begin) -> None:
    said = await (await begin("en")).says("unsubscribe", "stop sending me messages")
    assert said.names == ["utter_unsubscribe_sign_in"] and {"sign_in": True} in said.custom


async def test_a_notices_button_renews_what_it_is_about(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    loan = table_of(records.Loan)
    patron = await patron_of(talk, services)
    query = (
        select(loan.c.ils_loan_id).where(loan.c.patron_id == patron, loan.c.returned_at.is_(None)).order_by(loan.c.id)
    )
    mine = await services.store.look(lambda connection: list(connection.scalars(query.order_by(loan.c.id))))
    assert len(mine) > 2
    said = await talk.presses('/renew{"ref": "loan:' + ",".join(mine[:2]) + '"}')
    assert said.names[0].startswith("utter_renewed")
    tried = await rows(services.store, records.RenewalAttempt)
    ids = {one.id for one in await rows(services.store, records.Loan) if one.ils_loan_id in mine[:2]}
    assert {one.loan_id for one in tried} == ids


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("remind me two days before my books are due", NoticeWish(("due_soon", "overdue"), None, 2)),
        ("could you remind me a day before things are due", NoticeWish(("due_soon", "overdue"), None, 1)),
        ("یه یادآور سه روز قبل سررسید بذارین برام", NoticeWish(("due_soon", "overdue"), None, 3)),
        ("notification موعد کتابا رو ۵ روز قبل فعال کن", NoticeWish(("due_soon", "overdue"), None, 5)),
        ("ping me when my hold's ready", NoticeWish(("hold_ready",))),
        ("ایمیلی خبرم کنین رزروم آماده شد", NoticeWish(("hold_ready",), "email")),
        ("text me a week before the due date", NoticeWish(("due_soon", "overdue"), "sms", 7)),
        ("خبرم کن", NoticeWish()),
        ("let me know whenever you get new books on trains", NoticeWish(is_other=True)),
        ("رمان تازه كه اومد پيام بدين", NoticeWish(is_other=True)),
    ],
)
def test_a_wish_is_read(text: str, wish: NoticeWish) -> None:
    assert read_wish(text) == wish


class WithoutNotices:
    """A library system whose loans are not in our store."""

    def __init__(self, whole: Library) -> None:
        self._whole = whole

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    def capabilities(self) -> frozenset[Capability]:
        return self._whole.capabilities() - {Capability.NOTICES}


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_where_no_notice_could_be_sent_none_is_offered(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language, card=CARD)
    talk.services = replace(services, library=WithoutNotices(services.library))  # type: ignore[arg-type]
    said = await talk.says("subscribe", ASKED[language])
    assert not {"utter_notices_ask", "utter_subscribe", "utter_notices_on"} & set(said.names)
    assert said.names and await has(talk, services) == []
