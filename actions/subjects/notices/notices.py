"""Notices: what a patron wants to be told first, with their consent; withdrawing it works at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import doing
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.facts.choices import choice, menu, no, yes
from actions.facts.told import first_facts
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.notices.interests import hear_interest
from actions.subjects.notices.notice_lines import kind_lines, place
from actions.subjects.notices.notice_places import channel_for, here, identity_on
from actions.subjects.notices.notice_ways import (
    NO_OTHER,
    OTHER,
    agreed_to_other,
    ask_of_other,
    fallback_agreed,
    offer_other,
    other_for,
    with_other,
)
from actions.subjects.notices.notice_wishes import REMINDERS, NoticeWish, names_events, names_new_titles, read_wish
from crm.actor import PATRON
from crm.notices import subscriptions
from crm.notices.rules import ASKED_ALONE, KINDS_ON
from crm.notices.subscriptions import MOST_DAYS, Subscribed
from crm.records.values import FALLBACKS
from library.values import Capability

__all__ = ["offer_stop", "subscribe", "unsubscribe"]

BOOKS = (
    "book",
    "books",
    "hold",
    "holds",
    "reservation",
    "reserved",
    "کتاب",
    "کتابم",
    "رزرو",
    "رزروم",
    "ketab",
    "rezerv",
)
MESSAGES = (
    "message", "messages", "notice", "notices", "notification", "notifications", "reminder", "reminders",
    "email", "emails", "newsletter", "sms", "text", "texts", "alert", "alerts", "tell", "notify", "remind",
    "reminding", "پیام", "پیامک", "خبر", "خبرنامه", "یادآوری", "یادآوری ها", "یادآوریها", "اطلاع رسانی", "ایمیل",
    "اعلان", "نگو", "نگین", "payam", "payamak", "yadavari",
)  # fmt: skip


@handles("subscribe")
async def subscribe(turn: Turn) -> None:
    """Ask for consent to what can be sent; say what cannot. Nothing is switched on before a yes."""
    if Capability.NOTICES not in turn.library.capabilities():
        # Nothing could be sent: what the library says of its own reminders is told, and nothing promised.
        if not await answer_from_facts(turn, "subscribe"):
            say_unknown(turn)
        return
    if turn.is_payload and await agreed_to_other(turn):
        return
    wish = NoticeWish() if (turn.entity("ref") or "").startswith((REMINDERS, OTHER)) else read_wish(turn.text)
    if wish.is_news and "campaign" in turn.services.notice_rules.kinds:
        wish = replace(wish, kinds=("campaign",), is_other=False)
    elif not turn.is_payload and await hear_interest(turn):
        return
    if wish.is_other:
        note = await first_facts(turn, "subscribe")
        turn.say(
            "utter_subscribe",
            status="refused",
            note=note,
            choices=[choice("utter_button_notices_on", "subscribe", ref=REMINDERS), *menu("new_arrivals")],
        )
        return
    if turn.patron is None:
        ask_sign_in(turn)
        return
    channel = await channel_for(turn, wish.channel)
    possible = [kind for kind in KINDS_ON[channel] if kind in turn.services.notice_rules.kinds]
    kinds = [kind for kind in possible if (kind in wish.kinds if wish.kinds else kind not in ASKED_ALONE)]
    if not kinds:
        turn.say("utter_notices_elsewhere", status="refused", note=await first_facts(turn, "subscribe"))
        return
    days = None if wish.days is None else min(max(wish.days, 1), MOST_DAYS)
    running = await subscriptions.subscriptions(turn.store, turn.patron_id)
    if _has_it(running, kinds, channel, days):
        mine = [one for one in running if one.channel == channel]
        await _say_on(turn, "utter_notices_already", channel, mine)
        return
    wanted = [_wanted(turn, kind, channel, days) for kind in kinds]
    other = None if kinds == ["campaign"] else await other_for(turn, channel)
    ref = turn.await_("notices", "yes", kinds=kinds, channel=channel, days=days, other=other)
    rules = turn.services.notice_rules
    turn.say(
        "utter_news_ask" if kinds == ["campaign"] else "utter_notices_ask",
        again="utter_news_ask" if kinds == ["campaign"] else "utter_notices_ask_again",
        status="clarified",
        place=await place(turn, channel, alone=other is None),
        kinds=kind_lines(turn, wanted),
        other=await ask_of_other(turn, other),
        start={"time": rules.quiet_until.strftime("%H:%M")},
        end={"time": rules.quiet_from.strftime("%H:%M")},
        titles={"answer": "utter_part_notice_titled" if rules.titles else "utter_part_notice_untitled"},
        choices=[yes(ref, "utter_button_notices_yes"), *offer_other(other), no(ref)],
    )


@pending_action("notices", signed_in=True)
async def notices_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Switch on what the patron agreed to, and say what will come, where and when."""
    patron, channel, fallback = turn.patron, str(args["channel"]), fallback_agreed(turn, args)
    if patron is None:
        return
    async with doing(turn, "other"):
        await turn.store.transact(
            lambda connection: subscriptions.subscribe(
                connection,
                turn.store,
                patron.id,
                args["kinds"],
                channel,
                identity_id=identity_on(turn, channel),
                days_before=args.get("days"),
                language=turn.language,
                fallback=fallback,
                source="chat",
                by=PATRON,
                interaction_id=patron.interaction_id,
            )
        )
    running = await subscriptions.subscriptions(turn.store, patron.id)
    turn.did("subscribe", kind="notice")
    now_on = [one for one in running if one.channel == channel and one.kind in args["kinds"]]
    await _say_on(turn, "utter_notices_on", channel, now_on)


