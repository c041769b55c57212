"""Folding of text: the one form in which text is searched, compared and understood.

Half-spaces disappear instead of being put in: a Persian affix is joined to its word with nothing
between («می‌خوام», «می خوام» and «میخوام» all become «میخوام»; «کتاب‌ها», «کتاب ها» and «کتابها» become
«کتابها»), so no dictionary has to decide that «میدان» is not a verb. Other half-spaces become spaces. Written verbs
become spoken ones («میخواهم» is «میخوام»), because these are the shorter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from language.digits import ASCII_DIGITS
from language.spoken import spoken

__all__ = ["LETTERS", "ZWNJ", "fold", "squash"]

ZWNJ = "\u200c"

#: The Persian letters that are left after folding, for use inside a character class.
LETTERS = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء"

_LETTER_FORMS = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ۍ": "ی", "ۓ": "ی",
    "ك": "ک", "ڪ": "ک",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۂ": "ه", "ۃ": "ه",
    "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و",
}  # fmt: skip

_SIGNS = {
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-",
    "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"',
    "٪": "%", "٬": ",", "٫": ".",
    "\u00ac": ZWNJ, "\u200b": ZWNJ,  # what old keyboards and web pages put for a half-space
}  # fmt: skip

_DROPPED = (
    *range(0x0300, 0x0370),  # Latin accents, once they are apart
    *range(0x0610, 0x061B), 0x061C, 0x0640, *range(0x064B, 0x0660), 0x0670,
    *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E9), *range(0x06EA, 0x06EE),
    0x00AD, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070),
    *range(0xFE00, 0xFE10), 0xFEFF,
)  # fmt: skip


def _plain_latin() -> dict[int, str]:
    """Map each accented Latin letter to its plain lower-case one."""
    plain = {}
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[code] = base.lower()
    return plain


_TABLE: dict[int, str | None] = {
    # Letters that stay are listed too: a miss costs str.translate more than a hit.
    **{code: chr(code) for code in (*range(0x21, 0x7F), *range(0x0600, 0x0700), ord(ZWNJ))},
    **ASCII_DIGITS,
    **_plain_latin(),
    **{ord("A") + n: chr(ord("a") + n) for n in range(26)},
    **{ord(form): letter for form, letter in _LETTER_FORMS.items()},
    **{ord(sign): plain for sign, plain in _SIGNS.items()},
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys((*range(32), 127, 133, 160), " "),
}

# What may follow a half-space and still belong to the word before it.
_HA = "ها(?:ی?(?:ی|م|ت|ش|مان|تان|شان|مون|تون|شون)?(?:و|رو)?)"
_SUFFIX = (
    f"(?:{_HA}|تر(?:ین)?(?:ها)?|ا?(?:م|ت|ش|مان|تان|شان|مون|تون|شون)(?:و|رو)?|ا?ند|ا?یم|ا?ید|ا?ی|"
    "خانه|خونه|گاه|مند|دار|داری|خوان|خوانی)"
)
_EDGE = f"(?![{LETTERS}{ZWNJ}])"
_HALF_SPACE_EZAFE = re.compile(f"(?<=ه){ZWNJ}ی{_EDGE}")
_HALF_SPACE_PREFIX = re.compile(f"(?<![{LETTERS}])(ن?می){ZWNJ}")
_HALF_SPACE_SUFFIX = re.compile(f"(?<=[{LETTERS}]){ZWNJ}(?={_SUFFIX}(?![{LETTERS}]))")
_HALF_SPACE_WORD = re.compile(f"(?<=[{LETTERS}]){ZWNJ}+(?=[{LETTERS}])")

_SPACE_EZAFE = re.compile(f"(?<=[{LETTERS}]ه)(?: ی)+(?![{LETTERS}])")
# «فیلم هامون» names a film, where «کتاب هامون» has the ending of speech.
_SPACE_HA = re.compile(f"(?<=[{LETTERS}a-z]) (?!(?<=فیلم )هامون(?![{LETTERS}]))(?=(?:{_HA}|ترین)(?![{LETTERS}]))")
_SPACE_AM = re.compile(f"(?<=[{LETTERS}][{LETTERS}]ه) (?=(?:ام|ات|اش|ای|اند|ایم|اید)(?![{LETTERS}]))")
# «ماه می» is the month of May, and a verb ends as verbs do.
_SPACE_MI = re.compile(
    f"(?<![{LETTERS}])(?<!ماه )(ن?می) (?!(?:در|هم|هست|هستم|هستی|هستید|هستند|تا|به|با|از)(?![{LETTERS}]))"
    f"(?=[{LETTERS}]+[مدیهنتش](?![{LETTERS}]))"
)
_SPACE_LIBRARY = re.compile(f"(?<![{LETTERS}])کتاب (?=خ(?:ا|و)نه)")

_STRETCHED = re.compile(f"([{LETTERS}a-z])\\1\\1")
_STRETCHED_PERSIAN = re.compile(f"([{LETTERS}])\\1\\1+")
_STRETCHED_LATIN = re.compile(r"([a-z])\1\1+")
# Addresses, codes and Roman numerals keep their letters.
_LITERAL = re.compile(r"[@\d/\\_]|\w[.:]\w|www|^\W*[ivxlcdm]+\W*$")


def _unstretch(text: str) -> str:
    """Shorten letters drawn out for emphasis: «سلاااام» to «سلام», "pleaseee" to "pleasee"."""
    words = []
    for word in text.split(" "):
        if _STRETCHED.search(word) and not _LITERAL.search(word):
            word = _STRETCHED_LATIN.sub(r"\1\1", _STRETCHED_PERSIAN.sub(r"\1", word))
        words.append(word)
    return " ".join(words)


def _join_half_spaces(text: str) -> str:
    """Join affixes written with a half-space; put a space for any other half-space in a word."""
    text = _HALF_SPACE_EZAFE.sub("", text)
    text = _HALF_SPACE_PREFIX.sub(r"\1", text)
    text = _HALF_SPACE_SUFFIX.sub("", text)
    return _HALF_SPACE_WORD.sub(" ", text).replace(ZWNJ, "")


def _join_spaces(text: str) -> str:
    """Join affixes written apart."""
    if "می " in text:
        text = _SPACE_MI.sub(r"\1", text)
    if "ه ی" in text:
        text = _SPACE_EZAFE.sub("", text)
    if " ها" in text or " ترین" in text:
        text = _SPACE_HA.sub("", text)
    if "ه ا" in text:
        text = _SPACE_AM.sub("", text)
    if "کتاب خ" in text:
        text = _SPACE_LIBRARY.sub("کتاب", text)
    return text


# Characters: what is longer is no message of a patron's, and not kept.
_LONGEST_KEPT = 400


def fold(text: str) -> str:
    """Return `text` as it is searched, compared and understood.

    Folding twice changes nothing more. The result is never longer than the text under NFKC and
    case folding (which do lengthen a few signs, «﷼» or "ß"). E-mail addresses, ISBNs and barcodes
    come through, in lower case and ASCII digits.
    """
    return _folded(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        folded = " ".join(text.lower().translate(_TABLE).split())
        return _unstretch(folded) if _STRETCHED.search(folded) else folded
    folded = text.translate(_TABLE)
    if not folded.isascii() and not _is_settled(folded):
        folded = _compose(folded)
    folded = " ".join(folded.split())
    if ZWNJ in folded:
        folded = " ".join(_join_half_spaces(folded).split())
    while True:
        if _STRETCHED.search(folded):
            folded = _unstretch(folded)
        joined = spoken(_join_spaces(folded))
        if joined == folded:
            return folded
        folded = joined


# A message is looked at by many, and so are the phrases that it is compared with.
_folded = lru_cache(maxsize=4096)(_fold)


def _is_settled(text: str) -> bool:
    """Tell whether composing and case folding would leave the text alone."""
    return unicodedata.is_normalized("NFKC", text) and text.casefold() == text


def _compose(text: str) -> str:
    """Apply NFKC and case folding until nothing changes, folding what they bring to light."""
    for _ in range(4):
        caseless = unicodedata.normalize("NFKC", text).casefold()
        again = unicodedata.normalize("NFKC", caseless).translate(_TABLE)
        if again == text:
            break
        text = again
    return text


_SQUASHED = {ord("آ"): "ا", ord("ئ"): "ی", ord("ء"): None, ord(" "): None}


def squash(text: str) -> str:
    """Return the folded text without spaces, and with «آ», «ئ» as people often type them («ا», «ی»)."""
    return fold(text).translate(_SQUASHED)
