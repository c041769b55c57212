"""Extraction of ISBNs and barcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.nlu.found import FoundEntity
from language.checksums import is_luhn
from language.isbn import find_isbns

_ISBN_WORD = re.compile(r"isbn|شابک")
_BARCODE = re.compile(
    r"(?:barcode|bar code|item (?:number|no\.?|id)|بارکد|شماره (?:ثبت|اموال))\W{0,3}(?:\w+ ){0,2}?#?(\d{5,16})"
)
_BARCODE_BARE = re.compile(r"(?<!\d)([23]\d{13})(?!\d)")


def named_isbns(plain: str) -> Iterator[FoundEntity]:
    """ISBNs in an aligned text; a wrong check digit is let through only where the text says ISBN."""
    named = bool(_ISBN_WORD.search(plain))
    for isbn in find_isbns(plain):
        # Ten digits alone may be anything; thirteen that begin 978 and check are an ISBN.
        if named or (isbn.is_long and isbn.is_right):
            yield FoundEntity("isbn", isbn.digits, isbn.start, isbn.end)


def find_barcodes(plain: str) -> Iterator[FoundEntity]:
    """Item barcodes in an aligned text: named as such, or fourteen digits of the library kind."""
    for match in _BARCODE.finditer(plain):
        yield FoundEntity("barcode", match.group(1), match.start(1), match.end(1))
    for match in _BARCODE_BARE.finditer(plain):
        if is_luhn(match.group(1)):
            yield FoundEntity("barcode", match.group(1), match.start(1), match.end(1))
