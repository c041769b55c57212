"""Words in which patrons ask of their own loans: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.requests.own.own_matter_words import KASI, SOMEBODY, WORD_END, WORD_START, any_of

__all__ = [
    "AGAIN",
    "CLOSED",
    "ENOUGH",
    "FIRST",
    "GIVES_BACK_EN",
    "GIVES_BACK_FA",
    "RENEWED",
    "ROOM",
    "ROOM_PLAIN",
    "SO_FAR",
    "SUPPOSED",
    "UNTIL",
    "WAITED",
    "WAITING",
]

# Loans that are supposed to be brought back: that one brings something is not enough.
GIVES_BACK_EN = r"\b(?:if|once) i (?:just |only )?(?:(?:bring|take|give|hand)(?= back\b|[^.?!]{1,60} back\b)|return)\b"
GIVES_BACK_FA = r"(?<!\w)(?:اگه|اگر)[^.?!؟]{1,60}(?:پس بیارم|پس بدم|پس بدهم|برگردونم|برگردانم)"
# Whether that is enough for another: said of loans alone, it may be of a fine or of anything.
ENOUGH = any_of(
    rf"{GIVES_BACK_EN}[^.?!]{{1,80}}\b(?:would|will|does|is) (?:that|it|this) (?:do(?: it| the trick)?|be (?:enough|sufficient)|enough|suffice|make room)(?= (?:to (?:borrow|take|get)|for (?:another|one more))\b|\W*$)",
    rf"{GIVES_BACK_FA}[^.?!؟]{{0,14}}(?<!\w)(?:کافیه|کافی ?(?:است|میشه)|بسه|جا (?:باز|وا) میشه|میشه یکی دیگه (?:بگیرم|ببرم))(?=\W*$)",
)
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
    r"\bstill (?:got|have) (?:some |any )?time\b|\bhow are we for time\b",
    r"\b(?:until|till|by|up to|to) (?:which|what) (?:date|day)\b",
    # "And the date of War and Peace, please": nothing but the day is asked for.
    r"(?<!\w)(?:موعد|مهلت|سررسید|تاریخ (?:برگشت|بازگشت|تحویل))\w{0,2} (?!(?:را|رو|هم|جدید\w{0,2}) )[^.?!؟]{2,60}?(?:را|رو|و|هم|نیز) (?:هم |نیز |لطفا |برام ){0,2}(?:بفرما\w{1,4}|بگ\w{1,5}|اعلام|می ?خوا\w{1,4} بدونم)",
    r"\b(?:mohlat|moede?|sarreside?)\w{0,2} [^.?!]{2,60}? (?:ro|ra|ham) (?:ham |lotfan |baram ){0,2}(?:bego\w{0,2}|begu\w{0,2}|befarma\w{0,4})",
    r"\b(?:how long|until when|till when|what date|by when|up to when)\b",
    r"\bwhen (?:must|should|do|is|does|am|have|will)[^.?!]{0,30}(?:back|return|due|deadline|expire|run out|it be)",
    r"\bwhen exactly\b",
    r"\bwhen (?:they|it|these|those|both)(?: both| all)? (?:are|is) due\b",
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
RENEWED = any_of(
    r"\bhow (?:many times|often)\b[^.?!]{0,30}\b(?:have|had|has|did|was|were|been|already)\b[^.?!]{0,60}\b(?:renew|extend|prolong)\w*",
    r"\bhow (?:many times|often)\b(?![^.?!]{0,40}\b(?:can|could|may|be)\b)[^.?!]{0,40}\b(?:renewed|extended)\b",
    r"\bhow many renewals\b[^.?!]{0,30}\b(?:used|made|had|done|taken|so far)\b",
    r"(?:چند|چن) ?(?:بار|دفعه|مرتبه|نوبت)[^.?!؟]{0,60}(?:تمدید|extend|renew)[^.?!؟]{0,8}(?:کردم|کرده|شده|شد|کردیم)",
    r"(?:تمدید|extend|renew)[^.?!؟]{0,8}(?:کردم|کرده|شده)[^.?!؟]{0,25}(?:چند|چن) ?(?:بار|دفعه|مرتبه)",
    r"\bchand (?:bar|dafe|daf'e)\b[^.?!]{0,60}tamdid\w*[^.?!]{0,8}(?:kard|shod)",
)
ROOM_PLAIN = any_of(
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
    # So asked of the loans on hand, or with nothing else said.
    r"(?:(?:این ?همه|این ?قدر) (?:کتاب|امانت)[^.?!؟]{0,24} |^\W{0,3}(?:(?:خب|پس|و|یعنی|الان) ){0,2})(?:میتونم|میتوانم|میشه) (?:یکی|یه دونه) (?:دیگه|دیگر)(?: هم)? (?:بگیرم|ببرم|امانت بگیرم)(?=\W*$)",
    r"\bam i (?:still )?(?:allowed|permitted) (?:to (?:borrow|take|have|get) )?(?:another|one more|any more|more)\b",
)
ROOM = any_of(ROOM_PLAIN.pattern, ENOUGH.pattern)
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
AGAIN = any_of(
    r"\b(?:queue|line) up again\b",
    r"\bback (?:in|on) (?:the )?(?:queue|list|line)\b",
    r"\b(?:borrow|take|reserve|get) (?:it|this|that|the same|them|the book)?[^.?!]{0,12}(?:again|straight away|right away|right after|immediately)",
    r"\b(?:borrow|reserve) again\b",
    r"(?:دوباره|باز|بازم|مجدد)[^.?!؟]{0,14} ?(?:بگیرم|امانت|borrow|ببرم|بگیرمش|رزروش|رزرو کنم|نوبت)",
    r"\bdobare[^.?!]{0,10} (?:begiram|bebaram|amanat|rezerv)",
)
