"""Follow-ups: what leans on the last act is read as that act again, with the value that it changes."""

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_refused
from actions.dialogue.references import find_reference, pointed
from actions.dialogue.repeating import DATED, TITLED, TOPICS, act_again, act_at_branch, act_on_copy, ask_about
from actions.dialogue.sureness import SURELY_OUTSIDE
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import Values, values_of
from actions.dialogue.wording import says, search_words, word_count
from actions.rasa.registry import CHANGES, FOLLOW_UPS
from crm.knowledge import searching
from crm.library_info import directory
from language.requests.deeds.ordering import orders_to_hold
from language.requests.speech.bare_questions import find_aspect
from language.requests.speech.denials import denies
from language.requests.speech.ellipsis import Ellipsis, find_ellipsis
from language.requests.speech.others import find_others
from language.requests.speech.phrases import words_of

__all__ = ["follow", "goes_on", "lean", "repeat_with"]

_PLACED = TOPICS - {"fines"} | {"hours", "location", "search_book", "shelf_location", "hold"}
_COPIED = frozenset("search_book shelf_location hold eresources".split())
# Their handlers know why.
_EXPLAINED = frozenset({"renew", "hold"})
# The kinds of what the acts are done with.
_LISTED = {"title": "search_book", "loan": "loans", "hold": "hold_status", "event": "events"}
_OF_A_HOLD = ("duration", "time", "place", "back", "ready")
# What a bare question asks after an act: the intent that answers it; what is not here stays as it was read.
_ASKED: dict[tuple[str, str], str] = {
    **{(act, "place"): "shelf_location" for act in ("search_book", "recommendation", "new_arrivals")},
    **{(act, "back"): "search_book" for act in ("search_book", "recommendation", "new_arrivals", "shelf_location")},
    **{(act, aspect): "hold_status" for act in ("hold", "hold_status") for aspect in _OF_A_HOLD},
    ("hours", "place"): "location",
    ("loans", "time"): "loans",
    ("renew", "time"): "loans",
}
_ROOMS = frozenset({"room_booking", "facilities"})
_NOUNS = frozenset({"registration", "people", "home"})
_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
_SOCIAL = frozenset({"greet", "goodbye", "thanks", "chitchat", "bot_challenge", "insult", "help", "human_help"})
# What "what about …?" is easily read as.
_LOOKS_LIKE = frozenset({"suggestion", "suggest_purchase", "rate", "recommendation", "loans", "help"})
_ORDERED = frozenset({"renew", "hold", "cancel_hold"})
# A renewal that was ordered had one of these.
_ORDERED_THEN = frozenset({"done", "refused"})
_SURE = 0.75
_LIKELY = 0.4
_SHORT = 6
_FEW = 5


async def goes_on(turn: Turn) -> bool:
    """Let the subjects look whether a message goes on with what they told; tell whether one has answered it."""
    for look in FOLLOW_UPS:
        if await look(turn):
            return True
    return False


async def lean(turn: Turn) -> LookStep:
    """Read a message that is only another value («شنبه چی؟», "and Saadi?") as the last act with it."""
    if turn.is_payload or turn.thread.last is None:
        return LookStep.ON
    ellipsis = find_ellipsis(turn.text)
    values = await values_of(turn, ellipsis.words if ellipsis else turn.text)
    return await _with_value(turn, values) if values.only or ellipsis else LookStep.ON


async def follow(turn: Turn) -> LookStep:
    """Read a question that names nothing, or hardly anything, as one about what was last spoken of."""
    last = turn.thread.last
    if turn.is_payload or last is None:
        return LookStep.ON
    if turn.intent == "hold" and last.act in _ROOMS and not turn.entities and _only_points(turn.text):
        # "Book it" after a room is no book.
        return ask_about(turn, last, "room_booking")
    if turn.intent == "hold" and orders_to_hold(turn.text):
        # "Please reserve it" is of the title that was spoken of, whatever was told since.
        return LookStep.ON
    step = await _bare(turn, last)
    ellipsis = find_ellipsis(turn.text)
    if step is not LookStep.ON:
        return step
    if _asks_more(turn, last, ellipsis) and (await values_of(turn, turn.text)).branch is None:
        return ask_about(turn, last, turn.intent)
    if ellipsis is not None and await _other_title(turn, ellipsis, await values_of(turn, ellipsis.words)):
        return LookStep.RUN
    if _is_unread(turn, last, ellipsis) and await _belongs(turn, last):
        return ask_about(turn, last, last.act)
    return LookStep.ON


async def _belongs(turn: Turn, last: Act) -> bool:
    """Tell whether what a message names stands in what is told of a topic: «خلیج فارس کجاست؟» asks of no printer."""
    facts = await searching.of_topic(turn.store, last.act, turn.today)
    return not facts or searching.is_of(turn.text, facts)


