"""`python -m engine.examine MODEL --rows FILE.jsonl --stories FILE… --out FILE`: the whole test of a model.

Reads utterances (the format of engine.evaluate, each with the name of its set) and replays test stories without
running a single action; writes one JSON object: the reading of every utterance, the figures of every set, and what
the model does otherwise than the stories say.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.evaluation.figures import by_intent, confusions, report_by_group
from engine.evaluation.replay import replay
from engine.evaluation.rows import EvaluationRow

if TYPE_CHECKING:
    from rasa.core.agent import Agent

DEFAULT_SET = "held_out"


def open_agent(model: Path) -> Agent:
    """Load a model as the server does, without tracker store, locks or action server."""
    from engine import patches
    from engine.lazy import postpone

    postpone()
    patches.apply()
    from rasa.core.agent import Agent

    from engine.patches.processor import KetabyarProcessor

    agent = Agent()
    agent.load_model(model)
    if not isinstance(agent.processor, KetabyarProcessor):
        raise TypeError("the processor of the engine is not in place")
    return agent


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The utterances of a file; raises ValueError with the line that is wrong."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            intents = row["intent"] if isinstance(row["intent"], list) else [row["intent"]]
            rows.append({
                "text": str(row["text"]), "lang": str(row["lang"]), "right": tuple(map(str, intents)),
                "set": str(row.get("set") or DEFAULT_SET),
            })  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return rows


async def read_all(agent: Agent, rows: Sequence[dict[str, Any]]) -> list[EvaluationRow]:
    """Read every utterance as the channel does."""
    from rasa.core.channels.channel import UserMessage

    processor = agent.processor
    if processor is None:
        raise TypeError("the model is not loaded")
    found = []
    for row in rows:
        start = time.perf_counter()
        data = await processor.parse_message(UserMessage(row["text"].strip().lstrip("/") or "?"))
        ms = (time.perf_counter() - start) * 1000
        intent = data["intent"]
        told = {name: row[name] for name in ("text", "lang", "right")}
        found.append(EvaluationRow(**told, read=str(intent["name"]), confidence=float(intent["confidence"]), ms=ms))
    return found


def figures(rows: Sequence[EvaluationRow]) -> dict[str, Any]:
    """What the readings of one set come to: over all, per language, per intent, and the commonest errors."""
    intents = [
        {"intent": name, "rows": each.rows, "precision": _rounded(each.precision), "recall": _rounded(each.recall)}
        for name, each in by_intent(rows).items()
    ]
    return {**report_by_group(rows), "intents": intents, "confusions": confusions(rows, most=30)}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


async def examine(model: Path, rows: Sequence[dict[str, Any]], stories: Sequence[Path]) -> dict[str, Any]:
    """Everything about one model."""
    agent = open_agent(model)
    metadata = agent.processor.model_metadata if agent.processor is not None else None
    read = await read_all(agent, rows)
    sets: dict[str, list[EvaluationRow]] = {}
    for number, reading in enumerate(read):
        sets.setdefault(rows[number]["set"], []).append(reading)
    return {
        "model_id": str(metadata.model_id) if metadata is not None else None,
        "intents": sorted(agent.domain.intents) if agent.domain is not None else [],
        "sets": {name: figures(readings) for name, readings in sets.items()},
        "readings": [[row.read, round(row.confidence, 4), row.is_right] for row in read],
        "stories": await replay(agent, stories),
    }


def main(arguments: list[str] | None = None) -> int:
    """Examine a model and write what was found; 2 when a file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m engine.examine", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--rows", type=Path, required=True, help="utterances, one JSON object a line")
    parser.add_argument("--stories", type=Path, nargs="*", default=[], help="files of test stories")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    from engine.files import ModelRefused, verify
    from engine.serve import quiet

    quiet()
    try:
        verify(options.model)
        found = asyncio.run(examine(options.model, read_rows(options.rows), options.stories))
    except (OSError, ValueError, ModelRefused) as error:
        print(f"examine: {error}", file=sys.stderr)
        return 2
    options.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
