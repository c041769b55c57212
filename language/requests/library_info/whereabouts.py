"""What is asked for with "where": a place inside the building, or the way to the building itself."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.speech.bare_questions import named_words

__all__ = [
    "asks_for_a_room",
    "asks_for_contact",
    "asks_for_email",
    "asks_for_hours",
    "asks_for_its_contact",
    "asks_for_the_way",
    "asks_of_opening",
    "asks_until_when",
    "asks_where",
    "speaks_of_opening",
    "without_contact_words",
]

_INSIDE = re.compile(
    r"\b(?:toilets?|bathrooms?|restrooms?|washrooms?|loo|floors?|rooms?|offices?|desks?"
    r"|دستشویی|توالت|سرویس(?:\s?های)? بهداشتی|طبقه|اتاق|سالن|میز)\b"
)
_WAY = re.compile(
    r"\b(?:address(?:es)?|directions?|located|location|metro|subway|bus|map|postcode|postal"
    r"|(?:get|come|go|walk|drive) (?:there|to|here)|where(?:['’]s| is| are| s) (?:the |your |you\b|library|branch|it\b)"
    r"|where(?:['’]s| is| are| s)? (?:the )?(?:(?!(?:in|at|of|on|near|by|to)\b)\S+ ){0,2}(?:library|branch)|آدرس\w*|ادرس\w*|نشانی\w*|مسیر|مترو|اتوبوس|نقشه|لوکیشن|کد پستی|بیام|بیایم"
    r"|(?:کجا\w*|کجاست) (?:کتابخانه|کتابخونه|شعبه)|(?:کتابخانه|کتابخونه|شعبه)\w*(?: \S+){0,3} کجا\w*)\b"
)


_HOURS = re.compile(
    r"\b(?:open\w*|clos\w+|hours?|when|what time|till|until|now|today|tomorrow|tonight|weekends?|holidays?|\w+day"
    r"|باز\w*|بسته\w*|تعطیل\w*|ساعت\w*|کی|الان|امروز|فردا|امشب|\w*شنبه|جمعه|تا چند|saat\w*|baz\w*|tatil\w*)\b"
)
# What is said of being open and of little else: a day alone may be that of anything.
_OPENING = re.compile(
    r"\b(?:open\w*|clos(?:e|es|ed|ing)|hours|what time|until|till|how late|باز(?:ه|ین|ید|ن|ست| هست\w*| است)?"
    r"|بسته\w*|تعطیل\w*|ساعت\w*|تا کی|تا چند\w*|از کی|کی باز|می ?بند(?:ه|ید|ین|ن|د|ند)|mi ?band(?:e|id|in|an)|saat\w*"
    r"|baz(?:e|in|id)?|bast\w+|tatil\w*|ta (?:key|kei|chand))\b"
)
_EMAIL = re.compile(r"\b(?:e ?-?mails?|ایمیل\w*|پست الکترونیک\w*|میل)\b")

_CONTACT = re.compile(
    r"\b(?:(?:tele)?phones?|numbers?|calls?|ring|contact|reach|extension|address|branch|library"
    r"|شماره\w*|تلفن\w*|تماس\w*|زنگ|داخلی|آدرس\w*|نشانی\w*|شعبه\w*|کتابخانه\w*|کتابخونه\w*)\b"
)


# Whose telephone it is: the library's, not that of the place spoken of.
_OTHERS = re.compile(r"\b(?:you|your|library|contact|کتابخانه\w*|کتابخونه\w*|شما(?:رو|را|ها)?|تون|باهاتون|\w+تون)\b")


def asks_for_hours(text: str) -> bool:
    """Tell whether a text speaks of being open, of a day or of an hour."""
    return _HOURS.search(fold(text)) is not None


def speaks_of_opening(text: str) -> bool:
    """Tell whether a text speaks of being open or closed, or of an hour; a day alone says nothing of it."""
    return _OPENING.search(fold(text)) is not None


# Asked of being open: an hour that is only named is that of anything.
_ASKS_OPENING = re.compile(
    r"\b(?:open\w*|clos(?:e|es|ed|ing)|(?:opening|working) (?:hours|times?)|hours|what time|what hours?|which hours?|how (?:late|early|long are you)|(?:until|till|to|from) (?:when|what)"
    r"|باز(?:ه|ین|ید|ن|ست| هست\w*| است| می ?\w+)?|بسته\w*|تعطیل\w*|ساعت ?(?:کار|کاری)\w*|(?:چه|کدام|کدوم) ساعت\w*|ساعت چند\w*|(?:تا|از) (?:کی|چند|چه)\w*|(?:کی|چند|وقت) (?:در(?: ?(?:رو|را))? )?می ?بند\w+"
    r"|(?:key|kei|ki|chand|vaght) (?:daro? )?mi ?band\w+|baz(?:e|in|id)?|bast\w+|tatil\w*|ta (?:key|kei|ki|chand)|saat chand\w*|che saat\w*)\b"
)


def asks_of_opening(text: str) -> bool:
    """Tell whether a text asks when the library is open; an hour or a day that it names alone asks nothing."""
    return _ASKS_OPENING.search(fold(text)) is not None


_UNTIL_WHEN = re.compile(
    r"\b(?:until|till|til|up to) (?:when|what time)\b|\b(?:when|what time|how late|how early)\b[^.?!]{0,30}\b(?:open|opens|close|closes|shut|shuts)\b|\b(?:open|closed|shut) (?:today|tomorrow|now|on|at|until|till)\b|\b(?:opening|working) hours\b"
    r"|(?<!\w)(?:تا کی|تا چند|تا چه ساعت\w*|ساعت کار\w*|(?:کی|چه ساعتی|ساعت چند) (?:باز|بسته|تعطیل|می ?بند)\w*|(?:باز|تعطیل|بسته)(?:ه|ست|ین|ید| است| هست\w*)(?= ?[؟?]))|\bta (?:key|kei|ki|chand)\b"
)


def asks_until_when(text: str) -> bool:
    """Tell whether a text asks in so many words until when, or whether, the library is open."""
    return _UNTIL_WHEN.search(fold(text)) is not None


def asks_for_email(text: str) -> bool:
    """Tell whether a text asks for an e-mail address."""
    return _EMAIL.search(fold(text)) is not None


def asks_for_contact(text: str) -> bool:
    """Tell whether a text speaks of a telephone, an address, or of reaching somebody."""
    folded = fold(text)
    return _CONTACT.search(folded) is not None or _EMAIL.search(folded) is not None


def asks_for_its_contact(text: str) -> bool:
    """Tell whether a text asks for a telephone or an e-mail address, and names nobody whose it is."""
    return _OTHERS.search(fold(text)) is None and not named_words(without_contact_words(text))


def without_contact_words(text: str) -> str:
    """Give a text without the words for a telephone or an address: whom it is to reach."""
    return _CONTACT.sub(" ", _EMAIL.sub(" ", fold(text)))


def asks_for_a_room(text: str) -> bool:
    """Tell whether a text names a room, a desk or a floor: what is where inside."""
    return _INSIDE.search(fold(text)) is not None


def asks_for_the_way(text: str) -> bool:
    """Tell whether a text asks where the library or a branch itself is, or how to get there."""
    return _WAY.search(fold(text)) is not None


_LEADS = frozenset(
    "and so ok okay sorry please hi hello well but then و خب پس سلام ببخشید راستی لطفا salam khob".split()
)
_WHERE_FIRST = (("where", "is"), ("where", "'s"), ("where's",), ("wheres",), ("where", "s"), ("where",), ("کجاست",))
_WHERE_LAST = (("کجاست",), ("کجاس",), ("کجا", "هست"), ("کجا", "است"), ("kojast",), ("kojas",), ("koja", "hast"))


def asks_where(text: str) -> str:
    """Give what a text asks the place of, and nothing beside it: "saadi" of "and where is Saadi?"; else nothing."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(text).replace("’", "'"))
    while words and words[0] in _LEADS:
        words = words[1:]
    for first in _WHERE_FIRST:
        if tuple(words[: len(first)]) == first:
            return " ".join(words[len(first) :])
    for last in _WHERE_LAST:
        if tuple(words[-len(last) :]) == last:
            return " ".join(words[: -len(last)])
    return ""
