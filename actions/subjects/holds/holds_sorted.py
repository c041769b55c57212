"""Which reservations go and which stay, clause by clause: "I no longer need Emma, only Dune shall stay"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.latin_titles import own_named
from actions.dialogue.others_meant import others_meant
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.speech.others import find_others
from language.requests.speech.sentences import has, spaced
from language.requests.speech.vocabulary import EXCEPTIONS
from library.values import Hold

__all__ = ["other_goes", "rest_goes", "sorted_by_clause", "without_other_staying"]

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


def other_goes(turn: Turn, holds: Sequence[Hold]) -> tuple[Hold, ...] | None:
    """Give the reservations that a sentence without a name orders to go: "I shall collect Dune. Cancel the other one".

    None where no sentence does; nothing where it cannot be told which other one is meant.
    """
    titles, authors = [one.title for one in holds], [one.author for one in holds]
    parts = [part for part in _SENTENCE.split(fold(turn.text).replace("’", "'")) if find_others(part) is not None]
    if turn.is_payload or len(parts) != 1 or not own_named(turn.text, titles, authors):
        return None
    said = find_others(parts[0])
    # The whole sentence, or what it says from there on: «زمستان رو نگه دار اون دوتای دیگه رو لغو کن».
    for part in (parts[0], parts[0][said.start :] if said is not None else ""):
        if _GOES.search(part) and not _STAYS.search(part) and not own_named(part, titles, authors):
            break
    else:
        return None
    return others_meant(turn, "hold", holds)


_SENTENCE = re.compile(r"[.!?؟;؛\n]+")


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
