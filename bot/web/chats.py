"""Say which chat a sign-in link is for, so that nobody binds a stranger's chat to their own card."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from bot.conversation import ledger
from bot.conversation.tongue import Tongue
from bot.texts import has_text, text
from bot.web.gateway import Gateway
from crm import identities, records
from crm.identities import LinkState
from crm.store import Store
from crm.upsert import table_of
from language.calendars import format_datetime

__all__ = ["describe", "status"]

_INTERACTION = table_of(records.Interaction)
_STARTED = (
    select(_INTERACTION.c.started_at)
    .where(_INTERACTION.c.channel_identity_id == bindparam("wanted"), _INTERACTION.c.kind == "conversation")
    .order_by(_INTERACTION.c.id.desc())
    .limit(1)
)


async def describe(gateway: Gateway, link: LinkState, language: Tongue) -> str:
    """Name the chat that a link was issued to: the channel, whose it is, when it began."""
    partner = await identities.identity(gateway.store, link.identity_id)

    def read(connection: Connection) -> object:
        return connection.scalar(_STARTED, {"wanted": link.identity_id})

    started = await gateway.store.look(read)
    key = f"page.chat.{link.channel}"
    told = text(language, key if has_text(key) else "page.chat.other")
    if partner.display_name:
        told += text(language, "page.chat.of", name=partner.display_name)
    if started is not None:
        moment = format_datetime(started, language, gateway.settings.time_zone)  # type: ignore[arg-type]
        told += text(language, "page.chat.since", moment=moment)
    return told


async def status(store: Store, identity_id: int) -> str:
    """Give the status of a chat partner's newest conversation."""
    return await ledger.current_status(store, identity_id)
