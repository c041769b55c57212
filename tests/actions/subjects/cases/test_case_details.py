"""What is stated right after a case was filed is a detail of it, whatever it was read as; questions are none."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

MINA = "20000001"
WISH = {"en": "please buy The Overstory by Richard Powers", "fa": "لطفاً «سمفونی مردگان» را بخرید"}


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "search_book", "The hardcover edition would be best, in German if it exists"),
        ("en", "search_book", "volume one, sorry, volume four"),
        ("en", "shelf_location", "The newest translation, please"),
        ("en", "change_language", "the English version is enough"),
        ("en", "nlu_fallback", "It was published last year by Norton"),
        ("fa", "search_book", "چاپ جدیدش بهتره، با جلد سخت"),
        ("fa", "search_book", "ترجمهٔ فارسی باشه لطفاً"),
        ("fa", "shelf_location", "جلد دومش منظورم بود"),
        ("fa", "nlu_fallback", "نشر ققنوس چاپش کرده"),
        ("fa", "recommendation", "tarjome farsi bashe behtare"),
    ],
)
async def test_an_edition_told_after_a_purchase_wish_goes_into_it(
    begin: Begin, services: Services, language: str, read: str, words: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("suggest_purchase", WISH[language])).names == ["utter_suggest_purchase_taken"]
    sure = 0.6 if read == "change_language" else 0.9
    assert (await talk.says(read, words, sure=sure)).names == ["utter_case_words_added"]
    assert await cases(services) == 1


@pytest.mark.parametrize(
    ("language", "matter", "told", "read", "words"),
    [
        (
            "en",
            "lost_property",
            "I left my scarf at your place",
            "shelf_location",
            "upstairs, in the hall with the long tables",
        ),
        ("en", "lost_property", "I left my scarf at your place", "location", "It was Saadi, around noon"),
        ("en", "lost_property", "I left my scarf at your place", "location", "in the hall where the maps are"),
        (
            "en",
            "report_fault",
            "The wifi drops all the time",
            "wifi",
            "yes, I rebooted my tablet. It says connected but nothing loads",
        ),
        (
            "en",
            "complaint",
            "People shout in the silent room all day and nobody stops them",
            "facilities",
            "on the second floor, next to the copier",
        ),
        ("en", "website_problem", "your site will not let me renew", "search_book", "it shows error 500 on my phone"),
        (
            "fa",
            "lost_property",
            "دیروز کیف قهوه‌ای‌ام را در کتابخانهٔ مرکزی جا گذاشتم",
            "shelf_location",
            "طبقهٔ دوم، کنار پنجره گذاشته بودمش",
        ),
        (
            "fa",
            "lost_property",
            "دیروز کیف قهوه‌ای‌ام را در کتابخانهٔ مرکزی جا گذاشتم",
            "hours",
            "دیروز عصر، حدود ساعت پنج",
        ),
        ("fa", "report_fault", "وای‌فای مدام قطع می‌شود", "wifi", "گوشیم رو خاموش روشن کردم، وصله ولی اینترنت نیست"),
        ("fa", "complaint", "توی سالن سکوت داد می‌زنند", "facilities", "سالن طبقهٔ سوم، کنار قفسهٔ تاریخ"),
        (
            "fa",
            "website_problem",
            "سایت شما موقع تمدید امانت خطا می‌دهد و باز نمی‌شود",
            "search_book",
            "روی گوشی ارور ۵۰۰ می‌ده",
        ),
    ],
)
async def test_a_place_a_time_and_what_was_tried_go_into_the_report(
    begin: Begin, services: Services, language: str, matter: str, told: str, read: str, words: str
) -> None:
    talk = await begin(language)
    filed = await talk.says(matter, told)
    assert filed.names == [f"utter_{matter}_taken"]
    assert (await talk.says(read, words, sure=0.9)).names == ["utter_case_words_added"]
    assert await cases(services) == 1


async def test_a_detail_is_heard_one_turn_later_and_no_more_after_that(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggest_purchase", WISH["en"])
    await talk.says("hours", "when do you open tomorrow?")
    assert (await talk.says("search_book", "a paperback edition would do")).names == ["utter_case_words_added"]
    await talk.says("hours", "when do you open tomorrow?")
    await talk.says("hours", "and on Monday?")
    assert (await talk.says("search_book", "a paperback edition would do")).names != ["utter_case_words_added"]


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "search_book", "Animal Farm"),
        ("en", "search_book", "do you have the newest edition of Emma?"),
        ("en", "thanks", "great, thank you very much"),
        ("en", "hours", "when is the second floor open"),
        ("en", "search_book", "I'm also looking for a book about the history of tea"),
        ("en", "hours", "so when is the hall open"),
        ("en", "location", "the second floor, where do I find it"),
        ("en", "renew", "renew my books please"),
        ("en", "human_help", "put me through to a person"),
        ("fa", "search_book", "شاهنامه"),
        ("fa", "search_book", "یه رمان کوتاه می‌خوام"),
        ("fa", "thanks", "خیلی ممنون از لطفتون"),
        ("fa", "hours", "طبقهٔ دوم تا کی بازه"),
        ("fa", "renew", "کتابامو تمدید کن"),
    ],
)
async def test_what_asks_orders_or_thanks_is_no_detail(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("suggest_purchase", WISH[language])
    assert "utter_case_words_added" not in (await talk.says(read, words)).names


@pytest.mark.parametrize(
    ("language", "owed", "told", "words"),
    [
        ("en", "how much do I owe?", "the heating in the reading room is broken", "since monday"),
        ("en", "what do I have on loan?", "the heating in the reading room is broken", "on the second floor"),
        ("fa", "چقدر بدهکارم؟", "بخاری سالن مطالعه خراب است", "از دوشنبه"),
        ("fa", "چی امانت دارم؟", "بخاری سالن مطالعه خراب است", "طبقهٔ دوم"),
    ],
)
async def test_a_detail_is_of_the_case_and_not_of_what_was_told_before(
    begin: Begin, services: Services, language: str, owed: str, told: str, words: str
) -> None:
    talk = await begin(language, card="20000003")
    await talk.says("fines" if "owe" in owed or "بده" in owed else "loans", owed)
    assert (await talk.says("report_fault", told)).names == ["utter_report_fault_taken"]
    moves = {"fee.line": 0.9, "loan.due": 0.8, "case.add": 0.3}
    said = await talk.says("out_of_scope", words, sure=0.32, moves=moves)
    assert said.names == ["utter_case_words_added"]
    assert await cases(services) == 1
