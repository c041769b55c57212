"""A find, a death, a card that is there again, a membership that ends; and what only sounds like them."""

from __future__ import annotations

import time

import pytest

from language.requests.deeds.bereavement import asks_of_estate, tells_of_estate
from language.requests.deeds.found_things import (
    BOOK,
    CARD,
    asks_to_give_back,
    asks_whose,
    find_found,
    found_own_card,
    speaks_of_found_card,
)
from language.requests.deeds.leaving import ends_membership


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("there was a stranger's library card lying on the bus, what now?", CARD),
        ("I picked up somebody else's card outside your door", CARD),
        ("تو اتوبوس کارت یکی دیگه رو پیدا کردم، مال کتابخونهٔ شماست", CARD),
        ("یه کارت کتابخونه دم در افتاده بود", CARD),
        ("kart e ye nafar dige ro too taxi peyda kardam", CARD),
        ("کارت یکی رو تو سالن مطالعه پیدا کردم", CARD),
        ("کارت یه نفر رو توی قفسه پیدا کردم", CARD),
        ("I found a library card on your shelf", CARD),
        ("i picked up one of your books in a cafe", BOOK),
        ("Found a library book on a bench", BOOK),
        ("یه کتاب شما رو تو پارک پیدا کردم، چیکارش کنم؟", BOOK),
        ("یکی از کتابای کتابخونه‌تون تو مترو جا مونده بود", BOOK),
        ("ketabe shoma ro tooye metro peyda kardam male man nist", BOOK),
    ],
)
def test_what_was_found_is_named(text: str, found: str) -> None:
    assert find_found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I found a nice book in your catalogue, can I take it home?",
        "I found the library book I had lost",
        "I can't find my card",
        "where do I find a library card form?",
        "somebody's bank card was left at your desk",
        "کارتم رو پیدا نمی‌کنم",
        "کتابی که گم کرده بودم پیدا شد",
        "کتابم رو پیدا کردم",
        "kartam ro peyda kardam",
        "یه کتاب خوب پیدا کردم تو سایتتون",
        "یه کتاب داستان خوب پیدا کردم، رزروش کن",
        "یه کتاب داستان خوب پیدا کردم",
        "کتاب بیگانه رو توی سایتتون پیدا کردم، برام رزروش کن",
        "کتابی که تو کتابخونهٔ شما پیدا کردم خیلی خوب بود",
        "کتابخونهٔ شما رو تازه پیدا کردم",
        "Can you help me find a library book about cats?",
        "I picked up a library book I reserved and it has torn pages",
        "I found this library book damaged when I got home",
        "Where would I find a library card application?",
        "دستگاه کارتخوان یکی دیگه رو پیدا کردم",
        "I found one of your books on the shelf",
        "یه کتاب شما رو تو قفسه پیدا کردم",
        "I found a library card option in your app",
    ],
)
def test_ones_own_and_what_is_only_listed_was_not_found(text: str) -> None:
    assert find_found(text) is None


@pytest.mark.parametrize(
    "text", ["who had it?", "can you give me her number", "مال کی بوده؟", "خودم بهش زنگ می‌زنم", "male kie?"]
)
def test_who_lost_it_is_asked(text: str) -> None:
    assert asks_whose(text)


@pytest.mark.parametrize(
    "text",
    [
        "what should I do with it?",
        "can I leave it at any branch?",
        "به کی بدمش؟",
        "کجا تحویلش بدم؟",
        "koja tahvil bedam?",
    ],
)
def test_where_it_is_handed_in_is_asked(text: str) -> None:
    assert asks_to_give_back(text) and not asks_whose(text)


@pytest.mark.parametrize(
    "text", ["Who do I give it to?", "who should I hand it to?", "who can I leave it with", "به کی بدمش؟"]
)
def test_to_whom_it_is_given_is_not_whose_it_is(text: str) -> None:
    assert not asks_whose(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I renew my books?",
        "How do I get a library card?",
        "where do I sign in",
        "how do I return my own books",
        "چطور کتابم رو تمدید کنم؟",
        "چطور کتاب رزرو کنم؟",
        "کتاب‌هام رو کجا پس بدم؟",
    ],
)
def test_what_else_is_asked_is_not_where_it_is_handed_in(text: str) -> None:
    assert not asks_to_give_back(text)


