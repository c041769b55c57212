"""Patrons: found, seen in one timeline, helped at the desk, given a PIN, linked rightly, and made one of two."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.patrons.contact_pages import ContactPages
from bot.console.patrons.deed_pages import DeedPages
from bot.console.patrons.find_pages import FindPages
from bot.console.patrons.link_pages import LinkPages
from bot.console.patrons.merge_pages import MergePages
from bot.console.patrons.pages import PatronPages
from bot.console.patrons.pin_pages import PinPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [FindPages, PatronPages, ContactPages, DeedPages, LinkPages, MergePages, PinPages]
NAV = [NavItem("patrons", "/console/patrons", Permission.READ_PATRONS, 25)]
