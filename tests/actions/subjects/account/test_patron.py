"""The signed-in patron's own things, the sign-in and what is resumed after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.dialogue.turn import Services
from actions.settings import ActionSettings
from crm.conversations import identities
from language.answers import Answers
from protocol.clock import FixedClock
from tests.support.talk import Begin, talk_with
from tests.support.texts import phrase

NEEDS_SIGN_IN = ["loans", "renew", "hold_status", "cancel_hold", "fines", "account", "hold"]


@pytest.mark.parametrize("intent", NEEDS_SIGN_IN)
async def test_nothing_of_a_patron_without_a_sign_in(begin: Begin, intent: str) -> None:
    talk = await begin("fa")
    said = await talk.says(intent, "کتاب بوف کور", title="بوف کور")
    assert said.names == ["utter_sign_in"] and said.custom == [{"sign_in": True}]
    # Whoever leaves here was not answered.
    assert said.statuses == ["clarified"]
    assert talk.slots["resume"]["intent"] == intent


async def test_what_was_asked_is_done_right_after_the_sign_in(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("loans", "چی دست منه؟")
    await talk.sign_in("20000001")
    said = await talk.presses("/signed_in")
    assert (
        said.names == ["utter_signed_in_resume", "utter_loans"] and "مینا آزمونی" in said.text and "کوری" in said.text
    )
    assert talk.slots["resume"] is None
    assert (await talk.presses("/signed_in")).names == ["utter_signed_in"]


async def test_on_a_shared_device_the_patron_is_told_to_sign_out(begin: Begin) -> None:
    for language, words in (
        ("fa", "روی رایانهٔ عمومی، پیش از رفتن بنویسید «خروج از حساب»."),
        ("en", "write “sign out”"),
    ):
        talk = await begin(language)
        await talk.sign_in("20000001", own_device=False)
        assert words in (await talk.presses("/signed_in")).text
        await talk.sign_in("20000001", own_device=True)
        assert words not in (await talk.presses("/signed_in")).text


async def test_a_sign_in_that_has_run_out_is_told_and_the_wish_is_kept(begin: Begin, clock: FixedClock) -> None:
    talk = await begin("fa")
    await talk.sign_in("20000001", own_device=False)
    assert (await talk.says("loans", "چی دست منه؟")).names == ["utter_loans"]
    clock.advance(timedelta(minutes=31))
    await identities.identity(talk.services.store, talk.identity_id)
    said = await talk.says("fines", "چقدر بدهکارم؟")
    assert said.names == ["utter_sign_in_lapsed"] and said.custom == [{"sign_in": True}]
    assert "زمان ورودتان به پایان رسید" in said.text
    await talk.sign_in("20000001", own_device=False)
    assert (await talk.presses("/signed_in")).names == ["utter_signed_in_resume", "utter_fines"]


async def test_a_number_typed_instead_of_signing_in_offers_it_again_and_keeps_what_was_asked(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("loans", "چی دست منه؟")
    said = await talk.presses('/sign_in{"ref": "typed_here"}')
    assert said.names == ["utter_sign_in_link"] and said.custom == [{"sign_in": True}]
    assert talk.slots["resume"]["intent"] == "loans"
    await talk.says("sign_in", "وارد شوم")
    assert talk.slots["resume"] is None


async def test_words_and_entities_are_resumed_too(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hold", "reserve burmese days at saadi", title="burmese days", branch="saadi")
    await talk.sign_in("20000003")
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_hold_confirm"] and "Saadi Branch" in said.text


async def test_saying_signed_in_proves_nothing(begin: Begin) -> None:
    talk = await begin("en")
    talk.slots["resume"] = {"intent": "loans", "entities": {}, "text": "my loans"}
    assert (await talk.presses("/signed_in")).names == ["utter_sign_in"]


async def test_loans_overdue_one_and_none(begin: Begin) -> None:
    one = await (await begin("en", card="20000002")).says("loans", "my loans")
    assert one.names == ["utter_loans_one"] and one.text.count("The Hobbit") == 1
    assert (await (await begin("en", card="20000003")).says("loans", "my loans")).names == ["utter_loans_none"]
    named = await (await begin("fa", card="20000001")).says("loans", "کوری تا کی وقت داره", title="کوری")
    assert named.names == ["utter_loan_due"] and "پنجشنبه ۵ آذر ۱۴۰۵" in named.text


async def test_fines_with_reasons_and_total(begin: Begin) -> None:
    said = await (await begin("fa", card="20000001")).says("fines", "چقدر بدهکارم؟")
    assert "بدهی شما ۳۰٬۰۰۰ ریال است" in said.text and "۶ روز دیرکرد" in said.text
    assert (await (await begin("en", card="20000003")).says("fines", "what do I owe")).names == ["utter_fines_none"]


async def test_the_card_and_trouble_with_it(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    said = await talk.says("account", "is my card still valid?")
    assert "is in order" in said.text and "4 December 2026" in said.text and "days left: 10" in said.text
    locked_out = await (await begin("fa")).says("account", "رمزم یادم رفته نمی‌تونم وارد شم")
    assert locked_out.names == ["utter_account_pin"] and locked_out.custom == []
    assert (await talk.says("account", "I moved, new address")).names == ["utter_account_contact"]


@pytest.mark.parametrize(("lang", "words"), [("fa", "رمزم را فراموش کرده‌ام"), ("en", "I forgot my PIN")])
async def test_who_forgot_the_pin_is_shown_the_page_that_sets_one(
    services: Services, answers: Answers, lang: str, words: str
) -> None:
    with_codes = replace(services, gives_pins=True)
    said = await (await talk_with(with_codes, answers, lang)).says("account", words)
    assert said.names == ["utter_account_pin_code"] and said.custom == [{"sign_in": True}]
    # The words that the page's link begins with, so that it is found there.
    link = phrase("page.pin.link", lang)
    assert link[: link.index("؟" if lang == "fa" else "?")] in said.text
    signed_in = await (await talk_with(with_codes, answers, lang, "20000004")).says("account", words)
    assert signed_in.names == ["utter_account_pin"]


def test_only_where_our_own_store_keeps_pins_and_the_library_can_write() -> None:
    channels = "web_chat,sms"
    assert ActionSettings(notice_channels=channels).gives_pins
    assert not ActionSettings().gives_pins
    assert not ActionSettings(notice_channels=channels, library_system="sip2", sip2_host="127.0.0.1").gives_pins


async def test_sign_in_and_out(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("sign_in", "log me in")).custom == [{"sign_in": True}]
    assert (await talk.says("sign_out", "log out")).names == ["utter_not_signed_in"]
    await talk.sign_in("20000003")
    assert (await talk.says("sign_in", "log me in")).names == ["utter_signed_in_already"]
    assert (await talk.says("sign_out", "log out")).names == ["utter_signed_out"]
    assert (await talk.says("loans", "my loans")).names == ["utter_sign_in"]


async def test_my_data_is_a_page_and_needs_proof_for_what_is_the_cards(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("my_data", "delete everything you know")
    assert said.names == ["utter_my_data_sign_in"]
    assert said.custom == [{"sign_in": True, "my_data": True}]
    await talk.sign_in("20000003")
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_my_data_erase"] and "receipt" in said.text
    assert said.custom[-1]["my_data"] is True
    assert (await talk.says("my_data", "send me a copy of my data")).names == ["utter_my_data_copy"]


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_what_is_open_is_named_before_anybody_is_erased(begin: Begin, language: str) -> None:
    talk = await begin(language, card="20000001")
    said = await talk.says("my_data", "forget everything about me")
    assert said.names == ["utter_my_data_unsettled"]
    lines = [line for line in said.text.splitlines() if line.startswith("•")]
    assert len(lines) >= 2
    assert any(("بازگرداندن «" if language == "fa" else "return “") in line for line in lines)
    assert any(("۳۰٬۰۰۰ ریال" if language == "fa" else "30,000 rials") in line for line in lines)


async def test_lateness_that_nobody_has_charged_yet_is_told_as_such(begin: Begin, clock: FixedClock) -> None:
    talk = await begin("en", card="20000004")
    clock.advance(timedelta(days=5))
    said = await talk.says("fines", "what do I owe")
    assert said.names == ["utter_fines_none"]
    assert "Not charged yet" in said.text
    # Due in two and three days, so three and two days late, 5,000 a day.
    assert "15,000 rials" in said.text and "10,000 rials" in said.text
    mina = await (await begin("fa", card="20000001")).says("fines", "چقدر بدهکارم؟")
    assert mina.names == ["utter_fines"]
    assert "بدهی شما ۳۰٬۰۰۰ ریال است" in mina.text, "what runs is no part of what is owed"
    assert "هنوز به حسابتان نیامده" in mina.text
