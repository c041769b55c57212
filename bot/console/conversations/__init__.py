"""Conversations: found, read, labelled, and saved as tests."""

from bot.console.conversations.list_pages import TalkList
from bot.console.conversations.saved_pages import SavedTests
from bot.console.conversations.talk_pages import TalkPages
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [TalkList, SavedTests, TalkPages]
NAV = [
    NavItem("conversations", "/console/conversations", Permission.READ_CONVERSATIONS, 120),
    NavItem("tests", "/console/conversations/tests", Permission.READ_CONVERSATIONS, 260),
]
