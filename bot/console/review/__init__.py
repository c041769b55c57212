"""Review: turns that staff judge, the results, and proposed examples."""

from collections.abc import Sequence

from bot.console.frame.navigation import HomeCard, NavItem
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.review.done_pages import ReviewedPages
from bot.console.review.proposal_pages import ProposalPages
from bot.console.review.queue_pages import ReviewQueuePages
from crm.learning import proposals, review_queue
from crm.learning.review_queue import ReviewFilter

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [ReviewQueuePages, ReviewedPages, ProposalPages]
NAV = [
    NavItem("review", "/console/review", Permission.REVIEW, 40),
    # Who reviews has this page beside the queue.
    NavItem("reviewed", "/console/review/done", Permission.READ_CONVERSATIONS, 41, unless=Permission.REVIEW),
]


async def _home(visit: Visit) -> Sequence[HomeCard]:
    cards = []
    if visit.may(Permission.REVIEW):
        count = await review_queue.waiting(visit.store, visit.reader.staff_id, ReviewFilter())
        cards.append(HomeCard("review", count, "/console/review"))
    if visit.may(Permission.EDIT_INTENTS):
        open_ones = (await proposals.counts(visit.store)).get("proposed", 0)
        cards.append(HomeCard("proposals", open_ones, "/console/review/proposals"))
    return cards


HOME = _home
