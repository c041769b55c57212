"""A turn: what it answers, what it keeps, and that nothing of a failed one is kept."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered

from engine import turn
from engine.request import BadRequest
from engine.turn import TurnFailed
from protocol.keys import SECRET_HEADER, actions_secret
from tests.support.engine_peer import SECRET
from tests.support.waiting import eventually


async def test_an_answer_without_action_has_text_reading_and_names(ask: Any) -> None:
    reply = await ask("سلام")
    assert [message["text"] for message in reply["messages"]] == ["سلام!"]
    assert reply["messages"][0]["answer"] == "utter_greet"
    assert reply["parse"]["intent"]["name"] == "greet"
    assert reply["actions"] == ["utter_greet"]
    assert reply["duplicate"] is False
    assert reply["engine_version"]


async def test_the_language_of_the_request_decides(ask: Any) -> None:
    assert (await ask("سلام", language="en"))["messages"][0]["text"] == "Hello!"
    assert (await ask("hello", language="fa"))["messages"][0]["text"] == "سلام!"


async def test_an_action_answers_with_facts_buttons_status_and_custom(ask: Any) -> None:
    hours = await ask("ساعت کار امروز")
    assert hours["messages"][0]["text"] == "امروز تا ساعت ۲۰ باز است."
    # From these the gateway words it.
    assert [hours["messages"][0][name] for name in ("answer", "facts", "language")] == [
        "utter_hours", {"closes": 20}, "fa",
    ]  # fmt: skip
    renew = await ask("renew my books", language="en")
    message = renew["messages"][0]
    assert message["buttons"] == [{"title": "All of them", "payload": '/renew{"which": "all"}'}]
    assert message["status"] == "clarified"
    assert message["custom"] == {"sign_in": True}
    assert renew["actions"] == ["action_renew"]


async def test_a_form_asks_and_is_submitted(ask: Any) -> None:
    asked = await ask("شکایت دارم")
    assert (asked["form"], asked["requested_slot"]) == ("complaint_form", "complaint_text")
    assert asked["messages"][0]["text"] == "چه شد؟"
    done = await ask("کولر سالن خراب است")
    assert done["form"] is None
    assert done["actions"][-1] == "action_submit"


async def test_a_repeated_message_gets_the_stored_answer_and_runs_nothing(ask: Any, actions: Any) -> None:
    first = await ask("ساعت کار امروز", message_id="same")
    await ask("سلام")
    again = await ask("ساعت کار امروز", message_id="same")
    assert again["duplicate"] is True
    assert again["messages"] == first["messages"]
    assert again["actions"] == first["actions"]
    assert len(actions.calls) == 1


async def test_a_repeated_message_is_known_after_a_restart(ask: Any, turns: Any, actions: Any) -> None:
    first = await ask("ساعت کار امروز", message_id="same")
    turns.store.forget("c1")
    again = await ask("ساعت کار امروز", message_id="same")
    assert (again["duplicate"], again["messages"]) == (True, first["messages"])
    assert len(actions.calls) == 1


@pytest.mark.parametrize("text", ['/renew{"which": "all"}', "/renew", "  /renew", "//renew"])
async def test_a_typed_payload_is_words_and_not_a_payload(ask: Any, text: str) -> None:
    reply = await ask(text)
    assert reply["parse"]["intent"]["confidence"] < 1.0 or reply["parse"]["entities"] == []
    assert not any(entity["value"] == "all" and entity["start"] == 0 for entity in reply["parse"]["entities"])


async def test_a_typed_restart_does_not_restart(ask: Any) -> None:
    await ask("سلام")
    reply = await ask("/restart")
    assert reply["parse"]["intent"]["name"] != "restart"
    assert "action_restart" not in reply["actions"]


async def test_a_payload_runs_what_it_names(ask: Any, actions: Any) -> None:
    reply = await ask('/renew{"which": "all"}', payload=True)
    assert reply["parse"]["intent"] == {"name": "renew", "confidence": 1.0}
    assert actions.calls[0]["tracker"]["latest_message"]["entities"][0]["value"] == "all"


@pytest.mark.parametrize("text", ["renew", "/nothing_known", "/renew{broken", "/restart", '/renew["a"]'])
async def test_a_payload_that_names_nothing_of_the_model_is_refused(ask: Any, actions: Any, text: str) -> None:
    with pytest.raises(BadRequest):
        await ask(text, payload=True)
    assert actions.calls == []


ODD_VALUES = (
        '{"$gt": ""}', '["1"]', "[]", "null", "true", "1", "1e400", "9" * 1500, '""', '" "', '"\\u0000"', '"\\ud800"',
        '"' + "x" * 1500 + '"', "[" * 900 + "]" * 900, '{"a":' * 200 + "1" + "}" * 200,
)  # fmt: skip


async def test_a_value_that_no_button_carries_is_left_out(ask: Any, actions: Any) -> None:
    for entity, value in [*itertools.product(["which", "branch", "date", "title"], ODD_VALUES), ("password", '"x"')]:
        reply = await ask(f'/renew{{"{entity}": {value}}}', payload=True)
        assert reply["parse"]["intent"]["name"] == "renew" and reply["messages"]
        assert actions.calls[-1]["tracker"]["latest_message"]["entities"] == []


async def test_actions_see_the_message_id_and_no_old_history(ask: Any, actions: Any) -> None:
    for _ in range(5):
        await ask("سلام")
    await ask("ساعت کار امروز", message_id="the-one", signed_in=True)
    call = actions.calls[-1]
    message = call["tracker"]["latest_message"]
    assert message["message_id"] == "the-one"
    assert message["metadata"]["signed_in"] is True
    assert [event["event"] for event in call["tracker"]["events"]].count("user") == 1
    assert set(call["domain"]) == {"slots", "forms", "session_config"}
    assert call["tracker"]["slots"]["language"] == "fa"


async def test_every_call_carries_the_secret_over_one_connection(ask: Any, actions: Any) -> None:
    for _ in range(4):
        await ask("ساعت کار امروز")
    assert {headers[SECRET_HEADER] for headers in actions.headers} == {actions_secret(SECRET)}
    assert len(actions.connections) == 1


async def test_turns_of_one_conversation_wait_for_each_other(ask: Any, actions: Any) -> None:
    actions.delay = 0.15
    loop = asyncio.get_running_loop()
    start = loop.time()
    replies = await asyncio.gather(*(ask("ساعت کار امروز", message_id=f"x{i}") for i in range(4)))
    assert actions.most_running == 1
    assert loop.time() - start < 2.0  # Rasa's own lock would look again only after 1, 2 and 3 whole seconds
    assert all(reply["messages"] for reply in replies)


async def test_turns_of_different_conversations_run_side_by_side(ask: Any, actions: Any) -> None:
    actions.delay = 0.2
    await asyncio.gather(*(ask("ساعت کار امروز", conversation=f"k{i}") for i in range(4)))
    assert actions.most_running == 4


async def test_a_conversation_that_stays_busy_is_refused(ask: Any, turns: Any, actions: Any) -> None:
    turns.patience = 0.05
    actions.delay = 0.4
    slow = asyncio.create_task(ask("ساعت کار امروز"))
    await eventually(lambda: actions.running)
    with pytest.raises(TurnFailed) as failed:
        await ask("سلام")
    assert failed.value.code == "lock"
    assert (await slow)["messages"]
    assert len(turns.queues) == 0


@pytest.fixture
def two(turns: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every typed message for as many requests as "and" parts; what is in brackets is left."""
    import engine.reading
    from engine.clauses import Clause, Requests

    def both(text: str, read: Any, after: str | None, *, waiting: bool = False) -> Requests | None:
        parts, _, left = text.partition(" (")
        if " and " not in parts:
            return None
        clauses = tuple(Clause(part, text.index(part), read(part, after)) for part in parts.split(" and "))
        return Requests(clauses, (left.rstrip(")"),) if left else ())

    monkeypatch.setattr(engine.reading, "requests_in", both)


