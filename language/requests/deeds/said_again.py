"""The order of a question said again in its own words: "cancel it, then", «خب ثبتش کن», and what stands behind it.

Only a whole clause counts, and nothing before it but a yes or a courtesy.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold

__all__ = ["SaidAgain", "denies_filing", "find_said_again", "parts_of", "points", "supposes_find", "with_stops"]


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """What the order is of (folded; empty for nothing named), and the words behind its clause as they were written."""

    object: str
    behind: str
    # Whether what is behind it begins as a doubt does: "but …", «ولی …», «فقط …».
    doubts: bool = False
    # Whether it is of one thing only: "just that one".
    only: bool = False


_END = re.compile(
    r"[.!?؟,،;؛:\n🙏👍…]{1,6}\s{0,4}|\s{1,3}(?=(?:and|but|also|plus|btw|only|ولی|اما|و|راستی|ضمناً|فقط|vali|ama|va|rasti|faghat)\s)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^(?:(?:and|also|plus|btw|by the way|then|و|راستی|ضمناً|ضمنا|va|rasti)[\s,،]{1,3}){1,2}", re.IGNORECASE
)
_DOUBT = re.compile(r"^(?:but|only|just|though|ولی|اما|فقط|منتها|vali|ama|faghat)(?!\w)", re.IGNORECASE)
_MOST_LEADING = 3
_PAIR = 2
_LEAD = (
    r"(?:(?:yes|yeah|yep|yup|ok|okay|sure|fine|well|right|alright|all right|great|good|perfect|lovely|thanks|thank you|please|pls|then|so|just|now|kindly|go ahead|go ahead and|very well|of course"
    r"|خب|خوب|باشه|باشد|بله|بلی|آره|اره|اوکی|اکی|حتما|چشم|مرسی|ممنون|ممنونم|سپاسگزارم|متشکرم|لطفا|لطفن|پس|بسیار|عالی|عالیه|حله|بی زحمت|دیگه|حالا|الان|همین الان|فعلا"
    r"|felan|khob|bashe|are|bale|hatman|mersi|mamnoon|lotfan|pas|hala|alan)(?: |$)){0,6}"
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
    "file": r"(?:ثبت|گزارش|report|ارسال|مطرح|یادداشت|submit|sabt|gozaresh)",
}
_DO = r"(?:کن|کنید|کنین|بکن|بکنید|بکنین|بفرمایید|فرمایید|نمایید|بده|بدید|بدین|دهید|kon|konid|konin|bokon|bokonid|befarmaid|bede|bedid|bedin)"
_ITS = r"(?:ش|شو|(?P<them>شونو?|eshun|eshoon)|esh|sh)?(?: (?:رو|را|ro))?"
_SENT = {
    "move": r"|(?:ببر|بفرست)(?:ش|ید|یدش|ینش)|(?:bebar|befrest)(?:esh|id|idesh)",
    "file": r"|بفرست(?:ش|ید|یدش|ینش)?|befrest(?:esh|id|idesh)?|(?:بهشون|به کتابدار\w{0,3}) (?:بگو|بگید|خبر بده|خبر بدید)|(?:گم ?شدن\w{0,2}|خراب(?:ی|یش)) (?:رو |را )?(?:خبر|اطلاع) (?:بده|بدید|بدین|دهید)",
}
_TAIL_FA = r"(?: (?:بره|دیگه|برام|برایم|لطفا|لطفن|ممنون\w{0,2}|مرسی|پس|حالا|الان|همین الان|زودتر|تموم شه|تمام شود|شما|بی زحمت|lotfan|dige|bere|baram|mersi|mamnoon|zoodtar)){0,4}"
_WHY = r"(?: (?:که|چون|چونکه|زیرا|ke|chon) (?P<why_fa>[^?؟]{2,80})"
# "Cancel it, so that the next one gets it": to whom it goes is no value of that deed, as it is of the others.
_REASON_FA = {
    "file": r"(?: (?:که |ke )?(?:گم(?:ش)? (?:شده|شد|کرد\w{1,4})|گمشده|gom (?:shode|shod|kardam)))?(?: (?:چون|چونکه|زیرا|chon) (?P<why_fa>[^?؟]{2,80}))?",
    "cancel": _WHY + r"| به (?:نفر|بقیه|دیگران|یکی|کس)\w{0,3} [^?؟]{2,50})?",
}
_ORDERS = {
    deed: (
        re.compile(
            rf"{_LEAD}(?:(?P<obj>[^?؟]{{1,50}}?)(?: (?:رو|را|ro|ra))? )??(?:(?:لطفا|lotfan) )?(?:{_STEMS[deed]}{_ITS} {_DO}{_SENT.get(deed, '')}){_TAIL_FA}{_REASON_FA.get(deed, _WHY + ')?')}"
        ),
        re.compile(
            rf"{_LEAD}(?:(?:you can|you may|i'd like you to|i want you to|i would like you to|do) )?(?:{_EN[deed]} (?P<obj>[^?]{{1,60}}?){_PARTICLE if deed == 'file' else ''}{'|' + _INFORM if deed == 'file' else ''}){_TAIL_EN}{_REASON_EN}"
        ),
    )
    for deed in _EN
}
_JUST_THAT = re.compile(
    rf"{_LEAD}(?:(?:just|only) (?:that|this|it|that one|this one)|(?:فقط|تنها) (?:همون|همین|اون|این|همان|آن)(?: یکی)?(?: (?:رو|را))?|faghat (?:hamoo?n|hamin|oo?n|in)(?: yeki)?(?: ro)?){_TAIL_EN}"
)
_NOUNS = {
    "cancel": r"(?:reservation|hold|booking)|رزرو|rezerv",
    "renew": r"loan|امانت|amanat",
    "hold": r"(?:reservation|hold|booking)|رزرو|rezerv",
    "move": r"(?:reservation|hold|booking)|رزرو|rezerv",
    "file": r"(?:report|objection|request|complaint|message|question|loss|damage)|درخواست|اعتراض|گزارش|پیام|مورد|پرسش|سوال|شکایت|(?:گم شدن|خرابی)|darkhast|eteraz|gozaresh",
}
_POINTS = {
    deed: re.compile(
        rf"(?:(?:the|my|that|this|این|همین|همون) )?(?:{nouns})(?:\w{{0,3}})|it|that|this|(?:این|اون|آن|همین|همون|همان)و?|in|ino|oo?n|oo?no|hamino?|hamoo?no?"
        + (
            r"|(?:it|that|this)(?: is)? (?:as )?(?:lost|missing|gone)|that it is (?:lost|missing|gone)"
            if deed == "file"
            else ""
        )
        + (r"|جاش|جاشو|(?:محل )?تحویلش?و?|jash|jasho" if deed == "move" else "")
    )
    for deed, nouns in _NOUNS.items()
}
_ONE_OF = re.compile(r"(?:that|this) one|(?:این|اون|آن|همین|همون|همان) یکی|(?:in|oo?n|hamin|hamoo?n) yeki")
_SEVERAL = re.compile(
    r"them|these|those|all of them|them all|(?:اینا|اونا|همه)(?:شون)?و?|(?:ina|oo?na|hame)(?:shoo?n)?o?"
)
_BOTH = re.compile(r"both|both of them|هر ?دو(?:شون|ش|تاشون|تاش)?و?|har ?do(?:shoo?n|sh)?o?")
# What waits may not be done yet, or only then.
_BOUND = re.compile(
    r"\b(?:if|unless|when|until|till|after|before|not|n't|don't|never|only|maybe|perhaps|or)\b|(?<!\w)(?:اگه|اگر|وقتی|بعد|قبل|نه|مگر|شاید|یا|نکن\w{0,3})(?!\w)|\b(?:age|vaghti|bad|ghabl|shayad|nakon)\b"
)
# Only an order of the whole clause: "they never send the SMS", "don't tell them who I am" deny no filing.
_DENIED_FILING = re.compile(
    r"(?:(?:no|nope|please|ok|okay|well|and|but|wait|then|thanks|just) ){0,3}(?:please )?(?:(?:don't|dont|do not|needn't|you needn't|you don't (?:have|need) to|(?:there is |there's )?no need to|i'd rather not|rather not) (?:report|register|file|submit|record|log|note|send|pass)(?: (?:it|this|that|anything))?(?: (?:on|in|down|to them|to the librarians?))?|hold off reporting(?: it)?)(?: (?:yet|now|for now|just yet|please|then|today|thanks)){0,3}"
    r"|(?:(?:نه|صبر کن|صبر کنید|فعلا|لطفا|هنوز|پس|خب) ){0,4}(?:گم ?شده|گزارش|ثبت|خبر|report|اعلام|درخواست|اعتراض)(?:م|ش|شو|مو)?(?: (?:رو|را|فعلا|هنوز|الان)){0,2} ن(?:زن|زنید|کن|کنید|کنین|ده|دید|فرست|فرستید)(?: (?:فعلا|لطفا|هنوز|دیگه|پس)){0,2}"
    r"|(?:(?:na|sabr kon|felan|lotfan|hanuz) ){0,4}(?:gom ?shode|gozaresh|sabt|khabar|report|darkhast)(?:esh)?(?: (?:ro|felan|hanuz)){0,2} na(?:zan|zanid|kon|konid|de|did|frest)(?: (?:felan|lotfan|dige)){0,2}"
)


def parts_of(text: str) -> list[str]:
    """Give the clauses of a text as they were written, each with the sign that ends it."""
    found, at = [], 0
    for end in _END.finditer(text):
        found.append(text[at : end.end()])
        at = end.end()
    return [part.strip() for part in (*found, text[at:]) if part.strip(" .!,،;؛:\n🙏👍…")]


# Who speaks makes no stops: "register it as lost and if it turns up do I get my money back".
_RUNS_ON = re.compile(
    r"(?<!\w)(?:ثبت(?:ش)?|گزارش(?:ش)?|sabt(?:esh)?) (?:کن|کنید|کنین|بفرمایید|kon|konid|konin)(?: (?:که |ke )?(?:گم(?:ش)? شده|گمشده|gom shode))?(?= (?:اگه|اگر|بعد اگه|حالا اگه|age|agar) (?:\w+ ){0,2}(?:پیدا|peyda)\w* (?!ن|na))"
    r"|\b(?:register|report|file|record) (?:it|that|this)(?: as (?:lost|missing))?(?= (?:and |but |then )?(?:if|what if|should) (?:it|the book|i) (?:\w+ )?(?:turns?|shows?|is found|find|gets found|comes))",
    re.IGNORECASE,
)
_FOUND_LATER = re.compile(
    r"^\W*(?:(?:and|but|then|و|بعد|حالا) )?(?:what )?(?:if|should|اگه|اگر|age|agar) (?:\w+ ){0,3}(?:turns? up|shows? up|is found|find it|پیدا\w* (?!ن)|peyda\w* (?!na))"
)


# What is asked for that case: the money, the fee, or what then.
_THEN_ASKS = re.compile(
    r"\b(?:do|will|would|can|could|should|must) i (?:still )?(?:get|have to|need to|pay|owe|be|bring|keep|return)\b|\b(?:is|will|does) (?:the|my) (?:money|fee|fine|payment|charge|sum)\b|\bwhat (?:happens|then|becomes|about|do i|should i|will)\b"
    r"|(?<!\w)(?:چی (?:میشه|می ?شه|اون موقع|کار)|چه (?:می ?شود|کنم|کار)|چیکار|چی(?= *[؟?]?$)|پول\w{0,3} (?:\w+ ){0,3}(?:بر ?می ?گرد\w{0,3}|پس)|جریمه\w{0,3} (?:\w+ ){0,3}(?:میشم|میدم|باید|برداشته|پاک))(?!\w)|\b(?:chi mishe|chikar|poolam \w+|che konam)\b"
)


def with_stops(text: str) -> str:
    """Give a spoken text with a stop behind the order to file a loss, where it goes on with the find of it."""
    found = _RUNS_ON.search(text)
    if found is None or not supposes_find(text[found.end() :]):
        return text
    return f"{text[: found.end()]}.{text[found.end() :]}"


def supposes_find(part: str) -> bool:
    """Tell whether a clause asks what becomes of it when what was lost is found; an order of that is none."""
    said = fold(part).replace("’", "'")
    return _FOUND_LATER.search(said) is not None and _THEN_ASKS.search(said) is not None


def points(words: str, deed: str, count: int = 1) -> bool:
    """Tell whether folded words only point at so many things as were asked about, or name nothing at all."""
    if count == 1:
        return not words or _POINTS[deed].fullmatch(words) is not None or _ONE_OF.fullmatch(words) is not None
    return _SEVERAL.fullmatch(words) is not None or (count == _PAIR and _BOTH.fullmatch(words) is not None)


def find_said_again(text: str, deed: str) -> SaidAgain | None:
    """Find a clause that orders a deed ("cancel", "renew", "hold", "move", "file") at the beginning of a text."""
    at = 0
    for _ in range(_MOST_LEADING + 1):
        end = _END.search(text, at)
        part, behind = (text[at:], "") if end is None else (text[at : end.start()], text[end.end() :])
        said = fold(part).replace("’", "'").strip()
        asked = end is not None and set("?؟") & set(end[0])
        if (found := _ordered(said, deed)) is not None:
            only = deed != "file" and _JUST_THAT.fullmatch(said) is not None
            return None if asked or part.rstrip().endswith(("?", "؟")) else _with_behind(found, behind, only)
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
            return (groups.get("obj") or ("them" if groups.get("them") else "")).strip()
    return None


def _with_behind(ordered: str, behind: str, only: bool) -> SaidAgain:
    rest = behind.strip()
    doubts = _DOUBT.match(rest) is not None
    return SaidAgain(
        ordered, _JOIN.sub("", _DOUBT.sub("", rest, count=1).strip() if doubts else rest).strip(), doubts, only
    )


def denies_filing(clause: str) -> bool:
    """Tell whether a clause orders that what was told is not to be registered, or not yet."""
    return _DENIED_FILING.fullmatch(fold(clause).replace("’", "'").strip(" .!,،;؛:")) is not None
