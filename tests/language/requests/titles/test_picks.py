"""What picks a title in talk about titles."""

from __future__ import annotations

import pytest

from language.requests.titles.picks import find_pick


@pytest.mark.parametrize(
    ("text", "told", "out"),
    [
        ("I meant the other one, the one with the butler.", "the butler", ()),
        (
            "not the Karamazovs!! the small one, the guy who meets a girl",
            "the guy who meets a girl",
            ("the karamazovs",),
        ),
        ("I've read the one with the robot. The sad one with the school", "the school", ("the one with the robot",)),
        ("Is the one about the mice too hard for her?", "the mice", ()),
        ("اون یکی که تو جنگه، اسمش چی بود؟", "تو جنگه", ()),
        ("onike darbareye ye pesare kodoome?", "darbareye ye pesare", ()),
        ("I HAVE Emma and Persuasion, at home. I want another one", "", ("emma and persuasion",)),
        ("کلیدر رو خوندم. یکی دیگه", "", ("کلیدر",)),
        ("kelidar ro khundam, yeki dige", "", ("kelidar",)),
    ],
)
def test_what_is_told_and_left_out(text: str, told: str, out: tuple[str, ...]) -> None:
    pick = find_pick(text)
    assert pick is not None and (pick.told, pick.out) == (told, out)


@pytest.mark.parametrize(
    "text",
    [
        "the one I reserved",
        "اون که گفتی",
        "the first one",
        "do you have Emma?",
        "I have read it",
        "where is the one at Saadi?",
    ],
)
def test_nothing_is_picked(text: str) -> None:
    assert find_pick(text) is None
