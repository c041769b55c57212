"""What is asked right after a case was told is named; a detail, a reproach and what is one's own is none of it."""

from __future__ import annotations

import pytest

from language.requests.cases.after_case import (
    ANONYMOUS,
    CALL,
    DUTY,
    HANDLING,
    HEAR,
    MEMBER,
    PRECEDENT,
    find_after_case,
    orders_to_note,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("so will somebody ring me if it turns up, or how does that work", HEAR),
        ("how will I find out if you decided?", HEAR),
        ("how do I find out?", HEAR),
        ("will you phone me?", HEAR),
        ("نامم رو ننویسید", ANONYMOUS),
        ("می‌خوام ناشناس بمونم", ANONYMOUS),
        ("do I get a message once it's decided?", HEAR),
        ("خودتون خبر می‌دین یا من بپرسم؟", HEAR),
        ("az koja befahmam ke javab dadin?", HEAR),
        ("خب جواب رو چطوری به من می‌دین وقتی اسم ندادم؟", HEAR),
        ("log it as a complaint, anonymous if possible", ANONYMOUS),
        ("اسمم رو هم ننویسین", ANONYMOUS),
        ("به عنوان یک فرد ناشناس ثبت کنید", ANONYMOUS),
        ("به عنوان یک ناشناس ثبتش کن", ANONYMOUS),
        ("این گزارش ناشناس هست؟", ANONYMOUS),
        ("امکان ناشناس بودن هست؟", ANONYMOUS),
        ("when could someone phone me? evenings only", CALL),
        ("چه ساعتی می‌تونن باهام تماس بگیرن؟", CALL),
        ("who was working at the desk then?", DUTY),
        ("اون موقع شیفت کی بود؟", DUTY),
        ("ki masoole salon bood?", DUTY),
        ("has anyone else complained about him?", PRECEDENT),
        ("قبلاً هم کسی اینو گفته؟", PRECEDENT),
        ("what normally happens with these", HANDLING),
        ("shoma ba in shekayatha chikar mikonid?", HANDLING),
        ("I haven't got a card, is that a problem", MEMBER),
        ("عضو نیستم، اشکالی نداره؟", MEMBER),
        ("ozv nistam, eshkali dare?", MEMBER),
    ],
)
def test_what_is_asked_of_a_case_is_named(text: str, kind: str) -> None:
    assert find_after_case(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "near the lockers, around ten",
        "why is nobody ever there?",
        "what are you going to do about it",
        "will you ring me when my reservation is there?",
        "who shouted at me was a tall man",
        "the anonymous man in the hall shouted",
        "will you tell me where the toilets are?",
        "بهم می‌گین سالن مطالعه کجاست؟",
        "کنار پنجره، حدود پنج عصر",
        "وقتی رزروم رسید زنگ می‌زنین؟",
        "چرا هیچ‌کس جواب نمی‌ده",
        "yek nafar ham nabood komak kone",
        "کلاس نقاشی ثبت‌نام نمی‌خواد؟",
        "ثبت نام نمی‌خوام",
        "نامه یک زن ناشناس رو دارید؟",
        "نامه یک زن ناشناس هست؟",
        "How do I find out my card number?",
        "How can I learn French here?",
        "do you have a phone for me to use",
    ],
)
def test_what_tells_or_reproaches_asks_nothing_of_it(text: str) -> None:
    assert find_after_case(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "and put in that nobody apologised",
        "Note that it was raining",
        "اینم بنویس که دو بار گفتم",
        "benevis ke tanha budam",
        "اینم بنویس که ساعت پنج بود",
        "and note that he did it again",
        "note that I stood in the queue for an hour",
        "بنویس از طرف من: کتاب موقع امانت گرفتن پاره بود",
        "And add that my reservation was given to someone else",
        "add that the staff kept me on hold",
        "add that I was on the waiting list",
        "اضافه کنید که رزروم هم گم شد",
        "اضافه کن که این مشکل برام خیلی مهمه",
        "و بنویس ساعت کار هم رعایت نمیشه",
        "بنویس که دوباره تکرار شد",
    ],
)
def test_an_order_to_note_is_heard(text: str) -> None:
    assert orders_to_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "can you put in that I was there?",
        "it is written on the wall",
        "نوشته بود تعطیل است",
        "Put that book on hold for me",
        "add that to my reservations",
        "say that again please",
        "لطفا اضافه کن کتاب بیگانه رو به رزروهام",
        "بنویسید برام ساعت کار شعبه‌ها رو",
        "add that new book to my list",
        "add that to the waiting list",
        "write that again in English please",
        "بنویس ساعت کار شعبه‌ها رو",
        "بنویس که ساعت کار مرکزی چنده",
        "بنویسید دوباره بگید",
    ],
)
def test_what_asks_or_tells_orders_nothing_to_be_noted(text: str) -> None:
    assert not orders_to_note(text)
