"""One round of erasure: everything about patrons whose period is over, and a trial that only counts it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from crm.database.store import Store
from crm.forgetting import applications, cases, conversations, learning, notices, proofs, saved_tests, stale, visitors
from crm.records.values import RETENTIONS
from crm.trust.history import end_histories
from library.embedded import history

__all__ = ["count_old", "erase_old"]

Old = Callable[[datetime], Select[Any]]
# What each period is about: what a trial counts, and the round erases.
_COUNTED: Mapping[str, tuple[Old, ...]] = {
    "talks": (
        saved_tests.old_saved_tests,
        conversations.old_conversations,
        conversations.late_notes,
        learning.old_sightings,
        learning.old_questions,
        learning.old_proposals,
        learning.old_content_history,
        learning.old_ratings,
        learning.old_survey_words,
        visitors.old_visitors,
        visitors.old_names,
        applications.old_applications,
    ),
    "cases": (cases.old_cases,),
    "loans": (notices.old_notices, history.old_loans, history.old_holds, history.old_fines),
    "visitors": (stale.silent_visitors,),
    "imports": (stale.old_changes,),
    "consents": (proofs.old_consents,),
    "requests": (proofs.old_requests,),
}


async def count_old(store: Store, days: Mapping[str, int]) -> dict[str, int]:
    """Count what is older than its period now, by period, and erase nothing; `days` of each period."""
    now = store.clock.now()

    def look(connection: Connection) -> dict[str, int]:
        return {
            what: sum(
                int(connection.scalar(select(func.count()).select_from(old(_before(now, days, what)).subquery())) or 0)
                for old in _COUNTED[what]
            )
            for what in RETENTIONS
        }

    return await store.look(look)


async def erase_old(store: Store, days: Mapping[str, int]) -> dict[str, int]:
    """Erase everything whose period is over; give how much it was, by period."""
    now = store.clock.now()
    talks, loans = _before(now, days, "talks"), _before(now, days, "loans")
    # Where the library keeps no history, a change of that choice that was cut off is done to its end.
    await end_histories(store)
    return {
        # Saved tests before the conversations, whose ends their periods hang on.
        "talks": await _each(
            store,
            talks,
            (
                saved_tests.erase_saved_tests,
                conversations.erase_old_conversations,
                conversations.erase_late_notes,
                learning.erase_questions,
                learning.erase_proposals,
                learning.erase_content_history,
                learning.erase_comments,
                applications.forget_applications,
                visitors.forget_visitors,
            ),
        ),
        "cases": await cases.erase_old_cases(store, before=_before(now, days, "cases")),
        "loans": await _each(store, loans, (notices.forget_notices, history.forget_readers)),
        "visitors": await stale.forget_silent(store, before=_before(now, days, "visitors")),
        "imports": await stale.forget_changes(store, before=_before(now, days, "imports")),
        "consents": await proofs.forget_consents(store, before=_before(now, days, "consents")),
        "requests": await proofs.forget_requests(store, before=_before(now, days, "requests")),
    }


async def _each(store: Store, before: datetime, erasers: Iterable[Callable[..., Awaitable[int]]]) -> int:
    done = 0
    for erase in erasers:
        done += await erase(store, before=before)
    return done


def _before(now: datetime, days: Mapping[str, int], what: str) -> datetime:
    return now - timedelta(days=days[what])
