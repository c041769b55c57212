"""What is said of something that was filed: it is taken back or stays, is not mended, needs no answer; its number is lost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.phrases import words_of

__all__ = [
    "STAYS",
    "WITHDRAWN",
    "announces_another",
    "announces_only",
    "asks_to_tell_anonymously",
    "declines_contact",
    "find_wish_for_filed",
    "forgets_number",
    "goes_on",
    "names_filed",
    "only_changes_mind",
    "says_unmended",
]

#: What was filed is to be taken back; it is to stay as it is.
WITHDRAWN, STAYS = "withdrawn", "stays"

# What was filed, by what patrons call it.
_FILED = r"(?:complaints?|grievance|reports?|cases?|suggestions?|requests?|proposal|idea|message|ticket|entry)"
_FILED_FA = r"(?:شکایت|گزارش|پرونده|درخواست|پیشنهاد|پیام|گلایه|انتقاد)"
_FILED_LATIN = r"(?:shekayat|gozaresh|parvande|darkhast|pishnahad)"
_OF_FILED = re.compile(rf"\b{_FILED}\b|(?<!\w){_FILED_FA}|\b{_FILED_LATIN}")
_IT = rf"(?:it|that|this|them|(?:my|the|that|this) (?:whole )?{_FILED})"
_WITHDRAWS = re.compile(
    rf"\b(?:withdraw|retract|revoke|unregister|un-?file|scrap|discard|undo|remove|delete|erase|cancel|drop|close) (?:please )?{_IT}\b"
    rf"|\btak(?:e|ing) {_IT} back\b|\b(?:take|taking) back {_IT}\b|\bcall {_IT} off\b|\b(?:withdraw|retract)(?:ing)?\b(?=\W*(?:please\W*)?$)"
    rf"|\b(?:don't|do not|please don't|dont|needn't|never) (?:\w+ )?(?:register|file|record|submit|log|report|note|send|keep|write) (?:{_IT})\b"
    r"|\b(?:don't|do not|dont|please don't) (?:register|file|record|report|submit)\b(?=\W*(?:please\W*)?$)"
    rf"|\b(?:don't|do not|dont|didn't|did not|wouldn't|would not) (?:really |actually )?(?:want|mean|wish|need|like) (?:{_IT} |to have {_IT} |you to )?(?:to )?(?:be |have )?(?:it |this |that )?(?:register(?:ed)?|fil(?:e|ed)|record(?:ed)?|report(?:ed)?|submit(?:ted)?|complain|make (?:it |this )?a complaint|logged|sent)\b"
    rf"|\b(?:don't|do not|dont) want (?:a|any|the|my) {_FILED}\b|\bno (?:need (?:to|for you to) (?:register|file|report|record)|{_FILED} (?:please|after all|then))\b"
    r"|\b(?:i|i've|i have|we|we've) (?:have )?changed (?:my|our) mind\b|\bnot (?:to be )?(?:registered|filed)(?: please)?\W*$"
)
_WITHDRAWS_FA = re.compile(
    r"(?<!\w)(?:ثبت|ثبتش|ثبتشون|گزارش|گزارشش|یادداشتش|بفرستش|ارسالش)(?: رو| را)? ?(?:نکن|نکنید|نکنی|نفرست|نفرستید|نشه|نشود|نزن|نزنید)(?!\w)"
    r"|(?<!\w)(?:نمی ?خوا(?:م|ستم|ستیم|هم|یم|ستم که)|نباید|لازم نیست|نیازی نیست|لازم نبود)(?: \w+){0,3} (?:ثبت|گزارش|شکایت|پیگیری)(?: \w+)? ?(?:بشه|شه|شود|بشود|کنم|کنید|کنی|بکنم|بکنید|بکنی|می ?شد)?(?!\w)"
    r"|(?<!\w)(?:پسش|پس|پسشون)(?: هم)? ?(?:می ?گیرم|می ?گیریم|بگیرم|بگیر|بگیرید|بگیری|گرفتم)(?!\w)"
    r"|(?<!\w)(?:لغوش|لغو|کنسلش|کنسل|باطلش|باطل|حذفش|حذف|پاکش|پاک|ابطالش|ابطال|منتفیش|منتفی|ببندش|ببندیدش|ببندید)(?: \w+)? ?(?:کن|کنید|کنی|بکن|بکنید|بکنی|بشه|شه|شود)?(?!\w)"
    r"|(?<!\w)(?:منصرف شدم|پشیمون شدم|پشیمان شدم|پشیمونم|پشیمانم|نظرم (?:عوض شد|برگشت|تغییر کرد))(?!\w)"
    r"|(?<!\w)از (?:شکایت|گزارش|پیشنهاد|درخواست)\w{0,4} (?:صرف ?نظر|گذشتم|می ?گذرم|منصرف)"
)
_WITHDRAWS_LATIN = re.compile(
    r"\b(?:sabtesh|sabt|gozareshesh|gozaresh) (?:ro )?na(?:kon|konid|konin|she|zan)\b|\bpas(?:esh)? (?:mi ?giram|begir\w{0,3}|gereftam)\b|\b(?:laghvesh|laghv|kanselesh|cancelesh|hazfesh|batelesh|pakesh) (?:kon|konid|konin)\b"
    r"|\bnemi ?kh(?:am|astam) (?:\w+ ){0,3}(?:sabt|gozaresh|shekayat)\b|\b(?:monsaref|pashimo?o?n|pashiman) shodam\b|\bnazaram (?:avaz shod|bargasht)\b"
)
# It was only thought better of.
_MERE_MIND = re.compile(
    r"\bchanged (?:my|our) mind\b|(?<!\w)(?:منصرف شدم|پشیمون شدم|پشیمان شدم|پشیمونم|پشیمانم|نظرم (?:عوض شد|برگشت|تغییر کرد))(?!\w)|\b(?:monsaref|pashimo?o?n|pashiman) shodam\b|\bnazaram (?:avaz shod|bargasht)\b"
)
_KEEPS = re.compile(
    rf"\b(?:leave|keep) (?:it|that|this|them|everything|(?:my|the|that|this) {_FILED})\b(?! (?:out|off|away|to|for|with|short|brief|secret|quiet|anonymous|open until)\b)"
    rf"|\blet (?:it|that|this|them|(?:my|the|that|this) {_FILED}) (?:stand|stay|be|remain|go ahead|run)\b|\b(?:it|that|this|(?:my|the|that) {_FILED}) (?:stays|stands|remains|can stay|should stay|must stay|may stay|has to stay|shall stay|is to stay|should stand|can stand)\b"
    rf"|\b(?:don't|do not|dont|never|please don't|not to) (?:\w+ )?(?:withdraw|retract|cancel|delete|remove|drop|close|take)(?: {_IT})?(?: back)?\b|\bi (?:still )?(?:stand by|want to keep) (?:it|that|{_IT})\b|\bstill want (?:it|that|this|{_IT}) (?:registered|filed|answered|there|looked)\b"
    r"|\bas (?:it is|it was|registered|filed)\b"
)
_KEEPS_FA = re.compile(
    r"(?<!\w)(?:باقی|سر ?جاش|سر جای خودش|سر جایش|همون|همان|همین|همونجا|همونطور|همونجوری|همانطور|به قوت خودش|به حال خودش)(?: \w+){0,3} ?(?:بمون(?:ه|د)|بماند|بمانه|باشه|باشد|می ?مونه|می ?ماند|باقی)(?!\w)"
    r"|(?<!\w)(?:بذار|بذارش|بذارید|بذاریدش|بزار|بزارش|بزارید|بگذار|بگذارید|بگذاریدش)(?: \w+){0,4} (?:بمون(?:ه|د)|بماند|باشه|باشد|باقی|ثبت بشه|ثبت بمونه)(?!\w)"
    r"|(?<!\w)(?:پسش|پس|لغوش|لغو|حذفش|حذف|پاکش|پاک|باطلش|باطل|کنسلش|کنسل) ?(?:ن(?:می ?گیرم|گیر|گیرید|گیری|می ?خوام بگیرم|کن|کنید|کنی|شه|شود))(?!\w)|(?<!\w)نمی ?خوا(?:م|هم) (?:پسش|پس|لغوش|لغو|حذفش|حذف)(?!\w)"
    r"|(?<!\w)(?:بمون(?:ه|د)|بماند|بمانه)(?!\w)|(?<!\w)نگه(?:ش)? ?دار(?:ید|ی|ش)?(?!\w)"
)
_KEEPS_LATIN = re.compile(
    r"\b(?:bezar|bezarid|bezarin|begzar\w{0,3})(?: \w+){0,3} (?:bemu?ne|bemoone|bashe|baghi)\b|\b(?:bemu?ne|bemoone)\b|\bsare? jash bash\w{0,2}\b|\b(?:pasesh|pas) nemi ?giram\b|\b(?:laghvesh|laghv|hazfesh) na(?:kon|konid|konin)\b"
)
_ASKS = re.compile(
    r"[?؟]|^\W*(?:(?:and|but|so|ok|okay)\W+)?(?:can|could|may|how|what|when|where|why|is|are|do|does|did|will|would|if|should)\b|(?<!\w)(?:آیا|چطور\w{0,3}|چجوری|چگونه|می ?شه|می ?شود|می ?تونم|می ?توانم|اگه|اگر)(?!\w)|\b(?:mishe|chetor\w{0,2}|chejoori|age|agar)\b"
)
# Who asks whether it may be taken back wishes that, too.
_MAY = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|please|sorry|oh)\W+){0,3}(?:can|could|may|would|will) (?:i|you|we)\b|(?<!\w)(?:می ?شه|می ?شود|می ?تونم|می ?توانم|می ?تونید|می ?تونی)(?!\w)|\bmishe\b"
)
# It was of something else: money, a book, one's account, a place.
_OF_ANOTHER = re.compile(
    r"\b(?:books?|loans?|reservations?|holds?|fines?|fees?|money|deposit|card|account|reminders?|messages to me|bag|keys?|umbrella|membership|event|booking|room)\b|(?<!\w)(?:کتاب|امانت|رزرو|جریمه|پول|ودیعه|کارت|حساب|یادآور|کیف|کلید|چتر|عضویت|نوبت|سالن|اتاق)\w{0,4}(?!\w)|\b(?:ketab|amanat|rezerv|jarime|pool|kart|hesab)\w{0,4}\b"
)
_MOST_WORDS = 14


def only_changes_mind(text: str) -> bool:
    """Tell whether a few words take back what was just wished, whatever it was: "no, I changed my mind"."""
    said = fold(text).replace("’", "'")
    return _MERE_MIND.search(said) is not None and not _withdraws(_MERE_MIND.sub(" ", said))


@kept
def find_wish_for_filed(text: str) -> str | None:
    """Tell what a few words want done with what was filed: WITHDRAWN, STAYS, or None where they say neither.

    To be asked where something was filed or spoken of: the words mostly only point at it.
    """
    said = fold(text).replace("’", "'")
    if not 0 < len(words_of(text)) <= _MOST_WORDS or (_OF_ANOTHER.search(said) and _OF_FILED.search(said) is None):
        return None
    asks = _ASKS.search(said) is not None
    keeps = any(pattern.search(said) for pattern in (_KEEPS, _KEEPS_FA, _KEEPS_LATIN))
    if keeps and not asks:
        # "I changed my mind, let it stand": the mind that was changed was that it be withdrawn.
        rest = _MERE_MIND.sub(" ", said)
        for pattern in (_KEEPS, _KEEPS_FA, _KEEPS_LATIN):
            rest = pattern.sub(" ", rest)
        if not _withdraws(rest):
            return STAYS
    if not _withdraws(said) or (asks and _MAY.search(said) is None):
        return None
    return None if keeps and not asks and _MERE_MIND.sub(" ", said) != said else WITHDRAWN


def _withdraws(said: str) -> bool:
    return any(pattern.search(said) for pattern in (_WITHDRAWS, _WITHDRAWS_FA, _WITHDRAWS_LATIN))


def names_filed(text: str) -> bool:
    """Tell whether a text names a complaint, a report, a suggestion or the like."""
    return _OF_FILED.search(fold(text)) is not None


_CONTACTS = r"(?:contact\w{0,3}|e ?-?mails?|phone|phones|telephone|calls?|number|sms|texts?|reply|notification|message|answer|response)"
_NO_CONTACT = re.compile(
    rf"\b(?:no|without|skip the) (?:more |further |other |any )?{_CONTACTS}(?: (?:or|and|nor|no) (?:no )?{_CONTACTS})?(?: (?:is |are )?(?:needed|necessary|required|please|thanks|thank you|for me))?(?=\W|$)"
    rf"|\b(?:don't|do not|dont|please don't|need not|needn't|no need to|never|rather not (?:be|get)|prefer not to be|no one (?:has|needs) to) (?:have to |need to |want to |want you to |bother to )?(?:be )?(?:call|ring|phone|e-?mail|text|contact|contacted|called|write to|reach|notify|message)(?:ed)?(?: (?:me|us|back))*\b"
    rf"|\b(?:don't|do not|dont) (?:need|want|have)(?: \w+){{0,2}} (?:a |an |any |to leave a |to give (?:my |an? ))?{_CONTACTS}\b|\b(?:i'd|i would|i'll|i will) rather not (?:say|give|leave)\b|\bno need (?:for (?:that|an?|any)|of) ?{_CONTACTS}?"
    r"|\bhere (?:is|will do|suffices|will suffice)(?: fine| enough| ok| good)?\b|\bi(?:'ll| will) (?:just )?(?:check|look|ask|see it|see) here\b"
)
_NO_CONTACT_FA = re.compile(
    r"(?<!\w)(?:تماس|ایمیل|ایمیلی|زنگ|تلفن|شماره|پیامک|پاسخ|جواب|خبر|اطلاع)(?:ی|م)?(?: هم| دیگه| دادن| زدن| گرفتن| به من| نیازی| احتیاجی| و ایمیل){0,3} ?(?:لازم نیست|لازم ندارم|نمی ?خوا(?:م|هم|د)|نیازی? نیست|نیاز ندارم|نمی ?دم|نمی ?دهم|ندارم|نزنید|نزن|نزنی|نگیرید|نگیری|نگیر|ندید|ندی|نفرستید|نفرست)(?!\w)"
    r"|(?<!\w)(?:لازم نیست|نیازی نیست|احتیاجی نیست|نمی ?خوا(?:م|هم)|نیازی به|احتیاجی به)(?: \w+){0,2} (?:تماس|ایمیل|زنگ|تلفن|شماره|پیامک|خبر|اطلاع|جواب|پاسخ)\w{0,3}(?!\w)(?: \w+){0,2}"
    r"|(?<!\w)(?:همین ?جا|همینجا)(?: \w+)? (?:کافیه|کافی است|بسه|خوبه|می ?بینم|نگاه می ?کنم)(?!\w)|(?<!\w)بدون (?:تماس|شماره|ایمیل)(?!\w)"
)
_NO_CONTACT_LATIN = re.compile(
    r"\b(?:email|tamas|zang|telefon|shomare|javab|khabar)(?: \w+)? (?:lazem nist|lazem nadaram|nemikh(?:am|aham)|nazan\w{0,3}|nagir\w{0,3})\b|\b(?:lazem nist|nemikham|niazi nist)(?: \w+)? (?:email|tamas|zang|telefon|shomare|khabar)\w{0,3}(?: \w+)?\b|\bhaminja (?:kafie|khube|khoobe)\b"
)
_BESIDE = frozenset(
    words_of(
        "no nope thanks thank you please ok okay it's its fine just really that is all only i'm im good then well so leave it be at that and the a an me my am are not need needed necessary ill i'll i will don't do want to for with"
        " you your any here bother let stand stay keep as for now"
        " نه نخیر خیر مرسی ممنون ممنونم لطفا باشه همین خوبه فقط دیگه که به من مرا رو را هم و با ثبت بشه باشد کافیه بذار بذارید بمونه باقی همون همان"
        " na mersi mamnoon lotfan bashe faghat dige hamin khube"
    )
)
# So much is said beside that nobody shall call: that is told, and no refusal alone.
_MOST_BESIDE = 1


@kept
def declines_contact(text: str) -> bool:
    """Tell whether a text only says that no way to be reached is given, or needed: "no email needed".

    To be asked where a contact was offered, or something was filed right before.
    """
    said = fold(text).replace("’", "'")
    if "?" in said or "؟" in said:
        return False
    patterns = (_NO_CONTACT, _NO_CONTACT_FA, _NO_CONTACT_LATIN)
    if not any(pattern.search(said) for pattern in patterns):
        return False
    for pattern in patterns:
        said = pattern.sub(" ", said)
    return len([word for word in words_of(said) if word not in _BESIDE]) <= _MOST_BESIDE


_UNMENDED = re.compile(
    r"\b(?:still|again|yet|once more)\b[^.?!]{0,40}\b(?:not|n't|no|cold|hot|broken|leak\w{0,3}|dirty|dark|noisy|loud|stuck|jammed|wrong|missing|same|unsolved|unfixed|off|down|out|waiting|there|happening|slow|rude|smells?|fail\w{0,3})\b"
    r"|(?:\b(?:not|never|hardly|nothing)\b|n't\b)[^.?!]{0,24}\b(?:fixed|repaired|solved|resolved|mended|sorted|settled|done|dealt|changed|better|working|works?|improved|answered|over|happened|helped|true|correct|right|enough)\b"
    r"|\b(?:nobody|no one)\b[^.?!]{0,24}\b(?:came|come|fixed|did|has|repaired|called|answered)\b|\b(?:broke|broken|failed|stopped|happened|started|off|out|cold) again\b|\bas (?:bad|cold|hot|loud|dirty|broken) as (?:before|ever)\b|\bback again\b|\b(?:re-?open|open (?:it|this|that) again|take (?:it|this) up again)\b|\bgot(?:ten)? worse\b|\b(?:don't|do not|can't|cannot) (?:accept|agree)\b"
)
_UNMENDED_FA = re.compile(
    r"(?<!\w)(?:هنوز|هنوزم|همچنان|کماکان|بازم|باز|دوباره)(?!\w)[^.؟?!]{0,40}(?:نشد|نکرد|نیست|نمی|ندار|نداد|نیومد|نیامد|سرد|گرم|خراب|کثیف|قطع|شلوغ|همون|همان|همین|چکه|تاریک|خاموش|بسته|مشکل|ادامه|پابرجا|بد)"
    r"|(?<!\w)(?:درست|حل|تعمیر|رفع|رسیدگی|پیگیری|برطرف|عوض|راه|کاری|تمیز|اصلاح|اقدامی)(?: هم| اصلا| که)? ?(?:نشد|نشده|نکرد|نکردن|نکردند|نکرده|نمی ?شه)\w{0,4}(?!\w)|(?<!\w)(?:دوباره|باز) (?:بازش کن|خراب شد|شروع شد|قطع شد|باز کن|بررسی کن|پیگیری کن)\w{0,4}|(?<!\w)(?:قبول ندارم|قبولش ندارم|نمی ?پذیرم|قانع نشدم|راضی نیستم)(?!\w)|(?<!\w)(?:بدتر شد|بدتر شده)\w{0,3}|(?<!\w)بازش کن(?:ید|ی)?(?!\w)"
)
_UNMENDED_LATIN = re.compile(
    r"\b(?:hanooz|hanuz|bazam|baz|dobare)\b[^.?!]{0,40}(?:nashod|nakard|nist|nemi|sard|kharab|kasif|ghat|hamoon|hamun)|\b(?:dorost|hal|tamir|residegi) na(?:shod|shode|kard|kardan|karde)\w{0,3}\b|\bghabul(?:esh)? nadaram\b"
)


@kept
def says_unmended(text: str) -> bool:
    """Tell whether a text says of something told before that it is not mended, or that its answer is not accepted.

    What only asks says nothing: "is it not fixed yet?".
    """
    said = fold(text).replace("’", "'")
    if said.rstrip().endswith(("?", "؟")):
        return False
    return any(pattern.search(said) for pattern in (_UNMENDED, _UNMENDED_FA, _UNMENDED_LATIN))


_FORGOTTEN = re.compile(
    r"\b(?:forgot|forgotten|lost|don't (?:remember|know|have|recall)|do not (?:remember|know|have|recall)|dont (?:remember|know|have|recall)|can't (?:remember|recall|find)|cannot (?:remember|recall|find)|no idea (?:what|of)|misplaced|deleted|didn't (?:write|note|keep))\b[^.?!]{0,24}\b(?:number|case (?:id|code)|reference|code|id)\b"
    r"|\b(?:number|reference|code)\b[^.?!]{0,16}\b(?:forgotten|escapes me|slipped my mind)\b|\bwithout (?:the|its|my|a) (?:case )?number\b"
    r"|(?<!\w)(?:شماره?|کد)\w{0,4}(?: \w+){0,4} ?(?:یادم نیست|یادم نمی ?یاد|یادم نمیاد|یادم نمونده|یادم رفت|یادم رفته|فراموش|نمی ?دونم|نمی ?دانم|ندارم|گم کردم|گم کرده\w{0,2}|به خاطر ندارم|به یاد ندارم|در خاطرم نیست|رو ننوشتم|ننوشتم|پیدا نمی ?کنم|پاک شد)\w{0,3}|(?<!\w)(?:یادم نیست|یادم رفته?|نمی ?دونم|نمی ?دانم|فراموش کرد\w{1,3})(?: \w+){0,2} (?:شماره?|کد)\w{0,4}"
    r"|\bshomar\w{0,5}(?: \w+){0,3} (?:yadam (?:nist|nemiad|raft\w{0,2})|nemidoo?nam|nadaram|gom kardam|faramoosh)\b"
)
# Another number than a case's.
_OTHER_NUMBER = re.compile(
    r"\b(?:card|pin|phone|telephone|mobile|membership|member|library|isbn|shelf|room|account|bank|plate)\b|(?<!\w)(?:کارت|عضویت|تلفن|موبایل|رمز|پین|شابک|قفسه|اتاق|حساب|ملی|تماس|همراه)\w{0,3}(?!\w)|\b(?:kart|ozviat|telefon|mobile?|ramz|hesab)\w{0,3}\b"
)


@kept
def forgets_number(text: str) -> bool:
    """Tell whether a text says that the number of a case is not known any more; other numbers are none."""
    said = fold(text).replace("’", "'")
    return _FORGOTTEN.search(said) is not None and _OTHER_NUMBER.search(said) is None


_GOES_ON = re.compile(
    r"^\W{0,3}(?:(?:oh|ok|okay|yes|and|well)\W+){0,2}(?:also|and|plus|besides|moreover|furthermore|additionally|another thing|one more thing|by the way|btw|on top of that|what's more|in addition)\b"
    r"|\b(?:too|as well|either)\W*$|^\W*there(?:'s| is| are| isn't| aren't| was| wasn't)\b[^.?!]{0,40}\b(?:too|either|also|as well)\b"
    r"|^\W{0,3}(?:(?:آها|آهان|راستی|خب)\W+)?(?:ضمنا|همچنین|تازه|به علاوه|بعلاوه|علاوه بر (?:این|اون)|در ضمن|راستی|یه چیز دیگه|یک چیز دیگر|و)(?!\w)|(?<=\w) هم(?!\w)|(?<=\w{2})م (?:نداره|ندارد|نداریم|نیست|نبود|ندارن|خرابه|کثیفه|بذار|بزار|بخر|بیار|باشه|بشه)\w{0,3}(?!\w)"
    r"|^\W{0,3}(?:zemnan|tazeh?|rasti|hamchenin|va)\b|(?<=\w) ham\b"
)


@kept
def goes_on(text: str) -> bool:
    """Tell whether words go on with a further thing: "there is no soap either", «قهوه‌خونه هم بذارین»."""
    return _GOES_ON.search(fold(text).replace("’", "'")) is not None


_ANNOUNCING = frozenset(
    words_of(
        "i i've i'd i'm have has had got a an the another other second one more different separate separately new also too as well and oh but by way is there there's something else thing things matter matters"
        " complaint complaints problem problems issue issues fault faults report suggestion suggestions idea request case want would like need to make file register say tell add mention you please about yet still it its it's completely entirely"
        " that's that this not same no has nothing do with my me can could may lost item on of for"
        " یه یک شکایت شکایتم شکایتی مشکل مشکلی چیز چیزی مورد موضوع موضوعی موضوعیه دیگریه دیگریست دیگه‌ایه گزارش پیشنهاد پیشنهادی انتقاد درخواست خرابی دیگه دیگر دیگری هم دارم داشتم دارد هست هستش است میخوام میخواهم میخواستم بگم بگویم ثبت کنم کنید کنین"
        " جدا جداگانه جداست و لطفا راستی این اون آن نه ربطی نداره به قبلی قبل فرق فرقش میکنه داره همون همان نیست تازه ضمنا همچنین رو را برای بشه بدم بدهم جدید فرقی"
        " ye yek moshkel shekayat chiz mozoo mored gozaresh pishnahad dige digar ham daram mikham begam sabt konam rasti va"
    )
)


def announces_only(text: str) -> bool:
    """Tell whether a text only says that there is a further matter, and not which: "I have another complaint"."""
    return all(word in _ANNOUNCING for word in words_of(text))


_ANOTHER = re.compile(
    r"\b(?:another|second|different|separate|one more|something else|other)\b|(?<!\w)(?:دیگه|دیگر|دیگری|دیگه ?ای|جدا|جداگانه|جدید)(?!\w)|\b(?:dige|digar|digei)\b"
)


def announces_another(text: str) -> bool:
    """Tell whether a text only says that there is another matter: "I have another complaint"."""
    said, words = fold(text), words_of(text)
    asks = "?" in text or "؟" in text or words[:1] in (["can"], ["may"], ["could"])
    return _ANOTHER.search(said) is not None and len(words) > 1 and not asks and announces_only(text)


_TELLING = re.compile(
    r"\b(?:complain\w{0,6}|complaint|report\w{0,3}|suggest\w{0,5}|tell (?:you|it|this)|feedback|criticism|say something)\b|(?<!\w)(?:شکایت|گزارش|پیشنهاد|انتقاد|گله|گلایه|اعتراض|نظر)\w{0,4}(?!\w)|\b(?:shekayat|gozaresh|pishnahad|enteghad|eteraz)\w{0,3}\b"
)
_UNNAMED = re.compile(
    r"\banonym(?:ous(?:ly)?|ity)\b|\b(?:without|leaving out|not) (?:giving |saying |leaving |telling |my |using )*my (?:real )?name\b|\bstay (?:unnamed|nameless)\b|\b(?:give|leave|say|tell|write) my (?:real )?name\b"
    r"|(?<!\w)(?:ناشناس|بی ?نام|بدون (?:اسم|نام|ذکر نام|گفتن اسم|نام بردن)|(?:اسم|نام)(?:م|مو|م رو|م را|مون)? ?(?:هم |رو |را )?(?:نگم|نگویم|ننویسم|ندم|نباشه|فاش نشه|معلوم نشه|بگم|بنویسم|بدم))(?!\w)"
    r"|\b(?:nashenas|bi ?nam|bedoo?ne? esm\w{0,2})\b"
)
_WHETHER = re.compile(
    r"[?؟]|^\W*(?:(?:hi|hello|hey|and|so|but|ok)\W+){0,2}(?:can|could|may|is it|is there|do i|must i|should i|am i|would it|how)\b|(?<!\w)(?:آیا|می ?شه|می ?شود|می ?تونم|می ?توانم|ممکنه|امکان\w{0,3}|چطور\w{0,3}|چجوری|باید)(?!\w)|\b(?:mishe|mitoo?nam|emkan\w{0,3}|chetor\w{0,2}|bayad)\b"
)


@kept
def asks_to_tell_anonymously(text: str) -> bool:
    """Tell whether a text asks if something can be complained of, or reported, without a name."""
    said = fold(text).replace("’", "'")
    named = _UNNAMED.search(said) is not None and _TELLING.search(said) is not None
    return named and _WHETHER.search(said) is not None and len(words_of(text)) <= _MOST_WORDS
