"""What several processes share stands in `protocol/`, and is written nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from protocol.home import OURS
from protocol.values import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
ROOMS = ("process", "language", "crm", "library", "engine", "actions", "bot", "benchmarks", "deploy")
# A migration stays what it was.
OWN_WAY = ("crm/database/migrations/",)

FACTS = {
    "the header of the secret": r"X-Ketabyar-Secret",
    "the languages": r"\(\s*[\"']fa[\"'],\s*[\"']en[\"']\s*,?\s*\)",
    "the type of a language": r"Literal\[\s*[\"'](?:fa|en)[\"']",
    "the length of a message": r"\b(?:MOST|LONGEST)_(?:CHARACTERS|TURN)\s*=(?!=)\s*[1-9]",
    "a place in the state folder": rf"\bhome\s*/\s*f?[\"'](?:{'|'.join(map(re.escape, OURS))})\b",
    "the derivation of a key": r"ketabyar store key",
    "the state folder's variable, read": r"environ[^\n]*KETABYAR_HOME[^\n]*\bor\b",
}


def sources() -> list[Path]:
    return [file for room in ROOMS for end in ("py", "js", "html") for file in sorted((ROOT / room).rglob(f"*.{end}"))]


@pytest.mark.parametrize("fact", FACTS)
def test_no_room_writes_it_again(fact: str) -> None:
    pattern = re.compile(FACTS[fact])
    again = []
    for file in sources():
        name = file.relative_to(ROOT).as_posix()
        if fact == "the languages" and name.startswith(OWN_WAY):
            continue
        text = file.read_text(encoding="utf-8")
        again += [f"{name}:{text.count(chr(10), 0, found.start()) + 1}" for found in pattern.finditer(text)]
    assert again == [], f"{fact}: take it from protocol/"


def test_the_floor_has_each_of_them() -> None:
    floor = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "protocol").glob("*.py"))
    assert "X-Ketabyar-Secret" in floor
    assert get_args(Language) == LANGUAGES == ("fa", "en")
