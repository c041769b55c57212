"""Answers as staff choose them for a question: by subject and first words, never by the name that programs have."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.console.frame.visit import Visit
from language.normalise import fold

__all__ = ["answer_labels", "chosen_answer"]

# So much of an answer's text tells which one it is.
SHOWN = 70


async def answer_labels(visit: Visit) -> dict[str, str]:
    """Give a label for every answer by its name: its subject and how its text begins, no two of them alike."""
    answers = await asyncio.to_thread(visit.content.answers)
    labels: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name, answer in answers.items():
        words = " ".join((answer.texts.get(visit.language) or next(iter(answer.texts.values()), "")).split())
        begun = f"{words[:SHOWN].rstrip()}…" if len(words) > SHOWN else words
        label = f"{visit.t(f'answers.subject.{answer.subject}')}: {begun}"
        times = taken[label] = taken.get(label, 0) + 1
        labels[name] = label if times == 1 else f"{label} ({visit.locale.digits(times)})"
    return labels


def chosen_answer(labels: Mapping[str, str], typed: str) -> str | None:
    """Read which answer was chosen: by its label, by words that one label alone holds, or by its name."""
    if typed in labels:
        return typed
    wanted = fold(typed)
    found = [name for name, label in labels.items() if fold(label) == wanted]
    found = found or [name for name, label in labels.items() if wanted and wanted in fold(label)]
    return found[0] if len(found) == 1 else None
