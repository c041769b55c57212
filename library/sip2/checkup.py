"""A check-up of the account at a SIP2 server: what it says it can do, and harmless questions."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from library.errors import IlsProtocolError, IlsUnavailable
from library.sip2.access import Sip2Access
from library.sip2.pool import Pool
from library.sip2.wire import Terminal
from protocol.clock import SystemClock

__all__ = ["CARDS", "COPIES", "NEEDED", "Findings", "barcodes_of", "check_up"]

# Places of BX (98), and what each is for.
NEEDED = {
    7: ("63/64", "cards, loans, holds and what is owed"),
    10: ("17/18", "due days, and where copies stand"),
    13: ("15/16", "placing and cancelling reservations"),
    14: ("29/30", "renewals"),
}
ASKED_COPIES = 3
CARDS, COPIES = "63", "17"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check-up showed: messages that the server does not take, and how many of our barcodes it knows.

    `failed` gives, by the code of a message, what became of it in place of an answer that can be read.
    """

    name: str
    missing: tuple[int, ...]
    renews: bool
    knows_nobody: bool
    known: int
    asked: int
    failed: Mapping[str, str] = field(default_factory=dict)


async def check_up(access: Sip2Access, barcodes: list[str]) -> Findings:
    """Ask the server what it can do, about a card that nobody has, and about a few copies of ours.

    Raises LibraryError when it cannot be reached, or does not accept our account.
    """
    pool, failed = Pool(access), dict[str, str]()

    async def tried(code: str, question: Awaitable[T]) -> T | None:
        try:
            return await question
        except (IlsProtocolError, IlsUnavailable) as error:
            failed.setdefault(code, str(error))
            return None

    try:
        abilities = await pool.abilities()
        terminal, zone = Terminal(pool, SystemClock()), ZoneInfo("UTC")
        nobody = await tried(CARDS, terminal.patron(f"nobody-{secrets.token_hex(6)}", zone))
        known = asked = 0
        for one in barcodes[:ASKED_COPIES]:
            seen = await tried(COPIES, terminal.item(one, zone))
            if COPIES in failed:
                # Each further one would wait as long as this one, in vain.
                break
            asked, known = asked + 1, known + (seen is not None)
        missing = tuple(place for place in NEEDED if not abilities.has(place))
        return Findings(abilities.name, missing, abilities.renews, nobody is None, known, asked, failed)
    finally:
        await pool.close()


async def barcodes_of(store: Store) -> list[str]:
    """Give barcodes of a few copies of our own catalogue."""

    def look(session: Session) -> list[str]:
        return list(session.scalars(select(records.Item.barcode).order_by(records.Item.id).limit(ASKED_COPIES)))

    return await store.look(in_session(look))
