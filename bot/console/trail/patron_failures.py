"""What of the patrons' sign-ins waits for a look: the wrong PINs of the last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.console.navigation import HomeCard
from bot.console.pages import speech_for
from bot.console.parts import Console
from bot.console.roles import Permission
from bot.console.session import Reader
from crm import failures

__all__ = ["cards"]

SPAN = timedelta(hours=24)
# From so many on it is hardly patrons who have forgotten their PINs.
MANY = 200


async def cards(console: Console, reader: Reader) -> Sequence[HomeCard]:
    """Give the wrong PINs of the last day to those who read the trail, where each hour's first ones stand."""
    if not reader.may(Permission.READ_AUDIT):
        return []
    count = await failures.failures_since(console.store, failures.PATRON, SPAN)
    day = speech_for(console, reader).short_day(console.store.clock.now() - SPAN)
    return [HomeCard("failed_pins", count, f"/console/audit?action=patron.pin_failed&from={day}", urgent=count >= MANY)]
