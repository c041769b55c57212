"""Who has just read a title and wishes for what is like it is shown others, and a change of these is one."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "So I just finished Animal Farm and I'm sad that it's over. Have you got anything with that same feel?"),
        ("en", "finished animal farm last night. anything similar?"),
        ("en", "I've just read Animal Farm, do you have more like that?"),
        ("en", "Dear all, we have recently read Animal Farm and would be glad of something in the same vein. Anna"),
        ("fa", "Animal Farm رو تموم کردم، یه چیزی تو همین حال و هوا دارین؟"),
        ("fa", "سلام، Animal Farm رو تازه خوندم خیلی چسبید. شبیهش چی دارید؟"),
        ("fa", "کتاب Animal Farm را به تازگی خواندم. لطفاً کتاب‌هایی مشابه آن معرفی بفرمایید."),
    ],
)
async def test_others_like_it_are_suggested(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert said.names[-1].startswith("utter_reading"), said.names


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("search_book", "I have read Animal Farm. Is there a film of it?"),
        ("search_book", "I finished Animal Farm. Have you got the sequel?"),
        ("loans", "I've finished Animal Farm, when is it due?"),
        ("renew", "I haven't finished Animal Farm, same kind of problem as last time, renew it"),
    ],
)
async def test_what_is_asked_of_it_is_no_wish_for_others(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en")).says(intent, text)
    assert not any(name.startswith("utter_reading") for name in said.names), said.names


@pytest.mark.parametrize(
    "text",
    [
        "Ooh those sound nice, but I should have said, nothing too long please, I read on the metro and my bag"
        " already weighs a ton. Under 350 pages or so?",
        "Under 350 pages would be better",
    ],
)
async def test_how_long_they_may_be_is_heard_among_reasons(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a novel in English please")
    said = await talk.says("search_book", text, moves={"title.choose": 0.9} if len(text) < 40 else None)
    assert "350" in said.text, said.text
