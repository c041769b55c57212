"""Exceptions from an order: "all except Dune", «همه به جز کوری», «کوری رو نه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Sequence

from language.requests.speech.sentences import deed_at
from language.requests.speech.vocabulary import COMMANDS, COURTESY, EXCEPTIONS, NEGATED_COMMANDS, phrases

__all__ = ["is_whole", "part_exceptions"]

_WHOLE = frozenset(
    "all everything every each both whole lot anything همه همشون همشونو همش همشو همشون تمام تموم کل هرچی هردو هرسه جفتش"
    " جفتشون جفتشونو بقیه باقی مابقی بقیش rest others remaining hame hamaro hamash hamasho baghie baghiye"
    " baghye".split()
)
# These leave something out only of a whole: "renew without paying" excepts nothing.
_WEAK = frozenset(
    ("without", "بدون", "bar", "minus", "bedoone", "منهای", "manhaye", "other than", "skip", "skipping", "الا", "ella")
)
_BASE = frozenset("renew extend prolong cancel reserve drop remove delete".split())
_JOINTS = frozenset(("and", "و", "or", "یا", "va", "nor"))
_COMMAS = frozenset(",،")
_TURNS = frozenset(("but", "ولی", "اما", "vali"))
_NOT_AFTER = frozenset(
    "do is was are were been has have had could can did does am if or why it's that's would should must will better"
    " rather am whether".split()
)
# "I not finished", in the words of one who learns the language, and "not read yet" leave nothing out.
_OF_ONESELF = frozenset("i we still".split())
_UNDONE = frozenset("finish finished read done begun started".split())
_NOT_BEFORE = frozenset("yet now possible allowed permitted sure only just working to be been able".split())
# At the end of a clause of its own: «کوری رو نه», «کوری بمونه».
_LEAVING = phrases(
    "نه|بیخیال|بی خیال|رو بیخیال|ولش کن|ولش کنید|بمونه|بماند|باشه برای بعد|نباشه|رو بذار|رو بذار بمونه|رو"
    " نگه دار|سر جاش باشه|سر جاش بمونه|سرجاش باشه|باقی بمونه|هست باشه|استثنا|na|bemoone|velesh kon|stays|stay|remains|remain|should stay|can stay|is to stay|stays on|stays there"
)
_OR = frozenset(("or", "یا", "ya"))
_REASONS = frozenset("because cause cuz coz since چون چونکه زیرا chon chonke".split())
_LEAVE = phrases("leave|forget|not|skip|don't bother with|no need for|ignore")


_STAYS_BEHIND = frozenset({("باقی", "بمونه"), ("باقی", "بماند"), ("باقی", "باشه")})
# Beside an order to cancel what is wanted, or kept, is to be left alone.
_KEPT = phrases("رو میخوام|را میخوام|رو نگه دار|رو نگه دارید|رو نگهدار|رو لازم دارم|ro mikham")
_KEEP = phrases("keep|i still want|i want to keep|i'd like to keep|i still need|i want|i need")


def is_whole(words: Sequence[str]) -> bool:
    """Tell whether words speak of all there is, or of the rest of it."""
    return any(word in _WHOLE or word.startswith("همهش") for word in words)


def part_exceptions(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a sentence into what is kept of it and what it leaves out."""
    whole = is_whole(words)
    kept: list[str] = []
    out: list[str] = []
    at = 0
    while at < len(words):
        marker = _marker(words, at, whole)
        if marker is None:
            kept.append(words[at])
            at += 1
            continue
        first = marker.split()[0]
        if first in ("all", "everything", "every", "everyone", "any"):
            kept.append(first)
        start = at + marker.count(" ") + 1
        end = _end(words, start)
        out += words[start:end]
        at = end
    return _without_leaving(kept, out)


def _marker(words: Sequence[str], at: int, whole: bool) -> str | None:
    for each in EXCEPTIONS:
        length = each.count(" ") + 1
        if tuple(words[at : at + length]) == tuple(each.split()) and (whole or each not in _WEAK):
            return each if at + length < len(words) else None
    if words[at] != "not" or at + 1 >= len(words) or (at and words[at - 1] in _NOT_AFTER | _OF_ONESELF):
        return None
    if words[at + 1] in _UNDONE and (not at or words[at - 1] in _COMMAS or words[at - 1] in COURTESY):
        return None
    after = words[at + 1 : _end(words, at + 1)]
    before = words[:at]
    leaves = bool(after) and after[0] not in _NOT_BEFORE and not any(deed_at(word) for word in after)
    return "not" if leaves and (whole or any(deed_at(word) for word in before)) else None


