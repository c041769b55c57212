"""Privacy: the library's choice about borrowing history, how long what is kept, and reports of what was erased."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.privacy.pages import PrivacyPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [PrivacyPages]
NAV = [NavItem("privacy", "/console/privacy", Permission.COPY_PATRONS, 150)]
