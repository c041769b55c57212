"""Bare questions: what can be asked of anything, without naming it ("is it free?", «چقدر طول می‌کشه؟»)."""

from __future__ import annotations

from collections.abc import Sequence

from language.kept import kept
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["find_aspect", "in_full", "named_words"]

_ASPECTS = {
    "price": Phrases(
        "free|free of charge|for free|cost|costs|price|priced|prices|fee|fees|charge|charged|charges|how much|pay"
        "|paid|expensive"
        "|entry|entrance|admission|money|cheap|cash|by card|by bank card|card|tariff",
        "ورودی|ورودیه|ورودیش|ورودش|ورود"
        "|رایگان|رایگانه|مجانی|مجانیه|مجانیست|مفت|مفته|پولی|پولیه|هزینه|هزینش|هزینه ای|هزینه اش|هزینه‌اش|هزینه‌ش"
        "|قیمت|قیمتش|چند"
        "|چنده|چقدر|چقدره|چقد|چقده"
        "|چه قدر|نرخ|نرخش|پول|پولش|پولشو|تومن|تومنه|ریال|بدم|بدیم|پرداخت|پرداختش|گرون|گرونه|ارزون|ارزونه|تعرفه",
        "raygan|rayegan|majani|pooli|poolie|hazine|hazinash|gheymat|chand|chande|cheghad|cheghadr|cheghadre",
    ),
    "duration": Phrases(
        "how long|take|takes|last|lasts|days|hours|weeks|long|quickly|soon|fast|how soon|how quickly|how many days",
        "چقدر طول|طول|میکشه|میکشد|چند روز|چند روزه|چند ساعت|چند ساعته|چند وقت|چند هفته|مدت|چه مدت|مدتش|زمان|زود|سریع",
        "tool mikeshe|tul mikeshe|chand rooz|chand saat|modat",
    ),
    "registration": Phrases(
        "register|registration|registering|sign up|signing up|book|booking|reserve|reservation|ticket|tickets"
        "|required"
        "|in advance|apply|enrol|enroll|appointment|membership|member|members|a member|id|photo|document"
        "|documents|necessary"
        "|be required|be necessary|needed|mandatory",
        "ثبت نام|ثبتنام|ثبت نامش|اسم نویسی|رزرو|رزروش|بلیت|بلیط|لازم|لازمه|لازم است|لازم داره|لازمه که|میخواد"
        "|میخواهد|باید|وقت قبلی"
        "|از قبل|عضویت|عضو|عضو باشم|مدرک|مدارک|عکس|نیازه|نیاز|نیاز است|نیاز داره|اجباریه|الزامی|کارت",
        "sabtenam|sabt nam|lazem|lazeme|bayad|ozv",
    ),
    "place": Phrases(
        "where|which branch|which floor|floor|address|place|room|located|location|online|which room",
        "کجا|کجاست|کجاس|کجان|کدوم شعبه|کدوم شعبست|کدوم شعبه است|کدام شعبه|کدوم طبقه|کدام طبقه|طبقه|آدرس|آدرسش"
        "|نشانی|جاش|محلش|محل|آنلاین|غیرحضوری|حضوری|اینترنتی",
        "koja|kojast|kojas|kodom tabaghe|online",
    ),
    "time": Phrases(
        "when|what time|time|start|starts|begin|begins|end|ends|which day|what day|date|how late|how often",
        "کی|کی هست|کیه|چه ساعتی|چه ساعتیه|ساعت چند|ساعت چنده|چه روزی|چه روزیه|چندم|چندمه|کدوم روز|شروع|شروعش|تموم"
        "|تا کی|چه وقت|چه زمانی|تا چند",
        "key|che saati|saat chand|ta key|che roozi|kei",
    ),
    "people": Phrases(
        "who|for who|for whom|anyone|anybody|everyone|everybody|kids|children|adults|students|allowed|age|ages"
        "|what age"
        "|spots|places|seats|left|room left|full|capacity",
        "کیا|برای کیا|واسه کیا|همه|هرکسی|هر کسی|بچه|بچه ها|بچه هام|کودک|بزرگسال|دانشجو|سن|چند سال|مجاز|مجازه|جا"
        "|جای خالی|ظرفیت|پر|پره|پر شده|جا داره|خالی",
        "kia|vase kia|bacheha|zarfiat",
    ),
    "home": Phrases(
        "home|remotely|from abroad|from a distance|take it home|take them home|at home|from home|delivered"
        "|by email|emailed|email|post|posted|by post"
        "|pdf|download",
        "خونه|خانه|از راه دور|راه دور|غیر حضوری|ببرم|ببرمش|ببریم|ببرمشون|از خونه|ایمیل|پست|پستش|دانلود|پی دی اف"
        "|بفرستید",
        "khone|khoone|bebaram|bebaramesh",
    ),
    "author": Phrases(
        "who wrote it|who wrote this|who wrote that|who's the author|who is the author|the author|author|writer"
        "|wrote|written"
        "|who is it by|translator|who translated it|translated",
        "نویسنده|نویسنده‌ش|نویسنده‌اش|نویسندش|نویسنده اش|نویسندش کیه|کی نوشته|کی نوشتتش|نوشته کیه|مال کیه|مترجم"
        "|مترجمش|کی ترجمه کرده"
        "|ترجمه کیه",
        "nevisandash|ki neveshte|nevisande",
    ),
    "else": Phrases(
        "anything else by him|anything else by her|else by him|else by her|anything else by them"
        "|else has he written"
        "|else has she written|has he written anything else|has she written anything else|other books by him"
        "|other books by her"
        "|more by him|more by her|his other books|her other books|other books of his|other books of hers"
        "|anything else of his"
        "|more by the same author|other books by the same author|anything else by the same author"
        "|by the same author"
        "|the same author",
        "دیگه ازش|دیگه ازش چی|ازش دیگه|ازش دیگه چی|کتاب دیگه ازش|کتاب دیگه ای ازش|کتابای دیگش|کتاب های دیگش"
        "|کتابهای دیگش|آثار دیگش"
        "|دیگر آثارش|از همین نویسنده|از این نویسنده|همین نویسنده|بقیه کتاباش|بقیه آثارش|چیز دیگه ای ازش"
        "|چیز دیگه ازش|کتاب دیگرش",
        "dige azash|az hamin nevisande|ketabaye digash",
    ),
    "back": Phrases(
        "when is it back|when is it due back|when will it be back|when does it come back|when will it be returned"
        "|due back"
        "|when will it be free|when is it free|when will it be available|when is it available|until when is it out"
        "|until when is it on loan|when can i get it|when can i have it|how long is it out|when do you get it back",
        "تا کی دست مردمه|دست مردمه|تا کی امانته|تا کی تو امانته|کی برمیگرده|کی بر میگرده|کی پس میارن|کی پسش میارن"
        "|کی پس میدن"
        "|کی آزاد میشه|کی موجود میشه|کی میاد|کی میشه گرفتش|کی میشه گرفت|کی میتونم بگیرمش|کی میتونم بگیرم"
        "|کی میرسه به من",
        "ta key daste mardome|key bar migarde|key azad mishe|key mojood mishe",
    ),
    "ready": Phrases(
        "when will it be ready|when is it ready|when can i pick it up|when can i collect it"
        "|when can i come for it|is it ready"
        "|is it ready yet|how many people are ahead of me|how many are ahead of me"
        "|how long will it take to get there|get there",
        "کی آماده میشه|کی آمادس|کی حاضر میشه|کی میرسه|کی بیام بگیرمش|کی بیام دنبالش|آماده شده|آمادس|چند نفر جلومن"
        "|چند نفر جلوی منن|نفر چندمم"
        "|نوبتم کی میشه",
        "key amade mishe|key mirese|key biam begiram",
    ),
    "reason": Phrases(
        "why|why not|how come|why is that|for what reason|what's the reason|what is the reason|why didn't|why couldn't",
        "چرا|چرا نشد|چرا نمیشه|برای چی|واسه چی|به چه دلیل|دلیلش|علتش|چرا آخه|آخه چرا",
        "chera|baraye chi|vase chi",
    ),
}
# How an aspect is named in full, in English and in Persian: "how much?" has no word that a price is found by.
_IN_FULL = {
    "price": "cost price fee هزینه قیمت",
    "duration": "how many hours days duration مدت چند ساعت روز",
    "place": "where floor branch کجا طبقه شعبه",
    "registration": "need documents required مدرک لازم",
    "people": "who children age چه کسی سن",
    "time": "when hours ساعت چه وقت",
    "home": "home خانه",
}
# What turns an aspect into a question, and points at what is spoken of.
_AROUND = Phrases(
    "is|are|was|be|it|that|this|they|them|those|these|there|the|a|an|any|do|does|did|i|we|you|one|to|for|of|in"
    "|and|or|if|so"
    "|have|has|need|needs|can|could|may|must|should|will|would|get|got|come|join|what|which|how|also|still|then"
    "|ok|okay"
    "|please|thanks|exactly|usually|about|to be|my|me|us|your|at|on|per|each|every|with|by|go|attend|just|really"
    "|here"
    "|it's|what's|when's|how's|where's|him|her|he|she|anything|something|done|make|made|both|that one|this one|as"
    "|again|else"
    "|mother|mum|mom|father|dad|son|daughter|husband|wife|kid|child|brother|sister|friend|parents|grandmother"
    "|grandfather|old|year|years|same|different|will|she's|he's|don't|not|but|okay|hm|well|that's|be it",
    "آیا|ست|میفرستید|میکنید|میدهید|مادرم|مامانم|پدرم|بابام|پسرم|دخترم|همسرم|شوهرم|زنم|خانمم|بچم|خواهرم|برادرم"
    "|دوستم|مادربزرگم"
    "|پدربزرگم|ساله|سالشه|سالمه|ساله ام|سن|هم سن|همینه|فرق|هست|هستش|است|ه|داره|دارد|دارید|دارین|داریم|میشه|میشود"
    "|میشم|بشم|میتونم|میتونیم|باشه|باید|که|هم|رو|را|از"
    "|به|تو|توی|در|برای|واسه|برا"
    "|این|اون|آن|همین|همون|اینا|اونا|این کار|ش|یه|یک|ای|و|یا|حالا|پس|خب|لطفا|ممنون|دقیقا|معمولا|کلا|چی|چیه|چه|اگه"
    "|اگر|من|ما|شما|کنم|کنیم|کنید"
    "|بگیرم|بگیریم|میکنم|میگیرید|میگیرین|میگیره|میدید|میدین|بیام|بیایم|بیان|بگیرم|شرکت|انجام|قراره|هنوز|الان|کل|کلش|دیگه|ها"
    "|اونجا|اینجا|برم|آن چقدر|آن را|نوشته"
    "|شده|کرده|کردن|بود|نفر|اونو|اینو",
    "hast|dare|dari|mishe|bayad|in|oon|vase|baraye|chie|chi|o|ya|ham|pas|khob|mitoonam|mikoni",
)


