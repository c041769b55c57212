"""Words in which patrons ask of their own reservations: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.requests.own.own_matter_words import any_of

__all__ = ["ANOTHER", "COLLECT", "COMING", "DROP", "HOLDS_LEFT", "LONGER", "MOVE", "PLACE", "READY", "TODAY", "WHERE"]

LONGER = any_of(
    r"\b(?:keep|hold|save|extend|leave)(?:ing)? (?:it|them|that|this|the book|one)?[^.?!]{0,25}(?:longer|another|(?:a|one|two|few|couple) (?:more |of )?(?:days?|weeks?)|extra|more|until|till|for me until)",
    r"\b(?:keep|hold|sav)ing [^.?!]{3,60} for (?:me )?(?:(?:a|one|two|three|four|few|some|couple) )?(?:of )?(?:more |extra |further )(?:days?|weeks?)\b",
    r"\b(?:can|could|may|will|would) (?:it|they|my book|the book|my reservation) (?:please )?(?:wait|stay)(?: there| for me)? (?:more|longer|until|till|a bit|another|(?:one|two|a few) more)\b",
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
_PEOPLE = r"(?:sister|brother|husband|wife|mother|father|mum|mom|dad|son|daughter|friend|colleague|neighbou?r|partner|roommate|flatmate|some(?:one|body)(?: else)?|another person|any(?:one|body)(?: else)?)"
_KIN = r"(?:خواهرم|برادرم|داداشم|آبجیم|مادرم|مامانم|پدرم|بابام|شوهرم|همسرم|زنم|خانمم|پسرم|دخترم|دوستم|رفیقم|همکارم|کس دیگه|کس دیگری|کسی دیگه|یکی دیگه|یه نفر دیگه|یک نفر دیگه|شخص دیگری|khaharam|baradaram|dadasham|madaram|mamanam|pedaram|babam|shoharam|hamsaram|pesaram|dokhtaram|dustam|yeki dige|kase dige)"
ANOTHER = any_of(
    rf"\b(?:can|could|may|might|will|would|is|let)\b[^.?!]{{0,12}} (?:my |a |an )?{_PEOPLE} (?:please )?(?:come and |be able to |to )?(?:pick|collect|fetch|get|take|come)",
    rf"\b(?:collected|picked up|fetched) by (?:my |a )?{_PEOPLE}",
    rf"\b{_PEOPLE}\b[^!?]{{0,30}}\b(?:collect|fetch|pick (?:it|that|them|both) up|come (?:for it|instead|in my place))\b[^!?]{{0,50}}\bwhat\b[^.?!]{{0,20}}\b(?:bring|show|carry|have with)\b",
    r"\b(?:can|could|may|might) (?:he|she)(?: also| then)? (?:collect|fetch|pick (?:it|that|them|both) up|pick up)\b",
    rf"{_KIN}[^.!?؟]{{0,10}} (?:به ?جای (?:من|بنده|خودم)|جای من|برای (?:دریافت|تحویل|گرفتن)\w{{0,3}}(?: کتاب\w{{0,3}})?) (?:مراجعه|بیاد|بیاید)[^.!?؟]{{0,20}}[،,]? (?:چه|چی)[^.!?؟]{{0,24}}(?:همراه|مدرک|لازم|بیار|بیاور)",
    rf"{_KIN}[^.?!؟]{{0,30}} ?(?:بگیره|بگیرتش|ببره|ببرتش|تحویل|بیاد بگیره|begire|bebare|tahvil)",
    rf"(?:به|به جای من) {_KIN} ?(?:بدید|بدین|تحویل)",
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
# Which of several have come: asked of reservations alone, and of nothing behind it ("ready for me to start with").
_ENDS = r"(?=\W*$|[?.!;]|,? and (?:when|until|till|where|how long)\b)"
_ENDS_FA = r"(?=\W*$|[؟?.!]|[،,]? و (?:تا|کی|کجا)(?!\w))"
_HI = r"^\W{0,3}(?:(?:hi|hello|hey|ok|okay|so|and|please|thanks|salam)[\s,.!]{1,3}){0,3}"
READY = any_of(
    rf"\b(?:which|any|how many)\b (?:ones?|of (?:them|these|those|mine|my (?:books|reservations|holds))|(?:of )?my (?:books|reservations|holds)) (?:is|are) (?:already |now )?(?:ready|waiting for me)(?: now| already| to (?:collect|be collected|pick up|fetch))?{_ENDS}",
    rf"{_HI}(?:do i have|have i got) (?:anything|something|any books?) (?:to|that i can|ready to) (?:pick up|collect|fetch)(?: today| now)?{_ENDS}",
    rf"{_HI}(?:is there |do i have )?(?:anything|something) (?:ready|waiting) (?:for me|to (?:pick up|collect|fetch)){_ENDS}",
    rf"(?:کدوم|کدام)(?:شون|هاشون|هاش|اشون|اش|ش)? (?:آماده|حاضر)(?: ?ست|ه| است| هست| شده|ن)?{_ENDS_FA}",
    rf"(?:کدوم|کدام) (?:رزرو|کتاب)(?:هام|هایم|م) (?:آماده|حاضر)(?: ?ست|ه| است| هست| شده|ن)?{_ENDS_FA}",
    r"\bkod(?:u|oo|o)m(?:esh|eshoo?n|ash|ashoo?n|a|ha|hash)?(?: rezerv\w{0,3})? (?:amad(?:e|ast)|hazer)\w{0,3}\b(?=\W*$|[?.!]| va? ta\b)",
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
HOLDS_LEFT = any_of(
    r"\bhow many (?:more )?(?:reservations?|holds?|books? on hold)\b[^.?!]{0,25}\b(?:can|could|may|am|do|left|allowed|more)\b|\bhow many (?:more )?(?:books? |titles? )?(?:can|could|may) i (?:still )?(?:reserve|put on hold|hold)\b",
    r"(?:چند|چن) ?(?:تا|تای)?[^.?!؟]{0,10}(?:رزرو|reserv\w*|hold)[^.?!؟]{0,10}(?:دیگه|دیگر|بیشتر)?[^.?!؟]{0,10}(?:میتونم|میتوانم|میشه|حق دارم|جا دارم|مجاز)",
    r"(?:چند|چن) ?(?:تا|تای)?[^.?!؟]{0,10}(?:میتونم|میتوانم|میشه)[^.?!؟]{0,10}(?:رزرو|reserv\w*)",
    r"(?:میتونم|میتوانم)[^.?!؟]{0,12}(?:چند|چن) ?(?:تا|تای)?[^.?!؟]{0,10}(?:رزرو|reserv\w*)",
    r"\bchand ta\b[^.?!]{0,20}\brez\w*[^.?!]{0,15}\bmitu?o?nam",
)
DROP = any_of(
    r"\b(?:take|remove|get|cross|strike)(?: out)?(?: me)?(?: off| out)? (?:me )?(?:off|out|from)\b[^.?!]{0,14}(?:list|queue|line)\b",
    r"\btake me off\b",
    r"\b(?:take|get|remove|cross|strike|drop) me (?:out|off)(?: of| from)? (?:this|that|the|my) (?:reservation|hold)\b",
    r"(?:اسمم|اسم من|اسممو|منو|من رو)[^.!؟?]{0,6} از (?:صف|نوبت|لیست|فهرست)",
    r"(?<!\w)(?:منو|من رو|اسمم(?:و| رو)?) از (?:این |اون )?رزرو\w{0,2} (?:در ?بیار|خارج کن|بردار|خط بزن)\w{0,3}",
    r"\b(?:esmam|esmamo|mano)\b[^.?!]{0,8} az (?:saf|nobat|list)",
)
