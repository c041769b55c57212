"""Who neither sleeps nor eats and fails those who count on it is asked how they are; a bad night is not."""

from __future__ import annotations

import pytest

from language.emergencies.reading import Distress, find_distress


@pytest.mark.parametrize(
    "text",
    [
        "i dont sleep anymroe. my parents payed so much for this and i will fail",
        "I can't eat and I'm going to fail, my family paid for everything",
        "i cry every night, i keep failing everyone",
        "I hardly sleep. I've let everyone down.",
        "شبا نمی‌خوابم. پدر مادرم این همه خرج کردن و من رد میشم",
        "همش گریه می‌کنم، قبول نمیشم و خانوادمو ناامید می‌کنم",
        "khabam nemibare, in hame kharj kardan o man rad misham",
    ],
)
def test_two_loads_are_asked_about(text: str) -> None:
    assert find_distress(text) == Distress("despair", "doubtful")


@pytest.mark.parametrize(
    "text",
    [
        "exma in 3 weeks and i cant consentrate at home at all, is it quite at central in the evning",
        "I will fail this exam",
        "I can't sleep because of the neighbours' noise and I will fail my exam",
        "i don't sleep and I will fail, is the reading room open tonight",
        "I didn't sleep lol I'll fail tomorrow",
        "my son doesn't sleep and he will fail his year",
        "I hardly slept, the novel was too good",
        "i dont eat meat, i will fail without a good cookbook",
        "i cant sleep and want something light",
        "I'll disappoint my daughter if it isn't there on Saturday",
        "not sad please, my dog just died",
        "رد میشم این ترم",
        "خوابم نمی‌بره، یه رمان معرفی کن",
        "شرمنده، دیر شد",
        "امتحان دارم و سر و صدای همسایه نمی‌ذاره بخوابم، رد میشم",
        "khabam nemibare ye roman sabok",
    ],
)
def test_one_of_them_or_a_wish_is_not(text: str) -> None:
    assert find_distress(text) is None