def in_full(aspect: str, language: str) -> str:
    """Give the words of a language by which an aspect is found; none for one that has none."""
    persian = language == "fa"
    return " ".join(word for word in _IN_FULL.get(aspect, "").split() if word.isascii() is not persian)


@kept
def find_aspect(text: str) -> str | None:
    """Name what a text asks of the thing that is spoken of, when it names none itself.

    That is "price", "duration", "registration", "place", "time", "people", "home", "author", "else" (by the author),
    "back" (from loan), "ready" (to be collected) or "reason"; None when any word goes beyond such a question.
    """
    words = words_of(text)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    # An age, or a number of people, says of whom it is asked.
    rest, found = [word for word in words if not word.isdecimal()], None
    for aspect in _ORDER:
        left = _ASPECTS[aspect].without(rest)
        if len(left) < len(rest) and found is None:
            found = aspect
        rest = left
    return found if not _AROUND.without(rest) else None


def named_words(text: str) -> str:
    """Give the words of a text that name something, beyond those of a question that could be asked of anything."""
    words: Sequence[str] = words_of(text)
    for aspect in _ORDER:
        words = _ASPECTS[aspect].without(words)
    return " ".join(_AROUND.without(words))


_MOST_WORDS = 12
# The more telling first: "how long does it take and what does it cost" asks for both, which the same answer tells.
_ORDER = (
    "reason",
    "else",
    "back",
    "ready",
    "author",
    "home",
    "duration",
    "registration",
    "people",
    "place",
    "time",
    "price",
)
