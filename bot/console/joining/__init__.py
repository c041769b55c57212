"""Joining: applications that were begun in a chat, for the desk to decide on."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.joining.home import cards
from bot.console.joining.pages import JoiningPages

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [JoiningPages]
NAV = [NavItem("joining", "/console/joining", Permission.READ_APPLICATIONS, 135)]
HOME = cards
