"""Turns between gateway and engine: what one asks and the other answers, written once for both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

from protocol.values import LONGEST_TURN

__all__ = [
    "ANSWERED",
    "ANSWER_STATUSES",
    "FORGET_PATH",
    "KEPT_PATH",
    "MOST_CONVERSATIONS",
    "MOST_REQUESTS",
    "MOST_TEXTS",
    "PARSE_PATH",
    "READY_PATH",
    "TURN_PATH",
    "VECTORS_PATH",
    "Button",
    "FIGURES_PATH",
    "EngineAnswer",
    "EngineFigures",
    "EngineMessage",
    "EngineSeconds",
    "ForgetRequest",
    "Forgotten",
    "Intent",
    "KeptAnswer",
    "KeptConversation",
    "KeptRequest",
    "Parse",
    "ParseAnswer",
    "ParseRequest",
    "Problem",
    "Ready",
    "TurnRequest",
    "VectorsAnswer",
    "VectorsRequest",
    "part_id",
    "status_of",
    "whole_id",
]

TURN_PATH = "/webhooks/ketabyar/turn"
PARSE_PATH = "/webhooks/ketabyar/parse"
READY_PATH = "/webhooks/ketabyar/ready"
VECTORS_PATH = "/webhooks/ketabyar/vectors"
KEPT_PATH = "/webhooks/ketabyar/kept"
FORGET_PATH = "/webhooks/ketabyar/forget"
FIGURES_PATH = "/webhooks/ketabyar/figures"

# How an answer stands to what was asked.
ANSWERED = "answered"
ANSWER_STATUSES = (ANSWERED, "clarified", "fallback", "refused", "error")
# So many requests of one message are answered, all in the same turn.
MOST_REQUESTS = 4
_PART = re.compile(rf"#[2-{MOST_REQUESTS}]$")

LONGEST_ID = 255
MOST_TEXTS = 64
MOST_CONVERSATIONS = 200

# Limits are looked at where something is read, not where it is made.
_Words = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TURN, pattern=r"\S")]
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]
_KeptId = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ID, pattern=r"\S")]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"\S")]
_Language = Annotated[str, msgspec.Meta(pattern="^(?:fa|en)$")]


def part_id(message_id: str, number: int) -> str:
    """Give the id of a request of a message, by its number from 1 on; the first one has the message's own."""
    return message_id if number == 1 else f"{message_id}#{number}"


def whole_id(message_id: str) -> str:
    """Give the id of the message that a request is a part of."""
    return _PART.sub("", message_id)


def status_of(status: object) -> str:
    """Give an answer's status; one that nobody knows is an answer's."""
    return status if isinstance(status, str) and status in ANSWER_STATUSES else ANSWERED


class TurnRequest(msgspec.Struct, frozen=True):
    """One turn for the engine; the text is masked already. The same message id is never acted on twice.

    Nobody waits for the answer after `deadline` (a Unix time): what is not begun by then is not to be begun.
    """

    conversation: _Id
    message_id: _Id
    text: _Words
    payload: bool = False
    language: _Language = "fa"
    signed_in: bool = False
    channel: _Name = "web"
    deadline: float | None = None


class Intent(msgspec.Struct, frozen=True):
    """An intent with how sure the engine is of it, 0 to 1."""

    name: str | None = None
    confidence: float = 0.0


class Parse(msgspec.Struct, frozen=True):
    """The engine's reading; `ranking` has the likeliest intents first."""

    intent: Intent = msgspec.field(default_factory=Intent)
    ranking: list[Intent] = msgspec.field(default_factory=list)
    entities: list[dict[str, Any]] = msgspec.field(default_factory=list)


class Button(msgspec.Struct, frozen=True):
    """A quick reply: what it shows and what it sends."""

    title: str
    payload: str


class EngineMessage(msgspec.Struct, frozen=True):
    """One message of the bot: the name of an answer with its facts and the language to say it in.

    `text` and `buttons` are what the model's own domain makes of them: for an answer that only this model knows, and
    for a message that is no answer (`facts` is None then).
    """

    text: str = ""
    buttons: list[Button] = msgspec.field(default_factory=list)
    answer: str | None = None
    facts: dict[str, Any] | None = None
    language: str | None = None
    status: str | None = None
    custom: dict[str, Any] | None = None


class EngineSeconds(msgspec.Struct, frozen=True):
    """The seconds that a turn took in the engine: reading the message, and waiting for actions."""

    parse: float = 0.0
    actions: float = 0.0


class EngineAnswer(msgspec.Struct, frozen=True):
    """The engine's answer to one turn."""

    messages: list[EngineMessage] = msgspec.field(default_factory=list)
    parse: Parse = msgspec.field(default_factory=Parse)
    actions: list[str] = msgspec.field(default_factory=list)
    form: str | None = None
    requested_slot: str | None = None
    duplicate: bool = False
    engine_version: str = ""
    event_count: int = 0
    seconds: EngineSeconds = msgspec.field(default_factory=EngineSeconds)


class EngineFigures(msgspec.Struct, frozen=True):
    """What an engine has counted since it began: turns by how they ended, the rest in seconds or as said."""

    turns: dict[str, int] = msgspec.field(default_factory=dict)
    turn_seconds: float = 0.0
    parses: int = 0
    parse_seconds: float = 0.0
    action_calls: int = 0
    action_seconds: float = 0.0
    under_way: int = 0
    began: float = 0.0
    cpu_seconds: float = 0.0
    resident_bytes: int = 0


class ParseRequest(msgspec.Struct, frozen=True):
    """A text to be read without a turn."""

    text: _Words
    language: _Language = "fa"


class ParseAnswer(msgspec.Struct, frozen=True):
    """What a text means."""

    parse: Parse


class VectorsRequest(msgspec.Struct, frozen=True):
    """Texts whose sentence vectors are wanted, `adapted` to what a library is asked or as they are."""

    texts: Annotated[Sequence[_Words], msgspec.Meta(min_length=1, max_length=MOST_TEXTS)]
    adapted: bool = False


class VectorsAnswer(msgspec.Struct, frozen=True):
    """One vector of unit length a text."""

    vectors: list[list[float]]


class KeptRequest(msgspec.Struct, frozen=True):
    """The id behind which the conversations are wanted that the engine remembers; empty for the first."""

    after: Annotated[str, msgspec.Meta(max_length=LONGEST_ID)] = ""


class KeptConversation(msgspec.Struct, frozen=True):
    """A conversation that the engine remembers, and how long nothing has been said in it."""

    id: str
    idle_seconds: float


class KeptAnswer(msgspec.Struct, frozen=True):
    """Some of the conversations that the engine remembers, in the order of their ids."""

    conversations: list[KeptConversation]


class ForgetRequest(msgspec.Struct, frozen=True):
    """Conversations to be forgotten."""

    conversations: Annotated[Sequence[_KeptId], msgspec.Meta(min_length=1, max_length=MOST_CONVERSATIONS)]


class Forgotten(msgspec.Struct, frozen=True):
    """The conversations that the engine remembers no more, and how many events were stored of them."""

    forgotten: list[str]
    events: int


class Ready(msgspec.Struct, frozen=True):
    """Whether the engine has answered its warm-up; who wants to stop it waits until no turn is under way."""

    ready: bool
    engine_version: str = ""
    turns: int = 0
    reason: str | None = None


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why there is no answer: a code, and for a wrong request what is wrong with it."""

    error: str
    detail: str = ""
