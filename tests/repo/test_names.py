"""One word for one thing: no class name in two rooms, and no word that was given up."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("actions", "bot", "crm", "engine", "language", "library", "process", "protocol")
# Parts of one port, and a table with its line in the seed and the value that callers see: they agree on purpose.
ADAPTERS = {"library/embedded", "library/files", "library/koha", "library/sip2", "library/folio", "library/remote"}
TABLES = {"crm/records", "library/seed"}
VALUES = {"crm", "library"}
# What travels is named by both who say it; a form of masked text is a protocol that two rooms ask for.
ON_THE_WIRE = {"Button", "Feedback", "Message"}
ASKED_FOR = {"MaskedPiece"}

# Words that were given up, by where they stood (docs/vocabulary.md).
GIVEN_UP = {
    "actions": {"house", "_house", "open_house"},
    "bot/console": {"speech", "tongue", "door", "ticket", "shelf", "overtaking"},
    "bot/models": {"shelf"},
    "bot/supervisor": {"shelf"},
    "bot/channels": {"peer", "_peer"},
    "crm": {"ledger", "tongue"},
    "language": {"tongues"},
}


def _files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def _room(file: Path) -> str:
    return "/".join(file.relative_to(ROOT).parts[:2])


def _may_agree(name: str, rooms: list[str]) -> bool:
    if name in ON_THE_WIRE | ASKED_FOR or set(rooms) <= ADAPTERS:
        return True
    # One each of a table, its line in the seed, the value, and the adapters' messages.
    others = [room for room in rooms if room not in ADAPTERS | TABLES]
    return any(room in TABLES for room in rooms) and len(others) <= 1 + ("library/values" in others)


def test_a_class_name_stands_in_one_room() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for file in _files(room):
            for node in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    homes[node.name].append(_room(file))
    twice = {name: rooms for name, rooms in homes.items() if len(rooms) > 1 and not _may_agree(name, rooms)}
    assert twice == {}


def test_no_word_is_used_that_was_given_up() -> None:
    found = []
    for folder, words in GIVEN_UP.items():
        for file in _files(folder):
            with io.StringIO(file.read_text(encoding="utf-8")) as text:
                found += [
                    f"{file.relative_to(ROOT)}:{token.start[0]}: {token.string}"
                    for token in tokenize.generate_tokens(text.readline)
                    if token.type == tokenize.NAME and token.string in words
                ]
    assert found == []


def test_the_vocabulary_names_what_was_given_up() -> None:
    page = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert [word for words in GIVEN_UP.values() for word in words if word.strip("_").removesuffix("s") not in page] == [
        "open_house"
    ]
