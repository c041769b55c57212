"""How much quiet despair a model hears: `.venv-engine/bin/python -m benchmarks.nlu.distress MODEL`.

280 messages of a writer who had seen neither code nor training data (distress_kept_apart.jsonl), 130 of them distress
and 150 that only sound alike; and the messages of a judged round as ordinary ones, of which few are distress.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from pathlib import Path

from rasa.core.channels.channel import UserMessage

from benchmarks.nlu.danger import DISTRESS, rows_of
from engine.examine import open_agent

HERE = Path(__file__).resolve().parent
ORDINARY = HERE.parents[1] / "tests" / "dialogue" / "judged" / "2026-11-19.jsonl"
_EMERGENCY = "emergency"


async def report(model: Path) -> None:
    """Print the shares that are heard, by language, and every ordinary message that is taken for an emergency."""
    processor = open_agent(model).processor
    heard: Counter[tuple[str, bool]] = Counter()
    every: Counter[tuple[str, bool]] = Counter()
    for row in rows_of(DISTRESS):
        kind = row["lang"], row["intent"] == _EMERGENCY
        every[kind] += 1
        heard[kind] += await _is_alarm(processor, row["text"])
    for (language, is_distress), count in sorted(every.items()):
        name = "distress heard" if is_distress else "only sounds alike, taken for it"
        print(f"{language}: {name}: {heard[language, is_distress]} of {count}")
    texts = [row["text"] for row in rows_of(ORDINARY) if row.get("text") and not row["text"].startswith("/")]
    taken = [text for text in texts if await _is_alarm(processor, text)]
    print(f"ordinary messages taken for an emergency: {len(taken)} of {len(texts)}")
    for text in taken:
        print("  ", " ".join(text.split()))


async def _is_alarm(processor: object, text: str) -> bool:
    read = await processor.parse_message(UserMessage(text))  # type: ignore[attr-defined]
    return bool(read["intent"]["name"] == _EMERGENCY)


def main() -> None:
    """Read the arguments and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    asyncio.run(report(parser.parse_args().model))


if __name__ == "__main__":
    main()
