"""Masking of personal numbers and addresses in what people type, before anything is stored.

When a number could be either, it is masked: a masked shelf mark costs a question, a kept national id
costs a person's privacy. What a library counts by stays: ISBNs, barcodes named as such, dates, prices.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from language.canvas import TOKEN, Canvas
from language.digits import to_ascii
from language.passwords import settle_passwords
from language.private_addresses import address_of, settle_addresses
from language.private_context import Context
from language.private_numbers import settle_numbers
from language.private_words import may_spell, settle_words

__all__ = ["PATRONS_OWN", "TOKENS", "MaskedValue", "Masked", "mask", "national_number"]

#: What stands in the text for each kind.
TOKENS = {
    "card_number": "[card]",
    "pin": "[pin]",
    "national_id": "[national-id]",
    "phone": "[phone]",
    "email": "[email]",
    "bank_card": "[bank-card]",
    "postal_code": "[postal-code]",
}
#: What nobody but the patron has a use for; telephones and addresses may be those of the library.
PATRONS_OWN = frozenset({"card_number", "pin", "national_id", "bank_card"})
# What was masked may put another number beside a word that says what it is.
_PASSES = 4


@dataclass(frozen=True)
class MaskedValue:
    """A value that was masked: its kind, and its ASCII digits without separators."""

    kind: str
    value: str = field(repr=False)  # never into a log


@dataclass(frozen=True)
class Masked:
    """A text that may be stored, and what was masked in it, in order."""

    text: str
    found: tuple[MaskedValue, ...]


_DIGIT = re.compile(r"\d", re.ASCII)
_JOINTS = re.compile(r"(?<=[\s,;])[a-z]+(?=\s)", re.IGNORECASE)  # "8 and 3", "2000 and then 8819"


def mask(text: str, *, kinds: Collection[str] | None = None, own: Collection[str] = ()) -> Masked:
    """Replace card numbers, PINs, national ids, phones, e-mail and postal addresses' codes and bank cards by tokens.

    Digits may be of any script, in words, together, spaced, dashed or parted by other signs. `kinds` says
    which to replace; without it all are. A text that was masked comes back as it is. Telephones of the library's
    `own` (as `national_number` gives them) stay.
    """
    passed = _once(text, None, kinds, own)
    if passed is None:
        return Masked(text, ())
    for _ in range(_PASSES):
        again = _once(*passed, kinds, own)
        if again is None:
            break
        passed = again
    return Masked(passed[0], tuple(found for found in passed[1] if found is not None))


def _once(
    text: str, known: list[MaskedValue | None] | None, kinds: Collection[str] | None, own: Collection[str]
) -> tuple[str, list[MaskedValue | None]] | None:
    """Mask what is to be seen at one look; None when that is nothing.

    `known` is what each token of the text stands for, as far as an earlier look has told.
    """
    canvas = Canvas(text)
    said = canvas.words.lower()
    settle_addresses(canvas, said)
    spelled, digits = may_spell(said), _DIGIT.search(canvas.open)
    context = Context(canvas.words) if spelled or digits else None
    if spelled and context:
        settle_words(canvas, context)
    settle_passwords(canvas, said)
    if digits and context:
        settle_numbers(canvas, context)
    if not canvas.spans:
        return None
    pieces: list[tuple[int, int, str, MaskedValue | None]] = [
        (*canvas.span_in_text(start, end), TOKENS[kind], MaskedValue(kind, _value(canvas, start, end, kind)))
        for start, end, kind in canvas.spans
        if (kinds is None or kind in kinds)
        and not (own and kind == "phone" and national_number(canvas.words[start:end]) in own)
    ]
    if not pieces:
        return None
    tokens = list(TOKEN.finditer(text))
    for match, found in zip(tokens, known or [None] * len(tokens), strict=True):
        pieces.append((*match.span(), match[0], found))
    pieces.sort(key=lambda piece: piece[0])
    parts: list[str] = []
    at = 0
    for start, end, token, _ in pieces:
        parts += (text[at:start], token)
        at = end
    return "".join((*parts, text[at:])), [found for *_, found in pieces]


def national_number(phone: str) -> str:
    """Give the digits of a telephone as it is dialled inside the country: "+98 21 …" is "021…"."""
    return re.sub(r"^(?:00)?98(?=\d{10}$)", "0", re.sub(r"\D", "", to_ascii(phone)))


def _value(canvas: Canvas, start: int, end: int, kind: str) -> str:
    text = canvas.read.get(start) or canvas.words[start:end]
    if kind == "email":
        return address_of(text)
    if kind == "pin" and not _DIGIT.match(text):
        return text
    plus = "+" if kind == "phone" and "+" in text else ""
    return plus + re.sub(r"[^0-9A-Za-z]", "", _JOINTS.sub("", text))
