"""Carrier phrases around a title or name, in both languages, on aligned text (see language.aligned)."""

from __future__ import annotations

import re


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_S = r"[\s,.:;!\-–]*"

# What may stand before a title and be dropped, again and again from the left.
BEFORE = re.compile(
    "^" + _S + _any(
        # courtesy
        (
            r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear \w+|please|pls|thanks|"
            r"thank you|excuse me|sorry|ok(?:ay)?|so|well|and|also)\b"
        ),
        (
            r"(?:سلام(?: به شما| علیکم| مجدد)?|درود|وقت(?:تون|تان)? (?:بخیر|به خیر)|روز(?:تون|"
            r"تان)? (?:بخیر|به خیر)|خسته نباشی(?:د|ن)|ببخشی(?:د|ن)|لطفا?|ممنون(?: میشم| می شم)?|"
            r"با سلام|خب|راستی|آیا|ایا|میشه|می شه|میشود|می شود|ممکنه|امکان داره|امکان دارد|"
            r"می ?تونی(?:د|ن)?|می ?توانی(?:د|ن)?|بی زحمت|یه لحظه|ببین(?:ید|ین)?|شما|اینجا|هیچ|میخوام|"
            r"می خوام|میخواهم|می خواهم|میخواستم|می خواستم|بدونم|بدانم|ببینم|دنبال|به دنبال|در جستجوی|"
            r"جستجوی|سراغ)(?=[\s,.!:])"
        ),
        # asking for it
        (
            r"(?:what (?:have|do|did|has|does) (?:you|u|the library)(?: guys)?|"
            r"can|could|would|will|may|do|does|did|have|has|is|are|was|there|you|u|we|i|i'm|im|i'd|"
            r"i am|i was|the library|library|your library|this library|guys|anyone)\b"
        ),
        (
            r"(?:got|have|hold|own|stock|carry|keep|find|check|see|tell|show|"
            r"search(?:ing)?(?: the catalogue| your catalogue)?(?: for)?|look(?:ing)?(?: up| for)?|"
            r"seek(?:ing)?|need|want(?: to)?|like(?: to)?|wonder(?:ing)?|know|if|whether|trying to|"
            r"hoping to|get|borrow|read|reserve|renew|extend|request|order|hold(?: on)?|place|put|"
            r"cancel|get me|find me|me|us|any(?:thing|one)?|some(?:thing)?|in (?:stock|the library)|"
            r"available|availability of|catalogue search|where(?:'s| is| are| can)?|which (?:shelf|"
            r"floor|row) (?:is|are|has)|located?)\b"
        ),
        (
            r"(?:a|an|the|my|your|this|that)\b(?= (?:hold|reservation|copy|copies|book|novel|title|"
            r"item|ebook|audiobook|e-book|edition)\b)"
        ),
        (
            r"(?:(?:hold|reservation) (?:on|for|of)|cop(?:y|ies) of|(?:book|novel|title|item|work|"
            r"play|audiobook)(?:s)?(?: (?:called|titled|named|entitled|"
            r"with the title))?(?: is)?(?= *:| )|called|titled|named|entitled|title *:|title is|"
            r"by the name of)"
        ),
        r"(?:عنوان|نام|اسم|به اسم|به نام|به عنوان|تحت عنوان|با عنوان|اسمش)\b",
        r"(?:یه|یک|این|اون|آن)(?= (?:نسخه|کتاب|رمان|جلد))",
        (
            r"(?:نسخه(?: ای)?(?: از)?|جلد|کتاب(?: های|های|ای|اى)?|رمان(?: های|های|ای)?|مجموعه|داستان(?: های|های|ای)?|"
            r"نمایشنامه|شعر(?: های|های|ای)|"
            r"دیوان شعر)(?: ی)?(?= )"
        ),
        r"(?:کتاب|رمان) (?:صوتی|گویا|الکترونیکی)(?= )",
        r"(?:تمدید|رزرو|لغو|جستجو|سرچ|پیدا)(?: کردن| کن(?:ید|ین)?)?(?= )",
        r"(?:جای|محل|قفسه(?: ی)?)(?= )",
    ) + _S,
)  # fmt: skip

