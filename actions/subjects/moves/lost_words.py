"""How loans that are lost are told of, and what they cost is asked, in words that say nothing else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.subjects.own.only_said import says_only
from language.normalise import fold

__all__ = ["asks_price", "asks_price_of", "tells_only_lost"]

_ASKS_PRICE = re.compile(
    r"\b(?:how much|what)\b[^.?!]{0,30}\b(?:pay|paying|cost|costs|price|charge\w*|owe)\b|\bhow much (?:is|will) (?:it|that)\b"
    r"|(?<!\w)(?:چقد\w{0,4}|چه ?قدر|چند)[^.؟?!]{0,24}(?:بدم|بدهم|پرداخت|پول|هزینه|خسارت|تموم|می ?شه|باید)|(?:هزینه|خسارت|پول)\w{0,3}[^.؟?!]{0,12}(?:چقد\w{0,4}|چه ?قدر|چند\w{0,3})"
    r"|\b(?:cheghad\w*|chand)\b[^.?!]{0,24}\b(?:bedam|pool\w*|hazine\w*|khesarat\w*|bayad|mishe)\b"
)
_FOR_IT = re.compile(
    r"\bfor (?:it|this|that|the book)\b|(?<!\w)(?:براش|بابتش|برای اون|بابت اون)(?!\w)|\b(?:barash|babatesh)\b"
)
# Nothing but the price of it: what is owed for being late, and what a renewal costs, is asked in other words.
_OF_PRICE = frozenset(
    "how much what do i have to must should will would does is it that this pay paying cost costs price charge charged be"
    " for the a new copy replacing replace replacement lost losing one book then and so ok now please"
    " cheghad cheghadr chand bayad barash babatesh bedam pool hazine khesarat mishe ketab ketabe ro ra"
    " چقدر چقد چه قدر چند باید براش بابتش برای بابت اون این کتاب بدم بدهم پرداخت کنم پول هزینه هزینش هزینه اش هزینهاش"
    " خسارت خسارتش میشه می شه میشود تموم گم شده گمشده رو را حالا خب و".split()
)
# Lost by oneself, and nothing else said or asked.
_OF_LOSING = frozenset(
    "hi hello sorry unfortunately i i've we we've have just think i'm afraid both my books book two of your them lost lose"
    " mislaid misplaced can't cannot can not find anywhere are gone missing on in at bus train metro taxi plane somewhere"
    " yesterday today last week what should do now salam man ketab ketabe ketaba ketabaye ro ra har do gom kardam kardim"
    " shodan shode peyda nemikonam too tu metro otoboos"
    " سلام متاسفانه ببخشید من ما کتاب کتابهای کتابای هر دو دوتا رو را گم کردم کردیم کرده ام کردهام شدن شدند شده شدهاند پیدا"
    " نمیکنم نمی کنم نمیشن تو توی در مترو اتوبوس تاکسی دیروز امروز چیکار چکار چه کار کنم باید حالا هم".split()
)
_ASKS = re.compile(r"^\W*(?:have|has|did|are|is|can|could|do)\b(?!['’])")


def asks_price(text: str) -> bool:
    """Tell whether a text asks what is to be paid."""
    return _ASKS_PRICE.search(fold(text)) is not None


def asks_price_of(text: str, titles: Sequence[str]) -> bool:
    """Tell whether a text asks what these titles, or "it", cost to replace, and nothing else."""
    points = bool(titles) or _FOR_IT.search(fold(text)) is not None
    return points and asks_price(text) and says_only(text, titles, _OF_PRICE)


def tells_only_lost(text: str, titles: Sequence[str]) -> bool:
    """Tell whether a text says that these titles are lost by the patron, and nothing else."""
    return _ASKS.search(fold(text)) is None and says_only(text, titles, _OF_LOSING)
