"""Words of a question that nobody writes, as those of the library's facts that were meant."""

from __future__ import annotations

import pytest

from crm.knowledge.entries import FACT, KnowledgeEntry, asked_text
from crm.knowledge.index import Index
from crm.knowledge.spelling import Spelling

WRITTEN = {
    "many": 9,
    "books": 30,
    "borrow": 12,
    "keep": 5,
    "keen": 3,
    "میتونم": 40,
    "روز": 60,
    "زور": 2,
    "عضو": 9,
    "shelf": 1,
}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("how meny boks may I borow", "how many books may i borrow"),
        ("چنتا کتاب میتنم ببرم؟", "چند تا کتاب میتونم ببرم؟"),
        ("واسه چن رزو", "واسه چند روز"),
        # The oftener written of two that are as near.
        ("how long may I keeb it", "how long may i keep it"),
    ],
)
def test_a_slip_is_mended_into_a_word_that_is_often_written(said: str, meant: str) -> None:
    assert Spelling(WRITTEN).respelt(said) == meant


@pytest.mark.parametrize("text", ["Keep Books!", "Zoe Heller", "a shelv", "kee", "2026", "", "؟؟", "زور"])
def test_what_is_written_or_like_nothing_stays_as_it_is(text: str) -> None:
    assert Spelling(WRITTEN).respelt(text) == text


def test_words_that_every_question_has_are_no_slips() -> None:
    ways = ("سقف چند", "چند بار", "چند نفر")
    index = Index(
        [KnowledgeEntry(FACT, 1, {"fa": "چند؟", "en": "How many?"}, {"fa": "دو", "en": "Two"}, wordings=ways)], {}
    )
    assert index.respelt("سقف عضو چنده پس") == "سقف عضو چنده پس"


def test_of_a_long_text_so_many_words_are_mended_and_no_more() -> None:
    assert Spelling(WRITTEN).respelt("boks " * 9).split() == ["books"] * 6 + ["boks"] * 3


def test_how_many_is_looked_up_as_one_word_however_it_is_written() -> None:
    assert len({asked_text(text) for text in ("چنتا کتاب", "چندتا کتاب؟", "چن تا کتاب", "چند تا کتاب")}) == 1


def test_an_index_mends_by_the_words_of_its_entries() -> None:
    ways = tuple(f"where do I renew {thing}" for thing in ("books", "films", "cards"))
    entry = KnowledgeEntry(FACT, 1, {"fa": "تمدید؟", "en": "Renew?"}, {"fa": "بله", "en": "Yes"}, wordings=ways)
    index = Index([entry], {})
    assert index.respelt("wehre do I rennew it") == "where do i renew it"
    assert Index([], {}).respelt("wehre") == "wehre"
