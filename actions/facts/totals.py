"""What so many of a thing cost, of which a fact tells the price of one; and what several such make together."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actions.dialogue.turn import Fact, as_money
from crm.knowledge.entries import KnowledgeEntry
from language.digits import ASCII_DIGITS
from language.normalise import fold

__all__ = [
    "CountedSum",
    "asks_for_sum",
    "counts_in",
    "counts_said",
    "is_bound",
    "is_double_sided",
    "is_price_of_one",
    "sum_of",
    "total_of",
]

# A question counts pages, and the fact tells the price of one.
_COUNT = re.compile(
    r"(?<![\w.,:/])([0-9]{1,4}) ?(?:[^\W\d_]{2,12} )?"
    r"(?:pages?|sheets?|copies|prints|sides|صفحه|برگ|ورق|safhe|barg)(?![^\W_])"
)
_EACH = re.compile(r"\b(?:a|per|each|every) (?:[a-z-]{1,20} )?(?:page|sheet|side)\b|\bpage is\b|هر (?:برگ|صفحه)")
# Some of them cost nothing, or less.
_NOT_EACH = re.compile(
    r"\b(?:free|first|discount|half|more than|up to|over|from)\b|رایگان|مجانی|تخفیف|نصف|اول|بیشتر از|بیش از|تا [0-9]"
)
_PRICE = re.compile(r"(?<![0-9,])([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,9}) (?:rials?|ریال)(?![^\W_])")
CURRENCY = "IRR"


def total_of(text: str, fact: dict[str, str]) -> dict[str, Fact] | None:
    """Give the count that a question names and what that many cost; None where a fact tells no single price of one."""
    counted = _COUNT.findall(fold(text).translate(ASCII_DIGITS))
    if len(counted) != 1 or int(counted[0]) < 2:
        return None
    if _OTHER_SIZE.search(_plain(text)) and not any(_OTHER_SIZE.search(_plain(said)) for said in fact.values()):
        return None
    price = _price_of_one(fact)
    if price is None:
        return None
    count = int(counted[0])
    return {"count": count, "total": as_money(count * price, CURRENCY)}


def is_price_of_one(fact: Mapping[str, str]) -> bool:
    """Tell whether a fact tells the price of one page."""
    return _price_of_one(fact) is not None


def _price_of_one(fact: Mapping[str, str]) -> int | None:
    """Give the price of one page that a fact tells, the same in each of its languages."""
    prices = set()
    for said in fact.values():
        folded = fold(said).translate(ASCII_DIGITS)
        found = _PRICE.findall(folded)
        if len(found) != 1 or not _EACH.search(folded) or _NOT_EACH.search(folded):
            return None
        prices.add(int(found[0].replace(",", "")))
    return prices.pop() if len(prices) == 1 else None


# The kinds of pages that have prices of their own, by what says so.
_KINDS = {
    "colour": r"(?:colou?rs?|coloured|colur|رنگی\w*|rangi)",
    "plain": r"(?:black(?:[- ]and[- ]|/|&| ?n ?| & )?(?:white)?|b ?& ?w|b/w|bw|mono(?:chrome)?|grey|سیاه ?(?:و ?|‌و‌)?(?:سفید)?|سیاسفید|siah ?(?:o ?)?(?:sefid)?)",
}
_UNIT = r"(?:pages?|sheets?|sides?|prints?|copies|صفحه|صفه|برگ|ورق|تا|safhe|barg|ta|page)"
_SO_MANY = r"(?<![\w.,:/])(?P<count>[0-9]{1,4})"
_COUNTED = {
    name: re.compile(rf"{_SO_MANY} ?(?:{_UNIT} ?){{0,2}}(?:(?:in|of|as|ها|های|به|ی|ه) )?{words}(?![^\W_]) ?")
    for name, words in _KINDS.items()
}
# Pages of other sizes have prices of their own.
_OTHER_SIZE = re.compile(r"(?<!\w)(?:a[-‐]?[0-35]|[آا] ?[0-35])(?!\w)")
_ALL = re.compile(rf"{_SO_MANY} ?{_UNIT}(?: ?ای)?(?![^\W_])")
_REST = re.compile(r"\b(?:the )?(?:rest|others?|remaining)\b|بقیه|باقی|مابقی|\bbaghi[ey]?\b")
_SUM = re.compile(
    r"\b(?:altogether|all together|in total|total|sum|come to|comes to|all in all|overall)\b|روی ?هم|(?<!\w)(?:کلا|کلاً|کلش|کلشون|جمعا|جمعاً|جمعش|مجموع\w*|سرجمع|در ?کل|توتال)(?!\w)|\b(?:kolan|kolesh|rooye ham|majmu\w*)\b"
)
_BOTH_SIDES = re.compile(
    r"\b(?:both|two|double)[- ]?sid(?:es?|ed)\b|\bduplex\b|پشت ?و ?رو|دو ?رو(?!ز)|\bposht ?o? ?ru\b|\bdoru\b"
)


# What is done once to all the pages, for a price of its own; and where it is not wanted.
_BINDING = r"(?:bind|binding|bound|spirals?|coil|صحافی|سیمی|فنر|فنری|sahafi|simi)"
_BOUND = re.compile(rf"(?<!\w){_BINDING}(?![^\W_])")
# Bound are the pages that are counted, by what joins the two: "can you bind a book?" beside them is another question.
_BOUND_WITH = re.compile(
    r"(?:\b(?:plus|with|and|including)|[+&]) (?:the |a )?(?:\w{4,8} )?binding(?! (?:a|an|the|of|my|our|for|machine|paper|books?)\b)"
    r"|\b(?:pages|sheets)(?: (?:spiral|coil))?[ -]bound(?! (?:in|to|by|as)\b)"
    r"|(?:(?<!\w)(?:با|همراه|بعلاوه|به علاوه)|\+) ?(?:صحافی|سیمی|فنری?)(?: (?:سیمی|فنری?))?(?!\w)(?! (?:کتاب|کاغذ|دفتر))|\bba (?:sahafi|simi)\b"
)
_UNBOUND = re.compile(rf"(?:\b(?:without|no|not|minus|bedune?|bi)|بدون|بی) ?(?:the |any )?{_BINDING}(?![^\W_])")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class CountedSum:
    """What several counts of pages cost: for each its fact, count and sum; and what they make together."""

    lines: list[dict[str, Fact]]
    total: Fact


def asks_for_sum(text: str) -> bool:
    """Tell whether a text asks what things come to altogether."""
    return _SUM.search(_plain(text)) is not None


def is_bound(text: str) -> bool:
    """Tell whether the pages that a text counts by their kind are to be bound, and nothing else is counted: once."""
    plain = _plain(text)
    if _BOUND_WITH.search(plain) is None or _UNBOUND.search(plain) is not None:
        return False
    counts = counts_in(text)
    return bool(counts) and "all" not in counts and len(_NUMBER.findall(plain)) == len(counts)


def is_double_sided(text: str) -> bool:
    """Tell whether pages are to be printed on both sides."""
    return _BOTH_SIDES.search(_plain(text)) is not None


def counts_in(text: str) -> dict[str, int]:
    """Give how many pages a text counts of each kind ("colour", "plain"), and of none ("all").

    Nothing where a kind is counted twice, or pages of another size have a price of their own.
    """
    return _counts(text) or {}


def _counts(text: str) -> dict[str, int] | None:
    """Give the counts of a text; None where they cannot be told apart."""
    left = _plain(text)
    if _OTHER_SIZE.search(left):
        return None
    found: dict[str, int] = {}
    for name, pattern in _COUNTED.items():
        for match in pattern.finditer(left):
            if name in found:
                return None
            found[name] = int(match["count"])
        left = pattern.sub(" ", left)
    if (of_all := _ALL.search(left)) is not None:
        kind = _beside_rest(left[: of_all.start()], left[of_all.end() :]) if not found else None
        found[kind or "all"] = int(of_all["count"])
    return found


def _beside_rest(before: str, behind: str) -> str | None:
    """Give the kind that is named before a count, where the rest is of another: "the charts in colour, 6 pages, the rest not"."""
    if _REST.search(behind) is None:
        return None
    named = [name for name, words in _KINDS.items() if re.search(rf"(?<!\w){words}", before)]
    return named[0] if len(named) == 1 else None


def counts_said(texts: Iterable[str]) -> dict[str, int]:
    """Give the counts of several messages, the newest first; of the rest, where it is said, what is left of all."""
    found: dict[str, int] = {}
    rest = False
    for text in texts:
        counted = _counts(text)
        if counted is None:
            # What was counted before it would be summed without it.
            return found
        found = {**counted, **found}
        rest = rest or _REST.search(_plain(text)) is not None
    if rest and "plain" not in found and found.get("all", 0) > found.get("colour", 0) > 0:
        found["plain"] = found["all"] - found["colour"]
    return found


def sum_of(counts: Mapping[str, int], facts: Sequence[KnowledgeEntry], *, bound: bool = False) -> CountedSum | None:
    """Reckon what counts of kinds of pages cost by the facts that tell the price of one; None where one is not told.

    `bound`: with the price of binding them once.
    """
    lines: list[dict[str, Fact]] = []
    total = 0
    for name, words in _KINDS.items():
        if not (count := counts.get(name, 0)):
            continue
        fact = next(
            (
                one
                for one in facts
                if any(re.search(rf"(?<!\w){words}", _plain(title)) for title in one.title.values())
                and _price_of_one(one.text) is not None
            ),
            None,
        )
        price = _price_of_one(fact.text) if fact is not None else None
        if fact is None or price is None:
            return None
        total += count * price
        lines.append({"fact": dict(fact.text), "count": count, "sum": as_money(count * price, CURRENCY)})
    if lines and bound:
        binding = next(((one, price) for one in facts if (price := _price_of_binding(one)) is not None), None)
        if binding is None:
            return None
        total += binding[1]
        lines.append({"fact": dict(binding[0].text), "count": 1, "sum": as_money(binding[1], CURRENCY)})
    return CountedSum(lines, as_money(total, CURRENCY)) if lines else None


def _price_of_binding(fact: KnowledgeEntry) -> int | None:
    """Give the one price that a fact on binding tells, the same in each of its languages; None where it tells none."""
    prices: set[str] = set()
    for said in fact.text.values():
        plain = _plain(said)
        found = _PRICE.findall(plain)
        if len(found) != 1 or _BOUND.search(plain) is None or _EACH.search(plain) or _NOT_EACH.search(plain):
            return None
        prices.add(found[0].replace(",", ""))
    return int(prices.pop()) if len(prices) == 1 else None


def _plain(text: str) -> str:
    return fold(text).translate(ASCII_DIGITS)
