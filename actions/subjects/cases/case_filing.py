"""Filing of what patrons tell: a case at the moment it is told, once, and remembered for what is said next."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.turn import Fact, Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day, matter_of
from actions.facts.choices import cancel, try_again, yes
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.cases.case_contact import contact_part
from actions.subjects.cases.case_readings import SURE, asks_something
from actions.subjects.cases.taken_up_again import ask_to_add, takes_up
from crm.cases import opening, own, own_steps
from crm.cases.limits import tell_case
from crm.cases.own import OwnCase
from crm.errors import NotFound
from crm.library_info import directory
from language.detect import detect
from language.normalise import fold
from language.requests.cases.grievances import SURE as SURE_GRIEVANCE
from language.requests.cases.grievances import find_grievance
from language.requests.cases.tellings import speaks_of
from protocol.effects import CASE_FAILED

__all__ = [
    "CONTACTED",
    "add_to_case",
    "ask_second",
    "file_matter",
    "hold_on_to",
    "names_another_thing",
    "open_case",
    "same_case",
    "tell_no_name",
    "tells_fault",
    "told_just_now",
]

KINDS = {
    "complaint": "complaint",
    "suggestion": "suggestion",
    "suggest_purchase": "purchase_request",
    "report_fault": "question",
    "lost_property": "question",
    "website_problem": "account_problem",
    "question": "question",
    "librarian": "question",
    "clearance": "question",
}
# Matters whose answer ought to reach the patron: they are asked how.
CONTACTED = frozenset({"complaint", "lost_property", "librarian", "question", "clearance"})
# Two tellings with so many of their words in common are one matter.
ALIKE = 0.6
MOST_KEPT = 3
# Of these, what is told within so many turns is more of the same; ideas and titles are each their own.
ONE_AT_A_TIME = frozenset({"complaint", "lost_property", "website_problem"})
# What goes wrong in the house is told under either name: a moment after the one, the other is more of it.
_TROUBLES = frozenset({"complaint", "report_fault"})
# As one of these a mere wish or reproach may be read, behind one of the others.
_IN_A_VOICE = frozenset({"complaint", "report_fault", "website_problem"})
_ANSWERED_IN_A_VOICE = _IN_A_VOICE | {"librarian", "question", "objection"}
FRESH = 3
_ANOTHER = re.compile(
    r"\b(?:another|different|second|separate|other) (?:complaint|matter|thing|problem|issue|fault|item)\b|\bsomething else\b"
    r"|\balso (?:lost|left|forgot|broken)\b|(?<!\w)(?:یه|یک) (?:شکایت|مشکل|چیز|مورد|خرابی|گزارش) (?:دیگه|دیگر)(?!\w)|موضوع دیگر\w*"
)
_WORD = re.compile(r"\w{2,}")
_FEWEST_OF_A_MATTER = 4  # words


async def file_matter(
    turn: Turn,
    matter: str,
    text: str,
    *,
    key: str | None = None,
    anew: bool = False,
    again: bool = False,
    once: bool = False,
    answer: str | None = None,
    **facts: Fact,
) -> None:
    """Open the case of what was told, and say its number, by when it is answered, and how the patron hears of it.

    What was told before in this conversation gets no second case: it is added to the first one, unless `anew`; of a
    matter that is had `once`, the open one is named. `again`: the words came with an earlier message. `answer`, with its facts, says it in other words than the matter's.
    Offers to try again, for the same case, when nothing is known of the outcome.
    """
    earlier = None if anew or key else same_case(turn, matter, text)
    number = earlier["number"] if earlier else None if anew or key else told_just_now(turn, matter, text)
    if number is not None and await add_to_case(turn, number, text, matter=matter):
        return
    key = key or turn.key(matter)
    turn.effects.add(CASE_FAILED)
    try:
        case = await open_case(turn, KINDS[matter], matter, text, key=key, once=once)
    except Unconfirmed:
        ref = turn.await_("file", "yes", matter=matter, text=text, key=key, once=once)
        turn.say("utter_case_unconfirmed", status="error", choices=[try_again(ref)])
        return
    turn.effects.discard(CASE_FAILED)
    if case is None:
        return
    hold_on_to(turn, case.number, matter, text)
    turn.did(matter, kind="case", things=[case.number], undo="case")
    contact, more = await contact_part(turn, case.number, text, asks=matter in CONTACTED, again=again)
    turn.say(
        answer or f"utter_{matter}_taken",
        # When the librarians' desk opens is told only where it was asked for a librarian there.
        **{"opens": None, **facts},
        number=case.number,
        due=due_day(case.due_at, turn.services.zone),
        contact=contact,
        **more,
    )


@pending_action("file")
async def file_again(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Open the case of what was told: once more after no outcome, or as a matter of its own."""
    once = bool(args.get("once"))
    await file_matter(
        turn, str(args["matter"]), str(args["text"]), key=args.get("key"), anew=True, again=True, once=once
    )


