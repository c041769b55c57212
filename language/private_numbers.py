"""Detection of personal numbers, as opposed to those of books, dates and prices."""

from __future__ import annotations

import itertools
import re

from language.canvas import CARD, KEEP, Canvas
from language.checksums import is_iban, is_isbn10, is_isbn13, is_issn, is_luhn, is_national_id
from language.private_apart import settle_apart
from language.private_context import Context, is_year
from language.private_phrases import settle_phrases

__all__ = ["bare_kind", "settle_numbers"]

_S = "[ \u200c._/-]{0,3}"  # what may stand inside a number
_W = "[ \u200c\\-.()/_·]{0,3}"  # and inside a telephone number

_ISBN13 = re.compile(r"(?<!\d)97[89](?:[ -]?\d){10}(?!\d)")
_ISBN10_X = re.compile(r"(?<!\d)\d(?:[ -]?\d){8}[ -]?[xX](?!\w)")
_ISBN10_HYPHENS = re.compile(r"(?<!\d)(?<!\d-)\d{1,5}-\d{1,7}-\d{1,7}-\d(?!\d)(?!-\d)")
_ISBN_KIND = re.compile(r"(?<![^\W\d_])isbn(?:\s*-)?\s*(1[03])(?![\d-])", re.IGNORECASE)
_ISSN = re.compile(r"(?<!\d)\d{4}-?\d{3}[\dxX](?!\w)")
_SAYS_ISSN = re.compile(r"(?:issn|شاپا)\W{0,3}$", re.IGNORECASE)
_DATE = re.compile(
    r"(?<!\d)(?<!\d[-/.])(?:(?:1[34]|1[89]|20|21)\d\d([-/. ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:1[34]|19|20)\d\d)(?!\d)(?![-/]\d)"
)
_CODE = re.compile(r"(?<!\w)K-\d{6,}(?!\d)|(?<!\w)10\.\d{4,9}/[^\s?#]+", re.IGNORECASE)
_IBAN = re.compile(
    f"(?<![^\\W_])(?:IR(?:{_S}\\d){{24}}(?!\\d)"
    "|[A-Z]{2}\\d\\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![^\\W_]))",
    re.IGNORECASE | re.ASCII,
)
_BANK = re.compile("(?<!\\d)\\d(?:[ \u200c\\-./_·]{0,3}\\d){14,18}(?!\\d)")
# With signs that stand between any numbers only where it is written in fours.
_BANK_IN_FOURS = re.compile("(?<!\\d)\\d{4}(?:[\\s\u200c,،;:|*\\\\/_.+~-]{1,3}\\d{4}){3}(?!\\d)")
# Exact lengths: a number that follows is no part of the telephone.
_PHONE = re.compile(
    "(?<![\\d+])(?:"
    f"(?P<sure>(?:\\+|00)?{_W}98{_W}(?:0{_W})?[1-9](?:{_W}\\d){{9}}"  # Iran, seen from abroad
    f"|\\(?0{_W}[1-9](?:{_W}\\d){{9}}"  # a mobile, or a landline with its code
    f"|\\+{_W}[1-9](?:{_W}\\d){{7,13}}|00[1-9](?:{_W}\\d){{9,12}})"  # any other country
    "|9[ \u200c-]?[0-49](?:[ \u200c-]?\\d){8}"  # a mobile without its 0
    "|\\(\\d{3}\\) ?\\d{3}[ -]\\d{4}|\\d{3}[-.]\\d{3}[-.]\\d{4}"
    ")(?!\\d)"
)
_RUN = re.compile("(?<!\\d)\\d(?:[ \u200c\\-]{0,2}\\d){3,}")
_PIN_AFTER_CARD = re.compile(
    f'{CARD}[\\s\u200c,،/:;.|)»"\\]-]{{0,3}}(?:(?:(?:و|and)[\\s\u200c])?(?:و|با|and|va|with|ba|then|plus|بعد(?:ش)?|سپس)[\\s\u200c])?[(«"\\[]?(\\d{{4,8}})(?!\\d)'
)
_SAID_BEFORE = 32
_IS_THE_YEAR = re.compile(
    r"(?:\b(?:is|was|it's)|[:=]|رمزم|رمز من|پینم|گذرواژم|پسوردم|هست|همون|همان)\s+(?:(?:the|my)\s+)?(?:birth\s+)?"
    r"(?:year|سال)\s*$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile("[ \u200c-]+")


def settle_numbers(canvas: Canvas, context: Context) -> None:
    """Settle every number in digits on the canvas."""
    words = canvas.words
    canvas.sweep(_IBAN, lambda match: "bank_card" if _is_account(_digits(match[0])) else None)
    canvas.sweep(_ISBN_KIND, lambda match: KEEP, group=1)
    canvas.sweep(_ISBN13, lambda match: _isbn(context, match, is_isbn13(_digits(match[0])), (None, "isbn", "book")))
    canvas.sweep(_ISBN10_X, lambda match: _isbn(context, match, is_isbn10(_digits(match[0])), ("isbn", "book")))
    canvas.sweep(_ISBN10_HYPHENS, lambda match: _isbn10(context, match))
    if "ISSN" in words.upper() or "شاپا" in words:
        canvas.sweep(_ISSN, lambda match: _issn(words, match))
    canvas.sweep(_DATE, lambda match: _date(context, match))
    canvas.sweep(_CODE, lambda match: KEEP)
    canvas.sweep(_BANK, lambda match: "bank_card" if _is_bank_card(_digits(match[0])) else None)
    canvas.sweep(_BANK_IN_FOURS, lambda match: _bank_in_fours(context, match))
    canvas.sweep(_PHONE, lambda match: _phone(context, match))
    settle_phrases(canvas, context)
    settle_apart(canvas, context)
    for match in list(_RUN.finditer(canvas.open)):
        for start, end, kind in _settle_run(words, context, match):
            canvas.take(start, end, kind)
    canvas.sweep(_PIN_AFTER_CARD, lambda match: "pin", group=1)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)


