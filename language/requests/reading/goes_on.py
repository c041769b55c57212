"""Messages that go on with a wish for something to read: how it shall be."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.choices import find_choice
from language.kept import kept
from language.normalise import fold
from language.requests.reading.asked_words import NAMELESS
from language.requests.reading.languages import ANY_LANGUAGE
from language.requests.reading.reading import read_wish
from language.requests.titles.title_questions import find_title_questions

__all__ = ["in_wish_words", "only_says_how", "untold_beside"]

_LONGEST = 22  # words
# What is said of a book in words of its own, and the words that a wish has for it.
_AS_WISHED = (
    # "A woman", «زن باشه نویسندش».
    (
        re.compile(
            r"^(?:(?:and|but|ok|maybe|preferably|by) ){0,2}an? (?:wom[ae]n|female|lady)(?: (?:please|pls|this time|maybe|ideally)){0,2}$"
            r"|(?<!\w)زن (?:باشه|باشد|هم باشه) نویسنده?(?:ش|اش)?(?!\w)|(?<!\w)نویسنده?(?:ش|اش) (?:هم )?(?:زن|خانم) (?:هم )?(?:باشه|باشد)(?!\w)"
            r"|\bzan bashe nevisande?(?:sh|ash|esh)?\b|\bnevisande?(?:sh|ash|esh)? (?:ham )?(?:zan|khanoom|khanum) bashe\b"
        ),
        " by a woman writer ",
    ),
    (
        re.compile(
            r"\b(?:with|w/|has|have) (?:(?:lots of|a lot of|many|some|more|plenty of|nice|colou?r(?:ful)?) ){0,2}(?:pictures?|photos?|illustrations?|drawings?)\b|\bmany pictures?\b"
            r"|(?<!\w)(?:نقاشی|عکس|تصویر)(?:ای|های|هایی)?(?: (?:هم|حتما|زیاد|قشنگ|خوشگل)){0,2} (?:داشته باش(?:ه|د|ن|ند)|زیاد داشته باش(?:ه|د)|باشه توش)(?!\w)|\b(?:naghashi|aks|tasvir)(?: (?:ham|hatman|ziad)){0,2} dashte bashe\b"
        ),
        " with pictures ",
    ),
    # "Serious, no superheroes", «جدی باشه».
    (
        re.compile(
            r"\b(?:(?:something|anything|(?:a )?bit) (?:more )?serious|serious (?:ones?|please))(?= ?(?:$|[.,;!?]| (?:and|but|not|no|na)\b))|^serious(?= ?[.,;] ?(?:no|not|but)\b| (?:but|not)\b)|(?<!\w)جدی ?(?:تر)? (?:باشه|باشد)(?!\w)|\bjedd?i(?:tar)? bashe\b"
        ),
        " not funny , ",
    ),
    (
        re.compile(
            r"\b(?:na|not|no) (?:a )?superhero(?:es|s)?\b|(?<!\w)(?:نه|بدون) (?:ابرقهرمان\w{0,3}|سوپر ?هیرو\w{0,3}|superhero\w{0,2})(?!\w)"
        ),
        " no superheroes ",
    ),
    # "Not the world war again, everybody is tired of it".
    (
        re.compile(
            r"(?<!\w)نه (?P<weary>\w{3,12}(?: جهانی)?)(?: دیگه)? همه (?:خسته شدن|خسته شدیم|خسته ?ن|زده شدن)(?: ازش| ازشون)?(?!\w)"
        ),
        r" \g<weary> نباشه ",
    ),
    # A reason for it says nothing more.
    (
        re.compile(
            r"(?<!\w)بدون (?:عکس|نقاشی) (?:نگاه?ش?|نمی ?خون\w{1,3})(?: نمی ?کن\w{1,3})?(?!\w)|\bbedoone aks \w{3,9} nemikone\b"
        ),
        " ",
    ),
    (
        re.compile(
            r"\b(?:in|of) (?:that|this|the same) (?:genre|style|vein|line|kind|category)\b|\b(?:too|tu|tooye|tuye|az|dar) (?:in|hamin|hamoon|un|oon) (?:zhanr|janr|genre|sabk|style|daste|mayeha)\b"
            r"|(?<!\w)(?:تو|توی|در|از) (?:این|همین|همون|همان) (?:سبک|ژانر|genre|style|مایه ?ها|دسته)(?!\w)"
        ),
        " ",
    ),
    (
        re.compile(
            r"(?<!\w)(?:محدوده?|دامنه|جستجو|فهرست)(?: ?ی)? ?(?:رو|را) به|(?<!\w)محدود(?:ش)? (?:کنیم|کنید|کنین|کن|بفرمایید|شود|باشد|باشه)(?!\w)|\b(?:can (?:you|we) |let's |please )?(?:narrow|limit|restrict) (?:it|this|that|them|the list)(?: down)? to\b"
        ),
        " ",
    ),
    # "Please add those written in English": they would do, too.
    (
        re.compile(
            r"\b(?:please )?(?:add|include) (?:also )?(?:those|ones|books|works|titles)? ?(?:that are |which are )?(?:written )?in (?P<en>english|persian|farsi|french|arabic|german)\b(?: (?:too|as well))?"
        ),
        r" in \g<en> is fine too ",
    ),
    (
        re.compile(
            r"(?:اثاری|آثاری|اثار|آثار|کتاب ?هایی|کتابایی|آنهایی|اونایی)?(?: ?را)?(?: که)?(?: به)?(?: زبان)? (?P<fa>انگلیسی|فارسی|فرانسه|عربی|آلمانی)(?: نوشته شده ?(?:اند|ان|است))?(?: (?:هم|نیز|را|رو)){0,2} (?:بیفزایید|بیافزایید|اضافه (?:کنید|کنین|کن|بفرمایید|نمایید))(?!\w)"
        ),
        r" به زبان \g<fa> هم خوبه ",
    ),
)
# Around what is wished for these say nothing.
_AROUND = frozenset(
    "life sit still me mine ones one kind sort thing time now really actually sorry though rather instead this those these them it would please pls thx"
    " manzooram manzuram bood bud yekam yek ye age mishe mishe lotfan darin darid dari hast too tu zhanr sabk ham ke bashe nabashe beshe hatman tarjihan kamtar khub nist"
    " منظورم بود یکم کم اگه میشه لطفا داریم دارین دارید هست سبک ژانر هم که باشه نباشه بشه حتما ترجیحا ممکنه ممکن تورو خدا توروخدا عالیه بهتره خوبه بیشتر کمتر چیزی ساده تر سادهتر".split()
)
# What is asked of the library, of one's own or of those shown, and what is ordered, says nothing of what it shall be.
_ASIDE = re.compile(
    r"\b(?:librar\w{1,5}|branch\w{0,2}|central|saadi|open|close[sd]?|hours?|card|member\w{0,5}|fees?|fines?|due|renew\w{0,3}|reserv\w{1,6}|hold|cancel\w{0,5}|return\w{0,3}|borrow\w{0,3}|loans?|shelf|available|copies|copy|wi-?fi|print\w{0,3}|rooms?|seats?|event\w{0,1}|class\w{0,2}|website|account|password|librarian|chat|speak|talk|write to me|answer(?: me)?|you (?:speak|write)|translat\w{1,4}|edition|my (?:book|loan|reservation)s?|buy|donat\w{1,4}|interlibrary|thesis|homework|bring|enter|visit\w{0,3}|come in|park\w{0,3}|pets?|job|work here|tell me when|let me know|notif\w{1,3}|inform me|(?:will|'ll) (?:be|love|like|enjoy|have)|i feel|i(?:'m| am) (?:so |very |really |just |an? )?\w{2,12})\b"
    r"|(?<!\w)(?:کتابخ[ان]\w{2,6}|شعبه\w{0,3}|مرکزی|سعدی|باغ ?فردوس|ساعت|باز(?:ه|ید|ین)?|تعطیل\w{0,3}|کارت\w{0,3}|عضو\w{0,5}|جریمه\w{0,3}|بدهی\w{0,2}|تمدید\w{0,3}|رزرو\w{0,3}|لغو|کنسل|پس (?:بدم|دادم|آوردم)|امانت\w{0,3}|مهلت|موعد|قفسه\w{0,3}|موجود\w{0,3}|نسخه\w{0,3}|وای ?فای|پرینت|اتاق|سالن|صندلی|برنامه|کلاس|سایت|رمز|کتابدار|صحبت|حرف بزن\w{0,4}|جواب|ترجمه\w{0,3}|بخرید|بخرین|اهدا|پایان ?نامه\w{0,2}|مقاله\w{0,2}|(?:خبر\w{0,2}|اطلاع) (?:بده\w{0,2}|بدید|بدین|کن|کنید|کنین))(?!\w)"
    r"|(?<!\w)(?:ایرانی|افغان|غمگین|ناراحت|خسته|تنها)(?: ?ام|م|یم|یمون)(?!\w)"
    r"|\b(?:ketabkhune|shobe\w{0,2}|saat|kart\w{0,2}|jarime|tamdid|rezerv|amanat|mojood\w{0,1}|tarjome\w{0,2}|harf bezan\w{0,2}|javab)\b"
)
# "Is it in English?", "are they sad?": what is asked of those shown.
_OF_THEM = re.compile(
    r"^(?:(?:ok|okay|and|but|so|hmm?|oh|then) ){0,3}(?:is|are|was|were|does|do|did|has|have|can|could|will|would|may|must|shall|should|am|which|what|who|how|why|where|when) (?!you have\b|you got\b|there\b|we\b)"
    r"|\b(?:whichever|you (?:choose|pick|decide)|(?:choose|pick) (?:one|me|for me)|the (?:short|thin|quick|small|long|thick)\w{0,3} one)\b|(?<!\w)(?:انتخاب کن\w{0,2}|(?:کوتاه|نازک|کم ?حجم)(?:ه| ?ترین\w{0,3}|ه ?ش))(?!\w)"
    r"|\b(?:of|from|among|between) (?:these|those|them|the (?:two|three|four|five)|what you)\b|(?<!\w)(?:از|بین|میان|میون) (?:این|اون|آن) ?(?:ا|ها|میان)(?!\w)|\b(?:az|beine?) (?:ina|inha|oona|una)\b"
    r"|(?<!\w)(?:چیه|چیست|یعنی|کدوم\w{0,4}|کدام\w{0,3}|چند|چقدر|چطور\w{0,2}|کیه?|کجا\w{0,3}|چرا|آیا (?:این|آن))(?!\w)|(?<!\w)(?:این|همین|اون|همون) (?:یکی|کتاب)(?!\w)|\b(?:kodu?o?m\w{0,5}|chand|cheghadr|chera|koja\w{0,2}|kie)\b"
)
# "Nothing old, of the last ten or fifteen years".
_IN_TIME = re.compile(
    r"\b(?:from |of |in )?(?:the |these )?(?:last|past) \w{2,9}(?: or \w{2,9})? years\b|(?<!\w)(?:مال |تو |در )?(?:این |همین )?(?:\w{2,7} )?\w{2,7} سال (?:اخیر|گذشته|آخر)(?!\w)|(?<!\w)(?:خیلی )?قدیمی (?:نه|نباشه|نباشد)(?!\w)"
)
# "Do you have audiobooks?" asks what there is at all, not what was wished for as such.
_OF_KINDS = re.compile(
    r"\b(?:do you (?:also )?have|have you(?: got)?|you got|are there)\b|(?<!\w)(?:دارین|دارید|داری|هست)(?!\w)|\b(?:darin|darid|hast)\b"
)
_PARTS = re.compile(r"[.,،؛;!?؟:]+")
_REASON = re.compile(
    r"(?:because|since|as|he|she|they|that one|this one|the last one|it (?:was|made)|i (?:was|got|felt|only|just)) [^?؟]{2,60}|(?:چون|آخه|زیرا|این (?:آخری|یکی|آخریه)|اون (?:آخری|یکی)|حوصله|خسته) ?[^?؟]{2,60}|(?:chon|akhe|in akhari|un akhari|in yeki) [^?؟]{2,60}"
)
_WAS = re.compile(r"(?<!\w)(?:بود|بودش|هستش)\W{0,3}[؟?]")
_CLAUSES = re.compile(r"[.!?؟\n]+")
_PREFERS = re.compile(
    r"\b(?:i'd|i would|we'd|we would) (?:rather|prefer|like|love)\b|\bpreferabl\w\b|(?<!\w)(?:ترجیح\w{0,3}|بیشتر دوست دار\w{1,2})(?!\w)|\btarjihan\b"
)


@kept
def in_wish_words(text: str) -> str:
    """Give a text with what it says of a book in the words of a wish; of a question and a preference the latter."""
    said = fold(text).replace("’", "'").strip()
    clauses = [part.strip() for part in _CLAUSES.split(said) if part.strip()]
    preferred = [part for part in clauses if _PREFERS.search(part)]
    if preferred and len(preferred) < len(clauses) and any(mark in said for mark in "?؟"):
        said = ". ".join(preferred)
    said = said.strip(" .!,،؛;?؟")
    for pattern, words in _AS_WISHED:
        said = pattern.sub(words, said)
    return " ".join(said.split())


@kept
def only_says_how(text: str) -> bool:
    """Tell whether a text says how what is to be read shall be, and nothing else that could be meant."""
    said = in_wish_words(text)
    if not said or len(said.split()) > _LONGEST or _ASIDE.search(said) or _OF_THEM.search(said):
        return False
    if _OF_KINDS.search(said) and set(read_wish(said).wish.packed()) <= {"kinds"}:
        return False
    if find_title_questions(text) or find_choice(text) is not None or _WAS.search(fold(text)):
        return False
    # Why it shall be so, in a clause of its own, names nothing that is looked for.
    parts = [part.strip() for part in _PARTS.split(said) if part.strip()]
    told = [part for part in parts if not (len(parts) > 1 and _REASON.match(part))]
    return any(map(_says_how, (" , ".join(told), said)))


def _says_how(said: str) -> bool:
    reading = read_wish(_IN_TIME.sub(" ", said))
    wish, timed = reading.wish, _IN_TIME.search(said) is not None or ANY_LANGUAGE.search(said) is not None
    if set(wish.packed()) == {"untold"} and wish.untold == ("sad",):
        # Somebody may be sad.
        return False
    if wish.author or wish.like or not (wish or timed) or (set(wish.packed()) <= {"topics"} and reading.rest):
        return False
    return all(word in _AROUND or word in NAMELESS for word in reading.rest)


_HERO = re.compile(
    r"\b(?:hero(?:ine)?|main character|protagonist|lead)(?: (?:is|should be|must be|being|who is|be)){1,2} (?:a |an )?(?:girl|boy|wom[ae]n|man|child|animal)\b|\b(?:with|has) a (?:girl|boy|female|male|wom[ae]n) (?:hero(?:ine)?|main character|protagonist|lead)\b"
    r"|(?<!\w)(?:قهرمان|شخصیت اصلی|شخصیت اول)(?:ش|اش)? (?:هم )?(?:یه )?(?:دختر|پسر|زن|مرد|بچه|حیوون) (?:باشه|باشد)(?!\w)|\bghahreman(?:esh|ash)? (?:ham )?(?:ye )?(?:dokhtar|pesar|zan|mard|bache) bashe\b"
)


def untold_beside(text: str) -> tuple[str, ...]:
    """Give the codes of what no catalogue tells and a text wishes for beside a change: who its hero shall be."""
    return ("plot",) if _HERO.search(fold(text)) else ()
