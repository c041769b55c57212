"""Compiled statements shared by all engines of one database's kind: made by the hundred, each would compile its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import LRUCache

from crm.database import engines

_STATEMENTS = 5000


@contextmanager
def statements_compiled_once() -> Iterator[None]:
    """Give every engine the dialect and the compiled statements of the first of its kind that was connected."""
    dialects: dict[str, Any] = {}
    compiled: dict[str, LRUCache[Any, Any]] = {}

    def shared(engine: Engine) -> None:
        kind = f"{engine.dialect.name}+{engine.dialect.driver}"
        first = dialects.setdefault(kind, engine.dialect)
        # A dialect learns of its server with the first connection; until then each needs its own.
        if first is not engine.dialect and getattr(first, "server_version_info", None) is None:
            return
        engine.dialect = first
        engine._compiled_cache = compiled.setdefault(kind, LRUCache(_STATEMENTS))

    def sharing[E: (Engine, AsyncEngine)](make: Callable[..., E]) -> Callable[..., E]:
        def made(*given: Any, **options: Any) -> E:
            engine = make(*given, **options)
            shared(engine.sync_engine if isinstance(engine, AsyncEngine) else engine)
            return engine

        return made

    with pytest.MonkeyPatch.context() as patch:
        for name in ("create_engine", "create_async_engine"):
            patch.setattr(engines, name, sharing(getattr(engines, name)))
        yield
