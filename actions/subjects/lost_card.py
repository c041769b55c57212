"""A lost or stolen card: what the library's rules say, and an urgent case to have it blocked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.dialogue.doing import Unconfirmed
from actions.dialogue.turn import Fact, Turn, as_datetime, nested
from actions.facts.choices import cancel, no, try_again, yes
from actions.facts.told import first_facts
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.case_filing import hold_on_to, open_case
from crm.knowledge import searching
from crm.library_info import directory
from protocol.effects import CONTACT_ASKED

__all__ = ["lost_card"]

MOST_TOLD = 3


@handles("lost_card")
async def lost_card(turn: Turn) -> None:
    """Say what to do, and offer to ask the desk to block the card: no sign-in with the lost card's number is needed."""
    note = await _rules(turn)
    phone = await _phone(turn)
    if turn.patron is not None:
        ref = turn.await_("block_card", "yes", told="" if turn.is_payload else turn.text)
        turn.say(
            "utter_lost_card",
            status="clarified",
            again="utter_lost_card_ask",
            note=note,
            phone=phone,
            choices=[yes(ref, "utter_button_ask_block"), no(ref)],
        )
        return
    # The case has to name whose card it is; its number is not asked for, and would be masked.
    ref = turn.await_("block_card", "words")
    turn.effects.add(CONTACT_ASKED)
    turn.say(
        "utter_lost_card_whose",
        status="clarified",
        again="utter_lost_card_whose_ask",
        note=note,
        phone=phone,
        choices=[cancel(ref)],
    )


@pending_action("block_card")
async def block_card(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Open the case for the desk; nothing is blocked by it, and that is said."""
    words = str(args.get("words") or reply.text or args.get("told") or "")
    key = str(args.get("key") or turn.key("lost_card"))
    try:
        case = await open_case(turn, "account_problem", "lost_card", words, key=key, once=turn.patron is not None)
    except Unconfirmed:
        ref = turn.await_("block_card", "yes", words=words, key=key)
        turn.say("utter_case_unconfirmed", status="error", choices=[try_again(ref)])
        return
    if case is None:
        return
    hold_on_to(turn, case.number, "lost_card", words)
    turn.say(
        "utter_lost_card_taken",
        number=case.number,
        due=as_datetime(case.due_at, turn.house.zone) if case.due_at else None,
        phone=await _phone(turn),
    )
    if "[phone]" in words or "[email]" in words:
        # The gateway holds what stood there back, and puts it into the case.
        turn.answers[-1][1]["custom"] = {"contact_for_case": case.number}


async def _rules(turn: Turn) -> Fact:
    """Give what the library tells of a lost card: its facts, else its note."""
    facts = await searching.of_topic(turn.store, "lost_card", turn.today, None)
    if facts:
        return {"list": [_both(one.text) for one in facts[:MOST_TOLD]]}
    return await first_facts(turn, "lost_card") or await first_facts(turn, "account")


def _both(text: Mapping[str, str]) -> dict[str, str]:
    """Give a text in both languages; what was written in one is said in that."""
    fa, en = text.get("fa") or "", text.get("en") or ""
    return {"fa": fa or en, "en": en or fa}


async def _phone(turn: Turn) -> Fact:
    profile = await directory.profile(turn.store)
    if profile is None or not profile.phone:
        return None
    return nested("utter_part_call_us", phone={"digits": profile.phone})
