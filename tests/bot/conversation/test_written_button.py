"""The title of a button under the last answer, written instead of pressed."""

from __future__ import annotations

import pytest

from tests.support.fake_engine import FakeEngine
from tests.support.front import Front

WORD = '/human_help{"ref": "word"}'


@pytest.fixture
def offering(engine: FakeEngine) -> FakeEngine:
    """An engine that offers two buttons under an answer."""
    buttons = [{"title": "پیام می‌گذارم", "payload": WORD}, {"title": "Central Library", "payload": "/hours"}]
    engine.answers["who is there?"] = [{"text": "I have called somebody.", "buttons": buttons}]
    return engine


@pytest.mark.parametrize("written", ["پیام می‌گذارم", "پیام میگذارم.", "پیام می گذارم لطفا"])
async def test_the_title_of_a_button_on_offer_means_pressing_it(
    front: Front, offering: FakeEngine, written: str
) -> None:
    visitor = await front.visitor()
    await visitor.say("who is there?")
    await visitor.say(written)
    assert (offering.requests[-1]["payload"], offering.requests[-1]["text"]) == (True, WORD)
    assert written in await visitor.texts()


async def test_a_button_of_an_older_answer_is_not_pressed_by_its_title(front: Front, offering: FakeEngine) -> None:
    visitor = await front.visitor()
    await visitor.say("who is there?")
    await visitor.say("and when do you open?")
    await visitor.say("پیام می‌گذارم")
    assert offering.requests[-1]["payload"] is False


async def test_more_than_the_title_is_read_as_words(front: Front, offering: FakeEngine) -> None:
    visitor = await front.visitor()
    await visitor.say("who is there?")
    await visitor.say("is the Central Library open?")
    assert offering.requests[-1]["payload"] is False