def _end(words: Sequence[str], start: int) -> int:
    """Find where an exception ends: at an order, at another whole, at a comma after which no list goes on."""
    for at in range(start, len(words)):
        word = words[at]
        if word in _TURNS:
            return at
        if word in _COMMAS and not _goes_on(words, at + 1):
            return at
        if at > start and (word in _WHOLE or word.startswith("همهش")):
            return at
        if word in _BASE or (
            deed_at(word) and any(each in COMMANDS or each in NEGATED_COMMANDS for each in words[at + 1 : at + 3])
        ):
            return at
    return len(words)


def _goes_on(words: Sequence[str], start: int) -> bool:
    """Tell whether a list goes on after a comma: until its end there is a joint, and no order."""
    for at in range(start, len(words)):
        if words[at] in _JOINTS:
            return at > start
        if words[at] in _BASE or deed_at(words[at]) or words[at] in _WHOLE or words[at] in _TURNS:
            return False
    return False


def _without_leaving(kept: list[str], out: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take out clauses that only say what to leave alone: «کوری رو نه»."""
    parts: list[list[str]] = [[]]
    for word in kept:
        if word in _COMMAS or word in _TURNS:
            parts.append([word])
        else:
            parts[-1].append(word)
    left: list[str] = []
    for part in [piece for each in parts for piece in _after_order(each)]:
        body = [word for word in part if word not in _COMMAS and word not in _TURNS]
        cancels = any(deed_at(word) == "cancel" for word in kept)
        leaving = (_leaving(body) or (_keeping(body) if cancels else None)) if len(body) < len(kept) else None
        if leaving is None:
            left += part
        else:
            out = [*out, *([","] if out else []), *leaving]
    return tuple(left), tuple(out)


def _after_order(part: list[str]) -> list[list[str]]:
    """Part what follows an order without a comma: «همه رو تمدید کن | کوری رو بی‌خیال»."""
    for at in range(1, len(part) - 2):
        if part[at] in COMMANDS and deed_at(part[at - 1]):
            return [part[: at + 1], part[at + 1 :]]
    return [part]


def _keeping(body: Sequence[str]) -> Sequence[str] | None:
    """Give what a clause beside an order to cancel says to keep; None when it says something else."""
    joined = " ".join(body)
    if any(deed_at(word) == "cancel" for word in body) or is_whole(body):
        return None
    for each in _KEPT:
        before = body[: len(body) - each.count(" ") - 1]
        if joined.endswith(f" {each}") and any(word not in COURTESY for word in before):
            return before
    return next((body[each.count(" ") + 1 :] for each in _KEEP if joined.startswith(f"{each} ")), None)


def _leaving(body: Sequence[str]) -> Sequence[str] | None:
    """Give what a clause says to leave alone; None when it says something else."""
    if tuple(body[-2:]) in _STAYS_BEHIND and not any(deed_at(word) for word in body):
        # «ملت عشق باقی بماند» speaks of no rest.
        return body[:-2]
    if any(deed_at(word) for word in body) or is_whole(body):
        return None
    # «کوری رو نه چون خوندمش»: the reason is no part of it.
    reason = next((at for at, word in enumerate(body) if at and word in _REASONS), len(body))
    body = body[:reason]
    joined = " ".join(body)
    for each in _LEAVING:
        length = each.count(" ") + 1
        before = body[: len(body) - length]
        if before and before[-1] in _OR:
            # «دارین یا نه» asks.
            continue
        if joined.endswith(f" {each}") and any(word not in COURTESY for word in before):
            return before
    for each in _LEAVE:
        rest = body[each.count(" ") + 1 :]
        if (
            joined.startswith(f"{each} ")
            and rest
            and rest[0] not in (_NOT_BEFORE | _UNDONE if each == "not" else _NOT_BEFORE)
            and rest[0] not in {"it", "them", "me"}
        ):
            return rest
    return None
