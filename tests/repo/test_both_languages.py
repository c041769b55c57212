"""The Persian pages say what the English ones say: the same steps, blocks, rows, links and names, in the same order.

What may differ: how sentences and paragraphs are cut, the order of links within a page, and what DIFFERENT_LINES names
with its reason. The librarian's guide has pictures in Persian alone; `test_guides.py` holds its two languages together.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.settings import ROOT

PERSIAN = ROOT / "docs" / "fa"
# Each page in English, by the name that it has in Persian.
PAIRS = {
    "README.md": ROOT / "README.md",
    "first-day.md": ROOT / "docs" / "first-day.md",
    "installing.md": ROOT / "docs" / "installing.md",
    "privacy.md": ROOT / "docs" / "privacy.md",
}
TWINS = {PERSIAN / name: english for name, english in PAIRS.items()}
TWINS[PERSIAN / "librarian.md"] = ROOT / "docs" / "librarian.md"
# Who reads Persian tries the terminal's chat in Persian.
CHAT = ".venv/bin/ketabyar chat --lang "
DIFFERENT_LINES = {"README.md": {f"{before}{CHAT}fa": f"{before}{CHAT}en" for before in ("", "KETABYAR_PORT=8830 ")}}
KINDS = [
    ("heading", re.compile(r"(#+) ")),
    ("step", re.compile(r" {0,4}(\d+)\. ")),
    ("point", re.compile(r" *([*-]) ")),
    ("row", re.compile(r"(\|.*\|)$")),
    ("block", re.compile(r"(```\w.*)")),
    ("picture", re.compile(r"( *!\[)")),
]

pairs = pytest.mark.parametrize("name", PAIRS)


def both(name: str) -> tuple[str, str]:
    """Give a page in English and in Persian, with every list written alike."""
    return PAIRS[name].read_text(encoding="utf-8"), (PERSIAN / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Give a page without its fenced blocks, which tests/deploy/test_administrator.py compares letter for letter."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def outline(text: str) -> list[str]:
    """Give headings with their depth, steps with their number, points, rows with their width, blocks, pictures."""
    found = []
    for line in re.sub(r"(^```.*$)(?s:.*?)^```$", r"\1", text, flags=re.MULTILINE).splitlines():
        for kind, pattern in KINDS:
            if (said := pattern.match(line)) is not None:
                mark = {"point": "", "picture": "", "row": str(line.count("|"))}.get(kind, said[1])
                found.append(f"{kind} {mark}".strip())
                break
    return found


def links(page: Path) -> Counter[str]:
    """Count where a page leads, by the English page of what is there in both languages."""
    found: Counter[str] = Counter()
    for link, heading in re.findall(r"\]\(([^)#]*)(#[^)]*)?\)", prose(page.read_text(encoding="utf-8"))):
        if "://" in link:
            found[link] += 1
            continue
        target = (page.parent / link).resolve() if link else page
        # A heading is other words in the other language.
        is_in_both = target in TWINS or target in TWINS.values()
        place = TWINS.get(target, target).relative_to(ROOT).as_posix()
        found[place if is_in_both else place + heading] += 1
    return found


def commands(text: str) -> list[str]:
    """Give what is typed or opened in blocks that are set in: without remarks, and without what an address is."""
    columns = [part for line in re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE) for part in re.split(r" {2,}", line)]
    return [column for column in columns if re.match(r"(?:make|ketabyar|--\S+|[\w.:'-]*[/<=]\S*)(?: |$)", column)]


def headings(page: Path) -> set[str]:
    """Give what a page's headings are called in an address: small letters, dashes, no half-space and no mark."""
    titles = re.findall(r"^#+ (.*)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {"#" + re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pairs
def test_steps_points_rows_blocks_and_pictures_are_the_same(name: str) -> None:
    english, persian = both(name)
    assert outline(persian) == outline(english)


@pairs
def test_both_lead_to_the_same_places(name: str) -> None:
    assert links(PERSIAN / name) == links(PAIRS[name])


@pairs
def test_both_name_the_same_settings_commands_tables_and_columns(name: str) -> None:
    # A number stands in Persian prose as code, lest its digits be taken for a mistake.
    english, persian = (
        {code for code in re.findall(r"`([^`]+)`", prose(text)) if not code.isdigit()} for text in both(name)
    )
    different = DIFFERENT_LINES.get(name, {})
    assert {different.get(code, code) for code in persian} == english


@pairs
def test_both_have_the_same_typed_and_opened(name: str) -> None:
    english, persian = both(name)
    different = DIFFERENT_LINES.get(name, {})
    assert [different.get(line, line) for line in commands(prose(persian))] == commands(prose(english))


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.stem)
def test_a_place_within_a_page_that_persian_leads_to_is_there(page: Path) -> None:
    for link, heading in re.findall(r"\]\(([^)#]*)(#[^)]+)\)", prose(page.read_text(encoding="utf-8"))):
        if "://" not in link:
            assert heading in headings((page.parent / link).resolve() if link else page), link + heading
