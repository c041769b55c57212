"""Help that somebody offers the library: to read to children, to shelve books, to come as a volunteer."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["offers_help"]

# Whoever reads to them: children in general, and none of one's own, for whom a book is wished.
_THEM = r"(?:the |small |little |your |some |old |older |blind |other ){0,2}(?:child(?:s|ren|rens)?|kids|toddlers|people|pensioners|elderly|seniors|patients|visitors|readers|little ones|babies|pupils|blind)(?!'s)"
_OFFER = r"(?:(?:i|we)(?: (?:also|really|easily|happily|gladly))?(?:'d| would)? (?:can|could|may|might|would|will|want to|like to|love to|wish to|am able to|'m able to|'m happy to|am happy to|am willing to)(?: (?:like|love|also|gladly|maybe|even) ?(?:to)?)?|(?:maybe|perhaps|or|also) (?:i|we)(?: (?:can|could|may|would))?|(?:i'm|i am) (?:able|happy|willing|ready|free) to|let me|(?:i|we) (?:speak|know|am|was|have|live|work)\b[^.?!]{0,40} and (?:can|could|would (?:like|love) to)|(?:^|(?<=[.,;:!?] )|(?<=and )|(?<=but )|(?<=or ))(?:can|could|may) i(?: maybe| perhaps| also)?)"
# "A book for children" is one to be read by oneself, "a story for the children" is told.
_READS = rf"(?:(?:read|tell)(?: (?:the |some |a |out |aloud |my )?(?:story|stories|tales?|poems?|something))?(?: aloud| out)? (?:to|for) {_THEM}|read (?:the |some |a |out |aloud |my |your )?books?(?: aloud| out)? to {_THEM}|tell (?:the |your |some |my )?stories(?= ?(?:$|[.,;!]|at (?:the|your)|in (?:the|your) library))|teach {_THEM})"
_DEED = r"(?:(?:put|shelve|sort|carry|tidy|place|repair|mend|dust|cover|arrange)(?: back)? (?:the |your |some |old |worn |returned ){0,2}books?(?: back)?(?: (?:in|on|into|onto|to) (?:the |their |your )?(?:shelf|shelves|place|places)(?! (?:my|after)\w*)|(?= ?(?:$|[.,;!?]|or|and|for (?:you|the library)|if)))|volunteer\b|help (?:you )?(?:out )?(?:in|at|around|with) (?:the|your) (?:library|books|shel(?:f|ves|ving)|story ?(?:time|hour)|children'?s? (?:hour|section|corner|room)))"
# "Something I can read to the children" is wished for.
_NO_OBJECT = r"(?<!\w)(?<!something )(?<!anything )(?<!book )(?<!books )(?<!one )(?<!ones )(?<!that )(?<!which )(?<!what )(?<!story )(?<!stories )(?<!if )(?<!how )(?<!when )(?<!before )(?<!until )"
_EN_READS = re.compile(rf"{_NO_OBJECT}(?:{_OFFER}) {_READS}")
_EN = re.compile(
    rf"{_NO_OBJECT}(?:{_OFFER}) (?:{_READS} or )?{_DEED}"
    r"|\b(?:make|do|be|as|become|like) (?:a |an |some )?volunteer(?:ing)?\b(?= ?(?:$|[.,;!?]|in|at|for|here|with|too|work))"
)
_THEM_FA = r"(?:بچه ?ها|بچهها|کودکان|کودکا|سالمندان|سالمندا|نابیناها|نابینایان|پیرمردها|پیرزن ?ها)(?:ی کتابخونه|ی کتابخانه)?(?!\w)"
_OFFER_FA = r"(?:می ?تونم|می ?توانم|می ?تونیم|حاضرم|دوست دارم|مایلم|بلدم)"
_READS_FA = rf"(?:(?:برای|واسه|به) {_THEM_FA}[^.؟?!،]{{0,12}}(?:کتاب|قصه|داستان|شعر)\w{{0,3}} (?:بخون(?:م|یم)|بخوان(?:م|یم)|بگ(?:م|یم)|بگوی(?:م|یم)|تعریف کن(?:م|یم))|(?:کتاب|قصه|داستان|شعر)\w{{0,3}} (?:برای|واسه|به) {_THEM_FA} (?:بخون(?:م|یم)|بخوان(?:م|یم)|بگ(?:م|یم))|(?:برای|به) {_THEM_FA}(?: \w+){{0,2}} (?:درس|یاد) (?:بد(?:م|یم)|بده(?:م|یم)))"
_DEED_FA = r"(?:(?:کتاب|قفسه) ?(?:ها|ا|هاتون|هاتان|ای)(?: ?رو| ?را)?(?: (?:تو|توی|در|سر) (?:قفسه ?\w{0,5}|جا\w{0,4}))? (?:بچین(?:م|یم)|مرتب کن(?:م|یم)|تعمیر کن(?:م|یم)|جا ?به ?جا کن(?:م|یم))|کتاب(?: ?(?:ها|های|ای) ?(?:پاره|کهنه|قدیمی)?(?: ?(?:رو|را))?)? (?:صحافی|ترمیم) کن(?:م|یم)|(?:به شما|(?:تو|توی|در|به) (?:کتابخونه|کتابخانه)\w{0,3}) کمک (?:کن(?:م|یم)|بد(?:م|یم)))"
_HELPING_FA = r"(?: (?:هم|که|من|مثلا|حتی)){0,2}"
_FA_READS = re.compile(
    rf"(?<!\w){_OFFER_FA}{_HELPING_FA} {_READS_FA}|(?<!\w){_READS_FA}[^.؟?!]{{0,12}}(?<!\w){_OFFER_FA}"
    r"|\b(?:mit(?:oo|u|o)nam|hazeram|d(?:oo|u)st daram)\b[^.?!,]{0,12}\b(?:baraye|vase|be) bache ?ha\b[^.?!,]{0,12}\b(?:ketab|ghesse|dastan) (?:bekh(?:oo|u|o)nam|begam)\b"
)
_FA = re.compile(
    rf"(?<!\w){_OFFER_FA}{_HELPING_FA} (?:{_READS_FA} (?:یا|و) )?{_DEED_FA}|(?<!\w){_DEED_FA}[^.؟?!]{{0,12}}(?<!\w){_OFFER_FA}"
    r"|(?<!\w)(?:داوطلب|داوطلبانه|افتخاری) (?:بشم|شوم|بشیم|بیام|بیایم|کار کن(?:م|یم)|کمک(?:تون|تان)? کن(?:م|یم)|همکاری کن(?:م|یم)|باشم)(?!\w)|(?<!\w)کار (?:داوطلبانه|داوطلبی|افتخاری)(?!\w)"
    r"|\bdavtalab(?:ane)? (?:besham|beshim|kar konam|komak konam|biam|basham)\b"
)


# Who asks for a book to read to them, or reads to those of their own, offers nothing to the library.
_WISHES = re.compile(
    r"(?<!i )(?<!i'd )(?<!i would )\b(?:recommend|suggest)\w{0,8}\b|\b(?:which|what) (?:\w+ )?(?:books?|stor(?:y|ies)|titles?|do you|have you|would you|should i|can i)\b|\b(?:do|have) you (?:have|got)\b|\b(?:looking for|i need|(?:want|like|could use|borrow|find|any|another|a (?:\w+ )?(?:good|nice|picture|short|funny|suitable)) (?:a |an |some |the )?(?:\w+ ){0,2}(?:books?|stor(?:y|ies)|titles?|ideas?))\b|\bbooks? ?\?"
    r"|(?<!\w)(?:معرفی|پیشنهاد)(?: (?:لطفا|هم))? ?(?:کنید|کنین|کن|بدید|بدین|بده|بفرمایید|می ?کن(?:ید|ین|ی)|می ?د(?:ید|ین|ی)|دار(?:ید|ین|ی))(?!\w)|(?<!\w)(?:چی|چه کتاب\w{0,4}|کتابی|قصه ?ای|کتاب خوب\w{0,2}|کتاب مناسب\w{0,2})(?: \w+){0,3} (?:دار(?:ید|ین|ی)|هست|می ?خوا(?:م|هم)|لازم دارم|بخونم|بخوانم)(?!\w)|\b(?:pishnahad|moarefi) (?:kon\w{0,2}|mikon\w{1,2}|bed\w{1,2}|dar\w{1,2})\b"
)
_OWN = re.compile(
    r"\b(?:to|for|in|at|of|from) (?:my|our) (?:\w+ ){0,2}(?:child\w*|kids?|sons?|daughters?|class\w*|pupils?|students?|nursery|kindergarten|school|gran\w*|niece|nephew|baby)\b"
    r"|(?<!\w)(?:بچه ?(?:م|ام|هام|های خودم|مون)|پسرم|دخترم|نوه ?(?:ام|م|هام)|شاگرد(?:ام|هام|های من|انم)|دانش ?آموز(?:ام|هام|انم)|کلاسم(?:ون)?|مهدمون|مهد ?کودکمون|مدرسمون|مدرسه ?مون)(?!\w)|\b(?:bacheham|shagerdam|shagerdham|kelasam|kelasemun)\b"
)


def offers_help(text: str) -> bool:
    """Tell whether a text offers to help in the library, and wishes for nothing to read: "I can read to the children"."""
    said = fold(text).replace("’", "'")
    if _EN.search(said) is not None or _FA.search(said) is not None:
        return True
    reads = _EN_READS.search(said) is not None or _FA_READS.search(said) is not None
    return reads and _WISHES.search(said) is None and _OWN.search(said) is None
