"""What hardly asks of a title is no question of the one told of last, and is no reason to tell of it again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from actions.dialogue.asked_for import asks_of_no_title
from actions.dialogue.turn import Turn
from tests.support.talk import Begin

OF_HOUSE = {"way": {"fact": 0.9, "catalogue": 0.04}, "about": {"none": 0.47, "title": 0.27}}
OF_CATALOGUE = {"way": {"fact": 0.5, "catalogue": 0.45}, "about": {"none": 0.47, "title": 0.27}}
OF_TITLE = {"way": {"rule": 0.7, "catalogue": 0.1}, "about": {"title": 0.71, "none": 0.2}}
FIRST = {"en": "do you have Animal Farm?", "fa": "بوف کور رو دارید؟"}
ASKED = {
    "en": (
        "what if she is poorly, does anybody drive books round to people?",
        "and somebody who can't walk, how do they get theirs?",
        "my gran is housebound, could the van stop at hers?",
        "do you guys post stuff out at all",
        "if i am ill is there anyone bring the books at my home",
        "does teh library deliver to old poeple",
        "is there a scheme for pensioners, door to door like?",
        "could a volunteer drop them off for my dad?",
        "would it be possible to have them sent by courier, please?",
        "I have broken my leg, what can you do for me?",
    ),
    "fa": (
        "اگه نتونه بیاد کسی هست براش ببره دم در؟",
        "برای کسی که زمین‌گیره چیکار می‌کنین؟",
        "آیا ارسال به منزل برای سالمندان دارید؟",
        "پیک هم می‌فرستین؟",
        "mishe befrestin dame khune?",
        "واسه آدمای مریض چ کار میکنید",
        "مادرم پاش شکسته، راهی هست که نیاد اونجا؟",
        "برای جانبازان خدمات ویژه‌ای پیش‌بینی شده است؟",
        "با اسنپ میشه برام بیاد؟",
        "ye nafar hast biare baraye pedaram?",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in ASKED.items() for text in texts])
@pytest.mark.parametrize("move", ["title.collect", "title.lendable", "title.who"])
async def test_what_is_asked_of_the_library_is_no_move_of_a_title(
    begin: Begin, language: str, text: str, move: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", FIRST[language])
    said = await talk.says("borrow", text, sure=0.7, moves={move: 0.95}, sides=OF_HOUSE)
    assert not any(name.startswith(("utter_title", "utter_search_one")) for name in said.names)


@pytest.mark.parametrize("sides", [None, OF_CATALOGUE, OF_TITLE])
async def test_what_may_ask_of_the_title_is_asked_of_it(
    begin: Begin, sides: dict[str, dict[str, float]] | None
) -> None:
    talk = await begin("en")
    await talk.says("search_book", FIRST["en"])
    said = await talk.says("borrow", "and may I take it home?", sure=0.7, moves={"title.lendable": 0.95}, sides=sides)
    assert said.names == ["utter_title_lendable"]


async def test_for_how_long_is_told_by_the_kind_of_what_was_told_of(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "فیلم خانهٔ دوست کجاست رو دارید؟")
    rule = {"way": {"rule": 0.88, "catalogue": 0.02}, "about": {"loan": 0.4, "title": 0.38}}
    said = await talk.says("loan_policy", "چند روز میشه نگه داشت؟", sure=0.7, moves={"title.days": 0.99}, sides=rule)
    assert "۷" in said.text


async def test_a_title_is_not_told_again_to_words_that_say_nothing_of_it(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("search_book", FIRST["en"])).names == ["utter_search_one"]
    said = await talk.says("search_book", "thanks, another matter, speaking groups or courses, would those exist here")
    assert "utter_search_one" not in said.names


def test_what_was_not_looked_at_excludes_nothing() -> None:
    assert not asks_of_no_title(cast(Turn, SimpleNamespace(sides={})))
