"""What is asked of all those shown: in which language, which today; and copies of a title named before."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("words", "intent", "sure"),
    [
        ("okay. Which can I have today, I'm not waiting two weeks for a reservation", "hold", 0.54),
        ("Then tell me which of the others you have today. Can be in Persian or English.", "search_book", 0.99),
        ("از میان این آثار، کدام‌یک امروز در شعبهٔ مرکزی قابل امانت است؟", "search_book", 0.6),
        ("kodoom az ina emrooz mojoode?", "search_book", 0.9),
    ],
)
async def test_a_part_asks_which_are_there(begin: Begin, words: str, intent: str, sure: float) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says(intent, words, sure=sure)
    assert said.names[0] in {"utter_titles_in", "utter_titles_at", "utter_titles_none_at"}


@pytest.mark.parametrize("words", ["Is it in Persian or English though?", "فارسیه یا انگلیسی؟", "farsie ya englisi?"])
async def test_the_language_is_told(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    assert (await talk.says("search_book", words)).names == ["utter_title_language"]


async def test_which_are_in_a_language(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Parvaneh Sarvi", author="Parvaneh Sarvi")
    said = await talk.says("search_book", "Which of these are in Persian?")
    assert said.names == ["utter_search"] and "کلاغ دانا" in said.text and "Mill" not in said.text
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", "Which of these are translated into Persian, and by whom?")
    assert said.names == ["utter_search_no_language"] and "Burmese Days" in said.text


@pytest.mark.parametrize(
    ("words", "intent", "name"),
    [
        ("Ooh lovely. Are any of those in Persian though? I am slow", "recommendation", "utter_search_no_language"),
        ("in persian?", "search_book", "utter_search_no_language"),
        ("do you have them in Persian too?", "search_book", "utter_search_no_language"),
        ("هیچ‌کدومشون فارسی هست؟", "search_book", "utter_search_no_language"),
        ("hichkodoom farsi hast?", "search_book", "utter_search_no_language"),
        ("are they in English?", "search_book", "utter_search_several"),
    ],
)  # fmt: skip
async def test_whether_any_is_in_a_language(begin: Begin, words: str, intent: str, name: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert (await talk.says(intent, words)).names == [name]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("recommendation", "I've read all of those in Persian. Next please"),
        ("recommendation", "something in Persian for my daughter"),
        ("search_book", "my son reads in Persian. what would he like?"),
    ],
)
async def test_a_language_that_is_only_mentioned(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert "utter_search_no_language" not in (await talk.says(intent, words)).names


async def test_of_one_that_was_named_its_edition_is_asked(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    assert (await talk.says("search_book", "in Persian?")).names == ["utter_edition_only"]


async def test_the_refused_language_is_not_shown(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("search_book", "no the persian one is no good for me, my persian is bad")
    assert said.names == ["utter_search_one"] and "The Wise Crow" in said.text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the hobbit, english. how many copies", "utter_title_copies"),
        ("I asked in spring for The Hobbit. I asked again. Do you have it now, yes or no???", "utter_search_one"),
    ],
)
async def test_the_catalogue_is_asked_whatever_it_was_read_as(begin: Begin, words: str, name: str) -> None:
    assert (await (await begin("en", card="20000002")).says("hold_status", words, sure=0.5)).names == [name]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("recommendation", "can be in Persian or English"),
        ("renew", "which of those can I renew?"),
        ("hours", "which are open today?"),
        ("search_book", "which of these is the shortest?"),
        ("complaint", "None of these is ever in, every single time I come here. I'm fed up"),
        ("complaint", "Are any of these ever available? I came twice for nothing and your staff shouted at me"),
        ("complaint", "I asked which of them are in and your librarian just laughed at me"),
        ("complaint", "You told me all of these are available at Saadi, I went there and it was a lie"),
        ("complaint", "هیچ کدومش تو شعبه نبود، الکی منو کشوندید اونجا"),
        ("recommendation", "یه رمان خوب معرفی کن، فارسی یا انگلیسی"),
        ("recommendation", "ye ketab baraye bache 9 sale, farsi ya englisi"),
        ("search_book", "از هدایت هم بگرد، فارسی یا انگلیسی"),
        ("out_of_scope", "is the website in Persian or English?"),
        ("borrow", "is the form in Persian or English?"),
        ("loans", "which of those have I got from you?"),
        ("hold_status", "are any of them in, my reservations I mean?"),
        ("search_book", "are any of them in, my reservations I mean?"),
        ("renew", "which of those can I take for another week?"),
        ("hours", "are they on strike today?"),
        ("hours", "are they working today?"),
        ("hours", "are they closed today?"),
        ("location", "which is the busy branch today?"),
        ("location", "which is the nearest branch you have?"),
        ("events", "are they in the library today, the storytellers?"),
        ("out_of_scope", "which ones of your staff speak English?"),
        ("out_of_scope", "which are your English conversation classes?"),
        ("out_of_scope", "which of them teach English?"),
        ("recommendation", "which ones would you recommend for learning English?"),
        ("recommendation", "which of these would help me with my English?"),
        ("recommendation", "کدومش برای یاد گرفتن انگلیسی خوبه؟"),
    ],
)
async def test_something_else_is_asked(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says(intent, words, sure=0.9 if intent in {"hours", "complaint"} else 0.55)
    told = {name for name in said.names if name.startswith(("utter_titles_", "utter_title_lang"))}
    assert not told | {"utter_search_no_language"} & set(said.names)


@pytest.mark.parametrize(
    ("card", "intent", "words"),
    [
        ("20000002", "cancel_hold", "I want to cancel Animal Farm, do you have it?"),
        ("20000002", "loans", "I returned The Hobbit yesterday, do you have it?"),
        ("20000002", "loans", "I put The Hobbit in the drop box, do you have it yet?"),
        ("20000002", "loans", "I can't find The Hobbit at home, I think I returned it, do you have it?"),
        ("20000002", "hold_status", "I got a mail that Animal Farm is ready for me, do you have it?"),
        ("20000002", "hold_status", "when will I get Animal Farm? do you have it yet?"),
        ("20000002", "hold_status", "am I first for Animal Farm, and do you have it now?"),
        ("20000001", "hold_status", "you said Animal Farm is waiting for me, do you still have it?"),
        ("20000003", "hold_status", "I gave The Hobbit back, do you have it?"),
    ],
)
async def test_an_own_matter_is_not_asked_of_the_catalogue(begin: Begin, card: str, intent: str, words: str) -> None:
    said = await (await begin("en", card=card)).says(intent, words, sure=0.55)
    assert "utter_search_one" not in said.names


async def test_of_more_than_were_shown_nothing_is_denied(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    await talk.says("search_book", "not Animal Farm, another one please")
    said = await talk.says("search_book", "Which of these are in Persian?")
    assert said.names == ["utter_titles_none_language"]


async def test_what_is_had_already_is_not_shown(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "The Wise Crow دارید؟", title="The Wise Crow")
    assert "کلاغ" not in (await talk.says("search_book", "انگلیسیش به درد من نمیخوره فارسیش رو دارم")).text


@pytest.mark.parametrize(
    ("intent", "words", "shown"),
    [
        ("search_book", "the Persian one is not for me, it's for my mother", "کلاغ دانا"),
        ("hold", "the Persian one is not for me, it's for my mother. Reserve the Persian one", "کلاغ دانا"),
        ("search_book", "my english is weak is there a persian one", "کلاغ دانا"),
        ("complaint", "your app is useless and the Persian is no good, full of mistakes", ""),
        ("cancel_hold", "the English one is no use to me, cancel my reservation", ""),
    ],
)
async def test_what_is_no_refusal_shows_no_other_edition(begin: Begin, intent: str, words: str, shown: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says(intent, words)
    assert shown in said.text if shown else "utter_search_one" not in said.names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "Thanks for The Hobbit. How many copies of Zorblax Rising do you have?"),
        ("borrow", "چندتا کپی میتونم بگیرم؟"),
        ("borrow", "چند تا کپی اجازه دارم ببرم؟"),
    ],
)
async def test_no_copies_are_told_of_another_title(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    said = await talk.says(intent, words)
    assert "utter_title_copies" not in said.names and "Hobbit" not in said.text
