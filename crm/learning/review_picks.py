"""Selection of turns for review, a fixed number per day; crm.learning.review_reasons gives the reasons."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.learning.review_reasons import ReviewedMessage, ReviewPick, picks_of
from language.normalise import fold

__all__ = ["Picker"]

LOOK_BACK = timedelta(days=3)
OLD_ENOUGH = timedelta(hours=2)
SAME_WORDING = timedelta(days=30)
MOST_A_DAY = 80
# Of these so many are kept for the samples, which would otherwise never have their turn.
SAMPLES = ("random", "confident")
SAMPLED_A_DAY = 12
BATCH = 500

_ITEM = table_of(records.ReviewItem)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_FEEDBACK = table_of(records.Feedback)


class Picker:
    """Selects turns from ended conversations; remembers which of them hold nothing more."""

    def __init__(self, store: Store, *, most_a_day: int = MOST_A_DAY) -> None:
        self._store = store
        self._most = most_a_day
        self._done: set[int] = set()

    async def pick(self) -> int:
        """Pick what teaches most, up to a day's measure; give how many."""
        now = self._store.clock.now()
        found: list[ReviewPick] = []
        empty: set[int] = set()
        seen: set[int] = set()
        after = 0
        while True:
            talks = await self._store.look(lambda connection, after=after: self._talks(connection, after))  # type: ignore[misc]
            for number, score, messages in talks:
                seen.add(number)
                if number in self._done and not messages:
                    continue
                picks = picks_of(messages, score=score)
                found += picks
                if not picks:
                    empty.add(number)
            if len(talks) < BATCH:
                break
            after = talks[-1][0]
        # A bad rating may still come; what is too old to be looked at need not be remembered.
        self._done = (self._done | empty) & seen
        return await self._store.transact(lambda connection: _keep(connection, found, now, self._most))

    def _talks(self, connection: Connection, after: int) -> list[tuple[int, int | None, list[ReviewedMessage]]]:
        now = self._store.clock.now()
        talks = connection.execute(
            select(_INTERACTION.c.id, _INTERACTION.c.score, _INTERACTION.c.thumb)
            .where(
                _INTERACTION.c.started_at >= now - LOOK_BACK,
                or_(_INTERACTION.c.status == "closed", _INTERACTION.c.last_message_at < now - OLD_ENOUGH),
                _INTERACTION.c.kind == "conversation",
                _INTERACTION.c.is_test.is_(False),
                _INTERACTION.c.redacted_at.is_(None),
                _INTERACTION.c.id > after,
            )
            .order_by(_INTERACTION.c.id)
            .limit(BATCH)
        ).all()
        rated = {row.id for row in talks if row.score is not None or row.thumb is not None}
        thumbs = {
            row.message_id: row.value
            for row in connection.execute(
                select(_FEEDBACK.c.message_id, _FEEDBACK.c.value).where(
                    _FEEDBACK.c.interaction_id.in_(rated), _FEEDBACK.c.message_id.is_not(None)
                )
            )
        }
        # Ratings come late: what has one is looked at again.
        wanted = [row.id for row in talks if row.id not in self._done or row.id in rated]
        messages: dict[int, list[ReviewedMessage]] = {}
        for row in connection.execute(
            select(
                *(_MESSAGE.c[name] for name in ReviewedMessage.__slots__ if name != "thumb"),
                _MESSAGE.c.interaction_id,
                _MESSAGE.c.in_reply_to_id,
            )
            .where(_MESSAGE.c.interaction_id.in_(wanted), _MESSAGE.c.is_internal.is_(False))
            .order_by(_MESSAGE.c.interaction_id, _MESSAGE.c.seq)
        ):
            values = {name: getattr(row, name) for name in ReviewedMessage.__slots__ if name != "thumb"}
            values["buttons"] = row.buttons or ()
            messages.setdefault(row.interaction_id, []).append(ReviewedMessage(**values, thumb=thumbs.get(row.id)))
        return [(row.id, row.score, messages.get(row.id, [])) for row in talks]


def _keep(connection: Connection, found: Iterable[ReviewPick], now: datetime, most: int) -> int:
    since = now - timedelta(days=1)
    made = select(_ITEM.c.reason, func.count()).where(_ITEM.c.created_at > since).group_by(_ITEM.c.reason)
    today: dict[str, int] = {row[0]: row[1] for row in connection.execute(made)}
    room = most - sum(today.values())
    candidates = sorted(found, key=lambda pick: (-pick.weight, -pick.message_id))
    if room <= 0 or not candidates:
        return 0
    ids = [pick.message_id for pick in candidates]
    known: set[int] = set()
    for start in range(0, len(ids), BATCH):
        known |= set(
            connection.scalars(select(_ITEM.c.message_id).where(_ITEM.c.message_id.in_(ids[start : start + BATCH])))
        )
    wordings = {
        fold(body or "")
        for body in connection.scalars(
            select(_MESSAGE.c.body)
            .join(_ITEM, _ITEM.c.message_id == _MESSAGE.c.id)
            .where(_ITEM.c.created_at > now - SAME_WORDING)
        )
    }
    sampled = sum(today.get(reason, 0) for reason in SAMPLES)
    chance_room = max(0, min(room, SAMPLED_A_DAY - sampled))
    chosen: list[ReviewPick] = []
    for chance in (True, False):
        space = chance_room if chance else room - len(chosen)
        for pick in candidates:
            if space <= 0:
                break
            if (pick.reason in SAMPLES) != chance or pick.message_id in known or pick.wording in wordings:
                continue
            wordings.add(pick.wording)
            chosen.append(pick)
            space -= 1
    if chosen:
        rows = [
            {
                "message_id": pick.message_id,
                "reason": pick.reason,
                "weight": pick.weight,
                "needs": pick.needs,
                "created_at": now,
            }
            for pick in chosen
        ]
        connection.execute(insert(_ITEM), rows)
    return len(chosen)
