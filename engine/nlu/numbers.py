"""Extraction of ISBNs, barcodes and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.nlu.found import Found
from language.checksums import is_isbn10, is_isbn13, is_luhn

_ISBN = re.compile(r"(?<![\d])(97[89](?:[\- ]?\d){10}|\d(?:[\- ]?\d){8}[\- ]?[\dx])(?![\d])")
_ISBN_WORD = re.compile(r"isbn|شابک")
_BARCODE = re.compile(
    r"(?:barcode|bar code|item (?:number|no\.?|id)|بارکد|شماره (?:ثبت|اموال))\W{0,3}(?:\w+ ){0,2}?#?(\d{5,16})"
)
_BARCODE_BARE = re.compile(r"(?<!\d)([23]\d{13})(?!\d)")

_SCORE_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "zero": 1,
    "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "صفر": 1,
}  # fmt: skip
_SCORE = re.compile(
    r"(?<![\w.])(?:(\d{1,2})|(one|two|three|four|five|zero|یک|دو|سه|چهار|پنج|صفر))"
    r"(?:\s*(?:/|out of|of|از)\s*(\d{1,3}|five|ten|پنج|ده|صد))?(?!\w)"
)
_TOP = {"five": 5, "ten": 10, "پنج": 5, "ده": 10, "صد": 100}
_STARS = re.compile(r"[★⭐]+")
_FULL = re.compile(r"نمره کامل|full marks|top marks|perfect score")


def find_isbns(plain: str) -> Iterator[Found]:
    """ISBNs in an aligned text; a wrong check digit is let through only where the text says ISBN."""
    named = bool(_ISBN_WORD.search(plain))
    for match in _ISBN.finditer(plain):
        digits = re.sub(r"[\- ]", "", match.group(1))
        right = is_isbn13(digits) if len(digits) == 13 else is_isbn10(digits)
        # Ten digits alone may be anything; thirteen that begin 978 and check are an ISBN.
        if named or (right and len(digits) == 13):
            yield Found("isbn", digits.upper(), match.start(1), match.end(1))


def find_barcodes(plain: str) -> Iterator[Found]:
    """Item barcodes in an aligned text: named as such, or fourteen digits of the library kind."""
    for match in _BARCODE.finditer(plain):
        yield Found("barcode", match.group(1), match.start(1), match.end(1))
    for match in _BARCODE_BARE.finditer(plain):
        if is_luhn(match.group(1)):
            yield Found("barcode", match.group(1), match.start(1), match.end(1))


def find_score(plain: str) -> Found | None:
    """A score in an aligned text, brought to 1 … 5."""
    if stars := _STARS.search(plain):
        return Found("score", str(min(5, len(stars.group()))), stars.start(), stars.end())
    if full := _FULL.search(plain):
        return Found("score", "5", full.start(), full.end())
    for match in _SCORE.finditer(plain):
        value = int(match.group(1)) if match.group(1) else _SCORE_WORDS[match.group(2)]
        top_text = match.group(3)
        top = 5 if top_text is None else _TOP.get(top_text) or int(top_text)
        if top_text is None and value > 5:
            top = 10 if value <= 10 else 100
        if top < 2 or value > top:
            continue
        scaled = value if top == 5 else round(value * 5 / top)
        return Found("score", str(max(1, min(5, scaled))), match.start(), match.end())
    return None
