"""Greetings, yes and no, help, language, what is not understood and what is not a library's work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.dialogue.turn import Services
from crm.audit.library_system import faults_since
from crm.errors import StoreBusy
from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable, LibraryError
from tests.support.talk import Begin


async def test_greeting(begin: Begin) -> None:
    talk = await begin("en")
    assert "Test Library" in (await talk.says("greet", "hi")).text
    assert (await talk.says("greet", "hi")).names == ["utter_greet_again"]
    assert "مینا آزمونی" in (await (await begin("fa", card="20000001")).says("greet", "سلام")).text


@pytest.mark.parametrize(
    ("intent", "answer"),
    [("thanks", "utter_thanks"), ("chitchat", "utter_chitchat"), ("bot_challenge", "utter_bot_challenge"),
     ("help", "utter_help"), ("privacy", "utter_privacy"), ("affirm", "utter_nothing_pending"),
     ("deny", "utter_denied"), ("cancel", "utter_nothing_to_cancel"), ("out_of_scope", "utter_out_of_scope")],
)  # fmt: skip
async def test_small_turns(begin: Begin, intent: str, answer: str) -> None:
    for language in ("fa", "en"):
        assert (await (await begin(language)).says(intent, "so")).names == [answer]


async def test_privacy_names_the_days(begin: Begin) -> None:
    assert "180 days" in (await (await begin("en")).says("privacy", "what do you keep?")).text


async def test_insults_are_answered_calmly_once(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("insult", "stupid bot")).names == ["utter_insult"]
    assert (await talk.says("insult", "stupid bot")).names == ["utter_insult_again"]


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [("en", "فارسی صحبت کن", "fa"), ("fa", "English please", "en"), ("fa", "میشه انگلیسی حرف بزنیم", "en"),
     ("en", "can we switch to Persian", "fa"), ("en", "change language", "fa"), ("fa", "/change_language", "en"),
     ("en", "I don't speak English", "fa"), ("en", "switch to English", "en")],
)  # fmt: skip
async def test_language(begin: Begin, language: str, words: str, wanted: str) -> None:
    talk = await begin(language)
    assert (await talk.says("change_language", words)).names == []
    said = await talk.does("action_language_changed")
    assert said.custom == [{"language": wanted}] and ("فارسی" in said.text) == (wanted == "fa")


async def test_two_readings_as_buttons_with_the_words_kept(begin: Begin) -> None:
    talk = await begin("en")
    ranking = [("nlu_fallback", 0.5), ("hours", 0.3), ("search_book", 0.25), ("wifi", 0.1)]
    said = await talk.says("nlu_fallback", "saadi tomorrow?", ranking=ranking)
    assert said.names == ["utter_clarify"] and said.statuses == ["clarified"]
    assert [button["payload"] for button in said.buttons] == ["/hours", "/search_book", "/human_help"]
    meant = await talk.presses("/hours")
    assert meant.names == ["utter_hours"] and "Pest control" in meant.text


async def test_found_entities_travel_in_the_button(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("nlu_fallback", "orwell", ranking=[("search_book", 0.4)], author="orwell")
    assert said.buttons[0]["payload"] == '/search_book{"author": "orwell"}'
    assert "Animal Farm" in (await talk.presses(said.buttons[0]["payload"])).text


async def test_the_second_time_a_librarian_is_offered_more_strongly(begin: Begin) -> None:
    talk = await begin("fa")
    first = await talk.says("nlu_fallback", "قلقلی", ranking=[("hours", 0.2)])
    second = await talk.says("nlu_fallback", "بلبلی", ranking=[("hours", 0.2)])
    assert first.names == ["utter_clarify"] and second.names == ["utter_clarify_again"]
    assert second.statuses == ["fallback"]
    await talk.says("hours", "ساعت کار")
    assert (await talk.says("nlu_fallback", "قلقلی", ranking=[])).names == ["utter_not_understood"]


async def test_out_of_scope_never_acts(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    asked = await talk.says("renew", "renew")
    assert asked.names == ["utter_renew_ask"]
    said = await talk.says("out_of_scope", "what is the capital of France")
    assert said.names == ["utter_out_of_scope", "utter_back_to_question"] and said.statuses[0] == "fallback"
    assert "Shall I renew all" in said.text


async def test_a_yes_comes_too_late_after_other_things(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    for _ in range(3):
        await talk.says("hours", "hours today")
    assert (await talk.says("affirm", "yes")).names == ["utter_nothing_pending"]


class Broken:
    """A library or store that cannot be asked."""

    def __init__(self, whole: Any, error: Exception) -> None:
        self._whole, self._error = whole, error

    def __getattr__(self, name: str) -> Any:
        async def fail(*_: Any, **__: Any) -> None:
            raise self._error

        return getattr(self._whole, name) if name in {"clock", "key"} else fail


@pytest.mark.parametrize("intent", ["loans", "renew", "hold_status", "fines", "search_book", "new_arrivals"])
async def test_a_library_that_is_away_is_said(begin: Begin, services: Services, intent: str) -> None:
    talk = await begin("fa", card="20000001")
    talk.services = replace(services, library=Broken(services.library, IlsUnavailable("gone")))
    said = await talk.says(intent, "بوف کور")
    assert said.names == ["utter_unavailable"] and said.statuses == ["error"]


@pytest.mark.parametrize("error", [IlsMisconfigured("our account"), IlsProtocolError("no sense")])
async def test_what_waiting_does_not_mend_is_said_and_staff_see_it(
    begin: Begin, services: Services, error: LibraryError
) -> None:
    since = services.store.clock.now()
    for card in ("20000001", "20000002"):
        talk = await begin("en", card=card)
        talk.services = replace(services, library=Broken(services.library, error))
        said = await talk.says("loans", "what have I got out?")
        assert said.names == ["utter_out_of_order"] and said.statuses == ["error"]
        assert [button["payload"] for button in said.buttons] == ["/human_help"]
    assert await faults_since(services.store, since) == 1, "once an hour is enough"


async def test_staff_are_said_to_see_it_only_where_it_was_noted(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    library = Broken(services.library, IlsMisconfigured("our account"))
    talk.services = replace(services, library=library, store=Broken(services.store, StoreBusy("locked")))
    assert (await talk.says("loans", "what have I got out?")).names == ["utter_unavailable"]


async def test_a_store_that_is_locked_is_said(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    talk.services = replace(services, store=Broken(services.store, StoreBusy("locked")))
    assert (await talk.says("hours", "hours")).names == ["utter_unavailable"]


async def test_an_intent_that_staff_added_is_answered_with_its_own_text(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("nlu_fallback", "permit?", ranking=[("parking_permit", 0.4), ("hours", 0.3)])
    # Of the two readings that were offered, the one that only the content knows.
    assert (await talk.says("nlu_fallback", "the first one")).names == ["utter_parking_permit"]
