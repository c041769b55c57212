"""What applicants type: what is a name, a year, a contact, a code, an address, and what is another wish."""

from __future__ import annotations

import pytest

from crm.joining.shapes import read_field
from crm.joining.typed import is_other_wish
from crm.patrons.telephones import norm_of

YEAR = 2026


@pytest.mark.parametrize(
    ("step", "text", "read"),
    [
        ("name", "Sara Ahmadi", "Sara Ahmadi"),
        ("name", "my name is Jean-Luc O’Neill", "Jean-Luc O’Neill"),
        ("name", "سارا احمدی", "سارا احمدی"),
        ("name", "اسمم علی‌رضا محمدی‌نژاد است", "علی‌رضا محمدی‌نژاد"),
        ("name", "آرش کی‌منش", "آرش کی‌منش"),
        ("name", "You can call me Sara Ahmadi", "Sara Ahmadi"),
        ("birth_year", "۱۳۷۰", "1991"),
        ("birth_year", "I was born on the 5th of May 1990", "1990"),
        ("birth_year", "born in 1988", "1988"),
        ("contact", "09123456789", "phone:09123456789"),
        ("contact", "my mail is a.b@example.org", "email:a.b@example.org"),
        ("code", "۴۸۲ ۹۱۳", "482913"),
        ("address", "تهران، خیابان سعدی، کوچهٔ سوم، پلاک ۵", "تهران، خیابان سعدی، کوچهٔ سوم، پلاک ۵"),
        ("address", "12 High Street, Springfield", "12 High Street, Springfield"),
        ("address", "my address is 14 Saadi street, flat 2", "14 Saadi street, flat 2"),
        ("address", "We live at 12 Elm Street, Flat 3", "12 Elm Street, Flat 3"),
        ("address", "تهران، تجریش، کنار امامزاده صالح", "تهران، تجریش، کنار امامزاده صالح"),
    ],
)
def test_answers_are_read(step: str, text: str, read: str) -> None:
    assert read_field(step, text, year=YEAR) == read


@pytest.mark.parametrize("step", ["name", "birth_year", "contact", "code", "address"])
@pytest.mark.parametrize(
    "text",
    [
        "when do you open?",
        "ساعت کاری شما چیه؟",
        "renew my books please",
        "کتاب‌هایم را تمدید کنید",
        "I want to talk to a librarian",
        "cancel",
        "بیخیال",
        "yes please",
        "بله لطفا",
        "there is a fire in the reading room",
        "do you have Moby Dick",
    ],
)
def test_another_wish_is_no_answer(step: str, text: str) -> None:
    assert read_field(step, text, year=YEAR) is None
    assert is_other_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sara Ahmadi, 1990",
        "سارا احمدی هستم، ممنون",
        "نام: سارا نام خانوادگی: احمدی",
        "I'm Sara Ahmadi and my birth year is 1990",
        "1370",
        "please register me as Sara Ahmadi, Elm Street",
        "no, my name is Sara Ahmadi",
        "behind the big mosque in Tajrish",
        "آدرسم میشه خیابان سعدی پلاک ۵",
        "can I give 0912 345 6789 later",
        "I don't know which one, Ahmadi or Ahmadi-Nia",
    ],
)
def test_words_that_may_tell_of_somebody_are_no_other_wish(text: str) -> None:
    assert not is_other_wish(text)


def test_odd_years_and_several_contacts_are_none() -> None:
    for text in ("1800", "3000", "1500", "1370 1371"):
        assert read_field("birth_year", text, year=YEAR) is None
    assert read_field("contact", "09123456789 or a@example.org", year=YEAR) is None


def test_contacts_are_compared_without_their_signs() -> None:
    assert norm_of("email", " A.B@Example.org ") == "a.b@example.org"
    assert norm_of("phone", "0912-345-6789") == norm_of("phone", "0912 345 6789") == "09123456789"
    assert norm_of("phone", "by post only") == "bypostonly"
    assert norm_of("phone", "+989123456789") == norm_of("phone", "09123456789")
