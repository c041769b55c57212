"""Finding a patron; what is typed stands in no address and in no log."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.view import HOME
from crm.people.finding import find_patrons

__all__ = ["COLUMNS", "FindPages"]

COLUMNS = (
    Column("name", "patrons.name", heads_row=True),
    Column("card", "patrons.card"),
    Column("born", "patrons.birth_year"),
    Column("category", "patrons.category"),
    Column("branch", "patrons.branch"),
)


class FindForm(Form):
    """What a patron is looked for by."""

    wanted = TextField(
        "patrons.wanted", hint="patrons.wanted_hint", required=True, most=200, dir="auto", autofocus=True
    )


class FindPages(Controller):
    """Handlers of the page on which a patron is found."""

    path = "/patrons"

    @get("/", opt=needs(Permission.READ_PATRONS))
    async def ask(self, visit: Visit) -> Template:
        """Ask whom to look for."""
        return visit.page("patrons/find.html", form=FindForm(visit), found=None, columns=COLUMNS)

    @post("/", opt=needs(Permission.READ_PATRONS), status_code=200)
    async def find(self, visit: Visit) -> PageOrRedirect:
        """Go to the patron who is found; show them all where there are several."""
        form = await FindForm.sent(visit)
        if not form.wanted.data:
            form.wrong("wanted", "patrons.bad.wanted")
            return visit.page("patrons/find.html", status=422, form=form, found=None, columns=COLUMNS)
        found = await find_patrons(visit.store, form.wanted.data)
        if len(found.hits) == 1:
            return visit.go_to(f"{HOME}/{found.hits[0].public_id}")
        for hit in found.hits:
            # Whose name was shown to whom is to be found by the patron's name, not by the search.
            await visit.audited("patron.listed", "patron", None, ["name", "card_last4"], patron=hit.public_id)
        return visit.page("patrons/find.html", form=form, found=found, columns=COLUMNS)
