"""Hand the answers that staff published to the engine and to the gateway itself, at their time."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content.answers import response_of
from bot.content.project import Project
from bot.conversation.wording import Wording
from crm.answers import effective, published_now
from crm.store import Store
from language.answers import Answers

__all__ = ["FILE", "LiveAnswers"]

log = logging.getLogger(__name__)

# Below HOME; the engine looks at it twice a second (engine/answer_book.py).
FILE = Path("answers") / "published.json"


class LiveAnswers:
    """Write what is to be said now, whenever that is something else than before."""

    def __init__(self, store: Store, home: Path, wording: Wording) -> None:
        self._store = store
        self._path = home / FILE
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
        usable = self._usable(responses)
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

    def _usable(self, responses: Mapping[str, Any]) -> dict[str, Any]:
        """Leave out what has become unsound, as when an answer it names was removed: the rest is said all the same."""
        book = Answers.from_domain({"responses": {**response_of(self._content.answers()), **responses}})
        bad = {problem.partition(":")[0] for problem in book.problems()} & set(responses)
        if bad:
            log.error("published answers that cannot be used are left out: %s", ", ".join(sorted(bad)))
        return {name: response for name, response in responses.items() if name not in bad}
