"""Words in which patrons ask of what they owe: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.requests.deeds.portions import WHY_SO_MUCH
from language.requests.own.own_matter_words import WORD_START, any_of

__all__ = ["APART", "LENIENCE", "LIMIT", "LINE", "OBJECT", "OWED", "PART", "SERVICE", "TOTAL", "UNBLOCK"]

OWED = any_of(
    r"\bhow much (?:is it |is that |do |does |would )?(?:that )?(?:you|the library) (?:want|need|get|expect)s? from (?:me|us)\b|\bwhat (?:do|must) (?:i|we) (?:owe|pay) you\b|\bdo (?:i|we) owe (?:you )?(?:anything|something|money)\b",
    r"(?:چقدر|چقد|چند|چه مبلغی)[^.?!؟]{0,10}(?:ازم|از من|از ما|ازمون) ?(?:می ?خوا\w*|می ?گیر\w*|طلب)|(?:بدهکارم|بدهی دارم|چیزی بدهکار)",
)
TOTAL = any_of(
    r"\b(?:together|in total|altogether|all in all|in all|sum|total)\b",
    r"\bfor both\b",
    r"(?:جمعا|جمعش|روی هم|(?:^|[،,.] ?)رو هم|رو هم(?= (?:رفته|چقد|چند|چه ))|مجموع|سر جمع|کلا|هر دوتاش|هردوتاش|جفتش)",
    r"\b(?:jaman|ruye ham|majmu|sar jam)",
)
# What is charged for one thing, and what for another: each by itself.
APART = any_of(
    r"\b(?:separately|(?:tell|list|take|keep|name)(?: \w+){0,2} apart|one by one|item by item|each (?:of (?:them|these|those)|part|one|charge|sum))\b",
    r"\bhow much\b[^.?!]{0,25}\bfor\b[^.?!]{0,40}\bhow much\b",
    r"\b(?:split|break) (?:it|that|this|them|the \w+) (?:up|down)\b",
    rf"{WORD_START}(?:جدا ?جدا|جداگانه|تک ?تک|به تفکیک|تفکیک|هر ?(?:کدوم|کدام|یک)(?:ش|شون|شان)? (?:جدا )?(?:چقدر|چقد|چند))",
    r"(?:چقدر|چقد|چند)\w*[^.?!؟]{0,16}(?:بابت|برای|مال|واسه|پول)[^.?!؟]{0,40}(?:چقدر|چقد|چند)",
    r"\b(?:joda ?joda|jodagane|tak ?tak|har ?kodu?o?m\w* (?:joda )?(?:cheghad|chand)\w*)",
)
# What was charged for no book.
SERVICE = any_of(
    r"\b(?:what|why|which|where|explain|mean\w*)\b[^.?!]{0,40}\b(?:service|processing|administrati\w+|handling) (?:fee|charge|cost)s?\b",
    r"\b(?:service|processing|administrati\w+|handling) (?:fee|charge|cost)s?\b[^.!]{0,60}\b(?:what|why|which|for)\b",
    r"هزینه ?(?:ی )?(?:خدم\w*|پردازش)[^.!؟?]{0,60}(?:چی|بابت|برای|مال|چرا|از کجا|واسه)",
    r"(?:چی|بابت|چرا|واسه)\w*[^.!؟?]{0,20}هزینه ?(?:ی )?(?:خدم\w*|پردازش)",
    r"\bhazine\w* khad\w+[^.?!]{0,20}\b(?:chi\w*|babat\w*)",
)
LINE = any_of(
    APART.pattern,
    SERVICE.pattern,
    WHY_SO_MUCH.pattern,
    r"\bwhat(?:'s| is| was)?(?: about)? (?:the )?(?:rest|remainder)\b|\brest of (?:the |that |this )?(?:money|sum|amount|debt|fee)\b",
    r"(?:بقیه|باقی|مابقی|اون یکی|آن یکی)\w*(?: هم)? (?:مال|بابت|واسه|برای|چی|چیه)(?![^\W_])",
    r"\bkod(?:u|oo)m\w* (?:male|babate|vase|baraye)\b|\b(?:baghi\w*|(?:un|oon) ?yeki) (?:male|babate|vase|baraye|chi\w*)\b",
    r"(?:چقد\w*|چقدش|چقدرش)[^.?!؟]{0,8}(?:مال|بابت|واسه|برای) |\bhow much of (?:that|it|this|the)\b|\bhow\b[^.?!]{0,20}\b(?:worked out|calculated?|count(?:ed)?|get to|arrived at|come to be|made up)\b(?![^.?!]{0,20}\bdays?\b)|چ(?:طور|جور|گونه)\w*[^.?!؟]{0,6}حساب",
    r"\bwhat(?:'s| is| was) (?:it|that|this)(?: charge| fee| fine)? for\b",
    r"\b(?:bigger|larger|biggest|largest|smaller|smallest)\b[^.?!]{0,20} (?:for|about|from)\b",
    r"\bwhich(?: one| amount| sum| part| of them)?(?: is|'s)? (?:for )?(?:the )?(?:damage|late|lateness|service)",
    r"(?:کدوم|کدام)(?:ش|شون|شان|یکی)?[^.?!؟]{0,6}(?:مال|بابت|برای|واسه)[^.?!؟]{0,3}(?:دیرکرد|خسارت|خراب|خدمات|تاخیر)",
    r"(?:بزرگ|کوچیک|کوچک)(?: ?تر)?ه?[^.?!؟]{0,8} (?:مال|بابت|برای|واسه) (?:چی|چه|کدوم)",
    r"\b(?:second|first|other|third|2nd|1st|last)\b[^.?!]{0,20} (?:for|about|mean|part|one|fee|charge|from)\b",
    r"\bwhat(?:'s| is| was| are)? (?:the |that |this )?(?:second|first|other|third|service|fee|charge|[\d,.]+)[^.?!]{0,25}for",
    r"\b(?:for|from) (?:which|what) (?:book|one|title|item)",
    r"\bexplain\b[^.?!]{0,25}",
    r"\bfor what\b",
    r"\b(?:breakdown|itemi[sz]e|itemi[sz]ed|what (?:is|are) (?:it|they|that|this|these) for)\b",
    r"\bhow (?:was|is|were) (?:the )?(?:damage|it|that|this|the fee|the fine)[^.?!]{0,12} (?:calculated|worked out|set|decided)",
    r"\bwho decides\b",
    r"(?:بخش|مورد|مبلغ|قسمت|ردیف)? ?(?:دوم|دومی|اول|اولی|سوم|سومی)[^.?!؟]{0,20} (?:چی|چیه|بابت|برای|مربوط|مال)",
    r"(?:بابت|برای|واسه|مال) (?:چی|چیه|چه|کدوم|کدام)(?: ?(?:کتاب|کتابه|کتابیه))?",
    r"به تفکیک",
    r"(?:با ذکر علت|ریزش|ریز بدهی|تفکیک)",
    r"مربوط به (?:کدوم|کدام|چی|چه)",
    r"(?:babate|vase|male) (?:chi|kodum|kodoom)",
)
PART = any_of(
    r"\bif i (?:were|was) to (?:pay|settle)\b[^.?!]{0,15}\b(?:that one|this one|only|just|one of|the (?:first|second|late|other|smaller|larger|bigger))\b",
    r"\b(?:pay|paid|paying|settle)\b[^.?!]{0,12}\b(?:that|this|the first|the second|the late|the other) (?:one|fee|charge)\b[^.!]{0,50}\b(?:borrow|renew|reserve|permitted|allowed|unblock\w*|again)\b",
    r"(?<![^\W_])(?:اگه|اگر|اگ|چنانچه)(?![^\W_])[^.?!؟]{0,12}(?:همون|همین|اون|آن|یکی|اولی|دومی)[^.?!؟]{0,16}(?:بدم|بدهم|بپردازم|پرداخت|تسویه)[^.!]{0,40}(?:رزرو|تمدید|امانت|بگیرم|باز)",
    r"\bif i(?:'d)? (?:only |just )?(?:pay|paid|settle|settled|cover|covered)\b[^.?!]{0,15}\b(?:bigger|larger|smaller|big|small|late|lateness|damage|first|second|one of|most of)\b",
    r"(?<![^\W_])(?:اگه|اگر|اگ)(?![^\W_])[^.?!؟]{0,22}(?:دیرکرد|خسارت|خرابی|بزرگ ?\w*|کوچیک\w*|کوچک\w*|اولی|دومی)[^.?!؟]{0,10}(?:بدم|بپردازم|پرداخت|واریز|بریزم)",
    r"\bage\b[^.?!]{0,22}(?:dirkard|khesarat|bozorg\w*|kuchik\w*|avvali|dovomi)[^.?!]{0,10}(?:bedam|pardakht)",
    r"\bpay\b[^.?!]{0,25}(?:half|part|parts|portion|some|only|instal?lments?|smaller|bit by bit|one of)",
    r"\b(?:half|part|instal?lments?)\b[^.?!]{0,15} (?:pay|now|later)",
    r"(?:نصف|نصفش|بخشی|بخش کوچک|قسط|قسطی|اقساط|دو قسمت|یه مقدار|یک مقدار|قسمتی|بخش کوچکتر|فقط یکی)[^.?!؟]{0,30}(?:بدم|بپردازم|پرداخت|واریز|بده|بپردازیم|میشه)",
    r"(?:بدم|پرداخت|بپردازم)[^.?!؟]{0,15}(?:قسطی|قسط|نصف)",
    r"\b(?:nesf|ghesti?|ghest)\w{0,4}[^.?!]{0,15}(?:bedam|pardakht|mishe)",
)
LIMIT = any_of(
    r"\b(?:limit|most|maximum|max|ceiling|threshold)\b[^.?!]{0,30}\b(?:owe|owing|owed|debts?)\b",
    r"\b(?:owe|owing|debt)\b[^.?!]{0,25}\b(?:limit|allowed|at most|maximum|without being blocked)\b",
    r"\bhow much (?:may|can|could|am) (?:i|one|you|we)(?: allowed to)? owe\b",
    r"(?:سقف|حد مجاز|حداکثر|حد)[^.?!؟]{0,10} ?(?:بدهی|بدهکار|قرض)",
    r"بدهی[^.?!؟]{0,14}(?:سقف|مجاز|حداکثر)",
    r"تا (?:چقدر|چقد|چند|چه مبلغی)[^.?!؟]{0,10}(?:بدهی|بدهکار)[^.?!؟]{0,20}(?:اشکال|مانع|مشکل|میتونم|میشه|مجاز)",
    r"\bsaghfe? ?bedehi\b",
)
UNBLOCK = any_of(
    r"\bhow much\b[^.?!]{0,40}\b(?:pay|paid)\b[^.?!]{0,40}\b(?:unblock\w*|unlock\w*|again|to work|works?|renew|borrow|reserve|reopen\w*|allowed)\b",
    r"\b(?:what|how much)\b[^.?!]{0,30}\b(?:unblock|unlock|reopen)s?\b",
    r"(?:چقدر|چقد|چند|چه مبلغی|چنده)[^.?!؟]{0,25}(?:بدم|بپردازم|پرداخت|واریز|بریزم)[^.?!؟]{0,25}(?:باز |باز$|آزاد|رفع|فعال|بتونم|بتوانم|تمدید|رزرو|درست|وا شه)",
    r"(?:باز (?:بشه|شه|شود|کنین|کنید)|آزاد (?:بشه|شه)|رفع (?:بشه|شه)|فعال (?:بشه|شه))[^.?!؟]{0,25}(?:چقدر|چقد|چند|چه مبلغی)",
    r"\b(?:cheghad\w*|chand)\b[^.?!]{0,25}(?:bedam|pardakht)[^.?!]{0,20}(?:baz|azad|tamdid|rezerv)",
)
OBJECT = any_of(
    r"\bstill (?:being |getting )?charged\b|\bcharged (?:me )?(?:twice|wrongly|again|by mistake)\b|\bstill (?:on|in) my (?:account|card|record)\b[^.?!]{0,30}\b(?:paid|returned|brought|gave)\b|\b(?:paid|returned|brought (?:it )?back|gave (?:it )?back)\b[^.?!]{0,50}\b(?:still|yet)\b[^.?!]{0,25}\b(?:charg\w*|fine|fee|owe|account|card)\b",
    r"(?:پس دادم|آوردم|اوردم|برگردوندم|تحویل دادم|پرداخت کردم|پولشو دادم|دادم)[^.!؟?]{0,40}(?:هنوز|باز|چرا)[^.!؟?]{0,30}(?:دیر|جریمه|بدهی|حسابم|تو حساب|بدهکار|پول)",
    r"\balready (?:damaged|broken|torn|like that)\b",
    r"\b(?:wasn't|was not) me\b",
    r"\b(?:dispute|object to|objection|contest)\b",
    r"\bi (?:had|brought|returned|gave|put)\b[^.?!]{0,25}\b(?:back|on time|in time|in the (?:return )?box)\b",
    r"\b(?:not|isn't|is) (?:my fault|wrong|a mistake|unfair)\b",
    r"(?:من|خودم) (?:خرابش|پاره‌ش|پارش) نکردم",
    r"از اول (?:خراب|اینجوری|این جوری|همین ?جوری|پاره|اینطوری)",
    r"اعتراض",
    r"(?:به موقع|سر وقت) (?:آوردم|پس دادم|برگردوندم|تحویل دادم)",
    r"\baz aval (?:kharab|injuri|pare)",
    r"\betera?z",
    r"\bman kharabesh nakardam",
)
LENIENCE = any_of(
    r"\b(?:was|been|am|were) (?:in |at )?(?:the )?(?:hospital|ill|sick|abroad|bedridden|in an accident)\b",
    r"\b(?:hospital|surgery|operation|accident|funeral|illness)\b",
    r"\b(?:waive|forgive|forgiven|wipe|drop|cancel) (?:off )?(?:the |my |this |that |all )?(?:late )?(?:fee|fine|charge|debt)s?",
    r"\blet me off\b",
    r"\ballowances? (?:can |could |may |might )?be made\b|\bmake (?:me |us )?an? allowance\b|\bbe lenient\b",
    r"\b(?:remove|reduce|lift|lower|take off|cut|delete) (?:off )?(?:the |my |this |that |all )?(?:late )?(?:fee|fine|charge|debt)s?\b",
    r"\b(?:fee|fine|charge|debt)s? (?:to be |be |is |get |got )?(?:removed|reduced|lifted|lowered|waived|forgiven|cancel+ed|dropped|wiped|written off|taken off|cut)\b",
    r"بیمارستان",
    r"بستری",
    r"(?:مریض|بیمار|تصادف|جراحی|عمل) (?:بودم|شدم|کردم|داشتم)",
    r"فوت (?:کرد|شد)",
    r"گواهی پزشک",
    r"(?:ببخشید|ببخشین|ببخشی|ببخشیدش|معاف|بخشش|بخشیده)[^.?!؟]{0,12}(?:جریمه|جریمم|بدهی)(?![^.?!؟]{0,12}(?:چق|چند|چه ?قد|کی(?![^\W_])|بابت))",
    r"(?:جریمه|جریمم|بدهی|جریمه ام)[^.?!؟]{0,14}(?:رو )?(?:ببخش|معاف|بخشش|حذف|پاک)",
    r"\bbimarestan\b",
    r"\bmariz budam",
)
