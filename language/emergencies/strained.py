"""Distress told as two loads at once: the body gives way, and one lets down those who count on it."""

from __future__ import annotations

from language.emergencies.signs import one_of
from language.kept import kept

__all__ = ["is_strained"]

# Nothing of this alone is more than a bad night …
_BODY = one_of(
    (
        "(?:^|i )(?:just |really |even |still )?(?:dont|do not|cant|cannot|can not|hardly|barely|havent|have not|no longer) (?:even |really |hardly |been |been able to )?(?:sleep|slept|sleeping|slep|slpe|sleap|eat(?:en)?(?! (?!and |or |any|at all|properly|since |for |i |my )\\w)|stop crying)",
        "(?:i am|im|ive been|i have been|i keep|i just) (?:\\w+ ){0,2}(?:crying|cry|shaking|not sleeping|not eating)|crying all (?:the time|day|night)|panic attacks?",
        "(?:شبا|شب ها|شبها|اصلا|دیگه|چند وقته|یه هفتست|الان) (?:\\w+ ){0,2}(?:نمیخوابم|خواب ندارم|خوابم نمیبره|نمیتونم بخوابم|غذا نمیخورم|نمیتونم غذا بخورم)|(?:نمیخوابم|خواب ندارم|خوابم نمیبره|نمیتونم بخوابم) (?:دیگه|اصلا|شبا|شبها)",
        "(?:خواب و خوراک|خوابم|نه خواب) (?:\\w+ ){0,2}(?:ندارم|دارم نه)|(?:همش|همه ش|مدام|هر شب|یک سره|یکسره) (?:\\w+ ){0,2}(?:گریه میکنم|گریم میگیره|دستام میلرزه)|نمیتونم گریه نکنم",
        "(?:khab(?:am)? (?:o khorak )?(?:nadaram|nemibare)|nemikhabam|nemitoo?nam bekhabam|hamash gerye mikonam|har shab gerye mikonam)",
    ),
    {},
)
# … nor of this alone more than a bad exam.
_BURDEN = one_of(
    (
        "(?:i will|ill|im going to|i am going to|im gonna|i know i will|i am|im|i keep) (?:\\w+ ){0,2}(?:fail|failing|failed|disappoint|let (?:\\w+ ){1,2}down|ruin (?:it|everything))",
        "(?:ive|i have|i) (?:just |already |really )?(?:let|failed|disappointed) (?:\\w+ )?(?:everyone|everybody|them|my (?:parents|family|mum|mom|dad|mother|father|wife|husband|kids|children))",
        "(?:so|too|very|deeply)? ?ashamed (?:of myself|to (?:face|tell|look))|(?:i am|im) (?:such )?(?:a |an )(?:failure|disappointment|disgrace|burden)",
        "(?:رد میشم|میفتم|می افتم|قبول نمیشم|خراب میکنم|گند میزنم|گند زدم|نمیتونم قبول شم|شکست میخورم|شکست خوردم)",
        "(?:شرمنده|شرمندشون|شرمندهشون|سرافکنده) (?:\\w+ ){0,2}(?:پدر|مادر|بابا|مامان|خانواده|همه|میشم|شدم)\\w{0,4}|(?:شرمنده|شرمندشون|شرمندشونم|ناامیدشون|ناامید) (?:کردم|میکنم|شدم|میشم)|مایه (?:ننگ|سرافکندگی)\\w{0,3}|(?:پدر|مادر|بابا|مامان|خانواده)\\w{0,4} (?:\\w+ ){0,3}(?:ناامید کردم|ناامید میکنم)",
        "(?:rad misham|miofta?m|ghabool nemisham|ghabul nemisham|gand mizanam|kharab mikonam|sharmande\\w{0,4} (?:\\w+ ){0,2}(?:misham|shodam|maman\\w*|baba\\w*|khanevad\\w*))",
    ),
    {},
)
# Who asks the library for something beside it is given that; a noise, a film or a hot room keeps anybody awake.
_ELSE = one_of(
    (
        "do you|have you|is there|are there|is it|is the|are you|can i|could i|may i|when|where|which|how (?:much|many|long|do)|any|recommend|suggest|looking for|\\w{0,6}books?|novels?|rooms?|open|noise|noisy|loud|neighbours?|neighbors?|snor\\w+|roommates?|flatmates?|mosquito\\w*|heat|hot|cold|coffee|jet ?lag|night shift\\w*|baby|toddler|renew\\w*|reserv\\w*|fines?|fees?|card|extend|return",
        "دارید|دارین|هست|میشه|کجا\\w*|کدوم|کی|چند|چقدر|کتاب\\w*|رمان\\w*|سالن\\w*|باز|معرفی|پیشنهاد|سر ?و ?صدا|سرو ?صدا|همسایه\\w*|هم ?اتاق\\w*|خروپف|گرما|گرمه|سرده|قهوه|بچه\\w*|نوزاد|تمدید\\w*|رزرو\\w*|جریمه\\w*|کارت\\w*",
        "darid|darin|hast|mishe|koja|kodoo?m|ketab\\w*|roman\\w*|salon\\w*|baz|moarefi|sar o seda|hamsaye\\w*|tamdid|rezerv|jarime\\w*",
    ),
    {},
)


@kept
def is_strained(text: str, said: str) -> bool:
    """Tell whether somebody neither sleeps nor eats, or cries, and fails those who count on it; folded words in `said`."""
    if "?" in text or "؟" in text or _ELSE.search(said):
        return False
    return _BODY.search(said) is not None and _BURDEN.search(said) is not None
