"""Unanswered questions: grouped, worked on and tried again."""

from collections.abc import Sequence

from bot.console.navigation import HomeCard, NavItem
from bot.console.parts import Console
from bot.console.questions.list_pages import ListPages
from bot.console.questions.work_pages import WorkPages
from bot.console.roles import Permission
from bot.console.session import Reader
from crm import question_groups

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [ListPages, WorkPages]
NAV = [NavItem("questions", "/console/questions", Permission.READ_QUESTIONS, 50)]


async def _home(console: Console, reader: Reader) -> Sequence[HomeCard]:
    if not reader.may(Permission.WORK_QUESTIONS):
        return ()
    new = (await question_groups.counts(console.store)).get("new", 0)
    return [HomeCard("questions", new, "/console/questions?status=new")]


HOME = _home