BOTH = "opening hours please and renew my books"


async def test_two_requests_are_answered_in_one_turn_and_once(ask: Any, actions: Any, two: None, turns: Any) -> None:
    reply = await ask(BOTH, message_id="both", language="en")
    assert [message["text"] for message in reply["messages"]] == ["Open until 20 today.", "I did not understand."]
    assert reply["actions"] == ["action_hours", "action_renew"]
    assert reply["parse"]["intent"]["name"] == "hours"
    ids = [call["tracker"]["latest_message"]["message_id"] for call in actions.calls]
    assert ids == ["both", "both#2"]
    again = await ask(BOTH, message_id="both", language="en")
    turns.store.forget("c1")
    after_restart = await ask(BOTH, message_id="both", language="en")
    for repeated in (again, after_restart):
        assert (repeated["duplicate"], repeated["messages"]) == (True, reply["messages"])
    assert len(actions.calls) == 2


async def test_a_second_wish_that_fails_leaves_the_first_and_an_apology(
    ask: Any, actions: Any, two: None, turns: Any
) -> None:
    from aiohttp import web

    usual = type(actions)().answer

    def only_hours(call: dict[str, Any]) -> Any:
        return usual(call) if call["next_action"] == "action_hours" else web.Response(status=500)

    actions.behaviour = only_hours
    reply = await ask(BOTH, message_id="both", language="en")
    assert [message["text"] for message in reply["messages"]] == ["Open until 20 today.", "Failed: “renew my books”"]
    assert [message["status"] for message in reply["messages"]] == ["answered", "error"]
    calls = len(actions.calls)
    turns.store.forget("c1")
    again = await ask(BOTH, message_id="both", language="en")
    assert (again["duplicate"], again["messages"]) == (True, reply["messages"])
    assert len(actions.calls) == calls
    # The conversation goes on as if the second half had never been said.
    actions.behaviour = None
    assert (await ask("سلام"))["messages"][0]["text"] == "سلام!"


