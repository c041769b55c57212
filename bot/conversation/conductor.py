"""The conductor of a turn: from its row in the journal to its end, with an answer, silence or an apology."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from bot.conversation.answering import Answering, EngineFailure
from bot.conversation.contact import ContactKeeper
from bot.conversation.outcome import TurnOutcome, Understood
from bot.conversation.turn import (
    STAFF_STATES,
    Turn,
    case_number,
    chosen_language,
    failed_result,
    result_of,
    silent_result,
)
from bot.conversation.wording import Wording
from bot.engine_client import EngineAnswer, TurnRequest
from crm.actor import PATRON
from crm.conversations import identities, turn_state
from crm.conversations.closing import TurnResult, close_turn
from crm.database.store import Store
from crm.errors import StoreBusy
from crm.handoff import steps
from crm.messages.views import MessageView
from language.expected import is_secret_alone

__all__ = ["Conductor", "Listener"]

log = logging.getLogger(__name__)

BACK_TO_BOT = "/back_to_bot"
# With a reference: what was asked for before goes on after the sign-in.
SIGN_IN_AGAIN = '/sign_in{"ref": "typed_here"}'
CLOSE_TRIES = 3
# Parts of action names after which the conversation's status, or who the chat is bound to, may be another.
STATUS_ACTIONS = ("human", "staff", "handoff", "back_to_bot", "complaint")
GIVING_UP = ("action_cancel", "action_deny")
BINDING_ACTIONS = ("sign_out", "signed_in", "unlink")


class Listener(Protocol):
    """A listener to events of conversations, while they happen."""

    def told(self, turn: Turn, messages: Sequence[MessageView], outcome: TurnOutcome) -> None:
        """Hear of a turn that has ended: the patron's message and the replies."""

    def changed(self, identity_id: int) -> None:
        """Hear that a chat partner's language or binding has changed."""


