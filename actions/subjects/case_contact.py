"""How the patron of a case is reached: asked once it is filed, taken only where it has the shape of a contact."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import says, word_count
from actions.facts.choices import no, yes
from actions.rasa.registry import PatronReply, declined, pending_action
from crm.cases import contact, own
from language.normalise import fold

__all__ = ["contact_part", "is_skip", "read_contact", "take_contact"]

# What the gateway put in the place of a telephone number or an address.
TOKENS = re.compile(r"\[(?:phone|email)\]")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w{4,31}\b|\bt\.me/[A-Za-z]\w{4,31}\b", re.ASCII)
_DESK = ("at the desk", "at your desk", "in person", "i will come by", "i'll come by",
         "come to the desk", "at the counter",
         "پای میز", "میز امانت", "حضوری", "خودم میام", "خودم سر می زنم", "سر میزنم", "میام کتابخونه",
         "hozori", "hozuri")  # fmt: skip
_HERE = ("here", "right here", "in this chat", "in the chat", "on here", "همینجا", "همین جا", "همین چت",
         "توی چت", "تو همین گفتگو", "hamin ja", "haminja")  # fmt: skip
_SKIP = ("skip", "no need", "not needed", "rather not", "prefer not", "don't want to", "dont want to", "anonymous",
         "no contact", "pass", "رد", "رد کن", "بگذر", "لازم نیست", "نیازی نیست", "نمیخوام", "نمیخواهم", "ناشناس",
         "بدون تماس", "ندارم", "lazem nist")  # fmt: skip
_TELLS_WHERE = re.compile(
    r"\b(?:man|woman|lady|guy|girl|boy|person|employee|librarian|guard|yesterday|last \w+|ago|around|behind|next to)\b"
    r"|(?<!\w)(?:خانم\w*|آقا\w*|مرد\w*|کارمند\w*|کتابدار\w*|نگهبان\w*|دیروز|پریروز|دیشب|پیش|حدود\w*|پشت|کنار|جلوی?)(?!\w)"
)
# Longer than this it is told, and not the answer to how one is reached.
FEW_WORDS = 8


async def contact_part(
    turn: Turn, number: str, text: str, *, asks: bool, again: bool = False
) -> tuple[Fact, dict[str, Any]]:
    """Give what is said of how the patron of a case hears of it, with the buttons that go with it.

    A contact in the words themselves goes into the case; a signed-in patron's own is offered; else it is asked for.
    `again`: the words came with an earlier message, whose contact the gateway may not have any more.
    """
    found = read_contact(text) if TOKENS.search(text) or _HANDLE.search(text) else None
    if found == "":
        # The contact itself never passes here: the gateway holds it back and puts it into the case.
        custom = {"custom": {"contact_for_case": number}}
        return nested("utter_part_see_here" if again else "utter_part_reach_you"), custom
    if found:
        async with doing(turn, "case"):
            await contact.add_contact(turn.store, number, found, conversation=turn.conversation)
        return nested("utter_part_reach_you"), {}
    if not asks:
        return nested("utter_part_see_here"), {}
    on_file = None if turn.patron is None else await contact.contact_on_file(turn.store, turn.patron.id)
    if on_file is not None:
        ref = turn.await_("contact", "yes", number=number, covered=on_file.covered)
        part = nested("utter_part_own_contact", contact=on_file.covered)
        return part, {"choices": [yes(ref, "utter_button_use_contact"), no(ref)]}
    ref = turn.await_("contact", "contact", number=number)
    return nested("utter_part_ask_contact"), {"choices": [no(ref, "utter_button_skip")]}


@pending_action("contact")
async def contact_agreed(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Put the patron's own contact, which was offered, into the case."""
    number = str(args["number"])
    async with doing(turn, "case"):
        taken = await contact.use_contact_on_file(turn.store, number, conversation=turn.conversation)
    if taken:
        turn.say("utter_contact_used", number=number, contact=args.get("covered"))
    else:
        turn.say("utter_contact_skipped", number=number)


@declined("contact")
def contact_refused(turn: Turn, args: dict[str, Any]) -> None:
    """Say where the answer is seen without a contact."""
    turn.say("utter_contact_skipped", number=str(args["number"]))


async def take_contact(turn: Turn, number: str, found: str) -> bool:
    """Put a contact that was read into a case, and say so; False when the case is not the patron's (any more)."""
    if await own.own_case(turn.store, turn.conversation, number) is None:
        return False
    if found:
        async with doing(turn, "case"):
            await contact.add_contact(turn.store, number, found, conversation=turn.conversation)
        turn.say("utter_contact_here" if says(found, *_HERE) else "utter_contact_taken", number=number)
    else:
        turn.say("utter_contact_taken", number=number, custom={"contact_for_case": number})
    if (turn.slot("pending") or {}).get("do") == "contact":
        turn.set("pending", None)
    return True


def read_contact(text: str) -> str | None:
    """Read how somebody wants to be reached: the words for it, "" for one that was masked, None where there is none."""
    if TOKENS.search(text):
        return ""
    handle = _HANDLE.search(text)
    if handle is not None:
        return handle.group()
    if word_count(text) > FEW_WORDS or "?" in text or "؟" in text:
        return None
    if _TELLS_WHERE.search(fold(text)):
        # "The lady at the desk, yesterday" tells who it was, and not how one is reached.
        return None
    return text.strip() if says(text, *_DESK, *_HERE) else None


def is_skip(turn: Turn) -> bool:
    """Tell whether a patron does not want to say how they are reached."""
    if word_count(turn.text) > FEW_WORDS or "?" in turn.text or "؟" in turn.text:
        return False
    return says(turn.text, *_SKIP) or (turn.intent == "deny" and word_count(turn.text) <= 3)
