"""The conductor of a turn: from its row in the journal to its end, with an answer, silence or an apology."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import msgspec

from bot.conversation.answering import Answering, EngineFailure
from bot.conversation.contact import step_of
from bot.conversation.intake import emergency_in
from bot.conversation.outcome import TurnOutcome, Understood
from bot.conversation.turn import (
    chosen_language,
    effects_of,
    failed_result,
    request_of,
    result_of,
    silent_result,
)
from bot.conversation.withdrawing import withdrawn_for
from bot.conversation.wording import SIGN_IN, WITHDRAWN, Wording
from bot.engine_client import EngineAnswer
from bot.metrics import NOT_RECORDED, Part, took
from crm.actor import PATRON
from crm.conversations import identities, turn_state
from crm.conversations.closing import TurnResult, close_turn
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.errors import Conflict, NotFound, StoreBusy
from crm.handoff import steps
from crm.library_info.emergency_calls import calls_for
from crm.messages.views import MessageView
from language.expected import is_secret_alone
from language.normalise import fold
from language.secret_beside import words_beside_secret
from protocol import effects
from protocol.turns import EngineMessage

__all__ = ["Conductor", "Listener"]

log = logging.getLogger(__name__)

BACK_TO_BOT = "/back_to_bot"
WITH_STAFF, WAITING = "with_staff", "waiting_staff"
# With a reference: what was asked for before goes on after the sign-in.
SIGN_IN_AGAIN = '/sign_in{"ref": "typed_here"}'
CLOSE_TRIES = 3
# No title of a button is longer.
LONGEST_TITLE = 80
# What stands around a title that is written out.
_MARKS = " .!؟?،,«»“”\"'"
_PLEASE = re.compile(r" (?:please|pls|plz|lotfan|لطفا)$")

Messages = Sequence[MessageView]


class Listener(Protocol):
    """A listener to events of conversations, while they happen."""

    def told(self, turn: OpenTurn, messages: Messages, outcome: TurnOutcome) -> None:
        """Hear of a turn that has ended: the patron's message and the replies."""

    def changed(self, identity_id: int) -> None:
        """Hear that a chat partner's language or binding has changed."""


