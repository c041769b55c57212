"""Letters: notices by e-mail, and by text message through a library's own gateway; nothing comes back on either."""

from bot.channels.letters.channels import letter_senders

__all__ = ["letter_senders"]
