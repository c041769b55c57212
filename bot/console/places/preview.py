"""Preview of the bot's answer to "are you open on this day?", from the same hours and in the same words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from bot.console.frame.visit import Visit
from bot.content.answers import response_of
from bot.content.saying import answers_now
from crm.library_info import directory
from crm.library_info.directory import Branch, DayHours
from language.answers import Answers, plain
from protocol.values import LANGUAGES

__all__ = ["would_say"]

Fact = dict[str, Any]


async def would_say(visit: Visit, branch: Branch, day: date, desk: str = "library") -> dict[str, str]:
    """Give the bot's answer about a branch on a day, by language, in the words that are published now."""
    store = visit.store
    hours = await directory.opening(store, branch.id, day, desk)
    now = store.clock.now().astimezone(branch.zone)
    then = None
    if not hours.is_open:
        moment = max(now, datetime.combine(day, time(23, 59), branch.zone))
        then = await directory.next_opening(store, branch.id, moment, desk)
    facts: Fact = {
        "branch": branch.name,
        "day": {"date": day.isoformat()},
        "relative": _relative(day, now.date()),
        "hours": _hours(hours),
        "opens": None if then is None else {"answer": "utter_part_next_opening", "opens": _next(then, now.date())},
    }
    said = Answers.from_domain({"responses": response_of(await answers_now(store, visit.content))})
    return {language: plain(said.render("utter_hours", language, facts).text) for language in LANGUAGES}


def _hours(day: DayHours) -> Fact:
    if not day.is_known:
        return {"answer": "utter_part_hours_unknown"}
    if not day.spans:
        return {"answer": "utter_part_closed", "reason": _because(day.closed_reason)}
    spans = [
        {"answer": "utter_part_span", "opens": _time(opens), "closes": _time(closes)} for opens, closes in day.spans
    ]
    listed = {"list": spans, "between": "comma"}
    return {"answer": "utter_part_open", "spans": listed, "reason": _because(day.special_reason)}


def _because(reason: dict[str, str] | None) -> Fact | None:
    return {"answer": "utter_part_because", "reason": reason} if reason else None


def _relative(day: date, today: date) -> Fact | None:
    name = {0: "utter_part_today", 1: "utter_part_tomorrow"}.get((day - today).days)
    return {"answer": name} if name else None


def _next(then: datetime, today: date) -> Fact:
    at = _time(then.time())
    if then.date() == today:
        return {"answer": "utter_part_opens_today", "time": at}
    if then.date() == today + timedelta(days=1):
        return {"answer": "utter_part_opens_tomorrow", "time": at}
    return {"answer": "utter_part_opens_on", "day": {"date": then.date().isoformat()}, "time": at}


def _time(moment: time) -> Fact:
    return {"time": moment.strftime("%H:%M")}
