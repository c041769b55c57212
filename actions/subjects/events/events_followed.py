"""Events that the patron follows: with a yes to being told, listed, and left at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, as_date, as_datetime, nested
from actions.facts.choices import OfferedChoice, choice, menu, no, yes
from actions.facts.lines import listed
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.notices.giving_up import give_up
from actions.subjects.notices.notice_lines import place
from actions.subjects.notices.notice_places import channel_for, identity_on
from actions.subjects.notices.notice_ways import ask_of_other, fallback_agreed, offer_other, other_for
from actions.subjects.notices.notice_wishes import read_wish
from crm.actor import PATRON
from crm.errors import InvalidValue, NotFound
from crm.library_info import directory
from crm.library_info.directory import Event
from crm.notices import subscriptions
from crm.notices.following import Following, follow_event, followed, reminder_at, unfollow_events
from crm.notices.subscriptions import Subscribed

__all__ = ["ask_which", "follow", "follow_by_button", "leave", "list_followed", "offer_reminder"]

KIND = "event"
# Refs of buttons: one event to be followed, one, or all, to be left, and the list.
FOLLOW, LEAVE, ALL, LIST = "follow:", "leave:", "leave", "followed"
# So many have a button each.
FEW = 8
# So far ahead events are looked for.
AHEAD = timedelta(days=400)
# Longer numbers are in no column.
_DIGITS = 16


def offer_reminder(turn: Turn, shown: Sequence[Event]) -> list[OfferedChoice]:
    """Offer to be reminded of the one event that is told of, where it is still to come."""
    if len(shown) != 1 or KIND not in turn.services.notice_rules.kinds or shown[0].starts_at <= turn.store.clock.now():
        return []
    return [choice("utter_button_event_follow", "events", ref=f"{FOLLOW}{shown[0].id}")]


async def follow_by_button(turn: Turn, ref: str) -> bool:
    """Follow or leave the event that a button names, or list what is followed; False for another button."""
    if ref.startswith(FOLLOW):
        await _follow_by_number(turn, ref.removeprefix(FOLLOW))
    elif ref == LIST:
        await list_followed(turn)
    elif ref == ALL or ref.startswith(LEAVE):
        number = ref.removeprefix(LEAVE)
        await leave(turn, None if ref == ALL else [int(number)] if _is_number(number) else [])
    else:
        return False
    return True


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < _DIGITS


async def _follow_by_number(turn: Turn, number: str) -> None:
    known = await directory.events(turn.store, turn.today, turn.today + AHEAD)
    event = next((one for one in known if str(one.id) == number), None)
    if event is None:
        turn.say("utter_event_over", choices=menu("events"))
    else:
        await follow(turn, event)


async def follow(turn: Turn, event: Event) -> None:
    """Follow an event: at once where the patron is told of events already, else with a yes to that."""
    turn.intent = "events"
    turn.point("event", str(event.id), "events")
    if event.starts_at <= turn.store.clock.now():
        turn.say("utter_event_begun", status="refused", title=event.title)
        return
    if turn.patron is None:
        # Right after the sign-in it goes on as if the button had been pressed.
        ask_sign_in(turn, "events", {"ref": [f"{FOLLOW}{event.id}"]})
        return
    known = await followed(turn.store, turn.patron_id)
    running = await _told(turn)
    if running and any(one.event_id == event.id for one in known):
        turn.say("utter_event_followed_already", title=event.title, choices=[_leave_choice(event)])
        return
    if running:
        await _follow(turn, event, None)
        return
    wish = read_wish(turn.text) if not turn.is_payload else None
    channel = await channel_for(turn, None if wish is None else wish.channel)
    other = await other_for(turn, channel)
    ref = turn.await_("follow_event", "yes", event=event.id, channel=channel, other=other)
    rules = turn.services.notice_rules
    moment = reminder_at(rules, event.starts_at, turn.store.clock.now())
    turn.say(
        "utter_event_follow_ask",
        status="clarified",
        title=event.title,
        place=await place(turn, channel, alone=other is None),
        reminder=None if moment is None else nested("utter_part_event_reminded", **_morning(turn, moment)),
        other=await ask_of_other(turn, other),
        start={"time": rules.quiet_until.strftime("%H:%M")},
        end={"time": rules.quiet_from.strftime("%H:%M")},
        titles={"answer": "utter_part_event_titled" if rules.titles else "utter_part_event_untitled"},
        choices=[yes(ref, "utter_button_notices_yes"), *offer_other(other), no(ref)],
    )


@pending_action("follow_event", signed_in=True)
async def follow_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Follow the event that the patron agreed to be told of."""
    known = await directory.events(turn.store, turn.today, turn.today + AHEAD)
    event = next((one for one in known if one.id == args["event"]), None)
    if event is None:
        turn.say("utter_event_over", choices=menu("events"))
        return
    await _follow(turn, event, args)


