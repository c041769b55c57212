"""Interests are kept once, seen and deleted; a new title that meets one is told once, with the reason."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.notices.wording import FEW_NEW, word
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.forgetting.patrons import erase_patron
from crm.interests import news
from crm.interests.keeping import MOST_INTERESTS, interests_of
from crm.interests.matching import NewTitle, NewTitles
from crm.interests.news import find_new, matched_for, plan_new
from crm.interests.profiles import InterestProfile
from crm.interests.series import series_in
from crm.messages import outbox
from crm.notices.sending import drop_untrue, send_due
from crm.notices.subscriptions import unsubscribe
from crm.trust.consents import record_consent
from crm.trust.copying import Whose, copy_of
from language.requests.reading.wish import ReadingWish
from protocol.clock import FixedClock
from tests.crm.notices.test_killed import opened
from tests.support.given_interests import HISTORY, follower, forgets, likes, night, title
from tests.support.given_notices import RULES, loan, wants
from tests.support.mortal_store import Killed
from tests.support.store_rows import add, add_patron, how_many, rows

BY: dict[str, Any] = {"source": "chat", "by": PATRON}
NOVEL = InterestProfile.of(ReadingWish(forms=("novel",), origin="fa"))


async def told(store: Store, channel: str = "telegram") -> list[str]:
    return [item.message.text for item in await outbox.due(store, channel, limit=99)]


async def send(store: Store) -> int:
    return (await send_due(store, RULES, word)).messages


async def test_an_interest_is_kept_once_however_often_it_is_said(store: Store) -> None:
    patron = await add_patron(store)
    assert await likes(store, patron) and not await likes(store, patron, words="تاریخِ دوران‌ها")
    [kept] = await interests_of(store, patron)
    assert (kept.words, kept.profile) == ("تاریخ", HISTORY)
    assert await how_many(store, records.InterestTerm) == 1
    assert await likes(store, patron, NOVEL, "رمان ایرانی")
    assert await forgets(store, patron, all_of_them=False) == 1
    assert [one.profile for one in await interests_of(store, patron)] == [NOVEL]
    assert await forgets(store, patron) == 1 and await forgets(store, patron) == 0
    assert await how_many(store, records.InterestTerm) == 0


async def test_nothing_is_kept_of_nobody_of_nothing_or_without_end(store: Store) -> None:
    patron = await add_patron(store)
    with pytest.raises(InvalidValue):
        await likes(store, patron, InterestProfile.of(ReadingWish(language="fa")))
    with pytest.raises(NotFound):
        await likes(store, 4711)
    for number in range(MOST_INTERESTS):
        await likes(store, patron, InterestProfile.of(ReadingWish(), words=(f"word{number}",)), f"word{number}")
    with pytest.raises(InvalidValue):
        await likes(store, patron)
    assert await how_many(store, records.Interest) == MOST_INTERESTS


@pytest.mark.parametrize(
    ("wish", "row", "meets"),
    [
        (ReadingWish(genres=("history",)), {"genres": "history iran"}, True),
        (ReadingWish(genres=("history", "iran")), {"genres": "history"}, False),
        (ReadingWish(genres=("crime|thriller",)), {"genres": "thriller"}, True),
        (ReadingWish(genres=("history",)), {"genres": None, "subjects": "تاریخ"}, True),
        (ReadingWish(author="صادق هدایت"), {"authors": "صادق هدایت؛ ترجمهٔ کسی"}, True),
        (ReadingWish(author="صادق هدایت"), {"authors": "Sadegh Hedayat"}, True),
        (ReadingWish(author="صادق هدایت"), {"authors": "بزرگ علوی؛ ترجمهٔ صادق هدایت"}, False),
        (ReadingWish(author="علی کریمی"), {"authors": "علی احمدی و رضا کریمی"}, False),
        (ReadingWish(author="george orwell"), {"authors": "George Orwell"}, True),
        (ReadingWish(author="george orwell"), {"authors": "George Eliot"}, False),
        (ReadingWish(audience="children", genres=("animals",)), {"audience": "children", "genres": "animals"}, True),
        (ReadingWish(audience="children", genres=("animals",)), {"audience": "adults", "genres": "animals"}, False),
        (ReadingWish(ages=(7,)), {"age_from": 6, "age_to": 9}, True),
        (ReadingWish(ages=(7,)), {"age_from": 8, "age_to": 12}, False),
        (ReadingWish(ages=(7,)), {"audience": "children"}, True),
        (ReadingWish(forms=("novel",), origin="fa"), {"form": "novel", "original_language": "fa"}, True),
        (ReadingWish(forms=("novel",), origin="fa"), {"form": "novel", "original_language": "en"}, False),
        (ReadingWish(forms=("novel",), origin="!fa"), {"form": "novel", "original_language": "en"}, True),
        (ReadingWish(forms=("novel",), origin="!fa"), {"form": "novel", "original_language": None}, False),
        (
            ReadingWish(origin="fa", forms=("novel",)),
            {"form": "novel", "language": "fa", "authors": "سیمین دانشور"},
            True,
        ),
        (
            ReadingWish(origin="fa", forms=("novel",)),
            {"form": "novel", "language": "fa", "authors": "ا؛ ترجمهٔ ب"},
            False,
        ),
        (
            ReadingWish(origin="!fa", forms=("novel",)),
            {"form": "novel", "language": "fa", "authors": "ا؛ ترجمهٔ ب"},
            True,
        ),
        (ReadingWish(forms=("novel", "stories")), {"form": "stories"}, True),
        (ReadingWish(genres=("crime",), language="en"), {"genres": "crime", "language": "fa"}, False),
        (ReadingWish(genres=("crime",), without=("horror",)), {"genres": "crime horror"}, False),
        (ReadingWish(kinds=("audiobook",)), {"kind": "audiobook"}, True),
        (ReadingWish(kinds=("audiobook",)), {"kind": "book"}, False),
        (ReadingWish(topics=("trains",)), {"title": "The Great Train Robbery"}, True),
        (ReadingWish(topics=("trains",)), {"title": "Ships"}, False),
        (ReadingWish(topics=("قطار",)), {"title": "سفر", "summary": "داستان قطارهای قدیمی"}, True),
    ],
)
def test_every_condition_of_an_interest_has_to_hold(wish: ReadingWish, row: dict[str, Any], meets: bool) -> None:
    plain = dict.fromkeys(
        "subjects genres form audience age_from age_to series summary authors language original_language".split()
    )
    of = NewTitle.of({"id": 1, "title": "T", "kind": "book", **plain, **row})
    assert bool(NewTitles([of]).meeting(InterestProfile.of(wish))) is meets


async def test_a_series_is_followed_by_its_name(store: Store) -> None:
    await title(store, "هری پاتر ۱", series="هری پاتر", genres="fantasy", days_ago=99)
    named = await series_in(store, "کتاب‌های هری پاتر")
    assert named == "هری پاتر" and await series_in(store, "ارباب حلقه‌ها") is None
    await follower(store, InterestProfile.of(ReadingWish(), series=named), "هری پاتر")
    await title(store, "هری پاتر ۸", series="هري پاتر", genres="fantasy")
    await title(store, "دربارهٔ هری پاتر", genres="fantasy")
    await night(store)
    await send(store)
    [text] = await told(store)
    assert "«هری پاتر ۸»" in text and "دربارهٔ" not in text


async def test_a_new_title_is_told_once_and_why(store: Store) -> None:
    patron, who = await follower(store)
    await title(store, "تاریخ بیهقی", authors="ابوالفضل بیهقی")
    await title(store, "آشپزی", genres="cooking")
    await night(store)
    assert await send(store) == 1
    [item] = await outbox.due(store, "telegram")
    assert item.identity_id == who.id
    assert "«تاریخ بیهقی»، ابوالفضل بیهقی (چون «تاریخ» را دنبال می‌کنید)" in item.message.text
    assert (
        "آشپزی" not in item.message.text and item.message.buttons[-1]["payload"] == '/unsubscribe{"ref": "new_title"}'
    )
    await night(store)
    assert await send(store) == 0 and await how_many(store, records.Notice) == 1
    # Nor when the catalogue gives the title another day.
    [match] = await rows(store, records.TitleMatch, patron_id=patron)
    table = records.TitleRecord.__table__
    await store.transact(
        lambda connection: connection.execute(
            table.update().where(table.c.id == match.title_id).values(added_at=store.clock.now())  # type: ignore[attr-defined]
        )
    )
    await night(store)
    assert await send(store) == 0


async def test_of_two_interests_that_a_title_meets_it_is_told_for_one(store: Store) -> None:
    patron, _ = await follower(store)
    await likes(store, patron, InterestProfile.of(ReadingWish(genres=("iran",))), "ایران")
    await title(store, genres="history iran")
    await night(store)
    await send(store)
    [text] = await told(store)
    assert text.count("بیهقی") == 1 and "«تاریخ» را" in text
    # Not even when the reason is given up: told is told.
    await forgets(store, patron, all_of_them=False)
    await night(store)
    assert await send(store) == 0


async def test_what_came_in_before_is_no_news(store: Store) -> None:
    await title(store, days_ago=3)
    await follower(store)
    await title(store, "آینده", days_ago=-3)
    await night(store)
    assert await send(store) == 0 and await how_many(store, records.TitleMatch) == 0


async def test_what_somebody_borrowed_is_never_a_reason(store: Store) -> None:
    patron, _ = await follower(store, NOVEL, "رمان ایرانی")
    for _ in range(3):
        await loan(store, patron, 3, "تاریخ ایران")
    await title(store)
    await night(store)
    assert await send(store) == 0 and await how_many(store, records.TitleMatch) == 0


async def test_nobody_is_told_who_only_said_what_they_like(store: Store) -> None:
    patron = await add_patron(store)
    await likes(store, patron)
    await title(store)
    await night(store)
    assert await how_many(store, records.Notice) == 0
    found, more = await matched_for(store, patron)
    assert ([one.title for one in found], more) == (["تاریخ بیهقی"], 0)


async def test_what_is_given_up_before_it_is_told_is_not_told(store: Store) -> None:
    patron, _ = await follower(store)
    await title(store)
    await night(store)
    await forgets(store, patron)
    assert await send(store) == 0
    [notice] = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("cancelled", "closed")
    assert await how_many(store, records.TitleMatch) == 0


@pytest.mark.parametrize("how", ["withdraws", "leaves"])
async def test_a_no_counts_when_it_is_sent(store: Store, how: str) -> None:
    patron, _ = await follower(store)
    await title(store)
    await night(store)
    if how == "withdraws":
        await record_consent(store, patron, "new_titles", "telegram", "withdrawn", **BY)
    else:
        await unsubscribe(store, patron, kinds=["new_title"], **BY)
    assert await send(store) == 0
    [notice] = await rows(store, records.Notice)
    assert (notice.status, notice.reason) == ("suppressed", "no_consent" if how == "withdraws" else "unsubscribed")


async def test_nothing_is_left_out_without_a_word(store: Store) -> None:
    patron, _ = await follower(store)
    for number in range(FEW_NEW + 5):
        await title(store, f"کتاب {number}")
    await night(store)
    assert await send(store) == 1
    [item] = await outbox.due(store, "telegram")
    assert "و ۵ تای دیگر." in item.message.text and item.message.text.count("«تاریخ»") == FEW_NEW
    assert await rows(store, records.Notice, status="queued") == []
    more = next(one for one in item.message.buttons if "new_arrivals" in one["payload"])
    first = int(more["payload"].split("match:")[1].split('"')[0])
    found, left = await matched_for(store, patron, since_id=first)
    assert (len(found), left) == (5, 0)


async def test_a_letter_names_them_all(store: Store) -> None:
    patron, _ = await follower(store)
    point = {"patron_id": patron, "kind": "email", "value": "a@b.example", "value_norm": "a@b.example"}
    await add(store, records.ContactPoint, **point, is_primary=True)
    await wants(store, patron, "email", "new_title")
    for number in range(60):
        await title(store, f"کتاب {number}")
    await night(store)
    assert await send(store) == 2
    assert await send(store) == 2, "what one message does not hold comes with the next"
    assert await send(store) == 0
    talks = {one.id for one in await rows(store, records.Interaction, channel="email")}
    letters = [one.body for one in await rows(store, records.Message) if one.interaction_id in talks]
    assert [text.count("«تاریخ»") for text in letters] == [50, 10]


async def test_into_a_chat_that_may_be_somebody_elses_goes_no_title(store: Store) -> None:
    await follower(store)
    table = records.ChannelIdentity.__table__
    gone = {"patron_id": None, "assurance": 0, "signed_in_until": None, "lapsed_at": store.clock.now()}
    await store.transact(lambda connection: connection.execute(table.update().values(**gone)))  # type: ignore[attr-defined]
    await title(store)
    await night(store)
    await send(store)
    [text] = await told(store)
    assert "بیهقی" not in text and "«تاریخ»" not in text


async def test_the_copy_holds_interests_and_the_erasure_takes_them(store: Store) -> None:
    patron, _ = await follower(store)
    await title(store)
    await night(store)
    await send(store)
    copy = await copy_of(store, Whose(patron_id=patron), "fa")
    assert copy.tables["interest"][0]["words"] == "تاریخ"
    assert copy.tables["title_match"][0]["title"] == "تاریخ بیهقی"
    await erase_patron(store, patron, by=Actor("patron", "p"))
    for record in (records.Interest, records.InterestTerm, records.TitleMatch):
        assert await how_many(store, record) == 0
    [notice] = await rows(store, records.Notice)
    assert (notice.patron_id, notice.match_id) == (None, None)


@pytest.mark.parametrize("after_commit", [False, True], ids=["before the commit", "after the commit"])
async def test_whenever_it_ends_each_title_is_told_once(
    tmp_path: Path, sqlite_file: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, after_commit: bool
) -> None:
    monkeypatch.setattr(news, "BATCH", 2)
    begun = tmp_path / "begun.sqlite3"
    shutil.copy(sqlite_file, begun)
    store = await opened(begun, clock)
    patrons = [(await follower(store))[0] for _ in range(2)]
    for number in range(3):
        await title(store, f"کتاب {number}")
    await store.close()

    async def round_of(store: Store) -> None:
        await drop_untrue(store, RULES)
        await find_new(store)
        await plan_new(store, RULES)
        await send(store)

    ends, killed = 0, True
    while killed:
        ends += 1
        path = tmp_path / f"{ends}.sqlite3"
        shutil.copy(begun, path)
        store = await opened(path, clock)
        store.ends_at, store.after_commit, store.commits = ends, after_commit, 0
        killed = False
        try:
            await round_of(store)
        except Killed:
            killed = True
        await store.close()
        store = await opened(path, clock)
        await round_of(store)
        texts = " ".join(await told(store))
        assert [texts.count(f"«کتاب {number}»") for number in range(3)] == [len(patrons)] * 3, f"at commit {ends}"
        await store.close()
    assert ends > 5


async def test_after_two_months_a_title_is_new_no_more(store: Store, clock: FixedClock) -> None:
    await follower(store)
    await title(store)
    clock.advance(timedelta(days=61))
    assert await find_new(store) == 0
