"""The names of members of staff: in one language or in both, each reader sees the one they read."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.handoff.queue import colleagues
from crm.messages.views import message_view
from crm.records.staff_names import StaffName, name_of
from crm.staff import accounts
from crm.staff.members import add_staff
from protocol.clock import FixedClock

BOTH = StaffName.of("سارا احمدی", "Sara Ahmadi")
STAFF, EVENT = table_of(records.StaffUser), table_of(records.AuditEvent)


@pytest.mark.parametrize(
    ("fa", "en", "persian", "english", "typed"),
    [
        ("سارا", "Sara", "سارا", "Sara", {"fa": "سارا", "en": "Sara"}),
        ("سارا", "", "سارا", "سارا", {"fa": "سارا", "en": ""}),
        (" ", "Sara", "Sara", "Sara", {"fa": "", "en": "Sara"}),
        ("Sara", "Sara", "Sara", "Sara", {"fa": "", "en": "Sara"}),
        ("Sara", "Sarah", "Sara", "Sarah", {"fa": "Sara", "en": "Sarah"}),
        ("", "", "", "", {"fa": "", "en": ""}),
    ],
)
def test_a_name_that_is_missing_is_the_one_that_is_there(
    fa: str, en: str, persian: str, english: str, typed: dict[str, str]
) -> None:
    name = StaffName.of(fa, en)
    assert (name.said("fa"), name.said("en"), name.by_language) == (persian, english, typed)


async def test_a_name_is_kept_found_and_read_in_both_languages(store: Store) -> None:
    sara = await add_staff(store, "sara", BOTH, "admin", "a long password")
    await add_staff(store, "omid", "امید {", "librarian", "a long password")
    known, _ = await accounts.accounts(store, sort="username")
    assert [one.display_name.by_language for one in known] == [{"fa": "امید {", "en": ""}, BOTH.by_language]
    assert sara.display_name.said("en") == "Sara Ahmadi" and sara.display_name == "سارا احمدی"
    for asked in ("ahmadi", "احمدی"):
        assert [one.username for one in (await accounts.accounts(store, q=asked))[0]] == ["sara"]
    assert (await accounts.accounts(store, q="en"))[1] == 0, "no key of how it is kept"
    assert [one.display_name.said("en") for one in await colleagues(store)] == ["امید {", "Sara Ahmadi"]
    nobody = select(name_of(STAFF)).select_from(EVENT.outerjoin(STAFF, STAFF.c.id == 0))
    assert set(await store.look(lambda connection: connection.scalars(nobody).all())) == {None}


async def test_a_changed_name_says_in_the_trail_what_changed(sqlite_store: Store) -> None:
    store = sqlite_store
    sara = await add_staff(store, "sara", "سارا احمدی", "admin", "a long password")
    by = Actor.staff(sara.id, "sara")

    async def prefer(name: str) -> list[str]:
        await accounts.set_preferences(store, sara.id, display_name=name, language="fa", calendar=None, by=by)
        newest = select(EVENT.c.changed_fields).order_by(EVENT.c.id.desc()).limit(1)
        return list(await store.look(lambda connection: connection.scalar(newest)) or ())

    assert await prefer(BOTH) == ["further_names"]
    assert (await accounts.account(store, sara.id)).display_name.said("en") == "Sara Ahmadi"
    assert await prefer("سارا") == ["display_name", "further_names"]
    assert (await accounts.account(store, sara.id)).display_name.said("en") == "سارا"
    for wrong in (StaffName.of("", " "), StaffName.of("سارا", "x" * 101), "x" * 101):
        with pytest.raises(InvalidValue) as refused:
            await prefer(wrong)
        assert refused.value.field == "display_name"


async def test_neither_name_is_a_password(sqlite_store: Store) -> None:
    for password in ("ahmadi-ahmadi", "احمدی احمدی"):
        with pytest.raises(InvalidValue) as refused:
            await add_staff(sqlite_store, "sara", BOTH, "admin", password)
        assert refused.value.field == "password"


def test_a_patron_reads_the_name_in_the_language_of_the_message(clock: FixedClock) -> None:
    row = {
        "id": 1, "interaction_id": 1, "seq": 1, "sender": "staff", "body": "x", "buttons": None, "custom": None,
        "created_at": clock.now(), "client_message_id": None,
    }  # fmt: skip
    said = {language: message_view({**row, "language": language, "by": BOTH}).by for language in ("fa", "en")}
    assert said == {"fa": "سارا احمدی", "en": "Sara Ahmadi"}
    assert message_view({**row, "language": "en", "by": None}).by is None
