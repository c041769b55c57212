"""What a large library's patrons like and what came in: interests, new titles and segments for `make bench-nightly`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from benchmarks.filling import written
from benchmarks.notices import NIGHT
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.interests.profiles import InterestProfile
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from language.genres import GENRES
from language.requests.reading.wish import ReadingWish

# Every so many patrons one follows something, and so many titles came in over sixty days.
FOLLOWS, NEW_TITLES = 3, 2000
LANGUAGES = ("fa", "en", "")
AUTHORS = 400
# Every so many patrons one wants to hear of the library, and agreed to it.
TOLD_OF_NEWS = 4
SEGMENTS = (
    RuleGroup((RuleCondition("lifecycle", ("lapsing", "lapsed")), RuleCondition("channel", ("telegram",)))),
    # Within the time for which a returned loan is kept with its reader.
    RuleGroup((RuleCondition("loans", least=2, days=60),)),
    RuleGroup((RuleCondition("interest", GENRES[:3]), RuleCondition("seen", days=300)), "any"),
)


def author(number: int) -> str:
    """Give the name of one of the authors."""
    return f"نام{number % AUTHORS} خاندان{number % AUTHORS}"


def profile_of(patron: int) -> InterestProfile:
    """Give what a patron likes: one of three an author, the others a genre, some of them in one language."""
    number = patron // FOLLOWS
    if number % 3 == 0:
        return InterestProfile.of(ReadingWish(author=author(number)))
    wish = ReadingWish(genres=(GENRES[number % len(GENRES)],), language=LANGUAGES[number % 5 % 3])
    return InterestProfile.of(wish)


def title_rows(titles: int) -> Iterator[dict[str, Any]]:
    """Titles that came in over sixty days, of all genres."""
    for one in range(1, titles + 1):
        name = f"تازهٔ شمارهٔ {one}"
        yield {
            "ils_bib_id": f"n{one}", "title": name, "search_norm": name, "search_squash": name,
            "genres": GENRES[one % len(GENRES)], "language": LANGUAGES[one % 2], "authors": author(one),
            "added_at": NIGHT - timedelta(days=one % 60, hours=1),
        }  # fmt: skip


def follower_rows(patrons: int, kind: str) -> Iterator[dict[str, Any]]:
    """Interests, their terms, or the subscriptions of those who want to hear of new titles."""
    since = NIGHT - timedelta(days=30)
    for one in range(1, patrons + 1, FOLLOWS):
        profile = profile_of(one)
        if kind == "interest":
            yield {
                "id": one, "patron_id": one, "words": "کتاب", "key": profile.key, "language": "fa",
                "created_at": since,
            }  # fmt: skip
        elif kind == "term":
            for term, value in profile.terms:
                yield {"interest_id": one, "kind": term, "value": value}
        else:
            yield {
                "patron_id": one, "kind": "new_title", "channel": "telegram", "identity_id": one, "asked_at": since,
            }  # fmt: skip


def consent_rows(store: Store, patrons: int, step: int, purpose_id: int) -> Iterator[dict[str, Any]]:
    """What every so many patrons said to a purpose: yes."""
    for one in range(1, patrons + 1, step):
        yield {
            "patron_id": one, "subject_ref": store.subject_ref(f"p{one}"), "purpose_id": purpose_id,
            "channel": "telegram", "action": "granted", "source": "chat", "text_version": 1,
            "occurred_at": NIGHT - timedelta(days=30),
        }  # fmt: skip


def reached_rows(patrons: int) -> Iterator[dict[str, Any]]:
    """The subscriptions of those who want to hear of the library."""
    for one in range(1, patrons + 1, TOLD_OF_NEWS):
        yield {
            "patron_id": one, "kind": "campaign", "channel": "telegram", "identity_id": one,
            "asked_at": NIGHT - timedelta(days=30),
        }  # fmt: skip


def fill_interests(connection: Connection, store: Store, patrons: int, titles: int) -> None:
    """Write interests, titles that came in, and segments into the store."""
    written(connection, records.TitleRecord, title_rows(titles))
    written(connection, records.Interest, follower_rows(patrons, "interest"))
    written(connection, records.InterestTerm, follower_rows(patrons, "term"))
    written(connection, records.Subscription, follower_rows(patrons, "subscription"))
    written(connection, records.Subscription, reached_rows(patrons))
    purpose = table_of(records.Purpose)
    for code, step in (("new_titles", FOLLOWS), ("library_news", TOLD_OF_NEWS)):
        purpose_id = connection.scalar(select(purpose.c.id).where(purpose.c.code == code))
        written(connection, records.ConsentRecord, consent_rows(store, patrons, step, int(purpose_id or 0)))
    for number, group in enumerate(SEGMENTS, 1):
        rule = SegmentRule((group,)).checked().packed()
        row = {"name": f"segment {number}", "rule": rule, "created_at": NIGHT, "changed_at": NIGHT}
        connection.execute(insert(table_of(records.Segment)), row)
