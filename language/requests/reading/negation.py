"""What refuses the terms around it: "no fantasy", «فانتزی نباشه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from language.requests.reading.reading_words import TERMS

__all__ = ["BREAKS", "NEGATED_AFTER", "find_following", "is_negated", "is_refused", "set_against", "without_answer"]

# Where a clause ends.
BREAKS = frozenset(".,;:!?؟،؛()") | {"but", "ولی", "اما", "only"}
_NEGATING = frozenset(
    "no not without nothing except excluding isn't aren't don't doesn't dont doesnt hate hates dislike dislikes minus non never avoid"
    " بدون غیر جز بجز نه na bedune".split()
)
_WEARY = frozenset({("had", "enough"), ("enough", "of"), ("sick", "of"), ("tired", "of")})
# What stands after what is not wanted.
NEGATED_AFTER = frozenset(
    "نباشه نباشد نباشن نمیخوام نمیخواد نمیخوایم ندارم نداره نمیاد متنفرم بدم نداشته nabashe nemikham".split()
)
_AROUND_NOT = 4
_NO_MATTER = frozenset("فرقی مشکلی اشکالی عیبی ایرادی عیب اشکال مهم farghi moshkeli eybi eyb".split())
# An answer before the wish itself: "no, …"; as a word of refusal it stands right before what is refused.
_ANSWER = frozenset({"نه", "na"})
_FEW_REFUSED = 3
# After these all that is named up to the refusal is refused: «حوصلهٔ کلاسیک کلفت ندارم».
_RELUCTANT_OF = frozenset("حوصله حوصله‌ی حوصلهی میل علاقه علاقه‌ای علاقهای اعصاب طاقت تحمل hosele hoseleye".split())
_FAR_REFUSED = 8
_REFUSED = frozenset("نمیخوام نمیخواد نمیخوایم nemikham nemikhad".split())
_WANTED = frozenset("که میخوام میخواد میخوایم mikham mikhad ke".split())


_NAMED = r"(?P<what>\w{2,14}(?: (?!نه|بیشتر|یه|ولی|که)\w{2,14})?)"
# «نه عاشقانه نه، بیشتر ماجرایی», «نه جنگ جهانی دیگه», «قصه‌های قدیمی رو خودشون دارن»: what is named first is refused.
_SET_AGAINST = (
    re.compile(rf"(?<!\w)نه {_NAMED} نه(?= ?[.،,؛!]| (?:بیشتر|فقط|یه|یک|ولی|اما)(?!\w)| ?$)"),
    re.compile(rf"^نه {_NAMED} (?:دیگه|دیگر)(?= ?[.،؛!]| ?$| (?:همه|خسته|بسه|نه|نمی\w{{2,7}}|نباشه|حوصله)(?!\w))"),
    re.compile(
        r"(?:^|(?<=[.،؛!؟] )|^نه )(?P<what>\w{2,14}(?: \w{2,14}){0,2}) (?:رو|را) (?:خودشون|خودش|خودم|همه|قبلا) (?:(?:تو|توی|در) \w{2,12} (?:\w{2,12} )?)?(?:دارن|داره|دارم|دارند|دارد|خوندن|خوندم)(?!\w)(?! ?می)"
    ),
)
_RATHER = re.compile(r"(?<=\w )(?P<no>نه(?= بیشتر )|نباشه|نباشد|نمیخوام|نمیخواد) (?=(?:بیشتر|فقط|یه|یک) \w)")


def set_against(plain: str, is_kind: Callable[[str], bool]) -> str:
    """Write a kind that is refused before something else is wished for as refused, and end its clause there."""

    def refused(one: re.Match[str]) -> str:
        what = one["what"].removeprefix("نه ")
        named = any(is_kind(word) for word in what.split()) or is_kind(what)
        # What is wished for again behind it is not refused.
        named = named and set(what.split()).isdisjoint(_kinds(one.string[one.end() :], is_kind))
        return f" بدون {what} ، " if named else one[0]

    for pattern in _SET_AGAINST:
        plain = pattern.sub(refused, plain)
    return _RATHER.sub(r"\g<no> ، ", plain)


def _kinds(behind: str, is_kind: Callable[[str], bool]) -> list[str]:
    return [word for word in behind.split() if is_kind(word)]


def is_negated(words: Sequence[str], start: int, end: int, following: int) -> bool:
    """Tell whether a term, before the `following` one, is what is not wanted: "no fantasy", «فانتزی نباشه»."""
    for word in reversed(words[max(0, start - _AROUND_NOT) : start]):
        if word in BREAKS:
            break
        if word in _NEGATING:
            return True
    if not _WEARY.isdisjoint(pairwise(words[max(0, start - _AROUND_NOT) : start])):
        # "I've had enough self-help".
        return True
    if words[end : end + 1] in (["نه"], ["no"], ["na"]) and (end + 1 == len(words) or words[end + 1] in BREAKS):
        return True
    if (
        words[end + 1 : end + 2] in (["نه"], ["na"])
        and (words[end],) not in TERMS
        and (end + 2 == len(words) or words[end + 2] in BREAKS)
    ):
        # «روان‌شناسی زرد نه».
        return True
    for at in range(end, min(end + _AROUND_NOT, following)):
        word = words[at]
        if word in BREAKS or word == "که":
            break
        if words[at - 1] in _NO_MATTER:
            # «فرقی نداره» refuses nothing.
            return False
        if word in NEGATED_AFTER and (word != "بدم" or words[at + 1 : at + 2] == ["میاد"]):
            # «هدیه بدم» gives, and dislikes nothing.
            return True
    return False


def is_refused(words: Sequence[str], end: int) -> bool:
    """Tell whether what is named is refused at the end of its clause: «هری پاتر رو دیده، میگه نمیخوام»."""
    for word in words[end : end + _FAR_REFUSED]:
        if word in BREAKS or word in _WANTED:
            return False
        if word in _REFUSED:
            return True
    return False


def without_answer(plain: str) -> str:
    """Leave out a "no" that answers what was said before, and refuses nothing of what is named behind it."""
    words = plain.split()
    if not words or words[0] not in _ANSWER:
        return plain
    clause = next((at for at, word in enumerate(words) if word in BREAKS), len(words))
    return " ".join(words[1:]) if clause > _FEW_REFUSED else plain


def find_following(words: Sequence[str], start: int, end: int, starts: Sequence[int]) -> int:
    """Give where the next term stands; after what refuses all that follows, the end."""
    if any(word in _RELUCTANT_OF for word in words[max(0, start - _AROUND_NOT) : start]):
        return len(words)
    return next((one for one in starts if one >= end), len(words))
