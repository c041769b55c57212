"""Titles that a description names as not meant."""

from __future__ import annotations

import pytest

from language.requests.titles.excluded import denied_parts, is_denied, without_parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "a boy and a pilot? no not the Little Prince haha everybody says that. There's a desert",
            ["The Little Prince"],
        ),
        ("the whale one, it isn't Moby-Dick", ["Moby-Dick"]),
        ("a spy in Berlin, not Emma", ["Emma"]),
        ("یه ماهی بود، نه اون که ماهی سیاه کوچولوعه", ["The Little Black Fish", "ماهی سیاه کوچولو"]),
        ("شازده کوچلو شد که، نه منظورم اون یکیه، یه دختره با دزدای زمان می‌جنگید", ["شازده کوچولو"]),
        ("داستان جنگ در اهواز؛ منظورم «همسایه‌ها» نیست.", ["همسایه‌ها"]),
        ("سووشون نه، یه رمان دیگه مال شیراز", ["سووشون"]),
    ],
)
def test_a_title_beside_a_no_is_not_meant(text: str, names: list[str]) -> None:
    assert is_denied(names, denied_parts(text)) is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a pig and a spider on a farm, I do not know more", ["Animal Farm"]),
        ("it is not all set in the kitchen of a big house", ["Kitchen"]),
        ("Animal Farm, the one with the pigs", ["Animal Farm"]),
        ("یه خانه بود که هیچ‌وقت تمیز نبود و مادرش همیشه می‌خندید", ["خانه"]),
    ],
)
def test_what_is_told_beside_a_no_is_no_title(text: str, names: list[str]) -> None:
    assert is_denied(names, denied_parts(text)) is None


def test_what_is_said_of_it_is_no_part_of_the_description() -> None:
    text = "a boy in a desert, not the Little Prince, and he looks for gold"
    part = is_denied(["The Little Prince"], denied_parts(text))
    assert part is not None and without_parts(text, [part]) == "a boy in a desert, and he looks for gold"
