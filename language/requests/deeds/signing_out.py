"""Whether words wish to be signed out: who says that they are signed in does not."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["signs_out"]

_PLAINLY = re.compile(
    r"\b(?:sign|log|sing|singn|lgo)(?: me| us)?[ -]?(?:out|off)\b|خارج|خروج|لاگ ?(?:اوت|آوت)|بیرون|\b(?:khar[ei]j|khoro+j|birun|biroon)\w*"
)
_OUT = re.compile(
    r"\b(?:sign|log|signe|singn?|lgo|get|take|kick)\w* (?:\w+ ){0,4}(?:out|off)\b|\b(?:sign|log|sing)[ -]?(?:out|off)\b|\b(?:exit|leave|close|quit|stop|end|terminate|shut)\b"
    r"|\b(?:unlink|disconnect|detach|unpair|unbind|forget|remove|delete|undo|break|clear|cut|out of)\w*\b|\b(?:other|another|different|own|switch\w*) (?:\w+ )?(?:card|account|user)\b"
    r"|خارج|خروج|لاگ ?(?:اوت|آوت|اف)|ساین ?(?:اوت|آوت|اف)|بیرون|قطع|جدا|دربیا|در بیا|در بیار|درآر|بردار|پاک|حذف|فراموش|ببند|بسته|لغو|کارت دیگه|حساب دیگه|اکانت دیگه|یکی دیگه"
    r"|\b(?:khar[ei]j|khoro+j|birun|biroon|logout|ghat|joda)\w*"
)
_IN = re.compile(
    r"\b(?:sign|log|signing|logging)(?:ed|ged|ned)? ?in\b|\b(?:signed|logged|entered|am|i'm|already) (?:\w+ ){0,2}in\b|\bi (?:have |did |just )?(?:entered|done it|did it)\b"
    r"|وارد (?:شدم|شده|هستم|حساب|کردم)|لاگین|ساین ?این|داخل حساب|رفتم تو|اومدم تو|کارتمو زدم|\bvared (?:shodam|hastam)|\blogin (?:shodam|kardam)"
)
# Asked or told of, and not wished.
_TOLD = re.compile(
    r"\b(?:was|were|been|got|get|did you|have you|you|it|automatically|keeps?) (?:\w+ ){0,2}(?:signed|logged|signing|logging|kicked) (?:me )?out\b|\bwhy\b"
    r"|\b(?:don't|dont|do not|didn't|did not|never|not) (?:\w+ ){0,2}(?:sign|log)\w* (?:me )?(?:out|off)\b|چرا|(?:خارج|بیرون)(?:م)? (?:نکن|نشد|شدم|شدن|کردی|نمیخوا|نمی خوا)"
)
_KEPT_IN = re.compile(
    r"\b(?:don't|do not|stop|not want|no need|no longer|not)\b(?: \w+){0,5} (?:signed|logged|connected|linked)\b"
)


def signs_out(text: str, *, sure: bool) -> bool:
    """Tell whether a text read as a wish to be signed out is one; `sure` says how surely it was read so."""
    said = fold(text).replace("’", "'")
    if _KEPT_IN.search(said):
        return True
    if _TOLD.search(said):
        return False
    if _IN.search(said):
        return _PLAINLY.search(said) is not None
    return sure or _OUT.search(said) is not None