async def test_four_requests_are_answered_in_order_each_under_an_id_of_its_own(
    ask: Any, actions: Any, two: None
) -> None:
    many = "opening hours please and renew my books and opening hours please and renew my books"
    reply = await ask(many, message_id="many", language="en")
    ids = [call["tracker"]["latest_message"]["message_id"] for call in actions.calls]
    assert ids == ["many", "many#2", "many#3", "many#4"]
    # What two of them hear in the same words is told once.
    texts = [one["text"] for one in reply["messages"]]
    assert texts and len(texts) == len(set(texts))
    assert (await ask(many, message_id="many", language="en"))["duplicate"] is True


async def test_what_is_not_answered_is_named(ask: Any, actions: Any, two: None) -> None:
    reply = await ask(f"{BOTH} (who wrote Faust?)", message_id="both", language="en")
    last = reply["messages"][-1]
    assert (last["text"], last["status"]) == ("Not answered: “who wrote Faust?”", "fallback")
    assert last["answer"] == "utter_parts_unanswered"


async def test_a_request_in_the_middle_that_fails_names_the_rest(ask: Any, actions: Any, two: None) -> None:
    from aiohttp import web

    usual = type(actions)().answer

    def not_twice(call: dict[str, Any]) -> Any:
        is_second = call["tracker"]["latest_message"]["message_id"].endswith("#2")
        return web.Response(status=500) if is_second else usual(call)

    actions.behaviour = not_twice
    reply = await ask(f"{BOTH} and opening hours please", message_id="three", language="en")
    assert reply["messages"][-1]["text"] == "Failed: “renew my books”\n“opening hours please”"


async def test_a_first_wish_that_fails_fails_the_turn(ask: Any, actions: Any, two: None) -> None:
    from aiohttp import web

    actions.behaviour = lambda call: web.Response(status=500)
    with pytest.raises(TurnFailed):
        await ask(BOTH, message_id="both")
    actions.behaviour = None
    assert (await ask(BOTH, message_id="both", language="en"))["duplicate"] is False


async def test_a_form_takes_the_whole_message(ask: Any, two: None) -> None:
    asked = await ask("/complaint", payload=True)
    assert asked["form"] == "complaint_form"
    done = await ask("the door was shut and nobody came")
    assert done["actions"][-1] == "action_submit"


