"""Masking of personal numbers written out in words: "two zero zero one", «دو صفر صفر یک», "do sefr sefr yek"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from language.canvas import Canvas
from language.checksums import is_isbn13
from language.private_context import Context
from language.private_numbers import bare_kind

__all__ = ["Spelled", "may_spell", "settle_words", "spelled_in"]


def _values(words: str, *, first: int = 0, step: int = 1) -> dict[str, int]:
    """Give the value of each word of a list; forms of one number are parted by a bar."""
    return {form: first + step * n for n, forms in enumerate(words.split()) for form in forms.split("|")}


_ONES = {
    **_values("zero|oh|nought one two three four five six seven eight nine"),
    **_values("صفر یک|یه دو سه چهار|چار پنج شش|شیش هفت هشت نه"),
    **_values("sefr|sefer yek|ye do se chahar|char|chaar panj|pang shesh|shish|shesh haft hasht noh"),
}
_TEENS = {
    **_values(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        first=10,
    ),
    **_values("ده یازده دوازده سیزده چهارده پانزده|پونزده شانزده|شونزده هفده|هیفده هجده|هیجده نوزده", first=10),
    **_values("dah yazdah davazdah sizdah chahardah punzdah|panzdah shunzdah hefdah hejdah nuzdah", first=10),
}
_ENGLISH_TENS = _values("twenty thirty forty|fourty fifty sixty seventy eighty ninety", first=20, step=10)
_TENS = {
    **_ENGLISH_TENS,
    **_values("بیست سی چهل پنجاه شصت هفتاد هشتاد نود", first=20, step=10),
    **_values("bist si chehel panjah shast haftad hashtad navad", first=20, step=10),
}
_HUNDREDS = {
    **_values("صد|یکصد دویست سیصد چهارصد پانصد|پونصد ششصد|شیشصد هفتصد هشتصد نهصد", first=100, step=100),
    **_values("sad devist sisad chaharsad|charsad punsad|pansad sheshsad haftsad hashtsad nohsad", first=100, step=100),
}
_ENGLISH_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_TIMES = {
    **_ENGLISH_TIMES,
    **dict.fromkeys(("هزار", "hezar"), 1000),
    **dict.fromkeys(("میلیون", "milyun", "milyoon", "milion"), 1_000_000),
}
_REPEATED = {"double": 2, "triple": 3, "treble": 3, "دوبل": 2}
_JOINTS = frozenset({"and", "و", "o", "va"})
_NUMBERS = {**_ONES, **_TEENS, **_TENS, **_HUNDREDS, **_TIMES}
_KNOWN = frozenset({*_NUMBERS, *_REPEATED})

_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile("[ \u200c\\-,،./:;\n]{1,3}")
_SIGNS = "\u200c-,.:/،"
# So many words of digits are no amount, no list and no count.
_BARE = 6


@dataclass(frozen=True)
class Spelled:
    """Words that stand for one number: where, how many, and their digits; an `amount` is one value."""

    start: int
    end: int
    count: int
    digits: str
    amount: bool


def settle_words(canvas: Canvas, context: Context) -> None:
    """Settle every number in words on the canvas."""
    for spelled in spelled_in(canvas.open):
        kind = _kind(context, spelled)
        if kind is not None:
            canvas.take(spelled.start, spelled.end, kind, read=spelled.digits)


def may_spell(said: str) -> bool:
    """Tell, as cheaply as can be, whether there are two words of numbers in a text in lower case."""
    parted = said
    for sign in _SIGNS:
        if sign in parted:
            parted = parted.replace(sign, " ")
    words = parted.split()
    return not _KNOWN.isdisjoint(words) and sum(word in _KNOWN for word in words) > 1


def _kind(context: Context, spelled: Spelled) -> str | None:
    size, place = len(spelled.digits), (spelled.start, spelled.end)
    kind = context.kind_of(*place)
    if kind in ("price", "book"):
        return None
    if 4 <= size <= 8 and spelled.count >= (3 if spelled.amount else 2):
        named = kind == "pin" or (kind is not None and size < 6 and context.speaks_of_pin(*place))
        if named and not (spelled.amount and context.names_a_year(spelled.start, spelled.digits)):
            return "pin"
    if size == 11 and spelled.digits.startswith("09"):
        return "phone"
    if spelled.count < 4 or size < _BARE:
        return None
    if spelled.amount:
        # One big number, which is no round one.
        return kind if kind == "card_number" and size <= 10 and not spelled.digits.endswith("000") else None
    if is_isbn13(spelled.digits) or (kind == "isbn" and size in (10, 13)):
        return None
    if kind in ("card_number", "phone", "national_id", "bank_card"):
        return kind
    if kind == "postal_code" and size == 10:
        return kind
    if spelled.count < _BARE or _is_counting(spelled.digits):
        return None
    if (size == 11 and spelled.digits[0] == "0") or (size == 10 and spelled.digits[0] == "9"):
        return "phone"
    return bare_kind(spelled.digits)


def _is_counting(digits: str) -> bool:
    """Tell whether somebody counts: one, two, three …"""
    return all(int(second) - int(first) in (1, -9) for first, second in itertools.pairwise(digits))


def spelled_in(text: str) -> list[Spelled]:
    """Find the numbers in words, of two words or more."""
    found: list[Spelled] = []
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        near = bool(run) and _GAP.fullmatch(text, run[-1].end(), match.start()) is not None
        if run and not near:
            _close(run, found)
            run = []
        if word in _KNOWN or (len(word) <= 4 and word.isdecimal()) or (run and word in _JOINTS):
            run.append(match)
        elif run:
            _close(run, found)
            run = []
    _close(run, found)
    return found


def _close(run: list[re.Match[str]], found: list[Spelled]) -> None:
    """Make a number of a run of words, without what joins nothing at its end."""
    while run and (run[-1][0].casefold() in _JOINTS or run[-1][0].casefold() in _REPEATED):
        run.pop()
    words = [match[0].casefold() for match in run]
    count = sum(word in _KNOWN for word in words)
    if count < 2:
        return
    numbers = _numbers(words)
    amount = len(numbers) == 1 and any(word in _HUNDREDS or word in _TIMES for word in words)
    found.append(Spelled(run[0].start(), run[-1].end(), count, "".join(numbers), amount))


def _numbers(words: list[str]) -> list[str]:
    """Give the numbers that are read one after the other: "seventy-seven thirty" is 77 and 30."""
    made: list[str] = []
    joined = False  # by «و», which makes one number of two
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word in _JOINTS:
            # "one four o five": a nought, where it joins no tens.
            if word == "o" and before in _ONES:
                made.append("0")
            joined = before not in _ONES
        elif word in _TIMES and made and before not in _JOINTS:
            made[-1] = str(_times(int(made[-1]), _TIMES[word]))
        elif word in _REPEATED:
            continue
        else:
            value = int(word) if word.isdecimal() else _NUMBERS[word]
            joined = joined or before in _ENGLISH_TENS or before in _ENGLISH_TIMES
            if made and joined and not word.isdecimal() and 0 < value < _room(made[-1]):
                made[-1] = str(int(made[-1]) + value)
            else:
                made.append((word if word.isdecimal() else str(value)) * _REPEATED.get(before, 1))
            joined = False
    return made


def _times(number: int, times: int) -> int:
    """Multiply what was said since a larger unit: "twenty million seven" becomes "… seven thousand"."""
    last = number % (times * (10 if times == 100 else 1000)) or number
    return number - last + last * times


def _room(number: str) -> int:
    """Tell what a number may be added to it by «و»: less than ten to a ten, less than a hundred to a hundred."""
    noughts = len(number) - len(number.rstrip("0"))
    return int(10**noughts) if number != "0" else 0
