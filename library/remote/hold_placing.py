"""Holds where a library system places a title for a patron: each sent once, and looked for where no answer comes."""

from __future__ import annotations

import logging
from abc import abstractmethod
from contextlib import suppress
from typing import Protocol

from sqlalchemy.orm import Session

from library.embedded.hold_attempts import HoldAsked
from library.errors import LibraryError
from library.port import still_wanted
from library.reasons import Reason
from library.remote.attempts import write_key
from library.remote.hold_notes import HoldNote
from library.remote.part import RemotePart
from library.values import HoldOutcome, HoldState, HoldStatus, Refusal

__all__ = ["HoldsPlacedOnce", "refused_hold"]

_log = logging.getLogger(__name__)


class _Wish(Protocol):
    """What decides on a hold that somebody wishes to place."""

    @property
    def title_id(self) -> str:
        """Give the port's id of the title."""

    @property
    def names(self) -> tuple[str, str]:
        """Give title and author."""


class HoldsPlacedOnce[W: _Wish, H](RemotePart):
    """Placing of holds (`H` as the adapter has them); `system` stands before what is kept of them."""

    system = ""

    @abstractmethod
    async def _wish(self, patron_id: int, title_id: str, branch_code: str) -> W | None:
        """Read what decides on a hold; None where there is no such patron or title."""

    @abstractmethod
    def _hold_refusal(self, wish: W) -> Refusal | None:
        """Say what is surely in the way."""

    @abstractmethod
    def _known_hold(self, wish: W) -> H | None:
        """Give the patron's hold on the title as it was read for the wish."""

    @abstractmethod
    async def _hold_now(self, wish: W) -> H | None:
        """Ask the library system once more for the patron's hold on the title."""

    @abstractmethod
    async def _place(self, wish: W, note: HoldNote) -> HoldOutcome:
        """Ask for the hold, once; what was noted of one that came to nothing is forgotten."""

    @abstractmethod
    def _stands(self, wish: W, held: H, *, repeated: bool = False) -> HoldOutcome:
        """Tell of a hold that stands."""

    async def check_hold(self, patron_id: int, title_id: str, branch_code: str) -> Refusal | None:
        """Say what is surely in the way of a hold, as it is read now."""
        wish = await self._wish(patron_id, title_id, branch_code)
        return None if wish is None else self._hold_refusal(wish)

    async def place_hold(
        self, patron_id: int, title_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Reserve a title, once for a key."""
        async with self._alone(patron_id):
            wish = await self._wish(patron_id, title_id, branch_code)
            if wish is None:
                await still_wanted(self._store)
                return HoldOutcome.unknown(title_id)
            note = HoldNote(write_key(patron_id, key, f"hold {title_id}", system=self.system), title_id)
            if await self._read(note.is_known):
                await still_wanted(self._store)
                found = self._known_hold(wish)
                if found is not None:
                    return self._stands(wish, found, repeated=True)
                # It may have come to its end since; whether it was ever placed, nobody knows.
                return HoldOutcome(HoldStatus.UNCONFIRMED, title_id, *wish.names, repeated=True)
            attempt = HoldAsked("place", patron_id, key, title_id)
            kept = await self._read(attempt.known)
            if kept is not None:
                await still_wanted(self._store)
                return refused_hold(title_id, wish.names, kept.refusal, repeated=True)
            now = self._clock.now()

            def keep(session: Session, refusal: Refusal | None) -> None:
                note.forget(session)
                interaction = self._interaction(session, conversation)
                attempt.note(session, now, refusal, title_id=title_id, interaction=interaction)

            refusal = self._hold_refusal(wish)
            if refusal is not None:
                await self._write(lambda session: keep(session, refusal))
                return refused_hold(title_id, wish.names, refusal)
            await self._write(
                lambda session: note.begin(session, now, self._interaction(session, conversation), status="requested")
            )
            outcome = await self._place(wish, note)
            if outcome.status is HoldStatus.REFUSED:
                # In place of the hold that was to be.
                await self._noted(lambda session: keep(session, outcome.refusal))
            return outcome

    async def _looked_for(self, wish: W) -> HoldOutcome:
        """Look whether a hold without an answer stands; it is not sent again."""
        with suppress(LibraryError):
            found = await self._hold_now(wish)
            if found is not None:
                return self._stands(wish, found)
        _log.warning("nobody knows whether a hold was placed")
        return HoldOutcome(HoldStatus.UNCONFIRMED, wish.title_id, *wish.names)

    async def _not_moved(
        self, asked: HoldAsked, title_id: str, names: tuple[str, str], state: HoldState, conversation: str | None
    ) -> HoldOutcome:
        """Refuse to move a hold, where the library system cannot; the same again for the same key."""
        now = self._clock.now()
        reason = Reason.POLICY if state is HoldState.PENDING else Reason.ON_ITS_WAY
        refusal = Refusal(reason, raw_code="no change")

        def refuse(session: Session) -> HoldOutcome:
            kept = asked.known(session)
            if kept is not None:
                return refused_hold(title_id, names, kept.refusal, repeated=True)
            interaction = self._interaction(session, conversation)
            asked.note(session, now, refusal, title_id=title_id, interaction=interaction)
            return refused_hold(title_id, names, refusal)

        return await self._write(refuse)


def refused_hold(
    title_id: str, names: tuple[str, str], refusal: Refusal | None, *, repeated: bool = False
) -> HoldOutcome:
    """Tell of a hold that is refused."""
    return HoldOutcome(HoldStatus.REFUSED, title_id, *names, refusal=refusal, repeated=repeated)
