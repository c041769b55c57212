"""E-mail addresses, written with their signs or with the words for them."""

from __future__ import annotations

import re

from language.canvas import Canvas

__all__ = ["address_of", "settle_addresses"]

_TLD = "com|ir|org|net|edu|gov|info|io|co|uk|de|fr|ca|ac|me"
_SPACE = "[ \u200c]?"
_NAME = "(?:(?![\u0600-\u06ff\u200c])[\\w.+'%-])+"
_HOST = "(?:(?![\u0600-\u06ff\u200c])[\\w-])+"
_BEGIN = "(?<![\\w.+'%-])"
_SIGN_AT = f"(?:@|[\\[({{<]{_SPACE}(?:at|ات){_SPACE}[\\])}}>])"
_SIGN_DOT = f"(?:\\.|[\\[({{<]{_SPACE}(?:dot|دات|نقطه|\\.){_SPACE}[\\])}}>])"
_SIGNED = re.compile(
    f"{_BEGIN}{_NAME}{_SPACE}{_SIGN_AT}{_SPACE}{_HOST}"
    f"(?:{_SPACE}{_SIGN_DOT}{_SPACE}(?:{_TLD})(?![A-Za-z0-9])"
    # What ends a host is read in one way only.
    f"| dot {_HOST}|{_SIGN_DOT}(?!(?:{_TLD})(?![A-Za-z0-9])){_HOST})+",
    re.IGNORECASE,
)
_DOT = "(?: dot | dat | d0t )"
_SPELLED = re.compile(
    f"{_BEGIN}(?:[A-Za-z0-9_-]+(?:{_DOT}| underscore | dash )){{0,3}}{_NAME} at {_HOST}(?:{_DOT}{_HOST})?"
    f"(?:{_DOT}|\\.)(?:{_TLD})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PERSIAN_AT = "(?:[اآأ][َ\u064e]?ت(?:[ \u200c]?ساین)?|اد[ \u200c]?ساین|ایت)"
_PERSIAN_DOT = "(?: (?:دات|دوت|نقطه|dot) |\\.)"
_PERSIAN = re.compile(
    f"{_BEGIN}(?:[\\w-]+{_PERSIAN_DOT}){{0,3}}[\\w.+-]+ (?:{_PERSIAN_AT}|at|@) [\\w-]+(?:{_PERSIAN_DOT}[\\w-]+)?"
    f"{_PERSIAN_DOT}(?:(?:{_TLD})(?![A-Za-z0-9])|کام|آی[ \u200c]?آر|ای[ \u200c]?آر|نت|اورگ|ارگ|ادو)",
    re.IGNORECASE,
)
_OPENING = re.compile("[([{<]")
_BRACKETED_AT = re.compile("[\\[({<] ?(?:at|ات) ?[\\])}>]")


def settle_addresses(canvas: Canvas, said: str) -> None:
    """Settle every e-mail address on the canvas; `said` is all of it in lower case."""
    if "@" in said or " at " in said or (_OPENING.search(said) and _BRACKETED_AT.search(said)):
        canvas.sweep(_SIGNED, lambda match: "email")
        canvas.sweep(_SPELLED, lambda match: "email")
    if " دات " in said or " دوت " in said or " نقطه " in said:
        canvas.sweep(_PERSIAN, lambda match: "email")


def address_of(text: str) -> str:
    """Give an address as it is typed into a letter: «@» and dots for their words, no spaces."""
    at = re.sub(f" (?:{_PERSIAN_AT}|at) |{_SIGN_AT}", "@", text, flags=re.IGNORECASE)
    dotted = re.sub(f"{_DOT}|{_PERSIAN_DOT}|{_SIGN_DOT}", ".", at, flags=re.IGNORECASE)
    dotted = re.sub(" underscore ", "_", re.sub(" dash ", "-", dotted, flags=re.IGNORECASE), flags=re.IGNORECASE)
    return re.sub("[ \u200c]", "", dotted)
