"""Subjects of events about conversations and cases: with the patron whose these are, so that one filter finds them."""

from sqlalchemy import Connection, select

from crm import records
from crm.audit.trail import Subject
from crm.database.upsert import table_of

__all__ = ["about_case", "about_conversation"]

_PATRON = table_of(records.Patron)
_CASE = table_of(records.ServiceCase)
_INTERACTION = table_of(records.Interaction)


def about_case(connection: Connection, number: str) -> Subject:
    """Give the subject of an event about a case, by its number."""
    whose = select(_PATRON.c.public_id).join(_CASE, _CASE.c.patron_id == _PATRON.c.id).where(_CASE.c.number == number)
    return Subject("service_case", number, connection.scalar(whose))


def about_conversation(connection: Connection, public_id: str) -> Subject:
    """Give the subject of an event about a conversation, by its public id."""
    whose = (
        select(_PATRON.c.public_id)
        .join(_INTERACTION, _INTERACTION.c.patron_id == _PATRON.c.id)
        .where(_INTERACTION.c.public_id == public_id)
    )
    return Subject("interaction", public_id, connection.scalar(whose))
