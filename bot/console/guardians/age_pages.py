"""The first page of guardians: a patron is found by the card, and the library's ages are set."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import TextField, WholeField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import InvalidValue
from crm.guardians.ages import MOST, GuardianAges, guardian_ages, put_ages
from crm.guardians.setting import running
from crm.patrons.cards import patron_by_card

__all__ = ["HOME", "AgePages", "CardForm"]

HOME = "/console/guardians"
# What a library decides about all its patrons is decided by who answers for their data.
SET = Permission.ERASE_PATRONS


class CardForm(Form):
    """A patron, by the card."""

    card = TextField("guardians.card", hint="guardians.card_hint", required=True, most=64, dir="ltr")


class AgesForm(Form):
    """The ages of guardianship, in years."""

    until = WholeField("guardians.until", hint="guardians.until_hint")
    say = WholeField("guardians.say", hint="guardians.say_hint")


class AgePages(Controller):
    """Handlers of the first page."""

    path = "/guardians"

    @get("/", opt=needs(Permission.READ_PATRONS))
    async def show(self, visit: Visit) -> Template:
        """Show the ages, and ask for a card."""
        return await _shown(visit)

    @post("/", opt=needs(Permission.READ_PATRONS))
    async def find(self, visit: Visit) -> PageOrRedirect:
        """Find the patron of a card; its number stands in no address."""
        form = await CardForm.sent(visit)
        found = await patron_by_card(visit.store, form.card.data) if form.card.data else None
        if found is None:
            return await _shown(visit, card=form.wrong("card", "guardians.bad.card"), status=422)
        return visit.go_to(f"{HOME}/{found.public_id}")

    @post("/ages", opt=needs(SET))
    async def ages(self, visit: Visit) -> PageOrRedirect:
        """Set the ages."""
        form = await AgesForm.sent(visit)
        until, say = form.until.data, form.say.data
        for name, value in (("until", until), ("say", say)):
            if value is None:
                form.wrong(name, f"guardians.bad.{name}", most=MOST)
        if form.is_wrong or until is None or say is None:
            return await _shown(visit, ages=form, status=422)
        try:
            await put_ages(visit.store, GuardianAges(until, say), by=visit.reader.actor)
        except InvalidValue as error:
            return await _shown(
                visit, ages=form.wrong(error.field, f"guardians.bad.{error.field}", most=MOST), status=422
            )
        return visit.go_to(HOME, "saved")


async def _shown(
    visit: Visit, *, card: CardForm | None = None, ages: AgesForm | None = None, status: int = 200
) -> Template:
    now = await guardian_ages(visit.store)
    return visit.page(
        "guardians/home.html",
        status=status,
        card=card or CardForm(visit),
        ages=ages or AgesForm(visit, until=now.until, say=now.say),
        now=now,
        running=await running(visit.store),
        may_set=visit.may(SET),
    )
