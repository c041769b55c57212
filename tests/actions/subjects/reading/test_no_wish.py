"""What is asked or told beside books, and is no wish for something to read."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Said, Talk

_FANTASY = "a fantasy novel"


def _suggests(said: Said) -> bool:
    return any(name.startswith(("utter_reading", "utter_recommend", "utter_title_guess")) for name in said.names)


async def _part(talk: Talk, intent: str, text: str, *, sure: float = 0.8) -> Said:
    """Say a later part of the message before, as the engine cuts it."""
    talk.message_id = f"m{talk.count}#2"
    return await talk.says(intent, text, again=True, sure=sure)


@pytest.mark.parametrize(
    ("language", "first", "text"),
    [
        ("fa", "جریمه‌ش چقدره؟", "برای کدوم کتاب"),
        ("fa", "پرینت رنگی دارین؟", "پروژه معماریه باید تا شنبه تحویل بدم"),
        ("fa", "درخواست خریدش رو بذار", "ترجمه‌ش هر کدوم بهتره خودتون میدونین"),
        ("en", "can I print in colour?", "it is an architecture project and due on Saturday"),
        ("en", "how much do I owe?", "for which book"),
    ],
)
async def test_the_rest_of_a_message_wishes_only_where_it_asks(
    begin: Begin, language: str, first: str, text: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", first)
    assert not _suggests(await _part(talk, "recommendation", text))


@pytest.mark.parametrize(
    "text", ["and do you have a fantasy novel?", "and something funny for my niece", "a fantasy novel"]
)
async def test_what_is_asked_for_beside_is_suggested(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("hours", "when are you open?")
    assert _suggests(await _part(talk, "recommendation", text))


async def test_what_is_asked_back_is_not_answered_by_another_matter(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "something easy, maybe oxford bookworms, whatever you have most of")
    assert first.names == ["utter_reading_what"]
    said = await talk.says("lost_item", "and if one kid loses his, do I pay or the school pays", sure=0.71)
    assert not _suggests(said)


@pytest.mark.parametrize(
    ("intent", "sure", "text"),
    [
        ("nlu_fallback", 0.6, "if it is too childish for his age, tell me, he says he is no kid"),
        ("search_book", 0.6, "ok then that novel you told me of, get that one for me"),
    ],
)
async def test_after_suggestions_none_others_are_wished_for(begin: Begin, intent: str, sure: float, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    assert not _suggests(await talk.says(intent, text, sure=sure))


async def test_one_of_the_list_is_asked_by_its_place(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says(
        "search_book",
        "okay the first of those is that in English and is it thick because he looks at how thick it is",
        moves={"title.refine": 0.8},
    )
    assert not _suggests(said) and any(name.startswith("utter_title") for name in said.names)


async def test_the_edition_of_the_one_that_was_told_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says("search_book", "There is easy English version? My level is B1.", moves={"title.refine": 0.8})
    assert not _suggests(said)


async def test_others_than_somebodys_are_wished_for_whatever_is_said_behind_it(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says("recommendation", "anyone but Tolkien please, I'm afraid he will read nothing else")
    assert _suggests(said) and "by J. R. R. Tolkien" not in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can read to the childs or put books in the shelf, I am tall haha"),
        ("fa", "می‌تونم برای بچه‌ها قصه بخونم یا کتاب‌ها رو بچینم"),
    ],
)
async def test_help_that_is_offered_is_no_wish(begin: Begin, language: str, text: str) -> None:
    assert not _suggests(await (await begin(language)).says("recommendation", text, sure=0.6))


@pytest.mark.parametrize(
    "text", ["and will I hear either way?", "is it only in that one or also in yours?", "how many of you know it?"]
)
async def test_no_book_is_guessed_from_what_tells_of_none(begin: Begin, text: str) -> None:
    assert not _suggests(await (await begin("en")).says("search_book", text))
