"""Grouping of unanswered questions: wordings of one matter, across languages."""

import asyncio
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import mul
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.learning import likeness

__all__ = ["BareWording", "group_new", "keep_vectors", "similar_groups", "without_vector"]

# What was asked longest ago is compared no more.
MOST_COMPARED = 3000
# So long a wording waits for the engine to give its vector; then its words must do.
PATIENCE = timedelta(minutes=5)
LONGEST_TITLE = 120
# Below one, two groups are not one matter by themselves, but somebody may think so.
WORTH_A_LOOK = 0.7

_QUESTION = table_of(records.UnansweredQuestion)
_TRAIL = table_of(records.AuditEvent)
_GROUP = table_of(records.QuestionGroup)


@dataclass(frozen=True, slots=True)
class BareWording:
    """One wording to be grouped: its bare words and, when there is one, its centred vector."""

    id: int
    language: str
    text: str
    bare: str
    vector: array[float] | None
    group_id: int | None


@dataclass(slots=True)
class _Cluster:
    """A group as wordings are compared with it: sums of vectors and bare wordings, by language."""

    id: int | None
    untouched: bool
    sums: dict[str, array[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)
    title: str = ""

    def add(self, one: BareWording) -> None:
        """Take a wording in."""
        self.members.append(one.id)
        self.words.setdefault(one.language, []).append(one.bare)
        if one.vector is not None:
            held = self.sums.get(one.language)
            self.sums[one.language] = one.vector if held is None else array("f", map(float.__add__, held, one.vector))
            self.counts[one.language] = self.counts.get(one.language, 0) + 1

    def take(self, other: "_Cluster") -> None:
        """Take another one in whole."""
        self.members += other.members
        for language, words in other.words.items():
            self.words.setdefault(language, []).extend(words)
        for language, sums in other.sums.items():
            held = self.sums.get(language)
            self.sums[language] = sums if held is None else array("f", map(float.__add__, held, sums))
            self.counts[language] = self.counts.get(language, 0) + other.counts[language]

    def likeness(self, other: "_Cluster") -> float:
        """Say how alike two are on average over all their wordings: 1 and more is one matter."""
        mine, theirs = sum(self.counts.values()), sum(other.counts.values())
        if mine and theirs:
            total = 0.0
            for language, sums in self.sums.items():
                for another, more in other.sums.items():
                    if len(sums) == len(more):
                        bound = likeness.WITHIN if language == another else likeness.ACROSS
                        total += sum(map(mul, sums, more)) / bound
            return total / (mine * theirs)
        return max(
            (
                likeness.overlap(one, another)
                for language, words in self.words.items()
                for one in words
                for another in other.words.get(language, ())
            ),
            default=0.0,
        )


async def without_vector(store: Store, limit: int = 64) -> list[tuple[int, str]]:
    """List wordings whose vector is wanted, the newest first: id and what the vector is to be made of."""
    query = (
        select(_QUESTION.c.id, _QUESTION.c.sample_redacted)
        .where(_QUESTION.c.vector.is_(None), _QUESTION.c.sample_redacted != "")
        .order_by(_QUESTION.c.id.desc())
        .limit(limit)
    )
    rows = await store.look(lambda connection: connection.execute(query).all())
    return [(row.id, likeness.bare(row.sample_redacted) or "?") for row in rows]


async def keep_vectors(store: Store, vectors: Mapping[int, Sequence[float]]) -> None:
    """Keep the vectors of wordings."""
    if not vectors:
        return
    change = update(_QUESTION).where(_QUESTION.c.id == bindparam("wording"))
    rows = [{"wording": number, "vector": list(vector)} for number, vector in vectors.items()]
    await store.transact(
        lambda connection: connection.execute(
            change.values(vector=bindparam("vector", type_=_QUESTION.c.vector.type)), rows
        )
    )


async def group_new(store: Store) -> int:
    """Put wordings without a group into the nearest one, or into a new one; give how many.

    Groups that nobody has worked at are joined when they turn out to be one matter. An answered group in which
    something comes again is new again.
    """
    now = store.clock.now()
    await store.transact(lambda connection: _reopen(connection, now))
    fresh = await store.look(lambda connection: _fresh(connection, now - PATIENCE))
    if not fresh:
        return 0
    rows = await store.look(_grouped)
    clusters, changed = await asyncio.to_thread(_arranged, rows, fresh)
    await store.transact(lambda connection: _keep(connection, clusters, changed, {one.id for one in fresh}, now))
    return len(fresh)


async def similar_groups(store: Store, group_id: int, limit: int = 5) -> list[int]:
    """List the groups that are most like one, likest first."""
    rows = await store.look(_grouped)

    def compare() -> list[int]:
        clusters = _clusters(rows)
        mine = clusters.pop(group_id, None)
        if mine is None:
            return []
        scores = sorted(((mine.likeness(other), number) for number, other in clusters.items()), reverse=True)
        return [number for score, number in scores[:limit] if score >= WORTH_A_LOOK]

    return await asyncio.to_thread(compare)


def _wording(row: Any) -> BareWording:
    vector = None if row.vector is None else array("f", likeness.centred(row.vector, row.language))
    return BareWording(
        row.id, row.language, row.sample_redacted, likeness.bare(row.sample_redacted), vector, row.group_id
    )


_COLUMNS = (
    _QUESTION.c.id,
    _QUESTION.c.language,
    _QUESTION.c.sample_redacted,
    _QUESTION.c.vector,
    _QUESTION.c.group_id,
    _QUESTION.c.last_seen_at,
)


def _fresh(connection: Connection, patient_since: datetime) -> list[BareWording]:
    loose = (_QUESTION.c.group_id.is_(None), _QUESTION.c.sample_redacted != "")
    query = select(*_COLUMNS).where(*loose).order_by(_QUESTION.c.id).limit(200)
    rows = connection.execute(query).all()
    return [_wording(row) for row in rows if row.vector is not None or row.last_seen_at < patient_since]


def _grouped(connection: Connection) -> list[tuple[BareWording, bool]]:
    """Give the wordings that have a group, and whether anybody has worked at it."""
    query = (
        select(*_COLUMNS, _GROUP.c.status, _GROUP.c.owner_id, _GROUP.c.note, _GROUP.c.intent, _GROUP.c.answer_name)
        .join(_GROUP, _GROUP.c.id == _QUESTION.c.group_id)
        .where(_QUESTION.c.sample_redacted != "")
        .order_by(_QUESTION.c.last_seen_at.desc())
        .limit(MOST_COMPARED)
    )
    return [
        (
            _wording(row),
            row.status == "new" and not any((row.owner_id, row.note, row.intent, row.answer_name)),
        )
        for row in connection.execute(query)
    ]


def _clusters(rows: Iterable[tuple[BareWording, bool]]) -> dict[int, _Cluster]:
    found: dict[int, _Cluster] = {}
    for one, untouched in rows:
        if one.group_id is not None:
            found.setdefault(one.group_id, _Cluster(one.group_id, untouched)).add(one)
    return found


def _arranged(
    rows: Iterable[tuple[BareWording, bool]], fresh: Sequence[BareWording]
) -> tuple[list[_Cluster], list[tuple[_Cluster, int]]]:
    """Give the groups that have changed, and which old group each joined one was."""
    clusters = list(_clusters(rows).values())
    changed: list[_Cluster] = []
    for one in fresh:
        alone = _Cluster(None, True, title=one.text[:LONGEST_TITLE])
        alone.add(one)
        nearest = _nearest(alone, clusters)
        if nearest is None:
            clusters.append(alone)
            changed.append(alone)
        else:
            nearest.add(one)
            if nearest not in changed:
                changed.append(nearest)
    joined: list[tuple[_Cluster, int]] = []
    for one_group in list(changed):
        if one_group not in changed or not one_group.untouched:
            continue
        others = [other for other in clusters if other is not one_group and other.untouched]
        while (other := _nearest(one_group, others)) is not None:
            others.remove(other)
            clusters.remove(other)
            if other in changed:
                changed.remove(other)
            if other.id is not None:
                if one_group.id is None:
                    one_group.id = other.id
                else:
                    joined.append((one_group, other.id))
            one_group.take(other)
    return changed, joined


def _nearest(one: _Cluster, others: Iterable[_Cluster]) -> _Cluster | None:
    best, best_score = None, 1.0
    for other in others:
        score = one.likeness(other)
        if score >= best_score:
            best, best_score = other, score
    return best


def _keep(
    connection: Connection,
    changed: Sequence[_Cluster],
    joined: Sequence[tuple[_Cluster, int]],
    fresh: set[int],
    now: datetime,
) -> None:
    for cluster in changed:
        if cluster.id is None:
            row = {"title": cluster.title, "created_at": now, "updated_at": now, "status": "out_of_scope"}
            cluster.id = connection.execute(insert(_GROUP).values(row).returning(_GROUP.c.id)).scalar_one()
        new = [number for number in cluster.members if number in fresh]
        connection.execute(update(_QUESTION).where(_QUESTION.c.id.in_(new)).values(group_id=cluster.id))
        _settle(connection, cluster.id, new)
        connection.execute(update(_GROUP).where(_GROUP.c.id == cluster.id).values(updated_at=now))
    for cluster, old in joined:
        connection.execute(update(_QUESTION).where(_QUESTION.c.group_id == old).values(group_id=cluster.id))
        connection.execute(_GROUP.delete().where(_GROUP.c.id == old))
    _reopen(connection, now)


def _settle(connection: Connection, group_id: int, new: Sequence[int]) -> None:
    """Let new wordings have the status of their group, or open one that only the bot had declined."""
    own = _QUESTION.c.id.in_(new)
    status = connection.scalar(select(_GROUP.c.status).where(_GROUP.c.id == group_id))
    unknown = connection.scalar(select(_QUESTION.c.id).where(own, _QUESTION.c.status != "out_of_scope").limit(1))
    if status == "out_of_scope" and unknown is not None and not _is_settled_by_staff(connection, group_id):
        # What the bot did not know is not put aside because it had declined something like it.
        connection.execute(update(_GROUP).where(_GROUP.c.id == group_id).values(status="new"))
        connection.execute(update(_QUESTION).where(_QUESTION.c.group_id == group_id).values(status="new"))
    elif status != "answered":
        # What belongs to a matter that is settled as none of ours is settled with it.
        connection.execute(update(_QUESTION).where(own).values(status=status))


def _is_settled_by_staff(connection: Connection, group_id: int) -> bool:
    made = select(_GROUP.c.created_at).where(_GROUP.c.id == group_id).scalar_subquery()
    mine = (_TRAIL.c.entity == "question_group", _TRAIL.c.entity_id == str(group_id), _TRAIL.c.occurred_at >= made)
    settled = select(_TRAIL.c.id).where(*mine, _TRAIL.c.action.in_(("question.status", "question.merged")))
    return connection.scalar(settled.limit(1)) is not None


def _reopen(connection: Connection, now: datetime) -> None:
    again = select(_QUESTION.c.group_id).where(_QUESTION.c.status == "new", _QUESTION.c.group_id.is_not(None))
    connection.execute(
        update(_GROUP)
        .where(_GROUP.c.status == "answered", _GROUP.c.id.in_(again))
        .values(status="new", answered_at=None, updated_at=now)
    )
