"""Counting of one day: the marks of all its facts, so that days can be summed.

A conversation belongs to the day on which it began, an answer to the day of its conversation, everything else to
the day on which it happened; days are the library's own.
"""

from collections.abc import Collection, Iterator
from itertools import chain

from sqlalchemy import Connection

from crm.figures import cases, circulation, due_dates, notices, patrons, surveys, talks, turns
from crm.figures.facts import Counts, Day, FigureFact, Source, counted

__all__ = ["SOURCES", "VERSION", "count_day", "facts_of"]

# Another definition is another version: figures of two are never summed.
VERSION = 5

# Where the facts come from, each with the metrics that its marks name.
SOURCES: tuple[tuple[Source, frozenset[str]], ...] = tuple(
    (source, frozenset(metrics.split()))
    for source, metrics in (
        (
            talks.talks,
            "engaged channel language outcome hour intent effort effort_is escalated contained verified unverified "
            "handoff handoff_unanswered handoff_accepted first_response first_response_open first_contact",
        ),
        (talks.contacts, "staff_only"),
        (turns.turns, "turn missed latency thumb"),
        (cases.opened, "case"),
        (cases.due, "sla"),
        (cases.closed, "closed resolution"),
        (circulation.renewals, "renewal renewal_reason"),
        (circulation.holds, "hold hold_ready"),
        (due_dates.due_dates, "due"),
        (surveys.invitations, "invited responded"),
        (surveys.scores, "score adequacy superiority"),
        (surveys.recoveries, "recovery"),
        (patrons.registrations, "registered registered_assisted"),
        (patrons.moves, "became returned activation"),
        (notices.messages, "notice_message notice_button"),
        (notices.decided, "notice_kept notice_told"),
        (notices.campaign_messages, "campaign_message"),
    )
)


def count_day(connection: Connection, day: Day) -> Counts:
    """Count everything of a day."""
    return counted(facts_of(connection, day))


def facts_of(connection: Connection, day: Day, metrics: Collection[str] | None = None) -> Iterator[FigureFact]:
    """Give the facts of a day; with `metrics` only those that may carry marks of these."""
    wanted = (source for source, own in SOURCES if metrics is None or own & set(metrics))
    return chain.from_iterable(source(connection, day) for source in wanted)
