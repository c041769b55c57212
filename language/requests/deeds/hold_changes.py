"""What might become of a reservation, in words: cancelled, collected elsewhere, not collected at all."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["asks_what_is_lost", "speaks_of_branch", "speaks_of_cancelling", "speaks_of_missing"]

_BRANCH = re.compile(
    r"\b(?:branch|elsewhere|another (?:place|library)|move it|moving it|send it|switch|transfer|change (?:where|the place)|pick(?:ed)? ?up (?:at|from))\b"
    r"|شعبه|محل تحویل|بیاد|بیاید|بفرست|عوض|جای دیگه|جای دیگر|منتقل|جابجا|جابه جا|\b(?:shobe|mahalle? tahvil|jaye dige)"
)
_CANCEL = re.compile(
    r"\b(?:cancel\w*|drop|give (?:it|that) up|withdraw|remove|delete)\b|لغو|کنسل|حذف|انصراف|پس بگیرم|\b(?:laghv|kansel|cansel|hazf)"
)
_MISSING = re.compile(
    r"\b(?:(?:do not|don't|dont|can't|cannot|can not|won't|not) (?:come|make it|collect|pick|fetch|get there|manage)|miss(?:ed)? (?:it|the)|too late|late for it|forget)\b"
    r"|نیام|نیایم|نرسم|نرسیدم|نمی ?رسم|نگیرم|نگرفتم|نیومدم|دیر بیام|دیر برسم|یادم (?:بره|رفت)|\b(?:nayam|naresam|nagiram|dir biam)\b"
)
_PLACE_LOST = re.compile(
    r"\b(?:lose|lost|losing|keep|give up) (?:my|the) (?:place|spot|turn|position)\b|\bmy (?:place|spot|turn) (?:gone|be gone|lost|safe|kept)\b"
    r"|\b(?:back (?:at|to|of)|at|to) the (?:very )?(?:end|back|bottom|start|beginning)\b|\bstart (?:over|again|from scratch)\b|\bqueue (?:up )?again\b"
    r"|(?:نوبت|جا|جای)\w{0,3} (?:رو )?(?:می ?ره|میره|می ?پره|میپره|از دست|می ?سوزه|میسوزه|محفوظ|حفظ|باطل)|ته (?:صف|لیست)|آخر صف|از اول"
    r"|\b(?:nobatam mi\w+|(?:nobat|ja|jay)\w{0,3} (?:az dast|mi ?par|mi ?suz|mi ?re)\w*|tah[e]? saf|az aval)\b"
)
_WHAT_THEN = re.compile(r"\bwhat (?:happens|if|then|becomes)\b|چی می ?ش|چه می ?ش|چی میشه|چه اتفاقی|\bchi mishe\b")


def asks_what_is_lost(folded: str) -> bool:
    """Tell whether a folded text asks what becomes of the place in the queue, or of what is not collected."""
    return bool(_PLACE_LOST.search(folded)) or bool(_MISSING.search(folded) and _WHAT_THEN.search(folded))


def speaks_of_branch(folded: str) -> bool:
    """Tell whether a folded text speaks of collecting it elsewhere."""
    return bool(_BRANCH.search(folded))


def speaks_of_cancelling(folded: str) -> bool:
    """Tell whether a folded text speaks of cancelling it."""
    return bool(_CANCEL.search(folded))


def speaks_of_missing(folded: str) -> bool:
    """Tell whether a folded text speaks of not coming in time."""
    return bool(_MISSING.search(folded))
