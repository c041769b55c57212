"""ISBNs as they are typed, and nothing else taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.digits import to_persian
from language.isbn import canonical, find_isbn, find_isbns

ORWELL = "9780141036144"


@pytest.mark.parametrize(
    "text",
    [
        "9780141036144",
        "978-0-14-103614-4",
        "978 0 14 103614 4",
        "۹۷۸-۰-۱۴-۱۰۳۶۱۴-۴",
        "٩٧٨٠١٤١٠٣٦١٤٤",
        "978–0–14–103614–4",
        "0141036141",
        "0-14-103614-1",
    ],
)
def test_every_way_to_write_one_is_the_same(text: str) -> None:
    assert canonical(text) == ORWELL
    assert find_isbn(f"شابک {text} رو دارید؟") == ORWELL


def test_a_check_digit_of_ten_is_an_x() -> None:
    assert canonical("0-8044-2957-X") == canonical("080442957x") == "9780804429573"


@pytest.mark.parametrize(
    "text", ["", "9780141036145", "0141036142", "978014103614", "97801410361444", "1234567890123", "20001001", "X"]
)
def test_what_is_none_is_none(text: str) -> None:
    assert canonical(text) is None
    assert find_isbn(text) is None


def test_a_barcode_holds_none() -> None:
    assert find_isbn("30124000010072") is None
    assert find_isbn("شماره‌ام 09121234567 است") is None


@given(st.integers(min_value=0, max_value=999_999_999), st.sampled_from(["", "-", " "]))
def test_ten_digits_and_thirteen_are_one_book(number: int, separator: str) -> None:
    nine = f"{number:09}"
    check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    ten = nine + ("X" if check == 10 else str(check))
    thirteen = canonical(ten)
    assert thirteen is not None
    assert thirteen[3:12] == nine
    assert canonical(thirteen) == thirteen
    assert canonical(to_persian(separator.join((thirteen[:3], thirteen[3:])))) == thirteen


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    found = find_isbn(text)
    assert found is None or canonical(found) == found


def test_all_of_the_shape_is_found_with_its_place() -> None:
    text = "۹۷۸-۰-۱۴-۱۰۳۶۱۴۴ و 0-19-852663-6, not 09121234567"
    found = [(each.digits, text[each.start : each.end], each.is_long, each.is_right) for each in find_isbns(text)]
    assert found == [
        ("9780141036144", "۹۷۸-۰-۱۴-۱۰۳۶۱۴۴", True, True),
        ("0198526636", "0-19-852663-6", False, True),
    ]


def test_a_mistyped_one_has_the_shape_too() -> None:
    assert [(each.digits, each.is_right) for each in find_isbns("isbn 978-0141036145, 019852663x")] == [
        ("9780141036145", False), ("019852663X", False),
    ]  # fmt: skip
