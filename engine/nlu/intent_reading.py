"""How the intent model reads a message: at first, and with all that a conversation teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.nlu.decision import Ranking
from engine.nlu.features import Floats


@dataclass(frozen=True)
class IntentReading:
    """The likeliest intents of a message, how likely it stays with its topic, and whether it needs that to be read.

    In a conversation, what it asks for beside: the likely values of each of engine.nlu.context.SIDES. `despair` is how
    likely it tells of that by its meaning; None where that was not looked at. `described` is how likely it describes a
    work that it does not name.
    """

    ranking: Ranking
    stays: float = 0.0
    leans: bool = False
    sides: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    despair: float | None = None
    described: float = 0.0


@dataclass(frozen=True)
class FirstReading:
    """How likely each intent is before a conversation is heard, and by words alone; `known` is that of a known text.

    `is_sure` tells that it is surely of one by itself, though it stands after a topic.
    """

    probabilities: Floats
    by_words: Floats | None
    known: str | None = None
    stays: float = 0.0
    leans: bool = False
    is_sure: bool = False
