"""Distress told as two loads at once: the body gives way, and one lets down those who count on it."""

from __future__ import annotations

from language.emergencies.signs import one_of
from language.kept import kept

__all__ = ["is_strained"]

# Nothing of this alone is more than a bad night …
_BODY = one_of(
    (
        "(?:every night i cry|i cry every (?:night|day))|(?:^|i )(?:just |really |even |still )?(?:dont|do not|cant|cannot|can not|hardly|barely|havent|have not|no longer) (?:even |really |hardly |been |been able to )?(?:sleep|slept|sleeping|slep|slpe|sleap|eat(?:en)?(?! (?!and |or |any|at all|properly|since |for |i |my )\\w)|stop crying)",
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
        "(?:i will|ill|im going to|i am going to|im gonna|i know i will|i am|im|i keep) (?:not |just |really |always |only |probably |definitely |surely ){0,2}(?:fail|failing|failed|disappoint|let (?:\\w+ ){1,2}down|ruin (?:it|everything))(?! (?:to|the (?:group|team|club|class)|my (?:\\w+ )?(?:quiz|test|diet|license|licence))(?: |$)|(?: \\w+){0,3} if )",
        "(?:ive|i have|i) (?:just |already |really )?(?:let|failed|disappointed) (?:\\w+ )?(?:everyone|everybody|them|my (?:parents|family|mum|mom|dad|mother|father|wife|husband|kids|children))",
        "(?:so|too|very|deeply)? ?ashamed (?:of myself|to (?:face|tell|look))|(?:i am|im) (?:such )?(?:a |an )(?:failure|disappointment|disgrace|burden)",
        "(?:رد میشم|میفتم|می افتم|قبول نمیشم|خراب میکنم|گند میزنم|گند زدم|نمیتونم قبول شم|شکست میخورم|شکست خوردم)",
        "(?:شرمنده|شرمندشون|شرمندهشون|سرافکنده) (?:\\w+ ){0,2}(?:پدر|مادر|بابا|مامان|خانواده|همه|میشم|شدم)\\w{0,4}|(?:شرمنده|شرمندشون|شرمندشونم|ناامیدشون|ناامید) (?:کردم|میکنم|شدم|میشم)|مایه (?:ننگ|سرافکندگی)\\w{0,3}|(?:پدر|مادر|بابا|مامان|خانواده)\\w{0,4} (?:\\w+ ){0,3}(?:ناامید کردم|ناامید میکنم)",
        "(?:rad misham|miofta?m|ghabool nemisham|ghabul nemisham|gand mizanam|kharab mikonam|sharmande\\w{0,4} (?:\\w+ ){0,2}(?:misham|shodam|maman\\w*|baba\\w*|khanevad\\w*))",
    ),
    {},
)
# What is asked of the library or ordered of it is left to that.
_ELSE = one_of(
    (
        "(?:do you|have you|are you|is there|are there|is the|can i|could i|may i|when|where|which|how (?:much|many|long)) (?:\\w+ ){0,6}(?:books?|novels?|films?|rooms?|hall|library|branch\\w*|open|close[sd]?|tours?|events?|workshops?|renew\\w*|reserv\\w*|borrow\\w*|fines?|fees?|card|extend|return|print\\w*|wi ?fi|opening|seats?|quiet)",
        "(?:recommend|suggest|looking for|give me|i want|i need|something) (?:\\w+ ){0,4}(?:books?|novels?|films?|read|light|funny)|(?:please )?(?:cancel|renew|extend|reserve|book|register|sign|take|put|remove|save) (?:me|my|it|them|the|this|that|us)",
        "(?:کتاب|رمان|فیلم|سالن|شعبه|کتابخونه|کتابخانه|برنامه|تور|کارگاه)\\w* (?:\\w+ ){0,4}(?:دارید|دارین|هست|میشه|باز\\w*|چند\\w*|کجا\\w*|معرفی|پیشنهاد|میخوام|بدین|بدید|بگین|بگید)|(?:کی|چند|کجا|کدوم|تا کی) (?:\\w+ ){0,4}(?:باز\\w*|بسته\\w*|تعطیل\\w*|تحویل|پس بدم|بیارم)|(?:تمدید|رزرو|لغو|کنسل|ثبت|حذف)\\w* (?:\\w+ ){0,2}(?:کن|کنید|کنین|کنم|میشه|بشه)|معرفی (?:کن|کنید|کنین)|جریمه\\w*",
        "ketab\\w* (?:\\w+ ){0,4}(?:darid|darin|hast|mishe|moarefi)|roman\\w* (?:\\w+ ){0,2}sabok|tamdid|rezerv|jarime\\w*",
    ),
    {},
)
# A noise, a film, a fast, a shift, joy or a hot room keeps anybody awake, or makes them cry …
_CAUSE = one_of(
    (
        "noise|noisy|loud|neighbou?rs?|snor\\w+|roommates?|flatmates?|mosquito\\w*|heat|coffee|jet ?lag(?:ged)?|(?:night )?shifts?|(?:my|a|the|new) (?:job|baby|puppy)(?! interview)|toddler|excite\\w+|(?:with|from|of|for) (?:\\w+ )?(?:joy|happiness|laughter|laughing|relief)|ramadan|fasting|diet|(?:eat|eating|eaten) (?:meat|sugar|bread|pork|fish)|since (?:breakfast|lunch)",
        "(?:what an|the) ending|(?:this|that|the|with a|your) books?|series|episode|season|films?|movie|novels?|concert|i passed|i thought i (?:will|would|had)|(?:sleep|sleeping|slept|eat|eating) (?:\\w+ )?tonight|until (?:the |my )?(?:exams?|tests?|finals|deadline|sunset|iftar)",
        "سر ?و ?صدا|سرو ?صدا|همسایه\\w*|هم ?اتاق\\w*|خروپف|گرما|گرمه|قهوه|نوزاد|شیفت\\w*|شب ?کار\\w*|رمضون\\w*|رمضان\\w*|روزه(?:ام|م|ست|ایم)?|افطار|(?:این|اون|با|سر) کتاب\\w*|کتاب\\w* (?:تموم|غمگین|عالی|خوند)\\w*|از (?:ذوق|شوق|هیجان|خوشحالی|خنده|دست (?:تکلیف|تکالیف|مشق)\\w*)|سریال\\w*|فیلم\\w*|رمان\\w*|رژیم\\w*|قبول شدم|فکر میکردم (?:رد|میفتم|قبول)",
        "امشب (?:\\w+ ){0,2}(?:نمیخوابم|نمیتونم بخوابم|خواب ندارم|خوابم نمیبره)|تا (?:امتحان\\w*|اذان)|دیر (?:شد|رسید\\w*|آورد\\w*|اورد\\w*)",
        "az (?:zogh|hayajan|khosh ?hali)|seria?y?al\\w*|film\\w*|ramez\\w*|rooze|ruze|emshab (?:\\w+ )?nemikhabam|ta emtehan|shift\\w*|hamsaye\\w*|sar o seda",
    ),
    {},
)


@kept
def is_strained(said: str) -> bool:
    """Tell whether somebody neither sleeps nor eats, or cries, and fails those who count on it; folded words in `said`."""
    if _ELSE.search(said) or _CAUSE.search(said):
        return False
    return _BODY.search(said) is not None and _BURDEN.search(said) is not None
