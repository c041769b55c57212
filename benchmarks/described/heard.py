"""How likely a model hears texts as descriptions: `… -m benchmarks.described.heard MODEL`, in the engine's environment.

A list of texts as JSON comes in, and a list of shares goes out; an alarm counts as nothing heard.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from rasa.core.channels.channel import UserMessage

from engine.examine import open_agent
from engine.nlu.described import DESCRIBED


async def _shares(model: Path, texts: list[str]) -> list[float]:
    processor = open_agent(model).processor
    found = []
    for text in texts:
        read = await processor.parse_message(UserMessage(text))
        found.append(0.0 if read["intent"]["name"] == "emergency" else float(read.get(DESCRIBED) or 0.0))
    return found


def main() -> None:
    """Read the texts and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    model = parser.parse_args().model
    print(json.dumps(asyncio.run(_shares(model, json.load(sys.stdin)))))


if __name__ == "__main__":
    main()
