"""What is told and shall not be filed: "don't register anything yet", «فعلا چیزی ثبت نکن»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from language.normalise import fold

__all__ = ["hears_not_to_be_filed"]

_FILED = frozenset(
    "complaint report_fault suggestion suggest_purchase lost_property lost_item website_problem praise".split()
)
_WHAT = r"(?:anything|it|this|that|them|a (?:case|complaint|report|ticket|request)|any (?:case|complaint|report|ticket|request))"
# An order at the start of a clause: "they don't register it" and "why don't you file it?" are reproaches.
_REFUSED = re.compile(
    rf"(?:^|[.,;!?:] ?|\b(?:but|and|so|please|just|now|yet) )(?:please )?(?:don't|do not|dont) (?:you )?(?:please )?(?:register|file|record|log|report|open|make|write down|note down) (?:{_WHAT})\b"
    rf"|\b(?:no need|not necessary|you (?:don't|do not|needn't) (?:have|need)) to (?:register|file|record|log|report|open|write down|note down) (?:{_WHAT})\b|\bi (?:don't|do not|dont) want (?:{_WHAT}) (?:to be )?(?:registered|filed|recorded|logged|reported)\b"
    r"|(?<!\w)(?:(?:چیزی|هیچی|هیچ چیزی|شکایتی|گزارشی|درخواستی|پرونده ای|این\w{0,2}|اینو|اون\w{0,2}) (?:رو |را )?)(?:(?:هنوز|فعلا|الان) )?(?:ثبت|یادداشت|گزارش) نکن(?:ید|ین)?(?!\w)|(?<!\w)(?:هنوز|فعلا|الان) (?:\w{1,8} )?ثبتش? نکن(?:ید|ین)?(?!\w)"
    r"|(?<!\w)(?:لازم نیست|نمی ?خواد|نیازی نیست|نمی ?خوام) (?:که )?(?:چیزی|شکایتی|گزارشی|درخواستی) (?:رو |را )?ثبت (?:کنی|کنید|کنین|بشه|شود|بشود|کنم)(?!\w)"
    r"|\b(?:chizi|hichi|shekayati|ino|oono) (?:ro |ra )?(?:felan |fe'lan |hanooz )?sabt nakon(?:id|in)?\b|\b(?:felan|hanooz|hanuz) (?:\w{1,8} )?sabt nakon(?:id|in)?\b|\blazem nist (?:chizi|shekayati) sabt koni\w{0,2}\b"
)
# "If you don't register it, I complain" and «چرا ثبت نکردید» want it filed.
_WANTED = re.compile(
    r"\b(?:if|why|unless|otherwise)\b|(?<!\w)(?:اگه|اگر|چرا|وگرنه|مگه)(?!\w)|\b(?:age|agar|chera|vagarna)\b"
)
_RIGHT_AFTER = 1


def hears_not_to_be_filed(turn: Turn) -> bool:
    """File nothing of what is told with the order not to; False for anything else, and where a case was filed just now."""
    case = turn.recall("case") or {}
    if turn.is_payload or turn.intent not in _FILED or (case and int(case.get("age", 0)) <= _RIGHT_AFTER):
        return False
    said = fold(turn.text).replace("’", "'")
    if _REFUSED.search(said) is None or _WANTED.search(said) is not None:
        return False
    turn.intent = "deny"
    turn.say("utter_left_alone")
    return True
