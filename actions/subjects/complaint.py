"""The complaint form: what happened, how to reach the patron, and a case with a number."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from actions.dialogue.doing import Unconfirmed
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import says, word_count
from actions.facts.choices import cancel, no, try_again
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.feedback import open_case
from language.normalise import fold
from protocol.effects import CASE_FAILED
from protocol.intents import intents_with

__all__ = ["FORM", "ask_contact", "ask_text", "extract", "submit"]

FORM = "complaint_form"
SKIPPED = "-"
ENOUGH_WORDS = 4  # a first message of this many words beside those of announcing it is the complaint itself
# What only says that a complaint is coming: "I would like to make a complaint please".
ANNOUNCING = frozenset(
    fold(word)
    for word in (
        "hi hello hey please thanks i i'm id im we want wanna wish need would like d m ll to have"
        " got make file lodge submit register raise a an the my our some one complaint complaints"
        " complain complaining grievance formal official about how do can could where you your is"
        " it here there with of for and this library سلام ببخشید لطفا من ما یه یک می خوام میخوام"
        " میخواهم میخواستم دارم داشتم شکایت شکایتم شکایتی شاکی شاکیم گله انتقاد اعتراض کنم کنیم"
        " بکنم ثبت بنویسم بدم برسونم هستم از و رو را به برای در مورد درباره این خیلی چطور چطوری"
        " کجا چجوری باید میشه کتابخانه کتابخونه تون"
    ).split()
)
STORY_WORDS = 10  # from here on a message is told, not asked
SURE = 0.7

_TOKEN = re.compile(r"\[(?:phone|email)\]")
_SKIP = ("skip", "no need", "not needed", "rather not", "prefer not", "don't want", "anonymous", "no contact", "pass",
         "رد", "رد کن", "بگذر", "بی خیال", "لازم نیست", "نیازی نیست", "نمیخوام",
         "نمیخواهم", "ناشناس", "بدون تماس")  # fmt: skip
# Questions that are answered in the middle of a complaint, which then goes on where it was.
ASIDES = intents_with("answers_inside_a_form")
# Run before the form in the same turn: what the message said has been dealt with.
BEFORE_FORM = frozenset({"action_aside", "action_complaint", "action_language_changed"})
# More of the story, where a way to be reached was asked for.
TELLING = intents_with("tells_more")
STOPS = intents_with("stops_a_form")


@handles("complaint")
async def complaint(turn: Turn) -> None:
    """Begin a complaint; a message that already tells it is its text, and is filed if it tells how to reach them."""
    if turn.form == FORM:
        # The form is asking already; the button to begin one does not begin another.
        return
    told = not turn.is_payload and len(_told(turn.text)) >= ENOUGH_WORDS
    turn.set("complaint_text", turn.text if told else None)
    turn.set("complaint_contact", None)
    turn.set("pending", None)
    if told and _TOKEN.search(turn.text):
        # Nothing is left to ask: the form, which would only ask, is passed over.
        await submit(turn)
        turn.next_action = "action_listen"


def _told(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if word not in ANNOUNCING]


def extract(tracker: Tracker, turn: Turn) -> dict[str, Any]:
    """Give the form slots that this message fills; none when it is an aside, an answer to which comes first."""
    if turn.requested_slot is None or answered_aside(tracker) or turn.intent in STOPS:
        return {}
    if turn.requested_slot == "complaint_text":
        if not _is_story(turn):
            return {}
        contact = _contact_within(turn.text)
        return {"complaint_text": turn.text, **({"complaint_contact": contact} if contact else {})}
    return _contact(turn)


def _contact_within(text: str) -> str | None:
    """Give the marks of masked contact data in a text: the gateway has what stood there."""
    return " ".join(dict.fromkeys(_TOKEN.findall(text))) or None


def _is_story(turn: Turn) -> bool:
    if turn.is_payload or (turn.intent == "deny" and word_count(turn.text) <= 3):
        return False
    if word_count(turn.text) >= STORY_WORDS:
        return True
    return not (turn.intent in ASIDES and turn.confidence >= SURE)


def _contact(turn: Turn) -> dict[str, Any]:
    if _TOKEN.search(turn.text):
        return {"complaint_contact": turn.text}
    if turn.intent == "deny" or (not turn.is_payload and word_count(turn.text) <= 6 and says(turn.text, *_SKIP)):
        return {"complaint_contact": SKIPPED}
    aside = turn.intent in ASIDES and turn.confidence >= SURE
    if turn.is_payload or aside:
        return {}
    count = word_count(turn.text)
    if count > STORY_WORDS or turn.intent == "complaint" or (turn.intent in TELLING and count >= 5):
        return {"complaint_text": f"{turn.slot('complaint_text')}\n{turn.text}"}
    return {"complaint_contact": turn.text}


def answered_aside(tracker: Tracker) -> bool:
    """Tell whether an aside was answered since the patron's message: the form must not read it again."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") in BEFORE_FORM:
            return True
    return False


