"""Count where a language is named, for one more of them: `python -m scripts.language_places`."""

from __future__ import annotations

import re
import subprocess

import yaml

from bot.settings import ROOT
from bot.texts.catalogue import sources
from bot.texts.files import read

ROOMS = ("protocol", "language", "crm", "library", "engine", "actions", "bot")
NAMED = re.compile(r"[\"'](?:fa|en)[\"']|_(?:fa|en)\b")
CHOSEN = re.compile(r"[\"'](?:fa|en)[\"'] (?:if|==)|(?:==|!=) [\"'](?:fa|en)[\"']")
COLUMN = re.compile(r"^    (\w+)_fa: Mapped", re.MULTILINE)
SUFFIXES = (".py", ".html", ".js", ".yml")


def main() -> None:
    """Print a line for each room, and what has to be written."""
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.splitlines() if name.endswith(SUFFIXES)]
    texts = {file: file.read_text(encoding="utf-8") for file in files if "migrations" not in file.parts}
    print(f"{'room':<10} files places of them choices")
    for room in ROOMS:
        named = [text for file, text in texts.items() if file.is_relative_to(ROOT / room) and NAMED.search(text)]
        lines = [line for text in named for line in text.splitlines() if NAMED.search(line)]
        print(f"{room:<10} {len(named):>5} {len(lines):>6} {sum(1 for line in lines if CHOSEN.search(line)):>15}")
    columns = sum(len(COLUMN.findall(text)) for file, text in texts.items() if file.is_relative_to(ROOT / "crm"))
    messages = sum(1 for file in sources("en") for message in read(file) if message.id)
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    persian = (ROOT / "data" / "nlu" / "fa").rglob("*.yml")
    examples = sum(path.read_text(encoding="utf-8").count("\n    - ") for path in persian)
    print(f"to be written: {messages:,} texts, {len(domain['responses']):,} answers, {examples:,} examples")
    print(f"columns of the store in two languages: {columns}")


if __name__ == "__main__":
    main()
