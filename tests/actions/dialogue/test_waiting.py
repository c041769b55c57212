"""Questions over interruptions, one behind another, and answers that are not said three times."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def test_a_question_is_asked_again_once_after_an_interruption_and_waits_no_longer_than_two(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    asked = await talk.says("renew", "renew")
    said = await talk.says("chitchat", "how is your day")
    assert said.names[-1] == "utter_back_to_question" and "Shall I renew" in said.texts[-1]
    assert said.buttons == asked.buttons
    again = await talk.says("chitchat", "how is your day")
    assert "utter_back_to_question" not in again.names and talk.slots["pending"]
    assert (await talk.says("hours", "are you open")).names == ["utter_hours_all"]
    assert talk.slots["pending"] is None


async def test_of_two_questions_of_one_message_the_older_comes_back(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    first = await talk.says("renew", "renew")
    talk.message_id = f"{talk.message_id}#2"
    second = await talk.says("suggestion", "an idea", again=True)
    assert talk.slots["pending"]["older"]["do"] == "renew"
    told = await talk.says("out_of_scope", "please buy softer chairs")
    assert told.names == ["utter_suggestion_taken", "utter_back_to_question"]
    assert (await talk.presses(first.payload("Renew all"))).names[0].startswith("utter_renewed")
    assert second.names == ["utter_ask_suggestion"] and talk.slots["pending"] is None


async def test_a_button_of_the_older_question_answers_that_one(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    first = await talk.says("renew", "renew")
    talk.message_id = f"{talk.message_id}#2"
    await talk.says("suggestion", "an idea", again=True)
    said = await talk.presses(first.payload("Renew all"))
    assert said.names[0].startswith("utter_renewed") and said.names[-1] == "utter_back_to_question"
    assert talk.slots["pending"]["do"] == "tell"


async def test_one_sign_in_serves_both_wishes_of_a_message(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("fines", "what do I owe")).names == ["utter_sign_in"]
    talk.message_id = f"{talk.message_id}#2"
    assert (await talk.says("loans", "what do I have out", again=True)).names == []
    await talk.sign_in("20000004")
    said = await talk.presses("/signed_in")
    assert said.names[0] == "utter_signed_in_resume" and len(said.names) == 3
    assert said.names[1].startswith("utter_fines") and said.names[2].startswith("utter_loans")
    assert talk.slots["resume"] is None


async def test_a_second_message_replaces_what_waits_for_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("fines", "what do I owe")
    assert (await talk.says("loans", "what do I have out")).names == ["utter_sign_in_again"]
    assert "then" not in talk.slots["resume"] and talk.slots["resume"]["intent"] == "loans"


async def test_no_answer_three_times_in_a_row(begin: Begin) -> None:
    for intent in ("insult", "out_of_scope", "chitchat", "thanks", "deny", "affirm", "cancel", "nlu_fallback"):
        for language in ("fa", "en"):
            talk = await begin(language)
            texts = [(await talk.says(intent, "…x", ranking=[])).text for _ in range(6)]
            assert all(len(set(texts[at : at + 3])) > 1 for at in range(4)), (intent, language, texts)


async def test_rudeness_is_answered_shorter_each_time(begin: Begin) -> None:
    for language in ("fa", "en"):
        talk = await begin(language)
        lengths = [len((await talk.says("insult", "x y")).text) for _ in range(3)]
        assert lengths == sorted(lengths, reverse=True), language


async def test_asked_back_twice_a_librarian_comes_first(begin: Begin) -> None:
    talk = await begin("en")
    ranking = [("hours", 0.3), ("wifi", 0.2)]
    assert (await talk.says("nlu_fallback", "blorp", ranking=ranking)).buttons[-1]["payload"] == "/human_help"
    again = await talk.says("nlu_fallback", "zork", ranking=ranking)
    assert again.names == ["utter_clarify_again"] and again.buttons[0]["payload"] == "/human_help"
    assert (await talk.says("nlu_fallback", "quux", ranking=ranking)).names == ["utter_stuck"]


async def test_the_readings_offered_can_be_chosen_in_words_or_refused(begin: Begin) -> None:
    talk = await begin("en")
    ranking = [("hours", 0.3), ("wifi", 0.2)]
    await talk.says("nlu_fallback", "saadi tomorrow", ranking=ranking)
    chosen = await talk.says("loans", "the first one", sure=0.4)
    assert chosen.names == ["utter_hours"] and "Pest control" in chosen.text
    await talk.says("nlu_fallback", "blorp", ranking=ranking)
    assert (await talk.says("deny", "no")).names == ["utter_rephrase"]


async def test_signs_without_words(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("out_of_scope", "⭐⭐⭐⭐")).names == ["utter_rated_high"]
    assert (await talk.says("bot_challenge", "👍")).names == ["utter_thanks"]
    assert (await talk.says("greet", "!!!")).names == ["utter_not_understood"]


async def test_a_stale_button_is_said_to_be_one_and_the_question_stays(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    said = await talk.says("stale_button", '/deny{"ref": "old"}')
    assert said.names == ["utter_too_late", "utter_back_to_question"]
    assert talk.slots["pending"]["do"] == "renew"


async def test_every_no_is_bound_to_its_question(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    asked = await talk.says("renew", "renew")
    reference = talk.slots["pending"]["ref"]
    assert asked.payload("No") == f'/deny{{"ref": "{reference}"}}'
    told = await talk.says("report_fault", "report")
    assert told.payload("Cancel") == f'/cancel{{"ref": "{talk.slots["pending"]["ref"]}"}}'


async def test_a_branch_is_named_or_asked_about(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    where = await talk.says("hold", "reserve Burmese Days", title="Burmese Days")
    assert where.names == ["utter_hold_where"]
    aside = await talk.says("location", "where is the Saadi branch?")
    assert aside.names[-1] == "utter_back_to_question" and talk.slots["pending"]["do"] == "hold_at"
    first = await talk.presses(where.payload("Central Library"))
    assert first.names == ["utter_hold_confirm"]
    hours = await talk.says("hours", "is the Saadi branch open tomorrow?")
    assert hours.names == ["utter_hours", "utter_back_to_question"] and "Central Library" in hours.texts[-1]
    other = await talk.says("deny", "no, at the Saadi branch")
    assert other.names == ["utter_hold_confirm"] and "Saadi Branch" in other.text


@pytest.mark.parametrize("waiting", ["renew", "hold", "hold_at", "hold_title", "cancel_hold", "cancel_hold_which"])
async def test_who_is_signed_out_meanwhile_must_sign_in_for_what_waited(begin: Begin, waiting: str) -> None:
    talk = await begin("en")
    talk.slots["pending"] = {
        "do": waiting,
        "awaits": "yes",
        "args": {"ids": [], "title": "t-owl"},
        "ref": "r",
        "age": 0,
    }
    said = await talk.presses('/affirm{"ref": "r"}')
    assert said.names == ["utter_sign_in"] and talk.slots["pending"] is None
