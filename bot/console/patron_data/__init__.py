"""Patrons' data: what they agreed to and asked for, a copy of everything, and their erasure."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.patron_data.pages import PatronDataPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [PatronDataPages]
NAV = [NavItem("patron_data", "/console/patron-data", Permission.COPY_PATRONS, 140)]
