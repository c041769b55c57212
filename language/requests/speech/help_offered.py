"""Help that somebody offers the library: to read to children, to shelve books, to come as a volunteer."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["offers_help"]

# Whoever reads to them: children in general, and none of one's own, for whom a book is wished.
_THEM = r"(?:the |small |little |your |some |old |older |blind |other ){0,2}(?:child(?:s|ren|rens)?|kids|toddlers|people|pensioners|elderly|seniors|patients|visitors|readers)"
_OFFER = r"(?:(?:i|we)(?:'d| would)? (?:can|could|may|might|would|will|want to|like to|love to|wish to|am able to|'m able to|'m happy to|am happy to|am willing to)(?: (?:like|love|also|gladly|maybe|even) ?(?:to)?)?|(?:maybe|perhaps|or|also) (?:i|we)(?: (?:can|could|may|would))?|(?:i'm|i am) (?:able|happy|willing|ready|free) to|let me|(?:^|(?<=[.,;:!?] )|(?<=and )|(?<=but )|(?<=or ))(?:can|could|may) i(?: maybe| perhaps| also)?)"
_DEED = rf"(?:(?:read|tell)(?: (?:the |some |a |out |aloud |my )?(?:story|stories|tales?|books?|poems?|something))?(?: aloud| out)? (?:to|for) {_THEM}|(?:put|shelve|sort|carry|tidy|place|repair|mend|dust|cover|arrange)(?: back)? (?:the |your |some |old |worn |returned ){{0,2}}books?(?: back)?(?: (?:in|on|into|onto|to) (?:the |their |your )?(?:shelf|shelves|place|places)(?! (?:my|after)\w*)|(?= ?(?:$|[.,;!?]|or|and|for (?:you|the library)|if)))|volunteer\b|help (?:you )?(?:out )?(?:in|at|with) (?:the|your) (?:library|shel(?:f|ves|ving)|story ?(?:time|hour)|children'?s? (?:hour|section|corner|room)))"
# "Something I can read to the children" is wished for.
_EN = re.compile(
    rf"(?<!\w)(?<!something )(?<!anything )(?<!book )(?<!books )(?<!one )(?<!ones )(?<!that )(?<!which )(?<!what )(?<!story )(?<!stories )(?:{_OFFER}) {_DEED}"
    r"|\b(?:make|do|be|as|become|like) (?:a |an |some )?volunteer(?:ing)?\b(?= ?(?:$|[.,;!?]|in|at|for|here|with|too|work))"
)
_THEM_FA = r"(?:بچه ?ها|بچهها|کودکان|کودکا|سالمندان|سالمندا|نابیناها|نابینایان|پیرمردها|پیرزن ?ها)(?:ی کتابخونه|ی کتابخانه)?(?!\w)"
_OFFER_FA = r"(?:می ?تونم|می ?توانم|می ?تونیم|حاضرم|دوست دارم|مایلم|بلدم)"
_DEED_FA = rf"(?:(?:برای|واسه|به) {_THEM_FA}[^.؟?!،]{{0,12}}(?:کتاب|قصه|داستان|شعر)\w{{0,3}} (?:بخون(?:م|یم)|بخوان(?:م|یم)|بگ(?:م|یم)|بگوی(?:م|یم)|تعریف کن(?:م|یم))|(?:کتاب|قصه|داستان|شعر)\w{{0,3}} (?:برای|واسه|به) {_THEM_FA} (?:بخون(?:م|یم)|بخوان(?:م|یم)|بگ(?:م|یم))|کتاب ?(?:ها|ا|هاتون|هاتان|ای)(?: ?رو| ?را)?(?: (?:تو|توی|در|سر) (?:قفسه ?\w{{0,5}}|جا\w{{0,4}}))? (?:بچین(?:م|یم)|مرتب کن(?:م|یم)|تعمیر کن(?:م|یم)|جا ?به ?جا کن(?:م|یم)))"
_FA = re.compile(
    rf"(?<!\w){_OFFER_FA}(?: (?:هم|که|من|مثلا|حتی)){{0,2}} {_DEED_FA}|(?<!\w){_DEED_FA}[^.؟?!]{{0,12}}(?<!\w){_OFFER_FA}"
    r"|(?<!\w)(?:داوطلب|داوطلبانه|افتخاری) (?:بشم|شوم|بشیم|بیام|بیایم|کار کن(?:م|یم)|کمک(?:تون|تان)? کن(?:م|یم)|همکاری کن(?:م|یم)|باشم)(?!\w)|(?<!\w)کار (?:داوطلبانه|داوطلبی|افتخاری)(?!\w)"
    r"|\b(?:mit(?:oo|u|o)nam|hazeram|d(?:oo|u)st daram)\b[^.?!,]{0,12}\b(?:baraye|vase|be) bache ?ha\b[^.?!,]{0,12}\b(?:ketab|ghesse|dastan) (?:bekh(?:oo|u|o)nam|begam)\b|\bdavtalab(?:ane)? (?:besham|beshim|kar konam|komak konam|biam|basham)\b"
)


def offers_help(text: str) -> bool:
    """Tell whether a text offers to help in the library, and wishes for nothing to read: "I can read to the children"."""
    said = fold(text).replace("’", "'")
    return _EN.search(said) is not None or _FA.search(said) is not None
