"""Which charge is meant: what is contested, what is accepted, by which sum it is named; several of one author."""

from __future__ import annotations

import pytest

from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.objections import accepts_charge, charged_wrongly, find_objection, without_accepted
from language.requests.deeds.portions import find_portion
from language.requests.own.own_names import find_own


@pytest.mark.parametrize(
    "text",
    [
        "you billed me for something I handed in on time",
        "I brought it back on Monday and still got fined",
        "that's a wrong charge",
        "کتابو سر وقت تو صندوق انداختم ولی برام جریمه اومده",
        "برام بدهی زدین در حالی که همه رو سر وقت آوردم",
        "ketab ro pas dadam, jarime zadin",
        "کتاب رو دیر نیاوردم ولی جریمه زدید",
        "سر وقت آوردم، چرا جریمه شدم؟",
        "چرا جریمه شدم، کتاب رو سر وقت آوردم",
        "جریمه‌م اشتباه ثبت شده",
        "I wasn't late, I returned it but was fined",
        "I returned it on time and was charged a late fee",
        "I brought it back in time, but I was fined, how much is it?",
        "I returned it on time and you charged me a fine",
        "I returned the book on time, and I've been charged",
        "کتاب رو سر وقت پس دادم جریمه شدم",
        "کتاب رو به موقع آوردم بدهی دارم",
        "I can't accept that one, you charged me twice",
        "we disagree with this late fee",
    ],
)
def test_a_charge_for_nothing_is_heard(text: str) -> None:
    assert charged_wrongly(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much is the late fee per day",
        "will I be fined if I return it late?",
        "how do I pay my fine?",
        "جریمه‌م چقدره؟",
        "اگه دیر بیارم جریمه می‌شم؟",
        "کتاب رو دیر آوردم جریمه‌ش چقدره؟",
        "کتاب رو سه روز دیر پس دادم جریمه میشم؟",
        "I returned it two days late and was fined, how much is it per day?",
        "کتاب رو تحویل دادم، پول عضویت چقدره؟",
        "ketab ro dir avordam jarime mishe?",
        "I always brought books back on time to avoid a fine",
        "کتاب رو سر وقت بیارم جریمه نمی‌شم؟",
        "I disagree with my wife, she says there is a fine for late books",
        "I can't accept that one",
    ],
)
def test_a_question_of_fees_contests_none(text: str) -> None:
    assert not charged_wrongly(text) and find_objection(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "if I returned it on time am I charged?",
        "I returned it on time, will I be fined?",
        "کتاب رو به موقع آوردم جریمه نمی‌شم",
    ],
)
def test_who_only_came_on_time_was_charged_nothing(text: str) -> None:
    assert not charged_wrongly(text)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("I disagree with the second item, the late one is ok", "late"),
        ("I dispute the damage, not the late fee", "late fee"),
        ("به خسارت معترضم، دیرکرد قبوله", "دیرکرد"),
        ("اعتراض دارم به دومی، اولی رو می‌دم", "اولی"),
    ],
)
def test_what_is_accepted_is_not_what_is_contested(text: str, accepted: str) -> None:
    assert accepted in accepts_charge(text) and accepted not in without_accepted(text)
    assert find_objection(text) is not None


@pytest.mark.parametrize("text", ["that is not fair", "I won't pay", "قبول ندارم", "I object"])
def test_who_refuses_accepts_nothing(text: str) -> None:
    assert accepts_charge(text) == ""


@pytest.mark.parametrize(
    ("text", "rials"),
    [
        ("اون صد هزار ریال چیه", 100_000),
        ("sad hezar toman", 1_000_000),
        ("that hundred thousand: a hundred thousand", 100_000),
    ],
)
def test_a_sum_in_words_is_read(text: str, rials: int) -> None:
    portion = find_portion(text)
    assert portion is not None and portion.kind == "sum" and portion.rials == rials


TITLES = ["غرور و تعصب", "اما", "سفید دندان", "Emma’s Year"]
AUTHORS = ["جین آستین", "جین آستین", "جک لندن", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("renew the two by Austen", (0, 1)),
        ("only the Austen ones please", (0, 1)),
        ("فقط آستین‌ها رو تمدید کن", (0, 1)),
        ("هر دو کتاب آستین رو تمدید کن", (0, 1)),
        ("renew the three by Austen", ()),
        ("renew the Austen one", ()),
        ("renew the London", (2,)),
        ("the two by Jane Austen", (0, 1)),
        ("renew both of the Austen books, that's all", (0, 1)),
        ("all the Austen ones", (0, 1)),
        ("renew everything by Austen", (0, 1)),
        ("دوتای آستین رو تمدید کن", (0, 1)),
        ("کتاب‌های آستین رو تمدید کن", (0, 1)),
        ("کتابای جین آستین رو تمدید کن", (0, 1)),
        ("آستینا رو تمدید کن", (0, 1)),
        ("har do ketabe austen ro tamdid kon", (0, 1)),
        ("Renew my Austen, that's all", ()),
        ("Renew the Austen novel, I've read all of it", ()),
        ("I don't want all of it, only one Austen", ()),
        ("renew two of them, not Austen", ()),
        ("آستین رو تمدید کن، تنها همین", ()),
        ("آستین رو تمدید کن، به آنها نیازی ندارم", ()),
    ],
)
def test_several_by_one_author_are_meant_where_several_are_spoken_of(text: str, places: tuple[int, ...]) -> None:
    assert find_own(text, TITLES, AUTHORS) == places


def test_a_long_last_name_is_heard_in_the_other_script() -> None:
    titles, authors = ["ابله", "قمارباز", "محاکمه"], ["فیودور داستایفسکی", "فیودور داستایفسکی", "فرانتس کافکا"]
    assert find_own("only the two by Dostoyevsky", titles, authors) == (0, 1)


def test_two_titles_in_latin_letters_are_both_named_where_one_has_everyday_words() -> None:
    titles = ["جنایت و مکافات", "ابله", "آنا کارنینا"]
    assert find_own("jenayat o mokafat o ablah ro tamdid kon", titles) == (0, 1)


def test_an_order_to_cancel_is_one_however_it_is_typed() -> None:
    assert orders_to_cancel("cancle the emma one actualy, my freind gave me hers")
    assert not orders_to_cancel("how do i cancle a room?")
