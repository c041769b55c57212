"""Telegram: updates in by polling or webhook, answers out from the outbox."""

from bot.channels.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
