"""How sure a reading has to be for a turn to follow it, and which readings are followed by a rule alone."""

from __future__ import annotations

from protocol.intents import intents_with

__all__ = ["RULED", "SURE", "SURELY_OUTSIDE"]

RULED = intents_with("ruled")
# Below this a reading weighs less than the question that was just asked.
SURE = 0.75
# A declined message that is read so surely is really about something else.
SURELY_OUTSIDE = 0.75
