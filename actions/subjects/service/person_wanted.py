"""Whether a text asks for a person: who is named, whether one is wanted now, and what about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["FEWEST_WORDS", "ORDERS_PERSON", "PERSON", "asks_to_talk", "matter_words", "orders_person"]

# A wish for a person names one, or says that somebody is to call.
PERSON = (
    "human", "person", "people", "librarian", "librarians", "staff", "someone", "somebody", "anyone", "anybody",
    "agent", "operator", "representative", "manager", "colleague", "employee", "real", "call me", "ring me", "phone me",
    "contact me", "speak to", "talk to", "talk with", "speak with", "chat with", "کتابدار", "آدم", "ادم", "آدمیزاد",
    "انسان", "کسی", "یکی", "یه نفر", "یک نفر", "اپراتور",
    "مسئول", "مسئولش", "مسئولتون", "پشتیبان", "پشتیبانی", "کارشناس",
    "همکار", "همکارتون", "همکاراتون", "کارمند", "کارمندا", "مدیر", "زنگ", "زنگ بزنید", "تماس", "تماس بگیرید",
    "صحبت کنم", "حرف بزنم", "وصلم کن", "وصل کن", "ketabdar", "adam", "ensan", "masool", "operator", "karmand",
)  # fmt: skip
# What only asks for a person; what is left says what about.
BESIDE = frozenset(
    fold(word)
    for word in (
        "i i'd id would like want wanna need to can could you please let me get connect transfer put through speak talk"
        " chat with a an the real live actual human person people librarian someone somebody anyone anybody agent"
        " operator staff member representative from your of library here"
        " now right instead this bot robot not machine is there"
        " it hello hi hey thanks rather just have be will may i'm for help some in on any one"
        " می خوام میخوام میخواهم میخواستم میشه لطفا با یه یک نفر کسی آدم ادم انسان واقعی کتابدار اپراتور مسئول پشتیبان"
        " پشتیبانی کارشناس صحبت حرف کنم بزنم بزنید کنید وصل وصلم وصلش کن کنین بگو بیاد من منو رو را به از شما الان همین"
        " حالا سلام ببخشید هست هستید کمک کمکم ربات نه نمیخوام"
        " زنگ تماس بگیرید بگیرین خواهش میکنم میکنید دارم لازم باید دیگه"
    ).split()
)
FEWEST_WORDS = 2
# Who says so wants one now, whatever else is said.
ORDERS_PERSON = re.compile(
    r"\b(?:connect|transfer|put) (?:me|us) (?:to|through|over)\b|\b(?:get|find|bring|call|send) (?:me|us) (?:a|the|some|your) (?:real |actual |live )?(?:human|person|people|librarian|agent|operator|manager)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:want|need|like|demand|prefer) (?:to (?:talk|speak|chat) (?:to|with) )?(?:a|the|some|an) (?:real |actual |live |human )?(?:human|person|being|librarian|agent|operator)\b"
    r"|(?:منو|من رو|من را|مرا|ما ?رو|وصلم|وصلمون)(?: (?!وای|اینترنت|شبکه|نت|سایت)\w+){0,9} ?وصل(?! (?:نمی\W?(?:ش|کنه|کند)|نش|شد|شم))|وصل(?:م|مون|ش)? ?کن(?:ید|ین)?|(?:کتابدار|آدم|ادم|اپراتور|مسئول)\w* ?(?:رو |را )?(?:صدا|وصل) (?:کن|بزن)\w*"
    r"|\b(?:mano|manu|vaslam) (?:\w+ ){0,2}(?:vasl|kon)\w*|\bvasl(?:am)? kon\w*"
)
# Who asks so wants to talk to one, whatever about: no rule of the library is told instead.
_PEOPLE = r"(?:human|person|people|being|librarian|agent|operator|member|staff|some(?:one|body)|any(?:one|body)|colleague|manager)s?"
_TALKS = re.compile(
    rf"\b(?:talk|speak|chat|talking|speaking)\b(?: directly| live)? (?:to|with) (?:(?:an?|the|some|your|any|one of your|real|actual|live|human) ){{0,3}}{_PEOPLE}\b"
    rf"|^\W*(?:a|the|some|any) (?:real |actual |live |human )?(?:librarian|human|person|agent|operator)\b(?: please| pls|,|$)|\b(?:get|have) (?:an?|the) (?:real |live |human )?(?:librarian|human|person|agent) (?:to|on)\b"
    r"|(?<!\w)(?:با|به) (?:\w+ ){0,2}?(?:کتابدار|آدم|ادم|انسان|نفر|کسی|یکی|مسئول|همکار|کارشناس|کارمند|اپراتور|پشتیبان|مدیر)\w*[^.؟!?]{0,60}(?:صحبت|حرف|گپ|چت)\w* ?(?:رو )?(?:کن|بزن|داشت|دار|بش)\w*"
    r"|(?:صحبت|حرف) (?:کنم|بزنم|کنیم|بزنیم) (?:با|به) (?:\w+ ){0,2}?(?:کتابدار|آدم|ادم|انسان|نفر|کسی|مسئول|همکار|کارشناس)\w*"
    r"|\bba (?:\w+ ){0,2}?(?:ketabdar|adam|ensan|nafar|kasi|masool|operator|karmand)\w*[^.?!]{0,60}(?:sohbat|harf) (?:kon|bezan)\w*"
)
_HOW = re.compile(
    r"^\W*(?:how|where|when|what time|who|at what)\b|(?<!\w)(?:چطور\w*|چجوری|چگونه|کجا|کی|چه ساعت\w*)(?!\w)|\b(?:chetor\w*|chejuri|koja)\b"
)


def matter_words(text: str) -> list[str]:
    """Give the words of a wish for a person that say what about."""
    return [word for word in re.findall(r"\w+", fold(text)) if word not in BESIDE]


def orders_person(text: str) -> bool:
    """Tell whether a text says that its writer wants a person now: "I want a real person", «به یه آدم وصلم کن»."""
    return ORDERS_PERSON.search(fold(text).replace("’", "'")) is not None


def asks_to_talk(text: str) -> bool:
    """Tell whether a text asks to talk to somebody now, and not how, where or when one can."""
    said = fold(text)
    return _TALKS.search(said) is not None and _HOW.search(said) is None
