"""The words around a number that say what it is: a card, a telephone, a PIN, or a book's own number."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

__all__ = ["Context", "is_year"]

_BEFORE = 48  # how far to look for a word, in characters
_AFTER = 24

_B = r"(?<![^\W\d_])"  # no letter before
_E = r"(?![^\W\d_])"  # no letter after
_Z = "[\\s\u200c]*"  # what may stand between the parts of a Persian name

# Words that let a number survive stand at the edge of a word («رده» is a part of «آورده»); words that
# mask it need not. A phrase comes before the words it is made of.
_WORDS: dict[str, tuple[str, ...]] = {
    "card_number": (
        rf"{_B}card(?:'?s)?\s*(?:bar\s?code|no\.?|number|num|id){_E}",
        rf"{_B}bar\s?code\s+(?:on|of|for)\s+(?:my|the|a|his|her)\s+(?:\w+\s+)?card{_E}",
        rf"{_B}(?:library\s*)?cards?{_E}|{_B}member(?:ship)?{_E}|{_B}patron{_E}|{_B}borrower{_E}",
        rf"{_B}(?:library|student|reader|my)(?:'s)?\s*(?:id|no\.?|number){_E}",
        rf"{_B}kart(?:am|e|em|ame|eman|etoon)?{_E}|{_B}ozv(?:am|iyat|iat|yat|iyatam|iatam)?{_E}",
        rf"کارت(?!{_Z}بانک)|عضویت|عضوی?تم|اشتراک|شماره{_Z}عضو|کد{_Z}عضو|عضوم|دانشجویی",
    ),
    "national_id": (
        rf"{_B}national\s*(?:id|code|number|no)|{_B}[ck]o(?:d|de)\s*e?\s*mell?i|{_B}shomare(?:ye)?\s*mell?i",
        rf"کد{_Z}مل[یّ]|شماره{_Z}ملی|شناسه{_Z}ملی|کارت{_Z}ملی|شناسنامه",
    ),
    "postal_code": (
        rf"{_B}(?:post(?:al)?|zip)\s*-?code|{_B}[ck]o(?:d|de)\s*e?\s*posti{_E}|کد{_Z}پستی",
    ),
    "phone": (
        rf"{_B}(?:tele)?phone|{_B}mobile|{_B}cell{_E}|{_B}tel{_E}|{_B}whats\s?app|{_B}fax{_E}",
        rf"{_B}(?:call|text|reach|ring|contact)\s+(?:me|us|back|on|at){_E}",
        rf"{_B}mobayl|{_B}telefon|{_B}tamas{_E}|{_B}zang{_E}|{_B}shomaram{_E}|{_B}shomare(?:ye)?\s*man{_E}",
        rf"تلفن|موبایل|همراه|تماس|زنگ|واتس{_Z}اپ|شماره{_Z}(?:من|ام)|شمار[هم]م|فکس|دورنگار",
    ),
    "bank_card": (
        rf"{_B}bank{_E}|{_B}credit\s*card|{_B}debit\s*card|{_B}iban{_E}|{_B}sheba{_E}",
        rf"کارت{_Z}بانک|شماره{_Z}حساب|شماره{_Z}شبا|شبا\s|عابر{_Z}بانک",
    ),
    "pin": (
        rf"{_B}pin(?:\s*code)?{_E}|{_B}pinam{_E}|{_B}pine\s+(?:kart|man)|{_B}pass(?:code|phrase|wd|key)(?:am)?{_E}",
        rf"{_B}pas?s?\s?w(?:or|ro|r)?d(?:am|et|e)?{_E}|{_B}pass{_E}|{_B}p(?:s)?wd{_E}|{_B}secret\s+(?:code|number){_E}",
        rf"{_B}p[. -]{{1,2}}i[. -]{{1,2}}n{_E}|{_B}passe{_E}",
        rf"{_B}code\s+(?:on|of|for)\s+(?:my|the)\s+(?:\w+\s+)?card{_E}",
        rf"{_B}ramz(?:am|et|e|esh|o|amo)?{_E}",
        rf"رمز(?!{_Z}(?:داوینچی|و{_Z}راز|ارز|نگار|گشا|شناس|موفقیت|آلود))",
        rf"پین{_Z}کد|پین[\s\u200c]?(?:ا?[مش]|ات?){_E}|پین{_E}|پس+و+رد|گذر{_Z}واژ|کلمه[\s\u200cیۀٔ]*عبور",
        rf"کد{_Z}(?:کارت(?!{_Z}ملی)|عبور|ورود|امنیتی|شخصی)",
    ),
    "isbn": (rf"{_B}issn|{_B}isbn(?:\s*-?\s*1[03](?![\d-]))?|{_B}shabak{_E}|{_B}(?:شابک|شاپا)",),
    "book": (
        rf"{_B}doi{_E}|{_B}oclc|{_B}lccn|{_B}bar\s?code|{_B}call\s*(?:number|no){_E}|{_B}accession",
        rf"{_B}pages?{_E}|{_B}pp?\.|{_B}bark?od|{_B}(?:item|record|bib|case|order)\s*(?:id|number|no){_E}",
        rf"{_B}(?:بارکد|رده{_E}|کتاب\s?شناسی|صفحه|صفحات)",
        rf"{_B}شماره{_Z}(?:ثبت|راهنما|کتاب|مدرک|پیگیری|پرونده|قفسه)",
    ),
    "price": (
        rf"[$€£]|{_B}prices?{_E}|{_B}costs?{_E}|{_B}rials?{_E}|{_B}to(?:o)?mans?{_E}|{_B}(?:قیمت|مبلغ|بهای)",
    ),
}  # fmt: skip
# Before «کارت»: a national card is no library card, and a bank's neither.
_ORDER = ("national_id", "bank_card", "postal_code", "pin", "card_number", "phone", "isbn", "book", "price")
_ANY = re.compile("|".join(f"(?P<{kind}>{'|'.join(_WORDS[kind])})" for kind in _ORDER), re.IGNORECASE)
_HARMLESS = frozenset({"isbn", "book", "price"})

_MONEY_AFTER = re.compile(
    r"\s*(?:هزار|میلیون|میلیارد|ریال|تومان|تومن|دلار|یورو|rials?\b|to+mans?\b|dollars?\b|euros?\b|[$€£])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?؟\n](?:\s|$)")
_YEAR_BEFORE = re.compile(rf"(?:سال|{_B}year|{_B}in|{_B}since|{_B}until|{_B}published)\s*$", re.IGNORECASE)


class Context:
    """The words of a text that say what its numbers are, looked for once."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def _found(self) -> list[tuple[int, int, str]]:
        return [(*match.span(), str(match.lastgroup)) for match in _ANY.finditer(self._words)]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end, _ in self._found]

    def kind_of(self, start: int, end: int, *, series: bool = False) -> str | None:
        """Name what the words around a place say the number there is: a kind, "isbn", "book", "price" or None.

        The nearest word before the number decides; without one, the nearest after it in the same sentence.
        What lets a number survive reaches no further than the next number, unless this one continues a `series`.
        """
        if _MONEY_AFTER.match(self._words, end):
            return "price"
        before = bisect_right(self._ends, start) - 1
        if before >= 0 and self._found[before][0] >= start - _BEFORE:
            _, stop, kind = self._found[before]
            if kind not in _HARMLESS or series or not any(char.isdigit() for char in self._words[stop:start]):
                return kind
            return None
        following = before + 1
        if following < len(self._found):
            at, stop, kind = self._found[following]
            if at >= end and stop <= end + _AFTER and not _SENTENCE_END.search(self._words, end, at):
                return kind
        return None

    def last(self) -> tuple[str, int] | None:
        """Give what the last telling word says, and where it ends."""
        return (self._found[-1][2], self._found[-1][1]) if self._found else None

    def follows(self, kind: str, start: int) -> bool:
        """Tell whether the nearest word before a place says so."""
        before = bisect_right(self._ends, start) - 1
        return before >= 0 and self._found[before][0] >= start - _BEFORE and self._found[before][2] == kind

    def speaks_of_pin(self, start: int, end: int) -> bool:
        """Tell whether a PIN is named in the same sentence, a little before a place or right after it."""
        for place in range(bisect_right(self._ends, start) - 1, -1, -1):
            at, stop, kind = self._found[place]
            if at < start - _BEFORE:
                break
            if kind == "pin":
                return not _SENTENCE_END.search(self._words, stop, start)
        for at, stop, kind in self._found[bisect_right(self._ends, end) :]:
            if stop > end + _AFTER:
                break
            if kind == "pin":
                return not _SENTENCE_END.search(self._words, end, at)
        return False

    def names_a_year(self, start: int, digits: str) -> bool:
        """Tell whether a number of four digits is introduced as a year."""
        return is_year(digits) and _YEAR_BEFORE.search(self._words, max(0, start - 12), start) is not None


def is_year(digits: str) -> bool:
    """Tell whether digits can be a year of either calendar."""
    return len(digits) == 4 and (1250 <= int(digits) <= 1450 or 1700 <= int(digits) <= 2100)
