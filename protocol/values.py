"""Values that every process knows: the languages spoken, and how long a message may be."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["LANGUAGES", "LONGEST_TURN", "MOST_CHARACTERS", "Language"]

Language = Literal["fa", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)

# Characters of a patron's message, wherever it is written.
MOST_CHARACTERS = 2000
# Characters of what the engine is given of a message: masked, it may have become longer.
LONGEST_TURN = 2 * MOST_CHARACTERS
