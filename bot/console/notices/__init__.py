"""Notices: what goes out to patrons first, what was kept back and why, and what did not arrive."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.notices.home import cards
from bot.console.notices.pages import NoticePages

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [NoticePages]
NAV = [NavItem("notices", "/console/notices", Permission.READ_CASES, 140)]
HOME = cards
