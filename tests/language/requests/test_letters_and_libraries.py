"""What names nothing to be looked for: the name below a letter, other libraries, a poet who is no branch."""

from __future__ import annotations

import pytest

from language.choices import Choice, find_choice
from language.requests.deeds.loan_troubles import asks_what_to_do
from language.requests.own.own_matters import asks_how_many_wait
from language.requests.reading.reading import read_wish
from language.requests.speech.letters import without_signature
from language.requests.speech.request import Kind, read_request
from language.requests.titles.other_libraries import names_other_library
from language.requests.titles.poets import means_poet


def test_the_name_below_a_letter_is_left_out_and_nothing_else():
    assert without_signature("Please reserve it.\n\nThank you,\nFatemeh Mousavi") == "Please reserve it."
    assert without_signature("لطفاً رزرو کنید.\nبا احترام،\nلیلا حیدری") == "لطفاً رزرو کنید."
    for whole in ("Thank you,\nplease renew 2 of them", "Emma\nDune", "Kind regards", "Thanks,\ncall 0912 000 4417"):
        assert without_signature(whole) == whole


@pytest.mark.parametrize(
    "text", ["could another library lend it?", "از کتابخانه‌های دیگر می‌شود گرفت؟", "az ketabkhane dige"]
)
def test_other_libraries_are_heard(text):
    assert names_other_library(text)


def test_this_library_is_no_other():
    assert not names_other_library("another book from this library")
    assert not names_other_library("یه کتاب دیگه از کتابخانه")


def test_a_poet_is_no_branch():
    assert means_poet("poems by Hafez or Saadi") and means_poet("شعر سعدی یا حافظ")
    assert not means_poet("is there poetry at Saadi?") and not means_poet("شعر دارید در شعبه سعدی؟")
    assert not means_poet("is it in at Saadi")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("anything similar, not austen", ("austen",)),
        ("something like Emma, just not by Jane Austen again", ("jane austen",)),
        ("از کوئلیو نباشه لطفا", ("کوئلیو",)),
        ("a novel, not romance", ()),
        ("nothing by anyone long", ()),
    ],
)
def test_whose_works_are_not_wanted(text, names):
    wish = read_wish(text).wish
    assert wish.not_by == names or (not names and not wish.not_by)


def test_a_long_way_is_no_long_book():
    assert not read_wish("a gripping novel for a long flight").wish.least_pages
    assert not read_wish("برای یه سفر طولانی یه رمان میخوام").wish.least_pages
    assert read_wish("a long novel").wish.least_pages


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("cancel Dune, Emma stays", "emma"),
        ("cancel Dune, I still want Emma", "emma"),
        ("کلیدر رو لغو کن، کوری سر جاش باشه", "کوری"),
        ("کلیدر را لغو کنید، کوری باقی بماند", "کوری"),
    ],
)
def test_what_is_to_stay_is_left_out_of_an_order_to_cancel(text, left):
    request = read_request(text, "cancel")
    assert request.kind is Kind.ORDER and left in request.left_out and not request.whole


def test_why_not_leaves_nothing_out():
    assert find_choice("why not the first one") in (None, Choice("indexes", (1,)))


def test_what_to_do_and_how_many_wait_are_asked():
    assert asks_what_to_do("it is due tomorrow, what should I do?") and asks_what_to_do("تا فردا چیکار کنم؟")
    assert not asks_what_to_do("when is it due?")
    assert asks_how_many_wait("how many people are in line") and asks_how_many_wait("چند نفر تو صفن؟")
