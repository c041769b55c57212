"""Events followed in the chat: by the button and in words, with a yes, listed, and left at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.dialogue.turn import Services
from crm import records
from crm.actor import PATRON
from crm.library_info.closings_and_events import EventValues, put_event
from crm.notices.following import followed
from crm.notices.rules import NoticeRules
from crm.notices.subscriptions import Subscribed, subscribe, subscriptions
from crm.trust.consents import may_send
from tests.support.store_rows import SARA, add, rows
from tests.support.talk import Begin, Talk

CARD = "20000001"
REMIND = {"en": "Remind me", "fa": "یادم بنداز"}
YES = {"en": "yes", "fa": "بله"}


async def patron_of(talk: Talk, services: Services) -> int:
    [who] = await rows(services.store, records.ChannelIdentity, id=talk.identity_id)
    return int(who.patron_id)


async def follows(talk: Talk, services: Services) -> list[str]:
    return [one.title_en for one in await followed(services.store, await patron_of(talk, services))]


async def on(talk: Talk, services: Services) -> list[tuple[str, str, str | None]]:
    found: list[Subscribed] = await subscriptions(services.store, await patron_of(talk, services))
    return [(one.kind, one.channel, one.fallback) for one in found]


async def workshop(
    services: Services, title_fa: str = "کارگاه خوشنویسی", title_en: str = "Calligraphy workshop"
) -> int:
    begins = services.store.clock.now() + timedelta(days=6)
    values: dict[str, Any] = dict.fromkeys(EventValues.__dataclass_fields__)
    values |= {"title_fa": title_fa, "title_en": title_en, "starts_at": begins, "ends_at": begins}
    return await put_event(services.store, EventValues(**values), by=SARA)


def by_mail(services: Services) -> Services:
    return replace(services, notices=NoticeRules(services.zone, channels=frozenset({"web_chat", "email"})))


async def address(talk: Talk, services: Services) -> None:
    point = {"patron_id": await patron_of(talk, services), "kind": "email", "is_primary": True}
    await add(services.store, records.ContactPoint, **point, value="sara@example.org", value_norm="sara@example.org")


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_the_button_under_an_event_asks_and_a_yes_follows_it(
    begin: Begin, services: Services, language: str
) -> None:
    talk = await begin(language, card=CARD)
    told = await talk.says("events", "what events are there?" if language == "en" else "چه برنامه‌هایی دارید؟")
    asked = await talk.presses(told.payload(REMIND[language]))
    assert asked.names == ["utter_event_follow_ask"] and asked.statuses == ["clarified"]
    assert ("9:00" in asked.text) if language == "en" else "۹:۰۰" in asked.text
    assert await follows(talk, services) == [] and await on(talk, services) == []
    done = await talk.says("affirm", YES[language])
    assert done.names == ["utter_event_followed"]
    assert await follows(talk, services) == ["Poetry evening"]
    assert await on(talk, services) == [("event", "web_chat", None)]
    patron = await patron_of(talk, services)
    assert await may_send(services.store, patron, "event_reminder", "web_chat")
    assert not await may_send(services.store, patron, "loan_reminder", "web_chat")
    again = await talk.presses(told.payload(REMIND[language]))
    assert again.names == ["utter_event_followed_already"]
    left = await talk.presses(again.buttons[0]["payload"])
    assert left.names == ["utter_events_left"] and await follows(talk, services) == []
    assert await on(talk, services) == [], "with the last of them it is over"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "remind me of the second one"),
        ("en", "remind me of the calligraphy workshop please"),
        ("fa", "دومی رو یادم بنداز"),
        ("fa", "کارگاه خوشنویسی رو یادم بنداز"),
    ],
)
async def test_words_say_which_of_the_listed_ones(begin: Begin, services: Services, language: str, words: str) -> None:
    await workshop(services)
    talk = await begin(language, card=CARD)
    assert (await talk.says("events", "what is on?")).names == ["utter_events"]
    asked = await talk.says("subscribe", words)
    assert asked.names == ["utter_event_follow_ask"], asked.text
    await talk.says("affirm", YES[language])
    assert await follows(talk, services) == ["Calligraphy workshop"]
    # Of another one it is not asked again whether they may be told.
    more = await talk.says("events", "remind me of the poetry evening" if language == "en" else "شب شعر رو یادم بنداز")
    assert more.names == ["utter_event_followed"]
    assert len(await follows(talk, services)) == 2


@pytest.mark.parametrize(("language", "words"), [("en", "remind me"), ("fa", "یادم بنداز")])
async def test_where_several_were_listed_it_is_asked_which(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    await workshop(services)
    talk = await begin(language, card=CARD)
    await talk.says("events", "what is on?")
    which = await talk.says("subscribe", words)
    assert which.names == ["utter_event_which"] and len(which.buttons) == 2
    asked = await talk.says("nlu_fallback", "the second one" if language == "en" else "دومی")
    assert asked.names == ["utter_event_follow_ask"]
    assert "Calligraphy" in asked.text or "خوشنویسی" in asked.text


@pytest.mark.parametrize(("language", "words"), [("en", "what do I follow?"), ("fa", "چه برنامه‌هایی رو دنبال می‌کنم؟")])
async def test_what_is_followed_is_listed_and_each_is_left(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=CARD)
    assert (await talk.says("my_data", words)).names == ["utter_events_followed_none"]
    one, other = await workshop(services), await workshop(services, "قصه‌گویی", "Story hour")
    for number in (one, other):
        await talk.presses(f'/events{{"ref": "follow:{number}"}}')
        if number == one:
            await talk.says("affirm", YES[language])
    listed = await talk.says("my_data", words)
    assert listed.names == ["utter_events_followed"] and len(listed.buttons) == 3
    await talk.presses(listed.buttons[0]["payload"])
    assert await follows(talk, services) == ["Story hour"]
    assert await on(talk, services) == [("event", "web_chat", None)]


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_an_event_is_left_in_words(begin: Begin, services: Services, language: str) -> None:
    number = await workshop(services)
    talk = await begin(language, card=CARD)
    await talk.presses(f'/events{{"ref": "follow:{number}"}}')
    await talk.says("affirm", YES[language])
    words = (
        "stop reminding me of the calligraphy workshop" if language == "en" else "کارگاه خوشنویسی رو دیگه یادم ننداز"
    )
    assert (await talk.says("unsubscribe", words)).names == ["utter_events_left"]
    assert await follows(talk, services) == []


async def test_all_news_of_events_stop_with_their_button_and_in_words(begin: Begin, services: Services) -> None:
    number = await workshop(services)
    for stop in ('/unsubscribe{"ref": "event"}', "no more reminders about events please"):
        talk = await begin("en", card=CARD)
        await talk.says("subscribe", "turn on reminders")
        await talk.says("affirm", "yes")
        await talk.presses(f'/events{{"ref": "follow:{number}"}}')
        await talk.says("affirm", "yes")
        await (talk.presses(stop) if stop.startswith("/") else talk.says("unsubscribe", stop))
        assert await follows(talk, services) == []
        kinds = {kind for kind, _, _ in await on(talk, services)}
        assert "event" not in kinds and "due_soon" in kinds


async def test_whoever_is_not_signed_in_is_asked_to_and_goes_on(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    told = await talk.says("events", "what events are there?")
    assert (await talk.presses(told.payload("Remind me"))).names == ["utter_sign_in"]
    await talk.sign_in(CARD)
    assert "utter_event_follow_ask" in (await talk.presses("/signed_in")).names


async def test_what_is_due_is_no_event(begin: Begin, services: Services) -> None:
    await workshop(services)
    talk = await begin("en", card=CARD)
    await talk.says("events", "what is on?")
    assert (await talk.says("subscribe", "remind me when my books are due")).names == ["utter_notices_ask"]
    await talk.says("deny", "no")
    assert "utter_event_which" not in (await talk.says("subscribe", "let me know when new novels arrive")).names


async def test_what_is_no_event_is_not_taken_for_the_one_that_was_told(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("events", "what is on?")
    said = await talk.says("account", "remind me how many books I may borrow")
    assert "utter_event_follow_ask" not in said.names
    assert (await talk.says("subscribe", "please remind me of it")).names == ["utter_event_follow_ask"]


async def test_an_event_that_is_gone_or_has_begun_is_not_followed(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    assert (await talk.presses('/events{"ref": "follow:4711"}')).names == ["utter_event_over"]
    assert (await talk.presses('/events{"ref": "leave:x"}')).names == ["utter_events_followed_none"]
    assert await follows(talk, services) == []


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_another_way_is_asked_for_in_the_same_question_and_needs_its_own_yes(
    begin: Begin, services: Services, language: str
) -> None:
    for both in (False, True):
        talk = await begin(language, card=CARD)
        talk.services = by_mail(services)
        if not both:
            await address(talk, services)
        asked = await talk.says("subscribe", "turn on reminders")
        assert asked.names == ["utter_notices_ask"] and len(asked.buttons) == 3
        assert "@example.org" in asked.text and "sara@" not in asked.text
        assert await on(talk, services) == []
        done = await (talk.presses(asked.buttons[1]["payload"]) if both else talk.says("affirm", YES[language]))
        assert done.names == ["utter_notices_on"]
        assert {way for _, _, way in await on(talk, services)} == {"email" if both else None}
        patron = await patron_of(talk, services)
        assert bool(await may_send(services.store, patron, "loan_reminder", "email")) == both
        assert ("@example.org" in done.text) == both, "what is on is shown"
        await talk.says("unsubscribe", "stop the reminders")
        assert not await may_send(services.store, patron, "loan_reminder", "email")


@pytest.mark.parametrize("words", ["/button", "no more e-mails please"])
async def test_the_other_way_is_ended_by_its_button_and_in_words(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=CARD)
    talk.services = by_mail(services)
    await address(talk, services)
    asked = await talk.says("subscribe", "turn on reminders")
    done = await talk.presses(asked.buttons[1]["payload"])
    payload = done.payload("Only here")
    said = await (talk.presses(payload) if words == "/button" else talk.says("unsubscribe", words))
    assert said.names == ["utter_no_other"]
    assert {way for _, _, way in await on(talk, services)} == {None} and len(await on(talk, services)) == 4
    assert not await may_send(services.store, await patron_of(talk, services), "loan_reminder", "email")


async def test_a_yes_that_names_it_agrees_to_it_and_an_event_has_it_too(begin: Begin, services: Services) -> None:
    number = await workshop(services)
    talk = await begin("en", card=CARD)
    talk.services = by_mail(services)
    await address(talk, services)
    asked = await talk.presses(f'/events{{"ref": "follow:{number}"}}')
    assert len(asked.buttons) == 3 and "nowhere else" not in asked.text
    await talk.says("affirm", "yes, and by e-mail too")
    assert await on(talk, services) == [("event", "web_chat", "email")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes but not by email"),
        ("en", "yes, no e-mails please"),
        ("en", "yes, but skip the e-mail"),
        ("en", "yes, only here, no emails please"),
        ("fa", "بله ولی ایمیل نه"),
        ("fa", "آره، فقط ایمیل نفرست"),
        ("fa", "بله، به‌جز ایمیل"),
    ],
)
async def test_a_yes_that_leaves_the_other_way_out_agrees_to_none(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=CARD)
    talk.services = by_mail(services)
    await address(talk, services)
    await talk.says("subscribe", "turn on reminders")
    await talk.says("affirm", words)
    assert {way for _, _, way in await on(talk, services)} <= {None}
    assert not await may_send(services.store, await patron_of(talk, services), "loan_reminder", "email")


async def test_whoever_wants_no_more_mail_gets_none_in_place_of_another_either(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en", card=CARD)
    talk.services = by_mail(services)
    await address(talk, services)
    asked = await talk.says("subscribe", "turn on reminders")
    await talk.presses(asked.buttons[1]["payload"])
    patron = await patron_of(talk, services)
    await services.store.transact(
        lambda connection: subscribe(connection, services.store, patron, ["event"], "email", source="chat", by=PATRON)
    )
    await talk.says("unsubscribe", "no more e-mails please")
    assert {(channel, way) for _, channel, way in await on(talk, services)} == {("web_chat", None)}
    assert not await may_send(services.store, patron, "loan_reminder", "email")


@pytest.mark.parametrize("words", ["remind me what it costs", "can you remind me when it starts?", "یادم بیار کجا بود"])
async def test_who_wants_to_hear_once_more_what_was_told_follows_nothing(
    begin: Begin, services: Services, words: str
) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("events", "what is on?")
    said = await talk.says("events", words)
    assert "utter_event_follow_ask" not in said.names and await follows(talk, services) == []


async def test_the_button_of_another_question_agrees_to_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    said = await talk.presses('/subscribe{"ref": "other:email"}')
    assert said.names == ["utter_notices_ask"] and await on(talk, services) == []
    assert await rows(services.store, records.ConsentRecord) == []


async def test_an_order_to_be_reminded_is_no_question_about_the_event(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "what events are coming up?")
    alone = await talk.says("subscribe", "remind me of the first one")
    again = await begin("en")
    await again.says("events", "what events are coming up?")
    moved = await again.says("subscribe", "remind me of the first one", moves={"event.one": 0.99})
    assert moved.names == alone.names
