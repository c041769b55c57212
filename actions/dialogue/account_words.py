"""Words that speak of what a patron has with the library: without any of them no sign-in is asked for on a guess."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from language.normalise import fold
from protocol.intents import traits_of

__all__ = ["names_no_account"]

# What may be meant of an account, in whatever words: a thing, a deed, a day, a sum, or what is one's own.
_WORDS = re.compile(
    r"\b(?:ren+e?w\w*|exten\w*|prolong\w*|long\w*|loan\w*|len[dt]\w*|borrow\w*|due|date|day\w*|week\w*|until|till|return\w*|bring|back|late\w*|overdue|fin(?:e|es|ed)|fees?|ow(?:e|ing|es|ed)|pa(?:y|id)\w*|debt\w*|money|cost\w*|charg\w*|how much|cards?|account\w*|member\w*|sign\w*|log\w*|pin|password|reserv\w*|hold\w*|queue|wait\w*|ready|arriv\w*|collect\w*|pick\w*|cancel\w*|my|mine|i (?:have|got|had)|i've|keep\w*|more time|finish\w*|read\w*|them|these|those|both|all)\b"
    r"|تمدید|امانت|مهلت|موعد|جریمه|بده(?:ی|کار)|پول|کارت|حساب|عضو|وارد|ورود|رمز|رزرو|نوبت|صف|آماده|تحویل|لغو|کنسل|پس (?:بد|می|دا)|برگردون|برگردان|نگه|دیر|تاریخ|سررسید|وقت|فرصت|روز|هفته|تا کی|بیشتر|دستم|پیشم|مال من|بردم|گرفتم|خوندم|دارم|همه|جفت|هر دو|هردو|هم(?:شون|ش)|اون|این|کتاب(?!دار|خ)\w{0,4}(?:م|ام|مو|هام)(?!\w)"
    r"|\b(?:ta[mn]di[td]\w*|amanat\w*|mohlat\w*|mo'?ed\w*|jarim\w*|bedeh\w*|pool\w*|kart\w*|hesab\w*|ozv\w*|vared\w*|ramz\w*|re[sz]e?rv\w*|nobat\w*|saf\w*|amade\w*|tahvil\w*|laghv\w*|cancel\w*|kansel\w*|pas (?:b|m|d)\w*|bargardo?o?n\w*|negah\w*|dir\w*|vaght\w*|rooz\w*|ruz\w*|hafte\w*|ta key|bishtar|dast[ae]m\w*|borda?m|gerefta?m|khoo?nda?m|daram|hame\w*|har ?do\w*|oo?n\w*|in\w*|ketab(?!dar|kh)(?:am|amo|ham|hamo|o))\b"
)
_ACCOUNT = frozenset({"renew", "loans", "fines", "hold_status", "cancel_hold"})
_SURE, _FEWEST = 0.92, 4
# After these nothing of an account can be meant by a word that points at it.
_TALKED_OF = frozenset({"", "greet", "chitchat", "thanks", "bot_challenge", "out_of_scope", "insult", "nlu_fallback"})


def names_no_account(turn: Turn) -> bool:
    """Tell whether a message of some words was read, not surely, as asking of an account, and has no word of that.

    Nothing of an account was spoken of before it either: "both of them, please" leans on what was.
    """
    if turn.is_payload or turn.intent not in _ACCOUNT or turn.confidence >= _SURE or turn.prior is not None:
        return False
    if turn.entities or turn.slot("pending") or turn.slot("resume") or word_count(turn.text) < _FEWEST:
        return False
    last = turn.thread.last
    social = last is None or last.act in _TALKED_OF or traits_of(last.act).social
    said = fold(turn.text).replace("’", "'")
    return social and _WORDS.search(said) is None and not any(sign.isdigit() for sign in said)
