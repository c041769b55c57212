"""Reading of utterances with a trained model, as the channel does it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.evaluation.rows import EvaluationRow


def measure(model: Path, rows: Sequence[dict[str, Any]]) -> list[EvaluationRow]:
    """Read every row with a model file, one after another, with the milliseconds of each."""
    from engine import patches
    from engine.lazy import postpone

    postpone()
    from rasa.core.channels.channel import UserMessage

    from engine.patches.processor import KetabyarProcessor

    patches.apply()
    from rasa.core.agent import Agent

    agent = Agent()
    agent.load_model(model)
    processor = agent.processor
    if not isinstance(processor, KetabyarProcessor):
        raise TypeError("the processor of the engine is not in place")

    async def read(text: str, after: str | None = None) -> dict[str, Any]:
        metadata = {"after": after} if after else None
        return await processor.parse_message(UserMessage(text.strip().lstrip("/") or "?", metadata=metadata))

    async def read_all() -> list[EvaluationRow]:
        for warm in ("سلام", "hello there, is anybody in"):
            await read(warm)
        measured = []
        for row in rows:
            start = time.perf_counter()
            data = await read(row["text"], row.get("after"))
            ms = (time.perf_counter() - start) * 1000
            intent = data["intent"]
            measured.append(
                EvaluationRow(**row, read=str(intent["name"]), confidence=float(intent["confidence"]), ms=ms)
            )
        return measured

    return asyncio.run(read_all())
