"""What is asked at the moment of a scrape, in Prometheus' families: a gateway's standing, and an engine's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from bot.watching.standing import GatewayState
from crm.database.instances import VERSION
from protocol.turns import EngineFigures

__all__ = ["engine_families", "gateway_families", "instance_families", "written"]


class _Given(Collector):
    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = tuple(families)

    def collect(self) -> Iterable[Metric]:
        return self._families


def written(families: Iterable[Metric]) -> bytes:
    """Write families as Prometheus reads them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Given(families))
    return generate_latest(registry)


def gateway_families(standing: GatewayState) -> Iterator[Metric]:
    """Give the state of a gateway; of a store that does not answer only that it does not."""
    yield InfoMetricFamily("ketabyar_build", "The version that runs.", value={"version": VERSION})
    yield _gauge("ketabyar_store_answers", "Whether the store answered this scrape.", standing.backlog is not None)
    yield _gauge("ketabyar_store_bytes", "Size of the store’s file; 0 beside PostgreSQL.", standing.store_bytes)
    streams = GaugeMetricFamily("ketabyar_event_streams", "Open event streams: patrons, staff.", labels=["kind"])
    for kind, count in standing.streams.items():
        streams.add_metric([kind], count)
    yield streams
    yield _gauge("ketabyar_chat_queues", "Chats with a message that is being answered or waits.", standing.chats)
    yield _gauge("ketabyar_chat_queue_messages", "Messages in all these queues.", standing.messages)
    yield _gauge("ketabyar_chat_queue_longest", "Messages in the longest of them.", standing.longest)
    yield from _disks(standing)
    yield from _backlog(standing)
    yield from _jobs(standing)


def _disks(standing: GatewayState) -> Iterator[Metric]:
    free = GaugeMetricFamily("ketabyar_disk_free_bytes", "Free space where something of ours lies.", labels=["place"])
    size = GaugeMetricFamily("ketabyar_disk_size_bytes", "Size of that disk.", labels=["place"])
    for disk in standing.disks:
        free.add_metric([disk.place], disk.free)
        size.add_metric([disk.place], disk.total)
    yield free
    yield size


def _backlog(standing: GatewayState) -> Iterator[Metric]:
    found = standing.backlog
    if found is None:
        return
    waiting = GaugeMetricFamily("ketabyar_outbox_waiting", "Messages that are due to be sent.", labels=["channel"])
    for channel, count in sorted(found.outbox.items()):
        waiting.add_metric([channel], count)
    yield waiting
    yield _gauge("ketabyar_outbox_oldest_seconds", "For how long the oldest of them has been due.", found.outbox_oldest)
    yield _gauge("ketabyar_outbox_later", "Messages that are put off to a later moment.", found.later)
    yield _gauge("ketabyar_open_turns", "Messages whose turn has not ended.", found.open_turns)
    yield _gauge("ketabyar_open_turn_oldest_seconds", "Age of the oldest of them.", found.open_turn_oldest)
    yield _gauge("ketabyar_handoff_waiting", "Conversations that wait for a librarian.", found.waiting)
    yield _gauge("ketabyar_handoff_oldest_seconds", "For how long the first of them has waited.", found.waiting_oldest)
    yield _gauge("ketabyar_handoff_with_staff", "Conversations that a librarian has.", found.with_staff)


def _jobs(standing: GatewayState) -> Iterator[Metric]:
    # Not `job`: Prometheus calls by that name what it asks.
    run = GaugeMetricFamily("ketabyar_job_last_run", "Unix time of a job’s last run; 0 before it.", labels=["name"])
    success = GaugeMetricFamily("ketabyar_job_last_success", "Unix time of its last success.", labels=["name"])
    began = GaugeMetricFamily("ketabyar_job_began", "Unix time from which on the job is done here.", labels=["name"])
    every = GaugeMetricFamily("ketabyar_job_interval_seconds", "Seconds between two runs.", labels=["name"])
    took = SummaryMetricFamily("ketabyar_job_seconds", "Seconds of its runs.", labels=["name"])
    failed = CounterMetricFamily("ketabyar_job_failures", "Runs that failed.", labels=["name"])
    for job in standing.jobs:
        named = [job.name.replace(" ", "_").replace("'", "").replace("-", "_")]
        run.add_metric(named, job.last_run)
        success.add_metric(named, job.last_success)
        began.add_metric(named, job.began)
        every.add_metric(named, job.every)
        took.add_metric(named, count_value=job.runs, sum_value=job.all_seconds)
        failed.add_metric(named, job.failed_runs)
    yield from (run, success, began, every, took, failed)


def engine_families(told: EngineFigures) -> Iterator[Metric]:
    """Give what an engine has counted since it began."""
    turns = CounterMetricFamily("ketabyar_engine_turns", "Turns, by how they ended.", labels=["result"])
    for result, count in sorted(told.turns.items()):
        turns.add_metric([result], count)
    yield turns
    whole = sum(told.turns.values())
    yield _summary("ketabyar_engine_turn_seconds", "Seconds of turns.", whole, told.turn_seconds)
    yield _summary("ketabyar_engine_parse_seconds", "Seconds of readings.", told.parses, told.parse_seconds)
    yield _summary("ketabyar_engine_action_seconds", "Seconds of calls.", told.action_calls, told.action_seconds)
    yield _gauge("ketabyar_engine_under_way", "Turns that are under way.", told.under_way)
    yield _gauge("ketabyar_engine_began", "Unix time of its start.", told.began)
    yield _gauge("ketabyar_engine_resident_bytes", "Memory; 0 where it is not told.", told.resident_bytes)
    yield CounterMetricFamily("ketabyar_engine_cpu_seconds", "Processor time.", value=told.cpu_seconds)


def instance_families(name: str, what: str, told: Mapping[str, Iterable[Metric] | None]) -> Iterator[Metric]:
    """Give what several processes tell of themselves, with a label `instance`, and as `name` which of them tell."""
    up = GaugeMetricFamily(name, what, labels=["instance"])
    merged: dict[str, Metric] = {}
    for instance, families in told.items():
        up.add_metric([instance], float(families is not None))
        for family in families or ():
            one = merged.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            one.samples.extend(
                sample._replace(labels={**sample.labels, "instance": instance}) for sample in family.samples
            )
    yield up
    yield from merged.values()


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=float(value))


def _summary(name: str, what: str, count: int, seconds: float) -> Metric:
    return SummaryMetricFamily(name, what, count_value=count, sum_value=seconds)
