"""The sender of letters goes on: a store that fails for a moment neither holds a letter up nor ends the task."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.letters import sender
from bot.channels.letters.sender import LetterSender, OutgoingLetter
from bot.sharing.membership import Membership
from crm import records
from crm.database.store import Store
from crm.errors import StoreBusy
from crm.messages import outbox
from crm.notices.planning import plan
from crm.notices.ways import addressee
from tests.support.given_notices import RULES, loan, send, wants
from tests.support.store_rows import add, add_patron, rows


async def a_letter(store: Store) -> None:
    patron = await add_patron(store)
    await wants(store, patron, "email", "due_soon")
    address = {"value": "narges@example.org", "value_norm": "narges@example.org"}
    await add(store, records.ContactPoint, patron_id=patron, kind="email", is_primary=True, **address)
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send(store)).messages == 1


def failing_once(real: Callable[..., Awaitable[Any]], error: Exception) -> Callable[..., Awaitable[Any]]:
    errors = [error]

    async def call(*values: Any) -> Any:
        if errors:
            raise errors.pop()
        return await real(*values)

    return call


async def test_a_letter_whose_address_could_not_be_looked_up_is_sent_in_the_next_round(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, taken = sqlite_store, list[OutgoingLetter]()

    async def deliver(letter: OutgoingLetter) -> None:
        taken.append(letter)

    await a_letter(store)
    monkeypatch.setattr(sender, "addressee", failing_once(addressee, StoreBusy()))
    one = LetterSender(store, "email", deliver, RULES)
    with pytest.raises(StoreBusy):
        await one.round()
    [row] = await rows(store, records.Outbox)
    assert row.state == "pending"
    assert await one.round() == 1
    assert [letter.to.address for letter in taken] == ["narges@example.org"]


@pytest.mark.parametrize("error", [StoreBusy(), ValueError("odd")])
async def test_the_task_goes_on_after_an_error_and_tells_of_it(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    store, taken = sqlite_store, asyncio.Event()

    async def deliver(letter: OutgoingLetter) -> None:
        taken.set()

    await a_letter(store)
    monkeypatch.setattr(sender, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(outbox, "due", failing_once(outbox.due, error))
    one = LetterSender(store, "email", deliver, RULES)
    one.start()
    try:
        await asyncio.wait_for(taken.wait(), timedelta(seconds=10).total_seconds())
    finally:
        await one.stop()
    assert type(error).__name__ in caplog.text


class _Unsure(Membership):
    """A gateway that was stopped for so long that the others believe it gone."""

    is_unsure = True

    @property
    def is_sure(self) -> bool:
        return not self.is_unsure


async def test_who_is_believed_to_be_gone_takes_nothing(sqlite_store: Store) -> None:
    store = sqlite_store
    taken: list[OutgoingLetter] = []

    async def deliver(letter: OutgoingLetter) -> None:
        taken.append(letter)

    await a_letter(store)
    member = _Unsure(store)
    one = LetterSender(store, "email", deliver, RULES, member)
    assert [await one.round(), await one.round()] == [0, 0]
    [row] = await rows(store, records.Outbox)
    assert (row.state, row.attempts, row.error) == ("pending", 0, None)
    member.is_unsure = False
    assert await one.round() == 1
    assert len(taken) == 1
