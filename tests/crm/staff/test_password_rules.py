"""What may be a password of staff's."""

from __future__ import annotations

import pytest

from crm.errors import InvalidValue
from crm.staff.password_rules import check_password


@pytest.mark.parametrize(
    "password",
    ["password1234", "P@ssw0rd2024", "qwertyuiop12", "1qaz2wsx3edc", "ketabyar1405!", "کتابخانه ۱۴۰۵ ۱۲۳",
     "sara12345678", "aaaaaaaaaaaa", "karimi-karimi", "Welcome12345!", "short", "eleven sign", "x" * 201],
)  # fmt: skip
def test_what_everybody_tries_first_is_no_password(password: str) -> None:
    with pytest.raises(InvalidValue):
        check_password(password, "sara", "Sara Karimi")


@pytest.mark.parametrize("password", ["باران بهاری ۱۲", "correct horse battery", "kX9#vLq2Tz!w", "a long password"])
def test_what_is_ones_own_is_a_password(password: str) -> None:
    check_password(password, "sara", "Sara Karimi")
