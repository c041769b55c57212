"""Words in which patrons ask of their own card, and whether it lets them borrow: patterns over folded text."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from language.requests.own.own_matter_words import any_of

__all__ = ["AFTER", "BARRED", "BLOCKS", "BLOCKS_LEANING", "CARD", "CARD_LEANING", "EXPIRED", "MENDS", "VALIDITY"]

BARRED = any_of(
    r"\bwhat(?:'s| is|s) (?:the problem|the matter|wrong|going on|up) with my (?:\w+ )?(?:card|account)\b|\b(?:card|account) (?:is )?(?:not working|doesn't work|does not work|refused|rejected)\b",
    r"(?:کارتم|حسابم|کارت من)[^.?!؟]{0,8} (?:چشه|چه مشکلی|مشکلش چیه|چه ایرادی|کار نمی ?کنه)",
    r"\b(?:can't|cannot|can not|cant|unable to|not able to) (?:reserve|borrow|place|take out)\b[^.?!]{0,14}\b(?:anything|any ?more|more|a thing)\b|\blimit (?:is )?reached\b",
    r"(?:هیچی|چیزی|هیچ کتابی)[^.?!؟]{0,8}(?:نمیتونم|نمیتوانم|نمیشه)[^.?!؟]{0,10}(?:رزرو|امانت|بگیرم)",
    r"\bwhy\b[^.?!]{0,20}\b(?:not|n't|never)\b[^.?!]{0,20}\b(?:allowed|able|permitted)\b[^.?!]{0,25}\b(?:reserve|borrow|take|hold|check|get)",
    r"\bwhy\b[^.?!]{0,12}\b(?:won't|don't|do|will|can't|doesn't)\b[^.?!]{0,20}\b(?:not )?(?:let|allow) me\b[^.?!]{0,20}\b(?:reserve|borrow|take|have|get|check)",
    r"\bwhy am i (?:blocked|locked|suspended|barred)",
    r"\bwhy (?:did|have|do) you (?:block|suspend|lock|bar)\w{0,3} (?:me|my (?:card|account))(?=\W*$|[.,?!;]| (?:again|now|today|then|when|if|even|because|though|from (?:borrow|reserv|renew)))",
    r"(?:چرا|واسه چی|برای چی)[^.?!؟]{0,10}(?:مسدودم|بلاکم|محدودم)(?: ?کرد\w{0,3}| ?هستم)?(?!\w)",
    r"(?:چرا|واسه چی|برای چی) (?:\w{1,6} ){0,2}?(?:منو|(?:من|کارتم|حسابم|کارت من|حساب من)(?: رو| را)?|کارتمو|حسابمو) (?:مسدود|بلاک|محدود) (?:کردید|کردین|کردن|کردند|شد|شده)(?!\w)",
    r"(?:چرا|واسه چی|برای چی) (?:\w{1,6} ){0,2}?(?:مسدود|بلاک|محدود) (?:شدم|شده ?ام|هستم)(?!\w)",
    r"\bwhy (?:is|was|has) my (?:card|account)[^.?!]{0,12}(?:blocked|locked|limited|suspended|frozen|barred)",
    r"چرا[^.?!؟]{0,20}(?:اجازه|اجازهٔ|حق|امکان)[^.?!؟]{0,14}(?:رزرو|امانت|تمدید|گرفتن|بردن)[^.?!؟]{0,14}(?:ندارم|نداشتم|نمیدین|نمیدید|نمیدهید|نیست)",
    r"چرا[^.?!؟]{0,12}(?:نمیذارین|نمیذارید|نمیگذارید|نمیزارین|نمیزارید|نمیذاره|اجازه نمیدین|اجازه نمیدید)[^.?!؟]{0,30}(?:بگیرم|ببرم|امانت|رزرو|تمدید)",
    r"چرا (?:نمیتونم|نمیتوانم)[^.?!؟]{0,20}(?:بگیرم|ببرم|رزرو|امانت)",
    r"چرا[^.?!؟]{0,10}(?:کارتم|حسابم|عضویتم|کارت من|حساب من)[^.?!؟]{0,12}(?:بسته|مسدود|قفل|محدود)",
)
BLOCKS = any_of(
    r"\bmachine (?:says?|shows?|gives?)",
    r"(?:(?<!\w)(?:یعنی|آیا|ایا|پس)(?!\w)[^.?!؟]{0,40}) (?:نمی ?تونم|نمی ?توانم) (?:(?:دیگه|هیچ|اصلا|فعلا) )?(?:کتاب|چیزی)\w{0,3} (?:(?:هم|دیگه|جدید) )?(?:بگیرم|ببرم|(?:قرض|امانت) بگیرم)(?=\s?[؟?])",
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
# The validity that is to be renewed is the card's, though "it" is all that is said: «چگونه باید اعتبار آن را تمدید کنم؟».
VALIDITY = any_of(
    r"(?<!\w)اعتبار(?:شو?|مو?|(?: (?:آن|اون|کارت(?:م|ش)?|عضویت(?:م|ش)?)))(?: (?:را|رو))?(?: (?:باید|چگونه|چطور|چجوری|چطوری|از|کجا|همین ?جا|آنلاین|الان)){0,4} تمدید (?:کنم|کرد|می ?شه|میشود)(?!\w)",
    r"\betebar(?:esh|esho|am|amo)(?: ro)?(?: (?:bayad|chetor|chetori|chejoori|chejuri|az|koja|hamin ?ja|online)){0,4} tamdid (?:konam|kard|mishe)\b",
)
CARD = any_of(
    VALIDITY.pattern,
    r"\b(?:renew|extend|prolong)\w{0,4} (?:the |my |this )?(?:library )?(?:card|membership)\b",
    r"(?<!\bon )(?<!\bon my )(?<!\bon the )\b(?:card|membership)\b[^.?!]{0,25}\b(?:renew|extend)",
    r"(?<!روی )(?<!رو )(?<!با )(?:کارت|عضویت)(?:م|مو|ه|ام)?[^.?!؟]{0,12} (?:تمدید|extend|renew)",
    # However long it is, what stands between asks in which way, and names nothing else.
    r"(?<!روی )(?<!رو )(?<!با )(?<!شماره )(?:کارت|عضویت)(?:م|مو|ام|مون)?(?: من| منو| خودم| خودمو)?(?: کتابخونه\w{0,3})?(?: رو| را)?(?: (?:چجوری|چه جوری|چطوری|چطور|چگونه|از|کجا|باید|میشه|می ?شه|می ?تونم|میتوانم|آنلاین|اینترنتی|حضوری|الان|راه دور|خونه|همین ?جا|اینجا|سایت|لطفا|برام)){1,6} (?:تمدید|extend|renew)",
    r"تمدید (?:کارت|عضویت)",
    r"(?<!\bba )(?<!\brooye )\b(?:kart|ozviat)\w{0,4}[^.?!]{0,10} tamdid",
    r"(?<!\bba )(?<!\brooye )(?<!shomare )\b(?:kart|ozviat)(?:am|amo|emo|e|et)?(?: man| mano| khodam| khodamo)?(?: ro)?(?: (?:chejoori|chejuri|chetori|chetor|az|koja|bayad|mishe|mitu?o?nam|online|hozoori|alan|inja|hamin ?ja|site|lotfan|baram)){1,6} tamdid",
)
# After a refusal for a card that has expired, these ask how that is mended: the card is named, or nothing else said.
MENDS = any_of(
    r"\b(?:my|the) (?:card|membership)\b(?:,)? (?:too|as well|also)(?=\W{0,4}$|\s?\?)|\bwhat about (?:my|the) (?:card|membership)\b(?=\W{0,4}$|\s?\?)",
    r"^\W{0,3}(?:(?:ok|okay|oh|ugh|so|and|then|fine),? ){0,3}(?:(?:how )?(?:can|could|do)|how) i (?:sort|fix|settle|resolve) (?:that|this)(?: out)?(?: from (?:here|home)| here| online| by phone| or do i have to come(?: in)?){0,2}\W{0,4}$",
    r"\b(?:sort|fix|settle|resolve|mend|reactivate|update) (?:out )?(?:my|the|this) (?:library )?(?:card|membership)\b",
    r"(?:کارت|عضویت)(?:م|ه|مو|م رو)? (?:چی|چطور|هم)(?=\W{0,4}$|\s?[؟?!])",
    r"(?:کارت|عضویت)(?:م|مو|م رو|ه)?(?: (?:رو|را|هم|چطور|چطوری|چجوری|باید|خودم|از (?:همین ?جا|اینجا)|می ?شه)){0,4} (?:درست|حل|فعال)(?:ش|شو)? ?(?:بش|کن|کرد|میش|می ?ش)\w{0,3}",
    r"^\W{0,3}(?:(?:باشه|خب|پس|وای),? ){0,2}(?:(?:چطور|چطوری|چجوری|از همین ?جا|می ?شه) ){0,2}(?:درستش|حلش) (?:کنم|کرد)\W{0,4}$",
    r"\b(?:kart|ozviat)(?:am|e man|am ham)? (?:chi|chetor|ham)(?=\W{0,4}$|\s?[?!])",
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
