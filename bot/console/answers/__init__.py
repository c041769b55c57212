"""Answers: the bot's texts, edited in both languages and live within seconds."""

from bot.console.answers.edits import AnswerEdits
from bot.console.answers.pages import AnswerPages
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [AnswerPages, AnswerEdits]
NAV = [NavItem("answers", "/console/answers", Permission.READ_ANSWERS, 210)]
