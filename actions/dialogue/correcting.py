"""Corrections after something was shown or done: "no, the other one", «نه منظورم شنبه بود», "not what I asked"."""

from __future__ import annotations

from actions.dialogue.branches_named import branches_refused, branches_wanted
from actions.dialogue.following import repeat_with
from actions.dialogue.references import Reference, find_reference, pointed
from actions.dialogue.repeating import TOPICS, act_at_branch, ask_about
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.values import values_of
from actions.dialogue.waiting_deeds import CONTROLS
from actions.dialogue.wording import best_match, word_count
from actions.facts.choices import OfferedChoice, choice, librarian
from actions.rasa.registry import HANDLERS
from crm.library_info import directory
from language.normalise import fold, squash
from language.requests.cases.grievances import SURE as SURE_GRIEVANCE
from language.requests.cases.grievances import find_grievance
from language.requests.cases.tellings import protests
from language.requests.reading.reading import read_wish
from language.requests.speech.chat_language import wishes_language
from language.requests.speech.corrections import Correction, find_correction
from language.requests.speech.denials import denies
from language.requests.speech.pointing import is_enough
from language.requests.speech.yes_and_no import find_word
from protocol.effects import MISSED
from protocol.intents import traits_of

__all__ = ["corrected", "hears_protest", "mend"]

# What is done with a thing that is only pointed at, by the kind of the list.
LOOKED_AT = {"title": "search_book", "loan": "loans", "hold": "hold_status"}
SURE = 0.5
# A reading of the words behind a correction counts from here on.
FAIR = 0.35
UNREAD = frozenset({"nlu_fallback", "out_of_scope"})
# Said after a "no", these go with it.
SOCIAL = frozenset({"thanks", "goodbye", "praise", "chitchat", "greet", "insult", "bot_challenge", "rate"})
# Answers about one branch, where another one may have been meant.
AT_BRANCH = frozenset({"hours", "location", "events"})
OTHERS = 2
MOST_OF_A_PROTEST = 16
_SURELY = 0.75
# What is asked for with conditions, which another one is added to.
ASKED_FOR = frozenset({"recommendation", "events"})


async def hears_protest(turn: Turn) -> bool:
    """Own up where somebody says that they have done, or said, just that already; False for anything else."""
    asks = turn.text.rstrip().endswith(("?", "؟")) and turn.intent not in SOCIAL | UNREAD | CONTROLS
    few = word_count(turn.text) <= MOST_OF_A_PROTEST
    read = turn.intent in SOCIAL | UNREAD | CONTROLS | {"complaint", "account", "sign_in"}
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words"}
    if turn.is_payload or asks or not few or not read or waits or not turn.thread.turns:
        return False
    if not protests(turn.text) or find_grievance(turn.text) == SURE_GRIEVANCE:
        return False
    turn.intent = "nlu_fallback"
    turn.effects.add(MISSED)
    turn.say("utter_protest", status="fallback", choices=[librarian()])
    return True


async def corrected(turn: Turn) -> bool:
    """Do again, with the thing that was meant, what was done with another; False when nothing was taken back.

    What only points at one thing of the list («دومی») shows it, or does with it what was just done.
    """
    shown = turn.slot("shown")
    reference = find_reference(turn.text) if shown and not turn.is_payload else None
    if reference is None or not shown or not (reference.corrects or reference.bare):
        return False
    if reference.corrects and (await values_of(turn, reference.words)).branch is not None:
        # "Sorry, change it to Saadi" takes back the branch, not the thing.
        return False
    kind = str(shown["kind"])
    thing = pointed(turn, kind, reference) or await _named(turn, kind, reference)
    act = _act(turn, kind, shown.get("act"))
    if thing is None:
        return reference.corrects and reference.kind == "other" and _which(turn, kind)
    if reference.corrects and thing == turn.focus(kind):
        # "No, that one": what was done with it stays done.
        return False
    if act == "renew" and denies(reference.words):
        # "Not Dune, that one": nothing is renewed but by an order.
        return False
    turn.set("pending", None)
    turn.intent, turn.text, turn.is_payload = act, reference.words, True
    turn.entities = {"ref": [f"{kind}:{thing}"]}
    entry = HANDLERS[act]
    if entry.needs_patron and turn.patron is None:
        ask_sign_in(turn, text=f"/{act}")
        return True
    await entry.handler(turn)
    return True


def _act(turn: Turn, kind: str, done: str | None) -> str:
    if kind in traits_of(turn.intent).acts_on and turn.confidence >= SURE:
        return turn.intent
    return done or LOOKED_AT.get(kind, "search_book")


def _which(turn: Turn, kind: str) -> bool:
    """Ask which of the others is meant; the list stands above."""
    if len(turn.shown(kind)) < 2:
        return False
    turn.say("utter_which_one", status="clarified")
    return True


async def _named(turn: Turn, kind: str, reference: Reference) -> str | None:
    """Give the id of the title of the list that a correction names: "no, Animal Farm"."""
    if not reference.corrects or kind != "title" or len(squash(reference.words)) < 3:
        return None
    titles = [title for one in turn.shown(kind) if (title := await turn.library.title(one)) is not None]
    place = best_match(reference.words, [title.title for title in titles])
    return titles[place].id if place is not None else None


