"""What goes on about a room that was spoken of: another day for it, how many come, its own reservation, another time.

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
from actions.subjects.facts.facts import answer_as, named_fact
from language.dates import find_dates
from language.normalise import fold
from language.requests.speech.statements import states_only

__all__ = ["ROOM_HERE", "goes_on_about_room", "is_of_room", "orders_room", "speaks_of_room"]

_BOOKING = {"fa": "در ساعتی که می‌خواهم اتاق خالی هست؟", "en": "Is a room free at a certain time?"}
ROOM_HERE = {"fa": "همین‌جا می‌توانید برایم اتاق بگیرید؟", "en": "Can you book a room for me here?"}
_ROOMS = {
    "fa": "چند اتاق کار گروهی دارید و چند نفره‌اند؟",
    "en": "How many group rooms are there and for how many people?",
}
_TOO_MANY = {"fa": "اگر بیش از ظرفیت یک اتاق باشیم چه کنیم؟", "en": "What if our group is too large for one room?"}
_HOW_LONG = {"fa": "اتاق را چند ساعت می‌توانم داشته باشم؟", "en": "For how long can I have a room?"}
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
    if turn.intent not in _NAMED_BY and (people := _people(said)) is not None:
        return await _tells_of_group(turn, said, people)
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
    if fold(str((turn.recall("fact") or {}).get("asked"))) == fold(_BOOKING[turn.language]):
        # Another day after that is told changes nothing of it: what is left to do is told.
        return await answer_as(turn, "room_booking", **ROOM_HERE, alone=True)
    return await answer_as(turn, "room_booking", **_BOOKING, alone=True)


async def _tells_of_group(turn: Turn, said: str, people: int) -> bool:
    """Tell how many a room holds, what a larger group does, and what is known of the time that was named with it."""
    turn.intent, turn.moves = "room_booking", {}
    rooms = await named_fact(turn, "room_booking", _ROOMS[turn.language])
    most = max((int(number) for number in re.findall(r"\d+", fold((rooms or {}).get("en", "")))), default=0)
    if not await answer_as(turn, "room_booking", **_ROOMS, alone=True):
        return False
    if most and people > most:
        await answer_as(turn, "room_booking", **_TOO_MANY, alone=True)
    elif (hours := _hours(said)) is not None:
        await answer_as(turn, "room_booking", **(_HOW_LONG if hours > _TWO else _BOOKING), alone=True)
    return True


_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "two دو do", "three سه se", "four چهار چار char chahar", "five پنج panj", "six شش شیش shish shesh",
            "seven هفت haft", "eight هشت hasht", "nine نه noh", "ten ده dah", "eleven یازده yazdah",
            "twelve دوازده davazdah",
        ),
        2,
    )
    for word in words.split()
}  # fmt: skip
_NUMBER = rf"(?<!\w)(?P<number>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_PEOPLE = re.compile(
    rf"{_NUMBER}[ \u200c]?(?:of us|people|persons?|students|friends|members|نفر\w*|nafar\w*)"
    rf"|\bfor {_NUMBER.replace('number', 'for')}(?=\W*(?:$|from\b|at\b))"
)
_SPAN = re.compile(
    r"(?<!\d)(\d{1,2})(?::\d\d)? ?(?:am |pm |o'?clock )?(?:to|till|until|-|–|تا|الی|ta) ?(\d{1,2})(?!\d)"
)
# So many hours one booking may have is told with where free hours are shown.
_TWO = 2


def _people(said: str) -> int | None:
    """Read how many people a room is to be for; None where no number of people is named."""
    found = _PEOPLE.search(said)
    number = (found["number"] or found["for"]) if found is not None else None
    return None if number is None else int(number) if number.isdecimal() else _NUMBERS[number]


def _hours(said: str) -> int | None:
    """Give how many hours lie between two that are named; None where none are."""
    found = _SPAN.search(said)
    return (int(found[2]) - int(found[1])) % 12 if found is not None else None


_BOOKS_IT = re.compile(
    r"\b(?:book|reserve|take) (?:it|that|the|this|one|me)\b|(?<!\w)(?:همین\w*|همون\w*|اتاق\w*|اون\w*)(?: \w+){0,5} (?:بگیر\w*|رزرو\w*|ثبت\w*)|\b(?:hamin\w*|hamun\w*|otagh\w*)(?: \w+){0,4} (?:begir\w*|rezerv\w*)"
)


def orders_room(text: str) -> bool:
    """Tell whether a text orders that the room that is spoken of be booked."""
    return _BOOKS_IT.search(fold(text)) is not None


def speaks_of_room(turn: Turn) -> bool:
    """Tell whether the words name a room, or one was spoken of in the last turns."""
    return _ROOM.search(fold(turn.text)) is not None or any(
        act.act == "room_booking" for _, act in zip(range(_ACTS_BACK + 1), turn.thread.acts(), strict=False)
    )


def is_of_room(turn: Turn) -> bool:
    """Tell whether words that name nothing to be reserved are said of a room, which was told of in this turn or the last."""
    told, turns = turn.recall("fact") or {}, turn.thread.turns[-1:]
    lately = told.get("at") in {turn.first_id, *(one.get("message") for one in turns)}
    return lately and told.get("topic") == "room_booking" and _BOOKS.search(fold(turn.text)) is None


_OR_ELSE = re.compile(
    r"\b(?:full|taken|booked out|(?:not|isn't|aren't) (?:free|available)|same (?:(?:sort|kind) of )?(?:time|hours?))\b|(?<!\w)(?:پره?|پر (?:است|بود|باشه|باشد)|جا (?:نباشه|نبود|نیست)|(?:همان|همون) ساعت\w*)(?!\w)|\b(?:pore|hamoon saat)\b"
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
