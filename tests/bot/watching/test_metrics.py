"""Metrics of a gateway: who may read them, what they say of turns and of what waits, and what they cost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.conversation import conductor
from bot.metrics import Part, counted_turn, took
from crm.errors import StoreBusy
from tests.support.fake_engine import FakeEngine
from tests.support.front import Front, Opener
from tests.support.metrics import ASKS, TOKEN, read
from tests.support.waiting import eventually

WORDS = "kelidar dowlatabadi zorbadge"


@pytest.fixture
def database_url(sqlite_file: Path, tmp_path: Path) -> str:
    """One database: no statement of these tests differs between the two (tests/crm/handoff/test_backlog.py)."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(sqlite_file.read_bytes())
    return f"sqlite:///{path}"


async def test_without_a_token_of_its_own_there_are_no_metrics(front: Front) -> None:
    for path in ("/metrics", "/metrics/engine", "/metrics/actions"):
        assert (await front.http.get(path)).status_code == 404
        assert (await front.http.get(path, headers={"Authorization": "Bearer x"})).status_code == 404


async def test_who_shows_no_token_or_another_reads_nothing(gateway: Opener) -> None:
    async with gateway(metrics_token=TOKEN) as front:
        for path in ("/metrics", "/metrics/engine", "/metrics/actions"):
            for given in ({}, {"Authorization": "Bearer another"}, {"Authorization": TOKEN}):
                answer = await front.http.get(path, headers=given)
                assert (answer.status_code, answer.json()["error"]) == (401, "token_needed")
                assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_turn_is_counted_by_its_end_and_timed_by_its_parts(gateway: Opener) -> None:
    async with gateway(metrics_token=TOKEN) as front:
        before = await read(front)
        visitor = await front.visitor()
        await visitor.say(WORDS)
        after = await read(front)

        def grown(*name: str) -> float:
            return after[name] - before.get(name, 0.0)

        assert grown("ketabyar_turns_total", "channel=web_chat", "outcome=answered") == 1
        assert grown("ketabyar_engine_calls_total", "result=answered") == 1
        for part in ("queue", "engine", "record", "whole"):
            assert grown("ketabyar_turn_seconds_count", f"part={part}") == 1
        whole, engine = (grown("ketabyar_turn_seconds_sum", f"part={part}") for part in ("whole", "engine"))
        assert whole >= engine > 0
        assert after["ketabyar_open_turns",] == 0
        assert after["ketabyar_store_answers",] == 1
        assert after["ketabyar_disk_free_bytes", "place=home"] > 0
        assert after["ketabyar_disk_free_bytes", "place=store"] > 0


async def test_an_answer_that_the_store_does_not_take_is_counted_and_so_is_the_turn_that_stays_open(
    gateway: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_: Any) -> Any:
        raise StoreBusy("the database is locked")

    async with gateway(metrics_token=TOKEN) as front:
        before = await read(front)
        visitor = await front.visitor()
        with monkeypatch.context() as patch:
            patch.setattr(conductor, "close_turn", locked)
            answer = await visitor.post("messages", {"client_message_id": "one", "text": WORDS})
        assert answer.status_code == 503
        after = await read(front)
        name = ("ketabyar_turns_not_recorded_total",)
        assert after[name] - before[name] == 1
        assert after["ketabyar_open_turns",] == 1


async def test_open_streams_jobs_and_refusals_are_told(gateway: Opener) -> None:
    async with gateway(metrics_token=TOKEN, messages_per_minute=1) as front:
        visitor = await front.visitor()
        streams = ("ketabyar_event_streams", "kind=web")
        assert (await read(front))[streams] == 0
        async with visitor.stream():
            assert (await read(front))[streams] == 1
        before = await read(front)
        await visitor.post("messages", {"client_message_id": "empty", "text": "x" * 10_000})
        after = await read(front)
        refused = ("ketabyar_messages_refused_total", "reason=text_too_long")
        assert after[refused] - before.get(refused, 0.0) == 1

        async def has_run() -> bool:
            return (await read(front))["ketabyar_job_seconds_count", "name=feed_streams"] > 0

        await eventually(has_run)
        told = await read(front)
        assert told["ketabyar_job_last_success", "name=feed_streams"] <= time.time()
        assert told["ketabyar_job_interval_seconds", "name=feed_streams"] == 1


async def test_the_engine_is_asked_through_the_gateway_and_a_silent_action_server_is_none(
    gateway: Opener, engine: FakeEngine
) -> None:
    async with gateway(metrics_token=TOKEN) as front:
        await (await front.visitor()).say(WORDS)
        told = await read(front, "/metrics/engine")
        instance = f"instance=127.0.0.1:{engine.port}"
        assert told["ketabyar_engine_turns_total", instance, "result=answered"] == 1
        assert told["ketabyar_engine_parse_seconds_sum", instance] == 0.25
        assert (await front.http.get("/metrics/actions", headers=ASKS)).status_code == 503
        await engine.stop()
        assert (await front.http.get("/metrics/engine", headers=ASKS)).status_code == 503


async def test_no_word_and_no_name_of_anybody_is_among_them(gateway: Opener) -> None:
    async with gateway(metrics_token=TOKEN) as front:
        visitor = await front.visitor()
        await visitor.say(WORDS)
        number = await front.identity_id(visitor)
        text = (await front.http.get("/metrics", headers=ASKS)).text
    assert not [word for word in WORDS.split() if len(word) > 3 and word in text]
    labels = {
        name
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("ketabyar")
        for name in sample.labels
    }
    known = {"channel", "outcome", "part", "le", "reason", "result", "kind", "place", "name", "version"}
    assert labels <= known, f"a label that may name somebody, as chat {number} would"


def test_a_message_is_counted_in_less_than_a_tenth_of_a_millisecond() -> None:
    """In seconds of the processor, and the best of some: whatever else the machine does."""
    messages, best = 500, 1.0
    parts = (Part.QUEUE, Part.ENGINE, Part.PARSE, Part.ACTIONS, Part.RECORD, Part.WHOLE)
    for _ in range(5):
        started = time.process_time()
        for _ in range(messages):
            for part in parts:
                took(part, 0.01)
            counted_turn("web_chat", silent=False, failed=False)
        best = min(best, (time.process_time() - started) / messages)
    assert best < 0.0001, f"{best * 1e6:.0f} µs"