async def _follow(turn: Turn, event: Event, agreed: dict[str, Any] | None) -> None:
    """Write down that the event is followed, with what was agreed to, and say what will be told when and where."""
    patron = turn.patron
    if patron is None:
        return

    def keep(connection: Any) -> None:
        if agreed is not None:
            channel = str(agreed["channel"])
            subscriptions.subscribe(
                connection, turn.store, patron.id, [KIND], channel,
                identity_id=identity_on(turn, channel), language=turn.language,
                fallback=fallback_agreed(turn, agreed), source="chat", by=PATRON, interaction_id=patron.interaction_id,
            )  # fmt: skip
        follow_event(connection, turn.store, patron.id, event.id, by=PATRON)

    try:
        async with doing(turn, "other"):
            await turn.store.transact(keep)
    except (InvalidValue, NotFound):
        # It began, or was taken out of the calendar, while it was asked about.
        turn.say("utter_event_over", choices=menu("events"))
        return
    turn.did("subscribe", kind="notice")
    running = await _told(turn)
    rules = turn.services.notice_rules
    moment = reminder_at(rules, event.starts_at, turn.store.clock.now())
    where = [await place(turn, one.channel, alone=one.fallback is None) for one in running]
    turn.say(
        "utter_event_followed" if moment is not None else "utter_event_followed_soon",
        title=event.title,
        when=as_datetime(event.starts_at) if moment is None else None,
        **({} if moment is None else _morning(turn, moment)),
        place=listed(where),
        choices=[_leave_choice(event)],
    )


def _morning(turn: Turn, moment: datetime) -> dict[str, Fact]:
    """Say when a reminder comes: the quiet hours are over by then."""
    rules = turn.services.notice_rules
    return {"day": as_date(rules.local_day(moment)), "time": {"time": rules.quiet_until.strftime("%H:%M")}}


async def _told(turn: Turn) -> list[Subscribed]:
    running = await subscriptions.subscriptions(turn.store, turn.patron_id)
    return [one for one in running if one.kind == KIND]


def _leave_choice(event: Event) -> OfferedChoice:
    return choice("utter_button_event_leave", "events", ref=f"{LEAVE}{event.id}")


def ask_which(turn: Turn, shown: Sequence[Event]) -> None:
    """Ask of which of the events that were shown they want to be reminded."""
    titles = [one.title.get(turn.language, "") for one in shown]
    turn.intent = "events"
    turn.show("event", [str(one.id) for one in shown])
    turn.await_("follow_which", "one", ids=[one.id for one in shown], titles=titles)
    lines = [
        {"title": one.title, "when": as_datetime(one.starts_at), "branch": None, "registration": None} for one in shown
    ]
    turn.say(
        "utter_event_which",
        status="clarified",
        events={"list": lines, "line": "utter_line_event"},
        choices=[choice(one.title, "events", ref=f"{FOLLOW}{one.id}") for one in shown],
    )


@pending_action("follow_which")
async def chosen(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Follow the one that was picked."""
    place_in_list = reply.places[0] if reply.places else None
    ids = list(args["ids"])
    if place_in_list is None or place_in_list >= len(ids):
        turn.say("utter_event_over", choices=menu("events"))
        return
    await _follow_by_number(turn, str(ids[place_in_list]))


async def list_followed(turn: Turn) -> None:
    """List the events that the patron follows, with a way to leave each."""
    turn.intent = "events"
    if turn.patron is None:
        ask_sign_in(turn, "events", {"ref": [LIST]})
        return
    known = await followed(turn.store, turn.patron_id)
    if not known:
        turn.say("utter_events_followed_none", choices=menu("events"))
        return
    turn.show("event", [str(one.event_id) for one in known])
    zone = turn.services.notice_rules.zone
    lines = [
        {"title": _title(one), "when": as_datetime(one.starts_at, zone), "branch": None, "registration": None}
        for one in known
    ]
    where = [await place(turn, one.channel, alone=one.fallback is None) for one in await _told(turn)]
    each: list[OfferedChoice] = [
        {**choice("utter_button_event_leave_named", "events", ref=f"{LEAVE}{one.event_id}"), "name": name}
        for one in known[:FEW]
        if (name := _title(one).get(turn.language, ""))
    ]
    turn.say(
        "utter_events_followed",
        events={"list": lines, "line": "utter_line_event"},
        place=nested("utter_part_events_told", place=listed(where)) if where else None,
        choices=[*each, *([choice("utter_button_events_leave", "events", ref=ALL)] if len(known) > 1 else [])],
    )


def _title(one: Following) -> dict[str, str]:
    return {"fa": one.title_fa, "en": one.title_en}


async def leave(turn: Turn, only: list[int] | None) -> None:
    """Leave events at once, and with the last of them the news of events is over, too."""
    turn.intent = "events"
    if turn.patron is None:
        ref = ALL if only is None or not only else f"{LEAVE}{only[0]}"
        ask_sign_in(turn, "events", {"ref": [ref]})
        return
    known = await followed(turn.store, turn.patron_id)
    going = [one for one in known if only is None or one.event_id in only]
    if not going:
        turn.say("utter_event_not_followed" if known else "utter_events_followed_none", choices=menu("events"))
        return
    patron_id = turn.patron_id

    def end(connection: Any) -> None:
        unfollow_events(connection, turn.store, patron_id, only=[one.event_id for one in going], by=PATRON)

    await give_up(turn, KIND, end, is_last=len(going) == len(known))
    turn.did("unsubscribe", kind="notice")
    turn.say("utter_events_left", events=listed([_title(one).get(turn.language, "") for one in going]))
