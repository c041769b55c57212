"""What is asked of a thing of one's own, and is answered by the rules of the house."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, move
from actions.subjects.facts import answer_as, say_unknown

__all__ = ["tell_rule"]

_INTENTS = {"loan": "loans", "hold": "hold_status", "fee": "fines", "card": "account"}


class Rule(NamedTuple):
    """A question of the house as its facts put it: its topic, and its words in both languages."""

    topic: str
    fa: str
    en: str


# Moves that nobody needs to sign in for, with what the library is asked then.
_RULES = {
    "loan.where": Rule("return", "کتاب را کجا پس بدهم؟", "Where can I return a book?"),
    "loan.by_other": Rule("return", "کس دیگری می‌تواند کتابم را پس بدهد؟", "Can somebody else return my books?"),
    "hold.by_other": Rule("hold",
        "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?"),
    "hold.notice": Rule("hold", "از کجا بفهمم رزروم رسیده؟", "How do I learn that my reservation has come?"),
    "hold.cost": Rule("hold", "رزرو کردن هزینه دارد؟", "Does reserving cost anything?"),
    "hold.bring": Rule("borrow", "بدون کارت می‌شود کتاب گرفت؟", "Can I borrow without my card?"),
    "fee.how": Rule("fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?"),
    "fee.where": Rule("fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?"),
    "fee.most": Rule("fines", "جریمه سقف دارد؟", "Is there a limit to a late fee?"),
    "fee.receipt": Rule("fines", "برای پرداخت رسید می‌دهید؟", "Do I get a receipt for a payment?"),
    "fee.by_other": Rule("fines", "کس دیگری می‌تواند بدهی مرا بپردازد؟", "Can somebody else pay what I owe?"),
    "fee.who": Rule("fines", "بخشودگی جریمه ممکن است؟", "Can a fee be waived?"),
    "card.renew": Rule("card_registration", "کارت را چگونه تمدید کنم؟", "How do I renew my card?"),
    "card.papers": Rule("card_registration", "برای تمدید کارت چه لازم است؟", "What do I need to renew my card?"),
    "card.cost": Rule("card_registration", "عضویت سالانه چند است؟", "What does a year's membership cost?"),
    "card.replace": Rule("lost_card", "کارت المثنی چند است؟", "What does a replacement card cost?"),
    "card.by_other": Rule("card_registration",
        "با کارت کس دیگری می‌شود کتاب گرفت؟", "Can I borrow with somebody else's card?"),
    "card.pin": Rule("account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?"),
    "card.loans": Rule("loan_policy",
        "اگر کارتم وقتی کتاب دارم تمام شود چه می‌شود؟", "What if my card expires while I have books?"),
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
    rule = rule or _RULES[name]
    intent = _INTENTS[name.partition(".")[0]]
    before = len(turn.acts)
    if not await answer_as(turn, rule.topic, fa=rule.fa, en=rule.en):
        turn.intent = intent
        say_unknown(turn)
    turn.intent = intent
    # The thing of one's own stays what is spoken of, behind the rule that was told.
    turn.did(intent, topic=rule.topic, result="told")
    turn.acts.insert(before, turn.acts.pop())
