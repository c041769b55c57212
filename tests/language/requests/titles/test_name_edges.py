"""Words that point and were read as a title, beside the titles that are such words."""

from __future__ import annotations

import pytest

from language.requests.titles.name_edges import only_points


@pytest.mark.parametrize(
    ("name", "text", "points"),
    [
        ("it", "Do you have it, and could you put me down for it?", True),
        ("It", "I read Dune. It is great, do you have it?", True),
        ("we", "can we come in?", True),
        ("او", "از او چی دارین؟", True),
        ("It", "do you have It?", False),
        ("it", "it by Stephen King", False),
        ("it", "stephen king's it please", False),
        ("it", "is the novel it in?", False),
        ("it", 'do you have "it"?', False),
        ("It", "It", False),
        ("We", "We, by Zamyatin", False),
        ("آن‌ها", "رمان آن‌ها رو دارین؟", False),
        ("Emma", "do you have emma?", False),
        ("It Ends with Us", "do you have It Ends with Us", False),
    ],
)
def test_what_only_points(name: str, text: str, points: bool) -> None:
    assert only_points(name, text) is points
