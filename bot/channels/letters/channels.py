"""Senders of letters that a library has set up."""

from __future__ import annotations

from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import LetterSender
from bot.channels.letters.text_messages import TextMessages
from bot.settings import Settings
from bot.sharing.membership import Membership
from crm.database.store import Store

__all__ = ["letter_senders"]


def letter_senders(settings: Settings, store: Store, membership: Membership) -> list[LetterSender]:
    """Make a sender for each channel that the settings serve."""
    senders = []
    if settings.smtp_host:
        senders.append(LetterSender(store, "email", Mail(settings, store.clock), settings.notice_rules, membership))
    if settings.sms_hook_url:
        senders.append(
            LetterSender(store, "sms", TextMessages(settings, store.clock), settings.notice_rules, membership)
        )
    return senders
