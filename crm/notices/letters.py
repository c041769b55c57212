"""Letters: the messages that tell notices, written with their interactions and their places in the outbox."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert

from crm import records
from crm.database.many import insert_each, update_each
from crm.database.upsert import table_of
from crm.notices.judging import ABOUT, Digest, Worded, digest_of
from crm.notices.rules import NoticeRules
from crm.notices.things import Things
from crm.notices.ways import Way

__all__ = ["Letter", "write"]

_NOTICE = table_of(records.Notice)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)


@dataclass(slots=True)
class Letter:
    """One message to one patron, and the notices that it tells."""

    patron_id: int
    channel: str
    way: Way
    about: list[RowMapping] = field(default_factory=list)


def write(
    connection: Connection,
    rules: NoticeRules,
    word: Callable[[Digest], Worded],
    letters: Sequence[Letter],
    things: Things,
    now: datetime,
) -> None:
    """Write messages with their interactions and their places in the outbox, in the order of the letters."""
    if not letters:
        return
    interactions, messages = [], []
    for letter in letters:
        digest = digest_of(rules, letter.channel, letter.way, letter.about, things)
        worded = word(digest)
        public_id = str(uuid.uuid4())
        interactions.append(
            {
                "public_id": public_id,
                "engine_conversation": public_id,
                "patron_id": letter.patron_id,
                "channel_identity_id": letter.way.identity_id,
                "channel": letter.channel,
                "direction": "outbound",
                "kind": "notice",
                "status": "closed",
                "outcome": "bot_resolved",
                "handled_by": "system",
                "language": digest.language,
                "started_at": now,
                "last_message_at": now,
                "ended_at": now,
                "last_seq": 1,
            }
        )
        messages.append(
            {
                "seq": 1,
                "sender": "bot",
                "body": worded.text,
                "buttons": worded.buttons or None,
                "custom": {ABOUT: True},
                "language": digest.language,
                "created_at": now,
            }
        )
    # In whatever order the database gives back what it has made, each is found by what is its own.
    begun = connection.execute(
        insert(_INTERACTION).returning(_INTERACTION.c.id, _INTERACTION.c.public_id), interactions
    )
    numbers = {row.public_id: row.id for row in begun.all()}
    for interaction, message in zip(interactions, messages, strict=True):
        message["interaction_id"] = numbers[interaction["public_id"]]
    said = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id, _MESSAGE.c.interaction_id), messages)
    of = {row.interaction_id: row.id for row in said.all()}
    sent = [(of[message["interaction_id"]], letter) for message, letter in zip(messages, letters, strict=True)]
    waiting = [
        {
            "message_id": message_id,
            "identity_id": letter.way.identity_id,
            "channel": letter.channel,
            "next_attempt_at": now,
        }
        for message_id, letter in sent
    ]
    insert_each(connection, _OUTBOX, waiting)
    told = [
        {
            "id": one["id"],
            "status": "sent",
            "settled_at": now,
            "message_id": message_id,
            "via": None if one["channel"] == letter.channel else letter.channel,
        }
        for message_id, letter in sent
        for one in letter.about
    ]
    update_each(connection, _NOTICE, "id", told)
