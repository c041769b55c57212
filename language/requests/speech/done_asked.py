"""A question whether what was ordered has been done: "so did that work?", "is it cancelled now?", «لغو انجام شد؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold

__all__ = ["DoneAsked", "asked_done"]


@dataclass(frozen=True, slots=True)
class DoneAsked:
    """The deed that is asked after ("cancel", "hold", "move", "block", "renew"; empty for any) and what else is said."""

    deed: str
    rest: str


# A clause, to its sign; "and" before a question parts two.
_CLAUSE = re.compile(
    r"(?:(?!,? and (?:how|when|what|where|which|can|could|is|are|do|does|will|also|while|the)\b)[^.,،;؛!?؟\n…])+[.,،;؛!?؟…]*|.",
    re.IGNORECASE | re.DOTALL,
)
_LEADS = re.compile(
    r"^(?:(?:so|and|ok|okay|lovely|great|thanks|thank you|right|good|wait|but|then|well|hi|now|fine|alright|perfect|sorry|oh|hm+"
    r"|خب|خوب|پس|یعنی|الان|الن|حالا|آیا|ایا|اوکی|ببخشید|مرسی|ممنون|سپاس|وای|و"
    r"|khob|pas|yani|alan|hala|aya|ok|mersi|merci|merc)\W{1,6}){0,5}"
)
_EN_DEEDS = {
    "cancel": r"cancell?ed|gone|deleted|removed|called off",
    "hold": r"reserved|booked|put aside|on hold",
    "move": r"moved|changed|transferred|switched",
    "block": r"blo\w{0,3}ed|block|frozen|deactivated",
    "renew": r"renewed|extended",
    "": r"(?:go|gone|went) (?:through|thru|thro|throu)|work|worked|done|happened?|succeed(?:ed)?|in place|all set|set|registered|complete",
}
_FA_DEEDS = {
    "cancel": r"لغو|کنسل|حذف|باطل",
    "hold": r"رزرو|رزو",
    "move": r"جابجا|جابه ?جا|منتقل|عوض|منتقل",
    "block": r"مسدود|بلاک|بسته|غیر ?فعال|قفل",
    "renew": r"تمدید",
    "": r"انجام|ثبت|درست|اوکی|تموم|تمام|حل|done",
}
_LATIN_DEEDS = {
    "cancel": r"laghv|cancel|kansel|hazf",
    "hold": r"re[sz]erv\w{0,3}",
    "move": r"montaghel|avaz|jabeja",
    "block": r"masdud|masdood|block|bolak",
    "renew": r"tamdid",
    "": r"anjam|sabt|dorost|done|tamoom|ok",
}


def _patterns(deed: str) -> re.Pattern[str]:
    alone = "" if deed else r"|(?:(?:is|are) (?:it|that|we) )?(?:all )?done(?: now| then)?|all set"
    bare = "?" if not deed else ""
    return re.compile(
        r"(?:did|has|have|is|was|are|were) (?:it|that|this|they|those|these|everything|all|all of it|both|my card|the card|my (?:reservation|hold|booking)s?|the (?:reservation|hold|booking|cancellation|request|change)s?)"
        rf" (?:(?:now|already|all|really|actually|been|get|got) ){{0,2}}(?:{_EN_DEEDS[deed]})(?: (?:now|already|yet|then|or not|ok|okay|properly)){{0,2}}{alone}"
        rf"|(?:(?:این|اون|رزرو\w{{0,2}}|کارت\w{{0,2}}|همه|همش|کار\w{{0,2}}|درخواست\w{{0,2}}) (?:رو |را )?)?(?:(?:{_FA_DEEDS[deed]})(?: انجام)? ?){bare}(?:شد|شده|شدش|شده است|گردید)(?: (?:یا نه|الان|دیگه|بالاخره|حتما|درسته)){{0,2}}"
        rf"|(?:(?:in|oo?n|kartam|rezerv\w{{0,2}}|hame) (?:ro )?)?(?:(?:{_LATIN_DEEDS[deed]})(?: anjam)? ?){bare}shod(?:e|esh)?(?: (?:ya na|alan|dige)){{0,2}}"
    )


_PATTERNS = {deed: _patterns(deed) for deed in _EN_DEEDS}
# What has no question mark asks all the same by its first word, or by "or not".
_ASKS = re.compile(r"^(?:did|has|have|is|was|are|were) |(?<!\w)(?:آیا|ایا|یا نه)(?!\w)|\bya na\b")
_WORDS = re.compile(r"[^\w' ]+")


@kept
def asked_done(text: str) -> DoneAsked | None:
    """Find the clause that asks whether something is done now; None where no clause asks that and nothing more."""
    parts = [part for part in _CLAUSE.findall(text) if part]
    for at, part in enumerate(parts):
        said = re.sub(r"\s+", " ", _WORDS.sub(" ", fold(part).replace("’", "'"))).strip()
        bare = _LEADS.sub("", f"{said} ").strip()
        deed = next((deed for deed, pattern in _PATTERNS.items() if pattern.fullmatch(bare)), None)
        if deed is None or not (part.rstrip().endswith(("?", "؟", ",", "،")) or _ASKS.search(said)):
            continue
        rest = "".join([*parts[:at], *parts[at + 1 :]])
        return DoneAsked(deed, re.sub(r"^[\s,،.]{1,6}", "", rest).strip())
    return None
