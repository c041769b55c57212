"""Rasa actions: each reads the tracker, runs a handler, and returns answers and slots."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import dispatch
from actions.dialogue.data_age import DataAges, data_ages, leave_out_unknown, tell_age
from actions.dialogue.doing import UNCONFIRMED, TryAgain, Unconfirmed, asked_in, is_passing, may_try_again
from actions.dialogue.keeping import keep
from actions.dialogue.repetition import vary
from actions.dialogue.sign_in import say_lapsed
from actions.dialogue.turn import Rest, Services, Turn
from actions.dialogue.vectors import Vectors
from actions.facts.choices import librarian
from actions.metrics import measured
from actions.rasa.registry import HANDLERS
from actions.rasa.waiting import WaitingActions, WantsVectors
from actions.subjects.talk import small_talk
from actions.subjects.talk.clarify import not_understood
from crm.audit.account_reads import note_account_read
from crm.audit.library_system import note_fault
from crm.conversations import patron_guard
from crm.database.turn_guard import asked_by, was_given_up
from crm.errors import StoreError
from library.errors import IlsMisconfigured, IlsProtocolError, LibraryError
from process.pace import READING_SECONDS, Paced, TooLong
from process.tracing import span
from protocol.effects import UNCHANGED, named_effects
from protocol.patience import ACTION_SECONDS, WAY_BACK_SECONDS, left_of
from protocol.turns import whole_id

__all__ = ["OTHER_ACTIONS", "ServiceAction", "every_action", "turn_of"]

# What was read of an account is noted once in so long a conversation; of so many conversations this is remembered.
NOTED_FOR = timedelta(minutes=10)
MOST_NOTED = 2000

_log = logging.getLogger(__name__)

UNAVAILABLE, OUT_OF_ORDER = "utter_unavailable", "utter_out_of_order"

Events = list[dict[str, Any]]
AskVectors = Callable[[Sequence[str]], Coroutine[Any, Any, Vectors]]


async def turn_of(services: Services, tracker: Tracker) -> Turn:
    """Read a tracker into a turn; who is signed in comes from the store."""
    message = tracker.latest_message or {}
    text = str(message.get("text") or "")
    intent = message.get("intent") or {}
    rest = message.get("rest")
    patron = await patron_guard.signed_in_patron(services.store, tracker.sender_id)
    turn = Turn(
        services=services,
        conversation=tracker.sender_id,
        message_id=str(message.get("message_id") or _message_id(tracker)),
        language="en" if tracker.get_slot("language") == "en" else "fa",
        text=text,
        intent=str(intent.get("name") or "nlu_fallback"),
        confidence=float(intent.get("confidence") or 0.0),
        entities=_entities(message),
        ranking=_ranking(message),
        rest=_rest(rest) if isinstance(rest, dict) else None,
        slots=dict(tracker.slots),
        is_payload=text.startswith("/")
        and str(intent.get("name")) in {text[1:].partition("{")[0].strip(), "stale_button"},
        patron=patron,
        vectors=message.get("vectors"),
        moves=dict(message.get("moves") or {}),
        move_kinds=dict(message.get("move_kinds") or {}),
        sides=dict(message.get("context") or {}),
        described=float(message.get("described") or 0.0),
    )
    pending: dict[str, Any] | None = turn.slot("pending")
    if pending and await _unseen(turn, str(pending.get("ref"))):
        turn.set("pending", None)
    return turn


def _entities(reading: dict[str, Any]) -> dict[str, list[str]]:
    entities: dict[str, list[str]] = {}
    for entity in reading.get("entities") or []:
        value = entity.get("value")
        values = value if isinstance(value, list) else [value]
        entities.setdefault(str(entity.get("entity")), []).extend(str(one) for one in values if one is not None)
    return entities


def _ranking(reading: dict[str, Any]) -> list[tuple[str, float]]:
    ranking = reading.get("intent_ranking") or []
    return [(str(one.get("name")), float(one.get("confidence") or 0.0)) for one in ranking]


def _rest(reading: dict[str, Any]) -> Rest:
    intent = reading.get("intent") or {}
    return Rest(
        str(reading.get("text") or ""),
        str(intent.get("name") or "nlu_fallback"),
        float(intent.get("confidence") or 0.0),
        _entities(reading),
        _ranking(reading),
    )


async def _unseen(turn: Turn, ref: str) -> bool:
    """Tell whether a question was asked in a turn that came too late: a yes is none to what was never shown."""
    # A reference ends as its message's id does, but for the marks of a second question and a further request.
    ending = whole_id(ref.removesuffix("-2"))
    return await turn.store.glance(lambda connection: was_given_up(connection, turn.conversation, ending))


def _message_id(tracker: Tracker) -> str:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return str(event.get("message_id") or event.get("timestamp"))
    return "none"


class ServiceAction(Action):  # type: ignore[misc]
    """One action of the domain, carried out by a function on the turn."""

    def __init__(self, services: Services, name: str, do: Callable[[Turn, Tracker], Coroutine[Any, Any, None]]) -> None:
        self._services = services
        self._name = name
        self._do = do
        self._waiting = WaitingActions()

    def name(self) -> str:
        """Give the name under which domain.yml lists the action."""
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Answer the turn as `_run` does, and count it."""
        with span("action", action=self._name), measured(again=TryAgain, vector=WantsVectors):

            async def work(ask: AskVectors) -> tuple[Events, list[dict[str, Any]]]:
                said = CollectingDispatcher()
                return await self._run(said, tracker, ask), said.messages

            events, messages = await self._waiting.run(tracker.sender_id, tracker.latest_message or {}, work)
            dispatcher.messages += messages
            return events

    async def close(self) -> None:
        """End what waits for vectors or is under way, and wait until it has ended."""
        await self._waiting.close()

    async def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker, ask_vectors: AskVectors) -> Events:
        """Answer the turn in time; what cannot be reached, or is not known to be done, is said.

        Words that take too long to read are not understood. Raises TryAgain when the turn may be tried anew,
        crm.errors.TurnClosed when nobody waits for it any more. Any other error is the action's own, and goes up: the
        same turn would meet it again.
        """
        deadline = (tracker.latest_message or {}).get("deadline")
        seconds = left_of(deadline, time.time() + WAY_BACK_SECONDS, ACTION_SECONDS)
        loop, patience = asyncio.get_running_loop(), asyncio.timeout(seconds)
        turn: Turn | None = None
        ages: DataAges | None = None

        async def ask(texts: Sequence[str]) -> Vectors:
            # While the engine makes them, only the turn's own time runs on.
            assert turn is not None  # noqa: S101 - only a turn asks
            begun = loop.time()
            latest = begun + left_of(deadline, time.time() + WAY_BACK_SECONDS, math.inf)
            patience.reschedule(latest if deadline is not None else None)
            vectors = await ask_vectors(texts)
            turn.ends = min(turn.ends + loop.time() - begun, latest)
            patience.reschedule(turn.ends)
            return vectors

        async def work() -> Turn:
            nonlocal turn, ages
            turn = await turn_of(self._services, tracker)
            turn.ask_vectors = ask
            turn.deadline, turn.ends = deadline, loop.time() + seconds
            try:
                with asked_by(asked_in(turn)):
                    await self._do(turn, tracker)
                    await say_lapsed(turn)
                ages = await data_ages(turn)
            finally:
                await _note_reading(turn)
            return turn

        try:
            async with patience:
                turn = await Paced(READING_SECONDS, work())
        except TooLong:
            if turn is None or turn.begun is not None:
                raise
            _log.warning("%s: a message of %d characters took too long to read", self._name, len(turn.text))
            turn.answers, turn.changes, turn.next_action = [], {}, None
            not_understood(turn)
        except Unconfirmed as error:
            _log.error("%s: no outcome (%s)", self._name, type(error.__cause__).__name__)
            assert turn is not None  # noqa: S101 - only a turn begins anything
            _say_unconfirmed(turn)
        except (StoreError, LibraryError, TimeoutError) as error:
            _log.error("%s: %s", self._name, type(error).__name__)
            if is_passing(error) and may_try_again(deadline):
                raise TryAgain from error
            if turn is None or turn.begun is None:
                answer = await _failure(self._services, error)
                # Once is enough for all the actions of a turn.
                if not _said(tracker, answer):
                    effects = set() if turn is None else set(turn.effects)
                    if isinstance(error, LibraryError) and error.nothing_done and not is_passing(error):
                        effects.add(UNCHANGED)
                    named = {"custom": named_effects(effects)} if effects else {}
                    dispatcher.utter_message(response=answer, status="error", choices=[librarian()], **named)
                return []
            _say_unconfirmed(turn)
        vary(turn)
        if ages is not None:
            # Before it is kept: what was not said was neither asked nor offered.
            leave_out_unknown(turn, ages)
        keep(turn)
        if ages is not None:
            tell_age(turn, ages)
        _name_effects(turn)
        for answer, facts in turn.answers:
            dispatcher.utter_message(response=answer, **facts)
        slots = [SlotSet(name, value) for name, value in turn.changes.items()]
        return [*slots, FollowupAction(turn.next_action)] if turn.next_action else slots


