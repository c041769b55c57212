"""The order of a question said again in its own words: "cancel it, then", «خب ثبتش کن», and what stands behind it.

Only a whole clause counts, and nothing before it but a yes or a courtesy.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["SaidAgain", "denies_filing", "find_said_again", "parts_of", "points"]


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """What the order is of (folded; empty for nothing named), and the words behind its clause as they were written."""

    object: str
    behind: str
    # Whether what is behind it begins as a doubt does: "but …", «ولی …», «فقط …».
    doubts: bool = False


_END = re.compile(
    r"[.!?؟,،;؛:\n🙏👍…]{1,6}\s{0,4}|\s{1,3}(?=(?:and|but|also|plus|btw|only|ولی|اما|و|راستی|ضمناً|فقط|vali|ama|va|rasti|faghat)\s)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^(?:(?:and|also|plus|btw|by the way|then|و|راستی|ضمناً|ضمنا|va|rasti)[\s,،]{1,3}){1,2}", re.IGNORECASE
)
_DOUBT = re.compile(r"^(?:but|only|just|though|ولی|اما|فقط|منتها|vali|ama|faghat)(?!\w)", re.IGNORECASE)
_MOST_LEADING = 3
_LEAD = (
    r"(?:(?:yes|yeah|yep|yup|ok|okay|sure|fine|well|right|alright|all right|great|good|perfect|lovely|thanks|thank you|please|pls|then|so|just|now|kindly|go ahead|go ahead and|very well|of course"
    r"|خب|خوب|باشه|باشد|بله|بلی|آره|اره|اوکی|اکی|حتما|چشم|مرسی|ممنون|ممنونم|سپاسگزارم|متشکرم|لطفا|لطفن|پس|بسیار|عالی|عالیه|حله|بی زحمت|دیگه|حالا|الان|همین الان"
    r"|khob|bashe|are|bale|hatman|mersi|mamnoon|lotfan|pas|hala|alan)(?: |$)){0,6}"
)
_LEADS = re.compile(_LEAD)
_EN = {
    "cancel": r"(?:cancel|cancle|cancell|remove|delete)",
    "renew": r"(?:renew|extend|prolong)",
    "hold": r"(?:reserve|hold|book)",
    "move": r"(?:move|change|switch|transfer|send)",
    "file": r"(?:report|register|file|submit|record|log|note|lodge|send|pass|put|write|forward)",
}
_PARTICLE = r"(?: (?:on|in|down|through|to them|to the librarians?|to your colleagues|with the librarians?))?"
_INFORM = r"(?:tell|inform|ask) (?:them|the librarians?|somebody)(?: (?:of|about) (?:it|that|this))?|let (?:them|the librarians?|somebody) know"
_TAIL_EN = r"(?: (?:please|pls|then|now|for me|once|right away|straight away|thanks|thank you|as you (?:say|said|offered|suggested)|ok|okay)){0,3}"
_REASON_EN = r"(?: (?:because|since|so that|so (?:they|you|i|it|we|nobody|somebody|someone)) (?P<why>[^?]{2,80}))?"
_STEMS = {
    "cancel": r"(?:لغو|کنسل|حذف|باطل|cancel|laghv|kansel|kancel|hazf)",
    "renew": r"(?:تمدید|renew|extend|tamdid)",
    "hold": r"(?:رزرو|reserve|hold|rezerv|reserv)",
    "move": r"(?:عوض|منتقل|تغییر|جابجا|جابه جا|change|avaz|taghir|montaghel)",
    "file": r"(?:ثبت|گزارش|report|ارسال|مطرح|اعلام|یادداشت|submit|خبر|اطلاع|sabt|gozaresh|khabar)",
}
_DO = r"(?:کن|کنید|کنین|بکن|بکنید|بکنین|کنیم|بفرمایید|فرمایید|نمایید|بشه|شود|بده|بدید|بدین|دهید|kon|konid|konin|bokon|bokonid|befarmaid|bede|bedid|bedin|beshe)"
_ITS = r"(?:ش|شو|شون|شونو|esh|sh|eshun|eshoon)?(?: (?:رو|را|ro))?"
_SENT = {
    "move": r"|(?:ببر|بفرست)(?:ش|ید|یدش|ینش)|(?:bebar|befrest)(?:esh|id|idesh)",
    "file": r"|بفرست(?:ش|ید|یدش|ینش)?|befrest(?:esh|id|idesh)?|(?:بهشون|به کتابدار\w{0,3}) (?:بگو|بگید|خبر بده|خبر بدید)",
}
_TAIL_FA = r"(?: (?:بره|دیگه|برام|برایم|لطفا|لطفن|ممنون\w{0,2}|مرسی|پس|حالا|الان|همین الان|زودتر|تموم شه|تمام شود|شما|بی زحمت|lotfan|dige|bere|baram|mersi|mamnoon|zoodtar)){0,4}"
_WHY = r"(?: (?:که|چون|چونکه|زیرا|ke|chon) (?P<why_fa>[^?؟]{2,80})"
# "Cancel it, so that the next one gets it": to whom it goes is no value of that deed, as it is of the others.
_REASON_FA = {"cancel": _WHY + r"| به (?:نفر|بقیه|دیگران|یکی|کس)\w{0,3} [^?؟]{2,50})?"}
_ORDERS = {
    deed: (
        re.compile(
            rf"{_LEAD}(?:(?P<obj>[^?؟]{{1,50}}?)(?: (?:رو|را|ro|ra))? )??(?:(?:لطفا|lotfan) )?(?:{_STEMS[deed]}{_ITS} {_DO}{_SENT.get(deed, '')}){_TAIL_FA}{_REASON_FA.get(deed, _WHY + ')?')}"
        ),
        re.compile(
            rf"{_LEAD}(?:(?:you can|you may|i'd like you to|i want you to|i would like you to|let's|do) )?(?:{_EN[deed]} (?P<obj>[^?]{{1,60}}?){_PARTICLE if deed == 'file' else ''}{'|' + _INFORM if deed == 'file' else ''}){_TAIL_EN}{_REASON_EN}"
        ),
    )
    for deed in _EN
}
_JUST_THAT = re.compile(
    rf"{_LEAD}(?:(?:just|only) (?:that|this|it|that one|this one)|(?:فقط|تنها) (?:همون|همین|اون|این|همان|آن)(?: یکی)?(?: (?:رو|را))?|faghat (?:hamoo?n|hamin|oo?n|in)(?: yeki)?(?: ro)?){_TAIL_EN}"
)
_POINTS = re.compile(
    r"(?:it|that|this|them|these|those|that one|this one|both|both of them|all of them|(?:the|my|that|this) (?:reservation|hold|booking|loan|renewal|report|objection|request|complaint|message|question|loss|damage|pickup|branch|place))"
    r"|(?:این|اینو|اون|اونو|آن|همین|همینو|همون|همونو|همان)(?: یکی| (?:درخواست|اعتراض|گزارش|رزرو|پیام|مورد|پرسش|سوال|شکایت|امانت)\w{0,3})?|(?:درخواست|اعتراض|گزارش|رزرو|پیام|پرسش|سوال|شکایت)(?:م|مو|ش|شو|مون)?|جاش|جاشو|(?:محل )?تحویلش?و?|شعبه ?ش?و?|(?:گم شدن|خرابی)\w{0,3}"
    r"|(?:in|ino|oo?n|oo?no|hamin|hamino|hamoo?n|hamoo?no)(?: yeki)?|(?:darkhast|eteraz|gozaresh|rezerv)\w{0,3}|jash|jasho"
)
# What waits may not be done yet, or only then.
_BOUND = re.compile(
    r"\b(?:if|unless|when|until|till|after|before|not|n't|don't|never|only)\b|(?<!\w)(?:اگه|اگر|وقتی|بعد|قبل|نه|مگر|شاید|نکن\w{0,3})(?!\w)|\b(?:age|vaghti|bad|ghabl|shayad|nakon)\b"
)
_DENIED_FILING = re.compile(
    r"\b(?:don't|dont|do not|no need to|needn't|rather not|never) (?:(?:you|please|yet|want|have|to|go|and|it|be) ){0,3}(?:report|register|file|submit|record|log|note|tell|send|pass|mark|write)\w{0,3}\b"
    r"|(?<!\w)(?:گم ?شد\w{0,3}|خراب\w{0,3}|گزارش|ثبت|خبر|report|پیام|درخواست|ارسال|اعلام)(?:ش|شو|شون)?(?: (?:رو|را|فعلا|هنوز|الان)){0,2} ن(?:زن|زنید|کن|کنید|ده|دید|فرست|فرستید)(?!\w)|(?<!\w)نفرست(?:ید|ش|یدش)?(?!\w)"
    r"|\b(?:gom ?shode|gozaresh|sabt|khabar|report|darkhast)(?:esh)?(?: (?:ro|felan|hanuz)){0,2} na(?:zan|zanid|kon|konid|de|did|frest)\b|\bnafrest(?:id|esh)?\b"
)


def parts_of(text: str) -> list[str]:
    """Give the clauses of a text as they were written, each with the sign that ends it."""
    found, at = [], 0
    for end in _END.finditer(text):
        found.append(text[at : end.end()])
        at = end.end()
    return [part.strip() for part in (*found, text[at:]) if part.strip(" .!,،;؛:\n🙏👍…")]


def points(words: str) -> bool:
    """Tell whether folded words only point at what was asked about, or name nothing at all."""
    return not words or _POINTS.fullmatch(words) is not None


def find_said_again(text: str, deed: str) -> SaidAgain | None:
    """Find a clause that orders a deed ("cancel", "renew", "hold", "move", "file") at the beginning of a text."""
    at = 0
    for _ in range(_MOST_LEADING + 1):
        end = _END.search(text, at)
        part, behind = (text[at:], "") if end is None else (text[at : end.start()], text[end.end() :])
        said = fold(part).replace("’", "'").strip()
        asked = end is not None and set("?؟") & set(end[0])
        if (found := _ordered(said, deed)) is not None:
            return None if asked or part.rstrip().endswith(("?", "؟")) else _with_behind(found, behind)
        if end is None or asked or (said and _LEADS.fullmatch(said) is None):
            return None
        at = end.end()
    return None


def _ordered(said: str, deed: str) -> str | None:
    """Give what a folded clause orders a deed of; None where it orders none."""
    if not said:
        return None
    if deed != "file" and _JUST_THAT.fullmatch(said):
        return ""
    for pattern in _ORDERS[deed]:
        found = pattern.fullmatch(said)
        if found is None:
            continue
        groups = found.groupdict()
        why = groups.get("why") or groups.get("why_fa") or ""
        if not _BOUND.search(f"{groups.get('obj') or ''} {why}"):
            return (groups.get("obj") or "").strip()
    return None


def _with_behind(ordered: str, behind: str) -> SaidAgain:
    rest = behind.strip()
    doubts = _DOUBT.match(rest) is not None
    return SaidAgain(ordered, _JOIN.sub("", _DOUBT.sub("", rest, count=1).strip() if doubts else rest).strip(), doubts)


def denies_filing(text: str) -> bool:
    """Tell whether a text says that what was told is not to be registered, or not yet."""
    return _DENIED_FILING.search(fold(text).replace("’", "'")) is not None
