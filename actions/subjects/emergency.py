"""Emergencies: whom to call, an alarm for the staff, and what is said after it until it is over."""

from __future__ import annotations

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.turn import Turn, nested
from actions.rasa.registry import handles
from crm.handoff import alarms
from crm.library_info.emergency_calls import calls_for
from language.emergencies.reading import KINDS, takes_back

__all__ = ["answers_emergency", "emergency"]

# So many turns after it a word that is no clear request of another kind belongs to the emergency.
FOLLOWED = 6
SURE = 0.75
# Read with confidence these still belong to it: a thank-you, a yes, a cry for somebody.
OF_IT = frozenset(
    "affirm deny cancel thanks greet goodbye chitchat bot_challenge insult help human_help complaint out_of_scope"
    " nlu_fallback report_fault lost_property praise rate suggestion staff_contact others_loans".split()
)


@handles("emergency")
async def emergency(turn: Turn) -> None:
    """Say whom to call, and ring the alarm; nothing that waited for the patron's word waits on."""
    told = turn.entity("emergency")
    kind = told if told in KINDS else "danger"
    turn.set("pending", None)
    # Nobody is asked for a score, or what they meant, after this.
    turn.remember(emergency={"kind": kind, "age": 0}, asked_score=True, unsure=None, unclear=None)
    try:
        async with doing(turn, "other"):
            await alarms.ring(turn.store, turn.conversation, kind, message=turn.first_id)
        is_rung = True
    except Unconfirmed:
        # Whom to call has to be said, whatever becomes of the alarm.
        is_rung = False
    calls = await calls_for(turn.store, kind)
    turn.say(f"utter_emergency_{kind}", **calls, alarm=nested("utter_part_alarm_rung") if is_rung else None)


async def answers_emergency(turn: Turn) -> bool:
    """Answer what is said of an emergency, the first time and after it; False where a turn is about something else."""
    if turn.intent == "emergency":
        await emergency(turn)
        return True
    thread = turn.recall("emergency")
    if not thread or turn.is_payload:
        return False
    kind, age = str(thread.get("kind")), int(thread.get("age", 0)) + 1
    if takes_back(turn.text):
        turn.remember(emergency=None)
        async with doing(turn, "other"):
            await alarms.take_back(turn.store, turn.conversation)
        turn.say("utter_emergency_over_despair" if kind == "despair" else "utter_emergency_over")
        return True
    turn.remember(emergency={"kind": kind, "age": age} if age < FOLLOWED else None)
    if turn.confidence >= SURE and turn.intent not in OF_IT:
        return False
    said = "utter_emergency_next_despair" if kind == "despair" else "utter_emergency_next"
    turn.say(said, **await calls_for(turn.store, kind))
    return True
