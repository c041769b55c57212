"""The patron's page."""

from __future__ import annotations

from litestar import Controller, get

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.view import HOME, patron_page, record_of
from crm.people.record import survivor

__all__ = ["PatronPages"]


class PatronPages(Controller):
    """Handlers of the patron's page."""

    path = "/patrons"

    @get("/{public_id:str}", opt=needs(Permission.READ_PATRONS))
    async def show(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Show a patron; of a record that was made one with another, that one."""
        other = await survivor(visit.store, public_id)
        if other is not None:
            return visit.go_to(f"{HOME}/{other}", "patrons.is_merged")
        return await patron_page(visit, await record_of(visit, public_id))
