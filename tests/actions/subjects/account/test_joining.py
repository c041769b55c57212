"""Joining in a chat: what is needed and kept is told first, one thing is asked at a time, other wishes go through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.joining import answers
from crm.joining.codes import CodeLetter, send_codes
from crm.joining.typed import UNREAD, read_typed
from crm.notices.rules import NoticeRules
from tests.support.statements import scalar
from tests.support.talk import Begin, Said, Talk

ANSWERS = {
    "fa": {"name": "سارا احمدی", "birth_year": "۱۳۷۰", "contact": "۰۹۱۲۳۴۵۶۷۸۹", "address": "تهران خیابان سعدی پلاک ۵"},
    "en": {
        "name": "Sara Ahmadi",
        "birth_year": "1991",
        "contact": "s@example.org",
        "address": "5 Saadi Street, Tehran",
    },
}
WISH = {"fa": "میخوام عضو کتابخونه بشم", "en": "please sign me up"}


async def types(talk: Talk, words: str, intent: str = "nlu_fallback", sure: float = 0.4) -> Said:
    """Type something as it comes through the gateway: what is asked for is kept there, and covered here."""
    store = talk.services.store
    step = await answers.awaited(store, talk.identity_id)
    typed = None if step is None else await read_typed(store, talk.identity_id, step, words)
    if step is None or typed is None:
        return await talk.says(intent, words, sure=sure)
    if typed.told is not None:
        await answers.hold_answer(store, talk.identity_id, step, typed.told)
    return await talk.says(intent, typed.token, sure=sure)


async def one(services: Services, query: str) -> Any:
    return await scalar(services.store, text(query))


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_an_application_is_begun_filled_in_looked_over_and_sent(
    begin: Begin, services: Services, language: str
) -> None:
    talk = await begin(language)
    asked = await talk.says("card_registration", WISH[language])
    assert asked.names == ["utter_join_ask_consent"] and await one(services, "select count(*) from application") == 0
    patrons = await one(services, "select count(*) from patron")
    said = await talk.presses(asked.buttons[0]["payload"])
    assert await one(services, "select count(*) from patron where lifecycle = 'prospect'") == 1
    names = []
    for step, words in ANSWERS[language].items():
        assert said.names[-1] == f"utter_join_ask_{step}"
        said = await types(talk, words)
        names += said.names
    assert names.count("utter_join_desk_confirms") == 1, "this library sends neither e-mails nor text messages"
    assert said.names == ["utter_join_review"]
    assert not [word for word in ANSWERS[language].values() if word in said.text], "what was told is shown covered"
    done = await talk.presses(said.buttons[0]["payload"])
    assert done.names == ["utter_join_handed_in", "utter_join_welcome_ask"]
    assert await one(services, "select name from application where status = 'sent'") == ANSWERS[language]["name"]
    assert await one(services, "select count(*) from patron") == patrons + 1
    again = await talk.says("card_registration", WISH[language])
    assert (await talk.presses(again.buttons[0]["payload"])).names == ["utter_join_sent"]


async def begun(begin: Begin, **more: Any) -> Talk:
    talk = await begin("en", **more)
    asked = await talk.says("card_registration", WISH["en"])
    await talk.presses(asked.buttons[0]["payload"])
    return talk


async def test_a_no_keeps_nothing_and_a_yes_may_be_typed(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("card_registration", WISH["en"])
    assert (await talk.says("deny", "no")).names == ["utter_join_not_begun"]
    assert await one(services, "select count(*) from application") == 0
    await talk.says("card_registration", WISH["en"])
    assert (await talk.says("affirm", "yes")).names == ["utter_join_ask_name"]


async def test_another_wish_is_answered_and_the_question_stays(begin: Begin, services: Services) -> None:
    talk = await begun(begin)
    said = await types(talk, "when are you open today?", "hours", 0.95)
    assert said.names[0].startswith("utter_hours") and "utter_back_to_question" in said.names
    assert await one(services, "select name from application") is None
    assert (await types(talk, "Sara Ahmadi")).names == ["utter_join_ask_birth_year"]
    assert (await types(talk, "hmm well")).names == ["utter_join_again_birth_year", "utter_join_ask_birth_year"]


async def test_what_was_typed_before_it_was_asked_for_is_asked_for_once_more(begin: Begin, services: Services) -> None:
    talk = await begun(begin)
    await types(talk, "Sara Ahmadi")
    said = await talk.says("nlu_fallback", UNREAD["name"], sure=0.3)
    assert said.names == ["utter_join_once_more", "utter_join_ask_birth_year"]
    assert (await types(talk, "the year of the flood")).names[0] == "utter_join_again_birth_year"
    await types(talk, "1991")
    await types(talk, "s@example.org")
    assert (await types(talk, "5 Saadi Street, Tehran")).names == ["utter_join_review"]
    assert (await talk.says("card_registration", UNREAD["review"], sure=0.9)).names == ["utter_join_review"]


async def test_one_goes_back_at_each_step_and_stops_at_each(begin: Begin, services: Services) -> None:
    talk = await begun(begin)
    await types(talk, "Sara Ahmadi")
    said = await types(talk, "1991")
    assert said.names == ["utter_join_ask_contact"]
    assert (await talk.says("nlu_fallback", "back")).names == ["utter_join_ask_birth_year"]
    assert (await types(talk, "1992")).names == ["utter_join_ask_contact"]
    back = await talk.presses(next(one["payload"] for one in said.buttons if one["title"] == "Back"))
    assert back.names == ["utter_join_ask_birth_year"]
    assert await one(services, "select birth_year from application") == 1992
    stopped = await talk.says("cancel", "cancel")
    assert stopped.names == ["utter_join_dropped"]
    assert await one(services, "select name from application") is None
    assert await one(services, "select status from application") == "withdrawn"
    assert (await talk.presses(back.payload("Cancel"))).names == ["utter_join_gone"]


async def test_where_it_can_be_sent_a_code_confirms_the_contact(begin: Begin, services: Services) -> None:
    letters: list[CodeLetter] = []

    async def deliver(code: CodeLetter) -> None:
        letters.append(code)

    rules = NoticeRules(ZoneInfo("Asia/Tehran"), channels=frozenset({"web_chat", "email"}))
    talk = await begin("en")
    talk.services = replace(services, notices=rules)
    asked = await talk.says("card_registration", WISH["en"])
    await talk.presses(asked.buttons[0]["payload"])
    await types(talk, "Sara Ahmadi")
    await types(talk, "1991")
    said = await types(talk, "sara@example.org")
    assert said.names == ["utter_join_ask_code"] and "s…@example.org" in said.text
    assert await send_codes(services.store, deliver) == 1
    wrong = "111111" if letters[0].code != "111111" else "222222"
    assert (await types(talk, wrong)).names == ["utter_join_code_wrong", "utter_join_ask_code"]
    assert (await types(talk, letters[0].code)).names == ["utter_join_confirmed", "utter_join_ask_address"]
    said = await types(talk, "5 Saadi Street, Tehran")
    assert "confirmed" in said.text and "at the desk" not in said.text


async def test_a_question_how_one_joins_is_answered_and_an_application_offered(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("card_registration", "how do I get a library card?")
    assert (await talk.presses(said.payload("Apply here"))).names == ["utter_join_ask_consent"]
    signed_in = await begin("en", card="20000001")
    said = await signed_in.says("card_registration", "how do I get a library card?")
    assert "Apply here" not in [one["title"] for one in said.buttons]
    assert "utter_join_ask_consent" not in (await signed_in.says("card_registration", WISH["en"])).names


@pytest.mark.parametrize(
    "words",
    ["sign me up for the workshop", "I want to renew my card", "کارتم رو تمدید کن", "how can I join?", "چطور عضو بشم؟"],
)
async def test_other_words_begin_no_application(begin: Begin, words: str) -> None:
    talk = await begin("en")
    assert "utter_join_ask_consent" not in (await talk.says("card_registration", words)).names


async def handed_in(begin: Begin) -> tuple[Talk, Said]:
    talk = await begun(begin)
    for words in ANSWERS["en"].values():
        said = await types(talk, words)
    return talk, await talk.presses(said.buttons[0]["payload"])


@pytest.mark.parametrize("answer", ["yes", "no", "nothing"])
async def test_a_welcome_comes_only_on_a_yes(begin: Begin, services: Services, answer: str) -> None:
    talk, done = await handed_in(begin)
    assert done.names[-1] == "utter_join_welcome_ask" and done.statuses[-1] == "clarified"
    assert await one(services, "select count(*) from subscription") == 0, "nothing without a yes"
    if answer == "yes":
        assert (await talk.says("affirm", "yes please")).names == ["utter_join_welcome_on"]
    elif answer == "no":
        assert (await talk.says("deny", "no thanks")).names == ["utter_join_welcome_off"]
    agreed = "select count(*) from consent_record c join purpose p on p.id = c.purpose_id where p.code = 'welcome'"
    kept = "select count(*) from subscription where kind = 'welcome' and channel = 'web_chat'"
    assert await one(services, kept) == await one(services, agreed) == (answer == "yes")


async def test_a_welcome_goes_to_the_contact_where_one_can_be_sent(begin: Begin, services: Services) -> None:
    talk = await begun(begin)
    talk.services = replace(
        services, notices=NoticeRules(ZoneInfo("Asia/Tehran"), channels=frozenset({"web_chat", "email"}))
    )
    for words in (ANSWERS["en"] | {"contact": "s@example.org"}).values():
        said = await types(talk, words)
        if said.names[-1] == "utter_join_ask_code":
            said = await talk.presses(said.payload("Confirm at the desk"))
    done = await talk.presses(said.buttons[0]["payload"])
    assert "e-mail" in done.text
    await talk.presses(done.buttons[-2]["payload"])
    assert await one(services, "select channel from subscription") == "email"
    # Pressed once more, when nothing waits any more, it changes nothing.
    await talk.presses(done.buttons[-2]["payload"])
    assert await one(services, "select count(*) from subscription") == 1
