"""The conversions of a turn: to the engine's request, and from its answer to what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation.answering import EngineFailure
from bot.conversation.message import WEB, goes_to_outbox
from bot.conversation.rendering import reply_of
from bot.conversation.wording import CONTACT_COVERED, TURN_FAILED, Wording
from bot.engine_client import EngineAnswer, TurnRequest
from crm.conversations.closing import Reply, TurnResult
from crm.conversations.held_contact import ContactStep
from crm.conversations.open_turns import OpenTurn
from language.answers import Answers
from language.masking import TOKENS
from protocol.effects import CONTACT_ASKED, MISSED, UNCHANGED, effects_in, guardians_told_in
from protocol.values import LANGUAGES

__all__ = [
    "case_number",
    "chosen_language",
    "effects_of",
    "failed_result",
    "request_of",
    "result_of",
    "silent_result",
]

# The answers of an action that could not do anything (actions/rasa).
NOTHING_DONE = ("utter_unavailable", "utter_out_of_order")
# What a patron can look for; any small writing of an action is "other".
DEEDS = ("loans", "holds", "case")


def request_of(turn: OpenTurn, words: str | None = None) -> TurnRequest:
    """Make what the engine is asked: the payload of a button, or what we know the words to mean; else the words.

    `words` are those of the message that are left to be answered, when something in it has been done already.
    """
    return TurnRequest(
        conversation=turn.interaction.engine_conversation,
        message_id=turn.channel_message_id,
        text=(words or turn.text) if turn.payload is None else turn.payload,
        payload=turn.payload is not None,
        language=turn.language,
        signed_in=turn.is_signed_in,
        channel=turn.channel,
    )


def effects_of(answer: EngineAnswer) -> frozenset[str]:
    """Gather what the actions of a turn say to have changed (protocol.effects)."""
    return effects_in(message.custom for message in answer.messages)


def chosen_language(answer: EngineAnswer) -> str | None:
    """Give the language that the patron has picked in this turn, when they did."""
    for message in answer.messages:
        language = (message.custom or {}).get("language")
        if language in LANGUAGES:
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
    turn: OpenTurn,
    answer: EngineAnswer,
    wording: Wording,
    *,
    contact: ContactStep,
    latency_ms: int,
    first: str | None = None,
) -> TurnResult:
    """Make what is kept of an answered turn; `contact` is what it brings for the conversation's contact data.

    `first` names an answer that is said before the engine's.
    """
    language = chosen_language(answer) or turn.language
    parse = answer.parse
    intent = parse.intent.name

    def replies(book: Answers) -> list[Reply]:
        before = [] if first is None else [Reply(book.render(first, language).text, answer_name=first)]
        cards = turn.channel == WEB
        return before + [reply_of(message, language, book, with_cards=cards) for message in answer.messages]

    def if_begun(said: Sequence[Reply], begun: str, number: str | None) -> Sequence[Reply]:
        # A first try may have done what the next one, which could not even look, knows nothing of.
        unable = [reply for reply in said if reply.answer_name in NOTHING_DONE]
        if begun not in DEEDS or not unable or UNCHANGED in effects_of(answer):
            return said
        perhaps = _perhaps_done(turn, wording, begun, number)
        return [perhaps if reply is unable[0] else reply for reply in said if reply not in unable[1:]]

    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        worded=wording.when_closed(replies),
        if_begun=if_begun,
        intent=intent,
        confidence=_share(parse.intent.confidence) if intent is not None else None,
        runner_up=next((likely.name for likely in parse.ranking if likely.name not in (None, intent)), None),
        ranking=[(likely.name, _share(likely.confidence)) for likely in parse.ranking if likely.name is not None],
        entities=parse.entities,
        actions=answer.actions,
        engine_version=answer.engine_version,
        latency_ms=latency_ms,
        expects_contact=CONTACT_ASKED in effects_of(answer),
        via_outbox=goes_to_outbox(turn.channel),
        missed_before=MISSED in effects_of(answer),
        contact=contact,
        guardians_told=guardians_told_in(message.custom for message in answer.messages),
    )


def failed_result(
    turn: OpenTurn,
    failure: EngineFailure,
    wording: Wording,
    *,
    latency_ms: int,
    is_told: bool,
    emergency: tuple[str, Mapping[str, Any]] | None = None,
) -> TurnResult:
    """Make what is kept of a turn without an answer: an apology, unless told, and the reason where staff see it.

    Of an `emergency`, its kind with whom to call, the numbers are said in the apology's place, told or not.
    """

    def apology() -> list[Reply]:
        if emergency is not None:
            name, text = wording.emergency(turn.language, *emergency)
        elif is_told:
            return []
        else:
            name, text = TURN_FAILED, wording.apology(turn.language)
        return [Reply(text, answer_name=name, status="error", language=turn.language)]

    def if_begun(_said: Sequence[Reply], begun: str, number: str | None) -> list[Reply]:
        return apology() if emergency is not None else [_perhaps_done(turn, wording, begun, number)]

    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        worded=wording.when_closed(lambda _: apology()),
        latency_ms=latency_ms,
        failed=failure.code,
        expects_contact=turn.interaction.expects_contact,
        via_outbox=goes_to_outbox(turn.channel),
        if_begun=if_begun,
    )


def _perhaps_done(turn: OpenTurn, wording: Wording, begun: str, number: str | None) -> Reply:
    name, said = wording.apology_after(turn.language, begun, number)
    return Reply(said.text, said.buttons, answer_name=name, status="error", language=turn.language)


def silent_result(turn: OpenTurn, wording: Wording) -> TurnResult:
    """Make what is kept when a librarian has the conversation: the message alone.

    Who wrote by what they could be reached is told that it was covered: nobody else would tell them.
    """

    def told(answers: Answers) -> list[Reply]:
        said = answers.render(CONTACT_COVERED, turn.language)
        return [Reply(said.text, answer_name=CONTACT_COVERED, language=turn.language)]

    covered = turn.payload is None and any(TOKENS[kind] in turn.text for kind in ("phone", "email"))
    return TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        worded=wording.when_closed(told) if covered else None,
        expects_contact=False,
        via_outbox=goes_to_outbox(turn.channel),
    )


def _share(confidence: float) -> float:
    # Sums of softmax shares come out a hair over 1, which the store refuses.
    return min(1.0, max(0.0, confidence))
