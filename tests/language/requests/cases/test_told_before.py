"""What became of what was told long before is asked in words that say both."""

from __future__ import annotations

import pytest

from language.requests.cases.told_before import asks_of_earlier_telling


@pytest.mark.parametrize(
    "text",
    [
        "من هفتهٔ پیش هم شفاهی گفتم به خانم پشت میز، گفت پیگیری می‌کنیم. چی شد پس؟",
        "این دومین باره میگم. هفته پیش هم گفتم گفتن رسیدگی میکنیم. چی شد پس؟",
        "دو ماه پیش گزارش دادم، نتیجه‌ش چی شد؟",
        "قبلا هم گفته بودم، به کجا رسید؟",
        "hafte pish ham goftam, chi shod pas?",
        "I reported this to your colleague two weeks ago, what happened to that?",
        "Last week I told the lady at the desk the same. What has become of it?",
        "I already complained about it last month. Any news?",
    ],
)
def test_it_was_told_before(text: str) -> None:
    assert asks_of_earlier_telling(text)


@pytest.mark.parametrize(
    "text",
    [
        "چی شد؟",
        "هفتهٔ پیش هم همین بود",
        "هفته پیش کتاب گرفتم، چی شد که جریمه شدم؟",
        "what happened to my complaint?",
        "last week it was just as cold",
        "I told you already, the lamp is broken",
        "two weeks ago I borrowed Dune, any news of my reservation?",
        "she said hello. What happened?",
        "قبلا گفتم شاهنامه رو رزرو کنید، رزروم چی شد؟",
        "you said yesterday the story hour was cancelled, any news?",
        "I wrote a book last year, what about it, can you buy it?",
        "and my friend told me last week that the lamp was fixed, did anybody do that?",
        "هفته پیش گفته بودم کلیدر رو برام بخرید، خبری نشد؟",
        "I told you last week to renew Dune, any news?",
        "I said last month that I want a new card, what happened to it?",
        "قبلا گفتم آدرسم عوض شده، چی شد؟",
        "I told them yesterday, what happened to my reservation?",
        "دیروز به خانمم گفتم کتاب رو پس بده، چی شد؟",
    ],
)
def test_nothing_was_told_before(text: str) -> None:
    assert not asks_of_earlier_telling(text)
