"""What leans on titles just shown is no title of its own, and is asked of the one that it points at."""

from __future__ import annotations

from typing import Any

import pytest

from language.requests.titles.leaning import asks_how_it_is, asks_to_bring, asks_to_buy_unless_there, is_only_place
from tests.support.talk import Begin, Said

MINA = "20000001"
LEANS: dict[str, dict[str, float]] = {
    "leans": {"true": 0.85},
    "about": {"title": 0.9},
    "way": {"catalogue": 0.8},
}
ORWELL = ("Orwell", {"author": "George Orwell"})
FARM = ("Animal Farm", {"title": "Animal Farm"})
DAYS = ("Burmese Days", {"title": "Burmese Days"})
UNKNOWN = ("Zorbrax Tales", {"title": "Zorbrax Tales"})


async def after(
    begin: Begin,
    first: tuple[str, dict[str, str]],
    intent: str,
    words: str,
    *,
    card: str | None = None,
    **said: Any,
) -> Said:
    talk = await begin("fa" if any("آ" <= sign <= "ی" for sign in words) else "en", card)
    await talk.says("search_book", first[0], **first[1])
    said.setdefault("sides", LEANS)
    return await talk.says(intent, words, **said)


@pytest.mark.parametrize(
    "words",
    [
        "Ooh, is the first one scary at all? After The Witches he slept in our bed for a week",
        "Is the first one very dark? My mother gets nightmares.",
        "اون اولی ترسناکه؟ بچه‌م شبا خوابش نمی‌بره",
    ],
)
async def test_how_one_of_the_list_is_is_no_wish_for_such_ones(begin: Begin, words: str) -> None:
    said = await after(begin, ORWELL, "recommendation", words)
    assert said.names == ["utter_title_character"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    "words", ["oon avalie ke gofti chand safhast? bishtar az 300 safe beshe khabam mibare", "اولی چند صفحه‌ست؟"]
)
async def test_what_is_asked_of_a_place_is_told_of_it(begin: Begin, words: str) -> None:
    said = await after(begin, ORWELL, "recommendation", words)
    assert said.names == ["utter_title_pages"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    "words",
    ["something like the first one but not scary", "I've read the first one. Anything else?", "I want a sad one"],
)
async def test_a_wish_for_others_stays_one(begin: Begin, words: str) -> None:
    assert "utter_title_opinion" not in (await after(begin, ORWELL, "recommendation", words)).names


@pytest.mark.parametrize(
    ("words", "author"),
    [("از همین نویسننده دیگه چی دارید", "نویسننده"), ("what else is there by this auther", "this auther")],
)
async def test_a_slip_of_the_word_for_an_author_is_no_name(begin: Begin, words: str, author: str) -> None:
    said = await after(begin, FARM, "search_book", words, author=author, moves={"title.others": 0.8})
    assert said.names == ["utter_search_author"] and "Burmese Days" in said.text


@pytest.mark.parametrize(
    ("words", "title", "branch"),
    [
        ("سعدی دورمه. میشه بیارن مرکزی؟", "سعدی دورمه", "مرکزی"),
        ("من مرکزی نمی‌تونم برم، می‌شه بفرستنش باغ‌فردوس؟", "مرکزی", "باغ"),
        ("Saadi is too far for me. Could they send it to Central?", "Saadi", "Central"),
    ],
)
async def test_a_branch_to_which_it_shall_be_brought_is_no_title(
    begin: Begin, words: str, title: str, branch: str
) -> None:
    said = await after(begin, DAYS, "search_book", words, card=MINA, title=title, moves={"title.available": 0.5})
    assert said.names[0] == "utter_hold_confirm" and branch in said.text and "Burmese Days" in said.text


@pytest.mark.parametrize("words", ["can I bring it back to Saadi?", "please send it to my email"])
async def test_what_is_brought_back_orders_nothing(begin: Begin, words: str) -> None:
    assert "utter_hold_confirm" not in (await after(begin, DAYS, "search_book", words, card=MINA)).names


@pytest.mark.parametrize("first", [FARM, UNKNOWN])
@pytest.mark.parametrize(
    "words", ["if you dont hav it can you by it", "well if u dont have it pls order it", "اگه ندارین می‌خرینش؟"]
)
async def test_a_purchase_is_offered_where_it_is_not_there(
    begin: Begin, first: tuple[str, dict[str, str]], words: str
) -> None:
    said = await after(begin, first, "search_book", words)
    assert said.names == ["utter_title_buy"] and first[0] in said.text


