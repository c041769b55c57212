"""Pleas: why something came late, answered with a word of sympathy, what can be done, and an offer to ask for it.

What is owed is told by `debts_asked.lenience` where the patron is signed in.
"""

from __future__ import annotations

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.facts.choices import choice, no, yes
from actions.facts.told import first_facts
from actions.rasa.registry import HANDLERS, PatronReply, listens, pending_action
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.fines.debts_asked import lenience
from actions.subjects.notices.notices import offer_stop
from language.requests.deeds.pleas import bothered_by_reminders, find_plea
from language.requests.speech.denials import orders_longer

__all__ = ["hear_plea"]

# What a plea is read as; surely read as anything else, it is that.
_OF_DEBTS = frozenset(
    "fines complaint insult nlu_fallback out_of_scope chitchat loans renew subscribe unsubscribe"
    " privacy account suggestion return loan_policy".split()
)
_SURE = 0.75
_LATE = frozenset({"fines", "loans", "renew", "return"})


@listens
async def hear_plea(turn: Turn) -> bool:
    """Answer who tells why they were late or could not come, and who is angry at reminders; False for others."""
    if turn.is_payload or _waits(turn) or turn.recall("emergency") or turn.intent not in _OF_DEBTS:
        return False
    if turn.patron is not None and turn.intent == "renew" and turn.confidence >= _SURE and orders_longer(turn.text):
        # Why more time is needed is told with the order: it is done, and nothing is pleaded.
        return False
    bothered = bothered_by_reminders(turn.text)
    plea = find_plea(turn.text)
    spoken = any(act.act in _LATE for act in turn.thread.acts())
    if not bothered and not (plea and (plea == "late" or spoken)):
        return False
    if bothered:
        stop = [choice("utter_button_stop_notices", "unsubscribe")] if await offer_stop(turn) else []
        name = "utter_reminders_sorry_ours" if stop else "utter_reminders_sorry"
        turn.say(name, note=None if stop else await first_facts(turn, "subscribe"), choices=stop)
    if bothered and turn.patron is not None:
        turn.intent = "loans"
        await HANDLERS["loans"].handler(turn)
    elif turn.patron is not None:
        return await lenience(turn, await own_things(turn))
    turn.intent = "fines"
    turn.did("fines", result="told")
    if plea:
        ref = turn.await_("plea", "yes", text=turn.text)
        turn.say("utter_plea", status="clarified", choices=[yes(ref, "utter_button_file_plea"), no(ref)])
    return True


def _waits(turn: Turn) -> bool:
    """Tell whether a question waits that is about something else than how a patron is reached."""
    return (turn.slot("pending") or {}).get("do") not in {None, "contact"}


@pending_action("plea")
async def plea_agreed(turn: Turn, args: dict[str, object], _reply: PatronReply) -> None:
    """Register the plea for the librarians."""
    await file_matter(turn, "librarian", str(args["text"]), anew=True)
