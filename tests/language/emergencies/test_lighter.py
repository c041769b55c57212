"""Who is weary of sad books wishes for another one; who is weary of living does not, whatever is read beside it."""

from __future__ import annotations

import pytest

from language.emergencies.lighter import wishes_lighter


@pytest.mark.parametrize(
    "text",
    [
        "no more dying, I can't take another funeral chapter",
        "less heavy. my heart can not carry this much",
        "not another one where the dog dies, I would not survive it",
        "I can't go on with this one, it is eight hundred pages of misery. Got a thin one?",
        "ازین داستانای خودکشی خسته شدم. چیزی باشه ک ادم بعدش بخنده",
        "تاریک بود. خسته‌ام کرد. سبک‌تر.",
        "نه بابا اینم که آخرش همه میمیرن، طاقت ندارم دیگه",
        "in romana hame akharesh marge, shad tar nadari?",
    ],
)
def test_a_wish_for_something_lighter_is_heard(text: str) -> None:
    assert wishes_lighter(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't need a lighter book, I need a reason to stay alive",
        "هیچ کتابی حال منو خوب نمی‌کنه من خودم از زندگی سیر شدم می‌خوام برم",
        "give me something funny to read tonight, it is the last book I will ever need",
        "no more books, I finish soon",
        "I can't take another day of this",
        "آخرش همه می‌میریم، چه فرقی می‌کنه",
        "یه چیز شاد بدین، بدون من همه راحت‌ترن",
    ],
)
def test_what_is_said_of_oneself_is_no_such_wish(text: str) -> None:
    assert not wishes_lighter(text)
