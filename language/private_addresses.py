"""Masking of e-mail addresses, written with their signs or with words for them."""

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
_UNDERSCORED = re.compile(
    f"{_BEGIN}[A-Za-z0-9][A-Za-z0-9.+_-]{{0,60}}? ?[_*-]{{1,2}}at[_*-]{{1,2}} ?[A-Za-z0-9-]{{2,40}}"
    "(?: ?[_*-]{1,2}dot[_*-]{1,2} ?[A-Za-z0-9]{2,12}){1,3}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_UNDERSCORED_SIGN = re.compile(r" ?[_*-]{1,2}(at|dot)[_*-]{1,2} ?", re.IGNORECASE)
# Without its end, or with the name of the service alone.
_ENDLESS = re.compile(f"{_BEGIN}(?=[\\w.+'%-]{{0,63}}[A-Za-z0-9]@){_NAME}@[A-Za-z][A-Za-z0-9-]{{2,40}}(?![\\w@])")
_SERVICE = (
    "(?:gmail|yahoo|hotmail|outlook|icloud|ymail|proton(?:mail)?|chmail)(?![A-Za-z0-9])|"
    "جی[ \u200c]?میل|یاهو|هات[ \u200c]?میل|[اآ]وت[ \u200c]?لوک"
)
_MENTIONS_SERVICE = re.compile(_SERVICE, re.IGNORECASE)
_AT_SERVICE = re.compile(
    f"{_BEGIN}(?P<name>[A-Za-z0-9][A-Za-z0-9._+-]{{2,40}})"
    f"(?P<by> ?{_SIGN_AT}| (?:on|at|in|@|{_PERSIAN_AT}|روی|رو|تو|توی|در)(?=[ \u200c])|(?=[ \u200c]))[ \u200c]{{0,2}}"
    f"(?:{_SERVICE})(?P<end>(?: (?:dot |دات )?| ?\\. ?)(?:com|ir|کام)(?![A-Za-z0-9]))?",
    re.IGNORECASE,
)
_SERVICE_FIRST = re.compile(
    f"{_BEGIN}(?:{_SERVICE})(?:[ \u200c]?(?:م|ام|من))?(?: is| man)?(?: ?[:=])? "
    "(?P<name>[A-Za-z0-9][A-Za-z0-9._+-]{2,40})",
    re.IGNORECASE,
)
_SAYS_EMAIL = re.compile(
    "(?:mail|ایمیل)(?:م|ام|ش|am|e)?[\\s\u200c:=]{1,3}(?:(?:is|was|من|address|man)[\\s:]{1,3}){0,3}$", re.IGNORECASE
)
# Words that stand before the name of a service without being a name there.
_NO_NAME = frozenset(
    """
    account accounts add address and any app are but can check checked connect contact did does for from full get had
    has have her his into just latest log logged login look mail mails message messages my need new not old only open
    opened our send sent share sign signed that the their this through use used uses using via was what where which
    with without write wrote yes you your
    """.split()
)
_OPENING = re.compile("[([{<]")
_BRACKETED_AT = re.compile("[\\[({<] ?(?:at|ات) ?[\\])}>]")


def settle_addresses(canvas: Canvas, said: str) -> None:
    """Settle every e-mail address on the canvas; `said` is all of it in lower case."""
    if "@" in said or " at " in said or (_OPENING.search(said) and _BRACKETED_AT.search(said)):
        canvas.sweep(_SIGNED, lambda match: "email")
        canvas.sweep(_SPELLED, lambda match: "email")
    if "@" in said:
        canvas.sweep(_ENDLESS, lambda match: "email")
    if _UNDERSCORED_SIGN.search(said):
        canvas.sweep(_UNDERSCORED, lambda match: "email")
    if " دات " in said or " دوت " in said or " نقطه " in said:
        canvas.sweep(_PERSIAN, lambda match: "email")
    if _MENTIONS_SERVICE.search(said):
        canvas.sweep(_AT_SERVICE, lambda match: _at_service(canvas.words, match))
        canvas.sweep(_SERVICE_FIRST, lambda match: "email" if _is_no_word(match["name"].lower()) else None)


def _at_service(words: str, match: re.Match[str]) -> str | None:
    """Take "sara93 on gmail" for an address: what is no word, or what is said to be one."""
    name = match["name"].lower()
    if name in _NO_NAME or not any(char.isalpha() for char in name):
        return None
    told = match["end"] or (match["by"] and re.search("[اآأ@([{<]", match["by"]))
    before = _SAYS_EMAIL.search(words, max(0, match.start() - 40), match.start())
    return "email" if told or _is_no_word(name) or before else None


def _is_no_word(name: str) -> bool:
    """Tell a name that somebody made up from a word: "sara93", "reza.m", "mina_k"."""
    return re.search("[a-z][._+-]?[0-9]|[0-9][._+-]?[a-z]|[a-z][._+][a-z]", name) is not None


def address_of(text: str) -> str:
    """Give an address as it is typed into a letter: «@» and dots for their words, no spaces."""
    text = _UNDERSCORED_SIGN.sub(lambda match: "@" if match[1].lower() == "at" else ".", text)
    at = re.sub(f" (?:{_PERSIAN_AT}|at) |{_SIGN_AT}", "@", text, flags=re.IGNORECASE)
    dotted = re.sub(f"{_DOT}|{_PERSIAN_DOT}|{_SIGN_DOT}", ".", at, flags=re.IGNORECASE)
    dotted = re.sub(" underscore ", "_", re.sub(" dash ", "-", dotted, flags=re.IGNORECASE), flags=re.IGNORECASE)
    # Where the sign itself is not told, whoever reads it has to see what was typed.
    return re.sub("[ \u200c]", "", dotted) if "@" in dotted else text
