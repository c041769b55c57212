"""What patrons type in benchmarks: the messages of written and judged conversations, in order."""

from __future__ import annotations

import json
import random
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.talk.rows import JUDGED, conversations, read_rows, repository_files
from bot.interpreters import ENGINE_PYTHON
from bot.models.building import cache_folder, inputs_hash, recorded
from bot.settings import ROOT

__all__ = ["Conversation", "chosen", "spoken", "vector_share", "written_files"]

# One read by itself; in a conversation, and to choose a fact, more of them are.
_COUNT = """
import asyncio, json, sys
from pathlib import Path
from engine.nlu import intents
from engine.nlu.vectors import open_vectors
asked = 0
class Counted:
    def __init__(self, source): self.source, self.width = source, source.width
    def encode(self, texts): return self.source.encode(texts)
    def encode_one(self, text):
        global asked
        asked = 1
        return self.source.encode_one(text)
intents.open_vectors = lambda name: Counted(open_vectors(name))
from rasa.core.channels.channel import UserMessage
from engine.examine import open_agent
processor = open_agent(Path(sys.argv[1])).processor
async def main():
    global asked
    total = 0
    texts = json.load(open(sys.argv[2]))
    for text in texts:
        asked = 0
        await processor.parse_message(UserMessage(text))
        total += asked
    print(total / len(texts))
asyncio.run(main())
"""


@dataclass(frozen=True)
class Conversation:
    """What one patron types, in order, and the card with which they sign in for it, if they do."""

    language: str
    messages: Sequence[str]
    card: str | None = None


def written_files() -> list[Path]:
    """Find the conversations that were written to be learnt from."""
    return sorted((JUDGED / "written").glob("*.jsonl"))


def spoken(files: Sequence[Path] | None = None) -> list[Conversation]:
    """Read what was typed in conversations, by default the judged ones; what was pressed there is left out.

    A message that was written to stand alone is no conversation.
    """
    rows = read_rows(repository_files() if files is None else files)
    found = []
    for talk in conversations(rows):
        typed = [row.text for row in talk if row.is_playable and row.press is None and not row.text.startswith("/")]
        if len(typed) > 1:
            card = next((row.signed_in_with for row in talk if row.signed_in_with), None)
            found.append(Conversation(talk[0].lang, typed, card))
    return found


def chosen(everything: Sequence[Conversation], messages: int, seed: int) -> list[Conversation]:
    """Choose conversations of at least so many messages in all, by chance, the same for the same seed.

    Raises ValueError where there are not so many.
    """
    taken, count = [], 0
    for talk in random.Random(seed).sample(everything, len(everything)):
        if count >= messages:
            break
        taken.append(talk)
        count += len(talk.messages)
    if count < messages:
        raise ValueError(f"there are only {count} messages")
    return taken


def vector_share(texts: Sequence[str]) -> float | None:
    """Tell in what share of messages the reading needs a sentence vector; None where there is no model to ask."""
    model = recorded(cache_folder(), inputs_hash())
    if model is None or not texts:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts), file)
        file.flush()
        command = [str(ENGINE_PYTHON), "-c", _COUNT, str(model.path), file.name]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(told.stdout.split()[-1])
