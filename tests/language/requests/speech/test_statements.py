"""What only tells something is known from what asks, wishes or orders; questions that "and" joins are each known."""

from __future__ import annotations

import pytest

from crm.knowledge.aspects import asked_aspects
from language.requests.library_info.whereabouts import asks_where
from language.requests.speech.several_questions import joined_questions
from language.requests.speech.statements import is_courtesy, states_only


@pytest.mark.parametrize(
    "text",
    [
        "right by the toilets on floor 2",
        "that is a pity",
        "a tall man with glasses",
        "از شنبه تا حالا",
        "سمت راست پله‌ها",
    ],
)
def test_a_statement_asks_nothing(text):
    assert states_only(text)


@pytest.mark.parametrize(
    "text",
    ["how long does it take", "I want another book", "please cancel it", "تا کی بازین", "می‌خوام رزرو کنم", "لغوش کن"],
)
def test_a_question_a_wish_and_an_order_are_no_statements(text):
    assert not states_only(text)


def test_courtesy_has_no_other_words():
    assert is_courtesy("ok, thank you very much") and is_courtesy("باشه ممنون")
    assert not is_courtesy("thank you, the red one") and not is_courtesy("")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What does it cost and can I pay by card?", ["What does it cost", "can I pay by card"]),
        ("how much is it, and where's the printer?", ["how much is it", "where's the printer"]),
        ("صفحه‌ای چنده و دستگاه کجاست؟", ["صفحه‌ای چنده", "دستگاه کجاست"]),
        ("Is it open for adults and children?", []),
        ("ساعت کار شعبهٔ سعدی و مرکزی چیه؟", []),
        ("", []),
    ],
)
def test_questions_that_and_joins_are_parted(text, parts):
    assert joined_questions(text) == parts


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Where is Saadi?", "saadi"),
        ("and where's the Saadi branch", "the saadi branch"),
        ("سعدی کجاست؟", "سعدی"),
        ("Where can I park?", "can i park"),
        ("Is Saadi open?", ""),
    ],
)
def test_what_is_asked_the_place_of_is_given(text, where):
    assert asks_where(text) == where


def test_what_a_whole_question_plainly_asks_for_is_named():
    assert asked_aspects("where can i print a page") == {"place"}
    assert asked_aspects("how much is it and how long does it take") == {"price", "duration"}
    assert asked_aspects("can i bring my dog") == frozenset()
