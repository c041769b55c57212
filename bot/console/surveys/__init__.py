"""Surveys: what patrons are asked and how seldom, what they said by version, and what was done about it."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.surveys.done_pages import SaidAndDonePages
from bot.console.surveys.pages import SurveyPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [SurveyPages, SaidAndDonePages]
NAV = [NavItem("surveys", "/console/surveys", Permission.READ_SURVEYS, 150)]
