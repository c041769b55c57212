"""Words around a number that show what it is: a card, a telephone number, a PIN, or a book's own number."""

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

# English and Persian in Latin letters: whole words, which begin where no letter stands before. A phrase comes before
# the words it is made of.
_ENGLISH: dict[str, tuple[str, ...]] = {
    "card_number": (
        rf"(?:my|library)\s+(?:library\s+)?bar\s?code{_E}",
        rf"card(?:'?s)?\s*(?:bar\s?code|no\.?|number|num|id){_E}",
        rf"bar\s?code\s+(?:on|of|for)\s+(?:my|the|a|his|her)\s+(?:\w+\s+)?card{_E}",
        rf"(?:library\s*)?cards?{_E}|member(?:ship)?{_E}|patron{_E}|borrower{_E}",
        rf"(?:library|student|reader|my)(?:'s)?\s*(?:id|no\.?|number){_E}",
        rf"kart(?:am|e|em|ame|eman|etoon)?{_E}|ozv(?:am|iyat|iat|yat|iyatam|iatam)?{_E}",
    ),
    "national_id": (
        r"national\s*(?:id|code|number|no)|[ck]o(?:d|de)\s*e?\s*mell?i|shomare(?:ye)?\s*mell?i",
    ),
    "postal_code": (
        rf"(?:post(?:al)?|zip)\s*-?code|[ck]o(?:d|de)\s*e?\s*posti{_E}",
    ),
    "phone": (
        rf"(?:tele)?phone|mobile|cell{_E}|tel{_E}|whats\s?app|fax{_E}",
        rf"(?:call|text|reach|ring|contact)\s+(?:me|us|back|on|at){_E}",
        rf"mobayl|telefon|tamas{_E}|zang{_E}|shomaram{_E}|shomare(?:ye)?\s*man{_E}",
    ),
    "bank_card": (
        rf"bank{_E}|credit\s*card|debit\s*card|iban{_E}|sheba{_E}",
    ),
    "pin": (
        # Neither what is pinned nor what is written on passwords.
        rf"pin(?:\s*code)?{_E}(?![\s-]*(?:ups?|the\s+tail|board|wheel|ball|money|badges?)\b)|pinam{_E}|pine\s+(?:kart|man)|pass(?:code|phrase|wd|key)(?:am)?{_E}",
        rf"p(?:i{{2,3}}n|in{{2,3}}){_E}|pni{_E}|my\s+(?:ipn|npi|pim|pn|pon|pinne?|pins){_E}",
        rf"pas?s?\s?w(?:or|ro|r)?d(?:am|et|e)?{_E}(?!s?\s+(?:book|novel|film|movie|game|manager|keeper)\b)|pass{_E}|p(?:s)?wd{_E}|secret\s+(?:code|number){_E}",
        rf"p[. -]{{1,2}}i[. -]{{1,2}}n{_E}|passe{_E}",
        rf"code\s+(?:on|of|for)\s+(?:my|the)\s+(?:\w+\s+)?card{_E}",
        rf"ramz(?:am|et|e|esh|o|amo)?{_E}",
    ),
    "isbn": (
        rf"issn|isbn(?:\s*-?\s*1[03](?![\d-]))?|shabak{_E}",
    ),
    "book": (
        rf"doi{_E}|oclc|lccn|bar\s?code|call\s*(?:number|no){_E}|accession|bark?od",
        rf"pages?{_E}|pp?\.|(?:item|record|bib|case|order)\s*(?:id|number|no){_E}",
    ),
    "price": (
        rf"prices?{_E}|costs?{_E}|rials?{_E}|to(?:o)?mans?{_E}",
    ),
}  # fmt: skip
# Persian words that let a number survive stand at the edge of a word («رده» is a part of «آورده»); those that mask it
# need not.
_PERSIAN: dict[str, tuple[str, ...]] = {
    "card_number": (
        rf"کارت(?!{_Z}بانک)|عضویت|عضوی?تم|اشتراک|شماره{_Z}عضو|عضو{_Z}شماره|کد{_Z}عضو|عضوم|دانشجویی",
        rf"بارکد(?:م|{_Z}من){_E}",
    ),
    "national_id": (
        rf"کد{_Z}مل[یّ]|شماره{_Z}ملی|شناسه{_Z}ملی|کارت{_Z}ملی|شناسنامه",
    ),
    "postal_code": (
        rf"کد{_Z}پستی",
    ),
    "phone": (
        rf"تلفن|موبایل|همراه|تماس|زنگ|واتس{_Z}اپ|شماره{_Z}(?:من|ام)|شمار[هم]م|فکس|دورنگار",
    ),
    "bank_card": (
        rf"کارت{_Z}بانک|شماره{_Z}حساب|شماره{_Z}شبا|شبا\s|عابر{_Z}بانک",
    ),
    "pin": (
        rf"رمز(?!{_Z}(?:داوینچی|و{_Z}راز|ارز|نگار|گشا|شناس|موفقیت|آلود))",
        rf"پین{_Z}کد|پین[\s\u200c]?(?:ا?[مش]|ات?){_E}|پین{_E}|پس+و+رد|گذر{_Z}واژ|کلمه[\s\u200cیۀٔ]*عبور",
        rf"رم[ضظذر](?:مو?|ش|ه|و|ی|ت)?{_E}|(?:رزم|پن){_Z}(?=کارتم)|[\U0001f510-\U0001f513\U0001f5dd]",
        rf"کد{_Z}(?:کارت(?!{_Z}ملی)|عبور|ورود|امنیتی|شخصی)",
    ),
    "isbn": (
        rf"{_B}(?:شابک|شاپا)",
    ),
    "book": (
        rf"{_B}(?:بارکد|رده{_E}|کتاب\s?شناسی|صفحه|صفحات)",
        rf"{_B}شماره{_Z}(?:ثبت|راهنما|کتاب|مدرک|پیگیری|پرونده|قفسه)",
    ),
    "price": (
        rf"[$€£]|{_B}(?:قیمت|مبلغ|بهای)",
    ),
}  # fmt: skip
# Before «کارت»: a national card is no library card, and a bank's neither.
_ORDER = ("national_id", "bank_card", "postal_code", "pin", "card_number", "phone", "isbn", "book", "price")


