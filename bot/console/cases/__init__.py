"""Cases: numbered matters that librarians work on until they are settled."""

from bot.console.cases.home import cards
from bot.console.cases.pages import CasePages
from bot.console.cases.work import CaseWork
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [CasePages, CaseWork]
NAV = [NavItem("cases", "/console/cases", Permission.READ_CASES, 130)]
HOME = cards
