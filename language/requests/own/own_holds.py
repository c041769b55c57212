"""Words that speak of a reservation one has already, and what may be asked of it beside its state."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = [
    "asks_how_long_kept",
    "speaks_of_lapsing",
    "speaks_of_longer",
    "speaks_of_own_hold",
    "speaks_of_pausing",
    "speaks_of_waiting_long",
    "wishes_a_new_one",
]

_MINE = re.compile(
    r"\b(?:my|our)(?: (?:own|other|two|three|only|current|existing|newer|older|first|second))?(?: book)? (?:reservations?|holds?)\b|\b(?:reservations?|holds?) (?:that |which )?(?:i|we)(?:'ve| have| had)? (?:have|has|got|made|placed|put|with you)\b"
    r"|\b(?:i|we)(?:'ve|'d| have| had)?(?: already| just)? (?:reserved|placed (?:a|the) hold|made (?:a|the) reservation)\b|\bi(?:'ve| have)? (?:got )?(?:on (?:reserve|hold)|reserved)\b"
    r"|\b(?:my|the) (?:reserved|requested) (?:books?|titles?|cop(?:y|ies)|items?|ones?|novel)\b|\b(?:books?|ones?|title|novel) (?:that |which )?(?:i'm|i am|im|i) (?:still )?(?:wait|waiting|queu(?:e|ing|eing)) for\b"
    r"|\bmy (?:place|spot|turn|position) (?:in|on) (?:the )?(?:queue|line|list)\b|\b(?:lose|keep|losing|keeping) my (?:place|spot|turn)\b"
    r"|\b(?:keep|hold|cancel|have|pause|freeze) (?:my|the|this) (?:reservation|hold)\b|\bthe (?:reservation|hold)(?= (?:be|is|has|was|i)\b)"
    r"|\b(?:said|told me|promised)\b[^.?!]{0,20}\b(?:hold|keep|save|kept|held)\b (?:it|that|them|one|the book|my book)\b"
    r"|\b(?:move|change|switch)\w{0,3} (?:the |my )?(?:hold )?(?:pick ?-?up|collection)\b|\bhold pick ?-?up\b"
    r"|(?<!\w)(?:رزرو|نوبت)(?: ?(?:ها|های|هایی|ا))? ?(?:ا?مو?|ا?مون|یم|من)(?!\w)|(?<!\w)(?:reservation|reserve|hold) ?(?:ا?مو?|های? ?م)(?!\w)"
    r"|(?<!\w)رزرو ?(?:ی|ها|هایی|ایی|ا)? که (?:من )?(?:دارم|داشتم|کردم|گذاشتم|زدم)(?!\w)|رزرو ?(?:کردم(?:ش|شو|و|شون)?|کردیم|کرده ?(?:ا?م|بودم|بودیم|ایم)|شده ?ا?م)(?!\w)|(?<!\w)(?:تو|توی|در) (?:نوبت|صف)(?: \w{1,10}){0,2} ?\w{0,8}م(?!\w)|(?<!\w)(?:محل|شعبه) تحویل (?:رزرو|کتابم|کتاب رزرو)"
    r"|\b(?:rezerv|reserv)e?(?:ha|a|haye|haa)? ?(?:am|amo|m|mo|amoon|amun|e man)\b|\b(?:rezerv|reserve?) (?:kard(?:am|amo|amesh|im)|karde ?(?:am|budam|boodam|im))\b|\bnobat(?:am|amo|e man)\b"
)
# What else is reserved.
_NO_BOOK = re.compile(
    r"\b(?:room|rooms|seat|seats|laptop|table|tables|desk|workshop|class|event|hall|locker|ticket)\b|اتاق|صندلی|لپ ?تاپ|(?<!\w)میز(?!\w)|کارگاه|کلاس|رویداد|سالن|کمد|بلیت|بلیط|\b(?:otagh?|sandali|kargah|kelas)\b"
)
_ANEW = re.compile(
    r"\b(?:place|make|add|get|want|like)\b[^.?!]{0,16}\b(?:a|an|another|one more|(?:a )?new) (?:new )?(?:reservation|hold)\b"
    r"|(?<!\w)رزرو (?:جدید|تازه|دیگه(?:ای|‌ای)?)(?!\w)|(?<!\w)کتاب دیگه(?:ای)?(?: هم)? (?:می ?خوا|رزرو)"
)
_PAUSING = re.compile(
    r"\b(?:paus|freez|froz|suspend)\w{0,6}\b|\bon ice\b|\b(?:keep|hold|save) my (?:place|spot|turn)\b|\bmy (?:place|spot|turn)\b[^.?!]{0,24}\b(?:keep|hold|save) it\b|(?<!\w)نوبت(?:م|مو|مون) ?(?:رو|را|و)? ?(?:برام )?نگه ?(?:ش)? ?دار|(?<!\w)(?:pause|فریز|پاز|متوقف|معلق|تعلیق|توقف)(?!\w)|\b(?:motevaghef|moalagh|moallagh)\b"
)
_NO_PAUSING = re.compile(
    r"\b(?:don't|do not|dont|no need to|without|not|instead of|rather than) (?:paus|freez|suspend)\w{0,5}|(?:pause|فریز|متوقف|معلق)(?:ش)? ن(?:کن|کنید|کنین|می ?خوا)\w{0,3}"
)
_LAPSING = re.compile(
    r"\b(?:laps(?:e|es|ed|ing)|expir(?:e|es|ed|ing)|(?:goes|go|passes|pass|passed|given|give|gets given) (?:it )?(?:on )?to (?:the )?(?:next|some(?:one|body)|others?|another)|falls? off|(?:fetch|collect|pick|come)\b[^.?!]{0,30}\b(?:too )?late|lose (?:it|my (?:place|spot|turn))|losing (?:it|my (?:place|spot|turn)))\b"
    r"|(?<!\w)(?:می ?د\w{1,5}|داده \w{2,6}) (?:به )?(?:کس|نفر|یکی|یه نفر) (?:دیگه|دیگری|بعدی?)(?!\w)|(?<!\w)به (?:کس|نفر|یکی|یه نفر) (?:دیگه|دیگری|بعدی?) (?:می ?د\w{1,5}|ند\w{1,5}|بد\w{1,5}|داده)(?!\w)|(?<!\w)(?:می ?سوزه|بسوزه|می ?پره|بپره|باطل می ?(?:شه|شود)|از دست (?:بدم|می ?دم|می ?ره|بره)|می ?ره (?:به|برای) (?:نفر|بعدی)|نفر بعد(?:ی)?)(?!\w)|\b(?:misuze|besuze|mipare|bepare|nafare? ba'?di|az dast)\b"
)
_LONG_WAIT = re.compile(
    r"\b(?:wait|waiting|waited|queue|line)\b[^.?!]{0,40}\b(?:weeks?|months?|ages|forever|years?)\b|\b(?:weeks?|months?|ages)\b[^.?!]{0,40}\b(?:wait|waiting|waited|queue|line)\b|\bwhy\b[^.?!]{0,40}\b(?:so long|taking|not come|hasn't come|slow)\b"
    r"|(?:هفته|ماه|سال)(?:ه|س|ست|هاست)?(?!\w)[^.?!؟]{0,40}(?:منتظر|نوبت|صف|رزرو)|(?:منتظر|نوبت|صف)[^.?!؟]{0,30}(?:هفته|ماه|سال)(?:ه|س|ست)?(?!\w)|چرا[^.?!؟]{0,30}(?:نمی ?(?:یا|آ|ا|ر)|نیومد|نرسید)"
    r"|\b(?:hafte|mah|sal)(?:e|s)?\b[^.?!]{0,40}\b(?:montazer|nobat|saf|rezerv)\w{0,4}\b|\bchera\b[^.?!]{0,20}\b(?:nemi\w{2,6}|nayumade|nayoomade|nareside)\b"
)
_LONGER = re.compile(
    r"\b(?:beyond|longer|extend\w{0,3}|extension|extra|few more|more (?:days?|time)|another (?:day|week))\b|(?<!\w)(?:بیشتر|تمدید)(?!\w)|\b(?:bishtar|tamdid)\b"
)
_KEPT = re.compile(
    r"\bhow (?:long|many days)\b(?![^.?!]{0,40}\b(?:wait|take|come|arrive|borrow|loan|lend|lent)\w{0,3}\b)[^.?!]{0,40}\b(?:keep|kept|hold|held|pick|collect)\w{0,3}\b|\b(?:till?|until) when\b|\bwhen\b[^.?!]{0,24}\b(?:deadline|latest|expire)\w{0,2}\b"
    r"|(?<!\w)(?:چند ?روز|تا کی|چقدر|چه مدت|تا چه (?:روزی|تاریخی))(?!\w)[^.?!؟]{0,30}(?:نگه|می ?مون|می ?مان|وقت|مهلت|فرصت)|\b(?:chand (?:ruz|rooz)|ta key|ta kei|cheghadr)\b[^.?!]{0,30}\b(?:negah|mimun|mimoon|vaght|mohlat|forsat)\w{0,5}\b"
)
_MOST = 400


def speaks_of_own_hold(folded: str) -> bool:
    """Tell whether a folded text speaks of a reservation of a book that one has already."""
    return _MINE.search(folded[:_MOST]) is not None and _NO_BOOK.search(folded[:_MOST]) is None


def wishes_a_new_one(folded: str) -> bool:
    """Tell whether a folded text wishes for another reservation beside those there are."""
    return _ANEW.search(folded[:_MOST]) is not None


def speaks_of_pausing(folded: str) -> bool:
    """Tell whether a folded text wishes it paused; "don't pause it" does not."""
    return _PAUSING.search(_NO_PAUSING.sub(" ", folded[:_MOST])) is not None


def speaks_of_lapsing(folded: str) -> bool:
    """Tell whether a folded text speaks of its being passed on to the next, or running out."""
    return _LAPSING.search(folded[:_MOST]) is not None


def speaks_of_longer(folded: str) -> bool:
    """Tell whether a folded text speaks of more days than there are."""
    return _LONGER.search(folded[:_MOST]) is not None


def speaks_of_waiting_long(folded: str) -> bool:
    """Tell whether a folded text says that it has been waited for long, or asks why."""
    return _LONG_WAIT.search(folded[:_MOST]) is not None


def asks_how_long_kept(folded: str) -> bool:
    """Tell whether a folded text asks for how long something is kept to be collected."""
    return _KEPT.search(folded[:_MOST]) is not None
