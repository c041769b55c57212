"""The library's page with the widget on it, in both languages."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import insert

from bot.web.pages import WIDGET
from crm import records
from crm.upsert import table_of
from tests.integration.gateway.conftest import Front, Opener

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BRANCH, HOURS = table_of(records.Branch), table_of(records.BranchHours)


async def add_branch(front: Front) -> None:
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
    english = (await front.http.get("/?lang=en")).text
    assert '<html lang="en" dir="ltr">' in english
    for part in ("Central Library", "Saturday to Wednesday", "8:00–19:30", "9:00–13:00, 15:00–17:00", "closed"):
        assert part in english
    persian = (await front.http.get("/?lang=fa")).text
    assert '<html lang="fa" dir="rtl">' in persian
    for part in ("کتابخانهٔ مرکزی", "شنبه تا چهارشنبه", "۸:۰۰ تا ۱۹:۳۰", "تعطیل"):
        assert part in persian


async def test_the_page_has_the_widget_and_needs_nothing_from_elsewhere(front: Front) -> None:
    page = await front.http.get("/")
    assert "/widget.js" in page.text
    assert WIDGET.name == "widget.js"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for part in ('src="http', 'href="http', "<style", 'style="'):
        assert part not in page.text


async def test_demo_cards_are_shown_in_the_demo_only(gateway: Opener) -> None:
    async with gateway() as front:
        shown = (await front.http.get("/?lang=en")).text
        assert "Demonstration cards" in shown
    async with gateway(
        environment="production", secret="a secret of the tests, long enough", public_url="https://chat.library.example"
    ) as front:
        hidden = (await front.http.get(f"http://127.0.0.1:{front.running.gateway.settings.port}/?lang=en")).text
        assert "Demonstration cards" not in hidden