class Conductor:
    """Runs turns; the caller makes sure that a chat partner has only one at a time."""

    def __init__(
        self, store: Store, answering: Answering, wording: Wording, *, contacts: ContactKeeper | None = None
    ) -> None:
        self._store = store
        self._answering = answering
        self._wording = wording
        self._contacts = contacts or ContactKeeper()
        self.listeners: list[Listener] = []

    async def run(self, turn: Turn, message: MessageView, *, stale: bool) -> TurnOutcome:
        """Answer a message that is in the journal; `stale` when its conversation was read before its turn came."""
        status, expects = turn.interaction.status, turn.interaction.expects_contact
        if stale:
            now = await turn_state.standing(self._store, turn.interaction.id)
            status, expects = now.status, now.expects_contact
        turn.expects_contact = expects
        if status in STAFF_STATES:
            if not await self._wants_bot(turn, status):
                await self._close(turn, silent_result(turn))
                outcome = TurnOutcome(turn.language, status, turn.signed_in, message, silent=True)
                return self._tell(turn, message, outcome)
            await steps.to_bot(self._store, turn.interaction.public_id, PATRON)
            # The wish is understood already; "never mind" said again to the bot would mean something else.
            status, turn.meant = "open", BACK_TO_BOT
        elif turn.payload is None and not turn.signed_in and not expects and is_secret_alone(turn.text):
            # Whatever a model made of it: who types a card number or a PIN here wants to sign in.
            turn.meant = SIGN_IN_AGAIN
        return self._tell(turn, message, await self._answer(turn, message, status))

    async def give_up(self, turn: Turn, message: MessageView, code: str) -> TurnOutcome:
        """Close a turn that is too old to be answered with an apology."""
        result = failed_result(turn, EngineFailure(code), self._wording, latency_ms=0)
        replies = await self._close(turn, result) or turn.behind_failed
        outcome = TurnOutcome(
            turn.language, turn.interaction.status, turn.signed_in, message, tuple(replies), failed=code
        )
        return self._tell(turn, message, outcome)

    def changed(self, identity_id: int) -> None:
        """Tell everybody that a chat partner's language or binding has changed."""
        for listener in self.listeners:
            listener.changed(identity_id)

    async def _answer(self, turn: Turn, message: MessageView, status: str) -> TurnOutcome:
        loop = asyncio.get_running_loop()
        started = loop.time()
        answer = await self._answering.answer(
            TurnRequest(
                conversation=turn.interaction.engine_conversation,
                message_id=turn.message_id,
                text=turn.said,
                payload=turn.is_payload,
                language=turn.language,
                signed_in=turn.signed_in,
                channel=turn.channel,
            ),
            arrived=turn.arrived,
        )
        latency_ms = round((loop.time() - started) * 1000)
        if isinstance(answer, EngineFailure):
            result = failed_result(turn, answer, self._wording, latency_ms=latency_ms)
            # The messages of one rush get one apology: it stands for those that waited behind the first, too.
            replies = await self._close(turn, result) or turn.behind_failed
            return TurnOutcome(turn.language, status, turn.signed_in, message, tuple(replies), failed=answer.code)
        contact = self._contact_for(turn, answer)
        replies = await self._close(turn, result_of(turn, answer, contact=contact, latency_ms=latency_ms))
        # Only now, since a turn that could not be closed comes back.
        self._settle_contact(turn.interaction.id, answer, filed=contact is not None)
        return await self._after(turn, message, answer, tuple(replies), status)

    async def _after(
        self,
        turn: Turn,
        message: MessageView,
        answer: EngineAnswer,
        replies: tuple[MessageView, ...],
        status: str,
    ) -> TurnOutcome:
        language, signed_in, history_after = turn.language, turn.signed_in, 0
        picked = chosen_language(answer)
        if picked is not None:
            language = picked
            await identities.set_language(self._store, turn.identity_id, picked, chosen=True)
        if _touches(answer.actions, BINDING_ACTIONS):
            partner = await identities.identity(self._store, turn.identity_id)
            signed_in, history_after = partner.is_signed_in, partner.history_after
        if picked is not None or signed_in != turn.signed_in:
            self.changed(turn.identity_id)
        if _touches(answer.actions, STATUS_ACTIONS):
            status = (await turn_state.standing(self._store, turn.interaction.id)).status
        understood = Understood(answer.parse.intent.name, answer.parse.intent.confidence)
        return TurnOutcome(language, status, signed_in, message, replies, understood, history_after=history_after)

    async def _wants_bot(self, turn: Turn, status: str) -> bool:
        if turn.payload is not None:
            return turn.payload == BACK_TO_BOT
        # Who only waits may also say "never mind"; to a librarian that word is an answer.
        intents = frozenset({"back_to_bot", "cancel"} if status == "waiting_staff" else {"back_to_bot"})
        return await self._answering.means(turn.text, turn.language, intents)

    def _contact_for(self, turn: Turn, answer: EngineAnswer) -> str | None:
        """Decide what becomes of contact data: into the case, held while its form runs, or forgotten."""
        interaction_id = turn.interaction.id
        wanted = _in_complaint(answer) or turn.expects_contact or case_number(answer) is not None or _failed(answer)
        if turn.contact is not None and wanted:
            self._contacts.hold(interaction_id, turn.contact)
        if case_number(answer) is not None:
            return self._contacts.peek(interaction_id)
        return None

    def _settle_contact(self, interaction_id: int, answer: EngineAnswer, *, filed: bool) -> None:
        """Let go of contact data that is filed, or was given for nothing; a case to be tried again needs it still."""
        if not filed and _failed(answer):
            self._contacts.keep(interaction_id)
        elif (
            filed
            or _touches(answer.actions, GIVING_UP)
            or not (_in_complaint(answer) or self._contacts.is_kept(interaction_id))
        ):
            self._contacts.drop(interaction_id)

    async def _close(self, turn: Turn, result: TurnResult) -> list[MessageView]:
        for tried in range(1, CLOSE_TRIES + 1):
            try:
                return await close_turn(self._store, result)
            except StoreBusy:
                # The answer exists and costs dear; the journal row stays open whatever happens here.
                log.warning("the store was busy when turn %d was closed (try %d)", turn.journal_id, tried)
                if tried == CLOSE_TRIES:
                    raise
        raise AssertionError("unreachable")

    def _tell(self, turn: Turn, message: MessageView, outcome: TurnOutcome) -> TurnOutcome:
        messages = [*([] if turn.kind == "system" else [message]), *outcome.replies]
        for listener in self.listeners:
            listener.told(turn, messages, outcome)
        return outcome


def _in_complaint(answer: EngineAnswer) -> bool:
    return "complaint" in (answer.form or "") or "complaint" in (answer.requested_slot or "")


def _failed(answer: EngineAnswer) -> bool:
    """Tell whether a complaint could not be filed: the patron may try again, and need not say everything anew."""
    return _touches(answer.actions, ("complaint",)) and any(message.status == "error" for message in answer.messages)


def _touches(actions: Sequence[str], parts: Sequence[str]) -> bool:
    return any(part in action for action in actions for part in parts)
