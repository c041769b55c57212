"""Whatever is sent as a button is answered: every intent, every entity, values that no button carries."""

from __future__ import annotations

import itertools

import pytest

from actions.dialogue.sureness import RULED
from actions.dialogue.turn import Services
from actions.rasa.registry import HANDLERS
from bot.settings import ROOT
from language.answers import Answers
from language.payloads import well_formed_values
from protocol import plain_yaml
from tests.support.talk import Talk, talk_with

ODD = (
    {"$gt": ""}, ["1"], 10**60, True, None, "x", "<img>", "'; drop table patron; --", "../../etc/passwd", "{name}",
    "utter_greet", "\ud800", "a\u0000b", "9" * 60, "-1", "0", "1,2,3", "all:99", "except:last:2", "rest", "title:",
    "title:99999999999999999999", "loan:-1", "hold:x", "%s", "\u202e\u2066", "ی" * 300, "٪", "1404/13/45",
)  # fmt: skip
ENTITIES = [str(name) for name in plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))["entities"]]


@pytest.mark.parametrize("card", [None, "20000001"])
@pytest.mark.parametrize("shown", [None, "title", "loan", "hold"])
async def test_every_intent_answers_odd_values(
    services: Services, answers: Answers, card: str | None, shown: str | None
) -> None:
    talk = await talk_with(services, answers, "en", card)
    slots = {"shown": {"kind": shown, "ids": ["1", "2", "gone"]}} if shown else {}
    sent = 0
    for number, (intent, entity, value) in enumerate(itertools.product(HANDLERS, ENTITIES, ODD)):
        # Each value meets each entity, and each intent both, though not in every company.
        if number % 53 != place_of(card, shown) or not (kept := well_formed_values({entity: value})):
            continue
        talk.slots = dict(slots)
        await presses(talk, intent, kept)
        sent += 1
    assert sent > 50


def place_of(card: str | None, shown: str | None) -> int:
    return [None, "title", "loan", "hold"].index(shown) * 2 + (card is not None)


async def presses(talk: Talk, intent: str, values: dict[str, str]) -> None:
    said = await talk.says(intent, f"/{intent}" + str(values), sure=1.0, **values)
    # After these a rule says what is said.
    assert said.names or intent in RULED, (intent, values)
    assert all(text.strip() for text in said.texts), (intent, values)
