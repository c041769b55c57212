"""Messages that go on with a wish for something to read: how it shall be, whose it shall not be, that those are known."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from language.choices import find_choice
from language.kept import kept
from language.normalise import fold
from language.requests.reading.asked_words import NAMELESS
from language.requests.reading.languages import ANY_LANGUAGE
from language.requests.reading.reading import read_wish
from language.requests.titles.title_questions import find_title_questions

__all__ = [
    "asks_for_next",
    "authors_named_off",
    "in_wish_words",
    "knows_those",
    "not_by_that_one",
    "only_says_how",
    "untold_beside",
]

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
            r"\b(?:something |a bit |more )?serious(?: (?:one|ones|please))?(?= ?(?:$|[.,;!?]| (?:and|but|not|no|na)\b))|(?<!\w)جدی ?(?:تر)? (?:باشه|باشد)(?!\w)|\bjedd?i(?:tar)? bashe\b"
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
    r"\b(?:librar\w{1,5}|branch\w{0,2}|central|saadi|open|close[sd]?|hours?|card|member\w{0,5}|fees?|fines?|due|renew\w{0,3}|reserv\w{1,6}|hold|cancel\w{0,5}|return\w{0,3}|borrow\w{0,3}|loans?|shelf|available|copies|copy|wi-?fi|print\w{0,3}|rooms?|seats?|event\w{0,1}|class\w{0,2}|website|account|password|librarian|chat|speak|talk|write to me|answer(?: me)?|you (?:speak|write)|translat\w{1,4}|edition|my (?:book|loan|reservation)s?|buy|donat\w{1,4}|interlibrary|thesis|homework|bring|enter|visit\w{0,3}|come in|park\w{0,3}|pets?|job|work here|i feel|i(?:'m| am) (?:so |very |really |just |an? )?\w{2,12})\b"
    r"|(?<!\w)(?:کتابخ[ان]\w{2,6}|شعبه\w{0,3}|مرکزی|سعدی|باغ ?فردوس|ساعت|باز(?:ه|ید|ین)?|تعطیل\w{0,3}|کارت\w{0,3}|عضو\w{0,5}|جریمه\w{0,3}|بدهی\w{0,2}|تمدید\w{0,3}|رزرو\w{0,3}|لغو|کنسل|پس (?:بدم|دادم|آوردم)|امانت\w{0,3}|مهلت|موعد|قفسه\w{0,3}|موجود\w{0,3}|نسخه\w{0,3}|وای ?فای|پرینت|اتاق|سالن|صندلی|برنامه|کلاس|سایت|رمز|کتابدار|صحبت|حرف بزن\w{0,4}|جواب|ترجمه\w{0,3}|بخرید|بخرین|اهدا|پایان ?نامه\w{0,2}|مقاله\w{0,2})(?!\w)"
    r"|(?<!\w)(?:ایرانی|افغان|غمگین|ناراحت|خسته|تنها)(?: ?ام|م|یم|یمون)(?!\w)"
    r"|\b(?:ketabkhune|shobe\w{0,2}|saat|kart\w{0,2}|jarime|tamdid|rezerv|amanat|mojood\w{0,1}|tarjome\w{0,2}|harf bezan\w{0,2}|javab)\b"
)
# "Is it in English?", "are they sad?": what is asked of those shown.
_OF_THEM = re.compile(
    r"^(?:(?:ok|okay|and|but|so|hmm?|oh|then) ){0,3}(?:is|are|was|were|does|do|did|has|have|can|could|will|would|may|must|shall|should|am|which|what|who|how|why|where|when) (?!you have\b|you got\b|there\b|we\b)"
    r"|\b(?:of|from|among|between) (?:these|those|them|the (?:two|three|four|five)|what you)\b|(?<!\w)(?:از|بین|میان|میون) (?:این|اون|آن) ?(?:ا|ها|میان)(?!\w)|\b(?:az|beine?) (?:ina|inha|oona|una)\b"
    r"|(?<!\w)(?:چیه|چیست|یعنی|کدوم\w{0,4}|کدام\w{0,3}|چند|چقدر|چطور\w{0,2}|کیه?|کجا\w{0,3}|چرا|آیا (?:این|آن))(?!\w)|(?<!\w)(?:این|همین|اون|همون) (?:یکی|کتاب)(?!\w)|\b(?:kodu?o?m\w{0,5}|chand|cheghadr|chera|koja\w{0,2}|kie)\b"
)
# "Nothing old, of the last ten or fifteen years".
_IN_TIME = re.compile(
    r"\b(?:from |of |in )?(?:the |these )?(?:last|past) \w{2,9}(?: or \w{2,9})? years\b|(?<!\w)(?:مال |تو |در )?(?:این |همین )?(?:\w{2,7} )?\w{2,7} سال (?:اخیر|گذشته|آخر)(?!\w)|(?<!\w)(?:خیلی )?قدیمی (?:نه|نباشه|نباشد)(?!\w)"
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


# The author of what was shown is not wanted again.
_THAT_ONE = r"(?:him|her|them|this one|that one|(?:the )?same (?:author|writer|guy|person|woman|man)|that (?:author|writer|guy)|this (?:author|writer))"
_NOT_BY_THAT = re.compile(
    rf"\b(?:(?:but |just )?not(?: another one| one| anything)? by|nothing(?: else| more)? by|no more (?:of|by|from)|(?:someone|somebody|anyone) (?:other than|but)) {_THAT_ONE}\b|\b(?:(?:a |some )?(?:different|another|other) (?:author|writer|novelist)s?|(?:someone|somebody|anyone) else)(?= ?(?:$|[.,;!?]| (?:please|pls|this time|instead)))"
    r"|(?<!\w)(?:از |کار )?(?:همین|همون|همان|این|اون|آن) نویسنده(?: (?:دیگه|رو|را)){0,2} (?:نه|نباشه|نباشد|نمی ?خوام|نمی ?خواهم)(?!\w)|(?<!\w)از خود(?:ش|شون) (?:نه|نباشه|نباشد|نمی ?خوام)(?!\w)|(?<!\w)(?:یه|یک) نویسنده ?(?:ی)? (?:دیگه|دیگر|دیگه ?ای|دیگری)(?!\w)"
    r"|\b(?:az )?(?:hamoon|hamun|hamin|in|un|oon) nevisande(?: dige)? (?:na|nabashe|nemikham)\b|\baz khod(?:esh|ash) (?:na|nabashe)\b|\b(?:ye|yek) nevisande(?:ye)? dige\b"
)


def not_by_that_one(text: str) -> bool:
    """Tell whether a text wants nothing more by the author of what was shown: "not by him", «از همین نویسنده نه»."""
    return _NOT_BY_THAT.search(fold(text).replace("’", "'")) is not None


_A_NAME = r"(?P<{0}>[^\W\d_][\w'-]{{2,20}}(?: [^\W\d_][\w'-]{{2,20}})?)"
# Who is known to everybody, was read, or is had already, in a text that wants another.
_NAMED_OFF = (
    re.compile(
        rf"\b(?:everyone|everybody) (?:already )?(?:knows|reads|has read) {_A_NAME.format('a')}(?= ?(?:$|[.,;!?]))"
    ),
    re.compile(
        rf"(?:^|[.,;!?] ?)(?:i|we) (?:already )?(?:know|read|have) {_A_NAME.format('b')}(?= ?(?:already ?)?(?:$|[.,;!?]))"
    ),
    re.compile(rf"\b(?:don't|do not) want {_A_NAME.format('c')}(?: again| any ?more)?(?= ?(?:$|[.,;!?]))"),
    re.compile(
        rf"(?:^|[.،؛!؟?,] ?|(?<!\w)(?:و|ولی|اما|خب) ){_A_NAME.format('d')} ?(?:رو|را|و) (?:که )?(?:دیگه )?(?:همه )?(?:می ?شناس(?:ن|ند|م|یم)|(?:همشو|همه ?شو|همه کتاباشو|زیاد) (?:خوندم|خونده ?ام)|(?:یکیشو|یکیش|کتابشو) (?:رزرو )?دارم|نمی ?خوام)(?!\w)"
    ),
    re.compile(
        rf"(?:^|[.,;!?] ?|\b(?:vali|khob) ){_A_NAME.format('e')} (?:ro|ra|o) (?:ke )?(?:hame )?(?:mishnas(?:an|and|am|im)|mishenas(?:an|and|am)|hamasho khoondam|hamasho khundam|nemikham)\b"
    ),
)


def authors_named_off(text: str) -> Iterator[str]:
    """Give the names that may be of authors whom a text knows already or wants no more of."""
    said = fold(text).replace("’", "'")
    for pattern in _NAMED_OFF:
        for found in pattern.finditer(said):
            yield next(filter(None, found.groups()))


# Those shown are known: all that is said, or said before what is wished for.
_KNOWS = re.compile(
    r"^(?:(?:oh|ok|no|ah|hm+|yes|haha|yeah|sorry|but) ){0,3}(?:(?:i|we|he|she|they)(?:'ve| have|'s| has)? )?(?:already )?(?:read|seen|knows?|had|watched) (?:that|this|it|those|these|them|both|(?:the film|the movie) of (?:that|it|this))(?: one| ones| already| before| all| too){0,2}(?= ?(?:$|[.,;!?]))"
    r"|^(?:(?:نه|آره|اره|ای|خب|آخ) ?){0,2}(?:این(?:و|ا|ارو|ها|ها رو)?|اون(?:و|ا|ارو)?|همین(?:و|ا)?|این یکی|اون یکی|همش|همشو)(?: ?(?:رو|را))?(?: (?:هم|که|قبلا|همه)){0,3} (?:خونده?|خوانده|دیده?)(?: ?(?:م|ام|ایم|یم|ه|است))?(?!\w)"
    r"|^(?:(?:na|are|khob|ah) ){0,2}(?:ino|uno|oono|ina|inaro|una|in yeki|un yeki)(?: ro)?(?: (?:ham|ke|ghablan|hame)){0,3} kh(?:u|oo)nd(?:e|am|eh|im|eam)\b"
)
_NEXT = re.compile(
    r"(?:(?:no|nah|nope|ok|meh|thanks|hmm?|نه|خب|اوکی|na|khob) ?){0,3}(?:next(?: one| please| pls)?|other ones?|others|another(?: one)?|something else|بعدی|یکی دیگه|یه چیز دیگه|چیز دیگه|dige chi|yeki dige|badi)"
)
_WHAT_ELSE = re.compile(
    r"\b(?:what else|who else|anything else|something else|another(?: one)?|other(?:s| ones?)?|next(?: one)?)\b(?! (?:branch|day|time|card|copy|edition|week|month))|(?<!\w)(?:یکی|یه ?چیز|چیز|یه کتاب|کتاب) ?(?:دیگه|دیگر|دیگری|دیگه ?ای)(?!\w)|(?<!\w)(?:دیگه چی|بعدی)(?!\w)|\b(?:yeki|ye ?chiz\w?|chiz\w?|ye(?: ?ketab\w?)?(?: \w{3,10} e)?) ?dige\w{0,2}\b|\bdige chi\b"
)


def knows_those(text: str) -> bool:
    """Tell whether a text says at its beginning that what was shown is known already."""
    return _KNOWS.search(fold(text).replace("’", "'").replace(",", " ,")) is not None


def asks_for_next(text: str, *, alone: bool = False) -> bool:
    """Tell whether a text asks for others than those shown; `alone`: and says nothing else."""
    said = " ".join(re.sub(r"[.,،!؟?;:()]+", " ", fold(text)).split())
    return (_NEXT.fullmatch(said) if alone else _WHAT_ELSE.search(said)) is not None


_HERO = re.compile(
    r"\b(?:hero(?:ine)?|main character|protagonist|lead)(?: (?:is|should be|must be|being|who is|be)){1,2} (?:a |an )?(?:girl|boy|wom[ae]n|man|child|animal)\b|\b(?:with|has) a (?:girl|boy|female|male|wom[ae]n) (?:hero(?:ine)?|main character|protagonist|lead)\b"
    r"|(?<!\w)(?:قهرمان|شخصیت اصلی|شخصیت اول)(?:ش|اش)? (?:هم )?(?:یه )?(?:دختر|پسر|زن|مرد|بچه|حیوون) (?:باشه|باشد)(?!\w)|\bghahreman(?:esh|ash)? (?:ham )?(?:ye )?(?:dokhtar|pesar|zan|mard|bache) bashe\b"
)


def untold_beside(text: str) -> tuple[str, ...]:
    """Give the codes of what no catalogue tells and a text wishes for beside a change: who its hero shall be."""
    return ("plot",) if _HERO.search(fold(text)) else ()
