"""A SIP2 server that is slow, silent, gone, or set up wrong: what is told is true, and nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crm import records
from crm.actor import Actor
from crm.database.in_session import in_session
from crm.database.store import Store
from crm.people.merging import merge_patrons
from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from library.leaving import hindrance
from library.reasons import Reason
from library.remote.places import places_of
from library.sip2.access import Sip2Access
from library.sip2.adapter import Sip2Library
from library.sip2.checkup import barcodes_of, check_up
from library.values import CancelStatus, HoldStatus, RenewStatus
from protocol.clock import FixedClock
from tests.support.certificates import certificate, encrypted
from tests.support.port_contract import FRESH, MINA, OMID, PINS, held, loan, who
from tests.support.sip2.app import FakeSip2
from tests.support.sip2.fixtures import access_to, catalogue_without_patrons, sip2_at_work, sip2_library
from tests.support.store_rows import rows


@pytest.fixture
async def sip2(clock: FixedClock) -> AsyncIterator[FakeSip2]:
    async with sip2_at_work(clock) as running:
        yield running


@pytest.fixture
async def own_store(sqlite_store: Store, tmp_path: Path) -> Store:
    await catalogue_without_patrons(sqlite_store, tmp_path)
    return sqlite_store


@pytest.fixture
async def library(sip2: FakeSip2, own_store: Store, clock: FixedClock) -> AsyncIterator[Sip2Library]:
    async with sip2_library(sip2, own_store, clock, seconds=0.4) as opened:
        yield opened


def due_after_renewal() -> date:
    return date(2026, 11, 24) + timedelta(days=16)


async def test_a_renewal_whose_answer_was_lost_is_looked_up_and_not_sent_again(
    sip2: FakeSip2, library: Sip2Library
) -> None:
    patron = await who(library, MINA)
    sip2.silent_after.add("29")
    [outcome] = await library.renew(patron, ["i-blind-1"], key="k")
    assert (outcome.status, outcome.new_due_date) == (RenewStatus.RENEWED, due_after_renewal())
    assert sip2.asked.count("29") == 1
    [again] = await library.renew(patron, ["i-blind-1"], key="k")
    assert (again.status, again.repeated, sip2.asked.count("29")) == (RenewStatus.RENEWED, True, 1)


async def test_of_a_renewal_that_nobody_knows_of_it_is_said_so(sip2: FakeSip2, library: Sip2Library) -> None:
    patron = await who(library, MINA)
    sip2.silent_before.add("29")
    [outcome] = await library.renew(patron, ["i-blind-1"], key="k")
    assert outcome.status is RenewStatus.UNCONFIRMED
    sip2.silent_before.clear()
    [again] = await library.renew(patron, ["i-blind-1"], key="k")
    assert (again.status, again.repeated, sip2.asked.count("29")) == (RenewStatus.UNCONFIRMED, True, 1)
    [anew] = await library.renew(patron, ["i-blind-1"], key="another")
    assert anew.ok


async def test_a_renewal_that_is_looked_up_in_an_answer_nobody_can_read_is_not_called_undone(
    sip2: FakeSip2, library: Sip2Library
) -> None:
    patron = await who(library, MINA)

    async def unreadable_from_now(code: str) -> None:
        sip2.asked.append(code)
        if code == "29":
            sip2.dates = ""
            # No answer comes at all; the test ends the line before.
            await asyncio.sleep(3600)

    sip2._met = unreadable_from_now  # type: ignore[method-assign]
    [outcome] = await library.renew(patron, ["i-blind-1"], key="k")
    assert outcome.status is RenewStatus.UNCONFIRMED


async def test_a_hold_whose_answer_was_lost_is_looked_for(sip2: FakeSip2, library: Sip2Library) -> None:
    fresh = await who(library, FRESH)
    sip2.silent_after.add("15")
    outcome = await library.place_hold(fresh, "t-owl", "main", key="k")
    assert outcome.status is HoldStatus.PLACED
    again = await library.place_hold(fresh, "t-owl", "main", key="k")
    assert (again.status, again.repeated, sip2.asked.count("15")) == (HoldStatus.PLACED, True, 1)
    cancelled = await library.cancel_hold(fresh, str(outcome.hold and outcome.hold.id), key="c")
    assert cancelled.status is CancelStatus.CANCELLED


async def test_a_hold_that_is_listed_by_another_copy_is_not_called_cancelled(
    sip2: FakeSip2, library: Sip2Library
) -> None:
    fresh = await who(library, FRESH)
    outcome = await library.place_hold(fresh, "t-owl", "main", key="k")
    name = str(outcome.hold and outcome.hold.id)
    number = sip2.state.card(FRESH)["patron_id"]
    [hold] = [one for one in sip2.state.holds.values() if one["patron_id"] == number]
    [other] = [
        one for one in sip2.state.items.values() if one["biblio_id"] == hold["biblio_id"] and one["external_id"] != name
    ]

    async def caught_meanwhile(code: str) -> None:
        sip2.asked.append(code)
        if code == "15":
            hold["item_id"], hold["status"] = other["item_id"], "T"
            await asyncio.Event().wait()

    sip2._met = caught_meanwhile  # type: ignore[method-assign]
    first = await library.cancel_hold(fresh, name, key="c")
    assert (first.status, first.repeated) == (CancelStatus.UNCONFIRMED, False)
    again = await library.cancel_hold(fresh, name, key="c")
    assert (again.status, again.repeated) == (CancelStatus.UNCONFIRMED, True)
    assert len(await library.holds(fresh)) == 1
    sip2.state.cancel(hold["hold_id"])
    assert (await library.cancel_hold(fresh, name, key="c")).status is CancelStatus.CANCELLED


async def test_a_line_that_the_server_has_closed_is_opened_again(sip2: FakeSip2, library: Sip2Library) -> None:
    patron = await who(library, MINA)
    for line in library._pool._free:
        line._writer.transport.abort()
    assert len(await library.loans(patron)) == 5
    [outcome] = await library.renew(patron, ["i-blind-1"], key="k")
    assert outcome.ok


async def test_a_server_that_is_gone_is_told_and_left_alone(own_store: Store, clock: FixedClock) -> None:
    library = Sip2Library(own_store, clock, Sip2Access("127.0.0.1", 9, tls=False, seconds=0.3))
    for _ in range(5):
        with pytest.raises(IlsUnavailable) as raised:
            await library.authenticate(MINA, "1111")
        assert raised.value.nothing_done
    with pytest.raises(IlsUnavailable, match="left alone"):
        await library.authenticate(MINA, "1111")
    health = await library.health()
    assert not health.ok and health.detail
    assert (await library.search("بوف کور")).titles[0].available is None, "the catalogue goes on without counts"
    await library.close()


async def test_a_wrong_account_is_our_fault_and_nobodys_pin(
    sip2: FakeSip2, own_store: Store, clock: FixedClock
) -> None:
    async with sip2_library(sip2, own_store, clock, password="wrong") as library:
        with pytest.raises(IlsMisconfigured):
            await library.authenticate(MINA, "1111")


async def test_a_line_that_should_be_encrypted_and_is_not_is_never_used(
    sip2: FakeSip2, own_store: Store, clock: FixedClock
) -> None:
    async with sip2_library(sip2, own_store, clock, tls=True) as library:
        with pytest.raises((IlsMisconfigured, IlsUnavailable)):
            await library.authenticate(MINA, "1111")
    assert sip2.pins == []


async def test_a_line_is_encrypted_by_a_certificate_of_the_servers_own_authority(
    sip2: FakeSip2, own_store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    shown = certificate(tmp_path)
    async with (
        encrypted(sip2.port, shown.server) as port,
        sip2_library(sip2, own_store, clock, tls=True, ca_file=str(shown.path), port=port) as library,
    ):
        patron = await who(library, MINA)
        assert len(await library.loans(patron)) == 5
        [outcome] = await library.renew(patron, ["i-blind-1"], key="k")
        assert outcome.status is RenewStatus.RENEWED
    assert PINS[MINA] in sip2.pins


@pytest.mark.parametrize(
    ("expired", "named", "words"),
    [
        (True, "certificate", "certificate of 127.0.0.1 is not accepted: .*expired"),
        (False, "another", "certificate of 127.0.0.1 is not accepted"),
        (False, "", "certificate of 127.0.0.1 is not accepted"),
        (False, "no-such-file", "KETABYAR_SIP2_CA_FILE: .*no-such-file.pem cannot be read"),
    ],
)
async def test_a_certificate_that_cannot_be_trusted_is_told_and_nothing_is_said_to_its_server(
    sip2: FakeSip2, own_store: Store, clock: FixedClock, tmp_path: Path, expired: bool, named: str, words: str
) -> None:
    shown = certificate(tmp_path, expired=expired)
    certificate(tmp_path, "another")
    trusted = str(tmp_path / f"{named}.pem") if named else ""
    async with (
        encrypted(sip2.port, shown.server) as port,
        sip2_library(sip2, own_store, clock, tls=True, ca_file=trusted, port=port) as library,
    ):
        with pytest.raises(IlsMisconfigured, match=words) as failed:
            await library.authenticate(MINA, "1111")
        assert failed.value.nothing_done
    assert (sip2.asked, sip2.pins) == ([], [])


async def test_no_pin_is_kept_and_an_empty_one_is_never_sent(
    sip2: FakeSip2, library: Sip2Library, own_store: Store
) -> None:
    assert await library.authenticate(MINA, "") is None
    assert sip2.pins == []
    await who(library, MINA)

    rows = await own_store.look(in_session(lambda session: session.scalars(select(records.Patron)).all()))
    [row] = rows
    assert (row.ils_patron_id, row.pin_hash, row.card_last4) == (f"sip2:{MINA}", None, "0001")
    assert PINS[MINA] not in repr([getattr(row, column.key) for column in row.__table__.columns])


async def test_two_first_sign_ins_at_once_are_one_row(library: Sip2Library) -> None:
    first, second = await asyncio.gather(who(library, MINA), who(library, MINA))
    assert first == second


async def test_a_request_to_stop_what_is_ready_is_one_patrons(sip2: FakeSip2, library: Sip2Library) -> None:
    mina = await who(library, MINA)
    ready = await held(library, mina, "Animal Farm")
    first = await library.cancel_hold(mina, ready.id, key="a")
    assert (first.status, first.repeated) == (CancelStatus.REQUESTED, False)
    assert (await library.cancel_hold(mina, ready.id, key="b")).repeated
    # Later the same copy is set aside for another.
    for row in sip2.state.holds.values():
        if row["status"] == "W":
            row["patron_id"] = sip2.state.card(OMID)["patron_id"]
    other = await library.cancel_hold(await who(library, OMID), ready.id, key="a")
    assert (other.status, other.repeated) == (CancelStatus.REQUESTED, False)


@pytest.mark.parametrize("written", ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d"])
async def test_due_days_are_read_as_servers_write_them(sip2: FakeSip2, library: Sip2Library, written: str) -> None:
    sip2.dates = written
    blind = await loan(library, await who(library, MINA), "کوری")
    assert blind.due_date == date(2026, 11, 26)


async def test_a_due_day_that_cannot_be_read_is_not_guessed(sip2: FakeSip2, library: Sip2Library) -> None:
    sip2.dates = "%d.%m.%y"
    patron = await who(library, MINA)
    with pytest.raises(IlsProtocolError):
        await library.loans(patron)


@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
async def test_names_are_read_in_the_servers_letters(own_store: Store, clock: FixedClock, charset: str) -> None:
    async with sip2_at_work(clock, charset=charset) as running, sip2_library(running, own_store, clock) as library:
        patron = await library.authenticate(OMID, PINS[OMID])
        assert patron is not None and patron.name == "Omid Waiting"


async def test_the_check_up_shows_what_the_server_can_do(sip2: FakeSip2, own_store: Store) -> None:
    found = await check_up(access_to(sip2), await barcodes_of(own_store))
    assert (found.name, found.missing, found.renews, found.knows_nobody) == ("Test Library", (), True, True)
    assert found.known == found.asked > 0
    assert sip2.asked.count("29") == sip2.asked.count("15") == 0


async def test_the_reason_of_a_refusal_names_nobody(sip2: FakeSip2, library: Sip2Library) -> None:
    patron = await who(library, MINA)
    [outcome] = await library.renew(patron, ["i-1984-1"], key="k")
    assert outcome.refusal is not None and outcome.refusal.reason is Reason.POLICY
    assert outcome.refusal.raw_code == "Renewal limit reached"


def test_places_are_read_and_nothing_else() -> None:
    assert places_of(" main=MPL, Saadi = SDI ") == {"main": "MPL", "saadi": "SDI"}
    for wrong in ("main", "=MPL", "main="):
        with pytest.raises(ValueError, match="BRANCH=PLACE"):
            places_of(wrong)


async def test_what_is_open_on_a_card_that_was_made_one_with_another_hinders_erasure(
    library: Sip2Library, own_store: Store
) -> None:
    goes, stays = await who(library, MINA), await who(library, FRESH)
    lent = {one.title for one in await library.loans(goes)}
    public = {row.id: row.public_id for row in await rows(own_store, records.Patron)}
    assert lent and await hindrance(own_store, library, stays) is None
    by = Actor("system", "test")
    await merge_patrons(own_store, public[stays], public[goes], by=by, reason="both cards shown")
    open_matters = await hindrance(own_store, library, stays)
    assert open_matters is not None and set(open_matters.lent) == lent