async def _note_reading(turn: Turn) -> None:
    """Note in the trail that the bot read of the patron's account, whatever came of the turn.

    What was read in a conversation a moment ago is noted already: a write for each message would take a
    fifth of what a store with one writer can carry.
    """
    if turn.patron is None or not turn.account_reads:
        return
    now = turn.store.clock.now()
    known, noted = turn.services.noted_reads, (turn.conversation, turn.patron.public_id)
    until, fields = known.get(noted, (now, frozenset[str]()))
    if until <= now:
        until, fields = now + NOTED_FOR, frozenset()
    if turn.account_reads <= fields:
        return
    try:
        name = f"{turn.conversation}:{turn.first_id}"
        await note_account_read(turn.store, turn.patron.public_id, turn.account_reads, turn=name)
    except StoreError as error:
        # What was done is done; the patron is not told otherwise because this could not be noted.
        _log.error("the reading of an account was not noted: %s", type(error).__name__)
        return
    if len(known) >= MOST_NOTED:
        known.clear()
    known[noted] = until, fields | turn.account_reads


async def _failure(services: Services, error: Exception) -> str:
    """Name what is said of a failure; one that waiting does not mend is noted for staff, and said so only then."""
    if not isinstance(error, (IlsMisconfigured, IlsProtocolError)):
        return UNAVAILABLE
    try:
        await note_fault(services.store, type(error).__name__)
    except StoreError:
        return UNAVAILABLE
    return OUT_OF_ORDER


