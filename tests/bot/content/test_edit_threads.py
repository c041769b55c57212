"""Edits that wait for others keep nobody else waiting."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from bot.console.intents import edits
from bot.console.review.proposal_pages import add_to_content
from bot.content.edit_threads import edited
from crm.actor import Actor


async def test_edits_leave_the_threads_of_the_loop_to_others() -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    free = threading.Event()

    def waits(*_: object) -> list[str]:
        # As one does whose turn comes when another one's edit is in the store.
        assert free.wait(20)
        return []

    async def noted(*_: object, **__: object) -> list[int]:
        return []

    content = SimpleNamespace(remove_examples=waits, move_examples=waits, add_examples=waits)
    visit: Any = SimpleNamespace(content=content, store=None, reader=SimpleNamespace(actor=Actor("system", "test")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edits, "record_changes", noted)
        waiting = [
            asyncio.create_task(edits.remove_examples(visit, "en", "greet", ["one"])),
            asyncio.create_task(edits.move_examples(visit, "en", "greet", ["one"], "goodbye")),
            asyncio.create_task(add_to_content(visit, [SimpleNamespace(language="en", intent="greet", text="one")])),  # type: ignore[list-item]
        ]
        await asyncio.sleep(0)
        await asyncio.to_thread(free.set)
        await asyncio.gather(*waiting)


async def test_an_edit_gives_what_it_gives_and_raises_what_it_raises() -> None:
    assert await edited("{}-{more}".format, 1, more=2) == "1-2"
    with pytest.raises(ZeroDivisionError):
        await edited(divmod, 1, 0)
