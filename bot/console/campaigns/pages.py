"""Pages of campaigns: the list, one with its form, its approval, its stop, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.campaigns.forms import CampaignForm, days_of, form_of, values_of, with_choices
from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import HiddenField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, EditConflict, InvalidValue
from crm.outreach.campaigns import (
    CampaignRow,
    approve,
    campaign,
    campaigns,
    delete_campaign,
    put_campaign,
    stop,
)
from crm.outreach.effects import Difference, ShareWithin
from crm.outreach.report import report
from crm.outreach.segments import segment

__all__ = ["LIST", "CampaignPages"]

LIST = "/console/campaigns"
READ = needs(Permission.READ_CAMPAIGNS)
EDIT = needs(Permission.EDIT_CAMPAIGNS)
APPROVE = needs(Permission.APPROVE_CAMPAIGNS)
# The fields of the form, where they are called otherwise than in the store.
_FIELDS = {
    "segment_id": "segment", "channels": "channel_1", "holdout_rate": "holdout", "ends_at": "last_day",
}  # fmt: skip
COLUMNS = (
    Column("name", "campaigns.name", "values.name", heads_row=True),
    Column("segment", "campaigns.segment", "segment"),
    Column("trigger", "campaigns.trigger", "values.trigger"),
    Column("state", "campaigns.state", "state"),
    Column("first", "campaigns.first_day", stamp("values.starts_at")),
    Column("last", "campaigns.last_day", stamp("values.ends_at")),
    Column("approved", "campaigns.approved_by", lambda row: row.approved_by or ""),
)


class ApproveForm(Form):
    """The campaign as it was seen by whoever approves it."""

    seen = HiddenField()


class CampaignPages(Controller):
    """Handlers of the list of campaigns and of one campaign."""

    path = "/campaigns"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the campaigns."""
        query = ListQuery.from_request(visit.request)
        rows = await campaigns(visit.store)
        if query.wants_csv:
            return visit.file("campaigns", COLUMNS, rows)
        return visit.page("campaigns/list.html", query=query, columns=COLUMNS, rows=rows, days=partial(days_of, visit))

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show an empty form."""
        return await _form(visit, await form_of(visit))

    @post("/new", opt=EDIT)
    async def create(self, visit: Visit) -> PageOrRedirect:
        """Keep a new draft."""
        return await _kept(visit, None)

    @get("/{campaign_id:int}", opt=READ)
    async def show(self, visit: Visit, campaign_id: int) -> Template:
        """Show a campaign, and what can be done with it."""
        return await _shown(visit, await campaign(visit.store, campaign_id))

    @get("/{campaign_id:int}/edit", opt=EDIT)
    async def edit(self, visit: Visit, campaign_id: int) -> PageOrRedirect:
        """Show the form of what has not begun."""
        row = await campaign(visit.store, campaign_id)
        if row.state not in ("draft", "approved"):
            return visit.go_to(f"{LIST}/{campaign_id}")
        return await _form(visit, await form_of(visit, row.values, row.seen), row)

    @post("/{campaign_id:int}/edit", opt=EDIT)
    async def change(self, visit: Visit, campaign_id: int) -> PageOrRedirect:
        """Keep what was typed, as a draft."""
        return await _kept(visit, await campaign(visit.store, campaign_id))

    @post("/{campaign_id:int}/approve", opt=APPROVE)
    async def approve_it(self, visit: Visit, campaign_id: int) -> PageOrRedirect:
        """Approve what was seen; whoever wrote at it may not."""
        form = await ApproveForm.sent(visit)
        try:
            await approve(visit.store, campaign_id, by=visit.reader.actor, seen=form.seen.data)
        except EditConflict:
            return await _shown(visit, await campaign(visit.store, campaign_id), "campaigns.refused.changed")
        except Conflict as error:
            why = error.state if error.state in ("own", "over") else "state"
            return await _shown(visit, await campaign(visit.store, campaign_id), f"campaigns.refused.{why}")
        return visit.go_to(f"{LIST}/{campaign_id}", "campaigns.was_approved")

    @post("/{campaign_id:int}/stop", opt=EDIT)
    async def stop_it(self, visit: Visit, campaign_id: int) -> PageOrRedirect:
        """Stop it at once."""
        try:
            await stop(visit.store, campaign_id, by=visit.reader.actor)
        except Conflict:
            return await _shown(visit, await campaign(visit.store, campaign_id), "campaigns.refused.state")
        return visit.go_to(f"{LIST}/{campaign_id}", "campaigns.was_stopped")

    @post("/{campaign_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, campaign_id: int) -> PageOrRedirect:
        """Delete a draft."""
        try:
            await delete_campaign(visit.store, campaign_id, by=visit.reader.actor)
        except Conflict:
            return await _shown(visit, await campaign(visit.store, campaign_id), "campaigns.refused.state")
        return visit.go_to(LIST, "campaigns.was_deleted")


async def _kept(visit: Visit, row: CampaignRow | None) -> PageOrRedirect:
    form = await with_choices(visit, await CampaignForm.sent(visit))
    values = values_of(visit, form)
    if values is None:
        return await _form(visit, form, row, status=422)
    try:
        key = await put_campaign(
            visit.store,
            values,
            by=visit.reader.actor,
            campaign_id=None if row is None else row.id,
            seen=form.seen.data or None,
            rules=visit.console.settings.notice_rules,
        )
    except InvalidValue as error:
        form.wrong(_FIELDS.get(error.field, error.field), f"campaigns.bad.{error.field}")
        return await _form(visit, form, row, status=422)
    except EditConflict:
        form.wrong("conflict", "campaigns.bad.conflict")
        return await _form(visit, form, row, status=409)
    except Conflict:
        form.wrong("conflict", "campaigns.refused.state")
        return await _form(visit, form, row, status=409)
    return visit.go_to(f"{LIST}/{key}", "saved")


async def _form(visit: Visit, form: CampaignForm, row: CampaignRow | None = None, *, status: int = 200) -> Template:
    return visit.page("campaigns/form.html", status=status, form=form, row=row)


async def _shown(visit: Visit, row: CampaignRow, refused: str = "") -> Template:
    found, me = await report(visit.store, row.id), visit.reader.actor.id
    mine = me in row.authors
    return visit.page(
        "campaigns/one.html",
        status=409 if refused else 200,
        row=row,
        approval=ApproveForm(visit, seen=row.seen),
        members=(await segment(visit.store, row.values.segment_id)).members,
        days=days_of(visit, row.values),
        found=found,
        result=None if found is None else _result(visit, found.told, found.held_out, found.difference),
        refused=visit.t(refused) if refused else "",
        may_edit=visit.may(Permission.EDIT_CAMPAIGNS) and row.state in ("draft", "approved"),
        may_delete=visit.may(Permission.EDIT_CAMPAIGNS) and row.state == "draft",
        may_approve=visit.may(Permission.APPROVE_CAMPAIGNS) and row.state == "draft" and not mine,
        is_own=visit.may(Permission.APPROVE_CAMPAIGNS) and row.state == "draft" and mine,
        may_stop=visit.may(Permission.EDIT_CAMPAIGNS) and row.state in ("approved", "running"),
    )


def _result(
    visit: Visit, told: ShareWithin | None, held_out: ShareWithin | None, difference: Difference | None
) -> dict[str, Any]:
    """Give the figures as sentences; every share with of how many it is."""
    locale = visit.locale

    def said(share: ShareWithin | None) -> str:
        if share is None:
            return visit.t("campaigns.nobody")
        low, high = locale.percent(share.low, 1), locale.percent(share.high, 1)
        return visit.t(
            "campaigns.share", met=share.met, of=share.of, rate=locale.percent(share.rate, 1), low=low, high=high
        )

    def points(value: float) -> str:
        # A sign before the number, whichever way it is written.
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return f"\u2066{sign}{locale.number(abs(value) * 100, 1)}\u2069"

    if difference is None:
        effect = visit.t("campaigns.no_comparison")
    else:
        key = "campaigns.effect_clear" if difference.is_clear else "campaigns.effect_unclear"
        value, low, high = (points(one) for one in (difference.value, difference.low, difference.high))
        effect = visit.t(key, value=value, low=low, high=high)
    return {"told": said(told), "held_out": said(held_out), "effect": effect}
