"""Results of reviews: finished turns, reviewers' agreement, and utterances to test with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import name_of

__all__ = [
    "Agreement",
    "DoneFilter",
    "DoneReview",
    "VerdictView",
    "agreement",
    "done_reviews",
    "kappa",
    "reviewed_utterances",
]

MOST = 50_000

_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One reviewer's verdict."""

    reviewer: str | None
    intent: str | None
    is_right: bool
    is_useless: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class DoneReview:
    """A reviewed turn with what everybody said of it; `text` is None when it has been erased since."""

    id: int
    done_at: datetime
    reason: str
    text: str | None
    language: str | None
    read: str | None
    confidence: float | None
    conversation: str
    names: tuple[str, ...]
    said: tuple[VerdictView, ...]

    @property
    def intent(self) -> str | None:
        """The intent on which everybody agrees; None when they do not."""
        meant = {one.intent for one in self.said}
        return next(iter(meant)) if len(meant) == 1 else None

    @property
    def is_right(self) -> bool:
        """Tell whether everybody says that it was read rightly."""
        return all(one.is_right for one in self.said)

    @property
    def is_useless(self) -> bool:
        """Tell whether everybody says that its answer was no help."""
        return all(one.is_useless for one in self.said)


@dataclass(frozen=True, slots=True)
class DoneFilter:
    """A filter of reviewed turns; `result` is right, wrong, disagreement, or useless: right, answered in vain."""

    reason: str | None = None
    language: str | None = None
    intent: str | None = None
    result: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two reviewers on the same turns: share of `n`, and beyond chance (Cohen's kappa).

    Without a turn the share is None; kappa also where both always say the same one thing, when chance explains all.
    """

    n: int
    share: float | None
    kappa: float | None


async def done_reviews(
    store: Store, wanted: DoneFilter, *, newest_first: bool = True, limit: int = 50, offset: int = 0
) -> tuple[list[DoneReview], int]:
    """Give a page of reviewed turns, and how many there are in all."""
    conditions = _conditions(wanted)
    order = (_ITEM.c.done_at.desc(), _ITEM.c.id.desc()) if newest_first else (_ITEM.c.done_at, _ITEM.c.id)
    base = select(_ITEM.c.id).join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id).where(*conditions)

    def look(connection: Connection) -> tuple[list[DoneReview], int]:
        total = connection.scalar(select(func.count()).select_from(base.subquery())) or 0
        ids = list(connection.scalars(base.order_by(*order).limit(limit).offset(offset)))
        return _reviews(connection, ids), total

    return await store.look(look)


async def agreement(store: Store, since: datetime | None = None) -> Agreement:
    """Say how far reviewers agree on the turns that two of them have looked at."""
    query = (
        select(_VERDICT.c.item_id, _VERDICT.c.intent)
        .join(_ITEM, _ITEM.c.id == _VERDICT.c.item_id)
        .where(_ITEM.c.needs == 2, _ITEM.c.done_at.is_not(None))
        .order_by(_VERDICT.c.item_id, _VERDICT.c.id)
    )
    if since is not None:
        query = query.where(_ITEM.c.done_at >= since)

    def look(connection: Connection) -> Agreement:
        said: dict[int, list[str | None]] = {}
        for row in connection.execute(query):
            said.setdefault(row.item_id, []).append(row.intent)
        return kappa([(both[0], both[1]) for both in said.values() if len(both) == 2])

    return await store.look(look)


def kappa(pairs: Sequence[tuple[str | None, str | None]]) -> Agreement:
    """Compute agreement and Cohen's kappa of what the first and the second reviewer said."""
    n = len(pairs)
    if n == 0:
        return Agreement(0, None, None)
    observed = sum(first == second for first, second in pairs) / n
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(count * seconds[name] for name, count in firsts.items()) / (n * n)
    return Agreement(n, observed, None if chance == 1.0 else (observed - chance) / (1.0 - chance))


async def reviewed_utterances(store: Store, since: datetime) -> list[dict[str, str]]:
    """List what reviewers agree on since a moment, in the form of evaluation files: text, lang, intent."""
    rows, _ = await done_reviews(store, DoneFilter(since=since), limit=MOST)
    return [
        {"text": row.text, "lang": row.language or "fa", "intent": row.intent}
        for row in rows
        if row.text is not None and row.intent is not None
    ]


def _conditions(wanted: DoneFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_ITEM.c.done_at.is_not(None)]
    pairs = (
        (_ITEM.c.reason, wanted.reason),
        (_MESSAGE.c.language, wanted.language),
    )
    found += [column == value for column, value in pairs if value is not None]
    verdicts = select(_VERDICT.c.item_id).group_by(_VERDICT.c.item_id)
    meant = func.count(func.distinct(_VERDICT.c.intent))
    if wanted.intent is not None:
        found.append(_ITEM.c.id.in_(select(_VERDICT.c.item_id).where(_VERDICT.c.intent == wanted.intent)))
    if wanted.result == "disagreement":
        found.append(_ITEM.c.id.in_(verdicts.having(meant > 1)))
    elif wanted.result in ("right", "wrong"):
        found.append(_ITEM.c.id.in_(verdicts.having(meant == 1)))
        right = select(_VERDICT.c.item_id).where(_VERDICT.c.is_right.is_(wanted.result == "right"))
        found.append(_ITEM.c.id.in_(right))
    elif wanted.result == "useless":
        useful = select(_VERDICT.c.item_id).where(_VERDICT.c.is_useless.is_(False))
        found.append(_ITEM.c.id.not_in(useful))
    if wanted.since is not None:
        found.append(_ITEM.c.done_at >= wanted.since)
    if wanted.until is not None:
        found.append(_ITEM.c.done_at < wanted.until)
    return found


def _reviews(connection: Connection, ids: Sequence[int]) -> list[DoneReview]:
    said: dict[int, list[VerdictView]] = {}
    rows = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for row in connection.execute(
            select(
                _ITEM.c.id, _ITEM.c.done_at, _ITEM.c.reason, _MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.intent,
                _MESSAGE.c.confidence, _INTERACTION.c.public_id,
                _PATRON.c.display_name.label("patron_name"), _IDENTITY.c.display_name.label("chat_name"),
            )
            .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
            .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
            .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
            .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
            .where(_ITEM.c.id.in_(part))
        ):  # fmt: skip
            rows[row.id] = row
        for spoken in connection.execute(
            select(
                _VERDICT.c.item_id,
                name_of(_STAFF),
                _VERDICT.c.intent,
                _VERDICT.c.is_right,
                _VERDICT.c.is_useless,
                _VERDICT.c.note,
            )
            .outerjoin(_STAFF, _STAFF.c.id == _VERDICT.c.staff_id)
            .where(_VERDICT.c.item_id.in_(part))
            .order_by(_VERDICT.c.id)
        ):
            said.setdefault(spoken.item_id, []).append(VerdictView(*spoken[1:]))
    return [
        DoneReview(
            *row[:8],
            names=tuple(name for name in (row.patron_name, row.chat_name) if name),
            said=tuple(said.get(row.id, ())),
        )
        for row in (rows[number] for number in ids if number in rows)
    ]
