"""Where the one of a list is that is named by its place: what asks for it, and what only looks so."""

from __future__ import annotations

import pytest

from language.requests.titles.placed import asks_where_placed, chooses_place, place_named


@pytest.mark.parametrize(
    ("text", "at_branch", "place"),
    [
        ("which branch has the first", False, 0),
        ("Lovely, thank you. Which branch has the third one?", False, 2),
        ("is the third one in at Saadi?", True, 2),
        ("does Saadi have the second one?", True, 1),
        ("ok the secnd one sounds nice. is it availble at central", True, 1),
        ("where can I find the second one, I'm at Central now", True, 1),
        ("همون اولی تو شعبه باغ فردوس هست که امروز بیام بگیرم", True, 0),
        ("می‌خوام هدیه ببرم ولی قبلش دوست دارم خودم ببینمش اولی رو توی کدوم شعبه دارید", False, 0),
        ("همین دومیه خوبه. الان تو قفسه هست؟", False, 1),
        ("سلام دومی رو سعدی دارین؟ خونه مون نزدیکشه", True, 1),
        ("dovomi alan mojoode?", False, 1),
        ("avali too kodoom shobe hast", False, 0),
    ],
)
def test_it_asks_where_that_one_is(text: str, at_branch: bool, place: int) -> None:
    assert asks_where_placed(text, at_branch=at_branch)
    assert place_named(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "reserve the second one at Saadi please",
        "دومی رو برام نگه دارین سعدی",
        "how long is the second one?",
        "who wrote the third one?",
        "is the second one available in English?",
        "is there a film of the second one?",
        "when is the second one due back?",
        "is the first one good for a beginner?",
        "دومی چند صفحه ست؟",
        "دومی مناسب بچه هست؟",
        "سومی رو خوندم، یکی دیگه که تو سعدی باشه",
        "اولی رو نمی‌خوام. چیز دیگه‌ای موجوده؟",
        "where is the second floor at Central?",
        "the second time I came to Central it was closed",
        "بار اوله میام، شعبه سعدی کجاست؟",
        "the first one I have. Is Dune in?",
        "do you have the second volume at Saadi?",
        "where is the first aid box?",
        "where is the last bus stop?",
        "where do I go for the first visit?",
        "where are the toilets near the second entrance?",
        "where can I use the first computer?",
        "دستشویی طبقه اولی کجاست؟",
        "where did the author of the first one live?",
        "where does the first one take place?",
        "اولی الان هست؟ نویسنده‌ش کیه؟",
        "which branch has the first? and who wrote Emma?",
    ],
)
def test_what_is_asked_otherwise_is_left(text: str) -> None:
    assert not asks_where_placed(text, at_branch=True)


@pytest.mark.parametrize(
    "text",
    [
        "Reserve it at Central please, I'll pick it up on the 3rd",
        "Reserve it for me please, I come on the second",
        "I am back the second Monday",
        "رزروش کن برای بچه دومی",
        "برام رزروش کن، شیفت دومی میام",
        "برام رزروش کن، سومی آذر میام",
        "who wrote it? I need it for the second semester",
        "is it in at Saadi? I can come on the 3rd",
        "which branch is it in? my sister needs it for the third year",
        "Is it about the second world war?",
        "دومی نزدیک‌تره. تا کی بازه؟",
        "on the 2nd",
        "book it for my second daughter, she is the second one",
        "reserve it, I want the second one later",
    ],
)
def test_no_one_of_a_list_is_chosen(text: str) -> None:
    assert not chooses_place(text)


@pytest.mark.parametrize("text", ["reserve the second one", "the second please", "دومی رو رزرو کن"])
def test_one_of_a_list_is_chosen(text: str) -> None:
    assert chooses_place(text)
