"""A patron's page tells what came of their cases, who opened their data, and why something is refused, in sentences."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.console.patrons.account import refusal_words
from bot.texts import LANGUAGES
from crm import records
from library.reasons import Reason
from library.values.system import Limit, Refusal
from tests.bot.console.test_cases import opened
from tests.support.desk import Client, Desk
from tests.support.html import page_of
from tests.support.store_rows import add_patron, rows, sign_in, visitor
from tests.support.texts import phrase


def reads(console: Desk, role: str, language: str) -> Client:
    client = console.client(role)
    client.post(
        "/console/me/preferences", {"name_fa": "زهره", "name_en": "Zohre", "language": language, "calendar": ""}
    )
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_of_a_case_stands_there(console: Desk, language: str) -> None:
    patron = console.run(add_patron(console.store, "29990001"))
    number = opened(console, console.run(sign_in(console.store, console.run(visitor(console.store)), patron))).number
    client, at = reads(console, "librarian", language), f"/console/cases/{number}"

    def step(where: str, **form: str) -> None:
        version = page_of(client.get(at)).value("version")
        assert client.post(f"{at}/{where}", {**form, "version": version}).status_code == 303
        console.advance(minutes=1)

    step("answer", text="گرم شد.", then="answered")
    step("move", to="closed", resolution="explained")
    step("appeal", reason="هنوز سرد است")
    step("move", to="answered")
    [row] = console.run(rows(console.store, records.Patron, id=patron))
    told = page_of(client.get(f"/console/patrons/{row.public_id}")).texts(".timeline .what")
    name = {"fa": "زهره", "en": "Zohre"}[language]
    for what in ("message", "closed", "reopen", "answered"):
        [line] = [one for one in told if phrase(f"patrons.entry.case_step.{what}", language) in one]
        assert number in line and name in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_staff_opened_is_not_told_as_asked_for(console: Desk, language: str) -> None:
    patron = console.run(add_patron(console.store, "29990001"))
    [row] = console.run(rows(console.store, records.Patron, id=patron))
    client, data = reads(console, "manager", language), f"/console/patron-data/{row.public_id}"
    assert client.get(f"{data}/copy").status_code == client.get(f"{data}/copy.json").status_code == 200
    name = {"fa": "زهره", "en": "Zohre"}[language]
    assert all(name in one for one in page_of(client.get(data)).rows("[aria-labelledby=requests] tbody tr"))
    told = page_of(client.get(f"/console/patrons/{row.public_id}")).texts(".timeline .what")
    for kind in ("access", "export"):
        [line] = [one for one in told if phrase(f"patrons.entry.data_by_staff.{kind}", language) in one]
        assert name in line
    assert not any(phrase("patrons.entry.data_request", language) in one for one in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_what_belongs_to_a_refusal_stands_in_its_sentence(language: str, reason: Reason) -> None:
    locale = SimpleNamespace(day=lambda day: day.isoformat())
    visit = cast(Any, SimpleNamespace(t=lambda key, **values: phrase(key, language, **values), locale=locale))
    bare, whole = refusal_words(visit, Refusal(reason)), refusal_words(
        visit, Refusal(reason, earliest=date(2026, 12, 11), limit=Limit(2, "renewals"))
    )  # fmt: skip
    assert bare.endswith(".") and bare.count(".") == whole.count(".") == 1
    assert whole.endswith(").") and whole.startswith(bare.removesuffix("."))
