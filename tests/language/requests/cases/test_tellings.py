"""What a text tells of, what it wants bought or replaced, and what only protests, leaves or cancels."""

from __future__ import annotations

import pytest

from language.emergencies.afterwards import wants_discretion
from language.emergencies.reading import find_emergency
from language.requests.cases.tellings import asks_number, buys_unnamed, protests, replaces, speaks_of
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.own.own_matters import Matter, Pointer, find_pointer, read_matters, without_sign_in
from language.requests.speech.yes_and_no import leaves_as_is, takes_back


@pytest.mark.parametrize(
    ("matter", "text", "told"),
    [
        ("lost_property", "I lost a blue umbrella on floor two", True),
        ("lost_property", "کیفم تو سالن جا مونده", True),
        ("lost_property", "kifam gom shode", True),
        ("lost_property", "which branch is calmer, Saadi or the other?", False),
        ("website_problem", "your site shows an error", True),
        ("website_problem", "سایت باز نمیشه", True),
        ("website_problem", "is that the edition with notes on the facing page?", False),
        ("suggest_purchase", "please buy more graphic novels", True),
        ("suggest_purchase", "لطفاً این کتاب رو تهیه کنید", True),
        ("suggest_purchase", "may I bring a new copy instead of paying?", False),
        ("report_fault", "the lift stands still", True),
    ],
)
def test_a_text_speaks_of_a_matter(matter: str, text: str, told: bool) -> None:
    assert speaks_of(matter, text) is told


@pytest.mark.parametrize(
    "text", ["I already told you that", "I did type it there first!", "گفتم که", "hamin karo kardam"]
)
def test_who_protests_is_found(text: str) -> None:
    assert protests(text)


@pytest.mark.parametrize(
    "text", ["I have read it already", "did I already reserve it?", "I had this one before", "قبلاً خوندمش"]
)
def test_who_tells_of_a_book_protests_nothing(text: str) -> None:
    assert not protests(text)


@pytest.mark.parametrize("text", ["leave it at Saadi", "keep them as they are", "نه همون بمونه", "bemune"])
def test_what_is_left_as_it_is(text: str) -> None:
    assert leaves_as_is(text) and not takes_back(text)


@pytest.mark.parametrize("text", ["cancel it", "remove my reservation", "لغوش کن", "kanselesh kon"])
def test_what_is_taken_back(text: str) -> None:
    assert takes_back(text) and not leaves_as_is(text)


def test_an_order_to_cancel_is_told_from_a_refusal() -> None:
    assert orders_to_cancel("cancel the one that is not ready") and orders_to_cancel("دومی رو لغو کن")
    assert not orders_to_cancel("don't cancel the second") and not orders_to_cancel("what if I cancel it?")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("I'm in, yes", ""),
        ("aha login kardam, bebin", ""),
        ("وارد شدم آره", ""),
        ("خب اومدم تو حسابم", ""),
        ("just logged in, go ahead", ""),
        ("I'm in. what do I owe?", "what do i owe?"),
        ("when I logged in it failed", None),
        ("I'm in Narvan next week", None),
        ("وقتی وارد شدم گفت رمز اشتباهه", None),
    ],
)
def test_words_of_having_signed_in_are_taken_off(text: str, rest: str | None) -> None:
    assert without_sign_in(text) == rest


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("how often did I extend it?", Matter.RENEWED),
        ("چند بار تمدیدش کردم؟", Matter.RENEWED),
        ("how many more can I borrow?", Matter.ROOM),
        ("چندتا دیگه می‌تونم ببرم؟", Matter.ROOM),
        ("what is the limit for a debt?", Matter.LIMIT),
        ("حد مجاز بدهی چنده؟", Matter.LIMIT),
        ("how much must I pay to borrow again?", Matter.UNBLOCK),
        ("چقدر بدم تا کارتم باز بشه؟", Matter.UNBLOCK),
        ("why am I not allowed to reserve anything?", Matter.BARRED),
        ("چرا نمی‌ذارین یکی دیگه ببرم؟", Matter.BARRED),
    ],
)
def test_questions_of_the_record_are_read_first(text: str, matter: Matter) -> None:
    found = read_matters(text)
    assert found[0].matter is matter and found[0].own


def test_general_rules_are_no_question_of_the_record() -> None:
    for text in ("how many times can I renew a book?", "is there a limit to a late fee?", "چند بار میشه تمدید کرد؟"):
        assert not {Matter.RENEWED, Matter.LIMIT} & {question.matter for question in read_matters(text)}


def test_what_is_not_ready_is_told_from_what_is() -> None:
    assert find_pointer("the one that isn't ready yet") is Pointer.UNREADY
    assert find_pointer("همون که هنوز نیومده") is Pointer.UNREADY
    assert find_pointer("the one that's ready") is Pointer.READY


def test_a_purchase_may_name_nothing_and_a_copy_may_stand_for_a_payment() -> None:
    assert buys_unnamed("could you get it?") and not buys_unnamed("please buy Dune")
    assert replaces("می‌تونم به جای پول نسخهٔ نو بیارم؟") and not replaces("can I bring a friend?")
    assert asks_number("سقفش چنده") and not asks_number("خیلی بد بود")


def test_who_cannot_breathe_for_laughing_needs_no_ambulance_and_who_cannot_breathe_does() -> None:
    assert find_emergency("I can't breathe for laughing at this book") is None
    assert find_emergency("از خنده مردم با این کتاب") is None
    assert find_emergency("I can't breathe and my chest hurts") == "medical"
    assert wants_discretion("please don't tell him it was me") and wants_discretion("اسممو ننویسین")
