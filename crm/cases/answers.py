"""Answers to cases, sent to the patron's chat, or kept until they come back to one."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping

from crm.actor import Actor
from crm.cases.delivery import deliver
from crm.cases.explained import is_unexplained
from crm.cases.own import BY_ITSELF
from crm.cases.work import MOVES, checked, locked_case, moved, put_case, put_event, taken_up
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.messages.views import MessageView
from crm.records.values import CASE_RESOLUTIONS
from crm.staff.members import acting

__all__ = ["ANSWERS", "LONGEST_ANSWER", "ClosedCase", "SentAnswer", "acknowledge", "answer", "close_case", "unfit"]

# What a case may become with a message to its patron: answered, or waiting for their word.
ANSWERS = ("answered", "waiting_patron")
LONGEST_ANSWER = 3000

Letter = Callable[[str, str, str], str]
"""Write, from language, case number and text, what the patron reads."""

Receipt = Callable[[str, str], str]
"""Write, from language and case number, that a complaint is being looked into, as the patron reads it."""

Ending = Callable[[str, str, str], str]
"""Write, from language, case number and resolution, how a case has ended, as the patron reads it."""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """A sent answer: its message, its chat, and the case's new version.

    Without a chat that reaches the patron there is no message: they hear it when they come back to one.
    """

    message: MessageView | None
    channel: str | None
    identity_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A closed case: its new version, and the chat in which its patron was told, None where they hear it later."""

    version: int
    channel: str | None


async def answer(
    store: Store, number: str, text: str, *, version: int, by: Actor, letter: Letter, then: str = "answered"
) -> SentAnswer:
    """Send a message about a case to its patron's chat, in the words of `letter`, and move the case on.

    It goes into the conversation that opened the case while that runs; otherwise it is a notice of its own, which
    ends with itself, so that what the patron says next begins a conversation as usual. A patron who is signed in
    nowhere hears it at their next sign-in. A case that was nobody's is then whose answer it was. Raises InvalidValue
    ("text", "then", "channel" when nothing will ever reach the patron, "status" when the case is closed), Conflict,
    NotFound.
    """
    words = str(checked(text, "text", longest=LONGEST_ANSWER))
    if then not in ANSWERS:
        raise InvalidValue("then", f"one of {', '.join(ANSWERS)} is needed")

    def send(connection: Connection) -> SentAnswer:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if then != row["status"] and then not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot become {then}")
        sent = deliver(connection, row, lambda language: letter(language, number, words), now, staff_id, note=words)
        if sent is None and row["patron_id"] is None:
            raise InvalidValue("channel", "no chat reaches this patron")
        changes = {**taken_up(connection, row, staff_id, now), **moved(connection, row, then, now)}
        if then != row["status"]:
            put_event(connection, row["id"], "status", now, staff_id, row["status"], then)
        new_version = put_case(connection, store, row, changes, by, "case.answered")
        if sent is None:
            return SentAnswer(None, None, None, new_version)
        return SentAnswer(sent.message, sent.channel, sent.identity_id, new_version)

    return await store.transact(send)


async def acknowledge(
    store: Store, number: str, *, version: int, by: Actor, receipt: Receipt, note: str | None = None
) -> int:
    """Acknowledge a case; of a complaint its patron is told so, in the words of `receipt`. Gives the new version.

    `note` is internal. Raises InvalidValue ("status"), Conflict when somebody was faster, NotFound.
    """
    words = checked(note, "note", needed=False)

    def step(connection: Connection) -> int:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if "acknowledged" not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot become acknowledged")
        put_event(connection, row["id"], "status", now, staff_id, row["status"], "acknowledged", words)
        if row["kind"] == "complaint":
            told = receipt(row["language"], number)
            deliver(
                connection, row, lambda language: receipt(language, number), now, staff_id, note=told, kind=BY_ITSELF
            )
        return put_case(connection, store, row, moved(connection, row, "acknowledged", now), by, "case.moved")

    return await store.transact(step)


async def close_case(
    store: Store, number: str, resolution: str, *, version: int, by: Actor, ending: Ending, note: str | None = None
) -> ClosedCase:
    """Close a case and tell its patron how it ended, in the words of `ending`, in a chat or when they come back.

    `note` is internal. Raises InvalidValue ("status", "resolution" for none, "unfit" for one that would not be true,
    "unexplained" for an explanation that nobody has given), Conflict when somebody was faster, NotFound.
    """
    words = checked(note, "note", needed=False)

    def close(connection: Connection) -> ClosedCase:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if "closed" not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot become closed")
        if resolution not in CASE_RESOLUTIONS:
            raise InvalidValue("resolution", f"one of {', '.join(CASE_RESOLUTIONS)} is needed")
        if unfit(row, resolution):
            raise InvalidValue("unfit", "what was asked for is not done")
        if resolution == "explained" and is_unexplained(connection, store, row):
            raise InvalidValue("unexplained", "no explanation was sent")
        put_event(connection, row["id"], "status", now, staff_id, row["status"], "closed", words)
        told = ending(row["language"], number, resolution)
        sent = deliver(
            connection,
            row,
            lambda language: ending(language, number, resolution),
            now,
            staff_id,
            note=told,
            kind=BY_ITSELF,
        )
        changes = {**moved(connection, row, "closed", now), "resolution": resolution}
        new_version = put_case(connection, store, row, changes, by, "case.moved")
        return ClosedCase(new_version, None if sent is None else sent.channel)

    return await store.transact(close)


def unfit(case: RowMapping, resolution: str) -> bool:
    """Tell whether a resolution would tell the patron what is not so: data that are there still are not erased.

    The erasure takes the patron off the case; a copy is given by an answer.
    """
    if resolution not in ("fixed", "compensated"):
        return False
    if case["subject"] == "my_data_erase":
        return case["patron_id"] is not None
    return case["subject"] == "my_data_copy" and case["answered_at"] is None
