"""The audit trail: writing to it, and its page."""

from bot.console.audit.home import cards
from bot.console.audit.pages import TrailPages
from bot.console.frame.audited import audited
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "HOME", "NAV", "audited"]

CONTROLLERS = [TrailPages]
NAV = [NavItem("audit", "/console/audit", Permission.READ_AUDIT, 420)]
HOME = cards