async def _say_on(turn: Turn, answer: str, channel: str, on: list[Subscribed], **facts: Any) -> None:
    """Say what is told on a channel, and by which other one where this does not reach the patron."""
    more = await with_other(turn, on)
    where = await place(turn, channel, alone=not more)
    if more:
        facts["choices"] = [*facts.get("choices", []), choice("utter_button_no_other", "unsubscribe", ref=NO_OTHER)]
    turn.say(answer, place=where, kinds=kind_lines(turn, on, more), **facts)


@handles("unsubscribe")
async def unsubscribe(turn: Turn) -> None:
    """Stop what the patron gets, at once and without asking back; a book to be cancelled is a reservation."""
    if not turn.is_payload and says(turn.text, *BOOKS) and not says(turn.text, *MESSAGES):
        turn.intent = "cancel_hold"
        await run(turn)
        return
    patron_id = turn.patron.id if turn.patron is not None else None
    chat_id = None
    if patron_id is None:
        # Whoever holds a chat may stop what comes into it, signed in or not, and nothing else.
        told = await subscriptions.told_in(turn.store, turn.conversation)
        if told is not None:
            patron_id, chat_id = told.patron_id, told.identity_id
    if patron_id is None:
        turn.set("resume", {"intent": "unsubscribe", "entities": turn.entities, "text": turn.text})
        turn.say("utter_unsubscribe_sign_in", note=await first_facts(turn, "unsubscribe"), custom={"sign_in": True})
        return
    if turn.is_payload and turn.entity("ref") == NO_OTHER:
        async with doing(turn, "other"):
            await subscriptions.end_fallbacks(turn.store, patron_id, identity_id=chat_id, source="chat", by=PATRON)
        turn.did("unsubscribe", kind="notice")
        turn.say("utter_no_other")
        return
    running = await subscriptions.subscriptions(turn.store, patron_id, identity_id=chat_id)
    if not running:
        turn.say("utter_unsubscribe", note=await first_facts(turn, "unsubscribe"))
        return
    wish = _wish_to_leave(turn, running)
    if wish.channel is not None and not any(one.channel == wish.channel for one in running):
        instead = [one for one in running if one.fallback == wish.channel]
        if instead:
            # Only what comes there in place of another is over.
            async with doing(turn, "other"):
                await _end_instead(turn, patron_id, wish, chat_id)
            turn.did("unsubscribe", kind="notice")
            turn.say("utter_no_other")
            return
    leaving = _left(running, wish, await here(turn) if turn.is_payload else None)
    if not leaving:
        turn.say("utter_unsubscribe", note=await first_facts(turn, "unsubscribe"))
        return
    async with doing(turn, "other"):
        for channel in sorted({one.channel for one in leaving}):
            await subscriptions.unsubscribe(
                turn.store,
                patron_id,
                channels=[channel],
                kinds=[one.kind for one in leaving if one.channel == channel],
                identity_id=chat_id,
                source="chat",
                by=PATRON,
            )
        # "No more e-mails" is said of those in place of another, too.
        await _end_instead(turn, patron_id, wish, chat_id)
    turn.did("unsubscribe", kind="notice")
    turn.say("utter_unsubscribed", kinds=kind_lines(turn, leaving))
    gone = {(one.kind, one.channel) for one in leaving}
    left = await subscriptions.subscriptions(turn.store, patron_id, identity_id=chat_id)
    rest = [one for one in left if (one.kind, one.channel) not in gone]
    for channel in sorted({one.channel for one in rest}):
        still = [one for one in rest if one.channel == channel]
        stop = [choice("utter_button_stop_notices", "unsubscribe", ref="all")]
        await _say_on(turn, "utter_notices_still_on", channel, still, choices=stop)


