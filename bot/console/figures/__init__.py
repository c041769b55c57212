"""Figures: the dashboard and the monthly report."""

from bot.console.figures.behind import BehindPages
from bot.console.figures.pages import FigurePages
from bot.console.figures.report_pages import ReportPages
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [FigurePages, ReportPages, BehindPages]
NAV = [
    NavItem("figures", "/console/figures", Permission.READ_FIGURES, 310),
    NavItem("report", "/console/figures/report", Permission.READ_FIGURES, 320),
]
