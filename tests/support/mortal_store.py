"""A store whose process ends at a commit that a test chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm.database.store import Store
from tests.support.in_place import run_in_place

__all__ = ["Killed", "MortalStore"]


class Killed(BaseException):
    """Nothing in between catches it: so a process ends."""


class MortalStore(Store):
    """A store whose process ends at its n-th commit: right before it, or right after it."""

    ends_at = 0
    after_commit = False
    commits = 0

    @classmethod
    async def open(cls, *given: Any, **more: Any) -> MortalStore:
        """Open it on SQLite; who plays with it does one thing after the other."""
        store = await super().open(*given, **more)
        assert isinstance(store, cls)
        run_in_place(store)
        return store

    async def transact(self, work: Callable[..., Any], *, aside: bool = False) -> Any:
        self.commits += 1
        if self.commits != self.ends_at:
            return await super().transact(work, aside=aside)
        if self.after_commit:
            await super().transact(work, aside=aside)
            raise Killed

        def rolled_back(connection: Any) -> None:
            work(connection)
            raise Killed

        return await super().transact(rolled_back, aside=aside)
