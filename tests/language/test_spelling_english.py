"""Misspelt English words are read as they were meant; names, rare words and Persian in Latin letters stay."""

from __future__ import annotations

import pytest

from language.spelling_english import EnglishSpeller, other_english_words

SAID = {
    **dict.fromkeys(("please", "the", "how", "and", "that", "renew", "book", "first", "until", "when"), 900),
    **dict.fromkeys(("film", "branch", "recommend", "borrow", "reserved", "tomorrow", "recent", "ready"), 200),
    **dict.fromkeys(("late", "guests", "options", "doors", "diaries", "owes", "best"), 200),
    "plese": 3,
}


@pytest.fixture(scope="module")
def speller() -> EnglishSpeller:
    return EnglishSpeller(SAID, other_english_words())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plese renwe taht", "please renew that"),
        ("hwo adn wehn", "how and when"),
        ("Hwo can i brorow it", "How can i borrow it"),
        ("recomend a flim, tomorow", "recommend a film, tomorrow"),
        ("teh brnach, utnil frist", "the branch, until first"),
        ("the one i resrved", "the one i reserved"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(speller: EnglishSpeller, written: str, meant: str) -> None:
    assert speller.respelt(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "I will repent",  # a word of English, one letter from "recent"
        "how much is a latte",  # a common word, one letter from one that patrons say more often
        "the love potions, gusts of wind, odors, dairies, woes and bets",
        "by Flim and Teh Brnach",  # with capital letters inside a sentence they are names
        'have you got "teh flim"',
        "write to taht@flim.example or www.flim.example",
        "salam, hwo ketab darin? mikham tamdid konam",
        "سلام flim دارین",
    ],
)
def test_what_is_no_slip_stays(speller: EnglishSpeller, written: str) -> None:
    assert speller.respelt(written) == written