def test_what_stands_on_a_found_card_is_spoken_of() -> None:
    assert speaks_of_found_card("It's got a name and number, shall I just type them here?")
    assert speaks_of_found_card("یه شماره روشه، همین‌جا بنویسم؟")
    assert not speaks_of_found_card("I want to sign in") and not speaks_of_found_card("می‌خوام وارد بشم")


@pytest.mark.parametrize(
    "text",
    [
        "oh wait my card turned up again, is it still good?",
        "I found my card after all",
        "کارتم گم شده بود، الان پیداش کردم",
        "اگه کارتم پیدا بشه دوباره کار می‌کنه؟",
        "kartam peyda shod",
        "کارتم رو گم کرده بودم ولی وقتی رسیدم خونه پیداش کردم",
        "I lost my card yesterday but when I got home I found it",
        "کارتم پیدا شد، کجا خبر بدم",
        "اگه کارتم پیدا شد باید خبر بدم؟",
    ],
)
def test_ones_own_card_is_there_again(text: str) -> None:
    assert found_own_card(text)


def test_it_is_a_card_only_where_one_was_lost() -> None:
    assert found_own_card("found it!", lost=True) and not found_own_card("found it!")
    assert not found_own_card("کارتم رو پیدا نمی‌کنم", lost=True)


@pytest.mark.parametrize(
    "text",
    [
        "No, I still haven't found it",
        "I have not found it yet",
        "I never found it",
        "I haven't found my card",
        "has anyone found my card?",
        "Has my card turned up?",
        "کارت عضویتم گم شده، اگه پیدا شد خبرم کنید",
        "شماره کارتم رو کجا می‌تونم پیدا کنم؟",
        "دستگاه کارتخوان رو کجا پیدا کنم؟",
        "I found my card doesn't work at the gate",
        "کارتم هنوز پیدا نشده",
        "کارتم گم شده، پیدا شد خبر بدید",
        "کارتم گم شده، وقتی پیداش کردم کار می‌کنه؟",
        "I lost my card, when I find it does it still work?",
    ],
)
def test_a_card_that_is_not_there_was_not_found(text: str) -> None:
    assert not found_own_card(text, lost=True)


@pytest.mark.parametrize(
    "text",
    [
        "My grandmother passed away and she still had books from you",
        "my late father had your library books, what now",
        "مادربزرگم فوت کرده، کتاب‌هاتون خونه‌شه",
        "پدرم به رحمت خدا رفته، کارتش رو چیکار کنم",
        "shoharam fot karde, ketab haye shoma khunast",
        "مرحوم پدرم چند تا از کتاب‌های شما رو داشت",
        "دوستم فوت کرده، کتاب‌های کتابخونه پیش ماست",
        "خاله‌ام فوت کرده و کارت عضویتش دست منه",
        "یک عضو کتابخانه فوت کرده، کارتش چه می‌شود",
        "پدرم فوت کرد، امانت‌هاش رو نتونستم پس بیارم",
        "مادرم فوت کرده، کتاب‌های کتابخونه‌ش رو یعنی کتاباش رو نتونستم پس بیارم",
        "My father died last month. I didn't return the library books he had",
        "My mother died, I couldn't bring back her library books",
    ],
)
def test_a_death_and_what_is_left_of_the_library_is_heard(text: str) -> None:
    assert tells_of_estate(text)


@pytest.mark.parametrize(
    "text",
    [
        "my grandma died and left 300 books, would you want them as a gift?",
        "پدر مرحومم مجموعه‌ای داشتند که مایل به اهدای آن‌ها هستیم",
        "do you have a book in which the father died?",
        "my phone died while I was reading your library book",
        "کتابی دربارهٔ مرگ دارید؟",
        "پدرم فوت کرده، لطفا امانت‌هام رو تمدید کنید",
        "please renew my library books, my mother passed away",
        "My father died last week so I couldn't bring my library books back, can you waive the fine?",
        "پدرم فوت کرده نتونستم کتاب‌های کتابخونه رو بیارم، جریمه رو نگیرید",
        "my father died and I couldn't return my library books because of his funeral",
        "پدرم فوت کرد، امانت‌هام رو نتونستم پس بیارم",
        "رمان‌های مرحوم نادر ابراهیمی رو با کارت عضویت می‌شه امانت گرفت؟",
        "آثار مرحوم شریعتی رو برای امانت دارید؟",
        "a library book where her husband died in the war",
    ],
)
def test_a_gift_or_a_story_is_none(text: str) -> None:
    assert not tells_of_estate(text)