# What may stand after a title and be dropped, again and again from the right.
AFTER = re.compile(
    _any(
        (
            r"\b(?:,? ?do you (?:have|own|stock) (?:it|one|any|that)|(?:at|in|on|from|for|of)(?: the|"
            r" your| my)?)"
        ),
        (
            r"\b(?:please|pls|thanks|thank you|in (?:your|the) (?:library|catalogue|collection)|"
            r"in stock|available(?: (?:now|today|at the moment|for loan|to borrow))?|available at \w+|"
            r"in(?: now| today| right now)?|checked out|on (?:the )?(?:shelf|loan)|anywhere|or not|"
            r"is it|it is|for me|on hold|right now|today|now|by any chance|at all|books?|novels?|stuff|where|"
            r"located?|shelved|is|are|do you have it|to read|to borrow)"
        ),
        (
            r"(?<= )(?:رو|را|و)? ?(?:دارین(?:ش)?|دارید|داری(?:ش)?|دارن|دارند|ندارین|ندارید|هست(?:ش)?|"
            r"نیست|موجوده?|موجود(?: است| هست| میباشد| می باشد| نیست)?|پیدا (?:می ?شه|میشود|می شود|"
            r"کن(?:م|ید|ین|ی)?|می ?کنی(?:د|ن)?)|یافت (?:می ?شود)|می ?خوام|می ?خواهم|می ?خواستم|"
            r"لازم دارم|بده(?:ید|ین)?|بیار(?:ید|ین)?|بگرد|بگیر(?:م|ید|ین)?|بیابید|نشون (?:بده|بدین|"
            r"بدید)|رزرو (?:کن(?:م|ید|ین|ی)?|می ?کنی(?:د|ن)?|بشه|شود)|رزرو|تمدید (?:کن(?:م|ید|ین|ی)?|"
            r"می ?کنی(?:د|ن)?|بشه|شود)|تمدید|لغو کن(?:م|ید|ین)?|جستجو (?:کن(?:ید|ین)?|فرمایید)|"
            r"سرچ کن(?:ید|ین)?|می ?گردم|هستم)"
        ),
        (
            r"(?<= )(?:الان|اینجا|امروز|تو کتابخونه|توی کتابخونه|تو کتابخانه|در کتابخانه|"
            r"در مجموعه کتابخانه|در مخزن|در فهرست|در شعبه ها|لطفا?|ممنون(?:م)?|مرسی|سپاسگزارم|یا نه|"
            r"یا خیر|کجاست|کجاس|کجا(?:ی)?|کدوم قفسه(?: ست| است|ست)?|کدام قفسه است|کدوم طبقه(?: ست|"
            r"ست)?|برام|برای من|واسم|رو|را|روی|تو|کی|چیزی|(?:چه |کدوم |کدام )?کتاب(?:ی|ا|ای|هایی|ایی|"
            r"های|ها|هاش)?|چیا?|چه|کدوم|کدام)"
        ),
    ) + r"[\s,.:;!?؟\-–]*$",
)  # fmt: skip

AUTHOR = re.compile(
    _any(
        (
            r"\b(?:by(?: the (?:author|writer))?|author *:|written by|works? of|author is|authored by|"
            r"(?:any|some)thing (?:else )?from)\s+"
        ),
        (
            r"(?<!\w)(?:نویسنده(?: ی)?(?: (?:اش|ش))? *:? |نوشته (?:ی |های )?|نوشتهی |اثر |اثری از |آثار |"
            r"اثار |به قلم |قلم |تالیف |تألیف |تالیفات |ترجمه (?:ی )?|ترجمه های |شعرهای |اشعار |"
            r"رمان های |رمانهای |داستان های |نمایشنامه های |از (?:نویسنده ای به (?:نام|اسم) )?)"
        ),
    )
    + r"(?P<name>.+)"
)

TOPIC = re.compile(
    _any(
        (
            r"\b(?:(?:books?|something|anything|titles?|material|materials|works?|cookbooks?|"
            r"biograph(?:y|ies)|stuff|sources?|articles?|texts?|handbooks?|guides?|literature|"
            r"information|info|what(?:'s| is) (?:there|available)|resources?) (?:on|about|regarding|"
            r"concerning)|about|subject *:|topic *:|on the (?:topic|subject|history) of|regarding|"
            r"concerning)\s+"
        ),
        (
            r"(?<!\w)(?:درباره (?:ی )?|دربارهی |در مورد |درمورد |راجع به |راجب |در باب |"
            r"در زمینه (?:ی )?|در خصوص |پیرامون |با موضوع |موضوع *:? ?)"
        ),
    )
    + r"(?P<what>.+)"
)

QUOTED = re.compile(
    # What is quoted begins and ends with a sign, or the spaces around it could be told from its own in many ways.
    r"«\s*([^«»\s](?:[^«»]{0,118}[^«»\s])?)\s*»|\"\s*([^\"\s](?:[^\"]{0,118}[^\"\s])?)\s*\""
    r"|(?<!\w)'\s*([^'\s][^']{0,118}[^'\s])\s*'(?!\w)"
)

SENTENCE = re.compile(r"[^.?!\n؟]+(?:\.(?=\w)[^.?!\n؟]+)*")

# Words that stand for something already spoken of, and words that name nothing.
NOTHING = frozenset(
    """
    it them this that these those one ones another the a an my your his her our all both everything
    anything something book books novel novels title titles author item items loan loans hold holds
    reservation reservations copy copies library catalogue search find look renew extend reserve cancel
    to for of on in at up out and or is are be do does have has had can could i you we me us what which
    who where when how there here available more please now new other first second third last due date
    این اون آن اینا اونا اینها همه همش کتاب کتابها کتابهام کتابام کتابم کتابو کتابی کتابای کتابه رمان
    عنوان نویسنده یه یک چیزی چی چه کدوم کدام اینو اونو همون همین دیگه دیگر بعدی قبلی اول دوم سوم آخر
    اولی دومی سومی آخری اخری امانت امانتی رزرو رزروم تمدید لغو رو را و از به با در تو برای که من شما ما
    دارین دارید هست موجود موجوده جستجو سرچ پیدا کن کنید کنین میخوام لطفا isbn شابک کتابخانه کتابخونه
    نسخه ها های هام هایم ام دو سه مورد
    """.split()
)

# A word that begins so is a request, not a name: «رزروش», «تمدیدشون».
REQUEST_STARTS = ("رزرو", "تمدید", "لغو", "میخوا", "کنم", "کنید")
