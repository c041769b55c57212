"""The matter of a conversation with a librarian: what they were called for, and what was said to them since."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select

from crm import records
from crm.conversations.closing import WITHOUT_SUBJECT
from crm.database.upsert import table_of
from language.normalise import fold

__all__ = [
    "LONGEST_MATTER",
    "called_for",
    "holds_line",
    "is_known",
    "last_words",
    "lines_for",
    "own_question",
    "said_since",
    "wants",
    "wants_or_last",
]

LONGEST_MATTER = 4000
# Replies that leave a question open.
UNANSWERED = ("fallback", "refused", "error")
ASKS_FOR_SOMEBODY = "human_help"
# The answers to who asks, in whatever words, whether somebody comes.
OF_THE_WAIT = ("utter_handoff_waiting", "utter_handoff_nobody_yet")
# Who only asks where the librarian is says nothing of the matter; who says more than that does.
FEWEST_WORDS = 5
# So much of a sentence is no chance: «گم شده» is in many.
FEWEST_SHARED = 3

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_REPLY = _MESSAGE.alias("reply")
# How the subject of a request begins that is about a case (crm.handoff.steps.request).
_NUMBER = re.compile(r"(K-\d{6,})(?:: ?|$)", re.MULTILINE)
_WORD = re.compile(r"\w+")


def called_for(subject: str | None) -> tuple[str | None, str | None]:
    """Give the number of the case that a librarian was called about, and the words that they were called with."""
    number = _NUMBER.match(subject or "")
    words = (subject or "")[number.end() :] if number else subject or ""
    return (number[1] if number else None), words.strip() or None


def wants(connection: Connection, row: RowMapping) -> list[str]:
    """Give what a patron wanted of the librarian, line by line: what they were called for, and what was said since.

    Empty where only a case was named, and nothing was said.
    """
    number, words = called_for(row["subject"])
    asked = words or (None if number else own_question(connection, row["id"]))
    return lines_for((asked, *said_since(connection, row)))


def wants_or_last(connection: Connection, row: RowMapping) -> list[str]:
    """Give what a patron wanted of the librarian; where nothing tells, their last words: no case of a wait is empty."""
    lines = wants(connection, row)
    return lines if lines or called_for(row["subject"])[0] else lines_for((last_words(connection, row["id"]),))


def lines_for(said: Iterable[str | None]) -> list[str]:
    """Give what was said line by line, each once."""
    lines = [line.strip() for words in said if words for line in words.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def is_known(connection: Connection, row: RowMapping) -> bool:
    """Tell whether it is known what a librarian is wanted for: not by questions alone that the bot has answered."""
    asked = any(called_for(row["subject"])) or own_question(connection, row["id"])
    return bool(asked or said_since(connection, row, is_open=True))


def said_since(connection: Connection, row: RowMapping, *, is_open: bool = False) -> list[str]:
    """Give what a patron wrote for the librarian since they last called, in order, whoever answered it meanwhile.

    Where nobody was called, what they wrote to the librarian who came unasked. `is_open`: only what nobody answered.
    """
    answered = _is_replied_to(_REPLY.c.answer_status.not_in(UNANSWERED))
    told_to_wait = _is_replied_to(_REPLY.c.answer_name.in_(OF_THE_WAIT))
    said = select(_MESSAGE.c.body, or_(_MESSAGE.c.intent == ASKS_FOR_SOMEBODY, told_to_wait)).where(
        _MESSAGE.c.interaction_id == row["id"],
        _MESSAGE.c.sender == "patron",
        _MESSAGE.c.payload.is_(None),
        _MESSAGE.c.body.is_not(None),
    )
    if row["handoff_requested_at"] is None:
        said = said.where(_MESSAGE.c.intent.is_(None))
    else:
        called = select(func.max(_EVENT.c.occurred_at)).where(
            _EVENT.c.interaction_id == row["id"], _EVENT.c.kind == "handoff_requested"
        )
        since = connection.scalar(called) or row["handoff_requested_at"]
        tells = or_(_MESSAGE.c.intent.is_(None), _MESSAGE.c.intent.not_in(WITHOUT_SUBJECT))
        said = said.where(_MESSAGE.c.created_at > since, tells)
    if is_open:
        said = said.where(or_(~answered, told_to_wait, _MESSAGE.c.intent == ASKS_FOR_SOMEBODY))
    return [
        body
        for body, is_of_the_wait in connection.execute(said.order_by(_MESSAGE.c.seq))
        if not is_of_the_wait or len(body.split()) >= FEWEST_WORDS
    ]


def _is_replied_to(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell of a message whether it has a reply like that."""
    return select(_REPLY.c.id).where(_REPLY.c.in_reply_to_id == _MESSAGE.c.id, how).correlate(_MESSAGE).exists()


def own_question(connection: Connection, interaction_id: int, after: datetime | None = None) -> str | None:
    """Give what a patron last asked in a conversation without an answer, in their words; None for nothing.

    `after` is a moment since which it was asked.
    """
    asked = (
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == interaction_id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            or_(_MESSAGE.c.intent.is_(None), _MESSAGE.c.intent.not_in((*WITHOUT_SUBJECT, ASKS_FOR_SOMEBODY))),
            _is_replied_to(_REPLY.c.answer_status.in_(UNANSWERED)),
        )
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
    )
    if after is not None:
        asked = asked.where(_MESSAGE.c.created_at > after)
    words: str | None = connection.scalar(asked)
    return words[:LONGEST_MATTER] if words else None


def last_words(connection: Connection, interaction_id: int) -> str | None:
    """Give the last message that a patron wrote in a conversation; None where they only pressed buttons."""
    said = (
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == interaction_id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.body.is_not(None),
        )
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
    )
    words: str | None = connection.scalar(said)
    return words[:LONGEST_MATTER] if words else None


def holds_line(told: Iterable[str], line: str, *, whole: bool = True) -> bool:
    """Tell whether a line stands among lines that were told, whatever its marks; not `whole`: or the most of it."""
    sought = _plain(line)
    for each in told:
        known = _plain(each)
        if sought == known or _within(sought, known) or (not whole and _within(known, sought)):
            return True
    return False


def _within(part: str, text: str) -> bool:
    return len(part.split()) >= FEWEST_SHARED and f" {part} " in f" {text} "


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
