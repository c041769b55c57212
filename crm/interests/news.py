"""New titles: each that meets an interest is found once for its patron, and told once on each channel they chose.

Both are written so that whatever ends in between is taken up again: a match is unique by patron and title, a notice by
match and channel. Whether it is still wanted and allowed is looked at when it is sent (crm.notices.sending).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, String, cast, exists, literal, select, tuple_

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.interests.matching import NewTitle, NewTitles
from crm.interests.profiles import InterestProfile
from crm.notices.fallbacks import comes_by
from crm.notices.planning import write_planned
from crm.notices.rules import NoticeRules

__all__ = ["Matched", "find_new", "matched_for", "plan_new"]

BATCH = 1000
# A title is new for so long after it came in: whatever was down in between is made up for.
FRESH = timedelta(days=60)
# A match is news for so long.
NEWS = timedelta(days=30)
# Catalogues tell days, not hours: what came in on the day on which somebody named an interest counts.
SAME_DAY = timedelta(days=1)
KIND = "new_title"

_INTEREST = table_of(records.Interest)
_TERM = table_of(records.InterestTerm)
_MATCH = table_of(records.TitleMatch)
_TITLE = table_of(records.TitleRecord)
_PATRON = table_of(records.Patron)
_NOTICE = table_of(records.Notice)
_SUBSCRIPTION = table_of(records.Subscription)
_TOLD = tuple(column for column in _TITLE.c if not column.name.startswith("search_"))


@dataclass(frozen=True, slots=True)
class Matched:
    """One title that met an interest, as it is told to its patron; `bib_id` is the library system's own id of it."""

    id: int
    bib_id: str
    title: str
    author: str
    why: str


@dataclass(frozen=True, slots=True)
class _Followers:
    """A profile, and the interests of patrons that come down to it: (interest, patron, since)."""

    profile: InterestProfile
    interests: tuple[tuple[int, int, datetime], ...]


async def find_new(store: Store) -> int:
    """Write down which new titles meet which patrons' interests; give how many were not known before."""
    titles, followed, known = await store.look(partial(_read, now=store.clock.now()))
    if not titles or not followed:
        return 0
    pairs = await asyncio.to_thread(_pairs, titles, followed, known)
    done = 0
    for begin in range(0, len(pairs), BATCH):
        done += await store.transact(partial(_add, store, pairs[begin : begin + BATCH]))
    return done


