"""The library's own information as data: branches, hours, closings, loan rules, facts, documents, events."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.places.branches import BranchPages
from bot.console.places.chat_look import ChatLookPages
from bot.console.places.closings import ClosingPages
from bot.console.places.common_questions import CommonQuestionPages
from bot.console.places.documents import DocumentPages
from bot.console.places.events import EventPages
from bot.console.places.facts import FactPages, ToldPages
from bot.console.places.holidays import HolidayPages
from bot.console.places.hours import HoursPages
from bot.console.places.profile import LibraryProfilePages
from bot.console.places.rules import RulePages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [
    BranchPages,
    ChatLookPages,
    ClosingPages,
    CommonQuestionPages,
    DocumentPages,
    EventPages,
    FactPages,
    HolidayPages,
    HoursPages,
    LibraryProfilePages,
    RulePages,
    ToldPages,
]
NAV = [NavItem("places", "/console/places", Permission.READ_PLACES, 230)]
