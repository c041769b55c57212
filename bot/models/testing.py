"""The test of a candidate on held-out utterances, reviewed turns and stories, beside the running model.

Everything is read in the engine's own environment, with no action run and nothing stored; the words of patrons are
written into a folder that is gone with the test.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import tempfile
import time
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.content.leftovers import PREFIX
from bot.environments import of_training
from bot.interpreters import ENGINE_PYTHON
from bot.models.building import GENTLY
from bot.models.comparing import TAUGHT, compare
from bot.settings import ROOT
from crm.content import model_tests
from crm.database.store import Store
from language.normalise import fold
from process.logs import tail
from protocol import plain_yaml

__all__ = ["Examiner", "ModelTestFailed", "ModelReading", "taught_texts"]

REVIEWED_FOR = timedelta(weeks=8)
SECONDS = 900.0
HELD_OUT = Path("data") / "held_out"
STORIES = Path("tests") / "test_stories.yml"
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


class ModelTestFailed(Exception):
    """A model could not be tested."""


@dataclass(frozen=True, slots=True)
class ModelReading:
    """A model's reading of one text."""

    text: str
    intent: str
    confidence: float


class Examiner:
    """Writes the reports of candidates."""

    def __init__(self, store: Store, *, root: Path = ROOT, seconds: float = SECONDS) -> None:
        self._store = store
        self.root = root
        self._seconds = seconds
        self._reading = asyncio.Lock()

    async def report(self, candidate: Path, running: Path | None, content: Path, *, log: Path) -> dict[str, Any]:
        """Test a candidate beside the running model; raises ModelTestFailed.

        content: the folder the candidate was trained from, whose examples are not counted.
        """
        started = time.monotonic()
        rows = await self._rows(content)
        if not rows:
            raise ModelTestFailed("there is nothing to test with: no held-out utterances, no reviewed turns")
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            work = Path(folder)
            stories = await self._stories(work)
            file = work / "rows.jsonl"
            file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
            # Each in a process of its own: on two processors both take the time of one.
            examined, before = await _both(
                self._examine(candidate, file, stories, work / "candidate", log),
                _none() if running is None else self._examine(running, file, stories, work / "running", log),
            )
        return {
            **compare(rows, before, examined),
            "candidate": _summary(examined),
            "running": None if before is None else _summary(before),
            "seconds": round(time.monotonic() - started, 1),
            "at": self._store.clock.now().isoformat(timespec="seconds"),
        }

    async def _rows(self, content: Path) -> list[dict[str, Any]]:
        """Everything to be read: what the candidate was trained with stands in a set of its own."""
        reviewed = await model_tests.reviewed_turns(self._store, since=self._store.clock.now() - REVIEWED_FOR)

        def collect() -> list[dict[str, Any]]:
            taught = taught_texts(content)
            rows = [*held_out(self.root)]
            rows += [
                {
                    "text": turn.text,
                    "lang": turn.language,
                    "intent": [turn.intent],
                    "set": "reviewed",
                    "message_id": turn.message_id,
                }
                for turn in reviewed
            ]
            for row in rows:
                if fold(row["text"]) in taught:
                    row["set"] = TAUGHT
            return rows

        return await asyncio.to_thread(collect)

    async def _stories(self, folder: Path) -> list[Path]:
        saved = await model_tests.saved_stories(self._store)
        files = [self.root / STORIES] if (self.root / STORIES).is_file() else []
        for number, story in enumerate(saved, start=1):
            # The name is shown when the file cannot be read.
            name = re.sub(r"[^\w-]+", "_", story.name)[:60]
            file = folder / f"test_{number}_{name}.yml"
            file.write_text(story.story, encoding="utf-8")
            files.append(file)
        return files

    async def read(self, model: Path, texts: Sequence[str]) -> list[ModelReading]:
        """Read a few texts with a model that need not run, one model at a time; raises ModelTestFailed.

        The texts are written into a folder that is gone afterwards.
        """
        rows = [{"text": text, "lang": "", "intent": "", "set": "tried"} for text in texts]
        async with self._reading:
            with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
                work = Path(folder)
                file = work / "rows.jsonl"
                file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
                found = await self._examine(model, file, (), work / "tried", work / "tried.log")
        return [
            ModelReading(text, str(name), float(sure))
            for text, (name, sure, _) in zip(texts, found["readings"], strict=True)
        ]

    async def _examine(self, model: Path, rows: Path, stories: Sequence[Path], out: Path, log: Path) -> dict[str, Any]:
        said = out.with_suffix(".said")
        with said.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *(GENTLY if shutil.which(GENTLY[0]) else ()),
                str(ENGINE_PYTHON), "-m", "engine.examine", str(model), "--rows", str(rows), "--out", str(out),
                "--stories", *map(str, stories),
                cwd=ROOT,
                # What libraries say of themselves at their import is nothing for the log of a test.
                env={**of_training(out.parent), "PYTHONWARNINGS": "ignore"},
                stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
        try:
            async with asyncio.timeout(self._seconds):
                code = await process.wait()
        except BaseException as error:
            process.kill()
            await process.wait()
            if isinstance(error, TimeoutError):
                raise ModelTestFailed(f"the test did not end within {self._seconds:.0f} s") from error
            raise
        finally:
            await asyncio.to_thread(_append, said, log)
        if code != 0:
            raise ModelTestFailed(f"the test broke off: {await asyncio.to_thread(tail, said, 1)}")
        found: dict[str, Any] = json.loads(await asyncio.to_thread(out.read_text, encoding="utf-8"))
        return found


async def _both[A, B](one: Coroutine[Any, Any, A], other: Coroutine[Any, Any, B]) -> tuple[A, B]:
    """Await two at once; when one fails the other is stopped before that is raised."""
    tasks = asyncio.create_task(one), asyncio.create_task(other)
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _none() -> None:
    """Stand for the test of no model."""


def _append(said: Path, log: Path) -> None:
    with log.open("ab") as whole:
        whole.write(said.read_bytes())


def held_out(root: Path) -> Iterable[dict[str, Any]]:
    """Give the project's held-out utterances; raises ModelTestFailed for a line that is none."""
    for file in sorted((root / HELD_OUT).glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield {"text": str(row["text"]), "lang": str(row["lang"]), "intent": row["intent"], "set": "held_out"}
            except (ValueError, KeyError, TypeError) as error:
                raise ModelTestFailed(f"{file.name}, line {number}, is no utterance: {error}") from error


def taught_texts(content: Path) -> frozenset[str]:
    """Give every training example of a content folder, folded and without the marks of entities."""
    found: set[str] = set()
    for file in sorted((content / "data").rglob("*.yml")):
        loaded = plain_yaml.load(file.read_text(encoding="utf-8"))
        for block in (loaded or {}).get("nlu") or ():
            if not isinstance(block, dict) or "intent" not in block:
                continue
            for line in str(block.get("examples") or "").splitlines():
                found.add(fold(_ENTITY.sub(r"\1", line.strip().removeprefix("-").strip())))
    found.discard("")
    return frozenset(found)


def _summary(examined: dict[str, Any]) -> dict[str, Any]:
    return {name: examined[name] for name in ("model_id", "intents", "sets", "stories")}
