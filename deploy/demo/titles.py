"""Titles of the demo library with their copies, from the older sources and from those of `books`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from books import PERSIAN_DIGITS, about, written_about, written_books

from protocol.values import LANGUAGES

Row = dict[str, Any]

SOURCES = Path(__file__).resolve().parent / "sources"
SEED = 1405
BRANCHES = ("main", "saadi", "bagh")
# How likely a title has a copy there, by type of copy.
CHANCES = {
    "book": (0.95, 0.45, 0.3),
    "children": (0.6, 0.7, 0.8),
    "textbook": (1.0, 0.1, 0.0),
    "reference": (1.0, 0.15, 0.0),
    "dvd": (1.0, 0.3, 0.2),
    "audiobook": (1.0, 0.3, 0.3),
    "large_print": (1.0, 0.4, 0.3),
    "braille": (1.0, 0.0, 0.0),
}
KINDS = {"dvd": "dvd", "children": "book", "textbook": "book", "reference": "book", "book": "book"}
TYPES = {"children": "book"}
NEW_TITLES = 28


def titles(chance: random.Random, scarce: set[str]) -> list[Row]:
    """Give every title its id, its copies, and the day it came."""
    barcodes = Barcodes()
    rows = []
    for number, (row, shelf, item_type) in enumerate(written_titles(), 1):
        places = [
            branch for branch, likely in zip(BRANCHES, CHANCES[item_type], strict=True) if chance.random() < likely
        ]
        if not places:
            places = ["main"]
        elif item_type in ("book", "textbook") and "main" in places and chance.random() < 0.25:
            places.append("main")
        if row["title"] in scarce:
            places = ["main"]
        row["copies"] = [
            {
                "barcode": barcodes.take(),
                "branch": branch,
                "type": TYPES.get(item_type, item_type),
                "shelf": shelf if branch == "main" else shelf.partition("/")[2],
            }
            for branch in sorted(places, key=BRANCHES.index)
        ]
        rows.append({"id": f"n{number:04}", **row, "added": f"-{chance.randint(90, 3000)}d"})
    more = list(more_titles(len(rows), barcodes))
    for row in chance.sample([row for row in rows if row["title"] not in scarce], NEW_TITLES):
        row["added"] = f"-{chance.randint(1, 55)}d"
    return rows + more


def more_titles(before: int, barcodes: Barcodes) -> Iterator[Row]:
    """Give the titles of the newer sources; chosen apart, so that ids and copies of the others stay as they are."""
    chance, ways = random.Random(SEED + 1), OtherWays()
    for number, (row, shelf, item_type) in enumerate(written_books(), before + 1):
        row["call_number"] = f"{row['call_number']} {cutter(row['title'], row['author'], row['language'])}"
        if also := ways.of(row["title"], row["author"]):
            row["also"] = also
        if work := ways.work(row["title"]):
            row["work"] = work
        places = [
            branch for branch, likely in zip(BRANCHES, CHANCES[item_type], strict=True) if chance.random() < likely
        ] or ["main"]
        row["copies"] = [
            {
                "barcode": barcodes.take(),
                "branch": branch,
                "type": TYPES.get(item_type, item_type),
                "shelf": shelf if branch == "main" else shelf.partition("/")[2],
            }
            for branch in places
        ]
        days = chance.randint(1, 55) if chance.random() < 0.05 else chance.randint(90, 3000)
        yield {"id": f"n{number:04}", **row, "added": f"-{days}d"}


def written_titles() -> Iterator[tuple[Row, str, str]]:
    """Read the titles with the shelf and the type of their copies."""
    ways, known = OtherWays(), written_about()
    for language in LANGUAGES:
        subjects = number = shelf = item_type = ""
        for line in (SOURCES / f"titles_{language}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                subjects, number, shelf, item_type = (part.strip() for part in line[1:].split("|"))
            elif line and not line.startswith("#"):
                title, author, year, more, *isbn = (part.strip() for part in line.split("|"))
                row: Row = {
                    "title": title,
                    "author": author,
                    "language": language,
                    "kind": KINDS[item_type],
                    "subjects": "؛ ".join(filter(None, (subjects, more)))
                    if language == "fa"
                    else "; ".join(filter(None, (subjects, more))),
                    "call_number": f"{number} {cutter(title, author, language)}",
                }
                if also := ways.of(title, author):
                    row["also"] = also
                if work := ways.work(title):
                    row["work"] = work
                if year:
                    row["year"] = int(year.translate(PERSIAN_DIGITS))
                if isbn and isbn[0]:
                    row["isbn"] = [isbn[0]]
                yield about(row, subjects, known), shelf, item_type


class OtherWays:
    """How titles and authors are written in the other script."""

    def __init__(self) -> None:
        written = yaml.safe_load((SOURCES / "also.yml").read_text(encoding="utf-8"))
        self._titles: dict[str, str] = {}
        self._authors: dict[str, str] = {}
        for pairs, known in ((written["titles"], self._titles), (written["authors"], self._authors)):
            for persian, english in pairs.items():
                known.update(dict.fromkeys(str(persian).split(" / "), str(english)))
                known.update(dict.fromkeys(str(english).split(" / "), str(persian)))

    def work(self, title: str) -> str:
        """Give the name that the editions of a work share, its English one; empty for a title that has no other."""
        other = self._titles.get(title, "").partition(" / ")[0].strip()
        return next((name for name in (other, title) if other and not re.search("[آ-ی۰-۹]", name)), "")

    def of(self, title: str, author: str) -> list[str]:
        """List them for a title: its own first, then those of its authors; of several ways each (split by "/")."""
        found = [self._titles.get(title, "")]
        for name in re.split(r"[؛;,،]| and | و ", author):
            name = re.sub(r"\(.*\)|^ترجمهٔ |^translated by ", "", name.strip()).strip()
            found.append(self._authors.get(name, ""))
        return [way.strip() for ways in found if ways for way in ways.split(" / ")]


def cutter(title: str, author: str, language: str) -> str:
    """Give the first letters of the author's last name, or of the title."""
    name = author.partition("؛")[0].partition(";")[0].partition("(")[0].partition(" and ")[0].partition(",")[0]
    word = (name.split() or title.split())[-1] if name else title.split()[0]
    return word[:3] if language == "fa" else word[:3].upper()


class Barcodes:
    """Fourteen digits, the last a check digit, as on library labels."""

    def __init__(self) -> None:
        self._next = 0

    def take(self) -> str:
        """Give the next one."""
        self._next += 1
        digits = f"30124{self._next:08}"
        doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
        total = sum(value - 9 if value > 9 else value for value in doubled)
        return f"{digits}{-total % 10}"
