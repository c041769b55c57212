"""For which reader something to read is wished: the one spoken of before, with their eyes, or somebody else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Turn
from actions.rasa.registry import concludes
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish

__all__ = ["for_reader", "in_letters", "names_another_child", "names_another_reader"]

# Whom a wish may be for, where no age is said: the reader who was spoken of before.
_THEIR = re.compile(
    r"\b(?:his|her|their|that) age\b|\bfor (?:him|her|them)\b|\b(?:he|she) (?:would|could|might|can|will|should|may)\b|\bgive (?:him|her)\b"
    r"|\bmy (?:son|daughter|niece|nephew|grandson|granddaughter|kid|child|little one)\b"
    r"|(?<!\w)(?:سن(?:ش|شون| او| ایشان| اون| این بچه)|(?:برا|واس|بر)ش|براش|واسش|مناسبش|برای (?:او|ایشان|اون)|(?:پسر|دختر|خواهرزاده|برادرزاده|نوه|بچه)(?:م|‌م|‌ام|ام))(?!\w)"
)
# Who cannot read small letters needs the large ones in what is wished for next, too.
_HEARS = re.compile(r"\b(?:listen\w{0,3}|hear|audio\w{0,4}|record\w{0,4}|soti|gush)\b|صوتی|گویا|گوش|شنید")
# What is wished for the same eyes: it is said whom it suits, or that it would do, too.
_SAME_EYES = re.compile(
    r"\b(?:suit|for|please|interest) (?:her|him|them)\b|\b(?:she|he|they) (?:would|could|might|likes?|loves?|enjoys?|prefers?)\b|\b(?:would|will) do\b|\b(?:is|are|would be) (?:fine|ok|okay|good) (?:too|as well)\b"
    r"|(?<!\w)(?:براش|واسش|براشون|دوست داره|دوست دارن)(?!\w)|(?<!\w)هم (?:خوبه|خوب است|میشه|می ?شود|باشه)(?!\w)"
)
_OF_LETTERS = re.compile(
    r"\b(?:print|letters|braille|normal|ordinary|regular)\b|درشت|بریل|حروف|معمولی|(?<!\w)(?:خط|ریز)(?!\w)"
)
_OF_EYES = frozenset({"large_print", "braille"})


def in_letters(turn: Turn, wish: ReadingWish) -> ReadingWish:
    """Keep the large letters or the braille that the last suggestions were to be in, for the same reader."""
    kept = turn.recall("reading") or {}
    kinds = tuple((kept.get("wish") or {}).get("kinds") or ())
    if (
        wish.kinds
        or not wish.packed()
        or not _OF_EYES.intersection(kinds)
        or turn.shown("title") != kept.get("last", [])
    ):
        return wish
    said = fold(turn.text)
    if (
        not _SAME_EYES.search(said)
        or _OF_LETTERS.search(said)
        or _HEARS.search(said)
        or _FOR_OTHERS.search(said)
        or names_another_reader(turn.text)
        or names_another_child(turn.text)
    ):
        return wish
    return replace(wish, kinds=kinds)


def for_reader(turn: Turn, wish: ReadingWish) -> ReadingWish:
    """Give a wish with the reader who was spoken of before, where the words are of them still."""
    kept = turn.recall("reader") or _reader_of_last(turn)
    if not kept or wish.ages or wish.audience:
        return wish
    said, last = fold(turn.text), turn.thread.last
    if names_another_reader(turn.text):
        return wish
    goes_on = last is not None and last.act in _OF_READING and not _FOR_OTHERS.search(said)
    if not goes_on and not _THEIR.search(said):
        return wish
    return replace(wish, ages=tuple(kept.get("ages") or ()), audience=str(kept.get("audience") or ""))


_OF_READING = frozenset({"recommendation", "new_arrivals"})
# Who says for whom it is now takes back whom it was for.
_FOR_OTHERS = re.compile(
    r"\b(?:for (?:me|myself|my (?:wife|husband|mother|mum|mom|father|dad|friend|boss|teacher)|an adult|adults|grown-?ups)|i'?d like|adult)\b"
    r"|(?<!\w)(?:خودم|برای من|واسه من|برا من|همسرم|شوهرم|زنم|مادرم|مامانم|پدرم|بابام|دوستم|بزرگسال\w*)(?!\w)|\b(?:khodam|baraye man|vase man|hamsaram|mamanam|babam)\b"
)

_CHILD = r"(?:sons?|daughters?|niece|nephew|grand(?:sons?|daughters?|child(?:ren)?|kids?)|kids?|child(?:ren)?|little|boys?|girls?|pupils?|students?|class|baby|toddler|twins|teen\w*)\b"
_CHILD_FA = r"(?:پسر|دختر|بچه|نوه|فرزند|خواهرزاده|برادرزاده|شاگرد|کوچولو|نوجوان|دوقلو|کلاس)"
# Whoever is somebody's and no child is another reader.
_ANOTHER = re.compile(
    rf"\bfor my (?!(?:\w+(?:'s)? ){{0,2}}?{_CHILD})[a-z]+"
    rf"|(?<!\w)(?:برای|برا|واسه|بهر) (?!{_CHILD_FA})(?!(?:هم|اینم|اونم|همینم|سوم|چندم|فیلم|علم|قدیم|کدوم|خودم|تمام|چشم)(?!\w))\w{{2,}}م(?:ون|ان)?(?!\w)(?! زاده)"
    r"|\b(?:baraye?|vase|vaseye) (?!(?:pesar|dokhtar|bache|nave|farzand|khahar ?zad|baradar ?zad)\w*)\w{2,}am\b"
)


def names_another_reader(text: str) -> bool:
    """Tell whether a text names somebody of one's own for whom something shall be read, and who is no child."""
    return _ANOTHER.search(fold(text).replace("’", "'")) is not None


