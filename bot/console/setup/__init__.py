"""The first day: what is set up already, what is still to do, and where."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.setup.home import cards
from bot.console.setup.pages import SetupPages

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [SetupPages]
NAV = [NavItem("setup", "/console/setup", Permission.EDIT_PLACES, 405)]
HOME = cards