class Conductor:
    """Runs turns; the caller makes sure that a chat partner has only one at a time."""

    def __init__(self, store: Store, answering: Answering, wording: Wording) -> None:
        self._store = store
        self._answering = answering
        self._wording = wording
        self.listeners: list[Listener] = []

    async def run(
        self, turn: OpenTurn, *, stale: bool, arrived: float | None = None, apology: Messages = ()
    ) -> TurnOutcome:
        """Answer a message that is in the journal.

        `stale`: its conversation was read before its turn came. `arrived` is when the message came, by the event
        loop's clock: the time of its turn counts from there, not from its place in the queue. `apology` is what the
        message before it in the queue has just got: it stands for this one, too.
        """
        if stale:
            turn = await self._as_it_stands(turn)
        words: str | None = None
        first: str | None = None
        beside = None if emergency_in(turn) is not None else _beside_secret(turn)
        # Whom to call is told at once, also where a librarian will answer.
        if turn.interaction.status == WITH_STAFF and emergency_in(turn) is None:
            if not await self._wants_bot(turn):
                told = await self._close(turn, silent_result(turn, self._wording))
                return self._tell(turn, _outcome(turn, replies=tuple(told), silent=True))
            back = await steps.to_bot(self._store, turn.interaction.public_id, PATRON)
            # The wish is understood already; "never mind" said again to the bot would mean something else.
            turn = replace(turn, interaction=back, payload=BACK_TO_BOT)
        elif turn.interaction.status == WAITING and await self._writes_way_back(turn):
            turn = replace(turn, payload=BACK_TO_BOT)
        elif turn.interaction.status == WAITING and turn.payload is None and (words := withdrawn_for(turn.text)):
            # "Never mind, tell me the hours on Friday": nobody need come any more, and the rest is answered.
            back = await steps.to_bot(self._store, turn.interaction.public_id, PATRON)
            turn, first = replace(turn, interaction=back), WITHDRAWN
        elif _is_secret(turn) or (beside == "" and not turn.is_signed_in):
            # Whatever a model made of it: who types a card number or a PIN here wants to sign in.
            turn = replace(turn, payload=SIGN_IN_AGAIN)
        elif beside:
            # What else is said is what is wanted; the numbers only say whose account it is.
            words = beside
        elif (pressed := await self._written_button(turn)) is not None:
            turn = replace(turn, payload=pressed)
        loop = asyncio.get_running_loop()
        started = loop.time()
        answer = await self._answering.answer(request_of(turn, words), arrived=arrived)
        latency = loop.time() - started
        took(Part.ENGINE, latency)
        latency_ms = round(latency * 1000)
        if isinstance(answer, EngineFailure):
            return await self._apologise(turn, answer, apology, latency_ms=latency_ms)
        # A button is not read, and an answer that was there already took nothing.
        for part, seconds in ((Part.PARSE, answer.seconds.parse), (Part.ACTIONS, answer.seconds.actions)):
            if seconds:
                took(part, seconds)
        if beside and words == beside and not turn.is_signed_in:
            answer = _with_sign_in(answer)
        contact = step_of(turn, answer)
        result = result_of(turn, answer, self._wording, contact=contact, latency_ms=latency_ms, first=first)
        try:
            replies = await self._close(turn, result)
        except (Conflict, NotFound):
            # It was erased meanwhile, or another gateway was faster: nobody waits for it.
            raise
        except Exception:
            # Whoever keeps the library's machine is to know of it before patrons ask where their answers are.
            NOT_RECORDED.inc()
            log.error("turn %d was answered, and the answer could not be recorded", turn.journal_id)
            raise
        return self._tell(turn, await self._after(turn, answer, tuple(replies)))

    async def give_up(self, turn: OpenTurn, code: str, *, apology: Messages = ()) -> TurnOutcome:
        """Close a turn that is too old to be answered with an apology."""
        return await self._apologise(await self._as_it_stands(turn), EngineFailure(code), apology, latency_ms=0)

    def changed(self, identity_id: int) -> None:
        """Tell everybody that a chat partner's language or binding has changed."""
        for listener in self.listeners:
            listener.changed(identity_id)

    async def _as_it_stands(self, turn: OpenTurn) -> OpenTurn:
        now = await turn_state.standing(self._store, turn.interaction.id)
        return replace(
            turn, interaction=replace(turn.interaction, status=now.status, expects_contact=now.expects_contact)
        )

    async def _apologise(
        self, turn: OpenTurn, failure: EngineFailure, apology: Messages, *, latency_ms: int
    ) -> TurnOutcome:
        # The messages of one rush get one apology: it stands for those that waited behind the first, too.
        result = failed_result(
            turn,
            failure,
            self._wording,
            latency_ms=latency_ms,
            is_told=bool(apology),
            emergency=await self._emergency(turn),
        )
        replies = await self._close(turn, result) or apology
        return self._tell(turn, _outcome(turn, replies=tuple(replies), failed=failure.code))

    async def _emergency(self, turn: OpenTurn) -> tuple[str, Mapping[str, Any]] | None:
        """Give the kind of emergency that a message tells of, with whom to call."""
        kind = emergency_in(turn)
        return None if kind is None else (kind, await calls_for(self._store, kind))

    async def _after(self, turn: OpenTurn, answer: EngineAnswer, replies: tuple[MessageView, ...]) -> TurnOutcome:
        """Bring about what an answer says beside its words, and look at what the actions have changed."""
        parse = Understood(answer.parse.intent.name, answer.parse.intent.confidence)
        outcome = _outcome(turn, replies=replies, parse=parse)
        named = effects_of(answer)
        picked = chosen_language(answer)
        if picked is not None:
            outcome = replace(outcome, language=picked)
            await identities.set_language(self._store, turn.identity_id, picked, chosen=True)
        if effects.BINDING in named:
            partner = await identities.identity(self._store, turn.identity_id)
            outcome = replace(outcome, signed_in=partner.is_signed_in, history_after=partner.history_after)
        if picked is not None or outcome.signed_in != turn.is_signed_in:
            self.changed(turn.identity_id)
        if effects.STATUS in named:
            now = await turn_state.standing(self._store, turn.interaction.id)
            outcome = replace(outcome, status=now.status)
        return outcome

    async def _wants_bot(self, turn: OpenTurn) -> bool:
        if turn.payload is not None:
            return turn.payload == BACK_TO_BOT
        if await self._writes_way_back(turn):
            return True
        # "Never mind" is an answer to a librarian, and no wish for the bot.
        return await self._answering.means(turn.text, turn.language, frozenset({"back_to_bot"}))

    async def _writes_way_back(self, turn: OpenTurn) -> bool:
        """Tell whether the title of the button that leads back to the bot was written instead of pressed."""
        if turn.payload is not None:
            return False
        titles = await turn_state.offered_titles(self._store, turn.identity_id, BACK_TO_BOT)
        written = _compared(turn.text)
        return any(written == _compared(title) for title in titles)

    async def _written_button(self, turn: OpenTurn) -> str | None:
        """Give the payload of the button under the last answer whose title was written instead of pressed.

        A button of an older answer is none: what it agrees to may have been asked anew since.
        """
        if turn.payload is not None or turn.kind != "text" or len(turn.text) > LONGEST_TITLE:
            return None
        written = _compared(turn.text)
        if not written:
            return None
        offered = await turn_state.offered_before(self._store, turn.identity_id, turn.message.id)
        named = {payload for title, payload in offered if _compared(title) == written}
        return named.pop() if len(named) == 1 else None

    async def _close(self, turn: OpenTurn, result: TurnResult) -> list[MessageView]:
        loop = asyncio.get_running_loop()
        started = loop.time()
        for tried in range(1, CLOSE_TRIES + 1):
            try:
                replies = await close_turn(self._store, result)
                took(Part.RECORD, loop.time() - started)
                return replies
            except StoreBusy:
                # The answer exists and costs dear; the journal row stays open whatever happens here.
                log.warning("the store was busy when turn %d was closed (try %d)", turn.journal_id, tried)
                if tried == CLOSE_TRIES:
                    raise
        raise AssertionError("unreachable")

    def _tell(self, turn: OpenTurn, outcome: TurnOutcome) -> TurnOutcome:
        messages = [*([] if turn.kind == "system" else [turn.message]), *outcome.replies]
        for listener in self.listeners:
            listener.told(turn, messages, outcome)
        return outcome


