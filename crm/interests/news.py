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

from sqlalchemy import Connection, Select, String, cast, literal, select

from crm import records
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import insert_from, table_of
from crm.interests.matching import NewTitle, NewTitles
from crm.interests.profiles import InterestProfile
from crm.notices.fallbacks import comes_by
from crm.notices.planning import write_planned
from crm.notices.rules import NoticeRules

__all__ = ["Matched", "find_new", "matched_for", "plan_new"]

BATCH = 1000
# New titles that are compared with all interests at once.
TITLES = 200
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
    now = store.clock.now()
    titles = await store.look(partial(_new_titles, now=now))
    followed = await store.look(_followed) if titles else []
    done = 0
    # A few titles at a time: what is in memory does not grow with what came in.
    for begin in range(0, len(titles) if followed else 0, TITLES):
        some = titles[begin : begin + TITLES]
        known = await store.look(partial(_known, titles=[row["id"] for row in some]))
        pairs = await asyncio.to_thread(_pairs, some, followed, known)
        for first in range(0, len(pairs), BATCH):
            done += await store.transact(partial(_add, store, pairs[first : first + BATCH]))
    return done


def _new_titles(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    fresh = (_TITLE.c.added_at > now - FRESH) & (_TITLE.c.added_at <= now)
    return [dict(row) for row in connection.execute(select(*_TOLD).where(fresh).order_by(_TITLE.c.id)).mappings()]


def _known(connection: Connection, titles: Sequence[int]) -> set[tuple[int, int]]:
    query = select(_MATCH.c.patron_id, _MATCH.c.title_id).where(_MATCH.c.title_id.in_(titles))
    return {(row.patron_id, row.title_id) for row in connection.execute(query)}


def _followed(connection: Connection) -> list[_Followers]:
    """Give the interests that there are, those that come down to the same together."""
    rows = connection.execute(
        select(_INTEREST.c.id, _INTEREST.c.patron_id, _INTEREST.c.key, _INTEREST.c.created_at)
        .join(_PATRON, _PATRON.c.id == _INTEREST.c.patron_id)
        .where(_PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
        .order_by(_INTEREST.c.id)
    ).all()
    followers: dict[str, list[tuple[int, int, datetime]]] = {}
    for row in rows:
        followers.setdefault(row.key, []).append((row.id, row.patron_id, row.created_at))
    # What they come down to is read of one of each.
    keys = {those[0][0]: key for key, those in followers.items()}
    terms: dict[str, list[tuple[str, str]]] = {}
    for interest_id, kind, value in connection.execute(select(_TERM.c.interest_id, _TERM.c.kind, _TERM.c.value)):
        if (key := keys.get(interest_id)) is not None:
            terms.setdefault(key, []).append((kind, value))
    return [_Followers(InterestProfile.kept(terms.get(key, ())), tuple(those)) for key, those in followers.items()]


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
    done = after = 0
    while True:
        now = store.clock.now()
        # Looked for without the right to write: mostly there is nothing.
        page = _unplanned(rules, now).where(_MATCH.c.id > after).order_by(_MATCH.c.id).limit(BATCH)
        found = await store.look(partial(_numbers, query=page))
        if found:
            these = _unplanned(rules, now).where(_MATCH.c.id > after, _MATCH.c.id <= found[-1])
            done += await store.transact(partial(_plan, these, rules.awake(now), now))
        if len(found) < BATCH:
            return done
        after = found[-1]


def _numbers(connection: Connection, query: Select[Any]) -> list[int]:
    return list(connection.scalars(query))


def _plan(matches: Select[Any], first: datetime, now: datetime, connection: Connection) -> int:
    """Write the notices of some matches, in one statement; what another gateway has planned meanwhile is left out."""
    row = {
        "patron_id": _MATCH.c.patron_id,
        "subscription_id": _SUBSCRIPTION.c.id,
        "kind": literal(KIND),
        "channel": _SUBSCRIPTION.c.channel,
        "thing": literal("match:") + cast(_MATCH.c.id, String),
        "due_at": _MATCH.c.matched_at,
        "step": literal(0),
        "match_id": _MATCH.c.id,
        "status": literal("queued"),
        "planned_at": literal(now, _NOTICE.c.planned_at.type),
        "send_after": literal(first, _NOTICE.c.send_after.type),
    }
    planned = matches.with_only_columns(*row.values()).order_by(_MATCH.c.id, _SUBSCRIPTION.c.id)
    return insert_from(connection, _NOTICE, list(row), planned)


def _unplanned(rules: NoticeRules, now: datetime) -> Select[Any]:
    """Give the query of the matches that are news, with each channel on which nothing is planned of them yet."""
    unplanned = is_missing(_NOTICE, _NOTICE.c.match_id == _MATCH.c.id, _NOTICE.c.channel == _SUBSCRIPTION.c.channel)
    # By no index of the kind: SQLite would begin with all who want to hear of new titles, for each batch anew.
    wants = (
        (_SUBSCRIPTION.c.patron_id == _MATCH.c.patron_id)
        & (_SUBSCRIPTION.c.kind.concat("") == KIND)
        & _SUBSCRIPTION.c.ended_at.is_(None)
    )
    return (
        select(_MATCH.c.id)
        .join(_SUBSCRIPTION, wants)
        .where(
            _MATCH.c.interest_id.is_not(None),
            _MATCH.c.matched_at > now - NEWS,
            comes_by(rules),
            unplanned,
        )
    )


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
