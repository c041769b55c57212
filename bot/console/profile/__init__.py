"""The reader's own account: name, language, calendar, password, second step, sessions."""

from bot.console.profile.pages import ProfilePages

__all__ = ["CONTROLLERS"]

CONTROLLERS = [ProfilePages]
