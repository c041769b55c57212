"""Intents: their examples in both languages, new ones, and what the bot would understand."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.intents.content_pages import ContentPages
from bot.console.intents.example_edits import ExampleEdits
from bot.console.intents.history_pages import HistoryPages
from bot.console.intents.new_pages import NewIntentPages
from bot.console.intents.pages import IntentPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [IntentPages, ExampleEdits, NewIntentPages, HistoryPages, ContentPages]
NAV = [NavItem("intents", "/console/intents", Permission.READ_INTENTS, 240)]
