"""Words for what is left beside something: "the other two", «اون یکی», "the rest"; and for what was told: "those two"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold

__all__ = ["Others", "find_others", "find_those", "only_others", "orders_those", "points_at_several"]

_NUMBERS = {
    **{str(number): number for number in range(2, 10)},
    **dict(zip("two three four five six seven eight nine".split(), range(2, 10), strict=True)),
    **dict(zip("دو سه چهار پنج شش هفت هشت نه".split(), range(2, 10), strict=True)),
    **dict(zip("do se chahar panj shish haft hasht noh".split(), range(2, 10), strict=True)),
}
_EN = r"(?:two|three|four|five|six|seven|eight|nine|[2-9])"
_FA = r"(?:دو|سه|چهار|پنج|شش|هفت|هشت|[2-9])"
_LATIN = r"(?:do|se|chahar|panj|[2-9])"
_ONE = r"(?:one|book|loan|reservation|hold|title|item|novel)"
_MANY = r"(?:ones|books|loans|reservations|holds|titles|items|novels)"
# "The other two weeks", "those two branches" are none of the patron's things.
_NO_THINGS = r"(?! ?(?:by|days?|weeks?|months?|hours?|years?|times?|branch|branches|libraries|people|persons?|kids|children|sisters?|brothers?|friends|girls|boys|cards?|questions?|things|copies|volumes|pages|rooms?|floors?|events?|fines?|fees?|charges?|cases?|complaints?|authors?)\b)"
# "Any other book" is one more, and none of those that were spoken of.
_OF_ANY = r"(?<!any )(?<!no )(?<!some )(?<!every )(?<!each )(?<!which )(?<!what )(?<!one or the )(?<!each )"
_WHOSE = r"(?<!his )(?<!her )(?<!their )(?<!your )(?<!author's )"
# "The other book by him" is one of the author's, and not the patron's.
_NOT_HIS = r"(?! (?:by|of) (?:him|hers?|his|them|theirs|the same|this|that)\b)(?! (?:he|she|they) )"
_OTHER_ONE = re.compile(
    rf"{_OF_ANY}{_WHOSE}\b(?:the |my |that |this |also )?other {_ONE}\b{_NOT_HIS}"
    r"|\b(?:the|my) other\b(?= ?(?:$|[.,;:!?)]|(?:too|also|as well|please|pls|is|was|has|then|instead|though)\b))"
    r"|(?<!\w)(?:اون|آن) ?یکی(?:ه|و|ش|شو|م|مو|رو|شم|یم)?(?!\w)(?! ?(?:شعبه|کتابخونه|کتابخانه|کارت|جریمه|بدهی|شکایت|اتاق|خواهر|برادر|داداش|دوست|همکار|مامان|بابا|کتابدار|بچه|پسر|دختر|نویسنده|مترجم|برنامه|رویداد|سوال|کامپیوتر))"
    r"|(?<!\w)(?:(?:اون|آن) )?(?:کتاب|رزرو|امانت) ?(?:ی )?(?:دیگه ?(?:ام|م|ش)|دیگر ?(?:م|ام|ش)|دیگمو|دیگشو)(?!\w)"
    r"|^(?:و |پس |خب )?(?:آن |اون )?(?:کتاب|امانت|رزرو) (?:دیگر|دیگه)(?= ?[؟?،,.])"
    r"|(?<!\w)(?:اون|آن) دیگری(?:ش)?(?!\w)(?= ?(?:$|[؟?،,.!]|(?:چی|چطور|چه|را|رو|هم|نیز)(?!\w)))"
    r"|\b(?:oo?n|un) ?yeki(?:sh|sho|o|m|mo|am|ham)?\b"
)
_OTHER_MANY = re.compile(
    rf"\b(?:the |my |those |these )other (?P<en>{_EN})\b{_NO_THINGS}|\b(?:the|my) (?P<en2>{_EN}) (?:others|other (?:ones|books|loans|reservations|holds|titles|items))\b"
    rf"|(?<!\w)(?:اون|آن) ?(?P<fa>{_FA}) ?(?:تا|کتاب|جلد|مورد|امانت|رزرو)(?:ی| ی)? ?(?:دیگه|دیگر)\w{{0,5}}(?!\w)"
    rf"|\b(?:oo?n|un) ?(?P<latin>{_LATIN}) ?ta ?y?e? ?(?:dige|digar)\w{{0,4}}\b"
)
_OTHERS = re.compile(
    rf"\b(?:the|my) (?:others|rest|remaining(?: {_MANY})?|other {_MANY})\b(?! of (?:the|my|your|his|her) (?:money|fine|fee|day|week|month|year|time|family|story|series|library))"
    r"|(?<!\w)(?:بقیه|مابقی|باقی)(?!\w{0,4}(?:دار|مون|مان))\w{0,6}(?!\w)(?! ?(?:ی )?(?:پول|جریمه|بدهی|هزینه|مبلغ|روز|هفته|ساعت|وقت|شعبه|کتابخونه|کتابخانه|خانواده|بچه|مردم|بمون|مونده|مانده|می ?مون))|(?<!\w)(?:اون|آن) ?یکی ?ها\w{0,4}(?!\w)|(?<!\w)(?:کتاب|امانت|رزرو)(?:ا|ها)?ی (?:دیگه|دیگر)\w{0,3}(?!\w)"
    r"|\b(?:baghi|baqi)\w{0,6}\b(?! ?(?:pool|pul|jarime|bedehi|hazine|rooz|ruz|hafte|vaght|bemoon|bemun|moonde|munde))"
)
_THOSE = re.compile(
    rf"\b(?:those|these) (?P<en>{_EN})\b{_NO_THINGS}"
    rf"|(?<!\w)(?:اون|آن|این|همین|همون|همان) ?(?P<fa>{_FA}) ?تا(?:ش|شون|شو|رو|م)?(?!\w)(?! ?(?:دیگه|دیگر|شعبه|روز|هفته|بچه|خواهر|برادر|دوست|نفر|کارت|سوال|اتاق|جریمه|کتابخونه|کتابخانه))"
    rf"|\b(?:oo?n|un|in|hamoo?n|hamin) ?(?P<latin>{_LATIN}) ?ta(?:sh|sho|shoon|shun)?\b(?! ?(?:ye? )?(?:dige|digar|shobe|rooz|ruz|hafte|nafar))"
    r"|\bboth(?: of (?:them|those|these|my (?:books|loans|reservations|holds)))?\b(?! (?:branches|libraries|days|weeks|of (?:us|you)|kids|children))"
    r"|(?<!\w)هر ?دو(?: ?تا)?(?:ش|شون|شو|شونو|رو|یشان)?(?!\w)(?! ?(?:شعبه|روز|هفته|نفر|بچه|کارت|کتابخونه|کتابخانه))|\bhar ?do(?: ?ta)?(?:sh|sho|shoon|shun)?\b(?! ?(?:shobe|rooz|ruz|hafte|nafar))"
)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Others:
    """A reference without a name: `kind` "other" (beside what was spoken of) or "those" (that were).

    `count`: of how many things; 0 for all that are left. `start`, `end`: where it stands in the folded text.
    """

    kind: str
    count: int
    start: int
    end: int


@kept
def find_others(text: str) -> Others | None:
    """Find the first words that speak of the others, or of those that were told of; None where there are none."""
    said = fold(text).replace("’", "'")
    for pattern, count in ((_OTHER_MANY, None), (_OTHER_ONE, 1), (_OTHERS, 0)):
        if (found := pattern.search(said)) is not None:
            return Others("other", _count(found) if count is None else count, *found.span())
    return find_those(text)


@kept
def only_others(text: str) -> bool:
    """Tell whether nothing but the other one is spoken of: "and the other one?", «و آن دیگری؟»."""
    said, others = fold(text).replace("’", "'"), find_others(text)
    if others is None or others.kind != "other":
        return False
    around = f"{said[: others.start]} {said[others.end :]}"
    return all(word in _AROUND for word in re.findall(r"[\w']+", around))


_AROUND = frozenset(
    "and so then what about how for with the teh hte th is it same too also ok okay thanks thank you please pls now well oh hi is's question"
    " و پس خب خوب چی چطور چه چگونه برای هم نیز را رو حالا الان لطفا ممنون مرسی سپاس باشه آهان همینطور وضعیت اوضاع دیگه"
    " va o pas khob chi chetor baraye ham hala alan lotfan mersi mamnoon bashe dige".split()
)
# "Until when can I keep them": all that were spoken of, and not the last alone.
_SEVERAL = re.compile(
    r"(?<!tell )(?<!told )(?<!ask )(?<!inform )(?<!let )\b(?:them|these|those)\b(?! (?:days?|weeks?|two|three|four|libraries|branches|people|fines?|fees?))(?! of)"
    r"|\bare they (?:all |both )?due\b|\bthey(?:'re| are) (?:all |both )?due\b"
    r"|(?<!\w)(?:اونا|اینا|آنها|آن ها|اونها|اینها|این ها)(?:رو| رو| را|ن|ست)?(?!\w)(?! (?:گفت|می ?گ|می ?خوا|خواست))|(?<!\w)(?:پسشون|برشون|نگهشون|بیارمشون|برگردونمشون)(?!\w)"
    r"|\b(?:oo?na|ina|oo?nharo|inaro)(?:ro| ro)?\b(?! (?:goft|mig|mikha))|\b(?:biaramesho?on|pasesho?on|negaheshoo?n)\b"
)
# "They want it back": who keeps or wants it, and one thing.
_ONE_THING = re.compile(
    r"\b(?:it|this one|that one|this book)\b|(?<!\w)(?:نگهش|پسش|برش|تحویلش|بیارمش|برگردونمش)(?!\w)|\b(?:negahesh|pasesh|biaramesh)\b"
)


@kept
def points_at_several(text: str) -> bool:
    """Tell whether a text points at several things without a number: "them", «اونا»."""
    said = fold(text).replace("’", "'")
    return _SEVERAL.search(said) is not None and _ONE_THING.search(said) is None


@kept
def find_those(text: str) -> Others | None:
    """Find words for things that were told of, "those two", whatever stands beside them."""
    found = _THOSE.search(fold(text).replace("’", "'"))
    return Others("those", _count(found) or _PAIR, *found.span()) if found is not None else None


@kept
def orders_those(text: str, kind: str) -> bool:
    """Tell whether a verb of a kind's deed is said of those two, "renew both", or they are all that is said: "both please"."""
    said, those = fold(text).replace("’", "'"), find_those(text)
    if those is None:
        return False
    before, behind = said[: those.start], said[those.end :]
    if _NOTHING.fullmatch(before) and _NOTHING.fullmatch(behind):
        return True
    if (verbs := _VERBS.get(kind)) is None:
        return False
    return bool((verbs[0].search(before) and _ENDS.match(behind)) or verbs[1].match(behind))


