"""The library's choices about patrons' data: made by who answers for it, tried before they are relied on, reported."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.texts import LANGUAGES
from crm import records
from crm.trust.history import history_mode
from crm.trust.periods import days_of
from crm.trust.retention_runs import run_reports
from tests.support.desk import Desk
from tests.support.store_rows import answer, rows, say, visitor
from tests.support.texts import occurrences, phrase

AT = "/console/privacy"
NONE = {"talks": "", "cases": "", "loans": "", "visitors": "", "imports": "", "consents": "", "requests": ""}


@pytest.mark.parametrize("role", ["librarian", "editor", "supervisor", "auditor"])
def test_others_neither_see_nor_change_it(console: Desk, role: str) -> None:
    client = console.client(role)
    assert client.get(AT).status_code == 403
    assert client.post(f"{AT}/periods", {**NONE, "talks": "1"}).status_code == 403
    assert console.run(days_of(console.store, {}))["talks"] == 180


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_every_period_with_its_reason(console: Desk, language: str) -> None:
    client = console.client("manager")
    client.post("/console/me/preferences", {"name_fa": "Manager", "language": language, "calendar": ""})
    page = client.get(AT).text
    for what in NONE:
        assert occurrences(f"retention.what.{what}", page, language)
        assert occurrences(f"retention.why.{what}", page, language)
    # It is written for staff, whose data these are not.
    assert not occurrences("privacy.what.cases", page, language)
    assert ("1095" if language == "en" else "۱۰۹۵") in page
    assert re.search(r"\b(privacy|retention)\.[a-z]", page) is None, "a text is missing"


def test_periods_are_changed_checked_and_given_back(console: Desk) -> None:
    client = console.client("manager")
    shown = {"talks": "۳۰", "cases": "365", "loans": "90", "visitors": "30", "imports": "30", "consents": "1095"}
    assert client.post(f"{AT}/periods", {**NONE, **shown}, follow_redirects=False).status_code == 303
    days = console.run(days_of(console.store, {}))
    assert (days["talks"], days["cases"]) == (30, 365)
    assert len(console.run(rows(console.store, records.RetentionPeriod))) == 1, "what is the default stays the default"
    for bad in ({"talks": "0"}, {"consents": "30"}, {"imports": "31"}, {"talks": "many"}):
        assert client.post(f"{AT}/periods", {**NONE, **bad}).status_code == 422
    client.post(f"{AT}/periods", NONE)
    assert console.run(days_of(console.store, {}))["talks"] == 180


def test_a_trial_counts_and_a_round_erases_with_a_report_of_each(console: Desk) -> None:
    async def old() -> None:
        recorded = await say(console.store, await visitor(console.store), "zq-old-words")
        await answer(console.store, recorded, "yes")
        console.clock.advance(timedelta(days=200))

    console.run(old())
    client = console.client("manager")
    assert client.post(f"{AT}/try", follow_redirects=False).status_code == 303
    # The gateway has its own report, of its start.
    trial = console.run(run_reports(console.store))[0]
    assert trial.is_dry and trial.counts["talks"] >= 1 and trial.by
    assert [row.body for row in console.run(rows(console.store, records.Message, sender="patron"))] == ["zq-old-words"]
    client.post(f"{AT}/run")
    done = console.run(run_reports(console.store))[0]
    assert not done.is_dry and done.counts["talks"] == trial.counts["talks"]
    assert [row.body for row in console.run(rows(console.store, records.Message, sender="patron"))] == [None]
    assert phrase("retention.dry") in client.get(AT).text


def test_the_choice_about_history_is_made(console: Desk) -> None:
    client = console.client("admin")
    assert client.post(f"{AT}/history", {"history": "everything"}).status_code == 422
    assert client.post(f"{AT}/history", {"history": "none"}, follow_redirects=False).status_code == 303
    assert console.run(history_mode(console.store)).history == "none"
    assert occurrences("privacy.history.none", client.get(AT).text)
