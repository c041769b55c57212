"""Segments: rules over patrons, previewed with counts, and who is in each."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.segments.member_pages import MemberPages
from bot.console.segments.pages import SegmentPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [SegmentPages, MemberPages]
NAV = [NavItem("segments", "/console/segments", Permission.READ_SEGMENTS)]
