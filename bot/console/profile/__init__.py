"""The reader's own account: name, language, calendar, password, second step, sessions."""

from bot.console.profile.pages import OwnAccountPages

__all__ = ["CONTROLLERS"]

CONTROLLERS = [OwnAccountPages]
