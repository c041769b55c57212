"""Titles of the demo library from sources/books: what a title is, for whom and about what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from language.genres import AUDIENCES, FORMS, GENRES, KINDS
from protocol.values import LANGUAGES

Row = dict[str, Any]

BOOKS = Path(__file__).resolve().parent / "sources" / "books"
PERSIAN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_PAGES = re.compile(r"p(\d+)")
_AGES = re.compile(r"(\d+)(?:-(\d+)|\+)")
_SERIES = re.compile(r"#(\d+) (.+)")

# What the sections of the older source files say of all their titles.
_SECTIONS = {
    "داستان فارسی": "novel, adults", "شعر فارسی": "poetry, adults", "شعر معاصر": "poetry, adults",
    "رمان خارجی": "novel, adults", "تاریخ ایران": "nonfiction, history, adults", "فلسفه": "nonfiction, adults",
    "علم": "nonfiction, science, adults", "کتاب درسی": "nonfiction, textbook, adults",
    "کتاب کودک": "novel, children, 8-12", "مرجع": "nonfiction, reference, adults", "فیلم": "film, adults",
    "English fiction": "novel, adults", "American fiction": "novel, adults",
    "World literature": "novel, adults", "History": "nonfiction, history, adults",
    "Philosophy": "nonfiction, adults", "Science": "nonfiction, science, adults",
    "Computing": "nonfiction, computing, adults", "University": "nonfiction, textbook, adults",
    "Writing": "nonfiction, adults", "Children": "novel, children, 8-12",
    "Reference": "nonfiction, reference, adults",
}  # fmt: skip


def facts(tags: str, language: str, where: str) -> Row:
    """Read tags such as "novel, romance, 8-12, p210, <fr, #2 Narnia"; a later one overrides, "-x" takes one away.

    Exits with the place when a tag is none.
    """
    row: Row = {"original_language": language}
    genres: list[str] = []
    for tag in filter(None, (part.strip() for part in tags.split(","))):
        if tag.startswith("-"):
            genres = [genre for genre in genres if genre != tag[1:]]
            row.pop("form", None) if row.get("form") == tag[1:] else None
        elif tag.startswith("<"):
            row["original_language"] = tag[1:]
        elif tag.startswith("k:"):
            row["kind"] = tag[2:]
        elif match := _PAGES.fullmatch(tag):
            row["pages"] = int(match[1])
        elif match := _AGES.fullmatch(tag):
            row["age"] = [int(match[1]), *([int(match[2])] if match[2] else [])]
        elif match := _SERIES.fullmatch(tag):
            row["series"], row["series_number"] = match[2], int(match[1])
        elif tag in AUDIENCES:
            row["audience"] = tag
        elif tag in FORMS and ("form" not in row or tag not in GENRES):
            row["form"] = tag
        elif tag in GENRES:
            genres.append(tag)
        else:
            raise SystemExit(f"{where}: no such tag: {tag}")
    if row.get("kind", "book") not in KINDS:
        raise SystemExit(f"{where}: no such kind: {row['kind']}")
    if row.get("audience") == "adults" and not (row.get("age") and row["age"][0] < 18):
        row.pop("age", None)
    return {**row, **({"genres": list(dict.fromkeys(genres))} if genres else {})}


def about(row: Row, section: str, known: dict[tuple[str, str], tuple[str, str]]) -> Row:
    """Add to a title of the older sources what is known of it."""
    given = next((tags for start, tags in _SECTIONS.items() if section.startswith(start)), "")
    tags, summary = known.get((row["language"], row["title"]), ("", ""))
    if row["language"] == "fa" and re.search("ترجمهٔ", row["author"]) and "<" not in tags:
        raise SystemExit(f"{row['title']}: a translation from which language?")
    found = facts(f"{given}, {tags}", row["language"], row["title"])
    return {**row, **found, **({"summary": summary} if summary else {})}


def written_about() -> dict[tuple[str, str], tuple[str, str]]:
    """Read tags and summaries by language and title."""
    known = {}
    for language in LANGUAGES:
        for line in (BOOKS / f"about_{language}.txt").read_text(encoding="utf-8").splitlines():
            title, tags, summary = (part.strip() for part in line.split("|"))
            known[language, title] = (tags, summary)
    return known


def written_books() -> Iterator[tuple[Row, str, str]]:
    """Read the titles of the newer sources with the shelf and the type of their copies."""
    for name in ("general_fa", "young_fa", "media_fa", "general_en", "knowledge_en", "young_en"):
        head = ["", "", "", "", "", ""]
        for line in (BOOKS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            parts = [part.strip() for part in line.lstrip("@").split("|")]
            if line.startswith("@"):
                head = parts
            elif line:
                language, subjects, number, shelf, item_type, defaults = head
                if len(parts) != 5:
                    raise SystemExit(f"{name}: five parts, please: {line}")
                title, author, year, tags, summary = parts
                row: Row = {
                    "title": title, "author": author, "language": language, "subjects": subjects,
                    "call_number": number,
                    **facts(f"{defaults}, {tags}", language, title),
                    "summary": summary,
                }  # fmt: skip
                if year:
                    row["year"] = int(year.translate(PERSIAN_DIGITS))
                yield row, shelf, item_type
