"""Emergencies, what others have borrowed, a lost card, and other languages, as the actions answer them."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.handoff import alarms
from language.emergencies.reading import KINDS
from protocol.effects import CONTACT_ASKED
from tests.actions.talk import Begin


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fa", "en"])
async def test_an_emergency_is_answered_with_whom_to_call_and_an_alarm(
    begin: Begin, house: Services, kind: str, language: str
) -> None:
    talk = await begin(language)
    said = await talk.says("emergency", "…", emergency=kind)
    assert said.names == [f"utter_emergency_{kind}"]
    numbers = {"despair": "123", "fire": "125", "gas": "125", "medical": "115"}.get(kind, "110")
    shown = numbers if language == "en" else numbers.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert shown in said.text and "{" not in said.text and "None" not in said.text
    [one] = await alarms.alarms(house.store)
    assert (one.kind, one.rings) == (kind, True)


async def test_nothing_that_waited_comes_back_and_no_score_is_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggestion", "an idea")
    assert talk.slots["pending"]
    said = await talk.says("emergency", "a man just collapsed", emergency="medical")
    assert talk.slots["pending"] is None and len(said.names) == 1
    assert (await talk.says("affirm", "yes")).names == ["utter_emergency_next"]
    talk.slots["memory"] = {**talk.slots["memory"], "emergency": None}
    assert (await talk.says("goodbye", "bye")).names == ["utter_goodbye"]


async def test_what_is_said_next_stays_with_it_until_it_is_over(begin: Begin, house: Services) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "یه نفر غش کرده", emergency="medical")
    assert (await talk.says("out_of_scope", "الان چیکار کنم")).names == ["utter_emergency_next"]
    assert (await talk.says("complaint", "چرا کسی نمیاد", sure=0.9)).names == ["utter_emergency_next"]
    hours = await talk.says("hours", "کتابخونه تا کی بازه؟")
    assert hours.names[0].startswith("utter_hours")
    over = await talk.says("thanks", "ببخشید اشتباه شد، حالش خوبه")
    assert over.names == ["utter_emergency_over"]
    [one] = await alarms.alarms(house.store)
    assert one.taken_back_at is not None and one.rings
    assert (await talk.says("thanks", "ممنون")).names == ["utter_thanks"]


async def test_despair_is_answered_warmly_all_along(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("emergency", "i want to die", emergency="despair")
    then = await talk.says("bot_challenge", "you are just a bot")
    assert "123" in first.text and then.names == ["utter_emergency_next_despair"]
    assert (await talk.says("deny", "it is fine now, sorry")).names == ["utter_emergency_over_despair"]


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_others_loans_are_refused_with_the_reason(begin: Begin, language: str) -> None:
    talk = await begin(language)
    said = await talk.says("others_loans", "who has Dune", title="Dune")
    assert said.statuses == ["refused"] and "Dune" in said.text and any("/hold" in b["payload"] for b in said.buttons)
    child = await talk.says("others_loans", "what did my daughter borrow")
    assert ("میز امانت" if language == "fa" else "circulation desk") in child.text


async def test_a_lost_card_needs_no_sign_in_with_its_number(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("lost_card", "I lost my card")
    assert said.names == ["utter_lost_card_whose"] and said.effects == {CONTACT_ASKED}
    filed = await talk.says("out_of_scope", "Ali Rezaei, [phone]")
    assert filed.names == ["utter_lost_card_taken"] and "K-" in filed.text and "still works" in filed.text
    assert filed.custom == [{"contact_for_case": filed.text[filed.text.index("K-") :][:8]}]


async def test_signed_in_a_yes_files_the_case_and_promises_no_block(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    asked = await talk.says("lost_card", "کارتم گم شده")
    assert asked.names == ["utter_lost_card"]
    filed = await talk.presses(asked.buttons[0]["payload"])
    assert filed.names == ["utter_lost_card_taken"] and "همچنان کار می‌کند" in filed.text
    assert "باطل" not in filed.text and "لغو" not in filed.text


async def test_another_language_is_answered_in_it_once(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("facilities", "merhaba, kütüphane bugün açık mı?")
    assert first.names == ["utter_other_language"] and "Farsça" in first.text and "Persian" in first.text
    again = await talk.says("out_of_scope", "merhaba, kitap istiyorum lütfen")
    assert again.names != ["utter_other_language"]
    title = await talk.says("search_book", "les misérables de victor hugo", title="les misérables")
    assert title.names != ["utter_other_language"]
