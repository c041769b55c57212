"""Gateways inside the test's own process, each with its own store and settings, over applications made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path

import pytest
from litestar import Litestar

from bot.app import Running, litestar_app, running_gateway
from bot.conversation import wording
from bot.settings import Settings
from language.answers import Answers

# Registering the routes takes most of a gateway's start, and compiling the pages most of their first visit. An
# application knows nothing of its gateway but what `running_gateway` puts behind it, and serves one at a time.
_idle: dict[str, list[Litestar]] = defaultdict(list)


@asynccontextmanager
async def gateway_at_work(settings: Settings) -> AsyncIterator[Running]:
    """Run a gateway as `running_gateway` does, with an application that no other gateway serves now."""
    if settings.telegram_token:
        # Its routes belong to one channel.
        async with running_gateway(settings) as running:
            yield running
        return
    idle = _idle[settings.environment]
    app = idle.pop() if idle else litestar_app(settings)
    async with running_gateway(settings, app) as running:
        yield running
    idle.append(app)


class _ReadOnce(Answers):
    """The library's own answers: nobody changes them, and to parse them takes most of what a start has left."""

    @classmethod
    def from_file(cls, path: str | Path, *, time_zone: str | tzinfo = "Asia/Tehran") -> Answers:
        """Read a file, unless it was read as it stands."""
        found = Path(path).stat()
        return _read(Path(path), time_zone, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, time_zone: str | tzinfo, _changed: int, _size: int) -> Answers:
    return Answers.from_file(path, time_zone=time_zone)


@contextmanager
def answers_read_once() -> Iterator[None]:
    """Let the gateways of this process share the answers that they have read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "Answers", _ReadOnce)
        yield
