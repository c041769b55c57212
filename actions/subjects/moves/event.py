"""What is asked of an event: when and where it is, for whom, what it costs, whether one has to register."""

from __future__ import annotations

from actions.dialogue.moves_ruled_out import LIKELY, tells
from actions.dialogue.turn import Fact, Turn, as_datetime, nested
from actions.dialogue.wording import says
from actions.facts.choices import librarian, yes
from actions.rasa.registry import MOVES, follows_up, listens
from actions.subjects.events.coming_events import tell_coming
from actions.subjects.events.events_for_age import tells_whether_of_age
from actions.subjects.events.events_told import event_text, tell_event
from actions.subjects.events.fitting_events import event_wished
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.moves.event_meant import (
    AUDIENCE,
    DAY,
    PLACE,
    SUBJECT,
    THEME,
    event_meant,
    event_named,
    events_shown,
    of_event,
    of_events,
)
from actions.subjects.titles.settled_titles import names_known_title
from crm.library_info.directory import Event
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.event_questions import event_words
from language.requests.library_info.event_wishes import ages_of, event_wish
from language.requests.speech.vocabulary import BOOKS, ROOMS
from language.stems import stems

__all__ = ["one"]

# So likely must a move be on an event that is named.
LEAST = 0.3
# These are asked or said of no event.
_LEFT = frozenset("renew cancel_hold loans hold_status human_help hours change_language affirm deny cancel".split())
_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})


@of_event("event.one")
async def one(turn: Turn, event: Event) -> bool:
    """Tell all that is known of the one that was picked."""
    tell_event(turn, event)
    return True


@of_event("event.when", by=frozenset({SUBJECT, PLACE, AUDIENCE}))
async def when(turn: Turn, event: Event) -> bool:
    """Tell when it begins and ends."""
    same_day = event.starts_at.date() == event.ends_at.date()
    until: Fact = {"time": event.ends_at.strftime("%H:%M")} if same_day else as_datetime(event.ends_at)
    turn.say("utter_event_when", title=event.title, when=as_datetime(event.starts_at), until=until)
    return True


@of_event("event.where", by=frozenset({SUBJECT, DAY, AUDIENCE}))
async def where(turn: Turn, event: Event) -> bool:
    """Tell at which branch it is, with its address; that the room is not known where it is asked."""
    if event.branch is None:
        return await _unknown(turn, event)
    room = nested("utter_part_event_room") if "room" in event_words(turn.text) else None
    turn.say("utter_event_where", title=event.title, branch=event.branch.name, address=event.branch.address, room=room)
    return True


@of_event("event.about", by=frozenset({SUBJECT, DAY, PLACE, AUDIENCE}))
async def about(turn: Turn, event: Event) -> bool:
    """Tell what the calendar says of it."""
    return _described(turn, event) or await _unknown(turn, event)


@of_event("event.who")
async def who(turn: Turn, event: Event) -> bool:
    """Say that whoever leads it is not in the calendar."""
    return await _unknown(turn, event)


@of_event("event.language", by=frozenset({THEME, DAY, PLACE, AUDIENCE}))
async def language(turn: Turn, event: Event) -> bool:
    """Tell the language, where the calendar names one."""
    if "language" not in event_words(" ".join((*event.title.values(), *event.description.values()))):
        return await _unknown(turn, event)
    tell_event(turn, event)
    return True


@of_event("event.bring")
async def bring(turn: Turn, event: Event) -> bool:
    """Tell what is to be brought, where the calendar says it; "do I need to book?" asks for nothing to bring."""
    if "register" in (asked := event_words(turn.text)) and "bring" not in asked:
        return await book(turn, event)
    if "bring" in event_words(" ".join(event.description.values())):
        return _described(turn, event)
    return await _unknown(turn, event)


@of_event("event.book")
async def book(turn: Turn, event: Event) -> bool:
    """Tell how one registers; who wants to be put down hears that this is not done here."""
    if not event.registration["fa"]:
        fa, en = "برای برنامه‌ها ثبت‌نام لازم است؟", "Do I have to register for events?"
        return await answer_as(turn, "events", fa=fa, en=en) or await _unknown(turn, event)
    name = "utter_event_book_order" if "order" in event_words(turn.text) else "utter_event_book"
    turn.say(name, title=event.title, registration=event.registration, phone=_phone(event))
    return True


@of_event("event.seats")
async def seats(turn: Turn, event: Event) -> bool:
    """Tell how many places there are; how many are left is nowhere."""
    if not event.seats:
        return await _unknown(turn, event)
    registration = event.registration if event.registration["fa"] else None
    turn.say("utter_event_seats", title=event.title, seats=event.seats, registration=registration, phone=_phone(event))
    return True


@of_event("event.access")
async def access(turn: Turn, event: Event) -> bool:
    """Tell of the lift and the steps of its branch; of the rest nothing is known."""
    if event.branch is None or "steps" not in event_words(turn.text):
        return await _unknown(turn, event)
    turn.entities = {**turn.entities, "branch": [event.branch.code]}
    fa, en = "آسانسور یا پله دارد؟", "Does it have a lift or stairs?"
    return await answer_as(turn, "facilities", fa=fa, en=en) or await _unknown(turn, event)


