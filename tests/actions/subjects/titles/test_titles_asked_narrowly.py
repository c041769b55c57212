"""What only looks like a question for a title in talk, or for others of its author, is left to what it was read as."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

_OF_TITLES = {
    "utter_search_one",
    "utter_search",
    "utter_title_whereabouts",
    "utter_search_author",
    "utter_title_unknown",
}


async def _after_a_title(begin: Begin, language: str, card: str | None = "20000004") -> Talk:
    talk = await begin(language, card=card)
    title = "The Hobbit" if language == "en" else "شاهنامه"
    await talk.says("search_book", title, title=title)
    return talk


@pytest.mark.parametrize(
    "words",
    [
        "Your clerk shouted at me and nobody cared. Someone has it in for me.",
        "the book on my desk was taken, somebody has it now",
    ],
)
@pytest.mark.parametrize("sure", [0.5, 0.9])
async def test_words_waited_for_are_filed(begin: Begin, words: str, sure: float) -> None:
    talk = await _after_a_title(begin, "en")
    await talk.says("complaint", "I want to complain")
    assert "utter_complaint_taken" in (await talk.says("complaint", words, sure=sure)).names


@pytest.mark.parametrize(
    ("language", "intent", "sure", "words"),
    [
        ("en", "lost_property", 0.9, "it is blue, someone has it I think"),
        ("fa", "lost_property", 0.9, "عینکم جا مونده، دست کسی نیست؟ کدوم شعبه پیداش کردن؟"),
        ("en", "lost_item", 0.9, "who has it? I left my scarf at the desk"),
        ("en", "lost_card", 0.9, "my card is gone, someone has it. Can they borrow with it?"),
        ("fa", "lost_card", 0.9, "کارتم دست کسیه، چیکار کنم؟"),
        ("fa", "nlu_fallback", 0.4, "کارتم دست کسیه، چیکار کنم؟"),
        ("fa", "others_loans", 0.9, "دست کسیه؟ اسمش چیه"),
        ("en", "my_data", 0.9, "my reading history, who has it?"),
        ("en", "loans", 0.7, "do you still have The Hobbit on my card? I put it in the box yesterday"),
        ("en", "hold_status", 0.7, "is The Hobbit in yet? I reserved it"),
        ("en", "loans", 0.7, "when are the other books by Orwell due?"),
        ("en", "loans", 0.7, "have I had other books by Orwell before?"),
        ("fa", "renew", 0.7, "از هدایت دیگه چیزی تمدید نمیشه؟"),
        ("en", "others_loans", 0.9, "has my son got other books by Orwell out?"),
        ("fa", "others_loans", 0.9, "پسرم از هدایت دیگه چیزی امانت داره؟"),
        ("fa", "lost_item", 0.9, "کتاب دیگری از صادق هدایت که امانت گرفته بودم گم شده"),
        ("en", "lost_item", 0.9, "I lost another book by Orwell, what do I do?"),
        ("en", "report_fault", 0.7, "there was another book by Orwell with torn pages"),
        ("en", "return", 0.9, "may I bring back the other book by Orwell at Saadi?"),
        ("fa", "return", 0.9, "یه کتاب دیگه از هدایت پس داده بودم، رسید ندارم"),
        ("en", "visitor_access", 0.9, "which branch has a ramp for wheelchairs?"),
        ("en", "borrow", 0.7, "any branch has a self-service machine?"),
        ("fa", "card_registration", 0.9, "واسه ثبت نام، سعدی هم هست؟"),
        ("fa", "print_scan", 0.9, "چاپ چنده؟ می‌خوام ده صفحه بگیرم"),
        ("fa", "events", 0.9, "دوره کامل دارین؟ کارگاه پایتون"),
        ("en", "card_registration", 0.9, "how many parts does the form have?"),
        ("fa", "events", 0.9, "جلسه نقد بوف کور هست این هفته؟"),
        ("en", "events", 0.9, "do you have Animal Farm on at the theatre evening?"),
        ("fa", "research_help", 0.9, "درباره بوف کور مقاله دارین؟"),
        ("en", "facilities", 0.6, "Do you have The Hobbit room at the main branch?"),
        ("en", "visitor_access", 0.9, "can I read The Hobbit there without a card? do you have a reading room?"),
        ("en", "loan_policy", 0.9, "how long is The Hobbit available to me after you call me?"),
        ("fa", "recommendation", 0.9, "از هدایت دیگه خسته شدم، یکی دیگه معرفی کن"),
        ("fa", "complaint", 0.9, "از هدایت دیگه کتابی نمی‌خرید؟ چرا؟"),
        ("fa", "visitor_access", 0.9, "از فردوسی دیگه شعبه‌ای نزدیک‌تر نیست؟"),
        ("fa", "facilities", 0.9, "از فردوسی دیگه شعبه‌ای نزدیک‌تر نیست؟"),
        # Of their kind.
        ("fa", "facilities", 0.8, "صندلی چرخدار لازم داریم، سعدی هم هست؟"),
        ("en", "fines", 0.6, "is there a fine on the other books by Orwell?"),
        ("en", "donation", 0.9, "I would like to give you other books by Orwell"),
        ("en", "cancel_hold", 0.6, "and the other book by Orwell I reserved?"),
        ("fa", "report_fault", 0.6, "کتاب دیگه از هدایت هم پاره بود"),
        ("en", "wifi", 0.5, "is it available at Saadi? the wifi I mean"),
        ("en", "print_scan", 0.7, "what edition is the printer software, and is it all parts?"),
        ("en", "loans", 0.6, "do you have Burmese Days on my account? I returned it"),
        ("en", "loans", 0.6, "do you have The Hobbit down as mine?"),
        ("en", "borrow", 0.65, "how many days may I borrow, do you have The Hobbit for three weeks?"),
        ("en", "borrow", 0.9, "may I take all three volumes at once?"),
        ("fa", "borrow", 0.9, "هر سه جلد رو با هم می‌شه برد؟"),
        ("fa", "location", 0.5, "کدوم شعبه هست که نزدیک مترو باشه"),
        ("fa", "facilities", 0.84, "سالن مطالعه اونجا هم هست یا فقط مرکزی"),
        ("en", "complaint", 0.6, "is it available at all? the lift has been out for a week"),
        ("en", "recommendation", 0.8, "I have read other books by Orwell, what next?"),
        ("en", "recommendation", 0.9, "I read all the volumes, what next?"),
        ("fa", "recommendation", 0.9, "همه جلداش رو خوندم، چی بخونم؟"),
        ("en", "nlu_fallback", 0.3, "my essay compares other books by Orwell, can someone help?"),
    ],
)
async def test_it_asks_for_no_title(begin: Begin, language: str, intent: str, sure: float, words: str) -> None:
    talk = await _after_a_title(begin, language)
    said = await talk.says(intent, words, sure=sure)
    assert not _OF_TITLES & set(said.names), said.names


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("en", "do you have Burmese Days? Put it aside for me please", "Burmese Days"),
        ("en", "do you have Burmese Days? Put me down for it", "Burmese Days"),
        ("fa", "بوف کور دارین؟ اسممو بنویسین تو نوبتش", "بوف کور"),
        ("en", "is The Great Gatsby in? if so set it aside for me", "The Great Gatsby"),
        ("en", "i'd like The Hobbit, is it in? if not put me on the list", "The Hobbit"),
        ("en", "have you got Prince Caspian? sign me up for it", "Prince Caspian"),
        ("en", "do you have Burmese Days? I need it by Monday", "Burmese Days"),
    ],
)
@pytest.mark.parametrize("sure", [0.7, 0.93])
async def test_an_order_stays_one(begin: Begin, language: str, words: str, title: str, sure: float) -> None:
    talk = await begin(language, card="20000003")
    said = await talk.says("hold", words, title=title, sure=sure)
    assert "utter_title_whereabouts" not in said.names and any(name.startswith("utter_hold") for name in said.names)


async def test_one_of_both_editions_is_not_reserved_alone(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("hold", "reserve both, the English and the Persian one")
    assert not any(name.startswith("utter_hold") for name in said.names)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "لطفا کتاب نقد بوف کور رو بخرید"),
        ("en", "please buy a biography of the author of Burmese Days"),
        ("en", "please buy The Annotated Hobbit by Douglas Anderson, I loved The Hobbit"),
        ("en", "please buy The Hobbit Part Two"),
        ("en", "please buy a study guide for The Great Gatsby"),
        ("en", "you have only one copy of The Hobbit, please buy two more"),
        ("en", "how do I suggest that you buy a book about animal farm?"),
        ("en", "do you ever buy books on the wise crow?"),
        ("fa", "شرح شاهنامه رو بخرید لطفا"),
        ("en", "may I request a book about Animal Farm?"),
    ],
)
async def test_what_is_wished_is_about_a_title(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, card="20000004")).says("suggest_purchase", words)
    assert "utter_purchase_there" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Would it be possible for the library to purchase the novel The Great Gatsby, please?"),
        ("fa", "می‌شه کتاب بوف کور رو برای کتابخونه تهیه کنین؟"),
    ],
)
async def test_what_is_wished_is_there(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, card="20000004")).says("suggest_purchase", words)
    assert said.names == ["utter_purchase_there"]
