"""Shapes of what applicants type: a name, a year of birth, an address, a code; what has another shape is no answer."""

import re
from collections.abc import Sequence
from typing import Protocol

from language.digits import to_ascii
from language.emergencies.reading import find_emergency
from language.masking import mask
from language.normalise import fold
from language.requests.speech.yes_and_no import find_word

__all__ = [
    "TOKENS",
    "read_address",
    "read_birth_year",
    "read_code",
    "read_contact",
    "read_field",
    "read_name",
]

# What stands in the journal in the place of what was typed.
TOKENS = {
    "name": "[name]",
    "birth_year": "[birth-year]",
    "contact": "[contact]",
    "code": "[code]",
    "address": "[address]",
}
LONGEST_NAME, LONGEST_ADDRESS, FEWEST_ADDRESS = 60, 300, 3
MOST_NAME_WORDS = 5
OLDEST, JALALI_OFFSET = 110, 621
CODE_DIGITS = 6
# Whoever writes one of these asks, orders or answers something else: it is no address.
_ASKS = re.compile(
    r"[?؟]|\b(?:what|when|where|which|who|why|how|could|do|does|did|would|should|want|need|give|show|tell|find|search"
    r"|renew|reserve|cancel|stop|skip|help|please|sorry|yes|bye|goodbye|wait|later|i|you|me|my|your|we|don't|dont)\b"
    r"|(?<!\w)(?:چی|چیه|چه|کی|کجا|کجاست|کدوم|کدام|چرا|چطور|چطوری|چگونه|چند|چقدر|آیا|میشه|میشود|میخوام|میخواهم|نمیخوام|بگو|بگید"
    r"|بده|بدید|نشون|پیدا|جستجو|تمدید\w*|رزرو\w*|لغو\w*|انصراف|بیخیال|برگرد\w*|کمک|لطفا|ببخشید|بله|آره|نه|خیر|باشه|اوکی"
    r"|خداحافظ|صبر|بعدا|عوض|اصلاح|هیچی|ندارم|دارید|دارین|کنید|کنم)(?!\w)",
    re.IGNORECASE,
)
# And nobody is called by these.
_THINGS = re.compile(
    r"\b(?:is|are|the|it|hold|back|librarian|hours|open|book|books|loan|loans|fine|fines|hello|hi|hey|thanks|thank|no|ok"
    r"|okay|join|register|card|change|correct|nothing|nobody|not)\b"
    r"|(?<!\w)(?:قبلی|رد|کتابدار|کتابخانه|کتابخونه|ساعت|باز|کتاب|کتابم|امانت|امانتم|جریمه|جریمم|سلام|مرسی|ممنون|عضو|عضویت"
    r"|ثبت|کارت|کارتم|نیست|است|هست|کن)(?!\w)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[\u200c'’.-][^\W\d_]+)*\.?")
_STREET = re.compile(
    r"\d|(?<!\w)(?:خیابان|خ|کوچه|بلوار|میدان|پلاک|واحد|طبقه|بن ?بست|شهرک|محله|روستا\w*|جاده|پشت|کنار|نبش"
    r"|نرسیده|چهارراه|سه ?راه|روبرو\w*|جنب|مجتمع|ساختمان|شهر)(?!\w)"
    r"|\b(?:street|st|road|rd|avenue|ave|lane|square|boulevard|blvd|alley|flat|floor|unit|apartment|building|no|village|town"
    r"|city|block|house)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:my (?:full )?name is|(?:you can |please )?call me|i am|i'm|it is|it's|this is|name"
    r"|اسم(?:م| من)?(?: و فامیلم)?|نام(?:م| من)?|من)\s*[:：]?\s*",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"^(?:(?:my|our|the) (?:postal |home )?address is|(?:i|we) live (?:at|in|on)|(?:i am|i'm|we are|we're) at"
    r"|it is|it's|address|(?:آدرس|نشانی|ادرس)(?:م| من| ما|مون|مان)?(?: هست| است| اینه)?"
    r"|(?:من|ما) (?:ساکن|در|توی))\s*[:：]?\s*",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|birth\w*)\b|متولد|تولد", re.IGNORECASE)
_ENDS = re.compile(r" ?(?:هستم|هست|است|ـم)$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_CODE = re.compile(rf"(?<!\d)(\d{{{CODE_DIGITS}}})(?!\d)")


class MaskedPiece(Protocol):
    """A masked piece of text, as language.masking finds it."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...


def read_field(step: str, text: str, *, year: int) -> str | None:
    """Read what was asked for at a step out of a message; None where the message is something else.

    A contact comes back as `email:…` or `phone:…`. `year` is this one, of the Gregorian calendar.
    """
    if find_emergency(text):
        return None
    if step == "name":
        return read_name(text)
    if step == "birth_year":
        found = read_birth_year(text, year)
        return None if found is None else str(found)
    if step == "contact":
        return read_contact(text)
    if step == "code":
        return read_code(text)
    return read_address(text) if step == "address" else None


def read_name(text: str) -> str | None:
    """Read a first and a last name: two to five words of letters, none of which asks or answers anything."""
    said = _LEADS.sub("", " ".join(text.split()).strip(" .،,!"))
    shorter = _ENDS.sub("", said)
    words = shorter.split()
    if not 2 <= len(words) <= MOST_NAME_WORDS or len(shorter) > LONGEST_NAME:
        return None
    # A half-space joins: «کی‌منش» is a name, and no question.
    folded = fold(shorter.replace("\u200c", ""))
    if _ASKS.search(folded) or _THINGS.search(folded) or not all(_LETTERS.fullmatch(word) for word in words):
        return None
    word = find_word(shorter)
    return shorter if word is None else None


def read_birth_year(text: str, year: int) -> int | None:
    """Read a year of birth of either calendar, as one of the Gregorian; None for none that somebody alive has."""
    plain = to_ascii(text)
    found = _YEAR.findall(plain)
    most = 2 * MOST_NAME_WORDS if _BORN.search(plain) else MOST_NAME_WORDS
    if len(found) != 1 or len(plain.split()) > most or "?" in text or "؟" in text:
        return None
    value = int(found[0])
    # The years of the two calendars that anybody alive was born in have none in common.
    for born in (value, value + JALALI_OFFSET):
        if year - OLDEST <= born <= year:
            return born
    return None


def read_contact(text: str) -> str | None:
    """Read one telephone number or e-mail address: `phone:…` or `email:…`; None for none, or for a question."""
    found: Sequence[MaskedPiece] = [one for one in mask(text).found if one.kind in ("phone", "email")]
    if len(found) != 1 or len(text.split()) > 2 * MOST_NAME_WORDS:
        return None
    return f"{found[0].kind}:{found[0].value}"


def read_code(text: str) -> str | None:
    """Read a code of six digits."""
    found = _CODE.findall(to_ascii(text).replace(" ", ""))
    return found[0] if len(found) == 1 and len(text.split()) <= CODE_DIGITS else None


def read_address(text: str) -> str | None:
    """Read a postal address: some words, a number or a word of streets among them, and no question."""
    said = _LIVES.sub("", " ".join(text.split()))
    if not len(said.split()) >= FEWEST_ADDRESS or len(said) > LONGEST_ADDRESS or "?" in said or "؟" in said:
        return None
    folded = fold(said)
    # "Where is the nearest branch on Saadi street": what asks or orders is no address, however many streets it names.
    if _ASKS.search(folded) or not _STREET.search(folded):
        return None
    return said
