"""Pointing at what was shown, taking back, and buttons of questions that are settled."""

from __future__ import annotations

import pytest

from actions.dialogue.references import find_reference
from tests.support.talk import Begin

TWO_TITLES = ("Animal Farm", "Burmese Days")


@pytest.mark.parametrize(
    ("text", "kind", "corrects", "place"),
    [
        ("the second one", "place", False, (2,)),
        ("آخریه", "place", False, ()),
        ("no, the second one", "place", True, (2,)),
        ("not that, the first", "place", True, (1,)),
        ("actually the first", "place", True, (1,)),
        ("نه، دومی", "place", True, (2,)),
        ("نه اولی رو", "place", True, (1,)),
        ("منظورم دومی بود", "place", True, (2,)),
        ("no, the other one", "other", True, None),
        ("نه، اون یکی", "other", True, None),
        ("اون یکی رو رزرو کن", "other", False, None),
        ("that book", "that", False, None),
        ("همون کتاب", "that", False, None),
        ("همینو رزرو کن", "that", False, None),
        ("تمدیدش کن", "that", False, None),
        ("renew it please", "that", False, None),
        ("no, at the Saadi branch", "none", True, None),
    ],
)
def test_what_is_pointed_at(text: str, kind: str, corrects: bool, place: tuple[int, ...] | None) -> None:
    reference = find_reference(text)
    assert reference is not None and (reference.kind, reference.corrects) == (kind, corrects)
    assert (reference.choice.indexes if reference.choice else None) == place


@pytest.mark.parametrize(
    "text", ["renew my books", "کتاب‌هام رو تمدید کن", "what are your hours", "", "نهنگ سفید رو دارید"]
)
def test_what_points_at_nothing(text: str) -> None:
    assert find_reference(text) is None


@pytest.mark.parametrize(("text", "bare"), [("the second one", True), ("آخریه", True), ("همون", True),
                                            ("renew the second one", False), ("اولی رو تمدید کن", False)])  # fmt: skip
def test_what_is_nothing_but_pointing(text: str, bare: bool) -> None:
    reference = find_reference(text)
    assert reference is not None and reference.bare is bare


async def test_a_place_in_the_list_shows_that_title_and_the_other_one_the_other(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell", author="Orwell")
    shown = talk.slots["shown"]["ids"]
    assert len(shown) >= 2
    second = await talk.says("loans", "the second one", sure=0.5)
    assert second.names == ["utter_search_one"] and talk.slots["shown"]["at"] == shown[1]
    first = await talk.says("deny", "no, the first one")
    assert first.names == ["utter_search_one"] and talk.slots["shown"]["at"] == shown[0]
    # The list is still the one that was shown.
    assert talk.slots["shown"]["ids"] == shown


async def test_the_other_one_of_many_is_asked(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell", author="Orwell")
    talk.slots["shown"] = {**talk.slots["shown"], "ids": [*talk.slots["shown"]["ids"], "more", "most"]}
    await talk.says("search_book", "the second one")
    assert (await talk.says("deny", "no, the other one")).names == ["utter_which_one"]


async def test_no_thanks_takes_nothing_back(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell", author="Orwell")
    assert (await talk.says("deny", "no, thanks")).names == ["utter_denied"]


async def test_a_correction_is_never_done_for_a_stranger(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell", author="Orwell")
    assert (await talk.says("hold", "hold the second one")).names == ["utter_sign_in"]
    assert (await talk.says("deny", "no, the first one")).names == ["utter_search_one"]
