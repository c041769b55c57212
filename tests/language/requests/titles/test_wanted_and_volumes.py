"""Volumes that are named, and the title that is wanted beside others that are known."""

from __future__ import annotations

import pytest

from language.requests.titles.volumes_asked import counts_volumes, leans_on_volumes, names_volume
from language.requests.titles.wanted_instead import find_wanted, known_parts, wishes_others_than


@pytest.mark.parametrize(
    "text", ["wheres vol 3", "the next volume", "جلد دوو سه رو رزرو کن", "جلد سومش کجاست", "kelidar jelde 5 ro darin?"]
)
def test_a_volume_is_named(text: str) -> None:
    assert names_volume(text)


@pytest.mark.parametrize("text", ["جلدش آبی بود", "a volume of poems", "turn the volume down", "چاپ دوم"])
def test_no_volume_is_named(text: str) -> None:
    assert not names_volume(text)


def test_what_leans_on_volumes() -> None:
    assert leans_on_volumes("do u have 3 and 4 stuck togehter") and leans_on_volumes("بعدیش چی؟")
    assert counts_volumes("how mnay in total??") and counts_volumes("کلا چند تاست؟")
    assert not leans_on_volumes("is it in?")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("نه اون گیاهخوارو خوندم، «اعمال انسانی» رو می‌خوام", "اعمال انسانی"),
        ("I've read The Vegetarian, I want “Human Acts”.", "Human Acts"),
        ("I've read Dune, I want Heretics of Dune instead", "Heretics of Dune"),
        ("I have read “Dune” twice, do you have more?", ""),
        ("I want “Dune” or “Emma”", ""),
        ("I've read it, I want something else", ""),
    ],
)
def test_the_name_that_is_wanted(text: str, name: str) -> None:
    assert find_wanted(text) == name


def test_others_than_what_is_known() -> None:
    assert wishes_others_than("I have read Savushun three times. Is there a different one?")
    assert known_parts("بوف کور رو صد بار خوندم. کتاب دیگه‌ای هست؟") == ["بوف کور رو صد بار خوندم"]
    assert not wishes_others_than("is there another branch?")
