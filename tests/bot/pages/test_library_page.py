"""The library's page with the widget on it, in both languages."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import insert, update

from crm import records
from crm.actor import Actor
from crm.database.upsert import table_of
from crm.library_info.chat_look import LookValues, put_chat_look
from crm.sign_in.demonstration import DemonstrationLeft
from tests.support.front import Front, Opener
from tests.support.html import page_of
from tests.support.texts import phrase

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BRANCH, HOURS = table_of(records.Branch), table_of(records.BranchHours)
PROFILE = table_of(records.LibraryProfile)


async def add_profile(front: Front, *, is_demo: bool = False) -> None:
    row = {"id": 1, "name_fa": "کتابخانهٔ مهر", "name_en": "Mehr Library", "is_demo": is_demo}
    await front.store.transact(lambda connection: connection.execute(insert(PROFILE), row))


async def add_branch(front: Front) -> None:
    await add_profile(front)

    def add(connection: Any) -> None:
        branch = {"code": "main", "name_fa": "کتابخانهٔ مرکزی", "name_en": "Central Library", "is_main": True}
        branch_id = connection.execute(insert(BRANCH).returning(BRANCH.c.id), branch).scalar_one()
        for weekday in range(5):
            row = {"branch_id": branch_id, "desk": "library", "weekday": weekday}
            connection.execute(insert(HOURS), {**row, "opens": time(8), "closes": time(19, 30)})
        for opens, closes in ((time(9), time(13)), (time(15), time(17))):
            row = {"branch_id": branch_id, "desk": "library", "weekday": 5}
            connection.execute(insert(HOURS), {**row, "opens": opens, "closes": closes})

    await front.store.transact(add)


async def test_the_page_shows_the_week_of_each_branch(front: Front) -> None:
    await add_branch(front)
    english = page_of(await front.http.get("/?lang=en"))
    assert english.has("html[lang=en][dir=ltr]")
    closed = phrase("page.library.closed", "en")
    for part in ("Central Library", "Saturday to Wednesday", "8:00–19:30", "9:00–13:00, 15:00–17:00", closed):
        assert part in english.text
    persian = page_of(await front.http.get("/?lang=fa"))
    assert persian.has("html[lang=fa][dir=rtl]")
    for part in ("کتابخانهٔ مرکزی", "شنبه تا چهارشنبه", "۸:۰۰ تا ۱۹:۳۰", phrase("page.library.closed")):
        assert part in persian.text


async def test_the_page_has_the_widget_and_needs_nothing_from_elsewhere(front: Front) -> None:
    await add_profile(front)
    page = await front.http.get("/")
    assert "/widget.js" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page_of(page).from_elsewhere() == []


async def test_the_librarys_own_logo_is_the_one_picture_from_elsewhere(front: Front) -> None:
    await add_profile(front)
    look = LookValues(logo="https://library.example/logo.png")
    await put_chat_look(front.store, look, by=Actor("system", "test"))
    policy = (await front.http.get("/")).headers["content-security-policy"]
    assert "img-src 'self' data: https://library.example" in policy.split("; ")
    assert "unsafe" not in policy


async def test_before_there_is_a_library_there_is_no_page(front: Front) -> None:
    answer = await front.http.get("/")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"
    assert (await front.http.head("/")).status_code == 404
    await add_profile(front)
    assert (await front.http.head("/")).status_code == 200


PRODUCTION = {
    "environment": "production",
    "secret": "a secret of the tests, long enough",
    "public_url": "https://chat.library.example",
}


def address(front: Front, path: str) -> str:
    return f"http://127.0.0.1:{front.running.gateway.settings.port}{path}"


async def test_demo_cards_are_shown_for_the_made_up_library_only(gateway: Opener) -> None:
    async with gateway() as front:
        await add_profile(front, is_demo=True)
        assert phrase("page.library.caption", "en") in (await front.http.get("/?lang=en")).text
    async with gateway() as front:
        await front.store.transact(lambda connection: connection.execute(update(PROFILE).values(is_demo=False)))
        shown = (await front.http.get("/?lang=en")).text
        for made_up in (phrase("page.library.caption", "en"), "Narvan", "made up", "demonstration"):
            assert made_up not in shown
        assert "Mehr Library" in shown
    async with gateway(**PRODUCTION) as front:
        shown = (await front.http.get(address(front, "/?lang=fa"))).text
        assert "کتابخانهٔ مهر" in shown
        for made_up in ("نارون", "ساختگی", "نمونه"):
            assert made_up not in shown
        assert (await front.http.get(address(front, "/schema"))).status_code == 404


async def test_a_production_does_not_start_while_the_demonstration_could_sign_in(gateway: Opener) -> None:
    async with gateway() as front:
        row = {"username": "admin", "display_name": "A", "role": "admin", "is_demo": True, "password_hash": "x"}
        add = insert(table_of(records.StaffUser)).values(**row, created_at=front.store.clock.now())
        await front.store.transact(lambda connection: connection.execute(add))
    with pytest.raises(DemonstrationLeft, match="admin"):
        async with gateway(**PRODUCTION):
            pass
