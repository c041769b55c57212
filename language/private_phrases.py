"""Masking of numbers that a phrase gives away: digit by digit, in halves, or as sign-in data."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from language.canvas import KEEP, Canvas
from language.private_context import Context, is_year

__all__ = ["settle_phrases"]

_B = r"(?<![^\W_])"  # no letter and no digit before
_E = r"(?![^\W\d_])"  # no letter after
_Z = "[\\s\u200c]{0,3}"
_THEN = "and(?:\\s+then)?|then|plus|va|o|(?:و[\\s\u200c]{1,2})?(?:بعد(?:ش|شم)?|سپس)|و"
_NEXT = f"[\\s\u200c,،;]{{0,3}}(?:{_THEN})[\\s\u200c]{{1,3}}"
# Choices, prices and lists are not written so beside such a word.
_SINGLE = re.compile(
    f"(?<!\\d)(?<!\\d[.,/])\\d(?:(?:[\\s\u200c.…,،٬٫:;؛_/|\\\\*+~()\\[\\]«»-]{{1,4}}|{_NEXT})\\d){{3,18}}(?![.,/]?\\d)"
)
_JOINED = re.compile(
    f"(?<!\\d)(?<!\\d[.,/:-])\\d{{2,8}}(?:(?:{_NEXT}|[,،;\n]\\s{{0,2}})\\d{{2,8}}){{1,3}}(?![.,/:-]?\\d)"
)
_LENGTHS = {"card_number": (6, 14), "national_id": (8, 10), "phone": (7, 15), "bank_card": (15, 19), "pin": (4, 8)}
_JOINED_LENGTHS = {"card_number": (8, 3), "national_id": (10, 2), "phone": (11, 2), "bank_card": (16, 4)}
_NEAR = 16

_PIN = "(?P<number>\\d{4,6})(?![.,/-]?\\d)"
_LOG_IN = "(?:log|sign)(?:ged|ging|ned|ning|s)?[\\s-]?(?:me[\\s-])?(?:in|on)(?:to)?"
_USED = "us(?:e|ed|ing)|enter(?:ed|ing)?|typ(?:e|ed|ing)|tr(?:y|ied|ying)|put|with"
_SECRETS = (
    re.compile(
        f"{_B}(?:{_USED})\\s{{1,3}}{_PIN}\\s{{1,3}}(?:(?:to|for|when|and|I)\\s{{1,3}}){{0,3}}{_LOG_IN}{_E}",
        re.IGNORECASE,
    ),
    re.compile(f"{_B}{_LOG_IN}(?:\\s[a-z]{{1,12}}){{0,3}}?\\s{{1,3}}(?:with|using|by)\\s{{1,3}}{_PIN}", re.IGNORECASE),
    re.compile(
        f"{_B}{_PIN}{_Z}(?:رو|را)[\\s\u200c]{{1,3}}(?:(?:که|هم)\\s)?(?:می[\\s\u200c]?زن|زدم|می[\\s\u200c]?نویس|وارد)"
    ),
    re.compile(
        f"{_B}با[\\s\u200c]{{1,3}}{_PIN}{_Z}(?:ن?می[\\s\u200c]?)?(?:وارد(?![\\s\u200c]+(?:دنیا|جهان|داستان|قصه))|ورود|لاگین)"
    ),
    re.compile(
        f"{_B}(?:four|five|six|[456]|چهار|پنج|شش)[\\s\u200c-]?(?:digits?|رقم(?:ی|م|ش|شم|یم|یش|یه|ی\u200cاش|ی\u200cام)?){_E}{_Z}"
        f"(?:(?:number|code|pin|are|is|was|were|کد|عدد|من|هم|اینه){_Z}){{0,3}}[:=]?{_Z}{_PIN}",
        re.IGNORECASE,
    ),
    re.compile(f"(?:^|[\n.;!?؟])\\s{{0,3}}(?:code|کد){_Z}[:=]{_Z}{_PIN}", re.IGNORECASE),
    re.compile(
        f"{_B}(?:my\\s{{1,3}}(?:own\\s)?code|(?:this|log-?in|access|entry)\\s{{1,3}}code|کد[\\s\u200c]?(?:من|ا?م|ا?مو|خودم)){_E}{_Z}"
        f"(?:(?:is|was|رو|را|هم|اینه){_Z}){{0,2}}[:=]?{_Z}{_PIN}",
        re.IGNORECASE,
    ),
)
_CVV = re.compile(
    f"{_B}(?:cvv|cvc|سی[\\s\u200c]?وی[\\s\u200c]?وی)(?:[\\s\u200c]?2|[\\s\u200c]?دو)?(?!\\d)"
    f"{_Z}(?:(?:code|number|is|was|من|م|کارتم){_Z}){{0,3}}[:=]?{_Z}(?P<number>\\d{{3,4}})(?!\\d)",
    re.IGNORECASE,
)
_HALF = "(?P<number>\\d(?:[ \u200c-]?\\d){1,7})(?!\\d)"
_HALVES = (
    re.compile(
        f"{_B}(?:begin|start|end|finish)(?:s|es|ing|ning)?\\s{{1,3}}(?:(?P<by>with|in|on|at|by)\\s{{1,3}})?{_HALF}",
        re.IGNORECASE,
    ),
    re.compile(
        f"{_B}(?:first|second|last|other|next)\\s{{1,3}}(?:half|part|two|three|four|[234])(?:\\s{{1,3}}digits?)?"
        f"(?:\\s{{1,3}}of(?:\\s{{1,3}}[a-z]{{1,12}}){{1,4}}?)?(?:(?P<by>\\s{{1,3}}(?:is|are|was|were))\\s|:)?\\s{{0,3}}{_HALF}",
        re.IGNORECASE,
    ),
    re.compile(
        f"{_B}رقم{_Z}(?P<by>اول|آخر|بعدی)[\\s\u200c](?:شماره[ی\\s\u200c]{{1,3}})?[آ-ی]{{2,6}}{_Z}(?:(?:من|ملیم|ملی|هم){_Z})?{_HALF}"
    ),
    re.compile(f"{_B}(?P<by>با|به){_Z}{_HALF}{_Z}(?:شروع|آغاز|ختم|تموم|تمام)"),
    re.compile(f"{_B}(?P<by>اول|آخر|نصف|بقیه)(?:ش|شم|یش)(?:[\\s\u200c](?:هم|با))?{_Z}{_HALF}"),
)
# A case of this year or another: "1405-00012".
_CASE = re.compile(
    "(?:پیگیری|پرونده|درخواست|تیکت|case|ticket|tracking|reference)[^\\d\\n]{0,16}(1[34]\\d\\d-\\d{4,6})(?![\\d-])",
    re.IGNORECASE,
)


def settle_phrases(canvas: Canvas, context: Context) -> None:
    """Settle the numbers in digits that a phrase or the word before their parts tells of."""
    canvas.sweep(_CASE, lambda match: KEEP, group=1)
    canvas.sweep(_SINGLE, lambda match: _single(context, match))
    canvas.sweep(_JOINED, lambda match: _joined(context, match))
    for half in _HALVES:
        _sweep(canvas, half, lambda match: _half(context, match))
    _sweep(canvas, _CVV, lambda match: "bank_card")
    for secret in _SECRETS:
        _sweep(canvas, secret, lambda match: _secret(context, match))


def _sweep(canvas: Canvas, pattern: re.Pattern[str], judge: Callable[[re.Match[str]], str | None]) -> None:
    canvas.sweep(pattern, judge, group=pattern.groupindex["number"])


def _single(context: Context, match: re.Match[str]) -> str | None:
    digits = re.findall(r"\d", match[0])
    size = len(digits)
    kind = context.kind_of(*match.span())
    if size < 6 and kind not in ("pin", None) and context.speaks_of_pin(*match.span()):
        kind = "pin"
    least, most = _LENGTHS.get(kind or "", (1, 0))
    if kind != "pin" and _is_counted(digits):
        return None
    return kind if least <= size <= most else None


def _is_counted(digits: list[str]) -> bool:
    """Tell whether digits are choices one after the other: 1, 2, 3 …"""
    return all(int(second) - int(first) == 1 for first, second in itertools.pairwise(digits))


def _joined(context: Context, match: re.Match[str]) -> str | None:
    """Name halves that a word between them joins: "my card is 2000 and then 8819"."""
    groups = re.findall(r"\d+", match[0])
    size, shortest = sum(map(len, groups)), min(map(len, groups))
    kind = context.kind_of(*match.span())
    if kind is None or not context.follows(kind, match.start(), within=_NEAR):
        return None
    if kind == "pin":
        return kind if max(map(len, groups)) < 4 <= size <= 6 else None
    right, least = _JOINED_LENGTHS.get(kind, (0, 0))
    return kind if size == right and shortest >= least and not all(map(is_year, groups)) else None


def _half(context: Context, match: re.Match[str]) -> str | None:
    if (match["by"] or "in").lower() in ("in", "on", "at", "by") and is_year(match["number"]):
        return None
    kind = context.kind_of(*match.span("number"))
    return kind if kind in _LENGTHS and kind != "phone" else None


def _secret(context: Context, match: re.Match[str]) -> str | None:
    kind = context.kind_of(*match.span("number"))
    return None if kind in ("isbn", "book", "price", "national_id", "postal_code", "phone") else "pin"
