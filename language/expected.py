"""Bare numbers that the message before announced: a PIN, the rest of a card number, a telephone number."""

from __future__ import annotations

import re

from language.canvas import Canvas
from language.masking import TOKENS, Masked, MaskedValue, mask
from language.private_context import Context
from language.private_words import may_spell, spelled_in

__all__ = ["announced", "is_filler", "is_secret_alone", "mask_expected", "may_answer", "number_alone"]

_FILLER = (
    "it|its|it's|is|s|the|my|number|ok|okay|yes|yeah|and|that|that's|so|here|please|pls|thanks|sorry|or|maybe|perhaps|"
    "i think|think|use|try|was|were|be|to|used|should|guess|believe|i|i'm|sure|well|oh|um|uh|no|not|now|then|"
    "wait|hold|on|a|one|sec|second|minute|moment|let|me|check|see|find|got|"
    "بله|آره|هست|است|اینه|این|اونه|ه|م|باشه|خب|ممنون|مرسی|لطفا|فکر|کنم|می|شه|میشه|شد|شاید|یا|من|و|"
    "بود|بوده|باید|احتمالا|گمونم|فک|حدس|می‌زنم|میزنم|الان|صبر|کن|کنید|یه|یک|لحظه|دقیقه|ثانیه|بذار|ببینم|پیدا|"
    "ببخشید|ببخش|آها|اوکی|چشم|نه|میگم|می‌گم|بعد|بعدش|"
    "hast|ast|ine|bale|are|mishe|man"
)
# What is said of a PIN without saying what it is.
_OF_A_PIN = (
    f"{_FILLER}|year|birth|birthday|born|tried|trying|typed|entered|wrong|works|work|working|doesn't|doesnt|does|didn't"
    "|didnt|failed|fails|code|pin|password|passcode|login|go|you|of|for|card|still|just|with|type|enter|say|says|why|what"
    "|in|at|mine|سال|تولد|تولدم|تولدمه|متولد|زدم|می‌زنم|میزنم|نشد|نمی‌شه|نمیشه|وارد|کردم|کرد|اشتباه|اشتباهه|کد|کدم|رمز"
    "|رمزم|رمزمه|رمزش|پین|پینم|رو|را|هم|دیگه|بفرما|بفرمایید|چرا|چی|به|با|کار|نمی‌کنه|نمیکنه|می‌زنه|میزنه|میگه|می‌گه|غلطه"
    "|درسته|درست|کارتم|کارت|گذرواژه|پسورد|پسوردم|ramz|ramzam|ramzame|zadam|nashod|eshtebah|sal|tavalodam"
)
_BETWEEN = "[\\s\u200c.…,،:;!?؟()«»\"'*_/-]*"
_FILLED = f"(?:(?:{_FILLER})(?![^\\W\\d_]){_BETWEEN}){{0,6}}"
_NUMBER = "(?P<number>\\d(?:[\\s\u200c.,،:;/_|*()\\[\\]·-]{0,3}\\d){1,15})"
_RUN = re.compile("\\d(?:[\\s\u200c.,،:;/_|*()\\[\\]·-]{0,3}\\d){3,15}")
# A second guess: "4812 or 4821".
_ALL_FILLED = re.compile(f"{_BETWEEN}(?:(?:{_OF_A_PIN})(?![^\\W\\d_]){_BETWEEN}){{0,12}}", re.IGNORECASE)
_BARE = re.compile(f"{_BETWEEN}{_FILLED}{_NUMBER}{_BETWEEN}{_FILLED}", re.IGNORECASE)
_FILLER_ALONE = re.compile(f"{_BETWEEN}(?:(?:{_FILLER})(?![^\\W\\d_]){_BETWEEN}){{1,6}}", re.IGNORECASE)
_PIN_ALONE = re.compile(f"{_BETWEEN}{_FILLED}\\[pin\\]{_BETWEEN}{_FILLED}", re.IGNORECASE)
_SAID_OF_IT = f"(?:(?:{_OF_A_PIN})(?![^\\W\\d_]){_BETWEEN}){{0,6}}"
_ALONE = re.compile(f"{_BETWEEN}{_SAID_OF_IT}(?:\\[(?:pin|card)\\]{_BETWEEN}{_SAID_OF_IT}){{1,4}}", re.IGNORECASE)
_WORDS_ALONE = re.compile(f"{_BETWEEN}{_FILLED}\x02+{_BETWEEN}{_FILLED}", re.IGNORECASE)

