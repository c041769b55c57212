"""A check-up of the account at a SIP2 server: what it says it can do, and harmless questions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from library.sip2.access import Sip2Access
from library.sip2.pool import Pool
from library.sip2.wire import Terminal
from protocol.clock import SystemClock

__all__ = ["NEEDED", "Findings", "barcodes_of", "check_up"]

# Places of BX (98), and what each is for.
NEEDED = {
    7: ("63/64", "cards, loans, holds and what is owed"),
    10: ("17/18", "due days, and where copies stand"),
    13: ("15/16", "placing and cancelling reservations"),
    14: ("29/30", "renewals"),
}
ASKED_COPIES = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check-up showed: messages that the server does not take, and how many of our barcodes it knows."""

    name: str
    missing: tuple[int, ...]
    renews: bool
    knows_nobody: bool
    known: int
    asked: int


async def check_up(access: Sip2Access, barcodes: list[str]) -> Findings:
    """Ask the server what it can do, about a card that nobody has, and about a few copies of ours.

    Raises LibraryError when it cannot be reached, or does not accept our account.
    """
    pool = Pool(access)
    try:
        abilities = await pool.abilities()
        terminal, zone = Terminal(pool, SystemClock()), ZoneInfo("UTC")
        nobody = await terminal.patron(f"nobody-{secrets.token_hex(6)}", zone)
        seen = [await terminal.item(one, zone) for one in barcodes[:ASKED_COPIES]]
        missing = tuple(place for place in NEEDED if not abilities.has(place))
        return Findings(
            abilities.name, missing, abilities.renews, nobody is None, sum(one is not None for one in seen), len(seen)
        )
    finally:
        await pool.close()


async def barcodes_of(store: Store) -> list[str]:
    """Give barcodes of a few copies of our own catalogue."""

    def look(session: Session) -> list[str]:
        return list(session.scalars(select(records.Item.barcode).order_by(records.Item.id).limit(ASKED_COPIES)))

    return await store.look(in_session(look))
