"""What disarms the words of an emergency: laughter, a thing that "kills", messages that "harass", illness as a reason."""

from __future__ import annotations

import re
from typing import Literal

from language.emergencies.signs import one_of

__all__ = ["Degree", "is_figure", "is_reason", "laughs", "weigh"]

#: How sure an emergency is: `alarm`, `quiet` (despair without harm at hand), or `doubtful` (to be asked about).
Degree = Literal["alarm", "quiet", "doubtful"]

_LAUGHTER = re.compile(
    r"[😂🤣😅😄😆😁😹😜😝🙃]|(?<![:;=]):[-']?D+\b|:-?\){2,}|=\){2,}|\bxd+\b|\b(?:lo+l+|lmf?ao+|rofl|(?:ha){2,}h?|haha+|(?:he){2,}|jk|just (?:kidding|joking)|only joking|kidding)\b"
    r"|ه{3,}|خخ+|(?<!\w)(?:هاها+|هه|شوخی (?:کردم|می ?‌?کنم|بود))(?!\w)|\bshoo?khi\b|\bkhk?h{2,}\b",
    re.IGNORECASE,
)
# What a reader complains of, or longs for; none of them harms anybody.
_MATTERS = (
    "printer|copier|scanner|computers?|pc|website|site|wi ?fi|internet|system|app|bot|chatbot|fees?|fines?|charges?|prices?|queue|line|wait|waiting|chairs?|seats?|heating|heat|cold|noise|deadline|exams?|thesis|essay"
    "|homework|assignment|week|weather|books?|novel|volume|sequel|chapter|ending|series|rules?|reminders?|messages?|texts?|e ?mails?|sms|form|password|pin|login|cents|euros?|dollars?|search|catalogue|catalog"
    "|پرینتر|چاپگر|اسکنر|کامپیوتر|سایت|سایتتون|وای ?فای|اینترنت|نت|سیستم|سیستمتون|برنامه|جریمه|جریمتون|جریمه ها|صف|صندلی\\w*|گرما|سرما|سروصدا|سر و صدا|امتحان\\w*|پایان نامه|تکلیف|مشق|هفته|کتاب|کتابا|کتابها|کتابو|کتاباتون"
    "|رمان|جلد|قسمت|سریال|قوانین|پیامک\\w*|پیام\\w*|ایمیل\\w*|فرم|رمز|پین|سوال\\w*|جوابت\\w*|انتظار|نوبت|موجود|تموم شده|بداخلاق\\w*|شعبه"
    "|site|saytetoon|printer|jarime\\w*|saf|emtehan\\w*|ketab\\w*|payamak\\w*|internet|system"
)
_PEOPLE_EN = (
    "man|men|woman|women|guy|guys|boy|boys|girl|girls|he|hes|she|shes|they|theyre|him|her|husband|wife|father|dad|mother|mom|mum|brother|sister|son|uncle|stepfather|boyfriend|girlfriend|ex|stranger|someone|somebody|some one"
    "|person|people|kid|kids|child|student|visitor|guard|librarian|neighbou?r|teacher|lady|gentleman|dude|bloke"
)
_PEOPLE_FA = (
    "مرد|مردی|مرده|مرتیکه|اقا|اقایی|اقاهه|اقای|خانم|خانمی|خانومی|زن|زنی|پسر|پسری|پسره|دختری|دختره|یکی|یه نفر|یک نفر|نفر|کسی|طرف|یارو|شوهرم|شوهر|زنم|بابام|پدرم|مامانم|مادرم|برادرم|داداشم|عموم|داییم|نامزدم|همسرم|ناپدریم"
    "|نگهبان|همکار|کارمند\\w*|اونا|چند نفر|دو نفر|غریبه|همسایه"
)
_PERSON = one_of(
    (
        _PEOPLE_EN,
        _PEOPLE_FA,
        "yeki|ye nafar|mard\\w*|agha\\w*|pesar\\w*|dokhtar\\w*|yaroo|yaru|shohar\\w*|baba\\w*|pedar\\w*|madar\\w*|baradar\\w*",
        "follow\\w*|touch\\w*|دنبالم\\w*|دست|تعقیب\\w*|donbal\\w*",
    ),
    {},
)
# Messages and money, which are felt as harassment and robbery.
_SENT = one_of(
    (
        "sms|text messages?|texts|texted|texting|e ?mails?|e ?mailing|reminders?|notifications?|newsletters?|messages|calls|phone calls|spam|mailing list|my number|fees?|fines?|charges?|prices?|cents|cost|costs",
        "پیامک\\w*|اس ام اس\\w*|ایمیل\\w*|پیام|پیامها|پیاما\\w*|یاداوری\\w*|زنگا?(?! بزن)|تماسا?(?! بگیر)|تبلیغ\\w*|خبرنامه|جریمه\\w*|هزینه\\w*|دیرکرد|پول|قیمت\\w*|شهریه",
        "payamak\\w*|sms|email\\w*|peygham\\w*|zang|jarime\\w*",
    ),
    {},
)
_CHARGE = one_of(
    (
        "harass\\w*|robb\\w*|stalk\\w*|thie(?:f|ves)|bully\\w*|attack\\w*|terror\\w*",
        "ازار\\w*|مزاحم\\w*|دزد\\w*|زورگیر\\w*|تهدید\\w*|azar\\w*|mozahem\\w*|dozd\\w*",
    ),
    {},
)
# Nobody is named who does it.
_BARE_CHARGE = one_of(
    (
        "(?:this|that|it)(?: is|s)? (?:is )?(?:pure |plain |sheer |just |simply |daylight )?(?:harassment|robbery|theft|stalking|assault|an attack|violence|bullying)|thats (?:harassment|robbery|theft)",
        "(?:این|اینا|این کار\\w*) (?:\\w+ ){0,2}(?:ازار|ازاره|مزاحمته|مزاحمت|دزدیه|دزدی|زورگیریه|خشونته|تجاوزه)|(?:ازاره|دزدیه|زورگیریه|مزاحمته) (?:این|دیگه)",
    ),
    {},
)
# The words themselves are a figure of speech, whoever says them.
_FIGURE = one_of(
    (
        f"(?:these|this|those|that|the|your|my) (?!(?:{_PEOPLE_EN}) )(?:\\w+ ){{1,5}}(?:is |are |was |s )?(?:really |literally |absolutely |slowly )?(?:kill|kills|killing|killed|murdering|be the death of) (?:me|us|my \\w+)",
        "(?:will be|be|is|are) the death of (?:me|us)|(?:id|i would|could|would) (?:just |really |happily )?(?:kill|die|murder) (?:for|it|to|this|that|the)|kill (?:me )?for a|(?:freez\\w+|bor\\w+|starv\\w+|worr\\w+|scar\\w+) (?:me |us |you )?(?:\\w+ )?to death",
        "(?:boss|teacher|professor|mom|mum|mother|dad|father|wife|husband|librarian|roommate|sister|brother) (?:will|is going to|s going to|would|ll|gonna) (?:kill|murder) me (?:if|when|for|because|over)",
        "(?:nearly|almost|practically) (?:had|got|having|gave me|died|fainted|cried|choked) (?:an? )?(?:\\w+ )?(?:heart ?attack|stroke|fit|seizure)?|(?:killing|kill) (?:my|your)self (?:trying|looking|searching|over|to (?:find|get|finish|read)|for|with (?:this|these))",
        "(?:attack\\w*|assault\\w*|hit|bombard\\w*|beat\\w*|harass\\w*|threaten\\w*) (?:me|us) (?:\\w+ )?(?:again )?(?:with|by) (?:\\w+ ){0,2}(?:rules?|reminders?|fees?|fines?|questions?|e ?mails?|messages?|texts?|forms?|prices?|sms)",
        "(?:should be|ought to be|deserves? to be|needs to be) (?:shot|hanged|hung|killed|banned|jailed)|danger to (?:humanity|society)|drives? me (?:crazy|mad|insane)|(?:want|wanna|makes? me want) to (?:scream|cry)",
        f"(?:خودمو|خودم رو|خودم را) (?:میکشم|کشتم|میکشتم|بکشم|دارم میکشم) (?:واسه|برای|برا|تا|که (?:پیدا|این|یه|اون)|سر|بابت|با) |(?:واسه|برای|برا|سر|بابت) (?:\\w+ ){{0,5}}(?:دارم )?(?:خودمو|خودم رو) (?:میکشم|کشتم)|(?:{_MATTERS}) (?:\\w+ ){{0,4}}(?:دارم )?(?:خودمو|خودم رو) (?:میکشم|بکشم)",
        "(?:ادم|ادمو|ادم رو) (?:\\w+ ){0,2}(?:میخواد|دلش میخواد|باید|مجبوره) (?:\\w+ ){0,3}(?:خودشو|خودش رو|سرشو|گریه|بمیره|بکشه)|(?:ادمو|ادم رو|ادم) (?:\\w+ ){0,2}(?:سکته میده|میکشه|دیوونه میکنه|پیر میکنه|به (?:مرز )?جنون)",
        "(?:منو|مارو|ما رو|من رو) (?:کشتین|کشتید|کشتی|کشتن|پیر کرد\\w*|دیوونه کرد\\w*|سکته داد\\w*)|(?:این|اون) (?!(?:مرد|زن|پسر|یارو|اقا|خانم|دختر|مرتیکه))\\w+ (?:\\w+ ){0,2}(?:داره |دارن )?(?:منو|مارو|ما رو|من رو) (?:میکشه|میکشن|کشت|کشته|کشتن|کشتند)",
        "(?:میمیرم|مردم|میمیریم|مردیم) (?:واسه|برای|برا|از|تا|از بس|بس که)|(?:از بس|بس که) (?:\\w+ ){0,6}(?:مردم|مردیم|مرد|سکته کردم|خفه شدم)|دارم میمیرم (?:واسه|برای|برا|از دست)|(?:از دست|از) (?:\\w+ ){0,3}(?:سایت|سیستم|صف|گرما|سرما|پیامک\\w*) (?:\\w+ )?(?:میمیرم|مردم|دارم)",
        "az dast ?e (?:\\w+ ){0,3}(?:mimiram|mordam|divoone\\w*)|(?:in|un|oon) (?!(?:mard|zan|pesar|yaroo|agha|khanoom|dokhtar))\\w+ (?:\\w+ )?mano (?:kosht\\w*|mikoshe|mikoshan)|(?:az (?:khande|garma|sarma|khastegi)|mimiram (?:vase|baraye|az)) ?(?:mordam)?",
        f"(?:{_MATTERS}) (?:\\w+ ){{0,3}}(?:منو|مارو|ما رو|من رو) (?:میکشه|میکشن|کشت|کشته|کشتن)",
    ),
    {},
)
_MATTER = one_of((_MATTERS, "if|اگه|اگر|age"), {})
# Told as the reason for a wish of a library's kind, it is over, or looked after.
_WISH = one_of(
    (
        "extend|extension|renew|renewal|loans?|return|returned|late fees?|fines?|account|donate|overdue|deliver|delivery|delivers|home service|house call|at home|to my (?:home|house|door|place|address)|by post|post me|mail me"
        "|(?:send|bring|drop) (?:me |us |it |them |the |my |some |a )*books?|books? (?:\\w+ ){0,3}(?:home|sent|brought|delivered)|(?:cant|cannot|couldnt|could not|can not|unable to|wasnt able to) (?:\\w+ ){0,2}(?:come|make it|get to|leave|return|bring|visit)"
        "|(?:thats|that is|which is) why|sorry (?:im|i am|for being|that i am|its|it is) late|(?:im|i am|was|running|be) late|is late|story ?time|my (?:booking|reservation|appointment)|(?:more|extra|another|\\w+ more) (?:weeks?|days?|month)|i reserved|due (?:date|back)|pick (?:it|them) up",
        "تمدید|جریمه|کتابا|کتاباتون|بیشتر کن\\w*|کتابم|کتابمو|کتابام|کتابامو|کتابهام|کتابهامو|امانت|پس بیارم|پس بیاره|پس بیارن|اهدا|تحویل|پیک|ارسال|بفرستین|بفرستید|میفرستین|میفرستید|بفرستن|دم خونه|در خونه|درب منزل|تو خونه|منزل|پست کن\\w*|مهلت|دیرتر|دیر (?:شد|کردم|بیارم|اوردم)"
        "|(?:نمیتونم|نتونستم|نمیتونیم|نتونستیم|نمیشه|نشد|نمیرسم|نرسیدم) (?:\\w+ ){0,3}(?:بیام|بیایم|بیارم|بیاریم|برم|برسم|برگردونم|بیرون)|وقتش گذشت\\w*|به موقع",
        "tamdid|jarime|nemitoo?nam biam|natoo?nestam biam|nemitunam biam|natunestam|befrest\\w*|peyk|dame? khoone|mohlat|dir (?:shod|kardam)|pas biaram",
    ),
    {},
)
_NOW = one_of(
    (
        "help me|help us|need help|help please|please help|help|right now|ambulance|hurry|quick|quickly|urgent|now|on the floor|in the (?:lobby|hall|reading room|library|toilets?|stairs?)|wont stop bleeding|cant breathe|unconscious",
        "کمک|الان|زود باش\\w*|زود|فوری|اورژانس|امبولانس|بیاید|بیاین|همین جا|اینجا افتاد\\w*|خونریزی|نفس نمیکشه|بیهوش\\w*",
        "komak|alan|zood|foori|orzhans",
    ),
    {},
)
# A theft that is over, or was elsewhere, is a matter of the lost card, the lost book or the desk.
_OVER = one_of(
    (
        "bus|metro|subway|train|tram|gym|supermarket|dorm|street|taxi|car|school|(?:police )?report|police gave|insurance|cameras?|cctv|(?:library )?card|books?|handed in|hand it in|(?:got|was|were|has been|been|is) stolen|someone stole my bike|somebody stole my bike|accus\\w+|treated|serial number|what do i do|id card|identity card"
        "|اتوبوس|مترو|قطار|باشگاه|خیابون|تاکسی|ماشینم|خوابگاه|مدرسه|گزارش|بیمه|دوربین\\w*|کارت\\w*|کتاب\\w*|امانتی|مسدود\\w*|غیرفعال\\w*|باطل\\w*|kart\\w*|ketab\\w*|masdu?o?d|otoboo?s|metro",
    ),
    {},
)
# Somebody feels taken for a thief.
_TAKEN_FOR = one_of(
    (
        "(?:i|im|am i|we|were|me|us|people|patrons|readers|everyone|him|her|them|children|kids) (?:am |are |is |was |were |look |looked |like |as |being |now |suddenly |just |really |not |some |some kind of |sort of |all )*(?:an? )?(?:\\w+ )?(?:thie(?:f|ves)|robbers?|burglars?|shoplifters?)|(?:call\\w*|accus\\w*|treat\\w*|took|takes?|taken) (?:\\w+ ){0,3}(?:thie(?:f|ves)|robbers?|stealing|theft)",
        "(?:انگار|مگه|مگر|یعنی|مثل|عین|شبیه|جوری|طوری) (?!اینکه|این که)(?:\\w+ ){0,4}(?:دزدم|دزدیم|دزدا|دزدها|دزد(?= (?:رفتار|برخورد|نگا|گرفت\\w* ?$)))|(?:من|ما) (?:\\w+ ){0,2}(?:دزدم|دزدیم|دزد (?:نیستم|نیستیم))|دزد (?:که )?نیست(?:م|یم)|(?:mage|yani|engar|mesle) (?:\\w+ ){0,3}dozd\\w*",
    ),
    {},
)
_UNDER_WAY = one_of(
    (
        "just now|right now|running|ran off|is stealing|are stealing|stealing|breaking into|help|stop him|catch him|he is here|hes here|thief is here|just (?:stole|snatched|grabbed|took)|is being",
        "همین الان|الان داره|داره|دارن|فرار|دوید|در رفت|کمک|بگیرینش|بگیریدش|قاپید\\w*|زد و|alan|farar|komak",
    ),
    {},
)
_BURNT = one_of(("burned|burnt|سوخت|سوخته|sookht|sukht",), {})
# A chair has a leg, too.
_LEG_OF_A_THING = one_of(
    ("(?:chair|table|desk|bench|stool|shelf|bed|sofa) (?:\\w+ ){0,6}(?:broken|wobbly|loose) (?:leg|arm|back)",),
    {},
)
# Things break, fall and give way; nobody is hurt unless a body is named.
_OBJECT = one_of(
    (
        "(?:chair|cake|tent|bed|table|desk|umbrella|stool|bench|tower) (?:\\w+ ){0,6}collaps\\w*|door (?:\\w+ )?hit|beats? (?:me|us) to (?:it|the)|kick(?:ed|s|ing)? (?:us|me|them|him|her|everyone) out|drop(?:ped)? off|(?:somebody|someone|person) with a pulse",
        "(?:صندلی|صندلیها|مانیتور|میز|شیشه|لپ ?تاپ|کارت|کارتم|پایه|پایه ش|پایهش|در|صفحه|صفحه ش|صفحهش|دستگاه|گوشی|گوشیم|ماشین حساب|عینکم|قفل|کولر|پریز|باتریش) (?:\\w+ ){0,5}(?:شکست|شکسته|باد کرده|افتاد)",
        "(?:kart\\w*|shishe\\w*|sandali\\w*|kolah\\w*|miz|monitor|goo?shi\\w*|laptop\\w*|eynak\\w*) (?:\\w+ ){0,4}(?:shekast\\w*|oftad\\w*)",
    ),
    {},
)
_BODY = one_of(
    (
        "head|leg|arm|blood|bleeding|hurt|injured|neck|back|unconscious|someone under|on (?:him|her|a man|a woman|me)|سرش|سرم|دستش|دستم|پاش|پام|خون|زخمی|مجروح|رو سر\\w*|کمرش|khoon|sar\\w*|dastesh|paash",
    ),
    {},
)