def _say_unconfirmed(turn: Turn) -> None:
    answer, choices = UNCONFIRMED.get(turn.begun or "other", UNCONFIRMED["other"])
    turn.say(answer, status="error", choices=list(choices))


def _name_effects(turn: Turn) -> None:
    """Let the last answer of a turn carry its effects."""
    if turn.effects and turn.answers:
        answer, facts = turn.answers[-1]
        turn.answers[-1] = answer, {**facts, "custom": {**facts.get("custom", {}), **named_effects(turn.effects)}}


def _said(tracker: Tracker, answer: str) -> bool:
    """Tell whether the bot has given an answer since the patron's message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "bot" and answer in (event.get("metadata") or {}).values():
            return True
    return False


def _of_intent(intent: str) -> Callable[[Turn, Tracker], Coroutine[Any, Any, None]]:
    async def do(turn: Turn, _tracker: Tracker) -> None:
        # The rule has chosen: what the action stands for counts, also when the tracker says "unsure".
        turn.intent = intent
        await dispatch.answer(turn)

    return do


async def _language_changed(turn: Turn, _tracker: Tracker) -> None:
    await small_talk.language_changed(turn)
    # Whichever rule it was named in: there is nothing more to do for this message.
    turn.next_action = "action_listen"


OTHER_ACTIONS: dict[str, Callable[[Turn, Tracker], Coroutine[Any, Any, None]]] = {
    "action_language_changed": _language_changed,
}


def action_of(intent: str) -> str:
    """Give the name of the action that answers an intent."""
    return "action_clarify" if intent == "nlu_fallback" else f"action_{intent}"


def every_action(services: Services) -> list[ServiceAction]:
    """Make every action of the domain."""
    of_intents = [ServiceAction(services, action_of(intent), _of_intent(intent)) for intent in HANDLERS]
    return of_intents + [ServiceAction(services, name, do) for name, do in OTHER_ACTIONS.items()]