# What may follow a word at the end of a message that announces the number.
_ANNOUNCING = re.compile(
    "(?:[\\s\u200c]*(?:ام|من|م|ه|ش|man|am|number|no|code|of|mine|رو|را|و))?"
    "(?:[\\s\u200c]*(?:is|was|are|'s|it is|it's|هست|است|اینه|بود|ast|hast|ine))?"
    "[\\s\u200c.:=؟?!…,،-]*(?:\\d{1,7}[\\s\u200c.:=…,،-]*)?",
    re.IGNORECASE,
)
_OWN_PIN = re.compile(
    "\\bmy\\s+(?:\\w+\\s+){0,2}(?:pin|pass(?:word|code))\\b|\\b(?:pin|password)\\s+(?:of|for|on)\\s+my\\b|"
    "\\b(?:pinam|passwordam|ramzam|ramzamo|ramze\\s+(?:man|kart\\w*|ozv\\w*))\\b|"
    "(?:رمز|پین|پس+و+رد|گذر[\u200c ]?واژه)(?:[\u200c ]?(?:عبور|ورود|کارت|عضویت|حساب)){0,2}[\u200c ]?"
    "(?:ا?م|من|ا?مو|ا?م رو|ا?م را)(?![^\\W\\d_])",
    re.IGNORECASE,
)
_JUST_TYPED = re.compile(r"\[card\]\W*$")
_TYPED = re.compile(r"\[card\]")
_SAYS_IT = re.compile("\\b(?:is|was|are|ast|hast|ine)\\b|'s\\b|[:=…]|هست|است|اینه|بود", re.IGNORECASE)
_LONGEST = 80
MOST_GUESSES = 3
_SHORT = 16
# A PIN that is told in halves, a message each: "83", "24".
_PART = "pin_part"
_SIZES = {
    "pin": (4, 12),
    _PART: (2, 12),
    "card_number": (4, 14),
    "phone": (5, 15),
    "national_id": (3, 10),
    "bank_card": (3, 19),
}


def may_answer(text: str) -> bool:
    """Tell whether a text is little more than one number, or two, so that what was said before decides what it is."""
    return _number_in(text) is not None or bool(_guesses(text))


def announced(text: str) -> str | None:
    """Name the kind of number that a message announces ("my PIN is", «شماره کارتم ۲۰۰۰») or None.

    The text is one that was masked; after a card number that was typed its PIN is to be expected.
    """
    if _PIN_ALONE.fullmatch(text):
        return _PART
    context = Context(Canvas(text).words)
    last = context.last()
    if last is not None and last[0] in _SIZES and _ANNOUNCING.fullmatch(text, last[1]):
        says_it = len(text) <= _SHORT or _SAYS_IT.search(text, last[1])
        if last[0] != "pin" or "?" in text or "؟" in text or not says_it:
            return "pin" if _OWN_PIN.search(text) else last[0]
        return _PART
    typed = _TYPED.search(text) if len(text) <= _LONGEST else _JUST_TYPED.search(text)
    return "pin" if _OWN_PIN.search(text) or typed else None


def number_alone(text: str) -> str:
    """Give the digits of the one number of a text that says nothing else; empty when there is none."""
    found = _number_in(text)
    return found[2] if found is not None else ""


def mask_expected(text: str, kind: str) -> Masked:
    """Mask the bare number of a text, as the `kind` that was expected where nothing else says what it is."""
    plain = mask(text)
    guesses = _guesses(text) if kind in ("pin", _PART) else []
    if guesses and not plain.found:
        parts: list[str] = []
        values: list[MaskedValue] = []
        at = 0
        for start, end, digits in guesses:
            parts += (text[at:start], TOKENS["pin"])
            values.append(MaskedValue("pin", digits))
            at = end
        return Masked("".join((*parts, text[at:])), tuple(values))
    found = _number_in(text)
    if found is None or (plain.found and kind != "phone"):
        return plain
    start, end, digits = found
    least, most = _SIZES[kind]
    if not least <= len(digits) <= most:
        return plain
    kind = "pin" if kind == _PART else kind
    return Masked(f"{text[:start]}{TOKENS[kind]}{text[end:]}", (MaskedValue(kind, digits),))


def is_filler(text: str) -> bool:
    """Tell whether a message says nothing of its own, so that what was announced before it is still to come."""
    return len(text) <= _LONGEST and _FILLER_ALONE.fullmatch(text) is not None


def is_secret_alone(masked: str) -> bool:
    """Tell whether a masked text says nothing but a PIN or a card number."""
    return len(masked) <= _LONGEST and _ALONE.fullmatch(masked) is not None


def _number_in(text: str) -> tuple[int, int, str] | None:
    """Find the one number of a text without other words: where it is, and its digits."""
    if len(text) > _LONGEST:
        return None
    canvas = Canvas(text)
    match = _BARE.fullmatch(canvas.open)
    if match:
        return (*canvas.span_in_text(*match.span("number")), re.sub(r"\D", "", match["number"]))
    spelled = spelled_in(canvas.open) if may_spell(canvas.words.lower()) else []
    if len(spelled) == 1:
        start, end = spelled[0].start, spelled[0].end
        canvas.take(start, end, "pin")
        if _WORDS_ALONE.fullmatch(canvas.open):
            return (*canvas.span_in_text(start, end), spelled[0].digits)
    return None


def _guesses(text: str) -> list[tuple[int, int, str]]:
    """Find numbers of the length of a PIN, where next to nothing else is said: where each is, and its digits."""
    if len(text) > _LONGEST:
        return []
    canvas = Canvas(text)
    runs = list(_RUN.finditer(canvas.open))
    if not runs or len(runs) > MOST_GUESSES or _ALL_FILLED.fullmatch(_RUN.sub(" ", canvas.open)) is None:
        return []
    found = [(*canvas.span_in_text(*run.span()), re.sub(r"\D", "", run[0])) for run in runs]
    least, most = _SIZES["pin"]
    return found if all(least <= len(digits) <= most for _, _, digits in found) else []
