"""What dies or stalls while a patron on Telegram has something done: it is done once, and never behind an apology."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.support.system import System, make_begun_system, rows
from tests.support.telegram_peer import TOKEN, Telegram, telegram
from tests.support.telegram_person import Person
from tests.support.waiting import eventually
from tests.system.test_faults import renewals
from tests.system.test_late import NO_ANSWER, TURN_SECONDS, open_turns

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

RENEW = "renew my books"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[Telegram]:
    async with telegram() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hasty(world: Telegram, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    """A system on Telegram whose turns are given up soon."""
    settings = {
        "KETABYAR_TELEGRAM_TOKEN": TOKEN,
        "KETABYAR_TELEGRAM_BASE_URL": world.base_url,
        "KETABYAR_TURN_SECONDS": str(TURN_SECONDS),
    }
    running = make_begun_system(tmp_path_factory.mktemp("hasty-telegram"), settings)
    await asyncio.to_thread(running.start)
    yield running
    await asyncio.to_thread(running.stop)


async def asked_to_renew(system: System, world: Telegram, chat: int, card: int) -> Person:
    """A patron who is signed in and was asked whether all is to be renewed."""
    patron = Person(world, chat, "en")
    asked = await patron.sign_in(await patron.say(RENEW), system, card=card)
    assert any(call.buttons for call in asked), [call.text for call in asked]
    return patron


async def in_the_journal(system: System, text: str) -> None:
    """Wait until a message is there and not yet answered."""
    waiting = (
        "SELECT 1 FROM journal JOIN message ON message.id = journal.message_id"
        " WHERE message.body = ? AND journal.state = 'received'"
    )
    await eventually(lambda: rows(system.store_path, waiting, text), 30)


async def told_after(world: Telegram, chat: int, count: int) -> list[str]:
    """Wait until something came behind so many messages, and no turn is left; what was sent."""
    await world.sent(count + 1, chat, seconds=60)
    await asyncio.sleep(2.5)  # nothing must come of it any more, so nothing tells when it is over
    return world.texts(chat)[count:]


async def test_what_a_stalled_process_was_asked_for_is_not_done_after_the_apology(
    hasty: System, world: Telegram
) -> None:
    for chat, card, process in ((971, 0, "engine"), (972, 1, "actions")):
        patron = await asked_to_renew(hasty, world, chat, card)
        before, count = renewals(hasty), len(world.texts(chat))
        text = f"yes please do, I am number {chat}"
        hasty.signal(process, signal.SIGSTOP)
        try:
            await world.write(text, chat, language="en")
            await in_the_journal(hasty, text)
            await world.sent(count + 1, chat, seconds=60)
        finally:
            hasty.signal(process, signal.SIGCONT)
        told = await told_after(world, chat, count)
        assert [each for each in told if each.startswith(NO_ANSWER)] == told, "one apology, and nothing behind it"
        assert len(told) == 1
        assert renewals(hasty) == before
        # Following the apology does it, and once.
        await patron.say(RENEW)
        await patron.say("yes please do so")
        earlier = dict(before)
        assert renewals(hasty) != before
        assert all(times - earlier.get(loan, 0) <= 1 for loan, times in renewals(hasty))
    assert open_turns(hasty) == 0


async def test_a_gateway_killed_while_a_renewal_runs_renews_once(hasty: System, world: Telegram) -> None:
    hasty.circulation_as_begun()
    chat, text = 973, "yes go ahead"
    await asked_to_renew(hasty, world, chat, 0)
    before, count = dict(renewals(hasty)), len(world.texts(chat))
    old = hasty.pid("gateway")
    hasty.signal("actions", signal.SIGSTOP)
    try:
        await world.write(text, chat, language="en")
        await in_the_journal(hasty, text)
        await asyncio.sleep(0.3)  # how far a turn has come is told nowhere; wherever it is met, the same must hold
        hasty.signal("gateway", signal.SIGKILL)
    finally:
        hasty.signal("actions", signal.SIGCONT)
    await asyncio.to_thread(hasty.wait_restarted, "gateway", old)
    told = await told_after(world, chat, count)
    assert told and not [each for each in told if each.startswith(NO_ANSWER)], told
    assert len(told) == len(set(told))
    after = renewals(hasty)
    assert dict(after) != before, told
    assert all(times - before.get(loan, 0) <= 1 for loan, times in after)
    # Written once, however often the messenger delivered it.
    assert len(rows(hasty.store_path, "SELECT 1 FROM message WHERE body = ?", text)) == 1
    assert open_turns(hasty) == 0
