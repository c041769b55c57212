"""The kind of an emergency that a text speaks of, read before anything else is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.emergencies import english, finglish, persian
from language.emergencies.exaggerating import Degree, is_figure, is_reason, laughs, weigh
from language.emergencies.quiet import GRIEF, LOW, OWN_LIFE, QUIET, REACHING, VEILED
from language.emergencies.signs import one_of
from language.emergencies.slips import respelt
from language.emergencies.strained import is_strained
from language.kept import kept
from language.normalise import fold

__all__ = [
    "KINDS",
    "Distress",
    "find_distress",
    "find_emergency",
    "is_ailment",
    "is_grief",
    "is_harmless",
    "is_low",
    "likely_kind",
    "reaches_out",
    "words_of",
]

#: Every kind: despair (also self-harm), medical, fire, gas, violence, harassment, lost_child, theft, danger (any other).
KINDS = ("despair", "medical", "fire", "gas", "violence", "harassment", "lost_child", "theft", "danger")

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"«[^«»]{1,80}»|\"[^\"]{1,80}\"|“[^“”]{1,80}”")
_ARABIC = re.compile("[آ-ی]")
_ALIKE = {ord("آ"): "ا", ord("ئ"): "ی", ord("ء"): None}
# What is told of yesterday is a matter for the desk; despair or a fire never is.
_WHILE_UNDER_WAY = frozenset({"violence", "harassment", "theft", "lost_child", "medical"})
# Nobody is asked to tell a cry of despair from talk about one, unless a work is named.
_ALWAYS = frozenset({"despair"})
# Heavy words about these are a complaint.
_MATTER = one_of(
    (
        "fees?|fines?|queue|noise|wi ?fi|internet|website|site|app|printer|staff|reminders?|texts|e ?mails?|sms|system|computer|chairs?|heating|homework|exams?|opening hours|flatmate|roommate|neighbours?|snor\\w+|small print|font|eyes|rabbit|undo|cancel|questions|form|thought it over|stop here",
        "جریمه\\w*|صف|سروصدا|سر و صدا|اینترنت|سایت\\w*|سیستم\\w*|پرینتر|کارمند\\w*|پیامک\\w*|کامپیوتر\\w*|صندلی\\w*|امتحان\\w*|برنامه|اپ|نظرم|لغو|انصراف|سوال\\w*|فرم|ربات|منتظر\\w*|هم ?خونه\\w*|همسایه\\w*",
        "jarime\\w*|saf|site\\w*|printer|internet|payamak\\w*|system",
    ),
    {},
)

# "Ketabi hast?" beside what is said of oneself is no work; «ketabe …» right before it is one that is called so.
_OF_ONESELF = re.compile(r"\b(?:basham|bemiram|bemoonam|bemunam|bemonam|bekosham|khodamo?|zendegim|nabasham)\b")
_NAMED_SO = re.compile(
    r"\b(?:ketab\w{0,3}|roman\w{0,3}|film\w{0,3}) (?:\w{1,12} ){0,3}(?:basham|bemiram|bemo{0,2}u?nam|bekosham|khodamo?|nabasham)\b|\b(?:darbare|dar mored|ghahraman\w{0,6}|shakhsiy?at\w{0,6}|nevisande)\b"
)
_SENTENCE_ENDS = re.compile(r"[.!?؟\n]{1,6}")
_MINE = re.compile(r"\b(?:i|im|ive|me|my|myself)\b|(?<!\w)(?:من|خودم|زندگیم|\w{2,12}م)(?!\w)")
_TWO = 2
_LIKELY = {
    kind: re.compile(words)
    for kind, words in {
        "despair": r"\b(?:die|dying|alive|suicide|self|living|hopeless)\b|خودکشی|بمیرم|زندگی|خودم|زنده|khodkoshi|bemiram|zende|zendegi",
        "fire": r"\b(?:fire|smoke|flames?|burn\w*)\b|اتیش|اتش|دود|شعله|میسوز|ati?sh|\bdood\b",
        "gas": r"\bgas\b|گاز|\bgaz\b",
        "lost_child": r"\b(?:child|kid|son|daughter|toddler|boy|girl|baby)\b|بچه|بچم|دخترم|پسرم|bacham?\b|dokhtaram|pesaram",
        "violence": r"\b(?:knife|gun|fight\w*|hit\w*|attack\w*|weapon|threat\w*|beat\w*|punch\w*)\b|چاقو|اسلحه|دعوا|کتک|حمله|تهدید|میزن|chaghoo|kotak",
        "harassment": r"\b(?:follow\w*|harass\w*|touch\w*|stalk\w*|scared|creep\w*)\b|مزاحم|تعقیب|دنبالم|میترسم|donbalam|mozahem",
        "theft": r"\b(?:thief|stole\w*|steal\w*|robb\w*)\b|دزد|dozd",
        "medical": r"\b(?:faint\w*|blood|bleed\w*|breath\w*|ambulance|doctor|unconscious|heart|sick|hurt|fell|injur\w*|seizure)\b"
        r"|غش|خون|نفس|اورژانس|دکتر|قلب|بیهوش|تشنج|افتاد|حالش|ghash|nafas|urzhans|orzhans",
        # Last: who is alone may be followed, too.
        "despair+": r"\b(?:empty|alone|lonely|sad|cry\w*|tired|pointless|worthless|depress\w*|no ?body|no one)\b|تنها|خسته|گریه|ناامید|افسرده|غمگین|هیچ ?کس|دلم گرفته|\b(?:tanha\w*|khaste\w*|gerye|naomid\w*|afsorde)\b",
    }.items()
}
# Somebody is ill or in plaster: nothing of the library's is out of order.
_AILMENT = one_of(
    (
        "(?:broke|broken|sprained|twisted|fractured) (?:my|his|her|an?) (?:\\w+ )?(?:leg|arm|ankle|wrist|hip|foot|hand|finger|nose|rib|knee)|(?:im|i am|i was|i got|i fell) (?:\\w+ )?(?:ill|sick)|in (?:hospital|plaster)|the flu|pneumonia|surgery",
        "(?:پام|پای \\w+|پاش|دستم|دست \\w+|دستش|کمرم|مچم|زانوم|لگنم|لگنش) (?:\\w+ ){0,2}(?:شکسته|شکست|تو گچه|توی گچه|پیچ خورده|در رفته|درد میکنه)|مریضم|مریض شدم|کرونا|سرما خوردم|بیمارستانم|عمل کردم",
        "(?:pam|dastam|kamaram) (?:\\w+ )?(?:shekast\\w*|dard)|mariz(?:am| shodam)",
    ),
    {},
)
# Nobody answers the telephone or the desk: nobody lies there who does not answer.
_UNANSWERED = re.compile(
    r"(?<!\w)(?:کسی|هیچ ?کس|هیچکی|هیشکی|kasi|hich ?kas|hichki|hishki)(?: هم| ham)? (?:به ?\w+ )?"
    r"(?:جواب ?(?:نمیده|نمیدن|نداد|ندادن)|javab ?(?:nemide|nemidan|nadad))(?!\w)"
)
# What is drawn, drags on or is taken trouble with: the same word in Persian as for killing.
_DRAWN = re.compile(
    r"(?<!\w)(?:طول|زحمت|نقاشی|خط|خجالت|انتظار|صف|سیگار|دست|عکس|نقشه|سرک|جارو|پیش|بیرون|پایین|بالا|کنار|دراز|تصویر|اتو|داد|فریاد)"
    r"(?: هم| ها| رو| را)? ?ن?می ?کش\w*"
    r"|(?<!\w)(?:too?l|zahmat|entezar|naghashi|khat|cigar|sigar|saf) ?(?:ham )?ne?mi ?kesh\w*"
    r"|(?<!\w)(?:too?l|zahmat|entezar|naghashi|khat|cigar|sigar|saf) ?(?:ham )?mi ?kesh\w*"
)


@dataclass(frozen=True, slots=True)
class Distress:
    """What a text tells of: a kind of emergency, and how sure it is.

    `alarm` calls for help at once; `quiet` is despair without harm at hand, and calls for somebody who listens;
    `doubtful` is asked about before anybody is called.
    """

    kind: str
    degree: Degree


# "Not too much blood" is wished of a story; «منو دعوا کردن» is scolding, and no fight; a look is thrown at a book.
_UNMEANT = re.compile(
    # Exams that creep up on somebody follow nobody.
    r"\b(?:exams?|finals|deadlines?|midterms?|dates?|winter|autumn|prices?|fees?|age|holidays?|weather|cold)(?: \w+){0,4} creep\w{0,3}\b"
    r"|\b(?:not|without|no|isnt|dont (?:want|like)) (?:too |so |that |very )?much (?:blood|violence)\b"
    r"|\b(?:(?:doesnt|does not|dont|do not|didnt|cant|cannot|wont|wouldnt) (?:really )?(?:care for|like|want|stand|stomach|enjoy|bear|read about)"
    r"|hates?|dislikes?|squeamish about|not (?:into|keen on|fond of|a fan of)) (?:(?:any|the|all|that|too|much|so) ){0,3}(?:blood|gore|violence|murder|killing)\w{0,3}\b"
    r"|(?<!\w)(?:از )?(?:خون|خونریزی|خشونت|قتل)(?: و (?:خون|خونریزی|خشونت|قتل))? (?:خوش\w{0,2} ن\w{1,8}|دوست ن\w{1,6}|بدش میاد|متنفر\w{0,3})(?!\w)"
    r"|(?<!\w)(?:رو|را|\w{2,15}و) (?:جلوی? \w{2,10} )?دعوا (?:کرد\w{0,3}|میکن\w{0,3}|می کن\w{0,3})(?!\w)"
    r"|(?<!\w)نگاه\w{0,2} (?:\w{1,8} ){0,2}(?:می ?)?(?:ا)?(?:بنداز|نداز)\w{0,3}(?!\w)"
)


@kept
def find_distress(text: str) -> Distress | None:
    """Tell what emergency, or despair, somebody tells of, or None.

    Of what is told plainly, rather one too many than one too few; what speaks of a book, a course or a rule, or
    exaggerates, is none.
    """
    said = _DRAWN.sub(" ", _UNANSWERED.sub(" ", _UNMEANT.sub(" ", words_of(_QUOTED.sub(" ", text)))))
    if not said.strip():
        return None
    kind = _persian(said) if _ARABIC.search(said) else _latin(said)
    if kind is None and not _ARABIC.search(said) and (meant := respelt(said)) != said:
        kind, said = _latin(meant), meant
    laughing = laughs(text)
    if kind is not None:
        degree = weigh(kind, said, laughing=laughing)
        return None if degree is None else Distress(kind, degree)
    if OWN_LIFE.search(said) and not is_figure(said):
        return Distress("despair", "doubtful" if laughing else "quiet")
    if VEILED.search(said):
        return Distress("despair", "doubtful")
    if is_figure(said):
        return None
    if not laughing and is_strained(said) and not QUIET.search(said):
        # "The book lies before me, but I only cry": a work that is named takes nothing from two loads.
        return Distress("despair", "doubtful")
    if _is_about_a_work(said):
        # A letter that asks for a book at its end says in a sentence of its own how its writer is.
        alone = any(
            QUIET.search(one) and _MINE.search(one) and not (_is_about_a_work(one) or is_figure(one))
            for one in map(words_of, _SENTENCE_ENDS.split(text))
        )
        return Distress("despair", "doubtful" if laughing else "quiet") if alone else None
    if QUIET.search(said):
        return Distress("despair", "doubtful" if laughing else "quiet")
    return Distress("despair", "doubtful") if is_low(text) and not is_reason(said) else None


def find_emergency(text: str) -> str | None:
    """Name the kind of emergency (of `KINDS`) that staff are told of at once, or None."""
    found = find_distress(text)
    return None if found is None or found.degree == "doubtful" else found.kind


@kept
def is_low(text: str) -> bool:
    """Tell whether words are heavy: alone they are asked about, a second time they count."""
    said = words_of(text)
    heavy = sum(1 for _ in LOW.finditer(said))
    # Two heavy things are not said of an exam or a queue: "it isn't only the exam, …".
    about_a_thing = _is_about_a_work(said) or is_figure(said) or (heavy < _TWO and _MATTER.search(said) is not None)
    return heavy > 0 and not about_a_thing and not laughs(text)


def is_grief(text: str) -> bool:
    """Tell whether a text asks for, or tells of, grief or low spirits, be it only as a book's matter."""
    return GRIEF.search(words_of(text)) is not None


