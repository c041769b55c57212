"""What applicants type: what is a name, a year, a contact, a code, an address, and what is another wish."""

from __future__ import annotations

import pytest

from crm.joining.shapes import norm_of, read_field

YEAR = 2026


@pytest.mark.parametrize(
    ("step", "text", "read"),
    [
        ("name", "Sara Ahmadi", "Sara Ahmadi"),
        ("name", "my name is Jean-Luc O’Neill", "Jean-Luc O’Neill"),
        ("name", "سارا احمدی", "سارا احمدی"),
        ("name", "اسمم علی‌رضا محمدی‌نژاد است", "علی‌رضا محمدی‌نژاد"),
        ("birth_year", "۱۳۷۰", "1991"),
        ("birth_year", "born in 1988", "1988"),
        ("contact", "09123456789", "phone:09123456789"),
        ("contact", "my mail is a.b@example.org", "email:a.b@example.org"),
        ("code", "۴۸۲ ۹۱۳", "482913"),
        ("address", "تهران، خیابان سعدی، کوچهٔ سوم، پلاک ۵", "تهران، خیابان سعدی، کوچهٔ سوم، پلاک ۵"),
        ("address", "12 High Street, Springfield", "12 High Street, Springfield"),
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


def test_odd_years_and_several_contacts_are_none() -> None:
    for text in ("1800", "3000", "1500", "1370 1371"):
        assert read_field("birth_year", text, year=YEAR) is None
    assert read_field("contact", "09123456789 or a@example.org", year=YEAR) is None


def test_contacts_are_compared_without_their_signs() -> None:
    assert norm_of("email", " A.B@Example.org ") == "a.b@example.org"
    assert norm_of("phone", "+989123456789") == norm_of("phone", "09123456789")
