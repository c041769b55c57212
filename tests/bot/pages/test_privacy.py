"""What everybody is told of privacy is what the settings of this moment are, in both languages."""

from __future__ import annotations

import re

import pytest

from bot.pages.privacy_view import carriers, statement
from bot.settings import Settings
from bot.texts import LANGUAGES
from crm.trust.history import change_mode
from crm.trust.periods import change_period
from tests.support.front import Front
from tests.support.planted import team
from tests.support.texts import occurrences, phrase

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_follows_every_change(front: Front, language: str) -> None:
    async def page() -> str:
        found = await front.http.get(f"/privacy?lang={language}")
        assert found.status_code == 200
        assert re.search(r"\bprivacy\.[a-z]", found.text) is None, "a text is missing"
        return found.text

    by = await team(front.store)
    before = await page()
    assert ("180 days" if language == "en" else "۱۸۰ روز") in before
    assert occurrences("privacy.history.opt_in", before, language)
    await change_period(front.store, "talks", 33, by=by)
    await change_mode(front.store, "none", by=by)
    after = await page()
    assert ("33 days" if language == "en" else "۳۳ روز") in after
    assert occurrences("privacy.history.none", after, language)
    assert ("180 days" if language == "en" else "۱۸۰ روز") not in after
    assert ("Reminders of due dates" if language == "en" else "یادآوری موعد بازگرداندن") in after


async def test_who_carries_words_is_named_where_they_do(front: Front) -> None:
    plain = Settings()
    assert carriers(plain) == ["nobody"]
    more = {"telegram_token": "1:x", "smtp_host": "mail.example.org", "smtp_from": "a@example.org"}
    assert carriers(Settings.model_construct(**{**plain.model_dump(), **more})) == ["telegram", "email"]
    told = await statement(front.store, Settings.model_construct(**{**plain.model_dump(), **more}), "en")
    assert phrase("privacy.carrier.telegram", "en") in told.carriers
    assert phrase("privacy.carrier.nobody", "en") not in told.carriers
