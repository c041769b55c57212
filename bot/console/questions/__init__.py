"""Unanswered questions: grouped, worked on and tried again."""

from collections.abc import Sequence

from bot.console.frame.navigation import HomeCard, NavItem
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.questions.list_pages import ListPages
from bot.console.questions.work_pages import WorkPages
from crm.learning import question_groups

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [ListPages, WorkPages]
NAV = [NavItem("questions", "/console/questions", Permission.READ_QUESTIONS, 50)]


async def _home(visit: Visit) -> Sequence[HomeCard]:
    if not visit.may(Permission.WORK_QUESTIONS):
        return ()
    new = (await question_groups.counts(visit.store)).get("new", 0)
    return [HomeCard("questions", new, "/console/questions?status=new")]


HOME = _home
