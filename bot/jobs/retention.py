"""Retention: erases what is older than its period; figures stay. docs/privacy.md has the periods."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.settings import Settings
from crm.database.store import QUICKLY_WRITTEN, Store
from crm.forgetting.applications import forget_applications
from crm.forgetting.cases import erase_old_cases
from crm.forgetting.conversations import erase_late_notes, erase_old_conversations
from crm.forgetting.learning import erase_comments, erase_content_history, erase_proposals, erase_questions
from crm.forgetting.notices import forget_notices
from crm.forgetting.saved_tests import erase_saved_tests
from crm.forgetting.visitors import forget_visitors
from library.embedded.history import forget_readers

__all__ = ["Retention", "erase_what_is_old"]

# When a store is written anew that takes long: hardly anybody writes then.
NIGHT = range(2, 5)
ANEW_SECONDS = 24 * 3600.0


class Retention:
    """Erases what is old each time it runs and, once a day, what is left of it in the store's file."""

    def __init__(self, settings: Settings, store: Store, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._store = store
        self._monotonic = monotonic
        self._anew_at: float | None = None
        self._began = monotonic()

    async def run(self) -> int:
        """Erase what is old; give how much it was."""
        done = await erase_what_is_old(self._settings, self._store)
        # At a start only what was erased now is worth keeping writers waiting for.
        since = self._monotonic() - (self._began if self._anew_at is None else self._anew_at)
        is_time = since >= ANEW_SECONDS or (self._anew_at is None and done > 0)
        if is_time and (self._is_night() or await self._store.size() <= QUICKLY_WRITTEN):
            await self._store.tidy(anew=True)
            self._anew_at = self._monotonic()
        else:
            # Also when nothing was erased now: what a turn is done with is erased all the time.
            await self._store.tidy()
        return done

    def _is_night(self) -> bool:
        return self._store.clock.now().astimezone(ZoneInfo(self._settings.time_zone)).hour in NIGHT


async def erase_what_is_old(settings: Settings, store: Store) -> int:
    """Erase everything whose time is over; give how much it was."""
    now = store.clock.now()
    talks, cases = now - timedelta(days=settings.retention_days), now - timedelta(days=settings.case_retention_days)
    # Before the conversations, whose ends their periods hang on.
    done = await erase_saved_tests(store, before=talks)
    done += await erase_old_conversations(store, before=talks)
    done += await erase_late_notes(store, before=talks)
    done += await erase_questions(store, before=talks)
    done += await erase_proposals(store, before=talks)
    done += await erase_content_history(store, before=talks)
    done += await erase_comments(store, before=talks)
    done += await erase_old_cases(store, before=cases)
    done += await forget_applications(store, before=talks)
    done += await forget_visitors(store, before=talks)
    loans = now - timedelta(days=settings.loan_history_days)
    done += await forget_notices(store, before=loans)
    return done + await forget_readers(store, before=loans)