async def add_to_case(
    turn: Turn, number: str, words: str, *, matter: str | None = None, quietly: bool = False, surely: bool = False
) -> bool:
    """Add a patron's words to a case of theirs and say so; False when it is no case of theirs (any more).

    `matter` is what the words were told as: then the patron may say that they are another matter. `quietly`: nothing
    is said of it, for something else is. Unless the patron has said that they are for it (`surely`), a case that is
    answered is taken up again only by what disagrees or is plainly of it; else it is asked, or nothing is added.
    """
    if not surely:
        known = await own.own_case(turn.store, turn.conversation, number)
        if known is not None and not known.is_open and not await takes_up(turn, known, words):
            if quietly or matter is not None or asks_something(words) or _is_of_its_own(turn, words):
                return False
            ask_to_add(turn, number, known.subject, words, known.kind)
            return True
    async with doing(turn, "case"):
        try:
            step = await own_steps.add_words(turn.store, number, turn.as_written(words), conversation=turn.conversation)
        except NotFound:
            return False
    case = step.case
    before = turn.recall("case") or {}
    hold_on_to(turn, number, before.get("matter") if before.get("number") == number else case.subject, words)
    about = {
        "number": number,
        "matter": matter_of(case.subject, case.kind),
        "due": due_day(case.due_at, turn.services.zone) if case.is_open else None,
    }
    if quietly:
        return True
    if matter is not None and step.done != "reopened":
        ref = turn.await_("file", "yes", matter=matter, text=words, joined=True)
        choices = [yes(ref, "utter_button_another_matter")]
        turn.say("utter_case_there" if step.done == "nothing" else "utter_case_joined", choices=choices, **about)
    elif step.done == "reopened":
        turn.say("utter_case_reopened", **about)
    else:
        turn.say("utter_case_words_added", **about)
    return True


def _is_of_its_own(turn: Turn, words: str) -> bool:
    """Tell whether words were surely read as telling a matter, and say enough to be one of their own."""
    return turn.intent in KINDS and turn.confidence >= SURE and word_count(words) >= _FEWEST_OF_A_MATTER


async def tell_no_name(turn: Turn, case: OwnCase) -> bool:
    """Put the question for somebody's name into the case: no names of staff are known here."""
    if not case.is_open or not await add_to_case(turn, case.number, turn.text, quietly=True):
        return False
    turn.say("utter_case_staff_name", number=case.number, due=due_day(case.due_at, turn.services.zone))
    return True


def hold_on_to(
    turn: Turn, number: str, matter: str | None, words: str = "", *, quiet: bool = False, settled: bool = False
) -> None:
    """Keep which case the talk is about, for "add that …", a contact, or a second telling of the same.

    `quiet`: it was only talked about, so that nothing is added to it that is not said to be for it; `settled`: its
    answer was told, so that a grievance is about that.
    """
    now = turn.recall("case") or {}
    if quiet and not settled and now.get("number") == number and not now.get("quiet"):
        # What was told a moment ago may still be added to without a word about it.
        return
    told = [one for one in turn.recall("told") or [] if one["number"] != number or not words]
    if words:
        told = [*told, {"number": number, "matter": matter, "words": " ".join(_words(words))}][-MOST_KEPT:]
    case = {"number": number, "matter": matter, "age": -1, "quiet": quiet or None, "settled": settled or None}
    turn.remember(case=case, told=told or None)


def ask_second(turn: Turn, matter: str) -> None:
    """Ask what another matter is that was only announced; what is told now is none of the one before."""
    if last := turn.recall("case"):
        turn.remember(case={**last, "quiet": True})
    ref = turn.await_("tell", "told", matter=matter)
    turn.say("utter_case_ask_second", status="clarified", choices=[cancel(ref)])


def same_case(turn: Turn, matter: str, text: str) -> dict[str, Any] | None:
    """Give the case of this conversation in which the same was told already."""
    said = set(_words(text))
    for one in reversed(turn.recall("told") or []):
        known = set(str(one["words"]).split())
        if one["matter"] == matter and known and said and len(known & said) / len(known | said) >= ALIKE:
            return dict(one)
    return None


def told_just_now(turn: Turn, matter: str, text: str = "") -> str | None:
    """Give the number of the case of a matter that was told in the last turns, unless the words speak of another."""
    last = turn.recall("case") or {}
    same = last.get("matter") == matter or {last.get("matter"), matter} <= _TROUBLES
    # What tells no fault and no grievance right after a case is said of that, in whatever voice it is said.
    voice = matter in _IN_A_VOICE and last.get("matter") in _ANSWERED_IN_A_VOICE
    # What speaks of the website tells something of it.
    voice = voice and (matter != "website_problem" or not speaks_of(matter, text))
    bare = bool(last) and voice and not int(last.get("age", 0)) and find_grievance(text) is None
    same = same or (bare and not tells_fault(text) and not names_another_thing(turn, text))
    grievance = find_grievance(text)
    if matter != last.get("matter") and (grievance == SURE_GRIEVANCE or (grievance and matter == "complaint")):
        # How somebody behaved, or how loud it is, belongs to no broken printer.
        return None
    if matter == "report_fault" and names_another_thing(turn, text):
        return None
    if matter == "report_fault" and matter != last.get("matter") and tells_fault(text):
        # "And report that computers 3 and 4 don't start" tells a fault of its own beside a grievance.
        return None
    fresh = same and not last.get("quiet") and int(last.get("age", 0)) <= FRESH
    one = matter in ONE_AT_A_TIME or matter != last.get("matter")
    return str(last["number"]) if fresh and one and not _ANOTHER.search(fold(text)) else None


