"""The state of one turn, and the conversion of the engine's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.answering import EngineFailure
from bot.conversation.rendering import reply_of
from bot.conversation.wording import TURN_FAILED, Wording
from bot.engine_client import EngineAnswer
from crm.conversations.closing import Reply, TurnResult
from crm.conversations.journal import InteractionView
from crm.messages.views import MessageView

__all__ = ["STAFF_STATES", "Turn", "chosen_language", "failed_result", "result_of", "silent_result"]

STAFF_STATES = frozenset({"waiting_staff", "with_staff"})
CONTACT_SLOT = "complaint_contact"


@dataclass(slots=True)
class Turn:
    """A message in the journal whose answer is due."""

    journal_id: int
    interaction: InteractionView
    channel: str
    identity_id: int
    signed_in: bool
    message_id: str
    text: str
    payload: str | None
    kind: str
    language: str
    contact: str | None
    via_outbox: bool
    expects_contact: bool = False
    meant: str | None = None
    # When the message came, by the event loop's clock: its turn's time counts from there, not from its place in line.
    arrived: float | None = None
    # The apology that the message before it in the same line has just got: it stands for this one, too.
    behind_failed: Sequence[MessageView] = ()

    @property
    def is_payload(self) -> bool:
        """Whether the engine is to take it as an intent by name."""
        return self.meant is not None or self.payload is not None

    @property
    def said(self) -> str:
        """What the engine is to read: what we know it to mean, the payload of a button, else the masked text."""
        return self.meant or self.payload or self.text


def chosen_language(answer: EngineAnswer) -> str | None:
    """Give the language that the patron has picked in this turn, when they did."""
    for message in answer.messages:
        language = (message.custom or {}).get("language")
        if language in ("fa", "en"):
            return str(language)
    return None


def case_number(answer: EngineAnswer) -> str | None:
    """Give the case that the contact data of this talk belongs to, when one was opened for it."""
    for message in answer.messages:
        number = (message.custom or {}).get("contact_for_case")
        if isinstance(number, str) and number:
            return number
    return None


def result_of(
    turn: Turn, answer: EngineAnswer, wording: Wording, *, contact: str | None, latency_ms: int
) -> TurnResult:
    """Make what is kept of an answered turn; `contact` goes into the case that the answer names."""
    language = chosen_language(answer) or turn.language
    number = case_number(answer)
    parse = answer.parse
    intent = parse.intent.name
    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        worded=wording.when_closed(lambda book: [reply_of(message, language, book) for message in answer.messages]),
        intent=intent,
        confidence=_share(parse.intent.confidence) if intent is not None else None,
        runner_up=next((likely.name for likely in parse.ranking if likely.name not in (None, intent)), None),
        ranking=[(likely.name, _share(likely.confidence)) for likely in parse.ranking if likely.name is not None],
        entities=parse.entities,
        actions=answer.actions,
        engine_version=answer.engine_version,
        latency_ms=latency_ms,
        expects_contact=answer.requested_slot == CONTACT_SLOT,
        via_outbox=turn.via_outbox,
        case_contact=(number, contact) if number is not None and contact is not None else None,
    )


def failed_result(turn: Turn, failure: EngineFailure, wording: Wording, *, latency_ms: int) -> TurnResult:
    """Make what is kept of a turn without an answer: an apology, and the reason where staff see it."""

    def apology() -> Reply:
        text = wording.apology(turn.language)
        return Reply(text, answer_name=TURN_FAILED, status="error", language=turn.language)

    def if_begun(begun: str, number: str | None) -> list[Reply]:
        name, said = wording.apology_after(turn.language, begun, number)
        return [Reply(said.text, said.buttons, answer_name=name, status="error", language=turn.language)]

    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        worded=wording.when_closed(lambda _: [] if turn.behind_failed else [apology()]),
        latency_ms=latency_ms,
        failed=failure.code,
        expects_contact=turn.expects_contact,
        via_outbox=turn.via_outbox,
        if_begun=if_begun,
    )


def silent_result(turn: Turn) -> TurnResult:
    """Make what is kept when a librarian has the conversation: the message alone."""
    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        expects_contact=False,
        via_outbox=turn.via_outbox,
    )


def _share(confidence: float) -> float:
    # Sums of softmax shares come out a hair over 1, which the store refuses.
    return min(1.0, max(0.0, confidence))
