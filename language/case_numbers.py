"""Numbers of cases as patrons write them: "K-000012", «ک ۱۲», "complaint no. 12"."""

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["find_case_numbers"]

_LETTERED = re.compile(r"(?<![^\W\d_])(?:k|ک|کا)[\s_-]{0,3}(\d{1,9})(?!\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:case|complaint|request|suggestion|report|number|ticket|reference|ref|no\.?|پرونده|شکایت|درخواست|پیشنهاد|گزارش"
    r"|شماره|پیگیری|parvande|shekayat|shomare)[^\W\d]{0,4}[\s:#.-]{1,3}(?:(?:number|no|شماره)[\s:.]{1,2})?"
    r"(\d{1,9})(?!\d)",
    re.IGNORECASE,
)


def find_case_numbers(text: str) -> list[str]:
    """Give the numbers of cases that a text names, as the library writes them, each once."""
    plain = fold(text)
    found = [*_LETTERED.findall(plain)] or [*_NAMED.findall(plain)]
    return list(dict.fromkeys(f"K-{int(digits):06d}" for digits in found if int(digits)))
