"""What a button carries, and what only looks like it."""

from __future__ import annotations

import pytest

from language.payloads import LONGEST_VALUE, well_formed, well_formed_values


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("ref", "title:12"), ("ref", "complaint_form"), ("which", "all"), ("which", "1,3"), ("which", "except:last:2"),
        ("which", "choose"), ("title", "کتاب‌های «آبی» ۲"), ("title", "<img>"), ("isbn", "978-600-00-0000-0"),
        ("isbn", "۹۶۴۰۰۰۰۰۰X"), ("barcode", "30001234567890"), ("score", "5"), ("branch", "saadi"), ("date", "فردا"),
    ],
)  # fmt: skip
def test_what_buttons_carry(entity: str, value: str) -> None:
    assert well_formed(entity, value)


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("title", ""), ("title", " "), ("title", "a\u0000b"), ("title", "\ud800"), ("title", "\uffff"),
        ("title", "x" * (LONGEST_VALUE + 1)), ("which", "x"), ("which", "<img>"), ("which", "0"), ("which", "last:0"),
        ("which", "1," * 50), ("which", "9" * 200), ("isbn", "' or 1=1 --"), ("score", "5; drop"), ("barcode", "a b"),
    ],
)  # fmt: skip
def test_what_they_never_carry(entity: str, value: str) -> None:
    assert not well_formed(entity, value)


def test_only_texts_are_kept() -> None:
    odd = {"title": {"$gt": ""}, "author": ["a"], "topic": 5, "branch": None, "which": True, "ref": "loan:1"}
    assert well_formed_values(odd) == {"ref": "loan:1"}
