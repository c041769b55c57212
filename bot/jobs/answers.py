"""Published answers, handed to the engine and to the gateway at their time."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from bot.content.project import Project
from bot.content.saying import sound
from bot.conversation.wording import Wording
from crm.content.answer_versions import effective, published_now
from crm.database.store import Store
from protocol.home import Home

__all__ = ["LiveAnswers"]


class LiveAnswers:
    """Writes the answers in force whenever they have changed."""

    def __init__(self, store: Store, home: Path, wording: Wording) -> None:
        self._store = store
        # The engine looks at it twice a second (engine/answer_book.py).
        self._path = Home(home).published_answers
        self._wording = wording
        self._content = Project(home)
        self._said: dict[str, int] | None = None

    async def write(self) -> int:
        """Write the file of published answers when they changed; give how many there are then, else 0."""
        chosen = effective(await published_now(self._store), self._store.clock.now())
        said = {name: version.id for name, version in sorted(chosen.items())}
        if said == self._said and (self._path.is_file() or not said):
            return 0
        responses = {name: chosen[name].content.response() for name in said}
        await asyncio.to_thread(self._write, responses)
        self._said = said
        return len(said)

    def _write(self, responses: dict[str, Any]) -> None:
        usable = sound(responses, self._content.answers())
        self._wording.publish(usable)
        text = json.dumps({"responses": usable}, ensure_ascii=False, indent=1) + "\n"
        if self._path.is_file() and self._path.read_text(encoding="utf-8") == text:
            return
        if not usable and not self._path.is_file():
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(self._path.name + ".part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._path)
