"""Details that handlers read in a patron's own words, beyond the intent and its entities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from language.normalise import fold, squash

__all__ = ["asks_whether", "best_match", "is_bare_reserve", "says", "search_words", "without_request", "word_count"]

# Below this likeness two titles are not taken for one.
NEAR = 84.0

_WORD = re.compile(r"[\w%+-]+")


def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(re.findall(r"\w+", fold(text)))


def says(text: str, *phrases: str) -> bool:
    """Tell whether a text holds one of the phrases as whole words, spelling folded on both sides."""
    sentence = _spaced(text)
    return any(_spaced(phrase) in sentence for phrase in phrases)


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def asks_whether(text: str) -> bool:
    """Tell whether a wish to renew is only a question whether it could be done."""
    return says(
        text,
        "can it be renewed", "can they be renewed", "can i still renew", "is it renewable", "are they renewable",
        "am i allowed to renew", "possible to renew", "could it be renewed", "may be renewed", "can be renewed",
        "be renewed again", "renewable", "eligible", "allowed to extend", "able to renew",
        "قابل تمدید", "قابل تمدیده", "تمدید میشه", "میشه تمدید بشه", "تمدید میشود", "امکان تمدید", "تمدیدپذیر",
        "میشه هنوز تمدید", "اجازه تمدید", "تمدید داره", "می تونه تمدید", "جای تمدید", "حق تمدید",
    ) and not says(text, "please renew", "renew it", "renew them", "تمدید کن", "تمدیدش کن", "تمدید کنید")  # fmt: skip


_BARE_RESERVE = (
    "رزرو", "reserve", "reservation", "booking", "book", "رزرو کن", "رزرو کنم", "رزرو میخوام", "میخوام رزرو کنم",
    "i want to reserve", "make a reservation", "i'd like to reserve", "رزرو لطفا", "reserve please", "to reserve",
)  # fmt: skip


def is_bare_reserve(text: str) -> bool:
    """Tell whether a text says "reserve" and not what: a book or a room."""
    return word_count(text) <= 4 and any(
        says(text, phrase) and word_count(phrase) == word_count(text) for phrase in _BARE_RESERVE
    )


def best_match(text: str, titles: Sequence[str]) -> int | None:
    """Give the place of the title that a text names, or None when it names none or could be two."""
    wanted = squash(without_request(text)) or squash(text)
    if len(wanted) < 3:
        return None
    # A short title counts inside a sentence only as words of its own.
    scores = [85.0 if len(squash(title)) < 5 and says(text, title) else _likeness(wanted, title) for title in titles]
    best = max(scores, default=0.0)
    if best < NEAR:
        return None
    near = [place for place, score in enumerate(scores) if score >= best - 2.0]
    return near[0] if len(near) == 1 else None


def _likeness(wanted: str, title: str) -> float:
    """Compare squashed words with a title, or with its part before a colon."""
    forms = [squash(title), squash(re.split(r"[:؛;/(–-]", title)[0])]
    scores = []
    for form in forms:
        if len(form) < 2:
            continue
        score = fuzz.ratio(wanted, form)
        if min(len(form), len(wanted)) >= 5:
            # A title inside a longer sentence, or the beginning of a long title.
            score = max(score, fuzz.partial_ratio(wanted, form) - 4.0)
        scores.append(score)
    return max(scores, default=0.0)


_QUOTED = re.compile(r"[«\"“”']([^«»\"“”']{2,})[»\"“”']")

# What surrounds a title in a request; longest first, so that «رو دارید» goes before «رو».
_REQUEST_EN = (
    r"(?:is|are|hi|hello|hey|good morning|good evening|please|pls|thanks|thank you|kindly|"
    r"(?:do|does|did) (?:you|the library|u|we) (?:have|own|carry|hold|keep|stock)|have you got|have u got|got|"
    r"is there|are there|i(?:'m| am) (?:looking|searching) for|looking for|searching for|search for|search|find me|"
    r"find|can you|could you|could i|can i|may i|would you|i(?:'d| would) like(?: to)?|i want(?: to)?|i need(?: to)?|"
    r"wanna|want|need|show me|check (?:whether|if)|check|tell me|where is|"
    r"(?:put|place|make) (?:a )?(?:hold|reservation) (?:on|for)|(?:a )?hold (?:on|for)|reserve|hold|book me|"
    r"renew|extend|prolong|cancel|drop|recommend|suggest|something|anything|"
    r"(?:any |some |more )?(?:books?|novels?|titles?|copies|copy|works?|things?) "
    r"(?:by|on|about|called|named|titled|of)|"
    r"the book|a book|books?|novels?|titled|called|named|any copies of|a copy of|copies of|copy of|"
    r"(?:written )?by the author|author|written by|by|about|on the subject of|on|isbn(?: number)?|"
    r"in your (?:catalogue|catalog|library|collection)|in the (?:catalogue|catalog|library)|in stock|available|"
    r"for me|again|is it in|in)"
)
_EDGE_EN_FRONT = re.compile(rf"^(?:{_REQUEST_EN})\b[\s,:]*", re.IGNORECASE)
_EDGE_EN_BACK = re.compile(
    r"\b(?:please|pls|thanks|thank you|for me|available|in stock|in the library|at the library|in your library|"
    r"in the catalogue|on the shelf|on loan|again|now|today|is it in|is it available|do you have it|have you got it|"
    r"got it|or not|anywhere|in|at|book|books|novel)$",
    re.IGNORECASE,
)
_EDGE_FA_FRONT = re.compile(
    r"^(?:سلام|درود|لطفا|لطفن|ببخشید|آقا|خانم|میشه|میشود|آیا|اگه میشه|خسته نباشید|میخواستم|میخوام|میخواهم|دنبال|"
    r"به دنبال|جستجوی|جستجو|جست و جو|پیدا کن|بگرد دنبال|بگرد|سرچ|شما|کتابخانه|کتابخونه|از|یه|یک|نسخه ای از|نسخه|"
    r"کتابهایی|"
    r"کتابهای|کتابای|کتابی|کتابها|کتاب|رمانهای|رمانی|رمان|داستان|آثار|اثر|نوشته های|نوشته|"
    r"عنوان|نویسنده|درباره|در مورد|راجع به|موضوع|شابک|"
    r"چیزی|هستم|رزرو|تمدید|معرفی|پیشنهاد|برام|برای من|واسم|با موضوع|در زمینه)(?=\s|$|[:،,])[\s:،,]*"
)
_EDGE_FA_BACK = re.compile(
    r"(?<!\S)(?:رو|را|و|دارید|دارین|دارد|داره|دارن|دارند|داری|هست|هستش|موجوده|موجود|موجود است|موجود هست|"
    r"میخوام|میخواهم|میخواستم|کن|کنید|کنین|بکن|بکنید|میکنید|رزرو|رزروش|تمدید|تمدیدش|برام|برایم|برای من|واسم|لطفا|لطفن|"
    r"مرسی|ممنون|ممنونم|میشه|میگردم|هستم|پیدا|پیدا کنید|چی|چیزی|کجاست|یا نه|است|نشون بده|بده|بدید|بیار|سرچ|معرفی|"
    r"کتابخونه|کتابخانه|تو|در|اونجا|الان|کتاب|کنم|بدین|دارم|آیا|بگیر|بگیرید|بذار|بذارید|کنار|لغو)$"
)

# Nobody asks with more words of asking than these; and the longest of them at the end, with some to spare.
_MOST_EDGES = 40
_LONGEST_EDGE = 60
_AROUND = " ,،.:؛-"


def without_request(text: str) -> str:
    """Take the words of asking off both ends of a sentence; what is in quotation marks stays alone."""
    quoted = _QUOTED.search(text)
    if quoted:
        return quoted.group(1).strip()
    rest = fold(text).rstrip("?؟!.…").rstrip()
    rest = re.sub(r"[?؟!]+", " ", rest).strip()
    for _ in range(_MOST_EDGES):
        before, rest = rest, rest.strip(_AROUND) or rest
        for front in (_EDGE_EN_FRONT, _EDGE_FA_FRONT):
            if found := front.match(rest):
                rest = rest[found.end() :].strip(_AROUND) or rest
        for back in (_EDGE_EN_BACK, _EDGE_FA_BACK):
            if found := back.search(rest, max(0, len(rest) - _LONGEST_EDGE)):
                rest = rest[: found.start()].strip(_AROUND) or rest
        if rest == before:
            break
    return rest


def search_words(text: str) -> str:
    """Give what to look for in a sentence that asks for something."""
    rest = without_request(text)
    return rest if len(squash(rest)) >= 2 else ""
