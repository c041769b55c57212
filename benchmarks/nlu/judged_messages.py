"""The judged conversations with their labels: each message with what came before it, and as training data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.nlu.context import Before, InContext
from engine.nlu.decision import FALLBACK
from protocol.intents import traits_of

__all__ = ["LABELS", "ROUNDS", "JudgedMessage", "judged_messages", "write_training_data"]

_ROOT = Path(__file__).resolve().parents[2]
ROUNDS = _ROOT / "tests" / "dialogue" / "judged"
# Those of the judged rounds, and of conversations that were written to be learnt from and judged by nobody.
LABELS = (ROUNDS / "labels" / "2026-11.jsonl", ROUNDS / "labels" / "written-2026-11.jsonl")
_WRITTEN = "written-"
# As the engine looks back for a topic (engine/last_topic.py).
_MOST, _EARLIER = 4, 8


@dataclass(frozen=True)
class JudgedMessage:
    """A message of a round: what it meant by its label, and what came before by the labels and by the bot."""

    round: str
    lang: str
    text: str
    right: frozenset[str]
    by_labels: InContext
    by_bot: InContext
    is_good: bool
    # What it asks of a thing that was spoken of ("none": nothing of any), and where it asks two things the other one;
    # none where that was not labelled.
    moves: tuple[str, ...] = ()
    or_moves: tuple[str, ...] = ()


def judged_messages(labels: Sequence[Path] = LABELS, rounds: Path = ROUNDS) -> Iterator[JudgedMessage]:
    """Give the labelled messages in the order of their rounds, and those that were written to be learnt from."""
    every = [json.loads(line) for file in labels for line in file.read_text(encoding="utf-8").splitlines()]
    told = {(one["round"], one["conversation"], one["turn"]): one for one in every}
    for name in sorted({name for name, _, _ in told}, key=_place):
        file = rounds / ("written" if name.startswith(_WRITTEN) else ".") / f"{name}.jsonl"
        conversation, answers = "", ()
        meant: list[str] = []
        read: list[str] = []
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["conversation"] != conversation:
                conversation, meant, read, answers = row["conversation"], [], [], ()
            label = told.get((name, conversation, row["turn"]))
            if label is not None:
                yield _message(name, row, label, (meant, read), answers)
            # What a pressed button or a sign-in alone says was not read at all.
            by_bot = row.get("intent") or (label["intent"] if label is not None else FALLBACK)
            meant.append(label["intent"] if label is not None else by_bot)
            read.append(by_bot)
            answers = tuple(row.get("names") or ())


def _place(name: str) -> tuple[bool, int]:
    return name.startswith(_WRITTEN), int(name.rpartition("-")[2])


def _message(
    name: str, row: dict[str, Any], label: dict[str, Any], before: tuple[Sequence[str], ...], answers: tuple[str, ...]
) -> JudgedMessage:
    sides = {
        "way": label["way"],
        "account": str(label["needs_account"]).lower(),
        "leans": str(label["leans"]).lower(),
        "about": label["about"],
    }
    text = " ".join(row["text"].split())
    by_labels, by_bot = (InContext(text, label["intent"], Before(*_topics(one), answers), sides) for one in before)
    right = frozenset({label["intent"], *label.get("also", ())})
    good = row.get("verdict") in {"right", "acceptable"}
    moves = (label["move"], *label.get("moves_too", ())) if "move" in label else ()
    others = tuple(label.get("or_moves", ()))
    return JudgedMessage(name, row["lang"], text, right, by_labels, by_bot, good, moves, others)


def _topics(intents: Sequence[str]) -> tuple[str | None, str | None]:
    """Give the topic, and the one before it."""
    back = [name for name in reversed(intents[-_EARLIER:]) if not traits_of(name).is_passing]
    near = any(not traits_of(name).is_passing for name in intents[-_MOST:])
    if not near:
        return None, None
    return back[0], next((name for name in back if name != back[0]), None)


def write_training_data(messages: Sequence[JudgedMessage], folder: Path = _ROOT / "data" / "nlu") -> None:
    """Write the messages as training data, a file a round and a language, with what came before by the bot."""
    for lang in ("en", "fa"):
        for name in sorted({one.round for one in messages}):
            chosen = [one for one in messages if one.round == name and one.lang == lang]
            if not chosen:
                continue
            target = folder / lang / "conversations" / f"{name}.yml"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_HEAD.format(name) + "\n".join(map(_block, chosen)), encoding="utf-8")


_HEAD = """# What patrons say in the conversations {} (tests/dialogue/judged), with what came before it and what
# it meant there: `after` and `before` are topics, `answers` the names of the last answers, `move` what it asks of a
# thing. engine/nlu/context.py and moves_model.py learn from it; what leans on nothing is an example of its intent, too.
# Written by benchmarks/nlu/in_context.py.
version: "3.1"

nlu:
"""


def _block(one: JudgedMessage) -> str:
    said = one.by_bot
    answers = " ".join(name.removeprefix("utter_") for name in said.before.answers) or '""'
    metadata = [
        f'round: "{one.round}"',
        *([f"after: {said.before.topic}"] if said.before.topic else []),
        *([f"before: {said.before.earlier}"] if said.before.earlier else []),
        f"answers: {answers}",
        *(f"{side}: {value}" for side, value in said.sides.items()),
        *([f"move: {one.moves[0]}"] if one.moves else []),
        *([f"moves_too: {' '.join(one.moves[1:])}"] if one.moves[1:] else []),
    ]
    return f"- intent: {said.intent}\n  metadata: {{{', '.join(metadata)}}}\n  examples: |\n    - {one.text}\n"