def _either(words: dict[str, tuple[str, ...]], tongue: str) -> str:
    return "|".join(f"(?P<{kind}_{tongue}>{'|'.join(words[kind])})" for kind in _ORDER if kind in words)


_ANY = re.compile(f"{_B}(?:{_either(_ENGLISH, 'en')})|{_either(_PERSIAN, 'fa')}")
_HARMLESS = frozenset({"isbn", "book", "price"})

_MONEY_AFTER = re.compile(
    r"\s*(?:هزار|میلیون|میلیارد|ریال|تومان|تومن|دلار|یورو|rials?\b|to+mans?\b|dollars?\b|euros?\b|[$€£])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?؟\n](?:\s|$)")
_YEAR_BEFORE = re.compile(rf"(?:سال|{_B}year|{_B}in|{_B}since|{_B}until|{_B}published)\s*$", re.IGNORECASE)
_YEAR_AFTER = re.compile(
    rf"\s+(?:edition|printing|version|novel|film|movie|book(?!\s+(?:a|me|the)\b)|چاپ|نشر|ویرایش){_E}", re.IGNORECASE
)


class Context:
    """The words of a text that say what its numbers are, looked for once."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def _found(self) -> list[tuple[int, int, str]]:
        # Lower case beforehand: a pattern that ignores it takes several times as long.
        lower = self._words.lower()
        if len(lower) != len(self._words):
            lower = "".join(char.lower()[:1] for char in self._words)
        return [(*match.span(), str(match.lastgroup)[:-3]) for match in _ANY.finditer(lower)]

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

    def follows(self, kind: str, start: int, *, within: int = _BEFORE) -> bool:
        """Tell whether the nearest word before a place says so, and begins or ends `within` so many characters."""
        before = bisect_right(self._ends, start) - 1
        if before < 0 or self._found[before][2] != kind:
            return False
        at, stop, _ = self._found[before]
        return at >= start - _BEFORE and stop >= start - within

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
        if not is_year(digits):
            return False
        before = _YEAR_BEFORE.search(self._words, max(0, start - 12), start)
        return (before or _YEAR_AFTER.match(self._words, start + len(digits))) is not None


def is_year(digits: str) -> bool:
    """Tell whether digits can be a year of either calendar."""
    return len(digits) == 4 and (1250 <= int(digits) <= 1450 or 1700 <= int(digits) <= 2100)
