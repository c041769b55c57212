"""The inbox: who waits for a librarian, the page on which they are answered, and canned answers."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.inbox.canned import CannedPages
from bot.console.inbox.desk_pages import DeskPages
from bot.console.inbox.desk_signs import DeskSigns
from bot.console.inbox.live import live_events
from bot.console.inbox.mail_pages import InboxMailPages
from bot.console.inbox.presence_pages import PresencePages
from bot.console.inbox.push_pages import PushPages
from bot.console.inbox.queue_pages import QueuePages, waiting_cards

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [QueuePages, DeskPages, DeskSigns, CannedPages, InboxMailPages, PushPages, PresencePages, live_events]
NAV = [
    NavItem("inbox", "/console/inbox", Permission.WORK_INBOX, 110),
    NavItem("canned", "/console/canned", Permission.READ_ANSWERS, 230),
]
HOME = waiting_cards
