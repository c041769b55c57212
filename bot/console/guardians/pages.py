"""One patron's guardians and children: seen, linked with somebody whose card is shown at the desk, and ended."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import ChoiceField, DayField, TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.guardians.age_pages import HOME
from crm.errors import Conflict, InvalidValue, NotFound
from crm.guardians.ages import guardian_ages
from crm.guardians.setting import Link, end_link, links, set_link
from crm.patrons.cards import patron_by_card
from crm.people.record import PatronOverview, patron_record, survivor

__all__ = ["GuardianPages"]

READ = needs(Permission.READ_PATRONS)
WORK = needs(Permission.WORK_PATRONS)
ROLES = ("guardian", "child")
# What is noted of either patron whose names, or links, are shown.
SEEN = ("name", "guardians")
COLUMNS = (
    Column("role", "guardians.role", heads_row=True),
    Column("other", "guardians.other"),
    Column("may", "guardians.may"),
    Column("child_says", "guardians.child_says"),
    Column("made", "guardians.made"),
    Column("until", "guardians.ends"),
    Column("state", "guardians.state"),
    Column("end", "guardians.change", is_plain=True),
)


class OtherPatronForm(Form):
    """Whom a patron is linked with: what the other is to them, and the other's card."""

    role = ChoiceField("guardians.other_is", ROLES, "guardians.is.", required=True)
    card = TextField("guardians.other_card", required=True, most=64, dir="ltr")


class LinkForm(Form):
    """What a guardian may see and do, and until when."""

    sees_loans = TickField("guardians.sees_loans")
    sees_holds = TickField("guardians.sees_holds")
    renews = TickField("guardians.renews")
    last_day = DayField("guardians.last_day", hint="guardians.last_day_hint")
    is_seen = TickField("guardians.is_seen")


class GuardianPages(Controller):
    """Handlers of one patron's guardians and children."""

    path = "/guardians"

    @get("/{public_id:str}", opt=READ)
    async def show(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Show who acts for whom; of a record that was made one with another, that one's."""
        other = await survivor(visit.store, public_id)
        if other is not None:
            return visit.go_to(f"{HOME}/{other}")
        return await _shown(visit, await _record(visit, public_id))

    @post("/{public_id:str}/other", opt=WORK)
    async def other(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Find the other by the card; its number stands in no address."""
        record = await _record(visit, public_id)
        form = await OtherPatronForm.sent(visit)
        if form.role.data not in ROLES:
            form.wrong("role", "guardians.bad.role")
        found = await patron_by_card(visit.store, form.card.data) if form.card.data else None
        if found is None or found.id == record.id:
            form.wrong("card", "guardians.bad.other_card")
        if form.is_wrong or found is None:
            return await _shown(visit, record, form=form, status=422)
        pair = (found.public_id, public_id) if form.role.data == "guardian" else (public_id, found.public_id)
        return visit.go_to(f"{HOME}/{pair[0]}/of/{pair[1]}")

    @get("/{guardian:str}/of/{child:str}", opt=WORK)
    async def compare(self, visit: Visit, guardian: str, child: str) -> Template:
        """Show both before anything is opened to anybody."""
        pair = await _record(visit, guardian), await _record(visit, child)
        for record in pair:
            await visit.audited("patron.read", "patron", None, ["name", "birth_year"], patron=record.public_id)
        return await _to_link(visit, pair, LinkForm(visit, sees_loans=True, sees_holds=True, renews=True))

    @post("/{guardian:str}/of/{child:str}", opt=WORK)
    async def link(self, visit: Visit, guardian: str, child: str) -> PageOrRedirect:
        """Let a guardian act for a child."""
        pair = await _record(visit, guardian), await _record(visit, child)
        form = await LinkForm.sent(visit)
        if not form.is_seen.data:
            form.wrong("is_seen", "guardians.bad.is_seen")
        if form.is_wrong:
            return await _to_link(visit, pair, form)
        try:
            await set_link(
                visit.store,
                guardian,
                child,
                sees_loans=form.sees_loans.data,
                sees_holds=form.sees_holds.data,
                renews=form.renews.data,
                last_day=form.last_day.data,
                today=visit.locale.today(),
                by=visit.reader.actor,
            )
        except InvalidValue as error:
            return await _to_link(visit, pair, form.wrong(error.field, f"guardians.bad.{error.field}"))
        except Conflict:
            return await _to_link(visit, pair, form.wrong("may", "guardians.bad.set"))
        return visit.go_to(f"{HOME}/{child}", "guardians.set")

    @post("/{public_id:str}/links/{link_id:int}/end", opt=WORK)
    async def end(self, visit: Visit, public_id: str, link_id: int) -> PageOrRedirect:
        """End a link of this patron's."""
        record = await _record(visit, public_id)
        mine = await links(visit.store, record.id, visit.locale.today())
        if link_id not in {link.id for link in mine}:
            raise NotFound("guardianship", link_id)
        await end_link(visit.store, link_id, by=visit.reader.actor)
        return visit.go_to(f"{HOME}/{public_id}", "guardians.ended")


async def _record(visit: Visit, public_id: str) -> PatronOverview:
    found = await patron_record(visit.store, public_id)
    if found is None:
        raise NotFound("patron", public_id)
    return found


async def _shown(
    visit: Visit, record: PatronOverview, *, form: OtherPatronForm | None = None, status: int = 200
) -> Template:
    found = await links(visit.store, record.id, visit.locale.today())
    own = {record.public_id, *(one.public_id for one in record.joined)}
    for public_id in sorted({record.public_id, *(_other(link, own) for link in found)}):
        await visit.audited("patron.read", "patron", None, SEEN, patron=public_id)
    return visit.page(
        "guardians/one.html",
        status=status,
        record=record,
        at=f"{HOME}/{record.public_id}",
        own=own,
        links=found,
        columns=COLUMNS,
        form=form or OtherPatronForm(visit),
        ages=await guardian_ages(visit.store),
        may_work=visit.may(Permission.WORK_PATRONS),
    )


def _other(link: Link, own: set[str]) -> str:
    return link.guardian if link.child in own else link.child


async def _to_link(visit: Visit, pair: tuple[PatronOverview, PatronOverview], form: LinkForm) -> Template:
    return visit.page(
        "guardians/link.html",
        status=422 if form.is_wrong else 200,
        guardian=pair[0],
        child=pair[1],
        form=form,
        at=f"{HOME}/{pair[0].public_id}/of/{pair[1].public_id}",
        ages=await guardian_ages(visit.store),
    )
