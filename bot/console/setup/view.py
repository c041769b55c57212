"""The page of the set-up, with whatever try-out stands on it."""

from __future__ import annotations

from litestar.response import Template

from bot.console.frame.visit import Visit
from bot.console.setup.machine import machine_of
from bot.console.setup.steps import left, steps
from bot.console.setup.trying import Panel
from crm.records.values import MESSENGERS

__all__ = ["setup_page"]


async def setup_page(visit: Visit, panel: Panel, *, fragment: str | None = None) -> Template:
    """Make the page; for a request of HTMX only `fragment`, where one is named."""
    every = await steps(visit)
    settings = visit.console.settings
    return visit.page(
        "setup/steps.html",
        fragment=fragment,
        steps=every,
        left=left(every),
        system=settings.library_system,
        checks_cards=settings.checks_cards,
        messengers=[(channel, channel in settings.messengers) for channel in MESSENGERS],
        sites=settings.sites,
        has_mail=bool(settings.smtp_host),
        machine=await machine_of(settings),
        panel=panel,
    )
