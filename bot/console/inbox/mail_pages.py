"""The page on which the library says whom to write to when patrons wait and nobody is there."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import ChoiceField, TextField, WholeField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import InvalidValue
from crm.handoff.inbox_mail import LEAST, MOST, InboxAddress, inbox_mail, put_inbox_mail
from protocol.values import LANGUAGES

__all__ = ["SET", "InboxMailPages"]

PAGE = "/console/inbox-mail"
USUAL_MINUTES = 60
# Where the library writes to is decided by who answers for the accounts of its staff.
SET = Permission.MANAGE_STAFF


class InboxMailForm(Form):
    """An address of the library's, and for how long it is left alone."""

    address = TextField("inbox_mail.address", hint="inbox_mail.address_hint", most=254, dir="ltr", inputmode="email")
    language = ChoiceField("inbox_mail.language", LANGUAGES, "language.")
    quiet_minutes = WholeField("inbox_mail.quiet_minutes", hint="inbox_mail.quiet_minutes_hint")


class InboxMailPages(Controller):
    """Handlers of the page."""

    path = "/inbox-mail"

    @get("/", opt=needs(SET))
    async def show(self, visit: Visit) -> Template:
        """Show what is set."""
        return await _shown(visit)

    @post("/", opt=needs(SET))
    async def change(self, visit: Visit) -> PageOrRedirect:
        """Keep what was typed; an empty address ends it."""
        form = await InboxMailForm.sent(visit)
        minutes = form.quiet_minutes.data
        if form.address.data and minutes is None:
            form.wrong("quiet_minutes", "inbox_mail.bad.quiet_minutes", least=LEAST, most=MOST)
        if not form.is_wrong:
            wanted = InboxAddress(form.address.data, form.language.data, minutes or 0) if form.address.data else None
            try:
                await put_inbox_mail(visit.store, wanted, by=visit.reader.actor)
                return visit.go_to(PAGE, "saved")
            except InvalidValue as error:
                form.wrong(error.field, f"inbox_mail.bad.{error.field}", least=LEAST, most=MOST)
        return await _shown(visit, form)


async def _shown(visit: Visit, form: InboxMailForm | None = None) -> Template:
    kept = await inbox_mail(visit.store)
    if form is None:
        values = (kept.address, kept.language, kept.quiet_minutes) if kept else ("", visit.language, USUAL_MINUTES)
        form = InboxMailForm(visit, address=values[0], language=values[1], quiet_minutes=values[2])
    return visit.page(
        "inbox/mail.html",
        status=422 if form.is_wrong else 200,
        form=form,
        can_send=bool(visit.console.settings.smtp_host),
    )
