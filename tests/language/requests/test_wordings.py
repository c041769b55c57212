"""What is ordered, asked and forbidden in the wordings of `wordings.yml`, and what is named in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from language.requests.speech.request import Request, read_request
from language.requests.titles.names import find_named
from protocol import plain_yaml

TITLES = ["Dune", "Emma", "کوری", "سووشون"]
GROUPS: list[dict[str, Any]] = plain_yaml.load((Path(__file__).parent / "wordings.yml").read_text(encoding="utf-8"))


def named(words: tuple[str, ...]) -> list[str]:
    return [TITLES[place] for place in find_named(words, TITLES).places]


def wrong(group: dict[str, Any], text: str) -> str:
    """Say what of a reading differs from what is expected; nothing when it is right."""
    found: Request = read_request(text, group["deed"])
    seen = {
        "kind": found.kind.value,
        "out": "|".join(named(found.left_out)),
        "whole": found.whole,
        "names": "|".join(named(found.wanted)),
        "count": found.count,
        "condition": found.condition.value if found.condition else None,
    }
    return ", ".join(f"{key} is {seen[key]!r}" for key in seen if key in group and seen[key] != group[key])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group['lang']}-{group['deed']}-{group['kind']}")
def test_every_wording_is_read_as_it_is_meant(group: dict[str, Any]) -> None:
    assert [f"{text}: {said}" for text in group["wordings"] if (said := wrong(group, text))] == []


def test_there_are_four_hundred_wordings() -> None:
    count = {lang: sum(len(group["wordings"]) for group in GROUPS if group["lang"] == lang) for lang in ("fa", "en")}
    assert min(count.values()) >= 200