def laughs(text: str) -> bool:
    """Tell whether a text, as it was typed, is written with a laugh."""
    return _LAUGHTER.search(text) is not None


def is_figure(said: str) -> bool:
    """Tell whether the words are a figure of speech, or charge messages and fees; `said` is folded, of words alone."""
    if _FIGURE.search(said):
        return True
    return all(pattern.search(said) for pattern in (_SENT, _CHARGE)) and _PERSON.search(said) is None


def is_reason(said: str) -> bool:
    """Tell whether something that befell somebody is told as the reason for a wish, and not for help."""
    return _WISH.search(said) is not None and _NOW.search(said) is None


def weigh(kind: str, said: str, *, laughing: bool) -> Degree | None:
    """Weigh what words alone take for an emergency of a kind; None is none."""
    if kind == "fire" and is_reason(said) and _BURNT.search(said):
        return None
    if kind in ("fire", "gas", "lost_child"):
        return "doubtful" if laughing else "alarm"
    if kind in ("medical", "theft", "danger") and is_reason(said):
        return None
    if kind == "theft" and (_OVER.search(said) or _TAKEN_FOR.search(said)) and not _UNDER_WAY.search(said):
        return None
    if kind == "medical" and _LEG_OF_A_THING.search(said):
        return None
    if kind in ("medical", "violence") and _OBJECT.search(said) and not _BODY.search(said):
        return None
    if _FIGURE.search(said) and not (kind == "medical" and _NOW.search(said)):
        return None
    if kind in ("harassment", "theft", "violence") and _PERSON.search(said) is None:
        if _SENT.search(said) and _CHARGE.search(said):
            return None
        if _BARE_CHARGE.search(said):
            return "doubtful"
    if laughing:
        if kind == "despair":
            return None if _MATTER.search(said) else "doubtful"
        return "doubtful" if _NOW.search(said) else None
    return "alarm"
