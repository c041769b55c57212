"""The library's own information as data: branches, hours, closings, services, events."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.places.branches import BranchPages
from bot.console.places.closings import ClosingPages
from bot.console.places.events import EventPages
from bot.console.places.hours import HoursPages
from bot.console.places.notes import NotePages
from bot.console.places.profile import ProfilePages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [BranchPages, ClosingPages, EventPages, HoursPages, NotePages, ProfilePages]
NAV = [NavItem("places", "/console/places", Permission.READ_PLACES, 230)]