_SIBLING = re.compile(
    r"\b(?:(?:her|his|their|my other|my older|my younger|my second|my little|my big) (?:older |younger |little |big |twin )?(?:brother|sister|sibling|son|daughter|boy|girl|kid|child|one|cousin)|(?:the|my) (?:other|second|older|younger|elder|little|big) (?:kid|child|boy|girl|son|daughter)|my (?:other|older|younger|little|big) one|(?:his|her) (?:twin|cousin))\b"
    r"|\b(?:she|he|they)(?:'ve|'s)? (?:also )?(?:has|have|got)(?: got| also){0,2} (?:an? |another |one )?(?:older |younger |little |big |twin |baby ){0,2}(?:brother|sister|sibling|twin|cousin)\b"
    r"|(?<!\w)(?:یه |یک )?(?:خواهر|برادر|داداش|آبجی)(?: (?:کوچیک|کوچک|بزرگ)\w{0,3})?(?: \w{2,5} ساله?)? (?:هم |دیگه ){0,2}(?:داره|دارد|دارن)(?!\w)"
    r"|(?<!\w)(?:(?:خواهر|برادر|داداش|آبجی)(?: (?:کوچیک|کوچک|بزرگ)(?:ه|تر|تره)?)?(?:ش|اش|شم|شون)|(?:اون|آن) یکی(?: ?(?:بچه|پسر|دختر)\w{0,3}| (?:هم )?\d{1,2} سال\w{0,3})|(?:پسر|دختر|بچه) (?:بزرگ|کوچیک|کوچک|دوم|دیگه|دیگر|بزرگتر|کوچیکتر)\w{0,4})(?!\w)|\b(?:khahar|baradar|dadash|abji)(?:esh|ash|sh)\b|\boon yeki (?:bache|pesar|dokhtar)\w{0,3}\b"
)
_OF_A_SIBLING = re.compile(
    r"'s \d{1,2}\b|\b(?:for (?:him|her|them|that one)|(?:is|turns|reads|loves|likes|wants|who|a) \w+)\b|(?<!\w)(?:سال\w{0,4}|برا|برای|واسه|براش|واسش|اون|دوست|عاشق)(?!\w)|\b(?:sal\w{0,5}|vase|baraye|barash)\b"
)


def names_another_child(text: str) -> bool:
    """Tell whether a text speaks of a child's brother or sister, or another of one's own, with an age: a wish anew."""
    said = fold(text).replace("’", "'")
    wish = read_wish(text).wish
    return (
        _SIBLING.search(said) is not None
        and bool(wish.ages or wish.audience)
        and _OF_A_SIBLING.search(said) is not None
    )


def _reader_of_last(turn: Turn) -> dict[str, Any]:
    """Give for whom the last suggestions were."""
    wish = (turn.recall("reading") or {}).get("wish") or {}
    young = wish.get("audience") in ("children", "teens")
    return {"ages": wish.get("ages"), "audience": wish.get("audience")} if wish.get("ages") or young else {}


@concludes
async def keep_reader(turn: Turn) -> None:
    """Keep for whom something to read may be wished next: "my son is twelve", whatever was asked about him."""
    if turn.is_payload or not turn.text:
        return
    wish = read_wish(turn.text).wish
    if (wish.ages or wish.audience in ("children", "teens")) and _SPOKEN_OF.search(fold(turn.text)):
        turn.remember(reader={"ages": list(wish.ages), "audience": wish.audience})


_SPOKEN_OF = re.compile(
    r"\b(?:son|daughter|niece|nephew|grandson|granddaughter|kid|kids|child|children|boy|girl|little one|pupils?|students?)\b"
    r"|پسر|دختر|بچه|نوه|فرزند|خواهرزاده|برادرزاده|شاگرد"
)