async def mend(turn: Turn) -> LookStep:
    """Take up a correction: what was meant is read with the last act before it; else the other readings are offered."""
    correction = None if turn.is_payload else find_correction(turn.text)
    last = turn.thread.last
    if correction is None or last is None or is_enough(turn.text) or _wishes(turn):
        return LookStep.ON
    if correction.kind != "meant":
        if correction.kind == "beside":
            turn.effects.add(MISSED)
        _offer_others(turn, last, "utter_beside" if correction.kind == "beside" else "utter_puzzled")
        return LookStep.DONE
    word = find_word(turn.text)
    if word is not None and not word.rest:
        return LookStep.ON
    if _says_it_again(turn, correction.rest) and last.result == "told":
        # The same answer once more would help nobody.
        turn.effects.add(MISSED)
        _offer_others(turn, last, "utter_beside")
        return LookStep.DONE
    meant = await _unrefused(turn, correction.rest, last)
    step = await repeat_with(turn, meant, sure=not correction.weak) if meant else LookStep.ON
    if step is LookStep.ON and meant and not correction.weak:
        step = await _elsewhere(turn, correction, last)
    if step is LookStep.ON:
        step = _by_its_words(turn, correction, last)
    if step is LookStep.ON and turn.intent in CONTROLS | UNREAD and last.act in TOPICS | ASKED_FOR:
        # "For adults, not children": what was told is asked for once more with that.
        turn.text = correction.rest
        step = ask_about(turn, last, last.act)
    waiting = turn.slot("pending")
    if step is LookStep.RUN:
        turn.set("pending", None)
    if step is not LookStep.ON or (waiting and correction.weak) or not _takes_back(turn, correction):
        return step
    branches = await _branches(turn, last) if last.branch and last.act in AT_BRANCH else []
    _offer_others(turn, last, "utter_which_meant", branches)
    return LookStep.DONE


def _says_it_again(turn: Turn, rest: str) -> bool:
    """Tell whether the message before this one took back the same with the same words; keeps them for the next."""
    before: dict[str, str] = turn.recall("taken_back") or {}
    turn.remember(taken_back={"words": fold(rest), "at": turn.first_id})
    turns = turn.thread.turns
    return bool(rest and turns) and before == {"words": fold(rest), "at": turns[-1].get("message")}


async def _unrefused(turn: Turn, rest: str, last: Act) -> str:
    """Give what a correction names; for a branch that the words refuse the one that is wanted, or nothing."""
    branch = (await values_of(turn, rest)).branch if last.kind == "hold" else None
    known = await directory.branches(turn.store) if branch is not None else []
    if branch is None or branch.code not in branches_refused(turn.text, known):
        return rest
    wanted = branches_wanted(turn.text, known)
    return str(wanted[0].name[turn.language]) if len(wanted) == 1 else ""


async def _elsewhere(turn: Turn, correction: Correction, last: Act) -> LookStep:
    """Ask of the branch that was meant what was asked before: "sorry, I meant Saadi, it's nearer to us"."""
    if last.act not in TOPICS | AT_BRANCH or len(correction.rest.split()) > _MOST_OF_A_REASON:
        return LookStep.ON
    branch = (await values_of(turn, correction.rest)).branch
    if branch is None or branch.code == last.branch:
        return LookStep.ON
    turn.text = str(branch.name[turn.language])
    return await act_at_branch(turn, last, branch.code)


_MOST_OF_A_REASON = 16  # words


def _wishes(turn: Turn) -> bool:
    """Tell whether "not" says what something to read should not be: "suggest a novel, not romance" corrects nothing."""
    if turn.intent != "recommendation" or turn.confidence < _SURELY:
        return False
    wish, last = read_wish(turn.text).wish, turn.thread.last
    # "Recommend me a short thriller instead" is a wish of its own after anything else.
    return bool(wish.without) or (bool(wish) and last is not None and last.act not in ASKED_FOR)


def _by_its_words(turn: Turn, correction: Correction, last: Act) -> LookStep:
    """Read the words behind a correction as they stand."""
    rest = turn.rest
    if correction.weak and turn.intent not in CONTROLS | UNREAD:
        # "Sorry, where is the library?" has been read whole.
        return LookStep.ON
    if (
        rest is None
        or rest.intent not in HANDLERS
        or rest.intent in UNREAD | CONTROLS | SOCIAL
        or rest.confidence < FAIR
        or (rest.intent == "change_language" and not wishes_language(turn.text, about_a_thing=True))
    ):
        return LookStep.ON
    turn.text, turn.intent, turn.confidence = rest.text, rest.intent, rest.confidence
    turn.entities, turn.ranking = rest.entities, rest.ranking
    turn.prior = last if rest.intent == last.act else None
    return LookStep.RUN


def _takes_back(turn: Turn, correction: Correction) -> bool:
    if turn.rest is not None and turn.rest.intent in SOCIAL:
        return False
    return (not correction.weak and turn.intent in CONTROLS | UNREAD | SOCIAL) or turn.intent == "deny"


def _offer_others(turn: Turn, last: Act, answer: str, others: list[OfferedChoice] | None = None) -> None:
    """Say what the answer was taken for, and offer what else may have been meant, and a person."""
    readings = [name for name in turn.thread.readings() if name in HANDLERS and name != last.act][:OTHERS]
    turn.set("pending", None)
    if readings and last.words:
        turn.remember(unsure=True, unclear={"text": last.words, "intents": readings, "entities": {}})
    turn.say(
        answer,
        status="clarified",
        topic=nested(f"utter_intent_{last.act}"),
        choices=[*(others or [choice(f"utter_intent_{name}", name) for name in readings]), librarian()],
    )


async def _branches(turn: Turn, last: Act) -> list[OfferedChoice]:
    """Offer the same at the other branches."""
    known = await directory.branches(turn.store)
    return [choice(branch.name, last.act, branch=branch.code) for branch in known if branch.code != last.branch]
