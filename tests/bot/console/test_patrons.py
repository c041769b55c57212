"""Staff find patrons, see what happened, help them at their word, and undo wrong links and merges; all is noted."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import update

from crm import records
from crm.conversations import identities
from crm.database.upsert import table_of
from crm.patrons.cards import verify_pin
from language.digits import to_ascii
from library.errors import IlsUnavailable
from library.settings import LibrarySettings
from tests.support.desk import Client, Desk
from tests.support.html import Page, page_of
from tests.support.store_rows import add, add_patron, answer, rows, say, sign_in, visitor
from tests.support.texts import occurrences, phrase

AT = "/console/patrons"


def made(console: Desk, card: str, name: str, **more: Any) -> tuple[int, str]:
    """Add a patron; give the id and the page's address."""

    async def work() -> tuple[int, str]:
        patron_id = await add_patron(console.store, card, display_name=name, **more)
        (row,) = await rows(console.store, records.Patron, id=patron_id)
        return patron_id, f"{AT}/{row.public_id}"

    return console.run(work())


def in_english(console: Desk, role: str) -> Client:
    client = console.client(role)
    client.post("/console/me/preferences", {"name_en": role, "language": "en", "calendar": ""})
    return client


def lent(console: Desk, patron_id: int, number: int = 0) -> str:
    """Lend a copy that is free; give the loan's number."""

    async def work() -> str:
        free = await rows(console.store, records.Item, status="available")
        now = console.store.clock.now()
        loan = {"ils_loan_id": f"Lp{patron_id}-{number}", "patron_id": patron_id, "item_id": free[number].id}
        dates = {"loaned_at": now - timedelta(days=10), "due_at": now + timedelta(days=1), "synced_at": now}
        await add(console.store, records.Loan, **loan, **dates, patron_category="member")
        item = table_of(records.Item)
        out = update(item).where(item.c.id == free[number].id).values(status="on_loan")
        await console.store.transact(lambda connection: connection.execute(out))
        return str(loan["ils_loan_id"])

    return console.run(work())


def events(console: Desk, action: str) -> list[Any]:
    return console.run(rows(console.store, records.AuditEvent, action=action))


def key_in(page: str, form: str) -> str:
    """Give the key of one form of a page, by the end of its address."""
    [key] = Page(page).attributes(f'form[action$="{form}"] [name=key]', "value")
    return key


def test_the_life_cycle_stands_in_the_timeline(console: Desk) -> None:
    patron_id, at = made(console, "29990001", "زرقام زرقامی")
    state = {"from_state": "active", "to_state": "lapsing", "reason": "time"}
    now = console.store.clock.now()
    console.run(add(console.store, records.LifecycleEvent, patron_id=patron_id, occurred_at=now, **state))
    shown = page_of(in_english(console, "librarian").get(at)).texts(".timeline .what")
    assert f"{phrase('patrons.entry.lifecycle', 'en')} {phrase('segments.lifecycle.lapsing', 'en')}" in shown[0]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_renewals_holds_and_alarms_stand_in_the_timeline(console: Desk, language: str) -> None:
    patron_id, at = made(console, "20009101", "نگار")
    loan = lent(console, patron_id)

    async def happen() -> str:
        store, library = console.store, console.parts.library
        await library.renew(patron_id, [loan], key="r1")
        # Not the title of the copy that was lent: nobody reserves what they have.
        title = (await rows(store, records.TitleRecord))[5]
        place = (await library.pickup_branches(patron_id, title.ils_bib_id))[0].code
        placed = await library.place_hold(patron_id, title.ils_bib_id, place, key="h1")
        assert placed.hold is not None
        console.clock.advance(timedelta(hours=1))
        await library.cancel_hold(patron_id, placed.hold.id, key="c1")
        said = await say(store, await sign_in(store, await visitor(store), patron_id), "یه نفر بیهوش شده")
        now = store.clock.now()
        await add(
            store, records.Alarm, interaction_id=said.interaction.id, kind="medical", raised_at=now, last_at=now,
            last_message="m1",
        )  # fmt: skip
        return str(title.title)

    title = console.run(happen())
    client = in_english(console, "librarian") if language == "en" else console.client("librarian")
    entries = page_of(client.get(at)).texts(".timeline .what")
    for key, more in (
        ("renewal", ""),
        ("hold", title),
        ("hold_end.cancelled", title),
        ("alarm", phrase("inbox.alarm.kind.medical", language)),
    ):
        said = phrase(f"patrons.entry.{key}", language)
        assert [one for one in entries if one.startswith(said) and more in one], key