async def test_who_does_not_mind_that_it_is_not_there_wishes_for_nothing(begin: Begin) -> None:
    said = await after(begin, UNKNOWN, "chitchat", "if you don't have it that's fine")
    assert "utter_title_buy" not in said.names


@pytest.mark.parametrize(
    ("words", "there", "gone"),
    [
        (
            "That isn't enough then. What about Animal Farm or The Hobbit in English, do you have more of either?",
            ("Animal Farm", "Hobbit"),
            "",
        ),
        ("No, not Animal Farm again. Do you have The Great Gatsby or The Hobbit?", ("Gatsby", "Hobbit"), "Animal Farm"),
        ("صد سال تنهایی یا بوف کور دارین؟ هر کدوم بود", ("صد سال", "بوف کور"), ""),
        ("بوف کور نه اون دلگیره صد سال تنهایی رو دارین", ("صد سال",), "بوف کور"),
        ("شاهنامه نه، صد سال تنهایی رو دارین؟", ("صد سال",), "شاهنامه"),
    ],
)
async def test_each_that_is_named_is_told_and_none_that_is_refused(
    begin: Begin, words: str, there: tuple[str, ...], gone: str
) -> None:
    talk = await begin("fa" if "دارین" in words else "en")
    said = await talk.says("search_book", words, title=words.split(" نه")[0] if gone else "Animal Farm")
    assert all(one in said.text for one in there) and (not gone or gone not in said.text)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("recommendation", "The Hobbit or The Great Gatsby, which is better?"),
        ("hold", "reserve The Hobbit or Burmese Days, whichever is in"),
    ],
)
async def test_what_is_compared_or_ordered_is_not_only_looked_up(begin: Begin, intent: str, words: str) -> None:
    assert "utter_search_several" not in (await (await begin("en", MINA)).says(intent, words)).names


async def test_a_loved_place_of_the_list_is_the_name_of_no_title(begin: Begin) -> None:
    words = "نه اون اولی رو خیلی دوست داشتم ولی غمگین بود آخرش یه چیز شادتر بگو"
    said = await after(begin, ORWELL, "search_book", words, title="اون اولی", moves={"title.refine": 0.8})
    assert "اون اولی" not in said.text
    words += " مثلا صد سال تنهایی اونو دارین الان تو قفسه هست"
    said = await after(begin, ORWELL, "search_book", words, title="اون اولی", moves={"title.refine": 0.8})
    assert said.names == ["utter_search_one"] and "صد سال" in said.text


@pytest.mark.parametrize(
    "words",
    [
        "I finished the first Narnia with my daughter. Which is the next one, and do you have all seven?",
        "my son has read the first Narnia, which one is next?",
    ],
)
async def test_the_next_of_a_series_is_told_of_it(begin: Begin, words: str) -> None:
    said = await (await begin("en")).says("recommendation", words, sure=0.6, title="the first Narnia")
    assert said.names[:2] == ["utter_series_next", "utter_search_one"] and "Prince Caspian" in said.text


@pytest.mark.parametrize("words", ["do you have The Hobbit too?", "do you have Zorbrax Chronicles?"])
async def test_a_name_is_still_looked_for(begin: Begin, words: str) -> None:
    name = words.removeprefix("do you have ").removesuffix("?").removesuffix(" too")
    said = await after(begin, FARM, "search_book", words, title=name, moves={"title.available": 0.7})
    assert name in said.text


def test_places_and_how_they_are_asked() -> None:
    assert is_only_place("اون اولی") and is_only_place("the first one") and not is_only_place("the first Narnia")
    assert asks_how_it_is("does the second one have a sad ending?") and not asks_how_it_is("is the first floor open?")
    assert asks_to_bring("do they bring it to Saadi if I ask?") and not asks_to_bring("when can I return it to Saadi?")
    assert asks_to_buy_unless_there("age nadarin mikharinesh?")
    assert not asks_to_buy_unless_there("if you don't have it, tell me where to buy it myself")


async def test_what_only_points_is_no_title_though_a_book_is_called_so(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "yes! have you got it?", title="it")
    assert said.names == ["utter_search_what"]
