"""A further language meets no more places than CONTRIBUTING says: no new choice, no new pair of columns."""

from __future__ import annotations

import re

from bot.settings import ROOT
from scripts.language_places import counted

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def said(pattern: str) -> int:
    """Give the number that the worked example says in a place."""
    found = re.findall(pattern, " ".join(PAGE.split()))
    assert len(found) == 1, (pattern, found)
    return int(found[0].replace(",", ""))


def test_the_worked_example_says_how_many_places_there_are() -> None:
    now = counted()
    choices = said(r"these are about [\d,]+ places in [\d,]+ files; (\d+) of them choose")
    in_rooms = {
        ("language",): said(r"requests: one module for each .*? \| in part: (\d+) choices"),
        ("engine",): said(r"nearly: (\d+) choices"),
        ("library", "actions", "bot"): said(r"no: (\d+) choices"),
    }
    # What is chosen between two languages is held to its very number: a third one goes through each of them. Where one
    # was made into a table (language/writing.py, say), the page says less from then on.
    assert now.whole.choices == choices, (
        "keep what differs in a mapping by language, and CONTRIBUTING's number as it is"
    )
    assert {rooms: now.choices_in(*rooms) for rooms in in_rooms} == in_rooms
    assert now.columns == said(r"and (\d+) columns of the store come in pairs")
    # The others grow with what is written; nobody has to look for a place to change them after each sentence.
    for real, told in (
        (now.whole.places, said(r"these are about ([\d,]+) places")),
        (now.whole.files, said(r"places in ([\d,]+) files")),
        (now.texts, said(r"and ([\d,]+) empty texts")),
        (now.answers, said(r"\| ([\d,]+) answers with a condition")),
    ):
        assert abs(real - told) <= told * 0.05, f"CONTRIBUTING says {told}, and there are {real}"
