"""Words in which patrons ask of their own things of any kind, and that they have signed in: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["KASI", "LOOK", "OWN", "SIGNED", "SOMEBODY", "WHETHER_NOT", "WHY", "WORD_END", "WORD_START", "any_of"]


def any_of(*parts: str) -> re.Pattern[str]:
    """Make one pattern of several."""
    return re.compile("|".join(f"(?:{part})" for part in parts))


WORD_START, WORD_END = r"(?<![^\W_])", r"(?![^\W_])"
SOMEBODY = r"(?:some(?:body|one)(?: else)?|any(?:body|one)(?: else)?|another (?:patron|reader|member|person)|other people|others)"
KASI = r"(?:کسی|یکی دیگه|یه نفر دیگه|یک نفر دیگر|نفر دیگه|شخص دیگری|kasi|yeki dige|nafare dige)"
WHY = any_of(
    r"\bwhy (?:was|were|is|can|can't|cant|could|couldn't|did|didn't|not|won't|will|wasn't|isn't|doesn't|on earth can't)",
    r"^(?:but |and |so |ok |okay |oh )?why(?: not| is that| so)?\W*$",
    r"\bhow come\b",
    r"\bwhy not\b",
    r"\bwhat(?:'s| is) (?:the reason|stopping)",
    r"\bwhich (?:one|ones|of them|book|books) (?:couldn't|could not|can't|cannot|wasn't|was not|were not|weren't|did(?:n't| not)|not)",
    rf"{WORD_START}(?:چرا|برای چی|واسه چی|به چه علت|به چه دلیل|علتش|دلیلش){WORD_END}",
    r"(?:کدوم|کدام)(?:ش|شون|شان|یکی|ا)? (?:رو |را )?(?:نشد|نمیشه|تمدید نشد)",
    r"\b(?:chera|vase chi|baraye chi)\b",
    r"\bkodu?m(?:esh|eshun)? nashod",
)
WHETHER_NOT = any_of(
    r"نمیشه[^.؟?!]{0,10}[،,]? ?(?:درسته|آره|نه)(?:\W|$)",
    r"\b(?:can't|cannot|can not)\b[^.?!]{0,25}\beither\b",
    r"\bnemishe[^.?!]{0,10} (?:doroste|are|na)\W*$",
)
# Asked with these words it is the patron's own, whatever was talked of before.
OWN = re.compile(
    r"\b(?:my|mine|i|i've|i'm|me)\b|(?:رزروم|رزروهام|امانتم|امانتام|کتابم|کتابام|کارتم|جریمم|بدهیم|دستم|دستمه|عضویتم)|(?<![^\W_])من(?![^\W_])|\b(?:man|ketabam|rezervam|kartam)\b"
)
SIGNED = any_of(
    r"(?<!when )(?<!if )\bi(?:'ve| have)? (?:just |now |already )?(?:signed|logged) (?:in|on)\b(?: now)?(?! to\b| with\b| and\b)",
    r"\bi(?:'m| am) (?:now )?(?:signed in|logged in|logged on|login|in now)\b(?: now)?",
    r"\bi(?:'m| am) in(?=\W*$|[.,!?;])",
    r"\bnow i am (?:login|in|logged in|signed in)\b",
    r"^(?:there|done|fine|ok|okay|right|now|just|all|yes|yeah)?,? ?(?:i'm |i am )?(?:now )?(?:signed|logged) (?:in|on)\b(?: now)?",
    r"\b(?:there|done),? (?:signed|logged) in\b",
    r"\b(?:sign|log)(?:ing)?[ -]?in (?:is )?(?:done|worked|complete)\b",
    r"^(?:in now|i am in|i'm in)$",
    r"(?:الان |حالا |اکنون |بیا |آها |آهان |خب )*(?<!وقتی )(?<!تا )(?:وارد|لاگین|login|log in|sign in) (?:حسابم |حساب |اکانتم |سایت )?(?:شدم|کردم|شده ?ام|شدیم|کرده ?ام|شدمش)",
    r"(?:اومدم|آمدم|رفتم) (?:تو|توی|داخل) (?:حسابم|حساب|اکانتم|پروفایلم)",
    r"ورود(?:م| من)? (?:انجام شد|کردم|رو زدم|را زدم)",
    r"\b(?:vared|login|log in|sign in)(?: hesabam| hesab)? (?:shodam|kardam|shodim)\b(?: hala| alan)?",
)
LOOK = any_of(
    r"^(?:please |now |so |and |then |go on |well )*(?:show me|show it|look(?: for yourself)?|you check|check(?: it| now)?|please check|please you check|have a look|go ahead|go on|carry on|proceed|do (?:it|that)|keep going|tell me|now tell me|now explain|look at (?:it|both)|please look at both|continue)?(?: please| now| then)?$",
    r"^(?:حالا |خب |پس |لطفا )*(?:بگو|بگید|بگین|نشون بده|نشون بدین|نشونم بده|ببین|ببینید|چک کن|ادامه بده|ادامه بدید|ادامه بدین|انجام بده|انجامش بده|انجام بدید|انجام بدین|انجامش بدین|(?:hala )?(?:anjam(?:esh)?|edame) (?:bede|bedid|bedin)|hala|begu|begu chera|hala begu|hala begu chera|neshun bede)?(?: چرا| لطفا| حالا)?$",
)  # fmt: skip
