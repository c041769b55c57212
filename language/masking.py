"""Taking personal numbers and addresses out of what patrons type, before anything is kept.

When a number could be either, it is masked: a masked shelf mark costs a question, a kept national id
costs a person's privacy. What a library counts by stays: ISBNs, barcodes named as such, dates, prices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from language.canvas import Canvas
from language.passwords import settle_passwords
from language.private_numbers import settle_numbers

__all__ = ["TOKENS", "Found", "Masked", "mask"]

#: What stands in the text for each kind.
TOKENS = {
    "card_number": "[card]",
    "pin": "[pin]",
    "national_id": "[national-id]",
    "phone": "[phone]",
    "email": "[email]",
    "bank_card": "[bank-card]",
}


@dataclass(frozen=True)
class Found:
    """Hold what was masked: its kind, and its value in ASCII digits without separators."""

    kind: str
    value: str = field(repr=False)  # never into a log


@dataclass(frozen=True)
class Masked:
    """Hold a text that may be kept, and what was taken out of it, in order."""

    text: str
    found: tuple[Found, ...]


_TLD = "com|ir|org|net|edu|gov|info|io|co|uk|de|fr|ca|ac|me"
_SPACE = "[ \u200c]?"
_NAME = "(?:(?![\u0600-\u06ff\u200c])[\\w.+'%-])+"
_HOST = "(?:(?![\u0600-\u06ff\u200c])[\\w-])+"
_EMAIL = re.compile(
    f"(?<![\\w.+'%-]){_NAME}{_SPACE}(?:@|[\\[(]{_SPACE}at{_SPACE}[\\])]){_SPACE}{_HOST}"
    f"(?:{_SPACE}\\.{_SPACE}(?:{_TLD})(?![A-Za-z0-9])|\\.{_HOST})+"
    f"|(?<![\\w.+'%-]){_NAME} at {_HOST}(?: dot {_HOST})?(?: dot |\\.)(?:{_TLD})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_AT = re.compile(r"@|[\[( ]at[\]) ]", re.IGNORECASE)
_DIGIT = re.compile(r"\d", re.ASCII)


def mask(text: str) -> Masked:
    """Replace card numbers, PINs, national ids, phones, e-mail addresses and bank cards by tokens.

    Digits may be Persian, Arabic or ASCII, together, spaced or dashed.
    """
    canvas = Canvas(text)
    if _AT.search(canvas.open):
        canvas.sweep(_EMAIL, lambda match: "email")
    settle_passwords(canvas)
    if _DIGIT.search(canvas.open):
        settle_numbers(canvas)
    if not canvas.spans:
        return Masked(text, ())
    parts: list[str] = []
    found: list[Found] = []
    at = 0
    for start, end, kind in sorted(canvas.spans):
        parts += (text[at:start], TOKENS[kind])
        found.append(Found(kind, _value(canvas.words[start:end], kind)))
        at = end
    parts.append(text[at:])
    return Masked("".join(parts), tuple(found))


def _value(text: str, kind: str) -> str:
    if kind == "email":
        spelled = re.sub(r" dot ", ".", re.sub(r" at |[\[(] ?at ?[\])]", "@", text, flags=re.I), flags=re.I)
        return re.sub("[ \u200c]", "", spelled)
    if kind == "pin" and not _DIGIT.match(text):
        return text
    plus = "+" if kind == "phone" and "+" in text else ""
    return plus + re.sub(r"[^0-9A-Za-z]", "", text)
