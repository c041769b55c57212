"""Opening hours as they are told: of a day, of several, at this moment, and when it opens next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.facts.lines import listed
from actions.subjects.library_info.desks import desk_at
from crm.library_info import directory
from crm.library_info.directory import Branch, DayHours

__all__ = ["day_hours", "next_opening", "tell_days", "tell_desk", "tell_now"]

LONGEST = 14  # days listed at most


async def tell_days(turn: Turn, branches: Sequence[Branch], first: date, last: date, desk: str = "library") -> None:
    """Tell the hours of branches, or of a desk there, on a day or from one to another."""
    last = min(last, first + timedelta(days=LONGEST - 1))
    if first == last:
        await _on_day(turn, branches, first, desk)
    else:
        await _on_days(turn, branches, first, last, desk)


async def tell_desk(turn: Turn, branches: Sequence[Branch], day: date, desk: str) -> None:
    """Tell when a desk is there on a day, at the branches where it has hours of its own; else the branches' hours."""
    own = [one for one in branches if await directory.has_desk(turn.store, one.id, desk)]
    await _on_day(turn, own or branches, day, desk if own else "library")


def _name(branch: Branch, desk: str) -> Fact:
    return branch.name if desk == "library" else nested(f"utter_part_desk_of_{desk}", branch=branch.name)


async def tell_now(turn: Turn, branches: Sequence[Branch], desk: str = "library") -> None:
    """Tell whether branches, or a desk there, are open at this moment."""
    lines: list[dict[str, Fact]] = []
    for branch in branches:
        local, its = turn.store.clock.now().astimezone(branch.zone), await desk_at(turn, branch, desk)
        if await directory.is_open(turn.store, branch.id, local, its):
            day = await directory.opening(turn.store, branch.id, local.date(), its)
            closes = next((closes for opens, closes in day.spans if opens <= local.time() < closes), None)
            state = nested("utter_part_open_until", closes=_time(closes))
        else:
            state = await _closed_now(turn, branch, its)
        lines.append({"branch": _name(branch, its), "state": state})
    if len(lines) == 1:
        turn.say("utter_hours_now", **lines[0])
    else:
        turn.say("utter_hours_now_all", branches={"list": lines, "line": "utter_line_branch_now"})


async def _closed_now(turn: Turn, branch: Branch, desk: str) -> Fact:
    now = turn.store.clock.now().astimezone(branch.zone)
    day = await directory.opening(turn.store, branch.id, now.date(), desk)
    if not day.is_known:
        return nested("utter_part_now_unknown")
    then = await directory.next_opening(turn.store, branch.id, now, desk)
    if then is None:
        return nested("utter_part_closed_for_long", reason=_because(day.closed_reason))
    opens = next_opening(then, now.date())
    if day.closed_reason:
        return nested("utter_part_closed_now_because", reason=day.closed_reason, opens=opens)
    return nested("utter_part_closed_now", opens=opens)


def next_opening(then: datetime | None, today: date) -> Fact:
    """Say when the next opening is; None where none is known."""
    if then is None:
        return None
    if then.date() == today:
        return nested("utter_part_opens_today", time=_time(then.time()))
    if then.date() == today + timedelta(days=1):
        return nested("utter_part_opens_tomorrow", time=_time(then.time()))
    return nested("utter_part_opens_on", day=as_date(then.date()), time=_time(then.time()))


async def _on_day(turn: Turn, branches: Sequence[Branch], day: date, desk: str) -> None:
    lines = []
    for branch in branches:
        its = await desk_at(turn, branch, desk)
        found = await directory.opening(turn.store, branch.id, day, its)
        lines.append({"branch": _name(branch, its), "hours": day_hours(found)})
    relative = _relative(day, turn.today)
    if len(lines) > 1:
        turn.say(
            "utter_hours_all",
            day=as_date(day),
            relative=relative,
            branches={"list": lines, "line": "utter_line_branch_hours"},
        )
        return
    opens = None
    if not found.is_open:
        now = turn.store.clock.now().astimezone(branches[0].zone)
        moment = max(now, now.replace(hour=23, minute=59) + timedelta(days=(day - now.date()).days))
        then = next_opening(await directory.next_opening(turn.store, branches[0].id, moment, its), turn.today)
        opens = nested("utter_part_next_opening", opens=then) if then else None
    turn.say("utter_hours", day=as_date(day), relative=relative, opens=opens, **lines[0])


async def _on_days(turn: Turn, branches: Sequence[Branch], first: date, last: date, desk: str) -> None:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    for branch in branches:
        its = await desk_at(turn, branch, desk)
        lines = [
            {"day": as_date(day), "hours": day_hours(await directory.opening(turn.store, branch.id, day, its))}
            for day in days
        ]
        turn.say("utter_hours_days", branch=_name(branch, its), days={"list": lines, "line": "utter_line_day_hours"})


def day_hours(day: DayHours) -> Fact:
    """Say the hours of a day, or that it is closed and why."""
    if not day.is_known:
        return nested("utter_part_hours_unknown")
    if not day.spans:
        return nested("utter_part_closed", reason=_because(day.closed_reason))
    spans = [nested("utter_part_span", opens=_time(opens), closes=_time(closes)) for opens, closes in day.spans]
    return nested("utter_part_open", spans=listed(spans), reason=_because(day.special_reason))


def _because(reason: dict[str, str] | None) -> Fact:
    return nested("utter_part_because", reason=reason) if reason else None


def _relative(day: date, today: date) -> Fact:
    names = {0: "utter_part_today", 1: "utter_part_tomorrow"}
    name = names.get((day - today).days)
    return nested(name) if name else None


def _time(moment: time | None) -> Fact:
    return {"time": moment.strftime("%H:%M")} if moment else None
