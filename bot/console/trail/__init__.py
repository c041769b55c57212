"""The audit trail: writing to it, and its page."""

from bot.console.frame.audited import audited
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.trail.home import cards
from bot.console.trail.pages import TrailPages

__all__ = ["CONTROLLERS", "HOME", "NAV", "audited"]

CONTROLLERS = [TrailPages]
NAV = [NavItem("trail", "/console/audit", Permission.READ_AUDIT, 420)]
HOME = cards
