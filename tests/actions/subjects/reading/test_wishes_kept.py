"""What is wished for stays, whoever writes a paper, reads, signs or is refused beside it."""

from __future__ import annotations

import pytest

from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my wife writes her thesis on politics, and I am bored. something funny by Orwell please", "Animal Farm"),
        ("books by Orwell, my thesis is on animals", "Animal Farm"),
        ("my thesis is on animals. Have you got Orwell?", "Animal Farm"),
        ("my thesis is on animals, something in English under 150 pages please", "Animal Farm"),
        ("homework about animals for my daughter, she is nine", "Prince Caspian"),
        ("After all these fantasy novels my son wants more fantasy", "The Hobbit"),
        ("a political novel, why not Orwell?", "Animal Farm"),
        ("a political novel, not George's choice, mine", "Animal Farm"),
        ("George Orwell? Not George Eliot!", "Animal Farm"),
        ("it doesn't have to be new, not Orwell's last, any by Orwell", "by Orwell"),
        ("I know Tolkien well, more fantasy like him", "The Hobbit"),
        ("she owns Orwell, more for her", "by George Orwell"),
        ("I love Orwell", "by George Orwell"),
        ("what is the best Orwell?", "by George Orwell"),
        ("the best Orwell for a beginner", "by George Orwell"),
        ("For my mum Tolkien please", "by J. R. R. Tolkien"),
        ("Thanks, Orwell please", "by George Orwell"),
        ("Looking for Lewis Christian fantasy", "by C. S. Lewis"),
        ("My friend read Animal Farm last year, I never did. a political novel please", "Animal Farm"),
        ("everybody knows Animal Farm. a political novel please", "Animal Farm"),
    ],
)
async def test_what_is_wished_for_stays(begin: Begin, text: str, shown: str) -> None:
    said = await (await begin("en")).says("recommendation", text, sure=0.93)
    assert shown in said.text and said.names[-1] in {"utter_reading", "utter_reading_relaxed"}


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("fantasy but not Tolkien please", "Tolkien"),
        ("a novel, anyone but Orwell", "Orwell"),
        ("a novel for my son Lewis, he is 9", "by C. S. Lewis,"),
        ("a political novel for my son, he has already read Animal Farm", "Animal Farm” by"),
    ],
)
async def test_what_is_refused_or_known_is_not_shown(begin: Begin, text: str, hidden: str) -> None:
    said = await (await begin("en")).says("recommendation", text, sure=0.93)
    assert hidden not in said.text and said.names[-1] == "utter_reading"


@pytest.mark.parametrize("text", ["فیلمش رو می‌خوام، نه کتابش رو", "فیلمش رو هم دارید؟ خانه دوست کجاست"])
async def test_the_film_that_is_asked_for(begin: Begin, text: str) -> None:
    said = await (await begin("fa")).says("recommendation", text, sure=0.93)
    assert said.names == ["utter_reading"] and "کیارستمی" in said.text


@pytest.mark.parametrize(
    ("first", "text", "answer"),
    [
        ("a political novel", "No thanks, but can you recommend a good café?", "utter_reading_what"),
        ("a political novel", "No, I meant how to recommend a book to you", "utter_recommend"),
        ("a political novel", "no, not those, recommend me something", "utter_reading_no_more"),
        ("large print novels", "not large print. Just a fantasy novel", "utter_reading"),
        ("hello", "I've just finished Middlemarch. What do you recommend?", "utter_reading_unknown"),
    ],
)
async def test_what_is_said_next(begin: Begin, first: str, text: str, answer: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", first, sure=0.93)
    said = await talk.says("recommendation", text, sure=0.93)
    assert said.names[-1] == answer


async def test_what_would_suit_the_same_reader_is_in_large_letters(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "large print novels", sure=0.93)
    text = "Since stories would suit her better than a whole novel: which are collections of short pieces?"
    assert "large print" in (await talk.says("recommendation", text, sure=0.93)).text


@pytest.mark.parametrize(
    "text",
    [
        "my thesis on medieval trade is done! A thriller please",
        "I need something light after my thesis about economics",
        "I am done with writing, my thesis is on trade, but today I want Orwell",
        "a picture book for my son; his homework is about animals, he is 6",
        "پایان‌نامه‌ام درباره مهاجرت تموم شد، یه چیز سبک بدید",
        "تحقیق پسرم درباره حیوانات است، کلاس سومه، یه کتاب ساده",
    ],
)
def test_a_paper_beside_another_wish(text: str) -> None:
    assert read_study(text) is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("my kids think novels are silly, I don't. A novel for me", False),
        ("Good novels are lies that tell the truth, said someone. A novel please", False),
        ("stories are for children, right? fantasy stories", False),
        ("he says novels are silly but I love them", False),
        ("something for my husband, he thinks novels are nonsense", True),
    ],
)
def test_a_form_that_is_called_lies(text: str, refused: bool) -> None:
    assert ("novel" in read_wish(text).wish.without) is refused


async def test_a_guide_dog_is_no_wish_for_animals(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel", sure=0.93)
    words = "A friend of his, who is blind, always has her guide dog with her. I trust that would cause no difficulty?"
    assert "utter_reading" not in (await talk.says("search_book", words, sure=0.67)).names