def _read(connection: Connection, now: datetime) -> tuple[list[dict[str, Any]], list[_Followers], set[tuple[int, int]]]:
    fresh = (_TITLE.c.added_at > now - FRESH) & (_TITLE.c.added_at <= now)
    titles = [dict(row) for row in connection.execute(select(*_TOLD).where(fresh).order_by(_TITLE.c.id)).mappings()]
    if not titles:
        return [], [], set()
    known = select(_MATCH.c.patron_id, _MATCH.c.title_id).join(_TITLE, _TITLE.c.id == _MATCH.c.title_id).where(fresh)
    terms = select(_TERM.c.interest_id, _TERM.c.kind, _TERM.c.value)
    by_interest: dict[int, list[tuple[str, str]]] = {}
    for interest_id, kind, value in connection.execute(terms):
        by_interest.setdefault(interest_id, []).append((kind, value))
    rows = connection.execute(
        select(_INTEREST.c.id, _INTEREST.c.patron_id, _INTEREST.c.key, _INTEREST.c.created_at)
        .join(_PATRON, _PATRON.c.id == _INTEREST.c.patron_id)
        .where(_PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
        .order_by(_INTEREST.c.id)
    ).all()
    followers: dict[str, list[tuple[int, int, datetime]]] = {}
    profiles: dict[str, InterestProfile] = {}
    for row in rows:
        followers.setdefault(row.key, []).append((row.id, row.patron_id, row.created_at))
        profiles.setdefault(row.key, InterestProfile.kept(by_interest.get(row.id, ())))
    followed = [_Followers(profiles[key], tuple(those)) for key, those in followers.items()]
    return titles, followed, {(row.patron_id, row.title_id) for row in connection.execute(known)}


def _pairs(
    rows: Sequence[dict[str, Any]], followed: Sequence[_Followers], known: set[tuple[int, int]]
) -> list[dict[str, int]]:
    titles = NewTitles(NewTitle.of(row) for row in rows)
    added: dict[int, datetime] = {row["id"]: row["added_at"] for row in rows}
    found: dict[tuple[int, int], int] = {}
    for followers in followed:
        for title in titles.meeting(followers.profile):
            for interest_id, patron_id, since in followers.interests:
                pair = patron_id, title.id
                if added[title.id] > since - SAME_DAY and pair not in known:
                    # Of several interests the oldest is the reason.
                    found[pair] = min(interest_id, found.get(pair, interest_id))
    return [
        {"patron_id": patron_id, "title_id": title_id, "interest_id": interest_id}
        for (patron_id, title_id), interest_id in sorted(found.items())
    ]


def _add(store: Store, pairs: Sequence[dict[str, int]], connection: Connection) -> int:
    # What was given up since it was read is not written down any more.
    still = set(
        connection.scalars(
            select(_INTEREST.c.id).where(_INTEREST.c.id.in_({one["interest_id"] for one in pairs})).with_for_update()
        )
    )
    now = store.clock.now()
    rows = [{**one, "matched_at": now} for one in pairs if one["interest_id"] in still]
    return write_planned(connection, rows, into=_MATCH)


async def plan_new(store: Store, rules: NoticeRules) -> int:
    """Write down a notice for each match that is news, on each channel on which its patron wants to hear of it."""
    if KIND not in rules.kinds:
        return 0
    done, after = 0, (0, 0)
    while True:
        rows = await store.look(partial(_unplanned, rules=rules, now=store.clock.now(), after=after))
        if rows:
            done += await store.transact(partial(write_planned, new=rows))
        if len(rows) < BATCH:
            return done
        after = rows[-1]["match_id"], rows[-1]["subscription_id"]


def _unplanned(
    connection: Connection, rules: NoticeRules, now: datetime, after: tuple[int, int]
) -> list[dict[str, Any]]:
    thing = literal("match:") + cast(_MATCH.c.id, String)
    planned = exists().where(_NOTICE.c.match_id == _MATCH.c.id, _NOTICE.c.channel == _SUBSCRIPTION.c.channel)
    query = (
        select(
            _MATCH.c.id,
            _MATCH.c.patron_id,
            _MATCH.c.matched_at,
            thing.label("thing"),
            _SUBSCRIPTION.c.id.label("subscription_id"),
            _SUBSCRIPTION.c.channel,
        )
        .join(
            _SUBSCRIPTION,
            (_SUBSCRIPTION.c.patron_id == _MATCH.c.patron_id)
            & (_SUBSCRIPTION.c.kind == KIND)
            & _SUBSCRIPTION.c.ended_at.is_(None),
        )
        .where(
            _MATCH.c.interest_id.is_not(None),
            _MATCH.c.matched_at > now - NEWS,
            comes_by(rules),
            ~planned,
            tuple_(_MATCH.c.id, _SUBSCRIPTION.c.id) > tuple_(literal(after[0]), literal(after[1])),
        )
        .order_by(_MATCH.c.id, _SUBSCRIPTION.c.id)
        .limit(BATCH)
    )
    return [
        {
            "patron_id": row.patron_id,
            "subscription_id": row.subscription_id,
            "kind": KIND,
            "channel": row.channel,
            "thing": row.thing,
            "due_at": row.matched_at,
            "step": 0,
            "match_id": row.id,
            "status": "queued",
            "planned_at": now,
            "send_after": rules.awake(now),
        }
        for row in connection.execute(query)
    ]


async def matched_for(store: Store, patron_id: int, *, since_id: int = 0, limit: int = 8) -> tuple[list[Matched], int]:
    """List the titles that met a patron's interests, from a match on, and how many more follow.

    Without `since_id` the list begins with the oldest that is still news.
    """
    return await store.look(lambda connection: _matched(connection, patron_id, since_id, limit, store.clock.now()))


def _matched(
    connection: Connection, patron_id: int, since_id: int, limit: int, now: datetime
) -> tuple[list[Matched], int]:
    query = (
        select(_MATCH.c.id, _TITLE.c.ils_bib_id, _TITLE.c.title, _TITLE.c.authors, _INTEREST.c.words)
        .join(_TITLE, _TITLE.c.id == _MATCH.c.title_id)
        .join(_INTEREST, _INTEREST.c.id == _MATCH.c.interest_id)
        .where(_MATCH.c.patron_id == patron_id, _MATCH.c.id >= since_id, _MATCH.c.matched_at > now - FRESH)
        .order_by(_MATCH.c.id)
    )
    rows = connection.execute(query).all()
    found = [Matched(row.id, row.ils_bib_id, row.title, row.authors or "", row.words) for row in rows[:limit]]
    return found, len(rows) - len(found)
