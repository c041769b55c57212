"""Records of one patron: found, compared, made one, and taken apart again."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.forms import MergePatronsForm, OtherRecordForm
from bot.console.patrons.view import HOME, patron_page, record_of
from crm.errors import Conflict, InvalidValue
from crm.patrons.cards import patron_by_card
from crm.people.duplicates import duplicates, keep_apart
from crm.people.merging import merge_patrons
from crm.people.record import PatronOverview
from crm.people.unmerging import MergeView, merge_view, undo_merge
from library.errors import LibraryError
from library.leaving import hindrance
from library.values import Capability

__all__ = ["MergePages"]

MERGE = needs(Permission.MERGE_PATRONS)


class PairForm(Form):
    """Two records."""

    one = TextField(most=64)
    other = TextField(most=64)


class MergePages(Controller):
    """Handlers of records made one."""

    path = "/patrons"

    @get("/duplicates", opt=MERGE)
    async def found(self, visit: Visit) -> Template:
        """List what may be one patron's."""
        pairs = await duplicates(visit.store)
        for hit in {hit.public_id for pair in pairs for hit in (pair.one, pair.other)}:
            await visit.audited("patron.listed", "patron", None, ["name", "card_last4", "birth_year"], patron=hit)
        return visit.page("patrons/duplicates.html", pairs=pairs)

    @post("/duplicates/apart", opt=MERGE)
    async def apart(self, visit: Visit) -> PageOrRedirect:
        """Note that two records are two people's."""
        form = await PairForm.sent(visit)
        await keep_apart(visit.store, form.one.data, form.other.data, by=visit.reader.actor)
        return visit.go_to(f"{HOME}/duplicates", "patrons.kept_apart")

    @post("/{public_id:str}/other", opt=MERGE)
    async def other(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Find the other record by its card; its number stands in no address."""
        record = await record_of(visit, public_id)
        form = await OtherRecordForm.sent(visit)
        found = await patron_by_card(visit.store, form.card.data) if form.card.data else None
        if found is None or found.id == record.id:
            return await patron_page(visit, record, form.wrong("card", "patrons.bad.card"))
        return visit.go_to(f"{HOME}/{public_id}/merge/{found.public_id}")

    @get("/{public_id:str}/merge/{other_id:str}", opt=MERGE)
    async def compare(self, visit: Visit, public_id: str, other_id: str) -> Template:
        """Show two records side by side."""
        pair = await record_of(visit, public_id), await record_of(visit, other_id)
        for record in pair:
            await visit.audited("patron.read", "patron", None, ["name", "contact_points"], patron=record.public_id)
        return _compared(visit, pair, MergePatronsForm(visit, survivor=public_id))

    @post("/{public_id:str}/merge/{other_id:str}", opt=MERGE)
    async def merge(self, visit: Visit, public_id: str, other_id: str) -> PageOrRedirect:
        """Make one record of two."""
        pair = await record_of(visit, public_id), await record_of(visit, other_id)
        form = await MergePatronsForm.sent(visit)
        goes = next((record for record in pair if record.public_id != form.survivor.data), pair[1])
        stays = next(record for record in pair if record is not goes)
        if stays.public_id != form.survivor.data:
            return _compared(visit, pair, form.wrong("survivor", "patrons.bad.which"))
        hindered = await _hindered(visit, goes)
        if hindered:
            return _compared(visit, pair, form.wrong("survivor", hindered))
        try:
            done = await merge_patrons(
                visit.store, stays.public_id, goes.public_id, by=visit.reader.actor, reason=form.reason.data
            )
        except InvalidValue as error:
            field = "reason" if error.field == "reason" else "survivor"
            return _compared(visit, pair, form.wrong(field, f"patrons.bad.merge_{error.field}"))
        except Conflict:
            return _compared(visit, pair, form.wrong("survivor", "patrons.bad.merged_already"))
        for chat in done.chats:
            visit.console.conversations.forget_partner(chat)
        visit.console.events.publish()
        return visit.go_to(f"{HOME}/{stays.public_id}", "patrons.merged")

    @get("/merges/{merge_id:int}", opt=MERGE)
    async def look(self, visit: Visit, merge_id: int) -> Template:
        """Show a merge before it is taken back: what goes back, and what stays."""
        view = await merge_view(visit.store, merge_id)
        await visit.audited("patron.read", "patron", None, ["timeline"], patron=view.survivor)
        return await _to_undo(visit, view)

    @post("/merges/{merge_id:int}/undo", opt=MERGE)
    async def undo(self, visit: Visit, merge_id: int) -> PageOrRedirect:
        """Take a merge back."""
        try:
            done = await undo_merge(visit.store, merge_id, by=visit.reader.actor)
        except Conflict:
            return await _to_undo(visit, await merge_view(visit.store, merge_id), conflict=True)
        visit.console.events.publish()
        return visit.go_to(f"{HOME}/{done.merged}", "patrons.merge_undone")


async def _hindered(visit: Visit, goes: PatronOverview) -> str:
    """Say why a record cannot go yet: another system has something open of it, or does not answer. "" for nothing."""
    library = visit.console.library
    if Capability.OWN_STORE in library.capabilities():
        # Its loans, holds and debts are in our own store, and move along.
        return ""
    try:
        open_matters = await hindrance(visit.store, library, goes.id)
    except LibraryError:
        return "patrons.library_away"
    return "" if open_matters is None else "patrons.bad.merge_open"


def _compared(visit: Visit, pair: tuple[PatronOverview, PatronOverview], form: MergePatronsForm) -> Template:
    return visit.page(
        "patrons/merge.html",
        status=422 if form.is_wrong else 200,
        pair=pair,
        form=form,
        at=f"{HOME}/{pair[0].public_id}/merge/{pair[1].public_id}",
    )


async def _to_undo(visit: Visit, view: MergeView, *, conflict: bool = False) -> Template:
    names = await intent_names(visit)
    return visit.page(
        "patrons/undo.html",
        status=409 if conflict else 200,
        view=view,
        conflict=conflict,
        intent_name=lambda intent: names(intent, visit.language),
    )
