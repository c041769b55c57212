"""What asks how wishes go, or asks the library to suggest something, files nothing."""

from __future__ import annotations

import pytest

from actions.subjects.cases.purchases.purchases_asked import asks_how, asks_to_request, inquires
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I want ask to buy a book for library, how I do this"),
        ("en", "how do I suggest that you buy something?"),
        ("en", "if you don't buy it, somebody tell me the reason?"),
        ("en", "how many such request can one person make in month"),
        ("en", "and who decides about purchases?"),
        ("en", "when is it decided?"),
        ("en", "if you do order it, woud i get it first or does it go to whoever"),
        ("en", "ok and once you buy it, can I reserve it straight away"),
        ("fa", "اگه خریدین اول به خودم می‌رسه یا هر کی زودتر بیاد"),
        ("fa", "وقتی سفارش دادین چند وقت طول می‌کشه برسه"),
        ("fa", "چطوری می‌تونم یه کتاب برای خرید پیشنهاد بدم؟"),
        ("fa", "در ماه چند تا درخواست خرید می‌شه داد؟"),
        ("fa", "معمولاً چند هفته طول می‌کشه تا خرید تأیید بشه؟"),
        ("fa", "دلیل رد شدن درخواست خرید رو هم می‌گین؟"),
        ("en", "if not, how can I suggest that you buy it?"),
        ("en", "one request for all volumes or one each?"),
        ("fa", "اگه ندارین یه purchase request بذارم؟ چطوریه"),
        ("fa", "اگه ندارین درخواست خرید چطوریه؟"),
        ("fa", "جلد ۱ تا ۵ رو درخواست بدم یا باید یکی یکی؟"),
    ],
)
async def test_a_question_about_purchases_registers_none(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    said = await talk.says("suggest_purchase", words)
    assert not any(name.endswith("_taken") for name in said.names), said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "could you buy the new Murakami?"),
        ("en", "If you buy books on request, please get The Overstory by Richard Powers"),
        ("fa", "اگه می‌خرین کتاب تکه‌هایی از یک کل منسجم رو بخرین"),
        ("en", "Please buy The Overstory by Richard Powers"),
        ("en", "will you get more books by Elif Shafak? I mean The Island of Missing Trees"),
        ("fa", "میشه کتاب «چرا ملت‌ها شکست می‌خورند» رو بخرید؟"),
        ("fa", "لطفاً کتاب تکه‌هایی از یک کل منسجم را بخرید"),
        ("fa", "می‌خوام یه کتاب پیشنهاد بدم بخرین: Deep Work از Cal Newport"),
    ],
)
async def test_a_wish_in_the_words_of_a_question_is_still_one(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    said = await talk.says("suggest_purchase", words)
    assert set(said.names) & {"utter_suggest_purchase_taken", "utter_purchase_there"}, said


@pytest.mark.parametrize("intent", ["suggest_purchase", "suggestion"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Could you also suggest three or four easy English novels for that age?"),
        ("en", "would you recommend a few books on gardening"),
        ("fa", "چه رمانی برای نوجوان‌ها پیشنهاد می‌کنید؟"),
        ("fa", "یه کتاب تاریخی خوب پیشنهاد بدین"),
    ],
)
async def test_who_asks_the_library_to_suggest_gets_suggestions(
    begin: Begin, intent: str, language: str, words: str
) -> None:
    talk = await begin(language)
    said = await talk.says(intent, words)
    assert said.names[-1].startswith(("utter_reading", "utter_recommend")), said


@pytest.mark.parametrize(
    ("language", "looked_for", "words"),
    [
        ("en", "do you have Naruto?", "if not, how can I suggest that you buy it?"),
        ("en", "do you have Naruto?", "how do I make a purchase request for it?"),
        ("fa", "کتاب «هوش هیجانی» رو دارید؟", "اگه ندارین درخواست خرید چطوریه؟"),
    ],
)
async def test_how_a_purchase_is_asked_for_is_no_request_for_what_was_not_found(
    begin: Begin, language: str, looked_for: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", looked_for)
    said = await talk.says("suggest_purchase", words, title="purchase request")
    assert not any(name.endswith("_taken") for name in said.names), said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "if you can get it, would you order The Plague for me?"),
        ("en", "when you order Dune, order Dune Messiah too, ok?"),
        ("fa", "میخوام درخواست خرید کتاب چطور رمان بنویسیم رو بدم"),
        ("fa", "درخواست خرید کتاب چگونه فکر کنیم دارم"),
    ],
)
async def test_what_is_ordered_behind_a_condition_and_a_title_that_asks_are_filed(
    begin: Begin, language: str, words: str
) -> None:
    assert not inquires(words)
    said = await (await begin(language)).says("suggest_purchase", words)
    assert set(said.names) & {"utter_suggest_purchase_taken", "utter_purchase_there"}, said


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("if the library can buy it, can you order it?", False),
        ("if you do buy it, will you get in touch?", True),
        ("درخواست خرید کتاب چطوریه؟", True),
        ("برای خرید کتاب چطور درخواست بدم", True),
        ("درخواست خرید کتاب چطور ثبت می‌شه", True),
    ],
)
def test_an_order_is_told_from_what_is_asked_about_orders(words: str, asks: bool) -> None:
    assert inquires(words) is asks


@pytest.mark.parametrize(("language", "title"), [("en", "It"), ("en", "K2"), ("fa", "من و تو"), ("fa", "ما")])
async def test_a_short_title_is_one(begin: Begin, language: str, title: str) -> None:
    words = {"en": f"please buy {title}", "fa": f"لطفاً {title} را بخرید"}[language]
    said = await (await begin(language)).says("suggest_purchase", words, title=title)
    assert "utter_suggest_purchase_taken" in said.names, said


@pytest.mark.parametrize(
    "words",
    [
        "کتاب چطور دوست پیدا کنیم تو کتابخونه نیست، کاش باشه",
        "چند نفر از ما دنبال رمان سال بلوا هستیم، بیارید",
        "Where the Crawdads Sing by Delia Owens",
        "How to Win Friends and Influence People by Dale Carnegie",
    ],
)
def test_a_title_that_begins_like_a_question_is_wished_for(words: str) -> None:
    assert not inquires(words)


def test_how_it_is_done_is_asked_at_the_beginning_or_of_a_purchase() -> None:
    assert asks_how("how do I suggest a book?") and asks_how("I wonder how to suggest a book")
    assert asks_how("چطور کتاب پیشنهاد بدم؟") and asks_how("I want ask to buy a book, how I do this")
    assert not asks_how("کتاب چطور دوست پیدا کنیم")
    assert inquires("which of you decides about it?") and inquires("where can I see the list")


@pytest.mark.parametrize(
    ("words", "whether"),
    [
        ("may I request a purchase?", True),
        ("امکانش هست درخواست خرید بدم؟", True),
        ("mishe darkhaste kharid bedam?", True),
        ("can I request the novel Dune?", False),
        ("می‌شود درخواست خرید «کلیدر» بدهم؟", False),
    ],
)
def test_asking_whether_one_may_request_names_nothing(words: str, whether: bool) -> None:
    assert asks_to_request(words) is whether
