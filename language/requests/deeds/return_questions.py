"""Questions of bringing a book back: whether another may, whether it may be earlier, whether there is time left."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_by_another", "asks_early", "asks_in_time"]

_MOST_LETTERS = 500
_PERSON_EN = r"(?:my (?:husband|wife|spouse|partner|mother|mum|mom|father|dad|brother|sister|friend|flatmate|roommate|housemate|neighbou?r|colleague|son|daughter|cousin|aunt|uncle|assistant)|some(?:body|one) else)"
# What is given back is the book; what is brought in, or is somebody else's own, is another matter.
_THING = r"(?:(?!(?:in|his|her|their|own|to|for|with|and|or|a|an)\b)[^\s.?!,;]{1,16} ){0,5}"
_BACK_EN = rf"(?:bring back|return|hand back|(?:bring|take|carry|give|hand) {_THING}back|drop {_THING}off)\b"
_END_EN = r"(?: (?!(?:and|or|but|if|when|so|because|at|to|with|without)\b)[^\s.?!,;]{1,14}){0,5}"
_PERSON_FA = r"(?:شوهر|همسر|زن|خانم|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|دوست|همکار|همسایه|نامزد|پسر|دختر|هم ?خونه ?ا|هم ?اتاقی)(?:م|ام|مون|مان)"
_PERSON_LATIN = (
    r"(?:shoharam|hamsaram|zanam|mamanam|madaram|babam|pedaram|baradaram|dadasham|khaharam|doo?stam|pesaram|dokhtaram)"
)
_BACK_FA = r"(?:(?:بیاد |بیاره )?پس(?:ش)? ?بد(?:ه|هد)|بر(?:ش)? ?گرد(?:و|ا)ن(?:ه|د)|تحویل(?:ش)? ?بد(?:ه|هد))(?:ش|شون)?"
_FINE_FA = r"(?:(?:که|دیگه) )?(?:قبوله?|می ?شه|می ?شود|(?:اشکالی?|مشکلی?|ایرادی?) ?(?:نداره|ندارد|داره|دارد|نیست)|مجازه|می ?پذیرید)"
_ANOTHER = re.compile(
    rf"\b(?:may|can|could|is it (?:ok|okay|fine|allowed|possible) (?:if|for)|(?:is|would) (?:it|that) be (?:ok|okay|fine|possible) (?:if|for)) {_PERSON_EN} (?:(?:to|please|also|just) ){{0,2}}{_BACK_EN}{_END_EN}\?"
    rf"|\bcan {_PERSON_EN} (?:just )?bring (?:it|them|that one) in for me\?"
    rf"|{_PERSON_EN} (?:could|can|will|would|may)(?: just| also)? {_BACK_EN}{_END_EN}[,.;] ?(?:(?:is|would) (?:that|it)(?: be)? (?:ok|okay|fine|allowed|possible)|(?:would|does|do|will) (?:she|he|they) need my card)\b"
    rf"|(?<!\w)(?:اگه|اگر) {_PERSON_FA}(?: (?:خودش|جای من|به جای من|به جام|کتاب(?:ا|ها)?(?: رو| را)?|اون(?:ا|ها)?(?: رو| را)?))?(?: ?(?:رو|را))? (?:بیاره(?:ش|شون)?|بیاورد|{_BACK_FA})(?: پس ?بده)?[ ،,]{{1,2}}{_FINE_FA}(?!\w)"
    rf"|(?<!\w)(?:{_PERSON_FA}|(?:کس|یکی) (?:دیگه|دیگر|دیگه ?ای|دیگری)) (?:(?:هم )?(?:می ?تونه|می ?تواند) (?:(?!خودش|خودشو|به|بهم|من|پول)[^\s.؟?!،,]{{1,14}} ){{0,5}}|(?:(?!خودش|خودشو|به|بهم|من|پول)[^\s.؟?!،,]{{1,14}} ){{0,4}}(?:می ?تونه|می ?تواند) ){_BACK_FA}(?!\w)"
    rf"|(?<!\w)(?:می ?شه|می ?شود)(?: که)? (?:{_PERSON_FA}|یکی دیگه|کس دیگه ?ای|کس دیگری) (?:(?!خودش|خودشو|به|بهم|من|پول)[^\s.؟?!،,]{{1,14}} ){{0,4}}(?:{_BACK_FA}|بیارتش|بیارتشون)(?!\w)"
    rf"|\b(?:age|agar) {_PERSON_LATIN} (?:\w{{1,10}} ){{0,2}}?(?:bi[y]?are(?:sh)?(?: pas bede)?|pas(?:esh)? bede|bargardoone)[ ,]{{1,2}}(?:ghaboo?le|mishe|(?:eshkal|moshkel)i? (?:nadare|dare))\b"
    rf"|\b{_PERSON_LATIN} mitoo?ne (?:\w{{1,12}} ){{0,4}}?(?:pas(?:esh)? bede|bargardoone)\b"
)
_GIVE_EARLY = rf"(?:bring back|bring (?:it|them|that one|this one|the book)|return|hand back|(?:bring|take|give|hand) {_THING}back|drop {_THING}off)\b[^.?!,;]{{0,30}}?\b(?:early|earlier|sooner|before (?:it(?:'s| is) due|(?:the|its) (?:due )?date))"
_MINE_FA = r"(?:بیارم(?:ش|شون)?|پس(?:ش)? ?بدم|بر(?:ش)? ?گرد(?:و|ا)نم(?:ش)?|تحویل(?:ش)? ?بدم)"
_NO_HARM_FA = r"(?:که |اون ?وقت )?(?:(?:مشکل|اشکال|ایراد|عیب|مانع)ی? ?(?:که )?(?:نداره|ندارد|داره|دارد|نیست|هست)|می ?شه|می ?شود|قبوله)"
# The whole sentence asks for that, of what its writer brings.
_EARLY = re.compile(
    rf"\b(?:can|may|could) i (?:(?:just|also|still|please) )?{_GIVE_EARLY}(?: (?:please|too|then|as well|instead))?(?:\?|, (?:is (?:that|it) (?:ok|okay|fine|alright|allowed|a problem)|no problem|right)\b)"
    rf"|\b(?:is it|would it be|that's) (?:ok|okay|fine|alright|allowed|possible|a problem)(?: (?:if i|to|for me to)) {_GIVE_EARLY}|\b(?:no problem|any problem|does it matter|any trouble)(?: (?:if i|to)) {_GIVE_EARLY}"
    rf"|\bif i {_GIVE_EARLY},? (?:is (?:that|it) (?:ok|okay|fine|alright|allowed|a problem)|(?:that's|is there) (?:no|any|a) problem|no problem|does (?:it|that) matter)\b"
    r"|\bearly return(?:s)? (?:is|are|isn't|would be) (?:(?:not |no |a |any )?(?:problem|ok|okay|fine|allowed|possible))\b|\bis (?:an )?early return (?:ok|okay|fine|allowed|possible|a problem)\b"
    rf"|(?<!\w)زود ?تر(?: از (?:موعد|موعدش|تاریخش|اون|وقتش))?(?: (?:هم|خودم))? {_MINE_FA}[ ،,]{{1,2}}{_NO_HARM_FA}(?!\w)|(?<!\w)(?:می ?شه|می ?شود|می ?تونم|می ?توانم) (?:\S{{1,12}} ){{0,4}}زود ?تر(?: از (?:موعد|موعدش|تاریخش|اون|وقتش))? {_MINE_FA}[\s؟?.!]{{0,3}}$"
    r"|\bzoo?d ?tar (?:bi[y]?aram(?:esh|sh)?|pas(?:esh)? bedam|bargardoo?nam)[ ,]{1,2}(?:ke )?(?:(?:moshkel|eshkal)i? ?(?:nadare|dare|nist)|mishe)\b"
)
# "If I bring it earlier, can I renew the other one?", "… and pay my fine then?" ask something else.
_ASKS_ELSE = re.compile(
    r"\b(?:can|could|may|will|would) (?:i|you|she|he|we) (?:\w{1,10} ){0,2}(?:renew|extend|borrow|reserve|take (?!it\b|them\b)|get|have)\b|\bhow (?:much|many|do)\b|\b(?:pay|fine|fee|fees|refund|owe)\b(?! (?:if|to|when)\b)"
    r"|(?<!\w)(?:می ?شه|می ?شود|می ?تونم|می ?توانم)(?: \S{1,12}){0,4} (?:تمدید|رزرو|بگیرم|ببرم|بردارم)|(?<!\w)(?:چقدر|چند|چنده|جریمه\w{0,3})(?!\w)|\b(?:mishe|mitoo?nam)(?: \S{1,12}){0,4} (?:tamdid|rezerv|begiram|bebaram)\b"
)
# The clause ends there, and names little beside: whose time it is must be the loan's.
_IN_TIME = re.compile(
    r"(?:^|[.!?,;] ?)(?:and |so |ok )?is there (?:still |any )?(?:time|time left)(?: left)? (?:to (?:bring|return)|for|on) [^.?!,;]{2,40}\?|\bis (?:that|this) one (?:still )?(?:all right|alright|ok|okay|fine|late|overdue|on time|in time)(?: too)?\W{0,3}$"
    r"|\bi(?:'ll| will)? (?:bring|return)(?: (?:it|that|back)){0,2}(?: (?:on )?(?:tomorrow|today|tonight|\w{3,6}day)),? (?:so )?(?:that'?s|is that|that is) (?:ok|okay|fine|alright|in time)\b"
    r"|(?:^|[.!؟?،,؛] ?)(?:(?!من|کتابدار|جلسه)[^\s.!؟?،,؛]{1,16} ){1,4}(?:(?:رو|را) (?:هم )?(?:\S{1,8} )?بیارم یا )?(?:هنوز )?(?:(?:وقت|مهلت(?:ش)?) (?:داره|دارد|هست|مونده)|دیر(?:ش)? (?:نشده|شده|نمی ?شه))[\s؟?.!]{0,3}$"
    r"|(?<!\w)بیارم یا (?:هنوز )?(?:وقت|مهلت) (?:داره|دارم|هست)[\s؟?.!]{0,3}$|(?:^|[.!?,] ?)(?:\w{1,14} ){1,3}(?:hanoo?z )?(?:vaght|mohlat) (?:dare|moonde|munde)[\s?.!]{0,3}$"
)


def _said(text: str) -> str:
    return fold(text[:_MOST_LETTERS]).replace("’", "'")


@kept
def asks_by_another(text: str) -> bool:
    """Tell whether a text asks whether somebody else may bring a thing back: "could my flatmate drop it off?"."""
    return text.count("?") + text.count("؟") <= 1 and _ANOTHER.search(_said(text)) is not None


@kept
def asks_early(text: str) -> bool:
    """Tell whether a text asks whether a thing may come back before it is due."""
    said = _said(text)
    return _EARLY.search(said) is not None and _ASKS_ELSE.search(said) is None


@kept
def asks_in_time(text: str) -> bool:
    """Tell whether a text asks whether there is time left to bring a thing back."""
    return _IN_TIME.search(_said(text)) is not None
