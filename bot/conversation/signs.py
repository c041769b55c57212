"""LiveSigns of the moment: who is writing, and which of the staff look at a conversation. Nothing of it is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from protocol.alphabet import by_alphabet

__all__ = ["Looking", "LiveSigns"]

# So long a sign holds without being given again: pages and widget give it more often.
WRITES_SECONDS = 6.0
LOOKS_SECONDS = 40.0
# A sign that was given a moment ago is no news.
AGAIN_SECONDS = 2.0
# Bounds for the memory: what is over is forgotten first.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Looking:
    """One member of staff who looks at a conversation, and whether they are writing there."""

    username: str
    name: str
    writes: bool


# By username and page: the name, until when the page looks, until when it writes.
PagesThere = dict[tuple[str, str], tuple[str, float, float]]


def _lookers(there: PagesThere, now: float) -> dict[str, Looking]:
    """Say of each one who looks whether they write, on whichever of their pages."""
    writers = {username for (username, _), (_, _, writes) in there.items() if writes > now}
    return {username: Looking(username, name, username in writers) for (username, _), (name, _, _) in there.items()}


class LiveSigns:
    """The signs of one gateway; who is served by another one sees fewer, and misses nothing that was said."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # Who is told that there is something new to see.
        self.listeners: list[Callable[[], None]] = []
        self._patrons: dict[int, float] = {}
        self._staff: dict[str, PagesThere] = {}

    def patron_writes(self, identity_id: int) -> None:
        """Note that a chat partner is writing."""
        now = self._clock()
        left = self._patrons.get(identity_id, now) - now
        if left > WRITES_SECONDS - AGAIN_SECONDS:
            return
        if len(self._patrons) >= MOST:
            self._patrons = {each: until for each, until in self._patrons.items() if until > now}
        if len(self._patrons) < MOST:
            self._patrons[identity_id] = now + WRITES_SECONDS
        if left <= 0:
            self._tell()

    def patron_wrote(self, identity_id: int) -> None:
        """Note that what a chat partner wrote has come."""
        self._patrons.pop(identity_id, None)

    def is_writing(self, identity_id: int | None) -> bool:
        """Tell whether a chat partner is writing."""
        return identity_id is not None and self._patrons.get(identity_id, 0.0) > self._clock()

    def looks(self, conversation: str, username: str, name: str, *, page: str = "", writes: bool = False) -> None:
        """Note that a member of staff looks at a conversation, and whether they are writing there.

        Of somebody who has it open twice each `page` speaks for itself.
        """
        now = self._clock()
        if len(self._staff) >= MOST:
            self._staff = {each: there for each in self._staff if (there := self._there(each, now))}
        there = self._there(conversation, now)
        before = _lookers(there, now)
        there[username, page] = (name, now + LOOKS_SECONDS, now + WRITES_SECONDS if writes else 0.0)
        self._staff[conversation] = there
        if _lookers(there, now) != before:
            self._tell()

    def leaves(self, conversation: str, username: str, *, page: str = "") -> None:
        """Note that a member of staff looks elsewhere with a page."""
        now = self._clock()
        there = self._there(conversation, now)
        before = _lookers(there, now)
        if there.pop((username, page), None) is None:
            return
        if there:
            self._staff[conversation] = there
        else:
            self._staff.pop(conversation, None)
        if _lookers(there, now) != before:
            self._tell()

    def at(self, conversation: str, *, but: str = "") -> list[Looking]:
        """Say who of the staff looks at a conversation, by name; not the one who asks."""
        now = self._clock()
        found = _lookers(self._there(conversation, now), now).values()
        return sorted((each for each in found if each.username != but), key=lambda each: by_alphabet(each.name))

    def _there(self, conversation: str, now: float) -> PagesThere:
        known = self._staff.get(conversation, {})
        return {who: sign for who, sign in known.items() if sign[1] > now}

    def _tell(self) -> None:
        for listener in self.listeners:
            listener()