def reaches_out(text: str) -> bool:
    """Tell whether words look for somebody who listens; only to be asked after something heavy."""
    return REACHING.search(words_of(text)) is not None


def is_harmless(text: str) -> bool:
    """Tell whether a text speaks of something to read, see or learn, exaggerates, laughs, or gives a reason for a wish."""
    said = words_of(text)
    if is_figure(said) or is_reason(said) or laughs(text):
        return True
    if _ARABIC.search(said):
        return any(pattern.search(said) for pattern in (persian.TOPIC, persian.IDIOM))
    return any(pattern.search(said) for pattern in (english.TOPIC, english.IDIOM, finglish.TOPIC))


def is_ailment(text: str) -> bool:
    """Tell whether a text tells of a body that is ill or broken, which no desk repairs."""
    return _AILMENT.search(words_of(text)) is not None


def likely_kind(text: str) -> str:
    """Name the kind that single words speak of, for what is known to be an emergency; `danger` when none does."""
    said = words_of(text)
    return next((kind.rstrip("+") for kind, pattern in _LIKELY.items() if pattern.search(said)), "danger")


def words_of(text: str) -> str:
    """Fold a text to its words, parted by one space each, as the patterns of emergencies are written."""
    folded = fold(text).translate(_ALIKE).replace("'", "")
    return " ".join(_WORD.findall(folded))


