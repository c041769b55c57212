"""The table of ASVS 5.0: every requirement up to level 2 stands in it once, and what holds it exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.settings import ROOT

PAGE = ROOT / "docs" / "security" / "asvs.md"
# How many requirements each section has up to level 2, as the standard 5.0.0 counts them.
SECTIONS: dict[str, Sequence[int]] = {
    "1.1": range(1, 3), "1.2": range(1, 10), "1.3": range(1, 12), "1.4": range(1, 4), "1.5": range(1, 3),
    "2.1": range(1, 4), "2.2": range(1, 4), "2.3": range(1, 5), "2.4": range(1, 2),
    "3.2": range(1, 3), "3.3": range(1, 5), "3.4": range(1, 7), "3.5": range(1, 6), "3.7": range(1, 3),
    "4.1": range(1, 4), "4.2": range(1, 2), "4.3": range(1, 3), "4.4": range(1, 5),
    "5.1": range(1, 2), "5.2": range(1, 4), "5.3": range(1, 3), "5.4": range(1, 4),
    "6.1": range(1, 4), "6.2": range(1, 13), "6.3": range(1, 5), "6.4": range(1, 5), "6.5": range(1, 6),
    "6.6": range(1, 4), "6.8": range(1, 5),
    "7.1": range(1, 4), "7.2": range(1, 5), "7.3": range(1, 3), "7.4": range(1, 6), "7.5": range(1, 3),
    "7.6": range(1, 3),
    "8.1": range(1, 3), "8.2": range(1, 4), "8.3": range(1, 2), "8.4": range(1, 2),
    "9.1": range(1, 4), "9.2": range(1, 5),
    "10.1": range(1, 3), "10.2": range(1, 3), "10.3": range(1, 5), "10.4": range(1, 12), "10.5": range(1, 6),
    "10.6": range(1, 3), "10.7": range(1, 4),
    "11.1": range(1, 3), "11.2": range(1, 4), "11.3": range(1, 4), "11.4": range(1, 5), "11.5": range(1, 2),
    "11.6": range(1, 2),
    "12.1": range(1, 4), "12.2": range(1, 3), "12.3": range(1, 5),
    "13.1": range(1, 2), "13.2": range(1, 6), "13.3": range(1, 3), "13.4": range(1, 6),
    "14.1": range(1, 3), "14.2": range(1, 5), "14.3": range(1, 4),
    "15.1": range(1, 4), "15.2": range(1, 4), "15.3": range(1, 8),
    "16.1": range(1, 2), "16.2": range(1, 6), "16.3": range(1, 5), "16.4": range(1, 4), "16.5": range(1, 4),
    "17.1": range(1, 2), "17.2": range(1, 5), "17.3": range(1, 3),
}  # fmt: skip
ROW = re.compile(r"^\| (V[^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
REQUIREMENT = re.compile(r"V(\d+)\.(\d+)\.(\d+)")


def required() -> set[str]:
    """Give the numbers of all requirements."""
    return {f"V{section}.{number}" for section, numbers in SECTIONS.items() for number in numbers}


def meant(cell: str) -> list[str]:
    """Give the requirements that a row is about: named one by one, from one to another, or a whole chapter."""
    found: list[str] = []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        if not REQUIREMENT.fullmatch(first):
            found += sorted(one for one in required() if one.startswith(f"{first}."))
            continue
        if not last:
            found.append(first)
            continue
        section, _, start = first.rpartition(".")
        end = int(last.rpartition(".")[2])
        found += [one for n in range(int(start), end + 1) if (one := f"{section}.{n}") in required()]
    return found


def rows() -> list[tuple[str, str, str]]:
    """Give the rows of all tables."""
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_every_requirement_up_to_level_2_stands_there_once() -> None:
    assert len(required()) == 253
    told = Counter(one for cell, _, _ in rows() for one in meant(cell))
    assert sorted(required() - told.keys()) == []
    assert sorted(told.keys() - required()) == []
    assert [one for one, times in told.items() if times > 1] == []


def test_every_row_names_a_test_or_a_reason() -> None:
    for cell, what, answer in rows():
        assert what.strip(), cell
        reason = NAMED.sub("", answer).replace("<br>", "").strip()
        assert NAMED.search(answer) or len(reason) > 20, cell
        if answer.startswith(("**Not met.**", "**Met in", "**Not here.**")):
            assert len(reason) > 25, f"{cell} says no reason"


def test_tests_are_named() -> None:
    # That each exists holds for every document: tests/repo/test_documentation.py.
    assert len(NAMED.findall(PAGE.read_text(encoding="utf-8"))) > 150


def test_what_is_not_met_is_said_at_the_top() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = {one for cell, _, answer in rows() if answer.startswith("**Not met.**") for one in meant(cell)}
    [line] = re.findall(r"^What is not met, in short: (.+)\.$", text, re.MULTILINE)
    assert set(meant(line)) == missing
