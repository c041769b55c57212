"""Rows of an evaluation: utterances, the intents that are correct for each, and the model's reading."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OUT_OF_SCOPE = "out_of_scope"
DECLINED = frozenset({OUT_OF_SCOPE, "nlu_fallback"})

_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True)
class EvaluationRow:
    """One utterance, the intents any of which is right, and what the model made of it."""

    text: str
    lang: str
    right: tuple[str, ...]
    read: str
    confidence: float
    ms: float
    # The topic that it was said after.
    after: str | None = None

    @property
    def is_right(self) -> bool:
        """Tell whether the reading counts as right; an unsure model is right about nothing in scope."""
        return self.read in self.right or (self.is_out_of_scope and self.read in DECLINED)

    @property
    def is_out_of_scope(self) -> bool:
        """Tell whether the bot must not act on it."""
        return OUT_OF_SCOPE in self.right

    @property
    def is_finglish(self) -> bool:
        """Tell whether it is Persian in Latin letters."""
        return self.lang == "fa" and not _ARABIC_SCRIPT.search(self.text)


def groups(rows: Sequence[EvaluationRow]) -> dict[str, list[EvaluationRow]]:
    """The rows of each language, and Persian in Latin letters once more apart; empty groups are left out."""
    parts = {lang: [row for row in rows if row.lang == lang] for lang in sorted({row.lang for row in rows})}
    parts["finglish"] = [row for row in rows if row.is_finglish]
    return {name: part for name, part in parts.items() if part}


def read_file(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of utterances; raises ValueError with the line that is wrong."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            intents = row["intent"] if isinstance(row["intent"], list) else [row["intent"]]
            rows.append(
                {
                    "text": str(row["text"]),
                    "lang": str(row["lang"]),
                    "right": tuple(map(str, intents)),
                    "after": str(row["after"]) if row.get("after") else None,
                }
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return rows
