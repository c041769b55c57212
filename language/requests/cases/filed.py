"""What is said of something that was filed: it is taken back or stays, is not mended, needs no answer; its number is lost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import words_of

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
    "is_negated",
    "names_filed",
    "only_changes_mind",
    "refuses_withdrawal",
    "says_no",
    "says_unmended",
]

#: What was filed is to be taken back; it is to stay as it is.
WITHDRAWN, STAYS = "withdrawn", "stays"

# What was filed, by what patrons call it.
_FILED = r"(?:complaints?|grievance|reports?|cases?|suggestions?|requests?|proposal|idea|message|ticket|entry)"
_FILED_FA = r"(?:شکایت|گزارش|پرونده|درخواست|پیشنهاد|پیام|گلایه|انتقاد)"
_FILED_LATIN = r"(?:shekayat|gozaresh|parvande|darkhast|pishnahad)"
_OF_FILED = re.compile(rf"\b{_FILED}\b|(?<!\w){_FILED_FA}|\b{_FILED_LATIN}")
_IT = rf"(?:it|that|this|(?:my|the|that|this) {_FILED})"
_IT_FA = rf"(?:(?:این |اون |آن |همین |همون |همان )?{_FILED_FA}(?:م|مو|و|ام|مون)?(?: من| منو| مرا| رو| را)*)"
# Only these whole wishes are read, word for word: in a longer sentence the same words mean many things.
_WITHDRAW = r"(?:withdraw|retract|cancel|delete|remove|drop)"
_DO = r"(?:کن|کنید|کنین|بکن|بکنید)"
_UNDO = r"(?:لغوش|لغو|حذفش|حذف|کنسلش|کنسل|باطلش|باطل)"
_DONT = r"(?:don't|do not|dont)"
_WITHDRAWS = (
    rf"(?:(?:i want to|i would like to|i'd like to|let me) )?(?:{_WITHDRAW} {_IT}|withdraw|retract)|close (?:my|the|this|that) {_FILED}"
    rf"|(?:i )?take {_IT} back|(?:i )?take back {_IT}|(?:can|could|may|would|will) (?:i|you|we) (?:please )?{_WITHDRAW} {_IT}"
    rf"|(?:{_DONT}|no need to) (?:register|file|record|submit|report|log) {_IT}|{_DONT} (?:register|file|submit)"
    rf"|i (?:{_DONT}|didn't|did not) want (?:{_IT} (?:to be )?(?:registered|filed|recorded|reported|submitted)|to (?:register|file|report|submit) {_IT}|to (?:complain|(?:make|file) a complaint))"
    rf"|(?:(?:میخوام|میشه|میتونم) )?(?:{_IT_FA} )?(?:پسش|پس) (?:میگیرم|میگیریم|بگیر|بگیرید|بگیرین|گرفتم)|(?:میخوام|میشه|میتونم) (?:{_IT_FA} )?(?:(?:پسش|پس) بگیرم|{_UNDO} کنم)"
    rf"|(?:میشه )?(?:{_IT_FA} )?{_UNDO} {_DO}|(?:میشه )?{_IT_FA} پاک {_DO}|(?:{_IT_FA} )?(?:ثبتش|ثبت) (?:نکن|نکنید|نکنین|نشه)"
    rf"|(?:نمیخوام|نمیخواستم|لازم نیست|نیازی نیست) (?:{_IT_FA} )?(?:ثبتش|ثبت) (?:بشه|شه|کنید|کنین|کنم|بکنید)|(?:نمیخوام|نمیخواستم) (?:شکایت کنم|گزارش بدم)"
    r"|از (?:این )?(?:شکایت|گزارش|پیشنهاد|درخواست)(?:م|مون)? (?:صرف نظر میکنم|صرف نظر کردم|صرفنظر میکنم|گذشتم|میگذرم|منصرف شدم)"
    r"|(?:sabtesh|sabt) (?:ro )?na(?:kon|konid|konin|she)|pas(?:esh)? (?:mi ?giram|begir|begirid|begirin|gereftam)|(?:laghvesh|laghv|kanselesh|cancelesh|hazfesh|batelesh) (?:kon|konid|konin)"
    r"|nemi ?kh(?:am|astam) (?:sabt (?:beshe|she|konid|konam)|shekayat konam)"
)
# It was only thought better of.
_MIND = (
    r"(?:i|i've|i have|we|we've|we have) changed (?:my|our) mind|منصرف شدم|پشیمون شدم|پشیمان شدم|پشیمونم|پشیمانم|نظرم (?:عوض شد|برگشت|تغییر کرد)"
    r"|(?:monsaref|pashimo?o?n|pashiman) shodam|nazaram (?:avaz shod|bargasht)"
)
_REST = r"(?:بمونه|بماند|بمانه|باشه)"
_KEEPS = (
    rf"(?:leave|keep) {_IT}(?: as it is| as is)?|let {_IT} (?:stand|stay|be|remain)|{_IT} (?:stays|stands|remains|(?:should|can|must|may) (?:stay|stand))(?: as it is)?"
    rf"|{_DONT} (?:{_WITHDRAW}(?: {_IT})?|take {_IT} back)|i stand by {_IT}"
    rf"|(?:بذار|بذارش|بذارید|بذارین|بذاریدش|بزار|بزارش|بزارید)(?: همون| همین| همان)?(?: {_IT_FA})?(?: سر ?جاش)?(?: باقی)? {_REST}|سر ?جاش {_REST}|به قوت خودش {_REST}"
    rf"|(?:همون|همین|همان|{_IT_FA}) (?:باقی )?{_REST}|بمونه|بماند|نگهش دار|نگهش دارید|نگهش دارین|(?:{_IT_FA} )?(?:پسش|پس) (?:نمیگیرم|نگیر|نگیرید)"
    rf"|(?:{_IT_FA} )?{_UNDO} (?:نکن|نکنید|نکنین)"
    r"|(?:bezar|bezarid|bezarin) (?:baghi )?(?:bemu?ne|bemoone|bashe)|bemu?ne|bemoone|sare? jash bashe|pas(?:esh)? nemi ?giram|(?:laghvesh|laghv|hazfesh) na(?:kon|konid|konin)"
)
_WISHES = {STAYS: re.compile(rf"(?:{_KEEPS})(?: (?:just )?(?:{_KEEPS}))?"), WITHDRAWN: re.compile(_WITHDRAWS)}
_MERE_MIND = re.compile(_MIND)
_MIND_FIRST = re.compile(rf"(?:{_MIND}) (?:(?:please|just|so|لطفا) )?")
# Who asks whether it may be taken back wishes that, too; other questions wish nothing.
_MAY = re.compile(r"(?:can|could|may|would|will) |(?:میشه|میتونم) ")
_NO = r"no|nope|nah|نه|نخیر|خیر|na"
_BEFORE = re.compile(
    rf"(?:{_NO}|yes|yeah|ok|okay|please|thanks|thank you|but|and|so|well|oh|sorry|actually|just|آره|بله|باشه|خب|ولی|اما|لطفا|ببخشید|مرسی|ممنون|بی ?زحمت|are|bale|bashe|vali|lotfan|mersi|mamnoon) "
)
_AFTER = re.compile(r" (?:please|thanks|thank you|لطفا|مرسی|ممنون|ممنونم|lotfan|mersi|mamnoon)$")
_SAYS_NO = re.compile(rf"(?:(?:but|well|oh|sorry|ولی|اما|vali) )?(?:{_NO})\b")
_NEGATED = re.compile(
    r"\b(?:no|not|never|nope|nah|refuse\w{0,2}|why|neither|without|cannot|dont|wont|didnt|na|nist|nemi\w*|naba\w*|chera)\b|n't\b|(?<!\w)(?:نه|نخیر|خیر|چرا|ن(?:می|با|گفت|خواست|کن|شه|شد|گیر|کرد|دار|یست)\w*|\w+نیست)(?!\w)"
)
_OF_WITHDRAWAL = re.compile(
    r"\b(?:withdr[ae]w\w*|retract\w*|cancel\w*|delet\w+|remov\w+|drop\w*|tak\w+ (?:it|that|this) back)\b|(?<!\w)(?:لغو|پس|حذف|کنسل|باطل)ش?(?!\w)|صرف ?نظر|منصرف|پشیم|\b(?:laghv|pas|hazf|kansel|cancel|batel)(?:esh)?\b"
)
_MOST_WORDS = 14


def _plain(text: str) -> tuple[str, ...]:
    """Give the words of a text, as said and with each courtesy taken off its edges."""
    words = words_of(text)
    if len(words) > _MOST_WORDS:
        return ()
    said = " ".join(words)
    while (shorter := _AFTER.sub("", said)) != said:
        said = shorter
    forms = [said]
    while (found := _BEFORE.match(said)) is not None:
        said = said[found.end() :]
        forms.append(said)
    return tuple(forms)


def only_changes_mind(text: str) -> bool:
    """Tell whether a few words take back what was just wished, whatever it was: "no, I changed my mind"."""
    return any(_MERE_MIND.fullmatch(form) for form in _plain(text))


@kept
def find_wish_for_filed(text: str) -> str | None:
    """Tell what a few plain words want done with what was filed: WITHDRAWN, STAYS, or None.

    To be asked where something was filed or spoken of: the words mostly only point at it. Apart from courtesies, the
    wish has to be all that is said; who names a case by its number is no matter of this.
    """
    asks = "?" in text or "؟" in text
    for form in _plain(text):
        if asks and _MAY.match(form) is None:
            continue
        if _MERE_MIND.fullmatch(form):
            return WITHDRAWN
        # "I changed my mind, let it stand": the mind that was changed was that it be withdrawn.
        rest = _MIND_FIRST.sub("", form, count=1) if _MIND_FIRST.match(form) else form
        for wish, pattern in _WISHES.items():
            if pattern.fullmatch(rest):
                return wish
    return None


def says_no(text: str) -> bool:
    """Tell whether a text begins with a no."""
    return _SAYS_NO.match(" ".join(words_of(text))) is not None


def is_negated(text: str) -> bool:
    """Tell whether a text denies anything, or asks why: it can be no yes."""
    return _NEGATED.search(" ".join(words_of(text))) is not None


def refuses_withdrawal(text: str) -> bool:
    """Tell whether words about withdrawing are negated: "I never said to withdraw it"."""
    return is_negated(text) and _OF_WITHDRAWAL.search(" ".join(words_of(text))) is not None


def names_filed(text: str) -> bool:
    """Tell whether a text names a complaint, a report, a suggestion or the like."""
    return _OF_FILED.search(fold(text)) is not None


_WAY = r"(?:contact|e ?mail|phone|call|calls|number|sms|text|reply|message|answer|response)"
_WAY_FA = r"(?:ایمیل|تماس|زنگ|تلفن|شماره|پیامک|پاسخ|جواب|خبر)"
_WAY_LATIN = r"(?:email|tamas|zang|telefon|shomare|javab|khabar)"
_UNNEEDED_FA = r"(?:لازم نیست|لازم ندارم|نیازی نیست|نیاز نیست|نیاز ندارم|نمیخوام)"
_NO_CONTACT = (
    rf"no {_WAY}(?: (?:or|and|nor) (?:no )?{_WAY})? (?:is |are )?(?:needed|necessary|required)|no (?:contact|e ?mail|calls|sms)"
    rf"|(?:{_DONT}|no need to|you {_DONT} (?:have|need) to) (?:call|ring|phone|e ?mail|text|contact) (?:me|us)(?: back)?|i {_DONT} (?:need|want) (?:a |an |any )?{_WAY}"
    r"|(?:i'd|i would) rather not (?:say|give (?:it|one)|leave (?:it|one))|here (?:is (?:fine|enough|ok|okay|good)|will do)|(?:i'll|i will) (?:just )?(?:check|look) here"
    rf"|{_WAY_FA} (?:هم |دیگه )?{_UNNEEDED_FA}|(?:شماره|ایمیل|تلفن) (?:نمیدم|ندارم)|زنگ (?:نزن|نزنید|نزنین)|تماس (?:نگیر|نگیرید|نگیرین)|(?:ایمیل|پیامک) (?:نزنید|نفرستید)"
    r"|(?:لازم نیست|نیازی نیست|نمیخوام) (?:به من )?(?:زنگ (?:بزنید|بزنین)|تماس (?:بگیرید|بگیرین)|خبرم (?:کنید|کنین)|خبر (?:بدید|بدین)|(?:ایمیل|پیامک) (?:بزنید|بدید|بفرستید)|جواب (?:بدید|بدین)|(?:شماره|ایمیل) بدم)"
    r"|(?:همین ?جا) (?:کافیه|کافی است|بسه|خوبه|میبینم|نگاه میکنم)"
    rf"|{_WAY_LATIN} (?:lazem nist|lazem nadaram|nemikham)|zang nazan(?:id|in)?|tamas nagir(?:id|in)?|(?:lazem nist|nemikham) (?:zang bezan(?:id|in)|tamas begir(?:id|in)|(?:email|shomare) bedam)|haminja (?:kafie|khube|khoobe)"
)
_DECLINES = re.compile(rf"(?:{_NO_CONTACT})(?: (?:just )?(?:{_NO_CONTACT}|{_KEEPS}))?")


@kept
def declines_contact(text: str) -> bool:
    """Tell whether a text only says that no way to be reached is given, or needed: "no email needed".

    To be asked where a contact was offered, or something was filed right before.
    """
    if "?" in text or "؟" in text:
        return False
    return any(_DECLINES.fullmatch(form) for form in _plain(text))


# In the place of a case's number stands "it".
_NUMBERED = re.compile(
    rf"(?:(?:my|the|پرونده|{_FILED}|{_FILED_FA}|{_FILED_LATIN}) ){{0,2}}\b(?:k|ک|کا)[\s_-]{{0,3}}\d{{1,9}}(?: رو| را| ro)?(?!\w)"
)
_CLAUSES = re.compile(r"[.,;!،؛\n]+")
_MENDED = r"(?:fixed|repaired|solved|resolved|mended|working)"
_STILL_FA = r"(?:هنوز|هنوزم|همچنان|کماکان|باز|بازم)"
_UNMENDED = re.compile(
    rf"(?:(?:it|this|that) )?(?:(?:(?:is|was|has|still) ){{0,2}}(?:not|never)|isn't|wasn't|hasn't) (?:been )?{_MENDED}(?: yet| at all| properly)?|it's (?:still )?not {_MENDED}(?: yet| at all)?"
    r"|(?:it|this|that) (?:still )?(?:doesn't|does not) work|(?:(?:it|this|that|the \w+) (?:is )?|it's )?still (?:broken|cold|hot|leaking|dirty|dark|noisy|loud|stuck|jammed|the same|unsolved)"
    r"|(?:nobody|no one) (?:came|has come)(?: to (?:fix|repair) it)?|(?:nobody|no one) (?:fixed|repaired|has fixed|has repaired) it|(?:it's|it is|it has|it) (?:broken|broke|stopped|failed|leaking|cold) again|re ?open (?:it|this|that)|open (?:it|this|that) again"
    r"|it (?:got|has gotten) worse|it's worse|it is worse|i (?:don't|do not|can't|cannot) accept (?:it|this|that|(?:the|this|your) answer)|i (?:don't|do not) agree"
    rf"|(?:it )?{_STILL_FA} (?:هم )?(?:سرده|گرمه|خرابه|کثیفه|قطعه|تاریکه|خاموشه|همونه|مشکل داره|چکه میکنه|درستش نکردن)"
    rf"|(?:it )?(?:{_STILL_FA} )?(?:درست|حل|تعمیر|رفع|برطرف) (?:نشد|نشده|نکردن|نکردند)|(?:it )?(?:دوباره|باز) (?:(?:بازش|باز|بررسی|پیگیری) (?:کن|کنید|کنین)|(?:خراب|قطع) (?:شد|شده))"
    r"|(?:it )?(?:قبول ندارم|قبولش ندارم|نمیپذیرم|قانع نشدم|بدتر شد|بدتر شده)"
    r"|(?:it )?(?:(?:hanooz|hanuz|bazam|hamchenan) )?(?:dorost|hal|tamir) na(?:shod|shode|kardan|kardand)|(?:it )?(?:hanooz|hanuz) (?:sarde|kharabe|kasife|ghate)|ghabul(?:esh)? nadaram"
)


@kept
def says_unmended(text: str) -> bool:
    """Tell whether a text says of something told before that it is not mended, or that its answer is not accepted.

    All that is said has to be that, in a few words: a text with anything beside it is for those who read more.
    """
    if "?" in text or "؟" in text or len(words_of(text)) > _MOST_WORDS:
        return False
    clauses = [clause for clause in _CLAUSES.split(_NUMBERED.sub("it", fold(text))) if words_of(clause)]
    return bool(clauses) and all(any(_UNMENDED.fullmatch(form) for form in _plain(clause)) for clause in clauses)


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