async def repeat_with(turn: Turn, text: str, *, sure: bool = True) -> LookStep:
    """Do the last act again with the value that words name in the place of another: the words of a correction."""
    values, whole = await values_of(turn, text), turn.text
    turn.text = text
    step = await _with_value(turn, values) if values.only else LookStep.ON
    if step is not LookStep.ON:
        return step
    turn.text = whole
    return LookStep.RUN if await _other_title(turn, Ellipsis(text, strong=True), values, corrects=sure) else LookStep.ON


async def _with_value(turn: Turn, values: Values) -> LookStep:
    """Put the value into the newest act that has such a one."""
    if values.rest or _places_at_branch(turn, values):
        return LookStep.ON
    if _thing(turn, values):
        return LookStep.RUN
    for act in turn.thread.acts():
        if values.days and act.act in DATED and not (_reads_itself(turn, DATED) and act != turn.thread.last):
            step = await act_again(turn, act, branch=values.branch.code if values.branch else "")
            if values.counted:
                turn.text = values.days[0].isoformat()
            return step
        if values.branch is not None and act.kind == "hold":
            known = await directory.branches(turn.store)
            if values.branch.code in branches_refused(turn.text, known):
                # «سعدی نه» moves no reservation there.
                return LookStep.ON
        if values.branch is not None and act.act == "hold_status":
            placed = next((one for one in turn.thread.acts(result="done") if (one.undo, "branch") in CHANGES), None)
            if placed is not None:
                return await act_at_branch(turn, placed, values.branch.code)
            return _moved_to(turn, act, values)
        if values.branch is not None and act.act in _PLACED and not values.days:
            return await act_at_branch(turn, act, values.branch.code)
        if values.copy is not None and act.act in _COPIED and not values.copy.plural:
            return act_on_copy(turn, act, values.copy)
        if values.copy is not None and act.act in TOPICS:
            # "And DVDs?" after the rules of lending.
            return ask_about(turn, act, act.act)
    return LookStep.ON


def _places_at_branch(turn: Turn, values: Values) -> bool:
    """Tell whether a branch is named beside a place in the list: what was asked of another title is not asked there."""
    if values.branch is None or values.choice is None:
        return False
    return len(values.choice.resolve(len(turn.shown("title")))) == 1


def _moved_to(turn: Turn, act: Act, values: Values) -> LookStep:
    """Let the handler of reservations move one to another branch: "can I collect it at Saadi instead?"."""
    assert values.branch is not None  # noqa: S101 - only a branch leads here
    turn.intent, turn.confidence, turn.prior = "hold", 1.0, act
    turn.entities = {"branch": [values.branch.code]}
    turn.text = f"{turn.text} instead?"
    return LookStep.RUN


def _reads_itself(turn: Turn, acts: frozenset[str]) -> bool:
    """Tell whether a message has surely been read as one of the acts, that it need lean on none."""
    return turn.intent in acts and turn.confidence >= _SURE


# "Do you have the last one too": a whole sentence, and no few words that lean on an order.
_VERB = re.compile(r"\b(?:do you|is|are|have|has)\b", re.IGNORECASE)


def _thing(turn: Turn, values: Values) -> bool:
    """Do with another thing of the list what was done with the last one: "and the second?", «واسه اون یکی هم»."""
    shown = turn.slot("shown")
    reference = find_reference(turn.text)
    if not shown or values.days or values.branch or values.copy or (values.choice is None and reference is None):
        return False
    kind = str(shown["kind"])
    # The list that was seen last, which may stand above a look at one thing of it.
    seen = turn.shown(kind)
    above = next((list(act.things) for act in turn.thread.acts(kind=kind) if len(act.things) > 1), seen)
    ids = seen if len(seen) > 1 or values.choice is None or values.choice.resolve(len(seen)) else above
    places = values.choice.resolve(len(ids)) if values.choice is not None else []
    thing = ids[places[0]] if len(places) == 1 else pointed(turn, kind, reference)
    if thing is None or (values.choice is None and reference is not None and reference.kind != "other"):
        return False
    done = next((act for act in turn.thread.acts(kind=kind) if act.things), None)
    again = str(shown.get("act") or (done.act if done else ""))
    if again == "renew" and denies(turn.text):
        return False
    ordered = next((act for act in turn.thread.acts() if act.act == "renew"), None)
    if again == "renew" and (ordered is None or ordered.result not in _ORDERED_THEN or _VERB.search(turn.text)):
        # What was only looked at is not done with another by a few words, and what asks or tells orders nothing.
        again = "loans"
    # One of a list of suggestions is looked at; it is not suggested again.
    turn.intent = again if again in TITLED else _LISTED.get(kind, turn.intent)
    turn.prior, turn.entities = done, {"ref": [f"{kind}:{thing}"]}
    turn.text, turn.is_payload = "", True
    return True


