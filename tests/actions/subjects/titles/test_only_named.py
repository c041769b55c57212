"""An author or a language that is all that is asked for after a list, and names in Latin letters that say an edition."""

# Lists of messages are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("en", "What about Orwell?", "utter_search_author"),
        ("en", "no thanks. how about Orwell then, what do you have by him?", "utter_search_author"),
        ("fa", "نه مرسی. از گلی ترقی چطور، چی دارین؟", "utter_search_none"),
        ("fa", "ن مرسی. از گلی ترقی چطو، چیی هست تو شبعه سعدی؟", "utter_search_none"),
        ("en", "how about anything by Goli Taraghi?", "utter_search_none"),
    ],
)
async def test_nothing_but_an_author_is_asked_about(begin: Begin, language: str, words: str, name: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    assert (await talk.says("search_book", words, moves={"title.about": 0.8})).names == [name]


async def test_an_author_at_a_branch(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says("search_book", "What about Orwell, at Saadi?", branch="Saadi")
    assert said.names[0] in {"utter_titles_at", "utter_titles_none_at"}


@pytest.mark.parametrize(
    ("intent", "words", "titled"),
    [
        ("hold", "What about Orwell? Reserve Animal Farm for me please", True),
        ("search_book", "What about Orwell, is Animal Farm at Central?", True),
        ("search_book", "And what about Orwell? When is Animal Farm due back?", True),
        ("search_book", "What about Orwell? Anything in Persian?", False),
        ("recommendation", "What about Orwell? He is too long for me, something short please", False),
        ("recommendation", "What about Orwell? Not Animal Farm, I've read that.", False),
        ("search_book", "What about Orwell? Which is the shortest?", False),
        ("search_book", "How about Orwell, as an audiobook?", False),
        ("search_book", "What about Orwell? When did he live?", False),
    ],
)
async def test_what_is_asked_beside_an_author_is_heard(begin: Begin, intent: str, words: str, titled: bool) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = (
        await talk.says(intent, words, sure=0.7, title="Animal Farm")
        if titled
        else await talk.says(intent, words, sure=0.7, author="Orwell")
    )
    listed = said.names == ["utter_search_author"] and "Burmese Days" in said.text and "Animal Farm" in said.text
    assert not listed


@pytest.mark.parametrize(
    "words",
    [
        "از نظر حجم چطوره؟",
        "از لحاظ سختی چطوره؟ برای نوجوون خوبه؟",
        "از لحاظ سنی چطوره؟",
        "از نظر نثر چطوره",
        "از حیث ترجمه چطوره؟",
        "از بابت چاپ چطوره",
        "از جهت خط داستان چطوره",
        "از نگاه منتقدها چطوره",
        "از آخر کتاب چطوره",
        "az nazare hajm chetore",
        "az lahaze senni chetore?",
    ],
)
@pytest.mark.parametrize("intent", ["search_book", "recommendation"])
async def test_no_respect_is_an_author(begin: Begin, words: str, intent: str) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور رو دارین؟", title="بوف کور")
    said = await talk.says(intent, words, sure=0.7, moves={"title.about": 0.8})
    assert "utter_search_none" not in said.names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hours", "In Persian, what are your opening hours?"),
        ("borrow", "Ok, English. How many may I take?"),
        ("recommendation", "My mother only reads one language, Persian. Something like Tolstoy for her?"),
        ("recommendation", "My son learns a language. English. What is easy to read for him?"),
        ("search_book", "what is the first one about, in Persian?"),
        ("search_book", "in english, what does dystopia mean?"),
        ("search_book", "Animal Farm چند جلده، فارسی؟"),
        ("out_of_scope", "English, please. I don't read Persian"),
        ("out_of_scope", "In English please"),
        ("recommendation", "In Persian, something funny for a long trip"),
        ("search_book", "in Persian? No, forget it, who wrote the second one?"),
        ("search_book", "Persian. Is there a librarian who speaks it?"),
        ("recommendation", "فارسی، یه چیز کوتاه برای مادرم"),
        ("search_book", "اولی راجع به چیه، فارسی؟"),
    ],
)
async def test_a_language_beside_something_else(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says(intent, words, sure=0.9)
    assert not {"utter_search_no_language", "utter_search_several"} & set(said.names)


@pytest.mark.parametrize("words", ["ok, in Persian?", "Thanks. Anything by him in Persian?", "خب، فارسیش هست؟"])
async def test_a_language_alone(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert (await talk.says("search_book", words)).names == ["utter_search_no_language"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("vais crow ro baram reserve konid", "vais crow"),
        ("the wize kro ro baram reserve konid", "the wize kro"),
        ("wise krow ro reserve kon lotfan", "wise krow"),
    ],
)
async def test_a_slip_in_an_english_name_says_no_edition(begin: Begin, words: str, title: str) -> None:
    said = await (await begin("fa", card="20000003")).says("hold", words, title=title)
    assert not (said.names == ["utter_hold_where"] and "کلاغ دانا" in said.text)


@pytest.mark.parametrize("words", ["kalaghe dana ro mikham reserve konam", "kalagh dana ro baram negah darid"])
async def test_a_persian_name_says_the_persian_edition(begin: Begin, words: str) -> None:
    said = await (await begin("fa", card="20000003")).says("hold", words, title=words.partition(" ro ")[0])
    assert said.names == ["utter_hold_where"] and "کلاغ دانا" in said.text
