"""The form of a campaign: days as people name them, a share to hold out in percent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.console.frame.fields import (
    ChoiceField,
    DayField,
    HiddenField,
    RowField,
    TextField,
    TimeField,
    WholeField,
    bilingual,
)
from bot.console.frame.forms import Form
from bot.console.frame.visit import Visit
from crm.outreach.campaigns import LONGEST_TEXT, CampaignValues
from crm.outreach.segments import segments
from crm.records.values import CAMPAIGN_GOALS, CAMPAIGN_TRIGGERS, NOTICE_CHANNELS
from language.calendars import zone
from library.values import Capability

__all__ = ["CampaignForm", "days_of", "form_of", "goals", "values_of", "with_choices"]

# Goals that are known only where loans and reservations are in the library's own store.
_OF_LOANS = ("loan", "hold")
_GOAL_DAYS = 30
_DAYS = 7
_HELD_OUT = 10


class CampaignForm(Form):
    """What is written of a campaign."""

    name = TextField("campaigns.name", hint="campaigns.name_hint", required=True, most=80)
    segment = RowField("campaigns.segment", empty="campaigns.choose", required=True)
    trigger = ChoiceField(
        "campaigns.trigger", CAMPAIGN_TRIGGERS, "campaigns.trigger.", hint="campaigns.trigger_hint", required=True
    )
    text_fa, text_en = bilingual("campaigns.text", rows=6, required=True, most=LONGEST_TEXT)
    channel_1 = ChoiceField("campaigns.channel_1", NOTICE_CHANNELS, "channel.", required=True)
    channel_2 = ChoiceField("campaigns.channel_2", NOTICE_CHANNELS, "channel.", empty="campaigns.no_other")
    channel_3 = ChoiceField("campaigns.channel_3", NOTICE_CHANNELS, "channel.", empty="campaigns.no_other")
    goal = ChoiceField("campaigns.goal", texts="campaigns.goal.", required=True)
    goal_days = WholeField("campaigns.goal_days", required=True, most=3)
    holdout = WholeField("campaigns.holdout", hint="campaigns.holdout_hint", required=True, most=2)
    first_day = DayField("campaigns.first_day", required=True)
    last_day = DayField("campaigns.last_day", required=True)
    hours_from = TimeField("campaigns.hours_from")
    hours_until = TimeField("campaigns.hours_until")
    seen = HiddenField()


def goals(visit: Visit) -> list[str]:
    """Give the goals that can be measured here."""
    # Whether somebody came to borrow, only our own rows of all loans tell: the mirror has some patrons, and no history.
    knows_loans = Capability.OWN_STORE in visit.console.library.capabilities()
    return [goal for goal in CAMPAIGN_GOALS if knows_loans or goal not in _OF_LOANS]


async def with_choices(visit: Visit, form: CampaignForm) -> CampaignForm:
    """Give a form what there is to choose from."""
    form.segment.options = [(str(one.id), one.name) for one in await segments(visit.store)]
    form.goal.values = tuple(goals(visit))
    return form


async def form_of(visit: Visit, values: CampaignValues | None = None, seen: str = "") -> CampaignForm:
    """Show what is kept; a new campaign begins tomorrow, for a week, with a tenth held out."""
    if values is None:
        tomorrow = visit.locale.today() + timedelta(days=1)
        channel = next(iter(visit.console.settings.messengers), "telegram")
        kept: dict[str, Any] = {
            "trigger": "once", "channel_1": channel, "goal_days": _GOAL_DAYS, "holdout": _HELD_OUT,
            "first_day": tomorrow, "last_day": tomorrow + timedelta(days=_DAYS - 1),
        }  # fmt: skip
        return await with_choices(visit, CampaignForm(visit, **kept))
    first, last = days_of(visit, values)
    channels = [*values.channels, "", "", ""]
    kept = {
        "name": values.name,
        "segment": values.segment_id,
        "trigger": values.trigger,
        "text_fa": values.text_fa,
        "text_en": values.text_en,
        "channel_1": channels[0],
        "channel_2": channels[1],
        "channel_3": channels[2],
        "goal": values.goal,
        "goal_days": values.goal_days,
        "holdout": round(values.holdout_rate * 100),
        "first_day": first,
        "last_day": last,
        "hours_from": values.hours_from,
        "hours_until": values.hours_until,
        "seen": seen,
    }
    return await with_choices(visit, CampaignForm(visit, **kept))


def days_of(visit: Visit, values: CampaignValues) -> tuple[date, date]:
    """Give the first and the last day on which it is sent."""
    at = zone(visit.console.settings.time_zone)
    return values.starts_at.astimezone(at).date(), (values.ends_at.astimezone(at) - timedelta(minutes=1)).date()


def values_of(visit: Visit, form: CampaignForm) -> CampaignValues | None:
    """Read what was typed; None, with what is wrong noted in the form."""
    first, last = form.first_day.needed(), form.last_day.needed()
    segment = form.segment.data
    if segment is None:
        form.wrong("segment", "campaigns.bad.segment_id")
    if form.goal.data not in goals(visit):
        form.wrong("goal", "campaigns.bad.goal")
    for name in ("goal_days", "holdout"):
        if form[name].data is None:
            form.wrong(name, f"campaigns.bad.{name}")
    if form.is_wrong or first is None or last is None or segment is None:
        return None
    channels = [one for one in (form.channel_1.data, form.channel_2.data, form.channel_3.data) if one]
    return CampaignValues(
        name=" ".join(form.name.data.split()),
        segment_id=segment,
        text_fa=form.text_fa.data,
        text_en=form.text_en.data,
        channels=tuple(channels),
        goal=form.goal.data,
        goal_days=form.goal_days.data or 0,
        holdout_rate=(form.holdout.data or 0) / 100,
        starts_at=_begins(visit, first),
        # The last day is a whole one.
        ends_at=_begins(visit, last + timedelta(days=1)),
        hours_from=form.hours_from.data,
        hours_until=form.hours_until.data,
        trigger=form.trigger.data,
    )


def _begins(visit: Visit, day: date) -> datetime:
    return datetime.combine(day, time(), zone(visit.console.settings.time_zone)).astimezone(UTC)
