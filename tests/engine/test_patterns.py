"""No text that may be typed keeps a pattern of the engine's busy."""

from __future__ import annotations

from collections.abc import Callable

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.asking import asks
from engine.message_pieces import pieces
from engine.nlu.finding import find_entities
from engine.nlu.places import LookupTable
from engine.nlu.texts import readable
from engine.nlu.tokenizer import BilingualTokenizer
from language.aligned import in_place
from tests.support.patterns import modules, patterns, slow_functions, slow_texts, uses


def test_every_pattern_is_quick_on_every_text() -> None:
    loaded = modules("engine")
    found = patterns(loaded)
    assert len(found) > 25
    used = uses(loaded)
    assert [str(slow) for each in found for slow in slow_texts(each, used)] == []


def test_every_reading_of_a_text_is_quick() -> None:
    places = LookupTable(["Saadi Branch", "شعبهٔ سعدی", "شعبه مرکزی"])
    tokenizer = BilingualTokenizer(BilingualTokenizer.get_default_config())
    readings: dict[str, Callable[[str], object]] = {
        "tokenize": lambda text: tokenizer.tokenize(Message({TEXT: text}), TEXT),
        "in_place": in_place,
        "readable": readable,
        "pieces": pieces,
        "asks": asks,
        **{
            f"find_entities of {intent}": lambda text, intent=intent: find_entities(text, intent, places)
            for intent in ("search_book", "renew", "hours", "recommendation", "rate", "nlu_fallback")
        },
    }
    assert [str(slow) for slow in slow_functions(readings, 0.05)] == []