def _isbn(context: Context, match: re.Match[str], valid: bool, kinds: tuple[str | None, ...]) -> str | None:
    """Keep a right ISBN, and a mistyped one unless the words around it (`kinds`) say otherwise."""
    return KEEP if valid or context.kind_of(*match.span()) in kinds else None


def _isbn10(context: Context, match: re.Match[str]) -> str | None:
    """Keep a right ISBN-10, which may be a right national id too, where nobody says that it is one."""
    right = is_isbn10(_digits(match[0])) and context.kind_of(*match.span()) in (None, "isbn", "book", "price")
    return KEEP if right else None


def _issn(words: str, match: re.Match[str]) -> str | None:
    named = _SAYS_ISSN.search(words, max(0, match.start() - 12), match.start())
    return KEEP if named and is_issn(_digits(match[0])) else None


def _date(context: Context, match: re.Match[str]) -> str | None:
    if " " in match[0] and context.kind_of(*match.span()) not in (None, "isbn", "book"):
        return None
    return KEEP


def _is_account(code: str) -> bool:
    return (code[:2].upper() == "IR" and len(code) == 26 and code[2:].isdigit()) or is_iban(code)


def _is_bank_card(digits: str) -> bool:
    lengths = (15,) if digits[:2] in ("34", "37") else (16, 19)
    return len(digits) in lengths and is_luhn(digits)


def _bank_in_fours(context: Context, match: re.Match[str]) -> str | None:
    named = context.kind_of(*match.span()) == "bank_card"
    return "bank_card" if named or _is_bank_card(_digits(match[0])) else None


def _phone(context: Context, match: re.Match[str]) -> str | None:
    kind = context.kind_of(*match.span())
    if kind == "price" or (kind in ("isbn", "book") and not match["sure"]):
        return None
    return "national_id" if kind == "national_id" and len(_digits(match[0])) == 10 else "phone"


