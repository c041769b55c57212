"""How else a case's patron wants to hear of it, and what the system does of that by itself."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.frame.visit import Visit
from crm.cases.file import CaseFile
from crm.notices.subscriptions import subscriptions
from crm.notices.ways import ADDRESS_KINDS, has_address
from crm.patrons.cards import patron_by_public_id

__all__ = ["Reaching", "reaching"]

KIND = "case_answered"


@dataclass(frozen=True, slots=True)
class Reaching:
    """What staff have to do and what happens without them, by kinds of ways and by channels.

    `asked_by`: the ways that the patron named for this case; nothing is ever sent there by itself. `noticed_by`: where
    the system tells that there is an answer, while no chat takes it. `not_set_up`: where it would, had the library the
    means.
    """

    asked_by: tuple[str, ...] = ()
    noticed_by: tuple[str, ...] = ()
    not_set_up: tuple[str, ...] = ()


async def reaching(visit: Visit, file: CaseFile) -> Reaching:
    """Find who reaches the patron of a case outside of the chats: staff, or the system."""
    patron = None
    if file.reached_by is None and file.patron_public_id is not None:
        patron = await patron_by_public_id(visit.store, file.patron_public_id)
    if patron is None:
        # A chat that takes the answer makes a notice of it needless, and a stranger has asked for none.
        return Reaching(file.asked_by)
    asked = {
        one.channel
        for one in await subscriptions(visit.store, patron.id)
        if one.kind == KIND and one.channel in ADDRESS_KINDS
    }
    rules = visit.console.settings.notice_rules
    served = sorted(channel for channel in asked if channel in rules.channels and KIND in rules.kinds)
    reached = [channel for channel in served if await has_address(visit.store, channel, patron.id)]
    return Reaching(file.asked_by, tuple(reached), tuple(sorted(asked - set(served))))
