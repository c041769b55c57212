"""What a wish for something to read asks that no catalogue tells: not sad, a happy end, easy to read, not violent."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["find_untold", "without_untold"]

_NO = r"(?:not|nothing|no|isn't|without|don't want|never|less|avoid|enough of|hate|too)"
_NO_AFTER = r"(?:نباشه|نباشد|نباش|نشه|نکنه|نیاد|نمیخوام|نداشته|نیاره|نباشن|نمیاره)"
_FEEL = r"(?:feel(?:ing)?|mood|quality|tone|vibe|atmosphere|style|kind|way)"
# Who is learning to read, and books with few words in them: little is to be read there.
_READS_LITTLE = (
    r"\b(?:learn(?:ing|t|ed)|beginning|start(?:ed|ing)) (?:how )?to read\b(?! (?:persian|farsi|english|arabic|music|maps?)\b)|\bstart(?:ed|ing) reading (?:by (?:him|her|them)sel\w{1,3}|on (?:his|her|their) own)\b"
    r"|(?<!\ba )(?<!\bin )\b(?:few|not (?:too |so )?many|hardly any) words\b(?= ?(?:$|[.,;!?)]|(?:and|but|please|in it|on (?:a|the|each) page)\b))|\b(?:not (?:too |so )?much|hardly any|less) text\b|\b(?:early|first) readers?\b"
    r"|(?<!\w)(?:تازه )?(?:داره |دارد |داره تازه )?(?:خوندن|خواندن) ?(?:رو |را |و )?(?:تازه )?(?:یاد (?:می ?گیر(?:ه|د)|گرفته)|راه (?:افتاده|انداخته)|شروع کرده)(?!\w)"
    r"|(?<!\w)(?:نوشته|متن)(?:ش|هاش| هاش)? (?:خیلی )?(?:کم|کمتر)(?: باشه| باشد| داشته باشه)?(?!\w)|(?<!\w)(?:کم|پر) ?(?:نوشته|متن)(?!\w)"
    r"|(?<!\w)(?:نوشته|متن)(?:ش|هاش| هاش)? (?:هم )?(?:خیلی )?زیاد (?:نباشه|نباشد|نداشته باشه)(?!\w)|(?<!\w)(?:خودش|تنهایی) (?:هم )?(?:بتونه|بتواند|بتونن) (?:بخونه|بخواند|بخوندش|بخونن)(?!\w)"
    r"|(?<!\w)(?:تازه |هنوز )(?:خوب |درست |تازه )?نمی ?(?:تونه|تواند) بخونه(?!\w)|(?<!\w)تازه (?:کلاس اول(?:ه|ی| رفته| میره| می ره)?|(?:داره |دارد )?الفبا)(?!\w)"
    r"|\b(?:something|one|books?|anything|stor(?:y|ies)) (?:that |which )?(?:he|she|they) (?:can|could) (?:already )?read (?:it )?(?:by )?(?:(?:him|her|them)sel(?:f|ves)|alone|on (?:his|her|their) own)\b|\bto read (?:by )?(?:(?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own)\b|\b(?:can't|cannot|can not) read (?:very |that )?(?:well|much) yet\b"
)
# Pictures in a book, many or any of them; where none are wanted nothing is wished for.
_PICTURED = (
    r"\b(?:with|should have|must have|that has|that have|full of|mostly) (?:(?:lots of|a lot of|loads of|many|plenty of|more) (?:(?:nice|big|colou?rful|beautiful|coloured) )?)?(?<!with )(?<!have )(?<!has )(?:pictures?|illustrations?|drawings?)(?= ?(?:$|[.,;!?)]|(?:and|but|please|in it|inside|on every|for|with|of|to)\b))"
    r"|(?<!\w)(?:عکس|تصویر|نقاشی)(?:ا|ها|های|ای)?(?: (?:رنگی|خوشگل|قشنگ|بزرگ|خوب|هم|حتما|زیاد|زیادی|بیشتر|بیشتری)){0,3} (?:داشته باشه|داشته باشد|توش باشه|توش باشد)(?!\w)|(?<!\w)(?:عکس|تصویر|نقاشی)(?:ا|اش|هاش|ها|هایش)? (?:هم )?(?:زیاد|بیشتر) (?:باشه|باشد)(?!\w)|(?<!\w)(?:پر|پراز|پر از) (?:عکس|تصویر|نقاشی)\w{0,2}(?!\w)|(?<!\w)(?:عکس|نقاشی) ?دار (?:باشه|باشد)(?!\w)"
    r"|\b(?:aks|naghashi)(?:ha)?(?: (?:ziad|rangi|ham)){0,2} dashte bashe\b"
)
# In the same clause, what is not wanted, or was long enough.
_UNPICTURED = re.compile(
    r"\b(?:no|not|without|never|hates?|dislikes?|doesn't|don't|didn't|isn't|can't|won't|n't|no longer|anymore|any more|too|bored|tired|sick|fed up|weary|outgrown|outgrew|grown|enough|used to|instead|rather than|past|beyond|stop|refuses|babyish)\b"
    r"|(?<!\w)(?:نمی ?(?:خوا\w+|پسند\w+)|نه(?! سال)|نباشه|نباشد|نداشته|بدون|دوست نداره|بدش|متنفر\w*|خسته\w*|بزرگ شده)(?!\w)"
)
_NO_PICTURES = re.compile(
    r"\b(?:no longer|doesn't|does not|hates?|dislikes?) (?:(?:wants?|likes?|needs?|loves?) )?(?:the |any )?(?:books? |ones )?(?:with|full of) (?:(?:lots of|a lot of|loads of|many|plenty of) )?(?:pictures?|illustrations?|drawings?)\b"
    r"|(?<!\w)(?:دیگه |دیگر )?نمی ?خوا(?:د|م|هد|هم|ن) (?:که )?(?:پر ?از|پر) (?:عکس|تصویر|نقاشی)(?:های?|ا)? ?(?:باشه|باشد)(?!\w)"
)
_CLAUSE = re.compile(r"[^.,;!?؟،؛\n]+")
_UNTOLD: dict[str, re.Pattern[str]] = {
    "little_text": re.compile(_READS_LITTLE),
    "not_dry": re.compile(r"\bnodryness\b"),
    "by_woman": re.compile(
        r"\b(?:by|from) (?:an? |some )?(?=(?:\w{3,14} )?(?:wom[ae]n|female|lad(?:y|ies))\b(?! (?:who|in|of)\b))|(?<!of a )(?<!of )(?<!about )(?<!about a )\b(?:wom[ae]n|female|lady) (?:writers?|authors?|novelists?|poets?)\b"
        r"|\b(?:writer|author|novelist|poet)(?:'s|s| is| was| be| should be| to be){1,3} (?:an? )?(?:wom[ae]n|female|lady)\b"
        r"|(?<!\w)(?:نویسنده?|شاعر)(?: ?(?:ی|ش|شم|اش|هاش|های|ها|هایش|هاشون))? ?(?:(?:ایرانی|خارجی|حتما|هم|هم حتما|معاصر|جوان) )?(?:زن(?!ده)|خانم|خانوم|بانو)\w{0,3}|(?<!\w)(?:زن|خانم|خانوم) نویسنده|\bnevisand\w{1,5} (?:ye )?(?:zan|khan[uo]m)(?: bashe)?\b"
    ),
    "bilingual": re.compile(
        r"\b(?:(?:or |and )?(?:in )?both languages(?: side by side)?|bilingual|parallel texts?|(?:(?:english|persian|farsi|languages?|translation) )?side by side|with (?:the |an? )?(?:english|persian|farsi|translation)(?: text| translation)? (?:next to (?:it|them)|beside (?:it|them)|alongside|opposite|underneath|on the (?:other|opposite|facing|next) page|in the margin))\b"
        r"|(?<!\w)(?:دو ?زبانه|دو ?زبونه|هر دو زبان|(?:انگلیسی|فارسی|ترجمه)ش? (?:هم )?(?:کنارش|روبه ?روش|بغلش|زیرش))(?!\w)|\bdo ?zabane\b"
    ),
    "mood": re.compile(
        rf"\b(?:that |the )?(?:same )?(?:dreamy|dreamlike|atmospheric|hopeful|peaceful|melancholic|nostalgic|quirky|surreal) {_FEEL}\b|\b(?:a |an )?(?:{_FEEL} (?:is |to be |that is )?)?(?:something |anything |but |and |or |bit |little |more |less |so |quite |very |too |not |please )(?:dreamy|dreamlike|calm|calmer|quieter|gentler|hopeful|atmospheric|peaceful|weird|bizarre|surreal)\b"
        r"|(?<!\w)(?:(?:نه |نه انقدر |این ?قدر |انقدر |خیلی |یه کم |یکم |کمی )?(?:عجیب ?و ?غریب|آروم|آرام|آروم ?تر|آرام ?تر|رویایی|رؤیایی|خیال ?انگیز|امیدبخش|امیدوارکننده|دلگرم ?کننده)(?: (?:تر|باشه|باشد|نباشه))?)(?!\w)"
        r"|\b(?:(?:na )?(?:enghad|inghad|kheili|kheyli|ye kam|yekam) )?(?:ajib o gharib|ajibo gharib|ajib|ar(?:oo|u|a)m ?tar|aroomtar|royayi)(?: (?:bashe|nabashe))?\b"
    ),
    "not_sad": re.compile(
        rf"\b{_NO} (?:\w+ ){{0,3}}(?:sad|depressing|gloomy|tragic|heart ?breaking|tear ?jerker|melancholy|heavy|upsetting|bleak|tears?)\b|\b(?:won't|doesn't|not) make (?:me|her|him|us) (?:cry|weep|sad)\b|\bhad enough (?:of )?sad\b"
        rf"|(?:غمگین|غم ?انگیز|غمناک|گریه ?دار|تلخ|ناراحت کننده|سنگین|افسرده کننده|حزن انگیز|دلگیر)\w{{0,9}}(?: \w{{1,20}}){{0,2}} ?{_NO_AFTER}|(?:اشک|گریه)\w{{0,9}}(?: \w{{1,20}}){{0,2}} ?(?:در ?نیاره|نیاره|نندازه|نکنم|در نیاد|نیاد)|(?:بدون|نه) (?:غم|غصه|گریه)"
        r"|(?<!\w)(?:تلخی|غم|غصه|سیاهی|تاریکی)\w{0,3} کمتر(?: باشه| باشد)?|\bna (?:enghad|inghad|kheili|ziad) (?:talkh|ghamgin|gham angiz|sangin)"
        r"|(?<!\w)(?:کمتر|کم ?تر|نه خیلی|نه چندان|نه زیاد) (?:غمگین|غم ?انگیز|غمناک|تلخ|سنگین|ناراحت ?کننده|افسرده ?کننده|دلگیر|تاریک|سیاه|depressing|sad|dark|heavy|gloomy)\w*|\bkamtar (?:gham\w+|depressing|talkh|sangin)"
        r"|\bgham ?(?:gin|angiz) (?:na\w+)|\bashk\w* (?:dar )?na\w+"
    ),
    "sad": re.compile(
        rf"(?<!not )(?<!nothing )(?<!too )\b(?:sad|heart ?breaking|tragic|tear ?jerker|melanchol\w+|bittersweet)\b(?! please)|(?:غمگین|غم ?انگیز|غمناک|گریه ?دار|تراژیک|حزن انگیز)(?!\w{{0,9}}(?: \w{{1,20}}){{0,2}} ?{_NO_AFTER})"
        r"|\bgham ?(?:gin|angiz)\b(?! na)"
    ),
    "happy_end": re.compile(
        r"\b(?:happy|good) end(?:ing)?\b|\bends? (?:well|happily)\b|(?:آخرش|پایانش|تهش|پایان)(?: \w+)? (?:خوش|خوب|شاد)(?!\w)|\bakharesh kho"
    ),
    "easy": re.compile(
        rf"{_READS_LITTLE}"
        r"|\b(?:(?:something|anything|one|bit|little|much|and|or|but|more|rather|too|shorter|is|be) eas(?:y|ier)(?! to (?:find|get|carry|hold))|(?:(?:a )?(?:little|bit) |too |too much |so |very |quite )(?:hard|difficult|high for (?:me|him|her)|advanced)\b|easy level|for foreigners?|eas(?:y|ier) (?:to read|english|persian|readers?|books?|language|words)|easy (?:\w+ )?(?:book|novel|stor\w+|english)|(?:simple|simpler|plain|easy|easier) (?:english|persian|farsi|language|words|sentences|style|text)|graded|level (?:[abc]?[1-6]|one|two|three)|\b[abc][12]\b level|my level|(?:no|without|few|not (?:many|too many|full of)) (?:\w+ ){0,2}(?:equations?|formulas?|formulae|jargon)|beginners?|for learn(?:ing|ers?)|intermediate)\b|\b(?:level|about|maybe|around) [abc][12]\b|\b(?:level|سطح) (?:حدود|تقریبا|about|around)? ?[abc][12]\b|\b(?:simple|easy) (?:\w+ )?(?:novels?|stories|story|books?)\b|\b(?:(?:he|she|son|daughter|niece|nephew|boy|girl|child|kid)(?:'s| is| has)? (?:\w{2,8} )?dyslexi[ac]|at the level of an?)\b|(?<!\w)(?:خوانش ?پریش|نارساخوان)(?:ه|م|ش)?(?!\w)|\b(?:not|isn't) (?:too|so|very|that)? ?(?:academic|scholarly|specialist)\b|(?<!\w)نه (?:خیلی|زیاد|انقدر)? ?(?:academic|آکادمیک|تخصصی|دانشگاهی)(?!\w)"
        r"|(?:زبان|زبون|متن|نثر|انگلیسی|فارسی)ش? ?(?:ساده|آسون|آسان|روون|روان(?! ?(?:شناس|پزشک|درمان|کاو)))|(?:ساده|آسون|آسان|روون) ?(?:باشه|باشد|بخونه|خون)|(?:سخت|دشوار)(?:ه|ن|ند|ش|شه)?(?: یکم| یه کم| کمی)?(?!\w)|(?:ساده|آسون|آسان|راحت|روون) ?تر|(?:بدون|بی) (?:\w+ )?(?:فرمول|معادله)\w*|(?:فرمول|معادله)\w*(?: \w+)? (?:نداشته|نباشه|نباشد|کم)|سطح(?:ش|م)? |مبتدی|خوب نمیتونه بخونه|خوب بلد نیست بخونه"
        r"|(?<!\w)(?:کتاب|داستان|رمان|متن)(?:ی|های|ها|هایی)? (?:\w+ )?(?:ساده|آسون|آسان|روون|روان(?! ?(?:شناس|پزشک|درمان|کاو)))(?!\w)|(?<!\w)(?:ساده|آسون|آسان) (?:\w+ )?(?:فارسی|انگلیسی)(?!\w)|(?<!\w)(?:تازه )?(?:دارم|دارد|داره) (?:فارسی|انگلیسی|زبان) ?(?:رو |را )?یاد می"
    ),
    "pictures": re.compile(
        rf"{_PICTURED}|"
        r"\b(?:with|w/|w) (?:\w+ )?(?:photos?|photographs)\b|\b(?:photos?|photographs) in it\b|(?<!\w)(?:عکس|تصویر) ?(?:هم )?(?:حتما )?(?:داشته باشه|داشته باشد)(?!\w)"
    ),
    "prize": re.compile(
        r"\b(?:prize|award) ?-? ?winn(?:ing|ers?)\b|\b(?:won|wins|winner of|winning) (?:an?|the|some) (?:\w{3,12} )?(?:prize|award|nobel|booker|pulitzer)\b|\b(?:nobel|booker|pulitzer)(?: prize)?(?: (?:winners?|winning|laureates?))\b"
        r"|(?<!\w)(?:برنده ?(?:ی )?)(?:جایزه ?(?:ی )?)?(?:نوبل|بوکر|پولیتزر|ادبی)(?!\w)|(?<!\w)جایزه ?(?:نوبل |ادبی |بوکر |پولیتزر )?(?:رو |را )?(?:برده|گرفته)(?: باشه| باشد| است)?(?!\w)|(?<!\w)نوبل (?:رو |را )?(?:برده|گرفته)(?: باشه| باشد| است)?(?!\w)|\b(?:jayeze\w?|nobel) (?:borde|gerefte)\b"
    ),
    "living": re.compile(
        r"\b(?:by|from|of|only) (?:an? |some )?(?:(?!dead)\w{3,12} )?(?:living|still alive) (?:authors?|writers?|novelists?|poets?)\b|\b(?:authors?|writers?|poets?) (?:who (?:is|are) |that (?:is|are) )(?:still )?(?:alive|living(?! in\b))\b"
        r"|(?<!درباره )(?<!مورد )(?<!\w)(?:نویسنده|شاعر)\w{0,3} (?:ی )?(?:\w+ )?زنده(?! یاد)(?: باشه)?(?!\w)"
    ),
    "subtitles": re.compile(r"\b(?:sub ?titles?|subtitled)\b|زیر ?نویس|\bzir ?nevis"),
    "not_violent": re.compile(
        rf"\b{_NO} (?:\w+ ){{0,2}}(?:violen\w+|blood\w*|gor[ey]|graphic violence|sex|swearing|rude)\b|(?:خشن|خشونت|خون ?و ?خونریزی|صحنه)\w{{0,9}}(?: \w{{1,20}}){{0,2}} ?{_NO_AFTER}"
    ),
}


def find_untold(folded: str) -> tuple[str, ...]:
    """Give the codes of what a folded text asks of a book beyond what a catalogue tells."""
    found = [code for code, pattern in _UNTOLD.items() if pattern.search(folded)]
    if "pictures" in found and not _has_pictures(folded):
        found.remove("pictures")
    return tuple(code for code in found if not (code == "sad" and "not_sad" in found))


def _has_pictures(folded: str) -> bool:
    clauses = [one for one in _CLAUSE.findall(folded) if _UNTOLD["pictures"].search(one)]
    return not clauses or any(_UNPICTURED.search(one) is None for one in clauses)


def without_untold(folded: str) -> str:
    """Give a folded text without the words that only say such a thing: they name no subject."""
    folded = re.sub(_READS_LITTLE, " ", folded)
    for code, pattern in _UNTOLD.items():
        if code == "pictures" and not _has_pictures(folded):
            # Refused, they are heard as what is refused; said so plainly, nothing is read out of them.
            folded = _NO_PICTURES.sub(" ", folded)
            continue
        if code not in ("easy", "little_text", "subtitles"):
            folded = pattern.sub(" ", folded)
    return folded
