"""Jobs go on whatever happens to one round of them."""

from __future__ import annotations

import asyncio

import pytest

from bot.jobs.runner import Job, JobRunner
from bot.web.shell import loggable
from crm.errors import StoreBusy
from tests.support.waiting import eventually


async def test_a_job_is_done_again_and_again_and_survives_errors(caplog: pytest.LogCaptureFixture) -> None:
    rounds = 0
    enough = asyncio.Event()

    async def work() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 4:
            enough.set()
        if rounds < 3:
            raise RuntimeError("the store is away")
        return 1

    other = asyncio.Event()

    async def other_work() -> int:
        other.set()
        return 0

    runner = JobRunner([Job("one", 0.01, work), Job("two", 0.01, other_work)])
    await runner.start()
    async with asyncio.timeout(5):
        await enough.wait()
        await other.wait()
    await runner.stop()
    done = rounds
    # Five rounds, if it were still going.
    await asyncio.sleep(0.05)
    assert rounds == done
    assert "the job one failed" in caplog.text


async def test_what_nobody_waits_for_begins_later() -> None:
    done: list[str] = []
    both = asyncio.Event()

    async def work(name: str) -> int:
        done.append(name)
        if name == "later":
            both.set()
        return 0

    runner = JobRunner([Job("later", 60, lambda: work("later"), after=0.2), Job("now", 60, lambda: work("now"))])
    await runner.start()
    await eventually(lambda: done)
    assert done == ["now"]
    async with asyncio.timeout(5):
        await both.wait()
    await runner.stop()
    assert done == ["now", "later"]


def test_the_access_log_shows_no_token() -> None:
    assert loggable("/sign-in/abcDEF_123") == "/sign-in/…"
    assert loggable("/sign-in/abc/def") == "/sign-in/…/def"
    assert loggable("/api/chat/messages") == "/api/chat/messages"


async def test_a_busy_store_puts_a_job_off_without_a_page_of_errors(caplog: pytest.LogCaptureFixture) -> None:
    rounds = 0

    async def work() -> int:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise StoreBusy("another transaction did not end in time")
        return 1

    runner = JobRunner([Job("one", 0.01, work)])
    await runner.start()

    async def again() -> bool:
        return rounds > 1

    await eventually(again)
    await runner.stop()
    [told] = [record for record in caplog.records if record.name == "bot.jobs.runner"][:1]
    assert (told.levelname, told.exc_info) == ("WARNING", None)
