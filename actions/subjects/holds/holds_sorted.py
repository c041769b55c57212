"""Which reservations go and which stay, clause by clause: "I no longer need Emma, only Dune shall stay"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.speech.others import find_others
from language.requests.speech.sentences import has, spaced
from language.requests.speech.vocabulary import EXCEPTIONS
from library.values import Hold

__all__ = ["goes_by_that", "orders_other_off", "other_goes", "rest_goes", "sorted_by_clause", "without_other_staying"]

_BETWEEN = re.compile(
    r"[.,;،؛!?؟\n:]+|\s(?:and|but|while|و|ولی|اما|va|vali|ama)\s|\s(?=(?:فقط|faghat|faqat|only|just)\s)|\s(?=(?:بقیه|باقی|مابقی|baghi\w{0,3})\b)"
    r"|(?<!\bleave)(?<!\bkeep)(?<!\bcancel)(?<!\bdrop)(?<!\bremove)(?<!\btouch)(?<!\blose)\s(?=the (?:rest|others?|other (?:one|ones|two|three))\b)",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:keep|kept|keeping|leave|left|stay|stays|remain\w*|lose|don'?t (?:cancel|drop|touch|remove)|do not (?:cancel|drop|touch|remove))\b"
    r"|بمون|بمان|بماند|نگه ?(?:ش|شون)? ?(?:دار|دارید)|لغو(?:ش)? نکن|کنسل(?:ش)? نکن|دست نزن|(?<!\w)(?:باشه|باشد|سر جاش\w*)(?!\w)"
    r"|\b(?:bem[ou]+n\w*|bashe|negah\w*|laghv\w* nakon\w*|dast nazan\w*)\b"
)
# "Cancel Emma, not Dune": what is only denied stays beside what is plainly to go.
_DENIED = re.compile(r"^\W*(?:but |and )?not\b|(?:رو|را) نه(?!\w)|^\W*نه(?!\w)|^\W*na\b|\bro na\b")
_GOES = re.compile(
    r"\b(?:cancel\w*|drop|scrap|remove|delete|toss|throw|take (?:it |that )?off|no longer (?:need|want)|(?:don'?t|do not|won'?t|doesn'?t) (?:need|want))\b"
    r"|لغو|کنسل|حذف|بنداز\w*|نمی ?خوا|لازم(?:ش)? ندار|نیاز(?:ی)? (?:بهش )?ندار|پس ?ش? بگیر|\b(?:laghv\w*|kans[ei]l\w*|cancel\w*|hazf\w*|bendaz\w*|nemi ?kh\w*|lazem\w* nadar\w*|niaz nadar\w*)\b"
)


_OTHER = re.compile(
    r"\b(?:the |my )?(?:others?|rest|other ones?)\b|(?:اون|آن) ?یکی|(?<!\w)(?:بقیه|باقی|مابقی)|\b(?:oon|un) ?yeki\b|\bbaghi\w*"
)


def without_other_staying(text: str) -> str:
    """Give an order without the clauses that only say that the other is to stay: «اولی رو نمی‌خوام، اون یکی بمونه»."""
    clauses = [clause for clause in _BETWEEN.split(text) if clause.strip()]
    left = [clause for clause in clauses if not _is_other_staying(fold(clause).replace("’", "'"))]
    goes = any(_GOES.search(fold(clause).replace("’", "'")) for clause in left)
    return "، ".join(clause.strip() for clause in left) if goes and len(left) < len(clauses) else text


def _is_other_staying(said: str) -> bool:
    return bool(_OTHER.search(said) and _STAYS.search(said)) and _GOES.search(said) is None


def rest_goes(text: str) -> bool:
    """Tell whether a clause orders the rest to go, «فقط این رو نگه دار، بقیه رو لغو کن»."""
    clauses = [fold(clause).replace("’", "'") for clause in _BETWEEN.split(text)]
    return any(_OTHER.search(said) and _GOES.search(said) and not _STAYS.search(said) for said in clauses)


# An order's verb and the other one as its object are a whole clause: "and please cancel the other one".
_LEAD = r"^\W{0,3}(?:(?:no|and|but|so|then|just|ok|please|pls|instead|actually|sorry|oops|wait|پس|و|ولی|لطفا|فقط|نه|ببخشید|به ?جاش|pas|vali|lotfan|faghat|na|bebakhshid)\b\W{0,3}){0,4}"
_TAIL = r"(?:\W{0,3}\b(?:please|pls|instead|then|for me|now|thanks|thank you|لطفا|لطف کنید|ممنون\w{0,3}|مرسی|lotfan|mersi|merci)\b){0,3}\W{0,3}$"
_WISH = r"(?:(?:i'd like|i want(?:ed)?|i would like) to |(?:can|could|would|will) you (?:please )?)?"
_OFF_FA = r"(?:لغو|کنسل|حذف|cancel)(?:ش)? ?(?:کن|کنید|کنین|بکن\w{0,3}|بفرمایید)|(?:laghv|kans[ei]l|cancel|hazf)(?:esh)? ?(?:bo)?kon(?:id|in|ee[dn])?"
_ORDERED = re.compile(
    rf"{_LEAD}{_WISH}(?:cancel|drop|scrap|remove|delete) %{_TAIL}"
    rf"|{_LEAD}% ?(?:(?:رو|را|و|ro|o)\b ?)?(?:لطفا |lotfan )?(?:{_OFF_FA}){_TAIL}|{_LEAD}(?:{_OFF_FA}) ?%{_TAIL}"
)
_UNWANTED = re.compile(
    rf"{_LEAD}i (?:no longer|don'?t|do not) (?:need|want) %(?: any ?more| any longer)?{_TAIL}"
    rf"|{_LEAD}% ?(?:(?:رو|را|و|ro|o)\b ?)?(?:دیگه |dige )?(?:نمی ?خوام|لازم(?:ش)? ندارم|nemi ?kh(?:a|aa|ah)m|lazem(?:esh)? nadaram){_TAIL}"
)
# "The other one is of no use to me, so please cancel it".
_CANCEL_IT = re.compile(rf"{_LEAD}(?:cancel|drop|remove|delete) it{_TAIL}|{_LEAD}(?:{_OFF_FA}){_TAIL}")
_KEPT = re.compile(
    r"\b(?:i(?:'ll| will| shall|'m going to) (?:still )?(?:collect|fetch|pick ?up|have|take)|i(?:'m| am) (?:still )?(?:keeping|waiting for)|i (?:still |do )?(?:want|need))\b"
    r"|(?<!\w)(?:رو|را) ?(?:هنوز )?(?:می ?خوام|لازم دارم|می ?گیرم|می ?برم)(?!\w)|\b(?:mikham|lazem daram)\b"
)
_DOUBT = re.compile(
    r"\b(?:if|unless|otherwise|until|once|in case|not|never|cannot|\w{2,8}n't)\b|(?<!\w)(?:اگه|اگر|وگرنه|مگر|هر ?وقت|نمی)(?!\w)|\b(?:age|agar|vagarna)\b"
)
_SENTENCE = re.compile(r"[.!?؟;؛\n]+")


def orders_other_off(clause: str, *, unwanted: bool = True) -> bool:
    """Tell whether a whole clause orders to cancel "the other one"; `unwanted`: or says that it is not wanted."""
    said = find_others(clause)
    if said is None or said.kind != "other":
        return False
    folded = fold(clause).replace("’", "'")
    marked = f"{folded[: said.start]}%{folded[said.end :]}"
    return _ORDERED.search(marked) is not None or (unwanted and _UNWANTED.search(marked) is not None)


def other_goes(turn: Turn, holds: Sequence[Hold]) -> tuple[Hold, ...] | None:
    """Give the reservations that go as the other one does: "I shall collect Dune. Cancel the other one".

    None where no clause orders that, or where what is named is not plainly kept; nothing where it cannot be told which.
    """
    titles, authors = [one.title for one in holds], [one.author for one in holds]
    named = {holds[place].id for place in own_named(turn.text, titles, authors)}
    if turn.is_payload or not named or find_others(turn.text) is None:
        return None
    clauses = _clauses(fold(turn.text).replace("’", "'"))
    kept = {
        holds[place].id
        for said in clauses
        if (_STAYS.search(said) or (_KEPT.search(said) and not _DOUBT.search(said)))
        and not _GOES.search(_STAYS.sub(" ", said))
        for place in own_named(said, titles, authors)
    }
    orders = any(orders_other_off(said) for said in clauses) or _other_and_it(turn.text)
    if kept != named or not orders or _IF.search(fold(turn.text)) is not None:
        return None
    other = others_meant(turn, "hold", holds)
    return None if other and kept & {one.id for one in other} else other


_IF = re.compile(r"\b(?:if|unless|otherwise|in case)\b|(?<!\w)(?:اگه|اگر|وگرنه|مگر)(?!\w)|\b(?:age|agar|vagarna)\b")


def _clauses(said: str) -> list[str]:
    """Split a folded text at its stops, and where the other one follows right behind what stays."""
    clauses: list[str] = []
    for clause in map(str.strip, _BETWEEN.split(said)):
        other = find_others(clause)
        # «زمستان رو نگه دار اون دوتای دیگه رو لغو کن»
        cut = other.start if other is not None and _STAYS.search(clause[: other.start]) else 0
        clauses += [clause[:cut], clause[cut:]]
    return [clause for clause in clauses if clause.strip()]


def _other_and_it(text: str) -> bool:
    """Tell whether a sentence begins with the other one and ends with an order to cancel it."""
    for sentence in _SENTENCE.split(fold(text).replace("’", "'")):
        parts = [part.strip() for part in _BETWEEN.split(sentence) if part.strip()]
        other = find_others(parts[0]) if len(parts) > 1 else None
        if other is not None and other.kind == "other" and len(parts[0][: other.start].split()) <= 1:
            return _CANCEL_IT.search(parts[-1]) is not None
    return False


_PART = re.compile(r"[.,;،؛!?؟\n]+")
_THAT = re.compile(
    rf"{_LEAD}(?:just |simply )?(?:cancel|drop|delete) (?:that|that one|it|this)(?: one)?{_TAIL}|{_LEAD}(?:اونو|اون رو|همونو) (?:{_OFF_FA}){_TAIL}"
)


def goes_by_that(text: str, holds: Sequence[Hold]) -> list[Hold]:
    """Give the one reservation that a clause names right before "cancel that": "and the Huxley, just cancel that"."""
    parts = [part.strip() for part in _PART.split(fold(text).replace("’", "'")) if part.strip()]
    titles, authors = [one.title for one in holds], [one.author for one in holds]
    for before, said in pairwise(parts):
        if _THAT.search(said) and not (_GOES.search(before) or _STAYS.search(before) or _KEPT.search(before)):
            named = own_named(before, titles, authors)
            return [holds[place] for place in named] if len(named) == 1 else []
    return []


def sorted_by_clause(text: str, holds: Sequence[Hold]) -> tuple[list[Hold], list[Hold]]:
    """Give the reservations that are to go and those that are to stay, as the clauses that name them say.

    A reservation in a clause that says neither or both is in none of them; nor is one in a clause with an exception
    ("all except Dune"), where what is named goes or stays against the verb.
    """
    titles, authors = [one.title for one in holds], [one.author for one in holds]
    going: dict[str, Hold] = {}
    staying: dict[str, Hold] = {}
    denied: dict[str, Hold] = {}
    speaks_of_going = False
    for clause in _BETWEEN.split(text):
        said = fold(clause).replace("’", "'")
        stays, goes = _STAYS.search(said), _GOES.search(_STAYS.sub(" ", said))
        speaks_of_going = speaks_of_going or goes is not None
        if (stays and goes) or not said.strip() or has(spaced(said.split()), EXCEPTIONS):
            continue
        no = _DENIED.search(said)
        sort = staying if stays else going if goes and not no else denied if no and not goes else None
        if sort is not None:
            sort |= {holds[place].id: holds[place] for place in own_named(clause, titles, authors)}
    if speaks_of_going:
        staying |= denied
    return [one for one in going.values() if one.id not in staying], list(staying.values())
