"""Staff accounts and their roles."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.staff.pages import StaffPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [StaffPages]
NAV = [NavItem("staff", "/console/staff", Permission.READ_STAFF, 410)]
