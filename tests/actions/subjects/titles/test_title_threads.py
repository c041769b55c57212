"""The thread of titles: what is asked of the title in talk, or of one named inside another matter."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "search_book", "anything else by him?"),
        ("en", "hold", "Then keep my place, but could you also find me whatever else that author wrote? Orwell I mean"),
        ("en", "facilities", "and other books by George Orwell?"),
        ("fa", "search_book", "کتاب دیگه‌ای از همین نویسنده دارین که الان تو قفسه باشه؟"),
        ("fa", "nlu_fallback", "az hamin nevisande chize dige darin?"),
    ],
)
async def test_others_of_the_author_are_told(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says(intent, words)
    assert said.names == ["utter_search_author"]
    assert "Burmese Days" in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize(
    ("intent", "sure", "words"),
    [
        ("loans", 0.65, "burmese days, same guy, have it?"),
        ("hold", 0.66, "Forget it. Is The Hobbit at least on the shelf so I can read it there?"),
        ("nlu_fallback", 0.4, "and Animal Farm, is that in?"),
    ],
)
async def test_a_title_is_told_of_inside_another_matter(begin: Begin, intent: str, sure: float, words: str) -> None:
    talk = await begin("en")
    await talk.says("hours", "when do you close?")
    said = await talk.says(intent, words, sure=sure)
    assert said.names[0] in {"utter_search_one", "utter_title_whereabouts"} and len(said.names) == 1


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("loan_policy", "how long may I keep The Hobbit?"),
        ("facilities", "do you have a room where I can read The Hobbit in peace?"),
        ("lost_item", "I lost The Hobbit, what now?"),
        ("complaint", "I was told The Hobbit is in and it was not, a waste of my morning"),
    ],
)
async def test_what_names_a_title_may_ask_otherwise(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en")).says(intent, words, sure=0.9)
    assert not {"utter_search_one", "utter_search", "utter_title_whereabouts"} & set(said.names)


async def test_the_title_of_a_complaint_is_looked_up(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "I came all the way because The Hobbit was said to be on the shelf. It was not.")
    said = await talk.says("complaint", "which branch has it now?", sure=0.6)
    assert said.names == ["utter_title_whereabouts"] and "The Hobbit" in said.text


@pytest.mark.parametrize("words", ["مجوده؟", "توی مرکزی موجده یا نه", "کدم قفسه هس؟"])
async def test_words_with_slips_name_no_title(begin: Begin, words: str) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کلاغ دانا", title="کلاغ دانا")
    said = await talk.says("search_book", words, title=words)
    assert said.names[0].startswith("utter_title_") and "کلاغ دانا" in said.text


@pytest.mark.parametrize("words", ["شبنم‌زار", "رمان شبنم‌زار رو دارین"])
async def test_a_name_that_is_not_there_is_said_so(begin: Begin, words: str) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "کلاغ دانا", title="کلاغ دانا")
    assert (await talk.says("search_book", words, title="شبنم‌زار")).names == ["utter_search_none"]


async def test_both_forms_are_told_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says(
        "search_book", "as an audiobook or in large print?", title="as an audiobook or in large print"
    )
    assert said.names[0] == "utter_edition_no_kind" and "audiobook" in said.text and "large print" in said.text


async def test_the_volumes_side_by_side_are_shown(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "Narnia books 1 and 2", title="Narnia books 1 and 2")
    assert said.names == ["utter_search_several"] and "Prince Caspian" in said.text


async def test_the_edition_is_not_known(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says("search_book", "wich edition is that")
    assert said.names[0] == "utter_title_unknown" and "edition" in said.text


@pytest.mark.parametrize(
    "words",
    [
        "Different thing while I'm here, could you buy The Hobbit? I couldn't find it on your site",
        "The Hobbit is the one my teacher mentioned. If you don't have it, how do I suggest that you buy it?",
    ],
)
async def test_what_is_there_is_said_to_be_there(begin: Begin, words: str) -> None:
    assert (await (await begin("en")).says("suggest_purchase", words)).names == ["utter_purchase_there"]


@pytest.mark.parametrize("words", ["could you buy something like The Hobbit?", "please buy another copy of The Hobbit"])
async def test_another_than_that_is_a_wish(begin: Begin, words: str) -> None:
    assert "utter_purchase_there" not in (await (await begin("en")).says("suggest_purchase", words)).names


async def test_an_order_after_a_sign_in_is_of_the_title_before(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("complaint", "کتاب کلاغ دانا رو می‌خوام رزرو کنم هی ارور می‌ده. سایتتون خرابه یا منو مسخره کردین؟")
    said = await talk.says("hold", "بیا اینم وارد شدم. حالا رزروش کن برای مرکزی")
    assert "کلاغ دانا" in said.text and said.names != ["utter_hold_what"]
