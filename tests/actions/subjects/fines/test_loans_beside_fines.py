"""What is out is told beside the fines where both are asked for, and where one is only told of it is not."""

from __future__ import annotations

import pytest

from actions.subjects.fines.fines import asks_of_loans_too


@pytest.mark.parametrize(
    "words",
    [
        "Have I any book out, or do I owe anything?",
        "do I have any books on loan or any fines?",
        "Do I owe anything or do I have any books out?",
        "کتابی در امانت دارم یا بدهی دارم؟",
        "آیا کتابی به نام من هست یا جریمه دارم؟",
        "جریمه دارم یا کتابی دستم هست؟",
        "ketabi dastam hast ya jarime daram?",
    ],
)
def test_both_are_asked_for(words: str) -> None:
    assert asks_of_loans_too(words)


@pytest.mark.parametrize(
    "words",
    [
        "کتاب به نام من گم شده و جریمه دارم؟",
        "کتاب دست بچه خراب شد و بدهی اومد",
        "کتاب پیش دوستمه هم جریمه میشم؟",
        "کتاب دستمه یا نه مهم نیست، جریمه دارم؟",
        "کتاب رو پس دادم و جریمه دارم؟",
        "I owe a fine and the books are out",
        "my books are out and do I owe a fine?",
        "I have two books out and I owe fines",
        "the fines and the books I have out",
        "if I have books out or fines, can I move away?",
        "do I owe anything?",
    ],
)
def test_one_alone_is_asked_for(words: str) -> None:
    assert not asks_of_loans_too(words)
