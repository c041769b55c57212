"""Language and format of a copy that a text asks for: «فارسیش», "the audiobook"."""

from __future__ import annotations

from dataclasses import dataclass

from language.requests.phrases import Phrases, words_of

__all__ = ["CopyWish", "find_copy"]

_LANGUAGES = {
    "en": Phrases(
        "english|in english|the english one|english version|english edition|english translation|original",
        "انگلیسی|انگلیسیش|انگلیسیشو|انگلیسیشم|به انگلیسی|انگلیسی اش|زبان انگلیسی|زبان اصلی|زبون اصلی|لاتین|لاتینش"
        "|ترجمه انگلیسی|ترجمه انگلیسیش",
        "englisi|englisish|engelisi|ingilisi|inglisi|be englisi",
    ),
    "fa": Phrases(
        "persian|farsi|in persian|in farsi|the persian one|persian version|persian edition|persian translation"
        "|translation",
        "فارسی|فارسیش|فارسیشو|فارسیشم|به فارسی|فارسی اش|زبان فارسی|ترجمه|ترجمه‌ش|ترجمه‌اش|ترجمش|ترجمشو"
        "|ترجمه فارسی|ترجمه فارسیش"
        "|ترجمه شده",
        "farsi|farsish|be farsi|tarjome|tarjomash",
    ),
    "ar": Phrases("arabic|in arabic", "عربی|عربیش|به عربی"),
    "fr": Phrases("french|in french", "فرانسه|فرانسوی|به فرانسه"),
    "de": Phrases("german|in german", "آلمانی|آلمانیش|به آلمانی"),
}
_FORMATS = {
    "audio": Phrases(
        "audio|audiobook|audiobooks|audio book|on cd|recording",
        "صوتی|صوتیش|کتاب صوتی|گویا|کتاب گویا|گویاش",
        "sowti|soti",
    ),
    "ebook": Phrases(
        "ebook|e book|ebooks|electronic|digital|pdf|kindle|online",
        "الکترونیکی|الکترونیکیش|دیجیتال|پی دی اف|پی دی افش|ایبوک",
        "pdf",
    ),
    "dvd": Phrases(
        "dvd|dvds|film|movie|video|blu ray|the film", "فیلم|فیلمش|فیلمشو|دی وی دی|دیویدی|دی وی دیش", "filmesh|filmash"
    ),
    "print": Phrases("print|printed|paper|paperback|hardback|hardcover|physical", "چاپی|چاپیش|کاغذی|جلد سخت"),
    "large_print": Phrases("large print", "درشت|چاپ درشت|حروف درشت"),
    "braille": Phrases("braille", "بریل|خط بریل"),
}


@dataclass(frozen=True, slots=True)
class CopyWish:
    """The language (a code) and the format that are asked for; and the words beside them."""

    language: str
    format: str
    rest: str


def find_copy(text: str) -> CopyWish | None:
    """Find the language or the format of a copy in a text; None when it names neither."""
    words = words_of(text)
    language, words = _first(_LANGUAGES, words)
    kind, words = _first(_FORMATS, words)
    return CopyWish(language, kind, " ".join(words)) if language or kind else None


def _first(known: dict[str, Phrases], words: list[str]) -> tuple[str, list[str]]:
    for name, phrases in known.items():
        rest = phrases.without(words)
        if len(rest) < len(words):
            return name, rest
    return "", words
