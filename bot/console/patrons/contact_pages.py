"""Contacts at the desk and by telephone: written down on the patron's page, changed, and taken out."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.forms import ContactForm
from bot.console.patrons.view import HOME, SUBJECTS, patron_page, record_of
from crm.errors import Conflict, InvalidValue
from crm.people.contacts import Contact, add_contact, change_contact, contact, erase_contact

__all__ = ["ContactPages"]

WORK = needs(Permission.WORK_PATRONS)


class ContactPages(Controller):
    """Handlers of contacts that staff write down."""

    path = "/patrons"

    @post("/{public_id:str}/contacts", opt=WORK)
    async def add(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Write a contact down."""
        record = await record_of(visit, public_id)
        form = await ContactForm.sent(visit)
        try:
            await add_contact(
                visit.store,
                record.id,
                key=form.own_key,
                channel=form.channel.data,
                subject=form.subject.data,
                words=form.words.data,
                outcome=form.outcome.data,
                by=visit.reader.actor,
            )
        except InvalidValue as error:
            return await patron_page(visit, record, form.wrong(error.field, f"patrons.bad.{error.field}"))
        return visit.go_to(f"{HOME}/{public_id}#timeline", "patrons.contact_added")

    @get("/contacts/{key:str}", opt=WORK)
    async def edit(self, visit: Visit, key: str) -> Template:
        """Show a contact to be changed."""
        found = await contact(visit.store, key)
        await visit.audited("contact.read", "interaction", key, ["subject", "words"], patron=found.patron)
        form = ContactForm(
            visit, key=key, channel=found.channel, subject=found.subject, words=found.words, outcome=found.outcome
        )
        return _page(visit, found, form)

    @post("/contacts/{key:str}", opt=WORK)
    async def change(self, visit: Visit, key: str) -> PageOrRedirect:
        """Write a contact anew."""
        found = await contact(visit.store, key)
        form = await ContactForm.sent(visit)
        try:
            await change_contact(
                visit.store,
                key,
                channel=form.channel.data,
                subject=form.subject.data,
                words=form.words.data,
                outcome=form.outcome.data,
                by=visit.reader.actor,
            )
        except InvalidValue as error:
            return _page(visit, found, form.wrong(error.field, f"patrons.bad.{error.field}"))
        except Conflict:
            return _page(visit, found, form.wrong("subject", "patrons.bad.erased"))
        return visit.go_to(_home(found), "saved")

    @post("/contacts/{key:str}/erase", opt=WORK)
    async def erase(self, visit: Visit, key: str) -> PageOrRedirect:
        """Take a contact out."""
        found = await contact(visit.store, key)
        await erase_contact(visit.store, key, by=visit.reader.actor)
        return visit.go_to(_home(found), "patrons.contact_erased")


def _page(visit: Visit, found: Contact, form: ContactForm) -> Template:
    return visit.page(
        "patrons/contact.html",
        status=422 if form.is_wrong else 200,
        contact=form,
        at=f"{HOME}/contacts/{found.public_id}",
        back=_home(found),
        subjects=[visit.t(f"patrons.subject.{subject}") for subject in SUBJECTS],
    )


def _home(found: Contact) -> str:
    return HOME if found.patron is None else f"{HOME}/{found.patron}"
