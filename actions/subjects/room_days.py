"""What goes on about a room that was spoken of: another day for it, its own reservation, another time to be had.

Nobody sees the bookings of rooms here: whatever is asked of one, it is told where free hours are shown, and no
reservation of a book, no case and no cancelling is meant.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.facts import answer_as
from language.dates import find_dates
from language.normalise import fold
from language.requests.statements import states_only

__all__ = ["goes_on_about_room"]

_BOOKING = {"fa": "در ساعتی که می‌خواهم اتاق خالی هست؟", "en": "Is a room free at a certain time?"}
_ACTS_BACK, _MOST_WORDS = 2, 20
_ROOM = re.compile(r"\b(?:study|group|meeting|quiet)? ?rooms?\b|(?<!\w)اتاق\w*|\botagh\w*")
_BOOKS = re.compile(
    r"\b(?:books?|novels?|titles?|copy|copies|loans?|renew\w*|films?|open|close\w*|hours)\b|(?<!\w)(?:کتاب\w*|رمان\w*|امانت\w*|تمدید\w*|فیلم\w*|باز\w*|تعطیل\w*|بسته\w*)(?!\w)|\b(?:ketab|roman|baz|tatil)\w*"
)
_RESERVED = re.compile(
    r"\b(?:reserv\w*|bookings?|booked|slots?|(?:another|other|different) times?|free then)\b|(?<!\w)(?:رزرو\w*|جا هست|خالی\w*|نوبت\w*|وقت دیگه|یه وقت)(?!\w)|\b(?:rezerv|khali|ja hast)\w*"
)
_CORRECTS = re.compile(
    r"\b(?:sorry|i mean|i meant|meant|mistake\w*|mistook|wrong day|oops|actually|rather|instead|not (?:on )?\w+day|make it|better)\b|^\W*no\b"
    r"|(?<!\w)(?:ببخشید|پوزش|اشتباه\w*|منظورم|نه|رو می ?گم|را می ?گویم|به ?جا\w*|بهتر\w*)(?!\w)|\b(?:bebakhshid|eshtebah|manzuram|manzooram|na)\b"
)


async def goes_on_about_room(turn: Turn) -> bool:
    """Answer another day for the room that was spoken of, or what is asked of its booking; False for anything else."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or (pending and pending.get("do") != "contact") or word_count(turn.text) > _MOST_WORDS:
        return False
    said = fold(turn.text)
    if not _spoken_of(turn) or _BOOKS.search(said):
        return False
    named = bool(find_dates(turn.text, turn.today))
    corrects = named and _CORRECTS.search(said) is not None and turn.intent not in _NAMED_BY
    # "And if it is full, Sunday at the same time?"
    corrects = corrects or (named and _OR_ELSE.search(said) is not None)
    # "From 3 to 6", «شنبه عصر»: a time alone is that of the room that was spoken of.
    corrects = corrects or (_is_bare_time(turn, said) and turn.intent not in _NAMED_BY)
    if not corrects and _RESERVED.search(said) is None:
        return False
    if turn.patron is not None and may_name_own(turn) and (await own_things(turn)).named:
        return False
    turn.intent = "room_booking"
    return await answer_as(turn, "room_booking", **_BOOKING, alone=True)


_OR_ELSE = re.compile(
    r"\b(?:full|taken|booked out|(?:not|isn't|aren't) (?:free|available)|same (?:time|hours?))\b|(?<!\w)(?:پره?|پر (?:است|بود|باشه|باشد)|جا (?:نباشه|نبود|نیست)|(?:همان|همون) ساعت\w*)(?!\w)|\b(?:pore|hamoon saat)\b"
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}(?::\d\d)? ?(?:am |pm |o'?clock )?(?:to|till|until|-|–|تا|الی|ta) ?\d{1,2}|(?:ساعت|saat|at) ?\d{1,2}|\b\d{1,2} ?(?:am|pm|o'?clock)\b"
)
_FEW = 6


def _is_bare_time(turn: Turn, said: str) -> bool:
    few = word_count(turn.text) <= _FEW and states_only(turn.text) and turn.thread.last is not None
    return few and turn.thread.last.act == "room_booking" and _TIME.search(said) is not None  # type: ignore[union-attr]


# Read as one of these, a day is asked of something else.
_NAMED_BY = frozenset({"events", "loans", "renew", "fines"})


def _spoken_of(turn: Turn) -> bool:
    """Tell whether a room was spoken of last: by what was told, or by the case that was just told."""
    acts = [act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    told = turn.recall("told") or []
    last = turn.thread.last
    words = str(told[-1].get("words") or "") if told else ""
    case = last is not None and (last.kind == "case" or last.act in ("complaint", "case_add", "sign_in"))
    booked = any(act.act == "room_booking" for act in acts)
    return booked or (
        bool(turn.recall("case"))
        and (case or last is None)
        and bool(_ROOM.search(words))
        and bool(_RESERVED.search(words))
    )
