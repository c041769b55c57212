"""Who stays, leaves and comes back, on both databases, against cohorts whose figures are worked out by hand."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.database.store import Store
from crm.figures.reading import figures_of, read
from crm.figures.relationship import WinBack, won_back
from crm.figures.rollup import roll_up
from crm.figures.values import Amount
from protocol.clock import FixedClock
from tests.support.given_figures import DAY, DAYS, NOON, case, event, known_since, patron, share, talk, write

FIRST = DAY - timedelta(days=30)
BEGIN, LATER = NOON - 40 * DAYS, NOON - 10 * DAYS


async def test_retention_and_churn(store: Store) -> None:
    """Ten used the library at the beginning, seven of them at the end; two lapsing ones came back, and three joined."""
    people = [patron(n) for n in range(1, 13)] + [patron(n, registered_at=LATER) for n in (13, 14, 15)]
    await write(store, records.Patron, *people)
    await known_since(store, BEGIN - DAYS)
    for who in range(1, 11):
        await event(store, who, None, "new" if who == 1 else "active", BEGIN)
    await event(store, 1, "new", "active", LATER)
    for who in (8, 9, 10):
        await event(store, who, "active", "lapsing", LATER)
    for who in (11, 12):
        await event(store, who, None, "lapsing", BEGIN)
        await event(store, who, "lapsing", "active", LATER, "engaged")
    for who in (13, 14, 15):
        await event(store, who, None, "new", LATER, "registered")
    assert await share(store, "retention", FIRST) == (7, 10)
    assert await share(store, "churn", FIRST) == (3, 10)
    # Seven and the two who came back, of all twelve members of the beginning: those who return swell it.
    assert await share(store, "retention_published", FIRST) == (9, 12)
    # Before the first run nobody knows.
    assert await share(store, "retention", DAY - timedelta(days=300)) == (0, 0)


async def test_newly_lapsed_returned_and_activation_are_counted_by_their_day(store: Store) -> None:
    await write(store, records.Patron, *(patron(n) for n in range(1, 8)))
    await known_since(store, NOON - DAYS)
    await event(store, 1, "lapsing", "lapsed", NOON)
    await event(store, 2, "new", "lapsed", NOON, "unused")
    await event(store, 3, None, "lapsed", NOON, "first_seen")
    await event(store, 4, "active", "lapsed", NOON, "rule")
    await event(store, 5, "lapsed", "active", NOON, "engaged")
    await event(store, 6, "new", "active", NOON, "settled")
    await event(store, 7, "lapsing", "lapsed", NOON + DAYS)
    made = figures_of(await read(store, DAY, DAY))
    assert made["newly_lapsed"].value == Amount(2, guarded=True) and made["newly_lapsed"].value.is_hidden
    assert made["returned"].value == Amount(1, guarded=True)
    assert await share(store, "activation") == (1, 2)


async def test_stocks_give_who_is_lapsing_now(store: Store) -> None:
    states = ["active"] * 6 + ["lapsing"] * 2 + ["new"] * 2 + ["lapsed"] * 3 + ["prospect"]
    await write(store, records.Patron, *(patron(n, lifecycle=state) for n, state in enumerate(states, 1)))
    await write(store, records.Interaction, talk(1, patron_id=1), talk(2, patron_id=1), talk(3, patron_id=7))
    await write(store, records.ServiceCase, *(case(n) for n in (1, 2)))
    await roll_up(store)
    today = store.clock.now().date()
    assert await share(store, "lapsing_now", DAY, today) == (2, 8)
    assert await share(store, "reach", DAY, today) == (2, 13)
    assert await share(store, "complaints", DAY, today) == (2, 8)


def test_won_back_against_those_left_out() -> None:
    """Four of ten who were written to came in time, one of five left out did: 40 less 20."""
    contacted = dict.fromkeys(range(1, 11), NOON)
    held_out = dict.fromkeys(range(11, 16), NOON)
    uses = [(n, NOON + n * DAYS) for n in (1, 2, 3)] + [(4, NOON + 30 * DAYS)]
    uses += [(5, NOON + 31 * DAYS), (6, NOON), (7, NOON - DAYS), (1, NOON + 2 * DAYS), (11, NOON + DAYS)]
    made = won_back(contacted, held_out, uses, timedelta(days=30))
    assert made == WinBack(10, 4, 5, 1)
    assert made.gain == 20.0
    assert WinBack(10, 4).gain is None


async def test_who_was_written_to_while_silent_and_came_in_time(store: Store, clock: FixedClock) -> None:
    await write(store, records.Patron, *(patron(n) for n in range(1, 6)))
    for who in (1, 2, 3):
        await event(store, who, None, "lapsed", NOON - 50 * DAYS, "first_seen")
    await event(store, 4, None, "active", NOON - 50 * DAYS, "first_seen")
    await event(store, 5, None, "lapsing", NOON - 50 * DAYS, "first_seen")
    notice = {"kind": "card_expiring", "channel": "telegram", "planned_at": NOON, "send_after": NOON, "due_at": NOON}
    rows = [
        {**notice, "patron_id": who, "thing": f"card:{who}", "status": status, "reason": reason, "settled_at": NOON}
        for who, status, reason in (
            (1, "sent", None), (2, "sent", None), (3, "suppressed", "no_consent"), (4, "sent", None), (5, "sent", None),
        )
    ]  # fmt: skip
    await write(store, records.Notice, *rows)
    came = [talk(1, patron_id=1, started_at=NOON + 29 * DAYS, ended_at=NOON + 29 * DAYS)]
    came += [talk(2, patron_id=2, started_at=NOON + 31 * DAYS, ended_at=NOON + 31 * DAYS)]
    await write(store, records.Interaction, *came)
    assert await share(store, "win_back") == (0, 0), "the time to come is not over"
    clock.advance(40 * DAYS)
    assert await share(store, "win_back") == (1, 3)


async def test_who_had_complained_and_used_the_library_again(store: Store, clock: FixedClock) -> None:
    await write(store, records.Patron, *(patron(n) for n in (1, 2)))
    shut = {"status": "closed", "resolution": "fixed", "closed_at": NOON}
    await write(store, records.ServiceCase, *(case(n, patron_id=n, **shut) for n in (1, 2)))
    steps = [{"case_id": n, "kind": "status", "to_value": "closed", "occurred_at": NOON} for n in (1, 2)]
    await write(store, records.CaseEvent, *steps)
    came = NOON + 80 * DAYS
    await write(store, records.Interaction, talk(1, patron_id=2, started_at=came, ended_at=came))
    assert await share(store, "recovery_retention") == (0, 0), "it is not 90 days ago"
    clock.advance(100 * DAYS)
    assert await share(store, "recovery_retention") == (1, 2)


async def test_records_made_one_are_one_patron(store: Store) -> None:
    await write(store, records.Patron, *(patron(n, merged_into_id=1 if n == 2 else None) for n in (1, 2, 3)))
    await known_since(store, BEGIN - DAYS)
    for who in (1, 2, 3):
        await event(store, who, None, "active", BEGIN)
    await event(store, 2, "active", "lapsed", NOON)
    await event(store, 3, "lapsing", "lapsed", NOON)
    assert await share(store, "retention", FIRST) == (1, 2)
    assert await share(store, "retention_published", FIRST) == (1, 2)
    assert figures_of(await read(store, DAY, DAY))["newly_lapsed"].value == Amount(1, guarded=True)


async def test_who_was_imported_was_not_won_in_the_chat(store: Store) -> None:
    won = ("web_chat", "telegram", "ils_import", "in_person")
    people = [patron(n, acquired_via=via, registered_at=NOON) for n, via in enumerate(won, 1)]
    await write(store, records.Patron, *people)
    # Whoever was taken over from another system may have talked to the bot before all the same.
    await write(store, records.Interaction, talk(1, patron_id=3, started_at=NOON - DAYS))
    assert await share(store, "new_patrons_chat") == (2, 4)
    assert await share(store, "new_patrons_assisted") == (1, 4)
