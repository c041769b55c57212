"""Letters about a PIN: what is begun beside, and waited for."""

from __future__ import annotations

import asyncio

from bot.channels.letters.pin_letters import PinLetters
from bot.settings import Settings
from protocol.clock import SystemClock


async def test_who_waits_in_the_moment_in_which_the_last_is_over_waits_no_longer() -> None:
    letters = PinLetters(Settings(), SystemClock())
    over = asyncio.Event()

    async def work() -> None:
        over.set()

    letters.begin(work())
    # Woken before the callback by which what is over is forgotten.
    await over.wait()
    await letters.done()
