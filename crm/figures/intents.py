"""What patrons ask for, and what they ask for more or less than lately."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.counting import VERSION

__all__ = ["IntentShare", "intent_shares", "shares_of_week"]

WEEKS_BEFORE = 4
# Fewer conversations than this move too much to be told apart from chance.
ENOUGH = 20

_DAILY = table_of(records.MetricDaily)


@dataclass(frozen=True, slots=True)
class IntentShare:
    """An intent's conversations of a week, their share in percent of all that have one, and the change.

    `change` is in percentage points against the mean of the weeks before; None when either week had too few.
    """

    intent: str
    number: int
    share: float
    change: float | None


async def shares_of_week(store: Store, last: date) -> tuple[IntentShare, ...]:
    """Give the intents of the week that ends with a day, against the four weeks before, from days that are kept."""

    def look(connection: Connection) -> tuple[IntentShare, ...]:
        weeks = [_counts(connection, last - timedelta(days=7 * back)) for back in range(WEEKS_BEFORE + 1)]
        return intent_shares(weeks[0], weeks[1:])

    return await store.look(look)


def intent_shares(week: Counter[str], before: Sequence[Counter[str]]) -> tuple[IntentShare, ...]:
    """Compare the intents of a week with the weeks before, the most frequent first.

    A change is told where the week and the mean of the weeks before have at least 20 conversations of the intent.
    """
    whole = sum(week.values())
    earlier = [(counts, total) for counts in before if (total := sum(counts.values()))]
    made = []
    for intent, count in week.most_common():
        share = 100 * count / whole
        usual = sum(counts[intent] for counts, _ in earlier) / len(earlier) if earlier else 0.0
        change = None
        if count >= ENOUGH and usual >= ENOUGH:
            change = share - sum(100 * counts[intent] / total for counts, total in earlier) / len(earlier)
        made.append(IntentShare(intent, count, share, change))
    return tuple(made)


def _counts(connection: Connection, last: date) -> Counter[str]:
    query = (
        select(_DAILY.c.dims_key, func.sum(_DAILY.c.numerator))
        .where(
            _DAILY.c.metric == "intent",
            _DAILY.c.definition_version == VERSION,
            _DAILY.c.day.between(last - timedelta(days=6), last),
        )
        .group_by(_DAILY.c.dims_key)
    )
    return Counter({intent: int(number) for intent, number in connection.execute(query)})
