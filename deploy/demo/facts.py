"""Facts of the demo library, and the ways in which patrons ask for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]

SOURCES = Path(__file__).resolve().parent / "sources"


def facts() -> list[Row]:
    """Read the facts: topics, questions, answers, and what stands beside them."""
    made: list[Row] = []
    topic = ""
    for line in (SOURCES / "facts.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sign, rest = line[0], line[2:]
        if sign == "=":
            topic = rest
        elif sign == "?":
            fa, en = rest.split(" | ")
            made.append({"topic": topic, "question": {"fa": fa, "en": en}, "text": {}})
        elif sign == "+":
            made[-1]["also"] = rest
        elif sign == "~":
            made[-1]["also"] = "\n".join((made[-1].get("also", ""), *rest.split(" | ")))
        elif sign == "@":
            for part in rest.split():
                name, _, value = part.rpartition("=")
                made[-1][name or "branch"] = value
        else:
            text = made[-1]["text"]
            text["en" if "fa" in text else "fa"] = line
    for file in sorted((SOURCES / "asked").glob("*.yml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            _ask_otherwise(made, row)
    return made


def _ask_otherwise(made: list[Row], row: Row) -> None:
    """Add to a fact the ways in which patrons ask for it, or a further fact; one without a text is not answered yet."""
    if "fact" in row:
        fact = next(one for one in made if one["question"]["en"] == row["fact"])
    else:
        told = row["told"]
        fact = {"topic": told["topic"], "question": {"fa": told["fa"], "en": told["en"]}}
        if "text_fa" in told:
            fact["text"] = {"fa": told["text_fa"], "en": told["text_en"]}
        fact |= {name: told[name] for name in ("branch", "audience") if told.get(name)}
        made.append(fact)
    leaning = [f"… {way}" for way in (*row.get("then_fa", ()), *row.get("then_en", ()))]
    ways = [*row.get("fa", ()), *row.get("en", ()), *row.get("finglish", ()), *leaning]
    known = fact.get("also", "").split("\n")
    fact["also"] = "\n".join((known[0], *dict.fromkeys(each for each in (*known[1:], *ways) if each)))