async def _end_instead(turn: Turn, patron_id: int, wish: NoticeWish, chat_id: int | None) -> None:
    if wish.channel in FALLBACKS:
        await subscriptions.end_fallbacks(
            turn.store, patron_id, channel=wish.channel, kinds=wish.kinds, identity_id=chat_id, source="chat", by=PATRON
        )


async def offer_stop(turn: Turn) -> bool:
    """Tell whether notices come from here to whoever writes, so that they can be stopped here."""
    return turn.patron is not None and bool(await subscriptions.subscriptions(turn.store, turn.patron.id))


def _wish_to_leave(turn: Turn, running: list[Subscribed]) -> NoticeWish:
    if turn.is_payload:
        # What came alone has a button that stops it alone.
        kind = turn.entity("ref")
        return NoticeWish((kind,)) if kind in ASKED_ALONE else NoticeWish()
    wish = read_wish(turn.text)
    if wish.is_news:
        return replace(wish, kinds=("campaign",))
    if not wish.kinds and names_events(turn.text) and any(one.kind == "event" for one in running):
        return replace(wish, kinds=("event",))
    return replace(wish, kinds=("new_title",)) if names_new_titles(turn.text) else wish


def _left(running: list[Subscribed], wish: NoticeWish, here: str | None) -> list[Subscribed]:
    """Give what is left: what the words name, what comes here by a notice's own button, or else all of it."""
    if set(wish.kinds) & ASKED_ALONE:
        # Whoever wants no news of the library has said nothing of their due dates.
        mine = [one for one in running if one.kind in wish.kinds]
        return [one for one in mine if one.channel == here] or mine
    named = [
        one
        for one in running
        if (not wish.kinds or one.kind in wish.kinds) and one.channel in (wish.channel or one.channel, here)
    ]
    at_button = [one for one in running if one.channel == here]
    return (at_button if here is not None and at_button else named) or running


def _has_it(running: list[Subscribed], kinds: list[str], channel: str, days: int | None) -> bool:
    mine = {one.kind: one for one in running if one.channel == channel}
    if not all(kind in mine for kind in kinds):
        return False
    return days is None or "due_soon" not in kinds or mine["due_soon"].days_before == days


def _wanted(turn: Turn, kind: str, channel: str, days: int | None) -> Subscribed:
    return Subscribed(kind, channel, days if kind == "due_soon" else None, turn.language, turn.now)
