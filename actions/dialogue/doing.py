"""Execution of library actions: within the deadline, only while the turn is open, with unknown outcomes reported."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from actions.dialogue.turn import Turn
from actions.facts.choices import menu
from crm.database.turn_guard import AskingMessage, asked_by
from crm.errors import StoreBusy, StoreUnavailable
from library.errors import LibraryError
from protocol.patience import LAST_WORD_SECONDS, LIBRARY_SECONDS, TRY_AGAIN_SECONDS, left_of

__all__ = ["UNCONFIRMED", "TryAgain", "Unconfirmed", "asked_in", "doing", "is_passing", "may_try_again"]

# What is said of a deed without an outcome, and the button to where the patron can look.
UNCONFIRMED = {
    "loans": ("utter_renew_unconfirmed", menu("loans")),
    "holds": ("utter_hold_unconfirmed", menu("hold_status")),
    "other": ("utter_deed_unconfirmed", menu()),
}


class Unconfirmed(Exception):
    """A request was sent, but no outcome came: it may or may not have been done."""


class TryAgain(Exception):
    """The turn came to nothing and may be repeated, under the same message id, while its time lasts."""


def asked_in(turn: Turn, deed: str = "other") -> AskingMessage:
    """Give the message of a turn as the one for whose sake is written; its second request is a part of it."""
    return AskingMessage(turn.conversation, turn.first_id, deed)


@asynccontextmanager
async def doing(turn: Turn, deed: str) -> AsyncIterator[None]:
    """Do what the patron asked for, a deed of crm.records.values.JOURNAL_DEEDS, inside.

    Raises Unconfirmed when no outcome came in time, LibraryError when it is known that nothing was done, TryAgain when
    it may be tried anew (what is written carries the message's key, so it is not done twice), crm.errors.TurnClosed
    when nobody waits for it any more.
    """
    most = min(LIBRARY_SECONDS, turn.ends - asyncio.get_running_loop().time() - LAST_WORD_SECONDS)
    if most <= 0:
        # Nothing is begun that there is no time left to hear of.
        raise TryAgain
    before, turn.begun = turn.begun, deed
    try:
        with asked_by(asked_in(turn, deed)):
            async with asyncio.timeout(most):
                yield
    except (StoreBusy, StoreUnavailable, LibraryError, TimeoutError) as error:
        if is_passing(error) and may_try_again(turn.deadline):
            raise TryAgain from error
        if isinstance(error, LibraryError) and error.nothing_done:
            # It is known that nothing was: no word of something that nobody could confirm.
            turn.begun = before
            raise
        raise Unconfirmed from error
    finally:
        # Whatever came of it: what was read before may be so no more.
        turn.library_reads.clear()


def may_try_again(deadline: float | None) -> bool:
    """Tell whether the gateway still has the time to try a turn once more; no when nobody knows."""
    return deadline is not None and left_of(deadline, time.time(), TRY_AGAIN_SECONDS) >= TRY_AGAIN_SECONDS


def is_passing(error: BaseException) -> bool:
    """Tell whether an error means that our own store is away or busy, which is soon over."""
    away = (StoreBusy, StoreUnavailable)
    # The embedded library is in the same store, and says of it what any library system would.
    return isinstance(error, away) or isinstance(error.__cause__, away)