def _compared(title: str) -> str:
    return _PLEASE.sub("", fold(title).replace("\u200c", "").strip(_MARKS)).strip(_MARKS)


def _is_secret(turn: OpenTurn) -> bool:
    asked = turn.interaction.expects_contact
    return turn.payload is None and not turn.is_signed_in and not asked and is_secret_alone(turn.text)


def _beside_secret(turn: OpenTurn) -> str | None:
    """Give what a message says beside the patron's own card number or PIN; None where it tells none of them."""
    asked = turn.payload is not None or turn.kind != "text" or turn.interaction.expects_contact
    return None if asked else words_beside_secret(turn.text)


def _with_sign_in(answer: EngineAnswer) -> EngineAnswer:
    """Show the sign-in behind an answer that does not: a number typed into the chat opens nothing."""
    if any((message.custom or {}).get("sign_in") for message in answer.messages):
        return answer
    shown = EngineMessage(answer=SIGN_IN, facts={}, status="clarified", custom={"sign_in": True})
    return msgspec.structs.replace(answer, messages=[*answer.messages, shown])


def _outcome(
    turn: OpenTurn,
    *,
    replies: tuple[MessageView, ...] = (),
    parse: Understood | None = None,
    silent: bool = False,
    failed: str | None = None,
) -> TurnOutcome:
    status, signed_in = turn.interaction.status, turn.is_signed_in
    return TurnOutcome(
        turn.language, status, signed_in, turn.message, replies, parse=parse, silent=silent, failed=failed
    )
