"""Rules for staff passwords: length, and more than what everybody tries first."""

import re
from collections.abc import Sequence

from crm.errors import InvalidValue
from language.digits import to_ascii
from language.normalise import fold

__all__ = ["LONGEST_PASSWORD", "SHORTEST_PASSWORD", "check_password"]

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
# So many signs must be left when everything that is easily guessed has been taken out.
OF_ONES_OWN = 5

# What the commonest passwords of every published list are put together from, and what is known of this service.
# A list of whole passwords would hold few of twelve signs; nearly all of those are made of these parts.
_WORDS = (
    # Of the lists.
    "password", "passw0rd", "passwort", "pass", "letmein", "welcome", "admin", "administrator", "root", "user", "guest",
    "login", "master", "secret", "changeme", "change", "default", "access", "test", "temp", "demo", "console", "hello",
    "iloveyou", "loveyou", "love", "sunshine", "princess", "monkey", "dragon", "football", "baseball", "superman",
    "batman", "starwars", "shadow", "michael", "jordan", "ashley", "charlie", "jessica", "daniel", "flower", "lovely",
    "trustno", "whatever", "freedom", "summer", "winter", "spring", "autumn", "monday", "friday", "january", "google",
    "facebook", "samsung", "computer", "internet", "asdf", "zxcv", "qwer", "qwert", "qwerty", "azerty", "qazwsx", "abc",
    # Of this country and this trade, in Latin and in Persian letters.
    "library", "librarian", "ketabyar", "ketabkhane", "ketabkhaneh", "ketabdar", "ketab", "book", "books", "narvan",
    "iran", "tehran", "isfahan", "shiraz", "tabriz", "mashhad", "salam", "ramz", "mohammad", "mohamad", "ali", "reza",
    "hossein", "hosein", "fatemeh", "zahra", "maryam", "sara", "perspolis", "esteghlal", "khoda", "asheghetam",
    "doostet", "daram",
    "کتابخانه", "کتابدار", "کتابیار", "کتاب", "گذرواژه", "رمز", "عبور", "پسورد", "سلام", "ایران", "تهران", "مدیر",
    "محمد", "علی", "رضا", "حسین", "فاطمه", "زهرا", "مریم", "سارا", "دوستت", "دارم", "خدا",
)  # fmt: skip
_KEYBOARD = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدئو",
)  # fmt: skip
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_YEAR = re.compile(r"(?:1[34]\d\d|19\d\d|20\d\d)")
_AGAIN = re.compile(r"(.{1,6}?)\1+")
_WALK = 4


def check_password(password: str, username: str = "", display_name: str = "") -> None:
    """Refuse a password that is too short, too long or among the first that somebody would try.

    Raises InvalidValue("password").
    """
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidValue("password", f"at least {SHORTEST_PASSWORD} characters are needed")
    if len(password) > LONGEST_PASSWORD:
        raise InvalidValue("password", f"at most {LONGEST_PASSWORD} characters are taken")
    plain = "".join(sign for sign in fold(to_ascii(password)).casefold() if sign.isalnum() or sign in "@$!")
    names = [part for part in re.split(r"[\W_]+", f"{username} {fold(display_name)}".casefold()) if len(part) > 2]
    # Read both as it stands and with the letters that digits stand for.
    if min(_left(plain, names), _left(plain.translate(_LEET), names)) < OF_ONES_OWN:
        raise InvalidValue("password", "it is too easily guessed")


def _left(text: str, names: Sequence[str]) -> int:
    """Count the different signs that are left without walks, words, years and what is said again."""
    text = _without_walks(text)
    for word in sorted({*map(fold, _WORDS), *names}, key=len, reverse=True):
        text = text.replace(word, " ")
    text = _AGAIN.sub(r"\1", _YEAR.sub(" ", text))
    return len({sign for sign in text if sign.isalnum()})


def _without_walks(text: str) -> str:
    """Take out what lies side by side on a keyboard, in the alphabet or among the numbers, either way round."""
    lines = [*_KEYBOARD, *(line[::-1] for line in _KEYBOARD)]
    kept, at = "", 0
    while at < len(text):
        length = max((_walk(text, at, line) for line in lines), default=0)
        if length >= _WALK:
            kept, at = kept + " ", at + length
        else:
            kept, at = kept + text[at], at + 1
    return kept


def _walk(text: str, at: int, line: str) -> int:
    start = line.find(text[at])
    length = 0
    while start >= 0 and at + length < len(text) and start + length < len(line):
        if text[at + length] != line[start + length]:
            break
        length += 1
    return length