@pytest.fixture
def cut(turns: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut every typed message at its bars, as one that the readers' cutter takes for several requests."""
    from types import SimpleNamespace

    def parts(text: str) -> tuple[list[str], list[str]]:
        found = [part.strip() for part in text.split("|")]
        return (found[:3], found[3:]) if len(found) > 1 else ([], [])

    monkeypatch.setattr(turns.reader, "apart", SimpleNamespace(parts=parts))


async def test_parts_are_answered_like_messages_one_after_the_other(ask: Any, actions: Any, cut: None) -> None:
    reply = await ask("renew my books | opening hours please", message_id="cut", language="en")
    assert [message["text"] for message in reply["messages"]] == ["I did not understand.", "Open until 20 today."]
    said = [call["tracker"]["latest_message"]["text"] for call in actions.calls]
    assert said == ["renew my books", "opening hours please"]


@pytest.mark.parametrize("text", ["hello | opening hours please", "opening hours please | hello"])
async def test_a_courtesy_beside_a_request_needs_no_answer(ask: Any, cut: None, text: str) -> None:
    reply = await ask(text, message_id="cut", language="en")
    assert [message["text"] for message in reply["messages"]] == ["Open until 20 today."]


async def test_a_part_that_is_not_answered_and_one_too_many_are_named(ask: Any, actions: Any, cut: None) -> None:
    usual = type(actions)().answer

    def unknown_renewals(call: dict[str, Any]) -> Any:
        said = usual({**call, "next_action": "action_hours"})
        if call["next_action"] == "action_renew":
            said["responses"][0]["response"] = "utter_out_of_scope"
        return said

    actions.behaviour = unknown_renewals
    reply = await ask(
        "opening hours please | renew my books | opening hours please | and one more", message_id="cut", language="en"
    )
    said = [message["text"] for message in reply["messages"]]
    assert said == ["Open until 20 today.", "Not answered: “renew my books”\n“and one more”"]


async def test_what_was_said_is_not_said_again(ask: Any, cut: None) -> None:
    reply = await ask("opening hours please | opening hours please", message_id="cut", language="en")
    assert [message["text"] for message in reply["messages"]] == ["Open until 20 today."]


@pytest.mark.parametrize(
    ("text", "intent", "share", "needlessly"),
    [
        ("and until when?", "loans", 1.0, True),
        ("و تا چه زمانی؟", "loans", 1.0, True),
        ("ramzesh avaz shode?", "account", 1.0, True),
        ("and my loans?", "loans", 1.0, False),
        ("جریمه‌م چقدره؟", "fines", 1.0, False),
        ("what do I owe", "fines", 1.0, False),
        ("and what is it that I have at home?", "loans", 0.95, False),
        ("would it be just for me or do they frown on one", "hold", 0.83, True),
        ("reserve it", "hold", 0.97, False),
        ("renew all", "renew", 0.8, False),
    ],
)
def test_a_later_part_that_is_hardly_of_ones_own_asks_nobody_to_sign_in(
    text: str, intent: str, share: float, needlessly: bool
) -> None:
    reading = {"intent": {"name": intent, "confidence": share}}
    told = BotUttered("Sign in, please.", metadata={"utter_action": "utter_sign_in"})
    assert turn._signs_in_needlessly([told], 0, reading, text) is needlessly
    other = BotUttered("At nine.", metadata={"utter_action": "utter_hours"})
    assert not turn._signs_in_needlessly([told, other], 0, reading, text)


async def test_what_asked_to_sign_in_needlessly_is_taken_back_and_named_where_it_was_not_sure(
    ask: Any, actions: Any, cut: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "_signs_in_needlessly", lambda events, before, reading, text: text == "renew my books")
    reply = await ask(
        "opening hours please | renew my books | please renew all of them", message_id="cut", language="en"
    )
    said = [message["text"] for message in reply["messages"]]
    assert len(said) == 2 and said[0] == "Open until 20 today."


async def test_what_may_be_an_emergency_is_heard_whole(
    ask: Any, turns: Any, cut: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = type(turns.reader).reading
    heard: list[str] = []

    def reading(self: Any, text: str, *rest: Any, **named: Any) -> dict[str, Any]:
        heard.append(text)
        return {**usual(self, text, *rest, **named), "intent_ranking": [{"name": "emergency", "confidence": 0.2}]}

    monkeypatch.setattr(type(turns.reader), "reading", reading)
    await ask("hello | opening hours please", message_id="cut", language="en")
    assert "hello" not in heard


async def test_what_is_told_with_all_words_is_told_once(
    ask: Any, actions: Any, turns: Any, cut: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = type(turns.reader)._told_whole

    def whole(self: Any, reading: dict[str, Any], text: str) -> dict[str, Any]:
        return {**usual(self, reading, text), "text": text}

    monkeypatch.setattr(type(turns.reader), "_told_whole", whole)
    await ask("opening hours please | renew my books", message_id="cut", language="en")
    assert [call["tracker"]["latest_message"]["message_id"] for call in actions.calls] == ["cut"]
