"""Messages of judged rounds with where readers cut them into requests, and pairs of messages put together."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_JUDGED = Path(__file__).resolve().parents[2] / "tests" / "dialogue" / "judged"
LABELS = _JUDGED / "cuts" / "2026-11.jsonl"
# What people put between two requests; and where it is a mark alone, the next one begins behind it.
_BETWEEN = {
    "en": [" and ", ", and ", ". ", " ", ", ", " also ", ". Oh and ", " plus ", " btw ", ". Also, ", "; ", " and also ",
           "\n", "? ", ", then ", " oh and ", ". And "],
    "fa": [" و ", "، ", " ", ". ", "؟ ", " ضمناً ", " راستی ", "، بعدش ", " و اینکه ", "، و ", " بعد ", "\n",
           ". همچنین ", " بعدشم ", "، یه چیز دیگه ", " و "],
    "latin": [" va ", ", ", " ", ". ", " rasti ", " bad ", " , ", "? ", " badesham "],
}  # fmt: skip
_PERSIAN = re.compile("[آ-ی]")
_FINGLISH = re.compile(r"\b(?:mishe|hast|chand|ketab|mikham|darin|daram|ro|baraye|che|nist|chi)\b", re.IGNORECASE)
_SHORTEST, _LONGEST = 2, 22
_ENDS = " .!?؟،,…"
# How often a mark at the end of the first, and a capital at the beginning of the second message, is left out.
_WITHOUT_MARK, _WITHOUT_CAPITAL = 0.6, 0.7


@dataclass(frozen=True)
class CutMessage:
    """A message of a round, and where its requests behind the first one begin."""

    round: str
    text: str
    cuts: tuple[int, ...]


def cut_messages(labels: Path = LABELS) -> list[CutMessage]:
    """Give every message that readers looked at."""
    texts: dict[str, dict[tuple[str, int], str]] = {}
    found = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["round"] not in texts:
            texts[row["round"]] = _texts(_JUDGED / f"{row['round']}.jsonl")
        text = texts[row["round"]][row["conversation"], row["turn"]]
        found.append(CutMessage(row["round"], text, tuple(row["cuts"])))
    return found


def _texts(file: Path) -> dict[tuple[str, int], str]:
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {(row["conversation"], row["turn"]): row.get("text") or "" for row in rows}


def pairs(count: int, without: Sequence[str], seed: int = 1) -> list[CutMessage]:
    """Put messages and the next ones of their conversations together, of rounds but those `without`.

    They are made up in how they are joined alone. What readers cut already is left out.
    """
    drawn = random.Random(seed)
    several = {one.text for one in cut_messages() if one.cuts}
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in sorted([*_JUDGED.glob("20*.jsonl"), *(_JUDGED / "written").glob("*.jsonl")]):
        if file.stem in without:
            continue
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            said[file.name, row["conversation"]].append(row.get("text") or "")
    two = [
        (one, other)
        for talk in said.values()
        for one, other in zip(talk, talk[1:], strict=False)
        if all(_SHORTEST <= len(each.split()) <= _LONGEST and each not in several for each in (one, other))
    ]
    drawn.shuffle(two)
    return [_joined(" ".join(one.split()), " ".join(other.split()), drawn) for one, other in two[:count]]


def _joined(one: str, other: str, drawn: random.Random) -> CutMessage:
    script = "fa" if _PERSIAN.search(other) else "latin" if _FINGLISH.search(other) else "en"
    between = drawn.choice(_BETWEEN[script])
    if not between.strip() or between.strip()[0] in _ENDS or drawn.random() < _WITHOUT_MARK:
        one = one.rstrip(_ENDS) if between.strip() or drawn.random() < _WITHOUT_MARK else one
    if script != "fa" and drawn.random() < _WITHOUT_CAPITAL:
        other = other[:1].lower() + other[1:]
    mark = between.lstrip(" ")[:1] if between.strip()[:1] in (".", "?", "؟", ",", "،", ";") else ""
    rest = between[between.find(mark) + len(mark) :] if mark else between
    text = f"{one}{mark}{rest}{other}"
    return CutMessage("", text, (len(one) + len(mark) + len(rest) - len(rest.lstrip()),))
