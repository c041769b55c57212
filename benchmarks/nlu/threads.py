"""Conversations read turn by turn: first messages and later ones, with what came before and without it.

Rows are those of the judged conversations (tests/dialogue/judged/README.md); what is not labelled is read, not counted.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage

from engine.evaluation.rows import DECLINED, OUT_OF_SCOPE
from engine.examine import open_agent
from protocol.intents import traits_of

Row = dict[str, Any]


def is_conversations(file: Path) -> bool:
    """Tell whether a file has turns of conversations rather than single utterances."""
    first = next((line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()), "{}")
    return "conversation" in json.loads(first)


def read_threads(model: Path, files: Sequence[Path]) -> dict[str, Any]:
    """The share of right readings of each file's first and later messages, alone and after the topic."""
    processor = open_agent(model).processor
    assert processor is not None

    async def read(text: str, after: str | None) -> str:
        metadata = {"after": after} if after else None
        data = await processor.parse_message(UserMessage(text.strip().lstrip("/") or "?", metadata=metadata))
        return str(data["intent"]["name"])

    async def read_all(rows: Sequence[Row]) -> dict[str, Any]:
        counted: dict[str, list[bool]] = {}
        errors: list[list[str]] = []
        topic: str | None = None
        conversation = ""
        for row in rows:
            if row["conversation"] != conversation:
                conversation, topic = row["conversation"], None
            alone, threaded = await read(row["text"], None), await read(row["text"], topic)
            right = row.get("right_intent") or []
            right = [right] if isinstance(right, str) else right
            if right:
                place = "first" if row["turn"] == 1 else "later"
                for name, found in (("alone", alone), ("thread", threaded)):
                    for group in (place, f"{place} {row['lang']}"):
                        counted.setdefault(f"{group}, {name}", []).append(_is_right(found, right))
                if not _is_right(threaded, right) or not _is_right(alone, right):
                    errors.append([row["text"], topic or "", "|".join(right), alone, threaded])
            # The next message follows what the system took this one for.
            if not traits_of(threaded).is_passing:
                topic = threaded
        shares = {name: [sum(found), len(found), round(sum(found) / len(found), 3)] for name, found in counted.items()}
        return {"shares": shares, "errors": errors}

    results = {}
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        results[file.name] = asyncio.run(read_all(rows))
    return results


def _is_right(read: str, right: Sequence[str]) -> bool:
    return read in right or (OUT_OF_SCOPE in right and read in DECLINED)
