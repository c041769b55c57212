"""The system as administrators see it: versions, warnings, queues, jobs, disks and settings without secrets."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.system.pages import SystemPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [SystemPages]
NAV = [NavItem("system", "/console/system", Permission.WATCH_SYSTEM, 430)]
