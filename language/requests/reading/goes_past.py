"""Messages that go past what was suggested: others are wanted, none by that author, or those are known already."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from language.normalise import fold
from language.requests.reading.goes_on import only_says_how, untold_beside

__all__ = ["asks_for_next", "authors_named_off", "knows_those", "not_by_that_one"]

_END = r"(?= ?(?:$|[.,،؛;:!?؟)]))"
_CLAUSES = re.compile(r"[.,،؛;:!?؟()\n]+")
# The author of what was shown is not wanted again.
_THAT_ONE = r"(?:him|her|them|this one|that one|(?:the )?same (?:author|writer|guy|person|woman|man)|that (?:author|writer|guy)|this (?:author|writer))"
_NOT_BY_THAT = re.compile(
    rf"(?:^|[.,;:!] ?|\b(?:but|just|something|anything|one|and|please) )(?:not(?: another one| one| anything)? by|(?:by|from) (?:someone|somebody|anyone) (?:other than|but)) {_THAT_ONE}\b"
    rf"|(?:^|[.,;:!] ?|\b(?:something|anything|ones?|books?|novels?|but|more|maybe|and) )(?:by|from) (?:someone|somebody|anyone) else(?: (?:please|pls|this time|instead))?{_END}"
    r"|(?<!\w)(?:از |کار )?(?:همین|همون|همان|این|اون|آن) نویسنده(?: (?:دیگه|رو|را)){0,2} (?:نه|نباشه|نباشد|نمی ?خوام|نمی ?خواهم)(?!\w)|(?<!\w)از خود(?:ش|شون) (?:نه|نباشه|نباشد|نمی ?خوام)(?!\w)"
    r"|\b(?:az )?(?:hamoon|hamun|hamin|in|un|oon) nevisande(?: dige)? (?:na|nabashe|nemikham)\b|\baz khod(?:esh|ash) (?:na|nabashe)\b"
)
_NOTHING_BY = re.compile(
    rf"(?:^|[.,;:!] ?)(?:please |but )?(?:nothing(?: else| more)? by|no more (?:of|by|from)) {_THAT_ONE}\b"
)
# Another author is all that is said: whoever names one, or a title, asks for that.
_ANOTHER_AUTHOR = re.compile(
    r"(?:(?:no|ok|okay|please|maybe|then|but|and|now|can|could|i|we|you|have|want|need|would|i'd|like|give|show|me|try|suggest|recommend|what|how|about|something|anything|one|a book|a novel|from|of|by) ){0,7}"
    r"(?:(?:a |some )?(?:different|another|other) (?:author|writer|novelist)s?)(?: (?:please|pls|this time|instead|then|now)){0,2}"
    r"|(?:(?:نه|خب|حالا|لطفا|پس|از|مال|کار|یه کتاب|یه چیز|ولی|میشه|برو سراغ) ){0,4}(?:یه|یک) نویسنده ?(?:ی )?(?:دیگه|دیگر|دیگه ?ای|دیگری)(?: (?:لطفا|باشه|بده|بدین|بدید|می ?خوام|معرفی کن\w{0,3}|پیشنهاد (?:بده|بدین|بدید))){0,2}"
    r"|(?:(?:na|khob|lotfan|az|male|ye ketab|vali) ){0,3}(?:ye|yek) nevisande(?:ye)? dige(?: (?:lotfan|bashe|bede|mikham)){0,2}"
)


def not_by_that_one(text: str) -> bool:
    """Tell whether a text wants nothing more by the author of what was shown: "not by him", «از همین نویسنده نه»."""
    said = _plain(text)
    if _NOT_BY_THAT.search(said) or (_NOTHING_BY.search(said) and not {"?", "؟"} & set(said)):
        return True
    return _ANOTHER_AUTHOR.fullmatch(" ".join(_CLAUSES.sub(" ", said).split())) is not None


_A_NAME = r"(?P<{0}>[^\W\d_][\w'-]{{2,20}}(?: (?!(?:please|pls|again|lotfan|لطفا)\b)[^\W\d_][\w'-]{{2,20}})?)"
# Who is known to everybody, was read, or is had already, in a text that wants another.
_NAMED_OFF = (
    # Excepted, whatever is said behind it: others are wished for.
    re.compile(
        rf"\b(?P<but>other than|except(?: for)?|apart from|anyone but|anybody but|anything but|but not|nothing by|not by) (?:by |from )?{_A_NAME.format('f')}(?= ?(?:(?:please|pls|again|this time) ?)?(?:$|[.,;!?]))"
    ),
    re.compile(
        rf"(?<!\w)(?:به )?(?P<but>غیر از|جز|بجز|(?:ولی|اما) نه) (?:از )?(?:کتاب ?های |کتابای |آثار |کارای |کارهای )?{_A_NAME.format('g')}(?= ?(?:(?:لطفا|باشه|دیگه) ?)?(?:$|[.،؛!؟?,]))"
    ),
    re.compile(
        rf"\b(?P<but>(?:be )?(?:gheyr|gheir|ghayr) az|be ?joz|joz|(?:vali|ama) na) (?:az )?(?:ketabaye |asare )?{_A_NAME.format('h')}(?= ?(?:(?:lotfan|bashe|dige) ?)?(?:$|[.,;!?]))"
    ),
    re.compile(
        rf"\b(?:everyone|everybody) (?:already )?(?:knows|reads|has read) {_A_NAME.format('a')}(?= ?(?:$|[.,;!?]))"
    ),
    re.compile(
        rf"(?:^|[.,;!?] ?)(?:i|we) (?:already )?(?:know|read|have) {_A_NAME.format('b')}(?= ?(?:already ?)?(?:$|[.,;!?]))"
    ),
    re.compile(rf"\b(?P<off>don't|do not) want {_A_NAME.format('c')}(?: again| any ?more)?(?= ?(?:$|[.,;!?]))"),
    re.compile(
        rf"(?:^|[.،؛!؟?,] ?|(?<!\w)(?:و|ولی|اما|خب) ){_A_NAME.format('d')} ?(?:رو|را|و) (?:که )?(?:دیگه )?(?:همه )?(?:می ?شناس(?:ن|ند|م|یم)|(?:همشو|همه ?شو|همه کتاباشو|زیاد) (?:خوندم|خونده ?ام)|(?:یکیشو|یکیش|کتابشو) (?:رزرو )?دارم|(?P<off>نمی ?خوام))(?!\w)"
    ),
    re.compile(
        rf"(?:^|[.,;!?] ?|\b(?:vali|khob) ){_A_NAME.format('e')} (?:ro|ra|o) (?:ke )?(?:hame )?(?:mishnas(?:an|and|am|im)|mishenas(?:an|and|am)|hamasho khoondam|hamasho khundam|(?P<off>nemikham))\b"
    ),
)


def authors_named_off(text: str) -> Iterator[str]:
    """Give the names that may be of authors whom a text knows already, excepts or wants no more of, and wishes for others."""
    said = _plain(text)
    for pattern in _NAMED_OFF:
        for found in pattern.finditer(said):
            rest = said[found.end() :]
            said_of = found.groupdict()
            refused = said_of.get("off") is not None
            if said_of.get("but") or _wishes_on(rest) or (refused and not rest.strip(" .!")):
                yield next(value for name, value in said_of.items() if value and name not in ("off", "but"))


# Those shown are known: all that is said, or said before what is wished for.
_KNOWS = re.compile(
    r"(?:(?:oh|ok|no|ah|hm+|yes|haha|yeah|sorry|but)[ ,.!]{1,2}){0,3}(?:(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already )?(?:(?P<read>read)|seen|knows?|had|watched) (?:that|this|it|those|these|them|both|(?:the film|the movie) of (?:that|it|this))|(?P<bare>read) (?:that|those|these|this one)|(?P<already>already read) (?:it|that|those|them|these))(?: one| ones| already| before| all| too){0,2}(?= ?(?:$|[.,;:!?(]))"
    r"|(?:(?:نه|آره|اره|ای|خب|آخ) ?){0,2}(?:این(?:و|ا|ارو|ها|ها رو)?|اون(?:و|ا|ارو)?|همین(?:و|ا)?|این یکی|اون یکی|همش|همشو)(?: ?(?:رو|را))?(?: (?:هم|که|قبلا|همه)){0,3} (?:(?P<fa>خوندم|خواندم|خوندیم|(?:خونده|خوانده) ?(?:م|ام|ایم|یم|است)?)|دیدم|دیدیم|دیده ?(?:م|ام|ایم|یم))(?= ?(?:$|[.،؛:!؟?,(]))"
    r"|(?:(?:na|are|khob|ah) ){0,2}(?:ino|uno|oono|ina|inaro|una|in yeki|un yeki)(?: ro)?(?: (?:ham|ke|ghablan|hame)){0,3} (?P<latin>kh(?:u|oo)nd(?:e|am|eh|im|eam))(?= ?(?:$|[.,;:!?(]))"
)
_NEXT = re.compile(
    r"(?:(?:no|nah|nope|ok|meh|thanks|hmm?|نه|خب|اوکی|na|khob) ?){0,3}(?:next(?: one| please| pls)?|other ones?|others|another(?: one)?|something else|بعدی|یکی دیگه|یه چیز دیگه|چیز دیگه|dige chi|yeki dige|badi)"
)
_OF_SOMEBODY = r"(?! (?:by|from|of|did|does|has|have|was|is) (?!there\b|you\b|interest\b))"
_WHAT_ELSE = re.compile(
    rf"\b(?:what else|who else|anything else|something else|another(?: one)?|other(?:s| ones?)?|next(?: one)?)\b(?! (?:branch|day|time|card|copy|edition|week|month)){_OF_SOMEBODY}|(?<!\w)(?:یکی|یه ?چیز|چیز|یه کتاب|کتاب) ?(?:دیگه|دیگر|دیگری|دیگه ?ای)(?!\w)|(?<!\w)(?:دیگه چی|بعدی)(?!\w)|\b(?:yeki|ye ?chiz\w?|chiz\w?|ye(?: ?ketab\w?)?(?: \w{{3,10}} e)?) ?dige\w{{0,2}}\b|\bdige chi\b"
)
# A clause that asks for others and for nothing that has a name.
_ANOTHER = re.compile(
    r"(?:(?:ok|so|and|but|no|please|maybe|then|well|do|have|you|got|is|are|there|can|could|i|want|need|i'd|like|give|show|me|suggest|recommend|any|what|how|about) ){0,6}"
    r"(?:what else|who else|anything else|something (?:else|different|new)|someone else|next one|another|others|other|next)(?: (?:one|ones|book|books|novel|author|writer|please|pls|then|instead|to read|is|there|do|you|have|got|can|suggest|recommend|for (?:him|her|me))){0,6}"
    r"|(?:(?:نه|خب|پس|حالا|لطفا|یه|از|کتاب) ){0,3}(?:یکی|یه ?چیز|چیز|یه کتاب|کتاب|یه نویسنده|کی|چی) ?(?:دیگه|دیگر|دیگری|دیگه ?ای)(?: (?:لطفا|بده|بدین|بدید|می ?خوام|چی|هست|دارین|دارید|معرفی کن\w{0,3}|بگو|بگین)){0,3}|(?:دیگه چی|بعدی)(?: (?:دارین|دارید|هست|لطفا))?"
    r"|(?:(?:na|khob|pas|lotfan) ){0,2}(?:yeki|ye ?chiz\w?|chiz\w?|ye ?ketab\w?|ki|chi) ?dige\w{0,2}(?: (?:lotfan|bede|mikham|darin|hast|chi)){0,2}|dige chi(?: darin| hast)?|badi"
)

# How one was that is known says nothing of others.
_OF_IT = re.compile(r"(?:and |but |so )?(?:it|that|this|they|those|these|he|she)(?:'s| is| was| were| are)\b")


def knows_those(text: str) -> bool:
    """Tell whether a text says at its beginning that what was shown is read, and asks for nothing but others.

    Who knows it, or has seen it, may speak of anything: they want others only where they say so.
    """
    said = _plain(text)
    found = _KNOWS.match(said)
    if found is None:
        return False
    rest = said[found.end() :]
    read = any(found[name] for name in ("read", "bare", "already", "fa", "latin"))
    return _wishes_on(rest) or (read and not rest.strip(" .,!:;()،؛") and not {"?", "؟"} & set(rest))


def asks_for_next(text: str, *, alone: bool = False) -> bool:
    """Tell whether a text asks for others than those shown; `alone`: and says nothing else."""
    said = " ".join(re.sub(r"[.,،!؟?;:()]+", " ", fold(text)).split())
    return (_NEXT.fullmatch(said) if alone else _WHAT_ELSE.search(said)) is not None


def _wishes_on(rest: str) -> bool:
    """Tell whether what a text says at its end is a wish for others, and nothing before that asks anything."""
    clauses = [part.strip() for part in _CLAUSES.split(rest) if part.strip()]
    if not clauses or len([mark for mark in rest if mark in "?؟"]) > 1:
        return False
    last = clauses[-1]
    if _OF_IT.match(last):
        return False
    return bool(_ANOTHER.fullmatch(last) or _NOT_BY_THAT.search(last) or only_says_how(last) or untold_beside(last))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())
