"""The questions of the house that moves ask, as its facts put them, and what a fact that answers them speaks of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import NamedTuple

from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_as
from language.normalise import fold

__all__ = ["COSTS", "EARLY", "INSTEAD", "RULES", "WHEN_LOST", "HouseQuestion", "brings_back"]

# Who brings a thing gives it back; who brings it home, or to somebody, has collected it.
_BRINGS = re.compile(
    r"\b(?:bring\w*|return\w*|drop\w* (?:it|them) off|giv\w+ (?:it |them )?back|hand\w* (?:it |them )?in|tak\w+ (?:it|them) back)\b"
    r"|(?<!\w)(?:پس(?:ش|شون)? (?:بد|می ?د)|بر(?:ش)? ?گرد(?:و|ا)ن|بیار(?!م ?خونه))|\b(?:pas(?:esh)? bed|bargardun|biyar|biar)"
)
_COLLECTS = re.compile(
    r"\b(?:collect\w*|pick\w* (?:it |them )?up|fetch\w*|get it|reserv\w*|holds?|bring (?:it |them )?(?:to me|home))\b"
    r"|بگیر|رزرو|\b(?:begir|rezerv)"
)


def brings_back(text: str) -> bool:
    """Tell whether a text speaks of bringing things back, and of collecting none."""
    said = fold(text)
    return _BRINGS.search(said) is not None and _COLLECTS.search(said) is None


class HouseQuestion(NamedTuple):
    """A question of the house as its facts put it: its topic, its words, and what a fact that answers it speaks of."""

    topic: str
    fa: str
    en: str
    about: str

    async def tell(self, turn: Turn, *, alone: bool = False) -> bool:
        """Tell the fact that answers it; False where there is none."""
        return await answer_as(turn, self.topic, fa=self.fa, en=self.en, about=self.about, alone=alone)


_REPLACEMENT = HouseQuestion(
    "lost_card", "کارت المثنی چند است؟", "What does a replacement card cost?", "replac|new card|المثنی|تازه"
)
EARLY = HouseQuestion(
    "return",
    "می‌شود کتاب را زودتر از موعد پس داد؟",
    "Can I return a book before it is due?",
    "before|whenever|زودتر|هر وقت",
)
# Moves that nobody needs to sign in for, with what the library is asked then.
RULES = {
    "loan.where": HouseQuestion(
        "return", "کتاب را کجا پس بدهم؟", "Where can I return a book?",
        "return|bring|پس|بازگر|برگر",
    ),
    "loan.by_other": HouseQuestion(
        "return", "کس دیگری می‌تواند کتابم را پس بدهد؟", "Can somebody else return my books?",
        "else|anybody|anyone|دیگر",
    ),
    "hold.by_other": HouseQuestion(
        "hold", "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?",
        "else|anybody|anyone|دیگر",
    ),
    "hold.notice": HouseQuestion(
        "hold", "از کجا بفهمم رزروم رسیده؟", "How do I learn that my reservation has come?",
        "come|arriv|notice|ready|رسید|خبر|آماده",
    ),
    "found.where": HouseQuestion(
        "lost_property", "چیزی در کتابخانه پیدا کرده‌ام؛ به کی بدهم؟",
        "I found something in the library; to whom do I give it?",
        "desk|guard|hand|میز|نگهبان|تحویل|بده",
    ),
    "hold.cost": HouseQuestion(
        "hold", "رزرو کردن هزینه دارد؟", "Does reserving cost anything?",
        "cost|free|charge|هزینه|رایگان",
    ),
    "hold.bring": HouseQuestion(
        "borrow", "بدون کارت می‌شود کتاب گرفت؟", "Can I borrow without my card?",
        "card|کارت",
    ),
    "fee.how": HouseQuestion(
        "fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?",
        "pay|پرداز|پرداخت",
    ),
    "fee.where": HouseQuestion(
        "fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?",
        "pay|پرداز|پرداخت",
    ),
    "fee.most": HouseQuestion(
        "fines", "جریمه سقف دارد؟", "Is there a limit to a late fee?",
        "limit|maximum|most|سقف",
    ),
    "fee.receipt": HouseQuestion(
        "fines", "برای پرداخت رسید می‌دهید؟", "Do I get a receipt for a payment?",
        "receipt|رسید",
    ),
    "fee.by_other": HouseQuestion(
        "fines", "کس دیگری می‌تواند بدهی مرا بپردازد؟", "Can somebody else pay what I owe?",
        "else|anybody|anyone|دیگر",
    ),
    "fee.who": HouseQuestion(
        "fines", "بخشودگی جریمه ممکن است؟", "Can a fee be waived?",
        "waiv|decide|بخش|تصمیم",
    ),
    "card.renew": HouseQuestion(
        "card_registration", "کارت را چگونه تمدید کنم؟", "How do I renew my card?",
        "renew|تمدید",
    ),
    "card.papers": HouseQuestion(
        "card_registration", "برای تمدید کارت چه لازم است؟", "What do I need to renew my card?",
        "need|bring|لازم|مدارک|مدرک",
    ),
    "card.cost": HouseQuestion(
        "card_registration", "عضویت سالانه چند است؟", "What does a year's membership cost?",
        "cost|fee|rial|free|هزینه|ریال|رایگان|چند",
    ),
    "card.replace": _REPLACEMENT,
    "card.by_other": HouseQuestion(
        "card_registration", "با کارت کس دیگری می‌شود کتاب گرفت؟", "Can I borrow with somebody else's card?",
        "else|personal|دیگر|شخص",
    ),
    "card.pin": HouseQuestion(
        "account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?",
        "pin|password|رمز",
    ),
    "card.loans": HouseQuestion(
        "loan_policy", "اگر کارتم وقتی کتاب دارم تمام شود چه می‌شود؟", "What if my card expires while I have books?",
        "expir|اعتبار|تمام",
    ),
}  # fmt: skip
# What is asked in place of these, by a word of the message.
INSTEAD = {
    "fee.how": (
        (
            "cash|bank ?notes|coins|naghd|نقد|اسکناس",
            HouseQuestion("fines", "با پول نقد می‌شود پرداخت؟", "Can I pay in cash?", "cash|نقد"),
        ),
        (
            "foreign|visa|mastercard|which card|خارجی|ویزا|مستر",
            HouseQuestion("fines", "با چه کارت بانکی می‌شود پرداخت؟", "Which cards can I pay with?", "card|کارت"),
        ),
    ),
    "loan.where": (
        (
            "closed|shut|night|after hours|box|slot|تعطیل|شب|بسته|صندوق|خارج از ساعت|sanduq|sandogh|shab",
            HouseQuestion(
                "return", "خارج از ساعت کار چگونه پس بدهم؟", "How do I return a book when you are closed?", "box|صندوق"
            ),
        ),
        (
            "post|mail|courier|پست|پیک",
            HouseQuestion("return", "می‌شود با پست پس فرستاد؟", "Can I return by post?", "post|پست"),
        ),
    ),
    "card.pin": (
        (
            "change|new one|another|عوض|تغییر|جدید|avaz|taghir",
            HouseQuestion(
                "account", "رمز، تلفن یا نشانی‌ام را چگونه عوض کنم؟", "How do I change my PIN, telephone or address?",
                "pin|رمز",
            ),
        ),
    ),
}  # fmt: skip
# Of a card that was lost something else is asked by the same words.
WHEN_LOST = {
    "card.cost": _REPLACEMENT,
    "card.papers": HouseQuestion(
        "lost_card", "کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?", "identity|شناسایی|ملی"
    ),
    "card.renew": HouseQuestion(
        "lost_card", "کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?", "new|تازه|جدید"
    ),
    "card.loans": HouseQuestion(
        "lost_card",
        "با کارت تازه، امانت‌ها و رزروهایم می‌ماند؟",
        "Do my loans and reservations stay when I get a new card?",
        "loans|امانت",
    ),
}
# And of a membership that is not an adult's.
COSTS = {
    "student": HouseQuestion(
        "card_registration",
        "عضویت دانشجویی چند است و چه می‌خواهد؟",
        "What does a student card cost and what does it need?",
        "student|دانشجو",
    ),
    "child": HouseQuestion(
        "card_registration", "کارت کودک چگونه گرفته می‌شود؟", "How does a child get a card?", "child|کودک"
    ),
}
