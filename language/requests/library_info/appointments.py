"""Wishes for an appointment with a librarian, and what is said of one: its day, its way, its subject."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = [
    "names_appointment",
    "orders_appointment",
    "sets_day_aside",
    "tells_subject",
    "tells_time",
    "tells_way",
    "wishes_appointment",
]

_PEOPLE = (
    r"(?:librarians?|archivists?|specialists?|experts?|advis[eo]rs?|consultants?|curators?|research person|reference person"
    r"|(?:some(?:one|body)|any(?:one|body)|(?:a|the) (?:person|one|colleague|lady|man)|people|staff)[^.?!]{0,12} (?:knows?|looks after|responsible for|in charge of|deals? with|works? (?:on|with)|expert in)\b)"
)
_KNOWER = re.compile(
    _PEOPLE
    + r"|کتابدار\w*|کارشناس\w*|متخصص\w*|مشاور(?!ه)\w*|آرشیویست\w*|مسئول (?:مرجع|آرشیو|اسناد|پژوهش|روزنامه|نشریات|محلی)\w*"
    r"|(?:کسی|یکی|یه نفر|یک نفر|نفری|همکار\w*|اونی|همونی)[^.؟?!]{0,4} که [^.؟?!]{0,30}(?:بلد|میشناس|می شناس|وارد|سررشته|میدون|می ?دان|تخصص|کار می ?کن|اطلاع)\w*"
    r"|\b(?:ketabdar|karshenas|motakhases|moshaver)(?!e\b)\w*|\bkasi ke\b[^.?!]{0,30}\b(?:balad\w*|midun\w*|midoon\w*|mishnas\w*)"
)
_APPOINTED = re.compile(
    r"\b(?:appoint?e?ments?|apointments?|consultations?|one[ -](?:on|to)[ -]one|face[ -]to[ -]face (?:meeting|talk|session)s?)\b"
    r"|appointment|اپوینتمنت|(?:وقت|نوبت|جلسه|قرار) ?(?:ی|ای)? ?(?:برای |واسه )?(?:مشاوره|ملاقات|دیدار)\w*|مشاوره ?(?:ی)? ?(?:پژوهش|تحقیق|حضوری|تلفنی|آنلاین)\w*"
    r"|\b(?:vaght|nobat|jalase|gharar)\w{0,2} (?:e )?(?:moshavere|molaghat)\w*"
)
_WITH = re.compile(
    r"\bwith (?:someone|somebody|anyone|a person|one of (?:you|your)|you\b|a human)|(?<!\w)با (?:یه نفر|یک نفر|کسی|یکی|یکیتون|شما|همکار\w*)(?!\w)|\bba (?:ye nafar|yeki|kasi|shoma)\b"
)
# With somebody who knows, these are an appointment, too.
_MEETS = re.compile(
    r"\b(?:meet(?:ing)?|see|sit down|sit|slots?|session|half an hour|an hour|time|receive me|in person|face[ -]to[ -]face)\b"
    r"|(?<!\w)(?:وقت|وقتی|نوبت|نوبتی|قرار|قراری|جلسه|جلسه ای|ملاقات\w*|مشاوره|حضوری|رو ?در ?رو|ببینم|ببینمش\w*|session|meeting)(?!\w)|\b(?:vaght|nobat|gharar|jalase|moshavere|hozuri|hozoori|bebinam)\w{0,2}\b"
)
_WISHES = re.compile(
    r"\b(?:(?:would|'d|should) (?:like|love|be (?:very )?(?:grateful|glad|happy|thankful))|want|need|wish|hope|hoping|looking for|book|make|get|take|arrange|set up|schedule|fix|request|apply for|possible|how (?:can|do|could|would)|(?:can|could|may|might|would|will) (?:i|we|you|they|s\w+|a \w+|your|the|one of)|let me|is there|please|pls|any chance)\b"
    r"|(?<!\w)(?:ب?گیر\w*|میگیر\w*|می ?خوا\w*|خواستم|بخوا\w*|ب?ذار\w*|بگذار\w*|میذار\w*|تعیین|هماهنگ\w*|رزرو|بد(?:ید|ین|ه)|داشته باش\w*|میش[هد]?|می ?شود|شود|بشه|میتون\w*|می ?توان\w*|امکان\w*|ممکن\w*|لازم دارم|نیاز دارم|خواهشمند\w*|تنظیم|چطور\w*|چجور\w*|چگونه|ترتیب|لطفا|مایل\w*)(?!\w)"
    r"|\b(?:mikha[mi]\w*|mikhast\w*|begir\w*|bezar\w*|mishe|mitun\w*|mitoon\w*|chetor\w*|chejur\w*|lotfan)\b"
)
# Whose meeting it is otherwise, what is only asked of needing one, and what tells of one that was.
_OTHERWISE = re.compile(
    r"\b(?:directors?|head|managers?|boss|chief|rooms?|hall|dentist\w*|doctor\w*|gp|visa|embassy|bank|job|interview|hairdress\w*|vet|class|group|pupils|story ?(?:time|hour)|book ?club|author|writer|membership|cards?|clubs?|events?|workshops?|courses?|fines?|fees?|complain\w*|missed|cancel\w*|my (?:own )?appointments?|the appointment is|renew\w*|extend|chat|live|right now|now|books? about|novels?|films?)\b"
    r"|\b(?:do|does|would|will|should) (?:i|we|you|one|he|she|they|it|people|visitors) (?:really |also |still )?(?:need|have to|require)\b|\b(?:is|are|was) (?:an? |any )?appointments? (?:needed|required|necessary|compulsory|obligatory)\b|\b(?:without|by|no|only by) (?:an? |any )?appointments?\b"
    r"|\b(?:saw|met|spoke|talked|told|didn't|wasn't|isn't|never|nobody|rude)\b"
    r"|(?<!\w)(?:مدیر\w*|رئیس\w*|رییس\w*|اتاق\w*|سالن\w*|دکتر\w*|دندون\w*|دندان\w*|پزشک\w*|سفارت|بانک|کلاس\w*|گروه\w*|بازدید|قصه\w*|نویسنده\w*|عضویت|کارت\w*|کارگاه\w*|جریمه\w*|شکایت\w*|تمدید\w*|لغو\w*|کنسل\w*|چت|الان|همین الان|رمان\w*|فیلم\w*|نمایشگاه\w*|استخدام|قرارداد\w*|بد ?اخلاق|بدون (?:وقت|نوبت|قرار)|کتابخوانی|خوانش)(?!\w)"
    r"|(?:لازمه|لازم است|نیازه|نیاز است|احتیاجه|باید|حتما)(?: \w+){0,4} (?:وقت|نوبت|قرار)|(?:وقت|نوبت|قرار)(?: \w+){0,3} (?:لازمه|لازم است|لازم نیست|میخواد|نیازه)|قرار (?:بود|شد|شده|است|نبود)|(?<!\w)(?:دیدم|گفت|نبود|نیومد|ندیدم)(?!\w)"
    r"|\b(?:modir|raeis|rais|otagh|salon|doktor|kart|jarime|tamdid|laghv|alan|film)\w*"
)
_ORDERS = re.compile(
    r"(?:^|[.!;,:\n]|\b(?:and|so|then|ok|okay|hi|hello)\b)\s{0,2}(?:please |pls |kindly |just )?(?:book|arrange|make|set up|schedule|get|fix|reserve|put) (?:me|us|an?|my|it|the)\b|\b(?:please|pls|kindly) (?:book|arrange|make|set up|schedule|get|fix|put|reserve)\b|\b(?:can|could|would|will) you (?:please |kindly |pls )?(?:book|arrange|make|set up|schedule|get|fix|put) (?:me|us|an?|my|it|that|one|the)\b|\b(?:book|put) me (?:in|down)\b"
    r"|(?<!\w)(?:بگیر(?:ید|ین)?|بذار(?:ید|ین)?|بگذارید|(?:تعیین|هماهنگ|رزرو|ثبت|تنظیم|مشخص) (?:کن|کنید|کنین|بفرمایید|بفرمائید|فرمایید|فرمائید|نمایید|بکنید)|بدید|بدین|بدهید)(?!\w)"
    r"|\b(?:begirid|begirin|bezarid|bezarin|(?:hamahang|sabt|rezerv) (?:kon|konid|konin)|bedid|bedin)\b"
)
_SUBJECT = re.compile(
    r"\b(?:about|regarding|concerning|on the (?:history|topic|subject)|history of|research(?:ing)?|(?:thesis|dissertation|paper|essay|article|topic|subject|project|genealogy|family tree|sources?|newspapers?|archives?|manuscripts?|documents?|photographs?|maps?))\b"
    r"|(?<!\w)(?:موضوع\w*|درباره|راجع|در ?مورد|پایان ?نامه\w*|رساله\w*|تحقیق\w*|پژوهش\w*|مقاله\w*|تاریخ(?:چه)?|روزنامه\w*|اسناد|منابع|منبع|شجره ?نامه|thesis|proposal)(?!\w)|\b(?:mozu\w*|mozoo\w*|darbare|rajebe|tahghigh\w*|payan ?name\w*|tarikh\w*|ruzname\w*|rooznam\w*)\b"
)
_TIME = re.compile(
    r"\b(?:mornings?|afternoons?|evenings?|weekends?|weekdays?|noon|lunch ?time|after work|after (?:\d{1,2}|five|four|six)|before (?:\d{1,2}|noon)|at (?:\d{1,2}|ten|eleven|two|three|four|five)\b|any ?time|any day|next week|this week|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
    r"|(?<!\w)(?:صبح\w{0,4}|عصر\w{0,4}|ظهر\w{0,3}|بعد ?از ?ظهر\w{0,4}|غروب\w{0,2}|آخر هفته\w{0,2}|هفته (?:بعد|دیگه|آینده|دیگر)|ساعت \w{1,6}|هر (?:روز|وقت|ساعت)\w{0,2}|(?:یک|دو|سه|چهار|پنج) ?شنبه\w{0,3}|شنبه\w{0,3}|جمعه\w{0,3})(?!\w)|\b(?:sobh|asr|zohr|ghorub|saat|\w{0,6}shanbe|jome)\w{0,3}\b"
)
_WAY = re.compile(
    r"\b(?:by (?:tele)?phone|on the phone|over the phone|(?:tele)?phone(?: call)?|(?:call|ring) me|video(?: ?call)?|online|zoom|skype|remote(?:ly)?|in person|face[ -]to[ -]face|virtual(?:ly)?)\b"
    r"|(?<!\w)(?:تلفنی\w{0,2}|پای تلفن|با تلفن|تماس تصویری|تصویری|آنلاین|انلاین|حضوری\w{0,2}|غیر ?حضوری|مجازی|زوم|online|zoom)(?!\w)|\b(?:telefoni|tasviri|onlayn|hozoo?ri|hozuri)\b"
)
_TELLS = re.compile(
    r"^\W*(?:(?:and|also|oh|ok|so|well|و|راستی|خب)\W{1,3}){0,2}(?:(?:it|this|that)(?:'s| is| would be) |the (?:topic|subject) is |my (?:topic|subject|thesis|project|research) |i(?:'m| am)? (?:work(?:ing)?|writ(?:e|ing)|research(?:ing)?|study(?:ing)?|interested) |about |regarding |for my |موضوع\w{0,4} |درباره |راجع به |در ?مورد |برای (?:پایان ?نامه|مقاله|تحقیق|رساله)|روی |mozu\w* |darbare\w* |rajebe )"
)
_ASIDE = re.compile(
    r"^\W*(?:mornings? |afternoons? |evenings? |که |هم |ها |صبح\w* |عصر\w* ){0,2}(?:is|are|'s)? ?(?:not|n't|isn't|aren't|doesn't|don't|can't|won't|out\b|no good|no use|impossible|bad\b|too (?:early|late)|نه(?!\w)|نمی\w*|نباشه|نبود|نیست(?!\w)|(?:رو|را) نمی\w*|wasn't|سر ?کار\w*|کار دارم(?! با (?:یه |یک |خود )?(?:کتابدار|کارشناس|مشاور|متخصص|شما)(?:ی|تون|تان)?(?!\w))|دانشگاه\w*|کلاس دارم|nemi\w*|na\b)"
)


_WISHED = r"(?:like|love|need|want|wish|prefer|make|book|get|arrange|schedule|ask|request|hope|hoping|looking|could|can|may|free|available|possible|have to|for|before|after|without)"
# With whom the appointment itself is; "my adviser" is somebody else.
_WITH_YOU = r"(?<!\w)با (?:یه |یک |یکی از |خود )?(?:کتابدار|کارشناس|مشاور|متخصص|همکار)(?: ?ها?)?(?:ی|تون|تان|ان|اتون|هاتون)?(?!\w)|(?<!\w)با (?:خود )?شما(?!\w)|\bba (?:ye |yek )?(?:ketabdar|karshenas|moshaver)(?:i|etun)?\b|\bba shoma\b"
# Something else is on that day, unless it is only what the appointment is to be after, or before.
_TAKEN = re.compile(
    r"^\W*(?:(?:mornings?|afternoons?|evenings?|morning|at \S{1,5}|that|when|but|and|because|as|since) ){0,3}(?:i(?:'ve| have|'m| am| will| would|'ll|'d)?|we(?:'ve| have|'re| are)?|there(?:'s| is)|is) (?:\w{1,12} ){0,5}?(?:class(?:es)?|lectures?|exams?|tests?|shifts?|at work|working|busy|away|abroad|travell?ing|out of town|not free|not (?:in|there)|visitors?|guests?|the dentist\w*|taken|full)\b"
    # A meeting that is wished for or asked about takes no day.
    rf"|^\W*(?:(?:mornings?|afternoons?|evenings?|morning|at \S{{1,5}}|that|when|but|and|because|as|since) ){{0,3}}(?:i(?:'ve| have|'m| am| will| would|'ll|'d)?|we(?:'ve| have|'re| are)?|there(?:'s| is)|is) (?:(?!{_WISHED}\b)\w{{1,12}} ){{0,5}}?(?:meetings?|appointments?)\b(?! (?:possible|available|free|still)\b|[^.,;!?]{{0,24}}\?)"
    rf"|^(?![^.،؛!؟?]{{0,60}}(?:{_WITH_YOU}|[?؟]))\W*(?:(?!(?:بعد|پس|قبل|پیش)(?!\w))\w{{1,14}} ){{0,6}}?(?:جلسه|قرار|نوبت|کار)(?: ?(?:ی|ای))? (?:دارم|داریم|هستم|دارند)(?!\w)"
    r"|^\W*(?:(?!(?:بعد|پس|قبل|پیش)(?!\w))\w{1,14} ){0,6}?(?:کلاس|امتحان|دانشگاه|سفر|مسافرت|شیفت|مهمان|مهمون|گرفتاری|وقت دکتر|دندون ?پزشکی)(?: ?(?:ی|ای))? (?:دارم|داریم|هستم|دارند)(?!\w)|^\W*(?:\w{1,14} ){0,4}?(?:گرفتارم|درگیرم|نیستم|مسافرم|مشغولم|سر کارم|وقت ندارم|آزاد نیستم)(?!\w)"
    rf"|^(?![^.,;!?]{{0,60}}(?:{_WITH_YOU}|[?؟]))\W*(?:\w{{1,14}} ){{0,5}}?(?:jalase|gharar|nobat|kar) (?:daram|darim)\b"
    r"|^\W*(?:\w{1,14} ){0,5}?(?:kelas|emtehan|safar|shift|mehman|mehmun) (?:daram|darim)\b|^\W*(?:\w{1,14} ){0,4}?(?:gereftaram|nistam|vaght nadaram)\b"
)
_AROUND = re.compile(
    r"\b(?:after(?:wards)?|before (?:that|it|then)|then i(?:'m| am) free)\b|(?<!\w)(?:بعدش|قبلش|(?:بعد|پس|قبل|پیش) از (?:اون|آن|این))(?!\w)|\b(?:badesh|ghablesh)\b"
)


def _said(text: str) -> str:
    return fold(text).replace("’", "'")


def wishes_appointment(text: str, *, of_research: bool = False) -> bool:
    """Tell whether a text wishes to see a librarian at a time that is settled before; `of_research`: it was read so."""
    said = _said(text)
    if _OTHERWISE.search(said) or not _WISHES.search(said):
        return False
    knower = _KNOWER.search(said) is not None
    if _APPOINTED.search(said):
        return knower or of_research or _SUBJECT.search(said) is not None or _WITH.search(said) is not None
    return knower and _MEETS.search(said) is not None


def names_appointment(text: str) -> bool:
    """Tell whether a text speaks of an appointment by its name."""
    return _APPOINTED.search(_said(text)) is not None


def orders_appointment(text: str) -> bool:
    """Tell whether a text orders that one be made, and says of what or when it is to be."""
    said = _said(text)
    return _ORDERS.search(said) is not None and (tells_time(text) or _SUBJECT.search(said) is not None)


def tells_time(text: str) -> bool:
    """Tell whether a text names a day of the week or a time of the day."""
    return _TIME.search(_said(text)) is not None


def tells_way(text: str) -> bool:
    """Tell whether a text names a way to speak with each other: in person, by telephone, by video."""
    return _WAY.search(_said(text)) is not None


def tells_subject(text: str) -> bool:
    """Tell whether a text begins like one that says what something is about."""
    return _TELLS.search(_said(text)) is not None


def sets_day_aside(before: str, behind: str) -> bool:
    """Tell whether the words before or behind a day say that it does not suit, or was not meant."""
    said = _said(behind)
    taken = _TAKEN.search(said) is not None and _AROUND.search(said) is None
    return taken or _REFUSED.search(_said(before)) is not None or _ASIDE.search(said) is not None


_REFUSED = re.compile(r"(?:\bnot(?: on| for)?|(?<!\w)نه)[ \u200c]*$")
