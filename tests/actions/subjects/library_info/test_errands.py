"""What is done at the circulation desk is asked of that desk's hours; what is done elsewhere is not."""

from __future__ import annotations

import pytest

from actions.subjects.library_info.errands import names_desk_errand


@pytest.mark.parametrize(
    "text",
    [
        "Today until what hour I can come to register in Central?",
        "امروز تا ساعت چند میتونم بیام عضو بشم مرکزی؟",
        "تا ساعت چند میشه اومد کارت گرفت؟",
        "how late can I pay a fine at the desk on Saturday?",
        "until what time can I pick up a reserved book today?",
        "شنبه تا کی میشه بیام جریمه‌مو بدم؟",
        "برای عضویت تا چه ساعتی باید بیام؟",
        "What are the hours to get a library card on Thursday?",
        "emrooz ta chand mishe biam ozv besham",
        "تا کی میتونم بیام رزرومو بگیرم",
        "are you open friday? i want to join",
    ],
)
def test_the_desk_is_named_by_what_one_comes_for(text: str) -> None:
    assert names_desk_errand(text)


@pytest.mark.parametrize(
    "text",
    [
        "until what hour can I come to study?",
        "I want to join the queue for Dune today, until what time?",
        "I want to join the waiting list today, until what time?",
        "تا ساعت چند میشه درس خوند",
        "until when can I sign up for the workshop?",
        "تا کی میشه برای کارگاه ثبت نام کرد",
        "how late are you open today",
        "کارت عضویتم همراهم نیست، امروز تا کی بازید",
        "Saadi hours?",
        "are members allowed in on Friday?",
        "can my friend join me on Friday, are you open?",
        "فردا بازین؟ میخوام کتاب پس بدم",
    ],
)
def test_other_errands_have_the_hours_of_the_house(text: str) -> None:
    assert not names_desk_errand(text)
