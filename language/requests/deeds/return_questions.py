"""Questions of bringing a book back: whether another may, whether it may be earlier, whether there is time left."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_by_another", "asks_early", "asks_in_time"]

_MOST_LETTERS = 500
_BRINGS_EN = r"(?:bring\w{0,4}|brought|return\w{0,3}|drop\w{0,4} (?:\S{1,12} ){0,4}off|(?:carry|carrying|hand\w{0,3}|giv\w{1,3}|tak\w{1,3}) (?:\S{1,12} ){0,3}(?:back|in))"
_BRINGS_FA = r"(?:ب?یا(?:ره|رن|رد|رند|رم|ریم)(?:ش|شون)?|بیاد [^.؟?!]{0,20}پس ?(?:ش )?بده|پس ?(?:ش|شون)? ?(?:بد|می ?د)(?:ه|ن|م|هد|یم|هند)|بر(?:ش)? ?گرد(?:و|ا)ن(?:ه|د|م|ن)|تحویل(?:ش)? (?:بده|بدم|دهم|دهد))"
_BRINGS_LATIN = r"(?:bi[y]?ar(?:e|an|am)(?:sh|shun|shoon)?|pas(?:esh)? bed(?:e|am|an)|bargard(?:oo?|u)n(?:e|am|an)|tahvil bed(?:e|am))"
_ANOTHER = re.compile(
    rf"\b(?:my (?:\w{{1,12}} )?(?:husband|wife|spouse|partner|mother|mum|mom|father|dad|brother|sister|friend|flatmate|roommate|housemate|boss|neighbou?r|colleague|son|daughter|cousin|aunt|uncle|kid|assistant)|some(?:body|one) else)\b(?:(?!\b(?:i|i'll|we|lost|damaged|tore|broke)\b)[^?!]){{0,80}}\b{_BRINGS_EN}\b"
    rf"|(?<!\w)(?:شوهر|همسر|زن|خانم|مادر|مامان|پدر|بابا|برادر|داداش|خواهر|دوست|همکار|همسایه|نامزد|پسر|دختر|هم ?خونه ?ا|هم ?اتاقی)(?:م|ام|مون|مان)(?!\w)(?:(?!(?<!\w)(?:من|گم|خراب|پاره)(?!\w))[^؟?!]){{0,60}}(?<!\w){_BRINGS_FA}(?!\w)|(?<!\w)(?:کس|یکی) (?:دیگه|دیگر|دیگه ?ای|دیگری)[^؟?!]{{0,40}}(?<!\w){_BRINGS_FA}(?!\w)"
    rf"|\b(?:shoharam|hamsaram|zanam|mamanam|madaram|babam|pedaram|baradaram|dadasham|khaharam|doostam|dustam|pesaram|dokhtaram)\b[^?!]{{0,60}}\b{_BRINGS_LATIN}\b"
)
_MAY = re.compile(
    r"\b(?:may|can|could|would|is|are|does|do|will|should)\b[^.!]{0,60}\?|\b(?:is (?:that|it) (?:ok|okay|fine|allowed|possible)|need(?:s|ed)? my card|have with (?:him|her|them))\b"
    r"|(?<!\w)(?:قبول(?:ه|ه ?یا| است)?|می ?شه|میشه|می ?شود|می ?تونه|می ?تواند|اشکال\w{0,2}|مشکل\w{0,2}|لازمه|لازم است|چی همراه\w{0,2}|مجاز\w{0,3})(?!\w)|\b(?:ghaboo?le|mishe|mitoo?ne|eshkal\w{0,2}|moshkel\w{0,2}|lazeme)\b"
)
_EARLY = re.compile(
    rf"\b{_BRINGS_EN}\b[^.?!]{{0,40}}\b(?:early|earlier|sooner|before (?:it(?:'s| is) due|the (?:due )?date|then))\b|\bearly return\b|\b(?:early|earlier|sooner)\b[^.?!]{{0,20}}\b{_BRINGS_EN}\b"
    rf"|(?<!\w)زود ?تر(?: از \S{{1,10}}(?: \S{{1,8}})?)?(?: \S{{1,10}}){{0,2}} {_BRINGS_FA}(?!\w)|\bzoo?d ?tar(?: \S{{1,10}}){{0,3}} {_BRINGS_LATIN}\b"
)
_HARMS = re.compile(
    r"\b(?:problem|ok|okay|fine|alright|all right|matter|trouble|allowed|possible|may i|can i|could i|is it)\b"
    r"|(?<!\w)(?:مشکل|اشکال|ایراد|عیب|مانع)\w{0,2}(?!\w)|(?<!\w)(?:می ?شه|میشه|می ?شود|می ?تونم|می ?توانم|قبوله)(?!\w)|\b(?:moshkel|eshkal|irad)\w{0,2}\b|\b(?:mishe|mitoo?nam)\b"
)
# "If I bring it earlier, can I renew the other one?" asks something else.
_ASKS_ELSE = re.compile(
    r"\b(?:can|could|may|will|would) (?:i|you|she|he|we) (?:\w{1,10} ){0,2}(?:renew|extend|borrow|reserve|take (?!it\b|them\b)|get|have)\b|\bhow (?:much|many|do)\b"
    r"|(?<!\w)(?:می ?شه|می ?شود|می ?تونم|می ?توانم)(?: \S{1,12}){0,4} (?:تمدید|رزرو|بگیرم|ببرم|بردارم)|(?<!\w)(?:چقدر|چند|چنده)(?!\w)|\b(?:mishe|mitoo?nam)(?: \S{1,12}){0,4} (?:tamdid|rezerv|begiram|bebaram)\b"
)
_IN_TIME = re.compile(
    r"\b(?:is|are|does|do|have|has|be)\b[^.?!]{0,40}\b(?:in time|on time|still time|time left|any time left)\b|\b(?:bring|return)\w{0,3}\b[^.?!]{0,40}\b(?:that'?s|is that|that is) (?:ok|okay|fine|alright|in time)\b|\bis (?:that|this) one (?:all right|alright|ok|okay|fine|late|overdue)\b"
    r"|(?<!\w)(?:هنوز )?وقت (?:داره|دارم|دارد|هست|داریم|مونده)(?!\w)|(?<!\w)(?:مهلت(?:ش)? (?:داره|دارم|مونده|هست)|دیر(?:ش)? (?:نشده|شده|نمی ?شه))(?!\w)|\b(?:vaght|mohlat) (?:dare|daram|moonde|munde)\b"
)


def _said(text: str) -> str:
    return fold(text[:_MOST_LETTERS]).replace("’", "'")


@kept
def asks_by_another(text: str) -> bool:
    """Tell whether a text asks whether somebody else may bring a thing back: "could my flatmate drop it off?"."""
    said = _said(text)
    return _ANOTHER.search(said) is not None and _MAY.search(said) is not None


@kept
def asks_early(text: str) -> bool:
    """Tell whether a text asks whether a thing may come back before it is due."""
    said = _said(text)
    return _EARLY.search(said) is not None and _HARMS.search(said) is not None and _ASKS_ELSE.search(said) is None


@kept
def asks_in_time(text: str) -> bool:
    """Tell whether a text asks whether there is time left to bring a thing back."""
    return _IN_TIME.search(_said(text)) is not None