def names_another_thing(turn: Turn, text: str) -> bool:
    """Tell whether words name a device that is out of order, and another than those that were told of last.

    After a fault of no such name a first one may be the same; after what was no fault it is another thing.
    """
    told = fold(" ".join(str(one.get("words") or "") for one in turn.recall("told") or []))
    known = {kind for kind, pattern in _DEVICES.items() if re.search(pattern, told)}
    named = {kind for kind, pattern in _DEVICES.items() if re.search(pattern, fold(text))}
    elsewhere = (turn.recall("case") or {}).get("matter") != "report_fault"
    return bool(named - known) and (bool(known) or elsewhere)


def tells_fault(text: str) -> bool:
    """Tell whether words say by themselves that something does not work."""
    return _FAULTY.search(fold(text)) is not None


_FAULTY = re.compile(
    r"\b(?:broken|broke|out of order|(?:not|n't|never|stopped) (?:work|turn|start|open|clos|load|respond)\w*|stuck|leak\w*|faults?|faulty|dead|crash\w*)\b"
    r"|خراب\w*|(?:روشن|خاموش|باز|بسته|کار|بالا) ?نمی\w*|سیستم\w*|دستگاه\w*|چکه|گیر کرد\w*|شکست\w*|سوخته|قطع\w*|\b(?:kharab\w*|(?:kar|roshan) nemi\w*|dastgah\w*|sistem\w*)\b"
)
_DEVICES = {
    "printer": r"\bprint\w*|پرینت|چاپ",
    "scanner": r"\bscan\w*|اسکن",
    "copier": r"\bcop(?:ier|ying)\w*|فتوکپی|کپی",
    "computer": r"\bcomputers?\b|\bpcs?\b|\bkeyboard|\bmouse\b|کامپیوتر|رایانه|کیبورد|موس",
    "net": r"\bwi ?-?fi\b|\binternet\b|وای ?فای|اینترنت",
    "light": r"\blamps?\b|\blights?\b|\bbulb|لامپ|چراغ|روشنایی",
    "heat": r"\bheat\w*|\bradiator|\bair ?con\w*|\bcold\b|شوفاژ|کولر|بخاری|گرمایش",
    "toilet": r"\btoilets?\b|\bwc\b|\btaps?\b|\bsinks?\b|دستشویی|توالت|شیر آب",
    "lift": r"\blifts?\b|\belevators?\b|آسانسور",
    "door": r"\bdoors?\b|درب|در ورودی",
    "seat": r"\bchairs?\b|صندلی",
    "water": r"\bwater\b|\bfountain\b|آب ?سردکن|آبخوری",
    "machine": r"\bself ?-?(?:check|service)\w*|\bkiosk\b|دستگاه امانت|کیوسک",
    "box": r"\b(?:return|book) (?:box|drop)\b|صندوق",
}


async def open_case(
    turn: Turn, kind: str, subject: str, text: str, *, key: str | None = None, once: bool = False
) -> opening.CaseView | None:
    """Open a case for this message, or under the key of an earlier one; the same key again gives the same case.

    None when something else has been said of it: this visitor has opened too many, or has one of these that is open
    still and that is had `once`. Raises Unconfirmed when it is not known whether it was opened.
    """
    branch = await directory.find_branch(turn.store, turn.entity("branch") or text)
    async with doing(turn, "case"):
        told = await tell_case(
            turn.store,
            kind,
            conversation=turn.conversation,
            subject=subject,
            description=turn.as_written(text),
            # A letter in Persian is one, in whatever language the talk was before.
            language=detect(text) or turn.language,
            branch_id=branch.id if branch else None,
            idempotency_key=key or turn.key(subject),
            once=once,
        )
    if told.case is not None and told.was_there:
        hold_on_to(turn, told.case.number, subject, quiet=True)
        due = due_day(told.case.due_at, turn.services.zone)
        turn.say("utter_case_once", number=told.case.number, matter=matter_of(subject, kind), due=due)
        return None
    if told.case is not None and not told.was_added:
        return told.case
    if told.case is not None:
        hold_on_to(turn, told.case.number, told.case.subject, text)
        turn.say("utter_case_added", number=told.case.number)
        return None
    profile = await directory.profile(turn.store)
    phone = profile.phone if profile else None
    turn.say(
        "utter_cases_full",
        status="refused",
        phone={"answer": "utter_part_call_us", "phone": {"digits": phone}} if phone else None,
    )
    return None


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(fold(text))))[:60]
