"""What is asked of a thing of one's own, and is answered by the rules of the house."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, move
from actions.subjects.facts import answer_as, say_unknown
from language.normalise import fold

__all__ = ["tell_rule"]

_INTENTS = {"loan": "loans", "hold": "hold_status", "fee": "fines", "card": "account"}


class Rule(NamedTuple):
    """A question of the house as its facts put it: its topic, its words, and what a fact that answers it speaks of."""

    topic: str
    fa: str
    en: str
    about: str

    async def tell(self, turn: Turn, *, alone: bool = False) -> bool:
        """Tell the fact that answers it; False where there is none."""
        return await answer_as(turn, self.topic, fa=self.fa, en=self.en, about=self.about, alone=alone)


# Moves that nobody needs to sign in for, with what the library is asked then.
_RULES = {
    "loan.where": Rule(
        "return", "کتاب را کجا پس بدهم؟", "Where can I return a book?",
        "return|bring|پس|بازگر|برگر",
    ),
    "loan.by_other": Rule(
        "return", "کس دیگری می‌تواند کتابم را پس بدهد؟", "Can somebody else return my books?",
        "else|anybody|anyone|دیگر",
    ),
    "hold.by_other": Rule(
        "hold", "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?",
        "else|anybody|anyone|دیگر",
    ),
    "hold.notice": Rule(
        "hold", "از کجا بفهمم رزروم رسیده؟", "How do I learn that my reservation has come?",
        "come|arriv|notice|ready|رسید|خبر|آماده",
    ),
    "hold.cost": Rule(
        "hold", "رزرو کردن هزینه دارد؟", "Does reserving cost anything?",
        "cost|free|charge|هزینه|رایگان",
    ),
    "hold.bring": Rule(
        "borrow", "بدون کارت می‌شود کتاب گرفت؟", "Can I borrow without my card?",
        "card|کارت",
    ),
    "fee.how": Rule(
        "fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?",
        "pay|پرداز|پرداخت",
    ),
    "fee.where": Rule(
        "fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?",
        "pay|پرداز|پرداخت",
    ),
    "fee.most": Rule(
        "fines", "جریمه سقف دارد؟", "Is there a limit to a late fee?",
        "limit|maximum|most|سقف",
    ),
    "fee.receipt": Rule(
        "fines", "برای پرداخت رسید می‌دهید؟", "Do I get a receipt for a payment?",
        "receipt|رسید",
    ),
    "fee.by_other": Rule(
        "fines", "کس دیگری می‌تواند بدهی مرا بپردازد؟", "Can somebody else pay what I owe?",
        "else|anybody|anyone|دیگر",
    ),
    "fee.who": Rule(
        "fines", "بخشودگی جریمه ممکن است؟", "Can a fee be waived?",
        "waiv|decide|بخش|تصمیم",
    ),
    "card.renew": Rule(
        "card_registration", "کارت را چگونه تمدید کنم؟", "How do I renew my card?",
        "renew|تمدید",
    ),
    "card.papers": Rule(
        "card_registration", "برای تمدید کارت چه لازم است؟", "What do I need to renew my card?",
        "need|bring|لازم|مدارک|مدرک",
    ),
    "card.cost": Rule(
        "card_registration", "عضویت سالانه چند است؟", "What does a year's membership cost?",
        "cost|fee|rial|free|هزینه|ریال|رایگان|چند",
    ),
    "card.replace": Rule(
        "lost_card", "کارت المثنی چند است؟", "What does a replacement card cost?",
        "replac|new card|المثنی|تازه",
    ),
    "card.by_other": Rule(
        "card_registration", "با کارت کس دیگری می‌شود کتاب گرفت؟", "Can I borrow with somebody else's card?",
        "else|personal|دیگر|شخص",
    ),
    "card.pin": Rule(
        "account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?",
        "pin|password|رمز",
    ),
    "card.loans": Rule(
        "loan_policy", "اگر کارتم وقتی کتاب دارم تمام شود چه می‌شود؟", "What if my card expires while I have books?",
        "expir|اعتبار|تمام",
    ),
}  # fmt: skip
# What is asked in place of these, by a word of the message.
_INSTEAD = {
    "fee.how": (
        ("cash|notes|coins|نقد|اسکناس", Rule("fines", "با پول نقد می‌شود پرداخت؟", "Can I pay in cash?", "cash|نقد")),
        (
            "foreign|visa|mastercard|which card|خارجی|ویزا|مستر",
            Rule("fines", "با چه کارت بانکی می‌شود پرداخت؟", "Which cards can I pay with?", "card|کارت"),
        ),
    ),
    "loan.where": (
        (
            "closed|shut|night|after hours|box|slot|تعطیل|شب|بسته|صندوق|خارج از ساعت|sanduq|sandogh|shab",
            Rule(
                "return", "خارج از ساعت کار چگونه پس بدهم؟", "How do I return a book when you are closed?", "box|صندوق"
            ),
        ),
        ("post|mail|courier|پست|پیک", Rule("return", "می‌شود با پست پس فرستاد؟", "Can I return by post?", "post|پست")),
    ),
    "card.pin": (
        (
            "change|new one|another|عوض|تغییر|جدید|avaz|taghir",
            Rule(
                "account", "رمز، تلفن یا نشانی‌ام را چگونه عوض کنم؟", "How do I change my PIN, telephone or address?",
                "pin|رمز",
            ),
        ),
    ),
}  # fmt: skip


def _telling(name: str) -> Callable[[Turn], Awaitable[bool]]:
    async def telling(turn: Turn) -> bool:
        await tell_rule(turn, name)
        return True

    return telling


for _name in _RULES:
    move(_name)(_telling(_name))


@move("loan.remind")
async def remind(turn: Turn) -> bool:
    """Say that nothing is sent from here, and what the library tells of notices."""
    turn.intent = "subscribe"
    await HANDLERS["subscribe"].handler(turn)
    return True


async def tell_rule(turn: Turn, name: str, rule: Rule | None = None) -> None:
    """Tell the rule that a move asks for; where there is none, that it is not known."""
    said = fold(turn.text)
    instead = (other for words, other in _INSTEAD.get(name, ()) if re.search(words, said))
    rule = rule or next(instead, None) or _RULES[name]
    intent = _INTENTS[name.partition(".")[0]]
    before = len(turn.acts)
    if not await rule.tell(turn):
        turn.intent = intent
        say_unknown(turn)
    turn.intent = intent
    # The thing of one's own stays what is spoken of, behind the rule that was told.
    turn.did(intent, topic=rule.topic, result="told")
    turn.acts.insert(before, turn.acts.pop())
