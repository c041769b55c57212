"""The words around a number that say what it is: a card, a telephone, a PIN, or a book's own number."""

from __future__ import annotations

import re

__all__ = ["is_year", "kind_of", "names_a_year"]

_BEFORE = 48  # how far to look for a word, in characters
_AFTER = 24

_B = r"(?<![^\W\d_])"  # no letter before
_E = r"(?![^\W\d_])"  # no letter after

# Words that let a number survive stand at the edge of a word («رده» is a part of «آورده»); words that
# mask it need not. A phrase comes before the words it is made of.
_WORDS: dict[str, tuple[str, ...]] = {
    "card_number": (
        rf"{_B}card(?:'?s)?\s*(?:bar\s?code|no\.?|number|num|id){_E}",
        rf"{_B}bar\s?code\s+(?:on|of|for)\s+(?:my|the|a|his|her)\s+(?:\w+\s+)?card{_E}",
        rf"{_B}(?:library\s*)?cards?{_E}|{_B}member(?:ship)?{_E}|{_B}patron{_E}|{_B}borrower{_E}",
        rf"{_B}(?:library|student|reader|my)(?:'s)?\s*(?:id|no\.?|number){_E}",
        rf"{_B}kart(?:am|e|em|ame|eman|etoon)?{_E}|{_B}ozv(?:am|iyat|iat|yat|iyatam|iatam)?{_E}",
        r"کارت(?!\s*بانک)|عضویت|عضوی?تم|اشتراک|شماره\s*عضو|کد\s*عضو|عضوم|دانشجویی",
    ),
    "national_id": (
        rf"{_B}national\s*(?:id|code|number|no)|{_B}[ck]o(?:d|de)\s*e?\s*mell?i|{_B}shomare(?:ye)?\s*mell?i",
        r"کد\s*مل[یّ]|شماره\s*ملی|شناسه\s*ملی|کارت\s*ملی|شناسنامه",
    ),
    "phone": (
        rf"{_B}(?:tele)?phone|{_B}mobile|{_B}cell{_E}|{_B}tel{_E}|{_B}whats\s?app|{_B}fax{_E}",
        rf"{_B}(?:call|text|reach|ring|contact)\s+(?:me|us|back|on|at){_E}",
        rf"{_B}mobayl|{_B}telefon|{_B}tamas{_E}|{_B}zang{_E}|{_B}shomaram{_E}|{_B}shomare(?:ye)?\s*man{_E}",
        r"تلفن|موبایل|همراه|تماس|زنگ|واتس\s*اپ|شماره\s*(?:من|ام)|شمار[هم]م|فکس|دورنگار",
    ),
    "bank_card": (
        rf"{_B}bank{_E}|{_B}credit\s*card|{_B}debit\s*card|{_B}iban{_E}|{_B}sheba{_E}",
        r"کارت\s*بانک|شماره\s*حساب|شماره\s*شبا|شبا\s|عابر\s*بانک",
    ),
    "pin": (
        rf"{_B}pin(?:\s*code)?{_E}|{_B}pass(?:word|code|wd){_E}|{_B}pass{_E}|{_B}ramz(?:am|e|esh)?{_E}",
        r"رمز|پین(?:کد|\s?کد)?(?![^\W\d_])|پینم|پسورد|گذر\s?واژه|گذر\s?واژ|کلمه\s*عبور",
    ),
    "book": (
        rf"{_B}isbn(?:\s*-?\s*1[03](?!\d))?|{_B}issn|{_B}doi{_E}|{_B}oclc|{_B}lccn|{_B}bar\s?code|{_B}shabak{_E}",
        rf"{_B}call\s*(?:number|no){_E}|{_B}accession|{_B}pages?{_E}|{_B}pp?\.|{_B}bark?od",
        rf"{_B}(?:item|record|bib|case|order)\s*(?:id|number|no){_E}",
        rf"{_B}(?:شابک|شاپا|بارکد|رده{_E}|کتاب\s?شناسی|صفحه|صفحات)",
        rf"{_B}شماره\s*(?:ثبت|راهنما|کتاب|مدرک|پیگیری|پرونده|قفسه)",
    ),
    "price": (
        rf"[$€£]|{_B}prices?{_E}|{_B}costs?{_E}|{_B}rials?{_E}|{_B}to(?:o)?mans?{_E}|{_B}(?:قیمت|مبلغ|بهای)",
    ),
}  # fmt: skip
# Before «کارت»: a national card is no library card, and a bank's neither.
_ORDER = ("national_id", "bank_card", "card_number", "phone", "pin", "book", "price")
_ANY = re.compile("|".join(f"(?P<{kind}>{'|'.join(_WORDS[kind])})" for kind in _ORDER), re.IGNORECASE)

_MONEY_AFTER = re.compile(
    r"\s*(?:هزار|میلیون|میلیارد|ریال|تومان|تومن|دلار|یورو|rials?\b|to+mans?\b|dollars?\b|euros?\b|[$€£])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?؟\n](?:\s|$)")
_YEAR_BEFORE = re.compile(rf"(?:سال|{_B}year|{_B}in|{_B}since|{_B}from|{_B}until|از|تا)\s*$", re.IGNORECASE)


def kind_of(text: str, start: int, end: int, *, series: bool = False) -> str | None:
    """Name what the words around `text[start:end]` say the number is: a kind, "book", "price" or None.

    The nearest word before the number decides; without one, the nearest after it in the same sentence.
    "book" and "price" reach no further than the next number, unless this one continues a `series`.
    """
    if _MONEY_AFTER.match(text, end):
        return "price"
    nearest = None
    for match in _ANY.finditer(text, max(0, start - _BEFORE), start):
        nearest = match
    if nearest is not None:
        kind = nearest.lastgroup
        between = text[nearest.end() : start]
        if kind not in ("book", "price") or series or not any(char.isdigit() for char in between):
            return kind
        return None
    after = text[end : end + _AFTER]
    stop = _SENTENCE_END.search(after)
    follower = _ANY.search(after[: stop.start()] if stop else after)
    return follower.lastgroup if follower else None


def names_a_year(text: str, start: int, digits: str) -> bool:
    """Tell whether a number of four digits is introduced as a year."""
    return is_year(digits) and _YEAR_BEFORE.search(text, max(0, start - 12), start) is not None


def is_year(digits: str) -> bool:
    """Tell whether digits can be a year of either calendar."""
    return len(digits) == 4 and (1250 <= int(digits) <= 1450 or 1700 <= int(digits) <= 2100)
