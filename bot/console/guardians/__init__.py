"""Guardians: who acts for which child, set and ended at the desk, and the ages that the library sets for it."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.guardians.age_pages import AgePages
from bot.console.guardians.pages import GuardianPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [AgePages, GuardianPages]
NAV = [NavItem("guardians", "/console/guardians", Permission.READ_PATRONS, 142)]
