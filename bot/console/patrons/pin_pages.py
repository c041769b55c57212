"""A new PIN for a patron at the desk: shown once to whoever gives it, and told nowhere else."""

from __future__ import annotations

from litestar import Controller, post

from bot.console.frame.access import needs
from bot.console.frame.fields import moment_of
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.forms import PinForm
from bot.console.patrons.view import HOME, patron_page, record_of
from crm.errors import Conflict, InvalidValue
from crm.people.pins import give_pin, made_pin

__all__ = ["PinPages"]


class PinPages(Controller):
    """Handlers of the PIN of a patron's card."""

    path = "/patrons"

    @post("/{public_id:str}/pin", opt=needs(Permission.WORK_PATRONS), status_code=200)
    async def give(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Give the card a new PIN: the one that was typed, or one that is made up and shown this once."""
        record = await record_of(visit, public_id)
        if not visit.console.settings.checks_cards:
            return await patron_page(visit, record, problem=visit.t("patrons.pin_elsewhere"), status=409)
        form = await PinForm.sent(visit)
        if form.is_wrong:
            return await patron_page(visit, record, form)
        chosen = form.pin.data
        pin = chosen or made_pin()
        try:
            done = await give_pin(visit.store, public_id, pin, seen=moment_of(form.seen.data), by=visit.reader.actor)
        except InvalidValue as error:
            return await patron_page(
                visit, record, form.wrong("pin", "patrons.bad.no_card" if error.field == "card" else "patrons.bad.pin")
            )
        except Conflict:
            return await patron_page(visit, record, form.wrong("pin", "patrons.bad.pin_given"), status=409)
        for identity_id in done.chats:
            visit.console.conversations.forget_partner(identity_id)
        visit.console.events.publish()
        return visit.page(
            "patrons/pin.html",
            record=record,
            # What the patron chose they know; it is not shown to whoever stands around.
            pin="" if chosen else pin,
            chats=len(done.chats),
            at=f"{HOME}/{public_id}",
        )
