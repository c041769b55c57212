"""How an emergency is said to be over: somebody came round, it was put out, whoever threatened is gone."""

from __future__ import annotations

import re

from language.emergencies.signs import one_of

__all__ = ["GOES_ON", "OVER", "gone"]

_WHO = "he|she|they|it|hes|shes|theyre|its|we|i|him|her|my \\w{1,12}|(?:the|that|this|our) (?:old |young |little )?\\w{1,12}"
OVER = one_of(
    (
        "(?:<who>) (?:has |have |had |just |finally |now )*(?:came|come) (?:to|round|around|back to (?:his|her|their) senses)(?= now| again| thank\\w{0,3}| and| by|$)"
        "|(?:<who>) (?:has |have |just |finally )*(?:woke|woken|waken) up(?! (?:and )?(?:scream|bleed|vomit|confus|shak))|(?:regained|recovered|back to|gained) (?:his |her |their )?(?:consciousness|senses)"
        "|(?:<who>) (?:is |are |has |have |just |was |now )*(?:conscious|responsive|responding|talking|speaking|smiling|laughing|walking|sitting up|breathing (?:again|normally|fine|ok|okay|well)|on (?:his|her|their) feet|up and about|stable|recovered|calm|calmed down|with (?:his|her|their) (?:mum|mom|mother|dad|father|parents?))(?! (?:nonsense|strange|funny|in ))"
        "|(?:they|he|she|we|i|you|someone|somebody|the (?:guard|guards|staff|librarian|firemen|fire brigade)|guards?|staff|firemen) (?:have |has |ve |just |finally |already |managed to )*(?:put|got) (?:it|the (?:fire|flames?)|that|everything) out|(?:fire|flames?|blaze) (?:is |was |has been |have been |got |just |now )*(?:out|extinguished|under control|dead|gone)"
        "|(?:it |everything |that )?(?:has been |was |is |got |been )(?:extinguished|dealt with|taken care of|sorted(?: out)?|resolved|solved|contained|handled)|(?:<who>) (?:extinguished|contained) (?:it|the fire)"
        "|(?:the )?(?:danger|emergency|crisis|trouble|fight|alarm|panic|fire) (?:is |has |was |is now )*(?:over|passed|past|gone|ended|averted|finished|cleared)|no (?:more|longer (?:an?|any)?) ?(?:danger|emergency|fire|smoke|flames?|threat|fight)(?: any ?more| now)?|no longer in danger|out of danger|crisis averted|stand down"
        "|(?:the )?(?:police|guards?|security|paramedics?|ambulance|medics|doctors?|firemen) (?:have |has |just |finally |already )*(?:arrested|removed|escorted|got|took|taken|caught|led|treated|carried) (?:him|her|them|everyone|the (?:man|woman|guy|person|boy|girl))(?: (?:out|away|to (?:the )?hospital|off))?"
        "|(?:they|he|she|the (?:men|guys|boys|two)) (?:have |has |just |finally )*(?:stopped fighting|made up|calmed down|settled down)|(?:the )?(?:bleeding|smoke|gas|fighting) (?:has |have |just |finally )*(?:stopped|cleared|ended)|(?:<who>) stopped bleeding"
        "|(?:my |the |our )(?:son|daughter|child|kid|boy|girl|baby|brother|sister|toddler|nephew|niece) (?:is |was |has |just |been )*(?:found|back|safe|here now|with me)|no need for (?:an? |the )?(?:ambulance|police|help|doctor|firemen|fire brigade)(?: any ?more| now)?|cancel (?:the |that )?(?:alarm|ambulance|emergency)|we are safe|were safe|everybodys (?:fine|ok|okay|safe)|everybody is (?:fine|ok|okay|safe)",
        "(?:به )?هوش (?:امد|اومد|امده|اومده)\\w{0,3}|هوشیار (?:شد|شده|است|ه)\\w{0,3}|هوشیاری\\w{0,2} (?:رو |را )?(?:به ?دست|برگشت)\\w{0,6}|چشم\\w{0,5} (?:رو |را )?(?:باز کرد|وا کرد)\\w{0,3}|(?:بالاخره|الان|خودش|از جاش|از جا) بلند شد\\w{0,3}|سر ?پا شد\\w{0,3}"
        "|(?:نفسش|نفس|حالش|حال\\w{0,4}) (?:برگشت|جا اومد|جا امد|سر جاش اومد|سر جاش امد|عادی شد|خوب شد|بهتر شد|خوب شده|بهتر شده|بهتره|خوبه|رو به راهه|مساعده)\\w{0,2}|(?:خونش|خونریزیش|خونریزی|خون ریزی) (?:بند|قطع)(?: اومد| امد| شد)\\w{0,3}"
        "|(?:اتیش|اتش|شعله|حریق)?\\w{0,2} ?(?:رو |را )?(?:خاموش|خاموشش|مهار|مهارش|کنترل|کنترلش) (?:کرد|شد)\\w{0,3}|(?:خطر|مشکل|بحران|ماجرا|قضیه|دعوا|درگیری) (?:رفع|برطرف|گذشت|تموم|تمام|خوابید|فیصله|جمع|حل)\\w{0,2}(?: شد\\w{0,3}| شده)?|رفع خطر|خطری (?:نیست|نمونده|نمانده|نداره|وجود نداره)|(?:دیگه |دیگر )(?:خطر|خطری) (?:نیست|نداره)"
        "|(?:جداشون|جدا|سواشون|ساکتشون|ارومش|ارومشون) کرد\\w{0,3}|(?:اروم|ارام|ساکت) (?:شد|شدن|شدند|گرفت|گرفتن|شده)\\w{0,2}|(?:پلیس|نگهبان|حراست|مامور|مامورا)\\w{0,3} (?:\\w{1,8} )?(?:بردش|بردشون|گرفتش|گرفتنش|گرفتندش|دستگیرش کرد|بیرونش کرد|بیرون کرد|انداختش بیرون|بردنش)\\w{0,3}|دستگیر شد\\w{0,3}"
        "|همه (?:چی |چیز )?(?:خوبن|خوبه|سالمن|سالم|سالم هستن|خوب هستن|اروم|ارومه|مرتبه|حله|امن و امانه)|(?:بچه|بچم|پسرم|دخترم|بچه م)\\w{0,2} (?:پیدا|برگشت|اومد پیشم|پیشمه|بغلمه)\\w{0,3}(?: شد)?|خیالم راحت شد|وضعیت عادی\\w{0,3}|همه چیز عادی\\w{0,3}|(?:هشدار|اورژانس|امبولانس|اتش نشانی)\\w{0,2}(?: رو| را)? (?:لغو|کنسل)\\w{0,2}(?: کن\\w{0,3})?|نیازی? به (?:اورژانس|امبولانس|پلیس|کمک|اتش نشانی) (?:نیست|نداریم|ندارم)|(?:تمام|تموم) شد\\w{0,2}",
        "(?:be )?ho+sh (?:o+mad|umad|amad)\\w{0,3}|halesh (?:khube|khoobe|behtare|(?:khub|khoob|behtar|ja) (?:shod|oomad|umad|amad))|behtar shod\\w{0,2}|(?:atish|atash)?\\w{0,2} ?(?:ro )?khamo{1,2}shesh? (?:kard|shod)\\w{0,3}|khamush (?:kard|shod)\\w{0,3}|khatar (?:raf|bartaraf|gozasht|tamum|tamoom)\\w{0,2}(?: shod)?|khatari nist"
        "|(?:aro+m|arum|saket) shod\\w{0,2}|(?:tamu?m|tamo+m) shod\\w{0,2}|(?:police|polis|negahban|orzhans|urzhans|ambulance) (?:\\w{1,8} )?(?:bordesh|bordanesh|gereftesh|gereftanesh)|hame (?:khuban|khooban|saleman|khube)|peyda shod\\w{0,2}|raf shod|bidar shod\\w{0,2}",
    ),
    {"who": _WHO},
)
# What goes on beside an end: it has come again, or something else is wrong.
GOES_ON = re.compile(
    r"\bagain\b(?= \w)|\b(?:until|unless|if|when|nobody|no one|never|cannot|isnt|arent|wasnt|hasnt|havent|didnt|unconscious|bleeding|burning|worse|screaming|knife|gun|hurts?|injured|trapped|smok\w{0,3}|flames?|another|somebody else|someone else)\b"
    r"|(?<!\w)(?:دوباره|باز|بازم|بدتر|بیهوش\w{0,2}|زخمی\w{0,2}|دود\w{0,2}|میسوزه|میترسم|چاقو\w{0,3}|نمیشه|نشده?|نشدن|نکردن|نیومد\w{0,2}|نمیاد|تا|اگه|اگر|کی|چرا|یکی دیگه|از حال)(?!\w)"
    r"|\b(?:dobare|hanooz|hanuz|vali|ama|nashod\w{0,2}|nemi\w{1,12}|dood|dud|bihush\w{0,2}|bihoosh\w{0,2}|age|ta)\b"
)
_THANKS = "thanks|thank you|thank god|thx|ok|okay|now|phew|sorry|finally|it|is|fine|safe|مرسی|ممنون|ممنونم|متشکرم|خدا|رو|را|شکر|خداروشکر|خداراشکر|دیگه|الان|حالا|بالاخره|خوشبختانه|mersi|merci|mamnoon|mamnun|dige|alan|khoda|ro|shokr|khodaroshokr|bashe|باشه|خب|سپاس"
_GONE = re.compile(
    rf"(?:(?:{_THANKS}) )*(?:(?:he|she|they|the (?:man|men|guy|guys|woman|boys|person|people|stranger)|that (?:man|guy|woman|person)) (?:has |have |is |are |just |finally )*(?:left|gone|went away|gone away|walked away|ran away|ran off|went off|out of here|out)(?: the (?:library|building|place|hall))?|(?:hes|shes|theyre) (?:left|gone)|gone|left"
    r"|(?:(?:اون|این|همون) )?(?:(?:اقا|اقاهه|مرد|مرده|طرف|یارو|خانوم|خانومه|خانم|اونا|همشون|خودش|پسره) )?(?:رفت|رفتش|رفتن|رفتند|رفته|رفتن بیرون|رفت بیرون|گذاشت رفت|دور شد|دور شدن|گورشو گم کرد)|(?:(?:oon|un|agha|tarf|yaru|unha|oona) )?(?:raft|raftan|raftand|rafte|raftesh|raft birun|raft biroon|gozasht raft|dur shod|door shod))"
    rf"(?: (?:{_THANKS}))*"
)
# From these whoever threatened has gone, and the danger with him; of a child, a fire or somebody ill it is unclear.
_THREATS = frozenset({"violence", "harassment", "theft", "danger"})
_THANKFUL = re.compile(
    r"\b(?:thank\w{0,4}|thx|fine|safe|mersi|merci|mamnoon|mamnun|shokr|khodaroshokr)\b|(?<!\w)(?:مرسی|ممنون|ممنونم|متشکرم|شکر|خداروشکر|خداراشکر|سپاس)(?!\w)"
)
_ABOUT_SOMEBODY = _THREATS | {"medical"}


def gone(said: str, kind: str) -> bool:
    """Tell whether folded words say no more than that somebody has left, where that ends an emergency of a kind."""
    if _GONE.fullmatch(said) is None:
        return False
    return kind in _THREATS or (kind in _ABOUT_SOMEBODY and _THANKFUL.search(said) is not None)