def ask_text(turn: Turn, *, again: bool) -> None:
    """Ask what happened."""
    text = "utter_complaint_back_to_text" if again else "utter_complaint_ask_text"
    turn.say(text, status="clarified", choices=[cancel(FORM)])


def ask_contact(turn: Turn, *, again: bool) -> None:
    """Ask how the patron can be reached; it may be skipped."""
    turn.say(
        "utter_complaint_back_to_contact" if again else "utter_complaint_ask_contact",
        status="clarified",
        choices=[no("complaint_contact", "utter_button_skip"), cancel(FORM)],
    )


async def submit(turn: Turn) -> None:
    """Open the case of a complaint that was told in the form; offers to try again when the store does not answer."""
    text = str(turn.slot("complaint_text") or "").strip()
    contact = str(turn.slot("complaint_contact") or SKIPPED)
    if contact == SKIPPED:
        # The question may be skipped by who has said it in the complaint already.
        contact = _contact_within(text) or SKIPPED
    turn.set("complaint_text", None)
    turn.set("complaint_contact", None)
    if text:
        await _open(turn, text, contact)


async def _open(turn: Turn, text: str, contact: str, *, again: str | None = None) -> None:
    # A second try has the first one's key: if that was done after all, they are one case.
    key = again or turn.key("complaint")
    turn.effects.add(CASE_FAILED)
    try:
        case = await open_case(turn, "complaint", "complaint", _described(text, contact), key=key)
    except Unconfirmed:
        ref = turn.await_("complain", "yes", text=text, contact=contact, key=key)
        turn.say("utter_complaint_failed", status="error", choices=[try_again(ref)])
        return
    turn.effects.discard(CASE_FAILED)
    if case is None:
        return
    masked = _TOKEN.search(contact) is not None
    # The gateway holds masked contact data for a while only: after a second try nobody is promised a call.
    promised = contact != SKIPPED and not (masked and again is not None)
    turn.say(
        "utter_complaint_taken",
        number=case.number,
        due=as_date(case.due_at.astimezone(turn.house.zone).date()) if case.due_at else None,
        contact={"answer": "utter_part_reach_you" if promised else "utter_part_ask_by_number"},
    )
    if masked:
        # The contact itself never passes here: the gateway holds it back and puts it into the case.
        turn.answers[-1][1]["custom"] = {"contact_for_case": case.number}


def _described(text: str, contact: str) -> str:
    # Words such as "at the desk" belong to the case; masked contact data stands in its own field.
    return text if contact == SKIPPED or _TOKEN.search(contact) else f"{text}\n\n({contact})"


@pending_action("complain")
async def complain_again(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Try once more to open the case."""
    key = str(args.get("key") or turn.key("complaint"))
    await _open(turn, str(args.get("text")), str(args.get("contact")), again=key)