def test_a_patron_is_found_and_nothing_typed_stands_in_an_address(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام زرقامی")
    client = console.client("librarian")
    assert phrase("patrons.wanted") in client.get(AT).text
    for typed in ("زرقام", "زرقامي", "۲۹۹۹۰۰۰۱"):
        found = client.post(AT, {"wanted": typed})
        assert found.headers["location"] == at, typed
    assert client.post(AT, {"wanted": ""}).status_code == 422
    assert phrase("patrons.nobody") in client.post(AT, {"wanted": "zqnobody"}).text
    assert events(console, "patron.listed") == []


def test_several_are_shown_and_each_is_noted(console: Desk) -> None:
    made(console, "29990001", "زرقام یک")
    made(console, "29990002", "زرقام دو")
    client = console.client("librarian")
    page = client.post(AT, {"wanted": "زرقام"})
    assert page.status_code == 200
    assert len(page_of(page).links(f"{AT}/")) >= 2
    assert len({event.subject_ref for event in events(console, "patron.listed")}) == 2


@pytest.mark.parametrize("role", ["editor"])
def test_who_may_not_see_patrons_sees_none(console: Desk, role: str) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = console.client(role)
    for path in (AT, at, f"{AT}/duplicates"):
        assert client.get(path).status_code == 403
    assert client.post(AT, {"wanted": "زرقام"}).status_code == 403


def test_who_only_reads_changes_nothing(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = console.client("auditor")
    page = client.get(at)
    assert page.status_code == 200
    assert "/contacts" not in page.text
    for path in (
        f"{at}/contacts",
        f"{at}/renew",
        f"{at}/reserve",
        f"{at}/titles",
        f"{at}/chats/x/unlink",
        f"{at}/other",
        f"{at}/pin",
    ):
        assert client.post(path, {"subject": "x"}).status_code == 403, path
    librarian = console.client("librarian")
    for path in (f"{at}/other", f"{AT}/duplicates/apart", f"{AT}/merges/1/undo"):
        assert librarian.post(path, {}).status_code == 403, path


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_tells_what_happened_in_either_language(console: Desk, language: str) -> None:
    patron_id, at = made(console, "29990001", "زرقام زرقامی")

    async def live() -> None:
        who = await sign_in(console.store, await visitor(console.store), patron_id)
        await answer(console.store, await say(console.store, who, "سلام"), "سلام")

    console.run(live())
    lent(console, patron_id)
    client = console.client("librarian") if language == "fa" else in_english(console, "librarian")
    page = client.get(at)
    assert page.status_code == 200
    for text in ("زرقام زرقامی", "patrons.", "card."):
        assert (text in page.text.replace("/static/console/patrons.css", "")) is (text == "زرقام زرقامی"), text
    assert occurrences("patrons.entry.conversation", page_of(page).text, language)
    assert phrase("patrons.assurance.2", language) in page.text
    (event,) = events(console, "patron.read")
    (patron,) = console.run(rows(console.store, records.Patron, id=patron_id))
    assert event.subject_ref == console.store.subject_ref(patron.public_id)
    trail = console.client("auditor").get(f"/console/audit?patron={patron.public_id}&action=patron.read")
    assert trail.text.count("librarian") >= 1


def test_when_the_library_system_is_away_the_page_says_so(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = in_english(console, "librarian")
    with patch.object(type(console.parts.library), "account", side_effect=IlsUnavailable("away")):
        page = client.get(at)
    assert page.status_code == 200
    assert phrase("patrons.library_away", "en") in page.text
    assert phrase("patrons.timeline", "en") in page.text


def test_a_contact_is_written_down_changed_and_erased(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = in_english(console, "librarian")
    key = key_in(client.get(at).text, "/contacts")
    said = {"key": key, "channel": "phone", "subject": "Renewal", "words": "zqshort", "outcome": "staff_resolved"}
    for _ in range(2):
        assert client.follow(client.post(f"{at}/contacts", said)).status_code == 200
    page = client.get(at).text
    assert page.count("zqshort") == 1
    assert f"{AT}/contacts/{key}" in page
    assert client.post(f"{at}/contacts", {**said, "key": "x", "subject": " "}).status_code == 422
    edit = f"{AT}/contacts/{key}"
    assert "zqshort" in client.get(edit).text
    assert client.post(edit, {**said, "outcome": "odd"}).status_code == 422
    client.post(edit, {**said, "words": "zqother", "channel": "in_person"})
    page = client.get(at).text
    assert ("zqshort" in page, "zqother" in page) == (False, True)
    client.post(f"{edit}/erase", {})
    assert "zqother" not in client.get(at).text
    assert client.get(edit).status_code == 404
    assert {event.action for event in console.run(rows(console.store, records.AuditEvent))} >= {
        "contact.added", "contact.read", "contact.changed", "contact.erased",
    }  # fmt: skip


def test_loans_are_renewed_once_at_the_patrons_word(console: Desk) -> None:
    patron_id, at = made(console, "29990001", "زرقام", category="member")
    loans = [lent(console, patron_id, number) for number in range(2)]
    client = in_english(console, "librarian")
    key = key_in(client.get(at).text, "/renew")
    sent = {"key": key, "loans": loans, "channel": "phone"}
    assert client.post(f"{at}/renew", {"key": key, "channel": "phone"}).status_code == 422
    first = client.post(f"{at}/renew", sent)
    assert first.status_code == 200, first.text
    assert occurrences("patrons.renewed", first.text, "en") == 2
    assert phrase("patrons.by_word.phone", "en") in first.text
    again = client.post(f"{at}/renew", sent)
    assert occurrences("patrons.renewed", again.text, "en") == 2
    counted = console.run(rows(console.store, records.Loan, patron_id=patron_id))
    assert sorted(loan.renewal_count for loan in counted) == [1, 1]
    (contact,) = console.run(rows(console.store, records.Interaction, patron_id=patron_id))
    assert (contact.kind, contact.handled_by, contact.public_id) == ("call", "staff", key)
    (message,) = console.run(rows(console.store, records.Message, interaction_id=contact.id))
    assert phrase("patrons.by_word.phone", "en") in message.body
    # A hold or a renewal that staff made is none of the chat's.
    assert {row.interaction_id for row in console.run(rows(console.store, records.RenewalAttempt)) if row.loan_id in {
        loan.id for loan in counted}} == {None}  # fmt: skip


def test_a_refusal_is_said_in_words(console: Desk) -> None:
    patron_id, at = made(console, "29990001", "زرقام", category="member", is_restricted=True)
    loan = lent(console, patron_id)
    client = in_english(console, "librarian")
    page = client.post(f"{at}/renew", {"key": str(uuid.uuid4()), "loans": [loan], "channel": "in_person"})
    assert page.status_code == 200
    assert phrase("patrons.refused.restricted", "en") in page.text
    assert not occurrences("patrons.renewed", page.text, "en")


def test_anothers_loan_is_not_renewed(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام", category="member")
    other, _ = made(console, "29990002", "دیگری", category="member")
    loan = lent(console, other)
    page = in_english(console, "librarian").post(
        f"{at}/renew", {"key": str(uuid.uuid4()), "loans": [loan], "channel": "phone"}
    )
    assert phrase("patrons.refused.not_found", "en") in page.text
    (row,) = console.run(rows(console.store, records.Loan, patron_id=other))
    assert row.renewal_count == 0


@pytest.mark.parametrize(("sure", "key"), [(True, "patrons.nothing_done"), (False, "patrons.not_known_done")])
def test_a_renewal_without_an_answer_promises_nothing(console: Desk, sure: bool, key: str) -> None:
    patron_id, at = made(console, "29990001", "زرقام", category="member")
    loan = lent(console, patron_id)
    client = in_english(console, "librarian")
    away = IlsUnavailable("away", nothing_done=sure)
    with patch.object(type(console.parts.library), "renew", side_effect=away):
        page = client.post(f"{at}/renew", {"key": str(uuid.uuid4()), "loans": [loan], "channel": "phone"})
    assert page.status_code == 503
    assert phrase(key, "en") in page.text
    assert console.run(rows(console.store, records.Interaction, patron_id=patron_id)) == []


def test_a_title_is_reserved_once_at_the_patrons_word(console: Desk) -> None:
    patron_id, at = made(console, "29990001", "زرقام", category="member")
    client = in_english(console, "librarian")
    assert client.post(f"{at}/titles", {"title": ""}).status_code == 422
    assert client.post(f"{at}/titles", {"title": "zqnosuchtitleatall"}).status_code == 422
    (title, *_) = console.run(rows(console.store, records.TitleRecord))
    page = client.post(f"{at}/titles", {"title": title.title})
    assert page.status_code == 200, page.text
    found = page_of(page)
    sent = {
        "key": key_in(page.text, "/reserve"),
        "title_id": found.value("title_id"),
        "branch": found.options("branch")[0],
        "channel": "in_person",
    }
    for _ in range(2):
        done = client.post(f"{at}/reserve", sent)
        assert done.status_code == 200
        assert phrase("patrons.reserved", "en") in done.text
    holds = console.run(rows(console.store, records.Hold, patron_id=patron_id))
    assert len(holds) == 1
    assert holds[0].interaction_id is None
    (contact,) = console.run(rows(console.store, records.Interaction, patron_id=patron_id))
    assert contact.kind == "visit"
    again = client.post(f"{at}/reserve", {**sent, "key": str(uuid.uuid4())})
    assert phrase("patrons.refused.already_have", "en") in again.text


def test_a_wrong_link_is_undone(console: Desk) -> None:
    patron_id, at = made(console, "29990001", "زرقام")

    async def live() -> str:
        who = await sign_in(console.store, await visitor(console.store), patron_id)
        await say(console.store, who, "سلام")
        return who.public_id

    chat = console.run(live())
    client = in_english(console, "librarian")
    assert phrase("patrons.assurance.2", "en") in client.get(at).text
    path = f"{at}/chats/{chat}/unlink"
    assert client.post(path, {"not_theirs": "since", "reason": ""}).status_code == 422
    assert client.post(path, {"not_theirs": "odd", "reason": "wrong card"}).status_code == 422
    page = client.follow(client.post(path, {"not_theirs": "since", "reason": "wrong card"}))
    assert phrase("patrons.no_chats", "en") in page.text
    assert console.run(rows(console.store, records.Interaction, patron_id=patron_id)) == []
    assert client.post(path, {"not_theirs": "since", "reason": "wrong card"}).status_code == 404


def test_two_records_are_made_one_and_two_again(console: Desk) -> None:
    born = {"birth_year": 1371}
    _, at = made(console, "29990001", "زرقام زرقامی", **born)
    other, there = made(console, "29990002", "زرقام زرقامي", **born)
    client = in_english(console, "supervisor")
    assert phrase("patrons.maybe_same", "en") in client.get(at).text
    duplicates = client.get(f"{AT}/duplicates").text
    assert phrase("patrons.same_by.name", "en") in duplicates
    assert client.post(f"{at}/other", {"card": "29990001"}).status_code == 422
    assert client.post(f"{at}/other", {"card": "1"}).status_code == 422
    compared = client.follow(client.post(f"{at}/other", {"card": "29990002"}))
    assert phrase("patrons.merge_title", "en") in compared.text
    merge = f"{at}/merge/{there.rsplit('/', 1)[1]}"
    stays = at.rsplit("/", 1)[1]
    assert client.post(merge, {"survivor": "nobody", "reason": "x"}).status_code == 422
    assert client.post(merge, {"survivor": stays, "reason": ""}).status_code == 422
    page = client.follow(client.post(merge, {"survivor": stays, "reason": "both cards shown"}))
    assert phrase("patrons.merged", "en") in page.text
    assert client.get(there).headers["location"] == at
    [undo] = set(page_of(page).links(f"{AT}/merges/"))
    look = client.get(undo)
    assert "both cards shown" in look.text
    back = client.follow(client.post(f"{undo}/undo", {}))
    assert phrase("patrons.merge_undone", "en") in back.text
    assert client.get(there).status_code == 200
    assert client.post(f"{undo}/undo", {}).status_code == 404
    assert console.run(rows(console.store, records.Patron, id=other))[0].merged_into_id is None


def test_two_people_are_not_proposed_again(console: Desk) -> None:
    born = {"birth_year": 1371}
    _, at = made(console, "29990001", "زرقام زرقامی", **born)
    _, there = made(console, "29990002", "زرقام زرقامی", **born)
    client = in_english(console, "manager")
    pair = {"one": at.rsplit("/", 1)[1], "other": there.rsplit("/", 1)[1]}
    page = client.follow(client.post(f"{AT}/duplicates/apart", pair))
    assert pair["one"] not in page.text
    assert phrase("patrons.maybe_same", "en") not in client.get(at).text


def test_the_page_tells_whether_a_patron_is_clear(console: Desk) -> None:
    patron_id, at = made(console, "29990009", "زرقام زرقامی")
    client = in_english(console, "librarian")
    assert phrase("patrons.clear", "en") in client.get(at).text
    lent(console, patron_id)
    now = console.store.clock.now()
    fine = {"ils_fine_id": "Fp9", "patron_id": patron_id, "kind": "overdue", "amount_minor": 70_000, "currency": "IRR"}
    console.run(add(console.store, records.Fine, **fine, assessed_at=now))
    page = client.get(at).text
    assert (
        phrase("patrons.not_clear", "en") in page and "To return: 1" in page and "To pay: " in page and "70,000" in page
    )
    assert phrase("patrons.clear", "en") not in page


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_new_pin_is_shown_once_and_signs_in(console: Desk, language: str) -> None:
    patron_id, at = made(console, "29990001", "زرقام")
    chat = console.run(visitor(console.store))
    console.run(sign_in(console.store, chat, patron_id))
    client = console.client("librarian") if language == "fa" else in_english(console, "librarian")
    page = client.get(at)
    assert phrase("patrons.pin_none", language) in page.text
    given = client.post(f"{at}/pin", {"seen": "", "pin": ""})
    assert given.status_code == 200
    [shown] = page_of(given).texts(".given-pin")
    pin = to_ascii(shown)
    assert len(pin) == 6 and (shown == pin) is (language == "en")
    assert occurrences("patrons.pin_ended", page_of(given).text, language)
    assert console.run(verify_pin(console.store, "29990001", pin)) is not None
    assert console.run(identities.identity(console.store, chat.id)).patron_id is None
    again = client.get(at)
    assert shown not in page_of(again).text and phrase("patrons.pin_none", language) not in again.text
    (event,) = events(console, "patron.pin_given")
    assert event.subject_ref == console.store.subject_ref(at.rsplit("/", 1)[1])
    # The same form once more gives nothing: what is shown is what holds.
    assert client.post(f"{at}/pin", {"seen": "", "pin": ""}).status_code == 409
    assert console.run(verify_pin(console.store, "29990001", pin)) is not None


def test_a_pin_that_the_patron_chose_is_not_shown(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    client = console.client("librarian")
    for pin in ("12", "abcd"):
        wrong = client.post(f"{at}/pin", {"seen": "", "pin": pin})
        assert wrong.status_code == 422 and phrase("patrons.bad.pin") in wrong.text
    given = client.post(f"{at}/pin", {"seen": "", "pin": "۵۵۷۷۹"})
    assert phrase("patrons.pin_chosen") in given.text and not page_of(given).texts(".given-pin")
    assert console.run(verify_pin(console.store, "29990001", "55779")) is not None
    # A second one is given by who has seen the first.
    [seen] = page_of(client.get(at)).attributes('form[action$="/pin"] [name=seen]', "value")
    assert client.post(f"{at}/pin", {"seen": seen, "pin": "66778"}).status_code == 200
    assert console.run(verify_pin(console.store, "29990001", "55779")) is None


def test_a_pin_is_given_only_by_who_works_with_patrons_and_where_pins_are_checked_here(console: Desk) -> None:
    _, at = made(console, "29990001", "زرقام")
    assert console.client("auditor").post(f"{at}/pin", {"seen": "", "pin": ""}).status_code == 403
    client = console.client("librarian")
    with patch.object(LibrarySettings, "checks_cards", property(lambda _self: False)):
        assert 'action="' + at + '/pin"' not in client.get(at).text
        refused = client.post(f"{at}/pin", {"seen": "", "pin": ""})
    assert refused.status_code == 409 and phrase("patrons.pin_elsewhere") in refused.text
    assert events(console, "patron.pin_given") == []
