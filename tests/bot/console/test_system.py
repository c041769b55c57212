"""The page of the system: for administrators, without a secret on it, and with a word of what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cli.models import HEADINGS, _line
from bot.console.system.job_texts import JOB_TEXTS
from bot.console.system.warnings import warnings_of
from bot.health import Readiness
from bot.jobs.runner import JobState
from bot.watching.settings_shown import shown_settings
from bot.watching.standing import Disk, GatewayState
from crm import records
from crm.content.model_versions import model
from crm.database.instances import InstanceThere
from crm.handoff.backlog import Backlog
from tests.support.desk import Desk
from tests.support.fake_engine import SECRET, VERSION
from tests.support.html import page_of
from tests.support.store_rows import add
from tests.support.texts import phrase

AT = "/console/system"
TOKEN = "a-token-of-the-tests-only"
FINE = GatewayState(Backlog(), 10, (Disk("home", 50, 100),), (JobState("send notices", 60.0),), {}, 0, 0, 0)
READY = Readiness(True, True, True, True, True)


@pytest.fixture
def settings_overrides() -> dict[str, Any]:
    """A library with secrets of several kinds."""
    return {"metrics_token": TOKEN, "smtp_host": "mail.example", "smtp_from": "a@b.example", "smtp_password": "geheim1"}


def test_it_shows_versions_queues_jobs_disks_and_settings_and_no_secret(console: Desk) -> None:
    answer = console.client("admin").get(AT)
    page = page_of(answer)
    assert "SQLite" in page.text and phrase("system.environment.demo") in page.text
    assert phrase("system.jobs") in page.text and phrase(JOB_TEXTS["feed streams"]) in page.text
    assert phrase("system.settings.hidden") in page.row("KETABYAR_METRICS_TOKEN")
    assert "mail.example" in page.row("KETABYAR_SMTP_HOST")
    for secret in (SECRET, TOKEN, "geheim1"):
        assert secret not in answer.text


def test_a_model_is_called_by_its_number_and_its_code(console: Desk) -> None:
    """As on the page of models, and by the commands; what the engine calls it inside is nobody's name for it."""
    made = {"state": "published", "origin": "files", "published_at": console.store.clock.now()}
    made |= {"created_at": console.store.clock.now(), "inputs": "5c94d046e50b0c07", "sha256": "a" * 64, "file": "a"}
    number = console.run(add(console.store, records.ModelVersion, **made))
    name = phrase("system.model_named", id=number, code="5c94d046e50b0c07")
    page = page_of(console.client("admin").get(AT))
    assert name in page.text and VERSION not in page.text
    assert "5c94d046e50b0c07" in page_of(console.client("admin").get(f"/console/models/{number}")).text
    line = _line(console.run(model(console.store, number)))
    assert line.index("5c94d046e50b0c07") == HEADINGS.index("code"), "the headings stand above what they name"
    assert line.index("not tested") == HEADINGS.index("tested") and line.index("published") == HEADINGS.index("state")


def test_every_setting_is_on_it_once(console: Desk) -> None:
    told = page_of(console.client("admin").get(AT)).text
    for one in shown_settings(console.parts.settings):
        assert told.count(f"{one.variable} ") == 1, one.variable


def test_every_job_of_a_gateway_has_a_name_in_both_languages(console: Desk) -> None:
    jobs = {state.name for state in console.run(console.parts.watch.standing()).jobs}
    assert len(jobs) > 20
    assert jobs - JOB_TEXTS.keys() == set()


def warned(settings: Any, standing: GatewayState = FINE, ready: Readiness = READY) -> list[str]:
    return [one.text.removeprefix("system.warn.") for one in warnings_of(settings, standing, ready)]


def test_what_is_wrong_is_said(console: Desk) -> None:
    settings = console.parts.settings
    usual = warned(settings)
    assert usual[0] in ("demo", "not_recorded")
    late = replace(FINE, backlog=Backlog(open_turn_oldest=200, outbox_oldest=700, waiting_oldest=1000))
    assert set(warned(settings, late)) - set(usual) == {"open_turn", "outbox", "handoff"}
    failing = JobState("send notices", 60.0)
    for _ in range(3):
        failing.ended(0.1, failed=True)
    assert set(warned(settings, replace(FINE, jobs=(failing,)))) - set(usual) == {"job"}
    failing.ended(0.1, failed=False)
    assert warned(settings, replace(FINE, jobs=(failing,))) == usual
    assert set(warned(settings, replace(FINE, disks=(Disk("store", 5, 100),)))) - set(usual) == {"disk_low"}
    down = Readiness(False, False, False, False, False)
    assert {"store", "engine", "actions", "disk_full"} <= set(warned(settings, replace(FINE, backlog=None), down))


def test_a_production_that_may_be_safer_is_told_so(console: Desk) -> None:
    safe = console.parts.settings.model_copy(
        update={"environment": "production", "trusted_proxies": ("127.0.0.1",), "two_step_required": ("admin",)}
    )
    loose = safe.model_copy(update={"trusted_proxies": (), "two_step_required": ()})
    assert set(warned(loose)) - set(warned(safe)) == {"proxies", "two_step"}


def test_the_page_says_that_a_job_fails_and_for_how_long_a_message_waits(
    console: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = JobState("send notices", 60.0)
    for _ in range(4):
        failing.ended(0.1, failed=True)
    standing = replace(FINE, backlog=Backlog(open_turns=1, open_turn_oldest=240), jobs=(failing,))

    async def seen() -> GatewayState:
        return standing

    monkeypatch.setattr(type(console.parts.watch), "standing", lambda _self: seen())
    page = page_of(console.client("admin").get(AT))
    span = console_span(console, 240)
    assert phrase("system.warn.open_turn", span=span) in page.text
    assert phrase("system.warn.job", n=4, job=phrase(JOB_TEXTS["send notices"])) in page.text


def test_processes_of_all_machines_are_shown_and_what_is_unlike_among_them(
    console: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = datetime.now(UTC) - timedelta(hours=2)
    gateway = InstanceThere("gateway", "g1", None, "0.9.1", None, False, since)
    there = InstanceThere("engine", "e1", "http://10.0.0.5:5005", "0.9.1", "m-1", False, since)
    leaving = replace(there, name="e2", address="http://10.0.0.6:5005", version="0.9.0", model="m-2", is_draining=True)
    settings = console.parts.settings
    assert list(warnings_of(settings, FINE, READY, [gateway, there])) == list(warnings_of(settings, FINE, READY))

    async def seen() -> list[InstanceThere]:
        return [gateway, there, leaving]

    monkeypatch.setattr(type(console.parts.watch), "instances", lambda _self: seen())
    page = page_of(console.client("admin").get(AT))
    assert phrase("system.processes.there") in page.row("http://10.0.0.5:5005")
    row = page.row("http://10.0.0.6:5005")
    assert phrase("system.processes.draining") in row and "m-2" in row
    assert console_span(console, 2 * 3600) in row
    assert phrase("system.warn.versions", found="0.9.0, 0.9.1") in page.text
    assert phrase("system.warn.models", found="m-1, m-2") in page.text


def console_span(console: Desk, seconds: int) -> str:
    """Write a span as the page's reader reads it."""
    from bot.console.frame.locale import Locale

    return Locale("fa", "jalali", "Asia/Tehran", console.clock).duration(timedelta(seconds=seconds))
