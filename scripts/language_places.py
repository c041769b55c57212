"""Count where a language is named, for one more of them: `python -m scripts.language_places`."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from bot.settings import ROOT
from bot.texts.catalogue import sources
from bot.texts.files import read

__all__ = ["Places", "Room", "counted"]

ROOMS = ("protocol", "language", "crm", "library", "engine", "actions", "bot")
NAMED = re.compile(r"[\"'](?:fa|en)[\"']|_(?:fa|en)\b")
CHOSEN = re.compile(r"[\"'](?:fa|en)[\"'] (?:if|==)|(?:==|!=) [\"'](?:fa|en)[\"']")
COLUMN = re.compile(r"^    (\w+)_fa: Mapped", re.MULTILINE)
SUFFIXES = (".py", ".html", ".js", ".yml")


@dataclass(frozen=True)
class Room:
    """What a room of the code has of it: files, places, and those of them that choose between the two."""

    files: int
    places: int
    choices: int


@dataclass(frozen=True)
class Places:
    """Where the code names a language, by room, and what is written in each."""

    rooms: dict[str, Room]
    columns: int
    texts: int
    answers: int

    @property
    def whole(self) -> Room:
        """Give what all rooms have together."""
        rooms = self.rooms.values()
        return Room(sum(each.files for each in rooms), sum(each.places for each in rooms), self.choices_in(*self.rooms))

    def choices_in(self, *rooms: str) -> int:
        """Count the places in some rooms that choose between two languages."""
        return sum(self.rooms[room].choices for room in rooms)


def counted() -> Places:
    """Count in what git knows of, but for migrations, which stay as they are."""
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.splitlines() if name.endswith(SUFFIXES) and (ROOT / name).is_file()]
    texts = {file: file.read_text(encoding="utf-8") for file in files if "migrations" not in file.parts}
    rooms = {}
    for room in ROOMS:
        named = [text for file, text in texts.items() if file.is_relative_to(ROOT / room) and NAMED.search(text)]
        lines = [line for text in named for line in text.splitlines() if NAMED.search(line)]
        rooms[room] = Room(len(named), len(lines), sum(1 for line in lines if CHOSEN.search(line)))
    columns = sum(len(COLUMN.findall(text)) for file, text in texts.items() if file.is_relative_to(ROOT / "crm"))
    messages = sum(1 for file in sources("en") for message in read(file) if message.id)
    # Many times as quick as the whole of it read by a parser.
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    answers = len(re.findall(r"^  utter_\w+:", domain, re.MULTILINE))
    return Places(rooms, columns, messages, answers)


def main() -> None:
    """Print a line for each room, and what has to be written."""
    found = counted()
    print(f"{'room':<10} files places of them choices")
    for name, room in (*found.rooms.items(), ("together", found.whole)):
        print(f"{name:<10} {room.files:>5} {room.places:>6} {room.choices:>15}")
    persian = (ROOT / "data" / "nlu" / "fa").rglob("*.yml")
    examples = sum(path.read_text(encoding="utf-8").count("\n    - ") for path in persian)
    print(f"to be written: {found.texts:,} texts, {found.answers:,} answers, {examples:,} examples")
    print(f"columns of the store in two languages: {found.columns}")


if __name__ == "__main__":
    main()
