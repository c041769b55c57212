"""One spelling of a word in all that people read: catalogues, answers, surveys and guides."""

from __future__ import annotations

import re

import pytest

from bot.settings import ROOT

READ = (
    *(ROOT / "locale" / "fa").rglob("*.po"), *(ROOT / "docs" / "fa").glob("*.md"), ROOT / "domain.yml",
    ROOT / "crm" / "surveys" / "wordings.py", *(ROOT / "bot" / "widget").rglob("*.js"),
)  # fmt: skip
# What is not written, and what is written in its place.
SPELLINGS = {
    "گفتگو": "گفت‌وگو",
    "گفت و گو": "گفت‌وگو",
    "جستجو": "جست‌وجو",
    "جست و جو": "جست‌وجو",
}


@pytest.mark.parametrize("other", SPELLINGS)
def test_a_word_is_written_in_one_way(other: str) -> None:
    found = [
        f"{path.name}:{number}: {SPELLINGS[other]}"
        for path in READ
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"(?<!\w){other}", line)
    ]
    assert found == []
