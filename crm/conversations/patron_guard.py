"""The guard of every account action: which patron the chat partner of a conversation has proved to be."""

from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons import sign_in_periods

__all__ = ["PatronRef", "signed_in_patron", "was_signed_out_by_time"]

_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class PatronRef:
    """The patron behind a conversation, as far as an action needs to know."""

    id: int
    public_id: str
    display_name: str | None
    locale: str
    category: str | None
    identity_id: int
    interaction_id: int
    own_device: bool = False


# Only a running conversation speaks for its partner: what a closed one was bound to is past.
_SIGNED_IN = (
    select(
        _PATRON.c.id,
        _PATRON.c.public_id,
        _PATRON.c.display_name,
        _PATRON.c.locale,
        _PATRON.c.category,
        _IDENTITY.c.id.label("identity_id"),
        _INTERACTION.c.id.label("interaction_id"),
        _IDENTITY.c.own_device,
    )
    .select_from(
        _INTERACTION.join(_IDENTITY, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id).join(
            _PATRON, _IDENTITY.c.patron_id == _PATRON.c.id
        )
    )
    .where(
        or_(
            _INTERACTION.c.engine_conversation == bindparam("conversation"),
            _INTERACTION.c.public_id == bindparam("conversation"),
        ),
        _INTERACTION.c.status != "closed",
        # A conversation that was another patron's before is not this one's, whoever signs in later.
        _INTERACTION.c.patron_id == _IDENTITY.c.patron_id,
        sign_in_periods.holds(bindparam("now", type_=_IDENTITY.c.signed_in_until.type)),
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
)


async def signed_in_patron(store: Store, conversation: str) -> PatronRef | None:
    """Give the patron whom the chat partner of a running conversation has proved to be, or None.

    `conversation` is its public id or the engine's name for it. This is the guard of every account action:
    it asks the store each time, and believes nothing that was said or kept in the dialogue.
    """
    wanted = {"conversation": conversation, "now": store.clock.now()}
    row = await store.glance(lambda connection: connection.execute(_SIGNED_IN, wanted).mappings().first())
    return None if row is None else PatronRef(**row)


async def was_signed_out_by_time(store: Store, conversation: str) -> bool:
    """Tell whether the chat partner of a conversation was signed in before, until the time for it was over."""
    query = (
        select(_IDENTITY.c.lapsed_at)
        .join(_INTERACTION, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
        .where(
            or_(_INTERACTION.c.engine_conversation == conversation, _INTERACTION.c.public_id == conversation),
            _IDENTITY.c.lapsed_at.is_not(None),
        )
    )
    return await store.glance(lambda connection: connection.execute(query).first()) is not None
