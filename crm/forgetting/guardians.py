"""What guardians were told, and did, of an erased child's loans: nothing leads from the one to the other any more."""

from datetime import datetime

from sqlalchemy import Connection, Text, cast, literal, null, or_, select, update

from crm import records
from crm.database.upsert import table_of
from crm.notices.recalling import take_back

__all__ = ["forget_as_child"]

_NOTICE = table_of(records.Notice)
_WARD = table_of(records.Guardianship)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)
_INTERACTION = table_of(records.Interaction)
_LOAN = table_of(records.Loan)
_RENEWAL = table_of(records.RenewalAttempt)


def forget_as_child(connection: Connection, patron_id: int, now: datetime) -> None:
    """Take what guardians were told, and had renewed, of a patron's loans away from these; to be done before the links.

    Reminders that were sent lose their words, whatever else they told; those that wait are not sent. What a guardian
    asked and heard in the chat is the guardian's conversation, and goes with that.
    """
    links = select(_WARD.c.id).where(_WARD.c.child_id == patron_id)
    as_child = _NOTICE.c.guardianship_id.in_(links)
    _unsay(connection, list(connection.scalars(select(_NOTICE.c.message_id).where(as_child).distinct())))
    closed = {"status": "cancelled", "reason": "closed", "settled_at": now}
    connection.execute(update(_NOTICE).where(as_child, _NOTICE.c.status == "queued").values(**closed))
    # The name of what it is about leads to the loan as well as its number does.
    nameless = literal("erased:", type_=Text) + cast(_NOTICE.c.id, Text)
    cut = {"loan_id": None, "mirrored_id": None, "guardianship_id": None, "thing": nameless}
    connection.execute(update(_NOTICE).where(as_child).values(**cut))
    others = select(_INTERACTION.c.id).where(
        or_(_INTERACTION.c.patron_id.is_(None), _INTERACTION.c.patron_id != patron_id)
    )
    loans = select(_LOAN.c.id).where(_LOAN.c.patron_id == patron_id)
    theirs = _RENEWAL.c.loan_id.in_(loans), _RENEWAL.c.interaction_id.in_(others)
    connection.execute(update(_RENEWAL).where(*theirs).values(interaction_id=None))


def _unsay(connection: Connection, messages: list[int | None]) -> None:
    ids = [one for one in messages if one is not None]
    query = select(_OUTBOX.c.message_id, _OUTBOX.c.state).where(_OUTBOX.c.message_id.in_(ids)).with_for_update()
    states = {row.message_id: row.state for row in connection.execute(query)}
    # What nobody was told yet is said anew without them.
    take_back(connection, [one for one in ids if states.get(one) == "pending"])
    said = [one for one in ids if states.get(one) != "pending"]
    # What is under way may come back to be tried again: then it is worded anew, by what `custom` says of it.
    under_way = [one for one in said if states.get(one) == "sending"]
    words = {"body": null(), "buttons": null()}
    connection.execute(update(_MESSAGE).where(_MESSAGE.c.id.in_(under_way)).values(**words))
    done = [one for one in said if one not in under_way]
    connection.execute(update(_MESSAGE).where(_MESSAGE.c.id.in_(done)).values(**words, body_redacted=True))
