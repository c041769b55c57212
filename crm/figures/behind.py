"""What stands behind a figure: the very facts that it counts, one row each."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Literal

from sqlalchemy import Connection

from crm.database.store import Store
from crm.figures.asked import survey_answers, surveys_of
from crm.figures.counting import facts_of
from crm.figures.facts import Counts, Day, FigureFact
from crm.figures.parts import AMOUNTS, PARTS, QUANTILES, Pattern, matches
from crm.figures.rollup import desk_of, zone_of
from crm.surveys.answering import LOW

__all__ = ["Part", "behind", "parts_of"]

Part = Literal["counted", "whole", "low"]

# Patrons are not listed: who is about to leave, or wants to hear nothing, is nobody's business without a purpose.
_PATRONS = frozenset({
    "registered", "registered_assisted", "became", "returned", "activation", "notice_message", "notice_button",
    "notice_kept", "notice_told", "campaign_message",
})  # fmt: skip


def parts_of(key: str, part: Part, counts: Counts) -> tuple[Pattern, ...]:
    """Give the marks that a part of a figure is made of in a range; none where no rows stand behind it.

    The part `low` are the low scores of the figure `csat`, and of no other.
    """
    if part == "low" and key != "csat":
        return ()
    if key in QUANTILES:
        return ((QUANTILES[key][0], None),) if part == "whole" else ()
    if key == "complaints":
        return (("case", "complaint"),) if part == "counted" else ()
    if key == "reminder_effect":
        return PARTS["reminded_kept"].whole if part == "counted" else (("due", None),)
    if key in ("csat", "nps", "response_rate"):
        return _of_survey(key, part, counts)
    if key in ("adequacy", "superiority"):
        return _of_gaps(key, counts) if part == "whole" else ()
    parts = PARTS.get(key) or AMOUNTS.get(key)
    if parts is None:
        return ()
    patterns = parts.counted if part == "counted" else parts.whole
    return () if any(metric in _PATRONS for metric, _ in patterns) else patterns


def _of_survey(key: str, part: Part, counts: Counts) -> tuple[Pattern, ...]:
    scale = "nps11" if key == "nps" else "csat5"
    found = survey_answers(counts, scale)
    if found is None:
        return ()
    if key == "response_rate":
        return (("responded" if part == "counted" else "invited", f"{found.code}:{found.version}"),)
    if key == "nps" and part == "counted":
        return ()
    of = f"{found.code}:{found.version}:{found.question}:{scale}"
    told = {"whole": range(1, 12), "counted": range(4, 6), "low": range(1, LOW["csat5"] + 1)}[part]
    return tuple(("score", f"{of}:{score}") for score in found.scores if key == "nps" or score in told)


def _of_gaps(key: str, counts: Counts) -> tuple[Pattern, ...]:
    """Give every answer that is as far from the least, or the best, as one of the survey of the figure was."""
    found = survey_answers(counts, "gap9")
    if found is None:
        return ()
    gaps = next(one.gaps for one in surveys_of(counts) if (one.code, one.version) == (found.code, found.version))
    return tuple(
        (key, f"{found.code}:{found.version}:{of}:{distance}")
        for of, (above, below) in sorted(gaps.items())
        for distance in sorted(above if key == "adequacy" else below)
    )


async def behind(
    store: Store,
    patterns: Iterable[Pattern],
    first: date,
    last: date,
    *,
    most: int | None = None,
    only: Collection[date] | None = None,
) -> list[FigureFact]:
    """Give the facts of a range of days that carry one of these marks, in order, the newest day first.

    Where more than `most` are found, the days before those are not read any more; with `only`, no other days are.
    """
    wanted = tuple(patterns)
    now = store.clock.now()
    zone = await store.look(zone_of)
    last = min(last, now.astimezone(zone).date())
    found: list[FigureFact] = []
    for back in range((last - first).days + 1):
        if most is not None and len(found) > most:
            break
        day = last - timedelta(days=back)
        if only is not None and day not in only:
            continue
        # Day by day, so that nobody has to wait for a reader of the store.
        found += await store.look(partial(_of_day, day, wanted, store))
    return found


def _of_day(day: date, wanted: tuple[Pattern, ...], store: Store, connection: Connection) -> list[FigureFact]:
    metrics = {metric for metric, _ in wanted}
    of = Day(day, zone_of(connection), store.clock.now(), desk_of(connection))
    facts = [fact for fact in facts_of(connection, of, metrics) if any(matches(mark, wanted) for mark in fact.marks)]
    return sorted(facts, key=lambda fact: fact.at, reverse=True)