_OBJECT = r" ?(?:(?:رو|را|و|هم|لطفا|برام|واسم|دوباره|باز|فقط|ro|ham|lotfan|baram) ?){0,4}"
# The verb stands right before those, and no noun behind; in Persian, right behind.
_VERBS = {
    "loan": (
        re.compile(r"\b(?:renew|renewing|extend|extending|prolong)(?: (?:please|just|only|me))? $"),
        re.compile(rf"{_OBJECT}(?:تمدید|tamdid)"),
    ),
    "hold": (
        re.compile(r"\b(?:cancel|cancell?ing|drop|delete|remove)(?: (?:please|just|only|me))? $"),
        re.compile(rf"{_OBJECT}(?:لغو|کنسل|حذف|laghv|kansel)"),
    ),
}
_ENDS = re.compile(
    r"(?: (?:of (?:them|those|these)|books|loans|items|titles|holds|reservations))? ?(?:$|[.,;:!?)]|(?:please|pls|for me|for (?:a|one|two|another)|by|until|till|too|as well|then|now|again|once|if|because|since|and|but|thanks)\b)"
)
_NOTHING = re.compile(
    r"[\s.,!،]*(?:(?:yes|yeah|ok|just|only|please|pls|thanks|بله|آره|لطفا|رو|را|و|فقط|ro|lotfan|bale|are)[\s.,!،]*){0,4}"
)


def _count(found: re.Match[str]) -> int:
    return next((_NUMBERS[value] for value in found.groupdict().values() if value), 0)
