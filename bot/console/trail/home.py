"""What of the audit trail waits for a look: sign-ins that failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.console.navigation import HomeCard
from bot.console.pages import speech_for
from bot.console.parts import Console
from bot.console.roles import Permission
from bot.console.session import Reader
from crm.sign_in_failures import failed_since

__all__ = ["cards"]

SPAN = timedelta(hours=24)
# From so many on it is hardly somebody who has forgotten a password.
MANY = 50


async def cards(console: Console, reader: Reader) -> Sequence[HomeCard]:
    """Give the failed sign-ins of the last day to those who keep the accounts."""
    if not reader.may(Permission.MANAGE_STAFF):
        return []
    since = console.store.clock.now() - SPAN
    count = await failed_since(console.store, since)
    day = speech_for(console, reader).short_day(since)
    path = f"/console/audit?action=staff.sign_in_trouble&from={day}"
    return [HomeCard("failed_sign_ins", count, path, urgent=count >= MANY)]
