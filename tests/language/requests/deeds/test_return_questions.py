"""Whether another may bring a thing back, whether earlier, and whether there is time left, is asked in many words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from language.requests.deeds.return_questions import asks_by_another, asks_early, asks_in_time
from language.requests.deeds.returning import tells_return


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (asks_by_another, "My flatmate could drop some of them off for me, would she need my card for that?"),
        (asks_by_another, "may my husband bring it back?"),
        (asks_by_another, "سووشون رو که شنبه باید بیارم اگه همسرم بیاره قبوله یا نه"),
        (asks_by_another, "age khaharam biare pas bede eshkali nadare?"),
        (asks_early, "can I bring it back sooner, is that ok?"),
        (asks_early, "حالا که تمدید شده اگه زودتر بیارم که مشکلی نداره"),
        (asks_in_time, "دایی‌جان رو هم باهاش بیارم یا وقت داره؟"),
        (asks_in_time, "sapiens i bring tomorrow so that's ok right"),
        (asks_in_time, "And My Uncle Napoleon, is that one all right?"),
        (tells_return, "سووشون رو شنبه باید بیارم"),
        (tells_return, "I'll bring Emma back on Monday"),
    ],
)
def test_each_is_read(asks: Callable[[str], bool], text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (asks_by_another, "my son lost the book, can I bring another?"),
        (asks_by_another, "my husband reads it, when must I bring it back?"),
        (asks_by_another, "بچه‌م پاره‌ش کرد، باید چی بیارم؟"),
        (asks_early, "can I renew it earlier?"),
        (asks_early, "زودتر تمدیدش کن"),
        (asks_early, "if I bring it back earlier can I renew the other one?"),
        (asks_early, "اگه زودتر بیارم می‌تونم یکی دیگه بگیرم؟ اشکالی نداره؟"),
        (asks_in_time, "renew it please"),
        (tells_return, "I'd rather keep it longer than bring it back"),
        (tells_return, "ابله رو تمدید کن"),
        (tells_return, "نمی‌خوام بیگانه رو بیارم، تا کی وقت دارم؟"),
        (tells_return, "I have to take Emma with me in June, when is it due?"),
        (tells_return, "can I give Emma a go on tape?"),
        (asks_by_another, "My son returned Emma last week, why is it still on my account?"),
        (asks_by_another, "my friend was bringing Emma back and it got stolen"),
        (asks_by_another, "my husband will bring Emma back on Friday, are you open?"),
        (asks_by_another, "my brother will return my books, could you tell me which ones are due?"),
        (asks_by_another, "is my son allowed to bring in his own lunch?"),
        (asks_by_another, "can my friend bring in a laptop?"),
        (asks_by_another, "مادرم می‌تونه عکس بیاره برای کارت؟"),
        (asks_by_another, "دخترم می‌تونه کتاب رو از قفسه بیاره پایین؟"),
        (asks_early, "I brought Emma back earlier today, is it ok?"),
        (asks_early, "I returned Emma earlier this week, is it off my account?"),
        (asks_early, "can I bring Emma back early and pay my fine then?"),
        (asks_early, "اون نفر زودتر پس بده می‌شه به من بدید؟"),
        (asks_in_time, "کتابدار وقت داره دربارهٔ بیگانه باهاش حرف بزنم؟"),
        (asks_in_time, "جلسهٔ نقد بیگانه هنوز وقت داره ثبت‌نام کنم؟"),
        (asks_in_time, "I returned Emma, was it logged? Does it say I was on time?"),
    ],
)
def test_what_is_like_it_is_not(asks: Callable[[str], bool], text: str) -> None:
    assert not asks(text)
