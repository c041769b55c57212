"""What patrons ask of a case while they tell it, how they have it registered, and messages that are to be passed on."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import words_of

__all__ = [
    "NAME",
    "WAY",
    "WHEN",
    "WHO",
    "asks_a_name",
    "asks_for_keeping",
    "asks_for_repair",
    "asks_of_case",
    "asks_of_number_on_file",
    "find_message",
    "is_bare_message",
    "registers",
    "wants_a_name_on_it",
]

NAME, WHEN, WHO, WAY = "name", "when", "who", "way"
# Who puts it right, and when: asked of nothing but the trouble that was told.
_REPAIR = re.compile(
    r"\b(?:who|when|how soon)(?:'s| is| are| will| does| do| can| would|'ll)?\b[^.?!]{0,24}\b(?:fix(?:es|ed|ing)?|repair(?:s|ed|ing)?|mend(?:s|ed|ing)?)\b"
    r"|(?<!\w)(?:کی|چه کسی|چه موقع|چه وقت|کِی)(?: \w+){0,2} (?:درست\w{0,3}|تعمیر\w{0,3}) (?:می ?(?:کن|ش)\w{1,5})|\bki(?: \w+){0,2} (?:dorost\w{0,3}|tamir\w{0,3}) mi(?:kon|sh)\w{1,4}\b"
)
_ASKED = {
    NAME: re.compile(
        r"\b(?:do|must|should|need|have) (?:i|we) (?:have to |need to |got to )?(?:give|say|tell|leave|write|sign)(?: \w+){0,3} (?:name|names|id|identity|details)\b"
        r"|\b(?:without|need|want|use|give) (?:giving )?my (?:real )?name\b|\banonymous(?:ly)?\b[^.!]{0,40}\?|\bmy name (?:be )?(?:on it|needed|necessary|appear|shown)\b"
        r"|(?:اسم|نام|مشخصات|هویت)\w*(?: \w+){0,4} (?:باید|لازم|بنویسم|بگم|بگویم|بدم|بدهم|میخواد|ثبت میشه|فاش|معلوم)|(?:بدون|بی) (?:اسم|نام)\w*|ناشناس\w*(?: \w+){0,3} (?:میشه|میتونم|میمونه|میمونم)"
        r"|\besm\w*(?: \w+){0,3} (?:bayad|begam|lazem)"
    ),
    WHEN: re.compile(
        r"\b(?:when|how (?:soon|long|quickly)|by when)\b[^.?!]{0,40}\b(?:hear|reply|answer|answered|response|get back|respond|contact|know|take)\b|\bhow long (?:will|does|would|do) (?:it|that|this|you|an answer)\b"
        r"|(?:کی|چه موقع|چه وقت|چند روز|چند روزه|چقدر طول|تا کی)(?: \w+){0,4} (?:جواب|پاسخ|خبر|رسیدگی|نتیجه|میکشه|طول)\w*|(?:جواب|پاسخ|نتیجه)\w*(?: \w+){0,3} (?:کی|چه موقع|چند روزه|چقدر طول)(?!\w)|چقدر طول میکش\w*"
        r"|\bkey? (?:javab|khabar)\w*"
    ),
    WHO: re.compile(
        r"\bwho\b(?! (?:else )?(?:do|can|could|should|shall|must|would|may) (?:i|we)\b| to (?:see|ask|talk)\b)[^.?!]{0,30}\b(?:reads?|sees?|gets?|looks?|deals?|handles?|decides?|answers?|receives?)\b|\b(?:does|will|is) (?:any ?one|any ?body|some ?one) (?:even |actually |really |ever )?(?:going to )?(?:reads?|look|see)\b|\bgo(?:es)? (?:in|into|straight (?:in|into)) (?:a|the) bin\b"
        r"|(?:کی|چه کسی|کیا|چه کسانی)(?: \w+){0,3} (?:میخون\w*|می خوان\w*|میبین\w*|میخواند|رسیدگی|بررسی|جواب میده)|کسی(?: \w+){0,3} (?:میخون\w*|میخواند|میبینه)|به دست کی"
        r"|\bki (?:mikhun|mikhoon|mibin)\w*"
    ),
    WAY: re.compile(
        r"\bhow\b[^.?!]{0,20}\b(?:hear|know|find out|informed|notified|contacted|reach me|get back|follow (?:it|this) up|check on)\b|\b(?:do|will|would) (?:i|we) (?:\w+ ){0,2}(?:get|hear|receive) (?:\w+ ){0,3}(?:reply|answer|response|back|anything)\b|\bwhere (?:do|will|can) i see\b"
        r"|\b(?:e ?mail|phone|telephone|number)\b[^.!]{0,25}\b(?:ok|okay|enough|do|fine|instead|good)\b ?\?"
        r"|(?:چطور|چطوری|چجوری|چه ?جوری|از کجا|چگونه|کجا)(?: \w+){0,4} (?:خبر|جواب|پاسخ|بفهمم|متوجه|پیگیری|خبردار|مطلع)\w*|(?:ایمیل|تلفن|شماره)\w*(?: \w+){0,3} (?:خوبه|کافیه|کافی|قبوله|میشه|بسه)(?!\w)|جواب(?: \w+){0,2} (?:میدین|میدید|میاد|میرسه)(?: \w+){0,2} (?:اصلا|یا نه)"
        r"|\bchetor(?:i)? (?:khabar|javab|befahm)\w*"
    ),
}
_WHOSE_NAME = re.compile(
    r"\b(?:his|her|their) (?:full |real |last )?names?\b|\bwhat(?:'s| is) (?:he|she) called\b|\bname of (?:that|the|this) (?:man|woman|guard|lady|guy|girl|employee|librarian)\b"
    r"|(?:اسم|نام)(?:ش|شو|ش رو|ش را|شون|شان)(?!\w)|(?:اسم|نام) (?:اون|آن|این|همون) (?:آقا|خانم|خانوم|نگهبان|کارمند|کتابدار)\w*|\besm(?:esh|eshun|esho)\b"
)
_KEEPING = re.compile(
    r"\b(?:keep|kept|hold on to|stor(?:e|ed)|throw)\b|نگه ?(?:می ?)?(?:دار|میدار)|نگه داشته|دور می|\bnegah mid"
)
_OWN_NAME = re.compile(
    r"\b(?:use|put|with|add|write) my (?:own |real |full )?name\b(?! out)|(?:اسم|نام) (?:خودم|خودمو|خود من|من)(?: رو| را|و)? (?:بذار|بزار|بگذار|بنویس|بزن|باشه)"
)
_ON_FILE = re.compile(
    r"\b(?:have|got|hold|know) (?:for|of|on|about) me\b|\bmy (?:tele)?(?:phone|mobile) number\b|\bnumber of mine\b|(?:از من|واسه من|برای من) (?:دارین|دارید|ثبت)|شماره (?:موبایل|تلفن)(?:م|ی? من)"
)
_REGISTERS = re.compile(
    r"\b(?:register|file|record|submit|lodge|log|enter|note|write|put) (?:it|that|this|them|these|my|the|a|an)\b|\bregister\b|\b(?:down|through)\b(?= please$|$)"
    r"|(?:ثبت|ثبتش|یادداشت)(?: \w+)? (?:کن|کنید|کنین|بکن|بکنید|کنیم|بشه|شود|نمایید|بفرمایید|فرمایید|لطفا)(?!\w)|(?:ثبت|ثبتش)(?: کن\w*)?$|به عنوان (?:پیشنهاد|درخواست|شکایت)"
    r"|\bsabt\w*(?: \w+)? kon\w*"
)
_HOW = re.compile(
    r"\b(?:how|where|when|is|are|do i|does|did|why)\b|(?<!\w)(?:چطور|چطوری|چجوری|چگونه|کجا|آیا|کی|چرا)(?!\w)"
)
_MOST_REGISTERING = 11
_WHOM = r"(?:him|her|them|it|this|that|these|the \w+|your \w+|whoever|who(?:m)?ever|someone|somebody|staff|management)"
_DECIDERS = r"(?:whoever|whomever|some(?:one|body)|(?:the|your) (?:\w+ )?(?:manager|director|boss|librarians?|staff|team|management|head|person|committee|board|colleagues?|people)|(?:their|the \w+|your \w+) attention)"
# Who wants to be rung up has it passed on: nobody in the chat can do that.
_RING = re.compile(
    r"\b(?:ask|have|get|want|like|love|please|let|need|can|could|prefer)\b[^.?!]{0,40}\b(?:ring|phone|telephone|call)(?:s|ed)? (?:me|us)\b(?! (?:when|once|if|as soon)\b)"
    r"|\b(?:ring|phone|telephone|call) (?:me|us)(?: back)?,? (?:please|instead|on|at|in the|tomorrow|this|after|before|between|any ?time)\b"
    r"|(?:بگید|بگین|بگو|بگویید|لطفا|لطفن|میشه|می ?خوام|می ?خواهم|خواهش|خواهشمند\w*|یکی|یه نفر|یک نفر|کسی|کتابدار\w*|همکار\w*|مسئول\w*)[^.?!؟]{0,40}(?:بهم|به من|با من|باهام|به بنده|با بنده)[^.?!؟]{0,10}(?:زنگ|تماس|تلفن) ?(?:بزن|بگیر|کن|حاصل)\w*"
    r"|(?:بهم|به من|با من|باهام|به بنده|با بنده) (?:زنگ بزن|تماس بگیر|تلفن کن)(?:ید|ین|ه|ند|ن)(?!\w)"
    r"|\b(?:begin|begid|lotfan|yeki|ketabdar\w*)\b[^.?!]{0,30}\b(?:behem|be man|ba man)\b[^.?!]{0,10}\b(?:zang|tamas)\b"
)
# Who was rung up, or asks whether one is, leaves no message.
_RUNG = re.compile(
    r"\b(?:will|would|do|does|did) (?:you|they|somebody|someone|the library)\b[^.?!]{0,20}\b(?:call|ring|phone)\b|\b(?:called|rang|phoned) (?:me|us)\b|\bwhen (?:it|they|my)\b"
    r"|زنگ ?(?:زد|نزد|می ?زن)|تماس ?(?:گرفت|نگرفت|می ?گیر)|وقتی|اگه (?:اومد|رسید|آمد)|هر وقت"
)
_MESSAGE = re.compile(
    rf"\b(?:put|raise|forward|refer|submit|escalate|relay|mention|take|bring) (?:it|this|that|these|those|my \w+|the (?:\w+ )?(?:question|matter|point|request|idea|issue|thing)s?)(?: up)? (?:to|with|before) {_DECIDERS}\b|"
    r"(?:با|به)(?: گوش)? (?:هر ?(?:کی|کس\w*)|مسئول\w*|مسوول\w*|مدیر\w*|رئیس\w*|کسی که)(?: \w+){0,5} (?:مطرح|در میون|در میان|بگو|بگید|بگین|بگویید|برسون\w*|برسان\w*|منتقل|ارجاع)(?!\w)|"
    rf"\bpass (?:{_WHOM}|my \w+)(?: \w+)? (?:on|along)\b|\bpass (?:on|along)\b|\bpass (?:it|this|that|my \w+|the \w+|a \w+) to\b"
    rf"|\b(?:tell|ask|inform|remind|let|notify) (?:him|her|them|whoever|the (?:librarian|staff|manager|director|desk|branch|person|man|woman|lady|team|guard|cleaner|people)|your (?:colleagues?|manager|boss|director|staff|team|people)|someone|somebody)\b"
    r"|\b(?:leave|take|give|send|deliver|forward|relay|pass)\b(?: \w+){0,3} (?:message|note|word)s?\b|\b(?:message|note) (?:for|to) (?:the |your |a )?(?:librarian|staff|manager|director|colleague|desk)\w*"
    r"|\bforward (?:it|this|that|my \w+) to\b"
    r"|(?:یه |یک )?یادداشت(?:ی)?(?: \w+){0,2}? (?:برا|برای|واسه|به)(?: \w+){0,3} (?:کتابدار|مسئول|مدیر|رئیس|همکار)\w*|(?:یادداشت|پیام)\w*(?: \w+){0,4} (?:کتابدار|مسئول|مدیر|رئیس|همکار)\w*(?: \w+){0,3} (?:بذار|بزار|بگذار|بنویس|بفرست)\w*"
    r"|(?:برا|برای|واسه) (?:کتابدار|مسئول|مدیر|رئیس|همکار)\w*(?: \w+){0,4} (?:یادداشت|پیام|پیغام)\w* (?:بذار|بزار|بگذار|بنویس|بفرست)\w*"
    r"|\byaddasht\w*(?: \w+){0,6} (?:ketabdar|masul|masool|modir|reis)\w*|\b(?:leave|write|put|make|take) (?:\w+ ){0,2}(?:note|message|word) (?:for|to)\b"
    r"|پیام\w*(?: \w+){0,3} (?:بذار|بزار|بگذار|بذاری|بذارید|بگذارید|بدید|بدین|بده|برسون|برسان|برسونید|برسانید|بگیر|بگیرید|دارم|بفرست|بذارم|بگذارم)\w*|پیغام\w*"
    r"|(?:بهش|بهشون|بهشان|به (?:ایشون|ایشان|او|اونا|آنها|مسئول\w*|مسوول\w*|کتابدار\w*|همکار\w*|رئیس\w*|مدیر\w*|نگهبان\w*|کسی که))(?: \w+){0,4} (?:بگو|بگید|بگین|بگویید|برسون|برسونید|برسان|برسانید|اطلاع|خبر|انتقال|منتقل|گزارش)\w*"
    r"|(?:انتقال|منتقل) (?:بده|بدید|بدین|دهید|کن|کنید|کنین)\w*"
    r"|\bpayam\w*(?: \w+){0,3} (?:bezar|bede|bedin|beresun|beresoon)\w*|\bbehesh(?:un|oon)? (?:begu|begin|begid)\w*"
)
# Who is told to patrons, or asks the bot to tell them, leaves no message.
_NO_MESSAGE = re.compile(
    r"\b(?:should|did|do|must|can|could|may) i (?:tell|ask|inform)\b|\b(?:i|we) (?:told|asked|informed)\b|\b(?:didn't|did not) tell\b|(?:گفتم|گفتیم|بگم|پیامک)(?!\w)"
    r"|\b(?:kids|children|people|patrons|readers|visitors|everybody|everyone|others|one) (?:can |could |may |might )?(?:leave|leaves|write|send|take|give|pass)\b(?: \w+){0,3} (?:message|note|word)s?\b"
)
_BESIDE = frozenset(
    words_of(
        "i i'd want would like wanna to can could you please leave take give send pass tell forward relay deliver a an the my this that it"
        " on along for message messages note word librarian librarians staff them him her someone your colleague colleagues then ok okay"
        " put raise forward refer submit whoever whomever who decides decide deals deal responsible charge in person right director boss team with up be at can reach reached e mail email phone"
        " هر کی کسی که تصمیم میگیره میگیرد مدیر مطرح کنید برسونید بگید بگین با اینو همینو این"
        " yes well and thanks thank manager desk hello hi may me let do so just"
        " پیام پیامم پیامی یه یک میخوام میخواهم میشه لطفا برای به کتابدار کتابدارها کتابدارتون بذار بذارید بذارم بگذارم بگذارید بدید بده برسونید"
        " دارم پیغام بگیرید رو را من مرا منو سلام ممنون مرسی خب باشه پس مسئول مسئولش ایشون ایشان کنم"
    )
)


@kept
def asks_of_case(text: str) -> str | None:
    """Name what a text asks of the case that it is told for: NAME, WHEN, WHO or WAY; None where it asks nothing."""
    said = fold(text).replace("’", "'")
    if _REPAIR.search(said):
        return WHEN
    return next((asked for asked, pattern in _ASKED.items() if pattern.search(said)), None)


def asks_for_repair(text: str) -> bool:
    """Tell whether a text asks who puts it right, or when: "who fixes it, and when?"."""
    return _REPAIR.search(fold(text).replace("’", "'")) is not None


def asks_a_name(text: str) -> bool:
    """Tell whether a text asks for the name of somebody who was complained of: "I want his name"."""
    return _WHOSE_NAME.search(fold(text).replace("’", "'")) is not None


def asks_for_keeping(text: str) -> bool:
    """Tell whether a text asks how long what was found is kept."""
    return _KEEPING.search(fold(text)) is not None


def wants_a_name_on_it(text: str) -> bool:
    """Tell whether a text has its writer's own name put to what was told."""
    return _OWN_NAME.search(fold(text)) is not None


def asks_of_number_on_file(text: str) -> bool:
    """Tell whether the number that is asked for is the writer's telephone, and not that of a case."""
    return _ON_FILE.search(fold(text)) is not None


@kept
def registers(text: str) -> bool:
    """Tell whether a few words have something registered that was told or offered before: "yes, register that"."""
    words = words_of(text)
    if _HOW.search(" ".join(words)):
        return False
    return 0 < len(words) <= _MOST_REGISTERING and _REGISTERS.search(" ".join(words)) is not None


@kept
def find_message(text: str) -> bool:
    """Tell whether a text is to be passed on to somebody of the library."""
    said = fold(text).replace("’", "'")
    if _RING.search(said) is not None and not _RUNG.search(said):
        return True
    return _MESSAGE.search(said) is not None and _NO_MESSAGE.search(said) is None


def is_bare_message(text: str) -> bool:
    """Tell whether a text only says that there is a message, and not which."""
    return not [word for word in words_of(text) if word not in _BESIDE]
