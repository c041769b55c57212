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


async def test_a_busy_store_puts_a_job_off_in_a_line_and_hides_no_error_behind_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    busy = StoreBusy("another transaction did not end in time")
    rounds: list[Exception | None] = [busy, busy, ValueError("a"), busy, ValueError("b"), None, ValueError("c")]
    left = list(rounds)

    async def work() -> int:
        if left and (error := left.pop(0)) is not None:
            raise error
        return 0

    runner = JobRunner([Job("one", 0.001, work)])
    await runner.start()
    await eventually(lambda: not left)
    await runner.stop()
    told = [(one.levelname, one.exc_info is not None) for one in caplog.records if one.name == "bot.jobs.runner"]
    put_off, in_full, again = ("WARNING", False), ("ERROR", True), ("ERROR", False)
    assert told == [put_off, put_off, in_full, put_off, again, in_full]