@of_events("event.price")
async def price(turn: Turn) -> bool:
    """Tell what it costs: what its own line says, else what all of them cost."""
    event = await event_meant(turn, await events_shown(turn))
    if event is not None and "free" in event_words(" ".join(event.registration.values())):
        turn.point("event", str(event.id), "events")
        turn.did("events", kind="event", things=[str(event.id)], result="told")
        turn.say("utter_event_book", title=event.title, registration=event.registration, phone=None)
        return True
    return await answer_as(turn, "events", fa="شرکت در برنامه‌ها رایگان است؟", en="Are events free of charge?")


@of_events("event.online")
async def online(turn: Turn) -> bool:
    """Tell whether it is shown or kept anywhere else."""
    return await answer_as(turn, "events", fa="برنامه‌ها آنلاین یا ضبط می‌شوند؟", en="Are events online or recorded?")


@of_events("event.friend")
async def friend(turn: Turn) -> bool:
    """Tell who may come."""
    fa, en = "غیرعضوها هم می‌توانند در برنامه‌ها شرکت کنند؟", "Can non-members come to events?"
    return await answer_as(turn, "events", fa=fa, en=en)


@of_events("event.more")
async def more(turn: Turn) -> bool:
    """Tell of the events of the days, the place or the subject that is named now; for whom was said before."""
    turn.intent = "events"
    last, days = turn.thread.last, find_dates(turn.text, turn.today)
    if days and turn.prior is None and last is not None and last.kind == "event" and last.words:
        wish = event_wished(turn, [day.text for day in days], None)
        turn.prior = last if wish.age is None and wish.audience is None else None
    await tell_coming(turn)
    return True


@listens
async def wants_place(turn: Turn) -> bool:
    """Take "put me down for it" right after an event as a wish to come to it, whatever it was read as."""
    last = turn.thread.last
    told = last is not None and (last.kind == "event" or last.act == "events")
    waits = turn.slot("pending") is not None and (turn.slot("pending") or {}).get("do") != "event_move"
    if turn.is_payload or not told or waits:
        return False
    other = says(turn.text, *BOOKS, *ROOMS) or "my name is" in fold(turn.text)
    if "order" not in event_words(turn.text) or other or await names_known_title(turn):
        return False
    return await MOVES["event.book"](turn)


@follows_up
async def names_event(turn: Turn) -> bool:
    """Take what asks for an event by its kind, and was read as nothing the bot does, as a question for it."""
    asks = any(
        share >= LIKELY for name, share in turn.moves.items() if name.startswith("event.") and name != "event.none"
    )
    if turn.is_payload or turn.intent not in _UNREAD or not asks or "event" not in event_words(turn.text):
        return False
    return await more(turn)


@follows_up
async def of_shown_event(turn: Turn) -> bool:
    """Answer what is asked of an event of those just shown by its name, whatever its name was read as."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.kind != "event" or tells(turn) or turn.intent in _LEFT:
        return False
    event = await event_named(turn, await events_shown(turn), frozenset({SUBJECT}))
    if event is None or str(event.id) not in last.things or not _names(turn.text, event):
        return False
    moves = {name: share for name, share in turn.moves.items() if name.startswith("event.") and name in MOVES}
    name = max(moves, key=lambda one: moves[one], default="")
    turn.point("event", str(event.id), "events")
    if moves.get(name, 0.0) >= LEAST and await MOVES[name](turn):
        return True
    turn.intent = "events"
    tell_event(turn, event)
    return True


def _names(text: str, event: Event) -> bool:
    """Tell whether words name an event by its title."""
    title = set(stems(" ".join(event.title.values())))
    return any(each in title for each in event_wish(text).subject)


@of_events("event.age")
async def age(turn: Turn) -> bool:
    """Tell for which ages the event is that is meant; where none is, which ones are for the age that is named."""
    if await tells_whether_of_age(turn):
        return True
    shown = await events_shown(turn)
    named = await event_named(turn, shown, frozenset({SUBJECT, DAY, PLACE}))
    event = named or await event_meant(turn, shown, frozenset())
    wish = event_wish(turn.text)
    if event is not None and (named is not None or wish.age is None or ages_of(event_text(event))):
        return await _told_age(turn, event)
    return (wish.age is not None or wish.audience is not None) and await more(turn)


async def _told_age(turn: Turn, event: Event) -> bool:
    turn.intent = "events"
    turn.point("event", str(event.id), "events")
    turn.did("events", kind="event", things=[str(event.id)], result="told")
    spans = ages_of(event_text(event))
    if not spans:
        return await _unknown(turn, event)
    turn.say("utter_event_age", title=event.title, least=spans[0][0], most=spans[0][1])
    return True


def _described(turn: Turn, event: Event) -> bool:
    if not event.description["fa"]:
        return False
    turn.say("utter_event_about", title=event.title, about=event.description)
    return True


def _phone(event: Event) -> Fact:
    """Give the branch's telephone where one registers by telephone."""
    by_phone = "phone" in event_words(" ".join(event.registration.values()))
    phone = event.branch.phone if event.branch else None
    return nested("utter_part_phone", phone={"digits": phone}) if by_phone and phone else None


async def _unknown(turn: Turn, event: Event) -> bool:
    """Tell what is known of all events; else that the calendar does not tell it, and offer to pass the question on."""
    if await answer_from_facts(turn, "events"):
        return True
    text = f"{event.title.get(turn.language, '')}: {turn.text}"
    ref = turn.await_("file", "yes", matter="question", text=text)
    turn.say(
        "utter_event_unknown",
        status="fallback",
        title=event.title,
        choices=[yes(ref, "utter_button_pass_on"), librarian()],
    )
    return True
