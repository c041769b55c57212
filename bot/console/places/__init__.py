"""The library's own information as data: branches, hours, closings, facts, documents, events."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.places.branches import BranchPages
from bot.console.places.closings import ClosingPages
from bot.console.places.documents import DocumentPages
from bot.console.places.events import EventPages
from bot.console.places.facts import FactPages, ToldPages
from bot.console.places.hours import HoursPages
from bot.console.places.profile import ProfilePages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [BranchPages, ClosingPages, DocumentPages, EventPages, FactPages, HoursPages, ProfilePages, ToldPages]
NAV = [NavItem("places", "/console/places", Permission.READ_PLACES, 230)]