def _settle_run(words: str, context: Context, match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Judge digits that stand together: what the words around say first, then their shape."""
    start, end = match.span()
    groups = _SEPARATORS.split(match[0])
    digits = "".join(groups)
    size = len(digits)
    kind = context.kind_of(start, end, series=size == 14 and digits[0] == "3")
    if kind == "price":
        return []
    if kind == "book":
        return [(start, end, "card_number")] if size == 14 and digits[0] == "2" else []
    if kind == "isbn":
        return _settle_isbn(match, digits)
    if size < 6 and kind not in ("pin", None) and context.speaks_of_pin(start, end):
        kind = "pin"  # "the PIN of my card is …", too short for a card number
    if kind == "pin" and size >= 7 and not context.follows("pin", start):
        kind = None  # a card number before its PIN
    if kind == "pin":
        if 4 <= size <= 8:
            # Many take a year for their PIN, and say so: "my pin is the year 1360".
            said = _IS_THE_YEAR.search(words, max(0, start - _SAID_BEFORE), start)
            is_year_only = said is None and context.names_a_year(start, digits)
            return [] if is_year_only else [(start, end, "pin")]
        if len(groups) > 1 and all(4 <= len(group) <= 8 for group in groups):
            return [(*place, "pin") for place in _places(match)]
    if kind == "national_id" and 8 <= size <= 10:
        return [(start, end, "national_id")]
    if kind == "postal_code" and size == 10:
        return [(start, end, "postal_code")]
    if kind == "phone" and 6 <= size <= 15 and not _is_listing(groups):
        return [(start, end, "phone")]
    if kind == "bank_card" and size >= 8:
        return [(start, end, "bank_card")]
    if kind == "card_number" and 6 <= size <= 14 and not _is_listing(groups, words_say_card=True):
        return [(start, end, "card_number")]
    return _settle_bare(words, match, groups)


def _settle_isbn(match: re.Match[str], digits: str) -> list[tuple[int, int, str]]:
    """Keep what can be an ISBN, even a mistyped or half-typed one; that a word says so makes it none."""
    size = len(digits)
    if size == 10 and (is_isbn10(digits) or not is_national_id(digits)):
        return []
    if size < 7 or size == 13 or (size == 9 and is_isbn10(f"0{digits}")):
        return []
    return [(*match.span(), bare_kind(digits))]


def _settle_bare(words: str, match: re.Match[str], groups: list[str]) -> list[tuple[int, int, str]]:
    """Judge digits by their shape alone."""
    start, end = match.span()
    digits = "".join(groups)
    if len(groups) > 1 and any(len(group) >= 7 for group in groups):
        # A long number with short ones beside it: two copies, or a card and its PIN.
        found: list[tuple[int, int, str]] = []
        for (at, to), group in zip(_places(match), groups, strict=True):
            if len(group) >= 7:
                found.append((at, to, bare_kind(group)))
            elif found and found[-1][1] == at - 1 and len(group) >= 4:
                found.append((at, to, "pin"))
        return found
    if len(digits) < 7:
        return []
    if len(groups) > 1:
        separators = set(_SEPARATORS.findall(match[0]))
        decimal = start >= 2 and words[start - 1] in ".,:" and words[start - 2].isdigit()
        if len(separators) > 1 or decimal or _is_listing(groups):
            return []
    return [(start, end, bare_kind(digits))]


def bare_kind(digits: str) -> str:
    """Name what seven or more digits are taken for that nothing is said of."""
    if is_national_id(digits):
        return "national_id"
    return "bank_card" if len(digits) >= 16 else "card_number"


def _places(match: re.Match[str]) -> list[tuple[int, int]]:
    return [(match.start() + part.start(), match.start() + part.end()) for part in re.finditer(r"\d+", match[0])]


def _is_listing(groups: list[str], *, words_say_card: bool = False) -> bool:
    """Tell whether groups of digits are several numbers: years, hours, choices from a list."""
    if len(groups) == 1:
        return False
    if words_say_card:
        return False
    if all(len(group) <= 2 for group in groups):
        numbers = [int(group) for group in groups]
        return all(first < second for first, second in itertools.pairwise(numbers))
    return all(len(group) <= 2 or is_year(group) for group in groups)