async def _other_title(turn: Turn, ellipsis: Ellipsis, values: Values, *, corrects: bool = False) -> bool:
    """Take what is named after "what about …" as another title for the last act on one."""
    last = turn.thread.last
    title = search_words(ellipsis.words)
    ordered = turn.intent in _ORDERED and turn.confidence >= _SURE
    if ordered and last is not None and turn.intent != last.act:
        # «خب سووشون رو برام تمدید کن» after the days of the loans orders, and asks no day of another.
        return False
    if (
        last is None
        or last.act not in TITLED
        or not title
        or values.choice
        or len(words_of(title)) > _FEW
        or values.days
        or values.branch
        or find_others(ellipsis.words) is not None
    ):
        return False
    read = turn.rest or turn
    # "And do you have …?" is what it says; "what about …?" is said of anything.
    same = read.intent in TITLED if ellipsis.strong else read.intent == last.act
    unsure = same or read.intent in _UNREAD or read.confidence < _SURE
    if not corrects and not unsure and not await _is_title(turn, title):
        return False
    turn.intent, turn.confidence, turn.prior = last.act, 1.0, None
    turn.entities = {"title": [title], **({"branch": [last.branch]} if last.branch and last.act == "hold" else {})}
    turn.text = title
    return True


async def _is_title(turn: Turn, words: str) -> bool:
    page = await turn.library.search(words, limit=1, exactly=True)
    return bool(page.titles) and not page.corrected and says(page.titles[0].title, words)


async def _of_a_title(turn: Turn) -> LookStep:
    """Let a question about a book be one about the book that was named, where several were shown."""
    shown = turn.shown("title")
    named = next((act.title for act in turn.thread.acts() if act.title), "")
    titles = [title for one in shown if (title := await turn.library.title(one)) is not None]
    same = [title for title in titles if named and says(title.title, named)]
    meant = same or (titles if len({title.author for title in titles}) == 1 else [])
    if not meant or turn.focus("title"):
        return LookStep.ON
    turn.point("title", meant[0].id, "search_book")
    return LookStep.DONE if await goes_on(turn) else LookStep.ON


def _asks_more(turn: Turn, last: Act, ellipsis: Ellipsis | None) -> bool:
    """Tell whether a short message asks more of the same («الان چی؟»), or the hours of the place just told of."""
    if word_count(turn.text) > _SHORT:
        return False
    if turn.intent == "hours" and last.act == "location":
        return bool(last.branch)
    return ellipsis is not None and turn.intent == last.act and last.act in TOPICS | DATED


def _only_points(text: str) -> bool:
    reference = find_reference(text)
    return reference is not None and reference.kind == "that" and word_count(text) <= _FEW


async def _bare(turn: Turn, last: Act) -> LookStep:
    """Take a question that names nothing as one about what was last spoken of."""
    aspect = find_aspect(turn.text)
    if aspect is None or (turn.intent in _SOCIAL and turn.confidence >= _SURE):
        return LookStep.ON
    if word_count(turn.text) == 1 and aspect in _NOUNS:
        # "Membership" alone names a subject of its own.
        return LookStep.ON
    if aspect == "reason":
        return _why(turn)
    if aspect in {"author", "else"}:
        return await _of_a_title(turn)
    intent = last.act if last.act in TOPICS else _ASKED.get((last.act, aspect))
    return ask_about(turn, last, intent) if intent is not None else LookStep.ON


def _is_unread(turn: Turn, last: Act, ellipsis: Ellipsis | None) -> bool:
    """Tell whether a short message was read as nothing that outweighs the topic before it."""
    waits = (turn.slot("pending") or {}).get("awaits") == "words"
    if last.act not in TOPICS or waits or word_count(turn.text) > _SHORT:
        return False
    if turn.intent == "out_of_scope":
        return turn.confidence < SURELY_OUTSIDE
    if turn.intent == "nlu_fallback":
        name, sure = next(((name, sure) for name, sure in turn.ranking if name not in _UNREAD), ("", 0.0))
        return sure < _LIKELY or name == last.act
    if ellipsis is not None and ellipsis.strong and turn.intent in _LOOKS_LIKE:
        return True
    # "And colour?" after the prices of printing, read as something else without being sure of it.
    return ellipsis is not None and turn.confidence < _SURE and dict(turn.ranking).get(last.act, 0.0) > 0.0


def _why(turn: Turn) -> LookStep:
    """Tell once more why something was not done."""
    refused = next((act for act in turn.thread.acts(result="refused") if act.again), None)
    if refused is None or refused.again is None:
        last = turn.thread.last
        return ask_about(turn, last, last.act) if last is not None and last.act in _EXPLAINED else LookStep.ON
    turn.intent, turn.prior = refused.act, refused
    turn.acts.append(refused)
    turn.say(str(refused.again["answer"]), **refused.again["facts"])
    return LookStep.DONE
