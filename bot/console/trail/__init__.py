"""The audit trail: writing to it, and its page."""

from bot.console.navigation import NavItem
from bot.console.roles import Permission
from bot.console.trail.home import cards
from bot.console.trail.pages import TrailPages
from bot.console.trail.record import audited

__all__ = ["CONTROLLERS", "HOME", "NAV", "audited"]

CONTROLLERS = [TrailPages]
NAV = [NavItem("trail", "/console/audit", Permission.READ_AUDIT, 420)]
HOME = cards
