"""Words in which a patron asks of their own loans, reservations, debts and card: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.deeds.portions import WHY_SO_MUCH

__all__ = [
    "AFTER",
    "AGAIN",
    "ANOTHER",
    "APART",
    "BARRED",
    "BLOCKS",
    "BLOCKS_LEANING",
    "CARD",
    "CARD_LEANING",
    "CLOSED",
    "COLLECT",
    "COMING",
    "DROP",
    "EXPIRED",
    "FIRST",
    "HOLDS_LEFT",
    "KASI",
    "LENIENCE",
    "LIMIT",
    "LINE",
    "LONGER",
    "LOOK",
    "MOVE",
    "OBJECT",
    "OWED",
    "OWN",
    "PART",
    "PLACE",
    "RENEWED",
    "ROOM",
    "SERVICE",
    "SIGNED",
    "SOMEBODY",
    "SO_FAR",
    "SUPPOSED",
    "TODAY",
    "TOTAL",
    "UNBLOCK",
    "UNTIL",
    "WAITED",
    "WAITING",
    "WHERE",
    "WHETHER_NOT",
    "WHY",
    "WORD_START",
    "any_of",
]


def any_of(*parts: str) -> re.Pattern[str]:
    """Make one pattern of several."""
    return re.compile("|".join(f"(?:{part})" for part in parts))


WORD_START, WORD_END = r"(?<![^\W_])", r"(?![^\W_])"
SOMEBODY = r"(?:some(?:body|one)(?: else)?|any(?:body|one)(?: else)?|another (?:patron|reader|member|person)|other people|others)"
KASI = r"(?:کسی|یکی دیگه|یه نفر دیگه|یک نفر دیگر|نفر دیگه|شخص دیگری|kasi|yeki dige|nafare dige)"
WAITING = any_of(
    r"\bhow many (?:people |others |readers |persons? |persons |of them )?(?:are |is )?(?:waiting|in (?:the )?(?:queue|line)|want it|after me|behind me)",
    r"\bhow many (?:people|others|readers|persons?) (?:want|have reserved|reserved|wait|are in)",
    rf"\b(?:is|are|does|do) {SOMEBODY} (?:waiting|wait|want|reserved|reserve|in line|in the queue)",
    r"\bwho(?:'s| is) waiting",
    rf"\b(?:has|have) {SOMEBODY} (?:reserved|requested|put a hold|placed a hold)",
    r"\bno ?(?:body|one) (?:has reserved|is waiting|wants|has a hold)",
    r"(?:چند|چن) (?:نفر|تا)(?: (?:تو|توی|در))?(?: (?:صف|نوبت))?(?: (?:دیگه|دیگر))? ?(?:منتظر|در انتظار|تو صف|توی صف|تو نوبت|نوبت گرفت|رزروش کرد|رزرو کرد|میخوانش|میخوان)",
    r"چند نفر (?:جلوی|قبل از|بعد از)?(?:ش|اش)? ?(?:تو صفش|تو صفن|منتظرشن|منتظرن|منتظر)",
    rf"{KASI} (?:هم )?(?:که )?(?:تو |توی |در )?(?:منتظر|نوبت|صف|رزرو|hold|میخواد|میخوادش|montazer|rezerv|mikhad)",
    r"\bchand nafar (?:montazer|tu saf|to saf)",
    r"مگه کسی",
)
WAITED = any_of(
    rf"\bwhich (?:one|book|of)[^.?!]{{0,30}} {SOMEBODY} (?:else )?(?:is |are |has |have )?(?:wait|want|reserv|need)",
    rf"\b(?:book|one|loan|item)s? (?:that )?{SOMEBODY} (?:else )?(?:is |are )?(?:wait|want|reserv)[^.?!]{{0,40}}which",
    r"\bsome(?:body|one) else (?:wants|is waiting|reserved)[^!]{0,40}\bwhich",
    r"(?:یکی دیگه|کسی|نفر دیگه)[^.?!؟]{0,12} (?:منتظرشه|میخوادش|رزروش کرده|منتظره|میخواد)[^.!]{0,15} (?:کدوم|کدومه|کدام)",
    r"(?:کدوم|کدام)(?:شون|ش|یکی|شان)? ?(?:رو|را|کتاب)?[^.?!؟]{0,12}(?:کسی|یکی دیگه|نفر دیگه)[^.?!؟]{0,12} (?:منتظر|میخواد|رزرو|نوبت)",
    r"kodum[^.?!]{0,12}(?:kasi|yeki dige)[^.?!]{0,10}(?:montazer|mikhad|rezerv)",
)
WHY = any_of(
    r"\bwhy (?:was|were|is|can|can't|cant|could|couldn't|did|didn't|not|won't|will|wasn't|isn't|doesn't|on earth can't)",
    r"^(?:but |and |so |ok |okay |oh )?why(?: not| is that| so)?\W*$",
    r"\bhow come\b",
    r"\bwhy not\b",
    r"\bwhat(?:'s| is) (?:the reason|stopping)",
    r"\bwhich (?:one|ones|of them|book|books) (?:couldn't|could not|can't|cannot|wasn't|was not|were not|weren't|did(?:n't| not)|not)",
    rf"{WORD_START}(?:چرا|برای چی|واسه چی|به چه علت|به چه دلیل|علتش|دلیلش){WORD_END}",
    r"(?:کدوم|کدام)(?:ش|شون|شان|یکی|ا)? (?:رو |را )?(?:نشد|نمیشه|تمدید نشد)",
    r"\b(?:chera|vase chi|baraye chi)\b",
    r"\bkodu?m(?:esh|eshun)? nashod",
)
WHETHER_NOT = any_of(
    r"نمیشه[^.؟?!]{0,10}[،,]? ?(?:درسته|آره|نه)(?:\W|$)",
    r"\b(?:can't|cannot|can not)\b[^.?!]{0,25}\beither\b",
    r"\bnemishe[^.?!]{0,10} (?:doroste|are|na)\W*$",
)
FIRST = any_of(
    r"\b(?:which|what)[^.?!]{0,40} (?:due|back|return(?:ed)?|expires?|come up|comes up|end|ends) (?:first|next|soonest|earliest)",
    r"\b(?:which|what)[^.?!]{0,40}(?:nearest|earliest|closest|soonest|next) (?:date|deadline|due)",
    r"\bwhat(?:'s| is) (?:due next|the next one due|due first)",
    r"(?:کدوم|کدام|کودوم)[^.?!؟]{0,25} (?:زودتر|زودتره|اول|نزدیک ?تر|نزدیک ?ترین|نزدیکتره|اول از همه)",
    r"(?:اولین|نزدیک ?ترین|زودترین) (?:مهلت|موعد|سررسید|تاریخ)",
    r"\bkod(?:u|oo|o)m[^.?!]{0,24} (?:zudtar|zoodtar|nazdiktar|avval|aval)",
)
SO_FAR = any_of(
    r"\b(?:fine|fee|charge|cost|owe|penalty)[^.?!]{0,40} (?:so far|by now|until now|till now|up to now|already)",
    r"\bhow much[^.?!]{0,40} (?:so far|by now|already|until now)",
    r"\b(?:damage|bill|total) so far",
    r"(?:جریمه|جریمش|جریمه اش|دیرکرد|دیرکردش)[^.?!؟]{0,14} (?:تا الان|تا حالا|تا امروز|چقد|چقدر|چنده|چند|چه قدر)(?: ?(?:شده|میشه|شد|است))?\W*$",
    r"(?:تا الان|تا حالا|تا امروز)[^.?!؟]{0,20}(?:چقد|چقدر|چنده|چند)",
    r"jarime(?:sh|ash)?[^.?!]{0,14} (?:chan?d|cheghad|cheghadr|cheqad|ta alan)",
)
UNTIL = any_of(
    r"\b(?:how long|until when|till when|what date|by when|up to when)\b",
    r"\bwhen (?:must|should|do|is|does|am|have|will)[^.?!]{0,30}(?:back|return|due|deadline|expire|run out|it be)",
    r"\bwhen exactly\b",
    r"\bhow (?:many|much) (?:days?|time|weeks?|hours?)\b[^.?!]{0,30}\b(?:i have|do i have|have i|i've got|i got|we have|left|remain\w*|to (?:take|collect|pick|fetch|come|get))\b",
    r"(?:چند|چقد|چقدر) ?(?:روز|وقت|فرصت|زمان|شنبه)[^.?!؟]{0,16}(?:وقت|فرصت|مهلت|دارم|مونده|نگه|مانده)|تا چند ?شنبه|(?:وقت|فرصت|مهلت)\w*[^.?!؟]{0,8}(?:دارم|هست)[^.?!؟]{0,10}(?:بیام|بگیرم|بیارم|ببرم)",
    r"(?:کی|چه ?روزی?|چه موقع|چه تاریخی)[^.?!؟]{0,6} ?موعد\w*|موعد\w* (?:کی|چه|چند)\w*",
    r"\b(?:chand|cheghad\w*) (?:ruz|rooz|vaght|forsat)\b[^.?!]{0,12}\b(?:daram|vaght|forsat|munde|moonde)|\bta chand ?shanbe",
    r"\b(?:when is|what is|what's) (?:the |its |their )?(?:date|deadline|due date)",
    r"\bdeadline\b",
    rf"{WORD_START}تا کی{WORD_END}",
    r"(?:تا|برای) چه (?:روز|تاریخ|وقت|زمان)",
    r"مهلت(?:ش|شون|شان|م)? ?(?:تا )?(?:کی|کیه|چه|چند|تموم)",
    r"(?:کی|چه موقع|چه وقت) (?:تموم|تمام|مهلت|باید|سررسید)",
    r"(?:باید|پس) (?:کی|تا کی)",
    r"کی (?:باید )?(?:پس )?(?:بیارم|بدم|برگردونم|تحویل)",
    r"سررسید",
    r"\bta (?:key|kei|ki)\b",
    r"\bkey (?:bayad|mohlat|tamu?m)",
    r"\bmohlat(?:esh)?\b",
)
LONGER = any_of(
    r"\b(?:keep|hold|save|extend|leave)(?:ing)? (?:it|them|that|this|the book|one)?[^.?!]{0,25}(?:longer|another|(?:a|one|two|few|couple) (?:more |of )?(?:days?|weeks?)|extra|more|until|till|for me until)",
    r"\b(?:extend|longer)\b[^.?!]{0,20}(?:hold|reservation|pickup|pick-up)",
    r"\bhang on to it\b[^.?!]{0,20}(?:longer|until|till)",
    r"(?:بیشتر|تا (?!کی|چه|چند|که)\w{2,9}|یه روز|یک روز|یکی دو روز|دو روز|چند روز|یه هفته)[^.?!؟]{0,14} ?(?:نگه|نگهش|نگهشون|برام نگه|تمدید|صبر|extend)",
    r"نگه(?:ش|شون)? (?:دارین|دارید|داری|داشت)[^.?!؟]{0,10}(?:بیشتر|تا (?!کی|چه|چند|که)\w{2,9})",
    r"(?:یه|یک|دو|چند) (?:روز|هفته) (?:دیگه|بیشتر|اضافه)? ?(?:extend|تمدید|نگه|مهلت)",
    r"\b(?:bishtar|ta (?!k|ch)\w{2,9}|ye ruz|ye rooz)[^.?!]{0,12} (?:negah|negahesh)",
)
COLLECT = any_of(
    r"\btoo late\b",
    r"\bin time\b",
    r"\b(?:can(?:'t|not)?|could(?:n't)?|won't|unable to)[^.?!]{0,20} (?:come|get|make it|be there|collect|fetch|pick)\b",
    r"(?:میشه|میتونم|میتوانم|میتونیم)[^.?!؟]{0,10} ?(?:بگیرم|گرفت|تحویل گرفت|بیام بگیرم|ببرم|بگیرمش)",
    r"(?:نمیرسم|نمیتونم بیام|نمیتوانم بیایم|نمیام|دیر میشه|نمیرسم بیام)",
    r"(?:میشه|میتونم|میتوانم|میتونیم)[^.?!؟]{0,14} ?دنبالش",
    r"\b(?:nemiresam|nemitunam biam|mishe begiram)",
)
PEOPLE = r"(?:sister|brother|husband|wife|mother|father|mum|mom|dad|son|daughter|friend|colleague|neighbou?r|partner|roommate|flatmate|some(?:one|body)(?: else)?|another person|any(?:one|body)(?: else)?)"
KIN = r"(?:خواهرم|برادرم|داداشم|آبجیم|مادرم|مامانم|پدرم|بابام|شوهرم|همسرم|زنم|خانمم|پسرم|دخترم|دوستم|رفیقم|همکارم|کس دیگه|کس دیگری|کسی دیگه|یکی دیگه|یه نفر دیگه|یک نفر دیگه|شخص دیگری|khaharam|baradaram|dadasham|madaram|mamanam|pedaram|babam|shoharam|hamsaram|pesaram|dokhtaram|dustam|yeki dige|kase dige)"
ANOTHER = any_of(
    rf"\b(?:can|could|may|might|will|would|is|let)\b[^.?!]{{0,12}} (?:my |a |an )?{PEOPLE} (?:please )?(?:come and |be able to |to )?(?:pick|collect|fetch|get|take|come)",
    rf"\b(?:collected|picked up|fetched) by (?:my |a )?{PEOPLE}",
    rf"{KIN}[^.?!؟]{{0,30}} ?(?:بگیره|بگیرتش|ببره|ببرتش|تحویل|بیاد بگیره|begire|bebare|tahvil)",
    rf"(?:به|به جای من) {KIN} ?(?:بدید|بدین|تحویل)",
)
PLACE = any_of(
    r"\bhow many (?:people |persons? |others )?(?:are |is )?(?:before|ahead|in front)",
    r"\bwhere am i\b",
    r"\bam i (?:next|first|the next)",
    r"\b(?:my|which|what) (?:place|position|number|turn)\b",
    r"\b(?:place|position|number) (?:in|am i)\b[^.?!]{0,20}(?:queue|line|list)?",
    r"\bhow long is the (?:queue|line|wait|list)",
    r"\bmoved? (?:forward|up|on)\b",
    r"نفر چند",
    r"نفرچند",
    r"چندمین?(?: نفر)?(?:م|ه)?\b",
    r"چندم",
    r"چند نفر (?:جلو|قبل|جلوتر|جلومه|جلومن)",
    r"نوبتم (?:کی|شد|میشه|شده|چی)",
    r"کی نوبتم",
    r"\bchand(?:om|um)",
    r"\bnafare? chand",
    r"\bnobatam\b",
    r"تو صف",
)
WHERE = any_of(
    r"\b(?:at |in )?(?:which|what) (?:branch|library|one of the branches)\b",
    r"\bwhere (?:is|'s|are|do|must|should|can) (?:it|now|my|i (?:collect|pick|get|fetch))",
    r"\bwhere's\b",
    r"\bis (?:it )?at \w+",
    r"(?:کدوم|کدام|چه) شعبه",
    r"شعبش کجا",
    r"(?:از )?کجا (?:باید )?(?:بگیرم|تحویل|برم|بیام)",
    r"کجاست",
    r"کجا (?:مونده|مانده|رسیده|رسید)",
    r"\bkoja(?:st|s)?\b",
    r"\bkodu?m shobe",
)
COMING = any_of(
    r"\bhas it (?:come|arrived)",
    r"\b(?:is|has) (?:it|that|my [^.?!]{1,30}) (?:here|in|ready|there|arrived|come|coming|turned up)",
    r"\bwhen (?:will|does|is|would|can|do) (?:it|that|they|my|i)[^.?!]{0,30}(?:come|arrive|ready|get|there|be here|in)",
    r"\bit comes when\b",
    r"\bcoming (?:soon|along)\b",
    r"\bany (?:news|word|update)",
    r"\bturned up\b",
    r"\bready yet\b",
    r"\bi asked for has\b",
    r"\bmoved (?:forward|at all)",
    r"(?:چی شد|چیشد|چی شده|رسید|رسیده|اومد|اومده|حاضره|حاضر شد|آماده ست|آماده شد|آمادست)(?: یا نه)?\W*(?:$|پس)",
    r"کی (?:میاد|میرسه|میاد دستم|نوبتم|آماده)",
    r"خبری (?:از|شد|نشد|هست)",
    r"\b(?:resid|reside|omad|amade|hazere?)\b",
    r"\bkey (?:miad|mirese)",
    r"\bchi ?shod\b",
)
TODAY = any_of(
    r"\bwhich[^.?!]{0,30} (?:collect|pick up|fetch|get)[^.?!]{0,20} today",
    r"\b(?:last day|expires?|runs out)[^.?!]{0,15} today",
    r"(?:کدوم|کدام)[^.?!؟]{0,20} امروز",
)
MOVE = any_of(
    r"^(?:no|nope|wait|actually|sorry|نه|صبر کن)(?![^\W_])",
    r"\b(?:change|move|switch|send|transfer|bring|make|have)\b[^.?!]{0,30}\b(?:to|it|at|instead|branch|there)\b",
    r"\binstead\b",
    r"\b(?:another|different|other) branch\b",
    r"\b(?:rather|prefer)\b[^.?!]{0,20}\b(?:at|collect|pick)",
    r"\bcollect it (?:at|from)\b",
    r"\bpick it up (?:at|from)\b",
    r"(?:شعبه|شعبش|محل تحویل|محلش|جاش|تحویلش)[^.?!؟]{0,12} ?(?:شو |رو |را |و )?(?:عوض|تغییر|بذار|بزار|منتقل)",
    r"(?:بفرست|بفرستید|بفرستین|بفرستینش|بفرستیدش|ببرش|ببرید|ببرینش|منتقلش|منتقل|انتقال|بذارش|بذارینش|بزارش|بذار|بزار|بندازش|بیار|بیارید|بیارینش|بیاد)\b",
    r"(?:به جاش|بجاش|به جای)",
    r"\b(?:befrest|avaz|bezar|bezarin|montaghel|enteghal)\w{0,6}\b",
    r"باشه بهتره",
)
OWED = any_of(
    r"\bhow much (?:is it |is that |do |does |would )?(?:that )?(?:you|the library) (?:want|need|get|expect)s? from (?:me|us)\b|\bwhat (?:do|must) (?:i|we) (?:owe|pay) you\b|\bdo (?:i|we) owe (?:you )?(?:anything|something|money)\b",
    r"(?:چقدر|چقد|چند|چه مبلغی)[^.?!؟]{0,10}(?:ازم|از من|از ما|ازمون) ?(?:می ?خوا\w*|می ?گیر\w*|طلب)|(?:بدهکارم|بدهی دارم|چیزی بدهکار)",
)
HOLDS_LEFT = any_of(
    r"\bhow many (?:more )?(?:reservations?|holds?|books? on hold)\b[^.?!]{0,25}\b(?:can|could|may|am|do|left|allowed|more)\b|\bhow many (?:more )?(?:books? |titles? )?(?:can|could|may) i (?:still )?(?:reserve|put on hold|hold)\b",
    r"(?:چند|چن) ?(?:تا|تای)?[^.?!؟]{0,10}(?:رزرو|reserv\w*|hold)[^.?!؟]{0,10}(?:دیگه|دیگر|بیشتر)?[^.?!؟]{0,10}(?:میتونم|میتوانم|میشه|حق دارم|جا دارم|مجاز)",
    r"(?:میتونم|میتوانم)[^.?!؟]{0,12}(?:چند|چن) ?(?:تا|تای)?[^.?!؟]{0,10}(?:رزرو|reserv\w*)",
    r"\bchand ta\b[^.?!]{0,20}\brez\w*[^.?!]{0,15}\bmitu?o?nam",
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
    r"(?:چقد\w*|چقدش|چقدرش)[^.?!؟]{0,8}(?:مال|بابت|واسه|برای) |\bhow much of (?:that|it|this|the)\b|\bhow\b[^.?!]{0,20}\b(?:worked out|calculated?|count(?:ed)?|get to)\b(?![^.?!]{0,20}\bdays?\b)|چ(?:طور|جور|گونه)\w*[^.?!؟]{0,6}حساب",
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
    r"\bif i(?:'d)? (?:only |just )?(?:pay|paid|settle|settled|cover|covered)\b[^.?!]{0,15}\b(?:bigger|larger|smaller|big|small|late|lateness|damage|first|second|one of|most of)\b",
    r"(?<![^\W_])(?:اگه|اگر|اگ)(?![^\W_])[^.?!؟]{0,22}(?:دیرکرد|خسارت|خرابی|بزرگ ?\w*|کوچیک\w*|کوچک\w*|اولی|دومی)[^.?!؟]{0,10}(?:بدم|بپردازم|پرداخت|واریز|بریزم)",
    r"\bage\b[^.?!]{0,22}(?:dirkard|khesarat|bozorg\w*|kuchik\w*|avvali|dovomi)[^.?!]{0,10}(?:bedam|pardakht)",
    r"\bpay\b[^.?!]{0,25}(?:half|part|parts|portion|some|only|instal?lments?|smaller|bit by bit|one of)",
    r"\b(?:half|part|instal?lments?)\b[^.?!]{0,15} (?:pay|now|later)",
    r"(?:نصف|نصفش|بخشی|بخش کوچک|قسط|قسطی|اقساط|دو قسمت|یه مقدار|یک مقدار|قسمتی|بخش کوچکتر|فقط یکی)[^.?!؟]{0,30}(?:بدم|بپردازم|پرداخت|واریز|بده|بپردازیم|میشه)",
    r"(?:بدم|پرداخت|بپردازم)[^.?!؟]{0,15}(?:قسطی|قسط|نصف)",
    r"\b(?:nesf|ghesti?|ghest)\w{0,4}[^.?!]{0,15}(?:bedam|pardakht|mishe)",
)
RENEWED = any_of(
    r"\bhow (?:many times|often)\b[^.?!]{0,30}\b(?:have|had|has|did|was|were|been|already)\b[^.?!]{0,60}\b(?:renew|extend|prolong)\w*",
    r"\bhow (?:many times|often)\b(?![^.?!]{0,40}\b(?:can|could|may|be)\b)[^.?!]{0,40}\b(?:renewed|extended)\b",
    r"\bhow many renewals\b[^.?!]{0,30}\b(?:used|made|had|done|taken|so far)\b",
    r"(?:چند|چن) ?(?:بار|دفعه|مرتبه|نوبت)[^.?!؟]{0,60}(?:تمدید|extend|renew)[^.?!؟]{0,8}(?:کردم|کرده|شده|شد|کردیم)",
    r"(?:تمدید|extend|renew)[^.?!؟]{0,8}(?:کردم|کرده|شده)[^.?!؟]{0,25}(?:چند|چن) ?(?:بار|دفعه|مرتبه)",
    r"\bchand (?:bar|dafe|daf'e)\b[^.?!]{0,60}tamdid\w*[^.?!]{0,8}(?:kard|shod)",
)
ROOM = any_of(
    r"\bhow many more (?:books? |items? |titles? )?(?:can|could|may|am i|do i|would i)\b[^.?!]{0,20}\b(?:borrow|take|get|have|check)?",
    r"\b(?:can|could|may|am i allowed to|do i get to) (?:i )?(?:still )?(?:borrow|take|check out) (?:out |home )?(?:another|one more|any ?more|more|a second|a third|a fourth|a fifth)(?: one| book| books)?(?: home| out| too| as well| now)?\W*$",
    r"\b(?:room|space|place) (?:for (?:another|one more|more)|left) (?:on|in) my (?:card|account)\b|\b(?:room|space|place) (?:on|in) my (?:card|account) for (?:another|one more|more)\b|\bhave (?:room|space) for (?:another|one more|more)\b",
    r"\bi(?:'d| would)? (?:want|wish|like|wanted|need) (?:to )?(?:borrow|take|get|have)\b[^.?!]{0,8}\b(?:one more|another)\b[^.!]{0,50}\b(?:possible|too (?:many|much)|allowed|full|limit|max\w*)\b",
    r"\b(?:if|when|once|after)\b[^.?!]{0,30}\b(?:return\w*|bring|brought|give|gave|hand(?:ed)?) (?!it again)[^.?!]{1,60}\b(?:can|could|may) i\b(?: then)?[^.?!]{0,12}\b(?:take|borrow|get|have)\b(?! (?:it|that|this|the same)\b)|\b(?:if|when|once)\b[^.?!]{0,30}\b(?:return\w*|bring|give|hand)\b[^.?!]{1,50}\bthen (?:i can|can i) (?:take|borrow|get)\b",
    r"(?:اگه|اگر|وقتی)[^.?!؟]{0,50}(?:بیارم|پس بدم|برگردونم|برگردانم)[^.?!؟]{0,6}[،,؟?]? ?(?:چی[،, ]*)?(?:اون ?وقت|بعدش|بعد|دیگه)?[^.?!؟]{0,6}(?:میتونم|میتوانم|میشه)[^.?!؟]{0,12}(?:(?:کتاب|یکی)[^.?!؟]{0,10}(?:بگیرم|ببرم|امانت)|\W*$)",
    r"(?:میشه|می شود|میتونم|میتوانم)[^.?!؟]{0,8}(?:یه|یک) (?:کتاب )?(?:دیگه|دیگر)[^.?!؟]{0,10}(?:بگیرم|ببرم|امانت)[^.!]{0,20}(?:پره|پر شد\w*|جا دار\w*|سقف\w*)",
    r"(?:چند|چن) ?(?:تا|تای|جلد|کتاب|مورد) ?(?:دیگه|دیگر|بیشتر)[^.?!؟]{0,15}(?:میتونم|میتوانم|میشه|حق دارم|اجازه دارم)",
    r"(?:میتونم|میتوانم|حق دارم|اجازه دارم)[^.?!؟]{0,10}(?:چند|چن) ?(?:تا|تای|جلد|کتاب) ?(?:دیگه|دیگر)",
    r"\b(?:can|could|may|might) (?:i|we)\b[^.?!]{0,14}\b(?:borrow|take|have|get)\b[^.?!]{0,8}\b(?:another|one more|an(?:other)? extra|a further|a (?:sixth|ninth|\w+th)) (?:book|item|one|title|novel)s?\b(?! (?:copy|edition|week|day|time|chance))",
    r"\b(?:bring|give|take|hand) back\b[^.?!]{0,50}\b(?:can|could|may) i\b[^.?!]{0,14}\b(?:borrow|take|get)\b",
    r"\b(?:is|would) there (?:still )?(?:be )?(?:any )?(?:room|space) (?:for|to (?:take|borrow|get)) (?:another|one|more|a)\b",
    r"\bhow many (?:more )?(?:books? |items? )?(?:can i|i can|i may|may i) (?:still|yet) (?:borrow|take|have|get)\b",
    r"(?:یکی|یه دونه) (?:دیگه|دیگر)[^.?!؟]{0,8}(?:میتونم|میتوانم|میشه)[^.?!؟]{0,8}(?:بگیرم|ببرم|امانت)",
    r"\b(?:mishe|mitunam|mitoonam)\b[^.?!]{0,10}\b(?:yeki|ye ketab|ye done|yedune)\b[^.?!]{0,10}\b(?:dige|bishtar)\b[^.?!]{0,10}\b(?:begiram|bebaram|amanat)\b|\b(?:yeki|ye ketab) (?:dige|bishtar)\b[^.?!]{0,10}\b(?:mishe|mitunam|mitoonam)\b[^.?!]{0,10}\b(?:begiram|bebaram)\b",
    r"\b(?:is|am) (?:my|i at the|i over the) (?:card full|limit|allowance)\b|\bhave i (?:reached|hit) (?:my|the) (?:limit|maximum)\b",
    r"(?:یه|یک) کتاب ?(?:دیگه|دیگر|بیشتر)?[^.?!؟]{0,8}(?:هم )?[^.?!؟]{0,8}(?:میتونم|میتوانم|میشه)[^.?!؟]{0,8}(?:بگیرم|ببرم|امانت)|(?:سقف|ظرفیت)(?:م|ِ من)?[^.?!؟]{0,10}(?:پر|تموم|تکمیل|رسید)",
    r"(?:میتونم|میتوانم)[^.?!؟]{0,6} (?:یه|یک) (?:کتاب )?(?:دیگه|دیگر|کتاب)[^.?!؟]{0,10}(?:بگیرم|ببرم|امانت)",
    r"(?:بازم|باز هم|هنوز هم|هنوزم)[^.?!؟]{0,6}(?:میتونم|میتوانم)[^.?!؟]{0,14}(?:کتاب) ?(?:بگیرم|ببرم|امانت بگیرم)",
    r"(?:جا|ظرفیت) (?:دارم|مونده|مانده)[^.?!؟]{0,20}(?:کتاب|امانت|هنوز|یا |برگردون|پس بدم|\W*$)",
    r"(?:چند|چن) ?(?:تا ?)?(?:کتاب|جلد)[^.?!؟]{0,10}(?:می ?ت\w{0,3}نم|می ?توانم|می ?شه|حق دارم)[^.?!؟]{0,12}(?:ببرم|بگیرم|امانت|برد|گرفت|قرض)",
    r"(?:تعداد|سقف) (?:امانت|کتاب)\w*[^.?!؟]{0,24}(?:مجاز|اجازه|میتونم|میتوانم)",
    r"(?:باید|بایستی) اول[^.?!؟]{0,16}(?:برگردون|پس بد|تحویل بد|بیار)\w*",
    r"\b(?:have|need) to (?:bring|give|return|take) (?:one|something|a book|some)\b[^.?!]{0,12}\bback\b[^.?!]{0,12}\bfirst\b",
    r"\bam i (?:still )?(?:allowed|permitted) (?:to (?:borrow|take|have|get) )?(?:another|one more|any more|more)\b",
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
BARRED = any_of(
    r"\bwhat(?:'s| is|s) (?:the problem|the matter|wrong|going on|up) with my (?:\w+ )?(?:card|account)\b|\b(?:card|account) (?:is )?(?:not working|doesn't work|does not work|refused|rejected)\b",
    r"(?:کارتم|حسابم|کارت من)[^.?!؟]{0,8} (?:چشه|چه مشکلی|مشکلش چیه|چه ایرادی|کار نمی ?کنه)",
    r"\b(?:can't|cannot|can not|cant|unable to|not able to) (?:reserve|borrow|place|take out)\b[^.?!]{0,14}\b(?:anything|any ?more|more|a thing)\b|\blimit (?:is )?reached\b",
    r"(?:هیچی|چیزی|هیچ کتابی)[^.?!؟]{0,8}(?:نمیتونم|نمیتوانم|نمیشه)[^.?!؟]{0,10}(?:رزرو|امانت|بگیرم)",
    r"\bwhy\b[^.?!]{0,20}\b(?:not|n't|never)\b[^.?!]{0,20}\b(?:allowed|able|permitted)\b[^.?!]{0,25}\b(?:reserve|borrow|take|hold|check|get)",
    r"\bwhy\b[^.?!]{0,12}\b(?:won't|don't|do|will|can't|doesn't)\b[^.?!]{0,20}\b(?:not )?(?:let|allow) me\b[^.?!]{0,20}\b(?:reserve|borrow|take|have|get|check)",
    r"\bwhy am i (?:blocked|locked|suspended|barred)",
    r"\bwhy (?:is|was|has) my (?:card|account)[^.?!]{0,12}(?:blocked|locked|limited|suspended|frozen|barred)",
    r"چرا[^.?!؟]{0,20}(?:اجازه|اجازهٔ|حق|امکان)[^.?!؟]{0,14}(?:رزرو|امانت|تمدید|گرفتن|بردن)[^.?!؟]{0,14}(?:ندارم|نداشتم|نمیدین|نمیدید|نمیدهید|نیست)",
    r"چرا[^.?!؟]{0,12}(?:نمیذارین|نمیذارید|نمیگذارید|نمیزارین|نمیزارید|نمیذاره|اجازه نمیدین|اجازه نمیدید)[^.?!؟]{0,30}(?:بگیرم|ببرم|امانت|رزرو|تمدید)",
    r"چرا (?:نمیتونم|نمیتوانم)[^.?!؟]{0,20}(?:بگیرم|ببرم|رزرو|امانت)",
    r"چرا[^.?!؟]{0,10}(?:کارتم|حسابم|عضویتم|کارت من|حساب من)[^.?!؟]{0,12}(?:بسته|مسدود|قفل|محدود)",
)
BLOCKS = any_of(
    r"\bmachine (?:says?|shows?|gives?)",
    r"\b(?:can(?:no|')t|cant|cannot|won't let me|not let me) (?:i )?(?:borrow|reserve|take (?:out )?(?:a |one |more )?book)",
    r"\bwhy can(?:'t|not)? i (?:not )?(?:borrow|reserve|take)",
    r"\b(?:stop|stops|block|blocks|blocked|prevent|affect)\b[^.?!]{0,25}\b(?:me|my card|borrow\w*|renew\w*|reserv\w*)\b",
    r"\b(?:can|could|may|am) i (?:still )?(?:allowed to )?(?:borrow|renew|reserve|place|take|get)[^.?!]{0,40}(?:with (?:this|that|the)|debt|owe|owing|fine|then|after)",
    r"\b(?:still|then) (?:borrow|renew|reserve)\b",
    r"\b(?:my )?(?:card|account)[^.?!]{0,15} (?:be )?(?:blocked|closed|locked|suspended|frozen)",
    r"کارتم (?:بسته|مسدود|قفل|تعلیق|باطل)",
    r"با (?:این|همین|یه همچین) بدهی",
    r"که بدهکار[^.?!؟]{0,12} ?(?:نمیدین|نمیدید|میشه|میتونم)",
    r"\b(?:baste|masdud) mishe",
    r"چرا (?:نمیتونم|نمیتوانم|نمیشه) (?:\w+ )?(?:رزرو|امانت|کتاب)",
    r"chera nemitu?o?nam (?:\w+ )?(?:rezerv|amanat|ketab)",
)
# After what is owed, these ask whether it stands in the way.
BLOCKS_LEANING = any_of(
    r"(?:اجازه|امکان|حق)[^.?!؟]{0,12} (?:رزرو|تمدید|امانت|گرفتن)",
    r"(?:میتونم|میتوانم|میشه|بازم|باز هم|خواهم)[^.?!؟]{0,20} (?:رزرو|تمدید|امانت)",
    r"(?:رزرو|تمدید|امانت)[^.?!؟]{0,12} (?:میتونم|میتوانم|میشه|خواهم داشت)",
    r"\b(?:can|could|may|am) i\b[^.?!]{0,20} (?:borrow|reserve|renew)",
    r"\b(?:still|then) (?:borrow|renew|reserve)\b",
    r"\bmitu?o?nam[^.?!]{0,20} (?:rezerv|tamdid|amanat)",
)
LENIENCE = any_of(
    r"\b(?:was|been|am|were) (?:in |at )?(?:the )?(?:hospital|ill|sick|abroad|bedridden|in an accident)\b",
    r"\b(?:hospital|surgery|operation|accident|funeral|illness)\b",
    r"\b(?:waive|forgive|forgiven|wipe|drop|cancel) (?:off )?(?:the |my |this |that |all )?(?:late )?(?:fee|fine|charge|debt)s?",
    r"\blet me off\b",
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
EXPIRED = any_of(
    r"\b(?:card|membership|account)\b[^.?!]{0,30}\b(?:expire[ds]?|expiry|valid|active|run out)",
    r"\b(?:expire[ds]?|expiry|valid)\b[^.?!]{0,25}\b(?:card|membership)\b",
    r"^(?:it )?expired\b",
    r"\bcard من expire",
    r"(?:کارت|عضویت)(?:م|ه|ام|من|م رو)?[^.?!؟]{0,16} (?:منقضی|منقزی|تموم شده|تمام شده|اعتبار|فعال|فعاله|expire|باطل شده)",
    r"(?:اعتبار|انقضا|انقضای) (?:کارت|عضویت)",
    r"فعاله کارت",
    r"\bkart(?:am|e man)?[^.?!]{0,14} (?:monghazi|tamum|expire|etebar|faal)",
)
CARD = any_of(
    r"\b(?:renew|extend|prolong)\w{0,4} (?:the |my |this )?(?:library )?(?:card|membership)\b",
    r"(?<!\bon )(?<!\bon my )(?<!\bon the )\b(?:card|membership)\b[^.?!]{0,25}\b(?:renew|extend)",
    r"(?:کارت|عضویت)(?:م|مو|ه|ام)?[^.?!؟]{0,12} (?:تمدید|extend|renew)",
    r"تمدید (?:کارت|عضویت)",
    r"\b(?:kart|ozviat)\w{0,4}[^.?!]{0,10} tamdid",
)
CARD_LEANING = any_of(
    r"(?:چجوری|چطوری|چطور|چگونه|کجا)[^.?!؟]{0,10} ?(?:تمدید|extend|renew)",
    r"\bhow (?:can|do|could)? ?i? ?(?:can )?(?:renew|extend)",
    r"\b(?:chejuri|chetori|chetor)[^.?!]{0,10} tamdid",
)
AFTER = any_of(
    r"\bif i (?:renew|extend) (?:the |my )?(?:card|membership|it)\b[^.!]{0,60}\b(?:renew|extend|book|loan)",
    r"\b(?:after|once|when)\b[^.?!]{0,25}(?:card|membership)[^.?!]{0,30}(?:renew|extend|book)",
    r"تا وقتی[^.?!؟]{0,30}(?:کتاب|تمدید)[^.?!؟]{0,30}",
    r"اگه کارت[^.?!؟]{0,20} تمدید[^.!]{0,40}(?:کتاب|تمدید)",
    r"\bage kart\w{0,4}[^.?!]{0,12} tamdid",
)
CLOSED = any_of(
    r"(?:جمعه|تعطیل\w{0,3}|تعتیل\w{0,3}|بسته)[^.?!؟]{0,25} ?(?:آورد|بیارم|پس بدم|پس داد|برگردوند|چیکار|چکار|چه کار)",
    r"(?:باید بدم|باید بیارم|باید پس بدم|آخرین روز)[^.!؟?]{0,30}(?:تعطیل|تعتیل|بسته|جمعه)",
    r"(?:تعطیل|تعتیل|بسته|جمعه)[^.!]{0,30}(?:آخرین روز|مهلت)",
    r"\b(?:closed|holiday|friday)\b[^.?!]{0,40}\b(?:return|bring|drop|give it back|what (?:do|can|shall|should) i)\b",
    r"\b(?:return|bring|drop|due)\b[^.?!]{0,40}\b(?:closed|holiday)\b",
    r"\b(?:jom'?e|tatil\w{0,2})\b[^.?!]{0,25}(?:biaram|biyaram|pas bedam|chikar|avord)",
)
SUPPOSED = any_of(
    r"\b(?:if|what if|suppose)\b[^.?!]{0,40}\b(?:keep|bring|return|give|hand)\b",
    r"(?<![^\W_])(?:اگه|اگر|اگ|age|agar)(?![^\W_])[^.?!؟]{0,40}(?:بیارم|نگه|برگردون|پس بدم|بدم|biaram|biyaram|bedam|negah)",
    r"\b(?:shanbe|jom'?e|farda|hafte)\w{0,3}\b[^.?!]{0,12}(?:biaram|biyaram|pas bedam)[^.?!]{0,12}jarime",
    r"(?:شنبه|جمعه|فردا|هفته)\w{0,3}[^.?!؟]{0,12}(?:بیارم|برگردونم|برگردانم|پس بدم)[^.?!؟]{0,14}(?:چق|چند|جریمه)",
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
DROP = any_of(
    r"\b(?:take|remove|get|cross|strike)(?: out)?(?: me)?(?: off| out)? (?:me )?(?:off|out|from)\b[^.?!]{0,14}(?:list|queue|line)\b",
    r"\btake me off\b",
    r"(?:اسمم|اسم من|اسممو|منو|من رو)[^.!؟?]{0,6} از (?:صف|نوبت|لیست|فهرست)",
    r"\b(?:esmam|esmamo|mano)\b[^.?!]{0,8} az (?:saf|nobat|list)",
)
AGAIN = any_of(
    r"\b(?:queue|line) up again\b",
    r"\bback (?:in|on) (?:the )?(?:queue|list|line)\b",
    r"\b(?:borrow|take|reserve|get) (?:it|this|that|the same|them|the book)?[^.?!]{0,12}(?:again|straight away|right away|right after|immediately)",
    r"\b(?:borrow|reserve) again\b",
    r"(?:دوباره|باز|بازم|مجدد)[^.?!؟]{0,14} ?(?:بگیرم|امانت|borrow|ببرم|بگیرمش|رزروش|رزرو کنم|نوبت)",
    r"\bdobare[^.?!]{0,10} (?:begiram|bebaram|amanat|rezerv)",
)

# Asked with these words it is the patron's own, whatever was talked of before.
OWN = re.compile(
    r"\b(?:my|mine|i|i've|i'm|me)\b|(?:رزروم|رزروهام|امانتم|امانتام|کتابم|کتابام|کارتم|جریمم|بدهیم|دستم|دستمه|عضویتم)|(?<![^\W_])من(?![^\W_])|\b(?:man|ketabam|rezervam|kartam)\b"
)

SIGNED = any_of(
    r"(?<!when )(?<!if )\bi(?:'ve| have)? (?:just |now |already )?(?:signed|logged) (?:in|on)\b(?: now)?(?! to\b| with\b| and\b)",
    r"\bi(?:'m| am) (?:now )?(?:signed in|logged in|logged on|login|in now)\b(?: now)?",
    r"\bi(?:'m| am) in(?=\W*$|[.,!?;])",
    r"\bnow i am (?:login|in|logged in|signed in)\b",
    r"^(?:there|done|fine|ok|okay|right|now|just|all|yes|yeah)?,? ?(?:i'm |i am )?(?:now )?(?:signed|logged) (?:in|on)\b(?: now)?",
    r"\b(?:there|done),? (?:signed|logged) in\b",
    r"\b(?:sign|log)(?:ing)?[ -]?in (?:is )?(?:done|worked|complete)\b",
    r"^(?:in now|i am in|i'm in)$",
    r"(?:الان |حالا |اکنون |بیا |آها |آهان |خب )*(?<!وقتی )(?<!تا )(?:وارد|لاگین|login|log in|sign in) (?:حسابم |حساب |اکانتم |سایت )?(?:شدم|کردم|شده ام|شدیم|کرده ام|شدمش)",
    r"(?:اومدم|آمدم|رفتم) (?:تو|توی|داخل) (?:حسابم|حساب|اکانتم|پروفایلم)",
    r"ورود(?:م| من)? (?:انجام شد|کردم|رو زدم|را زدم)",
    r"\b(?:vared|login|log in|sign in)(?: hesabam| hesab)? (?:shodam|kardam|shodim)\b(?: hala| alan)?",
)
LOOK = any_of(
    r"^(?:please |now |so |and |then |go on |well )*(?:show me|show it|look(?: for yourself)?|you check|check(?: it| now)?|please check|please you check|have a look|go ahead|go on|carry on|proceed|do (?:it|that)|keep going|tell me|now tell me|now explain|look at (?:it|both)|please look at both|continue)?(?: please| now| then)?$",
    r"^(?:حالا |خب |پس |لطفا )*(?:بگو|بگید|بگین|نشون بده|نشون بدین|نشونم بده|ببین|ببینید|چک کن|ادامه بده|ادامه بدید|ادامه بدین|انجام بده|انجامش بده|انجام بدید|انجام بدین|انجامش بدین|(?:hala )?(?:anjam(?:esh)?|edame) (?:bede|bedid|bedin)|hala|begu|begu chera|hala begu|hala begu chera|neshun bede)?(?: چرا| لطفا| حالا)?$",
)  # fmt: skip
