"""A process that dies or hangs is replaced, and it is told: what, why, and what happens next."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from bot.supervisor import liveness, service
from bot.supervisor.service import ended_by
from bot.supervisor.up import _unbroken
from tests.support.children import watched
from tests.support.waiting import eventually


async def test_a_killed_process_is_started_again_at_once_and_it_is_said(tmp_path: Path) -> None:
    async with watched(tmp_path) as child:
        old = child.pid
        os.kill(old, signal.SIGKILL)
        await eventually(lambda: child.heard("answers again"))
        assert child.said[0] == f"the engine (process {old}) ended: killed by SIGKILL; it is started again at once"
        assert child.pid != old


async def test_a_storm_of_kills_makes_nobody_wait(tmp_path: Path) -> None:
    async with watched(tmp_path) as child:
        for _ in range(6):
            before = len(child.said)
            os.kill(child.pid, signal.SIGKILL)
            await eventually(lambda before=before: len(child.said) >= before + 2)
        assert all("at once" in line or "answers again" in line for line in child.said)


async def test_a_process_that_does_not_answer_is_killed_and_replaced(tmp_path: Path) -> None:
    async with watched(tmp_path) as child:
        old = child.pid
        os.kill(old, signal.SIGSTOP)
        begun = time.monotonic()
        await eventually(lambda: child.pid != old)
        took = time.monotonic() - begun
        assert 2 * child.service.ask_seconds < took < 8 * child.service.ask_seconds
        assert "did not answer for 1 s and was killed; it is started again at once" in child.said[0]
        await eventually(lambda: child.heard("answers again"))


async def test_one_that_computes_for_ever_says_where_before_it_is_killed(tmp_path: Path) -> None:
    async with watched(tmp_path) as child:
        old = child.pid
        (tmp_path / "hang").touch()
        await eventually(lambda: child.pid != old)
        assert "did not answer" in child.said[0]
        log = child.service.log.read_text(encoding="utf-8")
        assert "most recent call first" in log and "do_GET" in log


async def test_one_that_answers_but_is_not_ready_is_left_alone(tmp_path: Path) -> None:
    async with watched(tmp_path, "unready", ask_seconds=0.1, wait=False) as child:
        # Fifteen questions, each answered by “not ready”: nothing must come of them.
        await asyncio.sleep(1.5)
        assert child.said == []
        assert len(child.starts()) == 1


async def test_one_that_is_still_starting_is_left_alone_for_its_time(tmp_path: Path) -> None:
    async with watched(tmp_path, "mute", ask_seconds=0.1, wait=False) as child:
        child.service.ready_seconds = 1.5
        # Two thirds of its time to start, without an answer.
        await asyncio.sleep(1.0)
        assert child.said == []
    async with watched(tmp_path, "mute", ask_seconds=0.1, wait=False) as child:
        child.service.ready_seconds = 0.5
        await eventually(lambda: child.heard("did not answer within"))


async def test_one_that_never_becomes_ready_is_started_again_after_growing_pauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "RESTART_PAUSE", (0.1, 0.3, 0.6))
    async with watched(tmp_path, "stillborn", wait=False) as child:
        await eventually(lambda: len(child.starts()) >= 5)
        gaps = [later - sooner for sooner, later in zip(child.starts(), child.starts()[1:], strict=False)]
        assert gaps[0] >= 0.1 and gaps[1] >= 0.3 and gaps[2] >= 0.6 and gaps[3] >= 0.6
        assert "ended: exit code 7 (it is not to be); it is started again in 0.1 s" in child.said[0]
        assert "in 0.6 s" in child.said[3]


async def test_while_the_supervisor_itself_was_paused_nothing_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liveness, "LATE_SECONDS", 0.2)
    async with watched(tmp_path, ask_seconds=0.3) as child:
        os.kill(child.pid, signal.SIGSTOP)
        # As on a machine that sleeps, or that is busy beyond measure: our own loop comes late each time.
        for _ in range(12):
            time.sleep(0.6)  # the loop stands still: that is what is tested
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        os.kill(child.pid, signal.SIGCONT)
        # Time for the questions that would end it, had the pauses counted.
        await asyncio.sleep(1.0)
        assert child.said == []


async def test_a_process_that_cannot_be_started_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "RESTART_PAUSE", (0.1,))
    async with watched(tmp_path) as child:
        argv, child.service.argv = child.service.argv, (str(tmp_path / "nothing"),)
        os.kill(child.pid, signal.SIGKILL)
        await eventually(lambda: child.heard("cannot be started"))
        child.service.argv = argv
        await eventually(lambda: child.heard("answers again"))


async def test_what_goes_wrong_before_a_new_start_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "RESTART_PAUSE", (0.1,))
    async with watched(tmp_path) as child:
        codes: list[int] = []

        async def mend(code: int) -> None:
            codes.append(code)
            if len(codes) == 1:
                raise ValueError("something unforeseen")

        child.service.mend = mend
        os.kill(child.pid, signal.SIGKILL)
        await eventually(lambda: child.heard("answers again"))
        assert codes == [-9, -9]
        assert child.heard("something unforeseen")


def test_a_terminal_that_is_gone_ends_nothing() -> None:
    def say(_: str) -> None:
        raise BrokenPipeError

    _unbroken(say, "the engine ended")


async def test_a_flood_past_the_log_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_BYTES", 1000)
    async with watched(tmp_path, ask_seconds=0.1) as child:
        child.service.log.write_bytes(b"x" * 5000)
        await eventually(lambda: child.service.log.stat().st_size < 5000)
        assert child.heard("was emptied")


def test_what_ended_a_process_is_named() -> None:
    assert ended_by(1) == "exit code 1"
    assert ended_by(-9) == "killed by SIGKILL"
    assert ended_by(-250) == "killed by signal 250"
