"""A loan that is meant by what was said of it before: "the one I'm halfway through", «اونی که نصفه‌ست»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn
from language.normalise import fold
from library.values import Loan

__all__ = ["described_before"]

_THE_ONE = re.compile(
    r"\bthe (?:one|book)(?: (?:that|which))? (?P<en>[^.?!,;]{3,60})"
    r"|(?<!\w)(?:اونی?|اون یکی|همونی?|همون یکی|آنی|کتابی) ?(?:رو |را )?که (?P<fa>[^.؟?!،,؛]{3,60})|\b(?:oo?ni|hamoo?ni|un ?yeki|oon ?yeki) ke (?P<latin>[^.?!,;]{3,60})"
)
_CLAUSE = re.compile(
    r"[.,،;؛!?؟\n]+|(?<!\w)(?:بعد|یکی هم|یکیش|یه کتابم|یکی دیگه|and|but|the other|another|yeki ham|bad)(?!\w)"
)
# Words that many things are said with tell none apart.
_EVERY = frozenset(
    "the that this one book books have has had been with still just not and for you please renew extend due that's i'm i've read reading"
    " است هست بود دارم داره کتاب کتابه برام لطفا تمدید کنید کنین کن کنم هنوز فقط همون خودم گرفتم که رو را این اون برای میشه خوندم نخوندم دست دستمه"
    " ketab tamdid kon konid lotfan hanooz faghat dastame".split()
)
_SHORTEST, _STEM = 3, 4


def described_before(turn: Turn, loans: Sequence[Loan]) -> Loan | None:
    """Give the one loan of which the patron said before what now names it; None where none, or several, fit."""
    found = None if turn.is_payload else _THE_ONE.search(fold(turn.text))
    if found is None:
        return None
    words = re.findall(r"[^\W_]+", found["en"] or found["fa"] or found["latin"])
    stems = {word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _EVERY}
    if not stems:
        return None
    fitting: dict[str, Loan] = {}
    for said in dict.fromkeys(act.words for act in turn.thread.acts() if act.words):
        for clause in _CLAUSE.split(fold(said)):
            places = own_named(clause, [one.title for one in loans], [one.author for one in loans])
            told = [word for word in re.findall(r"[^\W_]+", clause) if word not in _EVERY]
            if len(places) == 1 and any(_alike(stem, word) for stem in stems for word in told):
                fitting[loans[places[0]].id] = loans[places[0]]
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _alike(stem: str, word: str) -> bool:
    """Tell whether a word begins as a stem does, whatever is joined to either: «نصفه» and «نصفشو»."""
    return len(word) >= _SHORTEST and (word.startswith(stem) or word[:_SHORTEST] == stem[:_SHORTEST])
