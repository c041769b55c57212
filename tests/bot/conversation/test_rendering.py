"""The gateway words what the engine only names: by what is published, else by domain.yml, at the end of each turn."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest

from bot.content import saying
from crm.actor import Actor
from crm.content.answer_versions import AnswerText, save_version, withdraw
from crm.database.store import Store
from crm.staff.members import actor_named, add_staff
from tests.support.fake_engine import FakeEngine, said
from tests.support.front import Front, Opener

NAME = "utter_greet_name"


def named(name: str = NAME, **message: Any) -> Any:
    """A script of an engine that names an answer, with words of its own that nobody wants."""

    async def answer(_: dict[str, Any]) -> dict[str, Any]:
        return said("words of the model", message={"answer": name, "facts": {"name": "Sara"}, **message})

    return answer


@pytest.fixture
async def editor(front: Front) -> Actor:
    return await an_editor(front.store)


async def an_editor(store: Store) -> Actor:
    await add_staff(store, "nora", "Nora", "editor", "a long pass phrase", by=Actor("system", "test"))
    return await actor_named(store, "nora")


async def publish(store: Store, by: Actor, english: str, *, name: str = NAME, base: int = 0, **window: Any) -> None:
    content = AnswerText(f"متن {english}", english)
    await save_version(store, name, content, by=by, publish=True, base=base, **window)


async def heard(front: Front, language: str = "en") -> str:
    answer = await (await front.visitor(language)).say("hello there" if language == "en" else "سلام به شما")
    return str(answer["messages"][0]["text"])


async def test_an_answer_is_worded_by_its_name_and_facts(front: Front, engine: FakeEngine) -> None:
    engine.script = named()
    assert await heard(front) == "Hello Sara, welcome! What can I do for you?"
    persian = await heard(front, "fa")
    assert "Sara" in persian and persian.endswith("، خوش آمدید! چه کمکی از من برمی‌آید؟")
    # The engine says in which language an answer is meant: a chosen one counts only for what comes behind it.
    engine.script = named(language="fa")
    assert (await heard(front)).startswith("سلام")


async def test_buttons_are_worded_too(front: Front, engine: FakeEngine) -> None:
    choices = [{"title": "utter_intent_loans", "payload": "/loans"}]
    engine.script = named(facts={"name": "Sara", "choices": choices}, buttons=[{"title": "x", "payload": "/x"}])
    answer = await (await front.visitor()).say("hello")
    (button,) = answer["messages"][0]["buttons"]
    assert button["payload"] == "/loans" and button["title"] not in ("x", "utter_intent_loans")


async def test_what_the_gateway_does_not_know_is_said_as_the_model_has_it(front: Front, engine: FakeEngine) -> None:
    engine.script = named("utter_of_another_model")
    assert await heard(front) == "words of the model"
    # As from an engine of an earlier version.
    engine.script = named(facts=None)
    assert await heard(front) == "words of the model"


async def test_what_is_published_is_said_from_the_next_turn_on(front: Front, engine: FakeEngine, editor: Actor) -> None:
    engine.script = named()
    before = await heard(front)
    await publish(front.store, editor, "Well met, {name}")
    assert await heard(front) == "Well met, Sara"
    await publish(front.store, editor, "Hi {name}", base=1)
    assert await heard(front) == "Hi Sara"
    await withdraw(front.store, NAME, by=editor)
    assert await heard(front) == before


async def test_any_gateway_says_what_was_published_at_another(gateway: Opener, engine: FakeEngine) -> None:
    engine.script = named()
    async with gateway() as one, gateway() as other:
        editor = await an_editor(one.store)
        assert (await heard(other)).startswith("Hello Sara")
        await publish(one.store, editor, "Well met, {name}")
        assert await heard(other) == "Well met, Sara"


async def test_a_message_that_comes_again_gets_the_answer_of_its_time(
    front: Front, engine: FakeEngine, editor: Actor
) -> None:
    engine.script = named()
    visitor = await front.visitor()
    first = await visitor.say("hello there", "same")
    await publish(front.store, editor, "Well met, {name}")
    again = await visitor.say("hello there", "same")
    assert again["duplicate"] is True and again["messages"] == first["messages"]


async def test_a_broken_answer_is_left_out_and_logged(
    front: Front, engine: FakeEngine, editor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    engine.script = named()
    before = await heard(front)
    await publish(front.store, editor, "Hello {utter_gone}")
    with caplog.at_level(logging.ERROR):
        assert await heard(front) == before
        assert await heard(front) == before
    # What the gateway's jobs say meanwhile is of no matter here.
    assert [record.getMessage() for record in caplog.records if record.name == saying.__name__] == [
        f"published answers that cannot be used are left out: {NAME}"
    ]


async def test_an_answer_for_later_is_not_said_yet(front: Front, engine: FakeEngine, editor: Actor) -> None:
    engine.script = named()
    before = await heard(front)
    starts = front.store.clock.now() + timedelta(days=1)
    await publish(front.store, editor, "Tomorrow, {name}", starts_at=starts)
    assert await heard(front) == before


async def test_the_apology_is_worded_by_what_is_published(
    gateway: Opener, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: dict[str, Any]) -> Any:
        return said()

    engine.script = broken
    async with gateway() as front:
        await publish(front.store, await an_editor(front.store), "So sorry", name="utter_turn_failed")
        assert await heard(front) == "So sorry"
