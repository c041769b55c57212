"""The mirror of a library system elsewhere: patrons who want notices are read there in turn, and again to be told.

What is due to be read stands in the store: a start, a second gateway or a death in the middle changes nothing. Readings
are bounded by the hour: each process counts its own, and of what others or an earlier one did it knows the patrons. A
system that does not answer, or cannot be understood, is left alone after a few tries (library.remote.breaker).
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.settings import Settings
from crm.database.store import Store
from crm.notices.mirror_turns import claim_due, claim_to_tell, keep_up, read_within
from crm.notices.mirroring import LONGEST_REF, MirroredLoan, MirroredPatron, ReadyHere, note_failed, note_read
from library.errors import IlsMisconfigured, IlsProtocolError, LibraryError
from library.port import Library
from library.values import Capability, NoticeMatter

__all__ = ["Mirroring"]

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
# A Koha's lists have so many patrons' loans in a page or two.
AT_ONCE = 50
ROUNDS = 60
# Of the hour's readings so many parts are left for what is to be told now.
RESERVED = 4
MOST_TO_TELL = 100
# After so many failures in a row, or patrons of whom nothing can be understood, it is left alone until the next round.
FAILURES = 3
# Seconds of a round; the next one goes on.
LONGEST = 90.0

_Claim = Callable[[Store, int], Awaitable[list[int]]]


class Mirroring:
    """Reads what notices need; asked as often as one likes."""

    def __init__(self, settings: Settings, store: Store, library: Library) -> None:
        self._system = settings.library_system if settings.reads_elsewhere else ""
        self._hourly = settings.mirror_hourly
        self._every = timedelta(minutes=settings.mirror_minutes)
        self._store = store
        self._library = library
        self._told = ""
        # When each reading of the last hour was.
        self._readings = deque[datetime]()

    @property
    def _at_once(self) -> int:
        return AT_ONCE if Capability.READS_MANY in self._library.capabilities() else 1

    async def run(self) -> int:
        """Read those whose time has come, and forget who wants nothing any more; give how many were read."""
        await keep_up(self._store, self._system)
        if not self._system:
            return 0
        return await self._read_some(claim_due, math.ceil(self._hourly / ROUNDS), self._hourly // RESERVED)

    async def freshen(self) -> int:
        """Read those once more who are to be told something now; give how many were read."""
        return await self._read_some(claim_to_tell, MOST_TO_TELL, 0) if self._system else 0

    async def _read_some(self, claim: _Claim, most: int, reserved: int) -> int:
        done = failures = spent = 0
        left = min(most, self._hourly - reserved - await self._within_the_hour())
        ends = asyncio.get_running_loop().time() + LONGEST
        while spent < left:
            if asyncio.get_running_loop().time() > ends:
                # What was read first is told before it is too old.
                break
            patrons = await claim(self._store, self._at_once)
            if not patrons:
                # With some of them nothing may be told: others may come behind these in the next round.
                break
            read, asked, answers = await self._read(patrons)
            done, spent = done + read, spent + asked
            failures = 0 if answers else failures + 1
            if failures >= FAILURES:
                break
        return done

    async def _within_the_hour(self) -> int:
        """Count the readings of the last hour: one patron may have been read again and again to be told something."""
        since = self._store.clock.now() - HOUR
        while self._readings and self._readings[0] <= since:
            self._readings.popleft()
        patrons = await read_within(self._store, HOUR)
        return max(len(self._readings), math.ceil(patrons / self._at_once))

    async def _read(self, patrons: Sequence[int]) -> tuple[int, int, bool]:
        """Read some patrons; give how many were read, in how many readings, and whether the library system answers.

        Where something of one of them cannot be understood, the others are read all the same, in halves.
        """
        groups, done, asked, odd = [list(patrons)], 0, 0, 0
        while groups:
            some = groups.pop()
            began = self._store.clock.now()
            self._readings.append(began)
            asked += 1
            try:
                found = _converted(await self._library.notice_matter(some))
            except IlsProtocolError as error:
                if len(some) > 1:
                    groups += [some[len(some) // 2 :], some[: len(some) // 2]]
                    continue
                self._tell(error)
                odd += 1
                # It is not one patron's matter: what is left of them would be the same.
                is_all = odd >= FAILURES
                rest = [one for group in groups for one in group] if is_all else []
                await note_failed(self._store, [*some, *rest], "malformed", again=self._every)
                if is_all:
                    return done, asked, False
                continue
            except LibraryError as error:
                self._tell(error)
                failure = "misconfigured" if isinstance(error, IlsMisconfigured) else "unavailable"
                await note_failed(self._store, [*some, *(one for group in groups for one in group)], failure)
                return done, asked, False
            self._told, odd = "", 0
            await note_read(self._store, some, found, began=began, every=self._every)
            done += len(some)
        return done, asked, done > 0

    def _tell(self, error: LibraryError) -> None:
        if str(error) != self._told:
            log.warning("patrons cannot be read for notices: %s", error)
        self._told = str(error)


def _converted(found: Mapping[int, NoticeMatter]) -> dict[int, MirroredPatron]:
    refs = [loan.id for one in found.values() for loan in one.loans]
    refs += [hold.id for one in found.values() for hold in one.ready]
    if any(len(ref) > LONGEST_REF for ref in refs):
        raise IlsProtocolError("a loan or a reservation has too long a number", nothing_done=True)
    return {
        patron: MirroredPatron(
            tuple(MirroredLoan(loan.id, loan.due) for loan in one.loans),
            tuple(ReadyHere(hold.id, hold.until, hold.pickup.code if hold.pickup else None) for hold in one.ready),
            one.knows_card,
            one.expires,
        )
        for patron, one in found.items()
    }