def _is_about_a_work(said: str) -> bool:
    return any(
        pattern.search(said) for pattern in (persian.ABOUT, persian.TOPIC, english.ABOUT, english.TOPIC, finglish.TOPIC)
    )


def _persian(said: str) -> str | None:
    kind = persian.SURE.kind_of(said)
    if kind is None:
        if persian.TOPIC.search(said) or persian.IDIOM.search(said) or persian.PAST.search(said):
            return None
        kind = persian.WEAK.kind_of(said) or persian.HARM.kind_of(said)
        return None if kind == "lost_child" and persian.THINGS.search(said) else kind
    if persian.IDIOM.search(said) or (persian.ABOUT.search(said) and kind not in _ALWAYS):
        return None
    if kind == "lost_child" and persian.THINGS.search(said):
        return None
    if kind in _ALWAYS and persian.ABOUT.search(said) and "خود" not in said.replace("خودکشی", ""):
        return None
    return None if kind in _WHILE_UNDER_WAY and persian.PAST.search(said) else kind


def _latin(said: str) -> str | None:
    kind = finglish.SURE.kind_of(said)
    if kind is not None:
        if finglish.TOPIC.search(said) and not (
            kind in _ALWAYS and _OF_ONESELF.search(said) and not _NAMED_SO.search(said)
        ):
            return None
        return None if kind == "lost_child" and finglish.THINGS.search(said) else kind
    if finglish.TOPIC.search(said) is None and finglish.SPOKEN.search(said):
        kind = finglish.HARM.kind_of(said)
        if kind is not None:
            return None if kind == "lost_child" and finglish.THINGS.search(said) else kind
    kind = english.SURE.kind_of(said)
    if kind is None:
        if english.TOPIC.search(said) or english.IDIOM.search(said) or english.PAST.search(said):
            return None
        return english.WEAK.kind_of(said) or english.HARM.kind_of(said)
    if english.IDIOM.search(said) or (english.ABOUT.search(said) and kind not in _ALWAYS):
        return None
    if kind in _ALWAYS and english.ABOUT.search(said) and not re.search(r"\b(?:i|im|myself|me)\b", said):
        return None
    return None if kind in _WHILE_UNDER_WAY and english.PAST.search(said) else kind
