"""The moment between the yes to an application and its first question: what is typed then may be the name already."""

from sqlalchemy import ColumnElement, Connection, bindparam, select

from crm import records
from crm.database.upsert import table_of
from language.requests.speech.yes_and_no import find_word

__all__ = ["is_beginning", "unanswered"]

# In the payload of the button by which an application is begun.
YES = '"join:yes"'
# So many messages that nobody has answered yet are looked at.
RECENT = 5

_JOURNAL = table_of(records.Journal)
_MESSAGE = table_of(records.Message)
# Asked with every message: made once.
_UNANSWERED = (
    select(_MESSAGE.c.id, _MESSAGE.c.interaction_id, _MESSAGE.c.payload, _MESSAGE.c.body)
    .join(_JOURNAL, _JOURNAL.c.message_id == _MESSAGE.c.id)
    .where(_JOURNAL.c.identity_id == bindparam("identity"), _JOURNAL.c.state == "received")
    .order_by(_MESSAGE.c.id.desc())
    .limit(RECENT)
)


def unanswered(identity_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell in a query whether a message of a chat is still to be answered: else there is nothing that begins."""
    return select(_JOURNAL.c.id).where(_JOURNAL.c.identity_id == identity_id, _JOURNAL.c.state == "received").exists()


def is_beginning(connection: Connection, identity_id: int) -> bool:
    """Tell whether a chat has said yes to an application a moment ago, and the bot has not asked anything yet."""
    for waiting in connection.execute(_UNANSWERED, {"identity": identity_id}).all():
        if YES in (waiting.payload or ""):
            return True
        word = find_word(waiting.body or "")
        if word is not None and word.kind == "yes" and _was_offered(connection, waiting.interaction_id, waiting.id):
            return True
    return False


def _was_offered(connection: Connection, interaction_id: int, before: int) -> bool:
    query = (
        select(_MESSAGE.c.buttons)
        .where(_MESSAGE.c.interaction_id == interaction_id, _MESSAGE.c.id < before, _MESSAGE.c.sender == "bot")
        .order_by(_MESSAGE.c.id.desc())
        .limit(1)
    )
    buttons = connection.scalar(query) or []
    return any(YES in str(button.get("payload")) for button in buttons)
