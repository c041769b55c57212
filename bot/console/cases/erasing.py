"""Erasing the patron of a case: explanation, confirmation, and receipt."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import TickField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.conversation.erasing import Erased, erase_everywhere
from crm.cases.file import case_file
from crm.errors import NotFound
from crm.forgetting.open_matters import Unsettled, unsettled
from crm.forgetting.patrons import patron_of_case

__all__ = ["PatronErasing"]

ERASE = needs(Permission.ERASE_PATRONS)


class EraseForm(Form):
    """The confirmation of an erasure."""

    sure = TickField("erasing.sure")


class PatronErasing(Controller):
    """The page on which a patron is erased."""

    path = "/cases/{number:str}/erase-patron"

    @get("/", opt=ERASE)
    async def ask(self, visit: Visit, number: str) -> Template:
        """Say what erasing means, and what is in its way."""
        return await _shown(visit, number)

    @post("/", opt=ERASE, status_code=200)
    async def erase(self, visit: Visit, number: str) -> Template:
        """Erase the patron, and show what was erased where."""
        is_sure = (await EraseForm.sent(visit)).sure.typed == "yes"
        patron_id = await patron_of_case(visit.store, number)
        if not is_sure or patron_id is None:
            return await _shown(visit, number, not_sure=not is_sure, status=422)
        try:
            done = await erase_everywhere(visit.store, visit.console.engine, patron_id, by=visit.reader.actor)
        except Unsettled:
            return await _shown(visit, number, status=409)
        for chat in done.receipt.chats:
            visit.console.conversations.forget_partner(chat)
        return await _shown(visit, number, done=done)


async def _shown(
    visit: Visit, number: str, *, done: Erased | None = None, not_sure: bool = False, status: int = 200
) -> Template:
    file = await case_file(visit.store, number)
    if file is None:
        raise NotFound("case", number)
    patron_id = await patron_of_case(visit.store, number)
    return visit.page(
        "cases/erase.html",
        status=status,
        file=file,
        has_patron=patron_id is not None,
        hindrance=None if patron_id is None else await unsettled(visit.store, patron_id),
        done=done,
        not_sure=not_sure,
    )
