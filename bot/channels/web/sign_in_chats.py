"""The chat behind a sign-in link, so that nobody binds a stranger's chat to their own card."""

from __future__ import annotations

from bot.channels.web.services import Gateway
from bot.texts import has_text, text
from crm.conversations import identities, turn_state
from crm.conversations.signing_in import LinkState
from language.calendars import format_datetime
from protocol.values import Language

__all__ = ["describe"]


async def describe(gateway: Gateway, link: LinkState, language: Language) -> str:
    """Name the chat that a link was issued to: the channel, whose it is, when it began."""
    partner = await identities.identity(gateway.store, link.identity_id)
    started = await turn_state.started_at(gateway.store, link.identity_id)
    key = f"page.chat.{link.channel}"
    told = text(language, key if has_text(key) else "page.chat.other")
    if partner.display_name:
        told += text(language, "page.chat.of", name=partner.display_name)
    if started is not None:
        moment = format_datetime(started, language, gateway.settings.time_zone)
        told += text(language, "page.chat.since", moment=moment)
    return told
