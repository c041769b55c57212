"""Titles named right before what only points, authors asked about in place of those shown, and what is no title."""

# Lists of messages are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("words", "title", "name"),
    [
        ("I'm through Animal Farm, and a friend says I have to read Burmese Days now. Do you have it?", "it", "Burmese Days"),
        ("Everybody talks of The Great Gatsby. Have you got it, and could you put me down for it?", "it", "Great Gatsby"),
        ("We read “The Hobbit” at school. Is it in?", None, "The Hobbit"),
        ("Everybody talks of The Hobbit. Do you have Animal Farm?", "Animal Farm", "Animal Farm"),
    ],
)  # fmt: skip
async def test_the_title_before_is_meant(begin: Begin, words: str, title: str | None, name: str) -> None:
    said = await (await begin("en")).says("search_book", words, **({"title": title} if title else {}))
    assert said.names == ["utter_search_one"] and name in said.text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("I finished The Great Gatsby. Do you have a copy of Animal Farm?", "Animal Farm"),
        ("I finished The Great Gatsby. Can you reserve a copy of Animal Farm?", "Animal Farm"),
        ("I finished The Great Gatsby. Do you have it, or Animal Farm?", "Animal Farm"),
    ],
)
async def test_the_title_that_is_asked_for_is_meant(begin: Begin, words: str, name: str) -> None:
    said = await (await begin("en")).says("search_book", words, title="Animal Farm")
    assert name in said.text


async def test_it_is_reserved(begin: Begin) -> None:
    words = "I loved Burmese Days, my friend says The Great Gatsby is next. Could you put me down for it?"
    said = await (await begin("en", card="20000003")).says("hold", words, title="it")
    assert said.names == ["utter_hold_where"] and "Gatsby" in said.text


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("do you have The Hobbit?", "What about Parvaneh Sarvi?"),
        ("do you have The Hobbit?", "no, how about something by Parvaneh Sarvi then"),
    ],
)
async def test_another_author_is_looked_for(begin: Begin, first: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", first, title="The Hobbit")
    said = await talk.says("search_book", words, moves={"title.about": 0.8})
    assert said.names == ["utter_search_author"] and "The Wise Crow" in said.text


async def test_another_author_of_whom_there_is_nothing(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور رو دارین؟", title="بوف کور")
    said = await talk.says("search_book", "نه مرسی. از گلی ترقی چطور، چی هست؟", moves={"title.about": 0.8})
    assert said.names == ["utter_search_none"] and "گلی ترقی" in said.text


@pytest.mark.parametrize(
    ("words", "move"),
    [
        ("what about Saadi?", "title.where"),
        ("what about the story?", "title.about"),
        ("what about love?", "title.about"),
    ],
)
async def test_what_is_no_author_is_asked_of_the_title(begin: Begin, words: str, move: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Animal Farm?", title="Animal Farm")
    said = await talk.says("search_book", words, moves={move: 0.8})
    assert "utter_search_author" not in said.names and "utter_search_none" not in said.names


async def test_the_other_one_of_an_author(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Parvaneh Sarvi", author="Parvaneh Sarvi")
    await talk.says("search_book", "in Persian?")
    said = await talk.says("recommendation", "no the other one, the long one")
    assert "The Mill Below" in said.text and "utter_which_one" not in said.names


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("Could my brother collect it for me instead?", "Could he take both?"),
        (None, "There's a second one waiting as well. May she collect both?"),
    ],
)
async def test_somebody_else_may_collect_both(begin: Begin, first: str | None, words: str) -> None:
    talk = await begin("en", card="20000002")
    if first:
        await talk.says("hold", first)
    said = await talk.says("hold", words)
    assert not {"utter_hold_what", "utter_hold_which", "utter_hold_confirm", "utter_hold_where"} & set(said.names)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Reserve The Hobbit please. Could he take both?", "The Hobbit"),
        ("Could he take both? I mean The Hobbit, for my husband", "The Hobbit"),
        ("Can she pick the first one? Please reserve it for her", None),
        ("My son has a child's card. Can he take both at once?", None),
        ("The first one, please. I've read “Animal Farm” already. Hold it for me at Central", None),
        ("The first one then. Everybody talks of The Great Gatsby. Reserve it for me please", None),
        ("Yes, please make the reservation. And where do I return my other one?", None),
        ("Go ahead with the reservation. Can I return my other one at Saadi?", None),
        ("I'd like to borrow The Hobbit please. Where do I have to return it afterwards?", "The Hobbit"),
        ("I want The Hobbit. Should I return The Great Gatsby first?", "The Hobbit"),
    ],
)
async def test_an_order_stays_one(begin: Begin, words: str, title: str | None) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    said = await talk.says("hold", words, **({"title": title} if title else {}))
    assert said.names[0].startswith("utter_hold") and "Hobbit" in said.text


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("I finished The Great Gatsby. I'd like animal farm next. Do you have it?", "animal farm"),
        ("We watched The Great Gatsby yesterday. The kids want animal farm. Do you have a copy?", "animal farm"),
        ("I'm after animal farm, and a friend says I must read The Great Gatsby. Do you have it?", "animal farm"),
    ],
)
async def test_what_stands_before_is_not_meant(begin: Begin, words: str, title: str) -> None:
    said = await (await begin("en")).says("search_book", words, title=title)
    assert said.names != ["utter_search_one"] or "Gatsby" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "where do I return The Hobbit?"),
        ("en", "can I return The Hobbit at Saadi when I come for my reservation, or must I bring it to Central?"),
        ("fa", "پس The Hobbit رو برمی‌گردونم. همون سعدی که میام رزروم رو بگیرم میتونم تحویل بدم یا باید ببرم مرکزی؟"),
    ],
)
async def test_what_is_brought_back_is_not_reserved(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, card="20000002")).says("hold", words, sure=0.7, title="The Hobbit")
    assert not {"utter_hold_which", "utter_hold_confirm", "utter_hold_where", "utter_hold_not_found"} & set(said.names)


async def test_an_order_beside_it_is_one(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.says("hold", "I'm returning The Hobbit, please reserve Burmese Days", title="Burmese Days")
    assert "utter_hold_where" in said.names and "Burmese Days" in said.text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("kalaghe dana ro baram reserve konid", "کلاغ دانا"),
        ("the wise crow ro baram reserve konid", "The Wise Crow"),
    ],
)
async def test_the_edition_whose_name_is_said(begin: Begin, words: str, name: str) -> None:
    said = await (await begin("fa", card="20000003")).says("hold", words, title=words.partition(" ro ")[0])
    assert said.names == ["utter_hold_where"] and name in said.text
