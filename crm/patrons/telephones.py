"""Contacts as they are compared, telephone numbers before all: the same one may be written in several ways."""

import re

from sqlalchemy import ColumnElement, and_, func

from language.digits import to_ascii
from language.masking import national_number
from language.normalise import squash

__all__ = ["digits_of", "ends_with", "is_same_number", "norm_of"]

# What is left of a telephone number without the code of the country, or the nought before that of the town.
NATIONAL = 10
SIGNS = " -()+./"
_NOT_A_DIGIT = re.compile(r"\D")


def norm_of(kind: str, value: str) -> str:
    """Give a contact as it is kept to be compared: a number as it is dialled inside the country, else small letters."""
    return (national_number(value) if kind == "phone" else "") or squash(value)


def digits_of(typed: str) -> str:
    """Give the digits of a number, however it is written."""
    return _NOT_A_DIGIT.sub("", to_ascii(typed))


def ends_with(column: ColumnElement[str], digits: str) -> ColumnElement[bool]:
    """Tell whether a kept number ends with some digits, those before its last ten left out of account."""
    # The last digits first, which are quickly compared: few are left to be looked at without their signs.
    return and_(column.endswith(digits[-2:]), _bare(column).endswith(digits[-NATIONAL:]))


def is_same_number(column: ColumnElement[str], number: str) -> ColumnElement[bool]:
    """Tell whether a kept number is one that is reached as this one is: «+98 912…», "0912-…" and "0912…" are one."""
    digits = digits_of(number)
    # A short one is whole: others may end with it.
    return ends_with(column, digits) if len(digits) >= NATIONAL else _bare(column) == digits


def _bare(column: ColumnElement[str]) -> ColumnElement[str]:
    for sign in SIGNS:
        column = func.replace(column, sign, "")
    return column
