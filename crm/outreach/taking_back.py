"""Taking back what a campaign has not told yet: what is queued, and what lies in the outbox."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from crm import records
from crm.database.upsert import table_of
from crm.messages.search import number_anew

__all__ = ["take_back"]

_NOTICE = table_of(records.Notice)
_RECIPIENT = table_of(records.CampaignRecipient)
_OUTBOX = table_of(records.Outbox)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)


def take_back(connection: Connection, campaign_id: int, now: datetime, reason: str = "stopped") -> int:
    """Cancel all that nobody has heard; give how many notices. What is open in somebody's web page has been told."""
    mine = _NOTICE.c.recipient_id.in_(select(_RECIPIENT.c.id).where(_RECIPIENT.c.campaign_id == campaign_id))
    unsent = connection.execute(
        select(_NOTICE.c.id, _MESSAGE.c.interaction_id)
        .join(_MESSAGE, _MESSAGE.c.id == _NOTICE.c.message_id)
        .join(_OUTBOX, _OUTBOX.c.message_id == _MESSAGE.c.id)
        .where(mine, _OUTBOX.c.state == "pending", _OUTBOX.c.channel != "web_chat")
        .with_for_update(of=_OUTBOX)
    ).all()
    stopped = {"status": "cancelled", "reason": reason, "settled_at": now, "message_id": None}
    ids = [row.id for row in unsent]
    waiting = update(_NOTICE).where(mine, _NOTICE.c.status == "queued").values(**stopped)
    done = connection.execute(waiting).rowcount
    for begin in range(0, len(ids), 500):
        some = ids[begin : begin + 500]
        done += connection.execute(update(_NOTICE).where(_NOTICE.c.id.in_(some)).values(**stopped)).rowcount
        talks = {row.interaction_id for row in unsent[begin : begin + 500]}
        gone = delete(_INTERACTION).where(_INTERACTION.c.id.in_(talks), _INTERACTION.c.kind == "notice")
        connection.execute(gone)
    # SQLite gives the numbers of the newest again: who went by them would miss what takes their places.
    if ids:
        number_anew(connection)
    return int(done)
