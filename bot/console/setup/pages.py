"""The page of the set-up."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.setup.trying import TryOutForm, asked, begun
from bot.console.setup.view import setup_page
from crm.errors import InvalidValue
from crm.library_info.setting_up import skip_step, take_up_step

__all__ = ["SetupPages"]

HERE = "/console/setup"
EDIT = needs(Permission.EDIT_PLACES)


class SetupPages(Controller):
    """Handlers of the page of the set-up."""

    path = "/setup"

    @get("/", opt=EDIT)
    async def show(self, visit: Visit) -> Template:
        """Show every step."""
        return await setup_page(visit, await begun(visit))

    @post("/try", opt=EDIT, status_code=200)
    async def try_out(self, visit: Visit) -> Template:
        """Ask the library something, as a patron would; it counts nowhere."""
        form = await TryOutForm.sent(visit)
        return await setup_page(visit, await asked(visit, form), fragment="setup/_try.html")

    @post("/{step:str}/skip", opt=EDIT)
    async def skip(self, visit: Visit, step: str) -> Redirect:
        """Leave a step out."""
        try:
            await skip_step(visit.store, step, by=visit.reader.actor)
        except InvalidValue:
            return visit.go_to(HERE, "setup.needed")
        return visit.go_to(HERE, "setup.skipped")

    @post("/{step:str}/take-up", opt=EDIT)
    async def take_up(self, visit: Visit, step: str) -> Redirect:
        """Take a step up again."""
        await take_up_step(visit.store, step, by=visit.reader.actor)
        return visit.go_to(HERE, "setup.taken_up")
