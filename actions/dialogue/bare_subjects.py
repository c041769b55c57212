"""A subject named alone ("holds", «وای‌فای»): it is asked for by itself, whatever was told before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.facts.facts import answer_as
from language.requests.speech.corrections import find_correction
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["hears_bare_subject", "subject_named"]

_SUBJECTS = {
    "loans": Phrases(
        "loans|loan|borrowed books|books on loan|borrowed|on loan|checked out|my books|due dates",
        "امانت ها|امانتها|امانت‌ها|امانتام|امانتیام|امانتی ها|امانتی‌ها|امانتی هام|امانت هام|امانت‌هام|امانت‌هایم|امانت های من|کتابام|کتاب هام|کتاب‌هام"
        "|کتاب‌هایم|کتاب های من|کتابای من",
        "amanatha|amanat ha|amanatam|ketabam|ketabham",
    ),
    "hold_status": Phrases(
        "holds|reservations|reserved books|my hold|my reservation|my holds|requests on hold",
        "رزروها|رزرو ها|رزرو‌ها|رزروهام|رزرو هام|رزرو‌هام|رزروهایم|رزروم|رزروام|رزروهای من|رزرو های من",
        "rezervha|rezerv ha|rezervam|rezervham|reservam",
    ),
    "fines": Phrases(
        "fines|fees|debt|debts|overdue fines|late fees",
        "جریمه|جریمه ها|جریمه‌ها|جریمه هام|جریمه‌هام|جریمه م|جریمه‌م|جریمم|جریمه ام|بدهی|بدهیم|بدهی ها|بدهی هام|دیرکرد",
        "jarime|jarimam|jarimeha|bedehi|bedehim",
    ),
    "hours": Phrases(
        "hours|opening hours|opening times|opening time|open hours",
        "ساعت کار|ساعت کاری|ساعات کار|ساعات کاری|ساعت‌های کاری|ساعت های کاری|ساعت کارتون",
        "saat kar|saat kari|saate kari|saat e kari",
    ),
    "location": Phrases("address|addresses|locations|branches", "آدرس|آدرس ها|نشانی|شعبه ها|شعبه‌ها|شعب", "adres|address"),
    "wifi": Phrases("wifi|wi fi|wi-fi|wireless", "وای فای|وای‌فای|وایفای", "vayfay|vay fay"),
    "print_scan": Phrases("printing|print|photocopies|photocopy|copying", "پرینت|چاپ|کپی|پرینت و کپی", "perint|print"),
    "events": Phrases("events|programme|programmes|what's on|whats on", "برنامه ها|برنامه‌ها|رویدادها|رویداد ها|مراسم", "barnameha"),
    "card_registration": Phrases("membership", "عضویت", "ozviat|ozviyat"),
    "lost_card": Phrases("replacement card|duplicate card", "المثنی|کارت المثنی|کارت المثنا", "karte almosanna"),
    "renew": Phrases("renew|renewal|renewals", "تمدید", "tamdid"),
}  # fmt: skip
# What may stand around it.
_AROUND = Phrases(
    "my|the|and|also|now|then|ok|okay|please|pls|plz|what about|how about|about|next|so|hi|hello|thanks|again|your|for me|a|i want|i need|i meant|i mean",
    "و|هم|حالا|خب|خوب|لطفا|پس|بعد|سلام|ممنون|مرسی|من|بعدی|راجع به|درباره|در مورد|چی|میخوام|می خوام|میخواهم",
    "va|ham|hala|khob|lotfan|pas|salam|mersi|man|chi",
)
_MOST = 5  # words
# An order of several words is read by its own handler.
_OF_ONE_WORD = frozenset({"renew", "print_scan", "card_registration"})
# What somebody's own is named by needs somebody; others are told of the rules.
_OWN = frozenset({"loans", "fines"})
# A branch, or a day, that was told of right before goes with these.
_PLACED = frozenset({"hours", "location", "events"})


def subject_named(text: str) -> str:
    """Name the intent of the subject that a few words consist of; empty for anything that says more."""
    words = words_of(text)
    if not 0 < len(words) <= _MOST:
        return ""
    rest = _AROUND.without(words)
    for intent, names in _SUBJECTS.items():
        # "My books", "my hold": what stands around belongs to some of the names.
        whole = names.fill(words) or names.fill(rest)
        if whole and (intent not in _OF_ONE_WORD or len(rest) == 1):
            return intent
    return ""


async def hears_bare_subject(turn: Turn) -> LookStep:
    """Take a subject that is named alone as asked for by itself; what waits for words of its own takes them."""
    waits = (turn.slot("pending") or {}).get("awaits")
    if turn.is_payload or waits not in _ASKED_BESIDE:
        return LookStep.ON
    correction = find_correction(turn.text)
    meant = correction.rest if correction is not None and correction.kind == "meant" else ""
    intent, last = subject_named(meant or turn.text), turn.thread.last
    if not intent or (intent in _OWN and turn.patron is None and not meant) or _is_of_last(turn, intent):
        return LookStep.ON
    if meant and last is not None and last.act == intent:
        # "No, I meant the late fees", once more: the same answer helps nobody.
        return LookStep.ON
    turn.text = meant or turn.text
    asked = _ASKED_AS.get(intent) if last is not None else None
    if asked is not None and await answer_as(turn, intent, **asked, alone=True):
        turn.intent, turn.confidence, turn.settled = intent, 1.0, True
        return LookStep.DONE
    if intent == "fines" and turn.patron is None:
        # Of nobody's own it is asked how much a day costs.
        turn.text = _FINE_OF_ALL[turn.language]
    turn.read_as(intent)
    return LookStep.RUN


def _is_of_last(turn: Turn, intent: str) -> bool:
    """Tell whether the subject belongs to what was told last: its branch, or the loan that is to be renewed."""
    last = turn.thread.last
    if last is None:
        return turn.intent == intent
    if intent == "renew":
        return last.kind == "loan" or last.act in _RENEWED
    return intent in _PLACED and (bool(last.branch) or (intent == "location" and last.act in _HELD))


# How the library is asked for a subject of which it tells several things.
_ASKED_AS = {
    "wifi": {"fa": "وای‌فای رایگان است؟", "en": "Is the wireless network free?"},
    "card_registration": {"fa": "برای عضویت چه مدارکی لازم است؟", "en": "What do I need to join?"},
    "lost_card": {"fa": "کارت المثنی چند است؟", "en": "What does a replacement card cost?"},
}
_FINE_OF_ALL = {"fa": "جریمه دیرکرد روزی چقدره؟", "en": "How much is the fine per day?"}
_RENEWED = frozenset({"loans", "renew"})
# What is held somewhere: its address is asked for.
_HELD = frozenset({"events", "room_booking", "hours", "staff_contact"})
_ASKED_BESIDE = frozenset({None, "yes", "one", "contact"})
