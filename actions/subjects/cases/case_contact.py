"""How the patron of a case is reached: asked once it is filed, taken only where it has the shape of a contact."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import says, word_count
from actions.facts.choices import no, yes
from actions.facts.lines import reached_at
from actions.rasa.registry import PatronReply, declined, pending_action
from actions.subjects.facts.unmarked_questions import asks_unmarked
from crm.cases import contact, own
from language.normalise import fold

__all__ = ["asked_beside_contact", "behind_no_call", "contact_part", "is_skip", "read_contact", "take_contact"]

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
        part = nested("utter_part_own_contact", contact=reached_at(on_file.covered))
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
        turn.say("utter_contact_used", number=number, contact=reached_at(args.get("covered")))
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


_SENTENCE = re.compile(r"[^.!?؟;\n…]+[.!?؟;…]*")
# What leads over from the contact to something else.
_LEADS_OVER = re.compile(
    r"^[\s,،;.:–—-]*(?:(?:and|also|so|now|but|by the way|btw|oh|then|ok|okay|و|راستی|حالا|پس|ضمنا|بعد|rasti|hala|va)[\s,،]+){0,3}",
    re.IGNORECASE,
)
_MARKED = ("?", "؟")


def asked_beside_contact(text: str) -> str:
    """Give the question that a text asks beside a contact that stands in it; nothing where it asks none."""
    if TOKENS.search(text) is None:
        return ""
    parts = [part for piece in TOKENS.split(text) for part in _SENTENCE.findall(piece)]
    asked = [_LEADS_OVER.sub("", part).strip() for part in parts]
    found = [part for part in asked if word_count(part) > 1 and (part.endswith(_MARKED) or asks_unmarked(part))]
    return " ".join(found)


# Who does not want to be rung up says so first.
_NO_CALL = re.compile(
    r"\b(?:no|not|n't|don't|rather not|prefer not|without|never)\b[^.?!]{0,24}\b(?:call\w*|phone\w*|ring|rung|contact\w*|text\w*|e ?-?mail\w*)\b"
    r"|(?:(?:زنگ|تماس|تلفن|پیامک)\w* (?:\w+ ){0,2}(?:ن(?:زن|گیر|می ?خوا|دین|دید|کن)\w*|لازم نیست)|نمی ?خوا\w+ (?:\w+ ){0,2}(?:زنگ|تماس|تلفن)\w*|لازم نیست (?:\w+ ){0,2}(?:زنگ|تماس))"
    r"|\bzang nazan\w*|\bnemikh\w+ (?:\w+ ){0,2}(?:zang|tamas)\w*|\blazem nist\b"
)


def behind_no_call(text: str) -> str:
    """Give what a text tells behind its first sentence, which says that nobody shall call; nothing where there is none."""
    parts = [part.strip() for part in _SENTENCE.findall(text) if word_count(part)]
    if len(parts) < 2 or parts[0].endswith(_MARKED) or _NO_CALL.search(fold(parts[0]).replace("’", "'")) is None:
        return ""
    return " ".join(parts[1:])
