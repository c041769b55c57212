"""The page of the system; nothing can be changed on it."""

from __future__ import annotations

import asyncio
import platform
import time
from datetime import UTC, datetime, timedelta

from litestar import Controller, get
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.system.job_texts import JOB_TEXTS
from bot.console.system.warnings import Warned, warnings_of
from bot.jobs.runner import JobState
from bot.watching.settings_shown import shown_settings
from bot.watching.standing import GatewayState
from crm.content.model_versions import list_models, running
from crm.database import migrate
from crm.database.instances import VERSION, InstanceThere

__all__ = ["SystemPages"]

JOBS = (
    Column("name", "system.jobs.name", heads_row=True),
    Column("every", "system.jobs.every"),
    Column("last", "system.jobs.last"),
    Column("took", "system.jobs.took"),
    Column("state", "system.jobs.state"),
)
PROCESSES = (
    Column("kind", "system.processes.kind", heads_row=True),
    Column("address", "system.processes.address"),
    Column("version", "system.version"),
    Column("model", "system.model"),
    Column("since", "system.processes.since"),
    Column("process", "system.jobs.state"),
)
SETTINGS = (
    Column("variable", "system.settings.variable", heads_row=True),
    Column("value", "system.settings.value"),
)
# More than are kept.
MOST_MODELS = 1000
Rows = list[tuple[str, str]]


class SystemPages(Controller):
    """Handlers of the page of the system."""

    path = "/system"

    @get("/", opt=needs(Permission.WATCH_SYSTEM))
    async def show(self, visit: Visit) -> Template:
        """Show how everything stands at this moment."""
        watch = visit.console.watch
        standing, ready, processes, answers = await asyncio.gather(
            watch.standing(), watch.ready(), watch.instances(), visit.console.engine.version(timeout=2.0)
        )
        names = await _model_names(visit)
        model = await running(visit.store) if answers else None
        # As the jobs tell theirs: the machine’s own time, whatever clock a demonstration has.
        now = time.time()
        return visit.page(
            "system/one.html",
            warnings=[_said(visit, one) for one in warnings_of(visit.console.settings, standing, ready, processes)],
            versions=_versions(visit, "" if model is None else names[model.inputs]),
            queues=_queues(visit, standing),
            disks=_disks(visit, standing),
            processes=processes,
            process_columns=PROCESSES,
            model_name=lambda inputs: names.get(inputs, inputs),
            up_for=lambda one: _up_for(visit, one),
            jobs=sorted(standing.jobs, key=lambda job: (not job.failures, job.name)),
            job_columns=JOBS,
            job_name=lambda job: _job_name(visit, job.name),
            span=lambda seconds: visit.locale.duration(seconds, exact=True),
            took=lambda job: _took(visit, job),
            ago=lambda job: _ago(visit, job, now),
            settings=list(shown_settings(visit.console.settings)),
            setting_columns=SETTINGS,
        )


def _said(visit: Visit, warned: Warned) -> tuple[str, str]:
    values = {name: _value(visit, name, value) for name, value in warned.values.items()}
    return warned.tone, visit.t(warned.text, **values)


def _value(visit: Visit, name: str, value: object) -> object:
    if isinstance(value, timedelta):
        return visit.locale.duration(value)
    return _job_name(visit, str(value)) if name == "job" else value


def _job_name(visit: Visit, name: str) -> str:
    return visit.t(JOB_TEXTS[name]) if name in JOB_TEXTS else name


async def _model_names(visit: Visit) -> dict[str, str]:
    """Give what each model is called, by what it was made from: its number, and that code, as the commands tell it."""
    # Of several made from the same the newest is meant: it is the one that can be published.
    kept = await list_models(visit.store, oldest_first=True, limit=MOST_MODELS)
    return {one.inputs: visit.t("system.model_named", id=one.id, code=one.inputs) for one in kept}


def _versions(visit: Visit, model: str) -> Rows:
    settings = visit.console.settings
    return [
        (visit.t("system.version"), VERSION),
        (visit.t("system.model"), model or visit.t("system.unknown")),
        (visit.t("system.python"), platform.python_version()),
        (visit.t("system.store"), "SQLite" if visit.store.is_sqlite else "PostgreSQL"),
        (visit.t("system.revision"), migrate.head()),
        (visit.t("system.environment"), visit.t(f"system.environment.{settings.environment}")),
    ]


def _queues(visit: Visit, standing: GatewayState) -> Rows:
    number, found = visit.locale.number, standing.backlog
    rows = [
        (visit.t("system.chats"), number(standing.chats)),
        (visit.t("system.messages"), number(standing.messages)),
        (visit.t("system.streams_web"), number(standing.streams.get("web", 0))),
        (visit.t("system.streams_console"), number(standing.streams.get("console", 0))),
    ]
    if found is None:
        return rows
    return [
        *rows,
        (visit.t("system.open_turns"), _with_age(visit, found.open_turns, found.open_turn_oldest)),
        (visit.t("system.outbox"), _with_age(visit, sum(found.outbox.values()), found.outbox_oldest)),
        (visit.t("system.outbox_later"), number(found.later)),
        (visit.t("system.waiting"), _with_age(visit, found.waiting, found.waiting_oldest)),
        (visit.t("system.with_staff"), number(found.with_staff)),
    ]


def _with_age(visit: Visit, count: int, seconds: float) -> str:
    if not count:
        return visit.locale.number(0)
    return visit.t("system.with_age", count=count, span=visit.locale.duration(seconds))


def _disks(visit: Visit, standing: GatewayState) -> Rows:
    rows = [
        (
            visit.t("system.disk_home" if disk.place == "home" else "system.disk_store"),
            visit.t("system.disk_free", free=_gigabytes(visit, disk.free), total=_gigabytes(visit, disk.total)),
        )
        for disk in standing.disks
    ]
    if standing.store_bytes:
        megabytes = visit.locale.number(round(standing.store_bytes / 2**20))
        rows.append((visit.t("system.store_size"), visit.t("system.mb", n=megabytes)))
    return rows


def _gigabytes(visit: Visit, size: int) -> str:
    return visit.locale.number(size / 2**30, 1)


def _took(visit: Visit, job: JobState) -> str:
    return visit.t("system.milliseconds", n=visit.locale.number(round(job.seconds * 1000))) if job.runs else "–"


def _ago(visit: Visit, job: JobState, now: float) -> str:
    if not job.runs:
        return visit.t("system.jobs.not_yet")
    return visit.t("system.jobs.ago", span=visit.locale.duration(max(0.0, now - job.last_run), exact=True))


def _up_for(visit: Visit, one: InstanceThere) -> str:
    age = datetime.now(UTC) - one.started_at
    return visit.locale.duration(max(0.0, age.total_seconds()), exact=True)
