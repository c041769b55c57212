"""Books whose name is not known: what is told of them finds them, and is told as a guess."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text as sql

from actions.dialogue.turn import Services
from crm.knowledge.titles import title_texts
from crm.knowledge.vectors import keep_vectors
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk

# What the titles of the small library are told by, in other words, each a direction of its own.
WORDS = {
    "Animals take over": ("pigs", "خوک"),
    "miller drowns": ("sinks his lamp",),
    "A crow teaches": ("bird", "پرنده"),
    "کلاغی به مردم": ("bird", "پرنده"),
}
Made = Callable[[str], str]


def _vector(text: str, *, as_told: bool) -> list[float]:
    row = [0.0] * 384
    for place, (told, others) in enumerate(WORDS.items()):
        if told in text if as_told else any(word in text for word in others):
            row[place] = 50.0
    # What is told otherwise of a title is like no message.
    row[201 if as_told else 200] = 0.0 if any(row) else 50.0
    return row


@pytest.fixture
async def meant(services: Services) -> Made:
    """The vectors of the titles, and what makes those of messages."""
    texts = await services.store.look(title_texts)
    folded = {told: told.lower() for told in WORDS}
    rows = {}
    for text in texts:
        named = next((told for told, low in folded.items() if low in text.lower()), "")
        rows[text] = _vector(named or text, as_told=True)
    await keep_vectors(services.store, rows)

    def make(text: str) -> str:
        return base64.b64encode(np.asarray(_vector(text, as_told=False), dtype="<f2").tobytes()).decode()

    return make


async def _talk(begin: Begin, made: Made, language: str, card: str | None = None) -> Talk:
    talk = await begin(language, card=card)
    talk.makes = made
    return talk


@pytest.mark.parametrize(
    ("language", "intent", "text", "title"),
    [
        ("en", "search_book", "Hello, I don't know the exact name: the pigs become everybody's bosses", "Animal Farm"),
        ("en", "nlu_fallback", "the one where the pigs become the bosses of everybody", "Animal Farm"),
        ("en", "recommendation", "that story, I forgot what it's called: a bird and a school", "The Wise Crow"),
        ("en", "hold", "keep it for me please, I don't remember the title, the man sinks his lamp", "The Mill Below"),
        ("en", "search_book", "somebody by the river sinks his lamp and walks home", "The Mill Below"),
        ("fa", "search_book", "سلام، دنبال یه کتابم اسمش درست یادم نیست، خوک‌ها همه‌کاره می‌شن", "Animal Farm"),
        ("fa", "search_book", "یه کتابی بود که یه پرنده معلم می‌شه، اسمش چی بود", "کلاغ دانا"),
    ],
)  # fmt: skip
async def test_what_is_told_in_other_words_is_a_guess(
    begin: Begin, meant: Made, language: str, intent: str, text: str, title: str
) -> None:
    said = await (await _talk(begin, meant, language)).says(intent, text, sure=0.8, described=0.9)
    assert said.names == ["utter_title_guess"] and title in said.text


async def test_another_one_of_the_same_author_is_looked_for_among_theirs(begin: Begin, meant: Made) -> None:
    talk = await _talk(begin, meant, "en")
    await talk.says("search_book", "do you have Burmese Days?", title="Burmese Days")
    said = await talk.says(
        "search_book",
        "and another book of the same writer about pigs on a farm, I forgot the name",
        sure=0.9,
        described=0.9,
    )
    assert said.names == ["utter_title_guess"] and "Animal Farm" in said.text and "Crow" not in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a book about a dentist who repairs robots on the moon, forgot the name"),
        ("fa", "اسمش یادم نیست، یه معلم ورزش بود که با سفینه به مریخ می‌رفت"),
    ],
)
async def test_what_fits_nothing_is_not_guessed(begin: Begin, meant: Made, language: str, text: str) -> None:
    said = await (await _talk(begin, meant, language)).says("search_book", text, sure=0.9, described=0.9)
    assert said.names == ["utter_title_unguessed"]


@pytest.mark.parametrize(
    ("intent", "text", "entities"),
    [
        ("search_book", "do you have Animal Farm?", {"title": "Animal Farm"}),
        ("search_book", "By Orwell, I forget the title", {"author": "Orwell"}),
        ("search_book", "I forgot the title, sorry, never mind", {}),
        ("recommendation", "a novel about pigs", {}),
        ("recommendation", "something with pigs for a child of eight, please", {}),
        ("events", "the one where the pigs are painted on Thursday, what was it called", {}),
        ("sign_in", "I can't remember my PIN", {}),
        ("complaint", "the pigs' stall outside stinks and I can't read in peace", {}),
        ("search_book", "have you got pigs", {}),
        ("recommendation", "I'd like a novel with pigs, not too long, nothing by Orwell please", {}),
        ("recommendation", "I have read Animal Farm, give me a novel about a bird by another writer", {}),
        ("recommendation", "a novel about a bird at a boarding school, not The Wise Crow, I know that one", {}),
        ("recommendation", "I want a story about a bird like Animal Farm, for adults", {}),
        ("out_of_scope", "my daughter lost her school book with the pigs yesterday, the one with the cover", {}),
        ("chitchat", "my son wrote his first book, it is the story about a bird that flies", {}),
        ("search_book", "I don't know the title, anything about raising pigs with care will do for my mother", {}),
        ("search_book", "I lost the book you gave me, I can't remember the title, what do I pay?", {}),
        ("search_book", "I can't remember the title of what I have reserved, is it there yet for me?", {}),
        ("hold", "اسمش یادم نیست، همون که دیروز رزرو کردم رو لغو کن", {}),
        ("borrow", "I can't remember the title but I have to bring it back, can somebody else bring it", {}),
        ("search_book", "the lady at the desk, I forgot the name, told me you keep my book until Friday", {}),
        ("search_book", "The book club meets again this month, I forgot the title we read, which is it", {}),
        ("search_book", "I don't know the name of the author but I need the textbook Organic Chemistry", {}),
        ("search_book", "I don't remember the name but my mother needs a cookbook without pigs please", {}),
        ("search_book", "a book about the history of pigs in the Qajar period please", {}),
        ("search_book", "Animal Farm, a novel with the angry pigs, is it in?", {"title": "Animal Farm"}),
    ],
)
async def test_what_names_a_book_or_describes_none_is_answered_as_before(
    begin: Begin, meant: Made, intent: str, text: str, entities: dict[str, Any]
) -> None:
    with_vectors = await (await _talk(begin, meant, "en")).says(intent, text, **entities)
    without = await (await begin("en")).says(intent, text, **entities)
    assert with_vectors.names == without.names and with_vectors.names != ["utter_title_unguessed"]


@pytest.mark.parametrize(
    ("language", "text", "yes", "title"),
    [
        ("en", "as a child I read it, the pigs become the bosses", "yes that's it! have you got it?", "Animal Farm"),
        ("fa", "بچه بودم خوندم، یه پرنده بود که معلم می‌شد", "آره خودشه، دارینش؟", "کلاغ دانا"),
    ],
)  # fmt: skip
async def test_a_yes_makes_a_guess_the_title_that_is_spoken_of(
    begin: Begin, meant: Made, language: str, text: str, yes: str, title: str
) -> None:
    talk = await _talk(begin, meant, language)
    assert (await talk.says("nlu_fallback", text, sure=0.6, described=0.9)).names == ["utter_title_guess"]
    taken = await talk.says("affirm", yes)
    assert taken.names[0] in {"utter_search_one", "utter_title_whereabouts"} and title in taken.text


@pytest.mark.parametrize(
    ("language", "text", "no"),
    [
        ("en", "a book I read as a child, the pigs become everybody's bosses", "no, not Animal Farm, the other one"),
        ("en", "a book I read as a child, the pigs become everybody's bosses", "nope"),
        ("fa", "بچه بودم خوندم، یه پرنده بود که معلم می‌شد", "نه این نیست"),
    ],
)
async def test_a_no_goes_on_without_what_it_is_not(
    begin: Begin, meant: Made, language: str, text: str, no: str
) -> None:
    talk = await _talk(begin, meant, language)
    assert (await talk.says("search_book", text, sure=0.6, described=0.9)).names == ["utter_title_guess"]
    assert (await talk.says("deny", no)).names == ["utter_title_unguessed_more"]


async def test_what_a_no_tells_besides_finds_another_one(begin: Begin, meant: Made) -> None:
    talk = await _talk(begin, meant, "en")
    await talk.says("search_book", "a book I read as a child, the pigs become everybody's bosses", described=0.9)
    said = await talk.says("deny", "no, in mine a man sinks his lamp in the river")
    assert said.names == ["utter_title_guess"] and "The Mill Below" in said.text and "Farm" not in said.text


async def test_what_fits_nothing_can_be_passed_on(begin: Begin, meant: Made, services: Services) -> None:
    talk = await _talk(begin, meant, "en")
    said = await talk.says(
        "search_book", "a book I read as a child, a dentist repairs robots on the moon", described=0.9
    )
    assert said.names == ["utter_title_unguessed"]
    passed = await talk.presses(said.buttons[0]["payload"])
    assert passed.names[0] == "utter_question_taken"
    assert "dentist" in str(await scalar(services.store, sql("select description from service_case")))


@pytest.mark.parametrize(
    ("intent", "sure", "text"),
    [
        ("complaint", 0.95, "there was a boy who shouted like the pigs and the staff did nothing about it"),
        ("nlu_fallback", 0.4, "a bird flies into the reading room and nobody does anything about it"),
        ("recommendation", 0.9, "recommend me a book about a bird who teaches at a school"),
    ],
)
async def test_what_happens_in_the_house_and_what_is_wished_for_is_no_description(
    begin: Begin, meant: Made, intent: str, sure: float, text: str
) -> None:
    said = await (await _talk(begin, meant, "en")).says(intent, text, sure=sure)
    assert not [name for name in said.names if name.startswith("utter_title_")]


async def test_who_may_describe_a_book_is_offered_what_fits_and_nothing_else(begin: Begin, meant: Made) -> None:
    talk = await _talk(begin, meant, "en")
    said = await talk.says("search_book", "a man who sinks his lamp in the river", described=0.3)
    assert said.names == ["utter_title_guess"] and "The Mill Below" in said.text
    said = await talk.says("search_book", "a man who paints his lamp green", described=0.3)
    assert not [name for name in said.names if name.startswith("utter_title_unguessed")]
    said = await talk.says("complaint", "a man who sinks his lamp sits beside me", described=0.3)
    assert not [name for name in said.names if name.startswith("utter_title_")]


@pytest.mark.parametrize(
    "text",
    [
        "the pigs become the bosses of everybody, no not Animal Farm haha everybody says that",
        "the pigs become the bosses, it isn't Animal Farm",
        "the pigs become the bosses. Animal Farm, not",
    ],
)
async def test_a_title_that_is_not_meant_is_not_offered(begin: Begin, meant: Made, text: str) -> None:
    said = await (await _talk(begin, meant, "en")).says("search_book", text, described=0.9, title="Animal Farm")
    assert "Could it be" not in said.text and said.names == ["utter_title_unguessed"]


async def test_a_name_beside_what_is_told_is_looked_for(begin: Begin, meant: Made) -> None:
    said = await (await _talk(begin, meant, "en")).says(
        "search_book", "Animal Farm, a novel with the angry pigs", described=0.9, title="Animal Farm"
    )
    assert said.names[0] == "utter_search_one" and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("intent", "text", "moves", "names"),
    [
        ("search_book", "ah, Animal Farm!", {}, {"utter_search_one"}),
        ("affirm", "yes I think that's it or it sounds like it", {}, {"utter_search_one"}),
        ("affirm", "yes!! that one. how many pages does it have?", {"title.pages": 0.95}, {"utter_title_pages"}),
        ("search_book", "how many pages does it have?", {"title.pages": 0.95}, {"utter_title_pages"}),
    ],
)
async def test_what_is_said_to_a_guess_goes_on_with_it(
    begin: Begin, meant: Made, intent: str, text: str, moves: dict[str, float], names: set[str]
) -> None:
    talk = await _talk(begin, meant, "en")
    assert (await talk.says("search_book", "the pigs become bosses", described=0.9)).names == ["utter_title_guess"]
    said = await talk.says(intent, text, moves=moves, move_kinds={"title": 0.95} if moves else None)
    assert names & set(said.names) and "Animal Farm" in said.text
