"""Failed sign-ins of staff and patrons, and faults of the library system in the last day, for the first page.

A fault is everybody's to see, as patrons are told: whoever is at work may know what is wrong, or call who does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.console.frame.navigation import HomeCard
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.audit import library_system
from crm.patrons import pin_failures
from crm.staff.sign_in_failures import failed_since

__all__ = ["cards"]

SPAN = timedelta(hours=24)
# From so many on it is hardly somebody who has forgotten a password, or patrons who have forgotten their PINs.
MANY_PASSWORDS, MANY_PINS = 50, 200


async def cards(visit: Visit) -> Sequence[HomeCard]:
    """Give the failed sign-ins of staff to those who keep the accounts, of patrons to those who read the trail."""
    since = visit.store.clock.now() - SPAN
    day = visit.locale.short_day(since)
    found: list[HomeCard] = []
    if visit.may(Permission.MANAGE_STAFF):
        count = await failed_since(visit.store, since)
        path = f"/console/audit?action=staff.sign_in_trouble&from={day}"
        found.append(HomeCard("failed_sign_ins", count, path, urgent=count >= MANY_PASSWORDS))
    if visit.may(Permission.READ_AUDIT):
        count = await pin_failures.failures_since(visit.store, pin_failures.PATRON, SPAN)
        path = f"/console/audit?action=patron.pin_failed&from={day}"
        found.append(HomeCard("failed_pins", count, path, urgent=count >= MANY_PINS))
    count = await library_system.faults_since(visit.store, since)
    path = f"/console/audit?action={library_system.FAULT}&from={day}" if visit.may(Permission.READ_AUDIT) else ""
    found.append(HomeCard("library_system_faults", count, path, urgent=True))
    return found
