"""Grievances that are told without the word "complaint": how somebody behaved, that nobody answers, for how long."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "SURE",
    "WEAK",
    "adds_to_complaint",
    "asks_after_complaint",
    "find_grievance",
    "speaks_of_own",
    "withdraws_complaint",
]

#: It is told what happened, and is filed; it may be a grievance, and is offered to be filed.
SURE, WEAK = "sure", "weak"


def _words(*groups: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(groups)})(?![\w'])")


# Who serves patrons, by what patrons call them.
_SERVERS = _words(
    "staff|librarians?|employees?|guards?|security|clerks?|assistants?|receptionists?|workers?|personnel|management|manager|supervisor|attendants?"
    "|the (?:man|woman|lady|guy|girl|person|gentleman|people|boy) (?:at|behind|from|in|on|who|with|there|working)|your (?:colleagues?|people|team|guy|man|lady|woman)"
    "|he|she|they|you people|you guys|someone at|somebody at|(?:at|behind) the (?:\\w+ )?(?:desk|counter)",
    "کارمند\\w*|کارکنان\\w*|کتابدار\\w*|مسئول\\w*|مسوول\\w*|پرسنل\\w*|نگهبان\\w*|حراست\\w*|همکار\\w*|متصدی\\w*|رئیس\\w*|مدیر\\w*|خانم\\w*|خانوم\\w*|آقا\\w*|اقا\\w*|یارو|طرف|برخورد\\w*|رفتار\\w*|نیروهاتون|نیروتون",
    "karmand\\w*|ketabdar\\w*|masool\\w*|masul\\w*|negahban\\w*|hamkar\\w*|khanoom\\w*|khanum\\w*|agha\\w*|barkhord\\w*|raftar\\w*",
)
# How somebody behaved badly.
_BEHAVIOUR = _words(
    "rude|rudely|rudest|impolite|unfriendly|unhelpful|disrespect\\w*|dismissive|condescending|arrogant|aggressive|hostile|mean to|nasty|insult\\w*|humiliat\\w*|mocked|laughed at|rolled (?:her|his|their) eyes"
    "|(?:shout|yell|scream|swore|snapp|bark)(?:ed|ing)? at|shouted|yelled|screamed|ignored (?:me|us|my)|ignor(?:es|ing) (?:me|us|people|everyone)|hung up(?: on)?|slammed|(?:refused|would not|wouldn't|won't|didn't want|did not want) to (?:help|serve|talk|listen|let|give|answer)"
    "|(?:would not|wouldn't|won't|didn't|did not) (?:even )?(?:help|listen|let me|let us|serve|look at|bother|apologi[sz]e)|(?:threw|kicked|sent) (?:me|us) (?:out|away)|treated (?:me|us|my \\w+) (?:badly|like|terribly|unfairly|poorly|as)"
    "|(?:bad|terrible|awful|horrible|appalling|poor|disgraceful) (?:attitude|manners|behaviou?r|service|treatment)|(?:accused|blamed|pushed|discriminated)|talks? (?:down|loudly)|(?:made|makes|making) (?:me|us|him|her|them|my (?:\\w+ ){1,3}?)\\s?(?:cry|feel (?:stupid|small|unwelcome))|(?:on|playing with) (?:her|his|their) phone all",
    "(?:گریه|اشک)(?: \\w+){0,2} (?:انداخت|درآورد|دراورد)\\w*|بی ادب\\w*|بی تربیت\\w*|بد ?اخلاق\\w*|بد ?خلق\\w*|بد ?رفتار\\w*|بی احترامی\\w*|توهین\\w*|فحش\\w*|داد (?:زد|میزنه|زدن|کشید|میکشه|و بیداد)\\w*|سرم داد\\w*|سر (?:من|بچم|بچه|پسرم|دخترم|مادرم|همه) داد\\w*|تحقیر\\w*|مسخره(?:م|ام|مون)? (?:کرد|میکنه|کردن)\\w*|خندید\\w* بهم|پرخاش\\w*|تند (?:حرف|صحبت|برخورد)\\w*|بد (?:حرف|صحبت|برخورد|رفتار|جواب)\\w*"
    "|(?:برخورد|رفتار)\\w* (?:خیلی |واقعا |اصلا |بسیار )?(?:بد\\w*|زشت\\w*|زننده\\w*|نامناسب\\w*|توهین ?آمیز\\w*|افتضاح\\w*|خوب نبود|مناسب نبود|درست نیست|درست نبود|غلط\\w*)|(?:محل|محلم|محلمون) (?:نذاشت|نمیذار\\w*|نداد|ندادن|نمیدن|نگذاشت)\\w*|بی محلی\\w*|کم محلی\\w*|(?:بی|بی\\s)?اعتنایی\\w*|(?:برخورد|رفتار)\\w*(?: \\w+){1,5} (?:بد|زشت|زننده|افتضاح|نامناسب)\\w*|تحویل(?:م)? (?:نگرفت|نمیگیر\\w*)|جواب سر ?بالا\\w*|(?:راه|راهم|راهمون) نداد\\w*|(?:بیرونم|بیرونمون|بیرون) (?:کرد|انداخت)\\w*|هل(?:م)? داد\\w*|تلفن(?:و| را| رو)? (?:روم )?قطع کرد\\w*|گوشی(?:و| را| رو)? (?:روم )?قطع کرد\\w*|از سر ?باز کرد\\w*|پاس (?:داد|کاری)\\w*|کمک(?:م)? نکرد\\w*|بی مسئولیت\\w*|سرش تو گوشی\\w*|تهمت\\w*|تبعیض\\w*",
    "bi ?adab\\w*|bad ?akhlagh\\w*|tohin\\w*|dad (?:zad|mizane)\\w*|saram dad|bi ?ehterami\\w*|bad (?:harf|barkhord|sohbat)\\w*|maskhare\\w* kard\\w*|mahal nazasht\\w*|birunam kard\\w*",
)
# Nobody answers, comes, cares.
_NOBODY = _words(
    "(?:nobody|no ?one|not a single person|none of (?:you|them|the staff)|not one (?:of|person)) (?:\\w+ )?(?:ever |even |has |have |is |was |would |will |seems to |bothers to |bothered to )*(?:answer\\w*|car(?:es|ed)|repl\\w*|came|comes|help\\w*|call\\w*|pick\\w*|does anything|did anything|fix\\w*|respond\\w*|listen\\w*|react\\w*|bother\\w*|follow\\w*|there to help|at the desk)"
    "|(?:never|still haven't|still have not|haven't|have not|didn't|did not) (?:got|get|received|had|gotten|heard)(?: \\w+){0,2} (?:answer|reply|response|back|call)|(?:called|rang|phoned|emailed|wrote|asked|written|messaged)(?: \\w+){0,4} (?:times|twice)|ringing (?:out|and ringing)|(?:doesn't|does not|don't|do not|never|won't) (?:answer|pick up|reply to|respond to)(?: \\w+)? (?:the phone|phones?|calls?|e ?mails?|messages)",
    "(?:کسی|هیچ ?کس|هیچ کسی|هیچکی|هیشکی|هیچ احدی|هیچ کدومتون|احدی)(?: \\w+){0,4} (?:جواب(?:گو|م|مون)? ?(?:نداد|نمیده|نمیدن|ندادن|نمیدهد|نیست|نبود)\\w*|(?:بر)?نمیدار\\w*|برنداشت\\w*|نیومد\\w*|نیامد\\w*|نمیاد|رسیدگی نمیکن\\w*|رسیدگی نکرد\\w*|اهمیت نمی\\w*|محل نمی\\w*|کمک نکرد\\w*|کمک نمیکن\\w*|زنگ نزد\\w*|پیگیر\\w* (?:نیست|نکرد\\w*|نمیکن\\w*)|پاسخ\\w* (?:نداد|نمیده|نمیدهد|نیست)\\w*|درست(?:ش)? ?نمیکن\\w*|درست(?:ش)? نکرد\\w*|بر ?نمی ?دار\\w*|گوش نمی\\w*|پاسخگو نیست|عین خیال\\w* نیست|به (?:فکر|داد)\\w*(?: \\w+){0,2} (?:نیست|نمیرسه|نرسید))"
    "|(?:تلفن|تماس|ایمیل|پیام|زنگ)\\w*(?: \\w+){0,4} (?:جواب|پاسخ) ?(?:نمیدن|نمیدید|نمیدین|ندادن|ندادید|ندادین|نداد|نمیده|نمیدهید|نمیدهند|نشد|داده نمیشه)\\w*|جواب (?:تلفن|ایمیل|پیام|زنگ)\\w* (?:رو |را )?(?:نمی|ن)(?:دید|دین|دن|دادن|دادید|دادین|داد)\\w*",
    "(?:kasi|hichkas|hichki|hishki)(?: \\w+){0,4} (?:javab(?:go)? ?(?:nadad|nemide|nemidan|nist|nadadan)|nayoomad|nayumad|nemiad|residegi nemikone|ahamiat nemide|bar nadasht|bar nemidare|komak nakard)",
)
# That it goes on: how often, how long.
_AGAIN = _words(
    "again|always|every (?:single )?(?:time|day|week)|constantly|all the time|still|for (?:\\w+ )?(?:days|weeks|months|hours|ages|a week|a month|years)|since (?:last|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\\w+ (?:days|weeks))|(?:second|third|fourth|fifth|2nd|3rd|4th|\\d+th) time|(?:three|four|five|six|ten|several|many|\\d+) times|twice|never|once more|yet again|keeps?|weeks? now|days? now|last week",
    "(?:دو|سو|چهار|پنج|شش|چند|هزار|صد)مین ?(?:بار|دفعه|مرتبه)\\w*|همیشه|همش|مدام|دائم\\w*|دایم\\w*|هر (?:بار|دفعه|روز|هفته)|هنوز\\w*|(?:باز|دوباره|بازم)(?: هم)?|(?:دو|سه|چهار|پنج|شش|ده|چند|چندین|چن|\\d+)(?: تا)? (?:بار|دفعه|مرتبه|روز|روزه|هفته|هفته\\w*|ماه|ماهه|سال|ساله)\\w*|(?:یک|یه) (?:هفته|ماه|سال|مدت)\\w*|بار (?:دوم|سوم|چهارم|چندم)\\w*|از (?:دیروز|هفته پیش|ماه پیش|پارسال|شنبه)|مدته\\w*|وقته|چند وقته",
    "hamishe|hamash|modam|har (?:bar|dafe|rooz)|hanooz|bazam|(?:do|se|char|panj|chand) (?:bar|dafe|rooz\\w*|hafte\\w*|mah\\w*)|ye hafte\\w*",
)
_FAILING = _words(
    "broken|(?:out of|not in) order|(?:doesn't|does not|don't|do not|isn't|is not|aren't|not|never|stopped|won't) work\\w*|off|down|dead|dirty|filthy|disgusting|stink\\w*|smells?|freezing|cold|boiling|too (?:hot|cold|loud|noisy|crowded|dark|slow)|noisy|loud|closed|locked|cancell?ed|wrong|missing|lost|leak\\w*|jammed|crash\\w*|late|full|blocked|no (?:paper|toner|soap|water|heating|light|internet|seats?)",
    "خراب\\w*|قطع\\w*|سرد\\w*|گرم\\w*|کثیف\\w*|بسته\\w*|تعطیل\\w*|شلوغ\\w*|پر ?سر ?و ?صدا\\w*|سر ?و ?صدا\\w*|بو(?:ی)? (?:گند|بد|میده)\\w*|گند\\w*|کند\\w*|کار نمیکن\\w*|درست نشد\\w*|نشد\\w*|وصل نمیش\\w*|گم (?:شد|کرد)\\w*|اشتباه\\w*|غلط|تموم شده|خاموش\\w*|از کار افتاد\\w*|نداره|ندارن|چکه\\w*|لغو شد\\w*|کنسل\\w*|گیر کرد\\w*|هنگ\\w*",
    "kharab\\w*|ghat\\w*|kasif\\w*|sard\\w*|baste\\w*|shoolooq\\w*|sholoogh\\w*|kar nemikone|vasl nemishe|khamoosh\\w*",
)
_WAITED = _words(
    "(?:waited|waiting|been waiting|stood|queued|queueing|wasted|kept me waiting)(?: \\w+){0,5} (?:an hour|half an hour|hours|minutes|mins|days|weeks|months|ages|forever)|wast(?:ed|e of) (?:my|our) (?:time|day|morning|afternoon|trip)|came (?:all the way )?for nothing",
    "معطل\\w*|علاف\\w*|(?:ساعت|دقیقه|روز|هفته)\\w*(?: \\w+){0,3} (?:منتظر|صف|سر پا|الاف|علاف|معطل)\\w*|(?:منتظر|صف)\\w*(?: \\w+){0,3} (?:ساعت|دقیقه)\\w*|وقتم (?:تلف|هدر|رو تلف)\\w*|سر کار(?:م)? گذاشت\\w*|(?:بی خود|بیخود|الکی|الکی این همه راه)(?: \\w+){0,2} (?:اومدم|آمدم|کشوندین|کشوندید)",
    "moattal\\w*|moatal\\w*|allaf\\w*|(?:saat|daghighe)(?: \\w+){0,3} montazer\\w*",
)
_UNFAIR = _words(
    "unfair\\w*|not fair|isn't fair|injust\\w*|overcharged|charged (?:\\w+ ){0,2}(?:twice|double|wrongly)|double charged|lied(?: to)?|misled|broke (?:your|their) promise|promised(?: \\w+){1,6} but|discriminat\\w*|(?:privacy|confidential\\w*) (?:was |were )?(?:violated|breached)|(?:no|zero) respect|how you treat|so disappointed (?:by|with|in)|very disappointed|shame on you|unacceptable|disgrace\\w*",
    "نا ?عادلانه\\w*|بی انصاف\\w*|انصاف نیست|حق(?:م|مون) (?:نیست|نبود|خورده|ضایع|پایمال)\\w*|حق کشی|دو ?بار (?:پول|جریمه|ازم)\\w*|(?:الکی|بیخود|بی خود|بی دلیل) (?:جریمه|ازم پول|پول)\\w*|دروغ (?:گفت|میگ)\\w*|بد ?قولی\\w*|قول (?:داد|دادین|دادید|دادن)\\w*(?: \\w+){1,6} (?:نشد|نکرد\\w*|نیست|ندادن|ندادید)|پارتی بازی\\w*|خجالت (?:بکشید|بکشین|آوره)|شرم ?آور\\w*|وضع\\w* (?:خیلی )?(?:بده|افتضاح\\w*|خرابه)",
    "na ?adelane\\w*|bi ?ensaf\\w*|dorooq (?:gof|mig)\\w*|bad ?ghoul\\w*",
)
# What is looked for, or told in a book, is told of nobody.
_THINGS = _words(
    "(?:books?|novels?|films?|movies?|dvds?|stor(?:y|ies)|titles?)(?: \\w+)? (?:about|on|called|named|titled|by|where|in which)|the (?:novel|movie|film|sequel)|recommend\\w*|suggest (?:me|a|some)",
    "(?:کتاب|رمان|فیلم|داستان)\\w* (?:در ?باره|درمورد|در مورد|با موضوع|به نام|به اسم)\\w*|رمان\\w*|فیلمنامه|نویسنده\\w*|(?:پیشنهاد|معرفی) (?:کن|بده|بدید|کنید)\\w*|اسم کتاب",
)
_ASKS = re.compile(
    r"[?؟]|^\W*(?:میشه|is|are|do|does|did|can|could|may|what|when|where|who|how|which|will|would you)\b"
    r"|(?<!\w)(?:آیا|چطور|چطوری|چگونه|چجوری|کجا\w*|کیه|چنده|چقدر|چند تومن|میتونم|دارید|دارین)(?!\w)"
)
# Asked in this way, it is a reproach.
_REPROACH = re.compile(
    r"^\W*(?:why|how come|what kind of|how long (?:do|must|should))\b|(?<!\w)(?:چرا|این چه|چه وضع\w*|تا کی)(?!\w)|(?<!\w)مگه\W*$"
)
_NEW_HERE = re.compile(
    r"\b(?:a bit|a little|so|rather|quite|totally|completely|kind of|i'm|i am|feel(?:ing)?|get|got) lost\b"
)
_OWN_MATTER = _words(
    "my (?:complaint|grievance|report)|complaint (?:i|that i) (?:made|filed|sent)|the complaint",
    "شکایتم\\w*|شکایت من|شکایته|گزارشم\\w*|شکایتی که",
    "shekayatam\\w*|shekayate man",
)
_NEWS = _words(
    "any news|what happened|what happens|what became|did they say|do they say|status(?: of)?|updates?|follow up|what about|how about|where is|is there an answer|any answer|answered|get on with|how is|progress|looked at",
    "چی شد\\w*|چه شد\\w*|چیشد\\w*|به کجا رسید\\w*|چه خبر\\w*|خبری\\w*|پیگیری\\w*|رسیدگی شد\\w*|جواب\\w* (?:اومد|آمد|رسید|دادن|داده شد)\\w*|در چه حال\\w*|چی|چطور",
    "chi shod\\w*|che khabar\\w*|resid|peygiri\\w*|chi",
)

_ADDS = _words(
    "add(?: \\w+){0,3} to (?:my|that|the) (?:complaint|grievance|report|case)",
    "(?:به|رو|روی|توی|تو) (?:شکایت|گزارش|پرونده)(?:م|ام|مون|مان|ی من|ه)?(?: من)?(?: \\w+){0,3} (?:اضافه|بیفزا|افزوده)\\w*"
    "|(?:اضافه|افزوده)\\w*(?: \\w+){0,2} به (?:شکایت|گزارش|پرونده)\\w*",
    "be (?:shekayat|gozaresh|parvande)\\w*(?: \\w+){0,3} (?:ezafe|ezaf)\\w*",
)

_WITHDRAWS = _words(
    "(?:withdraw|retract|drop|cancel|take back)(?: please)? (?:my|that|the) (?:complaint|grievance|report|case)",
    "(?:شکایت|گزارش|پرونده)(?:م|ام|مو|مون|ی من|ه)?(?: من)?(?: رو| را)? (?:\\w+ )?(?:پس (?:میگیرم|بگیرم|بگیر|بگیرید|بگیرین)|لغو کن\\w*|باطل کن\\w*)",
    "shekayat\\w*(?: ro| o)? (?:pas (?:migiram|begir\\w*)|laghv kon\\w*)",
)


_RHETORIC = re.compile(
    r"\b(?:what (?:the \w+ )?is (?:going on|this|wrong with (?:you|this)\b[^.?!]{0,20})|what's (?:going on|this|wrong with you)|is this (?:a joke|normal|serious)|are you (?:kidding|serious|joking)(?: me)?|seriously|how hard (?:is it|can it be)|really)\s*[?!]+"
    r"|(?:یعنی چی|یعنی چه|چه خبره|این چه وضع\w*|شوخی (?:می ?کنید|می ?کنین|دارید)|مسخره بازی\w*|آخه چرا|چه وضعشه|این چه کاریه)\s*[?؟!]+|\b(?:yani chi|che khabare|in che vazeshe)\s*[?!]+"
)
_CAME = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:\w+ )?(?:came|come|drove|driven|travell?ed|walked|stood|went|gone|took|cycled|rode|been there)\b"
    r"|(?<!\w)(?:اومد|آمد|رفت|رسید|کوبید|کوبوند|پاشد)(?:م|یم)(?!\w)|(?<!\w)(?:می ?آیم|میام|میایم|می ?رم|مراجعه می ?کنم)(?!\w)|\b(?:umadam|oomadam|raftam|umadim|raftim)\b"
)


@kept
def find_grievance(text: str) -> str | None:
    """Tell whether a text tells a grievance: SURE, WEAK, or None where it asks or speaks of something else."""
    # "I'm a bit lost" is how somebody new feels, and nothing that fails.
    folded = _NEW_HERE.sub(" ", fold(text).replace("’", "'"))
    cried = _RHETORIC.search(folded) is not None
    # "What is going on??" is a cry, and asks for nothing.
    folded = _RHETORIC.sub(" ", folded).strip()
    if _THINGS.search(folded):
        return None
    behaved = bool(_BEHAVIOUR.search(folded))
    nobody, waited, unfair = bool(_NOBODY.search(folded)), bool(_WAITED.search(folded)), bool(_UNFAIR.search(folded))
    failing = bool(_FAILING.search(folded)) and bool(_AGAIN.search(folded))
    # Who came, and came in vain, tells it though nobody behaved badly.
    in_vain = failing and _CAME.search(folded) is not None and (cried or "!" in folded)
    told = (behaved and bool(_SERVERS.search(folded))) or nobody or waited or in_vain
    if not (told or behaved or unfair or failing):
        return None
    if _ASKS.search(folded) and not _REPROACH.search(folded):
        return WEAK if told and not folded.rstrip().endswith(("?", "؟")) else None
    return SURE if told and not _REPROACH.search(folded) else WEAK


@kept
def adds_to_complaint(text: str) -> bool:
    """Tell whether a text has something added to a complaint that was made."""
    folded = fold(text).replace("’", "'")
    return _ADDS.search(folded) is not None and not folded.rstrip().endswith(("?", "؟"))


@kept
def withdraws_complaint(text: str) -> bool:
    """Tell whether a text takes back a complaint that was made."""
    return _WITHDRAWS.search(fold(text).replace("’", "'")) is not None


@kept
def asks_after_complaint(text: str) -> bool:
    """Tell whether a text asks what has become of a complaint that was made."""
    return speaks_of_own(text) and _NEWS.search(fold(text).replace("’", "'")) is not None


def speaks_of_own(text: str) -> bool:
    """Tell whether a text speaks of a complaint as one that its writer made."""
    return _OWN_MATTER.search(fold(text).replace("’", "'")) is not None
