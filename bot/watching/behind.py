"""What stands behind a gateway, asked for what it has counted: all engines and all action servers, each by its name.

Any gateway tells of all of them: Prometheus asks one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.channels.web.services import Gateway
from bot.health import SECONDS, ask_actions
from bot.watching.collecting import engine_families, instance_families, written
from crm.database.instances import lost_engines
from crm.errors import StoreError
from protocol.keys import METRICS_PATH

__all__ = ["ACTIONS_UP", "ENGINE_UP", "actions_told", "engines_told"]

ENGINE_UP = ("ketabyar_engine_up", "Whether the engine told this scrape what it has counted.")
ACTIONS_UP = ("ketabyar_actions_up", "Whether the action server told this scrape what it has counted.")

Told = Mapping[str, Iterable[Metric] | None]


async def engines_told(gateway: Gateway) -> bytes | None:
    """Ask every engine that is there, and name those that were lost; None when none tells."""
    figures, lost = await asyncio.gather(gateway.engine.figures(timeout=SECONDS), _lost(gateway))
    told: dict[str, Iterable[Metric] | None] = {_named(address): None for address in lost}
    for address, counted in figures.items():
        told[_named(address)] = None if counted is None else tuple(engine_families(counted))
    return _of_all(ENGINE_UP, told)


async def actions_told(gateway: Gateway) -> bytes | None:
    """Ask every action server that the engines ask; None when none tells."""
    urls = gateway.settings.actions_urls
    answers = await asyncio.gather(*(ask_actions(gateway.settings, url, METRICS_PATH) for url in urls))
    told = {_named(url): _families(answer) for url, answer in zip(urls, answers, strict=True)}
    return _of_all(ACTIONS_UP, told)


async def _lost(gateway: Gateway) -> list[str]:
    try:
        async with asyncio.timeout(SECONDS):
            return await lost_engines(gateway.store)
    except (StoreError, TimeoutError):
        # Those that are there are asked all the same.
        return []


def _families(answer: tuple[int, bytes] | None) -> tuple[Metric, ...] | None:
    """Read what an action server wrote; None of a stranger at its address, too."""
    if answer is None or answer[0] != 200:
        return None
    try:
        return tuple(text_string_to_metric_families(answer[1].decode()))
    except ValueError:
        return None


def _of_all(up: tuple[str, str], told: Told) -> bytes | None:
    if all(families is None for families in told.values()):
        return None
    return written(instance_families(*up, told))


def _named(address: str) -> str:
    """Write an address as Prometheus does in `instance`."""
    return urlsplit(address).netloc.rpartition("@")[2]
