"""A chat of a library that is known only by its files: wishes go to staff, and what is told says how old it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.data_age import rests_on
from actions.dialogue.turn import Services
from crm import records
from crm.database.store import Store
from language.answers import Answers
from library import open_library, seed
from library.settings import LibrarySettings
from protocol.clock import FixedClock
from tests.support.givens import SMALL_LIBRARY
from tests.support.port_contract import MINA, OMID, held, who
from tests.support.store_rows import add, rows
from tests.support.talk import Begin, Talk, talk_with

ZONE = ZoneInfo("Asia/Tehran")


async def brought(store: Store, kind: str, as_of: datetime) -> None:
    """Let a file of this kind have been imported, written at a moment."""
    values = {"source": f"{kind}.csv", "state": "done", "started_by": "test", "counts": {}, "problems": []}
    now = store.clock.now()
    await add(
        store, records.ImportRun, kind=kind, started_at=now, seen_at=now, finished_at=now, data_as_of=as_of, **values
    )


@pytest.fixture
async def services(sqlite_store: Store, clock: FixedClock) -> Services:
    await seed.load(sqlite_store, SMALL_LIBRARY)
    for kind in ("loans", "holds", "fines"):
        await brought(sqlite_store, kind, clock.now().astimezone(ZONE).replace(hour=6, minute=10))
    library = open_library(sqlite_store, clock, LibrarySettings(library_system="files"))
    return Services(sqlite_store, library, ZONE)


@pytest.fixture
def begin(services: Services, answers: Answers) -> Begin:
    async def start(language: str = "fa", card: str | None = None) -> Talk:
        return await talk_with(services, answers, language, card)

    return start


def is_well_said(text: str) -> bool:
    return bool(text) and "None" not in text and "{" not in text


@pytest.mark.parametrize(("language", "age"), [("fa", "امروز، ساعت ۶:۱۰"), ("en", "As of today, 6:10")])
async def test_what_rests_on_files_says_how_old_they_are(begin: Begin, language: str, age: str) -> None:
    talk = await begin(language, card=MINA)
    for intent in ("loans", "hold_status", "fines", "account"):
        said = await talk.presses(f"/{intent}")
        assert said.names[0] == "utter_data_as_of_today" and age in said.text, said.text
        assert is_well_said(said.text)
    hours = await talk.presses("/hours")
    assert not [name for name in hours.names if name.startswith("utter_data")]


async def test_each_answer_has_the_age_of_its_own_file(begin: Begin, services: Services, clock: FixedClock) -> None:
    clock.advance(timedelta(days=3))
    await brought(services.store, "loans", clock.now() - timedelta(hours=1))
    talk = await begin("en", card=MINA)
    assert (await talk.says("loans", "my loans?")).names[0] == "utter_data_as_of_today"
    held = await talk.says("hold_status", "my reservations?")
    assert held.names[0] == "utter_data_as_of" and "November" in held.text
    # All of it together is as old as its oldest part.
    assert (await talk.says("account", "my card?")).names[0] == "utter_data_as_of"


async def test_what_was_never_brought_is_not_told_as_nothing(
    sqlite_store: Store, clock: FixedClock, answers: Answers
) -> None:
    await seed.load(sqlite_store, SMALL_LIBRARY)
    await brought(sqlite_store, "loans", clock.now())
    library = open_library(sqlite_store, clock, LibrarySettings(library_system="files"))
    for language in ("fa", "en"):
        talk = await talk_with(Services(sqlite_store, library, ZONE), answers, language, MINA)
        held = await talk.presses("/hold_status")
        assert held.names == ["utter_data_missing_holds"] and is_well_said(held.text)
        account = await talk.presses("/account")
        assert account.names == ["utter_data_missing_holds", "utter_data_missing_fines"]
        assert (await talk.presses("/loans")).names[0].startswith("utter_data_as_of")


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_renewal_goes_to_staff_and_the_due_date_stays(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language, card=MINA)
    before = await rows(services.store, records.Loan)
    said = await talk.says("renew", "«کوری» را تمدید کن" if language == "fa" else "renew “کوری”", title="کوری")
    assert "utter_renew_requested" in said.names and "K-000001" in said.text and is_well_said(said.text)
    again = await talk.says("renew", "«کوری» را تمدید کن" if language == "fa" else "renew “کوری”", title="کوری")
    assert "utter_renew_requested_again" in again.names and "K-000001" in again.text
    assert [(row.due_at, row.renewal_count) for row in await rows(services.store, records.Loan)] == [
        (row.due_at, row.renewal_count) for row in before
    ]
    (case,) = await rows(services.store, records.ServiceCase)
    assert (case.subject, case.language) == ("renew", language)
    mine = await talk.presses("/case_status")
    assert "K-000001" in mine.text and is_well_said(mine.text)


async def test_all_are_passed_on_one_by_one(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=MINA)
    asked = await talk.says("renew", "renew everything")
    assert "utter_renew_requested_all" in asked.names and is_well_said(asked.text)
    cases = await rows(services.store, records.ServiceCase)
    assert len(cases) == 5 and all(case.number in asked.text for case in cases)


async def test_whether_it_can_be_renewed_is_for_staff_to_say(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=MINA)
    said = await talk.says("renew", "can I renew my books?")
    assert "utter_renew_check" in said.names and "for the staff" in said.text and is_well_said(said.text)
    assert await rows(services.store, records.ServiceCase) == []


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_reservation_is_passed_on_after_the_yes(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language, card=OMID)
    asked = await talk.presses('/hold{"ref": "title:t-owl", "branch": "main"}')
    assert asked.names == ["utter_hold_confirm"]
    said = await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert "utter_hold_requested" in said.names and "K-000001" in said.text and is_well_said(said.text)
    (case,) = await rows(services.store, records.ServiceCase)
    assert case.subject == "hold" and "بوف کور" in case.description


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_cancellation_is_passed_on_after_the_yes(begin: Begin, services: Services, language: str) -> None:
    talk = await begin(language, card=OMID)
    omid = await who(services.library, OMID)
    waiting, before = await held(services.library, omid, "صد سال تنهایی"), await services.library.holds(omid)
    await talk.presses(f'/cancel_hold{{"ref": "hold:{waiting.id}"}}')
    said = await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert "utter_cancel_requested" in said.names and is_well_said(said.text)
    again = await talk.presses(f'/cancel_hold{{"ref": "hold:{waiting.id}"}}')
    assert again.names
    repeated = await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert "utter_cancel_requested_again" in repeated.names
    assert await services.library.holds(omid) == before
    assert len(await rows(services.store, records.ServiceCase)) == 1


async def without(store: Store, clock: FixedClock, *kinds: str) -> Services:
    """Give a library that has brought files of these kinds alone."""
    await seed.load(store, SMALL_LIBRARY)
    for kind in kinds:
        await brought(store, kind, clock.now())
    return Services(store, open_library(store, clock, LibrarySettings(library_system="files")), ZONE)


@pytest.mark.parametrize("kinds", [("loans", "holds"), ("holds", "fines"), ()])
async def test_a_clearance_is_neither_offered_nor_filed_while_a_file_is_missing(
    sqlite_store: Store, clock: FixedClock, answers: Answers, kinds: tuple[str, ...]
) -> None:
    services = await without(sqlite_store, clock, *kinds)
    talk = await talk_with(services, answers, "en", "20000005")
    said = await talk.says("account", "I need a clearance certificate")
    assert said.names and all(name.startswith("utter_data_missing_") for name in said.names), said.names
    assert not talk.slots.get("pending")
    await talk.says("affirm", "ok")
    assert await rows(sqlite_store, records.ServiceCase) == []


async def test_what_is_not_told_is_not_asked(sqlite_store: Store, clock: FixedClock, answers: Answers) -> None:
    services = await without(sqlite_store, clock, "holds", "fines")
    talk = await talk_with(services, answers, "en", MINA)
    said = await talk.says("renew", "I would like to renew")
    assert said.names == ["utter_data_missing_loans"] and not talk.slots.get("pending")
    await talk.says("affirm", "yes")
    assert await rows(sqlite_store, records.ServiceCase) == []


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_without_loans_the_catalogue_is_told_all_the_same(
    sqlite_store: Store, clock: FixedClock, answers: Answers, language: str
) -> None:
    services = await without(sqlite_store, clock, "holds", "fines")
    talk = await talk_with(services, answers, language)
    for intent in ("new_arrivals", "search_book"):
        said = await talk.says(intent, "کوری" if intent == "search_book" else "new books", title="کوری")
        assert not [name for name in said.names if name.startswith("utter_data_missing")], said.names
        assert is_well_said(said.text)
    known = "نمی‌دانم نسخهٔ آزادی هست یا نه" if language == "fa" else "I don’t know whether a copy is free"
    assert "کوری" in said.text and known in said.text


def test_of_every_answer_about_accounts_it_is_said_what_it_rests_on() -> None:
    """A new answer of these families has to be put under its files, or among those that rest on none."""
    told = ("utter_room_left", "utter_room_full", "utter_blocks_nothing", "utter_blocks_not", "utter_blocks_debt",
            "utter_title_copies", "utter_fee_so_far", "utter_fee_not_yet", "utter_title_queue",
            "utter_title_queue_none", "utter_title_back", "utter_why_on_hold", "utter_why_limit",
            "utter_why_fines", "utter_why_overdue",
            "utter_hold_when", "utter_hold_first", "utter_hold_in_time", "utter_hold_desk_closed",
            "utter_hold_desk_over", "utter_hold_not_yet", "utter_hold_today", "utter_hold_days")  # fmt: skip
    assert [name for name in told if not rests_on(name)] == []
    assert rests_on("utter_loan_nobody_waits") == ("loans", "holds")
    assert rests_on("utter_hold_confirm") is None and rests_on("utter_renew_requested_all") == ()


async def test_another_branch_is_said_in_the_open_case(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=OMID)
    omid = await who(services.library, OMID)
    first = await services.library.place_hold(omid, "t-owl", "main", key="one")
    second = await services.library.place_hold(omid, "t-owl", "saadi", key="two")
    third = await services.library.place_hold(omid, "t-owl", "main", key="three")
    again = await services.library.place_hold(omid, "t-owl", "main", key="four")
    assert {one.request for one in (first, second, third, again)} == {"K-000001"}
    assert [one.repeated for one in (first, second, third, again)] == [False, False, False, True]
    (case,) = await rows(services.store, records.ServiceCase)
    notes = [event.note for event in await rows(services.store, records.CaseEvent, case_id=case.id) if event.note]
    assert len(notes) == 2 and notes[1] == case.description
    assert talk.identity_id


@pytest.mark.parametrize("words", ["cancel that", "No, cancel that"])
async def test_a_request_is_taken_back_by_words(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=OMID)
    await talk.presses('/hold{"ref": "title:t-owl", "branch": "main"}')
    assert "utter_hold_requested" in (await talk.says("affirm", "yes")).names
    asked = await talk.says("deny" if words.startswith("No") else "cancel", words, rest=("cancel", 0.9))
    assert asked.names == ["utter_case_ask_withdraw"], asked.names
    assert (await talk.says("affirm", "yes")).names == ["utter_case_withdrawn"]
    (case,) = await rows(services.store, records.ServiceCase)
    assert case.status == "closed" and case.resolution == "withdrawn"


async def test_who_waits_is_told_without_a_rule_that_is_not_ours(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=MINA)
    loan = next(one for one in await services.library.loans(await who(services.library, MINA)) if one.waiting)
    said = await talk.says("renew", f"is anybody waiting for “{loan.title}”?", title=loan.title)
    assert "can't be renewed" not in said.text and "utter_loan_waiting" not in said.names
