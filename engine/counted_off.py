"""What a message counts off: "1) … 2) …", "(i) … (ii) …", «یکی اینکه … یکی هم اینکه …»; and how such a part is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.digits import to_ascii

__all__ = ["counted_spans", "directly"]

# Of each way to count, the marks in their order; a message counts from the first one on.
_MARK = r"(?P<{}>[1-9۱-۹]|[a-h]|viii|vii|vi|iv|v|i{{1,3}})"
_NUMBERS = re.compile(
    rf"(?<![^\s(\[،,:;؛])[(\[]?{_MARK.format('closed')}[)\]]\s*"
    # "1." and "1-" begin a line or a part: "vol. 1." counts nothing off.
    rf"|(?:^|(?<=\n)|(?<=[:;؛,،?؟!]\s)){_MARK.format('open')}\s?[.\-–]\s+",
    re.IGNORECASE,
)
_ORDERS = (
    ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
    ("a", "b", "c", "d", "e", "f", "g", "h"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"),
)
_ONE_THAT = re.compile(
    r"(?<!\w)(?:و )?(?:(?:یکی|اول|دوم|سوم|چهارم|اولی|دومی|سومی|اولیش|دومیش|سومیش|بعد|بعدی"
    r"|آخر|آخری|آخریش|آخرش(?= هم))"
    r"(?: (?:هم|دیگه|دیگر|از همه|هم اینکه))*)[،,]? این ?که\s+"
)
_END = re.compile(r"[.!?؟…](?=\s|$)|\n")
_EDGE = " \t\n,;،؛."
_AND = re.compile(r"(?<=[\s,;،؛])(?:and|و)$", re.IGNORECASE)
# "Whether there is a lift" asks "is there a lift?".
_WHETHER = re.compile(r"^(?:and |also )*(?:whether|if)\s+", re.IGNORECASE)
_TURNED = re.compile(
    r"(?P<who>there|it|this|that|these|those|you|we|i|they|he|she|one|(?:my|the|your) \w+)\s+"
    r"(?P<does>is|are|was|were|am|can|could|may|might|must|should|will|would|does|did)\b\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DOES = re.compile(r"(?P<who>you|we|i|they)\s+(?P<rest>(?:have|need|want|pay|get|lend|take|offer|keep|know|allow|charge|run|sell)\b.*)$", re.IGNORECASE | re.DOTALL)  # fmt: skip  # noqa: E501


def counted_spans(text: str) -> list[tuple[int, int]]:
    """Give where the parts that a message counts off begin and end in it; none where it counts nothing off."""
    marks = _in_order(text) or [(found.start(), found.end()) for found in _ONE_THAT.finditer(text)]
    if len(marks) < 2:
        return []
    ends = [start for start, _ in marks[1:]]
    last = _END.search(text, marks[-1][1])
    ends.append(len(text) if last is None else last.end())
    spans = [_trimmed(text, begin, end) for (_, begin), end in zip(marks, ends, strict=True)]
    return [(begin, end) for begin, end in spans if begin < end]


def _in_order(text: str) -> list[tuple[int, int]]:
    """Give the marks that count up from the first one of their kind."""
    found = [
        (to_ascii(each["closed"] or each["open"]).lower(), each.start(), each.end()) for each in _NUMBERS.finditer(text)
    ]
    for order in _ORDERS:
        marks = _counting(found, order)
        if len(marks) > 1:
            return marks
    return []


def _counting(found: Sequence[tuple[str, int, int]], order: Sequence[str]) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    for mark, start, end in found:
        if len(marks) < len(order) and mark == order[len(marks)]:
            marks.append((start, end))
    return marks


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """Leave out the spaces around a part, and the comma and the "and" that lead to the next one."""
    part = text[begin:end]
    left = _AND.sub("", part.rstrip(_EDGE)).rstrip(_EDGE)
    return begin + len(part) - len(part.lstrip()), begin + len(left)


def directly(text: str) -> str:
    """Give a question that is told indirectly as it is asked: "whether there is a lift" is "is there a lift?"."""
    behind = _WHETHER.match(text)
    if behind is None:
        return text
    words = text[behind.end() :].strip().rstrip(".")
    if (turned := _TURNED.match(words)) is not None:
        words = f"{turned['does']} {turned['who']} {turned['rest']}".strip()
    elif (does := _DOES.match(words)) is not None:
        words = f"do {does['who']} {does['rest']}"
    return words if words.endswith(("?", "؟")) else f"{words}?"