def test_the_fee_of_who_has_died_is_asked() -> None:
    assert asks_of_estate("must we pay for the lateness?") and asks_of_estate("جریمه‌ش گردن ماست؟")
    assert not asks_of_estate("do you have something on grief?")
    assert asks_of_estate("which papers do you need to close her card?") and asks_of_estate("کارتش رو می‌بندید؟")
    assert asks_of_estate("is the fine ours?")


@pytest.mark.parametrize(
    "text",
    [
        "OK, that's fine, thanks",
        "Renew my own books, they're due tomorrow",
        "How do I get a card for my son?",
        "Can I email you the documents?",
        "جریمه‌م چقدره؟",
        "کارتم رو تمدید کنید",
    ],
)
def test_ones_own_matter_is_not_of_the_estate(text: str) -> None:
    assert not asks_of_estate(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to quit being a member",
        "how can I finish my membership?",
        "please close my library account",
        "می‌خوام عضویتم رو باطل کنم",
        "چطوری انصراف از عضویت بدم",
        "ozviatam ro laghv konid",
        "can you close my account please",
        "I don't want to be a member any more",
        "می‌شه عضویتم رو لغو کنید؟",
        "می‌خوام عضویتم لغو بشه",
        "will you close my account please",
        "می‌شه عضویتم رو لغو کرد؟",
        "به دلیل مهاجرت عضویتم رو لغو کنید",
        "به علت سفر عضویتم را لغو کنید",
        "Will you cancel my membership? I'm moving",
        "are you able to cancel my membership?",
        "I can't come anymore, cancel my membership because the branch is not close to me",
        "I go back to my country, Russia, in two weeks, for always. What must I do with my membership?",
        "we are moving away from Tehran at the end of December, what happens to my membership?",
        "آخر آذر دارم از تهران می‌رم اصفهان، عضویتم رو باید چیکار کنم باطلش کنم یا خودش تموم می‌شه",
        "به شیراز نقل مکان می‌کنم؛ تکلیف عضویتم چه می‌شود؟",
    ],
)
def test_a_membership_that_ends_is_heard(text: str) -> None:
    assert ends_membership(text)


@pytest.mark.parametrize(
    "text",
    [
        "if I cancel my membership, is my data deleted?",
        "do I get my fee back when I leave?",
        "cancel my reservation",
        "when does my membership end?",
        "عضویتم کی تموم می‌شه",
        "اگه عضویتم رو لغو کنم اطلاعاتم می‌مونه؟",
        "رزروم رو لغو کن",
        "چرا عضویتم لغو شده؟ شکایت دارم",
        "عضویتم رو لغو نکنید",
        "اگه دیر بیارم عضویتم لغو میشه؟",
        "عضویت من باطل شده، چطور تمدیدش کنم؟",
        "لغو عضویتم ناعادلانه بود، شکایت دارم",
        "Will you close my account if I don't pay?",
        "Did you cancel my membership?",
        "please don't cancel my membership",
        "Will you cancel my membership if I bring a book late?",
        "به چه دلیل عضویتم رو لغو کردن",
        "دلیل لغو عضویتم چیه؟",
        "بدون دلیل عضویتم رو لغو کردن",
        "are you the ones who cancel memberships?",
        "I moved my books to the other shelf, what do I do with them?",
        "I'm not moving away, what do I do with my membership card that is torn?",
        "what must I do to get a membership? I moved to Tehran from Yazd",
        "از تهران می‌رم شمال یه هفته، کتابم دیر میشه",
    ],
)
def test_what_only_speaks_of_it_ends_none(text: str) -> None:
    assert not ends_membership(text)


@pytest.mark.parametrize(
    "words",
    [
        *("کتاب", "کتاب ", "کارت", "کارت ", "کارت عضویت ", "عضویت ", "دلیل ", "وقتی ", "خبر "),
        *("سالن ", "کتابهاش ", "نتونستم ", "will you close my ", "when i ", "could not return ", "not close "),
    ],
)
def test_a_long_text_is_read_quickly(words: str) -> None:
    text = words * 500
    began = time.perf_counter()
    find_found(text)
    found_own_card(text)
    ends_membership(text)
    tells_of_estate(f"پدرم فوت کرده {text}")
    assert time.perf_counter() - began < 0.5
