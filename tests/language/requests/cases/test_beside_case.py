"""Questions beside a case: what names things of its own is asked of no case, and what asks of the case is."""

from __future__ import annotations

import pytest

from language.requests.cases.beside_case import asked_of_another, asks_of_another


@pytest.mark.parametrize(
    "text",
    [
        "Right. Do you have any lockers for laptops?",
        "how late is the café open on Mondays?",
        "and may I bring my dog into the reading room?",
        "ok, can I print from my telephone there",
        "So until it's mended, which floor has working sockets?",
        "And can't my brother borrow Heidi meanwhile?",
        "باشه. کتاب مرجع هم امانت می‌دین؟",
        "راستی سالن مطالعه تا چند بازه؟",
        "پارکینگ موتور هم دارین؟",
        "کامپیوتر سالم کجا پیدا میشه؟",
    ],
)
def test_a_question_that_names_things_of_its_own_is_asked_of_no_case(text: str) -> None:
    assert asks_of_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "when will somebody answer?",
        "who is going to read it?",
        "will I hear from you before Friday?",
        "do I have to give my name?",
        "and how long does that take usually?",
        "what is its number?",
        "تا کی جواب می‌دین؟",
        "کی بهش رسیدگی می‌کنه؟",
        "باید اسمم رو بنویسم؟",
        "چند روز طول می‌کشه تا پاسخ بدهید؟",
        "It happened on Monday at the desk.",
    ],
)
def test_a_question_about_the_case_is_asked_of_it(text: str) -> None:
    assert not asks_of_another(text)


def test_words_that_were_told_are_no_things_of_their_own() -> None:
    told = "the projector in the seminar room flickers"
    assert asks_of_another("is the projector in the seminar room mended?")
    assert not asked_of_another("is the projector in the seminar room mended?", told=f"{told} mended")
