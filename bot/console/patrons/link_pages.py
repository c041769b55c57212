"""Wrong links of chats to a patron, undone."""

from __future__ import annotations

from litestar import Controller, post

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.forms import UnlinkForm
from bot.console.patrons.view import HOME, patron_page, record_of
from crm.errors import InvalidValue
from crm.people.unlinking import unlink_chat

__all__ = ["LinkPages"]


class LinkPages(Controller):
    """Handlers of a patron's chats."""

    path = "/patrons"

    @post("/{public_id:str}/chats/{chat:str}/unlink", opt=needs(Permission.WORK_PATRONS))
    async def unlink(self, visit: Visit, public_id: str, chat: str) -> PageOrRedirect:
        """Take a chat from the patron."""
        record = await record_of(visit, public_id)
        form = await UnlinkForm.sent(visit)
        if not form.reason.data:
            return await patron_page(visit, record, form.wrong("reason", "patrons.bad.reason"))
        if form.is_wrong:
            return await patron_page(visit, record, form)
        try:
            done = await unlink_chat(
                visit.store,
                record.id,
                chat,
                not_theirs=form.not_theirs.data,
                by=visit.reader.actor,
                reason=form.reason.data,
            )
        except InvalidValue:
            return await patron_page(visit, record, form.wrong("not_theirs", "patrons.bad.not_theirs"))
        visit.console.conversations.forget_partner(done.identity_id)
        visit.console.events.publish()
        return visit.go_to(f"{HOME}/{public_id}#chats", "patrons.unlinked")
