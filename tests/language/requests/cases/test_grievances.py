"""Grievances are found without the word "complaint", and questions, wishes and book titles are none."""

from __future__ import annotations

import pytest

from language.requests.cases.grievances import SURE, WEAK, asks_after_complaint, find_grievance
from language.requests.own.belonging import belongs_to, may_belong


@pytest.mark.parametrize(
    "text",
    [
        "the woman at the loan desk was really rude to me",
        "your guard shouted at my son in front of everyone",
        "the staff just ignored me for ten minutes",
        "one of your librarians hung up on me",
        "the man behind the counter refused to help my mother",
        "i called four times and nobody answered",
        "nobody ever answers the phone at Bagh-Ferdows",
        "no one replied to my email about the damaged book",
        "i waited for an hour at the desk and went home with nothing",
        "i've written three times and never got a reply",
        "کارمند شعبه باغ فردوس خیلی بی‌ادب بود",
        "نگهبان دم در سر بچه‌م داد زد",
        "خانم میز امانت اصلا محل نذاشت بهمون",
        "پنج بار تماس گرفتم هیچکس جواب نداد",
        "یه ساعت تو صف معطل شدم آخرشم کارم راه نیفتاد",
        "ایمیل زدم کسی جواب نمیده",
        "برخورد مسئول بخش کودک خیلی بد بود",
        "از صبح زنگ می‌زنم کسی گوشی رو برنمی‌داره",
        "کتابدارتون با مادرم بد حرف زد",
        "karmande miz amanat kheili bi adab bood",
        "chand bar zang zadam kasi javab nadad",
    ],
)
def test_what_somebody_did_or_did_not_do_is_a_grievance(text: str) -> None:
    assert find_grievance(text) == SURE


@pytest.mark.parametrize(
    "text",
    [
        "the toilets on the second floor are always filthy",
        "the lift is out of order again, third time this month",
        "you charged me twice for the same book",
        "this fine is unfair",
        "why does nobody pick up the phone?",
        "the wifi keeps crashing every day",
        "دستشویی‌ها همیشه کثیفه",
        "آسانسور باز هم خرابه، سه هفته‌ست درست نشده",
        "این جریمه ناعادلانه‌ست",
        "چرا هیچکس تلفن رو جواب نمیده؟",
        "اینترنت هر روز قطع میشه",
    ],
)
def test_what_may_be_one_is_offered(text: str) -> None:
    assert find_grievance(text) in (SURE, WEAK)


@pytest.mark.parametrize(
    "text",
    [
        "is the staff at Saadi friendly?",
        "when are you open on Friday",
        "do you have No One Is Talking About This, the novel",
        "a book about a rude teacher",
        "can I talk to a librarian",
        "how long do I have to wait for a reserved book?",
        "renew my books again please",
        "the printer, how does it work?",
        "کی باز می‌کنید؟",
        "کتابی درباره آدم‌های بی‌ادب دارید؟",
        "با کتابدار کار دارم",
        "رمان هیچکس جواب نداد رو دارید",
        "وای‌فای چطور وصل می‌شه؟",
        "کتاب‌هام رو دوباره تمدید کن",
    ],
)
def test_questions_wishes_and_titles_are_none(text: str) -> None:
    assert find_grievance(text) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("and what about my complaint", True),
        ("any news on my complaint?", True),
        ("شکایتم چی شد", True),
        ("i have a complaint about the noise", False),
        ("شکایت دارم از نگهبان", False),
    ],
)
def test_a_complaint_that_was_made_is_asked_after(text: str, asks: bool) -> None:
    assert asks_after_complaint(text) is asks


TOLD = "the guard at the saadi branch shouted at my child on monday"


@pytest.mark.parametrize(
    ("text", "surely", "perhaps"),
    [
        ("he was wearing a blue jacket", True, True),
        ("my child was crying afterwards", True, True),
        ("it was around 5 pm near the entrance", True, True),
        ("i came with my sister", False, True),
        ("order me a pizza", False, False),
        ("what a lovely sunset", False, False),
        ("real madrid won", False, False),
        ("فردا بارون میاد", False, False),
    ],
)
def test_what_belongs_to_a_told_matter_is_told_from_what_does_not(text: str, surely: bool, perhaps: bool) -> None:
    assert belongs_to(text, TOLD, "complaint") is surely
    assert surely or may_belong(text) is perhaps


def test_a_lost_thing_is_described_in_words_of_its_looks() -> None:
    assert belongs_to("چرمی مشکی، دیروز عصر", "کیف پولم رو جا گذاشتم", "lost_property")
    assert belongs_to("dark green with my initials inside", "i left my umbrella", "lost_property")
