"""Guardians in the console: both are shown before anything is opened, each step is noted, and it ends at once."""

from __future__ import annotations

from typing import Any

import pytest

from crm import records
from crm.guardians.setting import links
from tests.bot.console.test_patrons import events, in_english
from tests.support.desk import Client, Desk
from tests.support.html import page_of
from tests.support.store_rows import add_patron, rows
from tests.support.texts import occurrences

AT = "/console/guardians"


def made(console: Desk, card: str, name: str, **more: Any) -> str:
    """Add a patron; give the public id."""

    async def work() -> str:
        patron_id = await add_patron(console.store, card, display_name=name, **more)
        (row,) = await rows(console.store, records.Patron, id=patron_id)
        return str(row.public_id)

    return console.run(work())


def family(console: Desk) -> tuple[str, str]:
    mother = made(console, "29990011", "Sima Rad", birth_year=1984)
    return mother, made(console, "29990012", "Hasti Rad", birth_year=2015)


def linked(client: Client, mother: str, child: str, **more: str) -> Any:
    form = {"sees_loans": "1", "sees_holds": "1", "last_day": "", "is_seen": "1", **more}
    return client.post(f"{AT}/{mother}/of/{child}", form)


def kept(console: Desk) -> list[Any]:
    return console.run(rows(console.store, records.Guardianship))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_guardian_is_linked_at_the_desk_and_unlinked(console: Desk, language: str) -> None:
    mother, child = family(console)
    client = in_english(console, "librarian") if language == "en" else console.client("librarian")
    assert client.get(AT).status_code == 200
    assert client.post(AT, {"card": "29990012"}).headers["location"] == f"{AT}/{child}"
    assert client.post(AT, {"card": "nobody"}).status_code == 422
    page = client.get(f"{AT}/{child}")
    assert page.status_code == 200 and "Hasti Rad" in page.text
    found = client.post(f"{AT}/{child}/other", {"role": "guardian", "card": "29990011"})
    assert found.headers["location"] == f"{AT}/{mother}/of/{child}"
    compared = client.get(f"{AT}/{mother}/of/{child}").text
    assert "Sima Rad" in compared and "Hasti Rad" in compared
    assert linked(client, mother, child, is_seen="").status_code == 422
    assert kept(console) == [], "not without the tick"
    assert linked(client, mother, child).headers["location"] == f"{AT}/{child}"
    [row] = kept(console)
    assert (row.sees_loans, row.sees_holds, row.renews, row.made_by_id is not None) == (True, True, False, True)
    assert linked(client, mother, child).status_code == 422
    page = client.get(f"{AT}/{child}").text
    assert "Sima Rad" in page and f"links/{row.id}/end" in page
    assert len(events(console, "guardianship.set")) == 2, "under both"
    stranger = made(console, "29990013", "Other")
    assert client.post(f"{AT}/{stranger}/links/{row.id}/end").status_code == 404
    assert client.post(f"{AT}/{mother}/links/{row.id}/end").headers["location"] == f"{AT}/{mother}"
    [row] = kept(console)
    assert (row.end_reason, row.ended_by_id is not None) == ("staff", True)
    assert f"links/{row.id}/end" not in client.get(f"{AT}/{child}").text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"sees_loans": "", "sees_holds": ""}, "Something is to be seen"),
        ({"last_day": "2020-01-01"}, "A day that is not past"),
        ({"last_day": "someday"}, ""),
    ],
)
def test_what_cannot_be_is_said(console: Desk, more: dict[str, str], said: str) -> None:
    mother, child = family(console)
    client = in_english(console, "librarian")
    answer = linked(client, mother, child, **more)
    assert answer.status_code == 422 and said in answer.text
    assert kept(console) == []


def test_a_child_is_no_guardian_and_the_other_must_be_another(console: Desk) -> None:
    mother, child = family(console)
    client = in_english(console, "librarian")
    assert occurrences("guardians.bad.child", linked(client, child, mother).text, "en")
    assert client.post(f"{AT}/{child}/other", {"role": "guardian", "card": "29990012"}).status_code == 422
    assert client.post(f"{AT}/{child}/other", {"role": "owner", "card": "29990011"}).status_code == 422
    assert client.get(f"{AT}/nobody").status_code == 404


def test_ages_are_set_by_who_answers_for_patrons_data(console: Desk) -> None:
    manager, librarian = in_english(console, "manager"), console.client("librarian")
    assert librarian.post(f"{AT}/ages", {"until": "16", "say": "10"}).status_code == 403
    for until, say in (("", "10"), ("99", "10"), ("16", "17")):
        assert manager.post(f"{AT}/ages", {"until": until, "say": say}).status_code == 422
    assert manager.post(f"{AT}/ages", {"until": "۱۶", "say": "10"}).headers["location"] == AT
    assert page_of(manager.get(AT)).value("until") == "16"
    assert len(events(console, "guardian_rules.changed")) == 1


def test_who_only_reads_sets_nothing_and_who_sees_no_patrons_sees_none(console: Desk) -> None:
    mother, child = family(console)
    auditor, editor = console.client("auditor"), console.client("editor")
    assert auditor.get(f"{AT}/{child}").status_code == 200
    assert "/other" not in auditor.get(f"{AT}/{child}").text
    for path in (f"{AT}/{child}/other", f"{AT}/{mother}/of/{child}", f"{AT}/{child}/links/1/end"):
        assert auditor.post(path, {}).status_code == 403, path
    for path in (AT, f"{AT}/{child}", f"{AT}/{mother}/of/{child}"):
        assert editor.get(path).status_code == 403, path


def test_the_patrons_page_leads_there(console: Desk) -> None:
    mother, child = family(console)
    client = console.client("librarian")
    assert f"{AT}/{child}" in page_of(client.get(f"/console/patrons/{child}")).links()
    linked(client, mother, child)

    async def seen() -> list[str]:
        [row] = await rows(console.store, records.Patron, public_id=child)
        found = await links(console.store, row.id, console.store.clock.now().date())
        return [one.state for one in found]

    assert console.run(seen()) == ["running"]
