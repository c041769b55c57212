"""Who may be sent news of the library on which channel, as conditions of one query over many patrons.

It says what crm.trust.consents.permit says of one patron, and that they asked for it there; each message asks permit
once more when it is sent.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, cast, exists, false, literal, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.notices.rules import PURPOSE_OF
from crm.trust.purposes import purpose_of

__all__ = ["KIND", "THING", "reached_by", "thing_of"]

KIND = "campaign"
# What a notice of a campaign is about: a recipient, by the key.
THING = "recipient:"

_CONSENT = table_of(records.ConsentRecord)
_SUBSCRIPTION = table_of(records.Subscription)
_PATRON = table_of(records.Patron)


def thing_of(recipient_id: ColumnElement[int]) -> ColumnElement[str]:
    """Give what notices to a recipient are about, as a condition says it."""
    return literal(THING).concat(cast(recipient_id, String))


def reached_by(connection: Connection, channels: Collection[str], now: datetime) -> ColumnElement[bool]:
    """Give the condition on a patron that one of the channels is allowed."""
    purpose = purpose_of(connection, PURPOSE_OF[KIND])
    ways = [_allowed(channel, purpose.id, purpose.text_version, now) for channel in sorted(channels)]
    return or_(false(), *ways)


def _allowed(channel: str, purpose_id: int, text_version: int, now: datetime) -> ColumnElement[bool]:
    # Names of their own: whoever asks may look at these tables, too.
    said, last, asked_for = _CONSENT.alias(), _CONSENT.alias(), _SUBSCRIPTION.alias()
    latest = (
        select(said.c.id)
        .where(
            said.c.patron_id == _PATRON.c.id,
            said.c.purpose_id == purpose_id,
            or_(said.c.channel == channel, said.c.channel.is_(None)),
        )
        .order_by(said.c.occurred_at.desc(), said.c.id.desc())
        .limit(1)
        .correlate(_PATRON)
        .scalar_subquery()
    )
    granted = exists().where(
        last.c.id == latest,
        last.c.action == "granted",
        last.c.text_version >= text_version,
        or_(last.c.expires_at.is_(None), last.c.expires_at > now),
    )
    asked = exists().where(
        asked_for.c.patron_id == _PATRON.c.id,
        asked_for.c.kind == KIND,
        asked_for.c.channel == channel,
        asked_for.c.ended_at.is_(None),
    )
    return granted & asked
